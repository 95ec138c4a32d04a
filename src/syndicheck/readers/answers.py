"""The article in what a web address answered: which reader reads it, and what the fetch adds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from types import MappingProxyType
from typing import BinaryIO, Final

import httpx
from msgspec.structs import replace

from syndicheck.model.articles import RawArticle, RawTime
from syndicheck.readers import html
from syndicheck.readers.addresses import is_address
from syndicheck.readers.interface import Item, Reader
from syndicheck.readers.registry import for_suffix, recognise, suffix_of
from syndicheck.readers.replies import Answer
from syndicheck.readers.streams import HEAD, ByteStream

_SUFFIXES: Final = MappingProxyType(
    {
        "application/rss+xml": ".rss",
        "application/atom+xml": ".atom",
        "application/rdf+xml": ".rdf",
        "application/pdf": ".pdf",
        "application/json": ".json",
        "application/feed+json": ".json",
        "application/ld+json": ".json",
        "application/x-ndjson": ".jsonl",
        "application/jsonl": ".jsonl",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
        "application/warc": ".warc",
        "message/rfc822": ".eml",
        "text/csv": ".csv",
        "text/tab-separated-values": ".tsv",
        "text/markdown": ".md",
        "application/xhtml+xml": ".xhtml",
    }
)
"""Media types that are taken at their word. ``text/html``, ``text/plain`` and ``text/xml`` are declared for
everything, so there the content is looked at first.
"""
_LOOSE: Final = MappingProxyType(
    {"text/html": ".html", "text/plain": ".txt", "text/xml": ".xml", "application/xml": ".xml"}
)
_ONE_TEXT = frozenset({".html", ".htm", ".xhtml", ".pdf", ".docx", ".txt", ".md"})


class _Page:
    """The reader of web pages, told by the server which charset they have."""

    suffixes = html.suffixes

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def sniff(self, head: bytes) -> bool:
        return html.sniff(head)

    def read(self, stream: ByteStream, where: str) -> Iterator[Item]:
        charset = "utf-8" if stream.transcoded else self._answer.charset
        yield from html.from_bytes(stream.whole(), {"url": self._answer.address}, where, charset)


def reader_of(answer: Answer, forced: Reader | None = None) -> Reader | None:
    """Who reads an answer: by the user's word, else by its media type, its content, the end of its address."""
    reader = forced
    if reader is None and answer.media_type in _SUFFIXES:
        reader = for_suffix(_SUFFIXES[answer.media_type])
    if reader is None:
        reader = recognise(ByteStream(io.BytesIO(answer.body[:HEAD])).head)
    if reader is None:
        reader = for_suffix(suffix_of(httpx.URL(answer.address).path))
    if reader is None and answer.media_type in _LOOSE:
        reader = for_suffix(_LOOSE[answer.media_type])
    return _Page(answer) if reader is not None and ".html" in reader.suffixes else reader


def opened(answer: Answer) -> BinaryIO:
    """The answer as a file."""
    return io.BytesIO(answer.body)


def stamped(item: Item, answer: Answer, reader: Reader | None) -> Item:
    """An article with what the fetch knows of it: that it was there by now, and where. Records of feeds and
    collections keep the addresses they name.
    """
    if not isinstance(item, RawArticle):
        return item
    alone = reader is not None and not _ONE_TEXT.isdisjoint(reader.suffixes)
    times = (*item.times, RawTime("first_seen", answer.fetched, "fetch"))
    if answer.modified and alone and all(time.kind != "modified" for time in item.times):
        times += (RawTime("modified", answer.modified.strip()[:100], "http-header"),)
    return replace(item, times=times, url=answer.address if alone else absolute(answer, item.url))


def absolute(answer: Answer, address: str | None) -> str | None:
    """An address as it was meant where it stands: feeds name their entries by path, too."""
    if not address or is_address(address):
        return address
    try:
        joined = str(httpx.URL(answer.address).join(address.strip()))
    except Exception:  # the parser's own errors, and those of the codecs it uses
        return address
    return joined if is_address(joined) else address
