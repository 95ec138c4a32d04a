"""From the sightings of one article to the window in which it must have appeared.

Two readings of every sighting are kept apart:

* the **possible** one holds the truth even when every assumption was wrong (the zone, the order of day and
  month). Only this one may make anybody "first";
* the **nominal** one trusts the assumptions. It tells a tie from a case that cannot be told, and names the
  best-known candidate.

What bounds the window:

* *from below* only what the article says of its own publication (``published``). Statements that agree are
  intersected; statements that exclude each other count as the hull of all of them. A time given as UTC that stands
  beside the same time without a zone, in a country with another time, may be that country's;
* *from above* the same statements, and everything that proves the article existed: it was seen
  (``first_seen``, ``captured``) or says it was changed (``modified``). A change never makes it earlier. Where the
  article itself does not say when it was published, a change is no proof: a text may be changed before it goes out;
* a publication said to lie after the article was seen, or after it was changed, is not used. Nor is a
  publication in a feed, a sitemap or an HTTP header a bound from below: those are rewritten whenever a page is
  touched. Nor is a date above the headline, which may be today's, or that of a meta element which does not say what it
  is of. When one of these lies before the page's own statement, it disagrees with it like any other;
* a dateline, and a notice of where the text first stood, go with the text to whoever prints it. Beside a page's own
  statement they count like any other; alone they bound from below only. So do the dates of a page's data that names
  another site's address as its own: they are that site's, and so is what else states that very time;
* what is published in pieces (a live blog; a report that was extended hours later) began at the stated time, and what
  it shares with others came some time between then and its last change. What was seen before that change was perhaps
  another text. A feed's date of it is no beginning, and no last change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.model.reasons import Reason
from syndicheck.model.times import LIVE_ENTRIES, NOTICE, PIECEMEAL_SOURCES, Precision, Sighting, Zone
from syndicheck.provenance.countries import country_of
from syndicheck.provenance.intervals import END_OF_TIME, EVER, Interval, common, hull, moved
from syndicheck.provenance.zones import EARLIEST_ZONE, LATEST_ZONE, clocks_of, in_utc, is_utc

CLOCK_TOLERANCE = timedelta(seconds=60)
"""How far two clocks may be apart: a shorter lead is a tie (texts released at a set time look like this), and a smaller
contradiction is none.
"""

WEAK_SOURCES = frozenset(
    {"feed", "rss", "atom", "sitemap", "http", "http-header", "header", "meta-date", "visible-above"}
)
"""Sources that are rebuilt when a page is touched, or shown: a meta element ``date`` does not say of what, and above a
headline stands today's date.
"""

CARRIED_SOURCES = frozenset({"dateline", NOTICE})
"""Sources that are part of the text, and were copied with it."""

EXTENDED_LATER = "extended-later"
"""The code of an alarm that an article may have got its text later than it appeared; nothing it states is wrong."""

MAY_CARRY = "may-carry-revision"
"""The code of an alarm that an article may be a copy of a revised text; nothing that it states is wrong."""

ELSEWHERE = "json-ld-elsewhere"
"""The source of dates in data that a page has from another site."""

UPDATED_LATER = timedelta(days=2)
"""A change this long after the publication is worth a note: the text may not be what it was."""

_DATE_ONLY = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
_BY_CLOCK = frozenset({Precision.MINUTE, Precision.SECOND})
_DAY = timedelta(days=1)

_DOUBTFUL_FLAGS = {
    "zone-ambiguous": "zone-ambiguous",
    "zone-season": "zone-ambiguous",
    "dst-gap": "clock-change",
    "dst-fold": "clock-change",
    "day-month-ambiguous": "date-ambiguous",
    "day-month-assumed": "date-ambiguous",
    "month-ambiguous": "date-ambiguous",
    "midnight-ambiguous": "date-ambiguous",
    "century-ambiguous": "date-ambiguous",
    "epoch-ambiguous": "date-ambiguous",
    "half-day-ambiguous": "date-ambiguous",
    "weekday-contradicts": "date-ambiguous",
}


CAME_LATER = "text-came-later"
"""The code of an alarm that an older version has not got the text: of what comes in pieces that is no wonder."""


class Witness(Struct, frozen=True):
    """One article before the judge: its key, its outlet, every sighting known.

    ``absent_at`` is the last time somebody looked where the article would have been and it was not there
    (the crawl before the one that found it); ``None`` when nobody did.
    """

    key: str
    outlet: str
    sightings: tuple[Sighting, ...] = ()
    absent_at: datetime | None = None


class Window(Struct, frozen=True):
    """When one article can have appeared.

    ``sighting`` is the one that decides about the article's place in time (``None``: no usable time).
    ``date_only`` says that no time of day is known. ``doubts`` are codes of
    :data:`syndicheck.provenance.reasons.ORIGIN_REASONS` that keep it from being told apart; ``notes`` are codes
    worth telling that decide nothing.
    """

    key: str
    outlet: str
    possible: Interval
    nominal: Interval
    sighting: Sighting | None = None
    date_only: bool = False
    doubts: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()

    @property
    def dated(self) -> bool:
        """Whether any usable time is known."""
        return self.sighting is not None


def possible(sighting: Sighting) -> Interval:
    """Where the time can lie, should every assumption in it be wrong."""
    reading = Interval(sighting.start, sighting.end)
    if "day-month-assumed" in sighting.flags:
        reading = hull([reading, *_day_month_swapped(reading)])
    if sighting.zone is Zone.ASSUMED:
        return _wall(sighting).hull(reading).widened(EARLIEST_ZONE, LATEST_ZONE)
    return reading


def nominal(sighting: Sighting) -> Interval:
    """Where the time lies if the assumptions hold; a time without any zone is read as UTC."""
    reading = Interval(sighting.start, sighting.end)
    if sighting.zone is Zone.UNKNOWN:
        narrowed = reading.widened(-EARLIEST_ZONE, -LATEST_ZONE)
        return narrowed if narrowed.start <= narrowed.end else reading
    return reading


def _trusting(sighting: Sighting) -> Interval:
    """Like :func:`possible`, with an assumed zone taken for a given one."""
    given = replace(sighting, zone=Zone.GIVEN) if sighting.zone is Zone.ASSUMED else sighting
    return possible(given)


def window(witness: Witness, alarms: Sequence[Reason] = (), *, trust_assumed: bool = False) -> Window:
    """The window in which the article appeared, by the rules in the head of this file.

    ``alarms`` say that the text contradicts the stated time (back-dating): the truth is then later than
    stated, how much later only a sighting by somebody else can tell. An alarm with ``data["not_before"]``
    (ISO 8601) bounds it from below, and contradicts only what is certainly earlier. ``trust_assumed`` takes assumed
    zones for given ones.
    """
    trusting = _trusting if trust_assumed else possible
    local = _perhaps_local(witness)

    def reading(sighting: Sighting) -> Interval:
        return local[sighting] if sighting in local else trusting(sighting)

    extended = any(alarm.code == EXTENDED_LATER for alarm in alarms)
    evidence = _Evidence.of(witness, reading, extended=extended)
    doubts, notes = set(evidence.doubts), set(evidence.notes)
    if not local.keys().isdisjoint(evidence.claims):
        doubts.add("zone-ambiguous")
    wide = evidence.bounds(reading)
    near = evidence.shown(evidence.bounds(nominal))
    if witness.absent_at is not None:
        if wide.end < witness.absent_at:
            # Somebody looked and it was not there, whatever it says: the truth is later than stated.
            doubts.add("backdated")
            wide, near = evidence.later_than_stated(wide), evidence.later_than_stated(near)
        else:
            wide = Interval(max(wide.start, witness.absent_at), wide.end)
            near = Interval(max(near.start, witness.absent_at), max(near.end, witness.absent_at))
            doubts.discard("only-first-seen")
            doubts.discard("weak-source")
    came_later = evidence.piecemeal and any(alarm.code == CAME_LATER for alarm in alarms)
    if came_later:  # which of its traces are of this text, nobody knows
        wide, near = Interval(wide.start, END_OF_TIME), Interval(near.start, END_OF_TIME)
    harmless = {EXTENDED_LATER, MAY_CARRY, *([CAME_LATER] if came_later else [])}
    against = [alarm for alarm in alarms if alarm.code not in harmless]
    bounds = [_not_before(alarm) for alarm in against]
    if any(bound is None or wide.end < bound for bound in bounds):
        doubts.add("backdated")
        wide, near = evidence.later_than_stated(wide), evidence.later_than_stated(near)
    for bound in filter(None, bounds):
        wide = Interval(max(wide.start, bound), max(wide.end, bound))
        near = Interval(max(near.start, bound), max(near.end, bound))
    deciding = evidence.deciding()
    if deciding is None:
        doubts.add("missing-time")
    elif deciding.zone is Zone.ASSUMED:
        notes.add("zone-assumed")
    date_only = deciding is not None and deciding.precision in _DATE_ONLY
    if deciding is not None and deciding.zone is Zone.UNKNOWN and not date_only:
        doubts.add("zone-unknown")
    if deciding is not None and deciding.precision in (Precision.MONTH, Precision.YEAR):
        doubts.add("coarse-date")
    return Window(
        key=witness.key,
        outlet=witness.outlet,
        possible=wide,
        nominal=near,
        sighting=deciding,
        date_only=date_only,
        doubts=frozenset(doubts),
        notes=frozenset(notes),
    )


def before(a: Window, b: Window) -> bool | None:
    """Whether A certainly appeared before B: yes, no (B before A), or ``None``: the clocks cannot tell."""
    if a.possible.end < b.possible.start:
        return True
    if b.possible.end < a.possible.start:
        return False
    return None


def order_key(candidate: Window) -> tuple[bool, datetime, datetime, str]:
    """Sorts windows as a timeline shows them: by the best-known time, undated articles last."""
    near = candidate.nominal
    start = near.end if near.open_start else near.start
    return (not candidate.dated, start, near.end, candidate.key)


Reading = Callable[[Sighting], Interval]


class _Evidence(Struct, frozen=True):
    """An article's usable sightings sorted by what they can prove."""

    claims: tuple[Sighting, ...]
    """Publication as the article itself states it."""
    onsets: tuple[Sighting, ...]
    """Not published before: where there are no claims."""
    bounds_above: tuple[Sighting, ...]
    """The article's own later traces: a change, a date in a feed."""
    unproven: tuple[Sighting, ...]
    """Changes of what does not say itself when it was published, which may have come before that."""
    rebuilt: tuple[Sighting, ...]
    """A feed's dates of what came in pieces: neither its beginning nor its last change."""
    seen: tuple[Sighting, ...]
    """Somebody else saw it."""
    disagree: bool
    piecemeal: bool
    """Published in pieces: what was there at one moment is no proof of what is there later."""
    doubts: frozenset[str]
    notes: frozenset[str]

    @classmethod
    def of(cls, witness: Witness, reading: Reading, *, extended: bool = False) -> _Evidence:
        usable = [s for s in witness.sightings if s.usable]
        stated = [s for s in usable if s.kind == "published"]
        claims = [s for s in stated if s.source not in WEAK_SOURCES]
        weak = [s for s in stated if s.source in WEAK_SOURCES]
        live = any(s.source in PIECEMEAL_SOURCES for s in stated)
        piecemeal = live or (extended and bool(stated))
        claims, onsets = ([], _beginnings(claims)) if piecemeal else _onsets(claims)
        rebuilt: list[Sighting] = []
        if piecemeal:
            rebuilt, weak = weak, []
        seen = [s for s in usable if s.kind in ("first_seen", "captured")]
        changes = [s for s in usable if s.kind == "modified"]
        doubts: set[str] = set()
        notes = _unused(witness.sightings)

        earliest_change = min((reading(s).end for s in changes), default=END_OF_TIME)
        if any(reading(s).start > moved(earliest_change, CLOCK_TOLERANCE) for s in (*claims, *onsets)):
            # One of the two is wrong and nothing says which: neither is used.
            doubts.add("published-after-modified")
            claims, onsets, changes, weak = [], [], [], []
        earliest_seen = min((reading(s).end for s in seen), default=END_OF_TIME)
        latest = moved(earliest_seen, CLOCK_TOLERANCE)
        if any(reading(s).start > latest for s in (*claims, *onsets)):
            doubts.add("published-after-seen")
            claims = [s for s in claims if reading(s).start <= latest]
            onsets = [s for s in onsets if reading(s).start <= latest]
        if claims:
            earliest_claim = min(reading(s).start for s in claims)
            claims += [s for s in weak if reading(s).end < earliest_claim]
            latest_claim = moved(max(nominal(s).end for s in claims), UPDATED_LATER)
            if any(nominal(s).start > latest_claim for s in changes):
                notes.add("updated-later")
            weak = []
        elif weak:
            doubts.add("weak-source")
        elif onsets or piecemeal:
            doubts.add("in-pieces" if live else EXTENDED_LATER if piecemeal else "only-onset")
        elif seen:
            doubts.add("only-first-seen")
        elif changes:
            doubts.add("only-modified")
        unproven: list[Sighting] = []
        if not claims and not piecemeal:
            unproven, changes = changes, []
        disagree = not _agree(claims)
        if disagree:
            doubts.add("claims-disagree")
        for claim in claims:
            if disagree or not _settled(claim, claims, reading):
                doubts.update(_doubtful(claim))
        return cls(
            claims=tuple(claims),
            onsets=tuple(onsets),
            bounds_above=tuple(changes + weak),
            unproven=tuple(unproven),
            rebuilt=tuple(rebuilt),
            seen=tuple(seen),
            disagree=disagree,
            piecemeal=piecemeal,
            doubts=frozenset(doubts),
            notes=frozenset(notes),
        )

    def bounds(self, reading: Reading) -> Interval:
        """The window by one way to read sightings."""
        stated = EVER
        if self.claims:
            readings = [reading(s) for s in self.claims]
            shared = None if self.disagree else common(readings)
            stated = shared or hull(readings)
        elif self.onsets:
            starts = [reading(s).start for s in self.onsets]
            stated = Interval(min(starts) if self.piecemeal else max(starts), END_OF_TIME)
        proofs = [reading(s).end for s in (*self.bounds_above, *self.seen)]
        if self.piecemeal and proofs:
            proofs = [max([*proofs, *(reading(s).end for s in self.rebuilt)])]
        end = min([stated.end, *proofs])
        return Interval(stated.start, max(stated.start, end))

    def shown(self, near: Interval) -> Interval:
        """The best-known time, for which what proves nothing will do."""
        end = min([near.end, *(nominal(s).end for s in self.unproven)])
        return Interval(near.start, max(near.start, end))

    def later_than_stated(self, reading: Interval) -> Interval:
        """The window when the article's own statements are known to be too early."""
        end = min((possible(s).end for s in self.seen), default=END_OF_TIME)
        return Interval(reading.start, max(reading.start, end))

    def deciding(self) -> Sighting | None:
        """The sighting that decides: the finest of agreeing claims, the earliest of disagreeing ones, else the
        earliest proof.
        """
        if self.claims:
            if self.disagree:
                return min(self.claims, key=lambda s: (possible(s).start, s.end, s.source, s.raw))
            return min(self.claims, key=lambda s: (_width(s), s.start, s.source, s.raw))
        if self.onsets:
            if self.piecemeal:
                return min(self.onsets, key=lambda s: (possible(s).start, s.source not in PIECEMEAL_SOURCES, s.raw))
            return max(self.onsets, key=lambda s: (possible(s).start, s.source, s.raw))
        proofs = (*self.bounds_above, *self.seen, *self.unproven) or self.rebuilt
        return min(proofs, key=lambda s: (possible(s).end, s.source, s.raw), default=None)


def _onsets(claims: list[Sighting]) -> tuple[list[Sighting], list[Sighting]]:
    """Claims to have been published at a time, and bounds from below where nothing is claimed. What a page says with
    the very time of the data that it has from another site was taken along with them.
    """
    strange = {(s.start, s.end) for s in claims if s.source == ELSEWHERE}
    own = [
        s for s in claims if s.source != ELSEWHERE and not (s.precision in _BY_CLOCK and (s.start, s.end) in strange)
    ]
    if all(s.source in CARRIED_SOURCES for s in own):
        return [], claims
    return own, []


def _beginnings(claims: list[Sighting]) -> list[Sighting]:
    """When something began that was published in pieces. That a text has the entries of a live blog is said with every
    time of it, a feed's too; such a one is no beginning.
    """
    read = [s for s in claims if s.source != LIVE_ENTRIES]
    own = [s for s in read if s.source not in CARRIED_SOURCES and s.source != ELSEWHERE] or read
    given = {s.raw for s in own}
    return [s for s in claims if s in own or (s.source == LIVE_ENTRIES and s.raw in given)]


def _agree(claims: Sequence[Sighting]) -> bool:
    """Whether all claims can be true of one moment.

    Two claims without a given zone are compared by what the clock on the wall said: the same site does not
    write in two zones, so 09:00 and 21:00 are two times however wide the zones make their intervals.
    """
    for number, one in enumerate(claims):
        for other in claims[:number]:
            if one.zone is Zone.GIVEN or other.zone is Zone.GIVEN:
                if not possible(one).overlaps(possible(other)):
                    return False
            elif not _wall(one).overlaps(_wall(other)):
                return False
    return not claims or common([possible(s) for s in claims]) is not None


def _doubtful(claim: Sighting) -> set[str]:
    """The doubts that a claim's flags are."""
    return {_DOUBTFUL_FLAGS[flag] for flag in claim.flags if flag in _DOUBTFUL_FLAGS}


def _settled(claim: Sighting, claims: Sequence[Sighting], reading: Reading) -> bool:
    """Whether a claim that can be read in several ways is read in one by another, which cannot."""
    return any(not _doubtful(one) and reading(one).within(reading(claim)) for one in claims)


def _perhaps_local(witness: Witness) -> dict[Sighting, Interval]:
    """The times given as UTC that may be the outlet's own, with the hull of both readings.

    Content systems write the time on the wall as if it were UTC (``14:05:00+00:00`` at 14:05 in Berlin). So it may be
    where the article shows the very time that is given as UTC, and its country has another.
    """
    published = [s for s in witness.sightings if s.usable and s.kind == "published" and s.precision in _BY_CLOCK]
    seen = [s for s in published if s.source == "visible" and s.zone is Zone.UNKNOWN]
    shown = {_minute(moved(s.start, EARLIEST_ZONE)) for s in seen}
    given = [s for s in published if shown and is_utc(s.zone_name) and _minute(s.start) in shown]
    if not given:
        return {}
    address = witness.key.removeprefix("url:") if witness.key.startswith("url:") else None
    homes = clocks_of(country_of(address, witness.outlet))
    if not homes:
        return {}
    return {s: Interval(s.start, s.end).hull(in_utc(_local(s), homes)) for s in given}


def _local(sighting: Sighting) -> Interval:
    return Interval(sighting.start.replace(tzinfo=None), sighting.end.replace(tzinfo=None))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _wall(sighting: Sighting) -> Interval:
    """What the clock on the wall said, as if it were UTC; only for zones assumed or unknown."""
    if sighting.zone is not Zone.ASSUMED:
        return nominal(sighting)
    return Interval(
        moved(sighting.start, _assumed_offset(sighting, sighting.start)),
        moved(sighting.end, _assumed_offset(sighting, sighting.end)),
    )


def _assumed_offset(sighting: Sighting, moment: datetime) -> timedelta:
    """The offset from UTC that was assumed at a moment."""
    try:
        return moment.astimezone(ZoneInfo(sighting.zone_name)).utcoffset() or timedelta(0)
    except (KeyError, ValueError, OSError, OverflowError):
        return timedelta(0)


def _day_month_swapped(reading: Interval) -> list[Interval]:
    """Where the time lies with day and month exchanged.

    The day is that of an unknown zone, so its neighbours in UTC are tried too, and the result is kept a day
    wider on both sides.
    """
    middle = reading.start + (reading.end - reading.start) / 2
    swapped = []
    for day in (moved(middle, -_DAY), middle, moved(middle, _DAY)):
        if day.day <= 12:
            other = day.replace(month=day.day, day=day.month)
            swapped.append(Interval(other, other).widened(2 * _DAY, 2 * _DAY))
    return swapped


def _not_before(alarm: Reason) -> datetime | None:
    bound = alarm.data.get("not_before")
    if isinstance(bound, str):
        bound = datetime.fromisoformat(bound)
    return bound if isinstance(bound, datetime) else None


def _width(sighting: Sighting) -> timedelta:
    reach = possible(sighting)
    return reach.end - reach.start


def _unused(sightings: Sequence[Sighting]) -> set[str]:
    """Notes on the times that were not used."""
    notes = set()
    for sighting in sightings:
        if not sighting.usable:
            notes.add("future" if "future" in sighting.flags else "implausible-time")
    return notes
