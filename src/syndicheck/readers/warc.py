"""Web archives (``.warc``, ISO 28500), read by warcio: each HTML page that was answered with 200 is an article.

The capture's time is a sighting that the outlet cannot have rewritten: the page was there by then. Of a page
captured more than once, later captures are versions of the same address. ``revisit`` records hold no text and are
passed over, like pictures, scripts, redirects and errors. A page that the archive's end cuts off is no article; one
that its crawler cut off (``WARC-Truncated``) is one, with a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from syndicheck.errors import MissingExtra
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import html
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.streams import TOO_LONG_REMEDY, ByteStream, Interrupted, megabytes

suffixes = (".warc",)
binary = True

_PAGES = ("text/html", "application/xhtml+xml")


def sniff(head: bytes) -> bool:
    """A record's version line at the start."""
    return head.startswith((b"WARC/1.0", b"WARC/1.1", b"WARC/0.1"))


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """Every page of an archive; they are named ``crawl.warc#ADDRESS``."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise MissingExtra("warc", "read web archives") from None
    archive = ArchiveIterator(stream)
    records = iter(archive)
    record: Any = None
    while True:
        try:
            last, record = record, next(records, None)
            if record is None:
                _check_end(archive, last, empty=not stream.head)
            page = _page(record, stream.record_limit) if record is not None else None
        except Interrupted:
            raise
        except Exception as error:  # a damaged archive: what comes behind cannot be told apart any more
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            yield Problem(
                where,
                "broken-warc",
                f"The archive cannot be read any further: {reason}.",
                "Fetch it again, or mend it with warcio recompress; what came before was read.",
            )
            return
        if record is None:
            return
        if page is not None:
            yield from _article(record, page, stream.record_limit, where)


def _page(record: Any, limit: int) -> bytes | None:
    """The body of a record that holds a page, at most one byte beyond the limit."""
    answer = record.http_headers
    if record.rec_type != "response" or answer is None or answer.get_statuscode() != "200":
        return None
    if (answer.get_header("Content-Type") or "").partition(";")[0].strip().lower() not in _PAGES:
        return None
    parts, size = [], 0
    while size <= limit and (part := record.content_stream().read(min(65_536, limit + 1 - size))):
        parts.append(part)
        size += len(part)
    if size <= limit:
        _check_whole(record)
    return b"".join(parts)


def _check_end(archive: Any, last: Any, *, empty: bool) -> None:
    """See that an archive ends where its last record does.

    Raises:
        EOFError: there is the beginning of another one, or the last one goes on.
    """
    if archive.next_line or (last is None and not empty):  # warcio takes a head that breaks off for the end
        raise EOFError("it ends in the head of a record")
    if last is not None:
        _check_whole(last)


def _check_whole(record: Any) -> None:
    """See that a record goes on as long as it says: without compression nothing else tells that the file was cut off.

    Raises:
        EOFError: the file ends before the record does.
    """
    while record.raw_stream.read(65_536):  # what stands behind the page, in the same record
        pass
    if record.length is None or getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("it ends in the middle of a record")


def _article(record: Any, page: bytes, limit: int, where: str) -> Iterator[Item]:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    address = storable(address.strip().removeprefix("<").removesuffix(">"))[0]
    place = f"{where}#{address}"
    if len(page) > limit:
        yield Problem(place, "too-long", f"The page is longer than {megabytes(limit)}.", TOO_LONG_REMEDY)
        return
    cut = " ".join(storable(record.rec_headers.get_header("WARC-Truncated") or "")[0].split())[:40]
    captured = storable(record.rec_headers.get_header("WARC-Date"))[0]
    for found in html.from_bytes(page, {"url": address} if address else {}, place, _charset(record)):
        if isinstance(found, RawArticle) and captured:
            found = replace(found, times=(*found.times, RawTime("captured", captured, "warc")))
        yield found
        if cut and isinstance(found, RawArticle):
            yield Problem(
                place,
                "cut-short",
                f"Its crawler kept only the beginning of this page ({cut}); its text may end too early.",
                "Fetch the page anew with a higher limit, or take what its end lacks into account.",
                fatal=False,
            )


def _charset(record: Any) -> str | None:
    """The charset that the server declared; it goes before the page's own."""
    declared = record.http_headers.get_header("Content-Type") or ""
    for part in declared.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return str(value).strip().strip("\"'") or None
    return None
