"""``syndicheck compare`` and ``marks``: single texts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from syndicheck.commands.options import catalogue_option, database_option, format_options


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@database_option
@catalogue_option
@format_options("json", "csv", "markdown", "html")
def compare(a: str, b: str, database: Path, fmt: str) -> None:
    """Show two texts side by side, with what one took from the other.

    A and B are files, or articles of the database: number, address, or the record's own id. Of a file with several
    articles the first is taken; ingest it to compare the others.
    """
    from syndicheck.comparison import compare_views, decisions, text_view
    from syndicheck.report import render_compare

    one, other = (text_view(name, database, wanted=True, on_more=_note) for name in (a, b))
    render_compare(compare_views(one, other, decisions(one, other, database)), fmt, sys.stdout)


@click.command()
@click.argument("source", metavar="FILE", required=False)
@database_option
@catalogue_option
@click.option("--strip", is_flag=True, help="Print the text without its marks.")
@click.option("--statistics", is_flag=True, help="How often which outlet prints or removes which mark.")
@click.option("--outlet", help="Statistics of this outlet only.")
@click.option("--organisation", help="Statistics of this organisation only (name or catalogue id).")
@format_options("json", "csv", "markdown", "html")
def marks(
    source: str | None,
    database: Path,
    strip: bool,
    statistics: bool,
    outlet: str | None,
    organisation: str | None,
    fmt: str,
) -> None:
    """Show what in a text is not the story: disclaimers, footers, credits, labels.

    FILE is a file, - for standard input, or an article of the database (number, address, or the record's own id).
    Blocks that the database has learned are looked for too. With --statistics instead of FILE: how often each outlet
    prints which mark, and how often it removes those of an organisation whose texts it carries.
    """
    if statistics:
        if source is not None or strip or fmt not in ("terminal", "json", "csv"):
            raise click.UsageError("--statistics goes with --json, --csv, --outlet and --organisation only.")
        _print_statistics(database, outlet, organisation, fmt)
        return
    if source is None:
        raise click.UsageError("Name a FILE, or ask for --statistics.")
    if outlet or organisation:
        raise click.UsageError("--outlet and --organisation go with --statistics.")
    from syndicheck.comparison import text_view
    from syndicheck.report import render_marks

    render_marks(text_view(source, database, on_more=_note), fmt, sys.stdout, strip=strip)


def _note(line: str) -> None:
    from syndicheck.text import printable

    click.echo(printable(f"note: {line} Ingest the file to name the others by their numbers."), err=True)


def _print_statistics(database: Path, outlet: str | None, organisation: str | None, fmt: str) -> None:
    from syndicheck.report.statistics import render_statistics
    from syndicheck.store import reports
    from syndicheck.store.database import Database

    with Database(database) as store:
        found = reports.mark_statistics(store.connection, outlet, organisation)
    render_statistics(found, fmt, sys.stdout)
