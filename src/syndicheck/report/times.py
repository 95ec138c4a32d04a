"""How times are shown: never finer than they are known.

A :class:`~syndicheck.model.times.Sighting` is an interval. People read a clock time, so each sighting is shown as
the time that was written plus the *doubt* about it ("day only", "zone unknown"). Days, months and years are
shown as written, because moving a bare day into another zone would invent another day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct

from syndicheck.errors import InputError
from syndicheck.expressions import expression
from syndicheck.model.times import PIECEMEAL_SOURCES, Precision, Sighting, Zone

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FINE = (Precision.SECOND, Precision.MINUTE)
_EASTMOST = timedelta(hours=14)
"""An unknown zone opens the interval where the day begins first: UTC+14."""
_ONLY = {Precision.HOUR: "hour only", Precision.DAY: "day only", Precision.MONTH: "month only"}
_LENGTH = {
    Precision.SECOND: timedelta(seconds=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.HOUR: timedelta(hours=1),
    Precision.DAY: timedelta(hours=25),  # the day on which summer time ends
    Precision.MONTH: timedelta(days=31, hours=1),
    Precision.YEAR: timedelta(days=366),
}
_ANY_ZONE = timedelta(hours=26)


def zone_named(name: str) -> tzinfo:
    """The zone with this IANA name. Raises :class:`InputError` when there is none."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(
            f"{name!r} is not a time zone.", "Give an IANA name such as Europe/Berlin or America/New_York."
        ) from None


def utc(when: datetime) -> str:
    """The time for machines: ``2026-03-04T08:12:00Z``."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Moment(Struct, frozen=True):
    """A time for people: ``clock`` is what a reader sees first, ``doubt`` what they must know about it
    (empty when there is none).
    """

    clock: str
    doubt: str = ""

    def __str__(self) -> str:
        return f"{self.clock} ({self.doubt})" if self.doubt else self.clock


def moment(sighting: Sighting, zone: tzinfo, *, year: bool = False) -> Moment:
    """``04 Mar 09:12``, with ``year`` ``04 Mar 2026 09:12``, in ``zone``."""
    return Moment(_clock(sighting, zone, iso=False, year=year), _doubt(sighting))


def full_moment(sighting: Sighting, zone: tzinfo) -> str:
    """``2026-03-04 09:12 CET``, ``2026-03-04 (day only)``, ``2026-03-04 09:12 (zone unknown)``."""
    clock = _clock(sighting, zone, iso=True, year=True)
    if _wide(sighting):
        return str(Moment(clock, _doubt(sighting)))
    if sighting.precision in (*_FINE, Precision.HOUR) and sighting.zone is not Zone.UNKNOWN:
        clock = f"{clock} {local(sighting.start, zone).strftime('%Z')}"
    return str(Moment(clock, _doubt(sighting)))


def day(sighting: Sighting, zone: tzinfo) -> str:
    """The day alone, or the month or year where no more is known: ``2026-03-04``, ``2026-03``, ``by 2026-03-04``. Of
    several days the first one.
    """
    clock = _clock(sighting, zone, iso=True, year=True)
    return clock if clock.startswith("by ") else clock[:10]


def span_text(sighting: Sighting, zone: tzinfo) -> str:
    """The whole interval in words: ``between 2026-03-04 22:30 and 2026-03-06 00:30 CET``."""
    start, end = local(sighting.start, zone), local(sighting.end, zone)
    if end - start < timedelta(minutes=1):
        return f"at {start:%Y-%m-%d %H:%M %Z}"
    return f"between {start:%Y-%m-%d %H:%M} and {end:%Y-%m-%d %H:%M %Z}"


def local(when: datetime, zone: tzinfo) -> datetime:
    """``when`` in ``zone``; unchanged at the ends of the calendar, which stand for "no bound known"."""
    try:
        return when.astimezone(zone)
    except OverflowError:
        return when


_UTC_TIME = expression(r"\b(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?) UTC\b")


def localised(sentence: str, zone: tzinfo) -> str:
    """A sentence of ours with its UTC times shown in ``zone``: reasons are stored once, for all readers."""

    def moved(found: re.Match[str]) -> str:
        try:
            when = datetime.fromisoformat(f"{found[1]}T{found[2]}+00:00").astimezone(zone)
        except (ValueError, OverflowError):
            return found[0]
        return when.strftime("%Y-%m-%d %H:%M:%S %Z" if len(found[2]) > 5 else "%Y-%m-%d %H:%M %Z")

    return _UTC_TIME.sub(moved, sentence)


def _clock(sighting: Sighting, zone: tzinfo, *, iso: bool, year: bool) -> str:
    if _wide(sighting):
        return _range(sighting, zone, iso=iso, year=year)
    shown = _shown(sighting, zone)
    match sighting.precision:
        case Precision.YEAR:
            return str(shown.year)
        case Precision.MONTH:
            return f"{shown:%Y-%m}" if iso else f"{_MONTHS[shown.month - 1]} {shown.year}"
        case Precision.DAY:
            return _day(shown, iso=iso, year=year)
    seconds = f":{shown:%S}" if sighting.precision is Precision.SECOND and shown.second else ""
    return f"{_day(shown, iso=iso, year=year)} {shown:%H:%M}{seconds}"


def _range(sighting: Sighting, zone: tzinfo, *, iso: bool, year: bool) -> str:
    """From when to when, for times that can be read in more than one way."""
    start, end = local(sighting.start, zone), local(sighting.end, zone)
    if sighting.start.year == 1:  # no lower bound is known
        return f"by {_day(end, iso=iso, year=year)}"
    if sighting.precision not in (*_FINE, Precision.HOUR):
        # Days stay as written: their noon falls on the same day in UTC.
        start, end = sighting.start + timedelta(hours=12), sighting.end - timedelta(hours=12)
        if sighting.zone is Zone.UNKNOWN:
            start += timedelta(hours=2)
    if start.date() == end.date():
        return f"{_day(start, iso=iso, year=year)} {start:%H:%M}–{end:%H:%M}{f' {start:%Z}' if iso else ''}"
    return f"{_day(start, iso=iso, year=year)} – {_day(end, iso=iso, year=year)}"


def _day(when: datetime, *, iso: bool, year: bool) -> str:
    if iso:
        return f"{when:%Y-%m-%d}"
    day = f"{when:%d} {_MONTHS[when.month - 1]}"
    return f"{day} {when.year}" if year else day


def _shown(sighting: Sighting, zone: tzinfo) -> datetime:
    """The moment to print: in ``zone`` when the time can be moved there, else as it was written."""
    if sighting.zone is Zone.UNKNOWN and not _wide(sighting):
        return sighting.start + _EASTMOST
    if sighting.precision in (*_FINE, Precision.HOUR):
        return local(sighting.start, zone)
    # The middle of a day, month or year falls on that day, month or year in UTC too.
    return sighting.start + (sighting.end - sighting.start) / 2


def _wide(sighting: Sighting) -> bool:
    """Whether the interval is wider than precision and zone explain: the written time was ambiguous."""
    length = sighting.end - sighting.start
    if sighting.zone is Zone.UNKNOWN and length < _ANY_ZONE:  # one of a few zones: the written time is lost
        return True
    # An assumed zone may stand for a few.
    allowed = timedelta(0) if sighting.zone is Zone.GIVEN else _ANY_ZONE
    return length > _LENGTH[sighting.precision] + allowed


def _doubt(sighting: Sighting) -> str:
    doubts = []
    if _wide(sighting):
        doubts.append("ambiguous")
    elif sighting.precision is Precision.YEAR:
        doubts.append("year only")
    else:
        doubts += [_ONLY[sighting.precision]] if sighting.precision in _ONLY else []
        if sighting.zone is not Zone.GIVEN and sighting.precision in (*_FINE, Precision.HOUR):
            doubts.append(f"zone {sighting.zone}")
    if sighting.kind != "published":
        doubts.append(sighting.kind.replace("_", " "))
    if sighting.source in PIECEMEAL_SOURCES:
        doubts.append("live blog")
    if not sighting.usable:
        doubts.append("not usable")
    return ", ".join(doubts)


def fine(sighting: Sighting) -> bool:
    """Whether the time is known to the minute, zone included."""
    return sighting.precision in _FINE and sighting.zone is Zone.GIVEN and not _wide(sighting)


class Axis(Struct, frozen=True):
    """The stretch of time that a timeline shows. ``start`` < ``end``, both UTC."""

    start: datetime
    end: datetime

    @classmethod
    def over(cls, sightings: Iterable[Sighting]) -> Axis | None:
        """The axis that holds all sightings; ``None`` when there is nothing to tell apart."""
        known = tuple(s for s in sightings if s.start.year > 1 and s.end.year < 9999)
        if len(known) < 2:
            return None
        start, end = min(s.start for s in known), max(s.end for s in known)
        return cls(start, end) if end - start >= timedelta(minutes=2) else None

    def place(self, sighting: Sighting) -> tuple[float, float]:
        """Where the interval lies on the axis, as fractions of its length; what sticks out is cut off."""
        length = self.end - self.start
        start, end = max(sighting.start, self.start), min(sighting.end, self.end)
        return (start - self.start) / length, (end - self.start) / length

    def labels(self, zone: tzinfo) -> tuple[str, str]:
        """What to print at the two ends."""
        ends = (local(self.start, zone), local(self.end, zone))
        if ends[0].date() == ends[1].date():
            return f"{ends[0]:%H:%M}", f"{ends[1]:%H:%M}"
        years = ends[0].year != ends[1].year
        return _day(ends[0], iso=False, year=years), _day(ends[1], iso=False, year=years)


class Calendar(Struct, frozen=True):
    """What all times of one timeline share, said once in the head of the column: zone and year."""

    zone: tzinfo
    year: int | None
    zone_name: str

    @classmethod
    def over(cls, sightings: Iterable[Sighting], zone: tzinfo) -> Calendar:
        """The calendar of these sightings, shown in ``zone``."""
        known = tuple(sightings)
        years = {_shown(s, zone).year for s in known if not _wide(s)}
        years |= {local(end, zone).year for s in known if _wide(s) for end in (s.start, s.end) if 1 < end.year < 9999}
        names = sorted({local(s.start, zone).strftime("%Z") for s in known if s.zone is not Zone.UNKNOWN})
        return cls(zone, years.pop() if len(years) == 1 else None, "/".join(names))

    @property
    def heading(self) -> str:
        """``2026, CET``."""
        return ", ".join(part for part in (str(self.year or ""), self.zone_name) if part)

    def moment(self, sighting: Sighting) -> Moment:
        """The time of one sighting without what the heading says already."""
        return moment(sighting, self.zone, year=self.year is None)
