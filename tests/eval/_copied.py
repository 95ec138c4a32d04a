"""*Copied* by its definition, the plain way: the whole table of two texts, nothing skipped, nothing shared with the
product but how a text is cut into words.

Equal runs of at least eight words are copied (twenty tokens where one text has no blanks); two runs that follow each
other on both sides with at most three (eight) other words between them are one passage, and those words belong to it. A
word that stands twice can make two such runs overlap instead, by no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copied:
    """Positions of the copied tokens of each text: those in equal runs, and those with the gaps filled."""

    equal_a: frozenset[int]
    equal_b: frozenset[int]
    a: frozenset[int]
    b: frozenset[int]


def runs(a: Sequence[str], b: Sequence[str], size: int) -> list[tuple[int, int, int]]:
    """All maximal equal runs ``(start in a, start in b, length)`` of ``size`` tokens and more: O(len(a) · len(b))."""
    import numpy as np

    numbers: dict[str, int] = {}
    here = [numbers.setdefault(key, len(numbers)) for key in a]
    there = np.array([numbers.setdefault(key, len(numbers)) for key in b], dtype=np.int64)
    found = []
    # length[j]: tokens of the equal run that ends before row i and column j
    length = np.zeros(len(b) + 1, dtype=np.int64)
    for i in range(len(a) + 1):
        goes_on = np.zeros(len(b) + 1, dtype=bool)
        if i < len(a):
            goes_on[:-1] = there == here[i]
        for j in np.nonzero((length >= size) & ~goes_on)[0].tolist():
            found.append((i - int(length[j]), j - int(length[j]), int(length[j])))
        below = np.zeros_like(length)
        below[1:] = np.where(goes_on[:-1], length[:-1] + 1, 0)
        length = below
    return found


def copied(a: Sequence[str], b: Sequence[str], size: int, gap: int) -> Copied:
    """Which tokens of two texts are copied. ``size`` and ``gap`` are the two lengths of the definition."""
    found = runs(a, b, size)
    equal_a = {position for i, _, n in found for position in range(i, i + n)}
    equal_b = {position for _, j, n in found for position in range(j, j + n)}
    whole_a, whole_b = set(equal_a), set(equal_b)
    for i, j, n in found:
        for k, m, _ in found:
            if abs(k - (i + n)) <= gap and abs(m - (j + n)) <= gap:
                whole_a.update(range(i + n, k))
                whole_b.update(range(j + n, m))
    return Copied(frozenset(equal_a), frozenset(equal_b), frozenset(whole_a), frozenset(whole_b))


def share(positions: frozenset[int], sizes: Sequence[int]) -> float:
    """The part of a text's letters that lies in these tokens; ``sizes`` are the letters of each."""
    total = sum(sizes)
    return sum(sizes[position] for position in positions) / total if total else 0.0
