"""What ``bulk`` says of input that it cannot use, on this machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests import newsroom

from syndicheck import Database
from syndicheck.cli import cli
from syndicheck.errors import MissingExtra
from syndicheck.store.runs import problems

ARTICLE = newsroom.record(1, newsroom.text(1), "hafenblatt.example", "2026-03-01")


def bulk(folder: Path, *sources: str, **more: str) -> Result:
    options = [part for name, value in more.items() for part in (f"--{name}", value)]
    return CliRunner().invoke(cli, ["bulk", *sources, "--db", str(folder / "made.db"), *options])


@pytest.fixture
def mixed(tmp_path: Path) -> str:
    """Two records that cannot be used, one that can in part, one that is whole."""
    path = tmp_path / "gemischt.jsonl"
    odd = {**newsroom.record(2, newsroom.text(2), "südkurier.example", "x"), "published": "31.02.2026"}
    lines = ["{kaputt", json.dumps({"id": "ohne Text", "title": "Nichts"}), json.dumps(odd), json.dumps(ARTICLE)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_what_is_left_out_is_named_as_ingest_names_it(tmp_path: Path, mixed: str) -> None:
    done = bulk(tmp_path, mixed)
    ingested = CliRunner().invoke(cli, ["ingest", mixed, "--db", str(tmp_path / "ingested.db")])
    assert done.exit_code == ingested.exit_code == 1
    lines = done.stderr.splitlines()
    assert lines[:-1] == ingested.stderr.splitlines()[:-1]
    assert [line.partition(": ")[0] for line in lines[:-1]] == ["left out", "left out", "note"]
    assert lines[-1].endswith("made.db: 2 articles, 2 left out, 0 stories.")
    with Database(tmp_path / "made.db") as store:
        assert [one.fatal for one in problems(store.connection)] == [True, True, False]


def test_a_path_where_nothing_is_costs_no_article(tmp_path: Path, mixed: str) -> None:
    done = bulk(tmp_path, mixed, str(tmp_path / "fehlt.jsonl"))
    assert done.exit_code == 1
    assert "fehlt.jsonl: There is no such file" in done.stderr
    assert "2 articles, 3 left out" in done.stderr


def test_all_well_ends_with_nothing_to_look_at(tmp_path: Path) -> None:
    newsroom.jsonl(tmp_path / "gut.jsonl", [ARTICLE])
    done = bulk(tmp_path, str(tmp_path / "gut.jsonl"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith("made.db: 1 articles, 0 stories.\n")


@pytest.mark.parametrize("engine", ["local", "spark"])
def test_no_database_is_made_of_nothing(tmp_path: Path, engine: str) -> None:
    done = bulk(tmp_path, str(tmp_path / "fehlt"), str(tmp_path / "auch *.jsonl"), engine=engine)
    assert done.exit_code == 2
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == ["left out", "left out"]
    assert "fehlt: There is no such file or folder." in done.stderr
    assert not list(tmp_path.iterdir())


def test_no_database_is_made_of_bad_records_alone(tmp_path: Path) -> None:
    (tmp_path / "kaputt.jsonl").write_text('{"title": "ohne Text"}\n[kaputt\n', encoding="utf-8")
    done = bulk(tmp_path, str(tmp_path / "kaputt.jsonl"))
    assert done.exit_code == 2
    assert "kaputt.jsonl:1" in done.stderr
    assert not (tmp_path / "made.db").exists()


def test_without_spark_it_says_how_to_get_it_and_makes_nothing(
    tmp_path: Path, mixed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    before = set(tmp_path.iterdir())
    done = bulk(tmp_path, mixed, engine="spark")
    assert isinstance(done.exception, MissingExtra)
    assert "pip install 'syndicheck[spark]'" in str(done.exception)
    assert set(tmp_path.iterdir()) == before
