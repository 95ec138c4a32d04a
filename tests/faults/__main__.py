"""``python -m tests.faults --kills 200 --faults 200``: see the package. ``--minutes`` goes on for so long instead."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import disturb

SABOTAGE_ROUNDS = 200


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="runs that have to be killed")
    parser.add_argument("--faults", type=int, default=200, help="runs in which a call has to fail")
    parser.add_argument("--disks", type=int, default=24, help="runs on file systems that are too small")
    parser.add_argument("--groups", type=int, default=6, help="runs with worker processes that are killed together")
    parser.add_argument("--beside", type=float, default=10, help="seconds with readers and writers side by side")
    parser.add_argument("--minutes", type=float, default=0, help="repeat all of it for so long (a soak)")
    parser.add_argument("--seed", type=int, default=None, help="default: another one each time; it is printed")
    parser.add_argument("--sabotage", help="break the program on purpose: this name, or all; they must be noticed")
    return parser.parse_args()


def main() -> int:
    """0: nothing was found wrong, or every sabotage was noticed."""
    asked = options()
    if disturb.LOADED not in os.environ:
        return _with_library()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(1 << 32)
    from tests.faults import rounds

    # in memory where there is such a folder: what a process has written outlives it there as well, and syncs are free
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="syndicheck-faults-", dir=where) as name:
        if asked.sabotage:
            return rounds.sabotaged(Path(name), asked.sabotage, seed, SABOTAGE_ROUNDS)
        until = time.monotonic() + 60 * asked.minutes
        number = 0
        while True:
            folder = Path(name) / str(number)
            folder.mkdir()
            if wrong := rounds.all_rounds(folder, asked, seed + number):
                return wrong
            number += 1
            if time.monotonic() >= until:
                return 0


def _with_library() -> int:
    """Start again with the library in front, in a mount namespace of its own where that is allowed."""
    with tempfile.TemporaryDirectory(prefix="syndicheck-faults-") as folder:
        try:
            library = disturb.build(Path(folder))
        except RuntimeError as error:
            print(error, file=sys.stderr)
            return 2
        command = [sys.executable, "-m", "tests.faults", *sys.argv[1:]]
        if subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode == 0:
            command = ["unshare", "--mount", *command]
        return subprocess.run(command, env=disturb.environment(library), check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
