"""Copying what was given, not what was derived, from other databases into this one.

Everything is copied inside SQLite in the caller's transaction, so memory stays bounded and a merge that is cut off
leaves nothing behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from syndicheck.errors import InputError
from syndicheck.readonly import address
from syndicheck.store import sketches
from syndicheck.store.addresses import keeps_addresses
from syndicheck.store.database import Database, check_texts
from syndicheck.store.deleted import keeps_deleted, load_deleted, save_deleted
from syndicheck.store.encoding import in_chunks, read_iso
from syndicheck.store.outlets import reassign
from syndicheck.store.said import Said, store_said
from syndicheck.store.sightings import AHEAD
from syndicheck.store.version_order import LATEST_FIRST, keeps_beginnings

MOST_SOURCES = 8
"""SQLite attaches ten files at most."""


class Came(Struct):
    """What was not here before."""

    articles: int = 0
    versions: int = 0
    reviews: int = 0
    blocks: int = 0


def check_sources(sources: Sequence[Path], into: Path) -> None:
    """Whether all can be read, and merged into a database that need not be there yet. Nothing is changed or made.

    Raises:
        InputError: too many, one is missing, or is the target.
        StoreError: one cannot be read, or has no texts.
    """
    if len(sources) > MOST_SOURCES:
        raise InputError(f"{len(sources)} databases are too many at once.", f"Merge {MOST_SOURCES} at a time.")
    for source in sources:
        with Database(source) as given:  # refuses with a message what is not a present database of ours
            check_texts(given)
        if into.exists() and source.samefile(into):
            raise InputError(f"{source} is the database to merge into.", "Name only the others.")


@contextmanager
def attached(target: Database, sources: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """The sources as schemas of the target's connection, read-only."""
    names: list[str] = []
    try:
        for number, source in enumerate(sources):
            with target.explained():
                target.connection.execute(f"ATTACH DATABASE ? AS from{number}", (address(source),))
            names.append(f"from{number}")
        yield tuple(names)
    finally:
        for name in names:
            target.connection.execute(f"DETACH DATABASE {name}")


def copy_given(connection: sqlite3.Connection, names: Sequence[str]) -> Came:
    """Copy what the attached databases were given and the main one was not; the caller holds the transaction."""
    came = Came()
    _copy_runs(connection, names)
    known = _known_so_far(connection)
    for position, name in enumerate(names):
        connection.execute(f"INSERT OR IGNORE INTO outlets (name) SELECT name FROM {name}.outlets ORDER BY id")
        connection.execute(f"INSERT OR IGNORE INTO organisations SELECT id, name, kind FROM {name}.organisations")
        came.blocks += connection.execute(
            f"INSERT OR IGNORE INTO recurring_blocks SELECT * FROM {name}.recurring_blocks ORDER BY wording"
        ).rowcount
        came.articles += connection.execute(
            "INSERT OR IGNORE INTO articles (title, outlet_id, lang, lang_source, url, canonical_url, author,"
            " source_id, key, outlet_as_read) SELECT a.title, here.id, a.lang, a.lang_source, a.url, a.canonical_url,"
            f" a.author, a.source_id, a.key, a.outlet_as_read FROM {name}.articles a"
            f" JOIN {name}.outlets o ON o.id = a.outlet_id JOIN outlets here ON here.name = o.name ORDER BY a.id"
        ).rowcount
        _put_together(connection, name)
        _copy_addresses(connection, name)
        since = "coalesce(v.since, v.dated)" if keeps_beginnings(connection, name) else "v.dated"
        came.versions += connection.execute(
            "INSERT OR IGNORE INTO article_versions"
            " (article_id, text_hash, dated, since, title, text, page_text, extractor, place, extra, run_id)"
            f" SELECT here.id, v.text_hash, v.dated, nullif({since}, v.dated), v.title, v.text, v.page_text,"
            " v.extractor, v.place, v.extra, r.here"
            f" FROM {name}.article_versions v JOIN {name}.articles a ON a.id = v.article_id"
            " JOIN articles here ON here.key = a.key"
            " JOIN merged_runs r ON r.source = ? AND r.there = v.run_id ORDER BY v.id",
            (position,),
        ).rowcount
        own = "coalesce(article_versions.since, article_versions.dated)"
        connection.execute(  # a text that was seen again later, or before
            f"UPDATE article_versions SET since = CASE WHEN {own} = '' THEN {since}"
            f" ELSE min({own}, {since}) END, dated = max(article_versions.dated, v.dated)"
            f" FROM {name}.article_versions v"
            f" JOIN {name}.articles a ON a.id = v.article_id JOIN articles here ON here.key = a.key"
            " WHERE article_versions.article_id = here.id AND article_versions.text_hash = v.text_hash"
            f" AND {since} <> '' AND (article_versions.dated <> v.dated OR {own} <> {since})"
        )
        _copy_times(connection, name)
        _copy_deleted(connection, name)
        _choose_current(connection, name)
        _copy_feeds(connection, name, known.last_feed)
        _copy_what_is_known_of_outlets(connection, name, known)
    reassign(connection)  # outlets are those that this database knows
    came.reviews = _copy_reviews(connection, names)
    connection.execute("DROP TABLE merged_runs")
    return came


class _Known(Struct, frozen=True):
    """What this database knew before anything came in: its feeds have numbers up to ``last_feed``."""

    last_feed: int
    outlets: bool
    ties: bool


def _known_so_far(connection: sqlite3.Connection) -> _Known:
    row = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM feeds), EXISTS (SELECT 1 FROM outlet_names),"
        " EXISTS (SELECT 1 FROM outlet_ties)"
    ).fetchone()
    return _Known(row[0], bool(row[1]), bool(row[2]))


def _copy_what_is_known_of_outlets(connection: sqlite3.Connection, name: str, known: _Known) -> None:
    """Names, domains, owners and ties of outlets, into a database that was told nothing of them: the word of a newsroom
    that keeps its own file is not mixed with another's. Of several sources the first one's holds.
    """
    if not known.outlets:
        connection.execute(
            f"INSERT OR IGNORE INTO outlets (name) SELECT o.name FROM {name}.outlet_names n"
            f" JOIN {name}.outlets o ON o.id = n.outlet_id ORDER BY o.id"
        )
        connection.execute(
            "INSERT OR IGNORE INTO outlet_names (kind, value, outlet_id) SELECT n.kind, n.value, here.id"
            f" FROM {name}.outlet_names n LEFT JOIN {name}.outlets o ON o.id = n.outlet_id"
            " LEFT JOIN outlets here ON here.name = o.name"
        )
        connection.execute(
            f"UPDATE outlets SET owner = o.owner FROM {name}.outlets o"
            " WHERE o.name = outlets.name AND outlets.owner IS NULL AND o.owner IS NOT NULL"
        )
    if not known.ties:
        connection.execute(
            "INSERT OR IGNORE INTO outlet_ties (domain, kind, other, said_by)"
            f" SELECT domain, kind, other, said_by FROM {name}.outlet_ties"
        )


def _copy_feeds(connection: sqlite3.Connection, name: str, last: int) -> None:
    """Feeds that were not known here (their numbers are above ``last``), with when they were asked and what they
    listed, by whichever source: the gaps of what comes in. They are not watched here until somebody names them.
    """
    connection.execute(
        "INSERT OR IGNORE INTO feeds (name, url, content, every, host, added, removed, due, failures)"
        " SELECT name, url, content, every, host, added, coalesce(removed, due), due, failures"
        f" FROM {name}.feeds ORDER BY id"
    )
    new = f"{name}.feeds f ON f.id = r.feed_id JOIN feeds here ON here.url = f.url AND here.id > {int(last)}"
    connection.execute(
        "INSERT INTO feed_requests (feed_id, asked, answered, outcome, status, entries, new_entries, code, message)"
        " SELECT here.id, r.asked, r.answered, r.outcome, r.status, r.entries, r.new_entries, r.code, r.message"
        f" FROM {name}.feed_requests r JOIN {new} WHERE NOT EXISTS (SELECT 1 FROM feed_requests k"
        " WHERE k.feed_id = here.id AND k.asked = r.asked AND k.outcome = r.outcome) ORDER BY r.id"
    )
    connection.execute(
        "INSERT OR IGNORE INTO feed_entries (feed_id, title, url, key, digest, seen, state, host, attempts, due, code,"
        " given, pending) SELECT here.id, r.title, r.url, r.key, r.digest, r.seen, r.state, r.host, r.attempts, r.due,"
        f" r.code, r.given, r.pending FROM {name}.feed_entries r JOIN {new} ORDER BY r.id"
    )


def _copy_runs(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Runs in the order in which they began: of two undated versions the one from the later run is the present one."""
    connection.execute(
        "CREATE TEMP TABLE merged_runs (place INTEGER PRIMARY KEY, source INTEGER, there INTEGER, here INTEGER,"
        " new INTEGER, UNIQUE (source, there))"
    )
    runs = sorted(
        (row[2], position, row)
        for position, name in enumerate(names)
        for row in connection.execute(
            "SELECT command, inputs, started, finished, read, new_articles, new_versions, unchanged, problems, id"
            f" FROM {name}.runs"
        )
    )
    for _, position, (*facts, there) in runs:
        known = connection.execute(
            "SELECT id FROM runs WHERE command = ? AND inputs = ? AND started = ?", facts[:3]
        ).fetchone()
        if known is None:
            here = connection.execute(
                "INSERT INTO runs (command, inputs, started, finished, read, new_articles, new_versions, unchanged,"
                " problems) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                facts,
            ).lastrowid
        else:
            here = known[0]
        connection.execute(
            "INSERT INTO merged_runs (source, there, here, new) VALUES (?, ?, ?, ?)",
            (position, there, here, known is None),
        )
    every = " UNION ALL ".join(f"SELECT {n} AS source, * FROM {name}.problems" for n, name in enumerate(names))
    connection.execute(
        "INSERT INTO problems (run_id, place, code, message, remedy, fatal)"
        f" SELECT r.here, p.place, p.code, p.message, p.remedy, p.fatal FROM ({every}) p"
        " CROSS JOIN merged_runs r ON r.source = p.source AND r.there = p.run_id WHERE r.new ORDER BY r.place, p.id"
    )


def _put_together(connection: sqlite3.Connection, name: str) -> None:
    """What records there say of articles that were here, too, as :func:`syndicheck.store.articles.save` does it. Which
    outlet that is, is seen in the end.
    """
    fields = ("url", "canonical_url", "author", "source_id", "outlet_as_read")
    here, there = (", ".join(f"{table}.{field}" for field in fields) for table in ("here", "a"))
    differ = " OR ".join(f"here.{field} IS NOT a.{field}" for field in fields)
    for article_id, key, *said in connection.execute(
        f"SELECT here.id, a.key, {here}, {there} FROM {name}.articles a JOIN articles here ON here.key = a.key"
        f" WHERE {differ} ORDER BY here.id"
    ).fetchall():
        before = Said(*said[:5])
        now = before.with_(Said(*said[5:]), key)
        if now != before:
            store_said(connection, article_id, now)


def _copy_addresses(connection: sqlite3.Connection, name: str) -> None:
    further = (
        f" UNION SELECT article_id, url FROM {name}.article_addresses" if keeps_addresses(connection, name) else ""
    )
    connection.execute(
        "INSERT OR IGNORE INTO article_addresses (article_id, url) SELECT here.id, k.url"
        f" FROM (SELECT id, url FROM {name}.articles WHERE url IS NOT NULL{further}) k"
        f" JOIN {name}.articles a ON a.id = k.id JOIN articles here ON here.key = a.key WHERE here.url IS NOT k.url"
    )


def _copy_times(connection: sqlite3.Connection, name: str) -> None:
    """Copy times; the stories of articles that were here and got another time are formed anew. A time that lay in the
    future where it was read first decides nothing here, either: the text was there.
    """
    fields = "kind, source, raw, start, end, precision, zone, zone_name, flags, usable"
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM sightings").fetchone()
    given = f"{name}.sightings t JOIN {name}.articles a ON a.id = t.article_id JOIN articles here ON here.key = a.key"
    late = connection.execute(
        f"SELECT own.id, own.article_id, t.flags FROM {given} JOIN sightings own ON own.article_id = here.id"
        " AND own.kind = t.kind AND own.source = t.source AND own.raw = t.raw"
        " WHERE instr(t.flags, ?1) AND NOT instr(own.flags, ?1) ORDER BY own.id",
        (AHEAD,),
    ).fetchall()
    connection.executemany(
        "UPDATE sightings SET flags = ?, usable = 0 WHERE id = ?",
        ((flags, sighting_id) for sighting_id, _, flags in late),
    )
    connection.execute(
        f"INSERT OR IGNORE INTO sightings (article_id, {fields})"
        f" SELECT here.id, {', '.join('t.' + field for field in fields.split(', '))} FROM {given} ORDER BY t.id"
    )
    changed = connection.execute("SELECT DISTINCT article_id FROM sightings WHERE id > ?", (last,)).fetchall()
    articles = {article_id for (article_id,) in changed}.union(article_id for _, article_id, _ in late)
    again: list[int] = []
    for chunk in in_chunks(sorted(articles)):
        again += (
            sketch_id
            for (sketch_id,) in connection.execute(
                "SELECT s.id FROM sketches s JOIN article_versions v ON v.id = s.version_id"
                f" WHERE v.article_id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
        )
    sketches.look_again(connection, again, sketches.COMPARED)


def _copy_deleted(connection: sqlite3.Connection, name: str) -> None:
    """Copy when deleted articles can have appeared; the stories of articles of which an earlier one is now known are
    formed anew.
    """
    if not keeps_deleted(connection, name):
        return
    rows = connection.execute(
        f"SELECT here.id, d.start, d.end FROM {name}.deleted_earlier d JOIN {name}.articles a ON a.id = d.article_id"
        " JOIN articles here ON here.key = a.key ORDER BY here.id"
    ).fetchall()
    known = load_deleted(connection, [article_id for article_id, _, _ in rows])
    came = {article_id: (read_iso(start), read_iso(end)) for article_id, start, end in rows}
    earlier = {ident: one for ident, one in came.items() if ident not in known or one < known[ident]}
    save_deleted(connection, earlier)
    again: set[int] = set()
    for chunk in in_chunks(sorted(earlier)):
        again.update(
            sketch_id
            for (sketch_id,) in connection.execute(
                "SELECT s.id FROM sketches s JOIN article_versions v ON v.id = s.version_id"
                f" WHERE v.article_id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
        )
    sketches.look_again(connection, sorted(again), sketches.COMPARED)


def _choose_current(connection: sqlite3.Connection, name: str) -> None:
    """Point articles at their latest version, as :func:`syndicheck.store.articles.save` does.

    Title and language follow it from the database that has it as its present one.
    """
    connection.execute(
        "UPDATE articles SET current_version_id = (SELECT v.id FROM article_versions v WHERE v.article_id = articles.id"
        f" ORDER BY {LATEST_FIRST} LIMIT 1)"
        f" WHERE key IN (SELECT key FROM {name}.articles)"
    )
    connection.execute(
        "UPDATE articles SET (title, lang, lang_source) = (SELECT a.title, a.lang, a.lang_source"
        f" FROM {name}.articles a WHERE a.key = articles.key)"
        f" WHERE EXISTS (SELECT 1 FROM {name}.articles a JOIN {name}.article_versions v ON v.id = a.current_version_id"
        " JOIN article_versions here ON here.id = articles.current_version_id"
        " WHERE a.key = articles.key AND v.text_hash = here.text_hash)"
    )


_DECISION = (
    "kind, reviewer, why, decided, stories, together, mark_type, mark_kind, mark_start, mark_end, mark_wording,"
    " text_hash, withdrawn, withdrawn_by, withdrawn_why"
)


def _copy_reviews(connection: sqlite3.Connection, names: Sequence[str]) -> int:
    """Decisions in the order in which they were made; those that were here keep their numbers."""
    found = sorted(
        (read_iso(row[3]), position, row[-1], row)
        for position, name in enumerate(names)
        for row in connection.execute(f"SELECT {_DECISION}, id FROM {name}.reviews")
    )
    came = 0
    for _, position, there, row in found:
        articles = connection.execute(
            f"SELECT position, article_key, side FROM {names[position]}.review_articles WHERE review_id = ?"
            " ORDER BY position",
            (there,),
        ).fetchall()
        here = _known(connection, row, articles)
        if here is not None:
            came += _take_back(connection, here, row[12:15])
            continue
        number = connection.execute(
            f"INSERT INTO reviews ({_DECISION}) VALUES ({', '.join('?' * 15)})", row[:-1]
        ).lastrowid
        connection.executemany(
            "INSERT INTO review_articles (review_id, position, article_key, side) VALUES (?, ?, ?, ?)",
            ((number, *article) for article in articles),
        )
        came += 1
    return came


def _known(connection: sqlite3.Connection, row: Sequence[object], articles: Sequence[object]) -> int | None:
    """The number of the same decision here."""
    same = connection.execute(
        "SELECT id FROM reviews WHERE kind = ? AND reviewer = ? AND why = ? AND decided = ? ORDER BY id", row[:4]
    ).fetchall()
    for (number,) in same:
        held = connection.execute(
            "SELECT position, article_key, side FROM review_articles WHERE review_id = ? ORDER BY position", (number,)
        ).fetchall()
        if held == articles:
            return int(number)
    return None


def _take_back(connection: sqlite3.Connection, number: int, withdrawal: Sequence[object]) -> bool:
    """Withdraw a decision here that was withdrawn there; whether that is new."""
    return withdrawal[0] is not None and bool(
        connection.execute(
            "UPDATE reviews SET withdrawn = ?, withdrawn_by = ?, withdrawn_why = ? WHERE id = ? AND withdrawn IS NULL",
            (*withdrawal, number),
        ).rowcount
    )
