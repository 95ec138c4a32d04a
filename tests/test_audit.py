"""``scripts/audit.py``: "nothing is known" and "nobody could be asked" are told apart."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "audit.py"

CLEAN = {"name": "alpha", "version": "1.0", "vulns": []}
WEAK = {"name": "beta", "version": "2.0", "vulns": [{"id": "PYSEC-0000-1", "fix_versions": ["2.1"]}]}
UNFIXED = {"name": "gamma", "version": "3.0", "vulns": [{"id": "PYSEC-0000-2", "fix_versions": []}]}
SKIPPED = {"name": "delta", "skip_reason": "not on the index"}


def audit(folder: Path, stdout: str, stderr: str, code: int, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the script with a pip-audit that says this."""
    asked = folder / "pip-audit"
    said = f"import sys; sys.stdout.write({stdout!r}); sys.stderr.write({stderr!r}); raise SystemExit({code})"
    asked.write_text(f"#!{sys.executable}\n{said}\n", encoding="utf-8")
    asked.chmod(0o755)
    command = [sys.executable, str(SCRIPT), str(asked), "installed.txt", *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("found", "code", "expected", "says"),
    [
        ([CLEAN], 0, 0, "1 distributions looked at, 0 known"),
        ([CLEAN, SKIPPED], 0, 2, "1 distributions looked at"),
        ([WEAK, SKIPPED], 1, 1, "PYSEC-0000-1"),
        ([CLEAN, WEAK], 1, 1, "beta 2.0: PYSEC-0000-1; mended in 2.1"),
        ([UNFIXED], 1, 1, "no version yet"),
        ([SKIPPED], 0, 2, "0 distributions looked at"),
    ],
)
def test_what_the_database_says(
    tmp_path: Path, found: list[dict[str, object]], code: int, expected: int, says: str
) -> None:
    done = audit(tmp_path, json.dumps({"dependencies": found}), "", code)
    assert (done.returncode, says in done.stdout) == (expected, True), done.stdout + done.stderr
    assert ("NOT DONE" in done.stderr) == (expected == 2)


@pytest.mark.parametrize(
    ("stdout", "stderr"),
    [
        ("", "ERROR:pip_audit: Could not connect to PyPI's vulnerability feed\n"),
        ("", ""),
        ("[]", "Traceback\nConnectionError: refused"),
        ('{"error": "offline"}', "refused"),
    ],
)
def test_a_database_that_cannot_be_asked(tmp_path: Path, stdout: str, stderr: str) -> None:
    done = audit(tmp_path, stdout, stderr, 1)
    assert done.returncode == 2
    assert "NOT DONE" in done.stderr
    assert "pypi.org" in done.stderr
    assert (stderr.strip().splitlines() or ["ended with 1"])[-1] in done.stderr


def test_a_command_that_is_not_there() -> None:
    command = [sys.executable, str(SCRIPT), "/nowhere/pip-audit", "installed.txt"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "NOT DONE" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("found", "expected"), [([CLEAN], 0), ([CLEAN, SKIPPED], 0), ([WEAK, SKIPPED], 1), ([UNFIXED], 1), (None, 0)]
)
def test_ci_without_the_network_goes_on_and_says_so(
    tmp_path: Path, found: list[dict[str, object]] | None, expected: int
) -> None:
    stdout = "" if found is None else json.dumps({"dependencies": found})
    done = audit(tmp_path, stdout, "no route to host", 1, "--where-reachable")
    assert done.returncode == expected
    unasked = found is None or (SKIPPED in found and WEAK not in found)
    assert ("NOT DONE" in done.stderr, "passed over" in done.stderr) == (unasked, unasked)


def test_the_worst_of_several_environments_counts(tmp_path: Path) -> None:
    """The second file is asked about, too."""
    asked = tmp_path / "pip-audit"
    answers = {"one.txt": [SKIPPED], "two.txt": [WEAK], "three.txt": [CLEAN]}
    said = f"import json, sys; print(json.dumps({{'dependencies': {answers!r}[sys.argv[-1]]}}))"
    asked.write_text(f"#!{sys.executable}\n{said}\n", encoding="utf-8")
    asked.chmod(0o755)
    for files, code in ((("one.txt", "two.txt"), 1), (("three.txt", "one.txt"), 2), (("three.txt",), 0)):
        done = subprocess.run([sys.executable, str(SCRIPT), str(asked), *files], capture_output=True, check=False)
        assert done.returncode == code


def test_ci_asks_for_both() -> None:
    script = (SCRIPT.parent.parent / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^within \d+ audit ARGS=--where-reachable$", script, re.MULTILINE)
    assert re.search(r"^within \d+ licences$", script, re.MULTILINE)


def test_every_step_of_ci_has_a_bound() -> None:
    script = (SCRIPT.parent.parent / ".ci" / "run").read_text(encoding="utf-8")
    named = re.findall(r"^section 'make ([\w-]+)", script, re.MULTILINE)
    assert named == re.findall(r"^within \d+ ([\w-]+)", script, re.MULTILINE)
    assert named[-1] == "test"
