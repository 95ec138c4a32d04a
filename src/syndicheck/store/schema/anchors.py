"""The index that names possible translations."""

from __future__ import annotations

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
"""Rows of an anchor lie together whatever their language: one scan finds a text's partners in all of them. What a
version has there is noted once more, because an index for it would be as large as the table."""
