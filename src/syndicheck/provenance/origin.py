"""Who was first, as far as can be known.

The rule, over the windows of :mod:`syndicheck.provenance.windows`:

1. Let *E* be the earliest moment by which some article certainly had appeared. Everything that can have
   appeared by *E*, give or take :data:`~syndicheck.provenance.windows.CLOCK_TOLERANCE`, **could be first**.
2. When all of those belong to one outlet, and nothing contradicts the times of the leading article, that
   outlet is **first**.
3. When they belong to several outlets, their times are known, and they overlap no matter what was assumed,
   they are **tied**.
4. In every other case it is **undetermined**: the overlap comes from an unknown zone, a missing time, a time
   that is only a bound from above, or statements that contradict each other. An article without any usable
   time may always have been earlier, so it alone keeps the verdict from being "first".

Widening a window can only enlarge the set of step 1, so less knowledge never makes a "first".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from syndicheck.model.origins import Origin, Verdict
from syndicheck.model.reasons import Reason
from syndicheck.model.times import Precision, Zone
from syndicheck.provenance.coverage import Coverage, moment_text
from syndicheck.provenance.intervals import BEGINNING, END_OF_TIME, Interval, moved
from syndicheck.provenance.reasons import ORIGIN_REASONS
from syndicheck.provenance.windows import CLOCK_TOLERANCE, Window, Witness, before, order_key, window

__all__ = ["CLOCK_TOLERANCE", "Coverage", "Witness", "before", "judge", "order_key", "place", "window"]

NAMELESS_OUTLETS = frozenset({"", "unknown"})
"""Outlet names that say nothing: two such articles are not known to share an outlet."""

ALARMS = (
    "backdated",
    "published-after-seen",
    "published-after-modified",
    "claims-disagree",
    "future",
    "implausible-time",
    "in-pieces",
)
"""Reasons worth telling of any article of the story, whatever the verdict."""

_NOT_OF_THE_TEXT = frozenset({"backdated", "in-pieces", "extended-later"})
"""Doubts about whether the text was there at the stated time: such a one is not the best known."""

_A_DAY = timedelta(hours=23)
"""What is known so coarsely is known by the calendar: with the change of clocks a day may have 23 hours."""

_NOTHING_DELETED: Mapping[str, Interval] = {}

_ZONES = {"zone-unknown": Zone.UNKNOWN, "zone-assumed": Zone.ASSUMED}

Alarms = Mapping[str, Sequence[Reason]]
_NO_ALARMS: Alarms = MappingProxyType({})


def judge(
    witnesses: Iterable[Witness],
    *,
    coverage: Coverage | None = None,
    alarms: Alarms = _NO_ALARMS,
    deleted: Mapping[str, Interval] = _NOTHING_DELETED,
    trust_assumed: bool = False,
    clock_tolerance: timedelta = CLOCK_TOLERANCE,
) -> Origin:
    """Name the first, the tied, or those that cannot be told apart.

    Args:
        witnesses: the articles of one story, in any order.
        coverage: what is held altogether; by default just these witnesses.
        alarms: article key → evidence from its *text* that its stated time is too early. Such an article is
            never first. ``data["after"]`` names the article that the text proves to be earlier (it carries
            that one's later correction): the article is then out of the running, and the next may be first.
            ``data["not_before"]`` (ISO 8601) bounds its time. Without either nobody knows how much later
            it really is, and the verdict stays undetermined unless it cannot have been first anyway.
        deleted: outlet → when an article that shared the text with one of its articles, and was deleted, can have
            appeared, of several the earliest. It counts for the others, too, of which nothing is noted. Who was not
            certainly there before is not the first.
        trust_assumed: take assumed zones for given ones. Off by default: many sites far from Greenwich
            print UTC.
        clock_tolerance: see :data:`~syndicheck.provenance.windows.CLOCK_TOLERANCE`.

    Returns:
        The verdict. ``articles`` are in order of their best-known time; everything not named in it
        certainly came later.
    """
    windows = sorted((window(w, alarms.get(w.key, ()), trust_assumed=trust_assumed) for w in witnesses), key=order_key)
    covered = coverage or held(windows)
    later = _later_by_text([w.key for w in windows], alarms)
    running = [w for w in windows if w.key not in later]
    if not running:
        return _origin(Verdict.UNDETERMINED, (), [_reason("no-articles")], covered)
    candidates = could_be_first([(w, w.possible) for w in running], clock_tolerance)
    verdict, reasons = _weigh(windows, running, candidates, clock_tolerance)
    gone = min((deleted[w.outlet] for w in candidates if w.outlet in deleted), default=None)
    if gone is None or len({_outlet(w) for w in candidates}) > 1:
        gone = min(deleted.values(), default=None)
    if gone is not None and _may_precede(gone, candidates, clock_tolerance):
        known = verdict is Verdict.UNDETERMINED
        verdict, reasons = Verdict.UNDETERMINED, [*(reasons if known else ()), _deleted(gone, candidates)]
    told = {reason.code for reason in reasons}
    late = _unlike_the_clock(windows, later, clock_tolerance)
    notes = [note for note in _notes(windows, candidates, late, covered) if note.code not in told]
    return _origin(verdict, candidates, [*reasons, *notes], covered)


def _weigh(
    windows: Sequence[Window], running: Sequence[Window], candidates: Sequence[Window], tolerance: timedelta
) -> tuple[Verdict, list[Reason]]:
    """Steps 2 to 4 of the rule."""
    if len(windows) > 1 and len({_outlet(w) for w in windows}) == 1:
        return Verdict.UNDETERMINED, [_reason("single-outlet", articles=[w.key for w in windows])]
    undated = any(not w.dated for w in running)
    contested = any("backdated" in w.doubts for w in candidates)
    alone = len({_outlet(w) for w in candidates}) == 1
    if alone and not undated and not contested:
        return Verdict.FIRST, [_lead(candidates, running)]
    material = _material_doubts(candidates, tolerance)
    if alone and not material:
        material = ["missing-time"]
    if material:
        return Verdict.UNDETERMINED, [_doubt(code, running, candidates) for code in material]
    return Verdict.TIED, [_tie(candidates)]


def _may_precede(deleted: Interval, candidates: Sequence[Window], tolerance: timedelta) -> bool:
    """Whether what was deleted may have been there before, or with, the first of what is held."""
    by_calendar = all(w.date_only for w in candidates) and deleted.end - deleted.start >= _A_DAY
    end = min(w.possible.end for w in candidates)
    return deleted.start <= (end if by_calendar else moved(end, tolerance))


def _deleted(deleted: Interval, candidates: Sequence[Window]) -> Reason:
    best = next((w for w in candidates if w.dated and not w.doubts & _NOT_OF_THE_TEXT), None)
    start, end = (None if one in (BEGINNING, END_OF_TIME) else moment_text(one) for one in (deleted.start, deleted.end))
    if start is None:
        when = "whose time is not known" if end is None else f"which was there by {end}"
    else:
        when = f"of {start}" + ("" if start == end else f" to {end}" if end else " at the earliest")
    text = f"An article that shared this text, {when}, was held and has been deleted"
    text += f"; earliest of those held: {best.outlet}." if best else "."
    data = {
        "not_before": None if deleted.open_start else _iso(deleted.start),
        "not_after": None if deleted.open_end else _iso(deleted.end),
        "best_known": best.key if best else None,
    }
    return Reason("earlier-deleted", text, data)


def place(key: str, origin: Origin) -> str:
    """An article's place under a verdict: ``first``, ``tied``, ``later`` or ``unknown``."""
    if key not in origin.articles:
        return "later"
    return {Verdict.FIRST: "first", Verdict.TIED: "tied", Verdict.UNDETERMINED: "unknown"}[origin.verdict]


def could_be_first(readings: Sequence[tuple[Window, Interval]], tolerance: timedelta) -> list[Window]:
    """Those whose interval begins no later than the earliest end; give or take the tolerance, where either of the two
    was read off a clock. Two days of a calendar are told apart to the second.
    """
    earliest_day = min((r.end for w, r in readings if w.date_only), default=END_OF_TIME)
    earliest_time = min((r.end for w, r in readings if not w.date_only), default=END_OF_TIME)
    by_calendar = min(earliest_day, moved(earliest_time, tolerance))
    by_clock = moved(min(earliest_day, earliest_time), tolerance)
    return [w for w, reading in readings if reading.start <= (by_calendar if w.date_only else by_clock)]


def held(windows: Sequence[Window]) -> Coverage:
    """The coverage of just these articles."""
    dated = [w.nominal for w in windows if w.dated]
    moments = [m for i in dated for m, known in ((i.start, not i.open_start), (i.end, not i.open_end)) if known]
    return Coverage(
        outlets=len({_outlet(w) for w in windows}),
        articles=len(windows),
        start=min(moments, default=None),
        end=max(moments, default=None),
    )


def _outlet(candidate: Window) -> str:
    return f"\0{candidate.key}" if candidate.outlet in NAMELESS_OUTLETS else candidate.outlet


def _later_by_text(keys: Sequence[str], alarms: Alarms) -> set[str]:
    """Articles that the text proves to be later than one that is still in the running.

    Evidence that runs in a circle proves nothing.
    """
    known = set(keys)
    after: dict[str, set[str]] = {}
    for key in known & alarms.keys():
        earlier = {str(alarm.data["after"]) for alarm in alarms[key] if "after" in alarm.data}
        if earlier := (earlier & known) - {key}:
            after[key] = earlier
    grounded = known - after.keys()
    while found := {key for key, earlier in after.items() if key not in grounded and earlier & grounded}:
        grounded |= found
    return grounded & after.keys()


def _unlike_the_clock(windows: Sequence[Window], later: set[str], tolerance: timedelta) -> set[str]:
    """Those shown to be later by their text that could have been first by the clock, or have none: of others it says
    nothing new.
    """
    if not later:
        return later
    by_clock = {w.key for w in could_be_first([(w, w.possible) for w in windows], tolerance)}
    return {w.key for w in windows if w.key in later and (w.key in by_clock or not w.dated or "backdated" in w.doubts)}


def _material_doubts(candidates: Sequence[Window], tolerance: timedelta) -> list[str]:
    """The doubts that keep overlapping candidates from being a tie.

    A candidate that may be wrong about its zone is still tied when it lies inside every other's interval
    whatever its zone is, and an assumption is harmless when it leaves everybody in the running.
    """
    doubts = {code for w in candidates for code in w.doubts - {"zone-unknown"}}
    timed = [w for w in candidates if not w.date_only]
    for w in candidates:
        swallowed = timed == [w] and all(w.possible.within(other.possible) for other in candidates)
        if "zone-unknown" in w.doubts and not swallowed:
            doubts.add("zone-unknown")
    if not doubts and len(could_be_first([(w, w.nominal) for w in candidates], tolerance)) < len(candidates):
        zones = {w.sighting.zone for w in candidates if w.sighting is not None}
        doubts.add("zone-unknown" if Zone.UNKNOWN in zones else "zone-assumed")
    return [code for code in ORIGIN_REASONS if code in doubts]


def _lead(candidates: Sequence[Window], running: Sequence[Window]) -> Reason:
    first = min(candidates, key=lambda w: (w.possible.end, w.key))
    others = [w for w in running if _outlet(w) != _outlet(first)]
    if not others:
        return _reason("first-by-text", article=first.key)
    following = min(others, key=lambda w: (w.possible.start, w.key))
    text = (
        f"{first.outlet} published no later than {moment_text(first.possible.end)};"
        f" the next, {following.outlet}, no earlier than {moment_text(following.possible.start)}."
    )
    data = {
        "article": first.key,
        "no_later_than": _iso(first.possible.end),
        "next": following.key,
        "not_earlier_than": _iso(following.possible.start),
        "lead_seconds": int((following.possible.start - first.possible.end).total_seconds()),
        "evidence": "seen" if first.possible.open_start else "stated",
    }
    return Reason("first-before-all", text, data)


def _tie(candidates: Sequence[Window]) -> Reason:
    data = {"articles": [w.key for w in candidates]}
    latest_start = max(w.nominal.start for w in candidates)
    if latest_start > min(w.nominal.end for w in candidates):
        return Reason("simultaneous", ORIGIN_REASONS["simultaneous"], data)
    return Reason("tied-within-precision", ORIGIN_REASONS["tied-within-precision"], data)


def _doubt(code: str, running: Sequence[Window], candidates: Sequence[Window]) -> Reason:
    """A doubt with the articles it concerns and, where there is one, the best-known candidate."""
    if code in _ZONES:
        concerned = [w.key for w in candidates if w.sighting is not None and w.sighting.zone is _ZONES[code]]
    else:
        concerned = [w.key for w in running if code in w.doubts]
    best = next((w.key for w in candidates if w.dated and not w.doubts & _NOT_OF_THE_TEXT), None)
    return Reason(code, ORIGIN_REASONS[code], {"articles": concerned, "best_known": best})


def _notes(
    windows: Sequence[Window], candidates: Sequence[Window], later: set[str], coverage: Coverage
) -> Iterator[Reason]:
    """What should be told along with any verdict: alarms of all articles, assumptions of the candidates."""
    if later:
        yield _reason("later-by-text", articles=sorted(later))
    for code in ALARMS:
        if alarmed := [w.key for w in windows if code in w.doubts or code in w.notes]:
            yield _reason(code, articles=alarmed)
    for code in ("zone-assumed", "updated-later", "extended-later"):
        if concerned := [w.key for w in candidates if code in w.notes | w.doubts]:
            yield _reason(code, articles=concerned)
    dated = [w for w in candidates if w.sighting is not None]
    if day_only := [w.key for w in dated if w.sighting and w.sighting.precision is Precision.DAY]:
        yield _reason("day-only", articles=day_only)
    blind = [(None, gap) for gap in coverage.gaps] + [(gap.feed, gap.interval) for gap in coverage.feed_gaps]
    gaps = [(feed, gap) for feed, gap in blind if any(gap.overlaps(w.possible) for w in dated)]
    if gaps:
        feeds = sorted({feed for feed, _ in gaps if feed is not None})
        stretches = [[_iso(gap.start), _iso(gap.end)] for _, gap in gaps]
        yield _reason("coverage-gap", gaps=stretches, **({"feeds": feeds} if feeds else {}))


def _reason(code: str, **data: object) -> Reason:
    return Reason(code, ORIGIN_REASONS[code], data)


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _origin(verdict: Verdict, candidates: Sequence[Window], reasons: Sequence[Reason], coverage: Coverage) -> Origin:
    return Origin(verdict, tuple(w.key for w in candidates), tuple(reasons), coverage.sentence())
