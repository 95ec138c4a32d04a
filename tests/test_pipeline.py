"""Articles in, stories out: idempotent, whatever the order, whatever interrupts."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests import newsroom
from tests.test_matching_translation import ENGLISH, OTHER_GERMAN

from syndicheck import Database, identity
from syndicheck.api import ingest, stories
from syndicheck.cli import cli
from syndicheck.errors import WorkerLost
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.origins import Verdict
from syndicheck.pipeline import _one_ahead, reindex
from syndicheck.provenance.grouping import regroup
from syndicheck.store import rebuild
from syndicheck.store.dump import canonical_dump
from syndicheck.store.matches import save_match
from syndicheck.store.reports import Filters, report
from syndicheck.store.stories import resolve_public_id
from syndicheck.text import hidden
from syndicheck.upkeep import merge
from syndicheck.view import StoryView
from syndicheck.workers import WORKERS_FROM, Workers


def dump(path: Path) -> list[str]:
    with Database(path) as database:
        return list(canonical_dump(database.connection))


def story_lines(path: Path) -> list[str]:
    return [line for line in dump(path) if line.startswith('["story"')]


def ingested(path: Path, records: Iterable[dict[str, Any]], *, jobs: int = 1) -> Path:
    source = newsroom.jsonl(path.with_suffix(".jsonl"), records)
    with Database(path, write=True) as database:
        ingest(source, database, jobs=jobs)
    return path


def stories_of(path: Path) -> tuple[StoryView, ...]:
    with Database(path) as database:
        return stories(database)


def members(story: StoryView, role: str = "member") -> set[str]:
    return {m.key.rpartition(":")[2] for m in story.members if m.role == role}


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingested(tmp_path_factory.mktemp("week") / "week.db", newsroom.week_of_news())


def test_the_week_has_its_stories(week: Path) -> None:
    found = stories_of(week)
    assert len(found) == 12
    assert all("alone.example" not in {m.outlet for m in story.members} for story in found)


def test_what_showed_an_earlier_source_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A member shares with the source what no stored match says; when an earlier source turns up that is no edge."""
    monkeypatch.setattr("syndicheck.linking.BEST", 1)
    parts = newsroom.paragraphs(77, 9)
    texts = [parts[:6], parts[1:7], parts[2:8], parts]
    days = (3, 4, 5, 2)
    records = [
        newsroom.record(n, "\n\n".join(text), f"o{n}.example", published=f"2026-03-0{day}T09:00:00Z")
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    batch = ingested(tmp_path / "batch.db", records)
    grown = ingested(tmp_path / "grown.db", records[:3])
    with Database(grown) as database:
        (made,) = database.connection.execute("SELECT count(*) FROM story_matches").fetchone()
        assert made > 0
    ingested(grown, records[3:])
    assert dump(grown) == dump(batch)


def test_what_showed_a_source_is_made_again_for_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndicheck.linking.BEST", 1)
    parts = newsroom.paragraphs(77, 9)
    records = [
        newsroom.record(n, "\n\n".join(text), f"o{n}.example", published=f"2026-03-0{3 + n}T09:00:00Z")
        for n, text in enumerate((parts[:6], parts[1:7], parts[2:8]))
    ]
    changed = newsroom.record(2, "\n\n".join(parts[2:9]), "o2.example", published="2026-03-07T09:00:00Z")
    batch = ingested(tmp_path / "batch.db", [*records, changed])
    grown = ingested(tmp_path / "grown.db", records)
    with Database(grown) as database:
        made = "SELECT max(b_version_id) FROM matches JOIN story_matches ON match_id = id"
        assert database.connection.execute(made).fetchone() == (3,)
        ingested(grown, [changed])
        assert database.connection.execute(made).fetchone() == (4,)
    assert dump(grown) == dump(batch)


def test_reading_the_same_again_changes_nothing(week: Path) -> None:
    before = dump(week)
    with Database(week, write=True) as database:
        summary = ingest(week.with_suffix(".jsonl"), database)
    assert summary.unchanged == summary.read > 0
    assert (summary.new_articles, summary.new_versions) == (0, 0)
    assert dump(week) == before


@pytest.mark.parametrize("step", ["hidden_text", "article_key"])
def test_an_article_that_breaks_the_program_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    source = newsroom.jsonl(
        tmp_path / "news.jsonl",
        [newsroom.record(n, newsroom.text(n) + " poison" * (n == 1), f"o{n}.example", "2026-03-04") for n in range(4)],
    )
    whole = getattr(identity if step == "article_key" else hidden, step)

    def breaks(given: Any) -> Any:
        if "poison" in (given if isinstance(given, str) else given.text):
            raise ZeroDivisionError
        return whole(given)

    command = ["ingest", str(source), "--db", str(tmp_path / "news.db")]
    with monkeypatch.context() as patched:
        for module in ("prepare", "pipeline") if step == "article_key" else ("prepare",):
            patched.setattr(f"syndicheck.{module}.{step}", breaks)
        done = CliRunner().invoke(cli, command)
    assert done.exit_code == 1
    assert "news.jsonl:2: The article breaks syndicheck (ZeroDivisionError). Please report it" in done.stderr
    assert "3 articles read, 3 new, 0 changed, 0 known, 1 left out" in done.stderr
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 0
    assert "4 articles read, 1 new, 0 changed, 3 known" in done.stderr


@pytest.mark.parametrize("step", ["prepare.hidden_text", "pipeline.article_key"])
def test_what_the_system_lacks_is_no_fault_of_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def lacking(_: object) -> Any:
        raise OSError(24, "Too many open files")

    source = newsroom.jsonl(tmp_path / "news.jsonl", [newsroom.record(1, newsroom.text(1), "o.example", "2026-03-04")])
    monkeypatch.setattr(f"syndicheck.{step}", lacking)
    with Database(tmp_path / "news.db", write=True) as database, pytest.raises(OSError, match="open files"):
        ingest(source, database)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
def test_another_order_gives_the_same_stories_and_after_reindex_the_same_database(
    week: Path, tmp_path: Path, seed: int
) -> None:
    records = newsroom.week_of_news()
    random.Random(seed).shuffle(records)
    shuffled = ingested(tmp_path / "shuffled.db", records)
    assert [story_part(line) for line in story_lines(shuffled)] == [story_part(line) for line in story_lines(week)]
    for path in (week, shuffled):
        with Database(path, write=True) as database:
            reindex(database)
    assert dump(shuffled) == dump(week)


def story_part(line: str) -> str:
    """Members and verdict of a dumped story; how it is held together may name another of several equal matches."""
    import json

    _, story_members, _, verdict, *_ = json.loads(line)
    return json.dumps([story_members, verdict])


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 2, 0), (3, 0, 1, 2)])
@pytest.mark.parametrize("changed", ["in many places", "wholly", "from an excerpt"])
def test_an_outlet_that_had_the_wires_text_is_compared_by_it(
    changed: str, order: tuple[int, ...], tmp_path: Path
) -> None:
    """Of equal bodies only the first is compared with others; the changed text alone may be unlike them."""
    parts = newsroom.paragraphs(4711, 6)
    wire = "\n\n".join(parts)
    rng = random.Random(3)
    first, then = {
        "in many places": (
            wire,
            "\n\n".join(newsroom.sentence(rng) if n in (1, 3) else part for n, part in enumerate(parts)),
        ),
        "wholly": (wire, newsroom.text(99)),
        "from an excerpt": ("\n\n".join(parts[:2]), wire),
    }[changed]
    records = [
        newsroom.record(1, wire, "a.example", "2026-03-04T09:00:00Z"),
        newsroom.record(2, first, "b.example", "2026-03-04T10:00:00Z"),
        newsroom.record(2, then, "b.example", "2026-03-04T10:00:00Z", modified="2026-03-04T15:00:00Z"),
        newsroom.record(3, f"Norrvik (Wire) - {wire}", "c.example", "2026-03-04T07:00:00Z"),
    ]
    path = tmp_path / "news.db"
    for number in order:
        ingested(path, [records[number]])
    for _ in range(2):
        (story,) = stories_of(path)
        assert members(story) == {"n1", "n2", "n3"}
        assert story.origin.articles == ("id:c.example:n3",)
        assert {m.key: m.match.share_b for m in story.members if m.match}["id:b.example:n2"] > 0.99
        with Database(path, write=True) as database:
            reindex(database)


def test_piece_by_piece_gives_the_same_stories_as_all_at_once(week: Path, tmp_path: Path) -> None:
    records = newsroom.week_of_news()
    path = tmp_path / "pieces.db"
    for start in range(0, len(records), 7):
        ingested(path, records[start : start + 7])
    assert sorted(map(story_part, story_lines(path))) == sorted(map(story_part, story_lines(week)))


@pytest.mark.slow  # test_determinism asks the same, and more, of three processes
def test_worker_processes_change_nothing(tmp_path: Path) -> None:
    records = newsroom.week_of_news(stories=50)
    assert len(records) >= WORKERS_FROM
    one = ingested(tmp_path / "one.db", records)
    two = ingested(tmp_path / "two.db", records, jobs=2)
    assert dump(two) == dump(one)


def test_a_worker_that_ends_early_is_told_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Database(path, write=True).close()
    stack = ExitStack()
    pool = Workers(path, 2, stack).for_(WORKERS_FROM)
    assert pool is not None
    with pytest.raises(WorkerLost, match="--jobs 1"), stack:
        pool.submit(os._exit, 1).result()


def test_killed_when_articles_are_stored_and_run_again_ends_with_the_same_database(tmp_path: Path) -> None:
    """Once, in the middle; at any moment, and several times, it is killed in the next test and by ``make faults``."""
    records = newsroom.week_of_news(stories=20)
    source = newsroom.jsonl(tmp_path / "news.jsonl", records)
    undisturbed, disturbed = ingested(tmp_path / "undisturbed.db", records), tmp_path / "disturbed.db"
    command = [sys.executable, "-m", "syndicheck", "ingest", str(source), "--quiet", "--db"]
    for _ in range(5):
        disturbed.unlink(missing_ok=True)
        process = subprocess.Popen([*command, str(disturbed)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not holds_articles(disturbed):
            time.sleep(0.002)
        process.kill()
        if process.wait() != 0:
            break
    assert process.returncode == -signal.SIGKILL, "no run was ever killed: the test shows nothing"
    subprocess.run([*command, str(disturbed)], check=True, capture_output=True)
    assert dump(disturbed) == dump(undisturbed)


def holds_articles(path: Path) -> bool:
    """Whether a run has stored articles; it compares them next."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return bool(connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone())
    return False


@pytest.mark.slow
def test_killed_anywhere_and_run_again_ends_with_the_same_database(tmp_path: Path) -> None:
    records = newsroom.week_of_news(stories=30)
    source = newsroom.jsonl(tmp_path / "news.jsonl", records)
    command = [sys.executable, "-m", "syndicheck", "ingest", str(source), "--quiet", "--db"]
    undisturbed = tmp_path / "undisturbed.db"
    start = time.monotonic()
    subprocess.run([*command, str(undisturbed)], check=True, capture_output=True)
    duration = time.monotonic() - start
    disturbed = tmp_path / "disturbed.db"
    rng = random.Random(11)
    kills = 0
    for _ in range(4):
        process = subprocess.Popen([*command, str(disturbed)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=rng.uniform(0.2, 0.6) * duration)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
    assert kills, "no run was ever killed: the test shows nothing"
    subprocess.run([*command, str(disturbed)], check=True, capture_output=True)
    assert dump(disturbed) == dump(undisturbed)


def test_a_changed_text_at_one_address_is_a_version_not_an_article(tmp_path: Path) -> None:
    first = newsroom.record(
        1, newsroom.text(1), "a.example", "2026-03-04T08:00:00Z", url="https://a.example/ferry?utm_source=x"
    )
    later = {**first, "text": newsroom.text(1) + "\n\nUpdated.", "modified": "2026-03-04T12:00:00Z"}
    later["url"] = "http://www.a.example/ferry/amp"
    path = ingested(tmp_path / "versions.db", [first, later])
    with Database(path) as database:
        rows = database.connection.execute("SELECT key FROM articles").fetchall()
        versions = database.connection.execute("SELECT count(*) FROM article_versions").fetchone()
        (current,) = database.connection.execute(
            "SELECT v.text FROM articles a JOIN article_versions v ON v.id = a.current_version_id"
        ).fetchone()
    assert len(rows) == 1
    assert versions == (2,)
    assert current.endswith("Updated.")


def test_articles_with_one_id_at_two_outlets_are_two(tmp_path: Path) -> None:
    records = [newsroom.record(1, newsroom.text(1), outlet) for outlet in ("a.example", "b.example")]
    (story,) = stories_of(ingested(tmp_path / "ids.db", records))
    assert {m.outlet for m in story.members} == {"a.example", "b.example"}


def test_merged_stories_keep_one_id_and_the_other_leads_there(tmp_path: Path) -> None:
    parts = newsroom.paragraphs(5, 8)
    first, second = "\n\n".join(parts[:4]), "\n\n".join(parts[4:])
    path = ingested(
        tmp_path / "merge.db",
        [
            newsroom.record(1, first, "a.example"),
            newsroom.record(2, first, "b.example"),
            newsroom.record(3, second, "c.example"),
            newsroom.record(4, second, "d.example"),
        ],
    )
    before = {story.public_id for story in stories_of(path)}
    assert len(before) == 2
    with Database(path, write=True) as database:
        with database.transaction() as connection:
            for later in (3, 4):  # as if better evidence had been found between article 1 and the second story
                found = Match(MatchClass.EDITED, 0.9, 0.9, 0.8, 0.9)
                save_match(connection, (1, 1), (later, later), found)
            connection.execute("UPDATE sketches SET state = 1 WHERE version_id = 1")
        regroup(database)
        merged = stories(database)
        assert [len(story.members) for story in merged] == [4]
        assert merged[0].public_id in before
        assert {resolve_public_id(database.connection, public_id) for public_id in before} == {merged[0].public_id}
        assert resolve_public_id(database.connection, "s-nobody") is None
        reindex(database)  # the evidence was invented: the stories part again
        parted = {story.public_id for story in stories(database)}
        assert len(parted) == 2
        assert merged[0].public_id in parted
        assert {resolve_public_id(database.connection, public_id) for public_id in before} <= parted


def test_a_cut_copy_and_a_round_up(tmp_path: Path) -> None:
    sources = [newsroom.paragraphs(seed, 5) for seed in (21, 22, 23)]
    records = []
    for number, parts in enumerate(sources):
        for copy in range(2):
            records.append(
                newsroom.record(
                    len(records), "\n\n".join(parts), f"o{number}{copy}.example", f"2026-03-04T0{copy + 1}:00Z"
                )
            )
    stub = newsroom.record(90, sources[0][0], "stub.example", "2026-03-05T01:00Z")
    round_up = newsroom.record(
        91, "\n\n".join(parts[0] + "\n\n" + parts[1] for parts in sources), "roundup.example", "2026-03-06T01:00Z"
    )
    found = stories_of(ingested(tmp_path / "roundup.db", [*records, stub, round_up]))
    assert len(found) == 3, "a round-up must not bridge stories"
    assert all(members(story, "draws-on") == {"n91"} for story in found)
    (with_stub,) = [story for story in found if "n90" in members(story)]
    (cut,) = [m for m in with_stub.members if m.outlet == "stub.example"]
    assert cut.match is not None
    assert cut.match.match_class is MatchClass.EXCERPT
    assert cut.match.share_b == pytest.approx(1.0)
    assert cut.match.share_a == pytest.approx(0.2, abs=0.05)


@pytest.mark.parametrize(("hour", "first"), [("06", set()), ("11", {"o00.example", "o10.example", "o20.example"})])
def test_a_round_up_is_not_first_with_what_it_collects(hour: str, first: set[str], tmp_path: Path) -> None:
    """By its text it took the texts over, whatever its time says."""
    sources = [newsroom.paragraphs(seed, 5) for seed in (21, 22, 23)]
    records = [
        newsroom.record(
            10 * n + copy, "\n\n".join(parts), f"o{n}{copy}.example", f"2026-03-04T{7 + n + copy:02}:00:00Z"
        )
        for n, parts in enumerate(sources)
        for copy in range(2)
    ]
    digest = "\n\n".join("\n\n".join(parts[:2]) for parts in sources)
    records.append(newsroom.record(91, digest, "digest.example", f"2026-03-04T{hour}:00:00Z"))
    path = ingested(tmp_path / "digest.db", records)
    found = stories_of(path)
    assert [members(story, "draws-on") for story in found] == [{"n91"}] * 3
    assert {m.outlet for story in found for m in story.members if m.place == "first"} == first
    for story in found:
        told = {reason.code: reason for reason in story.origin.reasons}
        assert ("backdated" in told) == (not first)
        if not first:
            assert told["backdated"].data["why"] == ["draws-on"]
    with Database(path) as database:
        query = "SELECT first FROM outlet_activity WHERE outlet = 'digest.example'"
        assert database.connection.execute(query).fetchall() == [(0,)]


@pytest.mark.parametrize("order", [1, -1])
def test_a_copy_that_names_its_source_by_a_canonical_link_only_is_no_article_of_it(order: int, tmp_path: Path) -> None:
    text = newsroom.text(35)
    records = [
        newsroom.record(1, text, "Herald", "2026-03-04T12:00:00Z", canonical_url="https://wire.example/a"),
        newsroom.record(2, text, "wire.example", "2026-03-04T08:00:00Z", url="https://wire.example/a"),
    ]
    (story,) = stories_of(ingested(tmp_path / "herald.db", records[::order]))
    assert {m.outlet: m.place for m in story.members} == {"wire.example": "first", "Herald": "later"}


EARLY = newsroom.record(1, newsroom.text(36), "early.example", "2026-03-04T08:00:00Z", url="https://early.example/a")
SOURCE = newsroom.record(2, newsroom.text(36), "source.example", "2026-03-04T10:00:00Z", url="https://source.example/a")
BARE = {name: value for name, value in EARLY.items() if name not in ("id", "outlet")}
TWICE = {
    "a canonical link": (EARLY, EARLY | {"canonical_url": SOURCE["url"]}, "undetermined"),
    "a better canonical link": (
        EARLY | {"canonical_url": EARLY["url"]},
        EARLY | {"canonical_url": SOURCE["url"]},
        "undetermined",
    ),
    "a link that is no address": (
        EARLY | {"canonical_url": "/a-1"},
        EARLY | {"canonical_url": SOURCE["url"]},
        "undetermined",
    ),
    "a later change": (EARLY, EARLY | {"modified": "2026-03-04T12:00:00Z"}, "first"),
    "the same outlet": (BARE, EARLY | {"outlet": "source.example"}, "undetermined"),
    "a name": (BARE, EARLY | {"outlet": "Nordkurier", "author": "B. Ott"}, "first"),
    "two names": (EARLY | {"outlet": "Nordkurier"}, EARLY | {"outlet": "NK", "author": "B. Ott", "id": "7"}, "first"),
}


@pytest.mark.parametrize("way", ["in one run", "in two runs", "in two databases"])
@pytest.mark.parametrize("what", TWICE)
def test_what_several_records_say_of_an_article_is_put_together(what: str, way: str, tmp_path: Path) -> None:
    *records, verdict = TWICE[what]
    found = []
    for number, order in enumerate((records, records[::-1])):
        path = tmp_path / f"{number}.db"
        if way == "in one run":
            ingested(path, [*order, SOURCE])
        elif way == "in two runs":
            ingested(ingested(path, [order[0], SOURCE]), [order[1]])
        else:
            parts = [ingested(tmp_path / f"{number}{n}.db", [one, SOURCE]) for n, one in enumerate(order)]
            with Database(path, write=True) as database:
                merge(database, parts)
        (story,) = stories_of(path)
        assert story.origin.verdict.value == verdict
        with Database(path, write=True) as database:
            known = database.connection.execute("SELECT name FROM outlets ORDER BY name").fetchall()
            (runs,) = database.connection.execute("SELECT count(*) FROM runs").fetchone()
            assert ingest(newsroom.jsonl(tmp_path / "again.jsonl", order), database).new_versions == 0
            assert database.connection.execute("SELECT count(*) FROM runs").fetchone() == (runs + 1,)
            assert database.connection.execute("PRAGMA foreign_key_check").fetchall() == []
            reindex(database)
        found.append((dump(path), known))
    assert found[0] == found[1]


def test_a_back_dated_copy_that_knows_the_revision_is_not_first(tmp_path: Path) -> None:
    parts = newsroom.paragraphs(31)
    revised = [*parts[:3], "The minister later corrected the sum to 417 million crowns after an error.", *parts[3:]]
    url = "https://agency.example/budget"
    records = [
        newsroom.record(1, "\n\n".join(parts), "agency.example", "2026-03-04T09:00:00Z", url=url),
        newsroom.record(
            2,
            "\n\n".join(revised),
            "agency.example",
            "2026-03-04T09:00:00Z",
            url=url,
            modified="2026-03-04T15:00:00Z",
        ),
        newsroom.record(3, "\n\n".join(revised), "early.example", "2026-03-04T06:00:00Z"),
        newsroom.record(4, "\n\n".join(parts), "honest.example", "2026-03-04T11:00:00Z"),
    ]
    (story,) = stories_of(ingested(tmp_path / "backdated.db", records))
    first = [m.outlet for m in story.members if m.place == "first"]
    assert first != ["early.example"]
    assert story.origin.verdict in (Verdict.FIRST, Verdict.UNDETERMINED)
    assert {"later-by-text", "backdated"} & {reason.code for reason in story.origin.reasons}


@pytest.mark.parametrize("seen", [False, True])
def test_nor_is_a_copy_that_is_dated_between_a_text_and_its_revision(seen: bool, tmp_path: Path) -> None:
    """Whoever watches a feed has looked at every version, a while after it came."""
    parts = newsroom.paragraphs(31)
    revised = [*parts[:3], "The minister later corrected the sum to 417 million crowns after an error.", *parts[3:]]
    told = {"outlet": "agency.example", "published": "2026-03-04T09:00:00Z", "url": "https://agency.example/budget"}
    records = [
        told | {"text": "\n\n".join(parts)} | ({"first_seen": "2026-03-04T09:10:00Z"} if seen else {}),
        told
        | {"text": "\n\n".join(revised), "modified": "2026-03-04T15:00:00Z"}
        | ({"first_seen": "2026-03-04T15:10:00Z"} if seen else {}),
        newsroom.record(3, "\n\n".join(revised), "early.example", "2026-03-04T11:00:00Z"),
    ]
    (story,) = stories_of(ingested(tmp_path / "between.db", records))
    assert [m.outlet for m in story.members if m.place == "first"] == ["agency.example"]
    assert {"later-by-text", "backdated"} <= {reason.code for reason in story.origin.reasons}


def test_an_article_without_a_time_keeps_everybody_from_being_first(tmp_path: Path) -> None:
    records = [
        newsroom.record(1, newsroom.text(41), "a.example", "2026-03-04T09:00:00Z"),
        newsroom.record(2, newsroom.text(41), "b.example", "2026-03-05T09:00:00Z"),
        newsroom.record(3, newsroom.text(41), "c.example", None),
    ]
    (story,) = stories_of(ingested(tmp_path / "missing.db", records))
    assert story.origin.verdict is Verdict.UNDETERMINED
    assert "missing-time" in {reason.code for reason in story.origin.reasons}


@pytest.mark.parametrize("count", [40, pytest.param(120, marks=pytest.mark.slow)])
def test_a_text_on_many_outlets_is_one_story_and_as_many_texts_with_one_paragraph_are_none(
    tmp_path: Path, count: int
) -> None:
    notice = newsroom.sentence(random.Random(99))
    carried = [newsroom.record(n, newsroom.text(51), f"o{n}.example", "2026-03-04") for n in range(count)]
    alike = [
        newsroom.record(1000 + n, f"{newsroom.text(600 + n)}\n\n{notice}", f"p{n}.example", "2026-03-04")
        for n in range(count)
    ]
    (story,) = stories_of(ingested(tmp_path / "spread.db", [*carried, *alike]))
    assert members(story) == {f"n{n}" for n in range(count)}


def test_filters_choose_stories(week: Path) -> None:
    with Database(week) as database:
        everything = report(database.connection, week, Filters(), coverage="").stories
        some = report(database.connection, week, Filters(outlet="outlet4.example"), coverage="").stories
        none = report(database.connection, week, Filters(lang="ja"), coverage="").stories
        limited = report(database.connection, week, Filters(limit=3), coverage="")
    assert 0 < len(some) < len(everything)
    assert all("outlet4.example" in {m.outlet for m in story.members} for story in some)
    assert none == ()
    assert len(limited.stories) == 3
    assert limited.stories_left_out == len(everything) - 3


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026-03-05T09:30:00Z", None, 1),  # what is known to the second lasts until the next one
        ("2026-03-05T09:30:00.5Z", None, 1),
        ("2026-03-05T09:30:01Z", None, 0),
        (None, "2026-03-04T09:00:00Z", 1),
        (None, "2026-03-04T08:59:59.999999Z", 0),
        ("2026-03-04T23:00:00Z", "2026-03-04T23:00:00Z", 1),
    ],
)
def test_a_story_is_looked_for_between_two_moments(
    tmp_path: Path, since: str | None, until: str | None, found: int
) -> None:
    times = ("2026-03-04T09:00:00Z", "2026-03-05T09:30:00Z")
    records = [newsroom.record(n, newsroom.text(41), f"o{n}.example", time) for n, time in enumerate(times)]
    path = ingested(tmp_path / "moments.db", records)
    with Database(path) as database:
        shown = report(database.connection, path, Filters(since=since, until=until), coverage="").stories
    assert len(shown) == found


def test_a_rebuild_that_was_cut_off_is_finished_by_the_next_run(tmp_path: Path) -> None:
    path = ingested(tmp_path / "cut.db", newsroom.week_of_news(stories=5))
    with Database(path, write=True) as database:
        reindex(database)
    whole = dump(path)
    with Database(path, write=True) as database:
        with database.transaction() as connection:
            rebuild.clear_derived(connection)
        assert stories(database), "stories stay until they are formed anew"
    assert dump(path) != whole
    ingested(path, newsroom.week_of_news(stories=5))
    assert dump(path) == whole


def test_what_a_cut_off_rebuild_left_comes_before_the_articles_of_the_next_run(tmp_path: Path) -> None:
    news = newsroom.week_of_news(stories=5)
    further = [newsroom.record(100 + n, news[n]["text"], f"aaa{n}.example") for n in range(5)]
    found = []
    for name in ("calm", "disturbed"):
        path = ingested(tmp_path / f"{name}.db", news)
        with Database(path, write=True) as database:
            if name == "calm":
                reindex(database)
            else:
                with database.transaction() as connection:
                    rebuild.clear_derived(connection)
        ingested(path, further)
        found.append(dump(path))
    assert found[0] == found[1]


def test_deriving_nothing_in_an_empty_database_stores_nothing(tmp_path: Path) -> None:
    with Database(tmp_path / "empty.db", write=True) as database:
        with database.transaction() as connection:
            rebuild.save_derived(connection, [])
        assert reindex(database) == 0


def test_a_text_that_is_seen_again_with_another_time_is_judged_anew(tmp_path: Path) -> None:
    text = newsroom.text(61)
    undated = newsroom.record(1, text, "a.example")
    path = ingested(tmp_path / "times.db", [undated, newsroom.record(2, text, "b.example", "2026-03-05T10:00:00Z")])
    assert stories_of(path)[0].origin.verdict is Verdict.UNDETERMINED
    ingested(path, [{**undated, "published": "2026-03-04T10:00:00Z"}])
    (story,) = stories_of(path)
    assert (story.origin.verdict, story.origin.articles) == (Verdict.FIRST, ("id:a.example:n1",))
    told = dump(path)
    with Database(path, write=True) as database:
        reindex(database)
    assert dump(path) == told


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1)], ids=str)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_text_that_comes_back_later_is_the_present_one(tmp_path: Path, order: tuple[int, ...], at_once: bool) -> None:
    seen = [
        newsroom.record(1, newsroom.text(62) + more, "a.example", "2026-03-04", modified=f"2026-03-0{day}T09:00:00Z")
        for day, more in ((5, ""), (6, " Withdrawn."), (7, ""))
    ]
    path = tmp_path / "back.db"
    for records in [[seen[n] for n in order]] if at_once else [[seen[n]] for n in order]:
        ingested(path, records)
    with Database(path) as database:
        rows = database.connection.execute(
            "SELECT v.text NOT LIKE '%Withdrawn.', v.dated FROM articles a"
            " JOIN article_versions v ON v.id = a.current_version_id"
        )
        assert rows.fetchall() == [(1, "2026-03-07T09:00:00Z")]


def test_a_language_that_was_told_wrongly_is_told_again(tmp_path: Path) -> None:
    records = newsroom.week_of_news(stories=2)
    for record in records[::2]:
        del record["lang"]
    path = ingested(tmp_path / "languages.db", records)
    with Database(path, write=True) as database:
        reindex(database)
        whole = list(canonical_dump(database.connection))
        # as an earlier program may have done
        database.connection.execute("UPDATE articles SET lang = 'nl' WHERE lang_source = 'detected'")
        database.connection.execute("UPDATE articles SET lang = 'und', lang_source = 'unknown' WHERE id = 1")
        reindex(database)
        assert list(canonical_dump(database.connection)) == whole


def test_an_independent_report_in_another_language_is_related_and_in_no_story(tmp_path: Path) -> None:
    german = (
        "Tampere - Im Norden Finnlands entsteht eine neue Fabrik. Für 3,5 Millionen Euro baut Nordwind Battery"
        " bei Tampere,"
        " wie Vorstandschefin Marta Lindqvist ankündigte.\nAnwohner sorgen sich um das Trinkwasser. Der"
        " Stadtrat von Tampere"
        " will im Juni darüber beraten, sagte Ratsherr Juhani Korhonen.\nZwei Vereine haben 4.100"
        " Unterschriften gesammelt."
        " Das Gelände am See misst 18 Hektar."
    )
    records = [
        newsroom.record(1, ENGLISH, "wire.example", "2026-03-04", lang="en"),
        newsroom.record(2, OTHER_GERMAN, "sport.example", "2026-03-05", lang="de"),
        newsroom.record(3, german, "zeitung.example", "2026-03-05", lang="de"),
    ]
    path = ingested(tmp_path / "related.db", records)
    with Database(path) as database:
        rows = database.connection.execute(
            "SELECT m.class, a.source_id, b.source_id FROM matches m"
            " JOIN articles a ON a.id = m.a_id JOIN articles b ON b.id = m.b_id"
        ).fetchall()
    assert [tuple(row) for row in rows] == [("related", "n1", "n3")]
    assert [members(story) for story in stories_of(path) if len(story.members) > 1] == []


@pytest.mark.parametrize("parallel", [False, True])
@pytest.mark.parametrize("failure", [OSError, KeyboardInterrupt])
def test_what_was_begun_is_handed_out_where_reading_on_fails(parallel: bool, failure: type[BaseException]) -> None:
    def items() -> Iterator[int]:
        yield from (1, 2, 3)
        raise failure

    got: list[tuple[int, int]] = []
    with pytest.raises(failure):
        got.extend(_one_ahead(items(), lambda item: -item, parallel=parallel))
    assert got == [(1, -1), (2, -2), (3, -3)]


def test_the_next_is_begun_before_one_is_handed_out() -> None:
    told: list[str] = []
    for item, _ in _one_ahead(range(3), lambda item: told.append(f"begun {item}"), parallel=True):
        told.append(f"done {item}")
    assert told == ["begun 0", "begun 1", "done 0", "begun 2", "done 1", "done 2"]
