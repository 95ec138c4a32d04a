"""The samples from end to end: whose credit each article prints, and who still carries the uncorrected release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom, program

from syndicheck import Database, ingest

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

CREDITS = {
    "ferry": {
        "Soundhavn Post": "printed",
        "Norrvik Ledger": "printed",
        "Strait Observer": "missing",
        "Quayside": "printed",
        "Lantern Weekly": "missing",
    },
    "Stadtarchiv": {
        "Hollersteder Anzeiger": "printed",
        "Moorland-Kurier": "printed",
        "Abendblatt Bremscheid": "printed",
        "Lokalfenster": "missing",
        "Heidekreis heute": "missing",
    },
    "松岭天文台": {"云溪日报": "printed", "临海在线": "printed"},
    "あおば": {"青瀬新報": "none", "星空タイムズ": "none", "高原ネット": "none"},
    "vacunas": {"Diario de Puertoclaro": "printed", "La Voz del Sur": "printed", "Comarca al Día": "printed"},
}


@pytest.fixture(scope="module")
def database(samples_database: Path) -> Path:
    return samples_database


def shown(database: Path, words: str, *options: str) -> str:
    with Database(database) as store:
        (row,) = store.connection.execute(
            "SELECT public_id FROM stories WHERE title LIKE '%' || ? || '%'", (words,)
        ).fetchall()
    done = program.run("story", row[0], "--db", database, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def document(database: Path, words: str) -> dict[str, Any]:
    return json.loads(shown(database, words, "--json"))["story"]


@pytest.mark.parametrize("words", CREDITS)
def test_the_credits_of_the_samples(database: Path, words: str) -> None:
    story = document(database, words)
    found = {member["outlet"]: member["credit"]["status"] for member in story["articles"] if member["role"] == "member"}
    assert {outlet: found[outlet] for outlet in CREDITS[words]} == CREDITS[words]


def test_the_release_that_was_corrected(database: Path) -> None:
    (found,) = document(database, "desalination")["corrections"]
    assert (found["kind"], found["reason"]["code"]) == ("replacement", "correction-compared")
    hosts = {one["article"].split("/")[2]: one["state"] for one in found["carried"]}
    assert hosts == {
        "newsroom.tidewire.example": "superseded",
        "harbour-daybook.example": "superseded",
        "voltline.example": "superseded",
        "early-gull.example": "corrected",
    }


def test_a_note_without_the_earlier_text_accuses_nobody(database: Path) -> None:
    (found,) = document(database, "Brewery")["corrections"]
    assert (found["kind"], found["carried"]) == ("correction", [])


@pytest.mark.parametrize("option", ["--html", "--markdown"])
def test_pages_say_it_too(database: Path, option: str) -> None:
    page = shown(database, "desalination", option)
    assert "Corrections and kills" in page
    assert "No credit found" in page


def test_the_terminal_says_it_too(database: Path) -> None:
    page = " ".join(shown(database, "desalination").split())
    assert "CORRECTIONS AND KILLS" in page.upper()
    assert "No credit found" in page


def test_a_kill_and_a_correction_in_stories_of_wires(tmp_path: Path) -> None:
    body = newsroom.text(1)
    lines = [
        {"id": "a", "outlet": "Wire", "title": "Harbour", "published": "2026-03-01T08:00:00Z", "text": f"{body} (AP)"},
        {"id": "b", "outlet": "Post", "title": "Port", "published": "2026-03-01T09:00:00Z", "text": body},
        {"id": "c", "outlet": "Wire", "title": "KILL: Harbour", "published": "2026-03-01T10:00:00Z", "text": body},
    ]
    source = tmp_path / "wire.jsonl"
    source.write_text("\n".join(json.dumps(line | {"lang": "en"}) for line in lines), encoding="utf-8")
    with Database(tmp_path / "wire.db", write=True) as store:
        ingest(source, store)
    story = document(tmp_path / "wire.db", "")
    (kill,) = story["corrections"]
    outlets = {member["key"]: member["outlet"] for member in story["articles"]}
    assert (kill["kind"], kill["words"]) == ("kill", "KILL")
    assert sorted(outlets[one["article"]] for one in kill["carried"]) == ["Post", "Wire"]
    assert {one["reason"]["code"] for one in kill["carried"]} == {"carries-killed"}


def outcomes(story: dict[str, Any], rule: str) -> dict[str, str]:
    return {
        member["outlet"]: found["outcome"]
        for member in story["articles"]
        for found in member.get("labels", ())
        if found["rule"] == rule
    }


def test_the_labels_of_a_release_and_its_copies(database: Path) -> None:
    story = json.loads(shown(database, "desalination", "--json", "--country", "DE"))["story"]
    assert outcomes(story, "newsroom-origin") == {
        "tidewire.example": "present but inadequate",
        "harbour-daybook.example": "present",
        "Voltline": "absent",
        "The Early Gull": "absent",
    }
    assert outcomes(story, "de-press-code-1.3")["harbour-daybook.example"] == "present but inadequate"
    assert "label absent (newsroom policy" in " ".join(shown(database, "desalination").split())


def test_rules_of_a_country_are_asked_for_its_outlets_only(database: Path) -> None:
    story = document(database, "desalination")
    assert not outcomes(story, "de-press-code-1.3")
    assert outcomes(story, "newsroom-origin")


def test_the_issuers_own_newsroom_needs_no_label(database: Path) -> None:
    story = document(database, "museum")
    found = outcomes(story, "newsroom-origin")
    assert found["Lanternside Museum Newsroom"] == "not applicable"
    assert found["The Estuary Post"] == "absent"


def test_who_puts_his_name_in_place_of_the_agency_makes_no_release_of_the_others(database: Path) -> None:
    """A translation of the ferry story bears a distributor's credit and notices; the story itself is the agency's."""
    document = json.loads(shown(database, "ferry", "--json"))
    outcomes = {
        member["outlet"]: {label["outcome"] for label in member["labels"]} for member in document["story"]["articles"]
    }
    assert outcomes.pop("Hafenblick") == {"present"}
    assert set().union(*outcomes.values()) <= {"not applicable"}
