"""JSON files: an article, an array of articles, an object that wraps such an array, or several of these
one after the other (``.json``).

The file is scanned for the ends of its values, so that an array of any length is read one element at a
time, and one broken element does not take the others with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import json_feed, json_record
from syndicheck.readers.interface import Item
from syndicheck.readers.json_scanner import JsonScanner
from syndicheck.readers.leads import Lead
from syndicheck.readers.records import carries_text
from syndicheck.readers.streams import TOO_LONG_REMEDY, ByteStream, megabytes

suffixes = (".json",)

WRAPPERS = frozenset(
    b'"articles" "items" "results" "docs" "documents" "data" "stories" "news" "records" "entries" "posts" '
    b'"releases"'.split()
)
"""Names under which a wrapping object keeps its array."""


def sniff(head: bytes) -> bool:
    """An object or an array at the start."""
    return re.match(rb'\s*(?:\{\s*["}]|\[\s*[\[\]{"])', head) is not None


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """Every article of the file; records are named ``file.json#3``, counted from 1."""
    yield from _Document(stream, where).items()


def leads(stream: ByteStream, where: str) -> Iterator[Lead | Problem]:
    """The entries of a JSON Feed; of any other file what it gives, which is all there is."""
    if json_feed.is_feed(stream.head):
        yield from json_feed.leads(stream, where)
        return
    for item in read(stream, where):
        yield (
            item if isinstance(item, Problem) else Lead(item.where, item.url, item, True, item.title, times=item.times)
        )


class _Document:
    def __init__(self, stream: ByteStream, where: str) -> None:
        self.stream = stream
        self.where = where
        self.count = 0
        self.scanner = JsonScanner(stream)
        self.feed = json_feed.is_feed(stream.head)

    def items(self) -> Iterator[Item]:
        scanner = self.scanner
        while start := scanner.peek():
            if start == b"[":
                yield from self._array()
            elif start == b"{":
                yield from self._object()
            elif start in b",]}:":
                scanner.skip()
                yield self._broken(f"an unexpected {start.decode()} between values")
            else:
                yield from self._record(scanner.value())

    def _array(self) -> Iterator[Item]:
        scanner = self.scanner
        scanner.skip()
        while (start := scanner.peek()) != b"]":
            if not start:
                yield self._broken("the file ends before the array does")
                return
            if start == b",":
                scanner.skip()
            elif start in b"}:":
                scanner.skip()
                yield self._broken(f"an unexpected {start.decode()} in the array")
            else:
                yield from self._record(scanner.value())
        scanner.skip()

    def _object(self) -> Iterator[Item]:
        """An article itself, or a wrapper around an array of them: the members decide."""
        scanner = self.scanner
        scanner.skip()
        names: list[str] = []
        members: list[bytes] = []
        size = 0
        wrapped = too_long = False
        while (start := scanner.peek()) != b"}":
            if not start:
                yield self._broken("the file ends before the object does")
                return
            if start == b",":
                scanner.skip()
                continue
            name = scanner.value() if start == b'"' else None
            if name is None or scanner.peek() != b":":
                scanner.value(depth=1)
                yield self._broken("an object has a member that is not a name and a value")
                return
            scanner.skip()
            scanner.peek()
            if name in WRAPPERS and scanner.opens_records() and not carries_text(names):
                wrapped = True
                yield from self._array()
                continue
            value = scanner.value()
            size += len(name) + len(value or b"")
            if too_long or value is None or size > self.stream.record_limit:
                too_long = True
                continue
            names.append(name[1:-1].decode("utf-8", "replace"))
            members.append(name + b":" + value)
        scanner.skip()
        if too_long:
            yield self._too_long()
        elif not wrapped or carries_text(names):
            yield from self._record(b"{" + b",".join(members) + b"}")

    def _record(self, data: bytes | None) -> Iterator[Item]:
        if data is None:
            yield self._too_long()
            return
        self.count += 1
        for item in json_record.read(data, f"{self.where}#{self.count}"):
            yield json_feed.dated(item) if self.feed and isinstance(item, RawArticle) else item

    def _too_long(self) -> Problem:
        self.count += 1
        limit = megabytes(self.stream.record_limit)
        return Problem(
            f"{self.where}#{self.count}",
            "too-long",
            f"Record {self.count} is longer than {limit} and was skipped.",
            TOO_LONG_REMEDY,
        )

    def _broken(self, what: str) -> Problem:
        self.count += 1
        return Problem(
            f"{self.where}#{self.count}",
            "bad-json",
            f"Not valid JSON: {what}.",
            "Mend the file or write it again; the articles that could be told apart were read.",
        )
