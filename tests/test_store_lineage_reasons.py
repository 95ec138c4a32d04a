"""Reasons of the lineage come back from the database as they were, without words that their data say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.model.reasons import Reason
from syndicheck.provenance.intervals import Interval
from syndicheck.provenance.reasons import LINEAGE_REASONS, lineage_reason, lineage_words, parent_before
from syndicheck.store.encoding import compact_json, read_reasons, reasons_json

MORNING = datetime(2026, 3, 4, 9, tzinfo=UTC)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
data = st.dictionaries(st.sampled_from(["lost", "new", "runs", "parent_no_later_than"]), st.floats(0, 1), max_size=3)
ordinary = st.builds(
    lambda code, figures: lineage_reason(code, **figures),
    st.sampled_from(sorted(set(LINEAGE_REASONS) - {"parent-before"})),
    data,
)
ordered = st.builds(
    lambda first, width, gap: parent_before(Interval(first, first + width), first + width + gap),
    moments,
    st.timedeltas(timedelta(0), timedelta(minutes=2)),
    st.timedeltas(timedelta(0), timedelta(9_000)),
)


@given(st.lists(st.one_of(ordinary, ordered), max_size=4))
def test_words_that_code_and_data_say_are_made_from_them(reasons: list[Reason]) -> None:
    text = reasons_json(reasons, lineage_words)
    assert read_reasons(text, lineage_words) == tuple(reasons)
    assert all(isinstance(one, str | list) or "text" not in one for one in json.loads(text))


@pytest.mark.parametrize(
    "reason",
    [
        Reason("credit-added", "It credits whom the parent does not credit: AP.", {"organisations": ["AP"]}),
        Reason("parent-before", "The parent certainly appeared earlier.", {}),
        Reason("parent-before", "Earlier.", {"parent_no_later_than": "2026-03-04T09:12:00+00:00"}),
        Reason("of-tomorrow", "A newer program says so.", {"figure": 3}),
        Reason("edited", "", {}),
    ],
)
def test_words_of_their_own_are_kept(reason: Reason) -> None:
    assert read_reasons(reasons_json([reason], lineage_words), lineage_words) == (reason,)


def test_what_an_older_program_wrote_is_read_as_it_stands() -> None:
    text = compact_json([{"code": "edited", "text": "The parent's text, changed.", "data": {"lost": 0.2}}])
    assert read_reasons(text, lineage_words) == (Reason("edited", "The parent's text, changed.", {"lost": 0.2}),)


def test_what_is_usual_takes_few_bytes() -> None:
    before = parent_before(Interval(MORNING, MORNING + timedelta(milliseconds=1)), MORNING + timedelta(hours=2))
    said = [lineage_reason("earliest-held"), lineage_reason("edited", lost=0.2, new=0.1), before]
    assert json.loads(reasons_json(said, lineage_words)) == [
        "earliest-held",
        ["edited", 0.2, 0.1],
        ["parent-before", "2026-03-04T11:00:00+00:00", "2026-03-04T09:00:00.001000+00:00"],
    ]
    assert read_reasons(reasons_json(said, lineage_words), lineage_words) == tuple(said)


def test_values_that_only_a_newer_program_can_name_are_left_out() -> None:
    assert read_reasons('[["of-tomorrow",3],["edited",0.2,0.1,7]]', lineage_words) == (
        Reason("of-tomorrow", "", {}),
        lineage_reason("edited", lost=0.2, new=0.1),
    )
