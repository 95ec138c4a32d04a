"""What the sentence on coverage says of watched feeds and of runs that were cut off."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import newsroom
from tests.examples import examples

from syndicheck.pipeline import ingest
from syndicheck.provenance.coverage import Answered, feed_gaps
from syndicheck.provenance.held import coverage_of
from syndicheck.readers import read
from syndicheck.store import feeds, runs
from syndicheck.store.database import Database

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
EVERY = 900


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("answers", "gaps"),
    [
        ("", []),
        ("0n", []),  # the first answer is always all new
        ("0n 15j 30j", []),
        ("0n 15n", [(0, 15)]),  # a feed that turns over faster than it is asked
        ("0n 600j", []),  # down for ten hours, and still a known entry
        ("0n 600n", [(0, 600)]),
        ("0n 15f 30f 45j", []),
        ("0n 15f 30f 45n", [(0, 45)]),
        ("0n 15f", []),
        ("0n 15f 31f", [(0, 31)]),
        ("15f 30f 60f", []),  # never answered: said otherwise
        ("0n 60n 120n", [(0, 60), (60, 120)]),
    ],
)
def test_gaps(answers: str, gaps: list[tuple[int, int]]) -> None:
    given = [Answered(at(int(one[:-1])), failed=one[-1] == "f", joined=one[-1] != "n") for one in answers.split()]
    found = list(feed_gaps(given, EVERY))
    assert [(gap.start, gap.end) for gap in found] == [(at(start), at(end)) for start, end in gaps]


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(1, 500))), st.integers(60, 10_000))
def test_gaps_follow_each_other(facts: list[tuple[bool, bool, int]], every: int) -> None:
    moment, answers = NOON, []
    for failed, joined, minutes in facts:
        moment += timedelta(minutes=minutes)
        answers.append(Answered(moment, failed, joined))
    gaps = list(feed_gaps(answers, every))
    assert all(gap.start < gap.end for gap in gaps)
    assert all(a.end <= b.start for a, b in pairwise(gaps))


def asked(store: Database, name: str, *requests: tuple[float, str, int, int]) -> None:
    with store.transaction() as connection:
        settings = feeds.FeedSettings(f"https://{name}.example/rss", name, f"{name}.example", "feed", EVERY)
        named = [feeds.FeedSettings(f.url, f.name, f.host, f.content, f.every) for f in feeds.load_feeds(connection)]
        feeds.register(connection, [*named, settings], NOON)
        (feed,) = [one for one in feeds.load_feeds(connection) if one.name == name]
        for minutes, outcome, entries, new in requests:
            moment = at(minutes).isoformat()
            request = feeds.Request(moment, moment, outcome, None, entries, new)
            feeds.save_request(connection, feed.id, request, due=NOON)


def test_sentence(tmp_path: Path) -> None:
    with Database(tmp_path / "news.db", write=True) as store:
        assert coverage_of(store.connection).sentence() == (
            "Among the 0 articles of 0 outlets held; outlets not held cannot be judged."
        )
        asked(store, "herald", (0, feeds.READ, 20, 20), (15, feeds.UNCHANGED, 0, 0), (240, feeds.READ, 20, 20))
        asked(store, "wire", (0, feeds.READ, 20, 20), (240, feeds.READ, 20, 19))
        asked(store, "gone", (0, feeds.FAILED, 0, 0), (15, feeds.FAILED, 0, 0))
        with store.transaction() as connection:
            runs.begin_run(connection, "ingest", ["a.jsonl"])
            runs.begin_run(connection, "watch", ["https://herald.example/rss"])
        assert coverage_of(store.connection).sentence() == (
            "Among the 0 articles of 0 outlets held; not held: feed of gone (never answered);"
            " may be missing: entries of the feed of herald from 2026-03-04 12:15 UTC to 2026-03-04 16:00 UTC;"
            " 1 run cut off or still going on; outlets not held cannot be judged."
        )
        ingest(store, [], inputs=["a.jsonl"])
        assert "cut off" not in coverage_of(store.connection).sentence()
        with store.transaction() as connection:
            feeds.register(connection, [], NOON)
        assert "never answered" not in coverage_of(store.connection).sentence()


def test_a_verdict_names_the_gaps_that_matter(tmp_path: Path) -> None:
    records = [
        newsroom.record(1, newsroom.text(1), "herald.example", "2026-03-04T13:00:00Z"),
        newsroom.record(2, newsroom.text(1), "post.example", "2026-03-04T15:00:00Z"),
        newsroom.record(3, newsroom.text(2), "herald.example", "2026-03-05T13:00:00Z"),
        newsroom.record(4, newsroom.text(2), "post.example", "2026-03-05T15:00:00Z"),
    ]
    source = newsroom.jsonl(tmp_path / "news.jsonl", records)
    with Database(tmp_path / "news.db", write=True) as store:
        asked(store, "wire", (0, feeds.READ, 20, 20), (240, feeds.READ, 20, 20))
        ingest(store, read([str(source)]))
        found = {
            json.loads(reasons)[0]["code"]: {r["code"]: r["data"] for r in json.loads(reasons)}.get("coverage-gap")
            for (reasons,) in store.connection.execute("SELECT reasons FROM stories ORDER BY id LIMIT 1")
        }
        other = store.connection.execute("SELECT reasons FROM stories ORDER BY id DESC LIMIT 1").fetchone()[0]
    assert found == {
        "first-before-all": {"feeds": ["wire"], "gaps": [["2026-03-04T12:00:00Z", "2026-03-04T16:00:00Z"]]}
    }
    assert "coverage-gap" not in other


@settings(deadline=None, max_examples=examples(40))
@given(st.lists(st.sampled_from(["n", "j", "f", "u"]), max_size=12))
def test_the_requests_that_are_read_tell_as_much_as_all(answers: list[str]) -> None:
    requests = {
        "n": (feeds.READ, 20, 20),
        "j": (feeds.READ, 20, 3),
        "f": (feeds.FAILED, 0, 0),
        "u": (feeds.UNCHANGED, 0, 0),
    }
    with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "news.db", write=True) as store:
        asked(store, "herald", *((20 * at, *requests[answer]) for at, answer in enumerate(answers)))
        found = coverage_of(store.connection)
    every = [Answered(at(20 * n), failed=answer == "f", joined=answer != "n") for n, answer in enumerate(answers)]
    assert [gap.interval for gap in found.feed_gaps] == list(feed_gaps(every, EVERY))
    assert bool(found.not_held) == (bool(answers) and set(answers) == {"f"})
