"""What each outlet publishes first, takes over and credits, with what it was counted among."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests import newsroom

from syndicheck import Database, ingest
from syndicheck.cli import cli
from syndicheck.report.scorecards import said
from syndicheck.view import CopyCredits, Scorecard


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases of AP, one of nobody: first at one outlet, kept by one, stripped by one, swapped once; and a text
    that is nobody else's.
    """
    folder = tmp_path_factory.mktemp("scorecards")
    records = []
    for number in range(4):
        parts = newsroom.paragraphs(500 + number, 6)
        body = "\n\n".join(parts)
        lead = "" if number == 3 else "NORRVIK (AP) — "
        cut = "\n\n".join(parts[:4])
        swapped = "NORRVIK (Reuters) — " if number == 0 else ""
        for n, (outlet, text) in enumerate(
            {
                "opens.example": lead + body,
                "keeps.example": lead + cut,
                "strips.example": swapped + "\n\n".join(parts[:5]),
            }.items()
        ):
            records.append(newsroom.record(10 * number + n, text, outlet, f"2026-03-0{number + 1}T0{n + 6}:00:00Z"))
    records.append(newsroom.record(90, newsroom.text(78, 5), "=evil\x1b[31m.example", "2026-03-09T06:00:00Z"))
    with Database(folder / "s.db", write=True) as store:
        ingest(newsroom.jsonl(folder / "s.jsonl", records), store)
    return folder / "s.db"


def run(database: Path, *options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["outlets", "--db", str(database), *options])
    return done.exit_code, done.stdout, done.stderr


def cards(database: Path, *options: str) -> dict[str, dict[str, Any]]:
    code, out, _ = run(database, "--scorecard", "--json", *options)
    document = json.loads(out)
    assert (code, document["kind"]) == (0, "scorecards")
    assert "outlets held" in document["coverage"]
    return {one["outlet"]: one for one in document["outlets"]}


def test_the_figures(database: Path) -> None:
    found = cards(database)
    opens, keeps, strips = (found[f"{name}.example"] for name in ("opens", "keeps", "strips"))
    places = ("stories", "first", "tied", "later", "unknown")
    assert [opens[place] for place in places] == [4, 4, 0, 0, 0]
    assert [keeps[place] for place in places] == [4, 0, 0, 4, 0]
    assert (opens["traced"], opens["taken_from_others"], opens["taken_from_no_text_held"]) == (4, 0, 4)
    assert opens["taken_by_others"] + keeps["taken_by_others"] + strips["taken_by_others"] == 8
    assert opens["credits"]["copies"] == 0
    assert keeps["credits"] == {
        "copies": 4, "judged": 3, "printed": 3, "abbreviated": 0, "swapped": 0, "missing": 0,
    }  # fmt: skip
    assert strips["credits"] == {
        "copies": 4, "judged": 3, "printed": 0, "abbreviated": 0, "swapped": 1, "missing": 2,
    }  # fmt: skip


def test_one_outlet_has_the_same_figures(database: Path) -> None:
    assert cards(database, "--outlet", "Strips.example") == {"strips.example": cards(database)["strips.example"]}


def test_the_words(database: Path) -> None:
    code, out, _ = run(database, "--scorecard")
    shown = " ".join(out.split())
    assert code == 0
    assert "Of 4 stories it has a part in: first in 4, tied in 0" in shown
    assert (
        "of 3 copies judged (of 4 taken), 1 credits somebody else than the source does, 2 print no credit that was"
        " found" in shown
    )
    assert "1 outlet shares no text with anybody held here." in shown
    assert "too few to speak of a habit" in shown
    assert "\x1b" not in out


def test_as_a_table_without_formulas(database: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(database, "--scorecard", "--csv")[1])))
    assert len(rows) == 4
    assert not any(value.startswith("=") for row in rows for value in row.values())
    strips = next(row for row in rows if row["outlet"] == "strips.example")
    assert (strips["copies"], strips["credits_judged"], strips["credits_missing"]) == ("4", "3", "2")


def card(stories: int = 9, traced: int = 9, **credits: int) -> Scorecard:
    return Scorecard("A", None, 20, stories, 1, 2, 3, 3, traced, 4, 3, 5, 1, CopyCredits(**credits))


@pytest.mark.parametrize(
    ("one", "part"),
    [
        (card(), "2 from articles of its own"),
        (card(), "In 1 of 9 text and stated times contradict each other."),
        (
            card(copies=12, printed=9, missing=3),
            "of 12 copies judged, 9 print a credit, 3 print no credit that was found.",
        ),
        (card(copies=4), "of 4 copies none can be judged"),
        (card(copies=1, abbreviated=1), "of 1 copy judged, 1 prints it by initials only."),
        (card(stories=0), "None of its articles shares a text with another one held here."),
    ],
)
def test_the_sentences(one: Scorecard, part: str) -> None:
    assert part in " ".join(said(one))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--scorecard", "--outlet", "nobody.example"), "No article of nobody.example is held"),
        (("--csv",), "go with --scorecard"),
        (("--outlet", "keeps.example"), "go with --scorecard"),
        (("--scorecard", "--csv", "--json"), "Choose --json or --csv"),
        (("--scorecard", "--check"), "goes without FILE"),
    ],
)
def test_wrong_use(database: Path, options: tuple[str, ...], message: str) -> None:
    code, _, said = run(database, *options)
    done = CliRunner().invoke(cli, ["outlets", "--db", str(database), *options])
    assert code != 0
    assert message in said + str(done.exception)
