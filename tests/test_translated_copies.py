"""Hundreds of copies of one story: they neither hide another language's text nor make the order of ingestion matter."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.test_matching_translation import ENGLISH, GERMAN, JAPANESE

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.fingerprint.anchors import Anchor
from syndicheck.linking import different
from syndicheck.matching.translation import anchored, standing_background
from syndicheck.pipeline import reindex
from syndicheck.store import anchors
from syndicheck.store.dump import canonical_dump

MORE = 50
"""Copies beyond those that the index reads of one anchor."""


def records(copies: int) -> list[dict[str, Any]]:
    """One story on many outlets, some with a byline; two translations."""
    bylines = ["" if n % 3 else f"Desk {n // 3} of {newsroom.text(n).split()[0]}.\n" for n in range(copies)]
    found = [
        newsroom.record(n, f"{byline}{ENGLISH}", f"paper-{n}.example", "2024-03-05T08:00:00Z", lang="en")
        for n, byline in enumerate(bylines)
    ]
    found.append(newsroom.record(901, GERMAN, "zeitung.example", "2024-03-05T09:00:00Z", lang="de"))
    found.append(newsroom.record(902, JAPANESE, "shimbun.example", "2024-03-05T10:00:00Z", lang="ja"))
    return found


def stored(path: Path, copies: int, seed: int) -> Database:
    rows = records(copies)
    random.Random(seed).shuffle(rows)
    database = Database(path, write=True)
    ingest(newsroom.jsonl(path.with_suffix(".jsonl"), rows), database)
    return database


@pytest.fixture(scope="module", params=[20, pytest.param(anchors.POSTINGS, marks=pytest.mark.slow)])
def two_orders(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Database]]:
    """The same in two orders, where so many bearers of an anchor are read: by default fewer than the program reads."""
    folder = tmp_path_factory.mktemp("orders")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(anchors, "POSTINGS", request.param)
        yield [stored(folder / f"{seed}.db", request.param + MORE, seed) for seed in (1, 2)]


def story_lines(database: Database) -> list[tuple[list[str], str]]:
    told = [json.loads(line) for line in canonical_dump(database.connection) if line.startswith('["story"')]
    return [(members, verdict) for _, members, _, verdict, *_ in told]


def test_both_translations_are_in_the_one_story(two_orders: list[Database]) -> None:
    for database in two_orders:
        (((members, _)),) = story_lines(database)
        assert len(members) == anchors.POSTINGS + MORE + 2


def test_copies_do_not_take_the_places_of_others() -> None:
    """Of 22 texts named 20 are copies of each other: one of them is compared, and the other two."""
    keys = {f"N:{n}" for n in range(40)}
    held = {n: keys | {f"L:copy{n}"} for n in range(20)} | {20: {"N:1", "N:2"}, 21: set()}

    def anchored_text(keys: set[str]) -> Any:
        return anchored([Anchor(0, 1, key) for key in sorted(keys)], "de", 900, standing_background())

    def weighed(versions: Sequence[int]) -> dict[int, Any]:
        return {version: anchored_text(held[version]) for version in versions}

    assert different(weighed, list(held)) == [0, 20, 21]
    assert different(weighed, []) == []


def test_the_order_decides_nothing(two_orders: list[Database]) -> None:
    one, other = two_orders
    assert story_lines(one) == story_lines(other)
    for database in two_orders:
        reindex(database)
    assert list(canonical_dump(one.connection)) == list(canonical_dump(other.connection))
