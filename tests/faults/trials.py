"""One work, disturbed again and again, examined each time, then run in peace and compared."""

from __future__ import annotations

import os
import random
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from errno import EAGAIN, EIO, EMFILE, ENOLCK, ENOSPC
from pathlib import Path

from tests.faults.disturb import NOTHING, Action, Calls, Plan, arm, library
from tests.faults.examine import State, everything, lost_ids, state
from tests.faults.works import Work, begin, reindex

from syndicheck.errors import SyndicheckError

MOST = 6
"""Disturbances of one trial, one after the other on the same database."""

SECONDS = 60
"""A run that takes longer hangs."""

KILLS = (Action.KILL_BEFORE, Action.KILL_TORN, Action.KILL_AFTER)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: ``done``, ``killed``, ``refused`` (one clear line) or ``broke`` (anything else)."""

    how: str
    acknowledged: int = 0
    words: str = ""
    calls: int = 0


@dataclass(slots=True)
class Tally:
    """What happened so far, and what was found wrong."""

    ended: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, *how: str) -> int:
        """Disturbed runs that ended so."""
        return sum(number for (_, ended), number in self.ended.items() if ended in how)


def run(work: Work, path: Path, plan: Plan, sabotage: Callable[[], None] | None = None) -> Ended:
    """Run a work in a forked process under a plan, and hear what it has to say."""
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        _child(work, path, plan, says, sabotage)
    os.close(says)
    with os.fdopen(hears, encoding="utf-8", errors="replace") as pipe:
        lines = pipe.read().splitlines()
    _, status = os.waitpid(child, 0)
    acknowledged = max((int(line[4:]) for line in lines if line.startswith("ack ")), default=0)
    calls = next((int(line[6:]) for line in lines if line.startswith("calls ")), 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGKILL:
            return Ended("killed", acknowledged)
        return Ended("broke", acknowledged, signal.Signals(number).name)
    how = {0: "done", 2: "refused"}.get(os.WEXITSTATUS(status), "broke")
    words = "\n".join(line for line in lines if not line.startswith(("ack ", "calls ")))
    return Ended(how, acknowledged, words, calls)


def _child(work: Work, path: Path, plan: Plan, says: int, sabotage: Callable[[], None] | None) -> None:
    code = 70
    signal.alarm(SECONDS)
    try:
        if sabotage is not None:
            sabotage()
        loaded = library()
        arm(loaded, path.parent, plan)
        work.run(path, lambda count: _say(says, f"ack {count}"))
        _say(says, f"calls {loaded.fault_seen()}")
        code = 0
    except SyndicheckError as error:
        _say(says, str(error))
        code = error.exit_code
    except BaseException:
        _say(says, traceback.format_exc())
    finally:
        os._exit(code)


def _say(says: int, line: str) -> None:
    os.write(says, f"{line}\n".encode())


@dataclass(slots=True)
class Calm:
    """The undisturbed run of a work: what it leaves, and how many calls of each kind it makes."""

    lines: list[str]
    keys: set[str]
    calls: dict[Calls, int]
    before: set[str]


def calm(work: Work, folder: Path) -> Calm:
    """Run a work in peace, once for each kind of call to be counted."""
    counted: dict[Calls, int] = {}
    path = begin(work, folder / "run")
    before = state(path, folder / "copy").keys
    for calls in (Calls.CHANGING, Calls.WRITE, Calls.SYNC, Calls.READ, Calls.LOCK, Calls.OPEN):
        path = begin(work, folder / "run")
        ended = run(work, path, Plan("count", calls, Action.COUNT, 0))
        if ended.how != "done":
            raise RuntimeError(f"{work.name} does not even run in peace: {ended.words}")
        counted[calls] = ended.calls
    after = state(path, folder / "copy")
    if after.wrong:
        raise RuntimeError(f"{work.name} leaves a database that is wrong: {after.wrong[0]}")
    return Calm(_lines(work, path), after.keys, counted, before)


def _lines(work: Work, path: Path) -> list[str]:
    """What a work has left, in an order that does not depend on where it was cut off."""
    if work.settles and run(Work("settle", None, reindex), path, NOTHING).how != "done":
        return [f"{work.name} cannot be derived again"]
    return everything(path)


def kill_plans(calm_run: Calm, rng: random.Random) -> Iterator[Plan]:
    """Killed before, in the middle of or after any call that changes a file."""
    while True:
        action = rng.choice(KILLS)
        yield Plan(action.name.lower(), Calls.CHANGING, action, rng.randint(1, calm_run.calls[Calls.CHANGING]))


def fault_plans(calm_run: Calm, rng: random.Random) -> Iterator[Plan]:
    """Calls that fail, once or from then on: broken and full disks, locks that are held or cannot be had."""
    kinds = (
        ("write", Calls.WRITE, Action.FAIL, EIO),
        ("write", Calls.WRITE, Action.FAIL, ENOSPC),
        ("short write", Calls.WRITE, Action.SHORT, 0),
        ("sync", Calls.SYNC, Action.FAIL, EIO),
        ("read", Calls.READ, Action.FAIL, EIO),
        ("lock", Calls.LOCK, Action.FAIL, EAGAIN),
        ("lock", Calls.LOCK, Action.FAIL, ENOLCK),
        ("open", Calls.OPEN, Action.FAIL, EMFILE),
        ("open", Calls.OPEN, Action.FAIL, EIO),
    )
    while True:
        name, calls, action, error = rng.choice(kinds)
        # SQLite tries for long before it gives up on locks that cannot be had at all
        lasting = rng.random() < (0.1 if calls is Calls.LOCK else 0.5)
        yield Plan(name, calls, action, rng.randint(1, max(1, calm_run.calls[calls])), error, lasting)


def trial(
    work: Work,
    calm_run: Calm,
    plans: Iterator[Plan],
    folder: Path,
    tally: Tally,
    sabotage: Callable[[], None] | None = None,
) -> None:
    """Up to :data:`MOST` disturbed runs of a work on one database, then one in peace."""
    path = begin(work, folder / "run")
    shown: set[str] = set()
    promised: set[str] = set()
    for _, plan in zip(range(MOST), plans, strict=False):
        ended = run(work, path, plan, sabotage)
        tally.ended[work.name, ended.how] += 1
        promised.update(work.promised[: ended.acknowledged])
        found = state(path, folder / "copy", rebuilding=work.rebuilds)
        shown |= found.public_ids
        wrong = [*found.wrong, *_lost(work, calm_run, path, found, promised)]
        if ended.how == "broke":
            wrong.append(f"no clear message: {ended.words}")
        if wrong:
            tally.wrong += (f"{work.name}, {plan}: {line}" for line in wrong)
            return
        if ended.how == "done":
            break
    finish(work, calm_run, path, folder, shown, tally, sabotage)


def finish(
    work: Work,
    calm_run: Calm,
    path: Path,
    folder: Path,
    shown: set[str],
    tally: Tally,
    sabotage: Callable[[], None] | None = None,
) -> None:
    """Run the work again in peace: it must end as if nothing had happened."""
    ended = run(work, path, NOTHING, sabotage)
    if ended.how != "done":
        tally.wrong.append(f"{work.name}, run again: {ended.how} {ended.words}")
        return
    found = state(path, folder / "copy")
    tally.wrong += (f"{work.name}, run again: {line}" for line in found.wrong)
    lines = _lines(work, path)
    if lines != calm_run.lines:
        differing = set(lines) ^ set(calm_run.lines)
        example = min(differing, default="only in their order")[:300]
        tally.wrong.append(f"{work.name}, run again: {len(differing)} lines differ from the undisturbed run: {example}")
    if work.keeps:
        tally.wrong += (f"{work.name}: id of a story leads nowhere: {one}" for one in lost_ids(path, shown))


def _lost(work: Work, calm_run: Calm, path: Path, found: State, promised: set[str]) -> Iterator[str]:
    missing = promised - found.keys
    if missing:
        yield f"acknowledged and lost: {sorted(missing)[:3]}"
    if work.keeps and (gone := calm_run.before - found.keys):
        yield f"stored before and lost: {sorted(gone)[:3]}"
    strange = found.keys - calm_run.keys - calm_run.before
    if strange:
        yield f"from nowhere: {sorted(strange)[:3]}"
    if work.besides is not None:
        yield from work.besides(path)
    if not work.keeps and found.keys not in (calm_run.before, calm_run.keys):
        yield "neither all of it was done nor nothing"
