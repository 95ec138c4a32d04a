"""Sitemaps (sitemaps.org) with Google's news extension, and indexes of sitemaps: lists of addresses, no texts.

Read as a file, a sitemap gives one note: how many addresses it lists. Who wants the articles names its address
(``ingest https://…/sitemap.xml``) or asks for the file's addresses (``ingest --urls sitemap.xml``). The times that a
sitemap states – ``news:publication_date``, ``lastmod`` – go with each article, source ``sitemap``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syndicheck.errors import MissingExtra
from syndicheck.expressions import expression
from syndicheck.model.articles import Problem, RawTime
from syndicheck.readers.interface import Item
from syndicheck.readers.leads import Lead
from syndicheck.readers.streams import ByteStream

suffixes = (".xml",)

MOST = 50_000
"""Addresses in one sitemap, by the protocol; what comes behind is not read."""

_ROOT = expression(
    rb"(?:\s|<\?[^>]{0,500}>|<!--[^>]{0,500}-->|<!DOCTYPE[^>]{0,500}>){0,20}<(?:[A-Za-z0-9]{1,20}:)?(?:urlset|sitemapindex)[\s>]"
)
_LONGEST = 4096
"""Characters of an address or time; longer ones are none."""


def sniff(head: bytes) -> bool:
    """One of the two roots is the first element."""
    return _ROOT.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]) is not None


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """One note in place of the articles, which are elsewhere."""
    count = 0
    for one in leads(stream, where):
        if isinstance(one, Problem):
            yield one
        else:
            count += 1
    yield Problem(
        where,
        "addresses-only",
        f"This is a sitemap: it lists {count:,} addresses and holds no text.",
        "Read the pages it lists with: syndicheck ingest --urls FILE, or name the sitemap's own address.",
    )


def leads(stream: ByteStream, where: str) -> Iterator[Lead | Problem]:
    """Every address, in order; they are named ``sitemap.xml#3``, counted from 1."""
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtra("html", "read sitemaps") from None
    parser = etree.XMLPullParser(
        events=("end",), resolve_entities=False, no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    count = 0
    broken = None
    try:
        while data := stream.read(65_536):
            parser.feed(data)
            for _, element in parser.read_events():
                if _name(element) not in ("url", "sitemap"):
                    continue
                count += 1
                if count > MOST:
                    yield _too_many(where)
                    return
                if (lead := _lead(element, f"{where}#{count}")) is not None:
                    yield lead
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        parser.close()
    except etree.LxmlError as error:
        broken = " ".join(str(error).split())[:120] or type(error).__name__
    if broken is not None:
        yield Problem(
            where,
            "broken-sitemap",
            f"The sitemap cannot be read any further ({broken}).",
            "Fetch it again: it may have been cut off; the addresses before the damage were read.",
            fatal=False,
        )


def _too_many(where: str) -> Problem:
    return Problem(
        where,
        "too-long",
        f"The sitemap lists more than {MOST:,} addresses; the rest was not read.",
        "Split it, as the protocol asks.",
        fatal=False,
    )


def _lead(element: Any, place: str) -> Lead | None:
    # pictures and videos have addresses and titles of their own
    own = [element, *(inner for inner in element if _name(inner) == "news")]
    found: dict[str, str] = {}
    for inner in (inner for parent in own for inner in parent):
        text = (inner.text or "").strip()
        if 0 < len(text) <= _LONGEST:
            found.setdefault(_name(inner), text)
    address = found.get("loc")
    if address is None:
        return None
    times = tuple(
        RawTime(kind, found[name], "sitemap")
        for kind, name in (("published", "publication_date"), ("modified", "lastmod"))
        if name in found
    )
    return Lead(
        place,
        address,
        title=found.get("title"),
        lang=found.get("language"),
        times=times,
        nested=_name(element) == "sitemap",
    )


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
