"""Word documents (``.docx``): drafts and releases, read by python-docx.

Paragraphs and the cells of tables in the order in which they stand, one line each; headers and footers of the pages
come last, for a distributor's notice may stand there. The document's own properties say when its file was written,
not when it was published, so no time is taken from them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import Any

from syndicheck.errors import MissingExtra
from syndicheck.model.articles import Problem
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.records import assemble
from syndicheck.readers.streams import ByteStream, Interrupted, megabytes, within

suffixes = (".docx",)
binary = True

UNPACKED = 64 * 1024**2
"""Bytes that a document may have unpacked: more is a trap or a film."""


def sniff(head: bytes) -> bool:
    """A ZIP archive that names Word's parts early."""
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """The one article of a document."""
    data = stream.whole()
    try:
        import docx
    except ImportError:
        raise MissingExtra("office", "read Word documents") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > UNPACKED:
            yield Problem(
                where,
                "too-long",
                f"The document is larger than {megabytes(UNPACKED)} when unpacked.",
                "Save its text as a .txt file.",
            )
            return
        document = docx.Document(io.BytesIO(data))
        lines = list(within(chain(_lines(document), _edges(document)), stream.record_limit))
        properties = document.core_properties
        fields = {"title": properties.title, "author": properties.author, "lang": properties.language}
    except Interrupted:
        raise
    except Exception as error:  # a damaged archive or hostile XML; one document must not end the batch
        yield Problem(
            where,
            "broken-document",
            f"This is not a Word document that can be read: {type(error).__name__}.",
            "Open it in your word processor and save it again, or save its text as a .txt file.",
        )
        return
    text = "\n\n".join(line for line in lines if line.strip())
    if not text:
        yield Problem(where, "no-text", "The document has no text.", "Look whether it holds only pictures.")
        return
    known, _ = storable({"text": text, **{name: value.strip() for name, value in fields.items() if value}})
    yield assemble({name: value for name, value in known.items() if value}, {}, where, "python-docx")


def _lines(part: Any) -> Iterator[str]:
    from docx.table import _Cell

    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                # not row.cells: it names a cell once for each column that it says it spans, and it may say a billion
                for cell in row._tr.tc_lst:
                    if cell.vMerge != "continue":  # belongs to the one above
                        yield from _lines(_Cell(cell, block))
        else:
            yield block.text


def _edges(document: Any) -> Iterator[str]:
    """Headers and footers, each wording once."""
    seen: set[str] = set()
    for section in document.sections:
        for part in (section.header, section.footer):
            for line in _lines(part):
                if line not in seen:
                    seen.add(line)
                    yield line
