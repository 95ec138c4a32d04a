"""Words of an article that a build server would obey: none of them gets into its log.

Runners read what a step prints. A line that begins with ``::`` is a workflow command of GitHub and its kin, ``##[`` an
older form of it that counts anywhere in a line, ``##vso[`` a logging command of Azure Pipelines, ``##teamcity[`` a
service message of TeamCity. Texts, titles, names of files may hold any of them. So whatever the program prints, on
standard output as on standard error, goes through one stream that sets a blank into them. Only ``check --format
github``, whose output is made of such commands, goes round it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from syndicheck.expressions import expression

_ANYWHERE = expression(r"##(?:vso|teamcity)?(?=\[)", re.IGNORECASE)
_LONGEST = len("##teamcity")
"""Signs of a command that may have been written before its last one."""

_TAIL = 200
"""Of a text, where its last line is looked for. So many blanks inside a line are taken for the start of one, which
costs a blank more.
"""


def disarmed(text: str) -> str:
    """The text with a blank in whatever a runner would take for a command."""
    return _disarmed(text) if _may_command(text) else text


def in_json(document: str) -> str:
    """A JSON document that says the same and holds no command: its lines begin with signs of JSON, so that only the
    forms that count anywhere matter, and those stand in strings.
    """
    return _ANYWHERE.sub(lambda found: f"\\u0023{found[0][1:]}", document) if "##" in document else document


def _may_command(text: str) -> bool:
    return "::" in text or "##" in text


def _disarmed(text: str) -> str:
    text = _ANYWHERE.sub(lambda found: f"{found[0]} ", text)
    return "".join(_begun(line) for line in text.splitlines(keepends=True))


def _begun(line: str) -> str:
    start = line.lstrip()
    if not start.startswith("::"):
        return line
    at = len(line) - len(start) + 1
    return f"{line[:at]} {line[at:]}"


class Disarming:
    """A stream that writes everything disarmed, also what comes in pieces. Bytes have no way round it.

    ``failed`` is the error of the last write that was not possible.
    """

    def __init__(self, out: TextIO) -> None:
        self.below = out
        self.failed: OSError | None = None
        self._line = ""

    def write(self, text: str) -> int:
        """Write a text. A blank is put before the last sign of a command, so never into what is written already."""
        known = len(self._line)
        whole = disarmed(self._line + text)
        try:
            self.below.write(whole[known:])
        except OSError as error:
            self.failed = error
            raise
        self._line = _unfinished(whole)
        return len(text)

    def flush(self) -> None:
        """Write what waits in a buffer."""
        try:
            self.below.flush()
        except OSError as error:
            self.failed = error
            raise

    def writelines(self, texts: Iterable[str]) -> None:
        """Write some texts."""
        for text in texts:
            self.write(text)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.below, name)


def _unfinished(text: str) -> str:
    """What stands for the last line of a text when it goes on: whether it has begun, and its last signs."""
    line = f"{text[-_TAIL:]}.".splitlines()[-1][:-1]
    start = line.lstrip()
    return start if start in ("", ":") else f".{line[-_LONGEST:]}"


@contextmanager
def disarming() -> Iterator[None]:
    """Everything that is printed in here is disarmed, also the traceback of what nobody foresaw."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (out and cast("TextIO", Disarming(out)) for out in before)
    try:
        yield
    except SystemExit:
        sys.stdout, sys.stderr = before
        raise
    sys.stdout, sys.stderr = before


def below(out: TextIO) -> TextIO:
    """The stream itself, for output that is made of commands."""
    return out.below if isinstance(out, Disarming) else out
