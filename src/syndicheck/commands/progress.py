"""What a run tells on standard error while it works."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from syndicheck.model.articles import Problem
    from syndicheck.pipeline import Progress


def progress_bar(quiet: bool) -> Progress | None:
    """How far a run has come, where somebody looks on."""
    if quiet or not sys.stderr.isatty():
        return None
    from syndicheck.progress import TerminalProgress

    return TerminalProgress()


def print_problem(problem: Problem) -> None:
    """What was left out of the input, and why, in a line."""
    from syndicheck.text import printable

    kind = "left out" if problem.fatal else "note"
    click.echo(
        printable(f"{kind}: {problem.where}: {problem.message} {problem.remedy}".strip()),
        err=True,
    )
