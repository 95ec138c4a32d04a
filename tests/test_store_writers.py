"""One run at a time on a database; the lock goes with its process, and leaves nothing behind."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests import newsroom, program
from tests.otheruser import as_another_user, folder_for_all, other_user

from syndicheck import Database
from syndicheck.errors import StoreError, StoreLocked
from syndicheck.store import database as databases
from syndicheck.store import writers
from syndicheck.store.alone import alone
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


def test_the_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 100)
    path = tmp_path / "news.db"
    source = newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(1))
    other = holder(path)
    command = ("ingest", source, "--db", path)
    try:
        done = program.run(*command)
    finally:
        other.kill()
        other.wait()
    assert done.returncode == 2
    assert "another process is writing" in done.stderr
    assert program.run(*command).returncode == 0


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


def no_locks(_descriptor: int) -> None:
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


def test_a_file_system_without_locks_is_named_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "_lock", no_locks)
    began = time.monotonic()
    with pytest.raises(StoreError, match=r"gives no locks: .*local disk") as caught, one_run(tmp_path / "x.db", 60):
        pass
    assert not isinstance(caught.value, StoreLocked)
    assert time.monotonic() - began < 30


@other_user
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be another user")
def test_a_lock_that_another_users_killed_run_has_left() -> None:
    def run() -> str:
        with one_run(path, 0):
            return "ran"

    with folder_for_all() as where:
        path = where / "x.db"
        path.touch()
        where.chmod(0o777)
        left = where / "x.db-run"
        left.touch(0o644)
        assert as_another_user(run) == "ran"
        assert not left.exists()
        left.touch(0o600)
        said = as_another_user(run)
        assert said.startswith("StoreError:")
        assert "Delete this file when no run is going on" in said
        left.unlink()
        with one_run(path, 0):
            assert as_another_user(run).startswith("StoreLocked:")


@pytest.mark.parametrize("when", ["at once", "while we look at it"])
def test_a_lock_of_another_user_that_is_given_back_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    path, beside = tmp_path / "x.db", tmp_path / "x.db-run"
    beside.touch()
    opened = os.open

    def theirs(name: Path, flags: int, mode: int = 0o777) -> int:
        if name == beside and beside.exists() and flags & os.O_CREAT:
            if when == "at once":
                beside.unlink()
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(name))
        if name == beside and not flags & os.O_CREAT:
            beside.unlink()
        return opened(name, flags, mode)

    monkeypatch.setattr(writers.os, "open", theirs)
    with one_run(path, 5):
        assert beside.exists()


@other_user
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be another user")
def test_a_folder_that_is_not_ours_takes_no_lock() -> None:
    def run() -> str:
        with one_run(path, 60):
            return "ran"

    with folder_for_all() as where:
        path = where / "x.db"
        path.touch()
        began = time.monotonic()
        assert as_another_user(run).startswith("StoreError:")
        assert time.monotonic() - began < 30


@other_user
def test_the_file_of_a_lock_is_of_those_who_may_write_the_database(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.touch()
    path.chmod(0o664)
    before = os.umask(0o077)
    try:
        with one_run(path, 0):
            made = path.with_name("x.db-run").stat()
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.st_mode) == 0o664
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
        with one_run(path, 0):
            assert path.with_name("x.db-run").stat().st_uid == 65534


def test_one_run_by_whatever_link_the_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.touch()
    by_link = tmp_path / "link.db"
    by_link.symlink_to(path)
    by_folder = tmp_path / "folder"
    by_folder.symlink_to(tmp_path)
    for other in (by_link, by_folder / "x.db"):
        with one_run(path, 0), pytest.raises(StoreLocked), one_run(other, 0):
            pass
        with alone(path), pytest.raises(StoreLocked), alone(other):
            pass
    assert {one.name for one in tmp_path.iterdir()} == {"x.db", "link.db", "folder"}


def test_a_link_in_the_place_of_the_lock_gives_nobody_elses_file_away(tmp_path: Path) -> None:
    path, theirs = tmp_path / "x.db", tmp_path / "theirs"
    path.touch()
    path.chmod(0o666)
    theirs.touch(0o600)
    left = tmp_path / "x.db-run"
    left.symlink_to(theirs)
    with pytest.raises(StoreError, match=r"x\.db-run is a link, .*Delete it") as caught, one_run(path, 60):
        pass
    assert not isinstance(caught.value, StoreLocked)
    left.unlink()
    left.hardlink_to(theirs)
    with one_run(path, 0):
        assert stat.S_IMODE(theirs.stat().st_mode) == 0o600
