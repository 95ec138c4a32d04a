"""What stops a Spark job, in one line: Spark itself answers with pages of Java and Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from syndicheck.errors import StoreError
from syndicheck.expressions import expression

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LONGEST = 300
"""Characters of a reason: a plan or a query may stand in it."""

_RAISED = expression(r"(caused by: |: )?([\w.$]{1,200}(?:error|exception))(?:: *(\S.*))?$", re.IGNORECASE)
"""What was raised, in Java or Python: at the beginning of a line that is no line of code."""

_FAILURE = "most recent failure: "
"""Behind it Spark repeats why a task failed; before it stand numbers of stages and tasks."""


_FOLLOWS = frozenset({"SocketException", "ClosedChannelException", "ClosedByInterruptException"})
"""What one end of a connection says when the other has died: never why."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what Spark, Java or the system raise in here into one of our errors; ``folder`` holds the stages.

    Raises:
        StoreError: a disk is full, a worker was lost, a file cannot be written …
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, OSError) as error:
        raise StoreError(
            f"The job could not be finished: {_told(error)}.",
            f"The stages that are done stay in {folder}; the same command goes on from there.",
        ) from error


def stop(session: SparkSession) -> None:
    """End a session, though Java may have ended before it."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    with suppress(PySparkException, Py4JError, OSError):
        session.stop()


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        place = error.filename2 or error.filename
        return f"{place}: {error.strerror}" if place is not None else error.strerror
    try:
        text = str(error)
    except Exception:  # the words are asked of Java, which may have ended
        text = ""
    return reason(text) or type(error).__name__


def reason(text: str) -> str:
    """The line that says why: the innermost cause that has something to say, else the first line there is."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    last = ""
    for line in reversed(lines):
        found = _RAISED.match(line)
        if found is None:
            continue
        java, kind, words = found.groups()
        if words is None and not java:
            return str(kind)  # MemoryError: Python says no more
        if words is not None and not words.startswith("Traceback (most recent"):
            kind = kind.rpartition(".")[2]
            said = f"{kind}: {words.rpartition(_FAILURE)[2][:LONGEST]}".rstrip(" .")
            if kind not in _FOLLOWS:
                return said
            last = last or said
    return last or (lines[0].strip()[:LONGEST].rstrip(" .") if lines else "")
