"""One raw time → the interval in which the article is said, or known, to have existed.

The interval is in UTC, both ends included. With a zone it is as long as the precision (a minute, a day); without
one it spans the local time in every zone from UTC+14 to UTC−12, unless the outlet's zone is assumed. Whatever
was assumed or noticed stands in the flags (:data:`syndicheck.provenance.reasons.TIME_FLAGS`), and times that must
not decide anything (the future, placeholders, calendars we do not convert) are kept and marked unusable.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.expressions import expression
from syndicheck.model.articles import RawTime
from syndicheck.model.times import FUTURE, Precision, Sighting, Zone
from syndicheck.provenance import zones
from syndicheck.provenance.dates import Day, Written, read_written
from syndicheck.provenance.intervals import TICK, Interval, hull, moved
from syndicheck.provenance.zones import EARLIEST_ZONE, LATEST_ZONE

FUTURE_TOLERANCE = timedelta(minutes=5)
"""A time may lie this far after the moment of reading, for clocks differ. One that lies later in every zone that it may
be of says something else than when the text appeared: it is there. Most are local times that a program calls UTC.
"""

_ANY_ZONE = EARLIEST_ZONE + LATEST_ZONE
"""How far a time of an assumed zone may be off."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_PLACEHOLDERS = frozenset({(1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1)})
"""Days that Windows, SQL Server and spreadsheets write when they know none."""

_ZERO_DAYS = frozenset({(1858, 11, 17), (1904, 1, 1), (1980, 1, 1), (1999, 11, 30), (2000, 1, 1), (2001, 1, 1)})
"""Days from which machines count, or which they make of zeros. Something may have appeared on them, so only a midnight
of them, as no person writes it, counts as none.
"""

_FIRST_CLOCKS = datetime(1980, 1, 1, tzinfo=UTC)
"""No article bears the minute of an earlier publication: such a time is a count gone wrong (seconds taken for
milliseconds, a number that ran over).
"""
_EARLIEST_YEAR = 1500
"""No newspaper is older; smaller years are placeholders (0001) or slips."""

_ONE_DATE = timedelta(days=3)
"""Longer intervals are hulls of several readings, not one date in every zone."""

_UNUSABLE = frozenset({FUTURE, "epoch-default", "placeholder", "calendar-unsupported", "guessed"})

_GUESSING_SOURCES = frozenset({"htmldate", "url-name", "visible-elsewhere"})
"""Sources that search a whole page for a day, and may take that of a teaser or of the copyright line; and days within a
name in the address, which may be those of what the article tells.
"""

EMBARGO = "embargo"
"""The source of the end of an embargo."""

_MEANT_TO_THE_SECOND = frozenset({EMBARGO})
"""Sources in which no program writes a midnight for want of a time."""

_UNITS = {
    Precision.SECOND: timedelta(seconds=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.HOUR: timedelta(hours=1),
    Precision.DAY: timedelta(days=1),
}
_ARCHIVE_STAMP = expression(r"\d{12}(?:\d{2})?")


def read_time(
    raw: RawTime,
    *,
    lang: str | None = None,
    zone_hint: str | None = None,
    country: str | None = None,
    now: datetime,
) -> Sighting | None:
    """Understand a time as written.

    Args:
        raw: the string, what it is said to be, and where it stood.
        lang: the article's language (BCP 47); decides month names and, with a region, the order of day and
            month.
        zone_hint: the IANA zone of the outlet; used, and flagged, when no zone is given.
        country: the outlet's country (ISO 3166), as its address tells it; decides among the meanings of a zone's name,
            and what is midnight there.
        now: the moment of reading, aware; later times (by more than :data:`FUTURE_TOLERANCE`) are not used.

    Returns:
        The sighting; ``None`` when the string cannot be read as a time (``0000-00-00``, ``3 hours ago``).
    """
    written = read_written(raw.raw, lang=lang, now=now)
    if written is None:
        return None
    if raw.kind == "captured" and written.zone is None and _ARCHIVE_STAMP.fullmatch(raw.raw.strip()):
        written = replace(written, zone="Z")  # the stamps of web archives are UTC by definition
    home = zones.place(zone_hint)
    if raw.source not in _MEANT_TO_THE_SECOND:
        written = _without_default_midnight(written, [home] if home else zones.midnights(country, lang))
    local = _local(written)
    placed = _placed(written, local, home=home, zone_hint=zone_hint, lang=lang, country=country)
    flags = [*written.flags, *(written.clock.flags if written.clock else ()), *placed.flags]
    flags += _alarms(written, placed, now)
    if raw.source in _GUESSING_SOURCES:
        flags.append("guessed")
    return Sighting(
        kind=raw.kind,
        source=raw.source,
        raw=raw.raw,
        start=placed.interval.start,
        end=placed.interval.end,
        precision=written.precision,
        zone=placed.zone,
        zone_name=placed.name,
        flags=tuple(dict.fromkeys(flags)),
        usable=_UNUSABLE.isdisjoint(flags),
    )


class _Placed(Struct, frozen=True):
    """A local time brought to UTC."""

    interval: Interval
    zone: Zone
    name: str = ""
    flags: tuple[str, ...] = ()


def _placed(
    written: Written,
    local: Interval,
    *,
    home: tzinfo | None,
    zone_hint: str | None,
    lang: str | None,
    country: str | None,
) -> _Placed:
    """Apply the zone given, else the one assumed, else all of them."""
    flags: tuple[str, ...] = ()
    timed = written.clock is not None
    if written.zone is not None:
        meaning = zones.meaning(written.zone, local.start, zone_hint=zone_hint, lang=lang, country=country)
        if meaning is not None:
            meaning = _summer_in_winter_words(meaning, written, local, country)
            meaning = zones.perhaps_turned(meaning, written.zone, local.start, country)
            change = zones.clock_change(local.start, meaning.zones) if timed else None
            flags = (*meaning.flags, *([change] if change else []))
            return _Placed(zones.in_utc(local, meaning.zones), Zone.GIVEN, written.zone, flags)
        flags = ("zone-unreadable",)
    if home is not None and zone_hint is not None:
        change = zones.clock_change(local.start, [home]) if timed else None
        flags = (*flags, "zone-assumed", *([change] if change else []))
        return _Placed(zones.in_utc(local, [home]), Zone.ASSUMED, zone_hint, flags)
    anywhere = Interval(local.start.replace(tzinfo=UTC), local.end.replace(tzinfo=UTC))
    return _Placed(anywhere.widened(EARLIEST_ZONE, LATEST_ZONE), Zone.UNKNOWN, "", (*flags, "zone-unknown"))


def _summer_in_winter_words(
    meaning: zones.Meaning, written: Written, local: Interval, country: str | None
) -> zones.Meaning:
    """What British pages print as GMT in summer is often the time on the wall there. Machines write seconds."""
    by_hand = written.clock is not None and written.clock.precision is Precision.MINUTE
    if country != "GB" or not by_hand or (written.zone or "").upper() != "GMT":
        return meaning
    british = zones.meaning("BST", local.start, zone_hint="Europe/London", lang=None)
    if british is None or "zone-season" in british.flags:
        return meaning
    return zones.Meaning((*meaning.zones, *british.zones), (*meaning.flags, "zone-season"))


def _local(written: Written) -> Interval:
    """The hull of all readings, in local time (naive)."""
    readings = []
    for year, month, day in written.days:
        start = datetime(year, month or 1, day or 1)
        if written.clock is None:
            readings.append(Interval(start, moved(_next(start, written.precision), -TICK)))
            continue
        for hour in written.clock.hours:
            moment = moved(start, timedelta(hours=hour, minutes=written.clock.minute, seconds=written.clock.second))
            readings.append(Interval(moment, moved(moment, _UNITS[written.clock.precision] - TICK)))
    return hull(readings)


def _next(start: datetime, precision: Precision) -> datetime:
    """The first moment after the day, month or year that begins at ``start``."""
    if precision is Precision.DAY:
        return moved(start, timedelta(days=1))
    year, month = (start.year + 1, 1) if precision is Precision.YEAR else (start.year, start.month + 1)
    if month == 13:
        year, month = year + 1, 1
    return datetime(year, month, 1) if year <= datetime.max.year else datetime.max


def _without_default_midnight(written: Written, homes: Sequence[tzinfo]) -> Written:
    """Take exactly 00:00, and 23:59:59, for what they nearly always are: a date that a program stored with a time.

    In UTC such a midnight tells neither the time nor the zone, since the day was that of the outlet; nor does a day
    with UTC beside it (``2024-03-05Z``). At another offset it is midnight there. A UTC time that is midnight at the
    outlet is that day, too.
    """
    time = written.clock
    in_utc = written.zone is not None and zones.is_utc(written.zone)
    if time is None and in_utc:
        return replace(written, zone=None)
    if time is None or time.deliberate or time.precision is Precision.HOUR:
        return written
    flags = (*written.flags, "midnight-default")
    midnight = time.hours == (0,) and not time.minute and time.second <= 1  # a second past it sorts behind nothing
    last_second = (time.hours, time.minute, time.second, time.flags) == ((23,), 59, 59, ())
    if midnight or last_second:
        return replace(written, clock=None, zone=None if in_utc else written.zone, flags=flags)
    if in_utc and len(written.days) == 1:
        for home in homes:
            there = _at_home(written.days[0], time.hours[0], time.minute, time.second, home)
            if there is not None and there.hour == there.minute == there.second == 0:
                days = ((there.year, there.month, there.day),)
                return replace(written, days=days, clock=None, zone=None, flags=flags)
    return written


def _at_home(day: Day, hour: int, minute: int, second: int, home: tzinfo) -> datetime | None:
    year, month, number = day
    try:
        return datetime(year, month or 1, number or 1, hour, minute, second, tzinfo=UTC).astimezone(home)
    except (ValueError, OverflowError):
        return None


def _alarms(written: Written, placed: _Placed, now: datetime) -> list[str]:
    """Why this time must not be used."""
    alarms = []
    interval = placed.interval
    earliest = moved(interval.start, -_ANY_ZONE) if placed.zone is Zone.ASSUMED else interval.start
    if earliest > moved(now, FUTURE_TOLERANCE):
        alarms.append(FUTURE)
    if written.precision not in (Precision.MONTH, Precision.YEAR):
        if interval.start <= EPOCH <= interval.end and interval.end - interval.start < _ONE_DATE:
            alarms.append("epoch-default")
        zero = "midnight-default" in written.flags and _ZERO_DAYS.intersection(written.days)
        counted = written.clock is not None and interval.end < _FIRST_CLOCKS
        if zero or counted or _PLACEHOLDERS.intersection(written.days):
            alarms.append("placeholder")
    if "calendar-unsupported" not in written.flags and min(day[0] for day in written.days) < _EARLIEST_YEAR:
        alarms.append("placeholder")
    return alarms
