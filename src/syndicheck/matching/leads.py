"""A paragraph of the publisher's own above a translation: by its length all that agrees stands elsewhere in the two.
They are judged once more without it.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable

from syndicheck.matching.weighed import PLACES, AnchoredText, kind_of, repeated, shared_keys

LEAST = 100.0
"""Characters of English by which the one text must be behind the other."""

MOST = 0.5
"""Part of a text that its lead may be: what is left is still to be most of the story."""

ANCHORS = 6
"""Anchors, standing once in both texts, that must tell by how much."""


def without_lead(left: AnchoredText, right: AnchoredText) -> tuple[AnchoredText, AnchoredText] | None:
    """The two texts without what stands in one of them above the place where they begin to agree; ``None`` where they
    begin together, or too little says where. By how much the one is behind is told by the middle one of the anchors
    that stand once in both, by weight.
    """
    moved: list[tuple[float, float]] = []
    for key in shared_keys(left, right):
        number, other = left.numbers[key], right.numbers[key]
        first, other_first = left.firsts[number], right.firsts[other]
        if left.firsts[number + 1] - first == 1 == right.firsts[other + 1] - other_first:
            weight = math.sqrt(left.weights[number] * right.weights[other])
            if weight:
                moved.append((right.places[other_first] - left.places[first], weight))
    if len(moved) < ANCHORS:
        return None
    moved.sort()
    half = math.fsum(weight for _, weight in moved) / 2
    # where half of them say one thing and half another, the shorter lead: it is the same whichever text comes first
    least, most = sorted((_reached(moved, half), _reached(reversed(moved), half)))
    by = max(least, min(0.0, most))
    if not LEAST <= abs(by) <= MOST * (right if by > 0 else left).length:
        return None
    return (left, _from(right, by)) if by > 0 else (_from(left, -by), right)


def _reached(moved: Iterable[tuple[float, float]], half: float) -> float:
    """How far the anchor was moved with which half of the weight is reached."""
    found = reached = 0.0
    for by, weight in moved:
        found, reached = by, reached + weight
        if reached >= half:
            break
    return found


def _from(text: AnchoredText, start: float) -> AnchoredText:
    """A text from a place on, in characters of English."""
    size = max(1.0, text.length - start)
    numbers: dict[str, int] = {}
    weights: list[float] = []
    late: list[float] = []
    firsts, kept = [0], array("I")
    squares: dict[str, float] = {}
    sums: dict[str, float] = {}
    places = text.places
    for (key, number), weight in zip(text.numbers.items(), text.weights, strict=True):
        first, stop = text.firsts[number], text.firsts[number + 1]
        if stop - first == 1:  # most of them
            if places[first] < start:
                continue
            late.append(1.0 if places[first] - start >= size / 2 else 0.0)
            kept.append(first)
        else:
            left = [at for at in range(first, stop) if places[at] >= start]
            if not left:
                continue
            weight = weight / repeated(stop - first) * repeated(len(left))
            late.append(sum(places[at] - start >= size / 2 for at in left[:PLACES]) / len(left[:PLACES]))
            kept.extend(left)
        numbers[key] = len(numbers)
        weights.append(weight)
        firsts.append(len(kept))
        kind = kind_of(key)
        squares[kind] = squares.get(kind, 0.0) + weight * weight
        sums[kind] = sums.get(kind, 0.0) + weight
    return AnchoredText(
        text.language,
        size,
        numbers,
        tuple(weights),
        tuple(late),
        array("I", firsts),
        array("I", [text.starts[at] for at in kept]),
        array("I", [text.ends[at] for at in kept] if text.whole else ()),
        array("d", [places[at] - start for at in kept]),
        {kind: math.sqrt(value) for kind, value in squares.items()},
        sums,
        sum(weight * (1 - share) for weight, share in zip(weights, late, strict=True)),
        text.words,
    )
