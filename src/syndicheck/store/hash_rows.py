"""Which sketches have a hash: the rows of the two indexes over bodies, up to 256 entries each, in order of hash.

A row for each hash and sketch would take twice the room, most of it for SQLite's own marks. An entry is a hash of 32
bits and a sketch; a row goes by its first entry and holds all up to the first of the next row, however many sketches
share a hash. Hashes follow as distances from the one before, sketches as they are, both in as few bytes as the largest
of the row needs.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise

TABLES = ("fingerprints", "lsh_bands")

FULL = 256
"""Entries of a row that is divided in two when it gets more."""

_SKETCH_BITS = 31
_SKETCH = (1 << _SKETCH_BITS) - 1
_WIDTHS = {1: "B", 2: "H", 4: "I"}
"""Bytes of a number, and how :mod:`array` calls such numbers."""


def entry(value: int, sketch_id: int) -> int:
    """A hash and a sketch as one number, by which entries are sorted."""
    return value << _SKETCH_BITS | sketch_id


def add(connection: sqlite3.Connection, table: str, found: Iterable[tuple[int, int]]) -> None:
    """Note sketches under hashes; what is noted already stays. The caller holds the transaction."""
    entries = sorted({entry(*one) for one in found})
    done = 0
    while done < len(entries):
        first, held = _row_of(connection, table, entries[done])
        (behind,) = connection.execute(f"SELECT min(first) FROM {table} WHERE first > ?", (entries[done],)).fetchone()
        until = len(entries) if behind is None else bisect_left(entries, behind, done)
        _write(connection, table, first, sorted({*held, *entries[done:until]}))
        done = until


def fill(connection: sqlite3.Connection, table: str, found: Iterable[tuple[int, int]]) -> None:
    """Put entries, in ascending order, into an empty table."""
    entries = (entry(*one) for one in found)
    while piece := list(islice(entries, FULL)):
        _write(connection, table, None, piece)


def remove(connection: sqlite3.Connection, table: str, found: Iterable[tuple[int, int]]) -> None:
    """Take sketches out from under hashes; the caller holds the transaction."""
    for one in found:
        first, held = _row_of(connection, table, entry(*one))
        left = [other for other in held if other != entry(*one)]
        if len(left) < len(held):
            _write(connection, table, first, left)


def read(connection: sqlite3.Connection, table: str, value: int, before: int, most: int) -> list[int]:
    """The first sketches under a hash, in ascending order: at most so many, with ids below ``before``."""
    start, end = entry(value, 0), entry(value, min(before, _SKETCH))
    _, held = _row_of(connection, table, start)
    found = held[bisect_left(held, start) : bisect_left(held, end)]
    if len(found) < most and (not held or held[-1] < end):
        for first, packed in connection.execute(
            f"SELECT first, entries FROM {table} WHERE first > ? AND first < ? ORDER BY first", (start, end)
        ):
            held = _unpacked(first, packed)
            found += held[: bisect_left(held, end)]
            if len(found) >= most:
                break
    return [one & _SKETCH for one in found[:most]]


def every(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, int]]:
    """All entries: hash and sketch."""
    for first, packed in connection.execute(f"SELECT first, entries FROM {table} ORDER BY first"):
        for one in _unpacked(first, packed):
            yield one >> _SKETCH_BITS, one & _SKETCH


def _row_of(connection: sqlite3.Connection, table: str, one: int) -> tuple[int | None, list[int]]:
    """The row in which an entry stands or would stand: its first entry, and all. Before the first row there is none."""
    row = connection.execute(
        f"SELECT first, entries FROM {table} WHERE first <= ? ORDER BY first DESC LIMIT 1", (one,)
    ).fetchone()
    return (None, []) if row is None else (row[0], _unpacked(*row))


def _write(connection: sqlite3.Connection, table: str, first: int | None, entries: Sequence[int]) -> None:
    """Write a row, instead of the one that had this first entry; a long one becomes several of equal length."""
    if first is not None and (not entries or entries[0] != first):
        connection.execute(f"DELETE FROM {table} WHERE first = ?", (first,))
    pieces = -(-len(entries) // FULL)
    starts = [len(entries) * number // pieces for number in range(pieces)] if pieces else []
    connection.executemany(
        f"INSERT OR REPLACE INTO {table} (first, entries) VALUES (?, ?)",
        [(entries[a], _packed(entries[a:b])) for a, b in pairwise([*starts, len(entries)])],
    )


def _packed(entries: Sequence[int]) -> bytes:
    """A byte with the widths of the numbers (distances of hashes: the upper half), the distances, the sketches."""
    hashes = [one >> _SKETCH_BITS for one in entries]
    distances = [0, *(later - earlier for earlier, later in pairwise(hashes))]
    sketch_ids = [one & _SKETCH for one in entries]
    far, high = _width(max(distances)), _width(max(sketch_ids))
    return bytes((far << 4 | high,)) + _bytes(_WIDTHS[far], distances) + _bytes(_WIDTHS[high], sketch_ids)


def _unpacked(first: int, packed: bytes) -> list[int]:
    far, high = packed[0] >> 4, packed[0] & 15
    middle = 1 + (len(packed) - 1) // (far + high) * far
    hashes = accumulate(_numbers(_WIDTHS[far], packed[1:middle]), initial=first >> _SKETCH_BITS)
    next(hashes)  # the first distance is none
    return [
        value << _SKETCH_BITS | sketch_id
        for value, sketch_id in zip(hashes, _numbers(_WIDTHS[high], packed[middle:]), strict=True)
    ]


def _width(largest: int) -> int:
    return 1 if largest < 1 << 8 else 2 if largest < 1 << 16 else 4


def _bytes(typecode: str, numbers: Iterable[int]) -> bytes:
    values = array(typecode, numbers)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def _numbers(typecode: str, packed: bytes) -> array[int]:
    values = array(typecode)
    values.frombytes(packed)
    if sys.byteorder == "big":
        values.byteswap()
    return values
