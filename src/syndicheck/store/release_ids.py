"""Versions that are one release, by the number that its distributor gave it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from syndicheck.model.marks import ReleaseId
from syndicheck.model.spans import Span
from syndicheck.store.encoding import in_chunks

BEARERS = 200
"""Versions of one number that are looked at, oldest first: more than ever carry one release."""


def save_release_ids(connection: sqlite3.Connection, version_id: int, releases: Iterable[ReleaseId]) -> None:
    """Store which releases a version is."""
    connection.executemany(
        "INSERT OR IGNORE INTO release_ids (version_id, scheme, value, source, start, end) VALUES (?, ?, ?, ?, ?, ?)",
        ((version_id, r.scheme, r.value, r.source, r.span and r.span.start, r.span and r.span.end) for r in releases),
    )


def same_release(connection: sqlite3.Connection, sketch_id: int) -> list[int]:
    """The earlier sketches whose versions bear one of this one's release numbers, oldest first."""
    rows = connection.execute(
        "SELECT DISTINCT other.id FROM sketches s"
        " JOIN release_ids r ON r.version_id = s.version_id"
        " JOIN release_ids o ON o.scheme = r.scheme AND o.value = r.value"
        " JOIN sketches other ON other.version_id = o.version_id"
        " WHERE s.id = ? AND other.id < ? ORDER BY other.id LIMIT ?",
        (sketch_id, sketch_id, BEARERS),
    )
    return [other for (other,) in rows]


def load_release_ids(connection: sqlite3.Connection, version_ids: Iterable[int]) -> dict[int, tuple[ReleaseId, ...]]:
    """The release numbers of versions; versions without one are left out."""
    found: dict[int, list[ReleaseId]] = {}
    for chunk in in_chunks(list(version_ids)):
        for version_id, scheme, value, source, start, end in connection.execute(
            "SELECT version_id, scheme, value, source, start, end FROM release_ids"
            f" WHERE version_id IN ({','.join('?' * len(chunk))}) ORDER BY version_id, scheme, value",
            chunk,
        ):
            span = None if start is None else Span(start, end)
            found.setdefault(version_id, []).append(ReleaseId(scheme, value, source, span))
    return {version_id: tuple(releases) for version_id, releases in found.items()}
