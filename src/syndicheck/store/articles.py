"""Articles, their versions, and all that is derived from one article alone: written together, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from msgspec.structs import replace

from syndicheck.matching.translation import standing_background
from syndicheck.model.prepared import PreparedArticle
from syndicheck.outlets import Names
from syndicheck.store.addresses import save_address
from syndicheck.store.anchors import Anchored, add_anchors
from syndicheck.store.encoding import compact_json, iso
from syndicheck.store.hidden_text import save_hidden_text
from syndicheck.store.marks import save_marks
from syndicheck.store.outlets import forget_unused, load_names, outlet_id_of
from syndicheck.store.release_ids import save_release_ids
from syndicheck.store.runs import Saved
from syndicheck.store.said import Said, load_said, store_said
from syndicheck.store.sightings import save_sightings, still_usable
from syndicheck.store.sketch_rows import SketchRows
from syndicheck.store.sketches import COMPARED, look_again, save_sketch, sketches_of
from syndicheck.store.version_order import LATEST_FIRST


def known_version(
    connection: sqlite3.Connection, key: str, text_hash: str, times: Iterable[tuple[str, str, str]], said: Said
) -> bool:
    """Whether this very text of this article is stored already, with all its times (kind, source, raw), its
    address, and what else the record says of it.

    A time that could not be read is stored nowhere; such a record is looked at again, and complained of again.
    """
    row = connection.execute(
        "SELECT a.id, v.dated, coalesce(v.since, v.dated) FROM articles a"
        " JOIN article_versions v ON v.article_id = a.id WHERE a.key = ?1 AND v.text_hash = ?2"
        " AND (?3 IS NULL OR a.url = ?3"
        " OR EXISTS (SELECT 1 FROM article_addresses k WHERE k.article_id = a.id AND k.url = ?3))",
        (key, text_hash, said.url),
    ).fetchone()
    stored = load_said(connection, key) if row is not None else None
    if stored is None or stored[1].with_(said, key) != stored[1]:
        return False
    read = [
        connection.execute(
            "SELECT iif(usable, start, '') FROM sightings WHERE article_id = ? AND kind = ? AND source = ? AND raw = ?",
            (row[0], *time),
        ).fetchone()
        for time in times
    ]
    if None in read:
        return False
    latest = max((start for (start,) in read), default="")
    return not latest or row[2] <= latest <= row[1]  # else the text was there earlier, or again later, than is stored


def ids_of(connection: sqlite3.Connection, key: str, text_hash: str) -> tuple[int, int]:
    """Article and version id of a stored text.

    Raises:
        KeyError: it is not stored.
    """
    row = connection.execute(
        "SELECT a.id, v.id FROM articles a JOIN article_versions v ON v.article_id = a.id"
        " WHERE a.key = ? AND v.text_hash = ?",
        (key, text_hash),
    ).fetchone()
    if row is None:
        raise KeyError(key)
    return int(row[0]), int(row[1])


def save(
    connection: sqlite3.Connection, run_id: int, batch: Iterable[PreparedArticle], *, to_be_compared: bool = True
) -> Saved:
    """Store prepared articles; the caller holds the transaction. What they are compared by is kept for that, unless
    somebody else has done it (``to_be_compared``).

    An article whose key is known gets a new version when its text is new, and in any case the sightings it
    did not have yet; its stories then wait to be formed anew. What several records say of it is put together
    (:mod:`..said`); no text and no time is ever overwritten.
    """
    saved = Saved()
    anchored = []
    rows = SketchRows(to_be_compared=to_be_compared)
    names = load_names(connection)
    for article in batch:
        article_id, is_new = _article(connection, article, names)
        if not is_new:
            save_address(connection, article_id, article.raw.url)
            article = replace(article, sightings=still_usable(connection, article_id, article.sightings))
        times = 0 if is_new else _count_times(connection, article_id)
        save_sightings(connection, article_id, article.sightings)
        version_id = _version(connection, run_id, article_id, article)
        if version_id is None:
            saved.unchanged += 1
            if _count_times(connection, article_id) > times or _is_another_moment(connection, article_id, article):
                _seen_again(connection, article_id, article)
            continue
        saved.new_articles += is_new
        saved.new_versions += 1
        save_marks(connection, version_id, article.raw.text, article.raw.page_text, article.marks, article.dismissed)
        save_release_ids(connection, version_id, article.releases)
        save_hidden_text(connection, version_id, article.hidden)
        sketch_id = save_sketch(connection, version_id, article.sketch, rows=rows)
        anchored.append(Anchored(version_id, sketch_id, article.lang, article.anchors))
        _choose_current(connection, article_id, version_id, article)
    rows.write(connection)
    add_anchors(connection, anchored, standing_background())
    return saved


def _article(connection: sqlite3.Connection, article: PreparedArticle, names: Names) -> tuple[int, bool]:
    raw = article.raw
    said = Said(raw.url, raw.canonical_url, raw.author, raw.source_id, article.outlet)
    stored = load_said(connection, article.key)
    if stored is not None:
        _add_what_is_said(connection, *stored, stored[1].with_(said, article.key), names)
        return stored[0], False
    outlet_id = outlet_id_of(connection, names.resolve(article.outlet, raw.url or raw.canonical_url))
    cursor = connection.execute(
        "INSERT INTO articles (title, outlet_id, lang, lang_source, url, canonical_url, author, source_id, key,"
        " outlet_as_read) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.title,
            outlet_id,
            article.lang,
            article.lang_source,
            raw.url,
            raw.canonical_url,
            raw.author,
            raw.source_id,
            article.key,
            article.outlet,
        ),
    )
    return int(cursor.lastrowid or 0), True


def _add_what_is_said(connection: sqlite3.Connection, article_id: int, before: Said, now: Said, names: Names) -> None:
    """A further record of an article may say what the others did not."""
    if now == before:
        return
    store_said(connection, article_id, now)
    outlet_id = outlet_id_of(connection, names.resolve(now.outlet, now.url or now.canonical_url))
    if connection.execute(
        "UPDATE articles SET outlet_id = ?1 WHERE id = ?2 AND outlet_id <> ?1", (outlet_id, article_id)
    ).rowcount:
        forget_unused(connection)


def _version(connection: sqlite3.Connection, run_id: int, article_id: int, article: PreparedArticle) -> int | None:
    raw = article.raw
    cursor = connection.execute(
        "INSERT OR IGNORE INTO article_versions"
        " (article_id, text_hash, dated, title, text, page_text, extractor, place, extra, run_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article_id,
            article.text_hash,
            _dated(article),
            article.title,
            raw.text,
            raw.page_text,
            raw.extractor,
            raw.where,
            compact_json(dict(raw.extra)),
            run_id,
        ),
    )
    return int(cursor.lastrowid or 0) if cursor.rowcount == 1 else None


def _dated(article: PreparedArticle) -> str:
    return max((iso(s.start) for s in article.sightings if s.usable), default="")


def _count_times(connection: sqlite3.Connection, article_id: int) -> int:
    row = connection.execute("SELECT count(*) FROM sightings WHERE article_id = ?", (article_id,)).fetchone()
    return int(row[0])


def _is_another_moment(connection: sqlite3.Connection, article_id: int, article: PreparedArticle) -> bool:
    """Whether a stored text was there earlier, or again later, than its row says."""
    dated = _dated(article)
    return (
        bool(dated)
        and connection.execute(
            "SELECT 1 FROM article_versions WHERE article_id = ?1 AND text_hash = ?2"
            " AND (dated < ?3 OR coalesce(since, dated) > ?3)",
            (article_id, article.text_hash, dated),
        ).fetchone()
        is not None
    )


def _seen_again(connection: sqlite3.Connection, article_id: int, article: PreparedArticle) -> None:
    """A stored text has another time: it may be the present one again, or have been there earlier, and its stories may
    have another first.
    """
    if dated := _dated(article):
        connection.execute(
            "UPDATE article_versions SET since = CASE WHEN coalesce(since, dated) IN ('', ?1) THEN ?1"
            " ELSE min(coalesce(since, dated), ?1) END, dated = max(dated, ?1)"
            " WHERE article_id = ?2 AND text_hash = ?3 AND dated <> ?1",
            (dated, article_id, article.text_hash),
        )
    _, version_id = ids_of(connection, article.key, article.text_hash)
    _choose_current(connection, article_id, version_id, article)
    versions = connection.execute("SELECT id FROM article_versions WHERE article_id = ?", (article_id,)).fetchall()
    look_again(connection, sketches_of(connection, (one for (one,) in versions)), COMPARED)


def _choose_current(connection: sqlite3.Connection, article_id: int, version_id: int, article: PreparedArticle) -> None:
    """Point the article at its latest version: by its own dates, else by when we got it.

    Two versions from one run without dates are ordered by hash: arbitrary, but the same in any input order.
    """
    (current,) = connection.execute(
        f"SELECT v.id FROM article_versions v WHERE v.article_id = ? ORDER BY {LATEST_FIRST} LIMIT 1",
        (article_id,),
    ).fetchone()
    if current == version_id:
        connection.execute(
            "UPDATE articles SET current_version_id = ?, title = ?, lang = ?, lang_source = ? WHERE id = ?",
            (version_id, article.title, article.lang, article.lang_source, article_id),
        )
