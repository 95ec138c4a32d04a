"""Stage 1: every record of every file, with all that can be known from it alone."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from syndicheck.bulk import objects
from syndicheck.bulk.sources import Source
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.prepare import prepare_or_tell
from syndicheck.readers import read_found
from syndicheck.readers.addresses import is_object_name
from syndicheck.readers.paths import Found
from syndicheck.store.anchors import anchor_hash, rarest
from syndicheck.store.encoding import iso

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from syndicheck.model.prepared import PreparedArticle

SCHEMA = (
    "file int, record int, key string, text_hash string, dated string, lang string, tokens int, body_hash string,"
    " fingerprints array<bigint>, bands array<bigint>, anchors array<struct<hash: bigint, weight: double, step: int>>,"
    " releases array<string>, payload binary"
)
"""A row without a key is a problem. ``payload`` is the pickled article or problem, for the other stages of this job."""

ROWS = 64
"""Records of one Arrow batch."""


def prepared(spark: SparkSession, sources: Sequence[Source], now: datetime) -> DataFrame:
    """The records of all files and objects; a file is the smallest piece of work."""
    paths: list[tuple[int, bytes, bool, bytes | None]] = []
    held: list[tuple[int, Source]] = []
    for number, one in enumerate(sources):
        if one.problem is None and is_object_name(one.name):
            held.append((number, one))
        else:  # a name of a file need not be text to Spark
            problem = None if one.problem is None else pickle.dumps(one.problem)
            paths.append((number, os.fsencode(one.name), one.named, problem))
    found = None
    if paths or not held:
        files = spark.createDataFrame(paths, "file int, path binary, named boolean, problem binary")
        # a file is hours or seconds of work: every one a task of its own lets the idle take what is left
        files = files.repartition(max(1, min(len(paths), 10_000)), "file")
        found = files.mapInArrow(_task(partial(_of_files, now=now)), SCHEMA)
    if held:
        more = objects.contents(spark, held).mapInArrow(_task(partial(_of_objects, now=now)), SCHEMA)
        found = more if found is None else found.union(more)
    assert found is not None
    return found


def _task(
    rows: Callable[[Iterable[dict[str, Any]]], Iterator[dict[str, Any]]],
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import numpy  # noqa: F401 - the kernels use it where it is loaded, and give the same bits without

        from syndicheck.bulk.arrow import batches_of

        given = (row for batch in batches for row in batch.to_pylist())
        yield from batches_of(rows(given), SCHEMA, ROWS)

    return run


def _of_files(given: Iterable[dict[str, Any]], now: datetime) -> Iterator[dict[str, Any]]:
    return rows(sorted(given, key=itemgetter("file")), now)


def _of_objects(given: Iterable[dict[str, Any]], now: datetime) -> Iterator[dict[str, Any]]:
    return objects.rows(given, partial(_row, now=now))


def rows(files: Iterable[Mapping[str, Any]], now: datetime) -> Iterator[dict[str, Any]]:
    """The rows of some files, in the order of their records."""
    for one in files:
        if one["problem"] is not None:
            items: Iterable[RawArticle | Problem] = [pickle.loads(one["problem"])]
        else:
            items = read_found(Found(os.fsdecode(one["path"]), one["named"]))
        for record, item in enumerate(items):
            yield _row(one["file"], record, item, now)


def _row(file: int, record: int, item: RawArticle | Problem, now: datetime) -> dict[str, Any]:
    made = item if isinstance(item, Problem) else prepare_or_tell(item, now=now)
    if isinstance(made, Problem):
        return {"file": file, "record": record, "payload": pickle.dumps(made)}
    return _prepared_row(file, record, made)


def _prepared_row(file: int, record: int, article: PreparedArticle) -> dict[str, Any]:
    from syndicheck.matching.translation import standing_background

    weighed = rarest(article.anchors, article.lang, standing_background())
    return {
        "file": file,
        "record": record,
        "key": article.key,
        "text_hash": article.text_hash,
        "dated": max((iso(s.start) for s in article.sightings if s.usable), default=""),
        "lang": article.lang,
        "tokens": article.sketch.tokens,
        "body_hash": article.sketch.body_hash,
        "fingerprints": list(article.sketch.fingerprints),
        "bands": list(article.sketch.bands),
        "anchors": [{"hash": anchor_hash(one.key), "weight": one.weight, "step": one.step} for one in weighed],
        "releases": [f"{release.scheme}\x1f{release.value}" for release in article.releases],
        "payload": pickle.dumps(article),
    }
