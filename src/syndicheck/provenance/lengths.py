"""How long before: one rounding for every sentence that tells it."""

from __future__ import annotations

from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


def duration(length: timedelta) -> str:
    """``12 s``, ``41 min``, ``3 h 5 min``, ``2 days 4 h``: the two largest units, rounded down."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86_400
    if days:
        parts = [f"{days} {'day' if days == 1 else 'days'}", f"{hours} h" if hours and days < 10 else ""]
    elif hours:
        parts = [f"{hours} h", f"{minutes} min" if minutes else ""]
    else:
        parts = [f"{minutes} min"]
    return " ".join(part for part in parts if part)


def lead(no_later: datetime, not_earlier: datetime, no_earlier: datetime | None = None) -> timedelta:
    """How much earlier something is that appeared ``no_later`` than the one moment than what appeared ``not_earlier``
    than the other. A time that is known to the minute or the second (its interval begins at ``no_earlier``) counts as
    it is written: its last moment is that second's or minute's, not the one before the next.
    """
    if no_earlier is not None and timedelta(0) <= no_later - no_earlier < MINUTE:
        return not_earlier - no_earlier
    return not_earlier - no_later.replace(microsecond=0)
