"""One run of the pipeline at a time on one database.

SQLite lets one transaction write at a time. A run is many of them, and what it read in one it relies on in the next:
two runs that take turns would form the same stories twice, or match what the other has deleted. So a run holds a lock
beside the database for as long as it takes. The system gives the lock back when a process ends, however it ends.
Readers need no lock.
"""

from __future__ import annotations

import os
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


@contextmanager
def one_run(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of a database's runs; wait for it at most ``patience`` seconds.

    Raises:
        StoreLocked: another run holds it for longer.
        StoreError: the file of the lock cannot be made.
    """
    beside = path.with_name(f"{path.name}-run")
    until = time.monotonic() + patience
    while (descriptor := held(beside)) is None:
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


def let_go(beside: Path, descriptor: int) -> None:
    """Give a lock back, and remove its file while it is still held."""
    with suppress(OSError):  # Windows keeps the name of an open file; it does no harm
        beside.unlink(missing_ok=True)
    os.close(descriptor)


def held(beside: Path) -> int | None:
    """An open file whose lock is ours, or ``None`` when it is somebody else's.

    Raises:
        StoreError: the file of the lock cannot be made.
    """
    try:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"{beside} cannot be made: {error}.", "Make the folder writable, or free some space."
        ) from error
    try:
        _lock(descriptor)
        # the last holder may have removed the name after we opened it: then this is nobody's lock any more
        if os.path.samestat(os.fstat(descriptor), beside.stat()):
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None
