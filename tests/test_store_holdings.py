"""The counts of what is held are those of the tables, whatever comes and goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import newsroom
from tests.examples import examples

from syndicheck import Database, ingest
from syndicheck.errors import VersionMismatch
from syndicheck.store.held import HeldFigures, held_figures
from syndicheck.store.runs import begin_run, count_unfinished, end_run
from syndicheck.store.schema.core import TABLES
from syndicheck.store.schema.holdings import HOLDING_TABLES

STEPS = st.lists(st.tuples(st.sampled_from(["come", "go", "move", "go all"]), st.integers(1, 6), st.integers(1, 4)))


@settings(max_examples=examples(400))
@given(before=st.integers(0, 3), steps=STEPS)
def test_counts_are_those_of_the_table(before: int, steps: list[tuple[str, int, int]]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in TABLES:
            connection.execute(statement)
        insert = "INSERT INTO articles (id, title, outlet_id, lang, lang_source, key) VALUES (?, '', ?, 'en', '', ?)"
        for number in range(before):
            connection.execute(insert, (100 + number, 1 + number % 2, f"old {number}"))
        for statement in HOLDING_TABLES:
            connection.execute(statement)
        for step, article, outlet in steps:
            if step == "come":
                connection.execute(insert.replace("INSERT", "INSERT OR IGNORE"), (article, outlet, f"key {article}"))
            elif step == "move":
                connection.execute("UPDATE articles SET outlet_id = ? WHERE id = ?", (outlet, article))
            elif step == "go":
                connection.execute("DELETE FROM articles WHERE id = ?", (article,))
            else:
                connection.execute("DELETE FROM articles WHERE outlet_id <= ?", (outlet,))
            counted = connection.execute("SELECT count(*), count(DISTINCT outlet_id) FROM articles").fetchone()
            assert connection.execute("SELECT articles, outlets FROM holdings").fetchall() == [counted]


def test_figures_of_what_is_held_and_a_file_of_an_older_program(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    records = [
        newsroom.record(1, newsroom.text(1), "wire.example", "2026-03-01T08:00:00Z"),
        newsroom.record(2, newsroom.text(2), "wire.example", "2026-03-05T08:00:00Z"),
        newsroom.record(3, newsroom.text(3), "paper.example", None),
    ]
    with Database(path, write=True) as database:
        assert held_figures(database.connection) == HeldFigures(0, 0, None, None)
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
        found = held_figures(database.connection)
    assert (found.articles, found.outlets) == (3, 2)
    assert [str(one)[:10] for one in (found.start, found.end)] == ["2026-03-01", "2026-03-05"]
    with closing(sqlite3.connect(path)) as connection, connection:
        for kind, name in connection.execute("SELECT type, name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if name.startswith("articles_"):
                connection.execute(f"DROP {kind} {name}")
        for name in ("sightings_start", "sightings_end", "runs_open", "runs_done"):
            connection.execute(f"DROP INDEX {name}")
        connection.execute("DROP TABLE holdings")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm017%'")
    with pytest.raises(VersionMismatch, match="syndicheck vacuum"):
        Database(path)
    with Database(path, write=True) as database:
        assert held_figures(database.connection) == found


def test_runs_that_were_cut_off(tmp_path: Path) -> None:
    with Database(tmp_path / "news.db", write=True) as database, database.transaction() as connection:
        for command, inputs, ends in [
            ("ingest", ["a"], False),  # finished by the third
            ("ingest", ["b"], False),
            ("ingest", ["a"], True),
            ("ingest", ["b", "c"], True),
            ("watch", ["w"], False),
        ]:
            run = begin_run(connection, command, inputs)
            if ends:
                end_run(connection, run)
        assert count_unfinished(connection) == 1
