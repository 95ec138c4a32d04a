"""What SQLite's query planner is told of the tables: of large ones how they are filled, of small ones nothing.

Of a table without statistics the planner thinks that it is large, and looks into indexes. Of one that has two rows it
knows that reading both is quickest; when it then grows within one run, as in the first large ingest after a small one,
it is read from end to end for every article.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress

LARGE = 10_000
"""Rows from which on a table has statistics: what they say of so many still holds when there are a hundred times more.
"""

LOOKED_AT = 400
"""Rows of an index that are read to know it (``PRAGMA analysis_limit``)."""


def refresh_statistics(connection: sqlite3.Connection) -> None:
    """Look at the tables that have changed much. Failures are passed over: they must not mask what ended the work."""
    with suppress(sqlite3.Error):
        connection.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
        connection.execute("PRAGMA optimize")
        forget_small_tables(connection)


def forget_small_tables(connection: sqlite3.Connection) -> None:
    """Throw away what is known of small tables, by this connection too. Failures are passed over: it is done again at
    the next opening for writing.
    """
    small = f"CAST(stat AS INTEGER) < {LARGE:d}"  # the first number is that of the rows
    with suppress(sqlite3.Error):
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone():
            return
        if not connection.execute(f"SELECT 1 FROM sqlite_stat1 WHERE {small} LIMIT 1").fetchone():
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(f"DELETE FROM sqlite_stat1 WHERE {small}")
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'").fetchone():
                connection.execute(
                    "DELETE FROM sqlite_stat4 WHERE (tbl, idx) NOT IN"
                    " (SELECT tbl, idx FROM sqlite_stat1 WHERE idx IS NOT NULL)"
                )
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        connection.execute("ANALYZE sqlite_schema")  # have this connection read them anew
