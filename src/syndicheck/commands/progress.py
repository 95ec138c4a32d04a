"""What a run tells on standard error while it works."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from syndicheck.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from syndicheck.model.articles import Problem
    from syndicheck.pipeline import Progress
    from syndicheck.readers.amount import Amount


def is_watched(quiet: bool) -> bool:
    """Whether somebody looks on who wants to know how far a run has come."""
    return not quiet and sys.stderr.isatty()


def progress_bar(quiet: bool, reading: Amount | None = None) -> Progress | None:
    """How far a run has come, where somebody looks on; ``reading`` knows how much of the input has been read."""
    if not is_watched(quiet):
        return None
    from syndicheck.progress import TerminalProgress

    return TerminalProgress(reading)


class Told:
    """Tells what is left out, and knows whether anything was."""

    def __init__(self) -> None:
        self.left_out = 0

    def __call__(self, problem: Problem) -> None:
        """Tell a problem."""
        self.left_out += problem.fatal
        print_problem(problem)

    def end(self) -> None:
        """End the command, so that somebody has a look, where something was left out."""
        if self.left_out:
            raise SystemExit(EXIT_FINDINGS)


def print_problem(problem: Problem) -> None:
    """What was left out, and why, in a line."""
    from syndicheck.text import printable

    kind = "left out" if problem.fatal else "note"
    click.echo(
        printable(f"{kind}: {problem.where}: {problem.message} {problem.remedy}".strip()),
        err=True,
    )
