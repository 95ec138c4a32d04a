"""One ``watch`` at a time on a database: a lock that ends with its process, however that ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from syndicheck.errors import StoreLocked
from syndicheck.store.writers import beside_of, held, let_go

ATTEMPTS = 3


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold the lock of ``database`` (a file ``…-watch`` beside it, empty, deleted at the end).

    Raises:
        StoreLocked: another process holds it.
        StoreError: see :func:`~syndicheck.store.writers.held`.
    """
    beside = beside_of(database, "-watch")
    # whoever has just let go may have removed the file between our opening and our locking it: then once more
    descriptor = next((got for got in (held(beside, database) for _ in range(ATTEMPTS)) if got is not None), None)
    if descriptor is None:
        raise StoreLocked(f"Another watch is at work on {database}.", "Stop it first, or add your feeds to its file.")
    try:
        yield
    finally:
        let_go(beside, descriptor)
