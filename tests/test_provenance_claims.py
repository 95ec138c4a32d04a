"""What articles claim of their own text, tested. F7 and F8 first: the claim that is contradicted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom

from syndicheck import Database, ingest
from syndicheck.provenance.attribution import attributed
from syndicheck.store import reports

FEED = "Except for the headline, this story has not been edited by our staff and is published from a syndicated feed."
PARTY = "This content is provided by a third party and has not been edited by our staff."
PARTS = newsroom.paragraphs(4711, 5)
FIGURES = "The council of Norrvik spent 1200 crowns on 14 boats in 2025, and 380 people used them on 96 days."
BODY = [FIGURES, *PARTS]


def stated(tmp_path: Path, copy: list[str], source: list[str] | None = None, **more: Any) -> tuple[str, str, str]:
    """Kind, outcome and reason of the one claim of a copy that came two hours after its source."""
    lead = "NORRVIK (AP) — "
    records = [
        newsroom.record(1, lead + "\n\n".join(source or BODY), "first.example", "2026-03-04T08:00:00Z", title="One"),
        newsroom.record(2, "\n\n".join(copy), "second.example", "2026-03-04T10:00:00Z", **{"title": "One", **more}),
    ]
    with Database(tmp_path / "c.db", write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "c.jsonl", records), store)
        (story_id,) = store.connection.execute("SELECT public_id FROM stories").fetchone()
        view = attributed(store.connection, reports.story(store.connection, story_id, coverage=""))
        (found,) = next(member for member in view.members if member.outlet == "second.example").claims
    return found.kind, found.outcome.value, found.reason.code


CHANGED = [FIGURES.replace("1200", "1300").replace("14 boats", "15 boats").replace("380", "480"), *PARTS]

CASES = [
    ("F7: figures were changed", [*CHANGED, FEED], ("headline-only", "contradicted", "claim-changed")),
    ("F7: nothing was", [*BODY, FEED], ("headline-only", "holds", "claim-holds")),
    ("a paragraph was added", [*BODY, newsroom.text(99, 2), PARTY], ("unedited", "contradicted", "claim-reworded")),
    ("it was cut", [*BODY[:3], PARTY], ("unedited", "contradicted", "claim-shortened")),
    ("not edited", [*BODY, PARTY], ("unedited", "holds", "claim-holds")),
    (
        "F8: all of it is AP's",
        [*BODY, "The Associated Press contributed to this report."],
        ("contributed", "contradicted", "claim-undercredited"),
    ),
    (
        "F8: AP did contribute",
        [*BODY[:4], *newsroom.paragraphs(815, 6), "The Associated Press contributed to this report."],
        ("contributed", "holds", "claim-holds"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("copy", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_claim(tmp_path: Path, copy: list[str], expected: tuple[str, str, str]) -> None:
    assert stated(tmp_path, copy) == expected


def test_another_headline_is_said(tmp_path: Path) -> None:
    assert stated(tmp_path, [*BODY, PARTY], title="Quite another")[2] == "claim-holds-but-headline"


def test_a_source_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    records = [
        newsroom.record(1, "\n\n".join([*BODY, PARTY]), "first.example", "2026-03-04T08:00:00Z"),
        newsroom.record(2, "\n\n".join(BODY), "second.example", "2026-03-04T10:00:00Z"),
    ]
    with Database(tmp_path / "c.db", write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "c.jsonl", records), store)
        (story_id,) = store.connection.execute("SELECT public_id FROM stories").fetchone()
        view = attributed(store.connection, reports.story(store.connection, story_id, coverage=""))
    (found,) = next(member for member in view.members if member.outlet == "first.example").claims
    assert found.reason.code == "claim-no-source"
    assert json.dumps(found.words)
