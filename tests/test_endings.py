"""How a command ends whose words nobody reads any more, as behind ``| head``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import newsroom


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(1))
    (tmp_path / "bad.jsonl").write_text("{kaputt\n" * 3, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="needs pipes that nobody reads")
@pytest.mark.parametrize(
    ("command", "gone", "code"),
    [
        (["ingest", "bad.jsonl", "news.jsonl"], ("stderr",), 130),
        (["ingest", "bad.jsonl", "news.jsonl"], ("stdout", "stderr"), 130),
        (["ingest", "bad.jsonl", "news.jsonl"], ("stdout",), 1),  # which says nothing there
        (["ingest", "news.jsonl", "--quiet"], ("stderr",), 0),
        (["ingest", "there-is-none.jsonl"], ("stderr",), 130),
        (["report"], ("stderr",), 2),  # there is no database, and nobody hears of it
        (["nonsense"], ("stderr",), 2),
        (["explain"], ("stdout",), 0),
        (["explain"], ("stdout", "stderr"), 0),
        (["check", "news.jsonl"], ("stdout",), 0),
    ],
    ids=str,
)
def test_where_nobody_reads_on(folder: Path, command: list[str], gone: tuple[str, ...], code: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "syndicheck", *command],
            cwd=folder,
            stdout=writer if "stdout" in gone else subprocess.PIPE,
            stderr=writer if "stderr" in gone else subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.returncode == code
    assert "Traceback" not in (done.stderr or "")
    assert "BrokenPipe" not in (done.stderr or "")
