"""Rows of the inverted indexes, gathered over a batch and written in the order of the index.

A version adds some hundred rows at places that its hashes choose. Written one version after the other each row is a
page of its own; sorted, the rows of a whole batch that belong on one page are written together.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field


@dataclass(slots=True)
class Postings:
    """Rows to be written: ``fingerprints`` and ``bands`` are (hash, sketch), ``anchors`` (hash, language, version)."""

    fingerprints: list[tuple[int, int]] = field(default_factory=list)
    bands: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[tuple[int, int, int]] = field(default_factory=list)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write them, and forget them; the caller holds the transaction."""
        for table, rows in (("fingerprints", self.fingerprints), ("lsh_bands", self.bands)):
            if rows:
                rows.sort()
                connection.executemany(f"INSERT OR IGNORE INTO {table} (hash, sketch_id) VALUES (?, ?)", rows)
                rows.clear()
        if self.anchors:
            self.anchors.sort()
            connection.executemany("INSERT INTO anchors (hash, language_id, version_id) VALUES (?, ?, ?)", self.anchors)
            self.anchors.clear()
