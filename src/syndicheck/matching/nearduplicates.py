"""All pairs of texts at a resemblance or more: MinHash proposes, the exact shingle sets decide.

For whole collections in memory, without a database: to clean a corpus, or to look at one before it is ingested.
Resemblance is Broder's (1997): the Jaccard index of the two sets of shingles. Whole texts are compared, with their
notices and footers; the matcher of the pipeline knows better, and takes longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from syndicheck.fingerprint.bulk import band_keys, hash_texts, signatures

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARED_SLOTS = 0.16
"""By so much the estimate of a signature may fall below the wanted resemblance: four standard errors at 0.7."""

TABLE_BITS = 20
"""Bits of a hash that choose its place in the table in which one text's hashes are looked up for all its partners."""

BUCKET = 200
"""Texts with one band key that are paired with each other. Of a larger bucket each is paired with the first ones, and
what resembles one of them, with what resembles it too."""


class NearDuplicates(Struct, frozen=True):
    """Two texts by their numbers in the order given, the smaller first, and their resemblance in 0…1."""

    a: int
    b: int
    resemblance: float


def near_duplicates(texts: Iterable[str], resemblance: float = 0.7) -> list[NearDuplicates]:
    """The pairs of texts that resemble each other at least so much, in order.

    A pair at 0.7 shares a band with probability 0.989, one at 0.8 always but for 1 in 20,000; below 0.5 hardly any is
    proposed, whatever ``resemblance`` is asked for.

    Raises:
        ValueError: ``resemblance`` is not in (0, 1].
    """
    if not 0 < resemblance <= 1:
        raise ValueError("a resemblance lies above 0 and is at most 1")
    sets: list[NDArray[np.uint32]] = []
    rows: list[NDArray[np.uint32]] = []
    keys: list[NDArray[np.int64]] = []
    for hashed in hash_texts(texts):
        rows.append(signatures(hashed))
        keys.append(band_keys(rows[-1]))
        sets += np.split(hashed.values, hashed.offsets[1:-1])
    if not sets:
        return []
    return list(
        _verified(_proposed(np.concatenate(keys), [len(s) for s in sets]), sets, np.concatenate(rows), resemblance)
    )


def _proposed(keys: NDArray[np.int64], sizes: list[int]) -> NDArray[np.int64]:
    """The pairs of texts that have a band key in common, each once, as rows (smaller, greater), in order."""
    count, bands = keys.shape
    flat = keys.ravel()
    texts = np.repeat(np.arange(count), bands)
    filled = np.array(sizes)[texts] > 0
    flat, texts = flat[filled], texts[filled]
    order = np.lexsort((texts, flat))
    flat, texts = flat[order], texts[order]
    edges = np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1], [True])))
    lengths = np.diff(edges)
    pairs: list[NDArray[np.int64]] = []
    for length in np.unique(lengths[lengths > 1]).tolist():
        starts = edges[:-1][lengths == length]
        members = texts[starts[:, None] + np.arange(length)]
        first, second = np.triu_indices(length, 1)
        if length > BUCKET:
            kept = first < BUCKET
            first, second = first[kept], second[kept]
        pairs.append(np.stack((members[:, first].ravel(), members[:, second].ravel()), axis=1))
    if not pairs:
        return np.empty((0, 2), dtype=np.int64)
    found = np.concatenate(pairs)
    packed = np.unique((found[:, 0] << 32) | found[:, 1])
    return np.stack((packed >> 32, packed & 0xFFFFFFFF), axis=1)


def _verified(
    pairs: NDArray[np.int64], sets: list[NDArray[np.uint32]], rows: NDArray[np.uint32], wanted: float
) -> Iterator[NearDuplicates]:
    """The pairs that are what they seem. Partners of one text are looked up together in a table of its hashes."""
    if not len(pairs):
        return
    estimates = np.concatenate(
        [(rows[part[:, 0]] == rows[part[:, 1]]).mean(axis=1) for part in np.array_split(pairs, 1 + len(pairs) // 8192)]
    )
    pairs = pairs[estimates >= wanted - SHARED_SLOTS]
    # a free place holds what belongs elsewhere, so that no hash is found there
    free = np.arange(1 << TABLE_BITS, dtype=np.uint32) ^ np.uint32(1)
    table = free.copy()
    mask = np.uint32((1 << TABLE_BITS) - 1)
    edges = (
        np.flatnonzero(np.concatenate(([True], pairs[1:, 0] != pairs[:-1, 0], [True]))).tolist() if len(pairs) else []
    )
    for start, stop in pairwise(edges):
        hashes = sets[int(pairs[start, 0])]
        partners = pairs[start:stop, 1].tolist()
        places = hashes & mask
        table[places] = hashes
        others = np.concatenate([sets[b] for b in partners])
        if bool((table[places] == hashes).all()):
            hits = table[others & mask] == others
        else:  # two of its hashes want one place
            hits = np.isin(others, hashes)
        table[places] = free[places]
        offsets = np.cumsum([0, *(len(sets[b]) for b in partners[:-1])])
        for b, common in zip(partners, np.add.reduceat(hits, offsets, dtype=np.int64).tolist(), strict=True):
            found = common / (len(hashes) + len(sets[b]) - common)
            if found >= wanted:
                yield NearDuplicates(int(pairs[start, 0]), b, found)
