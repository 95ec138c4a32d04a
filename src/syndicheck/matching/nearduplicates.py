"""All pairs of texts at a resemblance or more: MinHash proposes, the exact shingle sets decide.

For whole collections in memory, without a database: to clean a corpus, or to look at one before it is ingested.
Resemblance is Broder's (1997): the Jaccard index of the two sets of shingles. Whole texts are compared, with their
notices and footers; the matcher of the pipeline knows better, and takes longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from importlib.util import find_spec
from itertools import starmap
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from syndicheck.fingerprint.bulk import hash_texts, slots
from syndicheck.fingerprint.minhash import BAND_BASE

if TYPE_CHECKING:
    from numpy.typing import NDArray

BANDS, ROWS = 32, 4
"""Slots of a text's row that make a key, and how many such keys there are: a pair at resemblance 0.7 has a key in
common with probability 0.9998, at 0.5 with 0.87, at 0.2 with 0.05."""

SHARED_SLOTS = 0.14
"""By so much the estimate of two rows may fall below the wanted resemblance: 3.5 standard errors at 0.7."""

SURE_SIZE = 100
"""Shingles from which an estimate is that good; of shorter texts many slots are borrowed."""

PAIRS_AT_ONCE = 512
"""Pairs that are compared together."""

MANY = 20_000
"""Texts from which on the loading of compiled loops is worth while."""

BUCKET = 200
"""Texts with one key, or with the same shingles, that are paired with each other. Of more than that each is paired with
the first ones only: pairs of all would be more than any machine holds."""


class NearDuplicates(Struct, frozen=True):
    """Two texts by their numbers in the order given, the smaller first, and their resemblance in 0…1."""

    a: int
    b: int
    resemblance: float


def near_duplicates(
    texts: Iterable[str], resemblance: float = 0.7, *, compiled: bool | None = None
) -> list[NearDuplicates]:
    """The pairs of texts that resemble each other at least so much, in order.

    A pair at 0.7 is proposed with probability 0.9998, one at 0.5 with 0.87; below that ever fewer are, whatever
    ``resemblance`` is asked for. Of texts with the same shingles all that resemble one of them are found with each; of
    more than :data:`BUCKET` such texts only the first ones are paired with all others.

    ``compiled`` loops (extra ``compiled``) find the same pairs in a third of the time, but take half a second to load
    and some ten to be made on first use: they serve where Numba is installed and :data:`MANY` texts or more are given.

    Raises:
        ValueError: ``resemblance`` is not in (0, 1].
        ModuleNotFoundError: ``compiled`` is asked for and Numba is not installed.
    """
    if not 0 < resemblance <= 1:
        raise ValueError("a resemblance lies above 0 and is at most 1")
    if compiled is None:
        texts = list(texts)
        compiled = len(texts) >= MANY and find_spec("numba") is not None
    batches = [(hashed, slots(hashed, compiled=compiled)) for hashed in hash_texts(texts, compiled=compiled)]
    if not batches:
        return []
    sizes = np.concatenate([np.diff(hashed.offsets) for hashed, _ in batches])
    rows = np.concatenate([row for _, row in batches])
    values = np.concatenate([hashed.values for hashed, _ in batches])
    firsts = np.cumsum(sizes) - sizes
    alike = _alike(values, firsts, sizes)
    heads = np.array([texts[0] for texts in alike], dtype=np.int64)
    pairs = _near(_proposed(_keys(rows[heads])), rows[heads], sizes[heads], resemblance)
    found = _resemblances(heads[pairs], values, firsts, sizes, compiled=compiled)
    chosen = found >= resemblance
    pairs, found = _spread(pairs[chosen], found[chosen], alike)
    return list(starmap(NearDuplicates, zip(*pairs.T.tolist(), found.tolist(), strict=True)))


# ── texts that are the same ───────────────────────────────────────────────────────────────────────────


def _alike(values: NDArray[np.uint32], firsts: NDArray[np.int64], sizes: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The texts with the same shingles together, in order; without those that have none."""
    found: dict[bytes, list[int]] = {}
    for text, (first, size) in enumerate(zip(firsts.tolist(), sizes.tolist(), strict=True)):
        if size:
            held = values[first : first + size].tobytes()
            found.setdefault(blake2b(held, digest_size=16).digest(), []).append(text)
    return [np.array(texts, dtype=np.int64) for texts in found.values()]


def _spread(
    pairs: NDArray[np.int64], found: NDArray[np.float64], alike: Sequence[NDArray[np.int64]]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The pairs of single texts, each with its resemblance, that pairs of the groups of ``alike`` stand for, and those
    within the groups.
    """
    counts = np.array([len(texts) for texts in alike], dtype=np.int64)
    heads = np.array([texts[0] for texts in alike], dtype=np.int64)
    single = (counts[pairs] == 1).all(axis=1)
    parts = [heads[pairs[single]]]
    shares = [found[single]]
    for (one, other), share in zip(pairs[~single].tolist(), found[~single].tolist(), strict=True):
        for first, second in _across(alike[one], alike[other]):
            parts.append(np.sort(np.stack((first, second), axis=1), axis=1))
            shares.append(np.full(len(first), share))
    for group in np.flatnonzero(counts > 1).tolist():
        first, second = _each_with_the_first(len(alike[group]))
        parts.append(np.stack((alike[group][first], alike[group][second]), axis=1))
        shares.append(np.ones(len(first)))
    every, resemblances = np.concatenate(parts), np.concatenate(shares)
    order = np.lexsort((every[:, 1], every[:, 0]))
    return every[order], resemblances[order]


def _across(one: NDArray[np.int64], other: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Each text of one group with each of another; beyond :data:`BUCKET` with the first ones."""
    for first, second in ((one[:BUCKET], other), (one[BUCKET:], other[:BUCKET])):
        yield np.repeat(first, len(second)), np.tile(second, len(first))


def _each_with_the_first(length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of so many places, the smaller first; where they are more than :data:`BUCKET`, those with one of the
    first.
    """
    heads = np.arange(min(length, BUCKET))
    first = np.repeat(heads, length - 1 - heads)
    # behind its own place each has all others, in order
    second = np.arange(len(first)) - np.repeat(np.cumsum(length - 1 - heads) - length, length - 1 - heads)
    return first, second


# ── what may resemble each other ──────────────────────────────────────────────────────────────────────


def _keys(rows: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The keys under which a text is filed: each mixes the number of a band with its slots."""
    keys = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), (len(rows), BANDS)).copy()
    for row in range(ROWS):
        keys *= np.uint64(BAND_BASE)
        keys += rows[:, row * BANDS : (row + 1) * BANDS]
    keys ^= keys >> np.uint64(32)
    keys *= np.uint64(BAND_BASE)
    return keys


def _proposed(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The pairs of texts that have a key in common, each once, as rows (smaller, greater), in order."""
    # a key and its text in one number: sorting such is ten times quicker than sorting two columns
    bits = np.uint64(len(keys).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    filed = ((keys & ~low) | np.arange(len(keys), dtype=np.uint64)[:, None]).ravel()
    filed.sort()
    shared = filed >> bits
    texts = (filed & low).astype(np.int64)
    edges = np.flatnonzero(np.concatenate(([True], shared[1:] != shared[:-1], [True])))
    lengths = np.diff(edges)
    pairs: list[NDArray[np.int64]] = []
    for length in np.unique(lengths[lengths > 1]).tolist():
        members = texts[edges[:-1][lengths == length][:, None] + np.arange(length)]
        first, second = _each_with_the_first(length)
        pairs.append((members[:, first] << 32 | members[:, second]).ravel())
    if not pairs:
        return np.empty((0, 2), dtype=np.int64)
    packed = np.concatenate(pairs)
    packed.sort()
    packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))]
    packed = packed[packed >> 32 != packed & 0xFFFFFFFF]
    return np.stack((packed >> 32, packed & 0xFFFFFFFF), axis=1)


def _near(
    pairs: NDArray[np.int64], rows: NDArray[np.uint32], sizes: NDArray[np.int64], wanted: float
) -> NDArray[np.int64]:
    """The pairs that may resemble each other so much, by their rows and their sizes."""
    if not len(pairs):
        return pairs
    ordered = np.sort(sizes[pairs], axis=1)
    pairs = pairs[ordered[:, 0] >= wanted * ordered[:, 1]]
    short = sizes[pairs].min(axis=1, initial=SURE_SIZE) < SURE_SIZE
    least = round((wanted - SHARED_SLOTS) * rows.shape[1])
    parts = np.array_split(pairs, 1 + len(pairs) // 2048)
    agreeing = np.concatenate([(rows[part[:, 0]] == rows[part[:, 1]]).sum(axis=1) for part in parts])
    near: NDArray[np.int64] = pairs[short | (agreeing >= least)]
    return near


def _resemblances(
    pairs: NDArray[np.int64],
    values: NDArray[np.uint32],
    firsts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    *,
    compiled: bool,
) -> NDArray[np.float64]:
    """The exact resemblance of each pair."""
    if not len(pairs):
        return np.empty(0)
    if compiled:
        from syndicheck.fingerprint.compiled import common_counts

        common = common_counts(pairs, values, firsts, sizes)
    else:
        common = _common(pairs, values, firsts, sizes)
    together: NDArray[np.int64] = sizes[pairs].sum(axis=1) - common
    return common / together


def _common(
    pairs: NDArray[np.int64], values: NDArray[np.uint32], firsts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many hashes the two of each pair have in common, those of small groups by group."""
    groups = _groups(pairs, len(sizes))
    order = np.argsort(groups, kind="stable")
    common = np.zeros(len(pairs), dtype=np.int64)
    edges = [0, *(np.flatnonzero(np.diff(groups[order])) + 1).tolist(), len(pairs)]
    start = 0
    for stop, following in zip(edges[1:], [*edges[2:], len(pairs) + PAIRS_AT_ONCE + 1], strict=True):
        if following - start <= PAIRS_AT_ONCE:
            continue  # small groups are taken together
        if stop - start <= PAIRS_AT_ONCE:
            chosen = order[start:stop]
            common[chosen] = _common_in_groups(pairs[chosen], groups[chosen], values, firsts, sizes)
        for low in range(start, stop, PAIRS_AT_ONCE) if stop - start > PAIRS_AT_ONCE else ():
            chosen = order[low : min(stop, low + PAIRS_AT_ONCE)]
            common[chosen] = _common_of_each(pairs[chosen], values, firsts, sizes)
        start = stop
    return common


def _groups(pairs: NDArray[np.int64], texts: int) -> NDArray[np.int64]:
    """For each pair the number of its group: texts that hang together by pairs."""
    least = np.arange(texts)
    before = None
    while before is None or (least != before).any():
        before = least.copy()
        np.minimum.at(least, pairs[:, 1], least[pairs[:, 0]])
        np.minimum.at(least, pairs[:, 0], least[pairs[:, 1]])
        least = least[least]
    return least[pairs[:, 0]]


def _common_in_groups(
    pairs: NDArray[np.int64],
    groups: NDArray[np.int64],
    values: NDArray[np.uint32],
    firsts: NDArray[np.int64],
    sizes: NDArray[np.int64],
) -> NDArray[np.int64]:
    """How many hashes the two of each pair have in common.

    The hashes of all texts are sorted once, by group, hash and text: those that hold one hash lie together, and every
    two of them have it in common. So a text is looked at once, however many partners it has; but all pairs of a group
    are counted, which pays while it is small.
    """
    texts, local = np.unique(pairs, return_inverse=True)
    local = local.reshape(pairs.shape)
    group_of = np.empty(len(texts), dtype=np.int64)
    group_of[local.ravel()] = np.repeat(np.unique(groups, return_inverse=True)[1], 2)
    pieces = sizes[texts]
    places = np.repeat(firsts[texts] - (np.cumsum(pieces) - pieces), pieces)
    places += np.arange(len(places))
    keys = np.repeat((group_of << 48) | np.arange(len(texts)), pieces).astype(np.uint64)
    keys |= values[places].astype(np.uint64) << np.uint64(16)
    keys.sort()
    held = keys >> np.uint64(16)
    edges = np.flatnonzero(np.concatenate(([True], held[1:] != held[:-1], [True])))
    lengths = np.diff(edges)
    holders = (keys & np.uint64(0xFFFF)).astype(np.int64)
    both: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    for length in np.unique(lengths[lengths > 1]).tolist():
        members = holders[edges[:-1][lengths == length][:, None] + np.arange(length)]
        first, second = np.triu_indices(length, 1)
        both.append((members[:, first] * len(texts) + members[:, second]).ravel())
    counted = np.bincount(np.concatenate(both), minlength=len(texts) ** 2)
    result: NDArray[np.int64] = counted[local[:, 0] * len(texts) + local[:, 1]]
    return result


def _common_of_each(
    pairs: NDArray[np.int64], values: NDArray[np.uint32], firsts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The same pair by pair: of two texts sorted together, the hashes that both have lie next to each other."""
    pieces = sizes[pairs].ravel()
    places = np.repeat(firsts[pairs].ravel() - (np.cumsum(pieces) - pieces), pieces)
    places += np.arange(len(places))
    keys = np.repeat(np.arange(2 * len(pairs), dtype=np.uint64) >> np.uint64(1) << np.uint64(32), pieces)
    keys |= values[places]
    keys.sort()
    both = keys[1:][keys[1:] == keys[:-1]] >> np.uint64(32)
    return np.bincount(both.astype(np.int64), minlength=len(pairs))
