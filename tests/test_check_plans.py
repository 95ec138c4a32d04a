"""What a check asks the database: every question is answered by an index, so that it costs the same in a large one.

The plans are those that SQLite makes without statistics: it takes every table for a large one then.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.plans import forget_statistics, scanned, shape

from syndicheck import Database
from syndicheck.checking.check import check
from syndicheck.checking.policy import Policy
from syndicheck.model.articles import RawArticle
from syndicheck.model.matches import MatchClass

SMALL = {
    "sqlite_master",
    "asked",  # what is asked for, a list of json_each …
    "(subquery-1)",  # … and what an index found for each, which is bounded
    "anchor_languages",  # the languages of the world
    "feeds",  # what the newsroom wrote into a file, and its short name
    "f",
    "feed_requests",  # the last thousand by an index of few rows …
    "loose",  # … and what is made of them
    "kept",
    "n",  # outlet_names: what the newsroom wrote into a file
    "r",  # runs that were cut off: an index holds nothing else
    "CONSTANT",
}
"""What may be read from one end to the other."""


@pytest.fixture(scope="module")
def held(samples_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = Path(shutil.copy(samples_database, tmp_path_factory.mktemp("plans") / "held.db"))
    forget_statistics(path)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO feeds (name, url, content, every, host, added, due) VALUES"
            " ('wire', 'https://wire.example/feed', 'feed', 600, 'wire.example', '2026-01-01', '2026-01-01')"
        )
    with Database(path) as database:
        yield database


def test_a_check_looks_through_no_table(held: Database) -> None:
    asked: dict[str, str] = {}
    found: set[MatchClass] = set()
    codes: set[str] = set()
    drafts = held.connection.execute(
        "SELECT a.id, o.name, v.title, v.text, a.lang FROM articles a JOIN article_versions v ON v.article_id = a.id"
        " JOIN outlets o ON o.id = a.outlet_id"
    ).fetchall()
    held.connection.set_trace_callback(lambda sql: asked.setdefault(shape(sql), sql))
    for number, outlet, title, text, lang in drafts:
        for policy in (Policy(), Policy(own=(str(number),)), Policy(own=(outlet,))):
            report = check(RawArticle(where="draft", title=title, text=text, lang=lang), held, policy)
            found |= {source.match.match_class for source in report.sources}
            codes |= {finding.code for finding in report.findings}
    held.connection.set_trace_callback(None)
    # all the ways through a check were taken
    assert found >= {MatchClass.VERBATIM, MatchClass.EXCERPT, MatchClass.TRANSLATION}
    assert codes >= {"SYN101", "SYN102", "SYN402", "SYN601"}
    questions = [sql for sql in asked.values() if sql.lstrip().startswith(("SELECT", "WITH"))]
    assert len(questions) > 25
    through = {sql: names for sql in questions if (names := scanned(held.connection, sql) - SMALL)}
    assert through == {}


def test_the_test_can_fail(held: Database) -> None:
    for statement in (
        "SELECT count(*) FROM articles",
        "SELECT min(start), max(end) FROM sightings WHERE usable AND kind = 'published'",
        "SELECT a.id FROM articles a WHERE a.title = 'x'",
    ):
        assert scanned(held.connection, statement) - SMALL
