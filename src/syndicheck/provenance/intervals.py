"""Arithmetic of closed time intervals in UTC that never overflows the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

BEGINNING = datetime.min.replace(tzinfo=UTC)
"""Stands for "no lower bound is known"."""
END_OF_TIME = datetime.max.replace(tzinfo=UTC)
"""Stands for "no upper bound is known"."""

TICK = timedelta(microseconds=1)
"""The finest difference the program knows; an interval of one minute ends one tick before the next."""


def moved(moment: datetime, by: timedelta) -> datetime:
    """``moment + by``, held at the ends of the calendar. Works on naive and aware times."""
    try:
        return moment + by
    except OverflowError:
        edge = datetime.max if by > timedelta(0) else datetime.min
        return edge.replace(tzinfo=moment.tzinfo)


class Interval(Struct, frozen=True, order=True):
    """All moments from ``start`` to ``end``, both included."""

    start: datetime
    end: datetime

    @property
    def open_start(self) -> bool:
        """Whether nothing is known of how early it may be."""
        return self.start == BEGINNING

    @property
    def open_end(self) -> bool:
        """Whether nothing is known of how late it may be."""
        return self.end == END_OF_TIME

    def overlaps(self, other: Interval) -> bool:
        """Share at least one moment."""
        return self.start <= other.end and other.start <= self.end

    def within(self, other: Interval) -> bool:
        """Lie wholly inside ``other``."""
        return other.start <= self.start and self.end <= other.end

    def widened(self, earlier: timedelta, later: timedelta) -> Interval:
        """Reach ``earlier`` further back and ``later`` further on; negative amounts narrow it."""
        return Interval(moved(self.start, -earlier), moved(self.end, later))

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.start, other.start), max(self.end, other.end))


EVER = Interval(BEGINNING, END_OF_TIME)
"""Nothing is known."""


def earliest(named: Iterable[tuple[str, Interval]]) -> dict[str, Interval]:
    """Of all intervals with one name the earliest."""
    found: dict[str, Interval] = {}
    for name, interval in named:
        found[name] = min(interval, found.get(name, interval))
    return found


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds all of them.

    Raises:
        ValueError: there are none.
    """
    found = list(intervals)
    if not found:
        raise ValueError("no intervals")
    return Interval(min(i.start for i in found), max(i.end for i in found))


def common(intervals: Iterable[Interval]) -> Interval | None:
    """What all of them share, or ``None`` when they share nothing.

    Raises:
        ValueError: there are none.
    """
    found = list(intervals)
    if not found:
        raise ValueError("no intervals")
    start, end = max(i.start for i in found), min(i.end for i in found)
    return Interval(start, end) if start <= end else None
