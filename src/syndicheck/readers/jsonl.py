"""JSON Lines: one record a line (``.jsonl``, ``.ndjson``)."""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.model.articles import Problem
from syndicheck.readers import json_document, json_record
from syndicheck.readers.interface import Item
from syndicheck.readers.streams import TOO_LONG_REMEDY, ByteStream, megabytes

suffixes = (".jsonl", ".ndjson", ".jsonlines")


def sniff(head: bytes) -> bool:
    """Two lines that begin with objects, the first of them closed. A single line may as well be a document
    that wraps an array, and the reader of documents takes both.
    """
    first, _, second = head.lstrip().partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and second.lstrip().startswith(b"{")


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """One record a line; blank lines are skipped. A file that turns out to be one JSON document is read as
    such.
    """
    if _is_document(stream.head):
        yield from json_document.read(stream, where)
        return
    for number, line in enumerate(stream.lines(), 1):
        place = f"{where}:{number}"
        if line is None:
            yield Problem(
                place,
                "too-long",
                f"Line {number} is longer than {megabytes(stream.record_limit)} and was skipped.",
                TOO_LONG_REMEDY,
            )
        elif not line.isspace():
            yield from json_record.read(line, place)


def _is_document(head: bytes) -> bool:
    first = head.lstrip()[:256]
    return first.startswith(b"[") or first.split(b"\n", 1)[0].rstrip() == b"{"
