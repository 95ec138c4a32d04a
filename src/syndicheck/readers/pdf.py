"""PDF files (``.pdf``): releases as they are sent out, read by pypdf.

A PDF knows where letters stand, not what a paragraph is: lines are kept as the page has them, and words cut at a
line's end are not joined here (the comparison does not ask for line breaks). A scanned page has no text, and that
is said.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from syndicheck.errors import MissingExtra
from syndicheck.expressions import expression
from syndicheck.model.articles import Problem
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.records import assemble
from syndicheck.readers.streams import ByteStream, Interrupted, within

suffixes = (".pdf",)
binary = True

_SIGNATURE = expression(rb"(?:^|[\r\n\0])%PDF-\d")

PAGES = 300
"""Pages that are read: no release is longer, and a book would hold up the batch."""


def sniff(head: bytes) -> bool:
    """The signature, which some programs put behind a few bytes of their own."""
    return _SIGNATURE.search(head[:1024]) is not None


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """The one article of a file."""
    data = stream.whole()
    try:
        import pypdf
    except ImportError:
        raise MissingExtra("office", "read PDF files") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on odd files would reach the terminal
    try:
        document = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            yield Problem(where, "encrypted", "The file asks for a password.", "Save a copy without one and read that.")
            return
        count = len(document.pages)
        shown = (document.pages[at].extract_text() for at in range(min(count, PAGES)))
        pages = list(within(shown, stream.record_limit))
        told = document.metadata
        fields = {"title": told.title, "author": told.author} if told is not None else {}
    except Interrupted:
        raise
    except Exception as error:  # the format has no end of ways to be broken; one file must not end the batch
        yield Problem(
            where,
            "broken-document",
            f"This is not a PDF file that can be read: {type(error).__name__}.",
            "Open it in a PDF viewer, and save its text as a .txt file.",
        )
        return
    if count > PAGES:
        yield Problem(
            where,
            "too-many-pages",
            f"Only the first {PAGES} of {count} pages were read.",
            "Cut the release out of the file.",
            fatal=False,
        )
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        yield Problem(
            where, "no-text", "The file has no text, only pictures of it.", "Run a text recognition over it first."
        )
        return
    known, _ = storable({"text": text, **{name: str(value).strip() for name, value in fields.items() if value}})
    yield assemble({name: value for name, value in known.items() if value}, {}, where, "pypdf")
