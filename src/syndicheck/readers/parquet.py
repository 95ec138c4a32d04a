"""Parquet files, read by DuckDB row by row: one record a row, columns named like the fields of a record.

DuckDB runs in memory, reads this one file, loads no extension, and holds at most :data:`MEMORY`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syndicheck.errors import MissingExtra
from syndicheck.model.articles import Problem
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.json_record import unstorable
from syndicheck.readers.records import article, carries_text
from syndicheck.readers.streams import ByteStream, megabytes
from syndicheck.readers.values import plain

suffixes = (".parquet",)
binary = True

MEMORY = "2GB"
_AT_A_TIME = 64


def sniff(head: bytes) -> bool:
    """The format's own signature."""
    return head.startswith(b"PAR1")


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """Every row; rows are named ``news.parquet#3``, counted from 1."""
    try:
        import duckdb
    except ImportError:
        raise MissingExtra("parquet", "read Parquet files") from None
    with stream.as_file() as held:
        connection = None
        try:
            connection = duckdb.connect(
                ":memory:",
                config={
                    "threads": "1",
                    "memory_limit": MEMORY,
                    "autoinstall_known_extensions": "false",
                    "autoload_known_extensions": "false",
                    "allow_community_extensions": "false",
                },
            )
            cursor = connection.execute("SELECT * FROM read_parquet(?)", [held.name])
            names = [str(column[0]) for column in cursor.description or ()]
            if not carries_text(names):
                yield Problem(
                    where,
                    "no-text",
                    f"No column is called text (or body, content, html): {', '.join(names)[:200]}.",
                    "Name the column of the text so.",
                )
                return
            number = 0
            while rows := cursor.fetchmany(_AT_A_TIME):
                for row in rows:
                    number += 1
                    yield from _record(names, row, f"{where}#{number}", stream.record_limit)
        except duckdb.Error as error:
            reason = " ".join(str(error).replace(held.name, where).split())[:200]
            yield Problem(
                where,
                "broken-parquet",
                f"The file cannot be read (any further): {reason}.",
                "Write it again; the rows before the damage were read.",
            )
        finally:
            if connection is not None:
                connection.close()


def _record(names: list[str], row: tuple[Any, ...], place: str, limit: int) -> Iterator[Item]:
    if sum(len(value) for value in row if isinstance(value, str | bytes)) > limit:
        yield Problem(place, "too-long", f"The row is longer than {megabytes(limit)}.", "No article is that long.")
        return
    record, changed = storable({name: plain(value) for name, value in zip(names, row, strict=True)})
    if changed:
        yield unstorable(place)
    yield from article({name: value for name, value in record.items() if value is not None}, place, "parquet")
