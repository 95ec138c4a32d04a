"""How worker processes begin: forked from a server that has loaded the program once, and nothing else.

Forked from the process that asks for them they would share SQLite's locks with it; each started by itself they would
all load the same two hundred modules. Where no such server is to be had they are started one by one.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path

LOADED = ("syndicheck.pipeline",)
"""What workers need from the beginning."""

MUCH = 500_000
"""Bytes of articles from which workers will be wanted, about."""

MANY = 200
"""The same of files in one folder."""


def context() -> BaseContext:
    """How to start worker processes on this system."""
    return multiprocessing.get_context("forkserver" if _server() else "spawn")


def _server() -> bool:
    """Start the server unless it runs; whether there is one."""
    if sys.platform != "linux":  # elsewhere the system's own libraries may not survive a fork
        return False
    from multiprocessing.forkserver import ensure_running

    multiprocessing.get_context("forkserver").set_forkserver_preload(list(LOADED))
    try:
        with _uninterrupted():
            ensure_running()
    except OSError:  # its socket: the folder for temporary files has too long a name, or takes none
        return False
    return True


def get_ready(sources: Iterable[str | Path], jobs: int | None) -> None:
    """Let the server load the program while this process does, if workers will be wanted for these files and folders.

    Who waits until then waits twice. A wrong guess costs the start of one process, or its advantage.
    """
    if jobs == 1 or sys.platform != "linux" or processors() == 1 or not any(map(_is_much, sources)):
        return
    _server()


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on every system; containers and batch jobs may be given few
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_much(source: str | Path) -> bool:
    """Whether a file or folder seems to hold enough for several processes. What cannot be read will be told later."""
    try:
        path = Path(source)
        if path.is_dir():
            return sum(1 for _ in islice(path.iterdir(), MANY)) == MANY
        return path.stat().st_size >= MUCH
    except (OSError, ValueError):  # an address, a pattern, nothing at all
        return False


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started here does not hear of Ctrl-C: the process that started it ends it."""
    if threading.current_thread() is not threading.main_thread():  # only there may signals be set
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
