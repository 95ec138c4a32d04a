"""Copies of a database file: a backup while it is written, and a file without the room of deleted rows."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from syndicheck.errors import InputError, StoreError
from syndicheck.store.database import Database
from syndicheck.store.schema.file import PAGE_SIZE

_SIGNATURE = b"SQLite format 3\0"


@contextmanager
def copying(source: Database, target: Path) -> Iterator[sqlite3.Connection]:
    """A consistent copy as of now, to be worked on; it is checked and gets the name ``target`` at the end.

    A writer goes on meanwhile. An older file of that name stays until the copy is whole.

    Raises:
        InputError: the target is the database itself, a file of another kind, a folder, or in a folder that does not
            exist.
        StoreError: the copy could not be written or is damaged.
    """
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise InputError(f"Nothing can be written to {target}.", "Name a file in a folder that exists.")
    if target.exists() and target.samefile(source.path):
        raise InputError(f"{target} is the database itself.", "Name another file.")
    if target.exists() and not _is_database(target):
        raise InputError(f"{target} is there and is no database.", "Name another file; nothing was changed.")
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            # in one step: page by page the copy would begin anew whenever the writer commits
            source.connection.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, which can be carried away
            yield copy
            (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise StoreError(f"The copy of {source.path} is damaged: {verdict}.", "Run: syndicheck doctor")
        _to_disk(partial)
        _forget_journals(target)
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{target} could not be written: {error}.", "Free some space or name another file.") from error
    finally:
        for left in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm"), Path(f"{partial}-journal")):
            left.unlink(missing_ok=True)


def backup(source: Database, target: Path) -> int:
    """Write a consistent copy, as of now, to ``target``; returns its size in bytes.

    Raises:
        InputError, StoreError: see :func:`copying`.
    """
    with copying(source, target):
        pass
    return target.stat().st_size


def _is_database(path: Path) -> bool:
    """Whether a file may be overwritten: it is one of SQLite's, or empty."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SIGNATURE)) in (_SIGNATURE, b"")
    except OSError:
        return True  # who cannot read it will hear of it when it is written


def _forget_journals(target: Path) -> None:
    """Remove what a killed program left beside the older file: SQLite would play it into the new one."""
    for suffix in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Wait until the file has reached the disk: a name must not lead to a file that a power cut empties."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def vacuum(database: Database) -> tuple[int, int]:
    """Give the room of deleted rows back; returns the size of the file before and after.

    Raises:
        StoreLocked: another process is writing or reading.
        StoreError: the disk has no room for the second copy that SQLite makes meanwhile.
    """
    with database.explained():
        connection = database.connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = database.path.stat().st_size
        connection.execute("INSERT INTO article_versions_fts(article_versions_fts) VALUES ('optimize')")
        if not _given_larger_pages(connection):
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return before, database.path.stat().st_size


def _given_larger_pages(connection: sqlite3.Connection) -> bool:
    """Write an older file anew with pages of the present size: SQLite changes that only without a log."""
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    if size == PAGE_SIZE:
        return False
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.execute("PRAGMA synchronous = FULL")  # NORMAL keeps a file whole through a power cut only with a log
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("VACUUM")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = NORMAL")
    return True
