"""``syndicheck review``: a person decides about matches, stories and marks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicheck.commands.options import Command, database_option
from syndicheck.commands.progress import print_problem
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS

if TYPE_CHECKING:
    from syndicheck.reviewing import Outcome, Signature
    from syndicheck.store.database import Database

KINDS = ("confirm", "reject", "merge", "split", "dismiss", "restore")

EXAMPLES = """\b
Examples:
  syndicheck review confirm 12 15 --why "same release, retyped"
  syndicheck review split s-4kq7m2 17 --by "Ada Quill"
  syndicheck review dismiss 12 3          mark 3 of: syndicheck marks 12
  syndicheck review undo 4

\b
Exit codes:
  0  done    1  done, but reviews contradict each other now    2  wrong use, or nothing could be done
"""

json_option = click.option(
    "--json", "fmt", flag_value="json", default="terminal", help="Print JSON (stable, versioned)."
)


def signing(command: Command) -> Command:
    """``--db``, ``--by``, ``--why`` and ``--json``, the same for every decision."""
    for option in (
        json_option,
        click.option("--why", default="", metavar="TEXT", help="The reason; it is shown with the decision."),
        click.option(
            "--by",
            envvar="SYNDICHECK_REVIEWER",
            metavar="NAME",
            help="Who decides (also: SYNDICHECK_REVIEWER; default: the login name).",
        ),
        database_option,
    ):
        command = option(command)
    return command


@click.group(epilog=EXAMPLES)
def review() -> None:
    """Decide about matches, stories and marks: your word outranks the machine's.

    Decisions take effect at once, survive reindex and ingest, and are kept with who, when and why. Articles are named
    by number, address, key or the record's own id. Of two decisions on one pair the later one stands; where
    decisions on different pairs contradict each other, the rejection wins, and both are reported by the
    decision that brings it about.
    """


@review.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@signing
def confirm(a: str, b: str, database: Path, by: str | None, why: str, fmt: str) -> None:
    """Say that articles A and B are one story, whatever the comparison says."""
    from syndicheck import reviewing

    _decide(database, by, why, fmt, lambda store, signed: reviewing.confirm(store, a, b, signed))


@review.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@signing
def reject(a: str, b: str, database: Path, by: str | None, why: str, fmt: str) -> None:
    """Say that articles A and B are in no story together.

    The one that matches their story less leaves it.
    """
    from syndicheck import reviewing

    _decide(database, by, why, fmt, lambda store, signed: reviewing.reject(store, a, b, signed))


@review.command()
@click.argument("stories", nargs=-1, required=True, metavar="STORY...")
@signing
def merge(stories: tuple[str, ...], database: Path, by: str | None, why: str, fmt: str) -> None:
    """Make these stories one. The id of the largest stays, the others lead there."""
    from syndicheck import reviewing

    if len(stories) < 2:
        raise click.UsageError("Name at least two stories.")
    _decide(database, by, why, fmt, lambda store, signed: reviewing.merge(store, stories, signed))


@review.command()
@click.argument("story", metavar="STORY")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--together", is_flag=True, help="They are one story of their own even if they do not match.")
@signing
def split(
    story: str, articles: tuple[str, ...], together: bool, database: Path, by: str | None, why: str, fmt: str
) -> None:
    """Take these articles out of a story; if they match each other, they become a story of their own."""
    from syndicheck import reviewing

    _decide(
        database, by, why, fmt, lambda store, signed: reviewing.split(store, story, articles, signed, together=together)
    )


@review.command()
@click.argument("article", metavar="ARTICLE")
@click.argument("mark", metavar="MARK")
@click.option("--restore", is_flag=True, help="The reverse: a dismissed mark stands again.")
@signing
def dismiss(article: str, mark: str, restore: bool, database: Path, by: str | None, why: str, fmt: str) -> None:
    """Say that a mark is none: its words are part of the story, and are compared.

    MARK is its number in the output of `syndicheck marks ARTICLE`, or its type and start: end_credit@1204.
    """
    from syndicheck import reviewing

    _decide(
        database, by, why, fmt, lambda store, signed: reviewing.dismiss(store, article, mark, signed, restore=restore)
    )


@review.command()
@click.argument("number", metavar="ID", type=click.IntRange(1, 2**62))
@signing
def undo(number: int, database: Path, by: str | None, why: str, fmt: str) -> None:
    """Take a decision back. It stays in the list, with who took it back."""
    from syndicheck import reviewing

    _decide(database, by, why, fmt, lambda store, signed: reviewing.undo(store, number, signed))


@review.command("list")
@click.option("--kind", type=click.Choice(KINDS), help="Only decisions of this kind.")
@click.option("--article", metavar="ARTICLE", help="Only those that name this article.")
@click.option("--story", metavar="STORY", help="Only those that concern this story, or an article in it.")
@click.option("--by", "reviewer", metavar="NAME", help="Only those of this person.")
@json_option
@database_option
def list_(
    kind: str | None, article: str | None, story: str | None, reviewer: str | None, database: Path, fmt: str
) -> None:
    """List decisions, also withdrawn ones and those that do not apply now, with what holds of each."""
    from syndicheck.report.reviews import render_reviews
    from syndicheck.reviewing import listed
    from syndicheck.store.database import Database

    with Database(database) as store:
        found = listed(store, kind=kind, article=article, story=story, reviewer=reviewer)
    render_reviews(found, fmt, sys.stdout)


def _decide(
    database: Path, by: str | None, why: str, fmt: str, decide: Callable[[Database, Signature], Outcome]
) -> None:
    from datetime import UTC, datetime

    from syndicheck.report.reviews import conflict, render_outcome
    from syndicheck.reviewing import signature
    from syndicheck.store.database import Database

    signed = signature(_login() if by is None else by, why, datetime.now(UTC))
    if not database.exists():
        Database(database).close()  # says that there is none; to open it for writing would make one
    with Database(database, write=True) as store, store.run():
        outcome = decide(store, signed)
    render_outcome(outcome, fmt, sys.stdout)
    for weaker, stronger in outcome.conflicts:
        undo = f"Undo one of them with: syndicheck review undo ID --db {database}"
        click.echo(f"conflict: {conflict(weaker, stronger)} {undo}", err=True)
    for problem in outcome.problems:
        print_problem(problem)
    raise SystemExit(EXIT_FINDINGS if outcome.conflicts or outcome.problems else EXIT_CLEAN)


def _login() -> str:
    """The login name; empty when the system knows none, as in some containers."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
