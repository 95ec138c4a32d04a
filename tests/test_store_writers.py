"""One run at a time on a database; the lock goes with its process, and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database
from syndicheck.errors import StoreError, StoreLocked
from syndicheck.store import database as databases
from syndicheck.store.writers import one_run

HOLD = """
import sys, time
from syndicheck import Database
with Database(sys.argv[1], write=True) as database, database.run():
    print("held", flush=True)
    time.sleep(60)
"""


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_refused_and_the_lock_dies_with_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 100)
    path = tmp_path / "news.db"
    other = holder(path)
    try:
        with Database(path, write=True) as database:
            with pytest.raises(StoreLocked, match="another process"), database.run():
                pass
            with Database(path) as reader:  # whoever reads is not stopped
                assert reader.connection.execute("SELECT count(*) FROM articles").fetchone() == (0,)
            other.kill()
            other.wait()
            with database.run(), database.run():
                assert path.with_name("news.db-run").exists()
        assert not path.with_name("news.db-run").exists()
    finally:
        other.kill()
        other.wait()


def test_the_command_says_so(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    source = newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(1))
    other = holder(path)
    command = [sys.executable, "-m", "syndicheck", "ingest", str(source), "--db", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        other.kill()
        other.wait()
    assert done.returncode == 2
    assert "another process is writing" in done.stderr
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_holders_that_come_and_go_are_never_two(tmp_path: Path) -> None:
    """The name is removed by each holder while others wait for it: none may lock what nobody else will see."""
    inside: list[int] = []
    most: list[int] = []

    def come_and_go() -> None:
        for _ in range(20):
            with one_run(tmp_path / "x.db", 60):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.001)
                inside.pop()

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 80
    assert max(most) == 1


def test_a_folder_without_room_for_the_lock_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be made"), one_run(tmp_path / "none" / "x.db", 0.1):
        pass


def test_what_is_read_in_one_look_is_of_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Database(path, write=True) as writer, Database(path) as reader:
        with reader.one_look() as look:
            before = look.execute("SELECT count(*) FROM outlets").fetchone()
            with writer.transaction() as connection:
                connection.execute("INSERT INTO outlets (name) VALUES ('new.example')")
            assert look.execute("SELECT count(*) FROM outlets").fetchone() == before
        assert reader.connection.execute("SELECT count(*) FROM outlets").fetchone() != before
