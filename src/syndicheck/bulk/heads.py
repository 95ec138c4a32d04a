"""The first bearers of a key, packed: they travel to each version that has the key, often hundreds of them to one.

As rows of Spark each bearer would take some forty bytes on the way, and in the end an object of Python for each of its
facts. Packed they are columns of small numbers, little-endian, one behind the other.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame

NEAR = {"number": "I", "tokens": "I", "size": "I"}
"""Facts of the bearer of a fingerprint or band, and how :mod:`array` calls their numbers."""

ANCHORED = {"number": "I", "leads": "B", "step": "B"}
"""The same of an anchor."""

SAME = {"number": "I"}
"""The same of a release number."""


def heads(bearers: DataFrame, keys: dict[str, str], facts: dict[str, str], most: int, *, least: int = 2) -> DataFrame:
    """The first bearers of each key that has at least so many: ``bearers``, packed, and how many there are, ``held``.
    ``keys``: columns and their types; ``facts`` as :data:`NEAR`, ``number`` being the first.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    window = Window.partitionBy(*keys).orderBy("number")
    schema = ", ".join(f"{name} {kind}" for name, kind in {**keys, "bearers": "binary", "held": "int"}.items())
    return (
        bearers.withColumn("rank", F.row_number().over(window))
        .where(F.col("rank") <= most)
        .groupBy(*keys)
        .agg(F.sort_array(F.collect_list(F.struct(*facts))).alias("head"))
        .where(F.size("head") >= least)
        .mapInArrow(_packer(tuple(keys), facts), schema)
    )


def first_of(head: str, held: str, facts: dict[str, str], most: int) -> Column:
    """Of a column of heads, with as many bearers as ``held`` says, more than ``most``: the first ``most`` of each."""
    from pyspark.sql import functions as F

    parts = []
    before = 0
    for code in facts.values():
        size = array(code).itemsize
        parts.append(F.substring(head, F.lit(1) + before * F.col(held), F.lit(most * size)))
        before += size
    return F.concat(*parts)


def _packer(
    keys: Sequence[str], facts: dict[str, str]
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import numpy as np
        import pyarrow as pa

        for batch in batches:
            head = batch.column("head")
            starts = head.offsets.to_numpy()
            flat = head.values
            columns = [
                flat.field(name).to_numpy(zero_copy_only=False).astype(np.dtype(code).newbyteorder("<"))
                for name, code in facts.items()
            ]
            packed = [b"".join(column[start:end].tobytes() for column in columns) for start, end in pairwise(starts)]
            held = pa.array(np.diff(starts), pa.int32())
            arrays = [*(batch.column(key) for key in keys), pa.array(packed, pa.binary()), held]
            yield pa.RecordBatch.from_arrays(arrays, names=[*keys, "bearers", "held"])

    return run


def packed(columns: Iterable[Iterable[int]], facts: dict[str, str]) -> bytes:
    """One head: a column of numbers for each fact."""
    return b"".join(_little(array(code, column)) for code, column in zip(facts.values(), columns, strict=True))


def unpacked(head: bytes, facts: dict[str, str]) -> list[array[int]]:
    """The inverse of :func:`packed`."""
    sizes = [array(code).itemsize for code in facts.values()]
    count = len(head) // sum(sizes)
    columns = []
    start = 0
    for code, size in zip(facts.values(), sizes, strict=True):
        column = array(code)
        column.frombytes(head[start : start + count * size])
        if sys.byteorder == "big":
            column.byteswap()
        columns.append(column)
        start += count * size
    return columns


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()
