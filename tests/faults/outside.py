"""Disturbances from outside: file systems that are too small, groups of processes killed, readers beside writers."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import newsroom
from tests.faults.disturb import LOADED, NOTHING
from tests.faults.examine import everything, state
from tests.faults.trials import Calm, Tally, _lost, finish, run
from tests.faults.works import Work, begin, delete, reindex

from syndicheck.errors import StoreLocked
from syndicheck.store import reports
from syndicheck.store.database import Database

Undisturbed = list[tuple[Work, Calm]]

TRIES = 4
"""Runs for each that has to be killed: how fast a machine is changes."""


# ── disks ─────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _small(folder: Path, size: int) -> Iterator[bool]:
    """A file system of so many bytes mounted on a folder; false where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def small_disks(undisturbed: Undisturbed, rng: random.Random, folder: Path, amount: int, tally: Tally) -> None:
    """Works on file systems that fill up; then the same database where there is room."""
    for number in range(int(amount)):
        work, calm_run = undisturbed[number % len(undisturbed)]
        home = begin(work, folder / "home")
        held = home.stat().st_size if home.exists() else 0
        size = held + rng.randrange(16_384, 1_500_000)
        with _small(folder / "disk", size) as mounted:
            if not mounted:
                print("disks too small: skipped, file systems cannot be mounted here (ENOSPC is among failing calls)")
                return
            path = folder / "disk" / home.name
            if held:
                shutil.copyfile(home, path)
            ended = run(work, path, NOTHING)
            tally.ended[work.name, ended.how] += 1
            found = state(path, folder / "copy", rebuilding=work.rebuilds)
            wrong = [*found.wrong, *_lost(work, calm_run, path, found, set(work.promised[: ended.acknowledged]))]
            if ended.how == "broke":
                wrong.append(f"no clear message: {ended.words}")
            tally.wrong += (f"{work.name} on a disk of {size} bytes: {line}" for line in wrong)
            for suffix in ("", "-wal", "-journal"):
                beside = path.with_name(path.name + suffix)
                home.with_name(beside.name).unlink(missing_ok=True)
                if beside.exists():
                    shutil.copyfile(beside, home.with_name(beside.name))
        finish(work, calm_run, home, folder, found.public_ids, tally)


# ── groups of processes ───────────────────────────────────────────────────────────────────────────────


def killed_groups(undisturbed: Undisturbed, rng: random.Random, folder: Path, amount: int, tally: Tally) -> None:
    """The command with worker processes: killed alone or with them, at any time; nobody may stay behind."""
    work, _ = undisturbed[0]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    records = newsroom.week_of_news(26, rng.randrange(1000))
    source = newsroom.jsonl(folder / "many.jsonl", records)
    environment = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", LOADED)}

    def command(path: Path) -> list[str]:
        arguments = ["ingest", str(source), "--db", str(path), "--jobs", "2", "--quiet"]
        return [sys.executable, "-m", "syndicheck", *arguments]

    began = time.monotonic()
    subprocess.run(command(folder / "calm.db"), env=environment, check=True)
    duration = time.monotonic() - began
    path = folder / "news.db"
    for _ in range(TRIES * int(amount)):
        if tally.count("killed") >= amount:
            break
        process = subprocess.Popen(command(path), env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
        alone = rng.random() < 0.5
        try:
            process.wait(timeout=rng.uniform(0.1, 0.9) * duration)
            how = "done"
        except subprocess.TimeoutExpired:
            how = "killed"
            if alone:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        tally.ended[f"{work.name} -j 2", how] += 1
        if _stay_behind(process.pid):
            tally.wrong.append("worker processes stayed behind when their parent was killed")
            os.killpg(process.pid, signal.SIGKILL)
        tally.wrong += state(path, folder / "copy").wrong
        if how == "done":  # it was faster this time; what is finished cannot be cut off
            for suffix in ("", "-wal", "-shm", "-run"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
    if amount and not tally.count("killed"):
        tally.wrong.append("no group of processes was ever killed: nothing was shown")
    subprocess.run(command(path), env=environment, check=True)
    if everything(path) != everything(folder / "calm.db"):
        tally.wrong.append("with worker processes, killed and run again: other than undisturbed")


def _stay_behind(group: int) -> bool:
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


# ── readers and writers ───────────────────────────────────────────────────────────────────────────────


def side_by_side(undisturbed: Undisturbed, rng: random.Random, folder: Path, amount: float, tally: Tally) -> None:
    """Two writers take turns at one database while two readers look on: each look must be whole."""
    work, _ = undisturbed[0]
    alone = begin(work, folder / "alone")
    _again(work, alone)
    path = begin(work, folder / "run")
    run(work, path, NOTHING)
    until = time.monotonic() + amount
    children = {_forked(_write, work, path, until): "writer" for _ in range(2)}
    children |= {_forked(_look, path, until): "reader" for _ in range(2)}
    for child, name in children.items():
        _, status = os.waitpid(child, 0)
        how = "done" if status == 0 else "broke"
        tally.ended[name, how] += 1
        if how == "broke":
            tally.wrong.append(f"a {name} beside others ended with {status} (see above)")
    tally.wrong += state(path, folder / "copy").wrong
    _forget_deletions(path)
    if everything(path) != everything(alone):
        tally.wrong.append("two writers side by side left another database than one")


def _forget_deletions(path: Path) -> None:
    """Without what is remembered of deleted articles: who was deleted, and is read again, is not taken for the same."""
    with Database(path, write=True) as database, database.transaction() as connection:
        connection.execute("DELETE FROM deleted_earlier")
    reindex(path, lambda count: None)


def _forked(function, *arguments) -> int:  # type: ignore[no-untyped-def]
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        function(*arguments)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _write(work: Work, path: Path, until: float) -> None:
    """Delete one outlet and ingest it again, as often as there is time, ending with an ingest; wait when locked out."""
    while time.monotonic() < until:
        _patiently(lambda: delete(path, lambda count: None))
        _patiently(lambda: work.run(path, lambda count: None))
    _patiently(lambda: _again(work, path))


def _again(work: Work, path: Path) -> None:
    work.run(path, lambda count: None)
    reindex(path, lambda count: None)


def _patiently(action) -> None:  # type: ignore[no-untyped-def]
    for _ in range(600):
        try:
            action()
            return
        except StoreLocked:
            time.sleep(0.05)
    raise TimeoutError("locked out for ever")


def _look(path: Path, until: float) -> None:
    """Read the report: what it says must agree with itself, whatever is being written."""
    while time.monotonic() < until:
        with Database(path) as database, database.one_look() as connection:
            everything_held = reports.Filters((), None, None, None, None, reports.NO_LIMIT)
            view = reports.report(connection, path, everything_held, coverage="")
            held = dict(connection.execute("SELECT public_id, members FROM stories"))
        for story in view.stories:
            if sum(member.role == "member" for member in story.members) != held[story.public_id]:
                raise AssertionError(f"{story.public_id} was seen in the middle of a change")
