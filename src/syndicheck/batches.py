"""Which records are stored together: a batch is one transaction.

A small batch loses little when the run is killed. But what a text adds to the indexes goes to places all over them, so
that a batch changes most of their pages however small it is: of a large database each page would be written again for
every few hundred articles. So batches grow with what is held.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from syndicheck.model.articles import Problem, RawArticle

LEAST = 256
"""Articles of a batch in a small database."""

MOST = 2_048
"""Articles of a batch at most: what is prepared waits in memory."""

PART = 64
"""A batch is that part of what is held. Of 120,000 articles one of 2,048 writes a third of the pages for an article
that one of 256 writes."""

CHARACTERS = 16_000_000
"""A batch with more text than this is closed: pages may be long."""

SECONDS = 30.0
"""A batch that has been open for longer is closed with the next record: pages are fetched slowly, and once fetched they
are not to be lost."""


def size(held: int) -> int:
    """How many articles a batch has where so many are stored."""
    return max(LEAST, min(MOST, held // PART))


def batches(
    records: Iterable[RawArticle | Problem],
    most: Callable[[], int],
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[list[RawArticle | Problem]]:
    """Records in batches, in their order. ``most`` is asked at the beginning of each how many it may have."""
    batch: list[RawArticle | Problem] = []
    room, characters, until = 0, 0, 0.0
    for record in records:
        if not batch:
            room, characters, until = most(), 0, clock() + SECONDS
        batch.append(record)
        if isinstance(record, RawArticle):
            characters += len(record.text) + len(record.page_text or "")
        if len(batch) >= room or characters > CHARACTERS or clock() > until:
            yield batch
            batch = []
    if batch:
        yield batch
