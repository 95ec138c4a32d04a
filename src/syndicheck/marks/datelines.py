"""The shape of a dateline: where and when a story says it was filed.

``SEOUL, South Korea``, ``BERLIN, 4. März 2026``, ``HONG KONG, Mar 3, 2025``: capitalised words, figures and very few
others, before a credit or a dash. Shape alone is trusted only with a credit behind it, or with capitals or a date.
"""

from __future__ import annotations

import re

LONGEST = 110
"""Characters; a longer beginning is a sentence."""

MOST_WORDS = 14

DATE_WORDS = 2
"""Words in small letters that a date may have: ``26 июл``, ``5. dubna``, ``január 1., hétfő``."""

CASELESS_PLACE = 6
"""Letters of a script without capitals (Han, kana, Hangul, Arabic …) that a place without a date has at most."""

CASELESS_WITH_DATE = 24

_TOKEN = re.compile(r"\w+|[^\w\s]")
_BRIDGES = frozenset(
    "de del la le les du des da do dos di el al am an der den die im of the and und et y e i van von bei près".split()
)
"""Small words that the name of a place may hold."""

_PUNCTUATION = frozenset(",./'-()[]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b[0-3]?\d\b")


def like_dateline(prefix: str) -> bool:
    """Whether the (normalised) beginning of a line can be a dateline before a credit."""
    text = prefix.strip(" ,-\t")
    if not text or len(text) > LONGEST:
        return False
    tokens = _TOKEN.findall(text)
    if not tokens or not (tokens[0][:1].isupper() or tokens[0][:1].isdigit() or not tokens[0].isascii()):
        return False
    prose = [number for number, token in enumerate(tokens) if _is_prose(token)]
    if len(prose) > DATE_WORDS or not all(_follows_figure(tokens, number) for number in prose):
        return False
    caseless = sum(c.isalpha() and not c.isupper() and not c.islower() for c in text)
    if caseless > (CASELESS_WITH_DATE if any(c.isdigit() for c in text) else CASELESS_PLACE):
        return False
    return len([token for token in tokens if token.isalpha()]) <= MOST_WORDS


def _follows_figure(tokens: list[str], number: int) -> bool:
    """Whether a word stands so shortly behind a figure that it may be a month or a weekday in any language."""
    return any(token[0].isdigit() for token in tokens[max(0, number - 3) : number])


def _is_prose(token: str) -> bool:
    """A word in small letters that no place or date has, or a sign that neither has."""
    if not any(c.isalnum() for c in token):
        return token not in _PUNCTUATION
    return bool(token[0].islower() and token.casefold() not in _BRIDGES)


def surely_dateline(prefix: str) -> bool:
    """Whether it is one even without a credit: its place in capitals, or a date with its year."""
    if not like_dateline(prefix):
        return False
    place = re.split(r"[,(\d]", prefix.strip(), maxsplit=1)[0].strip()
    letters = [c for c in place if c.isalpha()]
    if len(letters) < 3:
        return False
    capitals = all(not c.islower() for c in letters) and any(c.isupper() for c in letters)
    dated = bool(_YEAR.search(prefix) and _DAY.search(_YEAR.sub("", prefix)))
    return (capitals and len(place) <= 30) or (dated and "," in prefix)
