"""The library that disturbs (``disturb.c``), built when needed and loaded into a process that starts with it."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path

SOURCE = Path(__file__).with_name("disturb.c")
LOADED = "SYNDICHECK_FAULTS_LIBRARY"


class Calls(IntFlag):
    """Calls of the C library that reach the disk."""

    WRITE = 1
    SYNC = 2
    TRUNCATE = 4
    LOCK = 8
    READ = 16
    OPEN = 32
    CHANGING = WRITE | SYNC | TRUNCATE


class Action(IntEnum):
    """What happens at the chosen call."""

    COUNT = 0
    FAIL = 1
    KILL_BEFORE = 2
    KILL_TORN = 3
    KILL_AFTER = 4
    SHORT = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """Disturb the ``at``-th of these calls below a folder; ``lasting``: and every later one."""

    name: str
    calls: Calls
    action: Action
    at: int
    error: int = 0
    lasting: bool = False

    def __str__(self) -> str:
        code = f" {errno.errorcode[self.error]}" if self.error else ""
        return f"{self.name}{code} at call {self.at}{' and after' if self.lasting else ''}"


NOTHING = Plan("count", Calls.CHANGING, Action.COUNT, 0)


def compiler() -> str | None:
    """A C compiler, if this machine has one and can load libraries in front of others."""
    return (shutil.which("cc") or shutil.which("gcc")) if sys.platform == "linux" else None


def build(folder: Path) -> Path:
    """Compile the library into a folder.

    Raises:
        RuntimeError: there is no C compiler.
    """
    cc = compiler()
    if cc is None:
        raise RuntimeError("A C compiler on Linux is needed: on Debian and Ubuntu, apt install gcc libc6-dev")
    library = folder / "disturb.so"
    subprocess.run([cc, "-O1", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library


def environment(library: Path) -> dict[str, str]:
    """The environment in which a Python starts with the library."""
    return {**os.environ, "LD_PRELOAD": str(library), LOADED: str(library), "OPENBLAS_NUM_THREADS": "1"}


def library() -> ctypes.CDLL:
    """The library as this process was started with it.

    Raises:
        RuntimeError: it was not.
    """
    path = os.environ.get(LOADED)
    if path is None:
        raise RuntimeError("Started without the library that disturbs: use python -m tests.faults")
    loaded = ctypes.CDLL(path)
    loaded.fault_seen.restype = ctypes.c_long
    loaded.fault_arm.argtypes = [
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_long,
        ctypes.c_int,
        ctypes.c_int,
    ]
    return loaded


def arm(loaded: ctypes.CDLL, below: Path, plan: Plan) -> None:
    """From now on the plan holds in this process, for all files below a folder."""
    loaded.fault_arm(
        os.fsencode(f"{below.resolve()}/"), plan.calls, plan.action, plan.at, plan.error, int(plan.lasting)
    )
