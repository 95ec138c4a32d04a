"""One issuer's releases in two languages, ingested: each is in a story with its translation and with nothing else."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.issuers import NEWS, release

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.pipeline import link_and_group, reindex
from syndicheck.store.dump import canonical_dump
from syndicheck.store.sketches import COMPARED

Key = tuple[int, str]
ALL: list[Key] = [(at, language) for language in ("en", "de") for at in range(len(NEWS))]


def record(key: Key) -> dict[str, Any]:
    at, language = key
    return newsroom.record(
        100 * at + len(language) + (language == "de"),
        release(NEWS[at], language),
        f"{language}-{at}.example",
        "2024-03-05T08:00:00Z",
        lang=language,
    )


def stored(path: Path, *batches: Sequence[Key]) -> Database:
    database = Database(path, write=True)
    for number, batch in enumerate(batches):
        ingest(newsroom.jsonl(path.with_name(f"{path.stem}-{number}.jsonl"), map(record, batch)), database)
    return database


def stories(database: Database) -> set[frozenset[str]]:
    """The members of each story by the names of their outlets."""
    rows = database.connection.execute(
        "SELECT sa.story_id, o.name FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
        " JOIN outlets o ON o.id = a.outlet_id WHERE sa.role = 'member'"
    )
    members: dict[int, set[str]] = {}
    for story, outlet in rows:
        members.setdefault(story, set()).add(outlet)
    return {frozenset(some) for some in members.values()}


RIGHT = {frozenset({f"en-{at}.example", f"de-{at}.example"}) for at in range(len(NEWS))}


def shuffled(seed: int) -> list[Key]:
    keys = list(ALL)
    random.Random(seed).shuffle(keys)
    return keys


@pytest.mark.parametrize(
    "batches",
    [
        [ALL],
        [ALL[::-1]],
        [shuffled(1)],
        [shuffled(2)],
        [ALL[: len(NEWS)], ALL[len(NEWS) :]],
        [[key] for key in shuffled(3)],
    ],
    ids=["by language", "backwards", "shuffled", "shuffled again", "a language a day", "one by one"],
)
def test_each_release_is_with_its_translation_only(tmp_path: Path, batches: list[list[Key]]) -> None:
    assert stories(stored(tmp_path / "news.db", *batches)) == RIGHT


def test_what_was_joined_while_nothing_stood_beside_it_is_parted_again(tmp_path: Path) -> None:
    """Of the first two releases nobody can tell; the rest of the issuer's releases show that they are two."""
    first: list[Key] = [(0, "en"), (1, "de")]
    database = stored(tmp_path / "news.db", first)
    assert stories(database) == {frozenset({"en-0.example", "de-1.example"})}
    database.close()
    later = [key for key in ALL if key not in first]
    assert stories(stored(tmp_path / "more.db", first, later)) == RIGHT


def test_what_a_source_is_to_a_translation_is_told_anew_whenever_the_story_is_formed(tmp_path: Path) -> None:
    """An earlier copy is the source; what it is to the translation was told among what was there then."""
    copy = {**record((0, "en")), "id": "copy", "outlet": "copy.example", "published": "2024-03-05T06:00:00Z"}
    records = [record((0, "en")), copy, record((0, "de"))]
    made = "SELECT class, score FROM matches JOIN story_matches ON match_id = id"
    with Database(tmp_path / "news.db", write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
        ((told, score),) = database.connection.execute(made).fetchall()
        assert told == "translation"
        database.connection.execute("UPDATE matches SET score = 0.5 WHERE id IN (SELECT match_id FROM story_matches)")
        database.connection.execute("UPDATE sketches SET state = ?", (COMPARED,))
        link_and_group(database)
        assert database.connection.execute(made).fetchall() == [("translation", score)]


def test_the_order_decides_nothing_after_a_reindex(tmp_path: Path) -> None:
    dumps = []
    for seed in (4, 5):
        database = stored(tmp_path / f"{seed}.db", shuffled(seed)[:5], shuffled(seed)[5:])
        reindex(database)
        dumps.append([json.loads(line) for line in canonical_dump(database.connection)])
    assert dumps[0] == dumps[1]
