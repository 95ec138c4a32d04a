"""The index of anchors beside a plain dictionary: whatever is added in whatever order, the same is read."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.store import postings
from syndicheck.store.schema.anchors import ANCHOR_INDEX

HASHES = (7, 8, 1 << 46)
LANGUAGES = (1, 2, 3)


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    with closing(new_index()) as connection:
        yield connection


def new_index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in ANCHOR_INDEX:
        connection.execute(statement)
    return connection


def rows(connection: sqlite3.Connection) -> list[tuple[int, int, int, bytes, bytes]]:
    return connection.execute(
        "SELECT hash, language_id, first, others, steps FROM anchor_postings ORDER BY hash, language_id, first"
    ).fetchall()


@st.composite
def batches(draw: st.DrawFn) -> list[tuple[int, list[tuple[int, int, int]]]]:
    """Languages and what comes in for them: mostly behind what is there, near and far, and now and then before it."""
    found = []
    seen: set[tuple[int, int, int]] = set()
    top = 0
    for _ in range(draw(st.integers(1, 12))):
        language = draw(st.sampled_from(LANGUAGES))
        top += draw(st.sampled_from([1, 3, 200, 255, 256, 300, 65_535, 65_536, 70_000]))
        start = draw(st.sampled_from([top, top, top, 1, top // 2]))
        batch = []
        for value in draw(st.sets(st.sampled_from(HASHES), min_size=1)):
            step = draw(st.sampled_from([1, 1, 2, 90, 256]))
            for version_id in range(start, start + step * draw(st.sampled_from([1, 2, 5, 130, 450])), step):
                if (language, value, version_id) not in seen:
                    seen.add((language, value, version_id))
                    batch.append((value, version_id, version_id % 256))
                    top = max(top, version_id)
        if batch:
            found.append((language, batch))
    return found


@given(batches(), st.sampled_from([1, 7, 200, 900]))
def test_what_was_added_is_read(given_batches: list[tuple[int, list[tuple[int, int, int]]]], most: int) -> None:
    held: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    with closing(new_index()) as connection:
        for language, batch in given_batches:
            postings.add(connection, language, batch)
            for value, version_id, _ in batch:
                held[value, language].append(version_id)
        for value in HASHES:
            for asked in (LANGUAGES, (2,), (3, 1)):
                for before in (None, 1, 300, 70_000):
                    found = dict(postings.read(connection, value, asked, most, before))
                    expected = {
                        one: [v for v in sorted(held[value, one]) if before is None or v < before][:most]
                        for one in asked
                    }
                    assert {one: list(row.sketches) for one, row in found.items()} == {
                        one: versions for one, versions in expected.items() if versions
                    }
                    assert all(list(row.steps) == [v % 256 for v in row.sketches] for row in found.values())
        for _, _, first, others, steps in rows(connection):  # each row as it is written from the beginning
            assert 0 < len(steps) <= postings.FULL
            assert others == postings.packed(postings.unpacked(first, others, len(steps)))


@pytest.mark.parametrize("languages", [(1,), LANGUAGES])
def test_a_long_list_is_read_as_far_as_asked(index: sqlite3.Connection, languages: tuple[int, ...]) -> None:
    for one in languages:
        postings.add(index, one, [(7, version_id, 0) for version_id in range(1, 20_001)])
    index.execute("UPDATE anchor_postings SET steps = x'00' WHERE first > 1")  # damaged, so that reading them fails
    assert [len(row.sketches) for _, row in postings.read(index, 7, languages, 200)] == [200] * len(languages)


@given(batches(), st.sampled_from([1, 7, 200, 900]))
def test_many_hashes_are_read_as_one_by_one(
    given_batches: list[tuple[int, list[tuple[int, int, int]]]], most: int
) -> None:
    with closing(new_index()) as connection:
        for language, batch in given_batches:
            postings.add(connection, language, batch)
        for language in LANGUAGES:
            alone = [row for value in (*HASHES, 9) for _, row in postings.read(connection, value, [language], most)]
            many = postings.read_many(connection, (*HASHES, 9), language, most)
            assert [(list(versions), steps) for versions, steps in many] == [
                (list(versions), steps) for versions, steps in alone
            ]
