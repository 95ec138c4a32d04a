"""What was derived from words that are blackened in a copy for others: hashes, sketches, anchors, identities.

Whoever guesses a telephone number could ask a hash of the text whether the guess is right. So of every text that was
changed all of this is made anew, from what is still there; where it stands in an index it is found by that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from syndicheck.fingerprint.bodies import body_anchors
from syndicheck.identity import text_digest, version_hash
from syndicheck.matching.bodies import body_sketch
from syndicheck.matching.translation import standing_background
from syndicheck.store import sketches
from syndicheck.store.anchors import Anchored, add_anchors, remove_anchors
from syndicheck.store.encoding import in_chunks
from syndicheck.store.texts import load_texts

AT_A_TIME = 200
"""Versions whose texts are read together."""

WITH_KEYS = (
    ("review_articles", "article_key"),
    ("stories", "reasons"),
    ("stories", "cohesion"),
    ("matches", "reasons"),
    ("lineage", "text_reasons"),
    ("lineage", "clock_reasons"),
    ("lineage", "conflict"),
)
"""Where articles are named by their keys."""


class _Words(Struct, frozen=True):
    title: str
    text: str
    page_text: str | None


def derive_anew(copy: sqlite3.Connection, original: sqlite3.Connection) -> None:
    """Bring what the copy derives from its texts in line with them; ``original`` is what it was copied from."""
    for version_id, before, now in _changed(copy, original):
        _hash_anew(copy, version_id, now)
        if now.text != (before.text if before else None):
            _name_anew(copy, version_id, now.text)
            _sketch_anew(copy, version_id, before.text if before else "")


def _changed(copy: sqlite3.Connection, original: sqlite3.Connection) -> Iterator[tuple[int, _Words | None, _Words]]:
    ids = [version_id for (version_id,) in copy.execute("SELECT id FROM article_versions ORDER BY id")]
    for chunk in in_chunks(ids, AT_A_TIME):
        query = f"SELECT id, title, text, page_text FROM article_versions WHERE id IN ({','.join('?' * len(chunk))})"
        before = {row[0]: _Words(*row[1:]) for row in original.execute(query, chunk)}
        for version_id, *words in copy.execute(query, chunk).fetchall():
            now = _Words(*words)
            if before.get(version_id) != now:
                yield version_id, before.get(version_id), now


def _hash_anew(copy: sqlite3.Connection, version_id: int, now: _Words) -> None:
    article_id, old = copy.execute(
        "SELECT article_id, text_hash FROM article_versions WHERE id = ?", (version_id,)
    ).fetchone()
    new = version_hash(now.title, now.text, now.page_text)
    # two versions may have differed in what is blackened, and in nothing else
    while copy.execute(
        "SELECT 1 FROM article_versions WHERE article_id = ? AND text_hash = ? AND id <> ?",
        (article_id, new, version_id),
    ).fetchone():
        new = version_hash(new, now.text, now.page_text)
    copy.execute("UPDATE article_versions SET text_hash = ? WHERE id = ?", (new, version_id))
    copy.execute("UPDATE reviews SET text_hash = ? WHERE text_hash = ?", (new, old))


def _name_anew(copy: sqlite3.Connection, version_id: int, text: str) -> None:
    """An article without an address and an id is named by its text: by the present one's from now on."""
    article_id, old, current = copy.execute(
        "SELECT a.id, a.key, a.current_version_id FROM articles a JOIN article_versions v ON v.article_id = a.id"
        " WHERE v.id = ?",
        (version_id,),
    ).fetchone()
    outlet, _, digest = old.rpartition(":")
    if not old.startswith("text:") or current != version_id:
        return
    digest = text_digest(text)
    while copy.execute(
        "SELECT 1 FROM articles WHERE key = ? AND id <> ?", (f"{outlet}:{digest}", article_id)
    ).fetchone():
        digest = text_digest(digest)
    new = f"{outlet}:{digest}"
    copy.execute("UPDATE articles SET key = ? WHERE id = ?", (new, article_id))
    for table, column in WITH_KEYS:
        copy.execute(f"UPDATE {table} SET {column} = replace({column}, ?1, ?2) WHERE instr({column}, ?1)", (old, new))


def _sketch_anew(copy: sqlite3.Connection, version_id: int, before: str) -> None:
    row = copy.execute("SELECT id, state FROM sketches WHERE version_id = ?", (version_id,)).fetchone()
    if row is None:
        return
    sketch_id, state = row
    stored = load_texts(copy, [version_id])[version_id]
    language = remove_anchors(
        copy, version_id, sketch_id, partial(body_anchors, before, marks=stored.marks), standing_background()
    )
    if language is not None:
        anchors = body_anchors(stored.text, language, stored.marks)
        add_anchors(copy, [Anchored(version_id, sketch_id, language, anchors)], standing_background())
    now = body_sketch(stored.text, stored.marks)
    sketches.replace_sketch(copy, version_id, now, partial(body_sketch, before, stored.marks))
    copy.execute("UPDATE sketches SET state = ? WHERE id = ?", (state, sketch_id))
