"""Anchors are kept beside the index, and are at any time those that stand in the texts; nothing depends on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.issuers import NEWS, release
from tests.test_lexicon import dictionaries as dictionaries
from tests.test_lexicon import lexicon as lexicon

from syndicheck import Database
from syndicheck.api import check, ingest
from syndicheck.linking import Linked, Stored, TextCache, link, linked_from
from syndicheck.matching.crosslanguage import anchored_body
from syndicheck.matching.packed import packed
from syndicheck.matching.translation import standing_background
from syndicheck.model.matches import MatchClass
from syndicheck.pipeline import reindex
from syndicheck.reviewing import Signature, dismiss
from syndicheck.store.anchors import keep_packed
from syndicheck.store.dump import canonical_dump
from syndicheck.upkeep import delete

NOTICE = "\n\nAbout Nordwind Battery\nNordwind Battery makes storage systems in Helsinki and Oulu. Founded in 2009."
SIGNED = Signature("Ada", datetime(2026, 11, 30, tzinfo=UTC), "it is the news")


def records(languages: tuple[str, ...] = ("en", "de")) -> list[dict[str, Any]]:
    rows = [(at, language) for at in range(len(NEWS)) for language in languages]
    return [
        newsroom.record(
            number,
            release(NEWS[at], language) + (NOTICE if language == "en" else ""),
            f"{language}-{at}.example",
            f"2026-03-0{at + 1}T08:00:00Z",
            lang=language,
        )
        for number, (at, language) in enumerate(rows)
    ]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "news.db", write=True) as opened:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records()), opened)
        yield opened


def kept(database: Database) -> dict[int, bytes]:
    return dict(
        database.connection.execute("SELECT version_id, packed FROM anchored_versions WHERE packed IS NOT NULL")
    )


def sketches(database: Database) -> list[int]:
    return [one for (one,) in database.connection.execute("SELECT id FROM sketches ORDER BY id")]


def assert_as_in_the_texts(database: Database) -> None:
    """What is taken for the anchors of a text are those that stand in it now."""
    cache = TextCache(database.connection)
    for version_id, (_, prepared) in cache.get(kept(database)).items():
        text = anchored_body(prepared, standing_background())
        assert packed(cache.weighed([version_id])[version_id], text.language) == packed(text, text.language)


def forget(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("UPDATE anchored_versions SET packed = NULL")


def test_all_that_was_compared_is_kept(database: Database) -> None:
    assert len(kept(database)) >= len(sketches(database)) - 1  # the first article came into one language
    assert_as_in_the_texts(database)


def test_in_one_language_nothing_is_kept(tmp_path: Path) -> None:
    with Database(tmp_path / "news.db", write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records(("en",))), database)
        assert kept(database) == {}
        ingest(newsroom.jsonl(tmp_path / "german.jsonl", records()), database)
        assert kept(database)
        assert_as_in_the_texts(database)


def test_what_is_found_does_not_depend_on_it(database: Database) -> None:
    with_them = link(database.connection, TextCache(database.connection), sketches(database))
    dump = list(canonical_dump(database.connection))
    assert MatchClass.TRANSLATION in {one.match.match_class for one in with_them.found if isinstance(one, Linked)}
    forget(database)
    without = link(database.connection, TextCache(database.connection), sketches(database))
    assert without.found == with_them.found
    assert list(canonical_dump(database.connection)) == dump


def test_what_is_damaged_is_read_from_the_text(database: Database) -> None:
    sound = link(database.connection, TextCache(database.connection), sketches(database))
    with database.transaction() as connection:
        connection.execute("UPDATE anchored_versions SET packed = substr(packed, 1, 90)")
    assert link(database.connection, TextCache(database.connection), sketches(database)).found == sound.found
    assert_as_in_the_texts(database)


def test_anchors_that_were_read_in_another_language_are_not_taken(database: Database, tmp_path: Path) -> None:
    """The language of an article is that of its latest version, in which the earlier ones are read as well."""
    row = records()[0] | {"text": newsroom.text(9), "lang": "fi", "published": "2026-03-09T08:00:00Z"}
    ingest(newsroom.jsonl(tmp_path / "changed.jsonl", [row]), database)
    languages = dict(database.connection.execute("SELECT source_id, lang FROM articles"))
    assert languages["n0"] == "fi"
    assert_as_in_the_texts(database)
    draft = release(NEWS[0], "de")
    with_them = check(draft, database, lang="de")
    forget(database)
    assert check(draft, database, lang="de") == with_them


def test_an_older_file_that_is_only_read_keeps_none(database: Database) -> None:
    delete(database, [one for (one,) in database.connection.execute("SELECT id FROM articles WHERE source_id = 'n5'")])
    draft = release(NEWS[2], "de")
    with_them = check(draft, database, lang="de")
    with database.transaction() as connection:
        connection.execute("ALTER TABLE anchored_versions DROP COLUMN packed")
        connection.execute("DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) = 'm026'")
    with Database(database.path) as older:
        assert check(draft, older, lang="de") == with_them


def test_a_mark_that_is_none_changes_them(database: Database) -> None:
    before = kept(database)
    stale = TextCache(database.connection)
    stale.get(before)
    dismiss(database, "n0", "2", SIGNED)
    assert_as_in_the_texts(database)
    (version_id,) = (one for one in before if kept(database).get(one) != before[one])
    (text,) = stale.get([version_id]).values()
    with database.transaction() as connection:  # a run that had read the marks before
        keep_packed(connection, {version_id: packed(stale.anchored(version_id, text[1]), "en")})
    assert_as_in_the_texts(database)
    dismiss(database, "n0", "2", SIGNED, restore=True)
    assert_as_in_the_texts(database)
    reindex(database)
    assert set(kept(database)) >= before.keys()


def test_they_go_with_their_articles_and_come_with_a_reindex(database: Database) -> None:
    whole = len(kept(database))
    ids = [row[0] for row in database.connection.execute("SELECT id FROM articles ORDER BY id LIMIT 2")]
    delete(database, ids)
    assert len(kept(database)) == whole - 2
    reindex(database)
    assert len(kept(database)) >= whole - 3
    assert_as_in_the_texts(database)


def test_of_a_text_that_was_changed_each_version_has_its_own(database: Database, tmp_path: Path) -> None:
    row = records()[1]
    row["text"] = row["text"].replace("Tampere", "Turku")
    ingest(newsroom.jsonl(tmp_path / "changed.jsonl", [row]), database)
    assert len(set(kept(database).values())) == len(kept(database))
    assert_as_in_the_texts(database)


def test_words_of_a_dictionary_are_not_kept(database: Database, lexicon: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNDICHECK_LEXICON", str(lexicon.path))
    cache = TextCache(database.connection)
    version_id = max(kept(database))
    ((_, text),) = cache.get([version_id]).values()
    assert (cache.weighed([version_id])[version_id].words is None) == (cache.anchored(version_id, text).words is None)
    assert cache.weighed([version_id])[version_id].whole
    assert cache.found() == {}


def test_a_cache_that_is_full_forgets(database: Database) -> None:
    small = TextCache(database.connection, size=2)
    source, usual = Stored(database.connection, small), TextCache(database.connection)
    for sketch_id in sketches(database):
        assert linked_from(source, sketch_id) == linked_from(Stored(database.connection, usual), sketch_id)
    assert len(small.found()) <= 2


def test_a_check_tells_the_same(database: Database) -> None:
    delete(database, [one for (one,) in database.connection.execute("SELECT id FROM articles WHERE source_id = 'n5'")])
    draft = release(NEWS[2], "de")
    with_them = check(draft, database, lang="de")
    forget(database)
    assert check(draft, database, lang="de") == with_them
    assert any(finding.code == "SYN601" for finding in with_them.findings)
