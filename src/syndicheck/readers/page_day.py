"""The day that a page shows its readers, where machines are told the same moment in another zone.

``2023-12-23T03:00Z`` in JSON-LD and "December 22, 2023 10:00 PM" under the headline are one moment; the newsroom's
day is the 22nd. And of two machine-readable dates that differ, the one that is also shown is the article's. So what is
shown goes before the rest when another witness confirms it to the minute, and only then: alone it may be a teaser's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from syndicheck.expressions import expression
from syndicheck.model.articles import RawTime
from syndicheck.readers.page_dates import day_readings

_CLOCK = expression(
    r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\s?([ap])\.?\s?m\b|([ap])(?!\w))?", re.IGNORECASE
)
_STEP: Final = timedelta(minutes=30)
"""Zones differ by whole and half hours; the few of quarter hours are not worth the chance hits they would bring."""
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)


def shown_first(times: Sequence[RawTime]) -> list[RawTime]:
    """The witnesses, in the order of trust, with the shown moment first where it is confirmed and another day."""
    published = [time for time in times if time.kind == "published"]
    told = [(time, moment) for time in published if (moment := _moment(time.raw)) is not None]
    if not told:
        return list(times)
    for time in published:
        if time.source != "visible":
            continue
        for local in _local_readings(time.raw):
            if local.date() == _written_day(published[0]) or not any(_same(local, moment) for _, moment in told):
                continue
            return [time, *(other for other in times if other is not time)]
    return list(times)


def _same(local: datetime, moment: datetime) -> bool:
    """Whether a wall clock shows this moment in some zone of the world."""
    offset = local - moment.astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0)
    return _WEST <= offset <= _EAST and not offset % _STEP


def _moment(raw: str) -> datetime | None:
    """An ISO time with its zone."""
    try:
        found = datetime.fromisoformat(raw.strip())
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _written_day(time: RawTime) -> date | None:
    try:
        return datetime.fromisoformat(time.raw.strip()).date()
    except ValueError:
        return None


def _local_readings(raw: str) -> Iterator[datetime]:
    """What a shown date with a clock can mean, without a zone."""
    clock = _CLOCK.search(raw)
    if clock is None:
        return
    hour, half = int(clock[1]), (clock[3] or clock[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return
        hour = hour % 12 + (12 if half == "p" else 0)
    for year, month, day in day_readings(raw):
        try:
            yield datetime(year, month, day, hour, int(clock[2]))
        except ValueError:
            continue
