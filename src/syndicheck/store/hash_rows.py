"""Which sketches have a hash: the rows of the two indexes over bodies, up to 64 entries each, in order of hash.

A row for each hash and sketch would take twice the room, most of it for SQLite's own marks. An entry is a hash of 32
bits and a sketch; a row goes by its first entry and holds all up to the first of the next row, however many sketches
share a hash. Hashes follow as distances from the one before, sketches as they are, both in as few bytes as the largest
of the row needs.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from operator import sub

from msgspec import Struct

from syndicheck.store.encoding import damaged

TABLES = ("fingerprints", "lsh_bands")

FULL = 64
"""Entries of a row that is divided in two when it gets more. Larger rows are no smaller for an entry, and take longer
to read and to write."""

_SKETCH_BITS = 31
_SKETCH = (1 << _SKETCH_BITS) - 1
_WIDTHS = {1: "B", 2: "H", 4: "I"}
"""Bytes of a number, and how :mod:`array` calls such numbers."""


def entry(value: int, sketch_id: int) -> int:
    """A hash and a sketch as one number, by which entries are sorted."""
    return value << _SKETCH_BITS | sketch_id


def add(connection: sqlite3.Connection, table: str, found: Iterable[tuple[int, int]]) -> None:
    """Note sketches under hashes; what is noted already stays. The caller holds the transaction."""
    entries = sorted(set(found))
    done = 0
    while done < len(entries):
        row = _row_of(connection, table, entries[done])
        until = len(entries) if row.behind is None else bisect_left(entries, _apart(row.behind), done)
        changed = [row.put(*one) for one in entries[done:until]]
        if any(changed):
            _write(connection, table, row)
        done = until


def fill(connection: sqlite3.Connection, table: str, found: Iterable[tuple[int, int]]) -> None:
    """Put entries, in ascending order, into an empty table."""
    entries = iter(found)
    while piece := list(islice(entries, FULL)):
        _write(connection, table, _Row(None, [value for value, _ in piece], [sketch_id for _, sketch_id in piece]))


def remove(connection: sqlite3.Connection, table: str, found: Iterable[tuple[int, int]]) -> None:
    """Take sketches out from under hashes; the caller holds the transaction."""
    for one in found:
        row = _row_of(connection, table, one)
        if row.take(*one):
            _write(connection, table, row)


def read(connection: sqlite3.Connection, table: str, hashes: Sequence[int], before: int, most: int) -> list[list[int]]:
    """The first sketches under each hash, in ascending order: at most so many, with ids below ``before``."""
    rows = connection.execute(  # one statement for all: half of the time of one for each
        f"SELECT first, entries FROM json_each(?) asked LEFT JOIN {table}"
        f" ON first = (SELECT max(first) FROM {table} WHERE first <= asked.value) ORDER BY asked.key",
        (f"[{','.join(str(entry(value, 0)) for value in hashes)}]",),
    )
    found = []
    for value, (first, packed) in zip(hashes, rows.fetchall(), strict=True):
        bearers, goes_on = ([], True) if first is None else _bearers(first, packed, value)
        if goes_on:
            _read_on(connection, table, value, before, most, bearers)
        del bearers[bisect_left(bearers, before) :]
        found.append(bearers[:most])
    return found


def _read_on(
    connection: sqlite3.Connection, table: str, value: int, before: int, most: int, bearers: list[int]
) -> None:
    """Add the sketches of a hash that stand in further rows."""
    for first, packed in connection.execute(
        f"SELECT first, entries FROM {table} WHERE first > ? AND first < ? ORDER BY first",
        (entry(value, 0), entry(value, min(before, _SKETCH))),
    ):
        more, goes_on = _bearers(first, packed, value)
        bearers += more
        if not goes_on or len(bearers) >= most:
            break


def _bearers(first: int, packed: bytes, value: int) -> tuple[list[int], bool]:
    """The sketches under a hash in one row, and whether others may follow in the next one."""
    distances, sketch_ids = _columns(packed)
    hashes = _hashes(first, distances)
    start = bisect_left(hashes, value)
    end = bisect_right(hashes, value, start)
    return sketch_ids[start:end].tolist(), end == len(hashes)


def every(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, int]]:
    """All entries: hash and sketch."""
    for first, packed in connection.execute(f"SELECT first, entries FROM {table} ORDER BY first"):
        distances, sketch_ids = _columns(packed)
        yield from zip(_hashes(first, distances), sketch_ids, strict=True)


class _Row(Struct):
    """A row as it is worked on. ``first``: under which it is stored, if it is; ``behind``: that of the next row."""

    first: int | None
    hashes: list[int]
    sketch_ids: list[int]
    behind: int | None = None

    def place(self, value: int, sketch_id: int) -> int:
        """Where an entry stands, or would stand."""
        start = bisect_left(self.hashes, value)
        end = bisect_right(self.hashes, value, start)
        return bisect_left(self.sketch_ids, sketch_id, start, end)

    def has(self, at: int, value: int, sketch_id: int) -> bool:
        """Whether it stands there."""
        return at < len(self.hashes) and self.hashes[at] == value and self.sketch_ids[at] == sketch_id

    def put(self, value: int, sketch_id: int) -> bool:
        """Add an entry; tells whether it is new."""
        at = self.place(value, sketch_id)
        if self.has(at, value, sketch_id):
            return False
        self.hashes.insert(at, value)
        self.sketch_ids.insert(at, sketch_id)
        return True

    def take(self, value: int, sketch_id: int) -> bool:
        """Remove an entry; tells whether it was there."""
        at = self.place(value, sketch_id)
        if not self.has(at, value, sketch_id):
            return False
        del self.hashes[at], self.sketch_ids[at]
        return True


def _row_of(connection: sqlite3.Connection, table: str, one: tuple[int, int]) -> _Row:
    """The row in which an entry stands or would stand; before the first row of all a new one."""
    number = entry(*one)
    stored = connection.execute(
        f"SELECT first, entries, (SELECT min(first) FROM {table} WHERE first > ?1) FROM {table} WHERE first <= ?1"
        " ORDER BY first DESC LIMIT 1",
        (number,),
    ).fetchone()
    if stored is None:
        return _Row(None, [], [], connection.execute(f"SELECT min(first) FROM {table}").fetchone()[0])
    first, packed, behind = stored
    distances, sketch_ids = _columns(packed)
    return _Row(first, _hashes(first, distances), sketch_ids.tolist(), behind)


def _write(connection: sqlite3.Connection, table: str, row: _Row) -> None:
    """Write a row in the place of what was stored of it; a long one becomes several of equal length."""
    size = len(row.hashes)
    if row.first is not None and (not size or entry(row.hashes[0], row.sketch_ids[0]) != row.first):
        connection.execute(f"DELETE FROM {table} WHERE first = ?", (row.first,))
    pieces = -(-size // FULL)
    for number in range(pieces):
        part = slice(size * number // pieces, size * (number + 1) // pieces)
        hashes, sketch_ids = row.hashes[part], row.sketch_ids[part]
        connection.execute(
            f"INSERT OR REPLACE INTO {table} (first, entries) VALUES (?, ?)",
            (entry(hashes[0], sketch_ids[0]), _packed(hashes, sketch_ids)),
        )


def _apart(number: int) -> tuple[int, int]:
    """The inverse of :func:`entry`."""
    return number >> _SKETCH_BITS, number & _SKETCH


def _packed(hashes: list[int], sketch_ids: list[int]) -> bytes:
    """A byte with the widths of the numbers (distances of hashes: the upper half), the distances, the sketches."""
    distances = [0, *map(sub, hashes[1:], hashes)]
    far, high = _width(max(distances)), _width(max(sketch_ids))
    return bytes((far << 4 | high,)) + _bytes(_WIDTHS[far], distances) + _bytes(_WIDTHS[high], sketch_ids)


def _hashes(first: int, distances: Iterable[int]) -> list[int]:
    return list(accumulate(distances, initial=first >> _SKETCH_BITS))[1:]  # the first distance is none


def _columns(packed: bytes) -> tuple[array[int], array[int]]:
    """Distances and sketches of a row.

    Raises:
        StoreError: it is damaged.
    """
    try:
        far, high = packed[0] >> 4, packed[0] & 15
        count, rest = divmod(len(packed) - 1, far + high)
        middle = 1 + count * far
        if not rest:
            return _numbers(_WIDTHS[far], packed[1:middle]), _numbers(_WIDTHS[high], packed[middle:])
    except (ArithmeticError, LookupError):  # no widths of ours
        pass
    raise damaged()


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
