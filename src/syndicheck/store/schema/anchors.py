"""The index that names possible translations, and how it came from one row a version to rows of many."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from syndicheck.store.postings import FULL, packed_row, unpacked_row

ANCHOR_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE anchor_languages (
        id INTEGER PRIMARY KEY,
        language TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE anchors (
        hash INTEGER NOT NULL,           -- of an anchor's key, 63 bits
        language_id INTEGER NOT NULL REFERENCES anchor_languages(id),
        version_id INTEGER NOT NULL REFERENCES article_versions(id),
        PRIMARY KEY (hash, language_id, version_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE anchored_versions (
        version_id INTEGER PRIMARY KEY REFERENCES article_versions(id),
        language_id INTEGER NOT NULL REFERENCES anchor_languages(id),
        hashes BLOB NOT NULL             -- its rows in anchors, int64 little-endian
    ) STRICT
    """,
)
"""The first form, with a row for each version: before the first release it was twice as large as the texts."""

POSTING_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE anchor_postings (
        hash INTEGER NOT NULL,           -- of an anchor's key, 47 bits
        language_id INTEGER NOT NULL REFERENCES anchor_languages(id),
        first INTEGER NOT NULL REFERENCES article_versions(id), -- the smallest version of this row
        others BLOB NOT NULL,            -- the other versions that have the anchor, ascending; see store/postings.py
        PRIMARY KEY (hash, language_id, first)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE anchored_versions (
        version_id INTEGER PRIMARY KEY REFERENCES article_versions(id),
        language_id INTEGER NOT NULL REFERENCES anchor_languages(id),
        anchors INTEGER NOT NULL         -- in how many rows of anchor_postings it stands
    ) STRICT
    """,
)
"""Rows of an anchor lie together whatever their language: one scan finds a text's partners in all of them."""

ANCHORS_RAREST = "ALTER TABLE anchored_versions ADD COLUMN rarest BLOB NOT NULL DEFAULT x''"
"""What a version is looked up by in its own language."""

ANCHORS_PACKED = "ALTER TABLE anchored_versions ADD COLUMN packed BLOB"
"""All anchors of a version, so that those who compare it with texts in other languages need not look for them."""

ANCHOR_STEPS = "ALTER TABLE anchor_postings ADD COLUMN steps BLOB NOT NULL DEFAULT x''"
"""Where an anchor stands in the texts that have it. Empty where an older program wrote the row."""

POSTINGS_IN_ORDER = """
    CREATE TABLE anchor_postings (
        hash INTEGER NOT NULL,           -- of an anchor's key, 47 bits
        language_id INTEGER NOT NULL REFERENCES anchor_languages(id),
        first INTEGER NOT NULL,          -- the smallest sketch of this row
        others BLOB NOT NULL,            -- the other sketches that have the anchor, ascending; see store/postings.py
        steps BLOB NOT NULL,             -- a byte each: where in the text the anchor first stands; see store/anchors.py
        PRIMARY KEY (hash, language_id, first)
    ) STRICT, WITHOUT ROWID
    """
"""The same with sketches in the place of versions: lists are read from their beginning, and that must be the same for
the same articles, whatever the order in which they came."""

ANCHOR_INDEX = (ANCHOR_TABLES[0], POSTINGS_IN_ORDER, POSTING_TABLES[1], ANCHORS_RAREST, ANCHORS_PACKED)
"""All tables of the present index."""


def gather(connection: sqlite3.Connection) -> None:
    """Move what stands in the first form of the tables into the present one; the caller holds the transaction."""
    connection.execute("ALTER TABLE anchored_versions RENAME TO anchored_versions_before")
    for statement in POSTING_TABLES:
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO anchor_postings (hash, language_id, first, others) VALUES (?, ?, ?, ?)", _rows(connection)
    )
    connection.execute(
        "INSERT INTO anchored_versions SELECT version_id, language_id, length(hashes) / 8 FROM anchored_versions_before"
    )
    connection.execute("DROP TABLE anchored_versions_before")
    connection.execute("DROP TABLE anchors")


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[int, int, int, bytes]]:
    """The rows of the present form. Of a hash the first 47 of its 63 bits are kept, so the order stays."""
    held = connection.execute(
        "SELECT hash >> 16, language_id, version_id FROM anchors ORDER BY hash, language_id, version_id"
    )
    for value, same in groupby(held, key=itemgetter(0)):
        for language_id, group in groupby(sorted(set(same)), key=itemgetter(1)):
            versions = [version_id for _, _, version_id in group]
            for start in range(0, len(versions), FULL):
                others = array("I", versions[start + 1 : start + FULL])
                if sys.byteorder == "big":
                    others.byteswap()
                yield value, language_id, versions[start], others.tobytes()


def put_in_order(connection: sqlite3.Connection) -> None:
    """Put sketches in the place of versions; the caller holds the transaction."""
    connection.execute("ALTER TABLE anchor_postings RENAME TO anchor_postings_before")
    connection.execute(POSTINGS_IN_ORDER)
    sketch_of = dict(connection.execute("SELECT version_id, id FROM sketches WHERE id <> version_id"))
    if not sketch_of:  # as long as nothing was derived again
        connection.execute(
            "INSERT INTO anchor_postings (hash, language_id, first, others, steps)"
            " SELECT hash, language_id, first, others, steps FROM anchor_postings_before"
        )
    else:
        connection.executemany(
            "INSERT INTO anchor_postings (hash, language_id, first, others, steps) VALUES (?, ?, ?, ?, ?)",
            _in_order(connection, sketch_of),
        )
    connection.execute("DROP TABLE anchor_postings_before")


def _in_order(
    connection: sqlite3.Connection, sketch_of: Mapping[int, int]
) -> Iterator[tuple[int, int, int, bytes, bytes]]:
    """The rows by version, with the sketches of these."""
    held = connection.execute(
        "SELECT hash, language_id, first, others, steps FROM anchor_postings_before ORDER BY hash, language_id, first"
    )
    for (value, language_id), rows in groupby(held, key=itemgetter(0, 1)):
        versions = ((one, step) for _, _, *row in rows for one, step in zip(*unpacked_row(*row), strict=True))
        found = sorted((sketch_of.get(version_id, version_id), step) for version_id, step in versions)
        for start in range(0, len(found), FULL):
            yield value, language_id, *packed_row(found[start : start + FULL])
