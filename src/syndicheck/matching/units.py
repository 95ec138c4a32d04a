"""Words and signs for currencies and measures that stand beside numbers, by language (``data/units/``, Unicode CLDR).

A unit is known by what it may be: ``$`` and ``dollars`` may be the same, ``crowns`` and ``$`` may not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from syndicheck.data import __file__ as data_file
from syndicheck.data import table
from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors.written import Tongue, runs_on
from syndicheck.matching.facts import is_sign

_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff'’])*"
_BEHIND = expression(rf"[ -]?({_WORD}(?:/h|/s|[²³])?)(?:[ -]({_WORD})(?:[ -]({_WORD}))?)?")
_POINTED = expression(rf"[ -]?({_WORD})\. ?({_WORD})")
"""A unit of two words of which the first is abbreviated: кв. м."""

_LETTERS_BEHIND = expression(r" ?([A-Za-z]{2,3})(?!\w)|([A-Za-z])(?!\w)")
_LONGEST_BEFORE = 12
_LETTERS_OF_A_SIGN = 3
_BEHIND_ONLY = ("en",)
"""Languages in which a currency that is a word stands behind its number."""

_LETTERS_OF_A_SHORT_FORM = 2
"""Letters of what may stand before it, too: kr 500, rs 500."""

_ENDING = 3
"""Letters by which a unit may be longer than in the table: Korean particles, Finnish and Turkish cases."""

LEAST_STEM = 3
"""Letters of a unit that may have such an ending."""

_LEAST_ADJECTIVE, _ADJECTIVE_ENDING = 4, 2
"""Letters of the adjective of a country, and those of its endings: kanadische, kanadischen (Dollar)."""

ALONE = ("duration-", "concentr-percent")
"""Units that are told without a number, too: a day, a month."""

ALONE_LETTERS = 3
"""… when they have so many letters."""


_INCHES = frozenset(("length-inch",))
_ANGLE = frozenset(("angle-degree",))
_DEGREES = _ANGLE | {"temperature-celsius", "temperature-fahrenheit"}
"""What degrees may be, with their sign and in words."""


class Unit(Struct, frozen=True):
    """A unit at ``text[start:end]``, by the codes of all that it may be."""

    start: int
    end: int
    codes: frozenset[str]


def behind(even: str, at: int, tongue: Tongue) -> Unit | None:
    """The unit that stands behind a number which ends at ``at``."""
    if even[at : at + 1] == "." and (even[at + 1 : at + 2] == " " or is_sign(even[at + 1 : at + 2] or " ")):
        at += 1  # that of an abbreviation: Mio. Euro
    start = at + (even[at : at + 1] == " ")
    if even[start : start + 1] and is_sign(even[start]):
        end = start + 1 + (even[start] == "°" and even[start + 1 : start + 2] in tuple("CF"))
        letters = _LETTERS_BEHIND.match(even, end)
        if letters and (codes := _signs().get((letters[1] or letters[2]) + even[start])):
            return Unit(start, letters.end(), codes)  # 5 $US, 5 $ CA
        return Unit(start, end, _of_sign(even[start:end]))
    units = _units(tongue.code)
    if runs_on(tongue):
        for size in range(min(units.longest, len(even) - start), 0, -1):
            if codes := units.words.get(even[start : start + size].lower()):
                return Unit(start, start + size, codes)
        return None
    match = _BEHIND.match(even, at)
    if match is None:
        return None
    if even[match.end() : match.end() + 1] == "." and (pointed := _POINTED.match(even, at)):
        codes = units.words.get(" ".join(pointed.groups()).lower(), frozenset())
        if codes:
            return Unit(pointed.start(1), pointed.end(), codes)
    words = [word for word in match.groups() if word]
    if words[0] == "in" and match.start(1) == at and tongue.code == "en":
        return Unit(at, match.end(1), _INCHES)  # 2in; with a blank it is the word
    for count in range(len(words), 0, -1):
        if codes := units.of(" ".join(words[:count]).lower()):
            return Unit(match.start(1), match.end(count), codes)
    if words[0] in _currencies():
        return Unit(match.start(1), match.end(1), frozenset((words[0],)))
    # an adjective before it, or a particle: US dollars, milioni di euro
    if len(words) > 1 and (codes := units.of(words[1].lower())) and not any("-" in code for code in codes):
        of_country = codes & _of_country(tongue.code, words[0].lower())
        return Unit(match.start(1 if of_country or words[0][0].isupper() else 2), match.end(2), of_country or codes)
    return None


def before(even: str, at: int, tongue: Tongue) -> Unit | None:
    """The unit that stands before a number which begins at ``at``: $5, EUR 5, Rs. 5."""
    end = at - (even[at - 1 : at] == " ")
    if end > 0 and unicodedata.category(even[end - 1]) == "Sc":
        start = end - 1
        while start and end - start <= _LETTERS_OF_A_SIGN and even[start - 1].isupper():
            start -= 1
        # with the letters before it, which are those of a country: US$
        return Unit(start, end, _signs().get(even[start:end]) or _of_sign(even[end - 1]))
    end -= even[end - 1 : end] == "."
    start = end
    while start and end - start < _LONGEST_BEFORE and even[start - 1].isalpha():
        start -= 1
    word = even[start:end]
    if word in _currencies():
        return Unit(start, end, frozenset((word,)))
    if tongue.code in _BEHIND_ONLY and word.islower() and len(word) > _LETTERS_OF_A_SHORT_FORM:
        return None  # have won 5 titles
    codes = _units(tongue.code).words.get(word.lower(), frozenset())
    codes = frozenset(code for code in codes if "-" not in code)
    return Unit(start, end, codes) if codes else None


def alone(word: str, tongue: Tongue) -> frozenset[str]:
    """What a word that stands beside no number counts in, if it says that without one."""
    if len(word) < ALONE_LETTERS:
        return frozenset()
    codes = _units(tongue.code).words.get(word.lower(), frozenset())
    return codes if codes and all(code.startswith(ALONE) for code in codes) else frozenset()


@cache
def of_two_words(code: str) -> Mapping[str, frozenset[str]]:
    """The second words of measures of two, with the first ones: in them *cent* is no hundred (*pour cent*)."""
    found: dict[str, set[str]] = {}
    for name, codes in _units(code).words.items():
        words = name.split(" ")
        if len(words) == 2 and any("-" in one for one in codes):
            found.setdefault(words[1], set()).add(words[0])
    return {second: frozenset(firsts) for second, firsts in found.items()}


class _Units(Struct, frozen=True):
    words: Mapping[str, frozenset[str]]
    longest: int

    def of(self, word: str) -> frozenset[str]:
        """What a word, or several, may be; with another ending, too."""
        found = self.words.get(word)
        if found is None and "'" in word:  # d'euros, Kilometer's
            stem, _, rest = word.partition("'")
            found = self.words.get(rest if len(stem) == 1 else stem)
        if found is not None:
            return found
        for cut in range(1, _ENDING + 1):
            stem, ending = word[:-cut], word[-cut:]
            if len(stem) < LEAST_STEM and not (stem > "\u1100" and len(stem) == LEAST_STEM - 1):
                break
            if " " in ending:
                break  # a word of its own: metres in
            found = self.words.get(stem)
            if found is not None:
                return found
        return frozenset()


@cache
def _units(code: str) -> _Units:
    code = code if (Path(data_file).parent / "units" / f"{code}.json").is_file() else "en"
    words = {word.replace("-", " "): frozenset(codes.split("|")) for word, codes in _read(code).items()}
    words.update({word: _DEGREES for word, codes in words.items() if not codes.isdisjoint(_ANGLE)})
    return _Units(words, max(map(len, words), default=0))


@lru_cache(maxsize=1_000)
def _of_country(code: str, adjective: str) -> frozenset[str]:
    """The currencies that have an adjective, perhaps with another ending, before their noun: Swedish (crowns)."""
    stem = adjective[: max(_LEAST_ADJECTIVE, len(adjective) - _ADJECTIVE_ENDING)]
    if len(stem) < _LEAST_ADJECTIVE:
        return frozenset()
    ahead = ((name.partition(" ")[0], codes) for name, codes in _units(code).words.items() if name.startswith(stem))
    alike = (codes for first, codes in ahead if abs(len(first) - len(adjective)) <= _ADJECTIVE_ENDING)
    return frozenset(currency for codes in alike for currency in codes if "-" not in currency)


@cache
def _signs() -> Mapping[str, frozenset[str]]:
    return {sign: frozenset(codes.split("|")) for sign, codes in _read("signs").items()}


@cache
def _currencies() -> frozenset[str]:
    return frozenset().union(*(codes for codes in _signs().values()), _KRONER)


_KRONER = frozenset("SEK NOK DKK ISK CZK CHF PLN HUF RON BGN ZAR CNY RMB INR AED SAR QAR".split())
"""Currencies without a sign of their own that are written by their codes."""


def _of_sign(written: str) -> frozenset[str]:
    if written.startswith(("%", "٪")):
        return frozenset(("concentr-percent",))
    if written in ("°C", "℃", "°F", "℉", "‰"):
        return frozenset(
            (
                "concentr-permille"
                if written == "‰"
                else f"temperature-{'celsius' if 'C' in written or written == '℃' else 'fahrenheit'}",
            )
        )
    if written == "°":
        return _DEGREES
    return _signs().get(written, frozenset((written,)))


def _read(code: str) -> Mapping[str, str]:
    units: Mapping[str, str] = decode(table(f"units/{code}.json"))["units"]
    return units
