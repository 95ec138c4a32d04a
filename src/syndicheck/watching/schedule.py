"""When to ask again. Pure: numbers in, numbers out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = timedelta(days=1)
"""No feed is left unasked for longer because it failed, unless it asks for that itself."""

FARTHEST: Final = timedelta(days=8)
"""Nothing is due in more than these days and its interval, for no server is left alone for more than a week: what
claims to be was written by a clock that was wrong."""

PAGE_WAITS: Final = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
"""How long after its first, second … failure a page is asked for again; after the last one it is given up."""

_FINAL: Final = frozenset({"web-refused", "web-too-large", "web-encoding", "web-redirects"})
"""Problems that will be the same tomorrow."""
_FINAL_STATUS: Final = frozenset({401, 402, 403, 410, 451})
_BUSY: Final = frozenset({429, 503})


def least_wait(*wanted: float | None) -> int:
    """The seconds between two requests that a feed or its server asks for at least, of all that they say; 0: nothing.

    No more than :data:`LONGEST`: servers give pages that never change a year, and some do so to all they have.
    """
    return int(min(max((seconds for seconds in wanted if seconds is not None), default=0.0), LONGEST.total_seconds()))


def feed_due(answered: datetime, every: int, failures: int, retry_after: float | None = None) -> datetime:
    """When a feed is asked again that has just failed for the ``failures``-th time in a row (0: it answered).

    The interval doubles with each failure, up to :data:`LONGEST`; a server that says how long it wants to be left alone
    is left alone for that long.
    """
    interval = timedelta(seconds=every)
    wait = interval if not failures else max(interval, min(interval * 2 ** min(failures, 12), LONGEST))
    return answered + max(wait, timedelta(seconds=retry_after or 0.0))


def page_due(
    answered: datetime,
    attempts: int,
    code: str,
    status: int | None,
    retry_after: float | None = None,
    *,
    forbidden: bool = False,
) -> datetime | None:
    """When a page is asked for again that has failed ``attempts`` times; ``None``: never."""
    if forbidden or code in _FINAL or status in _FINAL_STATUS:
        return None
    if attempts > len(PAGE_WAITS) or (status == 404 and attempts > 2):  # published too early, then there a moment later
        return None
    return answered + max(PAGE_WAITS[attempts - 1], timedelta(seconds=retry_after or 0.0))


def is_busy(status: int | None) -> bool:
    """Whether a server asks to be left alone altogether, not only at this address."""
    return status in _BUSY
