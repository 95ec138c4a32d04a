"""What must hold of a database whenever the machine might have stopped, and what two equal ones have in common."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from syndicheck.matching.bodies import body_sketch
from syndicheck.store import hash_rows, postings, waiting_hashes
from syndicheck.store.dump import canonical_dump
from syndicheck.store.encoding import compact_json
from syndicheck.store.schema.file import FORMAT
from syndicheck.store.stories import resolve_public_id
from syndicheck.store.texts import load_texts

NEEDED = ("articles", "article_versions", "sketches", "anchor_postings", "stories")


@dataclass(slots=True)
class State:
    """What a database on the disk holds: what is wrong with it, its articles, their texts, and the ids of stories."""

    wrong: list[str] = field(default_factory=list)
    texts: set[tuple[str, str]] = field(default_factory=set)
    public_ids: set[str] = field(default_factory=set)

    @property
    def keys(self) -> set[str]:
        return {key for key, _ in self.texts}


def state(path: Path, scratch: Path, *, rebuilding: bool = False) -> State:
    """Examine a copy, so that the next run meets the database and its log as the last one left them."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    found = State()
    if not path.exists():
        return found
    for suffix in ("", "-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            shutil.copyfile(beside, scratch / beside.name)
    with closing(sqlite3.connect(scratch / path.name, isolation_level=None)) as connection:
        try:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            (form,) = connection.execute("PRAGMA user_version").fetchone()
            if not tables.issuperset(NEEDED) or form < FORMAT:  # killed while the schema was made
                found.wrong += _damage(connection)
                return found
            found.wrong += _damage(connection)
            found.wrong += _incomplete(connection, rebuilding=rebuilding)
            found.texts = set(
                connection.execute(
                    "SELECT a.key, v.text_hash FROM articles a JOIN article_versions v ON v.article_id = a.id"
                )
            )
            found.public_ids = {row[0] for row in connection.execute("SELECT public_id FROM stories")}
        except sqlite3.Error as error:
            found.wrong.append(f"{type(error).__name__}: {error}")
    return found


def _damage(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"damaged: {line}"
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"refers to nothing: {row}"


_NONE = {
    "article without a text": "SELECT key FROM articles WHERE current_version_id IS NULL",
    "article that points at another's text": "SELECT a.key FROM articles a JOIN article_versions v"
    " ON v.id = a.current_version_id WHERE v.article_id <> a.id",
    "article twice": "SELECT key FROM articles GROUP BY key HAVING count(*) > 1",
    "text twice": "SELECT article_id FROM article_versions GROUP BY article_id, text_hash HAVING count(*) > 1",
    "story that counts wrongly": "SELECT public_id FROM stories s WHERE members <>"
    " (SELECT count(*) FROM story_articles WHERE story_id = s.id AND role = 'member')",
    "matched before it was derived": "SELECT id FROM matches WHERE a_version_id NOT IN"
    " (SELECT version_id FROM sketches) OR b_version_id NOT IN (SELECT version_id FROM sketches)",
    "entry of a feed that is held without an article": "SELECT key FROM feed_entries e WHERE state = 'held'"
    " AND NOT EXISTS (SELECT 1 FROM feed_entries o WHERE o.key = e.key AND o.state IN ('waiting', 'ready'))"
    " AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.key = 'url:' || e.key)",
    "entries that a request brought and lost": "SELECT r.id FROM feed_requests r WHERE r.outcome = 'read'"
    " AND r.entries > (SELECT count(*) FROM feed_entries e WHERE e.feed_id = r.feed_id)",
    "hashes that wait for what was compared": "SELECT sketch_id FROM waiting_hashes WHERE sketch_id NOT IN"
    " (SELECT id FROM sketches WHERE state = 0)",
    "entry of a feed with nothing to store": "SELECT key FROM feed_entries WHERE state = 'ready' AND pending = ''",
}

_SKETCHES = (
    "SELECT id, version_id, representative_id, lower(hex(body_hash)), tokens, shingles, fingerprints FROM sketches"
)

_NONE_IN_PEACE = {
    "text from which nothing was derived": "SELECT id FROM article_versions WHERE id NOT IN"
    " (SELECT version_id FROM sketches)",
    "text without anchors": "SELECT s.version_id FROM sketches s WHERE s.tokens > 40"
    " AND NOT EXISTS (SELECT 1 FROM anchored_versions a WHERE a.version_id = s.version_id AND a.anchors > 0)",
}


def _incomplete(connection: sqlite3.Connection, *, rebuilding: bool) -> Iterator[str]:
    for what, query in (_NONE if rebuilding else {**_NONE, **_NONE_IN_PEACE}).items():
        rows = connection.execute(query).fetchall()
        if rows:
            yield f"{what}: {rows[:3]}"
    wanted: dict[str, set[tuple[int, int]]] = {table: set() for table in hash_rows.TABLES}
    for sketch_id, version_id, representative, *facts in connection.execute(_SKETCHES).fetchall():
        (stored,) = load_texts(connection, [version_id]).values()
        sketch = body_sketch(stored.text, stored.marks)
        if [sketch.body_hash, sketch.tokens, sketch.shingles, len(sketch.fingerprints)] != facts:
            yield f"sketch {sketch_id} is not of its text"
        if representative == sketch_id:
            wanted["fingerprints"] |= {(value, sketch_id) for value in sketch.fingerprints}
            wanted["lsh_bands"] |= {(value, sketch_id) for value in sketch.bands}
        if waiting_hashes.load(connection, sketch_id) not in (None, (sketch.fingerprints, sketch.bands)):
            yield f"hashes that wait with sketch {sketch_id} are not of its text"
    for table, entries in wanted.items():
        held = list(hash_rows.every(connection, table))
        if len(set(held)) != len(held) or set(held) != entries:
            odd = sorted({sketch_id for _, sketch_id in entries.symmetric_difference(held)})
            yield f"sketches {odd[:3]} are indexed in part, twice, or are gone, in {table}"
    counted = dict(connection.execute("SELECT version_id, anchors FROM anchored_versions"))
    if Counter(version_id for version_id, _ in set(_anchored(connection))) != counted:
        yield "anchors are indexed in part, or of a text that is gone"
    try:
        connection.execute("INSERT INTO article_versions_fts(article_versions_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.Error as error:
        yield f"search index: {error}"


_IDENTITIES = "SELECT v.id, a.key, v.text_hash FROM article_versions v JOIN articles a ON a.id = v.article_id"


def _anchored(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Version and hash of every anchor in the index."""
    version_of = dict(connection.execute("SELECT id, version_id FROM sketches"))
    found = ((sketch_id, value) for value, sketch_ids in postings.every(connection) for sketch_id in sketch_ids)
    return [(version_of.get(sketch_id, -sketch_id), value) for sketch_id, value in found]


def _anchor_lines(connection: sqlite3.Connection) -> list[str]:
    names = {version_id: identity for version_id, *identity in connection.execute(_IDENTITIES)}
    return sorted(compact_json([*names[version_id], value]) for version_id, value in _anchored(connection))


def everything(path: Path) -> list[str]:
    """The canonical dump, the anchors, what was learned, what feeds brought, and how far each text has come."""
    with closing(sqlite3.connect(path)) as connection:
        lines = list(canonical_dump(connection))
        lines += _anchor_lines(connection)
        lines += [
            compact_json(list(row))
            for query in (
                "SELECT state, count(*) FROM sketches GROUP BY state ORDER BY state",
                "SELECT wording, articles, stories FROM recurring_blocks ORDER BY wording",
                "SELECT key, state, attempts, code, seen FROM feed_entries ORDER BY feed_id, key",
                "SELECT f.url, r.outcome, r.entries, r.new_entries, r.code FROM feed_requests r"
                " JOIN feeds f ON f.id = r.feed_id ORDER BY f.url, r.id",
                "SELECT kind, value, outlet_id FROM outlet_names ORDER BY kind, value",
            )
            for row in connection.execute(query)
        ]
        return lines


def lost_ids(path: Path, public_ids: set[str]) -> set[str]:
    """Ids of stories that were shown once and lead nowhere now."""
    with closing(sqlite3.connect(path)) as connection:
        return {one for one in public_ids if resolve_public_id(connection, one) is None}
