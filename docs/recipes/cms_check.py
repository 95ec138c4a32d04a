#!/usr/bin/env python3
"""A content system's side of the check: a draft goes in by standard input, its verdict comes back as JSON.

    cms_check.py NAME < draft.txt

Exit code 0: may go out; 1: an editor has to look, the reasons are printed; 2: nothing could be checked, and a draft
that could not be checked does not go out. Needs nothing but Python; SYNDICHECK names the program, SYNDICHECK_DB the
database.
"""

import json
import os
import subprocess
import sys

TIMEOUT = 30
"""Seconds; a content system does not wait forever."""


def main() -> int:
    """Check one draft."""
    name = sys.argv[1] if len(sys.argv) > 1 else "draft.txt"
    command = [os.environ.get("SYNDICHECK", "syndicheck"), "check", "--stdin", "--path", name, "--format", "json"]
    try:
        done = subprocess.run(command, input=sys.stdin.buffer.read(), capture_output=True, timeout=TIMEOUT)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"not checked: {error}", file=sys.stderr)
        return 2
    if done.returncode not in (0, 1):
        print(f"not checked: {done.stderr.decode(errors='replace').strip()}", file=sys.stderr)
        return 2
    (draft,) = json.loads(done.stdout)["drafts"]
    print(draft["verdict"])
    for finding in draft["findings"]:
        if finding["suppressed"] is None:
            place = f"{finding['line']}:{finding['column']} " if finding["line"] else ""
            print(f"{place}{finding['severity']} {finding['code']}: {finding['message']}")
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
