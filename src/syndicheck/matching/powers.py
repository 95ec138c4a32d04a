"""The power of ten behind a number: its word, what papers shorten that to, one letter beside the sign of a currency."""

from __future__ import annotations

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import magnitudes
from syndicheck.fingerprint.anchors.written import Tongue
from syndicheck.matching.facts import is_sign
from syndicheck.matching.particles import number_words

_SHORTENED = expression(r" ?([^\W\d_]{2,6})(?!\w)")
_LETTER = expression(r" ?(k|K|m|M|md|Md|mn|Mn|bn|Bn|B|b)(?!\w)( ?[^\w\s])?")
_POWERS = {"k": 3, "m": 6, "mn": 6, "md": 9, "bn": 9, "b": 9}


def behind(even: str, at: int, tongue: Tongue) -> tuple[int, int]:
    """The power of ten behind a number, and where it ends (0 and ``at`` where there is none); also as papers
    shorten it: mdr, mia., mil.
    """
    power, end = magnitudes.power_behind(even, at, tongue)
    if not power and (match := _SHORTENED.match(even, at)):
        power = number_words(tongue.code).powers.get(match[1].lower(), 0)
        end = match.end() if power else at
    return power, end


def letter_of_money(even: str, start: int, end: int) -> tuple[int, int]:
    """The power of ten that one letter behind ``even[start:end]`` means beside the sign of a currency (3 M€, £3m), and
    where it ends.
    """
    match = _LETTER.match(even, end)
    if match is None or not (is_sign((match[2] or "-")[-1]) or is_sign(even[start - 1 : start] or "-")):
        return 0, end
    return _POWERS[match[1].lower()], match.end(1)


def exact(value: float) -> float:
    """A value without what multiplying by powers of ten leaves behind."""
    return float(f"{value:.12g}")
