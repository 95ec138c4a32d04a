"""What the database covers, as the sentence that goes with every verdict."""

from __future__ import annotations

import sqlite3

from syndicheck.provenance.coverage import Coverage
from syndicheck.store.held import held_figures


def coverage_of(connection: sqlite3.Connection) -> Coverage:
    """Among what a story of this database was judged."""
    figures = held_figures(connection)
    return Coverage(outlets=figures.outlets, articles=figures.articles, start=figures.start, end=figures.end)
