"""ninjs 1 to 3, laid out as IPTC's schemas have it; the words are invented."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.model.articles import RawArticle, RawTime
from syndicheck.readers import read
from syndicheck.readers.ninjs import as_record, is_ninjs

FIRST: dict[str, Any] = {
    "uri": "https://xyz.example/item/17",
    "type": "text",
    "versioncreated": "2026-03-02T10:00:00Z",
    "firstcreated": "2026-03-02T09:00:00Z",
    "version": "1",
    "headline": "The harbour opens",
    "byline": "Ada Quill",
    "language": "en",
    "copyrightholder": "XYZ News",
    "body_text": "Boats came.\n\nThey left again.",
}
THIRD: dict[str, Any] = {
    "uri": "https://xyz.example/item/17",
    "standard": {"name": "ninjs", "version": "3.0"},
    "type": "text",
    "versionCreated": "2026-03-02T11:00:00Z",
    "firstCreated": "2026-03-02T09:00:00Z",
    "version": "2",
    "headlines": [{"role": "short", "value": "Open"}, {"role": "main", "value": "The harbour opens"}],
    "bodies": [
        {"role": "caption", "contentType": "text/plain", "value": "A picture of boats in the harbour of Tarn."},
        {"role": "main", "contentType": "text/plain", "value": "Boats came.\n\nThey left again."},
    ],
    "language": "en",
    "copyrightHolder": "XYZ News",
}


def article(record: dict[str, Any]) -> RawArticle:
    (found,) = read(["-"], stdin=BytesIO(json.dumps(record).encode()), fmt="json")
    assert isinstance(found, RawArticle)
    return found


@pytest.mark.parametrize(
    ("record", "times"),
    [
        (FIRST, (RawTime("published", "2026-03-02T10:00:00Z"),)),
        (THIRD, (RawTime("modified", "2026-03-02T11:00:00Z"),)),
        ({**FIRST, "embargoed": "2026-03-02T12:00:00Z"}, ()),
        ({**FIRST, "version": "4", "firstcreated": None}, (RawTime("modified", "2026-03-02T10:00:00Z"),)),
        ({**FIRST, "version": 1}, (RawTime("published", "2026-03-02T10:00:00Z"),)),
    ],
)
def test_item(record: dict[str, Any], times: tuple[RawTime, ...]) -> None:
    found = article(record)
    assert found.text == "Boats came.\n\nThey left again."
    assert (found.title, found.lang, found.outlet) == ("The harbour opens", "en", "XYZ News")
    assert found.source_id == "https://xyz.example/item/17"
    assert found.times == times


def test_a_version_of_unknown_number_was_there_by_then() -> None:
    found = article({"guid": "urn:1", "text": "Boats came.", "versioncreated": "2026-03-02T15:00:00Z"})
    assert found.times == (RawTime("modified", "2026-03-02T15:00:00Z"),)
    superdesk = {"guid": "urn:1", "firstcreated": "2026-03-02T10:00:00+0000", "version": 5}
    found = article({**superdesk, "text": "Boats came.", "versioncreated": "2026-03-02T15:00:00+0000"})
    assert found.times == (RawTime("modified", "2026-03-02T15:00:00+0000"),)


def test_marked_up_body() -> None:
    record = {name: value for name, value in FIRST.items() if name != "body_text"}
    paragraphs = "".join(
        f"<p>Boats came to the harbour of Tarn on day {n}, and the bands played.</p>" for n in range(6)
    )
    found = article({**record, "body_xhtml": paragraphs})
    assert found.text.count("the bands played.") == 6


@pytest.mark.parametrize(
    ("record", "is_it"),
    [
        (FIRST, True),
        (THIRD, True),
        ({"$schema": "https://iptc.example/ninjs-schema_1.4.json", "body_text": "x"}, True),
        ({"uri": "x", "text": "Words"}, False),
        ({"headlines": ["a", "b"], "text": "Words"}, False),
        ({"url": "x", "body": "Words", "versioncreated": "2026"}, False),
        ({"guid": "x", "body_html": "Words", "versioncreated": "2026", "firstcreated": "2025"}, True),
    ],
)
def test_is_ninjs(record: dict[str, Any], is_it: bool) -> None:
    assert is_ninjs(record) is is_it


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
NAMES = sorted({*FIRST, *THIRD, "$schema", "body_xhtml", "provider"})


@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_any_values(record: dict[str, Any]) -> None:
    is_ninjs(record)
    assert isinstance(as_record(record), dict)
