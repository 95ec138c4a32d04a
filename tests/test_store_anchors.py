"""The index of rare anchors: incremental, bounded, per language."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck import Database
from syndicheck.errors import StoreError
from syndicheck.fingerprint.anchors import first_places
from syndicheck.matching.translation import standing_background
from syndicheck.store import anchors as index
from syndicheck.store import postings
from syndicheck.store.anchors import other_languages
from syndicheck.store.drafts import other_languages_held
from syndicheck.store.schema.anchors import ANCHOR_INDEX


def text(n: int, language: str) -> dict[str, int]:
    """An invented story of its own, told in two languages."""
    if language == "en":
        told = f"Marta Lindqvist said {1_300 + n} people and {n + 17}.5 percent of Kestrel Motors, plant {n * 7 + 901}."
    else:
        told = f"Marta Lindqvist nannte {1_300 + n} Leute, {n + 17},5 Prozent von Kestrel Motors, Werk {n * 7 + 901}."
    return first_places(told, language)


def add(connection: sqlite3.Connection, number: int, language: str, places: dict[str, int]) -> None:
    index.add_anchors(connection, [index.Anchored(number + 10_000, number, language, places)], standing_background())


def remove(connection: sqlite3.Connection, number: int, places: Callable[[str], dict[str, int]]) -> None:
    index.remove_anchors(connection, number + 10_000, number, places, standing_background())


def stored(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """Sketches by hash, as the rows follow one another."""
    found: dict[int, list[int]] = {}
    for value, versions in postings.every(connection):
        found.setdefault(value, []).extend(versions)
    return found


@pytest.fixture
def connection() -> sqlite3.Connection:
    return connected()


def connected() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in ANCHOR_INDEX:
        connection.execute(statement)
    return connection


def test_the_own_translation_comes_first_among_many_alike(connection: sqlite3.Connection) -> None:
    background = standing_background()
    for n in range(300):
        add(connection, n, "de-AT", text(n, "de"))
    for n in (0, 123, 299):
        found = index.anchor_candidates(connection, "en", text(n, "en"), background)
        assert found[0].sketch_id == n
        assert found[0].language == "de"
        assert len(found) <= index.LIMIT


def test_what_is_added_later_or_removed_changes_no_other(connection: sqlite3.Connection) -> None:
    background = standing_background()
    add(connection, 1, "de", text(1, "de"))
    before = index.anchor_candidates(connection, "en", text(1, "en"), background)
    add(connection, 2, "fr", text(2, "en"))
    assert [
        one for one in index.anchor_candidates(connection, "en", text(1, "en"), background) if one.language == "de"
    ] == before
    remove(connection, 1, lambda language: text(1, language))
    assert {one.sketch_id for one in index.anchor_candidates(connection, "en", text(1, "en"), background)} == {2}


@pytest.mark.parametrize("languages", [("de",), ("de", "fr"), ("de", "en")])
def test_asked_for_what_came_before_nothing_later_counts(
    connection: sqlite3.Connection, languages: tuple[str, ...]
) -> None:
    """Lists that are cut, several rows of them, and more candidates than are named."""
    background = standing_background()
    asked = text(7, "en")
    alone: dict[int, tuple[object, object]] = {}
    for n in range(1, 700):
        if n % 50 == 0:
            alone[n] = (
                index.anchor_candidates(connection, "en", asked, background, limit=20),
                index.anchor_siblings(connection, "en", asked, background, limit=20),
            )
        language = languages[n % len(languages)]
        add(connection, n, language, text(n % 90, language))
    assert len({repr(one) for one in alone.values()}) > 1
    for n, found in alone.items():
        assert found == (
            index.anchor_candidates(connection, "en", asked, background, before=n, limit=20),
            index.anchor_siblings(connection, "en", asked, background, before=n, limit=20),
        )


def test_what_stands_at_the_same_place_comes_first(connection: sqlite3.Connection) -> None:
    """Two texts with the same facts in another order; so it is told which one a beginning was cut from."""
    facts = [f"N:{n * 37 + 1_000}" for n in range(40)]
    add(connection, 1, "de", {key: place * 100 for place, key in enumerate(reversed(facts))})
    add(connection, 2, "de", {key: place * 100 for place, key in enumerate(facts)})
    add(connection, 3, "de", {key: place * 100 for place, key in enumerate(facts[20:] + facts[:20])})
    beginning = {key: place * 100 for place, key in enumerate(facts[:5])}
    found = index.anchor_candidates(connection, "fr", beginning, standing_background())
    assert [one.sketch_id for one in found] == [2, 3, 1]


@pytest.mark.parametrize("language", ["ar", "he", "hi", "ko", "fa", "ta"])
def test_where_every_word_may_be_a_name_facts_are_kept_all_the_same(language: str) -> None:
    facts = {"N:1234": 40, "D:8-5": 90, "G:BT": 700, "A:CERN": 1_500}
    words = {f"B:P{n}+T{n}": n for n in range(300)} | {f"L:abc{n}": n for n in range(300)}
    kept = index.rarest(facts | words | {f"K:P{n}": n for n in range(300)}, language, standing_background())
    assert facts.keys() <= {one.key for one in kept}
    assert sum(one.key[0] == "K" for one in kept) > index.KEPT / 2


def test_a_place_is_counted_in_characters_of_english() -> None:
    """A Chinese text is a third as long as the English one that says the same."""
    found = {
        one.key: one.step for one in index.rarest({"N:7777": 340, "N:8888": 10**6}, "zh-CN", standing_background())
    }
    assert found == {"N:7777": 25, "N:8888": 255}


def test_the_own_language_and_an_empty_index_propose_nothing(connection: sqlite3.Connection) -> None:
    background = standing_background()
    assert index.anchor_candidates(connection, "en", text(1, "en"), background) == []
    add(connection, 1, "en-GB", text(1, "en"))
    assert index.anchor_candidates(connection, "en", text(1, "en"), background) == []


def test_a_version_adds_at_most_so_many_rows(connection: sqlite3.Connection) -> None:
    add(connection, 1, "en", {f"N:{n}": n for n in range(5_000)})
    assert connection.execute("SELECT count(*) FROM anchor_postings").fetchone()[0] == index.KEPT


@pytest.mark.parametrize("places", [{"N:1": 0, "N:2": 9, "N:3": 20}, {"N:1": 0, "N:9": 7}, {}])
def test_a_text_that_has_other_anchors_by_now_is_taken_out_wholly(
    connection: sqlite3.Connection, places: dict[str, int]
) -> None:
    for n in range(3):
        add(connection, n, "en", {"N:1": 0, "N:2": 9, "N:3": 20})
    remove(connection, 1, lambda language: places)
    assert {version for versions in stored(connection).values() for version in versions} == {0, 2}
    remove(connection, 1, lambda language: places)  # twice is no error
    assert all(versions == [0, 2] for versions in stored(connection).values())


batches = st.lists(st.lists(st.integers(0, 2_000), max_size=120, unique=True), max_size=8)


@given(batches, st.lists(st.integers(0, 2_000), max_size=60))
def test_rows_hold_what_a_plain_set_holds(batches: list[list[int]], gone: list[int]) -> None:
    connection = connected()
    held: dict[int, set[int]] = {value: set() for value in range(3)}
    for batch in batches:
        fresh = [one for one in batch if all(one not in versions for versions in held.values())]
        found = [(value, one, one % 251) for one in fresh for value in held if one % (value + 1) == 0]
        for value, one, _ in found:
            held[value].add(one)
        postings.add(connection, 1, found)
    for one in gone:
        for value, versions in held.items():
            assert postings.remove(connection, 1, value, one) == (one in versions)
            versions.discard(one)
    assert stored(connection) == {value: sorted(versions) for value, versions in held.items() if versions}
    assert all(len(versions) <= postings.FULL for _, versions in postings.every(connection))
    for value, versions in held.items():
        first = sorted(versions)[:150]
        read = dict(postings.read(connection, value, [1, 2], 150))
        assert {one: list(row.sketches) for one, row in read.items()} == ({1: first} if first else {})
        assert [list(row.steps) for row in read.values()] == ([[one % 251 for one in first]] if first else [])


def test_an_anchor_that_all_have_is_read_from_its_beginning_in_each_language() -> None:
    connection = connected()
    for language_id in (1, 2, 3):
        postings.add(connection, language_id, [(7, 10 * n + language_id, 0) for n in range(2_000)])
    found = {one: list(row.sketches) for one, row in postings.read(connection, 7, [3, 1], 200)}
    assert found == {one: [10 * n + one for n in range(200)] for one in (3, 1)}


@pytest.mark.parametrize(
    ("stored", "language", "expected"),
    [
        (["en"], "en", False),
        (["en"], "en-GB", False),  # one language
        (["en"], "de", True),
        (["en"], "und", False),  # of what is in no known language none are looked for
        (["en", "und"], "en", False),
        (["zh"], "zh-TW", True),  # names are written otherwise
        (["zh", "zh-hant"], "zh", True),
        ([], "en", False),
    ],
)
def test_whether_translations_may_be_held(tmp_path: Path, stored: list[str], language: str, expected: bool) -> None:
    with Database(tmp_path / "news.db", write=True) as database, database.transaction() as connection:
        connection.executemany("INSERT INTO anchor_languages (language) VALUES (?)", [(one,) for one in stored])
        assert other_languages_held(connection, language) is expected
        assert expected or not other_languages(connection, language)


@pytest.mark.parametrize(
    ("others", "steps"), [("", "010203"), ("05", "010203"), ("0506070809", "010203"), ("050607", "0102")]
)
def test_a_damaged_row_is_told_with_the_remedy(others: str, steps: str) -> None:
    connection = sqlite3.connect(":memory:")
    for statement in ANCHOR_INDEX:
        connection.execute(statement)
    connection.execute("INSERT INTO anchor_languages VALUES (1, 'en')")
    row = (7, 1, 3, bytes.fromhex(others), bytes.fromhex(steps))
    connection.execute(
        "INSERT INTO anchor_postings (hash, language_id, first, others, steps) VALUES (?, ?, ?, ?, ?)", row
    )
    with pytest.raises(StoreError, match="syndicheck reindex"):
        list(postings.read(connection, 7, [1], 10))
