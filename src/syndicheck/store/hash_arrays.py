"""Rows of :mod:`syndicheck.store.hash_rows` read and changed many at a time, as arrays.

A text has some hundred hashes, each in a row of its own, so that a batch of articles asks for thousands of rows: taken
apart one by one they would cost more than all that SQLite does for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from syndicheck.store.encoding import damaged
from syndicheck.store.hash_rows import FULL, SKETCH, SKETCH_BITS, WIDTHS, width

Array = NDArray[np.int64]

_TYPES: dict[int, np.dtype[np.unsignedinteger]] = {1: np.dtype("<u1"), 2: np.dtype("<u2"), 4: np.dtype("<u4")}
"""Bytes of a number, and what numpy calls such numbers, as far as it knows them."""


def in_rows(hashes: Sequence[int], rows: Sequence[tuple[int, bytes] | None]) -> tuple[list[list[int]], list[int]]:
    """The sketches under each hash in the row that was read for it, and the places of the hashes that may have others
    in the next row.
    """
    found: list[list[int]] = [[] for _ in hashes]
    going_on = [place for place, row in enumerate(rows) if row is None]
    held = [(place, row) for place, row in enumerate(rows) if row is not None]
    asked = np.array(hashes, np.int64)
    for numbers, counts, entries in _groups([row for _, row in held]):
        places = np.array([held[number][0] for number in numbers])
        values, ends, under = asked[places], np.cumsum(counts), entries >> SKETCH_BITS
        going_on += places[under[ends - 1] <= values].tolist()
        hits = np.flatnonzero(under == np.repeat(values, counts))
        hit_places = places[np.searchsorted(ends, hits, "right")].tolist()
        for place, sketch_id in zip(hit_places, (entries[hits] & SKETCH).tolist(), strict=True):
            found[place].append(sketch_id)
    return found, going_on


def _groups(rows: Sequence[tuple[int, bytes]]) -> Iterator[tuple[list[int], Array, Array]]:
    """Rows that are packed alike: their places among those given, how many entries each has, and the entries of all,
    one row after the other, each as one number.

    Raises:
        StoreError: a row is damaged.
    """
    alike: dict[int, list[int]] = {}
    for place, (_, packed) in enumerate(rows):
        alike.setdefault(packed[0] if packed else 0, []).append(place)
    for widths, places in alike.items():
        far, high = widths >> 4, widths & 15
        if far not in WIDTHS or high not in WIDTHS:
            raise damaged()
        some = [rows[place] for place in places]
        counts = np.array([len(packed) - 1 for _, packed in some], np.int64)
        if not counts.all() or (counts % (far + high)).any():
            raise damaged()
        counts //= far + high
        middles = (1 + counts * far).tolist()
        pieces = [(packed[1:middle], packed[middle:]) for (_, packed), middle in zip(some, middles, strict=True)]
        steps = np.cumsum(_numbers(far, b"".join(piece for piece, _ in pieces)), dtype=np.int64)
        sketch_ids = _numbers(high, b"".join(piece for _, piece in pieces))
        hashes = np.array([first for first, _ in some], np.int64) >> SKETCH_BITS
        hashes -= steps[np.cumsum(counts) - counts]  # the first distance of a row is none
        yield places, counts, (steps + np.repeat(hashes, counts)) << SKETCH_BITS | sketch_ids


def joined(rows: Mapping[int, bytes], further: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Those of the rows that change when further entries are put into them, as they are to be written: each by its
    first entry. The rows ascend; an entry belongs into the last that begins at it or before it, those before all rows
    into rows of their own. A row of more than :data:`FULL` entries becomes several of equal length.
    """
    none = np.empty(0, np.int64)
    before = np.sort(np.concatenate([none, *(entries for _, _, entries in _groups(list(rows.items())))]))
    entries = np.sort(np.concatenate((before, np.array(further, np.int64))), kind="stable")  # two runs: merged
    entries = entries[np.append(True, entries[1:] != entries[:-1])]
    begins = np.array(list(rows), np.int64)
    ends = np.append(np.searchsorted(entries, begins), len(entries))  # what is before all rows, and each row
    had = np.append(np.searchsorted(before, begins), len(before))
    starts = np.concatenate(([0], ends[:-1]))
    edges: list[tuple[int, int]] = []
    for place in np.flatnonzero(ends - starts > np.diff(had, prepend=0)).tolist():
        start, size = int(starts[place]), int(ends[place] - starts[place])
        pieces = -(-size // FULL)
        edges += ((start + size * n // pieces, start + size * (n + 1) // pieces) for n in range(pieces))
    if edges:
        yield from _written(entries, edges)


def _written(entries: Array, edges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bytes]]:
    """The rows that hold the entries from one place to before another each."""
    starts = np.array([start for start, _ in edges])
    sketch_ids = entries & SKETCH
    distances = np.diff(entries >> SKETCH_BITS, prepend=0)
    distances[starts] = 0
    bounds = np.array(edges).ravel()
    bounds = bounds[:-1] if bounds[-1] == len(entries) else bounds
    farthest = np.maximum.reduceat(distances, bounds)[::2].tolist()
    highest = np.maximum.reduceat(sketch_ids, bounds)[::2].tolist()
    first_parts = {size: _bytes(size, distances) for size in WIDTHS}
    second_parts = {size: _bytes(size, sketch_ids) for size in WIDTHS}
    for first, (start, end), far, high in zip(entries[starts].tolist(), edges, farthest, highest, strict=True):
        f, h = width(far), width(high)
        yield first, bytes((f << 4 | h,)) + first_parts[f][start * f : end * f] + second_parts[h][start * h : end * h]


def _numbers(size: int, packed: bytes) -> NDArray[np.unsignedinteger]:
    """Numbers of so many bytes."""
    if size != 3:
        return np.frombuffer(packed, _TYPES[size])
    whole = np.zeros((len(packed) // 3, 4), np.uint8)
    whole[:, :3] = np.frombuffer(packed, np.uint8).reshape(-1, 3)
    return whole.view(_TYPES[4]).ravel()


def _bytes(size: int, numbers: Array) -> bytes:
    """The inverse."""
    if size != 3:
        return numbers.astype(_TYPES[size]).tobytes()
    return numbers.astype(_TYPES[4]).view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
