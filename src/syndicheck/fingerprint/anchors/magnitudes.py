"""Powers of ten beside a number, and numbers of several parts: ``3,5 Mio.``, ``6億4900万``, ``milioni 3.5``."""

from __future__ import annotations

import re
from functools import lru_cache

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors.spelled import POWERS
from syndicheck.fingerprint.anchors.written import BLANKLESS, HAN_SCRIPTS, Tongue, _row

HAN_POWERS = {
    "万": 4,
    "萬": 4,
    "億": 8,
    "亿": 8,
    "兆": 12,
    "百": 2,
    "千": 3,
    "십": 1,
    "백": 2,
    "천": 3,
    "만": 4,
    "억": 8,
    "조": 12,
}
_POWERS_OF_INDIA = {
    "lakh": 5,
    "lakhs": 5,
    "crore": 7,
    "crores": 7,
    "bn": 9,
    "mn": 6,
    "mln": 6,
    "mld": 9,
    "mrd": 9,
    "mio": 6,
}
HIGHEST = 15
"""The highest power of ten that is believed: ``万`` eighty times over is no number."""

_WORD = expression(r"[\s-]{0,2}([^\W\d_]{1,24}(?:[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]{1,3}[^\W\d_]{0,20}){0,6})")


@lru_cache(maxsize=64)
def _power_words(code: str) -> dict[str, int]:
    listed = {
        word.removeprefix("de ").removeprefix("na "): power for word, power in _row(code).get("powers", {}).items()
    }
    words = {word: power for word, power in listed.items() if len(word) > 1 and " " not in word}
    return {**_POWERS_OF_INDIA, **words, **POWERS.get(code, {})}


def power_behind(text: str, at: int, tongue: Tongue) -> tuple[int, int]:
    """The power of ten written after a number, and where it ends."""
    power, end = 0, at
    if tongue.script in (*HAN_SCRIPTS, "Kore"):
        end += text[at : at + 1] == " "
        while end < len(text) and (text[end] in "多余餘几幾数數" or text[end] in HAN_POWERS):
            power += HAN_POWERS.get(text[end], 0)
            end += 1
        return (power, end) if 0 < power <= HIGHEST else (0, at)
    if tongue.script in BLANKLESS:
        start = at + (text[at : at + 1] == " ")
        for word, size in sorted(_power_words(tongue.code).items(), key=lambda item: -len(item[0])):
            if text.startswith(word, start):
                return size, start + len(word)
        return 0, at
    power, end = _power_word(text, at, tongue.code)
    if power in (3, 5):  # mil millones, milers de milions, লাখ কোটি
        further, stop = _power_word(text, end, tongue.code)
        if further > power:
            return power + further, stop
    return power, end


_PARTICLES = ("de", "na")
_WITH_PARTICLES = ("ro", "ca", "fil")


def _power_word(text: str, at: int, code: str) -> tuple[int, int]:
    """The power of ten that the next word names, a particle before it left out, and where the word ends."""
    match = _WORD.match(text, at)
    if code in _WITH_PARTICLES and match and match.group(1) in _PARTICLES:
        match = _WORD.match(text, match.end())
    if match is None or not (power := power_named(match.group(1), code)):
        return 0, at
    return power, match.end()


@lru_cache(maxsize=10_000)
def power_named(word: str, code: str) -> int:
    """The power of ten that a word names, perhaps with another ending; 0: none."""
    words = _power_words(code)
    word = word.lower()
    if word in words:
        return words[word]
    return next((words[word[:-cut]] for cut in (1, 2, 3) if word[:-cut] in words), 0) if len(word) > 5 else 0


COMPOSED = (*HAN_SCRIPTS, "Kore", "Deva", "Beng", "Arab", "Taml")
"""Scripts in which a number often has several powers of ten: ``6億4900万``, ``1억 4천 2백만``, ``1 करोड़ 90 लाख``."""

_PART = expression(r"(?:\s(?:و\s?)?|\s?)(\d{1,3}(?:,\d{3}|\d)?)(?![\d,]|\.\d)", re.ASCII)
_REST = {**dict.fromkeys(("Jpan", "Hani", "Kore"), 4), "Arab": 3}
_REST_IN = dict.fromkeys(("tr", "az", "uz", "kk", "es"), 3)
"""By script and by language: the power of ten behind which the rest of a number is written without one
(``1万2400``, ``12 bin 400``, ``12 ألفا و400``)."""
_YEAR = tuple("年년")
_OF_TEN_THOUSAND = {5: 1, 6: 2, 7: 3}
"""십만, 백만 and 천만 as so many 만 are powers of ten of it."""


def further_parts(text: str, end: int, power: int, tongue: Tongue) -> tuple[float, int]:
    """What the parts of a number add that follow its first one, each with a lower power of ten, and where they end.
    In Korean thousands and hundreds may wait for their 만: ``4천 2백만`` is 42 million.
    """
    whole = waiting = 0.0
    stop = end
    while match := _PART.match(text, stop):
        size, after = power_behind(text, match.end(), tongue)
        value = float(match.group(1).replace(",", ""))
        rest = _REST_IN.get(tongue.code) or _REST.get(tongue.script, 0)
        is_rest = 100 <= value < 10**power and text[after : after + 1] not in _YEAR
        if not size and not waiting and power == rest and is_rest:
            return whole + value, match.end()
        if not 0 < size < power:
            break
        stop = after
        if tongue.script == "Kore" and size < 4 and _PART.match(text, stop):
            waiting += value * 10.0**size
            continue
        if waiting:
            value, size = waiting + value * 10.0 ** _OF_TEN_THOUSAND.get(size, 0), min(size, 4)
            waiting = 0.0
        whole, end, power = whole + value * 10.0**size, stop, size
    return whole, end


def multiplied(values: tuple[float, ...]) -> tuple[float, ...]:
    """The readings of a number before a power of ten, the one that it multiplies last: of two readings of one separator
    the smaller (``1.125 billion``); of a list of numbers only the last is multiplied.
    """
    if len(values) == 2 and max(values) == round(1000 * min(values)):
        return (min(values),)
    return values[-1:] if len(values) == 3 and values[-1] != int(values[-1]) else values


POWER_FIRST = ("sw", "ha")
"""Languages in which the power of ten stands before the number: ``milioni 3.5``."""


def power_before(text: str, at: int, code: str) -> int:
    """The power of ten that the word before a number names, 0 for none, in languages that put it there."""
    if code not in POWER_FIRST or text[at - 1 : at] != " ":
        return 0
    words = text[max(0, at - 24) : at].split()
    return power_named(words[-1], code) if words else 0
