"""One ``watch`` at a time on a database: a lock that ends with its process, however that ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from syndicheck.errors import StoreLocked


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold the lock of ``database`` (a file ``…-watch`` beside it, empty, deleted at the end).

    The system's own file locks differ; SQLite's work everywhere, and a killed process holds none.

    Raises:
        StoreLocked: another process holds it.
    """
    path = database.with_name(f"{database.name}-watch")
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise StoreLocked(
                f"Another watch is at work on {database}.", "Stop it first, or add your feeds to its file."
            ) from None
        try:
            yield
        finally:
            with suppress(OSError):  # while the lock is held; Windows deletes no open file
                path.unlink()
