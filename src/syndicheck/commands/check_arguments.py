"""The command line of ``check`` where it is plain, read without the library that reads every other.

To load that library takes longer than to read a draft and look for its marks. What is not plain (help, a mistake,
a rare option, a file that cannot be read) is left to it: then :func:`plain` says nothing, and what is said of it is
said in one place. A test holds this table and what it makes of any line against the command's own definition.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

VALUES = {
    "--db": "database",
    "--path": "name",
    "--own": "own",
    "--policy": "policy_path",
    "--fail-on": "fail_on",
    "--baseline": "baseline_path",
    "--write-baseline": "accepted",
    "--format": "fmt",
    "--output": "output",
    "-o": "output",
}
"""Options that take a value → parameters of the command."""

FLAGS = {"--stdin": "from_stdin", "--allow-private-hosts": "allow_private_hosts"}

FILES = frozenset({"database", "policy_path", "baseline_path", "accepted", "output"})

FORMATS = ("terminal", "json", "sarif", "junit", "github", "markdown", "html")

LEVELS = ("error", "warning", "note")

CHOICES = {"fmt": FORMATS, "fail_on": LEVELS}

DATABASE = "SYNDICHECK_DB"


def plain(arguments: Sequence[str], environment: Mapping[str, str]) -> dict[str, Any] | None:
    """What stands behind ``check`` as the parameters of the command; ``None`` for what the library shall read."""
    if sys.platform == "win32" or "_SYNDICHECK_COMPLETE" in environment:  # it expands patterns, and completes words
        return None
    found: dict[str, Any] = {
        **dict.fromkeys(VALUES.values()),
        **dict.fromkeys(FLAGS.values(), False),
        "name": "-",
        "own": (),
        "fmt": "terminal",
    }
    drafts: list[str] = []
    left = iter(arguments)
    for argument in left:
        if not argument.startswith("-"):
            drafts.append(argument)
            continue
        if argument in FLAGS:
            found[FLAGS[argument]] = True
            continue
        option, equals, value = argument.partition("=")
        parameter = VALUES.get(option)
        if parameter is None or (equals and not option.startswith("--")):
            return None
        if not equals:
            value = next(left, "")
            if not value or value.startswith("-"):  # missing, or something to look at twice
                return None
        if value not in CHOICES.get(parameter, (value,)):
            return None
        found[parameter] = (*found["own"], value) if parameter == "own" else value
    if found["database"] is None:
        found["database"] = environment.get(DATABASE) or None
    if bool(drafts) == found["from_stdin"] or not all(_readable(found[name]) for name in FILES):
        return None
    files = {name: Path(found[name]) for name in FILES if found[name] is not None}
    return {**found, **files, "drafts": tuple(drafts)}


def _readable(name: str | None) -> bool:
    """Whether there is nothing to complain of: a file that may be read, or none yet."""
    if name is None:
        return True
    try:
        known = os.stat(name)  # noqa: PTH116 - as the library does it: a path is made when it is a good one
    except OSError:
        return True
    except ValueError:  # it has a NUL in it
        return False
    return not stat.S_ISDIR(known.st_mode) and os.access(name, os.R_OK)
