"""The fault harness notices a program that loses what it stores, and acquits ours; ``make test-slow`` runs this, and
``make faults`` tries the other ways of breaking the program, and many more kills."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.faults import disturb

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(disturb.compiler() is None, reason="needs a C compiler on Linux"),
]


def harness(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != disturb.LOADED}
    command = [sys.executable, "-m", "tests.faults", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_a_program_that_is_broken_on_purpose_is_noticed() -> None:
    done = harness("--sabotage", "no-transactions", "--seed", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no-transactions" in done.stdout
    assert "NOT NOTICED" not in done.stdout


def test_what_is_killed_and_broken_a_few_times_loses_nothing() -> None:
    done = harness("--kills", "6", "--faults", "4", "--disks", "0", "--groups", "0", "--beside", "0", "--seed", "7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "kills: " in done.stdout
    assert "0 killed" not in done.stdout.splitlines()[1]
