"""Saved web pages: the article's body, and beside it everything that is visible on the page.

Extractors throw away the byline and the tail – credits, disclaimers, "About …" – that this program exists
to mark, so a page keeps two texts: ``text`` is the body as trafilatura finds it, ``page_text`` all visible
lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from syndicheck.errors import MissingExtra
from syndicheck.expressions import expression
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import fast_body
from syndicheck.readers.decoding import Decoded, Undecodable, decode
from syndicheck.readers.interface import Item
from syndicheck.readers.records import assemble
from syndicheck.readers.remarks import with_remarks
from syndicheck.readers.streams import ByteStream

if TYPE_CHECKING:
    from syndicheck.readers.page_metadata import Metadata

suffixes = (".html", ".htm", ".xhtml")

_META_CHARSET = expression(rb"""<meta\b[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})""", re.IGNORECASE)
_FIRST_TAG = expression(rb"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)


def sniff(head: bytes) -> bool:
    """Markup at the start, and one of a page's first tags soon."""
    return head.lstrip().startswith(b"<") and _FIRST_TAG.search(head) is not None


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """The one article of a page."""
    data = stream.whole()
    yield from from_bytes(data, {}, where, "utf-8" if stream.transcoded else None)


def from_bytes(data: bytes, fields: Mapping[str, str], where: str, declared: str | None = None) -> Iterator[Item]:
    """The one article of a page's bytes. ``declared`` is the charset that the bringer of the page says it has,
    ``fields`` what is known of the page beside it.
    """
    try:
        decoded = decode(data, declared or _declared_charset(data))
    except Undecodable as error:
        yield Problem(where, "undecodable", str(error), "Save the page again as UTF-8.")
        return
    if decoded.doubt:
        yield _doubt(decoded, where)
    yield from from_record({**fields, "html": decoded.text}, {}, where)


def from_record(fields: Mapping[str, str], extra: Mapping[str, Any], where: str) -> Iterator[Item]:
    """The article of a record whose field ``html`` is a page or a part of one. What the record says itself
    goes before what the page says; a ``text`` of its own is kept as the body. Only of the publication both are kept.
    """
    try:
        from syndicheck.readers import page, page_metadata
    except ImportError:
        missing = MissingExtra("html", "read HTML")
        yield Problem(where, "missing-extra", missing.message, missing.remedy, fatal="text" not in fields)
        if "text" in fields:
            yield assemble(fields, extra, where)
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
    found = page_metadata.gather(tree, fields["html"], page.dated_text(tree, visible), fields.get("url"))
    extractor = "plain"
    text = fields.get("text", "")
    if not text and not page.asks_for_scripts(tree, visible):
        if fast_body.wanted():
            extractor = fast_body.extractor()
            text, failure = fast_body.body_text(fields["html"])
        else:
            extractor = page.EXTRACTOR
            text, failure = page.body_text(tree)
        if failure:
            text = visible
            yield Problem(
                where,
                "extraction-failed",
                f"The body could not be told from the page ({failure}); the whole page counts as body.",
                "Please report this page; its copies may be missed.",
                fatal=False,
            )
    if not text.strip():
        yield Problem(
            where,
            "no-text",
            "No article was found on the page.",
            "Save the article's own page as your browser shows it.",
        )
        return
    said = with_remarks(extra, fields["html"])
    yield _merged(assemble({**fields, "text": text}, said, where, extractor), found, visible)


def _merged(article: RawArticle, found: Metadata, visible: str) -> RawArticle:
    """The article with what its page adds. The site's name is an outlet only where no address says more. What the page
    says for certain of its publication stands beside the record's word, which may be a crawler's late guess.
    """
    url = article.url or found.url
    canonical = article.canonical_url or found.canonical_url
    outlet, extra = article.outlet, article.extra
    if found.site_name is not None:
        if outlet is None and url is None and canonical is None:
            outlet = found.site_name
        else:
            extra = {"site_name": found.site_name, **extra}
    if found.links and "links" not in extra:
        extra = {"links": list(found.links), **extra}
    if found.declared and "declared" not in extra:
        extra = {"declared": dict(found.declared), **extra}
    own = {time.kind for time in article.times}
    return replace(
        article,
        page_text=visible or None,
        url=url,
        canonical_url=canonical,
        outlet=outlet,
        title=article.title or found.title,
        author=article.author or found.author,
        lang=article.lang or found.lang,
        times=article.times + tuple(time for time in found.times if time.kind not in own or time in found.sure),
        extra=extra,
    )


def _declared_charset(data: bytes) -> str | None:
    """The charset in the page's head. The standard looks at 1,024 bytes, real heads begin with scripts."""
    found = _META_CHARSET.search(data, 0, 65536)
    return found.group(1).decode("ascii", "ignore") if found else None


def _doubt(decoded: Decoded, where: str) -> Problem:
    return Problem(where, decoded.code, decoded.doubt, "Save the page again as UTF-8.", fatal=False)
