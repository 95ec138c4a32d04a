"""Properties of reading times: never an exception, and the truth is always inside."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import RawTime
from syndicheck.model.times import Sighting
from syndicheck.provenance.intervals import BEGINNING, END_OF_TIME, Interval, common, hull, moved
from syndicheck.provenance.timeline import read_time

NOW = datetime(2100, 1, 1, tzinfo=UTC)

moments = st.datetimes(datetime(1971, 1, 2), datetime(2090, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


def read(raw: str, lang: str | None = None, hint: str | None = None) -> Sighting | None:
    return read_time(RawTime("published", raw), lang=lang, zone_hint=hint, now=NOW)


_PIECES = [*"0123456789:-/.,+ TZWapmh年月日令和EST°\u202e", " March ", " 2024 ", " p.m. ", "GMT", "Europe/Berlin"]
_DATE_LIKE = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


@given(raw=st.text(max_size=60) | _DATE_LIKE, lang=st.sampled_from([None, "en", "de", "th", "ja", "xx", ""]))
@settings(max_examples=examples(1500), deadline=None)
@example(raw="9999-12-31T23:59:59-12:00", lang=None)
@example(raw="0001-01-01T00:00:00+14:00", lang=None)
@example(raw="0001-366", lang=None)
@example(raw="𐩀 March 𐩀𐩀𐩀𐩀 2024", lang=None)
@example(raw="9999-12", lang="th")
@example(raw="²/³/2024", lang=None)
def test_nothing_raises_and_intervals_are_in_order(raw: str, lang: str | None) -> None:
    for hint in (None, "Pacific/Kiritimati", "../../etc/passwd"):
        sighting = read(raw, lang, hint)
        if sighting is not None:
            assert sighting.start <= sighting.end
            assert sighting.start.tzinfo is UTC


@given(moment=moments, offset=offsets)
@settings(max_examples=examples(400), deadline=None)
def test_every_machine_format_holds_the_moment(moment: datetime, offset: timezone) -> None:
    local = moment.astimezone(offset)
    for raw in (
        local.isoformat(),
        local.isoformat(" ", "minutes"),
        local.strftime("%Y%m%dT%H%M%S%z"),
        local.strftime("%a %b %d %H:%M:%S %z %Y"),
        format_datetime(local),
        local.strftime("%d %B %Y %I:%M %p UTC%z"),
    ):
        sighting = read(raw)
        assert sighting is not None, raw
        assert sighting.start <= moment <= sighting.end, raw


@given(moment=moments, offset=offsets, hint=st.sampled_from([None, "Asia/Tokyo", "America/New_York"]))
@settings(max_examples=examples(400), deadline=None)
def test_without_a_zone_the_moment_is_inside_whatever_the_zone_was(
    moment: datetime, offset: timezone, hint: str | None
) -> None:
    from syndicheck.provenance.windows import possible

    local = moment.astimezone(offset)
    for lang, raw in (
        (None, local.strftime("%Y-%m-%d %H:%M:%S")),
        (None, local.strftime("%Y-%m-%d")),
        (None, local.strftime("%d/%m/%Y %H:%M")),
        ("en-US", local.strftime("%d/%m/%Y")),  # a British template on a page that says en-US
        ("de", local.strftime("%m/%d/%Y %H:%M")),
        (None, f"{local.day} {calendar.month_name[local.month]} {local.year}"),
        (None, local.strftime("%Y-%m")),
        (None, local.strftime("%Y-%m-%dT00:00:00Z")),  # a date stored as a time
    ):
        sighting = read(raw, lang, hint)
        assert sighting is not None, raw
        reach = possible(sighting)
        assert reach.start <= moment <= reach.end, (raw, sighting)


@given(
    a=st.datetimes(timezones=st.just(UTC)),
    b=st.datetimes(timezones=st.just(UTC)),
    c=st.datetimes(timezones=st.just(UTC)),
    by=st.timedeltas(timedelta(days=-4000), timedelta(days=4000)),
)
def test_interval_arithmetic(a: datetime, b: datetime, c: datetime, by: timedelta) -> None:
    one, other = Interval(min(a, b), max(a, b)), Interval(min(b, c), max(b, c))
    both = hull([one, other])
    assert one.within(both)
    assert other.within(both)
    shared = common([one, other])
    assert shared is not None  # they share b
    assert shared.start <= b <= shared.end
    assert one.overlaps(other)
    assert BEGINNING <= moved(a, by) <= END_OF_TIME
    assert one.within(one.widened(abs(by), abs(by)))
