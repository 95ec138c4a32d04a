"""Feeds: RSS 0.9 to 2.0, RDF and Atom (``.rss``, ``.atom``, ``.rdf``), read by feedparser.

An entry is an article with the longest text that the feed gives for it. Most feeds give a teaser only: that is
kept (a teaser is enough to see who had a story, and a page read later becomes a further version of the same
address), and ``extra["feed"]["content"]`` says ``full`` or ``summary``. JSON Feed is JSON and read as such.

:func:`leads` gives the entries with what else is known of them, for those who go on to read the pages themselves.

A WordPress export (WXR) is RSS with more: what was never published in it, and what is no text, is left out and said.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from syndicheck.errors import MissingExtra
from syndicheck.expressions import expression
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import fragment
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.leads import Lead
from syndicheck.readers.streams import ByteStream

suffixes = (".rss", ".atom", ".rdf")

_ROOT = expression(
    rb"(?:\s|<\?[^>]{0,500}>|<!--[^>]{0,500}-->|<!DOCTYPE[^>]{0,500}>){0,20}<(?:rss|rdf:RDF|(?:atom:)?feed)[\s>]", re.I
)


_LEAST = {"full": 500, "summary": 1500}
"""Characters below which an entry's text is taken for a teaser: content elements are often teasers too."""
_CUT = expression(r"(?:…|\.\.\.|\[&hellip;\]|&hellip;)[\s\])»”\"']*$|(?:read|continue) (?:more|reading)\W*$", re.I)


def sniff(head: bytes) -> bool:
    """A feed's root is the first element."""
    return _ROOT.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]) is not None


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """Every entry of a feed; entries are named ``feed.rss#3``, counted from 1."""
    for one in leads(stream, where):
        if isinstance(one, Problem):
            yield one
        elif one.article is not None:
            yield one.article
        else:
            yield Problem(
                one.where,
                "no-text",
                "The entry has no text.",
                "Read the article's own page: the feed gives its address only.",
            )


def leads(stream: ByteStream, where: str) -> Iterator[Lead | Problem]:
    """As :func:`read`, but entries without text too."""
    data = stream.whole()
    try:
        import feedparser
    except ImportError:
        raise MissingExtra("feeds", "read feeds") from None
    try:
        # A stream, never the bytes: feedparser takes a string for an address or a file name.
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    except Exception as error:  # a large library and hostile XML; one feed must not end the batch
        yield _broken(where, type(error).__name__)
        return
    if not parsed.get("version") and not parsed.entries:
        yield _broken(where, "no feed was found in it")
        return
    if parsed.bozo and not isinstance(parsed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        yield Problem(
            where,
            "broken-feed",
            f"The feed is not well-formed XML ({_reason(parsed.get('bozo_exception'))}); entries may be missing.",
            "Tell the outlet, or fetch the feed again: it may have been cut off.",
            fatal=False,
        )
    for number, entry in enumerate(parsed.entries, 1):
        yield from _lead(entry, parsed.feed, f"{where}#{number}")


def _lead(entry: Any, channel: Any, place: str) -> Iterator[Lead | Problem]:
    export = bool(channel.get("wp_wxr_version"))
    if export and (unread := _unpublished(entry)):
        yield Problem(place, "not-published", unread, "Only published posts and pages are read.", fatal=False)
        return
    contents = [(str(one.get("value") or ""), "full") for one in entry.get("content", ())]
    contents.append((str(entry.get("summary") or ""), "summary"))
    markup, kind = max(contents, key=lambda one: len(one[0]))
    if export:
        markup = re.sub(r"\n[^\S\n]*\n", "<br>\n", markup.replace("\r\n", "\n"))  # its paragraphs are blank lines
    body = fragment.shown(markup) if fragment.looks_marked_up(markup) else fragment.Fragment(markup.strip())
    url = _text(entry, "link")
    source = entry.get("source") or {}
    about = {
        "content": kind,
        "title": _text(channel, "title"),
        "address": _text(channel, "link"),
        "source_title": _text(source, "title"),
        "source_address": _text(source, "href") or _text(source, "link"),
    }
    extra: dict[str, Any] = {"feed": {name: value for name, value in about.items() if value}}
    if body.links:
        extra["links"] = list(body.links)
    times = tuple(
        RawTime(kind, raw, "record" if export else "feed")
        for kind, name in (("published", "published"), ("modified", "updated"))
        # feedparser answers "updated" with "published" where a feed has no other
        if name in entry.keys() and (raw := _text(entry, name))  # noqa: SIM118
    )
    changed = _text(entry, "wp_post_modified_gmt") if export else None
    if changed and not changed.startswith("0000"):
        times += (RawTime("modified", f"{changed}Z", "record"),)  # the field's name says its zone
    title = fragment.one_line(_text(entry, "title") or "") or None
    fields, _ = storable(
        {
            "text": body.text,
            "url": url,
            "source_id": _text(entry, "id"),
            "outlet": None if url else _text(channel, "title"),
            "title": title,
            "author": fragment.one_line(_text(entry, "author") or "") or None,
            "lang": _text(entry.get("title_detail") or {}, "language") or _text(channel, "language"),
        }
    )
    article = RawArticle(where=place, times=times, extra=storable(extra)[0], extractor="feed", **fields)
    yield Lead(
        place,
        url,
        article if body.text.strip() else None,
        full=_is_whole(body.text, kind),
        title=fields["title"],
        lang=fields["lang"],
        times=times,
    )


def _is_whole(text: str, kind: str) -> bool:
    """Whether a text looks like all of the article: what is given as content, or is as long as one, and is not cut."""
    text = text.rstrip()
    return len(text) >= _LEAST[kind] and not _CUT.search(text[-60:])


def _unpublished(entry: Any) -> str:
    """Why an item of a WordPress export is no article; empty where it is one."""
    kind, status = _text(entry, "wp_post_type") or "post", _text(entry, "wp_status") or "publish"
    if kind not in ("post", "page"):
        return f"The item is no text but WordPress's {kind[:40]!r}."
    return "" if status == "publish" else f"The item was never published: its status is {status[:40]!r}."


def _text(mapping: Any, name: str) -> str | None:
    value = mapping.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _reason(error: Any) -> str:
    message = error.getMessage() if hasattr(error, "getMessage") else str(error)
    return " ".join(str(message).split())[:120] or type(error).__name__


def _broken(where: str, reason: str) -> Problem:
    return Problem(
        where,
        "not-a-feed",
        f"This is not a feed that can be read: {reason}.",
        "Open the address in a browser: it may have answered with an error page.",
    )
