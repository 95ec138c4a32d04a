"""What the numbers of a text measure: each with the units beside it, and units that no number stands beside.

A letter behind a number may say millions, and in English metres, too: what the other text has decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import magnitudes
from syndicheck.fingerprint.anchors.written import Tongue
from syndicheck.matching import percents, units
from syndicheck.matching.facts import seen_end, seen_start
from syndicheck.matching.particles import collectives
from syndicheck.matching.said import NUMBER, UNIT, Said
from syndicheck.matching.timesofday import times

_METRE, _HOUR = "length-meter", "duration-hour"
_QUARTER = expression(r"(?:\A|\W)?[QT][1-4](?!\w)")
"""A quarter of a year, with what stands before and behind it: Q3, T3."""

_MEASURED = expression(r" ?(?:long|wide|high|tall|deep|thick|apart|away|above|below)\b")


def with_units(said: Said, even: str, tongue: Tongue) -> list[Said]:
    """A number, and the units beside it."""
    if said.kind != NUMBER:
        return [said]
    low, high = said.outer
    behind = units.behind(even, seen_start(even, said.end), tongue)
    before = units.before(even, seen_end(even, low), tongue)
    outer = before.start if before else low, max(high, behind.end) if behind else high
    values = said.values
    if tongue.code == "en" and behind is not None and _METRE in behind.codes:
        values |= {metres(value) for value in values if isinstance(value, float)}
    if any(one is not None and one.codes >= percents.PERCENT for one in (behind, before)):
        values |= {percents.of_hundred(value) for value in values if isinstance(value, float)}
    number = Said(said.kind, said.start, said.end, values, said.figures, outer, said.weak)
    # the hours of a time of day say no more than its colon: 17h, 17h00, 17:00
    of_day = bool(times(said))
    beside = [
        Said(UNIT, unit.start, unit.end, unit.codes, unit.end, (unit.start, unit.end), of_day and _HOUR in unit.codes)
        for unit in (behind, before)
        if unit is not None
    ]
    if _QUARTER.match(even, max(0, said.start - 2), said.end + 1):
        quarter = said.start - 1, said.end
        beside.append(Said(UNIT, *quarter, frozenset(("duration-quarter",)), said.end, quarter, weak=True))
    if percents.is_of_hundred(said):
        beside.append(percents.unit(said))
    if any(map(_is_in_metres, said.values)):  # counts as their unit where the other text has one
        letter = said.end - 1, said.end
        beside.append(Said(UNIT, *letter, frozenset((_METRE,)), said.end, letter, weak=True))
    return [number, *beside]


def alone(words: Iterable[tuple[str, int, int]], tongue: Tongue, taken: list[tuple[int, int]]) -> Iterator[Said]:
    """Units, powers of ten and words for about so many among some words that no number stands beside: a month,
    millions of, dozens. ``taken`` is where numbers stand, with their units.
    """
    firsts, few_or_many = [low for low, _ in taken], collectives(tongue.code)
    for word, first, last in words:
        at = bisect_right(firsts, first) - 1
        if at >= 0 and taken[at][1] >= last:
            continue
        codes = units.alone(word, tongue)
        if not codes and len(word) > 2 and (power := magnitudes.power_named(word, tongue.code)):
            codes = frozenset((_about(10.0**power),))
        if not codes and (many := few_or_many.get(word.lower())):
            codes = frozenset((_about(many),))
        if codes:
            yield Said(UNIT, first, last, codes, last, (first, last), weak=True)


def may_be_metres(even: str, start: int, stop: int, behind: int, tongue: Tongue) -> bool:
    """Whether the power of ten at ``even[stop:behind]`` is a letter that may as well say metres: no currency stands
    beside it, or before the number that begins at ``start``.
    """
    if tongue.code != "en" or even[stop:behind].strip() != "m":
        return False
    beside = units.before(even, start, tongue), units.behind(even, behind, tongue)
    return all(unit is None or any("-" in code for code in unit.codes) for unit in beside)


def is_length(even: str, at: int) -> bool:
    """Whether a word at a place says that the number before it is a length: 3m high."""
    return _MEASURED.match(even, at) is not None


def metres(value: float) -> str:
    """A number of metres, where a letter says either that or millions."""
    return f"{value:g} {_METRE}"


def _about(value: float) -> str:
    return f"about {value:g}"


def _is_in_metres(value: float | str) -> bool:
    return isinstance(value, str) and value.endswith(_METRE)
