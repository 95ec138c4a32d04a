"""Are two brief texts two newsrooms' reports of one event? Both have its place, its day, its toll or its result, and so
look like a translation; what else each counts is its own.

A translation may leave out a part and have one more, in which no figure is the other text's: one stretch of them. Where
figures of one text only stand among those of both, again and again, each was written by itself. Those that are the
same in other units (:mod:`~syndicheck.matching.conversions`) are figures of both.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from syndicheck.matching.conversions import converted
from syndicheck.matching.otherfigures import figures
from syndicheck.matching.weighed import AnchoredText

BRIEF = 1_000
"""Characters of English below which a text is asked so. In a longer one the model sees enough; and there a language in
which numbers are misread has as many of its own, in one true pair of 260."""

LEAST_OWN = 3
"""Figures that each of the two must have, and the other not."""

AGREED = 0.6
"""Part of the figures of either text, by weight, below which the other must have of them. Of 4,410 first lines and
parts of stories beside the same lines in another language none is lost by the three together, of 11,025
whole and cut texts beside whole ones 8 are."""

AMONG = 0.8
"""The same without the longest stretch of its own figures, of the text where it is less."""

Figures = Sequence[tuple[bool, float]]
"""The figures of a text in their order: whether the other text has one, and its weight."""


def two_reports(left: AnchoredText, right: AnchoredText) -> bool:
    """Whether both have figures of the other, and each more of its own, which are not those of one added part."""
    if min(left.length, right.length) >= BRIEF:
        return False
    both = _in_order(left, right), _in_order(right, left)
    if min(sum(not agreed for agreed, _ in one) for one in both) < LEAST_OWN:
        return False
    if same := _converted(left, right) or _converted(right, left):
        both = _in_order(left, right, same), _in_order(right, left, same)
    if min(sum(not agreed for agreed, _ in one) for one in both) < LEAST_OWN:
        return False
    return max(map(_agreed, both)) < AGREED and min(_agreed(_without_a_part(one)) for one in both) < AMONG


def _converted(one: AnchoredText, other: AnchoredText) -> frozenset[str]:
    """The figures of an English text that the other has in its own units, and those."""
    if one.language.partition("-")[0] != "en":
        return frozenset()
    own, its = ([key for key in figures(a) if key not in b.numbers] for a, b in ((one, other), (other, one)))
    return converted(own, its)


def _in_order(one: AnchoredText, other: AnchoredText, same: Collection[str] = ()) -> Figures:
    """The figures of a text by the place where each stands first; ``same`` are those that both have otherwise."""
    found = [(one.places[one.firsts[one.numbers[key]]], key) for key in figures(one)]
    return [(key in other.numbers or key in same, one.weights[one.numbers[key]]) for _, key in sorted(found)]


def _agreed(one: Figures) -> float:
    """The part of the figures that the other text has, by weight."""
    everything = sum(weight for _, weight in one)
    return sum(weight for agreed, weight in one if agreed) / everything if everything else 0.0


def _without_a_part(one: Figures) -> Figures:
    """The figures without the heaviest stretch of those that the other text has not."""
    heaviest, longest = 0.0, (0, 0)
    start = 0
    for at, (agreed, _) in enumerate((*one, (True, 0.0))):
        if agreed:
            weight = sum(weight for _, weight in one[start:at])
            if weight > heaviest:
                heaviest, longest = weight, (start, at)
            start = at + 1
    return [*one[: longest[0]], *one[longest[1] :]]
