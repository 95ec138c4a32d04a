"""What the database covers, in figures: among this any verdict is judged."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from msgspec import Struct

from syndicheck.store.encoding import read_iso


class HeldFigures(Struct, frozen=True):
    """What the database covers: articles, outlets, and the earliest and latest stated publication (UTC)."""

    articles: int
    outlets: int
    start: datetime | None
    end: datetime | None


def held_figures(connection: sqlite3.Connection) -> HeldFigures:
    """What any verdict is judged among."""
    articles, outlets = connection.execute("SELECT count(*), count(DISTINCT outlet_id) FROM articles").fetchone()
    start, end = connection.execute(
        "SELECT min(start), max(end) FROM sightings WHERE usable AND kind = 'published'"
    ).fetchone()
    return HeldFigures(articles, outlets, start and read_iso(start), end and read_iso(end))
