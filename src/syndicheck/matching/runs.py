"""Maximal runs of equal tokens between two texts, on all diagonals, so that the order of paragraphs does not matter.

Every run of at least ``size`` equal tokens contains an n-gram of that size which both texts have. Positions of equal
n-grams seed the runs, comparison extends them to their full length; a seed that lies in a run already found on its
diagonal is skipped. Without repetition that is linear in the two lengths.

Repetition is bounded: an n-gram that occurs ``n`` times here and ``m`` times there would seed ``n · m`` runs. Beyond
:data:`PAIRS` only ``max(n, m)`` of them are tried, the k-th occurrence here with the k-th there (the shorter list is
gone through again and again). So every occurrence on both sides still takes part in a run, and which *tokens* have an
equal on the other side stays exact; only how many ways there are to pair them is cut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, count, cycle, groupby, islice, pairwise, product
from operator import itemgetter, ne
from typing import NamedTuple

PAIRS = 64
"""Pairs of positions that are tried in full for one n-gram: eight repetitions on each side."""

_STRIDE = 32
_PLACE = itemgetter(1)


class Run(NamedTuple):
    """``size`` tokens from ``a`` on in the one text equal those from ``b`` on in the other."""

    a: int
    b: int
    size: int

    @property
    def a_end(self) -> int:
        """One past the last token on side A."""
        return self.a + self.size

    @property
    def b_end(self) -> int:
        """One past the last token on side B."""
        return self.b + self.size


class GramIndex(NamedTuple):
    """Where the n-grams of a text stand: those that it has once, in its order, and those that it has more often."""

    single: dict[int, int]
    repeated: dict[int, list[int]]


def grams_of(keys: Sequence[str], size: int) -> list[int]:
    """One number for each run of ``size`` tokens, in text order: the same for the same tokens, in this process only."""
    return list(map(hash, zip(*(islice(keys, start, None) for start in range(size)), strict=False)))


def longer_grams(grams: Sequence[int], by: int) -> list[int]:
    """The same for runs that are longer by so many tokens, at most twice as long: two that overlap tell one of them."""
    return list(map(hash, zip(grams, islice(grams, by, None), strict=False)))


def index_grams(grams: Sequence[int]) -> GramIndex:
    """Index n-grams once for any number of comparisons."""
    last = dict(zip(grams, range(len(grams)), strict=True))
    if len(last) == len(grams):
        return GramIndex(last, {})
    repeated: dict[int, list[int]] = {}
    for place in compress(count(), map(ne, map(last.__getitem__, grams), count())):  # where it comes again
        repeated.setdefault(grams[place], []).append(place)
    for gram, places in repeated.items():
        places.append(last.pop(gram))
    return GramIndex(last, repeated)


def equal_runs(a: Sequence[str], b: Sequence[str], grams_a: GramIndex, grams_b: GramIndex, size: int) -> list[Run]:
    """The maximal runs of at least ``size`` equal tokens, ordered by place in ``a``, then in ``b``.

    ``grams_a`` and ``grams_b`` index the :func:`grams_of` the two, for this ``size``. Runs that cover nothing that
    longer runs do not cover (on either side) are left out: a sentence that stands twice in both texts is not four
    findings. The result is symmetric: with ``a`` and ``b`` exchanged it holds the same runs, mirrored.
    """
    found = _runs_of_single_grams(a, b, grams_a.single, grams_b.single, size)
    if grams_a.repeated or grams_b.repeated:
        _add_runs_of_repeated_grams(found, a, b, grams_a, grams_b, size)
    runs = [run for on_diagonal in found.values() for run in on_diagonal]
    return _without_needless(runs, len(a), len(b))


def _runs_of_single_grams(
    a: Sequence[str], b: Sequence[str], places_a: Mapping[int, int], places_b: Mapping[int, int], size: int
) -> dict[int, list[Run]]:
    """The runs, by diagonal, that hold an n-gram which stands once in each text.

    Behind each run the search goes on past its end.
    """
    found: dict[int, list[Run]] = {}
    shared = list(compress(places_a.items(), map(places_b.__contains__, places_a)))
    at = 0
    while at < len(shared):
        gram, place = shared[at]
        at += 1
        run = _extend(a, b, place, places_b[gram])
        if run.size >= size:  # else two different n-grams with one hash
            found.setdefault(run.b - run.a, []).append(run)
            at = bisect_left(shared, run.a_end - size + 1, at, key=_PLACE)
    return found


def _add_runs_of_repeated_grams(
    found: dict[int, list[Run]], a: Sequence[str], b: Sequence[str], grams_a: GramIndex, grams_b: GramIndex, size: int
) -> None:
    seeds = {
        (j - i, i)
        for gram in grams_a.repeated.keys() | grams_b.repeated.keys()
        for i, j in _pairs(_places(grams_a, gram), _places(grams_b, gram))
    }
    for diagonal, group in groupby(sorted(seeds), key=itemgetter(0)):
        on_diagonal = found.setdefault(diagonal, [])
        known = iter(on_diagonal[:])
        run = next(known, None)
        end = -1
        for _, i in group:
            while run is not None and run.a_end <= i:
                run = next(known, None)
            if i < end or (run is not None and run.a <= i):
                continue
            new = _extend(a, b, i, i + diagonal)
            if new.size >= size:
                on_diagonal.append(new)
                end = new.a_end


def _places(grams: GramIndex, gram: int) -> list[int]:
    once = grams.single.get(gram)
    return grams.repeated.get(gram, []) if once is None else [once]


def _pairs(here: list[int], there: list[int]) -> Iterable[tuple[int, int]]:
    if len(here) == len(there) == 1:
        return ((here[0], there[0]),)
    if len(here) * len(there) <= PAIRS:
        return product(here, there)
    if len(here) < len(there):
        return zip(cycle(here), there, strict=False)
    return zip(here, cycle(there), strict=False)


def _extend(a: Sequence[str], b: Sequence[str], i: int, j: int) -> Run:
    """The longest run of equal tokens through ``a[i]``, ``b[j]``; size 0 when these two differ."""
    start, mirror = i, j
    while start and mirror and a[start - 1] == b[mirror - 1]:
        start -= 1
        mirror -= 1
    end, other = i, j
    while True:  # whole strides are compared in C
        here, there = a[end : end + _STRIDE], b[other : other + _STRIDE]
        if len(here) < _STRIDE or here != there:
            break
        end += _STRIDE
        other += _STRIDE
    for one, two in zip(here, there, strict=False):
        if one != two:
            break
        end += 1
    return Run(start, mirror, end - start)


def _without_needless(runs: list[Run], length_a: int, length_b: int) -> list[Run]:
    """Leave out runs whose tokens all lie in longer runs, on both sides. Runs of one length are judged together, so
    that the order in which they were found does not matter.
    """
    runs.sort()
    if _apart(runs):
        return runs
    covered_a, covered_b = bytearray(length_a), bytearray(length_b)
    kept: list[Run] = []
    level: list[Run] = []
    runs.sort(key=lambda run: (-run.size, run.a, run.b))
    for position, run in enumerate(runs):
        if covered_a.find(0, run.a, run.a_end) >= 0 or covered_b.find(0, run.b, run.b_end) >= 0:
            level.append(run)
        if position + 1 == len(runs) or runs[position + 1].size < run.size:
            for equal in level:
                covered_a[equal.a : equal.a_end] = b"\x01" * equal.size
                covered_b[equal.b : equal.b_end] = b"\x01" * equal.size
            kept += level
            level = []
    kept.sort()
    return kept


def _apart(runs: Sequence[Run]) -> bool:
    """Whether no two runs have a token in common on either side; they are in order by their places in A."""
    here = ((a, a + size) for a, _, size in runs)
    there = sorted((b, b + size) for _, b, size in runs)
    return all(end <= start for side in (here, there) for (_, end), (start, _) in pairwise(side))
