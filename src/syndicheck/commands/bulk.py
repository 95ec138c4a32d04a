"""``bulk``: whole collections into a new database, on this machine or with Spark."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from syndicheck.commands.ahead import with_an_article
from syndicheck.commands.options import catalogue_option, jobs_option
from syndicheck.commands.progress import is_watched, print_problem, progress_bar
from syndicheck.counted import counted
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNUSABLE
from syndicheck.readers.addresses import is_object_name

COMMAND = "bulk"
"""The name of its runs."""


class Place(click.Path):
    """A path to write to. Names of object storage look like paths, and folders called ``s3a:`` would be made."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; refuses what is none."""
        if is_object_name(str(value)):
            self.fail(
                f"{value!r} is no path: what the job makes lies in folders that all workers reach."
                " Write it to one of those, and copy it from there.",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH...")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option(
    "--db", "database", required=True, type=Place(dir_okay=False, path_type=Path), help="The database to make."
)
@jobs_option
@click.option(
    "--work",
    type=Place(file_okay=False, path_type=Path),
    help="Folder for the stages (spark); default: the database's name and .work.",
)
@click.option(
    "--parts", default=1, show_default=True, type=click.IntRange(1, 10_000), help="Write so many databases (spark)."
)
@click.option(
    "--parquet",
    type=Place(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write articles, marks, matches, components and stories as Parquet (spark).",
)
@click.option("--master", help="Spark's master, for example local[4]; default: that of spark-submit, else local[*].")
@click.option("--keep-work", is_flag=True, help="Leave the stages when the job is done.")
@catalogue_option
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary.")
def bulk(
    sources: tuple[str, ...],
    engine: str,
    database: Path,
    jobs: int | None,
    work: Path | None,
    parts: int,
    parquet: Path | None,
    master: str | None,
    keep_work: bool,
    quiet: bool,
) -> None:
    """Read a whole collection into a new database.

    PATH is a file, a folder or a glob pattern. The result is that of `syndicheck ingest`. With --engine spark (extra
    `spark`, and Java) the work is spread over a cluster that reaches the files under the same names, or over the
    processors of this machine, as many as its master says; each stage is kept. The same command goes on where an
    earlier one was cut off.
    Records that cannot be used are named, and it ends with 1; where there is no article at all, it ends with 2 and no
    database is made.
    """
    if engine == "local":
        if work or parts > 1 or parquet or master or keep_work:
            raise click.UsageError("--work, --parts, --parquet, --master and --keep-work go with --engine spark.")
        raise SystemExit(_local(sources, database, jobs, quiet))
    if click.get_current_context().get_parameter_source("jobs") is ParameterSource.COMMANDLINE:
        raise click.UsageError(
            "--jobs goes with --engine local; for Spark, --master 'local[N]' or spark-submit says it."
        )
    import os
    import shutil

    from syndicheck.bulk import explaining, spark, writing

    if master is None and not os.environ.get("PYSPARK_GATEWAY_PORT"):  # spark-submit has started us, and chosen
        master = "local[*]"
    folder = work or database.with_name(f"{database.name}.work")
    _outside(folder, database, parquet)
    if not spark.is_held(sources):
        for problem in spark.missing(sources):
            print_problem(problem)
        raise SystemExit(EXIT_UNUSABLE)
    session = spark.session(master)
    try:
        done = spark.run(
            session,
            sources,
            database,
            folder.absolute(),
            parts=parts,
            parquet=parquet and parquet.absolute(),
            tell=(lambda line: None) if quiet else (lambda line: click.echo(f"bulk: {line}", err=True)),
        )
    finally:
        explaining.stop(session)
    if not keep_work:
        shutil.rmtree(folder)
    left_out = _tell_problems(done.databases)
    if not done.articles:
        for made in done.databases:
            writing.remove(made)
        raise SystemExit(EXIT_UNUSABLE)
    if not quiet:
        names = str(database) if parts == 1 else f"{done.databases[0]} … {done.databases[-1]}"
        found = f"{counted(done.matches, 'match')}, {counted(done.stories, 'story')}."
        click.echo(f"{names}: {counted(done.articles, 'article')}, {_left_out(left_out)}{found}", err=True)
    raise SystemExit(EXIT_FINDINGS if left_out else EXIT_CLEAN)


def _outside(folder: Path, *made: Path | None) -> None:
    """Refuse to write what is to stay into the folder that is deleted in the end."""
    from syndicheck.errors import InputError

    for path in made:
        if path is not None and path.resolve().is_relative_to(folder.resolve()):
            raise InputError(f"{path} lies in the work folder {folder}, which is deleted.", "Name another --work.")


def _tell_problems(databases: Iterable[Path]) -> int:
    """Print what was left out of the databases, and why; returns how many records that were."""
    from syndicheck.store.database import Database
    from syndicheck.store.runs import problems

    left_out = 0
    for path in databases:
        with Database(path) as store:
            for problem in problems(store.connection):
                left_out += problem.fatal
                print_problem(problem)
    return left_out


def _left_out(count: int) -> str:
    return f"{count:,} left out, " if count else ""


def _local(sources: tuple[str, ...], database: Path, jobs: int | None, quiet: bool) -> int:
    from syndicheck.errors import InputError
    from syndicheck.pipeline import ingest
    from syndicheck.readers import read
    from syndicheck.readers.addresses import without_userinfo
    from syndicheck.readers.amount import Amount
    from syndicheck.store.database import Database
    from syndicheck.store.runs import count_articles

    inputs = [without_userinfo(source) for source in sources]
    if database.exists() and not _cut_off(database, inputs):
        raise InputError(f"{database} exists already; bulk makes new databases.", "Use: syndicheck ingest")
    amount = Amount(sources) if is_watched(quiet) else None
    records, problems = with_an_article(read(sources, web=False, amount=amount))
    if records is None:
        for problem in problems:
            print_problem(problem)
        return EXIT_UNUSABLE
    with Database(database, write=True) as store:
        done = ingest(
            store,
            records,
            inputs=inputs,
            command=COMMAND,
            jobs=jobs,
            progress=progress_bar(quiet, amount),
            on_problem=print_problem,
        )
        held = count_articles(store.connection)  # with those of the run that was cut off
    if not quiet:
        told = f"{counted(held, 'article')}, {_left_out(done.left_out)}{counted(done.stories, 'story')}."
        click.echo(f"{database}: {told}", err=True)
    if not done.read:
        return EXIT_UNUSABLE
    return EXIT_FINDINGS if done.left_out else EXIT_CLEAN


def _cut_off(database: Path, inputs: list[str]) -> bool:
    """Whether this is what the same command left when it was cut off."""
    from syndicheck.errors import ForeignDatabase, StoreError, VersionMismatch
    from syndicheck.store.database import Database
    from syndicheck.store.runs import is_cut_off

    try:
        with Database(database) as there:
            return is_cut_off(there.connection, COMMAND, inputs)
    except (ForeignDatabase, VersionMismatch):
        return False
    except StoreError:  # nothing is in it yet; if it is worse, to open it for writing says what
        return True
