"""``outlets``: whose an article is: names, owners, aliases, editions, hosting platforms."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicheck.cli_options import database_option

if TYPE_CHECKING:
    from syndicheck.store.database import Database


@click.command()
@click.argument("file", required=False, metavar="[FILE]", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
@click.option("--check", "only_check", is_flag=True, help="Only say whether FILE is right.")
@click.option("--scorecard", is_flag=True, help="Print what each outlet publishes first, takes over, and credits.")
@click.option(
    "--outlet", "names", multiple=True, metavar="NAME", help="With --scorecard: only this outlet. Repeatable."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="With --scorecard: print CSV.")
def outlets(
    file: Path | None,
    database: Path,
    only_check: bool,
    scorecard: bool,
    names: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
) -> None:
    """Say which names and domains are one outlet, and who owns it.

    FILE (TOML; docs/outlets.md shows one) takes the place of the one before. It is kept in the database and used by
    every later run; articles that are there get their outlet anew, and their stories are formed again. Without FILE:
    the outlets of the database; with --scorecard each with its place in the stories, what it takes from others and
    others from it, and whether its copies print a credit.
    """
    if scorecard and (file is not None or only_check):
        raise click.UsageError("--scorecard goes without FILE.")
    if (names or as_csv) and not scorecard:
        raise click.UsageError("--outlet and --csv go with --scorecard.")
    if as_json and as_csv:
        raise click.UsageError("Choose --json or --csv.")
    if scorecard:
        _print_scorecards(database, names, "json" if as_json else "csv" if as_csv else "terminal")
        return
    from syndicheck.outlets import load_outlets, owners

    if file is not None:
        known = load_outlets(file)
        if only_check:
            click.echo(
                f"{file}: {len(known.outlets):,} outlets, {owners(known.outlets):,} owners,"
                f" {len(known.hosting):,} hosting platforms.",
                err=True,
            )
            return
    elif only_check:
        raise click.UsageError("Name the FILE to check.")
    from syndicheck.store.database import Database

    if file is not None:
        with Database(database, write=True) as store:
            moved, stories = apply_outlets(store, file)
        click.echo(f"{database}: {moved:,} articles have another outlet now; {stories:,} stories.", err=True)
        if not as_json:
            return
    with Database(database) as store:
        _print(store, as_json)


def apply_outlets(store: Database, file: Path) -> tuple[int, int]:
    """Keep a file of outlets in the database. Returns how many articles moved, and the number of stories."""
    from syndicheck.outlets import load_outlets
    from syndicheck.pipeline import link_and_group
    from syndicheck.store.database import check_versions
    from syndicheck.store.outlets import replace_known

    known = load_outlets(file)
    check_versions(store)
    with store.run():
        with store.transaction() as connection:
            moved = replace_known(connection, known)
        return moved, link_and_group(store)


def _print_scorecards(database: Path, names: tuple[str, ...], fmt: str) -> None:
    from syndicheck.provenance.held import coverage_of
    from syndicheck.provenance.scorecards import scorecards
    from syndicheck.report.scorecards import render_scorecards
    from syndicheck.store.database import Database

    with Database(database) as store, store.one_look():
        found = scorecards(store.connection, names)
        coverage = coverage_of(store.connection).sentence()
    render_scorecards(found, coverage, fmt, sys.stdout)


def _print(store: Database, as_json: bool) -> None:
    from syndicheck.store.outlets import listed
    from syndicheck.text import printable

    rows = listed(store.connection)
    if as_json:
        import json

        found = [
            {"outlet": name, "owner": owner, "articles": articles, "also": list(also)}
            for name, owner, articles, also in rows
        ]
        click.echo(json.dumps({"schema": 1, "outlets": found}, ensure_ascii=False))
        return
    for name, owner, articles, also in rows:
        line = f"{articles:>7,}  {name}"
        line += f"  ({owner})" if owner else ""
        click.echo(printable(line + (f"  also: {', '.join(also)}" if also else "")))
