"""JSON Lines: one record a line (``.jsonl``, ``.ndjson``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

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
    """Whether a file is an object over several lines, or an array of objects: not one whose first line is broken and
    has only itself to lose.
    """
    first, *others = head.lstrip().split(b"\n")
    if first.rstrip() == b"{":
        return True
    if not first.startswith(b"["):
        return False
    behind = first[1:].lstrip()
    return not behind or (behind[:1] in b"{]" and not _has_records(others))


def _has_records(lines: Sequence[bytes]) -> bool:
    """Whether one of these lines is a record, and no more than another begins behind it: in an array there would be a
    comma, or the end.
    """
    filled = [line.strip() for line in lines if line.strip()]
    return any(
        line.endswith(b"}") and after[:1] in b"{" and _is_object(line) for line, after in pairwise([*filled, b""])
    )


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
