"""Stage 2: which records are versions, in which order they are compared, and which of equal bodies speaks for all."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from syndicheck.model.spans import TextKind
from syndicheck.store.texts import StoredText

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

TEXTS = "number bigint, text binary"
ROWS = 128


def numbered(spark: SparkSession, prepared: DataFrame) -> DataFrame:
    """The first record of each text of each article, numbered from 1 in the order of files and records.

    ``article`` is the number of the article's first version, ``article_lang`` its language, that of its latest version.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    same = Window.partitionBy("key", "text_hash")
    first = same.orderBy("file", "record")
    versions = (
        prepared.where(F.col("key").isNotNull())
        .withColumn("dated", F.max("dated").over(same))  # a text that was seen again later
        .withColumn("rank", F.row_number().over(first))
        .where("rank = 1")
        .drop("rank")
    )
    counts = {row["file"]: row["count"] for row in versions.groupBy("file").count().collect()}
    files = sorted(counts)
    offsets = dict(zip(files, accumulate((counts[file] for file in files), initial=0), strict=False))
    before = spark.createDataFrame(list(offsets.items()) or [(0, 0)], "file int, before bigint")
    within = Window.partitionBy("file").orderBy("record")
    versions = versions.join(F.broadcast(before), "file").withColumn(
        "number", F.col("before") + F.row_number().over(within)
    )
    # of an article's versions the latest is the present one, of several the one with the smaller hash
    later = F.struct("dated", F.translate("text_hash", "0123456789abcdef", "fedcba9876543210"))
    articles = versions.groupBy("key").agg(
        F.min("number").alias("article"), F.max_by("lang", later).alias("article_lang")
    )
    bodies = versions.where("tokens > 0").groupBy("body_hash").agg(F.min("number").alias("leader"))
    return (
        versions.join(articles, "key")
        .join(bodies, "body_hash", "left")
        .withColumn("representative", F.when(F.col("tokens") > 0, F.col("leader")).otherwise(F.col("number")))
        .drop("before", "leader")
    )


def texts(versions: DataFrame) -> DataFrame:
    """What the comparison needs of each version, packed."""
    return versions.select("number", "article", "article_lang", "payload").mapInArrow(_pack, TEXTS)


def _pack(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    from syndicheck.bulk.arrow import batches_of

    rows = (row for batch in batches for row in batch.to_pylist())
    facts = ("number", "article", "article_lang", "payload")
    yield from batches_of(
        ({"number": row["number"], "text": packed(*(row[fact] for fact in facts))} for row in rows), TEXTS, ROWS
    )


def packed(number: int, article_number: int, lang: str, payload: bytes) -> bytes:
    """A version as the store would give it back, with its release numbers in their stored order."""
    article = pickle.loads(payload)
    marks = [mark for place, mark in enumerate(article.marks) if place not in article.dismissed]
    marks.sort(key=lambda mark: mark.start)
    stored = StoredText(
        number,
        article_number,
        article.key,
        article.title,
        lang,
        article.raw.text,
        tuple(mark for mark in marks if mark.kind is TextKind.BODY),
    )
    releases = tuple(sorted(article.releases, key=lambda release: (release.scheme, release.value)))
    return pickle.dumps((stored, releases))
