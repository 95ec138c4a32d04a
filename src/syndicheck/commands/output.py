"""Where a command writes what it prints: standard output, or the file named by ``--output``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from syndicheck.endings import drop_what_is_left
from syndicheck.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


@contextmanager
def writing(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file that was named instead; all is written when this ends.

    Raises:
        InputError: it cannot be written. Who read our output and has gone, as ``head`` does, is another matter.
    """
    try:
        if output is None:
            yield sys.stdout
            sys.stdout.flush()
            return
        with output.open("w", encoding="utf-8", newline="") as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        if output is None:
            drop_what_is_left(sys.stdout)
        where = output or "Standard output"
        raise InputError(f"{where} cannot be written: {error.strerror}.", "Name another file with --output.") from error
