"""The time of day and the zone inside a written date: found, understood, and taken out of the text.

Works on text folded by :func:`syndicheck.provenance.dates.folded` (ASCII digits, plain dashes and blanks, capitals
kept, because *est* is French and *EST* is a zone).
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.expressions import expression
from syndicheck.model.times import Precision
from syndicheck.provenance.halves import half_beside
from syndicheck.provenance.zones import NAMES, is_utc


class Clock(Struct, frozen=True):
    """A time of day. ``hours`` has two entries when "midnight" may begin or end the day (24 is the next day's 0), or
    when the half of the day is not known.
    """

    hours: tuple[int, ...]
    minute: int = 0
    second: int = 0
    precision: Precision = Precision.MINUTE
    flags: tuple[str, ...] = ()
    deliberate: bool = False
    """Whether somebody wrote it in words: "midnight", "24:00"; a default would not look like this."""


_BEFORE_NOON = r"上午|凌晨|早上|早晨|清晨|早间|早間|午前|오전"
_EVENING = ("晚", "当晚", "當晚", "傍晚")
_AFTER_NOON = r"下午|午后|午後|오후|傍晚|[当當]?晚[上间間]?"
_HALF = r"\s?(?P<half>[ap])\.?\s?m\b\.?|(?P<short>[ap])(?![^\W_]|['’])"
"""``2:05 p.m.``, ``2:05 p. m.``, and ``2:05p``: the letter alone only where nothing stands before it."""
_CLOCK = expression(
    rf"""(?:(?P<am>{_BEFORE_NOON})|(?P<pm>{_AFTER_NOON}))?\s?
    (?<![\d:.+-])(?:
      (?P<h>\d{{1,2}})\s?:\s?(?P<m>\d{{2}})(?:\s?:\s?(?P<s>\d{{2}})(?:[.,]\d{{1,12}})?)?(?![\d:])
    | (?P<hc>\d{{1,2}})\s?[時时点點시]\s?(?:(?P<mc>\d{{1,2}})\s?[分분]\s?(?:(?P<sc>\d{{1,2}})\s?[秒초])?)?
    | (?:(?<=\bum\s)|(?<=\bkl\s)|(?<=\bkl\.\s)|(?<=\bklo\s)|(?<=\bore\s)|(?<=\bpukul\s)|(?<=\bat\s)|(?<=\bom\s)
       |(?<=\balle\s)|(?<=\bgodz\s)|(?<=\bgodz\.\s))
      (?P<hd>\d{{1,2}})\.(?P<md>\d{{2}})(?!\.?\d)(?:\s?uur\b)?
    | (?P<hf>\d{{2}})(?P<mf>\d{{2}})\s?h(?:ou)?rs\b
    | (?P<hu>\d{{1,2}})[.](?P<mu>\d{{2}})(?=\s?(?:uhr\b|uur\b|h(?:ou)?rs\b|h\b|น\.|wib\b|wita\b|[ap]\.?\s?m\b))
    | (?P<hh>\d{{1,2}})\s?(?:h|uhr\b|uur\b)(?:\s?(?P<mh>[0-5]\d)(?![\d.])(?:\s?min\b)?)?(?![a-z])
    | (?P<hp>\d{{1,2}})(?=\s?[ap]\.?\s?m\b)
    )(?:{_HALF})?""",
    re.IGNORECASE | re.VERBOSE,
)
_NOON = expression(r"\b(?:12\s)?(?:noon|midday|mittags?|midi|mediodía|mezzogiorno|meio-dia)\b", re.IGNORECASE)
_MIDNIGHT = expression(r"\b(?:12\s)?(?:midnight|mitternacht|minuit|medianoche|mezzanotte|meia-noite)\b", re.IGNORECASE)

_IANA = expression(
    r"\b(?:Etc/GMT[+-]\d{1,2}(?!\d)|[A-Z][A-Za-z_]{1,20}/[A-Z][A-Za-z_-]{1,24}(?:/[A-Z][A-Za-z_-]{1,24})?)"
)
_OFFSET = expression(
    r"(?:(?<![A-Z/])(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?"
    r"|(?:(?<=[\s(])|(?<=:\d\d)|(?<=T\d\d)|(?<=\.\d{3}))[+-]\d{2}(?::?\d{2}){0,2})(?![\d:])"
)
_NAME = expression(r"(?<![^\W\d_])([A-ZМСК]{1,5})(?![^\W\d_])")
_PHRASE = expression(
    r"\b(?:(aus|austral(?:ian?)?|sa|central)\.?\s)?(eastern|central|mountain|pacific)\s(standard\s|daylight\s)?time\b",
    re.IGNORECASE,
)


def take_zone(text: str) -> tuple[str | None, str]:
    """The zone as written, and the text without it. An offset counts more than a name beside it; two names that differ
    (``Z EST``, ``GMT/BST``) tell none.
    """
    text = _PHRASE.sub(_abbreviated, text)
    found: str | None = None
    for pattern in (_OFFSET, _IANA):
        if match := pattern.search(text):
            found = found or match[0]
            text = text[: match.start()] + " " + text[match.end() :]
    names = [match for match in _NAME.finditer(text) if match[1] in NAMES]
    for match in reversed(names):
        text = text[: match.start()] + " " + text[match.end() :]
    if found is None and len({"UTC" if is_utc(match[1]) else match[1] for match in names}) == 1:
        found = names[0][1]
    return found, text


def _abbreviated(phrase: re.Match[str]) -> str:
    """``EST`` for "Eastern Standard Time", ``AEST`` for the Australian one. Other lands' times of these names (Windows
    has "SA Pacific" and "Central Pacific Standard Time") are none of those that the letters stand for.
    """
    land = (phrase[1] or "").casefold()
    if land and not land.startswith("aus"):
        return " "
    return ("A" if land else "") + phrase[2][0].upper() + (phrase[3] or "")[:1].upper() + "T"


def take_clock(text: str) -> tuple[Clock | None, str] | None:
    """The time of day (``None``: there is none) and the text without it; ``None`` alone when what is written is
    no time of day (25:61) or there are two of them.
    """
    matches = [m for m in _CLOCK.finditer(text) if m[0].strip()]
    words = [m for m in (_NOON.search(text), _MIDNIGHT.search(text)) if m]
    if not matches and not words:
        return None, text
    if len(matches) > 1 or len(words) > 1:
        return None
    if matches:
        clock = _clock(matches[0], text)
        if clock is None:
            return None
        if words:
            clock = _named(words[0]) if clock.hours[0] in (0, 12, 24) and not clock.minute else None
            if clock is None:
                return None
    else:
        clock = _named(words[0])
    for match in sorted([*matches, *words], key=lambda m: -m.start()):
        text = text[: match.start()] + " " + text[match.end() :]
    return clock, text


def clock_in(text: str) -> tuple[Clock, int, int] | None:
    """The first time of day in figures, with the characters that it takes up."""
    match = _CLOCK.search(text)
    found = _clock(match, text) if match else None
    return (found, match.start(), match.end()) if match and found else None


def clock(hour: int, minute: int | None, second: int | None, *, deliberate: bool = False) -> Clock | None:
    """A checked time of day; 24:00 and a 60th second are understood and flagged."""
    precision = Precision.HOUR if minute is None else Precision.MINUTE if second is None else Precision.SECOND
    minute, second, flags = minute or 0, second or 0, []
    if second == 60:
        second = 59
        flags.append("leap-second")
    if hour == 24 and not minute and not second:
        flags.append("hour-24")
        deliberate = True
    elif hour > 23:
        return None
    if minute > 59 or second > 59:
        return None
    return Clock((hour,), minute, second, precision, tuple(flags), deliberate)


def _clock(match: re.Match[str], text: str) -> Clock | None:
    hour = _first(match, "h", "hc", "hd", "hf", "hu", "hh", "hp")
    if hour is None:
        return None
    half = "a" if match["am"] else "p" if match["pm"] else (match["half"] or match["short"] or "").casefold()
    half = half or half_beside(text[: match.start()], text[match.end() :]) or ""
    if match["pm"] and match["pm"].startswith(_EVENING) and (hour == 12 or hour < 5):
        half = "?"  # 晚上12点 ends the day, and 晚上1点 is said of the night behind it
    if half == "a":
        if hour > 12:
            return None
        hour %= 12
    elif half == "p" and hour < 12:
        hour += 12
    found = clock(hour, _first(match, "m", "mc", "md", "mf", "mu", "mh"), _first(match, "s", "sc"))
    if half == "?" and found is not None and 1 <= hour <= 12:
        hours = (0, 12, 24) if hour == 12 else (hour, hour + 12)  # "12:05 at night" may end the day
        return replace(found, hours=hours, flags=(*found.flags, "half-day-ambiguous"))
    return found


def _named(match: re.Match[str]) -> Clock:
    if _NOON.fullmatch(match[0]):
        return Clock((12,))
    return Clock((0, 24), flags=("midnight-ambiguous",), deliberate=True)


def _first(match: re.Match[str], *groups: str) -> int | None:
    return next((int(match[g]) for g in groups if match[g] is not None), None)
