"""Saved web pages: the article's body, and beside it everything that is visible on the page.

Extractors throw away the byline and the tail – credits, disclaimers, "About …" – that this program exists
to mark, so a page keeps two texts: ``text`` is the body as trafilatura finds it, ``page_text`` all visible
lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from syndicheck.errors import MissingExtra
from syndicheck.model import Problem, RawArticle
from syndicheck.readers.decoding import Decoded, Undecodable, decode
from syndicheck.readers.interface import Item
from syndicheck.readers.records import no_text, times
from syndicheck.readers.streams import ByteStream

suffixes = (".html", ".htm", ".xhtml")

_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})""", re.IGNORECASE)
_FIRST_TAG = re.compile(rb"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)


def sniff(head: bytes) -> bool:
    """Markup at the start, and one of a page's first tags soon."""
    return head.lstrip().startswith(b"<") and _FIRST_TAG.search(head) is not None


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """The one article of a page."""
    data = stream.whole()
    declared = None if stream.transcoded else _declared_charset(data)
    try:
        decoded = decode(data, declared)
    except Undecodable as error:
        yield Problem(where, "undecodable", str(error), "Save the page again as UTF-8.")
        return
    if decoded.doubt:
        yield _doubt(decoded, where)
    yield from from_record({"html": decoded.text}, {}, where)


def from_record(
    fields: Mapping[str, str], extra: Mapping[str, Any], where: str, text: str | None = None
) -> Iterator[Item]:
    """The article of a record whose field ``html`` is a page or a part of one. What the record says itself
    goes before what the page says; a ``text`` given is kept as the body.
    """
    try:
        from syndicheck.readers import page, page_metadata
    except ImportError:
        missing = MissingExtra("html", "read HTML")
        yield Problem(where, "missing-extra", missing.message, missing.remedy)
        return
    tree, cut = page.parse(fields["html"])
    if cut:
        yield Problem(
            where,
            "deep-nesting",
            "The page is nested deeper than the HTML parser goes; what lies deeper was left out.",
            "Look at the page's source; no article needs more than 2,000 levels.",
            fatal=False,
        )
    visible = page.visible_text(tree)
    found = page_metadata.gather(tree, fields["html"])
    extractor = "plain"
    if text is None:
        text, failure = page.body_text(tree)
        extractor = page.EXTRACTOR
        if failure:
            yield Problem(
                where,
                "extraction-failed",
                f"The body could not be told from the page ({failure}); the whole page counts as body.",
                "Please report this page; the copy may score lower than it is.",
                fatal=False,
            )
            text = visible
    if not text.strip():
        yield (
            no_text(where)
            if not visible
            else Problem(
                where,
                "no-text",
                "No article was found on the page.",
                "Save the article's own page, not a list or menu.",
            )
        )
        return
    own = times(fields)
    kinds = {time.kind for time in own}
    url = fields.get("url") or found.url
    canonical = fields.get("canonical_url") or found.canonical_url
    outlet = fields.get("outlet")
    if outlet is None and not (url or canonical):
        outlet = found.site_name
    elif found.site_name:
        extra = {"site_name": found.site_name, **extra}
    yield RawArticle(
        where=where,
        text=text,
        page_text=visible or None,
        url=url,
        canonical_url=canonical,
        source_id=fields.get("id"),
        outlet=outlet,
        title=fields.get("title") or found.title,
        author=fields.get("author") or found.author,
        lang=fields.get("lang") or found.lang,
        times=own + tuple(time for time in found.times if time.kind not in kinds),
        extra=extra,
        extractor=extractor,
    )


def _declared_charset(data: bytes) -> str | None:
    """The charset in the page's head. The standard looks at 1,024 bytes, real heads begin with scripts."""
    found = _META_CHARSET.search(data, 0, 65536)
    return found.group(1).decode("ascii", "ignore") if found else None


def _doubt(decoded: Decoded, where: str) -> Problem:
    return Problem(where, decoded.code, decoded.doubt, "Save the page again as UTF-8.", fatal=False)
