"""Times at which an article is known, or said, to have existed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Precision(StrEnum):
    """How finely a time was given."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Zone(StrEnum):
    """How we know the zone of a time."""

    GIVEN = "given"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


LIVE_BLOG = "live-blog"
"""The source of a live blog's beginning, by the data of its page or record."""

LIVE_ENTRIES = "live-entries"
"""The same, where the clock times of its entries show that the text is a live blog."""

NOTICE = "notice"
"""The source of a line in the text that dates its first publication."""

OF_THE_TEXT = frozenset({NOTICE, LIVE_ENTRIES})
"""Sources of times that are read out of the text whenever it is prepared, and that no record gives."""

PIECEMEAL_SOURCES = frozenset({LIVE_BLOG, LIVE_ENTRIES})
"""Sources of times at which something began that was published in pieces."""


FUTURE = "future"
"""The flag of a time after the moment at which it was read first. That stays so however late it is read again: the text
was there before.
"""


class Sighting(Struct, frozen=True):
    """A time at which an article is known, or said, to have existed.

    ``start`` and ``end`` bound it in UTC, both included: a day without a zone spans the day in every zone
    of the world. ``usable`` is false when the time must not decide anything (impossible, in the future,
    contradicted); ``flags`` say why and what was assumed (``zone-unknown``, ``day-month-ambiguous``,
    ``future``, ``fold`` …).
    """

    kind: str
    source: str
    raw: str
    start: datetime
    end: datetime
    precision: Precision
    zone: Zone
    zone_name: str = ""
    flags: tuple[str, ...] = ()
    usable: bool = True
