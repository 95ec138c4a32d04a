"""Figures that a translation has in other units: 12,400 acres are 5,000 hectares, 45 miles 72 kilometres.

Only the figures are looked at, for what is counted may have any name; so a pair proves nothing by itself. Of a
translation several are pairs, and the miles and acres are those of the English text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

LEAST_CONVERTED = 3
"""Pairs of figures; in two reports of one match two are found by accident."""

TOLERANCE = 0.04
"""Part of a figure by which its conversion may differ at most, where it is a round one: 6 miles are 10 kilometres."""

_FACTORS = (1.609344, 0.3048, 0.40468564, 0.45359237, 2.54)
"""Miles in kilometres, feet in metres, acres in hectares, pounds in kilogrammes, inches in centimetres."""

_FREEZING, _DEGREES = 32, 1.8

Figure = tuple[str, float, float]
"""A key, its value, and half of the last digit that it gives: what it was rounded by."""


def converted(english: Iterable[str], other: Iterable[str]) -> frozenset[str]:
    """The keys of figures of an English text and of another one that are the same in other units; neither text has
    those of the other.
    """
    pairs = _pairs(list(_read(english)), list(_read(other)))
    return frozenset(key for pair in pairs for key in pair) if len(pairs) >= LEAST_CONVERTED else frozenset()


def _read(keys: Iterable[str]) -> Iterator[Figure]:
    for key in keys:
        written = key.partition(":")[2]
        whole, _, part = written.partition(".")
        if key[0] == "N" and whole.isdecimal() and (part.isdecimal() or not part):
            zeros = len(whole) - len(whole.rstrip("0"))
            yield key, float(written), 0.5 * 10.0 ** (-len(part) if part else zeros)


def _pairs(imperial: Sequence[Figure], metric: Sequence[Figure]) -> list[tuple[str, str]]:
    """Each figure once, with the first that it can be."""
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for key, value, _ in imperial:
        for other, same, half in metric:
            if other not in taken and _is_converted(value, same, min(half, TOLERANCE * same)):
                taken.add(other)
                found.append((key, other))
                break
    return found


def _is_converted(value: float, same: float, tolerance: float) -> bool:
    if any(abs(value * factor - same) <= tolerance for factor in _FACTORS):
        return True
    return abs(abs(value - _FREEZING) / _DEGREES - same) <= tolerance
