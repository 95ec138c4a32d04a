"""Worker processes of a run: they prepare and compare, one process writes.

They are started when there is enough to do (:mod:`syndicheck.processes` tells how): it takes as long as some hundred
articles. Each has its own reading connection, and its own texts.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import numpy  # noqa: F401  what signs sketches and looks at translations takes arrays only where numpy is loaded

from syndicheck.endings import EXIT_INTERRUPTED, say
from syndicheck.errors import WorkerLost
from syndicheck.linking import TextCache
from syndicheck.processes import context, processors
from syndicheck.store.database import Database
from syndicheck.store.recurring import load_recurring

COLLECT_AFTER = 50_000
"""New objects between two searches for garbage in cycles. A run makes millions of small objects and next to no cycles;
Python's own 700 would have it look for them thousands of times."""

WORKERS_FROM = 200
"""Fewer articles than this are worked on in this process alone."""

AT_MOST = 8
"""Workers where nobody says how many: more than one process can write for."""

SHOWN_CURSOR = "\x1b[?25h"
"""What makes a terminal show its cursor (DECTCEM)."""

AHEAD = 64
"""Pieces of work that are handed out at a time: more than anybody has workers, so that none waits for the next one.
What was done waits in memory until its turn comes, so they must not be all there are.
"""

held: dict[str, Any] = {}
"""What a worker process keeps between chunks: its own reading connection, its texts, the blocks that were learned."""


class Workers:
    """The worker processes of one run, ended with ``stack``.

    ``jobs`` is how many; ``None`` stands for one for each processor that this process may use. ``stack`` raises
    :class:`WorkerLost` where one ended before its time.
    """

    def __init__(self, path: Path, jobs: int | None, stack: ExitStack) -> None:
        self._path = path
        self._jobs = min(AT_MOST, processors()) if jobs is None else jobs
        self._stack = stack
        self._executor: Executor | None = None
        stack.enter_context(_losses_told())

    @property
    def several(self) -> bool:
        """Whether there may be any."""
        return self._jobs > 1

    def for_(self, articles: int) -> Executor | None:
        """Somebody to hand so many articles to; ``None`` where this process does better alone."""
        if self._jobs <= 1 or (self._executor is None and articles < WORKERS_FROM):
            return None
        if self._executor is None:
            from concurrent.futures import ProcessPoolExecutor

            self._executor = ProcessPoolExecutor(
                self._jobs, mp_context=context(), initializer=_start, initargs=(self._path, dict(os.environ))
            )
            self._stack.enter_context(_interrupted_once())  # until the last worker has ended
            self._stack.callback(self._executor.shutdown, cancel_futures=True)
        return self._executor


Piece = TypeVar("Piece")
Done = TypeVar("Done")


def in_turn(pool: Executor, work: Callable[[Piece], Done], pieces: Iterable[Piece]) -> Iterator[Done]:
    """What ``work`` makes of each piece, in their order. At most :data:`AHEAD` are begun and not yet taken."""
    begun: deque[Future[Done]] = deque()
    try:
        for piece in pieces:
            begun.append(pool.submit(work, piece))
            if len(begun) == AHEAD:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        for one in begun:
            one.cancel()


@contextmanager
def _losses_told() -> Iterator[None]:
    try:
        yield
    except BrokenExecutor as error:
        raise WorkerLost(
            "A worker process ended before its work was done: it was killed, had no memory left, or could not start.",
            "What was committed stays; run the same again, with fewer workers (--jobs 1: none). "
            "A script of your own needs `if __name__ == '__main__':` before it asks for workers.",
        ) from error


@contextmanager
def _interrupted_once() -> Iterator[None]:
    """The first Ctrl-C ends the run as soon as what was begun is stored, and what workers have in hand is done. A
    second one ends this process at once, and they end with it: what was committed stays, as whenever a run is killed.
    """
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # somebody else decides
        yield
        return

    def first(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, second)
        say("Stopping when what was begun is stored; Ctrl-C again stops at once.")
        raise KeyboardInterrupt

    def second(_number: int, _frame: FrameType | None) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(SHOWN_CURSOR)  # a progress display had hidden it
            sys.stderr.flush()
        os._exit(EXIT_INTERRUPTED)

    signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _start(path: Path, environment: dict[str, str]) -> None:
    os.environ.clear()  # the server may be older than a change
    os.environ.update(environment)
    # Ctrl-C reaches every process of the terminal; the parent ends the work, and says so once
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    atexit.register(os._exit, 0)  # to give back millions of objects one by one would keep the run waiting
    gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])
    database = Database(path)
    held["database"] = database
    held["cache"] = TextCache(database.connection)
    held["recurring"] = load_recurring(database.connection)


def _end_with_parent() -> None:
    """End this process when its parent is killed: nobody would ever hand it work again, or tell it to go."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
