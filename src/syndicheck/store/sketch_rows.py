"""Entries of the indexes over sketches, gathered over a batch and written in the order of the index.

A version adds some sixty entries at places that its hashes choose. Written one version after the other each would have
a row read and written of its own; gathered, those of a whole batch that belong into one row are written together.
"""

from __future__ import annotations

import sqlite3

from syndicheck.model.sketches import Sketch
from syndicheck.store import hash_rows, waiting_hashes


class SketchRows:
    """Entries to be written; with ``to_be_compared`` the hashes are kept besides until the texts are compared."""

    def __init__(self, *, to_be_compared: bool = False) -> None:
        self._fingerprints: list[int] = []
        self._bands: list[int] = []
        self._to_be_compared = to_be_compared
        self._waiting: list[waiting_hashes.Row] = []

    def add(self, sketch_id: int, sketch: Sketch) -> None:
        """Take the entries of a sketch; a text without words has none."""
        if sketch.tokens:
            self._fingerprints += hash_rows.entries(sketch.fingerprints, sketch_id)
            self._bands += hash_rows.entries(sketch.bands, sketch_id)
            if self._to_be_compared:
                self._waiting.append(waiting_hashes.row_of(sketch_id, sketch))

    def write(self, connection: sqlite3.Connection) -> None:
        """Write them, and forget them; the caller holds the transaction."""
        for table, entries in zip(hash_rows.TABLES, (self._fingerprints, self._bands), strict=True):
            hash_rows.add_entries(connection, table, entries)
            entries.clear()
        waiting_hashes.keep(connection, self._waiting)
        self._waiting.clear()
