"""Which files a copy may take the place of: an older copy that holds nothing the new one lacks, and nothing else.

Where the database to copy is named by an option, the argument is easily taken for it. So another program's file, a
database that people work with, and a copy of something else are refused before anything is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from syndicheck.errors import InputError
from syndicheck.store.database import Database
from syndicheck.store.published import choice_of
from syndicheck.store.schema.file import APPLICATION_ID

Objection = Callable[[sqlite3.Connection, sqlite3.Connection], str]
"""Source and the older file → why the one may not take the other's place; empty: it may."""

_SIGNATURE = b"SQLite format 3\0"
_WRITE_VERSION = 18
"""Place of the byte that says whether a file was written with a log (2) or as one file (1): copies are one file, and
our writers turn a log on for good (https://www.sqlite.org/fileformat.html#the_database_header)."""
_APPLICATION_ID = slice(68, 72)
_HEADER = 100

_REMEDY = (
    "Nothing was changed. The file named here is the one to write, --db the database to copy: name another file, or"
    " move this one away first."
)


def check_replaceable(source: Database, target: Path, objection: Objection) -> None:
    """See that a copy of ``source`` may be written to ``target``: nothing is there, or an empty file, or what
    ``objection`` lets go.

    Raises:
        InputError: the target is the database itself, a folder or in a folder that does not exist, somebody else's
            file, in use, or holds what would be lost.
    """
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise InputError(f"Nothing can be written to {target}.", "Name a file in a folder that exists.")
    if not target.exists():
        return
    if target.samefile(source.path):
        raise InputError(f"{target} is the database itself.", "Name another file.")
    try:
        with target.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise InputError(f"{target} is there and cannot be read: {error.strerror}.", _REMEDY) from error
    if not header:
        return
    if not header.startswith(_SIGNATURE) or int.from_bytes(header[_APPLICATION_ID], "big") != APPLICATION_ID:
        raise InputError(f"{target} is there and is no copy made by syndicheck.", _REMEDY)
    if found := _objection(source, target, objection, logged=header[_WRITE_VERSION] == 2):
        raise InputError(found, _REMEDY)


def _objection(source: Database, target: Path, objection: Objection, *, logged: bool) -> str:
    try:
        with closing(sqlite3.connect(target, isolation_level=None, timeout=0)) as older:
            if logged:  # then readers and writers keep each other out by this alone
                older.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            _nobody_writes(older)
            if not older.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return ""
            said = objection(source.connection, older)
    except sqlite3.Error as error:
        if "locked" in str(error) or "busy" in str(error):
            return f"{target} is in use: another process has it open."
        return f"{target} is there and cannot be read: {error}."
    return said and f"{target} {said.format(source=source.path)}."


def _nobody_writes(older: sqlite3.Connection) -> None:
    try:
        older.execute("BEGIN IMMEDIATE")
        older.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error):  # a file without the right to write may still be replaced
            raise


def unless_older_backup(source: sqlite3.Connection, older: sqlite3.Connection) -> str:
    """A backup gives way to a later one of the same database, but not a database that was worked with since."""
    if older.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return "is a database that people work with, no backup (or it was written to since)"
    if choice_of(older) != choice_of(source):
        return "was made with publish, from this database or another one"
    for what, read in (("runs", _runs), ("decisions", _decisions)):
        if read(older) - read(source):
            return f"is no older copy of {{source}}: it holds {what} that are not in there"
    return ""


def unless_published(source: sqlite3.Connection, older: sqlite3.Connection) -> str:
    """What was published gives way to what is published; a database or a backup holds more."""
    if choice_of(older) is None:
        return "is a syndicheck database that was not made with publish"
    return ""


def _runs(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(connection.execute("SELECT command, started FROM runs"))


def _decisions(connection: sqlite3.Connection) -> set[tuple[str, str, str, str | None]]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'reviews'").fetchone():
        return set()
    return set(  # one that was only made so far, and one that was withdrawn later, are the same decision
        connection.execute(
            "SELECT kind, reviewer, decided, NULL FROM reviews"
            " UNION SELECT kind, reviewer, decided, withdrawn FROM reviews WHERE withdrawn IS NOT NULL"
        )
    )
