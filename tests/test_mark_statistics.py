"""How often which outlet prints which mark, and how often it removes those of others."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests import newsroom

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.cli import cli
from syndicheck.store.reports import mark_statistics
from syndicheck.view import MarkRemoval


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, list(arguments))
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two AP stories: one outlet keeps the credit, one removes it, one does both; and a story of nobody."""
    folder = tmp_path_factory.mktemp("statistics")
    rows = []
    for story in range(2):
        body = newsroom.text(story, 5)
        credited = f"NORRVIK (AP) — {body}"
        texts = {"keeps.example": credited, "removes.example": body, "both.example": credited if story else body}
        rows += [
            newsroom.record(
                10 * story + n, text, outlet, f"2026-03-0{story + 1}T0{n + 6}:00:00Z", title=f"S{story} {n}"
            )
            for n, (outlet, text) in enumerate(texts.items())
        ]
    rows.append(newsroom.record(90, newsroom.text(77, 5), "=evil.example"))
    path = folder / "x.db"
    with Database(path, write=True) as store:
        ingest(newsroom.jsonl(folder / "in.jsonl", rows), store)
    return path


def test_kept_and_removed_are_counted(database: Path) -> None:
    with Database(database) as store:
        found = mark_statistics(store.connection)
    assert set(found.removals) == {
        MarkRemoval("The Associated Press", "keeps.example", 2, 2, 0),
        MarkRemoval("The Associated Press", "removes.example", 2, 0, 2),
        MarkRemoval("The Associated Press", "both.example", 2, 1, 1),
    }
    leads = {
        row.outlet: (row.articles, row.of_articles, row.share) for row in found.by_outlet if row.type == "lead_credit"
    }
    assert leads == {"keeps.example": (2, 2, 1.0), "both.example": (1, 2, 0.5)}


def test_they_can_be_narrowed_down(database: Path) -> None:
    with Database(database) as store:
        assert {row.outlet for row in mark_statistics(store.connection, "keeps.example").removals} == {"keeps.example"}
        assert mark_statistics(store.connection, organisation="ap").removals
        assert mark_statistics(store.connection, organisation="The Associated Press").removals
        assert not mark_statistics(store.connection, organisation="dpa").removals


def test_the_command_prints_them_in_each_form(database: Path) -> None:
    code, out, _ = run("marks", "--statistics", "--db", str(database))
    assert code == 0
    assert "Kept and removed" in out
    assert "removes.example" in out
    data = json.loads(run("marks", "--statistics", "--db", str(database), "--json")[1])
    assert {row["removed"] for row in data["removals"]} == {0, 1, 2}
    rows = list(csv.DictReader(io.StringIO(run("marks", "--statistics", "--db", str(database), "--csv")[1])))
    assert {row["table"] for row in rows} == {"by_outlet", "removals"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["marks"],
        ["marks", "x.txt", "--statistics"],
        ["marks", "--statistics", "--html"],
        ["marks", "x.txt", "--outlet", "a.example"],
    ],
)
def test_what_does_not_go_together_is_said(arguments: list[str]) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert "--statistics" in err
