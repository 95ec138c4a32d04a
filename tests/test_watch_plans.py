"""What a watch asks the database at every turn: entries that are stored by now, and texts told of, are not read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.plans import forget_statistics, grown_statistics, steps

from syndicheck import Database
from syndicheck.store import feeds, merging, statistics, telling

NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
ENTRY = feeds.Entry("key", "digest", "Title", "https://wire.example/1", "wire.example", NOW, feeds.WAITING, id=1)


def grown(path: Path) -> None:
    with Database(path, write=True) as database, database.transaction() as connection:
        feeds.register(
            connection, [feeds.FeedSettings("https://wire.example/feed", "w", "wire.example", "feed", 9)], NOW
        )
        feeds.save_entries(connection, 1, [ENTRY], NOW)
    grown_statistics(path, statistics.LARGE)


TURN: dict[str, Callable[[sqlite3.Connection], object]] = {
    "count": feeds.count_ready,
    "ready": lambda connection: feeds.load_ready(connection, 256),
    "pages": lambda connection: feeds.next_pages(connection, NOW),
    "moment": lambda connection: feeds.next_moment(connection, NOW),
    "ahead": lambda connection: feeds.far_ahead(connection, NOW, 9),
    "back": lambda connection: feeds.bring_back(connection, NOW, 9),
    "busy": lambda connection: feeds.put_off(connection, ENTRY, NOW, "busy", host_too=True),
    "health": feeds.feed_health,
    "fresh": lambda connection: telling.fresh_stories(connection, ["Ours"], 1),
    "settled": telling.settled_run,
}


@pytest.mark.parametrize("told", [forget_statistics, grown])
@pytest.mark.parametrize("asked", TURN)
def test_a_turn_of_the_watch_reads_what_is_open(tmp_path: Path, asked: str, told: Callable[[Path], None]) -> None:
    path = tmp_path / "news.db"
    with Database(path, write=True):
        pass
    told(path)
    found: dict[str, list[str]] = {}
    with Database(path, write=True) as database:
        statements: list[str] = []
        database.connection.set_trace_callback(statements.append)
        TURN[asked](database.connection)
        database.connection.set_trace_callback(None)
        for statement in statements:
            for step in steps(database.connection, statement):
                through = step.startswith("SCAN") or "(feed_id=?)" in step or " USING " not in step
                if through and any(name in step for name in ("feed_entries", "article_versions", " v", "sketches")):
                    found.setdefault(statement, []).append(step)
    assert statements
    assert found == {}


def test_to_merge_runs_none_is_looked_for_from_end_to_end(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with Database(tmp_path / f"{name}.db", write=True) as database, database.transaction() as connection:
            for number in range(3):
                connection.execute(
                    "INSERT INTO runs (command, inputs, started) VALUES ('ingest', '[]', ?)", [f"2026-03-0{number + 1}"]
                )
                connection.execute(
                    "INSERT INTO problems (run_id, place, code, message, remedy, fatal) VALUES (?, ?, '', '', '', 1)",
                    [number + 1, f"{name} {number}"],
                )
            connection.execute("UPDATE runs SET command = 'watch' WHERE id = 2 AND ? = 'b'", [name])
    with Database(tmp_path / "a.db", write=True) as database:
        statements: list[str] = []
        with merging.attached(database, [tmp_path / "b.db"]) as names:
            with database.transaction() as connection:
                connection.set_trace_callback(statements.append)
                merging.copy_given(connection, names)
                connection.set_trace_callback(None)
                each = [one for one in statements if "FROM runs WHERE" in one]
                assert len(each) == 3
                assert not [step for one in each for step in steps(connection, one) if step.startswith("SCAN")]
            assert sum("INSERT INTO problems" in one for one in statements) == 1
            runs = connection.execute(
                "SELECT r.command, r.started, p.place FROM runs r JOIN problems p ON p.run_id = r.id ORDER BY r.id"
            ).fetchall()
    assert runs == [
        ("ingest", "2026-03-01", "a 0"),
        ("ingest", "2026-03-02", "a 1"),
        ("ingest", "2026-03-03", "a 2"),
        ("watch", "2026-03-02", "b 1"),
    ]
