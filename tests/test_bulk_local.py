"""What ``bulk`` says of input that it cannot use, on this machine."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from tests import newsroom

from syndicheck import Database, pipeline
from syndicheck.cli import cli
from syndicheck.errors import InputError, MissingExtra
from syndicheck.progress import TerminalProgress
from syndicheck.store import runs
from syndicheck.store.dump import canonical_dump
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


@pytest.mark.parametrize("option", ["--db", "--work", "--parquet"])
@pytest.mark.parametrize("name", ["s3a://bucket/tables", "hdfs://node/tables", "file:///mnt/tables"])
def test_what_is_made_is_not_put_into_a_folder_called_like_a_storage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mixed: str, option: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    options = ["--db", "made.db", "--engine", "spark", option, name]
    done = CliRunner().invoke(cli, ["bulk", mixed, *options])
    assert done.exit_code == 2
    assert f"'{name}' is no path" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_path_where_nothing_is_costs_no_article(tmp_path: Path, mixed: str) -> None:
    done = bulk(tmp_path, mixed, str(tmp_path / "fehlt.jsonl"))
    assert done.exit_code == 1
    assert "fehlt.jsonl: There is no such file" in done.stderr
    assert "2 articles, 3 left out" in done.stderr


def test_all_well_ends_with_nothing_to_look_at(tmp_path: Path) -> None:
    newsroom.jsonl(tmp_path / "gut.jsonl", [ARTICLE])
    done = bulk(tmp_path, str(tmp_path / "gut.jsonl"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith("made.db: 1 article, 0 stories.\n")


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


class Killed(BaseException):
    """As if the process had ended there."""


@pytest.mark.parametrize(("place", "name"), [(runs, "end_run"), (pipeline, "_link_and_group")])
def test_cut_off_the_same_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: ModuleType, name: str
) -> None:
    source = newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news())
    other = newsroom.jsonl(tmp_path / "other.jsonl", [ARTICLE])
    calm = tmp_path / "calm"
    calm.mkdir()
    assert bulk(calm, str(source)).exit_code == 0

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(place, name, killed)
        with pytest.raises(Killed):
            bulk(tmp_path, str(source), jobs="1")
    assert isinstance(bulk(tmp_path, str(other)).exception, InputError), "it is another's"
    done = bulk(tmp_path, str(source), jobs="1")
    assert (done.exit_code, done.exception) == (0, None)
    assert "54 articles, 12 stories" in done.stderr
    with Database(calm / "made.db") as undisturbed, Database(tmp_path / "made.db") as made:
        assert list(canonical_dump(made.connection)) == list(canonical_dump(undisturbed.connection))
    again = bulk(tmp_path, str(source))
    assert isinstance(again.exception, InputError)
    assert "exists already" in str(again.exception)


@pytest.mark.parametrize("left", ["", "PRAGMA journal_mode = WAL", "PRAGMA user_version = 1", None])
def test_cut_off_before_anything_was_stored_it_begins_anew(tmp_path: Path, mixed: str, left: str | None) -> None:
    made = tmp_path / "made.db"
    if left is None:
        Database(made, write=True).close()
    else:
        made.touch()
        with closing(sqlite3.connect(made)) as connection:
            connection.execute(left)
    done = bulk(tmp_path, mixed)
    assert (done.exit_code, "2 articles" in done.stderr) == (1, True)


def test_what_ingest_made_is_not_gone_on_with(tmp_path: Path, mixed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(runs, "end_run", killed)
        with pytest.raises(Killed):
            CliRunner().invoke(cli, ["ingest", mixed, "--db", str(tmp_path / "made.db")])
    assert isinstance(bulk(tmp_path, mixed).exception, InputError)


def test_names_and_passwords_are_not_kept(tmp_path: Path, mixed: str) -> None:
    done = bulk(tmp_path, mixed, "https://me:geheim@host.example/x")
    assert done.exit_code == 1
    assert "https://host.example/x" in done.stderr
    assert "geheim" not in done.stderr
    with closing(sqlite3.connect(tmp_path / "made.db")) as connection:
        (inputs,) = connection.execute("SELECT inputs FROM runs").fetchone()
        assert json.loads(inputs) == [mixed, "https://host.example/x"]
        assert "geheim" not in "".join(connection.iterdump())


@pytest.mark.parametrize("command", ["bulk", "ingest"])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("s3://key:geheim@bucket/2026/", "--engine spark (docs/bulk.md"),
        ("gs://bucket/*.jsonl", "--engine spark (docs/bulk.md"),
        ("file:///var/news.jsonl", "Leave out what stands before the path"),
    ],
)
def test_object_storage_is_named_as_such(tmp_path: Path, command: str, name: str, says: str) -> None:
    done = CliRunner().invoke(cli, [command, name, "--db", str(tmp_path / "made.db")])
    assert done.exit_code == 2
    assert says in done.stderr
    assert "spelling" not in done.stderr
    assert "geheim" not in done.stderr


@pytest.mark.parametrize("quiet", [False, True])
def test_it_says_how_far_it_has_come(tmp_path: Path, mixed: str, monkeypatch: pytest.MonkeyPatch, quiet: bool) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    steps: list[str] = []

    class Seen(TerminalProgress):
        def step(self, name: str, total: int | None) -> None:
            steps.append(name)

    monkeypatch.setattr("syndicheck.progress.TerminalProgress", Seen)
    monkeypatch.setattr("syndicheck.commands.progress.sys", SimpleNamespace(stderr=terminal))
    arguments = ["bulk", mixed, "--db", str(tmp_path / "made.db"), *(["--quiet"] if quiet else [])]
    assert CliRunner().invoke(cli, arguments).exit_code == 1
    assert ("read" in steps) is not quiet
