"""``merge``, ``delete``, ``retain``, ``vacuum`` and ``backup``: looking after a database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicheck.commands.options import catalogue_option, database_option, jobs_option, must_exist
from syndicheck.commands.progress import Told, progress_bar
from syndicheck.counted import counted

if TYPE_CHECKING:
    from syndicheck.store.database import Database

quiet_option = click.option("--quiet", "-q", is_flag=True, help="No progress, no summary.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(dir_okay=False, path_type=Path), help="New or existing database to fill."
)
@jobs_option
@catalogue_option
@quiet_option
def merge(sources: tuple[Path, ...], into: Path, jobs: int | None, quiet: bool) -> None:
    """Bring the articles of several databases into one, and match them with each other.

    Texts, versions, times, reviews and learned blocks are copied; matches and stories are made anew. SOURCES stay as
    they are. Merging the same again changes nothing. Outlets are known as in the database that is filled (see
    `syndicheck outlets`); one that was told nothing of them takes names, owners and ties from the sources, of several
    from the first.
    """
    from syndicheck.store.database import Database
    from syndicheck.store.merging import check_sources
    from syndicheck.upkeep import merge as run

    check_sources(sources, into)  # before a file is made for them
    told = Told()
    with Database(into, write=True) as store:
        done = run(store, sources, jobs=jobs, progress=progress_bar(quiet), on_problem=told)
    if not quiet:
        click.echo(
            f"{into}: {counted(done.articles, 'article')}, {counted(done.versions, 'version')} and"
            f" {counted(done.reviews, 'review')} came in; {counted(done.stories, 'story')}.",
            err=True,
        )
    told.end()


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--outlet", help="All articles of this outlet (its exact name).")
@click.option("--before", metavar="DATE", help="All articles whose latest time lies before this day (UTC).")
@database_option
@catalogue_option
@dry_run_option
@quiet_option
def delete(
    articles: tuple[str, ...], outlet: str | None, before: str | None, database: Path, dry_run: bool, quiet: bool
) -> None:
    """Delete articles with everything derived from them; the stories around them are formed anew.

    ARTICLE is an article's number in the database. Ids of stories that are left stay valid. Reviews and learned
    blocks are people's and the corpus's, not the article's, and stay: see `review undo` and `learn --forget`. Of what
    feeds said of it only hashes stay, so that a feed that goes on listing it does not bring it back; `ingest` does,
    where its file or address is named again. With the articles that stay of a story it is kept when a deleted one can
    have appeared, and nothing else of it: they are not first because earlier ones are gone.

    An article or outlet that is not held ends it with 2, also when it was deleted before: a name that is misspelled
    must not look like a deletion. That nothing is older than a day is no error.
    """
    if bool(articles) + (outlet is not None) + (before is not None) != 1:
        raise click.UsageError("Name articles, or --outlet, or --before: one of them.")

    moment = None if before is None else _day(before)

    def choose(store: Database) -> list[int]:
        from syndicheck.store import removal

        if outlet is not None:
            from syndicheck.store.sketches import all_waiting
            from syndicheck.store.unheld import is_held, no_outlet

            # where an earlier deletion was cut off, its outlet is gone and the stories are still to be formed
            if not is_held(store.connection, outlet) and not all_waiting(store.connection):
                raise no_outlet(store.connection, outlet)
            return removal.articles_of_outlet(store.connection, outlet)
        if moment is not None:
            return removal.articles_before(store.connection, moment)
        return _numbered(store, articles)

    _delete(database, choose, moment, dry_run, quiet)


@click.command()
@click.option("--days", required=True, type=click.IntRange(1, 36_500), help="Keep what is at most so many days old.")
@database_option
@catalogue_option
@dry_run_option
@quiet_option
def retain(days: int, database: Path, dry_run: bool, quiet: bool) -> None:
    """Keep the articles of the last DAYS days and delete the older ones; made to be run every day.

    An article is as old as its latest usable time, or, without one, as the run that read it. Requests for feeds that
    are older go, too, but for those that tell gaps. Copies that stay do not become the first by it: see `delete`.

    Nothing is deleted where nothing was read for longer than DAYS days: then everything would go, and a clock that is
    ahead looks like that. Who means it names a day: `delete --before`.
    """
    from datetime import UTC, datetime, timedelta

    from syndicheck.store.encoding import iso

    moment = iso((datetime.now(UTC) - timedelta(days=days)).replace(microsecond=0))

    def choose(store: Database) -> list[int]:
        from syndicheck.store.removal import articles_before

        _refuse_if_all_is_old(store, moment, days)
        return articles_before(store.connection, moment)

    _delete(database, choose, moment, dry_run, quiet)


@click.command()
@database_option
@quiet_option
def vacuum(database: Path, quiet: bool) -> None:
    """Give the room of deleted rows back to the disk. Needs as much free space as the database has data."""
    from syndicheck.store import copies
    from syndicheck.store.database import Database

    must_exist(database)
    with Database(database, write=True) as store:
        before, after = copies.vacuum(store)
    if not quiet:
        click.echo(f"{database}: {before / 1e6:,.1f} MB, now {after / 1e6:,.1f} MB.", err=True)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@database_option
@quiet_option
def backup(target: Path, database: Path, quiet: bool) -> None:
    """Write a consistent, checked copy of the database to TARGET, even while it is being written.

    A database of an older version is copied as it is. An older backup of the same database at TARGET is replaced when
    the copy is whole. Nothing else is: neither another database nor one that was worked with since.
    """
    from syndicheck.store import copies
    from syndicheck.store.database import Database

    with Database(database, any_format=True) as store:  # before it is brought up to date above all
        size = copies.backup(store, target)
    if not quiet:
        click.echo(f"{database} → {target}: {size / 1e6:,.1f} MB, checked.", err=True)


def _delete(
    database: Path, choose: Callable[[Database], list[int]], before: str | None, dry_run: bool, quiet: bool
) -> None:
    from contextlib import nullcontext

    from syndicheck.store.database import Database
    from syndicheck.upkeep import delete as run

    must_exist(database)
    told = Told()
    # numbers of articles that another run deletes meanwhile may be given again
    with Database(database, write=not dry_run) as store, nullcontext() if dry_run else store.run():
        chosen = choose(store)
        if dry_run:
            click.echo(f"{database}: {counted(len(chosen), 'article')} would be deleted.", err=True)
            return
        # also without any: an earlier deletion may have been cut off before the stories were formed anew
        stories = run(store, chosen, before=before, progress=progress_bar(quiet), on_problem=told)
    if not quiet:
        left = f"{counted(stories, 'story')} {'is' if stories == 1 else 'are'} left."
        click.echo(f"{database}: {counted(len(chosen), 'article')} deleted; {left}", err=True)
    told.end()


def _refuse_if_all_is_old(store: Database, moment: str, days: int) -> None:
    from datetime import UTC, datetime

    from syndicheck.errors import InputError
    from syndicheck.store.encoding import read_iso
    from syndicheck.store.runs import newest_run

    newest = newest_run(store.connection)
    if newest is not None and read_iso(newest) < read_iso(moment):
        raise InputError(
            f"Nothing was read into {store.path} since {newest[:10]}, for more than {counted(days, 'day')}: by the"
            f" clock of this machine ({datetime.now(UTC):%Y-%m-%d}) everything in it is old. Nothing was deleted.",
            f"Look at the clock. If it is right: syndicheck delete --before {moment[:10]} --db {store.path}",
        )


def _numbered(store: Database, names: tuple[str, ...]) -> list[int]:
    from syndicheck.errors import InputError

    found: list[int] = []
    for name in names:
        number = int(name) if name.isascii() and name.isdigit() and len(name) < 19 else -1
        if not store.connection.execute("SELECT 1 FROM articles WHERE id = ?", (number,)).fetchone():
            raise InputError(f"No article {name} in {store.path}.", "Nothing was deleted; numbers are in the report.")
        found.append(number)
    return list(dict.fromkeys(found))


def _day(text: str) -> str:
    from datetime import UTC, datetime

    from syndicheck.store.encoding import iso

    try:
        moment = datetime.fromisoformat(text)
        return iso(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{text!r} is no date; write 2026-03-04.") from None
