"""Throwing derived data away and deriving it again from the stored texts.

What was given stays: texts, records, raw times, reviews, and the public ids of stories. Sketches come back in the
order of the articles' keys, so that the same articles give the same database in whatever order they once came.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from syndicheck.matching.translation import standing_background
from syndicheck.model.articles import RawArticle, RawTime
from syndicheck.model.prepared import PreparedArticle
from syndicheck.model.times import OF_THE_TEXT, Sighting
from syndicheck.store.anchors import Anchored, add_anchors
from syndicheck.store.encoding import in_chunks
from syndicheck.store.hidden_text import save_hidden_text
from syndicheck.store.marks import save_marks
from syndicheck.store.release_ids import save_release_ids
from syndicheck.store.sightings import AHEAD, save_sightings
from syndicheck.store.sketch_rows import SketchRows
from syndicheck.store.sketches import save_sketch
from syndicheck.store.version_order import LATEST_FIRST

DERIVED_TABLES = (
    "story_matches",
    "match_spans",
    "matches",
    "marks",
    "release_ids",
    "hidden_text",
    "anchor_postings",
    "anchored_versions",
    "lsh_bands",
    "fingerprints",
    "waiting_hashes",
    "sketches",
)


def clear_derived(connection: sqlite3.Connection) -> None:
    """Delete everything that can be derived again; the caller holds the transaction.

    Stories keep their ids and members until they are formed anew.
    """
    connection.execute("UPDATE story_articles SET match_id = NULL, sighting_id = NULL")
    for table in DERIVED_TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.executemany(
        "DELETE FROM sightings WHERE source = ? AND NOT instr(flags, ?)",
        ((source, AHEAD) for source in sorted(OF_THE_TEXT)),
    )


def underived(connection: sqlite3.Connection) -> list[int]:
    """Versions without a sketch, because a rebuild is under way or was cut off, in the order of key and text."""
    (versions, sketches) = connection.execute(
        "SELECT (SELECT count(*) FROM article_versions), (SELECT count(*) FROM sketches)"
    ).fetchone()
    if versions == sketches:
        return []
    rows = connection.execute(
        "SELECT v.id FROM article_versions v JOIN articles a ON a.id = v.article_id"
        " WHERE v.id NOT IN (SELECT version_id FROM sketches) ORDER BY a.key, v.text_hash"
    )
    return [version_id for (version_id,) in rows]


def load_records(connection: sqlite3.Connection, version_ids: Sequence[int]) -> list[tuple[int, int, RawArticle]]:
    """Version id, article id and record of these versions, in the given order."""
    found: dict[int, tuple[int, int, RawArticle]] = {}
    for chunk in in_chunks(version_ids):
        for row in connection.execute(
            "SELECT v.id, a.id, v.place, v.text, v.page_text, a.url, a.canonical_url, a.source_id, a.outlet_as_read,"
            " v.title, a.author, CASE a.lang_source WHEN 'declared' THEN a.lang END, v.extra, v.extractor"
            " FROM article_versions v JOIN articles a ON a.id = v.article_id"
            f" WHERE v.id IN ({','.join('?' * len(chunk))})",
            chunk,
        ).fetchall():
            found[row[0]] = _record(connection, row)
    return [found[version_id] for version_id in version_ids]


def load_identities(connection: sqlite3.Connection, version_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Article key and text hash of these versions, in the given order."""
    found: dict[int, tuple[str, str]] = {
        version_id: (key, text_hash)
        for chunk in in_chunks(version_ids)
        for version_id, key, text_hash in connection.execute(
            "SELECT v.id, a.key, v.text_hash FROM article_versions v JOIN articles a ON a.id = v.article_id"
            f" WHERE v.id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
    }
    return [found[version_id] for version_id in version_ids]


def _record(connection: sqlite3.Connection, row: Sequence[Any]) -> tuple[int, int, RawArticle]:
    return (
        row[0],
        row[1],
        RawArticle(
            where=row[2],
            text=row[3],
            page_text=row[4],
            url=row[5],
            canonical_url=row[6],
            source_id=row[7],
            outlet=row[8],
            title=row[9],
            author=row[10],
            lang=row[11],
            times=_times(connection, row[1]),
            extra=json.loads(row[12]),
            extractor=row[13],
        ),
    )


def _times(connection: sqlite3.Connection, article_id: int) -> tuple[RawTime, ...]:
    rows = connection.execute("SELECT kind, raw, source FROM sightings WHERE article_id = ? ORDER BY id", (article_id,))
    return tuple(RawTime(kind, raw, source) for kind, raw, source in rows)


def _read_times_again(connection: sqlite3.Connection, article_id: int, sightings: Sequence[Sighting]) -> None:
    """Store times as they are read now, and by them which text is the present one.

    Which of the article's times a version's record gave is known by what they were read as before; of an article with
    one text all are its own.
    """
    versions = connection.execute(
        "SELECT id, dated, since FROM article_versions WHERE article_id = ?", (article_id,)
    ).fetchall()
    usable = "SELECT id, start FROM sightings WHERE article_id = ? AND usable"
    before = dict(connection.execute(usable, (article_id,)).fetchall())
    save_sightings(connection, article_id, sightings)
    now = dict(connection.execute(usable, (article_id,)).fetchall())
    changes = []
    for version_id, dated, since in versions:
        latest = max(_read_now(dated, before, now)) if len(versions) > 1 else max(now.values(), default="")
        earliest = None if since is None else min(_read_now(since, before, now))
        if (latest, earliest) != (dated, since):
            changes.append((latest, earliest, version_id))
    connection.executemany("UPDATE article_versions SET dated = ?, since = ? WHERE id = ?", changes)
    if len(versions) > 1:
        connection.execute(
            "UPDATE articles SET (current_version_id, title) = (SELECT v.id, v.title FROM article_versions v"
            f" WHERE v.article_id = articles.id ORDER BY {LATEST_FIRST} LIMIT 1) WHERE id = ?",
            (article_id,),
        )


def _read_now(was: str, before: Mapping[int, str], now: Mapping[int, str]) -> list[str]:
    """What the times that were read as this moment are read as now; the moment itself where none says it any more."""
    return [now.get(sighting_id, "") for sighting_id, start in before.items() if start == was] or [was]


def save_derived(connection: sqlite3.Connection, batch: Iterable[tuple[int, int, PreparedArticle]]) -> None:
    """Store what was derived again of versions; the caller holds the transaction."""
    anchored = []
    rows = SketchRows(to_be_compared=True)
    for version_id, article_id, article in batch:
        _read_times_again(connection, article_id, article.sightings)
        connection.execute(
            "UPDATE articles SET lang = ?, lang_source = ? WHERE id = ? AND current_version_id = ?",
            (article.lang, article.lang_source, article_id, version_id),
        )
        save_marks(connection, version_id, article.raw.text, article.raw.page_text, article.marks, article.dismissed)
        save_release_ids(connection, version_id, article.releases)
        save_hidden_text(connection, version_id, article.hidden)
        sketch_id = save_sketch(connection, version_id, article.sketch, rows=rows)
        anchored.append(Anchored(version_id, sketch_id, article.lang, article.anchors))
    rows.write(connection)
    add_anchors(connection, anchored, standing_background())
