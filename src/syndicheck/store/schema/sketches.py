"""Sketches of bodies and the two indexes over them, and how they came from rows of a single entry, and from sketches
that kept their hashes.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array

from syndicheck.fingerprint.minhash import bands
from syndicheck.store import hash_rows

SKETCHES_WITH_HASHES = """
    CREATE TABLE sketches (
        id INTEGER PRIMARY KEY,          -- order of comparison; that of the articles' keys after a reindex
        version_id INTEGER NOT NULL UNIQUE REFERENCES article_versions(id),
        body_hash BLOB NOT NULL,         -- of the body's words: BLAKE2b, 128 bits
        representative_id INTEGER NOT NULL, -- the first sketch with this body; only that one is indexed
        tokens INTEGER NOT NULL,
        shingles INTEGER NOT NULL,
        fingerprints BLOB NOT NULL,      -- winnowed shingle hashes, uint32 little-endian; the first one's only
        bands BLOB NOT NULL,             -- of the MinHash signature, 25 x uint32 little-endian; the first one's only
        state INTEGER NOT NULL DEFAULT 0 -- 0: stored, 1: compared with every earlier version, 2: in its story
    ) STRICT
    """

SKETCHES = """
    CREATE TABLE sketches (
        id INTEGER PRIMARY KEY,          -- order of comparison; that of the articles' keys after a reindex
        version_id INTEGER NOT NULL UNIQUE REFERENCES article_versions(id),
        body_hash BLOB NOT NULL,         -- of the body's words: BLAKE2b, 128 bits
        representative_id INTEGER NOT NULL, -- the first sketch with this body; only that one is indexed
        tokens INTEGER NOT NULL,
        shingles INTEGER NOT NULL,       -- how many distinct shingle hashes the body has
        fingerprints INTEGER NOT NULL,   -- how many of these are kept (winnowed); of every sketch, indexed or not
        state INTEGER NOT NULL DEFAULT 0 -- 0: stored, 1: compared with every earlier version, 2: in its story
    ) STRICT
    """

WAITING_HASHES = """
    CREATE TABLE waiting_hashes (
        sketch_id INTEGER PRIMARY KEY REFERENCES sketches(id), -- of a text that was stored and is to be compared
        fingerprints BLOB NOT NULL,      -- winnowed shingle hashes, uint32 little-endian, ascending
        bands BLOB NOT NULL              -- of the MinHash signature, 25 x uint32 little-endian
    ) STRICT
    """

INDEXES = (
    "CREATE INDEX sketches_body ON sketches(body_hash)",
    "CREATE INDEX sketches_waiting ON sketches(state) WHERE state < 2",
)
"""Both end in the sketch's id, as every index of SQLite does."""

HASH_ROWS = {
    "fingerprints": """
    CREATE TABLE fingerprints (
        first INTEGER PRIMARY KEY,       -- the first entry: a fingerprint (32 bits) and a sketch (31 bits)
        entries BLOB NOT NULL            -- all entries of the row; see store/hash_rows.py
    ) STRICT
    """,
    "lsh_bands": """
    CREATE TABLE lsh_bands (
        first INTEGER PRIMARY KEY,       -- the first entry: a band (32 bits) and a sketch (31 bits)
        entries BLOB NOT NULL            -- all entries of the row; see store/hash_rows.py
    ) STRICT
    """,
}


def pack(connection: sqlite3.Connection) -> None:
    """Move what stands in the first form of these tables into the present one; the caller holds the transaction."""
    for table, statement in HASH_ROWS.items():
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
        connection.execute(statement)
        held = connection.execute(
            f"SELECT hash & 4294967295 AS value, sketch_id FROM {table}_before ORDER BY value, sketch_id"
        )
        hash_rows.fill(connection, table, held)
        connection.execute(f"DROP TABLE {table}_before")
    connection.create_function("bands_of", 1, _bands, deterministic=True)
    connection.create_function("bytes_of", 1, bytes.fromhex, deterministic=True)
    connection.execute("ALTER TABLE sketches RENAME TO sketches_before")
    connection.execute(SKETCHES_WITH_HASHES)
    connection.execute(
        "INSERT INTO sketches SELECT id, version_id, bytes_of(body_hash), representative_id, tokens, shingles,"
        " CASE WHEN representative_id = id THEN fingerprints ELSE x'' END,"
        " CASE WHEN representative_id = id AND signature <> x'' THEN bands_of(signature) ELSE x'' END, state"
        " FROM sketches_before"
    )
    connection.execute("DROP TABLE sketches_before")
    for statement in INDEXES:
        connection.execute(statement)


def without_hashes(connection: sqlite3.Connection) -> None:
    """Let sketches keep the number of their fingerprints only, which stand in the index; those of what is still to be
    compared wait for it. The caller holds the transaction.
    """
    connection.execute("ALTER TABLE sketches RENAME TO sketches_before")
    for statement in (SKETCHES, WAITING_HASHES):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO sketches SELECT b.id, b.version_id, b.body_hash, b.representative_id, b.tokens, b.shingles,"
        " coalesce(length(r.fingerprints) / 4, 0), b.state"
        " FROM sketches_before b LEFT JOIN sketches_before r ON r.id = b.representative_id ORDER BY b.id"
    )
    connection.execute(
        "INSERT INTO waiting_hashes SELECT id, fingerprints, bands FROM sketches_before"
        " WHERE state = 0 AND representative_id = id AND fingerprints <> x'' ORDER BY id"
    )
    connection.execute("DROP TABLE sketches_before")
    for statement in INDEXES:
        connection.execute(statement)


def _bands(signature: bytes) -> bytes:
    keys = array("I", ((band >> 32) & 0xFFFFFFFF for band in bands(signature)))
    if sys.byteorder == "big":
        keys.byteswap()
    return keys.tobytes()
