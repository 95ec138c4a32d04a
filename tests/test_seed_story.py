"""The copy that this project began with, among its relatives and hundreds of other texts in thirty languages
(by default a quarter of those)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import islice

import pytest
from tests.conftest import corpora_folder

from syndicheck import Database
from syndicheck.api import ingest

FOLDER = corpora_folder()
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(FOLDER is None, reason="the development corpora are not here: set SYNDICHECK_CORPORA"),
]

SEED, FULL, SHORT, REWRITE, PAPER = (
    "firmengate.com",
    "highergroundtimes.com",
    "kesq.com",
    "Morning Star (msd11.gn.apc.org)",
    "irishexaminer.com",
)
STORY = b'"story": "zhao-leji-dprk-2024"'


@pytest.fixture(scope="module", params=[4, pytest.param(1, marks=pytest.mark.slow)])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    assert FOLDER is not None
    folder = tmp_path_factory.mktemp("seed")
    with gzip.open(FOLDER / "press-texts/docs.jsonl.gz") as lines:
        kept = [line for number, line in enumerate(lines) if STORY in line or number % request.param == 0]
    with gzip.open(FOLDER / "daniel/docs.jsonl.gz") as lines:
        kept += islice(lines, 0, None, 6 * request.param)
    (folder / "held.jsonl").write_bytes(b"".join(kept))
    inputs = [folder / "held.jsonl", FOLDER / "seed-seaprwire-de.txt"]
    file = folder / "seed.db"
    with Database(file, write=True) as database:
        ingest([str(one) for one in inputs], database)
        yield database


def articles(database: Database) -> dict[str, int]:
    """The relatives of the copy, by outlet."""
    rows = database.connection.execute(
        "SELECT o.name, a.id FROM articles a JOIN outlets o ON o.id = a.outlet_id"
        " JOIN article_versions v ON v.id = a.current_version_id"
        " WHERE v.text LIKE '%Zhao Leji%' AND o.name <> 'unknown'"
    )
    return dict(rows.fetchall())


def test_copy_translation_and_rewrite_are_one_story(held: Database) -> None:
    found = articles(held)
    assert {SEED, FULL, SHORT, REWRITE, PAPER} <= set(found)
    stories = {
        outlet: held.connection.execute("SELECT story_id FROM story_articles WHERE article_id = ?", (at,)).fetchall()
        for outlet, at in found.items()
    }
    assert len(stories[SEED]) == 1
    assert stories[SEED] == stories[FULL] == stories[REWRITE]
    (size,) = held.connection.execute(
        "SELECT count(*) FROM story_articles WHERE story_id = ?", stories[SEED][0]
    ).fetchone()
    assert size <= 6, "nothing else belongs to it: five relatives and the copy of the seed without an address"


@pytest.mark.parametrize(
    ("one", "other", "classes"),
    [
        (SEED, FULL, {"translation"}),
        (FULL, REWRITE, {"rewrite"}),
        (FULL, SHORT, {"edited", "excerpt", "rewrite", "related"}),
        (FULL, PAPER, {"edited", "excerpt", "rewrite", "related"}),
    ],
)
def test_each_is_what_it_is_with_the_reason(held: Database, one: str, other: str, classes: set[str]) -> None:
    found = articles(held)
    pair = tuple(sorted((found[one], found[other])))
    rows = held.connection.execute("SELECT class, reasons FROM matches WHERE (a_id, b_id) = (?, ?)", pair).fetchall()
    assert [row[0] in classes for row in rows] == [True]
    assert rows[0][1] not in ("", "[]")
