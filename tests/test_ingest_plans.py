"""What an ingest asks the database: a table that grows is looked through once in a run, if ever, and for no article.

What is done for every article takes ever longer otherwise, which a small database does not show.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import newsroom
from tests.plans import forget_statistics, grown_statistics, scanned, shape

from syndicheck import Database, ingest
from syndicheck.pipeline import reindex
from syndicheck.store import statistics

SMALL = {
    "sqlite_master",
    "asked",  # what is asked for, a list of json_each
    "anchor_languages",  # the languages of the world
    "meta",
    "organisations",  # the catalogue
    "CONSTANT",
}
"""What may be read from one end to the other."""

IN_A_RUN = 3
"""How often a run may look through a table that grows."""

KINDS = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE")


def through(database: Database, asked: Counter[str], shapes: dict[str, str]) -> dict[str, tuple[int, set[str]]]:
    """The statements that looked through tables, how often, and which."""
    found = {}
    for one, count in asked.items():
        if one.startswith("DELETE") and "WHERE" not in one:
            continue  # empties a table once; it is told again for every row that is noted down elsewhere
        if names := scanned(database.connection, shapes[one]) - SMALL:
            found[one] = (count, names)
    return found


def of_the_small_file(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("ANALYZE")  # as older programs did when they closed a file


def of_a_large_file(path: Path) -> None:
    grown_statistics(path, statistics.LARGE)


@pytest.mark.parametrize("told", [forget_statistics, of_the_small_file, of_a_large_file])
@pytest.mark.parametrize("again", [False, True])
def test_no_article_makes_an_ingest_look_through_a_table(
    samples_database: Path, tmp_path: Path, again: bool, told: Callable[[Path], None]
) -> None:
    path = Path(shutil.copy(samples_database, tmp_path / "held.db"))
    told(path)
    asked: Counter[str] = Counter()
    shapes: dict[str, str] = {}

    def note(sql: str) -> None:
        if sql.lstrip().startswith(KINDS):
            asked[shape(sql)] += 1
            shapes.setdefault(shape(sql), sql)

    with Database(path, write=True) as database:
        database.connection.set_trace_callback(note)
        if again:
            reindex(database)
        else:
            ingest(newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news()), database)
        database.connection.set_trace_callback(None)
        assert asked.most_common(1)[0][1] > 40  # something was done for every article
        assert {sql: rows for sql, rows in through(database, asked, shapes).items() if rows[0] > IN_A_RUN} == {}


def test_of_small_tables_the_planner_is_told_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "LARGE", 40)
    path = tmp_path / "held.db"
    for news, large in ((newsroom.week_of_news(6), False), (newsroom.week_of_news(12, seed=2), True)):
        with Database(path, write=True) as database:
            ingest(newsroom.jsonl(tmp_path / "news.jsonl", news), database)
        with sqlite3.connect(path) as connection:
            told = connection.execute("SELECT tbl, CAST(stat AS INTEGER) FROM sqlite_stat1").fetchall()
            assert ("articles" in {table for table, _ in told}) is large
            assert all(rows >= 40 for _, rows in told), told


@pytest.mark.parametrize("table", ["articles", "article_versions", "sightings", "matches", "stories", "reviews"])
def test_to_delete_a_row_no_table_is_looked_through(tmp_path: Path, table: str) -> None:
    with Database(tmp_path / "empty.db", write=True) as database:
        assert scanned(database.connection, f"DELETE FROM {table} WHERE id = 1") == set()
