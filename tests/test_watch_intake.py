"""Whatever a feed's address answers: entries that can be stored, or a problem that says what is wrong."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.fuzz import targets

pytest.importorskip("httpx")
pytest.importorskip("feedparser")

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers.replies import Answer
from syndicheck.store import feeds
from syndicheck.store.database import Database
from syndicheck.watching import intake

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TYPES = ["application/rss+xml", "application/feed+json", "application/json", "text/xml", "text/html", "text/plain", ""]
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/1", "title": "Harbour", "content_html": f"<p>{targets.WORDS * 9}</p>"},
            {"id": "2", "url": "https://herald.example/2", "summary": "Words", "date_published": "2026-03-02"},
        ],
    }
)
WHOLE = [one.encode() for one in (targets.RSS, targets.ATOM, targets.SITEMAP, targets.NITF, targets.G2, JSON_FEED)]


@pytest.fixture(scope="module")
def store() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "news.db", write=True) as held:
        with held.transaction() as connection:
            named = feeds.FeedSettings("https://herald.example/rss", "Herald", "herald.example", "auto", 900)
            feeds.register(connection, [named], NOON)
        yield held


def taken_in(store: Database, body: bytes, media_type: str) -> tuple[intake.Intake, list[feeds.Entry]]:
    (feed,) = feeds.load_feeds(store.connection)
    answer = Answer("https://herald.example/rss", body, media_type, None, None, NOON.isoformat())
    found = intake.leads_of(answer, feed.url)
    known = feeds.known_digests(store.connection, feed.id, list(found.leads))
    entries = intake.entries_of(feed, found.leads, known, (), NOON)
    with store.transaction() as connection:
        feeds.save_entries(connection, feed.id, entries, NOON)
    return found, entries


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(WHOLE), st.sampled_from(TYPES), st.binary(max_size=60), st.data())
def test_any_answer(store: Database, whole: bytes, media_type: str, noise: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole)))
    for body in (noise, whole[:at], whole[:at] + noise + whole[at:], whole[:at] + noise + whole[at + len(noise) :]):
        found, entries = taken_in(store, body, media_type)
        assert found.leads or found.problem is None or found.problem.message
        assert len(entries) <= len(found.leads)
    for entry in feeds.load_ready(store.connection, 50):
        assert all(isinstance(item, RawArticle | Problem) for item in entry.pending)


@pytest.mark.parametrize(("body", "count"), list(zip(WHOLE, (1, 1, 1, 1, 1, 2), strict=True)))
def test_what_is_whole(store: Database, body: bytes, count: int) -> None:
    found, _ = taken_in(store, body, "")
    assert found.problem is None
    assert len(found.leads) == count
    assert all(lead.url is None or lead.url.startswith("https://herald.example/") for lead in found.leads.values())


def test_what_is_stored_comes_back_as_it_was(store: Database) -> None:
    article = RawArticle(
        "feed#1",
        "Größe \u2028 words",
        url="https://herald.example/x",
        times=(RawTime("published", "x", "feed"),),
        extra={"links": ["a"], "feed": {"content": "full"}},
        extractor="feed",
    )
    problem = Problem("feed#2", "no-text", "None.", "Look.", fatal=False)
    entry = feeds.Entry("k", "d", "t", None, "h", NOON, feeds.READY, given=(article,), pending=(article, problem))
    (feed,) = feeds.load_feeds(store.connection)
    with store.transaction() as connection:
        feeds.save_entries(connection, feed.id, [entry], NOON)
    (back,) = [one for one in feeds.load_ready(store.connection, 10_000) if one.key == "k"]
    assert (back.given, back.pending) == (entry.given, entry.pending)
