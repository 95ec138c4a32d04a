"""Rows as Arrow batches, in the types that a Spark schema says.

Workers have no session of their own, and so cannot ask Spark what a schema means; ours need few of its types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def batches_of(rows: Iterable[dict[str, Any]], schema: str, size: int) -> Iterator[pa.RecordBatch]:
    """So many rows a batch; fields that a row lacks are null."""
    import pyarrow as pa

    types = pa.schema(_fields(schema, " "))
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield pa.RecordBatch.from_pylist(batch, schema=types)


@cache
def _fields(text: str, between: str) -> tuple[tuple[str, Any], ...]:
    """``a int, b array<string>`` as names and types; ``between`` stands between the two."""
    return tuple(
        (name.strip(), _type(kind.strip())) for name, _, kind in (part.partition(between) for part in _parts(text))
    )


def _parts(text: str) -> Iterator[str]:
    """What stands between the commas that are in no brackets."""
    depth = start = 0
    for place, letter in enumerate(text):
        depth += (letter == "<") - (letter == ">")
        if letter == "," and not depth:
            yield text[start:place].strip()
            start = place + 1
    yield text[start:].strip()


def _type(text: str) -> Any:
    import pyarrow as pa

    if text.startswith("array<"):
        return pa.list_(_type(text[len("array<") : -1]))
    if text.startswith("struct<"):
        return pa.struct(_fields(text[len("struct<") : -1], ":"))
    return {
        "int": pa.int32(),
        "bigint": pa.int64(),
        "double": pa.float64(),
        "string": pa.string(),
        "binary": pa.binary(),
        "boolean": pa.bool_(),
    }[text]
