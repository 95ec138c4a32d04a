"""``syndicheck ingest``: articles into the database."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicheck.commands.ahead import with_an_article
from syndicheck.commands.options import catalogue_option, database_option, jobs_option
from syndicheck.commands.outlets import apply_outlets
from syndicheck.commands.progress import Told, is_watched, progress_bar
from syndicheck.counted import counted
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNUSABLE

if TYPE_CHECKING:
    from syndicheck.model.articles import Problem, RawArticle
    from syndicheck.pipeline import IngestSummary


@click.command()
@click.argument("sources", nargs=-1, metavar="[PATH]...")
@database_option
@click.option(
    "--urls",
    "lists",
    multiple=True,
    metavar="FILE",
    help="Fetch the pages that FILE lists, one address a line, or a saved sitemap or feed; - for standard input.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 3600),
    help="Seconds between two requests to one host.  [default: 1, or what the host asks for]",
)
@jobs_option
@catalogue_option
@click.option("--format", "fmt", help="Read everything as this format (txt, jsonl, csv, html …).")
@click.option("--allow-private-hosts", is_flag=True, help="Fetch from hosts in private networks too.")
@click.option(
    "--fast-html",
    is_flag=True,
    expose_value=False,
    callback=lambda _ctx, _param, value: _read_pages_fast() if value else None,
    help="Read web pages several times as fast, and less exactly.",
)
@click.option(
    "--outlets",
    "outlets_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Names, owners and domains of outlets, kept in the database (see: syndicheck outlets).",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; problems are still reported.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def ingest(
    sources: tuple[str, ...],
    database: Path,
    lists: tuple[str, ...],
    pause: float | None,
    jobs: int | None,
    fmt: str | None,
    allow_private_hosts: bool,
    outlets_file: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read articles into the database, and find what they share.

    PATH is a file, a folder, a glob pattern, a web address (https://...; of a sitemap: its pages), a query
    ('sqlite:cms.db?SELECT ...'), or - for standard input. docs/formats.md lists what can be read. Reading the same
    articles again changes nothing; a run that was cut off goes on where it stopped.
    """
    if not sources and not lists:
        raise click.UsageError("Name a PATH, or a list of addresses with --urls.")
    from syndicheck.processes import get_ready

    get_ready(sources, jobs)
    from syndicheck.pipeline import IngestSummary
    from syndicheck.pipeline import ingest as run
    from syndicheck.readers import read
    from syndicheck.readers.addresses import without_userinfo
    from syndicheck.readers.amount import Amount
    from syndicheck.store.database import Database

    # addresses of lists are fetched after everything else, and nobody knows how long that takes
    amount = Amount(sources) if is_watched(quiet) and not lists else None
    records: Iterator[RawArticle | Problem] | None = read(
        sources,
        stdin=sys.stdin.buffer,
        fmt=fmt,
        allow_private_hosts=allow_private_hosts,
        lists=lists,
        pause=pause,
        amount=amount,
    )
    problems: Sequence[Problem] = ()
    told = Told()
    if records is not None and not database.exists():  # a misspelled path must not leave an empty database behind
        records, problems = with_an_article(records)
    if records is None:
        summary = IngestSummary()
        for problem in problems:
            summary.left_out += problem.fatal
            summary.notes += not problem.fatal
            told(problem)
    else:
        with Database(database, write=True) as store:
            if outlets_file is not None:
                apply_outlets(store, outlets_file, on_problem=told)
            summary = run(
                store,
                records,
                inputs=[without_userinfo(source) for source in (*sources, *lists)],
                jobs=jobs,
                progress=progress_bar(quiet, amount),
                on_problem=told,
            )
    if as_json:
        from syndicheck.report.json_text import json_text

        click.echo(json_text({"schema": 1, "database": str(database), **summary.as_dict()}))
    elif not quiet:
        _print_summary(summary, database)
    if not summary.read:
        raise SystemExit(EXIT_UNUSABLE)
    raise SystemExit(EXIT_FINDINGS if told.left_out else EXIT_CLEAN)


def _read_pages_fast() -> None:
    import os
    from importlib.util import find_spec

    from syndicheck.errors import MissingExtra

    if find_spec("resiliparse") is None:
        raise MissingExtra("fast-html", "read web pages fast")
    os.environ["SYNDICHECK_FAST_HTML"] = "1"  # pages stand in archives, feeds, records and mails, too


def _print_summary(summary: IngestSummary, database: Path) -> None:
    parts = [
        f"{counted(summary.read, 'article')} read",
        f"{summary.new_articles:,} new",
        f"{summary.new_versions - summary.new_articles:,} changed",
        f"{summary.unchanged:,} known",
    ]
    if summary.left_out:
        parts.append(f"{summary.left_out:,} left out")
    click.echo(f"{database}: {', '.join(parts)}; {counted(summary.stories, 'story')}.", err=True)
