"""Databases merged, articles deleted, copies made: nothing is lost, nothing is left behind."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests import newsroom, program
from tests.test_store_database import before_the_order_of_comparison

from syndicheck import Database, reviewing, upkeep, workers
from syndicheck.api import ingest, stories
from syndicheck.bundle import replay, write_bundle
from syndicheck.cli import cli
from syndicheck.counted import counted
from syndicheck.errors import InputError, StoreError, StoreLocked, VersionMismatch
from syndicheck.pipeline import reindex
from syndicheck.store import copies, removal
from syndicheck.store import database as databases
from syndicheck.store.dump import canonical_dump
from syndicheck.store.evidence import versions_of
from syndicheck.store.published import Choice
from syndicheck.store.publishing import publish
from syndicheck.store.schema.file import PAGE_SIZE
from syndicheck.store.sketches import all_waiting
from syndicheck.store.standing import State, standings
from syndicheck.store.stories import resolve_public_id
from syndicheck.store.unheld import is_held
from syndicheck.store.versions import changed_articles
from syndicheck.store.writers import one_run
from syndicheck.upkeep import delete, merge


def ingested(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def dump(path: Path, *, again: bool = False) -> list[str]:
    """The canonical dump, after a reindex if wanted; checks the file on the way."""
    with Database(path, write=again) as database:
        if again:
            reindex(database)
        assert database.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return list(canonical_dump(database.connection))


def stories_in(lines: list[str]) -> list[str]:
    return sorted(json.dumps(json.loads(line)[1:4:2]) for line in lines if line.startswith('["story"'))


def merged(path: Path, *sources: Path) -> Path:
    with Database(path, write=True) as database:
        merge(database, sources)
    return path


NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
NEWS = newsroom.week_of_news()
REVISED = [
    newsroom.record(900, newsroom.text(1), "v.example", "2026-03-04", url="https://v.example/1"),
    newsroom.record(
        900, newsroom.text(1) + "\n\nMore.", "v.example", "2026-03-04", url="https://v.example/1", modified="2026-03-06"
    ),
]


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_merged_is_what_one_database_would_have_become(tmp_path: Path, seed: int) -> None:
    records = [*NEWS, REVISED[0]]
    random.Random(seed).shuffle(records)
    a = ingested(tmp_path / "a.db", records[:20])
    b = ingested(tmp_path / "b.db", [*records[15:], REVISED[1]])  # five articles are in both
    before = dump(a), dump(b)
    one = ingested(tmp_path / "one.db", [*records, REVISED[1]])
    both = merged(tmp_path / "c.db", a, b)
    assert dump(both) == dump(one, again=True)
    assert (dump(a), dump(b)) == before, "sources are only read"
    assert dump(merged(both, a, b)) == dump(one)
    with closing(sqlite3.connect(both)) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (2,)
    into_a = merged(a, b)
    assert stories_in(dump(into_a)) == stories_in(dump(one))
    assert dump(into_a, again=True) == dump(one)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_to_merge_as_many_work_as_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    monkeypatch.setattr(workers, "WORKERS_FROM", 10)
    at_work: list[bool] = []
    asked = workers.Workers.for_

    def for_(these: workers.Workers, articles: int) -> Executor | None:
        at_work.append((found := asked(these, articles)) is not None)
        return found

    monkeypatch.setattr(workers.Workers, "for_", for_)
    a, b = ingested(tmp_path / "a.db", NEWS[:12]), ingested(tmp_path / "b.db", NEWS[12:24])
    into = tmp_path / "into.db"
    at_work.clear()
    done = CliRunner().invoke(cli, ["merge", str(a), str(b), "--into", str(into), "--jobs", jobs])
    assert done.exit_code == 0, done.output
    assert any(at_work) is (jobs == "2")
    assert dump(into) == dump(ingested(tmp_path / "one.db", NEWS[:24]), again=True)


def told_of_outlets(path: Path, text: str) -> Path:
    from syndicheck.commands.outlets import apply_outlets

    source = path.with_suffix(".toml")
    source.write_text(text, encoding="utf-8")
    with Database(path, write=True) as store:
        apply_outlets(store, source)
        with store.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO outlet_ties VALUES (?, 'belongs-to', 'a.example', 'both')", [path.stem]
            )
    return path


def test_what_is_known_of_outlets_comes_along(tmp_path: Path) -> None:
    records = [newsroom.record(n, newsroom.text(n), f"o{n}.example", "2026-03-04") for n in range(4)]
    named = '[[outlet]]\nname = "{name}"\nowner = "{owner}"\naliases = ["o{n}.example"]\n'
    a = told_of_outlets(ingested(tmp_path / "a.db", records[:2]), named.format(name="Nord", owner="Tarn Media", n=0))
    b = told_of_outlets(ingested(tmp_path / "b.db", records[2:]), named.format(name="Süd", owner="Wick & Vale", n=3))
    for sources in ((a, b), (b, a)):
        with Database(merged(tmp_path / f"{sources[0].stem}.merged.db", *sources)) as database:
            held = database.connection.execute(
                "SELECT o.name, o.owner FROM articles a JOIN outlets o ON o.id = a.outlet_id ORDER BY 1"
            ).fetchall()
            assert held == [("Nord", "Tarn Media"), ("Süd", "Wick & Vale"), ("o1.example", None), ("o2.example", None)]
            ties = database.connection.execute("SELECT domain FROM outlet_ties ORDER BY 1").fetchall()
            assert ties == [("a",), ("b",)]
    # a newsroom's own file is not mixed with another's
    with Database(merged(a, b)) as database:
        names = database.connection.execute("SELECT value FROM outlet_names ORDER BY 1").fetchall()
        assert names == [("Nord",), ("o0.example",)]
        assert database.connection.execute("SELECT count(*) FROM outlet_ties").fetchone() == (1,)


def test_an_owner_is_not_taken_from_elsewhere_by_who_keeps_a_file_of_outlets(tmp_path: Path) -> None:
    records = [newsroom.record(n, newsroom.text(n), f"o{n}.example", "2026-03-04") for n in range(4)]
    named = '[[outlet]]\nname = "{0}"\nowner = "{1}"\n'
    a = told_of_outlets(ingested(tmp_path / "a.db", records[:2]), named.format("o0.example", "Tarn Media"))
    b = told_of_outlets(ingested(tmp_path / "b.db", records[2:]), named.format("o2.example", "Wick & Vale"))
    with Database(merged(a, b)) as database:
        owners = database.connection.execute("SELECT name, owner FROM outlets ORDER BY 1").fetchall()
    assert owners == [("o0.example", "Tarn Media"), *((f"o{n}.example", None) for n in (1, 2, 3))]


def test_of_a_feed_that_several_watched_all_requests_come_along(tmp_path: Path) -> None:
    sources = []
    for n in range(2):
        path = ingested(tmp_path / f"{n}.db", [newsroom.record(n, newsroom.text(n), "o.example", "2026-03-04")])
        with Database(path, write=True) as store, store.transaction() as connection:
            connection.execute(
                "INSERT INTO feeds (name, url, content, every, host, added, due)"
                " VALUES ('O', 'https://o.example/feed', 'feed', 600, 'o.example', '2026-03-01', '2026-03-09')"
            )
            for day in (n, n + 1):  # one of the requests is in both
                connection.execute(
                    "INSERT INTO feed_requests (feed_id, asked, answered, outcome, entries, new_entries, code, message)"
                    " VALUES (1, ?1, ?1, 'read', 3, 1, '', '')",
                    [f"2026-03-0{day + 1}T08:00:00Z"],
                )
            connection.execute(
                "INSERT INTO feed_entries (feed_id, title, key, digest, seen, state, host, due)"
                " VALUES (1, ?1, ?1, '', '2026-03-01', 'held', 'o.example', '')",
                [f"entry {n}"],
            )
        sources.append(path)
    both = merged(tmp_path / "both.db", *sources)
    for _ in range(2):  # what is known by now is left as it is
        with Database(both) as database:
            asked = database.connection.execute("SELECT asked FROM feed_requests ORDER BY 1").fetchall()
            assert [day[:10] for (day,) in asked] == ["2026-03-01", "2026-03-02", "2026-03-03"]
            entries = database.connection.execute("SELECT title FROM feed_entries ORDER BY 1").fetchall()
            assert entries == [("entry 0",), ("entry 1",)]
        merged(both, *sources)


def test_times_of_versions_are_read_again_too(tmp_path: Path) -> None:
    """As if an older program had read the days of two records wrongly: which text is the present one hangs on them."""
    old, new = (
        newsroom.record(1, newsroom.text(3) + more, "o.example", f"2026-03-0{day}T09:00:00Z", url="https://o.example/1")
        for day, more in ((5, ""), (6, " More."))
    )
    alone = newsroom.record(2, newsroom.text(4), "p.example", "2026-03-07T09:00:00Z")
    path = ingested(tmp_path / "a.db", [old, new, alone])
    before = dump(path, again=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for wrong, right in (("2026-03-08T09:00:00Z", "2026-03-05T09:00:00Z"), ("", "2026-03-07T09:00:00Z")):
            connection.execute("UPDATE article_versions SET dated = ? WHERE dated = ?", (wrong, right))
            connection.execute(
                "UPDATE sightings SET start = coalesce(nullif(?1, ''), start), usable = (?1 <> '') WHERE start = ?2",
                (wrong, right),
            )
        connection.execute(
            "UPDATE articles SET current_version_id ="
            " (SELECT id FROM article_versions WHERE dated = '2026-03-08T09:00:00Z') WHERE url = 'https://o.example/1'"
        )
    assert dump(path, again=True) == before


def test_reviews_come_along_once_and_in_their_order(tmp_path: Path) -> None:
    pairs = [newsroom.record(n, newsroom.text(n % 2), f"o{n}.example", "2026-03-04") for n in range(4)]
    a, b = ingested(tmp_path / "a.db", pairs[::2]), ingested(tmp_path / "b.db", pairs[1::2])
    for path in (b, a):
        review("reject", "1", "2", "--why", path.stem, "--db", str(path))
    both = merged(tmp_path / "c.db", a, b)
    first = dump(both)
    assert [json.loads(line)[3] for line in first if line.startswith('["review"')] == ["b", "a"]
    assert stories_in(first) == [], "both pairs were taken apart by a person"
    assert dump(merged(both, b, a)) == first
    review("undo", "1", "--db", str(both))
    assert len(stories_in(dump(both))) == 1
    # what was taken back there is taken back here, too
    review("undo", "1", "--db", str(a))
    assert len(stories_in(dump(merged(both, a)))) == 2
    assert dump(merged(both, a, b)) == dump(both)


@pytest.mark.parametrize(("kinds", "expected"), [(("confirm", "reject"), 1), (("reject", "confirm"), 0)], ids=str)
def test_the_later_decision_stands_whichever_database_it_came_from(
    tmp_path: Path, kinds: tuple[str, str], expected: int
) -> None:
    pair = [newsroom.record(n, newsroom.text(3), f"o{n}.example", "2026-03-04") for n in range(2)]
    paths = [ingested(tmp_path / f"{kind}.db", pair) for kind in kinds]
    for path, kind, month in zip(paths, kinds, (5, 1), strict=True):
        with Database(path, write=True) as database:
            signed = reviewing.signature("Ada Quill", kind, datetime(2026, month, 9, tzinfo=UTC))
            decide = reviewing.confirm if kind == "confirm" else reviewing.reject
            decide(database, "1", "2", signed)
    for into, other in (paths, paths[::-1]):
        both = into.with_suffix(".both.db")
        both.write_bytes(into.read_bytes())
        lines = dump(merged(both, other))
        assert len(stories_in(lines)) == expected
        assert len(stories_in(dump(both, again=True))) == expected
        with Database(both) as database:
            states = {found.decision.why: standing.state for found, standing in standings(database.connection)}
        assert states == {kinds[0]: State.IN_EFFECT, kinds[1]: State.SUPERSEDED}


def review(*arguments: str) -> None:
    done = program.run("review", *arguments)
    assert done.returncode == 0, done.stderr


def test_a_text_that_both_have_in_other_versions_gets_the_title_of_the_latest(tmp_path: Path) -> None:
    old, new = ({**record, "title": title} for record, title in zip(REVISED, ("Old", "New"), strict=True))
    a, b = ingested(tmp_path / "a.db", [old]), ingested(tmp_path / "b.db", [new])
    for name, sources in (("ab", (a, b)), ("ba", (b, a))):
        with Database(merged(tmp_path / f"{name}.db", *sources)) as database:
            assert database.connection.execute("SELECT title FROM articles").fetchall() == [("New",)]
            assert database.connection.execute("SELECT count(*) FROM article_versions").fetchone() == (2,)


@pytest.mark.parametrize(
    ("dates", "last"), [((None, None), 1), (("2026-03-05", None), 0), ((None, "2026-03-05"), 1)], ids=str
)
def test_the_present_text_is_the_later_one_whichever_database_it_came_from(
    tmp_path: Path, dates: tuple[str | None, str | None], last: int
) -> None:
    texts = [f"{newsroom.text(3)} {word}." for word in ("Before", "After")]
    a, b = (
        ingested(
            tmp_path / f"{n}.db", [newsroom.record(1, text, "o.example", date, url="https://o.example/1", title=str(n))]
        )
        for n, (text, date) in enumerate(zip(texts, dates, strict=True))
    )
    for sources in ((a, b), (b, a)):
        into, other = (tmp_path / f"into-{sources[0].name}", sources[1])
        into.write_bytes(sources[0].read_bytes())
        with Database(merged(into, other)) as database:
            present = database.connection.execute(
                "SELECT v.text FROM articles a JOIN article_versions v ON v.id = a.current_version_id"
            )
            assert present.fetchall() == [(texts[last],)]
            expected = [(str(1 - last), False), (str(last), True)]
            assert [(one.title, one.current) for one in versions_of(database.connection, 1)] == expected
            named = changed_articles(database.connection, [1], 1)[1]
            assert [(one.number, one.current) for one in named] == [(1, False), (2, True)]


def test_a_text_that_another_database_saw_again_later_is_the_present_one(tmp_path: Path) -> None:
    first, changed, again = (
        newsroom.record(1, newsroom.text(3) + more, "o.example", "2026-03-04", modified=f"2026-03-0{day}T09:00:00Z")
        for day, more in ((5, ""), (6, " Withdrawn."), (7, ""))
    )
    a, b = ingested(tmp_path / "a.db", [first, changed]), ingested(tmp_path / "b.db", [again])
    one = dump(ingested(tmp_path / "one.db", [first, changed, again]), again=True)
    assert dump(merged(tmp_path / "ab.db", a, b), again=True) == one
    assert dump(merged(tmp_path / "ba.db", b, a), again=True) == one
    assert dump(merged(a, b), again=True) == one


@pytest.mark.slow  # by default an ingest is killed, in test_pipeline, and a service, in test_watch
@pytest.mark.parametrize("work", ["merge", "delete"])
def test_killed_and_run_again_ends_as_if_undisturbed(tmp_path: Path, work: str) -> None:
    a = ingested(tmp_path / "a.db", newsroom.week_of_news(6, seed=3))
    b = ingested(tmp_path / "b.db", newsroom.week_of_news(6, seed=4))

    def command(path: Path) -> list[str]:
        rest = [str(a), str(b), "--into"] if work == "merge" else ["--outlet", "outlet0.example", "--db"]
        return [sys.executable, "-m", "syndicheck", work, *rest, str(path)]

    paths = [tmp_path / "calm.db", tmp_path / "disturbed.db"]
    if work == "delete":
        for path in paths:
            merged(path, a, b)
    began = time.monotonic()
    subprocess.run(command(paths[0]), check=True, capture_output=True)
    duration = time.monotonic() - began
    kills = 0
    for share in (0.15, 0.4, 0.7):  # the first one comes early enough on a machine whose speed changes
        process = subprocess.Popen(command(paths[1]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=share * duration)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
    assert kills, "no run was ever killed: the test shows nothing"
    with Database(paths[1], write=True) as database:  # a run may be killed when all its work is stored
        held = is_held(database.connection, "outlet0.example") or bool(all_waiting(database.connection))
    last = subprocess.run(command(paths[1]), check=False, capture_output=True)
    # once all of the deletion is done no outlet has this name, and that is said
    assert last.returncode == (2 if work == "delete" and not held else 0), last.stderr
    assert stories_in(dump(paths[1])) == stories_in(dump(paths[0]))
    assert dump(paths[1], again=True) == dump(paths[0], again=True)


def test_a_merge_that_cannot_be_says_why(tmp_path: Path) -> None:
    a = ingested(tmp_path / "a.db", NEWS[:3])
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = dump(a)
    bare = tmp_path / "bare.db"
    with Database(a) as database:
        publish(database, bare, Choice(texts=False), NOW)
    cases = ((a, InputError), (foreign, StoreError), (tmp_path / "none.db", InputError), (bare, StoreError))
    for source, error in cases:
        with Database(a, write=True) as database, pytest.raises(error):
            merge(database, [source])
    assert dump(a) == before


def test_a_merge_that_is_refused_makes_no_file(tmp_path: Path) -> None:
    a, foreign, into = ingested(tmp_path / "a.db", NEWS[:3]), tmp_path / "foreign.db", tmp_path / "into.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    done = CliRunner().invoke(cli, ["merge", str(a), str(foreign), "--into", str(into)])
    assert isinstance(done.exception, StoreError)
    assert str(foreign) in str(done.exception)
    assert not into.exists()


@pytest.mark.parametrize(("written", "said"), [("while it is copied", True), ("while stories are formed", False)])
def test_a_source_that_cannot_be_locked_and_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, said: bool
) -> None:
    a = ingested(tmp_path / "a.db", NEWS[:3])
    monkeypatch.setattr(Database, "_can_read", lambda self, connection: False)
    step = "copy_given" if said else "link_and_group"

    def writing(*arguments: Any, **more: Any) -> Any:
        os.utime(a, (0, 0))
        return do(*arguments, **more)

    do = getattr(upkeep, step)
    monkeypatch.setattr(upkeep, step, writing)
    done = CliRunner().invoke(cli, ["merge", str(a), "--into", str(tmp_path / "into.db")])
    assert isinstance(done.exception, StoreError) is said, done.output
    assert ("was written to while it was read" in str(done.exception)) is said
    with closing(sqlite3.connect(tmp_path / "into.db")) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (0 if said else 3,)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
def test_deleted_is_as_never_read(tmp_path: Path, seed: int) -> None:
    path = ingested(tmp_path / "all.db", NEWS)
    gone = set(random.Random(seed).sample(range(len(NEWS)), 15))
    rest = ingested(tmp_path / "rest.db", [r for n, r in enumerate(NEWS) if n not in gone])
    with Database(path, write=True) as database:
        ids = {story.public_id for story in stories(database)}
        chosen = [
            row[0]
            for row in database.connection.execute("SELECT id, source_id FROM articles")
            if int(row[1].removeprefix("n")) in gone
        ]
        delete(database, chosen)
        now = {story.public_id for story in stories(database)}
        for public_id in ids - now:
            assert resolve_public_id(database.connection, public_id) in {None, *now}
    noted, never = (
        {json.dumps([m[:2] for m in json.loads(line)[0]]) for line in stories_in(dump(p))} for p in (path, rest)
    )
    assert noted == never
    with Database(path, write=True) as database:  # but for what is noted of those that may have been the first
        assert database.connection.execute("DELETE FROM deleted_earlier").rowcount
    assert dump(path, again=True) == dump(rest, again=True)
    with Database(path, write=True) as database:
        delete(database, removal.articles_before(database.connection, "9999-01-01"))
        tables = [r[0] for r in database.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = ("runs", "meta", "organisations", "story_redirects", "_sqlite_migrations", "holdings")
        assert database.connection.execute("SELECT * FROM holdings").fetchall() == [(1, 0, 0)]
        for table in tables:
            if table not in kept and not table.startswith(("article_versions_fts", "sqlite_")):
                assert database.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_when_the_first_of_equal_texts_goes_the_others_still_match_what_is_like_it(tmp_path: Path) -> None:
    parts = newsroom.paragraphs(3, 8)
    records = [newsroom.record(n, "\n\n".join(parts), f"o{n}.example", "2026-03-04") for n in range(3)]
    records.append(newsroom.record(9, "\n\n".join(parts[:6]), "cut.example", "2026-03-05"))
    path = ingested(tmp_path / "first.db", records)
    with Database(path, write=True) as database:
        delete(database, [1])
        (story,) = stories(database)
    assert {m.outlet for m in story.members} == {"o1.example", "o2.example", "cut.example"}


def test_before_a_day_and_by_outlet(tmp_path: Path) -> None:
    path = ingested(
        tmp_path / "days.db",
        [
            # a day without a zone lasts into the next one somewhere
            newsroom.record(1, newsroom.text(1), "a.example", "2026-03-02"),
            newsroom.record(2, newsroom.text(2), "a.example", "2026-03-04T00:00:00Z"),
            newsroom.record(3, newsroom.text(3), "b.example"),
            newsroom.record(4, newsroom.text(4), "b.example", "2026-03-04T01:00:00+01:00"),
            newsroom.record(5, newsroom.text(5), "b.example", "2026-03-04T09:30:00.5Z"),
        ],
    )
    with Database(path) as database:
        # what was written to the second lasts until the next one, and a day without a zone longer than its day
        assert removal.articles_before(database.connection, "2026-03-04T00:00:01Z") == [1, 4]
        assert removal.articles_before(database.connection, "2026-03-04T09:30:00.500000Z") == [1, 4]
        assert removal.articles_before(database.connection, "2026-03-04T09:30:01Z") == [1, 4, 5]
        assert removal.articles_before(database.connection, "2026-03-04T00:00:00Z") == [1]
        assert removal.articles_of_outlet(database.connection, "a.example") == [1, 2]
        assert removal.articles_of_outlet(database.connection, "A.example") == []


def test_what_is_to_be_deleted_is_chosen_when_nobody_else_can_change_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ingested(tmp_path / "news.db", NEWS[:2])
    asked = removal.articles_of_outlet

    def watched(connection: sqlite3.Connection, outlet: str) -> list[int]:
        with pytest.raises(StoreLocked), one_run(path, 0):
            pass
        return asked(connection, outlet)

    monkeypatch.setattr(removal, "articles_of_outlet", watched)
    done = CliRunner().invoke(cli, ["delete", "--outlet", "outlet0.example", "--db", str(path)])
    assert done.exit_code == 0, done.output
    assert "1 article deleted; " in done.stderr


def test_a_backup_while_a_writer_runs_is_whole(tmp_path: Path) -> None:
    path = ingested(tmp_path / "live.db", NEWS[:5])
    ended = threading.Event()
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for start in range(5, len(NEWS), 6):
                ingested(path, NEWS[start : start + 6])
        except BaseException as error:
            failed.append(error)
        finally:
            ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    made = 0
    while not ended.is_set() or not made:
        with Database(path) as database:
            assert copies.backup(database, tmp_path / "copy.db") > 0
        dump(tmp_path / "copy.db")
        made += 1
        time.sleep(0.02)
    writer.join()
    assert not failed
    ingested(tmp_path / "copy.db", NEWS)  # what the last copy lacks comes in; it is a database like any other
    assert dump(tmp_path / "copy.db", again=True) == dump(path, again=True)
    assert not list(tmp_path.glob("*.partial*"))


def test_a_backup_that_cannot_be_leaves_the_old_one(tmp_path: Path) -> None:
    path = ingested(tmp_path / "news.db", NEWS[:3])
    with Database(path) as database:
        (tmp_path / "articles.txt").write_text("not to be lost")
        for target in (path, tmp_path, tmp_path / "no" / "copy.db", tmp_path / "articles.txt"):
            with pytest.raises(InputError):
                copies.backup(database, target)
        assert (tmp_path / "articles.txt").read_text() == "not to be lost"


def test_a_backup_by_a_link_goes_where_that_leads(tmp_path: Path) -> None:
    path, far = ingested(tmp_path / "news.db", NEWS[:3]), tmp_path / "far"
    far.mkdir()
    link = tmp_path / "backup.db"
    link.symlink_to(far / "news.db")
    for _ in range(2):
        with Database(path) as database:
            copies.backup(database, link)
        assert link.is_symlink()
        assert [one.name for one in far.iterdir()] == ["news.db"]
    assert dump(link) == dump(path)


def test_what_a_killed_program_left_beside_an_older_copy_does_not_come_into_the_new_one(tmp_path: Path) -> None:
    path = ingested(tmp_path / "news.db", NEWS[:3])
    older = ingested(tmp_path / "older.db", NEWS[:3])
    target = tmp_path / "copy.db"
    with closing(sqlite3.connect(older, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE article_versions SET title = 'of the older file'")
        target.with_name("copy.db-wal").write_bytes(older.with_name("older.db-wal").read_bytes())
    with Database(path) as database:
        copies.backup(database, target)  # the older file itself was moved away
    assert dump(target) == dump(path)
    assert not target.with_name("copy.db-wal").exists()


def test_the_nightly_backup_replaces_that_of_yesterday(tmp_path: Path) -> None:
    path, target = ingested(tmp_path / "news.db", NEWS[:4]), tmp_path / "backups" / "news.db"
    target.parent.mkdir()
    review("reject", "1", "2", "--db", str(path))
    for night in range(3):
        done = CliRunner().invoke(cli, ["backup", str(target), "--db", str(path)])
        assert done.exit_code == 0, done.output
        assert f"{path} → {target}: " in done.stderr
        assert dump(target) == dump(path)
        with Database(target) as copy:  # it is looked at, and somebody reads it while it is replaced
            copy.connection.execute("BEGIN")
            assert copy.connection.execute("SELECT count(*) FROM reviews").fetchone() == (night + 1,)
            with Database(path) as database:
                copies.backup(database, target)
        if night == 1:
            with Database(path, write=True) as database:
                delete(database, [1])  # nothing that was copied has to be there for ever
        review("reject", "2", "3", "--why", str(night), "--db", str(path))
        if night == 0:
            assert CliRunner().invoke(cli, ["review", "undo", "1", "--db", str(path)]).exit_code == 0
        ingested(path, NEWS[4 : 6 + night])


def test_a_database_of_an_older_version_is_backed_up_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path, target = ingested(tmp_path / "news.db", NEWS[:4]), tmp_path / "copy.db"
    before = dump(path)
    other = ingested(tmp_path / "other.db", NEWS[5:8])
    for one in (path, other):
        before_the_order_of_comparison(one)
    with pytest.raises(VersionMismatch):
        Database(path)
    for _night in range(2):
        done = CliRunner().invoke(cli, ["backup", str(target), "--db", str(path)])
        assert done.exit_code == 0, done.output
        with closing(sqlite3.connect(target)) as copy:
            assert copy.execute("PRAGMA user_version").fetchone() == (3,)
    refused = CliRunner().invoke(cli, ["backup", str(target), "--db", str(other)])
    assert isinstance(refused.exception, InputError)
    assert "no older copy" in str(refused.exception)
    Database(path, write=True).close()
    Database(target, write=True).close()
    assert dump(target) == dump(path) == before


def test_copies_that_were_cut_off_do_not_fill_the_disk(tmp_path: Path) -> None:
    """Killed by the system in the middle, night after night."""
    path, target = ingested(tmp_path / "news.db", NEWS[:3]), tmp_path / "copy [1].db"
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    kept = {f"copy [1].db{end}" for end in (".partial", f".{os.getppid()}.partial", ".x.partial", ".1.partial.txt")}
    kept.add("copy 1.db.1.partial")
    left = {f"copy [1].db.{ended.pid}.partial", f"copy [1].db.{ended.pid}.partial-journal"}
    for name in kept | left:
        (tmp_path / name).write_bytes(b"SQLite format 3\0")
    long_ago = time.time() - 2 * copies.ABANDONED
    with Database(path) as database:
        copies.backup(database, target)
        assert left <= {one.name for one in tmp_path.iterdir()}, "another machine may be writing them"
        for name in kept | left:
            os.utime(tmp_path / name, (long_ago, long_ago))
        copies.backup(database, target)
    assert {one.name for one in tmp_path.glob("copy*.partial*")} == kept
    assert dump(target) == dump(path)


def foreign(path: Path, _: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE posts (body TEXT)")
        connection.execute("INSERT INTO posts VALUES ('written for years')")
        connection.commit()


def worked_with(path: Path, _: Path) -> None:
    ingested(path, NEWS[5:8])


def backed_up(path: Path, source: Path) -> None:
    with Database(source) as database:
        copies.backup(database, path)


def backup_of_another(path: Path, _: Path) -> None:
    backed_up(path, ingested(path.with_name("another.db"), NEWS[5:8]))


def written_to_since(path: Path, source: Path) -> None:
    backed_up(path, source)
    with Database(path, write=True) as database:
        delete(database, [2])


def of_a_later_state(path: Path, source: Path) -> None:
    earlier = source.read_bytes()
    ingested(source, NEWS[5:8])
    backed_up(path, source)
    source.write_bytes(earlier)  # the disk was restored from long ago


def with_a_decision(path: Path, source: Path) -> None:
    earlier = source.read_bytes()
    review("reject", "1", "2", "--db", str(source))
    backed_up(path, source)
    source.write_bytes(earlier)


def published(path: Path, source: Path) -> None:
    with Database(source) as database:
        publish(database, path, Choice(texts=False), NOW)


def cut_off(path: Path, source: Path) -> None:
    backed_up(path, source)
    path.write_bytes(path.read_bytes()[:PAGE_SIZE])


@pytest.mark.parametrize(
    ("there", "says"),
    [
        (foreign, "no copy made by syndicheck"),
        (worked_with, "people work with"),
        (backup_of_another, "no older copy of"),
        (written_to_since, "written to since"),
        (of_a_later_state, "runs that are not in there"),
        (with_a_decision, "decisions that are not in there"),
        (published, "was made with publish"),
        (cut_off, "cannot be read"),
    ],
)
def test_a_backup_takes_the_place_of_nothing_but_an_older_one(
    tmp_path: Path, there: Callable[[Path, Path], None], says: str
) -> None:
    path, target = ingested(tmp_path / "news.db", NEWS[:4]), tmp_path / "there.db"
    there(target, path)
    before = target.read_bytes()
    done = CliRunner().invoke(cli, ["backup", str(target), "--db", str(path)])
    assert isinstance(done.exception, InputError)
    assert says in str(done.exception)
    assert str(target) in str(done.exception)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.partial*"))


@pytest.mark.parametrize("held", ["BEGIN", "BEGIN IMMEDIATE"])
def test_a_database_in_use_is_not_replaced(tmp_path: Path, held: str) -> None:
    path, target = ingested(tmp_path / "news.db", NEWS[:4]), ingested(tmp_path / "live.db", NEWS[:5])
    with closing(sqlite3.connect(target, isolation_level=None)) as other:
        other.execute(held)
        other.execute("SELECT count(*) FROM articles").fetchone()
        with Database(path) as database, pytest.raises(InputError, match="is in use"):
            copies.backup(database, target)
        assert target.with_name("live.db-wal").exists()
    backup = tmp_path / "copy.db"
    backed_up(backup, path)
    with closing(sqlite3.connect(backup, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Database(path) as database, pytest.raises(InputError, match="is in use"):
            copies.backup(database, backup)


@pytest.mark.parametrize(
    ("there", "replaced"), [(foreign, False), (worked_with, False), (backed_up, False), (published, True)]
)
def test_what_is_published_takes_the_place_of_what_was(
    tmp_path: Path, there: Callable[[Path, Path], None], replaced: bool
) -> None:
    path, target = ingested(tmp_path / "news.db", NEWS[:4]), tmp_path / "open.db"
    there(target, path)
    if replaced:  # as an older one is asked to be
        with Database(target, write=True) as database:
            copies.vacuum(database)
    before = target.read_bytes()
    done = CliRunner().invoke(cli, ["publish", str(target), "--db", str(path)])
    assert (done.exit_code == 0) is replaced, done.output
    assert (target.read_bytes() != before) is replaced


def test_vacuum_gives_room_back_and_changes_nothing(tmp_path: Path) -> None:
    path = ingested(tmp_path / "news.db", newsroom.week_of_news(24))
    with Database(path, write=True) as database:
        delete(database, list(range(1, 90)))
    left = dump(path)
    with Database(path, write=True) as database:
        (free,) = database.connection.execute("PRAGMA freelist_count").fetchone()
        before, after = copies.vacuum(database)
        assert database.connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert free > 0
    assert after <= before - free * PAGE_SIZE
    assert dump(path) == left


def test_vacuum_does_not_end_a_run_that_is_going_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two of its transactions nothing but its own lock keeps others out."""
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 50)
    path = ingested(tmp_path / "news.db", NEWS[:20])
    with Database(path, write=True) as database:
        delete(database, list(range(1, 20)))
        before = path.stat().st_size
        with one_run(path, 0), pytest.raises(StoreLocked, match="another process is writing"):
            copies.vacuum(database)
        assert path.stat().st_size == before
        copies.vacuum(database)
    assert path.stat().st_size < before


def with_small_pages(path: Path) -> Path:
    """A file as older versions made it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("VACUUM")
    return path


def pages(path: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        return size, connection.execute("PRAGMA journal_mode").fetchone()[0]


def test_vacuum_and_publish_give_an_older_file_larger_pages(tmp_path: Path) -> None:
    path = with_small_pages(ingested(tmp_path / "news.db", NEWS[:20]))
    before = dump(path)
    with Database(path) as database:
        publish(database, tmp_path / "copy.db", Choice(), datetime(2026, 4, 1, tzinfo=UTC))
    assert pages(tmp_path / "copy.db") == (PAGE_SIZE, "delete")
    with Database(path, write=True) as database:
        assert pages(path) == (4096, "wal")
        with closing(sqlite3.connect(path)) as reader:  # beside a reader it keeps its pages, and is none the worse
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM articles").fetchone()
            with pytest.raises(StoreLocked):
                copies.vacuum(database)
        copies.vacuum(database)
    assert pages(path) == (PAGE_SIZE, "wal")
    assert dump(path) == before


def test_vacuum_beside_a_server_gives_room_back_and_leaves_the_pages(tmp_path: Path) -> None:
    path = ingested(tmp_path / "news.db", newsroom.week_of_news(24))
    with_small_pages(path)
    with Database(path, write=True) as database:
        delete(database, list(range(1, 90)))
        with closing(sqlite3.connect(path)) as server:
            server.execute("SELECT count(*) FROM articles").fetchone()
            (free,) = database.connection.execute("PRAGMA freelist_count").fetchone()
            before, after = copies.vacuum(database)
            assert after <= before - free * 4096 < before
            assert pages(path) == (4096, "wal")
        copies.vacuum(database)
    assert pages(path) == (PAGE_SIZE, "wal")


def test_one_is_told_as_one(tmp_path: Path) -> None:
    """Singular and plural, in everything that commands say in the end."""
    text = newsroom.text(90)
    one, other = (newsroom.record(n, text, f"o{n}.example", f"2026-03-0{n}") for n in (1, 2))
    a = ingested(tmp_path / "a.db", [one])

    def said(*arguments: str) -> str:
        done = CliRunner().invoke(cli, [*arguments])
        assert done.exit_code == 0, done.output
        return done.stderr.strip().partition(": ")[2]

    b, both = str(tmp_path / "b.db"), str(tmp_path / "both.db")
    source = newsroom.jsonl(tmp_path / "b.jsonl", [one, other])
    assert said("ingest", str(source), "--db", b) == "2 articles read, 2 new, 0 changed, 0 known; 1 story."
    assert said("bulk", str(source), "--db", str(tmp_path / "bulk.db")) == "2 articles, 1 story."
    assert said("review", "reject", "1", "2", "--by", "Ada", "--db", b) == ""
    assert said("merge", str(a), "--into", both) == "1 article, 1 version and 0 reviews came in; 0 stories."
    assert said("merge", b, "--into", both) == "1 article, 1 version and 1 review came in; 0 stories."
    assert said("review", "undo", "1", "--by", "Ada", "--db", both) == ""
    assert said("reindex", "--db", both) == "everything derived again; 1 story."
    assert said("delete", "2", "--dry-run", "--db", both) == "1 article would be deleted."
    assert said("delete", "2", "--db", both) == "1 article deleted; 0 stories are left."
    told = CliRunner().invoke(cli, ["report", "--db", b]).stdout
    assert "2 articles from 2 outlets in 1 language" in told


@pytest.mark.parametrize(
    ("number", "one", "told"),
    [
        (0, "story", "0 stories"),
        (1, "unrelated story", "1 unrelated story"),
        (1200, "unrelated story", "1,200 unrelated stories"),
        (2, "match", "2 matches"),
        (2, "new article", "2 new articles"),
        (-1, "entry", "-1 entries"),
    ],
)
def test_counted(number: int, one: str, told: str) -> None:
    assert counted(number, one) == told


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["delete"], 2, "one of them"),
        (["delete", "1", "--outlet", "x"], 2, "one of them"),
        (["delete", "99999999999999999999999"], 2, "No article"),
        (["delete", "--before", "yesterday"], 2, "is no date"),
        (["delete", "--before", "0001-01-01T00:00+14:00"], 2, "is no date"),
        (["delete", "--before", "2026-03-10", "--dry-run"], 0, "would be deleted"),
        (["delete", "1", "01", "1", "--dry-run"], 0, " 1 article would be deleted"),
        (["retain", "--days", "0"], 2, "Invalid value"),
        (["delete", "--outlet", "nobody"], 2, "No outlet named nobody is held here"),
        (["delete", "--outlet", "nobody", "--dry-run"], 2, "No outlet named nobody is held here"),
        (["delete", "--outlet", "Outlet0.exampel"], 2, "Alike are: outlet0.example"),
        (["vacuum"], 0, "MB"),
    ],
)
def test_commands(tmp_path: Path, arguments: list[str], code: int, says: str) -> None:
    path = ingested(tmp_path / "news.db", NEWS[:4])
    before = dump(path)
    done = subprocess.run(
        [sys.executable, "-m", "syndicheck", *arguments, "--db", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert dump(path) == before


@pytest.mark.parametrize(
    ("arguments", "again"),
    [(["--outlet", "outlet0.example"], 2), (["1"], 2), (["--before", "9999-01-01"], 0)],
)
def test_what_is_deleted_twice_is_not_held_the_second_time(tmp_path: Path, arguments: list[str], again: int) -> None:
    path = ingested(tmp_path / "news.db", NEWS[:4])
    command = ["delete", *arguments, "--db", str(path)]
    assert CliRunner().invoke(cli, command).exit_code == 0
    done = CliRunner().invoke(cli, command)
    assert getattr(done.exception, "exit_code", done.exit_code) == again


def test_what_was_deleted_comes_back_when_its_file_is_named_again(tmp_path: Path) -> None:
    path = ingested(tmp_path / "news.db", NEWS[:4])
    before = dump(path)
    with Database(path, write=True) as database:
        delete(database, [1])
        summary = ingest(path.with_suffix(".jsonl"), database)
    assert (summary.new_articles, summary.unchanged) == (1, 3)
    assert stories_in(dump(path, again=True)) == stories_in(before)


def test_retain_by_a_clock_that_is_ahead(tmp_path: Path) -> None:
    path = ingested(tmp_path / "news.db", NEWS[:4])
    arguments = ["retain", "--days", "30", "--db", str(path)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE runs SET started = '2016-03-04T09:12:00Z'")  # as long ago as if it were ten years on
    before = dump(path)
    done = CliRunner().invoke(cli, arguments)
    assert isinstance(done.exception, InputError)
    assert done.exception.exit_code == 2
    assert "since 2016-03-04" in done.exception.message
    assert "delete --before" in done.exception.remedy
    assert done.exception.remedy.endswith(f" --db {path}")
    assert dump(path) == before
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO runs (command, inputs, started) VALUES ('ingest', '[]', ?)", (datetime.now(UTC).isoformat(),)
        )
    done = CliRunner().invoke(cli, [*arguments, "--dry-run"])
    assert done.exit_code == 0, done.stderr


SHARED = newsroom.text(71, 8)


def carried(outlet: str, published: str | None, **more: Any) -> dict[str, Any]:
    return newsroom.record(0, more.pop("text", SHARED), outlet, published, url=f"https://{outlet}/{0}", **more)


ORIGINAL = carried("original.example", "2026-02-01T08:00:00Z")
COPIES = [carried("copyone.example", "2026-02-03T08:00:00Z"), carried("copytwo.example", "2026-02-12T08:00:00Z")]


def verdict(path: Path) -> tuple[str, list[str], set[str]]:
    """The verdict of the only story, its reasons, and who is first."""
    with Database(path) as database:
        (story,) = stories(database)
    first = {member.outlet for member in story.members if member.place == "first"}
    return story.origin.verdict.value, [reason.code for reason in story.origin.reasons], first


def without(path: Path, *outlets: str) -> Path:
    with Database(path, write=True) as database:
        gone = [number for outlet in outlets for number in removal.articles_of_outlet(database.connection, outlet)]
        delete(database, gone)
        assert database.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return path


EARLIER_DELETED = ("undetermined", ["earlier-deleted"], set())


def test_who_is_left_is_not_first_because_the_earlier_ones_were_deleted(tmp_path: Path) -> None:
    path = ingested(tmp_path / "n.db", [ORIGINAL, *COPIES])
    assert verdict(path)[2] == {"original.example"}
    done = CliRunner().invoke(cli, ["delete", "--before", "2026-02-02", "--db", str(path)])
    assert (done.exit_code, verdict(path)) == (0, EARLIER_DELETED)
    with Database(path, write=True) as database:
        reindex(database)
    assert verdict(path) == EARLIER_DELETED
    told = CliRunner().invoke(cli, ["report", "--db", str(path)]).output
    assert "original" not in told
    assert "2026-02-01 08:00 UTC" in told
    assert "copyone.example" in told
    assert b"original.example" not in path.read_bytes()


def test_what_was_deleted_is_remembered_by_whoever_is_left_of_the_story(tmp_path: Path) -> None:
    """Retention goes on day by day, and copies come in meanwhile."""
    path = without(ingested(tmp_path / "n.db", [ORIGINAL, *COPIES]), "original.example", "copytwo.example")
    ingested(path, [carried("copythree.example", "2026-02-20T08:00:00Z")])
    assert verdict(path) == EARLIER_DELETED
    ingested(without(path, "copyone.example"), [carried("copyfour.example", "2026-02-21T08:00:00Z")])
    assert verdict(path) == EARLIER_DELETED
    with Database(path) as database:
        rows = database.connection.execute("SELECT start FROM deleted_earlier").fetchall()
    assert rows == [("2026-02-01T08:00:00Z",)]


def test_that_a_later_one_is_deleted_changes_nothing(tmp_path: Path) -> None:
    path = without(ingested(tmp_path / "n.db", [ORIGINAL, *COPIES]), "copytwo.example")
    assert verdict(path) == ("first", ["first-before-all"], {"original.example"})


def test_an_outlet_stays_first_when_its_own_article_goes_and_nobody_who_came_later_does(tmp_path: Path) -> None:
    own = carried("original.example", "2026-02-02T08:00:00Z")
    path = ingested(tmp_path / "n.db", [ORIGINAL, own | {"url": f"{own['url']}?again"}, *COPIES])
    with Database(path, write=True) as database:
        (first,) = database.connection.execute(
            "SELECT id FROM articles WHERE outlet_id = (SELECT id FROM outlets WHERE name = 'original.example')"
            " ORDER BY id LIMIT 1"
        ).fetchone()
        delete(database, [first])
    assert verdict(path) == ("first", ["first-before-all"], {"original.example"})
    ingested(path, [carried("late.example", "2026-02-01T12:00:00Z")])
    assert verdict(path) == EARLIER_DELETED  # of what went before it came, this one cannot say that it was not first


@pytest.mark.parametrize("step", ["_compare", "regroup"])
def test_what_was_read_and_not_yet_compared_counts(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run was cut off, and its articles are deleted before another one has finished it."""

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(f"syndicheck.pipeline.{step}", cut_off)
        with pytest.raises(KeyboardInterrupt):
            ingested(tmp_path / "n.db", [ORIGINAL, *COPIES])
    assert verdict(without(tmp_path / "n.db", "original.example")) == EARLIER_DELETED


@pytest.mark.parametrize(
    ("published", "changes"),
    [("2026-02-03", True), ("2026-02", True), (None, True), ("2026-02-03T08:00:30Z", True), ("2026-02-05", False)],
)
def test_nobody_is_first_who_was_not_certainly_there_before(
    published: str | None, changes: bool, tmp_path: Path
) -> None:
    path = ingested(tmp_path / "n.db", [carried("gone.example", published), *COPIES])
    found = verdict(without(path, "gone.example"))
    assert found == (EARLIER_DELETED if changes else ("first", ["first-before-all"], {"copyone.example"}))


def test_what_was_deleted_has_the_clock_of_its_country(tmp_path: Path) -> None:
    """09:00 in Germany, stated as if it were UTC, may be 08:00."""
    pytest.importorskip("trafilatura")
    page = '<title>Bridge</title><meta property="article:published_time" content="2026-02-03T09:00:00+00:00">'
    page += "<h1>Bridge</h1><p>3. Februar 2026, 09:00 Uhr</p>"
    gone = carried("gone.example.de", None) | {"url": "https://gone.example.de/1", "html": page, "outlet": "gone"}
    path = ingested(tmp_path / "n.db", [gone, *COPIES])
    assert verdict(without(path, "gone")) == EARLIER_DELETED


def test_an_article_of_the_same_outlet_takes_nothing_from_it(tmp_path: Path) -> None:
    earlier = newsroom.record(0, SHARED, "copyone.example", "2026-02-02T08:00:00Z", url="https://copyone.example/b")
    path = ingested(tmp_path / "n.db", [earlier, COPIES[0]])
    with Database(path, write=True) as database:
        delete(database, [1])
    assert verdict(ingested(path, COPIES[1:]))[2] == {"copyone.example"}


def test_what_was_deleted_comes_along_when_databases_are_merged(tmp_path: Path) -> None:
    copies = ingested(tmp_path / "copies.db", COPIES)
    assert verdict(copies)[2] == {"copyone.example"}
    left = without(ingested(tmp_path / "left.db", [ORIGINAL, *COPIES]), "original.example")
    assert verdict(merged(tmp_path / "new.db", copies, left)) == EARLIER_DELETED
    assert verdict(merged(copies, left)) == EARLIER_DELETED
    assert dump(copies, again=True) == dump(tmp_path / "new.db", again=True)


@pytest.mark.parametrize("texts", [True, False])
def test_evidence_of_what_is_left_is_replayed(texts: bool, tmp_path: Path) -> None:
    path = without(ingested(tmp_path / "n.db", [ORIGINAL, *COPIES]), "original.example")
    with Database(path) as database:
        (story,) = stories(database)
        write_bundle(database, story.public_id, tmp_path / "n.zip", texts=texts)
    replayed = replay(tmp_path / "n.zip")
    assert (replayed.verdict, replayed.differences) == ("undetermined", ())
