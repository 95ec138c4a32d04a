"""What stops a reader costs what it was reading and nothing else of the batch: it becomes a problem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from syndicheck.errors import InputError, MissingExtra, SyndicheckError
from syndicheck.model.articles import Problem
from syndicheck.readers.paths import unreadable
from syndicheck.readers.streams import Interrupted

Part = TypeVar("Part")


def guarded(parts: Iterator[Part], where: str) -> Iterator[Part | Problem]:
    """What is read, as far as one gets; what stops it is the last thing that is told."""
    try:
        yield from parts
    except Interrupted as stop:
        yield Problem(where, stop.code, stop.message, stop.remedy)
    except MissingExtra as missing:
        yield Problem(where, "missing-extra", missing.message, missing.remedy)
    except InputError as error:
        yield Problem(where, "unreadable", error.message, error.remedy)
    except SyndicheckError:
        raise
    except OSError as error:
        yield unreadable(where, error)
    except Exception as error:
        yield broken(where, error)


def broken(where: str, error: Exception) -> Problem:
    """The problem for an exception that no reader should have raised; what was read before it stays."""
    return Problem(
        where,
        "internal-error",
        f"The file breaks syndicheck ({type(error).__name__}).",
        "Please report it with the file, and take it out of the input until it is mended.",
    )
