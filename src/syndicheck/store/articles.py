"""Articles, their versions, and all that is derived from one article alone: written together, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from syndicheck.model.articles import Problem
from syndicheck.model.hidden import HiddenKind, HiddenText
from syndicheck.model.marks import Layer, Mark, ReleaseId
from syndicheck.model.prepared import PreparedArticle
from syndicheck.model.spans import TextKind
from syndicheck.model.times import Precision, Sighting, Zone
from syndicheck.store.encoding import compact_json, in_chunks, iso, read_iso, read_json

if TYPE_CHECKING:
    from syndicheck.outlets import Names
    from syndicheck.store.said import Said

EXCERPT_CHARACTERS = 300
"""How much of a mark's text its row repeats; the rest is found through its offsets."""

MOST_ADDRESSES = 100
"""Further addresses that are kept of an article."""

_BEGAN = (
    "(SELECT r.started FROM runs r WHERE r.id = v.run_id)"  # numbers of runs say nothing where databases were merged
)
LATEST_FIRST = f"v.dated DESC, {_BEGAN} DESC, v.run_id DESC, v.text_hash"
"""Which of an article's versions ``v`` is the present one: by their own dates, else by when we got them."""

_SINCE = "coalesce(v.since, v.dated)"


class Saved(Struct):
    """What a batch changed."""

    new_articles: int = 0
    new_versions: int = 0
    unchanged: int = 0

    def add(self, other: Saved) -> None:
        """Count another batch in."""
        self.new_articles += other.new_articles
        self.new_versions += other.new_versions
        self.unchanged += other.unchanged


class StoredText(Struct, frozen=True):
    """One stored version as the matchers need it."""

    version_id: int
    article_id: int
    key: str
    title: str
    lang: str
    text: str
    marks: tuple[Mark, ...]


def known_version(
    connection: sqlite3.Connection, key: str, text_hash: str, times: Iterable[tuple[str, str, str]], said: Said
) -> bool:
    """Whether this very text of this article is stored already, with all its times (kind, source, raw), its
    address, and what else the record says of it.

    A time that could not be read is stored nowhere; such a record is looked at again, and complained of again.
    """
    from syndicheck.store.said import load_said  # who only reads texts needs not know how records are put together

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


def register_organisations(connection: sqlite3.Connection, organisations: Iterable[tuple[str, str, str]]) -> None:
    """Store id, name and kind of the catalogue's organisations, so that marks can refer to them."""
    connection.executemany(
        "INSERT INTO organisations (id, name, kind) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind"
        " WHERE name <> excluded.name OR kind <> excluded.kind",
        organisations,
    )


def save(connection: sqlite3.Connection, run_id: int, batch: Iterable[PreparedArticle]) -> Saved:
    """Store prepared articles; the caller holds the transaction.

    An article whose key is known gets a new version when its text is new, and in any case the sightings it
    did not have yet; its stories then wait to be formed anew. What several records say of it is put together
    (:mod:`..said`); no text and no time is ever overwritten.
    """
    from syndicheck.matching.translation import standing_background
    from syndicheck.store.anchors import Anchored, add_anchors  # who only reads texts needs none of these
    from syndicheck.store.outlets import load_names
    from syndicheck.store.sketch_rows import SketchRows
    from syndicheck.store.sketches import save_sketch

    saved = Saved()
    anchored = []
    rows = SketchRows()
    names = load_names(connection)
    for article in batch:
        article_id, is_new = _article(connection, article, names)
        if not is_new:
            _save_address(connection, article_id, article.raw.url)
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
    from syndicheck.store.said import Said, load_said

    raw = article.raw
    said = Said(raw.url, raw.canonical_url, raw.author, raw.source_id, article.outlet)
    stored = load_said(connection, article.key)
    if stored is not None:
        _add_what_is_said(connection, *stored, stored[1].with_(said, article.key), names)
        return stored[0], False
    from syndicheck.store.outlets import outlet_id_of

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
    from syndicheck.store.outlets import forget_unused, outlet_id_of
    from syndicheck.store.said import store_said

    store_said(connection, article_id, now)
    outlet_id = outlet_id_of(connection, names.resolve(now.outlet, now.url or now.canonical_url))
    if connection.execute(
        "UPDATE articles SET outlet_id = ?1 WHERE id = ?2 AND outlet_id <> ?1", (outlet_id, article_id)
    ).rowcount:
        forget_unused(connection)


def _save_address(connection: sqlite3.Connection, article_id: int, url: str | None) -> None:
    """A further address that led to a known article, unless it has very many: session numbers have no end."""
    connection.execute(
        "INSERT OR IGNORE INTO article_addresses (article_id, url) SELECT id, ?1 FROM articles"
        " WHERE id = ?2 AND ?1 IS NOT url AND ?1 IS NOT NULL"
        " AND (SELECT count(*) FROM article_addresses WHERE article_id = ?2) < ?3",
        (url, article_id, MOST_ADDRESSES),
    )


def keeps_addresses(connection: sqlite3.Connection, name: str = "main") -> bool:
    """Whether a database, attached by this name, knows of further addresses: one that is only read may be older."""
    rows = connection.execute(f"SELECT 1 FROM {name}.sqlite_master WHERE name = 'article_addresses'")
    return rows.fetchone() is not None


def load_addresses(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The further addresses under which articles were read, by article id."""
    found: dict[int, list[str]] = {}
    for chunk in in_chunks(article_ids if keeps_addresses(connection) else ()):
        for article_id, url in connection.execute(
            "SELECT article_id, url FROM article_addresses"
            f" WHERE article_id IN ({','.join('?' * len(chunk))}) ORDER BY article_id, url",
            chunk,
        ):
            found.setdefault(article_id, []).append(url)
    return {article_id: tuple(urls) for article_id, urls in found.items()}


def oldest_first(connection: sqlite3.Connection) -> str:
    """The order in which an article's versions ``v`` came: by when each is known to have been there first, else by when
    we got them. A text that comes back (a cached page, an edit taken back) is no younger for that.
    """
    return f"{_since(connection)}, {_BEGAN}, v.run_id, v.text_hash DESC"


def _since(connection: sqlite3.Connection) -> str:
    return _SINCE if keeps_beginnings(connection) else "v.dated"


def keeps_beginnings(connection: sqlite3.Connection, name: str = "main") -> bool:
    """Whether a database, attached by this name, has since when texts were there: one only read may be older."""
    return any(row[1] == "since" for row in connection.execute(f"PRAGMA {name}.table_info(article_versions)"))


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
    from syndicheck.store.sketches import COMPARED, look_again, sketches_of

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


def save_sightings(connection: sqlite3.Connection, article_id: int, sightings: Sequence[Sighting]) -> None:
    """Store an article's times; one that is there already is read anew, its raw form being what counts."""
    connection.executemany(
        "INSERT INTO sightings (article_id, kind, source, raw, start, end, precision, zone, zone_name,"
        " flags, usable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (article_id, kind, source, raw) DO UPDATE SET start = excluded.start, end = excluded.end,"
        " precision = excluded.precision, zone = excluded.zone, zone_name = excluded.zone_name,"
        " flags = excluded.flags, usable = excluded.usable",
        (
            (
                article_id,
                s.kind,
                s.source,
                s.raw,
                iso(s.start),
                iso(s.end),
                s.precision.value,
                s.zone.value,
                s.zone_name,
                compact_json(list(s.flags)),
                int(s.usable),
            )
            for s in sightings
        ),
    )


def save_hidden_text(connection: sqlite3.Connection, version_id: int, hidden: Iterable[HiddenText]) -> None:
    """Store what is hidden in a version's text."""
    connection.executemany(
        "INSERT INTO hidden_text (version_id, kind, characters, places, first, excerpt) VALUES (?, ?, ?, ?, ?, ?)",
        ((version_id, h.kind.value, h.characters, h.places, h.first, h.excerpt) for h in hidden),
    )


def load_hidden_text(connection: sqlite3.Connection, version_ids: Sequence[int]) -> dict[int, tuple[HiddenText, ...]]:
    """What is hidden in the texts of versions, in the order of the text; versions without are left out."""
    found: dict[int, list[HiddenText]] = {}
    for chunk in in_chunks(version_ids):
        for version_id, kind, *figures in connection.execute(
            "SELECT version_id, kind, characters, places, first, excerpt FROM hidden_text"
            f" WHERE version_id IN ({','.join('?' * len(chunk))}) ORDER BY version_id, first, kind",
            chunk,
        ):
            found.setdefault(version_id, []).append(HiddenText(HiddenKind(kind), *figures))
    return {version_id: tuple(hidden) for version_id, hidden in found.items()}


def save_release_ids(connection: sqlite3.Connection, version_id: int, releases: Iterable[ReleaseId]) -> None:
    """Store which releases a version is."""
    connection.executemany(
        "INSERT OR IGNORE INTO release_ids (version_id, scheme, value, source, start, end) VALUES (?, ?, ?, ?, ?, ?)",
        ((version_id, r.scheme, r.value, r.source, r.span and r.span.start, r.span and r.span.end) for r in releases),
    )


def save_marks(
    connection: sqlite3.Connection,
    version_id: int,
    text: str,
    page_text: str | None,
    marks: Iterable[Mark],
    dismissed: Mapping[int, int] | None = None,
) -> None:
    """Store the marks of one version, each with a short excerpt of the words it covers.

    ``dismissed`` leads from a mark's position among ``marks`` to the review that dismissed it.
    """
    taken_back = dismissed or {}
    texts: Mapping[TextKind, str] = {TextKind.BODY: text, TextKind.PAGE: page_text or ""}
    connection.executemany(
        "INSERT INTO marks (version_id, type, organisation_id, excerpt, text_kind, start, end, layer, strength,"
        " score, catalogue_id, dismissed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                version_id,
                m.type,
                m.organisation,
                texts[m.kind][m.start : min(m.end, m.start + EXCERPT_CHARACTERS)],
                m.kind.value,
                m.start,
                m.end,
                m.layer.value,
                m.strength,
                m.score,
                m.catalogue_id,
                taken_back.get(position),
            )
            for position, m in enumerate(marks)
        ),
    )


def load_texts(connection: sqlite3.Connection, version_ids: Sequence[int]) -> dict[int, StoredText]:
    """Texts with their marks, dismissed ones left out, by version id; unknown ids are left out."""
    found: dict[int, StoredText] = {}
    for chunk in in_chunks(version_ids):
        places = ",".join("?" * len(chunk))
        marks: dict[int, list[Mark]] = {}
        for row in connection.execute(
            "SELECT version_id, type, start, end, text_kind, organisation_id, catalogue_id, layer, strength, score"
            f" FROM marks WHERE version_id IN ({places}) AND dismissed_by IS NULL ORDER BY version_id, start",
            chunk,
        ):
            marks.setdefault(row[0], []).append(read_mark(row[1:]))
        for row in connection.execute(
            "SELECT v.id, v.article_id, a.key, v.title, a.lang, v.text FROM article_versions v"
            f" JOIN articles a ON a.id = v.article_id WHERE v.id IN ({places})",
            chunk,
        ):
            version_id, article_id, key, title, lang, text = row
            found[version_id] = StoredText(
                version_id, article_id, key, title, lang, text, tuple(marks.get(version_id, ()))
            )
    return found


class LabelText(Struct, frozen=True):
    """What readers of an article see, and what its record says of it to machines (``extra``)."""

    title: str
    text: str
    page_text: str | None
    extra: dict[str, Any]


def load_label_texts(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, LabelText]:
    """The current texts of articles by article id; unknown ids are left out."""
    return {
        row[0]: LabelText(row[1], row[2], row[3], read_json(row[4]) if row[4] else {})
        for chunk in in_chunks(article_ids)
        for row in connection.execute(
            "SELECT a.id, v.title, v.text, v.page_text, v.extra FROM articles a"
            " JOIN article_versions v ON v.id = a.current_version_id"
            f" WHERE a.id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
    }


def load_feed_sources(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, str]:
    """The address of the channel that a feed names as the source of an article (``<source>``), by article id."""
    found: dict[int, str] = {}
    for chunk in in_chunks(article_ids):
        for article_id, extra in connection.execute(
            "SELECT a.id, v.extra FROM articles a JOIN article_versions v ON v.id = a.current_version_id"
            f" WHERE a.id IN ({','.join('?' * len(chunk))}) AND v.extra LIKE '%\"source_address\"%'",
            chunk,
        ):
            if address := feed_source(extra):
                found[article_id] = address
    return found


def feed_source(extra: str) -> str | None:
    """The address of the channel that a version's further fields (JSON) give as its source, if they do."""
    feed = read_json(extra).get("feed")
    address = feed.get("source_address") if isinstance(feed, dict) else None
    return address if isinstance(address, str) else None


class ArticleHead(Struct, frozen=True):
    """What names an article, with its current version."""

    article_id: int
    version_id: int
    key: str
    outlet: str
    title: str
    lang: str


def load_heads(connection: sqlite3.Connection, article_ids: Sequence[int]) -> list[ArticleHead]:
    """The heads of articles, in the order of their ids."""
    return [
        ArticleHead(*row)
        for chunk in in_chunks(sorted(article_ids))
        for row in connection.execute(
            "SELECT a.id, a.current_version_id, a.key, o.name, a.title, a.lang FROM articles a"
            f" JOIN outlets o ON o.id = a.outlet_id WHERE a.id IN ({','.join('?' * len(chunk))}) ORDER BY a.id",
            chunk,
        )
    ]


class VersionRow(Struct, frozen=True):
    """One version of an article; ``since`` is the latest time that its record gives, of several records with this text
    the earliest: it was there then, or a little before. ``None``: no usable time is known.
    """

    version_id: int
    since: datetime | None


def article_versions(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, list[VersionRow]]:
    """The versions of articles, oldest first, as :func:`oldest_first` has them."""
    found: dict[int, list[VersionRow]] = {article_id: [] for article_id in article_ids}
    began, order = _since(connection), oldest_first(connection)
    query = f"SELECT v.article_id, v.id, {began} FROM article_versions v WHERE v.article_id IN"
    for chunk in in_chunks(article_ids):
        for article_id, version_id, since in connection.execute(
            f"{query} ({','.join('?' * len(chunk))}) ORDER BY v.article_id, {order}", chunk
        ):
            found[article_id].append(VersionRow(version_id, read_iso(since) if since else None))
    return found


def load_fields(connection: sqlite3.Connection, version_id: int) -> Mapping[str, Any]:
    """What the record of a version has besides the fields that we know."""
    (extra,) = connection.execute("SELECT extra FROM article_versions WHERE id = ?", (version_id,)).fetchone()
    found = read_json(extra)
    return found if isinstance(found, dict) else {}


def read_mark(row: Sequence[object]) -> Mark:
    """A mark from ``type, start, end, text_kind, organisation_id, catalogue_id, layer, strength, score``."""
    kind, start, end, text_kind, organisation, catalogue_id, layer, strength, score = row
    return Mark(
        type=str(kind),
        start=int(str(start)),
        end=int(str(end)),
        kind=TextKind(str(text_kind)),
        organisation=None if organisation is None else str(organisation),
        catalogue_id=str(catalogue_id),
        layer=Layer(str(layer)),
        strength=str(strength),
        score=float(str(score)),
    )


def versions_marked(connection: sqlite3.Connection, version_ids: Sequence[int], mark_type: str) -> set[int]:
    """Those of the versions that have a mark of this type which nobody dismissed."""
    return {
        version_id
        for chunk in in_chunks(version_ids)
        for (version_id,) in connection.execute(
            f"SELECT DISTINCT version_id FROM marks WHERE version_id IN ({','.join('?' * len(chunk))})"
            " AND type = ? AND dismissed_by IS NULL",
            (*chunk, mark_type),
        )
    }


def load_sightings(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, list[tuple[int, Sighting]]]:
    """Sightings with their row ids, by article id, in a fixed order."""
    found: dict[int, list[tuple[int, Sighting]]] = {article_id: [] for article_id in article_ids}
    for chunk in in_chunks(article_ids):
        for row in connection.execute(
            "SELECT id, article_id, kind, source, raw, start, end, precision, zone, zone_name, flags, usable"
            f" FROM sightings WHERE article_id IN ({','.join('?' * len(chunk))})"
            " ORDER BY article_id, kind, source, raw",
            chunk,
        ):
            sighting = Sighting(
                kind=row[2],
                source=row[3],
                raw=row[4],
                start=read_iso(row[5]),
                end=read_iso(row[6]),
                precision=Precision(row[7]),
                zone=Zone(row[8]),
                zone_name=row[9],
                flags=tuple(read_json(row[10])),
                usable=bool(row[11]),
            )
            found[row[1]].append((row[0], sighting))
    return found


def save_problems(connection: sqlite3.Connection, run_id: int, problems: Iterable[Problem]) -> int:
    """Store what could not be read, with its remedy; returns how many there were."""
    rows = [(run_id, p.where, p.code, p.message, p.remedy, int(p.fatal)) for p in problems]
    connection.executemany(
        "INSERT INTO problems (run_id, place, code, message, remedy, fatal) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    return len(rows)
