"""What the database covers, in figures: among this any verdict is judged."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from msgspec import Struct

from syndicheck.store.encoding import read_iso

# two questions: of one that asks for both SQLite looks at every row
_EARLIEST = "SELECT min(start) FROM sightings WHERE usable AND kind = 'published'"
_LATEST = "SELECT max(end) FROM sightings WHERE usable AND kind = 'published'"


class HeldFigures(Struct, frozen=True):
    """What the database covers: articles, outlets, and the earliest and latest stated publication (UTC)."""

    articles: int
    outlets: int
    start: datetime | None
    end: datetime | None


def held_figures(connection: sqlite3.Connection) -> HeldFigures:
    """What any verdict is judged among."""
    articles, outlets = connection.execute("SELECT articles, outlets FROM holdings WHERE id = 1").fetchone()
    start, end = (connection.execute(query).fetchone()[0] for query in (_EARLIEST, _LATEST))
    return HeldFigures(articles, outlets, start and read_iso(start), end and read_iso(end))


def feeds_known(connection: sqlite3.Connection) -> bool:
    """Whether any feed was ever watched."""
    (known,) = connection.execute("SELECT EXISTS (SELECT 1 FROM feeds)").fetchone()
    return bool(known)
