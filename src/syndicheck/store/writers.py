"""One run of the pipeline at a time on one database.

SQLite lets one transaction write at a time. A run is many of them, and what it read in one it relies on in the next:
two runs that take turns would form the same stories twice, or match what the other has deleted. So a run holds a lock
beside the database for as long as it takes. The system gives the lock back when a process ends, however it ends.
Readers need no lock.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from syndicheck.errors import StoreError, StoreLocked

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


PAUSE = 0.05
"""Seconds between two attempts."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""Who may write the folder may put a link there: what it leads to must get neither our mode nor our owner."""

_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES})
"""What systems say of a lock that somebody holds; whatever else they say, it will not be given back."""


@contextmanager
def one_run(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of a database's runs; wait for it at most ``patience`` seconds.

    Raises:
        StoreLocked: another run holds it for longer.
        StoreError: see :func:`held`.
    """
    beside = beside_of(path, "-run")
    until = time.monotonic() + patience
    while (descriptor := held(beside, path)) is None:
        if time.monotonic() >= until:
            raise StoreLocked(
                f"{path} is locked: another process is writing to it.",
                "Wait for it to finish and run the same command again; nothing is lost.",
            )
        time.sleep(PAUSE)
    try:
        yield
    finally:
        let_go(beside, descriptor)


def beside_of(database: Path, suffix: str) -> Path:
    """The file of a lock: beside the database itself, by whatever link it is named."""
    there = database.resolve()
    return there.with_name(f"{there.name}{suffix}")


def let_go(beside: Path, descriptor: int) -> None:
    """Give a lock back, and remove its file while it is still held."""
    with suppress(OSError):  # Windows keeps the name of an open file; it does no harm
        beside.unlink(missing_ok=True)
    os.close(descriptor)


def held(beside: Path, database: Path) -> int | None:
    """An open file whose lock is ours, or ``None`` when it is somebody else's.

    The file is of those who may write the database, whoever makes it: a killed process leaves it behind.

    Raises:
        StoreError: the file of the lock cannot be made or opened, or its file system gives no locks.
    """
    descriptor = _opened(beside)
    if descriptor is None:
        return None
    try:
        _lock(descriptor)
        # the last holder may have removed the name after we opened it: then this is nobody's lock any more
        if os.path.samestat(os.fstat(descriptor), beside.stat()):
            _shared(descriptor, database)
            return descriptor
    except FileNotFoundError:
        pass
    except OSError as error:
        if error.errno not in _HELD:
            os.close(descriptor)
            raise StoreError(
                f"The file system of {beside} gives no locks: {error.strerror}.",
                "Put the database on a local disk: without locks two runs would spoil each other's work.",
            ) from error
    os.close(descriptor)
    return None


def _opened(beside: Path) -> int | None:
    """The file of a lock, made if it is not there; ``None`` where another user's went away while we looked at it."""
    try:
        return os.open(beside, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
    except OSError as error:
        if beside.is_symlink():
            raise StoreError(f"{beside} is a link, and no lock of ours.", "Delete it, and ask who made it.") from error
        if isinstance(error, PermissionError) and beside.exists():
            return _opened_of_others(beside)
        if isinstance(error, PermissionError) and os.access(beside.parent, os.W_OK | os.X_OK):
            return None  # it was another user's
        raise StoreError(
            f"{beside} cannot be made: {error}.", "Make the folder writable, or free some space."
        ) from error


def _opened_of_others(beside: Path) -> int | None:
    try:
        return os.open(beside, os.O_RDONLY | _NO_LINK)  # enough to be locked
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(
            f"{beside} belongs to another user, whose run is going on or was killed: {error.strerror}.",
            "Delete this file when no run is going on.",
        ) from error


def _shared(descriptor: int, database: Path) -> None:
    """Give the file the mode of the database, and its owner where we may, as SQLite does with its own files. One that
    has another name, too, may be anybody's, and is left alone.
    """
    if sys.platform == "win32" or os.fstat(descriptor).st_nlink != 1:
        return
    with suppress(OSError):  # a file of somebody else's, or a database that is still to be made
        like = database.stat()
        os.fchmod(descriptor, stat.S_IMODE(like.st_mode) & 0o666)
        if os.geteuid() == 0:
            os.fchown(descriptor, like.st_uid, like.st_gid)
