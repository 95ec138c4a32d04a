"""``outlets``: whose an article is: names, owners, aliases, editions, hosting platforms."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicheck.commands.options import database_option
from syndicheck.commands.progress import Told
from syndicheck.counted import counted

if TYPE_CHECKING:
    from syndicheck.model.articles import Problem
    from syndicheck.store.database import Database
    from syndicheck.trust import Trust


@click.command()
@click.argument("file", required=False, metavar="[FILE]", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
@click.option("--check", "only_check", is_flag=True, help="Only say whether FILE is right.")
@click.option(
    "--trust",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="Owners from trust.txt files: one, or a folder of them. Repeatable.",
)
@click.option("--one-sided", is_flag=True, help="With --trust: believe one end where no file of the other is held.")
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
    trust: tuple[Path, ...],
    one_sided: bool,
    scorecard: bool,
    names: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
) -> None:
    """Say which names and domains are one outlet, and who owns it.

    FILE (TOML; docs/outlets.md shows one) takes the place of the one before. It is kept in the database and used by
    every later run; articles that are there get their outlet anew, and their stories are formed again. --trust adds
    the owners that outlets name in their trust.txt, where both ends say the same. Without both: the outlets of the
    database; with --scorecard each with its place in the stories, what it takes from others and
    others from it, and whether its copies print a credit.
    """
    if scorecard and (file is not None or trust or only_check):
        raise click.UsageError("--scorecard goes without FILE.")
    if one_sided and not trust:
        raise click.UsageError("--one-sided goes with --trust.")
    if (names or as_csv) and not scorecard:
        raise click.UsageError("--outlet and --csv go with --scorecard.")
    if as_json and as_csv:
        raise click.UsageError("Choose --json or --csv.")
    if scorecard:
        _print_scorecards(database, names, "json" if as_json else "csv" if as_csv else "terminal")
        return
    from syndicheck.outlets import load_outlets, owners
    from syndicheck.text import printable
    from syndicheck.trust import load_trust

    said = load_trust(trust) if trust else None
    if said is not None:
        for remark in said.remarks:
            click.echo(printable(remark), err=True)
        both = sum(tie.said_by == "both" for tie in said.ties)
        click.echo(
            f"{len(said.held):,} trust.txt: {counted(len(said.ties), 'tie')}, {both:,} of them told by both ends.",
            err=True,
        )
    if file is not None:
        known = load_outlets(file)
        if only_check:
            click.echo(
                f"{file}: {counted(len(known.outlets), 'outlet')}, {counted(owners(known.outlets), 'owner')},"
                f" {counted(len(known.hosting), 'hosting platform')}.",
                err=True,
            )
            return
    elif only_check and said is not None:
        return
    elif only_check:
        raise click.UsageError("Name the FILE to check.")
    from syndicheck.store.database import Database

    told = Told()
    if file is not None or said is not None:
        with Database(database, write=True) as store:
            moved, stories = apply_outlets(store, file, said, one_sided=one_sided, on_problem=told)
        have = f"{counted(moved, 'article')} {'has' if moved == 1 else 'have'} another outlet now"
        click.echo(f"{database}: {have}; {counted(stories, 'story')}.", err=True)
        if not as_json:
            told.end()
            return
    with Database(database) as store:
        _print(store, as_json)
    told.end()


def apply_outlets(
    store: Database,
    file: Path | None,
    trust: Trust | None = None,
    *,
    one_sided: bool = False,
    on_problem: Callable[[Problem], None] | None = None,
) -> tuple[int, int]:
    """Keep a file of outlets, or what is there, with what ``trust`` tells of owners, in the database. Returns how many
    articles moved, and the number of stories. ``on_problem`` hears of what is left out when these are formed anew.
    """
    from syndicheck.outlets import load_outlets
    from syndicheck.pipeline import link_and_group
    from syndicheck.store.database import check_versions
    from syndicheck.store.outlets import load_known, replace_known, replace_ties
    from syndicheck.trust import with_trust

    known = load_outlets(file) if file is not None else None
    check_versions(store)
    with store.run():
        with store.transaction() as connection:
            if known is None:
                known = load_known(connection)
            moved = replace_known(connection, with_trust(known, trust, one_sided=one_sided) if trust else known)
            if trust is not None:
                replace_ties(connection, trust.ties)
        return moved, link_and_group(store, on_problem=on_problem)


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
    from syndicheck.store.outlets import listed, ties_of_outlets
    from syndicheck.text import printable

    rows = listed(store.connection)
    ties = ties_of_outlets(store.connection)
    if as_json:
        from syndicheck.records import as_dict
        from syndicheck.report.json_text import json_text

        found = [
            {
                "outlet": name,
                "owner": owner,
                "articles": articles,
                "also": list(also),
                "ties": [as_dict(tie) for tie in ties.get(name, ())],
            }
            for name, owner, articles, also in rows
        ]
        click.echo(json_text({"schema": 1, "outlets": found}))
        return
    for name, owner, articles, also in rows:
        line = f"{articles:>7,}  {name}"
        line += f"  ({owner})" if owner else ""
        line += f"  also: {', '.join(also)}" if also else ""
        belongs = [tie.other for tie in ties.get(name, ()) if tie.kind == "belongs-to" and tie.said_by == "both"]
        click.echo(printable(line + (f"  belongs to: {', '.join(belongs)}" if belongs else "")))
