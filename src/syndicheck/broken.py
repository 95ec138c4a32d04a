"""What breaks the program is left out and told: a fault of ours must not cost the rest of a run.

An article, a pair or a story that raises what nobody foresaw would raise it again in every later run, and none would
ever come past it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from syndicheck.errors import SyndicheckError
from syndicheck.model.articles import Problem

ENDS_THE_RUN = (SyndicheckError, OSError, MemoryError, sqlite3.Error)
"""What the user or the system has to mend. It is no fault of what was being looked at, and leaves nothing out."""

CODE = "internal-error"

Given = ParamSpec("Given")
Made = TypeVar("Made")


def attempted(make: Callable[Given, Made], *given: Given.args, **more: Given.kwargs) -> Made | Exception:
    """What ``make`` makes of what is given, or the exception with which that breaks the program.

    Raises:
        SyndicheckError, OSError, MemoryError, sqlite3.Error: see :data:`ENDS_THE_RUN`.
    """
    try:
        return make(*given, **more)
    except ENDS_THE_RUN:
        raise
    except Exception as error:
        return error


def broken_article(where: str, error: Exception) -> Problem:
    """The problem for an article from which nothing can be derived; ``where`` names its record."""
    return Problem(
        where,
        CODE,
        f"The article breaks syndicheck ({type(error).__name__}).",
        "Please report it with its text; the same command takes it when that is mended.",
    )


def broken_pair(one: str, other: str, error: Exception) -> Problem:
    """The problem for two articles, named by their keys in whatever order, that cannot be compared."""
    first, second = sorted((one, other))
    return Problem(
        first,
        CODE,
        f"The comparison with {second} breaks syndicheck ({type(error).__name__}).",
        "Please report it with both texts; `syndicheck reindex` compares them when that is mended.",
    )


def broken_search(key: str, error: Exception) -> Problem:
    """The problem for an article, named by its key, of which no translations can be looked for."""
    return Problem(
        key,
        CODE,
        f"The search for its translations breaks syndicheck ({type(error).__name__}).",
        "Please report it with its text; `syndicheck reindex` looks for them when that is mended.",
    )


def broken_story(key: str, articles: int, error: Exception) -> Problem:
    """The problem for so many articles, the first of them named by its key, whose stories cannot be formed."""
    return Problem(
        key,
        CODE,
        f"The stories of {articles:,} articles, of which this is one, break syndicheck ({type(error).__name__}). What"
        " was a story stays as it was; what is new is in none.",
        "Please report it with the database; `syndicheck reindex` forms them when that is mended.",
    )
