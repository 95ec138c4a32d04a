"""Do two texts count the same? What is counted on either side, set against the other by value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from syndicheck.matching.said import NUMBER, UNIT, Said
from syndicheck.matching.timesofday import times


def unmatched(here: Sequence[Said], there: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """What is counted on one side only. The order counts among things of one kind: 12 of 15 is not 15 of 12. A value
    may be the same under two names (the third of a month and 3), but two things do not change places: 4 June is not
    6 April.
    """
    left_a, left_b = list(here), list(there)
    for kind in {said.kind for said in here} - {UNIT}:
        ahead = [said for said in there if said.kind == kind]
        for one in here:
            if one.kind == kind:
                at = next((at for at, other in enumerate(ahead) if agree(one, other)), None)
                if at is not None:
                    left_a.remove(one)
                    left_b.remove(ahead[at])
                    del ahead[: at + 1]
    for left, mine, others in ((left_a, here, there), (left_b, there, here)):
        for unit in _units_of_both(mine, others):
            left.remove(unit)
    kinds_a, kinds_b = ({said.kind for said in left} for left in (left_a, left_b))
    for one in tuple(left_a):
        other = next((other for other in left_b if UNIT not in (one.kind, other.kind) and agree(one, other)), None)
        if other is not None and other.kind != one.kind and not (one.kind in kinds_b and other.kind in kinds_a):
            left_a.remove(one)
            left_b.remove(other)
    for left, others in ((left_a, left_b), (left_b, left_a)):
        kinds = {said.kind for said in others}
        left[:] = [said for said in left if not said.weak or said.kind in kinds]
    return left_a, left_b


def agree(one: Said, other: Said) -> bool:
    """Whether two things that are counted may be the same value."""
    if one.values.isdisjoint(other.values):
        return False
    clocks = times(one), times(other)
    if all(clocks) and clocks[0].isdisjoint(clocks[1]):
        return False  # 10 a.m. and 10 p.m.
    # what may be read in two ways on both sides is the same in both: 3/4/2026 is not 3/5/2026
    readings = [frozenset(filter(_is_number, said.values)) for said in (one, other)]
    return min(map(len, readings)) < 2 or readings[0] == readings[1]


def without_noon(said: Sequence[Said], others: Sequence[Said]) -> list[Said]:
    """What is counted without words for noon and midnight, unless the other side has a number, too."""
    counts = any(one.kind == NUMBER for one in others)
    return [one for one in said if counts or not (one.weak and times(one))]


def _units_of_both(mine: Sequence[Said], others: Sequence[Said]) -> Iterator[Said]:
    """The units of one text that the other has, too, in its order: several numbers of the one may have the unit of one
    number of the other.
    """
    ahead = [said for said in others if said.kind == UNIT]
    for unit in mine:
        at = next((at for at, other in enumerate(ahead) if agree(unit, other)), None) if unit.kind == UNIT else None
        if at is not None:
            del ahead[:at]
            yield unit


def _is_number(value: float | str) -> bool:
    return isinstance(value, float)
