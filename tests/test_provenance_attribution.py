"""The samples from end to end: whose credit each article prints, and who still carries the uncorrected release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from syndicheck import Database, ingest
from syndicheck.cli import main

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
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("attribution") / "samples.db"
    with Database(path, write=True) as store:
        ingest(SAMPLES, store)
    return path


def shown(database: Path, words: str, *options: str) -> str:
    with Database(database) as store:
        (row,) = store.connection.execute(
            "SELECT public_id FROM stories WHERE title LIKE '%' || ? || '%'", (words,)
        ).fetchall()
    done = CliRunner().invoke(main, ["story", row[0], "--db", str(database), *options])
    assert done.exit_code == 0, done.output
    return done.output


def document(database: Path, words: str) -> dict[str, object]:
    return json.loads(shown(database, words, "--json"))["story"]


@pytest.mark.parametrize("words", CREDITS)
def test_the_credits_of_the_samples(database: Path, words: str) -> None:
    story = document(database, words)
    found = {member["outlet"]: member["credit"]["status"] for member in story["articles"] if member["role"] == "member"}  # type: ignore[attr-defined,index]
    assert {outlet: found[outlet] for outlet in CREDITS[words]} == CREDITS[words]


def test_the_release_that_was_corrected(database: Path) -> None:
    (found,) = document(database, "desalination")["corrections"]  # type: ignore[misc]
    assert (found["kind"], found["reason"]["code"]) == ("replacement", "correction-compared")
    hosts = {one["article"].split("/")[2]: one["state"] for one in found["carried"]}
    assert hosts == {
        "newsroom.tidewire.example": "superseded",
        "harbour-daybook.example": "superseded",
        "voltline.example": "superseded",
        "early-gull.example": "corrected",
    }


def test_a_note_without_the_earlier_text_accuses_nobody(database: Path) -> None:
    (found,) = document(database, "Brewery")["corrections"]  # type: ignore[misc]
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
