"""Another user of the machine: root may write everywhere, so what others may not is tried in a process of nobody's.

Who runs the tests as somebody else is the other user, where neither file nor folder lets anybody write.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
"""A user of whom there is no file: root may write everywhere."""


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """A folder that every user may reach: those of pytest belong to who runs it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        try:
            yield Path(name)
        finally:
            Path(name).chmod(0o755)


def as_another_user(work: Callable[[], str]) -> str:
    """What ``work`` says, or the error that it raised, in a process that may write nothing of ours."""
    hears, says = os.pipe()
    if (child := os.fork()) == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setresgid(NOBODY, NOBODY, NOBODY)
                os.setresuid(NOBODY, NOBODY, NOBODY)
            said = work()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(says, said.encode())
        os._exit(0)
    os.close(says)
    with os.fdopen(hears, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


other_user = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs users and modes of files")
