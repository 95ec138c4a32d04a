"""Copies of a database file: a backup while it is written, and a file without the room of deleted rows."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from syndicheck.errors import StoreError
from syndicheck.store.database import Database
from syndicheck.store.replaceable import Objection, check_replaceable, unless_older_backup
from syndicheck.store.schema.file import PAGE_SIZE

ABANDONED = 600
"""Seconds after which an unfinished copy is nobody's any more if no process here has its number: on a shared disk it
may be another machine's."""

PARTIAL = ".partial"
_BESIDE = ("", "-wal", "-shm", "-journal")


@contextmanager
def copying(source: Database, target: Path, objection: Objection) -> Iterator[sqlite3.Connection]:
    """A consistent copy as of now, to be worked on; it is checked and gets the name ``target`` at the end.

    A writer goes on meanwhile. An older file of that name stays until the copy is whole; whether it may be replaced
    says ``objection`` (see :mod:`syndicheck.store.replaceable`). A link stays one: what it leads to is replaced.

    Raises:
        InputError: see :func:`~syndicheck.store.replaceable.check_replaceable`.
        StoreError: the copy could not be written or is damaged.
    """
    check_replaceable(source, target, objection)
    there = target.resolve()
    _remove_abandoned(there)
    partial = there.with_name(f"{there.name}.{os.getpid()}{PARTIAL}")
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            # in one step: page by page the copy would begin anew whenever the writer commits
            source.connection.backup(copy, pages=-1)
            (mode,) = copy.execute("PRAGMA journal_mode = DELETE").fetchone()  # one file, which can be carried away
            if mode != "delete":  # SQLite passes over what hinders it, and the copy could not be replaced by the next
                raise sqlite3.OperationalError("it cannot be made one file")
            yield copy
            (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise StoreError(
                f"The copy of {source.path} is damaged: {verdict}.", f"Run: syndicheck doctor --db {source.path}"
            )
        source.check_undisturbed()
        _to_disk(partial)
        forget_journals(there)
        partial.replace(there)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{target} could not be written: {error}.", "Free some space or name another file.") from error
    finally:
        for suffix in _BESIDE:
            Path(f"{partial}{suffix}").unlink(missing_ok=True)


def _remove_abandoned(target: Path) -> None:
    """Remove unfinished copies of this name whose processes were killed: each has the size of the database."""
    with suppress(OSError):  # a folder that may not be listed
        for left in list(target.parent.iterdir()):
            with suppress(OSError):  # somebody else's, or gone meanwhile
                if _is_partial(left.name, target.name) and time.time() - left.stat().st_mtime > ABANDONED:
                    left.unlink()


def _is_partial(name: str, target: str) -> bool:
    """Whether a file of this name is an unfinished copy on which no process of this machine is at work."""
    before = f"{target}."
    number, mark, beside = name.removeprefix(before).partition(PARTIAL)
    if not (name.startswith(before) and mark and beside in _BESIDE):
        return False
    return number.isascii() and number.isdigit() and len(number) < 10 and not _at_work(int(number))


def _at_work(process: int) -> bool:
    if process == os.getpid() or sys.platform == "win32":  # there, to ask a process is to end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True


def backup(source: Database, target: Path) -> int:
    """Write a consistent copy, as of now, to ``target``, over an older backup of the same database if there is one;
    returns its size in bytes.

    Raises:
        InputError, StoreError: see :func:`copying`.
    """
    with copying(source, target, unless_older_backup):
        pass
    return target.stat().st_size


def forget_journals(target: Path) -> None:
    """Remove what a killed program left beside an older file of this name: SQLite would play it into the new one."""
    for suffix in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Wait until the file has reached the disk: a name must not lead to a file that a power cut empties."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def vacuum(database: Database) -> tuple[int, int]:
    """Give the room of deleted rows back; returns the size of the file before and after.

    Raises:
        StoreLocked: another run is going on, or another process is reading; nothing was changed.
        StoreError: the disk has no room for the second copy that SQLite makes meanwhile.
    """
    # a run notes how far it is between its transactions, and would end because the file is locked
    with database.explained(), database.run():
        connection = database.connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = database.path.stat().st_size
        connection.execute("INSERT INTO article_versions_fts(article_versions_fts) VALUES ('optimize')")
        if not _given_larger_pages(connection):
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return before, database.path.stat().st_size


def _given_larger_pages(connection: sqlite3.Connection) -> bool:
    """Write an older file anew with pages of the present size: SQLite changes that only without a log, and so not while
    anybody else has the file open, a server say. Then it keeps its pages until the next time.
    """
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    if size == PAGE_SIZE:
        return False
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.OperationalError:
        (at_work, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if at_work:
            raise
        return False
    connection.execute("PRAGMA synchronous = FULL")  # NORMAL keeps a file whole through a power cut only with a log
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("VACUUM")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = NORMAL")
    return True
