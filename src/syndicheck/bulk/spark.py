"""The Spark job: the stages in their order."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from syndicheck.bulk import components, matching, numbering, objects, placing, preparation, proposing, tables, writing
from syndicheck.bulk.explaining import explained
from syndicheck.bulk.sources import Ours, Source, database_of, here, without_own
from syndicheck.bulk.work import DATABASES, Work, begin
from syndicheck.errors import InputError, MissingExtra, StoreError
from syndicheck.model.articles import Problem
from syndicheck.provenance.edges import DRAWING
from syndicheck.readers.addresses import is_object_name, without_userinfo
from syndicheck.store.schema.derivation import code_versions

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",  # a row with its candidates' texts may take a megabyte
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    **proposing.SETTINGS,
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}

DRIVER_MEMORY = "4g"
"""Of a local session, which has no executors; a cluster has its own settings."""


PIECE = 16 * 1024 * 1024
"""Bytes of input for each piece of a stage; with what is derived from them some ten times as much."""


class Done(Struct, frozen=True):
    """What a job made."""

    databases: tuple[Path, ...]
    articles: int
    matches: int
    stories: int


def session(master: str | None = None) -> SparkSession:
    """The session of this process: that of ``spark-submit``, or a new one (``master``: ``local[2]``).

    Raises:
        MissingExtra: Spark is not installed.
        InputError: Java is missing or the master cannot be reached.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtra("spark", "use Spark") from None
    builder = SparkSession.builder.appName("syndicheck bulk")
    if master is not None:
        builder = builder.master(master).config("spark.driver.memory", DRIVER_MEMORY)
        builder = builder.config("spark.ui.enabled", "false")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers of this machine: our own interpreter
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise InputError(f"Spark did not start: {line}.", "Java 17 or newer is needed; check JAVA_HOME.") from error
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def run(
    spark: SparkSession,
    sources: Sequence[str],
    database: Path,
    work_folder: Path,
    *,
    parts: int = 1,
    parquet: Path | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Done:
    """Ingest ``sources`` into a new database, or into ``parts`` of them, and optionally into tables of Parquet.

    Cut off, the same call goes on with the first stage that is not done. ``tell`` hears of each stage.

    Raises:
        InputError: a database or table is there already, or has no folder to go to; the work folder belongs to another
            job; or objects cannot be reached.
        StoreError: something else ended the job: a full disk, lost workers.
    """
    targets = [database] if parts == 1 else [database.with_stem(f"{database.stem}-{n:05}") for n in range(parts)]
    databases = work_folder / DATABASES
    placing.check_places(databases, targets)
    if parquet is not None:
        tables.check_place(parquet, work_folder)
    with explained(work_folder):
        return _run(spark, sources, targets, work_folder, parquet, tell)


def _run(
    spark: SparkSession,
    sources: Sequence[str],
    targets: Sequence[Path],
    work_folder: Path,
    parquet: Path | None,
    tell: Callable[[str], None],
) -> Done:
    parts = len(targets)
    databases = work_folder / DATABASES
    ours = Ours([work_folder, *targets, *(parquet / name for name in tables.NAMES if parquet)])
    given = without_own(sources, ours)
    files: list[Source] = []
    for source in given:
        files += objects.listed(spark, source) if is_object_name(source) else here(source, ours)
    if not any(one.problem is None for one in files):
        first = next((one.problem for one in files if one.problem), None)
        said = f"{first.where}: {first.message}" if first else "All that was named is what the job makes itself."
        raise InputError(said, first.remedy if first else "Name the input.")
    inputs = [without_userinfo(source) for source in given]
    work = begin(work_folder, inputs, files, code_versions(), parts)
    if parquet is not None:
        tables.claim(parquet, work_folder)
    spark.conf.set("spark.sql.shuffle.partitions", str(_shuffled(spark, files)))
    found = _stages(spark, work, files, inputs, parts, tell)
    if parquet is not None:
        tell("tables")
        tables.write(parquet, **found)
    writing.remove_unfinished(databases)
    made = [writing.part_file(databases, part) for part in range(parts)]
    placing.place(databases, made, targets, lambda path: writing.write_part(path, iter(()), inputs))
    stories = found["stories"]
    return Done(
        databases=tuple(targets),
        articles=found["versions"].select("article").distinct().count(),
        matches=found["matches"].count(),
        stories=stories.select("part", "story").distinct().count(),
    )


def missing(sources: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with sources by themselves: paths where nothing is, folders without articles."""
    for source in sources:
        if not is_object_name(source):
            yield from (one.problem for one in here(source, Ours()) if one.problem is not None)


def is_held(sources: Sequence[str]) -> bool:
    """Whether there is anything to read, as far as can be seen without Spark, which alone reaches objects."""
    return any(is_object_name(source) or any(one.problem is None for one in here(source, Ours())) for source in sources)


def _shuffled(spark: SparkSession, files: Sequence[Source]) -> int:
    """Into how many pieces a stage is divided: some for each processor, more for more than a memory holds."""
    size = sum(one.size or _size(database_of(one.name) or Path(one.name)) for one in files if one.problem is None)
    return max(2 * int(spark.sparkContext.defaultParallelism), size // PIECE)


def _check_all_read(prepared: DataFrame, files: Sequence[Source]) -> None:
    """See that Spark has passed over no object: it leaves out what it takes for none, without a word.

    Raises:
        StoreError: it has.
    """
    held = {n for n, one in enumerate(files) if one.problem is None and is_object_name(one.name)}
    if held:
        lost = held - {row["file"] for row in prepared.select("file").distinct().collect()}
        if lost:
            names = ", ".join(files[number].name for number in sorted(lost)[:3])
            raise StoreError(
                f"Spark has passed over {len(lost):,} of the objects: {names}.",
                "Take them out of the input, or name copies of them by their paths.",
            )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _stages(
    spark: SparkSession,
    work: Work,
    files: Sequence[Source],
    inputs: Sequence[str],
    parts: int,
    tell: Callable[[str], None],
) -> dict[str, DataFrame]:
    from pyspark.sql import functions as F

    def stage(name: str, make: Callable[[], DataFrame]) -> DataFrame:
        tell(name)
        return work.stage(spark, name, make)

    prepared = stage("prepared", lambda: preparation.prepared(spark, files, work.now))
    _check_all_read(prepared, files)
    versions = stage("numbered", lambda: numbering.numbered(spark, prepared))
    texts = stage("texts", lambda: numbering.texts(versions))
    proposed = stage("proposed", lambda: proposing.proposed(versions))
    first = stage("matched-first", lambda: matching.matched(proposed, texts, first=True))
    more = proposed.join(first.where("payload IS NULL").select(F.col("a").alias("number")), "number", "left_semi")
    rest = stage("matched-rest", lambda: matching.matched(more, texts, first=False))
    found_of_pairs = first.union(rest).where("payload IS NOT NULL")
    matches, broken = found_of_pairs.where("b IS NOT NULL"), found_of_pairs.where("b IS NULL")
    drawing = matches.where(F.col("class").isin(*(one.value for one in DRAWING)))
    edges = drawing.select(F.col("a_article").alias("a"), F.col("b_article").alias("b"))
    found = stage("components", lambda: components.components(edges, work.folder / "steps"))
    shutil.rmtree(work.folder / "steps", ignore_errors=True)
    (work.folder / DATABASES).mkdir(exist_ok=True)
    stories = stage(
        "stories",
        lambda: writing.rows_of_parts(prepared, versions, matches, broken, found, parts).mapInArrow(
            writing.writer(work.folder / DATABASES, inputs), writing.STORIES
        ),
    )
    return {"versions": versions, "matches": matches, "components": found, "stories": stories}
