"""Where a command writes what it prints: standard output, or the file named by ``--output``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from syndicheck.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


@contextmanager
def writing(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file that was named instead. Raises :class:`~syndicheck.errors.InputError`."""
    if output is None:
        yield sys.stdout
        return
    try:
        out = output.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(
            f"{output} cannot be written: {error.strerror}.", "Name another file with --output."
        ) from error
    with out:
        yield out
