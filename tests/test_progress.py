"""How far a run has come: counted in articles, foreseen by the bytes of what is to be read."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from tests import newsroom

from syndicheck.cli import cli
from syndicheck.model.articles import RawArticle
from syndicheck.progress import TerminalProgress
from syndicheck.readers import read
from syndicheck.readers.amount import Amount


def folder_of_news(folder: Path) -> Path:
    """Packed and plain, long and short, one that cannot be read to its end, one that is no news."""
    folder.mkdir()
    lines = "\n".join(json.dumps({"id": n, "text": f"{n} " + newsroom.text(n)}) for n in range(400))
    (folder / "a.jsonl").write_text(lines, encoding="utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:4000])
    (folder / "d.txt").write_text("Words enough for a text.", encoding="utf-8")
    (folder / "e.md").write_bytes(b"")
    (folder / "f.dat").write_bytes(b"x" * 9999)
    return folder


def test_bytes_are_counted_as_they_are_read(tmp_path: Path) -> None:
    folder = folder_of_news(tmp_path / "news")
    amount = Amount([str(folder)])
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert amount.total == sum(sizes.values()) - sizes["f.dat"]
    seen: dict[str, list[int]] = {}
    for record in read([str(folder)], amount=amount):
        if isinstance(record, RawArticle):
            seen.setdefault(Path(record.where.partition(":")[0]).name, []).append(amount.read)
        assert 0 < amount.read <= amount.total
    assert amount.read == amount.total
    first = seen["a.jsonl"]
    assert first == sorted(first)
    assert first[0] < sizes["a.jsonl"] / 2 < first[-1] <= sizes["a.jsonl"], "not all at once"


@pytest.mark.parametrize(
    "path", ["-", "https://herald.example/1", "sqlite:cms.db?SELECT 1", "news.parquet", "news.sqlite", "news.wacz"]
)
def test_of_some_inputs_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.jsonl", "news.parquet", "news.sqlite", "news.wacz"):
        Path(name).write_bytes(b"x" * 100)
    assert Amount(["a.jsonl"]).total == 100
    assert Amount(["a.jsonl", path]).total is None
    assert Amount(["missing.jsonl", "a.jsonl"]).total == 100


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_has_no_size(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    assert Amount([str(tmp_path / "a.jsonl")]).total is None


def test_while_articles_are_read_the_bytes_tell_how_long_it_will_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1000)
    reading = Amount([str(path)])
    reading.read = 100  # the first article is read before there is a database
    shown = TerminalProgress(reading)
    try:
        shown.step("read", None)
        (task,) = shown._progress.tasks
        assert (task.total, task.completed, task.fields["count"]) == (1000, 100, "0")
        for number in (1, 2):
            time.sleep(0.02)
            reading.read += 200
            shown.advance(20)
            assert task.fields["count"] == str(20 * number)
        assert task.completed == 500
        assert task.time_remaining is not None
        assert 0 < task.time_remaining < 5
        assert task.fields["rate"].endswith("/s")
        shown.step("compare", 40)
        (task,) = shown._progress.tasks
        shown.advance(10)
        assert (task.total, task.completed, task.fields["count"]) == (40, 10, "10/40")
    finally:
        shown.close()


def test_where_nobody_knows_it_counts(tmp_path: Path) -> None:
    for reading in (None, Amount(["-"]), Amount([str(tmp_path)])):
        shown = TerminalProgress(reading)
        try:
            shown.step("read", None)
            shown.advance(1234)
            (task,) = shown._progress.tasks
            assert task.time_remaining is None
            assert task.fields["count"] == "1,234"
        finally:
            shown.close()


@pytest.mark.parametrize("command", ["ingest", "bulk"])
@pytest.mark.parametrize("watched", [True, False])
def test_the_commands_tell_it_where_somebody_looks_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, watched: bool
) -> None:
    source = newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(2))
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: watched)
    given: list[Amount | None] = []

    class Seen(TerminalProgress):
        def __init__(self, reading: Amount | None = None) -> None:
            given.append(reading)
            super().__init__(reading)

    monkeypatch.setattr("syndicheck.progress.TerminalProgress", Seen)
    monkeypatch.setattr("syndicheck.commands.progress.sys", SimpleNamespace(stderr=terminal))
    done = CliRunner().invoke(cli, [command, str(source), "--db", str(tmp_path / "news.db")])
    assert done.exit_code == 0, done.output
    assert [(one.read, one.total) for one in given if one] == [(source.stat().st_size,) * 2] * watched
