"""Rows of the indexes over sketches, gathered over a batch and written in the order of the index.

A version adds some hundred rows at places that its hashes choose. Written one version after the other each row is a
page of its own; sorted, the rows of a whole batch that belong on one page are written together.
"""

from __future__ import annotations

import sqlite3

from syndicheck.fingerprint.minhash import bands
from syndicheck.model.sketches import Sketch


def band_keys(signature: bytes) -> tuple[int, ...]:
    """The bands of a signature as they stand in ``lsh_bands``: their first 32 bits, signed, four bytes to SQLite.

    In a million texts one query in seven meets another text by accident; it is compared, and that is all.
    """
    return tuple(band >> 32 for band in bands(signature))


class SketchRows:
    """Rows to be written, (hash, sketch) each."""

    def __init__(self) -> None:
        self._fingerprints: list[tuple[int, int]] = []
        self._bands: list[tuple[int, int]] = []

    def add(self, sketch_id: int, sketch: Sketch) -> None:
        """Take the rows of a sketch; a text without words has none."""
        if sketch.tokens:
            self._fingerprints += [(value, sketch_id) for value in sketch.fingerprints]
            self._bands += [(value, sketch_id) for value in band_keys(sketch.signature)]

    def write(self, connection: sqlite3.Connection) -> None:
        """Write them, and forget them; the caller holds the transaction."""
        for table, rows in (("fingerprints", self._fingerprints), ("lsh_bands", self._bands)):
            rows.sort()
            connection.executemany(f"INSERT OR IGNORE INTO {table} (hash, sketch_id) VALUES (?, ?)", rows)
            rows.clear()
