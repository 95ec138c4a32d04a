"""Hashes of texts that were stored and are to be compared next: kept until then, so that no text is sketched twice.

Afterwards the same numbers stand in the indexes alone. Nothing depends on them: of a text that has none they are made
again (:func:`syndicheck.store.sketches.load_sketch`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from syndicheck.model.sketches import Sketch
from syndicheck.store.hash_rows import bytes_of, numbers_of

Row = tuple[int, bytes, bytes]
"""A sketch's id, its fingerprints and its bands, as they are stored."""


def row_of(sketch_id: int, sketch: Sketch) -> Row:
    """What is kept of a sketch."""
    return sketch_id, bytes_of(4, sketch.fingerprints), bytes_of(4, sketch.bands)


def keep(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Keep hashes of sketches that are stored; the caller holds the transaction."""
    connection.executemany("INSERT INTO waiting_hashes (sketch_id, fingerprints, bands) VALUES (?, ?, ?)", rows)


def load(connection: sqlite3.Connection, sketch_id: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Fingerprints and bands of a sketch, where they are kept."""
    row = connection.execute(
        "SELECT fingerprints, bands FROM waiting_hashes WHERE sketch_id = ?", (sketch_id,)
    ).fetchone()
    return None if row is None else (tuple(numbers_of(4, row[0])), tuple(numbers_of(4, row[1])))


def forget(connection: sqlite3.Connection, sketch_ids: Iterable[int]) -> None:
    """Keep those of these sketches no longer; the caller holds the transaction."""
    connection.executemany("DELETE FROM waiting_hashes WHERE sketch_id = ?", ((one,) for one in sketch_ids))
