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

from syndicheck.store.encoding import damaged

TABLES = ("fingerprints", "lsh_bands")

FULL = 64
"""Entries of a row that is divided in two when it gets more. Larger rows are no smaller for an entry, and take longer
to read and to write."""

AT_A_TIME = 4_096
"""Entries that are put into rows together, so that a large batch takes little memory."""

_AS_ARRAYS_FROM = 250
"""Hashes that are looked up as arrays, where numpy is loaded; for fewer that takes longer."""

SKETCH_BITS = 31
SKETCH = (1 << SKETCH_BITS) - 1
"""The lower bits of an entry, which hold the sketch."""

WIDTHS = (1, 2, 3, 4)
"""Bytes that a number may take. Three hold the ids of sixteen million sketches."""

_ARRAYS = {1: "B", 2: "H", 4: "I"}
"""How :mod:`array` calls numbers of so many bytes, as far as it knows them."""


def entry(value: int, sketch_id: int) -> int:
    """A hash and a sketch as one number, by which entries are sorted."""
    return value << SKETCH_BITS | sketch_id


def entries(hashes: Iterable[int], sketch_id: int) -> list[int]:
    """The same of all hashes of a sketch."""
    return [value << SKETCH_BITS | sketch_id for value in hashes]


def add_entries(connection: sqlite3.Connection, table: str, found: Iterable[int]) -> None:
    """Note entries (:func:`entry`); what is noted already stays. The caller holds the transaction."""
    from syndicheck.store.hash_arrays import joined

    ordered = sorted(set(found))
    for start in range(0, len(ordered), AT_A_TIME):
        some = ordered[start : start + AT_A_TIME]
        rows = dict(row for row in _rows_of(connection, table, some) if row is not None)
        connection.executemany(
            f"INSERT OR REPLACE INTO {table} (first, entries) VALUES (?, ?)", list(joined(rows, some))
        )


def fill(connection: sqlite3.Connection, table: str, found: Iterable[tuple[int, int]]) -> None:
    """Put entries, in ascending order, into an empty table."""
    following = iter(found)
    while piece := list(islice(following, FULL)):
        _write(connection, table, piece)


def remove(connection: sqlite3.Connection, table: str, found: Iterable[tuple[int, int]]) -> int:
    """Take sketches out from under hashes; returns how many of these entries there were. The caller holds the
    transaction.
    """
    removed = 0
    for one in found:
        row = connection.execute(
            f"SELECT first, entries FROM {table} WHERE first <= ? ORDER BY first DESC LIMIT 1", (entry(*one),)
        ).fetchone()
        held = [] if row is None else _entries(*row)
        if one in held:
            held.remove(one)
            connection.execute(f"DELETE FROM {table} WHERE first = ?", (row[0],))
            _write(connection, table, held)
            removed += 1
    return removed


def remove_everywhere(connection: sqlite3.Connection, table: str, sketch_id: int) -> None:
    """Take a sketch out from under all hashes, whatever they are: every row is looked at."""
    remove(connection, table, [one for one in every(connection, table) if one[1] == sketch_id])


def read(connection: sqlite3.Connection, table: str, hashes: Sequence[int], before: int, most: int) -> list[list[int]]:
    """The first sketches under each hash, in ascending order: at most so many, with ids below ``before``."""
    rows = _rows_of(connection, table, [entry(value, 0) for value in hashes])
    if "numpy" in sys.modules and len(rows) >= _AS_ARRAYS_FROM:
        from syndicheck.store.hash_arrays import in_rows

        found, going_on = in_rows(hashes, rows)
    else:
        found, going_on = _in_rows(hashes, rows)
    for place in going_on:
        _read_on(connection, table, hashes[place], before, most, found[place])
    for sketch_ids in found:
        if sketch_ids:
            del sketch_ids[bisect_left(sketch_ids, before) :]
            del sketch_ids[most:]
    return found


def _rows_of(connection: sqlite3.Connection, table: str, entries: Iterable[int]) -> list[tuple[int, bytes] | None]:
    """The row in which each entry stands, or would stand; none before the first row of all."""
    rows = connection.execute(  # one statement for all: half of the time of one for each
        f"SELECT first, entries FROM json_each(?) asked LEFT JOIN {table}"
        f" ON first = (SELECT max(first) FROM {table} WHERE first <= asked.value) ORDER BY asked.key",
        (f"[{','.join(map(str, entries))}]",),
    )
    return [None if row[0] is None else row for row in rows]


def _read_on(
    connection: sqlite3.Connection, table: str, value: int, before: int, most: int, bearers: list[int]
) -> None:
    """Add the sketches of a hash that stand in further rows."""
    for first, packed in connection.execute(
        f"SELECT first, entries FROM {table} WHERE first > ? AND first <= ? ORDER BY first",
        (entry(value, 0), entry(value, min(before, SKETCH))),
    ):
        more, goes_on = _in_row(first, packed, value)
        bearers += more
        if not goes_on or len(bearers) >= most:
            break


def _in_rows(hashes: Sequence[int], rows: Sequence[tuple[int, bytes] | None]) -> tuple[list[list[int]], list[int]]:
    """The sketches under each hash in the row that was read for it, and the places of the hashes that may have others
    in the next row: what ``hash_arrays.in_rows`` finds in many rows at once.
    """
    found: list[list[int]] = []
    going_on: list[int] = []
    for place, (value, row) in enumerate(zip(hashes, rows, strict=True)):
        sketch_ids, goes_on = ([], True) if row is None else _in_row(*row, value)
        found.append(sketch_ids)
        if goes_on:
            going_on.append(place)
    return found, going_on


def _in_row(first: int, packed: bytes, value: int) -> tuple[list[int], bool]:
    """The sketches under a hash in one row, and whether others may follow in the next one."""
    far, high, count = _measures(packed)
    middle = 1 + count * far
    hashes = _hashes(first, numbers_of(far, packed[1:middle]))
    start = bisect_left(hashes, value)
    if start == count or hashes[start] != value:  # as nearly always
        return [], start == count
    end = bisect_right(hashes, value, start)
    return numbers_of(high, packed[middle + start * high : middle + end * high]).tolist(), end == count


def every(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, int]]:
    """All entries: hash and sketch."""
    for first, packed in connection.execute(f"SELECT first, entries FROM {table} ORDER BY first"):
        yield from _entries(first, packed)


def _entries(first: int, packed: bytes) -> list[tuple[int, int]]:
    far, high, count = _measures(packed)
    middle = 1 + count * far
    return list(zip(_hashes(first, numbers_of(far, packed[1:middle])), numbers_of(high, packed[middle:]), strict=True))


def _write(connection: sqlite3.Connection, table: str, entries: Sequence[tuple[int, int]]) -> None:
    """Add a row, if there is anything in it."""
    if entries:
        connection.execute(
            f"INSERT INTO {table} (first, entries) VALUES (?, ?)", (entry(*entries[0]), _packed(entries))
        )


def _packed(entries: Sequence[tuple[int, int]]) -> bytes:
    """A byte with the widths of the numbers (distances of hashes: the upper half), the distances, the sketches."""
    hashes, sketch_ids = zip(*entries, strict=True)
    distances = [0, *map(sub, hashes[1:], hashes)]
    far, high = width(max(distances)), width(max(sketch_ids))
    return bytes((far << 4 | high,)) + bytes_of(far, distances) + bytes_of(high, sketch_ids)


def _hashes(first: int, distances: Iterable[int]) -> list[int]:
    return list(accumulate(distances, initial=first >> SKETCH_BITS))[1:]  # the first distance is none


def _measures(packed: bytes) -> tuple[int, int, int]:
    """Bytes of a distance and of a sketch in a row, and the number of its entries.

    Raises:
        StoreError: it is damaged.
    """
    far, high = (packed[0] >> 4, packed[0] & 15) if packed else (0, 0)
    if far in WIDTHS and high in WIDTHS:
        count, rest = divmod(len(packed) - 1, far + high)
        if count and not rest:
            return far, high, count
    raise damaged()


def width(largest: int) -> int:
    """Bytes that numbers up to the largest take each."""
    return max(1, -(-largest.bit_length() // 8))


def bytes_of(size: int, numbers: Iterable[int]) -> bytes:
    """Numbers of so many bytes each, little-endian."""
    if size == 3:
        whole = bytearray(bytes_of(4, numbers))
        del whole[3::4]
        return bytes(whole)
    values = array(_ARRAYS[size], numbers)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def numbers_of(size: int, packed: bytes) -> array[int]:
    """The inverse of :func:`bytes_of`."""
    if size == 3:
        whole = bytearray(len(packed) // 3 * 4)
        for place in range(3):
            whole[place::4] = packed[place::3]
        return numbers_of(4, bytes(whole))
    values = array(_ARRAYS[size], packed)
    if sys.byteorder == "big":
        values.byteswap()
    return values
