"""Entries of the indexes over sketches, gathered over a batch and written in the order of the index.

A version adds some sixty entries at places that its hashes choose. Written one version after the other each would have
a row read and written of its own; gathered, those of a whole batch that belong into one row are written together.
"""

from __future__ import annotations

import sqlite3

from syndicheck.model.sketches import Sketch
from syndicheck.store import hash_rows


class SketchRows:
    """Entries to be written."""

    def __init__(self) -> None:
        self._fingerprints: list[tuple[int, int]] = []
        self._bands: list[tuple[int, int]] = []

    def add(self, sketch_id: int, sketch: Sketch) -> None:
        """Take the entries of a sketch; a text without words has none."""
        if sketch.tokens:
            self._fingerprints += [(value, sketch_id) for value in sketch.fingerprints]
            self._bands += [(value, sketch_id) for value in sketch.bands]

    def write(self, connection: sqlite3.Connection) -> None:
        """Write them, and forget them; the caller holds the transaction."""
        for table, entries in zip(hash_rows.TABLES, (self._fingerprints, self._bands), strict=True):
            hash_rows.add(connection, table, entries)
            entries.clear()
