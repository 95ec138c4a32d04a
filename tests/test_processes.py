"""How worker processes begin: what a server loads once, what they are told of later, and that nobody stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database, processes
from syndicheck.endings import EXIT_INTERRUPTED
from syndicheck.workers import WORKERS_FROM, Workers


@pytest.mark.parametrize(
    ("made", "much"),
    [
        ({"news.jsonl": processes.MUCH - 1}, False),
        ({"news.jsonl": processes.MUCH}, True),
        ({f"news/{n}.html": 1 for n in range(processes.MANY - 1)}, False),
        ({f"news/{n}.html": 1 for n in range(processes.MANY)}, True),
    ],
)
def test_what_seems_to_be_much(tmp_path: Path, made: dict[str, int], much: bool) -> None:
    for name, size in made.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    source = tmp_path / next(iter(made)).partition("/")[0]
    assert processes._is_much(source) is much


@pytest.mark.parametrize("source", ["https://wire.example/sitemap.xml", "news/*.html", "-", "gone.jsonl", "a\0b", ""])
def test_what_is_no_file_is_not_much(source: str) -> None:
    assert not processes._is_much(source)


def test_workers_hear_of_what_changed_after_their_server_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    Database(path, write=True).close()
    for value in ("first", "second"):
        monkeypatch.setenv("SYNDICHECK_CATALOGUE", value)
        monkeypatch.setenv(f"SYNDICHECK_{value.upper()}", "1")
        with ExitStack() as stack:
            pool = Workers(path, 2, stack).for_(WORKERS_FROM)
            assert pool is not None
            assert pool.submit(os.getenv, "SYNDICHECK_CATALOGUE").result() == value
        monkeypatch.delenv(f"SYNDICHECK_{value.upper()}")
    with ExitStack() as stack:
        pool = Workers(path, 2, stack).for_(WORKERS_FROM)
        assert pool is not None
        assert pool.submit(os.getenv, "SYNDICHECK_FIRST").result() is None


def test_without_room_for_a_server_they_are_started_one_by_one(tmp_path: Path) -> None:
    """The socket of a server has a name of some hundred characters at most."""
    folder = tmp_path / ("folder for temporary files " * 8).strip()
    folder.mkdir()
    Database(tmp_path / "x.db", write=True).close()
    done = subprocess.run(
        [sys.executable, "-c", AT_WORK, tmp_path / "x.db"],
        check=True,
        env=os.environ | {"TMPDIR": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "42\n"


AT_WORK = """
import sys
from contextlib import ExitStack
from pathlib import Path
from syndicheck.workers import WORKERS_FROM, Workers

with ExitStack() as stack:
    print(Workers(Path(sys.argv[1]), 2, stack).for_(WORKERS_FROM).submit(max, 41, 42).result())
"""

BUSY = """
import signal, sys, time
from contextlib import ExitStack
from pathlib import Path
from syndicheck.workers import WORKERS_FROM, Workers

signal.signal(signal.SIGINT, signal.default_int_handler)  # what is started in the background ignores it
with ExitStack() as stack:
    work = Workers(Path(sys.argv[1]), 2, stack).for_(WORKERS_FROM).submit(time.sleep, 300)
    print("ready", flush=True)
    work.result()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in another way")
def test_a_second_interrupt_ends_a_run_at_once(tmp_path: Path) -> None:
    """The first one waits for what workers have in hand, and says so."""
    path = tmp_path / "news.db"
    Database(path, write=True).close()
    process = subprocess.Popen(
        [sys.executable, "-c", BUSY, path],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.3)  # of a signal that comes just before it waits Python hears when that wait is over
    os.killpg(process.pid, signal.SIGINT)
    assert "Ctrl-C again" in process.stderr.readline()
    for _ in range(12):  # people press again, too, where the second one came just before it waited
        os.killpg(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
            break
    assert process.wait(timeout=5) == EXIT_INTERRUPTED
    nobody_is_left(process.pid)


def nobody_is_left(group: int) -> None:
    """Wait until all processes of a group have ended."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("a process of the run is still there")


def test_nobody_stays_when_a_run_has_ended(tmp_path: Path) -> None:
    records = newsroom.week_of_news(stories=50)
    source = newsroom.jsonl(tmp_path / "news.jsonl", records)
    assert len(records) >= WORKERS_FROM
    process = subprocess.Popen(
        [sys.executable, "-m", "syndicheck", "ingest", source, "--db", tmp_path / "x.db", "--jobs", "2", "--quiet"],
        start_new_session=True,
    )
    assert process.wait() == 0
    nobody_is_left(process.pid)


@pytest.mark.parametrize(("size", "jobs", "begun"), [(processes.MUCH, None, 1), (processes.MUCH, 1, 0), (10, 8, 0)])
def test_the_server_begins_early_where_workers_will_be_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, jobs: int | None, begun: int
) -> None:
    calls: list[int] = []
    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", lambda: calls.append(1))
    monkeypatch.setattr(processes, "processors", lambda: 2)
    monkeypatch.setattr(sys, "platform", "linux")
    source = tmp_path / "news.jsonl"
    source.write_bytes(b"x" * size)
    processes.get_ready([source], jobs)
    assert len(calls) == begun
