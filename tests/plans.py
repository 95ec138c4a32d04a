"""How SQLite answers: which tables a statement looks through from one end to the other."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

_GIVEN = re.compile(r"'[^']*'|x'[^']*'|-?\b\d+(?:, ?\d+)*")


def shape(statement: str) -> str:
    """A statement without what was given to it."""
    return _GIVEN.sub("?", statement)


def scanned(connection: sqlite3.Connection, statement: str) -> set[str]:
    """Tables, or their short names in the statement, of which a statement looks at every row.

    Of one that inserts a plan also has what would be done if rows referred to one that is not there yet.
    """
    inserts = statement.lstrip().startswith(("INSERT", "REPLACE"))
    connection.execute(f"PRAGMA foreign_keys = {'OFF' if inserts else 'ON'}")
    plan = steps(connection, statement)
    connection.execute("PRAGMA foreign_keys = ON")
    return {match[1] for step in plan if (match := re.match(r"SCAN (\S+)", step))}


def steps(connection: sqlite3.Connection, statement: str) -> list[str]:
    """The plan of a statement, in SQLite's words."""
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]


def forget_statistics(path: Path) -> None:
    """Without them SQLite takes every table for a large one."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE IF EXISTS sqlite_stat1")
        connection.execute("DROP TABLE IF EXISTS sqlite_stat4")


def grown_statistics(path: Path, rows: int) -> None:
    """Statistics as if every table had at least so many rows, and as few different values as it has now."""
    with sqlite3.connect(path) as connection:
        connection.execute("ANALYZE")
        for rowid, stat in connection.execute("SELECT rowid, stat FROM sqlite_stat1").fetchall():
            count, *each = (int(number) for number in stat.split() if number.isdigit())
            times = max(1, -(-rows // max(1, count)))
            said = " ".join(str(number if number == 1 else number * times) for number in (count, *each))
            connection.execute("UPDATE sqlite_stat1 SET stat = ? WHERE rowid = ?", (said, rowid))
