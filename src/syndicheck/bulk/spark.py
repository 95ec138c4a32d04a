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
from syndicheck.bulk.work import Work, begin
from syndicheck.errors import InputError, MissingExtra
from syndicheck.model.articles import Problem
from syndicheck.provenance.edges import DRAWING
from syndicheck.readers.paths import expand
from syndicheck.store.schema.derivation import code_versions

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",  # a row with its candidates' texts may take a megabyte
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.skewJoin.enabled": "true",
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
    databases = work_folder / "databases"
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
    databases = work_folder / "databases"
    files: list[str] = []
    held: list[objects.Object] = []
    for source in sources:
        if objects.is_object_name(source):
            found_there = objects.listed(spark, source)
            held += found_there
            files += (one.name for one in found_there)
        else:
            files += (
                item.where if isinstance(item, Problem) else str(Path(item.path).absolute())
                for item in expand([source])
            )
    versions = {**code_versions(), "parts": str(parts)}
    work = begin(work_folder, list(sources), files, versions, held)
    if parquet is not None:
        tables.claim(parquet, work_folder)
    spark.conf.set("spark.sql.shuffle.partitions", str(_shuffled(spark, files, sum(one.size for one in held))))
    found = _stages(spark, work, files, list(sources), parts, tell)
    if parquet is not None:
        tell("tables")
        tables.write(parquet, **found)
    made = [writing.part_file(databases, part) for part in range(parts)]
    placing.place(databases, made, targets, lambda path: writing.write_part(path, iter(()), list(sources)))
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
        if not objects.is_object_name(source):
            yield from (item for item in expand([source]) if isinstance(item, Problem))


def is_held(sources: Sequence[str]) -> bool:
    """Whether there is anything to read, as far as can be seen without Spark, which alone reaches objects."""
    return any(
        objects.is_object_name(source) or any(not isinstance(item, Problem) for item in expand([source]))
        for source in sources
    )


def _shuffled(spark: SparkSession, files: Sequence[str], held: int) -> int:
    """Into how many pieces a stage is divided: some for each processor, more for more than a memory holds."""
    size = held + sum(path.stat().st_size for path in map(Path, files) if path.exists())
    return max(2 * int(spark.sparkContext.defaultParallelism), size // PIECE)


def _stages(
    spark: SparkSession,
    work: Work,
    files: Sequence[str],
    inputs: Sequence[str],
    parts: int,
    tell: Callable[[str], None],
) -> dict[str, DataFrame]:
    from pyspark.sql import functions as F

    def stage(name: str, make: Callable[[], DataFrame]) -> DataFrame:
        tell(name)
        return work.stage(spark, name, make)

    prepared = stage("prepared", lambda: preparation.prepared(spark, files, work.now))
    versions = stage("numbered", lambda: numbering.numbered(spark, prepared))
    texts = stage("texts", lambda: numbering.texts(versions))
    proposed = stage("proposed", lambda: proposing.proposed(versions))
    first = stage("matched-first", lambda: matching.matched(proposed, texts, first=True))
    more = proposed.join(first.where("b IS NULL").select(F.col("a").alias("number")), "number", "left_semi")
    rest = stage("matched-rest", lambda: matching.matched(more, texts, first=False))
    matches = first.where("b IS NOT NULL").union(rest)
    drawing = matches.where(F.col("class").isin(*(one.value for one in DRAWING)))
    edges = drawing.select(F.col("a_article").alias("a"), F.col("b_article").alias("b"))
    found = stage("components", lambda: components.components(edges, work.folder / "steps"))
    shutil.rmtree(work.folder / "steps", ignore_errors=True)
    (work.folder / "databases").mkdir(exist_ok=True)
    stories = stage(
        "stories",
        lambda: writing.rows_of_parts(prepared, versions, matches, found, parts).mapInArrow(
            writing.writer(work.folder / "databases", inputs), writing.STORIES
        ),
    )
    return {"versions": versions, "matches": matches, "components": found, "stories": stories}
