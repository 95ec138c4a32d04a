"""Who was first: the verdict on ugly cases, and what must hold for all of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import RawTime
from syndicheck.model.origins import Origin, Verdict
from syndicheck.model.reasons import Reason
from syndicheck.model.times import Precision, Sighting, Zone
from syndicheck.provenance.coverage import Coverage
from syndicheck.provenance.intervals import BEGINNING, Interval
from syndicheck.provenance.origin import judge, place
from syndicheck.provenance.reasons import ORIGIN_REASONS
from syndicheck.provenance.timeline import read_time
from syndicheck.provenance.windows import Witness, before, order_key, window

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def sightings(*times: str, hint: str | None = None, lang: str | None = None) -> tuple[Sighting, ...]:
    """``"[kind@source:] time"`` each; ``published@record`` by default."""
    found = []
    for time in times:
        kind, source, raw = "published", "record", time
        if " := " in time:
            said, raw = time.split(" := ")
            kind, _, source = said.partition("@")
        sighting = read_time(RawTime(kind, raw, source or "record"), lang=lang, zone_hint=hint, now=NOW)
        assert sighting is not None, raw
        found.append(sighting)
    return tuple(found)


def witness(
    outlet: str, *times: str, key: str | None = None, hint: str | None = None, lang: str | None = None
) -> Witness:
    return Witness(key or outlet.lower(), outlet, sightings(*times, hint=hint, lang=lang))


def codes(origin: Origin) -> list[str]:
    found = [reason.code for reason in origin.reasons]
    assert set(found) <= set(ORIGIN_REASONS)
    assert len(found) == len(set(found))
    return found


CASES = {
    "plain order": ([("A", "2024-03-05T09:00Z"), ("B", "2024-03-05T10:00Z")], "first", "a", "first-before-all"),
    "order across zones": (
        [("A", "2024-03-05T09:00-05:00"), ("B", "2024-03-05T13:00+01:00")],
        "first",
        "b",
        "first-before-all",
    ),
    "D2 one without a zone": (
        [("A", "2024-07-05 09:00"), ("B", "2024-07-05T13:30Z")],
        "undetermined",
        "ab",
        "zone-unknown",
    ),
    "D2 both without a zone": (
        [("A", "2024-07-05 09:00"), ("B", "2024-07-05 11:00")],
        "undetermined",
        "ab",
        "zone-unknown",
    ),
    "D2 the same time on the wall, nobody knows where": (
        [("A", "2024-07-05 09:00"), ("B", "2024-07-05 09:00")],
        "undetermined",
        "ab",
        "zone-unknown",
    ),
    "no zone, but days apart": (
        [("A", "2024-07-05 09:00"), ("B", "2024-07-08 09:00")],
        "first",
        "a",
        "first-before-all",
    ),
    "D3 EST in July": (
        [("A", "2024-07-05 09:00 EST"), ("B", "2024-07-05T13:30Z")],
        "undetermined",
        "ab",
        "zone-ambiguous",
    ),
    "D3 fold": (
        [("A", "2024-10-27 02:30 Europe/Berlin"), ("B", "2024-10-27T01:00Z")],
        "undetermined",
        "ab",
        "clock-change",
    ),
    "D3 gap": (
        [("A", "2024-03-31 02:30 Europe/Berlin"), ("B", "2024-03-31T01:00Z")],
        "undetermined",
        "ab",
        "clock-change",
    ),
    "D4 noon and midnight": (
        [("A", "2024-03-05 12:01 am GMT"), ("B", "2024-03-05 12:01 pm GMT")],
        "first",
        "a",
        "first-before-all",
    ),
    "D4 24:00 is the next day": (
        [("A", "2024-03-05 24:00 GMT"), ("B", "2024-03-05T23:30Z")],
        "first",
        "b",
        "first-before-all",
    ),
    "D5 a day and a time in it": (
        [("A", "5 March 2024"), ("B", "2024-03-05T10:00Z")],
        "tied",
        "ab",
        "tied-within-precision",
    ),
    "D5 neither with a zone": (
        [("A", "5 March 2024"), ("B", "5 March 2024 10:00")],
        "tied",
        "ab",
        "tied-within-precision",
    ),
    "the same day twice": ([("A", "2024-03-05"), ("B", "2024-03-05")], "tied", "ab", "tied-within-precision"),
    "days next to each other": ([("A", "2024-03-05"), ("B", "2024-03-06")], "undetermined", "ab", "zone-unknown"),
    "days next to each other, zone given": (
        [("A", "2024-03-05+01:00"), ("B", "2024-03-06+01:00")],
        "first",
        "a",
        "first-before-all",
    ),
    "days well apart": ([("A", "2024-03-05"), ("B", "2024-03-08")], "first", "a", "first-before-all"),
    "a date stored as midnight": (
        [("A", "2024-03-04T00:00:00Z"), ("B", "2024-03-05T01:00:00Z")],
        "undetermined",
        "ab",
        "zone-unknown",
    ),
    "only a month": ([("A", "March 2024"), ("B", "2024-03-05T10:00Z")], "undetermined", "ab", "coarse-date"),
    "D6 published after the change": (
        [("A", "2024-03-05T09:00Z", "modified := 2024-03-05T08:00Z"), ("B", "2024-03-05T10:00Z")],
        "undetermined",
        "ab",
        "published-after-modified",
    ),
    "D6 published in the future": (
        [("A", "2031-03-05T09:00Z"), ("B", "2024-03-05T10:00Z")],
        "undetermined",
        "ab",
        "missing-time",
    ),
    "a change some seconds before the publication is only a clock": (
        [("A", "2024-03-05T09:00:07Z", "modified := 2024-03-05T09:00:00Z"), ("B", "2024-03-05T10:00Z")],
        "first",
        "a",
        "first-before-all",
    ),
    "D7 evergreen": (
        [("A", "first_seen := 2019-03-05T09:00Z", "modified := 2024-03-05T09:00Z"), ("B", "2024-03-04T10:00Z")],
        "first",
        "a",
        "first-before-all",
    ),
    "a change alone: a text may be edited before it goes out": (
        [("A", "modified@http := Tue, 05 Mar 2024 09:00:00 GMT"), ("B", "2024-03-05T12:00Z")],
        "undetermined",
        "ab",
        "only-modified",
    ),
    "a change beside a dateline, which goes with the text": (
        [
            ("A", "modified@meta := 2024-03-05T09:00Z", "published@dateline := March 4, 2024"),
            ("B", "2024-03-06T12:00Z"),
        ],
        "undetermined",
        "ab",
        "only-onset",
    ),
    "a change before what the feed says": (
        [
            ("A", "modified@meta := 2024-03-05T09:00Z", "published@feed := 2024-03-05T14:00Z"),
            ("B", "2024-03-05T12:00Z"),
        ],
        "undetermined",
        "ab",
        "weak-source",
    ),
    "a feed before the other, changed later": (
        [
            ("A", "modified@meta := 2024-03-05T13:00Z", "published@feed := 2024-03-05T09:00Z"),
            ("B", "2024-03-05T12:00Z"),
        ],
        "first",
        "a",
        "first-before-all",
    ),
    "a change before it was seen, and seen before the other": (
        [("A", "modified := 2024-03-05T09:00Z", "captured := 20240305100000"), ("B", "2024-03-05T12:00Z")],
        "first",
        "a",
        "first-before-all",
    ),
    "a change before it was seen, and seen after the other": (
        [("A", "modified := 2024-03-05T09:00Z", "captured := 20240305130000"), ("B", "2024-03-05T12:00Z")],
        "undetermined",
        "ab",
        "only-first-seen",
    ),
    "D8 statements that exclude each other": (
        [("A", "published@json-ld := 2024-03-05T12:00Z", "published@url := 2024/03/01"), ("B", "2024-03-03T10:00Z")],
        "undetermined",
        "ab",
        "claims-disagree",
    ),
    "D8 two times on the wall of one page, no zone": (
        [
            ("A", "published@meta := 2024-03-05 09:00", "published@visible := 2024-03-05 23:00"),
            ("B", "2024-03-05T22:00Z"),
        ],
        "undetermined",
        "ab",
        "claims-disagree",
    ),
    "D8 a feed earlier than the page": (
        [
            ("A", "published@meta := 2024-03-05T10:00Z", "published@feed := 2024-03-05T08:00Z"),
            ("B", "2024-03-05T09:00Z"),
        ],
        "undetermined",
        "ab",
        "claims-disagree",
    ),
    "D8 statements that agree": (
        [("A", "published@json-ld := 2024-03-05T09:00Z", "published@url := 2024/03/05"), ("B", "2024-03-05T10:00Z")],
        "first",
        "a",
        "first-before-all",
    ),
    "D9 collected, not published": (
        [("A", "first_seen := 2024-03-05T10:05Z"), ("B", "first_seen := 2024-03-05T10:02Z")],
        "undetermined",
        "ab",
        "only-first-seen",
    ),
    "seen before the other says it was published": (
        [("A", "first_seen := 2024-03-05T10:05Z"), ("B", "2024-03-05T12:00Z")],
        "first",
        "a",
        "first-before-all",
    ),
    "published before, seen after the other": (
        [("A", "2024-03-05T09:00Z"), ("B", "first_seen := 2024-03-05T10:00Z")],
        "undetermined",
        "ab",
        "only-first-seen",
    ),
    "published after it was seen, but seen before the other": (
        [("A", "2024-03-05T09:30Z"), ("B", "2024-03-05T10:00Z", "captured := 20240305090000")],
        "first",
        "b",
        "first-before-all",
    ),
    "published after it was seen": (
        [("A", "2024-03-05T09:30Z"), ("B", "2024-03-05T10:00Z", "captured := 20240305094500")],
        "undetermined",
        "ab",
        "published-after-seen",
    ),
    "D12 a feed is no bound from below": (
        [("A", "2024-03-05T09:00Z"), ("B", "published@feed := 2024-03-05T10:00Z")],
        "undetermined",
        "ab",
        "weak-source",
    ),
    "D12 but it is one from above": (
        [("A", "published@feed := 2024-03-05T09:00Z"), ("B", "2024-03-05T10:00Z")],
        "first",
        "a",
        "first-before-all",
    ),
    "D12 a rebuilt feed beside the page": (
        [("A", "2024-03-05T09:00Z", "published@feed := 2024-03-07T09:00Z"), ("B", "2024-03-05T10:00Z")],
        "first",
        "a",
        "first-before-all",
    ),
    "a dateline is copied with its text": (
        [("A", "published@dateline := March 1, 2024"), ("B", "2024-03-03T12:00Z")],
        "undetermined",
        "ab",
        "only-onset",
    ),
    "nobody prints a text before its dateline": (
        [("A", "2024-03-03T12:00Z"), ("B", "published@dateline := March 9, 2024")],
        "first",
        "a",
        "first-before-all",
    ),
    "a dateline beside a later date": (
        [("A", "2024-03-05T18:00Z", "published@dateline := March 1, 2024"), ("B", "2024-03-03T12:00Z")],
        "undetermined",
        "ab",
        "claims-disagree",
    ),
    "a reprint of 2019": (
        [("A", "2024-03-05T10:00Z"), ("B", "2024-03-06T09:00Z", "published@notice := First published on 3 May 2019.")],
        "undetermined",
        "ab",
        "claims-disagree",
    ),
    "a live blog begins before what it tells": (
        [("A", "published@live-blog := 2024-03-05T06:00Z", "2024-03-05T06:00Z"), ("B", "2024-03-05T10:00Z")],
        "undetermined",
        "ab",
        "in-pieces",
    ),
    "a live blog's feed has its beginning": (
        [
            ("A", "published@live-blog := 2024-03-05T06:00Z", "published@feed := 2024-03-05T06:00Z"),
            ("B", "2024-03-05T10:00Z"),
        ],
        "undetermined",
        "ab",
        "in-pieces",
    ),
    "a live blog that begins later": (
        [("A", "published@live-blog := 2024-03-05T11:00Z"), ("B", "2024-03-05T10:00Z")],
        "first",
        "b",
        "first-before-all",
    ),
    "a copy with its source's data": (
        [("A", "published@json-ld-elsewhere := 2024-03-05T09:00Z"), ("B", "2024-03-05T10:00Z")],
        "undetermined",
        "ab",
        "only-onset",
    ),
    "a copy with its source's data and the same in its own elements": (
        [
            (
                "A",
                "published@json-ld-elsewhere := 2024-03-05T09:00:00Z",
                "published@meta := 2024-03-05T10:00:00+01:00",
            ),
            ("B", "2024-03-05T10:00Z"),
        ],
        "undetermined",
        "ab",
        "only-onset",
    ),
    "midnight at +0000 is a day in some zone": (
        [("A", "Tue, 05 Mar 2024 00:00:00 +0000"), ("B", "2024-03-06T01:00Z")],
        "undetermined",
        "ab",
        "zone-unknown",
    ),
    "a copy's own date beside its source's data": (
        [
            ("A", "published@json-ld-elsewhere := 2024-03-05T09:00Z", "published@visible := 2024-03-05T12:00Z"),
            ("B", "2024-03-05T10:00Z"),
        ],
        "first",
        "b",
        "first-before-all",
    ),
    "seen before its dateline": (
        [("A", "published@dateline := March 9, 2024", "captured := 20240305094500"), ("B", "2024-03-05T10:00Z")],
        "first",
        "a",
        "first-before-all",
    ),
    "a day that ends while a clock may be fast": (
        [("A", "2024-03-05+01:00"), ("B", "2024-03-05T23:00:20Z")],
        "tied",
        "ab",
        "simultaneous",
    ),
    "two days of a calendar": (
        [("A", "2024-03-05+01:00"), ("B", "2024-03-06+01:00")],
        "first",
        "a",
        "first-before-all",
    ),
    "a morning that may be an afternoon": (
        [("A", "5 Maret 2024 3:00 sore UTC"), ("B", "2024-03-05T10:00Z")],
        "undetermined",
        "ab",
        "date-ambiguous",
    ),
    "D13 re-issue 30 days later": ([("A", "2024-05-07"), ("B", "2024-06-06")], "first", "a", "first-before-all"),
    "D14 day and month": ([("A", "03/04/2024"), ("B", "2024-03-20T10:00Z")], "undetermined", "ab", "date-ambiguous"),
    "D14 Buddhist": ([("A", "5 มี.ค. 2567"), ("B", "2024-03-20T10:00Z")], "first", "a", "first-before-all"),
    "D14 Japanese": ([("A", "令和6年3月5日"), ("B", "2024-03-20T10:00Z")], "first", "a", "first-before-all"),
    "D14 Persian": ([("A", "۱۵ فروردین ۱۴۰۳"), ("B", "2024-03-20T10:00Z")], "undetermined", "ab", "missing-time"),
    "D15 the wire sent it before the outlet that broke it": (
        [("Wire", "2024-03-05T09:00Z"), ("Trade", "2024-03-05T09:40Z"), ("Daily", "2024-03-05T09:20Z")],
        "first",
        "wire",
        "first-before-all",
    ),
    "one time missing": ([("A", "2024-03-05T09:00Z"), ("B",)], "undetermined", "ab", "missing-time"),
    "all times missing": ([("A",), ("B",)], "undetermined", "ab", "missing-time"),
    "epoch is no time": (
        [("A", "1970-01-01T00:00:00Z"), ("B", "2024-03-05T10:00Z")],
        "undetermined",
        "ab",
        "missing-time",
    ),
    "ambiguous zone name": (
        [("A", "2024-07-05 14:00 IST"), ("B", "2024-07-05T10:00Z")],
        "undetermined",
        "ab",
        "zone-ambiguous",
    ),
    "a lead shorter than clocks are true": (
        [("A", "2024-03-05T09:00:00Z"), ("B", "2024-03-05T09:00:40Z")],
        "tied",
        "ab",
        "simultaneous",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_verdicts(name: str) -> None:
    described, verdict, named, code = CASES[name]
    witnesses = [witness(outlet, *times) for outlet, *times in described]
    for order in (witnesses, witnesses[::-1]):
        origin = judge(order)
        assert origin.verdict is Verdict(verdict)
        assert sorted(origin.articles) == (sorted(named) if verdict != "first" else [named])
        assert codes(origin)[0] == code
        assert origin.coverage.startswith(f"Among the {len(witnesses)} articles of {len(witnesses)} outlets held")


@pytest.mark.parametrize(
    ("key", "outlet", "shown", "verdict"),
    [
        # 14:05 in Berlin, written as if it were UTC: then it was 13:05
        ("url:https://bote.example.de/1", "Bote", "5. März 2024, 14:05 Uhr", "undetermined"),
        ("1", "bote.example.de", "05.03.2024 14:05", "undetermined"),
        # told in the outlet's own time, or where nobody knows which that is
        ("url:https://bote.example.de/1", "Bote", "5. März 2024, 15:05 Uhr", "first"),
        ("url:https://bote.example.org/1", "Bote", "5 March 2024, 14:05", "first"),
        ("url:https://bote.example.co.uk/1", "Bote", "5 March 2024, 14:05", "first"),
        # a country of several clocks
        ("url:https://diario.example.es/1", "Diario", "5 de marzo de 2024, 14:05", "undetermined"),
    ],
)
def test_utc_beside_the_same_time_on_the_wall_may_be_the_outlets_own(
    key: str, outlet: str, shown: str, verdict: str
) -> None:
    stated = ("published@json-ld := 2024-03-05T14:05:00+00:00", f"published@visible := {shown}")
    origin = judge([witness(outlet, *stated, key=key), witness("other.example", "2024-03-05T13:30:00Z", key="b")])
    assert origin.verdict.value == verdict
    assert ("zone-ambiguous" in codes(origin)) is (verdict == "undetermined")


def test_machines_that_leave_out_the_zone_write_utc() -> None:
    stated = ("published@json-ld := 2024-03-05T14:05:00Z", "published@meta := 2024-03-05 14:05:00")
    own = witness("Bote", *stated, key="url:https://bote.example.de/1")
    assert judge([own, witness("other.example", "2024-03-05T13:30:00Z", key="b")]).verdict is Verdict.FIRST


def test_d1_equal_moments_in_three_zones() -> None:
    origin = judge(
        [
            witness("A", "July 5, 2024 09:00 EDT"),
            witness("B", "5 July 2024 14:00 BST", hint="Europe/London"),
            witness("C", "2024-07-05T13:00Z"),
        ]
    )
    assert origin.verdict is Verdict.TIED
    assert set(origin.articles) == {"a", "b", "c"}
    assert codes(origin)[0] == "tied-within-precision"


def test_d2_an_assumed_zone_makes_nobody_first() -> None:
    witnesses = [witness("A", "2024-07-05 09:00", hint="America/New_York"), witness("B", "2024-07-05T15:00Z")]
    origin = judge(witnesses)
    assert origin.verdict is Verdict.UNDETERMINED
    assert codes(origin) == ["zone-assumed"]
    assert origin.reasons[0].data == {"articles": ["a"], "best_known": "a"}
    trusting = judge(witnesses, trust_assumed=True)
    assert (trusting.verdict, trusting.articles) == (Verdict.FIRST, ("a",))
    assert codes(trusting) == ["first-before-all", "zone-assumed"]


def test_trusting_assumed_zones_does_not_trust_missing_ones() -> None:
    witnesses = [witness("A", "2024-07-05 09:00"), witness("B", "2024-07-05T15:00Z")]
    assert judge(witnesses, trust_assumed=True).verdict is Verdict.UNDETERMINED


def test_an_assumed_zone_is_harmless_when_everybody_stays_in_the_running() -> None:
    origin = judge([witness("A", "2024-07-05 09:00", hint="Europe/Berlin"), witness("B", "2024-07-05T07:00Z")])
    assert origin.verdict is Verdict.TIED
    assert "zone-assumed" in codes(origin)


def test_a_zone_assumed_that_decides_nothing_lets_the_first_be_first() -> None:
    origin = judge([witness("A", "2024-07-05 09:00", hint="Europe/Berlin"), witness("B", "2024-07-07T07:00Z")])
    assert (origin.verdict, origin.articles) == (Verdict.FIRST, ("a",))


def test_day_and_month_decided_by_a_template_make_nobody_first() -> None:
    """Half the web says en-US because its software does."""
    origin = judge([witness("A", "03/04/2024", lang="en-US"), witness("B", "2024-03-20T10:00Z")])
    assert origin.verdict is Verdict.UNDETERMINED
    assert codes(origin)[0] == "date-ambiguous"


def test_d7_the_update_is_noted() -> None:
    origin = judge(
        [witness("A", "2019-03-05T09:00Z", "modified := 2024-03-05T09:00Z"), witness("B", "2024-03-05T10:00Z")]
    )
    assert origin.verdict is Verdict.FIRST
    assert codes(origin) == ["first-before-all", "updated-later"]


def test_a_change_alone_is_shown_and_bounds_nothing() -> None:
    found = window(witness("A", "modified := 2024-03-05T09:00Z"))
    assert (found.possible.open_start, found.possible.open_end) == (True, True)
    assert found.nominal.end.isoformat() == "2024-03-05T09:00:59.999999+00:00"
    assert found.sighting is not None


def test_a_look_that_found_nothing_does_not_date_what_only_says_it_was_changed() -> None:
    changed = Witness("a", "A", sightings("modified := 2024-03-05T09:00Z"), datetime(2024, 3, 5, 8, tzinfo=UTC))
    origin = judge([changed, witness("B", "2024-03-05T12:00Z")])
    assert (origin.verdict, codes(origin)[0]) == (Verdict.UNDETERMINED, "only-modified")


def test_d9_a_known_crawl_step_makes_a_tie_of_it() -> None:
    def seen(outlet: str, at: str, absent: str) -> Witness:
        return Witness(outlet, outlet, sightings(f"first_seen := {at}"), datetime.fromisoformat(absent))

    a = seen("a", "2024-03-05T10:05Z", "2024-03-05T09:50:00+00:00")
    b = seen("b", "2024-03-05T10:02Z", "2024-03-05T09:47:00+00:00")
    late = seen("late", "2024-03-05T10:35Z", "2024-03-05T10:20:00+00:00")
    origin = judge([a, b, late])
    assert (origin.verdict, set(origin.articles)) == (Verdict.TIED, {"a", "b"})
    assert place("late", origin) == "later"
    assert judge([a, late]).verdict is Verdict.FIRST


def test_a_stated_time_before_a_look_that_found_nothing_is_backdated() -> None:
    copy = Witness("copy", "Copy", sightings("2024-03-05T08:00Z"), datetime(2024, 3, 5, 12, tzinfo=UTC))
    origin = judge([witness("Source", "2024-03-05T10:00Z"), copy])
    assert origin.verdict is Verdict.UNDETERMINED
    assert codes(origin)[0] == "backdated"
    assert origin.reasons[0].data["articles"] == ["copy"]
    assert origin.reasons[0].data["best_known"] == "source"


BACKDATED = [("Copy", "2024-03-05T08:00Z"), ("Source", "2024-03-05T10:00Z"), ("Other", "2024-03-05T12:00Z")]


def alarm(**data: str) -> dict[str, list[Reason]]:
    return {"copy": [Reason("backdated", "carries the correction of 11:00", data)]}


def test_d10_a_backdated_copy_is_never_first() -> None:
    witnesses = [witness(*case) for case in BACKDATED]
    assert judge(witnesses).articles == ("copy",)
    blind = judge(witnesses, alarms=alarm())
    assert blind.verdict is Verdict.UNDETERMINED
    assert codes(blind)[0] == "backdated"


def test_d10_text_that_shows_who_was_earlier_frees_the_next() -> None:
    witnesses = [witness(*case) for case in BACKDATED]
    freed = judge(witnesses, alarms=alarm(after="source"))
    assert (freed.verdict, freed.articles) == (Verdict.FIRST, ("source",))
    assert codes(freed) == ["first-before-all", "later-by-text", "backdated"]
    assert place("copy", freed) == "later"
    bounded = judge(witnesses, alarms=alarm(not_before="2024-03-05T11:00:00+00:00"))
    assert (bounded.verdict, bounded.articles) == (Verdict.FIRST, ("source",))


def test_evidence_that_runs_in_a_circle_proves_nothing() -> None:
    witnesses = [witness("A", "2024-03-05T08:00Z"), witness("B", "2024-03-05T10:00Z")]
    circle = {"a": [Reason("backdated", "", {"after": "b"})], "b": [Reason("backdated", "", {"after": "a"})]}
    origin = judge(witnesses, alarms=circle)
    assert (origin.verdict, origin.articles) == (Verdict.UNDETERMINED, ("a", "b"))
    assert codes(origin)[0] == "backdated"


def test_d10_not_even_when_somebody_saw_it_early() -> None:
    """Text and clock contradict each other: that is the finding, not a winner."""
    copy = witness("Copy", "2024-03-05T08:00Z", "captured := 20240305083000")
    origin = judge([copy, witness("Source", "2024-03-05T10:00Z")], alarms=alarm())
    assert origin.verdict is Verdict.UNDETERMINED
    assert codes(origin) == ["backdated"]


def test_text_alone_may_leave_one() -> None:
    origin = judge([witness(*BACKDATED[0]), witness(*BACKDATED[1])], alarms=alarm(after="source"))
    assert (origin.verdict, origin.articles) == (Verdict.FIRST, ("source",))
    assert codes(origin)[0] == "first-by-text"


def test_evidence_may_run_in_a_chain() -> None:
    witnesses = [witness(*case) for case in [("A", "2024-03-05T08:00Z"), *BACKDATED]]
    chain = {"a": [Reason("backdated", "", {"after": "copy"})], **alarm(after="source")}
    origin = judge(witnesses, alarms=chain)
    assert (origin.verdict, origin.articles) == (Verdict.FIRST, ("source",))
    assert next(r.data for r in origin.reasons if r.code == "later-by-text") == {"articles": ["a", "copy"]}


def test_a_hundred_thousand_copies_are_judged_in_linear_time() -> None:
    """Sizes ten times apart take about ten times as long, not a hundred times."""
    (time,) = sightings("2024-03-05T08:00Z")
    took = []
    for size in (1_000, 10_000):
        witnesses = [Witness(f"k{n}", f"Outlet {n}", (time,)) for n in range(size)]
        alarms = {w.key: [Reason("backdated", "", {"after": "k0"})] for w in witnesses[1::3]}
        begin = process_time()
        judge(witnesses, alarms=alarms)
        took.append(process_time() - begin)
    assert took[1] < 40 * took[0]


def test_evidence_about_articles_outside_the_story_frees_nobody() -> None:
    witnesses = [witness(*case) for case in BACKDATED]
    assert judge(witnesses, alarms=alarm(after="not-held")).verdict is Verdict.UNDETERMINED


def test_d11_forty_outlets_at_the_end_of_an_embargo_are_simultaneous() -> None:
    minute = ["18:00", "18:01"]
    witnesses = [witness(f"Outlet {n}", f"2024-03-05T{minute[n % 2]}Z") for n in range(40)]
    origin = judge([*witnesses, witness("Late", "2024-03-05T18:30Z")])
    assert origin.verdict is Verdict.TIED
    assert len(origin.articles) == 40
    assert codes(origin) == ["simultaneous"]
    assert place("late", origin) == "later"


def test_one_outlet_alone_is_not_first() -> None:
    origin = judge(
        [witness("A", "2024-03-05T08:00Z", key="a1"), witness("A", "2024-03-05T09:00Z", key="a2")],
    )
    assert origin.verdict is Verdict.UNDETERMINED
    assert codes(origin) == ["single-outlet"]


def test_copies_within_an_outlet_do_not_compete() -> None:
    origin = judge(
        [
            witness("A", "2024-03-05", key="a1"),
            witness("A", "2024-03-05T09:00Z", key="a2"),
            witness("B", "2024-03-09T09:00Z"),
        ]
    )
    assert origin.verdict is Verdict.FIRST
    assert set(origin.articles) == {"a1", "a2"}


@pytest.mark.parametrize("name", ["", "unknown"])
def test_articles_of_unknown_outlets_do_compete(name: str) -> None:
    origin = judge([witness(name, "2024-03-05", key="a1"), witness(name, "2024-03-05", key="a2")])
    assert origin.verdict is Verdict.TIED


def test_nothing_to_judge() -> None:
    origin = judge([])
    assert (origin.verdict, origin.articles, codes(origin)) == (Verdict.UNDETERMINED, (), ["no-articles"])


def test_places() -> None:
    first = judge([witness("A", "2024-03-05T08:00Z"), witness("B", "2024-03-05T10:00Z")])
    assert [place(key, first) for key in "ab"] == ["first", "later"]
    open_ = judge([witness("A", "2024-03-05T08:00Z"), witness("B"), witness("C", "2024-03-05T10:00Z")])
    assert [place(key, open_) for key in "abc"] == ["unknown", "unknown", "later"]


def test_the_coverage_sentence() -> None:
    coverage = Coverage(
        outlets=14,
        articles=1200,
        start=datetime(2024, 3, 5, 2, tzinfo=UTC),
        end=datetime(2024, 3, 9, 2, 30, 20, tzinfo=UTC),
        gaps=(Interval(datetime(2024, 3, 5, 2, tzinfo=UTC), datetime(2024, 3, 5, 6, tzinfo=UTC)),),
        not_held=("feed of wire.example",),
    )
    origin = judge([witness("A", "2024-03-05T05:00Z"), witness("B", "2024-03-05T10:00Z")], coverage=coverage)
    assert origin.coverage == (
        "Among the 1,200 articles of 14 outlets held (earliest 2024-03-05 02:00 UTC, latest 2024-03-09 02:30:20 UTC);"
        " not held: feed of wire.example; nothing collected 2024-03-05 02:00 UTC to 2024-03-05 06:00 UTC;"
        " outlets not held cannot be judged."
    )
    assert codes(origin) == ["first-before-all", "coverage-gap"]
    assert Coverage(1, 1).sentence() == "Among the 1 article of 1 outlet held; outlets not held cannot be judged."


def test_a_timeline_puts_undated_articles_last() -> None:
    cases = [("A",), ("B", "2024-03-05T10:00Z"), ("C", "2024-03-05T09:00Z"), ("D", "first_seen := 2024-03-05T09:30Z")]
    ordered = sorted((window(witness(*case)) for case in cases), key=order_key)
    assert [w.key for w in ordered] == ["c", "d", "b", "a"]


def test_before_is_said_only_when_certain() -> None:
    a, b = window(witness("A", "2024-03-05T08:00Z")), window(witness("B", "2024-03-05T10:00Z"))
    day = window(witness("C", "2024-03-05"))
    assert (before(a, b), before(b, a), before(a, day), before(day, b)) == (True, False, None, None)


# ── properties ────────────────────────────────────────────────────────────────────────────────────────

PLACES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata", "America/Los_Angeles", "UTC")
NAMED = {"EDT": -4, "EST": -5, "CET": 1, "CEST": 2, "BST": 1, "IST": 5.5, "JST": 9, "PST": -8, "CST": 8, "GMT": 0}


def account(truth: datetime, rng: random.Random) -> tuple[Sighting, ...]:
    """An honest but imprecise account of when an article appeared, as an outlet's page might give it: in some zone,
    with or without saying so, rounded, misplaced by a reader's assumption, or missing.
    """
    kinds = rng.choices(
        ["full", "named", "zoneless", "day", "slashes", "midnight", "month", "seen", "feed", "missing", "both"],
        [8, 3, 3, 3, 2, 2, 1, 3, 2, 1, 3],
    )
    home = ZoneInfo(rng.choice(PLACES))
    local = truth.astimezone(home)
    hint = rng.choice([None, None, home.key, rng.choice(PLACES)])  # at times a wrong one
    lang = rng.choice([None, "en", "en-US", "en-GB", "de"])  # at times a wrong one
    late = (truth + timedelta(minutes=rng.randrange(0, 3000))).isoformat()
    raws: list[tuple[str, str, str]] = []
    for kind in kinds:
        if kind in ("full", "both"):
            raws.append(("published", "record", local.isoformat(timespec=rng.choice(["seconds", "minutes"]))))
        if kind == "named":
            name = rng.choice(list(NAMED))
            there = truth.astimezone(timezone(timedelta(hours=NAMED[name])))
            raws.append(("published", "visible", f"{there:%B %d, %Y %I:%M %p} {name}"))
        if kind == "zoneless":
            raws.append(("published", "meta", f"{local:%Y-%m-%d %H:%M}"))
        if kind in ("day", "both"):
            raws.append(("published", "url", f"{local:%Y/%m/%d}"))
        if kind == "slashes":
            raws.append(("published", "visible", rng.choice([f"{local:%d/%m/%Y}", f"{local:%m/%d/%Y %H:%M}"])))
        if kind == "midnight":
            raws.append(("published", "json-ld", f"{local:%Y-%m-%d}T00:00:00Z"))
        if kind == "month":
            raws.append(("published", "visible", f"{local:%B %Y}"))
        if kind == "seen":
            raws.append((rng.choice(["first_seen", "captured"]), "record", late))
        if kind == "feed":
            raws.append(("published", "feed", late))
    if rng.random() < 0.2:
        stated = any(kind == "published" and source != "feed" for kind, source, _ in raws)
        edited = (truth - timedelta(minutes=rng.randrange(0, 600))).isoformat()  # before it went out
        raws.append(("modified", "meta", late if stated else edited))
    found = [read_time(RawTime(k, raw, source), lang=lang, zone_hint=hint, now=NOW) for k, source, raw in raws]
    assert None not in found, raws
    return tuple(sighting for sighting in found if sighting is not None)


def story(seed: int) -> tuple[list[Witness], dict[str, datetime], random.Random]:
    rng = random.Random(seed)
    begin = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=rng.randrange(0, 700 * 1440))
    spread = rng.choice([3, 60, 600, 6000, 60000])
    truths: dict[str, datetime] = {}
    witnesses = []
    for number in range(rng.randrange(2, 6)):
        truths[f"k{number}"] = begin + timedelta(seconds=rng.randrange(0, 60 * spread))
        outlet = rng.choice(["A", "B", "C", "D", "unknown"])
        witnesses.append(Witness(f"k{number}", outlet, account(truths[f"k{number}"], rng)))
    return witnesses, truths, rng


@pytest.mark.parametrize("count", [400, pytest.param(4000, marks=pytest.mark.slow)])
def test_never_a_wrong_first_over_many_stories(count: int) -> None:
    verdicts: Counter[str] = Counter()
    for seed in range(count):
        witnesses, truths, rng = story(seed)
        rng.shuffle(witnesses)
        origin = judge(witnesses)
        verdicts[origin.verdict] += 1
        outlets = {w.key: w.outlet for w in witnesses}
        earliest = min(truths.values())
        if origin.verdict is Verdict.FIRST:
            winner = outlets[origin.articles[0]]
            best = min(truths[key] for key in truths if outlets[key] == winner)
            assert best == earliest, (seed, origin)
            assert winner != "unknown" or truths[origin.articles[0]] == earliest, (seed, origin)
        for key in truths:
            if place(key, origin) == "later":
                assert truths[key] > earliest, (seed, key, origin)
        windows = {w.key: window(w) for w in witnesses}
        for a in truths:
            for b in truths:
                if before(windows[a], windows[b]):
                    assert truths[a] < truths[b], (seed, a, b)
    assert min(verdicts.values()) > count / 40, verdicts  # the test sees all three


def test_precise_times_with_zones_are_decided() -> None:
    rng = random.Random(7)
    decided = 0
    for _ in range(500):
        begin = datetime(2024, 1, 1, 7, 13, tzinfo=UTC) + timedelta(minutes=rng.randrange(10**6))
        zones = [ZoneInfo(rng.choice(PLACES)) for _ in range(5)]
        times = [(begin + timedelta(minutes=7 * n)).astimezone(zone).isoformat() for n, zone in enumerate(zones)]
        origin = judge([witness(f"Outlet {n}", time) for n, time in enumerate(times)])
        decided += origin.verdict is Verdict.FIRST and origin.articles == ("outlet 0",)
    assert decided >= 495  # a few fall on midnight


@given(seed=st.integers(0, 10**6), shuffle=st.randoms())
@settings(max_examples=examples(200), deadline=None)
def test_the_order_of_witnesses_and_sightings_does_not_matter(seed: int, shuffle: random.Random) -> None:
    witnesses, _, _ = story(seed)
    shuffled = [Witness(w.key, w.outlet, tuple(shuffle.sample(w.sightings, len(w.sightings)))) for w in witnesses]
    shuffle.shuffle(shuffled)
    assert judge(shuffled) == judge(witnesses)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=examples(200), deadline=None)
def test_an_article_without_a_time_never_makes_a_first(seed: int) -> None:
    witnesses, _, _ = story(seed)
    for outlet in ("A", "new", "unknown"):
        assert judge([*witnesses, Witness("silent", outlet)]).verdict is not Verdict.FIRST


def exact(key: str, outlet: str, start: int, length: int, zone: Zone, precision: Precision) -> Witness:
    begin = datetime(2024, 3, 5, tzinfo=UTC) + timedelta(minutes=start)
    end = begin + timedelta(minutes=length)
    name = "UTC" if zone is Zone.ASSUMED else ""
    return Witness(key, outlet, (Sighting("published", "record", "", begin, end, precision, zone, name),))


def widened(witness: Witness, earlier: int, later: int) -> Witness:
    (s,) = witness.sightings
    start, end = s.start - timedelta(minutes=earlier), s.end + timedelta(minutes=later)
    wide = Sighting(s.kind, s.source, s.raw, start, end, s.precision, s.zone, s.zone_name)
    return Witness(witness.key, witness.outlet, (wide,))


witness_parts = st.tuples(
    st.sampled_from("ABC"),
    st.integers(0, 5000),
    st.sampled_from([0, 1, 60, 1440]),
    st.sampled_from(Zone),
    st.sampled_from([Precision.MINUTE, Precision.DAY]),
)


@given(parts=st.lists(witness_parts, min_size=2, max_size=5), data=st.data())
@settings(max_examples=examples(400), deadline=None)
def test_knowing_less_never_makes_a_first(
    parts: Sequence[tuple[str, int, int, Zone, Precision]], data: st.DataObject
) -> None:
    witnesses = [exact(f"k{n}", *part) for n, part in enumerate(parts)]
    minutes = st.integers(0, 3000)
    wider = [widened(w, data.draw(minutes), data.draw(minutes)) for w in witnesses]
    if judge(wider).verdict is Verdict.FIRST:
        assert judge(witnesses).verdict is Verdict.FIRST


@given(seed=st.integers(0, 10**6))
@settings(max_examples=examples(200), deadline=None)
def test_windows_hold_the_truth_of_honest_accounts(seed: int) -> None:
    witnesses, truths, _ = story(seed)
    for each in witnesses:
        found = window(each)
        assert found.possible.start <= truths[each.key] <= found.possible.end, (each, found)
        assert found.dated or found.possible.start == BEGINNING
