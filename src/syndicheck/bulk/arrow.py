"""Rows as Arrow batches, in the types that a Spark schema says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def batches_of(rows: Iterable[dict[str, Any]], schema: str, size: int) -> Iterator[pa.RecordBatch]:
    """So many rows a batch; fields that a row lacks are null."""
    import pyarrow as pa
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    types = to_arrow_schema(StructType.fromDDL(schema))
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield pa.RecordBatch.from_pylist(batch, schema=types)
