"""The end of a bulk job: databases like those of ``ingest``, one for each part, and tables as Parquet.

A part holds whole components, so its stories are the stories. Its records come in the order in which ``ingest`` would
have read them, and are stored by the store's own functions.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from syndicheck.marks.catalogue import configured
from syndicheck.model.articles import Problem
from syndicheck.provenance.grouping import regroup
from syndicheck.store import articles, runs, sketches
from syndicheck.store.database import Database, check_versions
from syndicheck.store.dump import story_rows
from syndicheck.store.marks import register_organisations
from syndicheck.store.matches import save_match

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

BATCH = 256
"""Records of one transaction."""

STORIES = "part int, story string, title string, verdict string, article string, role string, place string"

_FACTS = ("part", "story", "title", "verdict", "article", "role", "place")

COMMAND = "bulk"

PARTIAL = ".partial"


def rows_of_parts(
    prepared: DataFrame, versions: DataFrame, matches: DataFrame, broken: DataFrame, components: DataFrame, parts: int
) -> DataFrame:
    """Everything that is written, each row with its part, in the order of writing within it. Problems, those of records
    and ``broken``, those of comparisons, go to the first.
    """
    from pyspark.sql import functions as F

    def part(article: str) -> Any:
        return F.pmod(F.xxhash64(F.coalesce("component", article)), F.lit(parts)).cast("int").alias("part")

    numbers = versions.select("file", "record", "number")
    named = versions.select("key", "article").distinct()
    records = (
        prepared.select("file", "record", "key", "text_hash", "payload")
        .join(named, "key", "left")
        .join(numbers, ["file", "record"], "left")
        .join(components, F.col("article") == F.col("vertex"), "left")
        .select(
            F.when(F.col("key").isNull(), F.lit(0)).otherwise(part("article")).alias("part"),
            F.lit(0).alias("kind"),
            F.col("file").cast("bigint").alias("first"),
            F.col("record").cast("bigint").alias("second"),
            "key",
            "text_hash",
            "number",
            F.lit(None).cast("bigint").alias("other"),
            "payload",
        )
    )
    found = matches.join(components, F.col("a_article") == F.col("vertex"), "left").select(
        part("a_article"),
        F.lit(1).alias("kind"),
        F.col("a").alias("first"),
        F.col("place").cast("bigint").alias("second"),
        F.lit(None).cast("string").alias("key"),
        F.lit(None).cast("string").alias("text_hash"),
        F.col("a").alias("number"),
        F.col("b").alias("other"),
        "payload",
    )
    problems = broken.select(
        F.lit(0).alias("part"),
        F.lit(2).alias("kind"),
        F.col("a").alias("first"),
        F.col("place").cast("bigint").alias("second"),
        F.lit(None).cast("string").alias("key"),
        F.lit(None).cast("string").alias("text_hash"),
        F.col("a").alias("number"),
        F.lit(None).cast("bigint").alias("other"),
        "payload",
    )
    every = records.union(found).union(problems)
    return every.repartition(parts, "part").sortWithinPartitions("part", "kind", "first", "second")


def writer(folder: Path, inputs: Sequence[str]) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The task that writes parts below a folder and tells of their stories."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from syndicheck.bulk.arrow import batches_of

        rows = (row for batch in batches for row in batch.to_pylist())
        yield from batches_of(
            (
                story
                for part, content in groupby(rows, key=itemgetter("part"))
                for story in _written(part_file(folder, part), part, content, inputs)
            ),
            STORIES,
            BATCH,
        )

    return run


def part_file(folder: Path, part: int) -> Path:
    """The database of a part."""
    return folder / f"part-{part:05}.db"


def remove(database: Path) -> None:
    """Delete a database, and what lies beside it."""
    for suffix in ("", "-wal", "-shm", "-run"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def remove_unfinished(folder: Path) -> None:
    """Delete what attempts that were killed left among the parts."""
    for path in folder.glob(f"part-*{PARTIAL}*"):
        path.unlink(missing_ok=True)


def _written(path: Path, part: int, rows: Iterator[dict[str, Any]], inputs: Sequence[str]) -> Iterator[dict[str, Any]]:
    if not path.exists():
        # two attempts at one task may write at a time: by speculation, or on a machine that was taken for lost
        partial = path.with_name(f"{path.stem}.{uuid4().hex}{PARTIAL}")
        try:
            write_part(partial, rows, inputs)
            if not path.exists():
                partial.replace(path)
        finally:
            remove(partial)
    with Database(path) as database:
        for row in story_rows(database.connection):
            yield dict(
                zip(("part", "story", "title", "verdict", "article", "role", "place"), (part, *row), strict=True)
            )


def write_part(path: Path, rows: Iterator[dict[str, Any]], inputs: Sequence[str]) -> None:
    """Write the rows of one part, in their order, into a new database, and form its stories."""
    with Database(path, write=True) as database, database.run():
        check_versions(database)
        with database.transaction() as connection:
            run_id = runs.begin_run(connection, COMMAND, inputs)
            register_organisations(connection, ((o.id, o.name, o.kind) for o in configured().organisations.values()))
        stored: dict[int, tuple[int, int]] = {}
        saved = runs.Saved()
        problems = 0
        left_out = runs.LeftOut()
        for kind, group in groupby(rows, key=itemgetter("kind")):
            while batch := _next(group):
                with database.transaction() as connection:
                    if kind == 0:
                        problems += _save_records(connection, run_id, batch, saved, stored)
                        runs.count_run(connection, run_id, saved, problems)
                    elif kind == 1:
                        _save_matches(connection, batch, stored)
                    else:
                        # pickles of stage 4 of this job
                        left_out.note(connection, [pickle.loads(row["payload"]) for row in batch])
        with database.transaction() as connection:
            sketches.advance(connection, sketches.all_waiting(connection), sketches.COMPARED)
            runs.end_run(connection, run_id)
        regroup(database, left_out=left_out)


def _save_matches(
    connection: sqlite3.Connection, batch: Sequence[dict[str, Any]], stored: Mapping[int, tuple[int, int]]
) -> None:
    """Store matches. One that joins nothing may lead into another part; it stands in the tables only."""
    for row in batch:
        if row["other"] in stored:
            # a pickle of stage 4 of this job
            save_match(connection, stored[row["number"]], stored[row["other"]], pickle.loads(row["payload"]))


def _next(rows: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    return list(islice(rows, BATCH))


def _save_records(
    connection: sqlite3.Connection,
    run_id: int,
    batch: Sequence[dict[str, Any]],
    saved: runs.Saved,
    stored: dict[int, tuple[int, int]],
) -> int:
    """Store articles and problems; note under which ids; returns the number of problems."""
    items = [pickle.loads(row["payload"]) for row in batch]
    prepared = [item for item in items if not isinstance(item, Problem)]
    problems = [item for item in items if isinstance(item, Problem)]
    problems += [problem for article in prepared for problem in article.problems]
    saved.add(articles.save(connection, run_id, prepared, to_be_compared=False))
    for row in batch:
        if row["number"] is not None:
            stored[row["number"]] = articles.ids_of(connection, row["key"], row["text_hash"])
    return runs.save_problems(connection, run_id, problems)
