"""The rows of the indexes over bodies hold what a plain set of entries holds."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from itertools import product
from unittest import mock

import numpy  # noqa: F401  rows are read as arrays only where it is loaded
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.errors import StoreError
from syndicheck.store import hash_rows
from syndicheck.store.schema.sketches import HASH_ROWS

TABLE = "lsh_bands"


def connected() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(HASH_ROWS[TABLE])
    return connection


def add(connection: sqlite3.Connection, found: Iterable[tuple[int, int]]) -> None:
    hash_rows.add_entries(connection, TABLE, [hash_rows.entry(*one) for one in found])


hashes = st.one_of(st.integers(0, 6), st.integers(0, 2**32 - 1), st.sampled_from([0, 2**32 - 1, 2**31]))
sketches = st.one_of(
    st.integers(1, 300), st.integers(2**16 - 2, 2**24 + 2), st.integers(1, 2**31 - 1), st.just(2**31 - 1)
)
entries = st.lists(st.tuples(hashes, sketches), max_size=700)


@given(st.lists(entries, max_size=4), entries, st.integers(1, 2**31 - 1), st.integers(1, 300), st.booleans())
def test_rows_hold_what_a_plain_set_holds(
    batches: list[list[tuple[int, int]]], gone: list[tuple[int, int]], before: int, most: int, fill: bool
) -> None:
    connection = connected()
    held: set[tuple[int, int]] = set()
    for number, batch in enumerate(batches):
        if fill and not number:
            hash_rows.fill(connection, TABLE, sorted(set(batch)))
        else:
            add(connection, batch)
        held |= set(batch)
    gone = gone + sorted(held)[::3]
    hash_rows.remove(connection, TABLE, gone)
    held -= set(gone)
    assert list(hash_rows.every(connection, TABLE)) == sorted(held)
    asked = [value for value, _ in [*held, *gone, (3, 0), (3, 0)]]
    for ceiling, as_arrays_from in product((before, 1 << 62), (0, 1 << 30)):
        under: dict[int, list[int]] = {value: [] for value in asked}
        for value, one in sorted(held):
            if one < ceiling:
                under[value].append(one)
        expected = [under[value][:most] for value in asked]
        with mock.patch.object(hash_rows, "_AS_ARRAYS_FROM", as_arrays_from):
            assert hash_rows.read(connection, TABLE, asked, ceiling, most) == expected


def test_the_last_entry_of_all_is_one() -> None:
    """No number of 63 bits is larger."""
    connection = connected()
    last = (2**32 - 1, 2**31 - 1)
    add(connection, [last])
    assert list(hash_rows.every(connection, TABLE)) == [last]
    add(connection, [(last[0], number) for number in range(1, 200)])
    assert hash_rows.read(connection, TABLE, [last[0]], 1 << 62, 1_000) == [[*range(1, 200), last[1]]]


@pytest.mark.parametrize("edge", [2**8, 2**16, 2**24])
def test_numbers_take_as_many_bytes_as_the_largest_of_a_row_needs(edge: int) -> None:
    for largest, size in ((edge - 1, (edge - 1).bit_length() // 8), (edge, edge.bit_length() // 8 + 1)):
        for found in ([(7, 1), (7, largest)], [(7, 1), (7 + largest, 1)]):
            connection = connected()
            add(connection, found)
            ((packed,),) = connection.execute(f"SELECT entries FROM {TABLE}")
            assert len(packed) == 1 + 2 * (1 + size)
            assert list(hash_rows.every(connection, TABLE)) == found
            asked = [value for value, _ in found]
            for as_arrays_from in (0, 1 << 30):
                with mock.patch.object(hash_rows, "_AS_ARRAYS_FROM", as_arrays_from):
                    held = hash_rows.read(connection, TABLE, asked, 1 << 62, 9)
                assert held == [[one for other, one in found if other == value] for value in asked]


@pytest.mark.parametrize("order", ["as they come", "backwards", "mixed"])
def test_a_hash_that_thousands_have_is_read_from_its_beginning(order: str) -> None:
    connection = connected()
    found = [(value, sketch_id) for sketch_id in range(1, 4_001) for value in (6, 7, 8)]
    if order == "mixed":
        random.Random(3).shuffle(found)
    for start in range(0, len(found), 500):
        batch = found[start : start + 500]
        add(connection, batch if order != "backwards" else batch[::-1])
    assert hash_rows.read(connection, TABLE, [7], 1 << 62, 1_024) == [list(range(1, 1_025))]
    assert hash_rows.read(connection, TABLE, [7], 900, 1_024) == [list(range(1, 900))]
    assert hash_rows.read(connection, TABLE, [9, 5], 1 << 62, 10) == [[], []]
    longest, fewest = connection.execute(f"SELECT max(length(entries)), count(*) FROM {TABLE}").fetchone()
    assert longest <= 1 + 8 * hash_rows.FULL
    assert len(found) / hash_rows.FULL <= fewest <= 2.2 * len(found) / hash_rows.FULL


def test_entries_take_few_bytes() -> None:
    connection = connected()
    rng = random.Random(5)
    found = [(rng.getrandbits(32), 1 + number // 40) for number in range(40_000)]
    add(connection, found)
    (size,) = connection.execute(f"SELECT sum(length(entries)) FROM {TABLE}").fetchone()
    assert size < 6.3 * len(found)


@pytest.mark.parametrize("as_arrays_from", [0, 1 << 30])
@pytest.mark.parametrize("row", ["", "00", "33010203", "1400", "11000100", "4100", "ff"])
def test_a_damaged_row_is_told_with_the_remedy(row: str, as_arrays_from: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hash_rows, "_AS_ARRAYS_FROM", as_arrays_from)
    connection = connected()
    add(connection, [(5, 1), (9, 2)])
    connection.execute(f"UPDATE {TABLE} SET entries = ?", (bytes.fromhex(row),))
    with pytest.raises(StoreError, match="syndicheck reindex"):
        hash_rows.read(connection, TABLE, [9], 1 << 62, 10)
    with pytest.raises(StoreError, match="syndicheck reindex"):
        add(connection, [(9, 3)])
