"""A text that was written anew shares no run of words with its source: names and figures name it as a candidate."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from tests import newsroom
from tests.test_matching_reuse import BRIDGE, MARKET, OWN_WORDS, REWRITTEN, SCHOOL

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.matching.translation import standing_background
from syndicheck.pipeline import reindex
from syndicheck.store import anchors as index
from syndicheck.store.retold import LEAST_COMMON, MOST, retold
from syndicheck.store.schema.anchors import ANCHOR_INDEX

TEXTS = {"source": BRIDGE, "rewrite": REWRITTEN, "report": OWN_WORDS, "market": MARKET, "school": SCHOOL}


def story_mates(path: Path, order: list[str]) -> set[frozenset[str]]:
    """Ingest the texts in this order among other news; which of them are together in a story."""
    records = newsroom.week_of_news(12, 5)
    records += [newsroom.record(900 + n, TEXTS[one], f"{one}.example") for n, one in enumerate(order)]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
        before = _mates(database)
        reindex(database)
        assert _mates(database) == before
    return before


def _mates(database: Database) -> set[frozenset[str]]:
    stories: dict[int, set[str]] = {}
    for story, outlet in database.connection.execute(
        "SELECT s.story_id, o.name FROM story_articles s JOIN articles a ON a.id = s.article_id"
        " JOIN outlets o ON o.id = a.outlet_id"
    ):
        stories.setdefault(story, set()).add(outlet.removesuffix(".example"))
    return {frozenset(held) for names in stories.values() if len(held := names & TEXTS.keys()) > 1}


@pytest.mark.parametrize("order", [list(TEXTS), list(TEXTS)[::-1]], ids=["source first", "source last"])
def test_a_rewrite_joins_its_source_and_an_independent_report_does_not(tmp_path: Path, order: list[str]) -> None:
    assert story_mates(tmp_path / "news.db", order) == {frozenset({"source", "rewrite"})}


# ── the index, against a look at every pair ───────────────────────────────────────────────────────────────


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in ANCHOR_INDEX:
        connection.execute(statement)
    connection.execute("CREATE TABLE sketches (id INTEGER PRIMARY KEY, version_id INTEGER, representative_id INTEGER)")
    return connection


def places(keys: set[str]) -> dict[str, int]:
    """As if one stood behind the other."""
    return {key: 20 * n for n, key in enumerate(sorted(keys))}


def hold(connection: sqlite3.Connection, number: int, language: str, keys: set[str], leader: int | None = None) -> None:
    index.add_anchors(connection, [index.Anchored(number, number * 10, language, places(keys))], standing_background())
    connection.execute("INSERT INTO sketches VALUES (?, ?, ?)", (number * 10, number, (leader or number) * 10))


def by_every_pair(texts: list[set[str]], asked: int) -> list[int]:
    """What the index should name: the rarest anchors of one text, looked for in those of each earlier one."""
    background = standing_background()
    own = {one.key for one in index.rarest(places(texts[asked]), "en", background, index.RAREST)}
    common = {n: len(own & {one.key for one in index.rarest(places(texts[n]), "en", background)}) for n in range(asked)}
    enough = [n for n in common if common[n] >= max(LEAST_COMMON, len(own) / 2)]
    return sorted(enough, key=lambda n: (-common[n], n))[:MOST]


def test_the_index_names_what_a_look_at_every_pair_names(connection: sqlite3.Connection) -> None:
    rng = random.Random(3)
    words = [f"K{n:03}" for n in range(60)] + [f"N{n}" for n in range(40)]
    texts = [set(rng.sample(words, rng.randint(6, 60))) for _ in range(60)]
    named = 0
    for number, keys in enumerate(texts):
        hold(connection, number + 1, "en-GB" if number % 2 else "en", keys)
        wanted = by_every_pair(texts, number)
        assert retold(connection, (number + 1) * 10) == [(n + 1) * 10 for n in wanted]
        named += len(wanted)
    assert named > 20


def test_what_is_never_named(connection: sqlite3.Connection) -> None:
    keys = {f"K{n:03}" for n in range(30)}
    hold(connection, 1, "de", keys)  # another language
    hold(connection, 2, "und", keys)  # nobody knows which
    hold(connection, 3, "en", keys)
    hold(connection, 4, "en", keys, leader=3)  # a copy, for which the first one speaks
    hold(connection, 5, "und", keys)
    hold(connection, 6, "en", keys)
    hold(connection, 7, "en", set(list(keys)[: LEAST_COMMON - 1]))  # too little of it
    assert retold(connection, 60) == [30]
    assert retold(connection, 50) == []
    assert retold(connection, 70) == []
    assert retold(connection, 30) == [], "what comes later"
