"""SQLite files that may be read and nothing more: on a read-only medium, or in a folder that belongs to somebody else.

SQLite reads a database that has a write-ahead log by means of a file beside it (``-shm``), and refuses to where that is
missing and cannot be made (https://www.sqlite.org/wal.html#read_only_databases). Where nothing waits beside the file to
be played into it, the file alone is all there is, and can be read as it stands (``immutable=1``). Nobody is locked out
then, so whoever reads so has to see to it that the file has not changed meanwhile.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

AS_IT_STANDS = "&immutable=1"
"""Added to an address: the file is read alone, without locks."""


def address(path: Path) -> str:
    """The URI by which SQLite opens a file for reading; as it stands, where it can be read in no other way."""
    target = plain_address(path)
    try:
        with closing(sqlite3.connect(target, uri=True, isolation_level=None)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        return target + AS_IT_STANDS if stands_alone(path, error) else target
    except (sqlite3.Error, ValueError):  # damaged (what SQLite says of it need be no UTF-8): whoever opens it says so
        pass
    return target


def plain_address(path: Path) -> str:
    """The URI of a file to be read by the rules that let others write meanwhile."""
    return path.absolute().as_uri() + "?mode=ro"


def stands_alone(path: Path, error: sqlite3.OperationalError) -> bool:
    """Whether SQLite refused to read a file only because it may not write beside it, and the file is all there is."""
    said = str(error)  # "unable to open database file", "attempt to write a readonly database"
    if "unable to open" not in said and "readonly" not in said:
        return False
    there = path.resolve()  # SQLite keeps them beside the file itself, by whatever link it is named
    return not any(_holds_something(there.with_name(there.name + suffix)) for suffix in ("-wal", "-journal"))


def state_of(path: Path) -> tuple[int, int, int]:
    """What is another one after a file was written to, replaced or removed."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def _holds_something(beside: Path) -> bool:
    try:
        return beside.stat().st_size > 0
    except OSError:
        return False
