"""Input in object storage: names such as ``s3a://bucket/folder``, read through the connectors that Spark was given.

Spark lists the objects and hands each to a task whole, which writes it into a file of its own: the readers read files.
An object is the smallest piece of work, and must fit into a task's memory (Spark itself refuses more than 2 GB).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from syndicheck.bulk.addresses import escaped
from syndicheck.bulk.sources import Source, nothing
from syndicheck.errors import InputError
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import read_found
from syndicheck.readers.paths import Found
from syndicheck.readers.registry import suffix_of, suffixes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_HIDDEN = (".", "_")
"""How names begin that Spark, too, takes for its own."""

_COPYING = "._COPYING_"
"""How they end while Hadoop writes them: Spark leaves them out as well."""

LARGEST = 2**31 - 2**16
"""Bytes of an object at most: the longest array of Java, and room for what stands around it."""


def listed(spark: SparkSession, source: str) -> list[Source]:
    """The objects under a name, or the one of this name; in a folder those whose suffix can be read. Sorted by name.
    What Spark would leave out without a word, or fail of, is a problem.

    Raises:
        InputError: Spark cannot reach it.
    """
    from py4j.protocol import Py4JError

    # the only way to Hadoop's file systems from Python; PySpark itself goes it
    context: Any = spark.sparkContext
    try:
        path = context._jvm.org.apache.hadoop.fs.Path(source)
        system = path.getFileSystem(context._jsc.hadoopConfiguration())
        named = not system.getFileStatus(path).isDirectory()
        files = system.listFiles(path, True)
        found = []
        while files.hasNext():
            status = files.next()
            name = status.getPath().toString()
            if named or _is_read(name):
                found.append(source_of(name, named, status.getLen(), status.getModificationTime()))
    except Py4JError as error:
        said = [line.strip(": ") for line in str(error).splitlines() if "xception" in line or "rror:" in line]
        raise InputError(
            f"{source} cannot be read: {said[-1][:300] if said else type(error).__name__}",
            "Give Spark the connector and the keys: docs/bulk.md says how.",
        ) from error
    if not found:
        return [nothing(source, "There is no object that can be read.")]
    return sorted(found, key=lambda one: one.name)


def source_of(name: str, named: bool, size: int, written: int) -> Source:
    """An object with its size in bytes and when it was written, in milliseconds; or why it cannot be read."""
    problem = None
    if _is_hidden(name):
        problem = Problem(
            name, "hidden", "Spark reads nothing whose name begins with . or _, or is still being copied.", "Rename it."
        )
    elif size == 0:
        problem = Problem(name, "empty", "The file is empty.", "Take it out of the input.")
    elif size > LARGEST:
        problem = Problem(name, "too-long", "The object is larger than 2 GB.", "Divide it, or read it from a disk.")
    return Source(name, named, problem, size, written)


def _is_hidden(name: str) -> bool:
    base = name.rsplit("/", 1)[-1]
    return base.startswith(_HIDDEN) or base.endswith(_COPYING)


def _is_read(name: str) -> bool:
    return not _is_hidden(name) and suffix_of(name.rsplit("/", 1)[-1]) in suffixes()


def contents(spark: SparkSession, files: Sequence[tuple[int, Source]]) -> DataFrame:
    """Number, name and bytes of objects, and whether each was named; a task for each."""
    from pyspark.sql import functions as F

    numbers = spark.createDataFrame(
        [(number, one.name, one.named) for number, one in files], "file int, path string, named boolean"
    )
    held = spark.read.format("binaryFile").load([escaped(one.name) for _, one in files]).select("path", "content")
    return (
        held.join(F.broadcast(numbers), "path")
        .select("file", "path", "named", "content")
        .repartition(max(1, min(len(files), 10_000)), "file")
    )


def rows(
    objects: Iterable[dict[str, Any]], row: Callable[[int, int, RawArticle | Problem], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """What ``row`` makes of each record (number of its file, its own number), in the order of the records."""
    for one in objects:
        with tempfile.TemporaryDirectory(prefix="syndicheck-") as folder:
            path = Path(folder) / f"object{''.join(Path(one['path'].rsplit('/', 1)[-1]).suffixes[-2:])}"
            path.write_bytes(one["content"])
            number = -1
            for number, item in enumerate(read_found(Found(str(path), one["named"]))):
                yield row(one["file"], number, replace(item, where=item.where.replace(str(path), one["path"], 1)))
            if number < 0:  # a database without rows: every object has a row, by which those that got lost are known
                empty = Problem(one["path"], "empty", "The file holds no articles.", "Take it out of the input.")
                yield row(one["file"], 0, empty)
