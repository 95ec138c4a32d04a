"""The XML formats of news agencies: NITF 3 and NewsML-G2 (IPTC), and the choice of the reader for ``.xml``.

A NewsML-G2 message carries any number of items; the body of an item is NITF or XHTML inside ``inlineXML``, or text
in ``inlineData``. Both formats say what web pages only hint at: who is credited, who holds the copyright, from when
an embargo holds. That goes into ``extra["declared"]`` as it stands. Needs ``syndicheck[html]`` (for lxml).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syndicheck.errors import MissingExtra
from syndicheck.expressions import expression
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import feed, sitemap
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.leads import Lead
from syndicheck.readers.streams import ByteStream

suffixes = (".xml",)

_ROOT = expression(
    rb"(?:\s|<\?[^>]{0,500}>|<!--[^>]{0,500}-->|<!DOCTYPE[^>]{0,500}>){0,20}"
    rb"<(?:[A-Za-z0-9]{1,20}:)?(?:nitf|newsItem|newsMessage|NewsItem|packageItem)[\s>]"
)
_BLOCKS = ("p", "hl1", "hl2", "h1", "h2", "h3", "h4", "li", "pre", "tr", "dt", "dd")


def sniff(head: bytes) -> bool:
    """One of the formats' roots is the first element, or that of a sitemap."""
    return _is_agency(head) or sitemap.sniff(head)


def leads(stream: ByteStream, where: str) -> Iterator[Lead | Problem]:
    """The entries of a feed or sitemap; a message of an agency gives its articles."""
    if sitemap.sniff(stream.head):
        yield from sitemap.leads(stream, where)
    elif not _is_agency(stream.head):
        yield from feed.leads(stream, where)
    else:
        for item in read(stream, where):
            yield item if isinstance(item, Problem) else Lead(item.where, item.url, item, full=True, times=item.times)


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """The items of a file; what is neither NITF nor NewsML nor a sitemap is read as a feed."""
    if sitemap.sniff(stream.head):
        yield from sitemap.read(stream, where)
        return
    if not _is_agency(stream.head):
        yield from feed.read(stream, where)
        return
    data = stream.whole()
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtra("html", "read NITF and NewsML-G2") from None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield _broken(where, str(error))
        return
    if root is None:
        yield _broken(where, "it holds no element")
        return
    if len(parser.error_log):
        first = parser.error_log[0]
        yield Problem(
            where,
            "broken-xml",
            f"The file is not well-formed XML (line {first.line}: {' '.join(first.message.split())[:120]}); "
            "items may be missing.",
            "Ask the agency for the file again: it may have been cut off.",
            fatal=False,
        )
    if _name(root) == "nitf":
        yield from _nitf(root, where)
        return
    items = [one for one in root.iter() if _name(one) == "newsItem"]
    if not items:
        yield Problem(where, "no-text", "The message holds no news items.", "Take it out of the input.")
    for number, item in enumerate(items, 1):
        yield from _news_item(item, where if len(items) == 1 else f"{where}#{number}")


def _nitf(root: Any, where: str) -> Iterator[Item]:
    published, released = _attribute(root, "pubdata", "date.publication"), _attribute(root, "date.release", "norm")
    issued = _attribute(root, "date.issue", "norm")
    if published is None and released in (None, issued):
        published = issued  # what is issued under an embargo is not out yet
    times = [RawTime("published", published)] if published else []
    declared = {
        "copyright_holder": _attribute(root, "doc.copyright", "holder"),
        "distributor": _words(_first(root, "distributor")),
        "release": released,
    }
    yield from _article(
        where,
        text=_body(_first(root, "body.content")),
        title=_words(_first(root, "hl1")) or _words(_first(root, "hedline")) or _words(_first(root, "title")),
        author=_words(_first(root, "byline")),
        source_id=_attribute(root, "doc-id", "id-string"),
        outlet=_attribute(root, "pubdata", "name") or declared["distributor"] or declared["copyright_holder"],
        lang=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        times=times,
        declared=declared,
    )


def _news_item(item: Any, where: str) -> Iterator[Item]:
    content = _first(item, "contentSet")
    inner = _first(content, "nitf") if content is not None else None
    body = _first(inner, "body.content") if inner is not None else None
    if body is None and content is not None:
        body = _first(content, "body")
    text = _body(body) if body is not None else ""
    if not text and content is not None:
        data = _first(content, "inlineData")
        text = "".join(data.itertext()).strip() if data is not None else ""
    created, embargo = _words(_first(item, "versionCreated")), _words(_first(item, "embargoed"))
    version = item.get("version")
    # An agency sends an item when it makes it, unless there is an embargo. A later version bounds from above only:
    # when the first one was made (firstCreated) is not when it was out.
    times = [RawTime("published" if version in (None, "1") else "modified", created)] if created and not embargo else []
    language = _attribute(_first(item, "contentMeta"), "language", "tag")
    yield from _article(
        where,
        text=text,
        title=_words(_first(item, "headline")) or (_words(_first(inner, "hl1")) if inner is not None else None),
        author=_words(_first(item, "by")),
        source_id=item.get("guid"),
        outlet=_named(item, "provider") or _named(item, "copyrightHolder") or _code(item, "provider"),
        lang=language or item.get("{http://www.w3.org/XML/1998/namespace}lang"),
        times=times,
        declared={
            "credit": _words(_first(item, "creditline")),
            "copyright_holder": _named(item, "copyrightHolder") or _code(item, "copyrightHolder"),
            "info_source": _named(item, "infoSource") or _code(item, "infoSource"),
            "embargoed": embargo,
            "first_created": _words(_first(item, "firstCreated")),
            "usable": _attribute(item, "pubStatus", "qcode"),
            "version": version,
        },
    )


def _article(
    where: str, *, text: str, times: list[RawTime], declared: dict[str, str | None], **fields: str | None
) -> Iterator[Item]:
    if not text.strip():
        yield Problem(
            where, "no-text", "The item has no text of its own.", "Pictures, graphics and packages can be left out."
        )
        return
    known, _ = storable({"text": text, **fields})
    said = {name: value for name, value in declared.items() if value}
    yield RawArticle(
        where=where,
        times=tuple(times),
        extra=storable({"declared": said})[0] if said else {},
        extractor="news-xml",
        **known,
    )


# ── the tree ──────────────────────────────────────────────────────────────────────────────────────────────


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _first(element: Any, name: str) -> Any:
    """The first element of a name at or below another, whatever its namespace."""
    if element is None:
        return None
    return next((one for one in element.iter() if _name(one) == name), None)


def _attribute(element: Any, name: str, attribute: str) -> str | None:
    found = _first(element, name)
    return (found.get(attribute) or "").strip() or None if found is not None else None


def _named(element: Any, name: str) -> str | None:
    """A party as it is written for people."""
    found = _first(element, name)
    return (_words(_first(found, "name")) or found.get("literal") or _words(found)) if found is not None else None


def _code(element: Any, name: str) -> str | None:
    """A party by its code, without the code's scheme (``nprov:XYZ``)."""
    code = _attribute(element, name, "qcode")
    return code.rpartition(":")[2] or None if code else None


def _words(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _body(element: Any) -> str:
    """The blocks of a body, one line each; a body without any is one block. Text beside the blocks is kept."""
    if element is None:
        return ""
    lines: list[str] = []
    line: list[str] = []

    def end_line() -> None:
        if words := " ".join("".join(line).split()):
            lines.append(words)
        line.clear()

    open_elements: list[tuple[Any, bool]] = [(element, False)]
    while open_elements:
        one, done = open_elements.pop()
        block = _name(one) in _BLOCKS
        if done:
            if block:
                end_line()
            if one is not element:
                line.append(one.tail or "")
            continue
        if block:
            end_line()
        elif _name(one) in ("br", "td", "th"):
            line.append(" ")
        line.append(one.text or "")
        open_elements.append((one, True))
        open_elements.extend((child, False) for child in reversed(one) if isinstance(child.tag, str))
    end_line()
    return "\n\n".join(lines)


def _is_agency(head: bytes) -> bool:
    return _ROOT.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]) is not None


def _broken(where: str, reason: str) -> Problem:
    return Problem(
        where,
        "broken-xml",
        f"The file cannot be read as XML: {' '.join(reason.split())[:120]}.",
        "Ask the agency for the file again.",
    )
