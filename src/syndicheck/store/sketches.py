"""Sketches of bodies, the indexes over them, and how far each version has come on its way into a story."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterable, Sequence

from syndicheck.fingerprint.minhash import bands
from syndicheck.model import Sketch
from syndicheck.store.encoding import in_chunks

STORED, COMPARED, GROUPED = 0, 1, 2
"""How far a version has come; each step is committed together with its results, so a cut-off run goes on here."""


def save_sketch(connection: sqlite3.Connection, version_id: int, sketch: Sketch) -> None:
    """Store what the indexes need. Of equal bodies only the first is indexed; the others point to it."""
    (sketch_id,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM sketches").fetchone()
    (first,) = connection.execute("SELECT min(id) FROM sketches WHERE body_hash = ?", (sketch.body_hash,)).fetchone()
    representative = sketch_id if first is None or not sketch.tokens else first
    connection.execute(
        "INSERT INTO sketches (id, version_id, body_hash, representative_id, tokens, shingles, fingerprints, signature)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sketch_id,
            version_id,
            sketch.body_hash,
            representative,
            sketch.tokens,
            sketch.shingles,
            _pack(sketch.fingerprints),
            sketch.signature,
        ),
    )
    if representative != sketch_id or not sketch.tokens:
        return
    connection.executemany(
        "INSERT OR IGNORE INTO fingerprints (hash, sketch_id) VALUES (?, ?)",
        ((value, sketch_id) for value in sketch.fingerprints),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO lsh_bands (hash, sketch_id) VALUES (?, ?)",
        ((value, sketch_id) for value in bands(sketch.signature)),
    )


def load_sketch(connection: sqlite3.Connection, sketch_id: int) -> Sketch:
    """A stored sketch.

    Raises:
        KeyError: there is none with this id.
    """
    row = connection.execute(
        "SELECT signature, shingles, fingerprints, tokens, body_hash FROM sketches WHERE id = ?", (sketch_id,)
    ).fetchone()
    if row is None:
        raise KeyError(sketch_id)
    return Sketch(signature=row[0], shingles=row[1], fingerprints=_unpack(row[2]), tokens=row[3], body_hash=row[4])


def representative_of(connection: sqlite3.Connection, sketch_id: int) -> int:
    """The first sketch with the same body."""
    (representative,) = connection.execute(
        "SELECT representative_id FROM sketches WHERE id = ?", (sketch_id,)
    ).fetchone()
    return int(representative)


def version_of(connection: sqlite3.Connection, sketch_id: int) -> int:
    """The version that a sketch is of."""
    (version_id,) = connection.execute("SELECT version_id FROM sketches WHERE id = ?", (sketch_id,)).fetchone()
    return int(version_id)


def articles_of(connection: sqlite3.Connection, sketch_ids: Sequence[int]) -> list[int]:
    """The articles that sketches belong to, ascending."""
    found = {
        article_id
        for chunk in in_chunks(sketch_ids)
        for (article_id,) in connection.execute(
            "SELECT v.article_id FROM sketches s JOIN article_versions v ON v.id = s.version_id"
            f" WHERE s.id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
    }
    return sorted(found)


def waiting(connection: sqlite3.Connection, state: int, limit: int) -> list[int]:
    """Sketches in this state, in the order of comparison."""
    rows = connection.execute(
        "SELECT id FROM sketches WHERE state = ? AND state < 2 ORDER BY id LIMIT ?", (state, limit)
    )
    return [sketch_id for (sketch_id,) in rows]


def count_waiting(connection: sqlite3.Connection, state: int) -> int:
    """How many versions are in this state."""
    (count,) = connection.execute("SELECT count(*) FROM sketches WHERE state = ? AND state < 2", (state,)).fetchone()
    return int(count)


def advance(connection: sqlite3.Connection, sketch_ids: Iterable[int], state: int) -> None:
    """Note that versions have reached a state; the caller holds the transaction that also saves the results."""
    connection.executemany(
        "UPDATE sketches SET state = ? WHERE id = ?", ((state, sketch_id) for sketch_id in sketch_ids)
    )


def _pack(values: Iterable[int]) -> bytes:
    """Ascending uint32, little-endian."""
    packed = array("I", values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _unpack(blob: bytes) -> tuple[int, ...]:
    packed = array("I")
    packed.frombytes(blob)
    if sys.byteorder == "big":
        packed.byteswap()
    return tuple(packed)
