"""The fault harness notices a program that loses what it stores, and acquits ours; ``make test-slow`` runs this, and
``make faults`` tries the other ways of breaking the program, and many more kills."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import newsroom
from tests.faults import disturb
from tests.faults.sabotage import SABOTAGES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(disturb.compiler() is None, reason="needs a C compiler on Linux"),
]


def harness(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != disturb.LOADED}
    command = [sys.executable, "-m", "tests.faults", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize("name", ["no-transactions", "acknowledged-too-early"])
def test_a_program_that_is_broken_on_purpose_is_noticed(name: str) -> None:
    done = harness("--sabotage", name, "--seed", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert name in done.stdout
    assert "NOT NOTICED" not in done.stdout


def test_a_sabotage_that_breaks_the_program_at_once_shows_nothing() -> None:
    """As one does that no longer fits the program."""
    wrong = ["ingest, kill at call 7: no clear message: TypeError: advancing() got an unexpected keyword argument"]
    for sabotage in SABOTAGES.values():
        assert sabotage.noticed(wrong) is None
    lost = "ingest, kill at call 7: acknowledged and lost: ['id:a']"
    assert SABOTAGES["acknowledged-too-early"].noticed([*wrong, lost]) == lost


def test_every_sabotage_fits_the_program(tmp_path: Path) -> None:
    """What it breaks still runs to its end when nothing disturbs it."""
    records = newsroom.week_of_news(4, 1)
    source = newsroom.jsonl(tmp_path / "news.jsonl", records)
    for name in SABOTAGES:
        done = subprocess.run(
            [sys.executable, "-c", IN_PEACE, name, str(source), str(tmp_path / f"{name}.db")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{name}: {done.stderr}"
        assert done.stdout.split() == [str(len(records))] * 2, name


IN_PEACE = """
import sys
from pathlib import Path
from tests.faults.sabotage import SABOTAGES
from tests.faults.works import ingest
from syndicheck import Database
SABOTAGES[sys.argv[1]].breaks()
acknowledged = []
path = Path(sys.argv[3])
ingest(Path(sys.argv[2]))(path, acknowledged.append)
with Database(path) as database:
    print(acknowledged[-1], *database.connection.execute("SELECT count(*) FROM articles").fetchone())
"""


def test_what_is_killed_and_broken_a_few_times_loses_nothing() -> None:
    done = harness("--kills", "6", "--faults", "4", "--disks", "0", "--groups", "0", "--beside", "0", "--seed", "7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "kills: " in done.stdout
    assert " 0 killed" not in done.stdout.splitlines()[1]
