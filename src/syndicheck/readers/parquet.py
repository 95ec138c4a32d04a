"""Tables of Apache Parquet (``.parquet``), read by pyarrow: each row is a record, its columns are the fields."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from syndicheck.errors import MissingExtra
from syndicheck.model import Problem
from syndicheck.readers import json_record
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.records import article
from syndicheck.readers.streams import TOO_LONG_REMEDY, ByteStream, megabytes

suffixes = (".parquet",)
binary = True

ROWS = 64
"""Rows in memory at a time."""

IN_MEMORY = 64 * 1024 * 1024
"""A longer file is kept on the disk meanwhile: its table of contents stands at its end."""


def sniff(head: bytes) -> bool:
    """The four letters at the start."""
    return head.startswith(b"PAR1")


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """One article a row; rows are named ``news.parquet:17``."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("parquet", "read Parquet files") from None
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        while data := stream.read(1 << 20):
            file.write(data)
        file.seek(0)
        number = 0
        try:
            for batch in parquet.ParquetFile(file).iter_batches(batch_size=ROWS):
                for record in batch.to_pylist():
                    number += 1
                    yield from _row(record, f"{where}:{number}", stream.record_limit)
        except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            yield Problem(
                where,
                "broken-parquet",
                f"The table cannot be read any further: {reason}.",
                "Write it again; what came before was read.",
            )


def _row(record: dict[str, Any], place: str, limit: int) -> Iterator[Item]:
    values = {name: _plain(value) for name, value in record.items() if value is not None}
    if sum(len(value) for value in values.values() if isinstance(value, str)) > limit:
        yield Problem(place, "too-long", f"The row is longer than {megabytes(limit)}.", TOO_LONG_REMEDY)
        return
    if json_record.deeper_than(values, json_record.MAX_DEPTH):
        yield Problem(place, "too-deep", "The row is nested too deep.", "Take the nested column out.")
        return
    values, replaced = storable(values)
    if replaced:
        yield json_record.unstorable(place)
    yield from article(values, place)


def _plain(value: Any) -> Any:
    """A value as JSON has it: times as ISO 8601, other things as they are written."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return None
    return None if value is None else str(value)
