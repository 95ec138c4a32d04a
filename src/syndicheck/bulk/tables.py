"""The result as tables of Parquet, for those who go on in Spark, DuckDB or pandas: plain columns, no pickles."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicheck.bulk.addresses import to_write
from syndicheck.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from syndicheck.model.prepared import PreparedArticle

ARTICLES = (
    "number bigint, key string, text_hash string, outlet string, title string, lang string, url string, author string,"
    " source_id string, text string, first_time string, last_time string"
)
MARKS = (
    "number bigint, type string, organisation string, text_kind string, start int, end int, layer string,"
    " strength string, score double, catalogue_id string"
)
MATCHES = (
    "a bigint, b bigint, class string, share_a double, share_b double, resemblance double, score double,"
    " spans array<struct<a_start: int, a_end: int, b_start: int, b_end: int>>"
)
ROWS = 256

NAMES = ("articles", "marks", "matches", "components", "stories")
"""Folders of the tables, one each."""

_NOTE = "tables.to"
"""In the work folder: where this job writes its tables, so that those of a run that was cut off are known for its own.
"""


def claim(folder: Path, work_folder: Path) -> None:
    """See that tables may be written into a folder, and note in the work folder that they are this job's.

    Raises:
        InputError: one of these names is taken there by what this job did not write.
    """
    check_place(folder, work_folder)
    (work_folder / _NOTE).write_text(str(folder), encoding="utf-8", errors="surrogateescape")


def check_place(folder: Path, work_folder: Path) -> None:
    """The same without a note, before there is a work folder."""
    note = work_folder / _NOTE
    if note.exists() and note.read_text(encoding="utf-8", errors="surrogateescape") == str(folder):
        return
    for name in NAMES:
        if (folder / name).exists() or (folder / name).is_symlink():
            raise InputError(
                f"{folder / name} exists already, and a bulk job writes new tables.",
                "Name a new folder with --parquet.",
            )


def write(folder: Path, *, versions: DataFrame, matches: DataFrame, components: DataFrame, stories: DataFrame) -> None:
    """The tables called :data:`NAMES`; what was there under these names goes, see :func:`claim`."""
    packed = versions.select("number", "key", "text_hash", "payload")
    frames = (
        packed.mapInArrow(_articles, ARTICLES),
        packed.mapInArrow(_marks, MARKS),
        matches.drop("a_article", "b_article", "place").mapInArrow(_matches, MATCHES),
        components,
        stories,
    )
    for name, frame in zip(NAMES, frames, strict=True):
        frame.write.mode("overwrite").parquet(to_write(folder / name))


def _articles(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    from syndicheck.bulk.arrow import batches_of

    yield from batches_of(map(_article, _rows(batches)), ARTICLES, ROWS)


def _article(row: dict[str, Any]) -> dict[str, Any]:
    from syndicheck.store.encoding import iso

    article: PreparedArticle = pickle.loads(row["payload"])
    times = [sighting for sighting in article.sightings if sighting.usable]
    return {
        "number": row["number"],
        "key": article.key,
        "text_hash": article.text_hash,
        "outlet": article.outlet,
        "title": article.title,
        "lang": article.lang,
        "url": article.raw.url,
        "author": article.raw.author,
        "source_id": article.raw.source_id,
        "text": article.raw.text,
        "first_time": min((iso(time.start) for time in times), default=None),
        "last_time": max((iso(time.end) for time in times), default=None),
    }


def _marks(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    from syndicheck.bulk.arrow import batches_of

    yield from batches_of((mark for row in _rows(batches) for mark in _marks_of(row)), MARKS, ROWS)


def _marks_of(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    article: PreparedArticle = pickle.loads(row["payload"])
    for mark in article.marks:
        yield {
            "number": row["number"],
            "type": mark.type,
            "organisation": mark.organisation,
            "text_kind": mark.kind.value,
            "start": mark.start,
            "end": mark.end,
            "layer": mark.layer.value,
            "strength": mark.strength,
            "score": mark.score,
            "catalogue_id": mark.catalogue_id,
        }


def _matches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    from syndicheck.bulk.arrow import batches_of

    yield from batches_of(map(_match, _rows(batches)), MATCHES, ROWS)


def _match(row: dict[str, Any]) -> dict[str, Any]:
    match = pickle.loads(row.pop("payload"))
    spans = [{"a_start": p.a.start, "a_end": p.a.end, "b_start": p.b.start, "b_end": p.b.end} for p in match.passages]
    return {**row, "spans": spans}


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    return (row for batch in batches for row in batch.to_pylist())
