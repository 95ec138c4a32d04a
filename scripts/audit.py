"""Known weaknesses of what is installed: ``make audit`` asks the advisory database of PyPI through pip-audit.

``python scripts/audit.py PIP-AUDIT INSTALLED.txt ...`` ends with 0 when nothing is known, with 1 when something is (it
is listed, with the versions that mend it), and with 2 when nobody could be asked: without the network nothing was
learned, and that is not the same as nothing being known. pip-audit itself ends with 1 in both of the last cases. With
``--where-reachable`` it says the same and ends with 0 instead of 2: for CI that may run without the network.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

CLEAN, WEAK, UNASKED = 0, 1, 2

SHOWN = 5
"""Names that are listed of those that nobody knows."""

LONGEST = 300
"""Seconds after which the database counts as out of reach."""


def ask(command: str, installed: str) -> tuple[list[dict[str, Any]] | None, str]:
    """What pip-audit found of each distribution, or ``None`` with its last words."""
    arguments = ["--disable-pip", "--no-deps", "--progress-spinner=off", "--format=json", "-r", installed]
    try:
        done = subprocess.run(
            [command, *arguments], capture_output=True, text=True, errors="replace", timeout=LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, str(error)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        return None, said[-1] if said else f"pip-audit ended with {done.returncode} and said nothing"
    return found, ""


def main(command: str, installed: str) -> int:
    """Prints what is known; see the module for the codes."""
    found, trouble = ask(command, installed)
    if found is None:
        print(f"audit: NOT DONE. The advisory database could not be asked: {trouble[:300]}", file=sys.stderr)
        print("audit: run it again where https://pypi.org can be reached.", file=sys.stderr)
        return UNASKED
    skipped = [one for one in found if "skip_reason" in one]
    weak = [(one, known) for one in found for known in one.get("vulns", ())]
    for one, known in weak:
        mended = ", ".join(known.get("fix_versions") or ()) or "no version yet"
        print(f"{one['name']} {one['version']}: {known['id']}; mended in {mended}")
    print(f"audit: {len(found) - len(skipped)} distributions looked at, {len(weak)} known weaknesses.")
    if weak:
        return WEAK
    if not skipped:
        return CLEAN
    unasked(skipped, len(found))
    return UNASKED


def unasked(skipped: list[dict[str, Any]], of: int) -> None:
    """Say for what the database had no answer."""
    names = ", ".join(str(one["name"]) for one in skipped[:SHOWN]) + (" …" if len(skipped) > SHOWN else "")
    print(f"audit: NOT DONE for {len(skipped)} of {of}: {names}", file=sys.stderr)
    print(f"audit: {skipped[0]['skip_reason']}", file=sys.stderr)
    print("audit: run it again where https://pypi.org itself can be reached, no mirror.", file=sys.stderr)


def worst(codes: Iterable[int]) -> int:
    """Of several files: a weakness outweighs that something could not be asked."""
    found = set(codes)
    return WEAK if WEAK in found else max(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Known weaknesses of what is installed.")
    parser.add_argument("command", metavar="PIP-AUDIT")
    parser.add_argument("installed", nargs="+", metavar="INSTALLED.txt", help="made by pip freeze")
    parser.add_argument("--where-reachable", action="store_true", help="end with 0 where nobody can be asked")
    given = parser.parse_args()
    code = worst(main(given.command, installed) for installed in given.installed)
    if code == UNASKED and given.where_reachable:
        print("audit: passed over; nothing was found, because nothing was learned.", file=sys.stderr)
        code = CLEAN
    raise SystemExit(code)
