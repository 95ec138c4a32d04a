"""Input in object storage: names such as ``s3a://bucket/folder``, read through the connectors that Spark was given.

Spark lists the objects and hands each to a task whole, which writes it into a file of its own: the readers read files.
An object is the smallest piece of work, and must fit into a task's memory (Spark itself refuses more than 2 GB).
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.errors import InputError
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import read
from syndicheck.readers.registry import suffix_of, suffixes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_HIDDEN = (".", "_")
"""How names begin that Spark, too, takes for its own."""


class Object(Struct, frozen=True):
    """An object with its size in bytes and when it was written, in milliseconds."""

    name: str
    size: int
    written: int


def listed(spark: SparkSession, source: str) -> list[Object]:
    """The objects under a name, or the one of this name; in a folder those whose suffix can be read. Sorted by name.

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
            one = Object(status.getPath().toString(), status.getLen(), status.getModificationTime())
            if named or _is_read(one.name):
                found.append(one)
    except Py4JError as error:
        said = [line.strip(": ") for line in str(error).splitlines() if "xception" in line or "rror:" in line]
        raise InputError(
            f"{source} cannot be read: {said[-1][:300] if said else type(error).__name__}",
            "Give Spark the connector and the keys: docs/bulk.md says how.",
        ) from error
    return sorted(found, key=lambda one: one.name)


def _is_read(name: str) -> bool:
    base = name.rsplit("/", 1)[-1]
    return not base.startswith(_HIDDEN) and suffix_of(base) in suffixes()


def contents(spark: SparkSession, files: Sequence[tuple[int, str]]) -> DataFrame:
    """Number, name and bytes of objects, a task for each."""
    from pyspark.sql import functions as F

    numbers = spark.createDataFrame(list(files), "file int, path string")
    held = spark.read.format("binaryFile").load([_escaped(name) for _, name in files]).select("path", "content")
    return (
        held.join(F.broadcast(numbers), "path")
        .select("file", "path", "content")
        .repartition(max(1, min(len(files), 10_000)), "file")
    )


def _escaped(name: str) -> str:
    """A name of which nothing is a pattern to Spark."""
    return re.sub(r"([\\{}\[\]*?])", r"\\\1", name)


def rows(
    objects: Iterable[dict[str, Any]], row: Callable[[int, int, RawArticle | Problem], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """What ``row`` makes of each record (number of its file, its own number), in the order of the records."""
    for one in objects:
        with tempfile.TemporaryDirectory(prefix="syndicheck-") as folder:
            path = Path(folder) / f"object{''.join(Path(one['path'].rsplit('/', 1)[-1]).suffixes[-2:])}"
            path.write_bytes(one["content"])
            for number, item in enumerate(read([str(path)], web=False)):
                yield row(one["file"], number, replace(item, where=item.where.replace(str(path), one["path"], 1)))
