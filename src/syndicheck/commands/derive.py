"""``syndicheck reindex`` and ``learn``: what is derived from the stored texts, anew."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicheck.commands.options import catalogue_option, database_option, format_options, jobs_option, must_exist
from syndicheck.commands.progress import Told, progress_bar
from syndicheck.counted import counted
from syndicheck.errors import InputError

if TYPE_CHECKING:
    from syndicheck.marks.recurring import RecurringBlock


@click.command()
@database_option
@jobs_option
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary.")
@catalogue_option
def reindex(database: Path, jobs: int | None, quiet: bool) -> None:
    """Derive everything again from the stored texts, with the present catalogue and code.

    Needed after an upgrade that changes signatures, marks or normalisation. Texts, times and the ids of stories stay.
    """
    from syndicheck.processes import get_ready

    must_exist(database)
    get_ready([database], jobs)
    from syndicheck.pipeline import reindex as run
    from syndicheck.store.database import Database

    told = Told()
    with Database(database, write=True) as store:
        progress = progress_bar(quiet)
        stories = run(store, jobs=jobs, progress=progress, on_problem=told)
    if not quiet:
        click.echo(f"{database}: everything derived again; {counted(stories, 'story')}.", err=True)
    told.end()


@click.command()
@database_option
@catalogue_option
@click.option("--dry-run", is_flag=True, help="Only show what would be learned.")
@click.option("--forget", "forgets", is_flag=True, help="Take back what was learned before.")
@click.option(
    "--propose",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write them as catalogue files for review.",
)
@jobs_option
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary.")
@format_options("json")
def learn(
    database: Path, dry_run: bool, forgets: bool, propose: Path | None, jobs: int | None, quiet: bool, fmt: str
) -> None:
    """Find the paragraphs that come back in unrelated stories, and leave them out of the comparison.

    What stands at the edges of many different stories, under different headlines and on different days, is no story:
    notices, contacts and self-descriptions that the catalogue does not know. So is what most pages of a site show,
    where it was left at the end of a text from there. It is stored with its statistics and marked as recurring blocks,
    and everything is derived again. Copies of one story count once.
    """
    from syndicheck import pipeline
    from syndicheck.report.learned import render_blocks
    from syndicheck.store.database import Database

    if forgets and (dry_run or propose):
        raise click.UsageError("--forget goes with neither --dry-run nor --propose.")
    must_exist(database)
    told = Told()
    with Database(database, write=not dry_run) as store:
        progress = progress_bar(quiet)
        if forgets:
            count = pipeline.forget(store, jobs=jobs, progress=progress, on_problem=told)
            if not quiet:
                click.echo(f"{database}: {counted(count, 'learned block')} forgotten.", err=True)
            told.end()
            return
        blocks = pipeline.learn(store, jobs=jobs, keep=not dry_run, progress=progress, on_problem=told)
    render_blocks(blocks, fmt, sys.stdout, stored=not dry_run)
    if propose is not None:
        _write_proposals(blocks, propose)
    told.end()


def _write_proposals(blocks: Sequence[RecurringBlock], folder: Path) -> None:
    from datetime import UTC, datetime

    from syndicheck.marks.proposals import proposals

    files = proposals(blocks, datetime.now(UTC).date())
    written = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if (folder / name).exists():  # somebody may have mended it
                click.echo(f"{folder / name} is there already, and stays as it is.", err=True)
            else:
                (folder / name).write_text(content, encoding="utf-8")
                written += 1
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}.", "Name another folder.") from error
    click.echo(f"{folder}: {counted(written, 'catalogue file')} to review.", err=True)
