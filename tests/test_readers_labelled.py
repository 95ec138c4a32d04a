"""Times of records with words beside them."""

from __future__ import annotations

import pytest

from syndicheck.model.articles import RawArticle, RawTime
from syndicheck.readers.labelled import labelled
from syndicheck.readers.records import article


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # a change
        ("Last updated: May 5, 2026 10:00 GMT", [("modified", "Last updated: May 5, 2026 10:00 GMT", "record")]),
        ("Aktualisiert am 5. Mai 2026", [("modified", "Aktualisiert am 5. Mai 2026", "record")]),
        ("Stand: 5.5.2026", [("modified", "Stand: 5.5.2026", "record")]),
        ("更新：2026年5月5日", [("modified", "更新：2026年5月5日", "record")]),
        ("5 May 2026 (updated)", [("modified", "5 May 2026 (updated)", "record")]),
        # both
        (
            "May 3, 2026 10:00 GMT (updated May 6, 2026 09:00 GMT)",
            [("published", "May 3, 2026 10:00 GMT", "record"), ("modified", "May 6, 2026 09:00 GMT)", "record")],
        ),
        (
            "Updated May 6, 2026 09:00 GMT | Published May 3, 2026 10:00 GMT",
            [("published", "May 3, 2026 10:00 GMT", "record"), ("modified", "May 6, 2026 09:00 GMT", "record")],
        ),
        (
            "2026.05.03 10:30 입력, 2026.05.06 09:00 수정",
            [("published", "2026.05.03 10:30 입력", "record"), ("modified", "2026.05.06 09:00", "record")],
        ),
        ("Last updated: 2 hours ago. Published: 3 May 2026", [("published", "3 May 2026", "record")]),
        # where it stood first
        (
            "Originally published May 1, 2026 by Quayside",
            [("published", "Originally published May 1, 2026 by Quayside", "dateline")],
        ),
        # a publication
        ("5 May 2026, edited by Theo Brandt", [("published", "5 May 2026, edited by Theo Brandt", "record")]),
        ("Originally published May 1, 2026", [("published", "Originally published May 1, 2026", "record")]),
        ("Tuesday, 5 May 2026 10:00 GMT", [("published", "Tuesday, 5 May 2026 10:00 GMT", "record")]),
        ("2026-05-05T10:00:00Z", [("published", "2026-05-05T10:00:00Z", "record")]),
        ("5. maaliskuuta 2026", [("published", "5. maaliskuuta 2026", "record")]),
        ("updated " * 100, [("published", "updated " * 100, "record")]),
    ],
)
def test_what_a_time_is_of(raw: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.kind, one.raw, one.source) for one in labelled(raw, "record")] == expected


def test_every_field_of_the_publication_is_read_so() -> None:
    record = {"text": "Boats.", "date_published": "Updated 5 May 2026", "pubDate": "Updated 6 May 2026", "id": 1}
    (found,) = (one for one in article(record, "x") if isinstance(one, RawArticle))
    assert found.times == (
        RawTime("modified", "Updated 5 May 2026", "record"),
        RawTime("modified", "Updated 6 May 2026", "record"),
    )
