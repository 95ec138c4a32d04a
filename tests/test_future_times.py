"""A time after the moment at which it was first read decides nothing, however late it is read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom

from syndicheck import Database, pipeline
from syndicheck.api import stories
from syndicheck.bundle import replay, write_bundle
from syndicheck.pipeline import ingest, reindex
from syndicheck.readers import read
from syndicheck.store.dump import canonical_dump
from syndicheck.upkeep import merge

READ = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)
LATER = READ + timedelta(days=30)
TEXT = newsroom.text(3)
WORDS = "\n\n".join(newsroom.paragraphs(8, 1))

WALL = newsroom.record(1, TEXT, "wall.example", "2026-03-04T17:00:00Z", url="https://wall.example/1")
"""The time on the wall in Beijing at nine in UTC, as if it were UTC."""

NEXT = WALL | {"text": f"{TEXT}\n\n{WORDS}"}
OTHER = newsroom.record(2, TEXT, "other.example", "2026-03-04T12:00:00Z")


def ingested(path: Path, records: Iterable[dict[str, Any]], now: datetime) -> Path:
    with Database(path, write=True) as database:
        ingest(database, read([str(newsroom.jsonl(path.with_suffix(".jsonl"), records))]), now=now)
    return path


def verdicts(path: Path) -> list[str]:
    with Database(path) as database:
        return [one.origin.verdict.value for one in stories(database)]


def dump(path: Path, *, again: bool = False) -> list[str]:
    with Database(path, write=again) as database:
        if again:
            reindex(database, now=LATER)
        return list(canonical_dump(database.connection))


def test_a_wall_clock_s_time_makes_nobody_first_in_any_later_run(tmp_path: Path) -> None:
    path = ingested(tmp_path / "a.db", [WALL], READ)
    ingested(path, [OTHER], READ + timedelta(hours=4))
    assert verdicts(path) == ["undetermined"]
    before = dump(path)
    assert dump(path, again=True) == before
    ingested(path, [WALL, NEXT], LATER)  # a new text with the old time
    assert verdicts(path) == ["undetermined"]
    before = dump(path)
    assert dump(path, again=True) == before


def test_read_long_after_it_is_a_time_like_others(tmp_path: Path) -> None:
    assert verdicts(ingested(tmp_path / "a.db", [WALL, OTHER], LATER)) == ["first"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_whoever_read_it_earlier_is_believed(tmp_path: Path, order: tuple[int, int]) -> None:
    paths = [
        ingested(tmp_path / "a.db", [WALL], READ),
        ingested(tmp_path / "b.db", [WALL, OTHER], LATER),
    ]
    target, source = (paths[number] for number in order)
    with Database(target, write=True) as database:
        merge(database, [source], now=LATER)
    assert verdicts(target) == ["undetermined"]
    dump(target, again=True)
    assert verdicts(target) == ["undetermined"]


def test_a_bundle_without_texts_knows_it(tmp_path: Path) -> None:
    path = ingested(tmp_path / "a.db", [WALL], READ)
    ingested(path, [OTHER], LATER)
    with closing(sqlite3.connect(path)) as connection:
        ((public_id,),) = connection.execute("SELECT public_id FROM stories").fetchall()
    with Database(path) as database:
        write_bundle(database, public_id, tmp_path / "b.zip", texts=False, now=LATER)
    found = replay(tmp_path / "b.zip")
    assert (found.verdict, found.differences) == ("undetermined", ())


def test_what_appears_while_a_long_list_is_read_is_not_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        moment = READ

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls.moment

    monkeypatch.setattr(pipeline, "datetime", Clock)

    def pages() -> Iterable[Any]:
        yield from read([str(newsroom.jsonl(tmp_path / "a.jsonl", [OTHER]))])
        Clock.moment = READ + timedelta(hours=9)

    with Database(tmp_path / "a.db", write=True) as database:
        ingest(database, pages())
        assert database.connection.execute("SELECT usable FROM sightings").fetchall() == [(1,)]
