"""The index of rare anchors: incremental, bounded, per language."""

from __future__ import annotations

import sqlite3

import pytest

from syndicheck.fingerprint.anchors import anchors
from syndicheck.matching.translation import standing_background
from syndicheck.store import anchors as index
from syndicheck.store.schema import ANCHOR_TABLES


def text(n: int, language: str) -> set[str]:
    """An invented story of its own, told in two languages."""
    if language == "en":
        told = f"Marta Lindqvist said {1_300 + n} people and {n + 17}.5 percent of Kestrel Motors, plant {n * 7 + 901}."
    else:
        told = f"Marta Lindqvist nannte {1_300 + n} Leute, {n + 17},5 Prozent von Kestrel Motors, Werk {n * 7 + 901}."
    return {one.key for one in anchors(told, language)}


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in ANCHOR_TABLES:
        connection.execute(statement)
    return connection


def test_the_own_translation_comes_first_among_many_alike(connection: sqlite3.Connection) -> None:
    background = standing_background()
    for n in range(300):
        index.add_anchors(connection, n, "de-AT", text(n, "de"), background)
    for n in (0, 123, 299):
        found = index.anchor_candidates(connection, "en", text(n, "en"), background)
        assert found[0].version_id == n
        assert found[0].language == "de"
        assert len(found) <= index.LIMIT


def test_what_is_added_later_or_removed_changes_no_other(connection: sqlite3.Connection) -> None:
    background = standing_background()
    index.add_anchors(connection, 1, "de", text(1, "de"), background)
    before = index.anchor_candidates(connection, "en", text(1, "en"), background)
    index.add_anchors(connection, 2, "fr", text(2, "en"), background)
    assert [
        one for one in index.anchor_candidates(connection, "en", text(1, "en"), background) if one.language == "de"
    ] == before
    index.remove_anchors(connection, 1)
    assert {one.version_id for one in index.anchor_candidates(connection, "en", text(1, "en"), background)} == {2}


def test_the_own_language_and_an_empty_index_propose_nothing(connection: sqlite3.Connection) -> None:
    background = standing_background()
    assert index.anchor_candidates(connection, "en", text(1, "en"), background) == []
    index.add_anchors(connection, 1, "en-GB", text(1, "en"), background)
    assert index.anchor_candidates(connection, "en", text(1, "en"), background) == []


def test_a_version_adds_at_most_so_many_rows(connection: sqlite3.Connection) -> None:
    index.add_anchors(connection, 1, "en", {f"N:{n}" for n in range(5_000)}, standing_background())
    assert connection.execute("SELECT count(*) FROM anchors").fetchone()[0] == index.KEPT
