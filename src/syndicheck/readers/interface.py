"""What a reader is: a module (or object) that turns one stream of bytes into articles.

A new format is one new file. It needs three names, see :class:`Reader`, and a line in
:data:`syndicheck.readers.registry.BUILTIN`; a reader that lives in another package announces itself by an
entry point instead::

    [project.entry-points."syndicheck.readers"]
    nitf = "newsroom_readers.nitf"          # the entry point's name is the suffix

Readers are hostile-input code. They never raise for what a file contains: they yield a
:class:`~syndicheck.model.articles.Problem` and go on with the next record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeAlias

from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers.streams import ByteStream

Item: TypeAlias = RawArticle | Problem
"""One thing a reader yields: an article, or why there is none (or only a part of one)."""


class Reader(Protocol):
    """The three names a reader has.

    ``suffixes`` are the file endings it answers to, lower case, with the dot and without ``.gz`` (every
    reader gets its stream unpacked). A reader of files that are not text says so with ``binary = True``; all others are
    never shown a stream with NUL bytes at its start.
    """

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File endings, for example ``(".jsonl", ".ndjson")``."""

    def sniff(self, head: bytes) -> bool:
        """Whether a stream that starts with ``head`` (unpacked, as UTF-8 where it was UTF-16) looks like
        this format. Asked only when neither suffix nor ``fmt`` says what it is.
        """

    def read(self, stream: ByteStream, where: str) -> Iterator[Item]:
        """Yield the stream's articles in order. ``where`` names the file; records add their place to it
        (``news.jsonl:17``). May let :class:`~syndicheck.readers.streams.Interrupted` pass: the caller makes
        a problem of it, and what was yielded before stays. Raises
        :class:`~syndicheck.errors.MissingExtra` where a package is not installed, and the caller says so.
        """
