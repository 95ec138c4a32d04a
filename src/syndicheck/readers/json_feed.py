"""JSON Feed 1 and 1.1 (jsonfeed.org) as a list of leads: entries with their whole text, a summary, or an address only.

As a file a JSON Feed is JSON like any other (:mod:`.json_document`), but for the weight of its times; this is for those
who watch one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from syndicheck.expressions import expression
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers.decoding import storable
from syndicheck.readers.depth import MAX_DEPTH, deeper_than
from syndicheck.readers.leads import Lead
from syndicheck.readers.records import article
from syndicheck.readers.streams import ByteStream
from syndicheck.readers.values import finite

_VERSION = expression(rb'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_WHOLE = 500
"""Characters from which a text counts as whole; content is often a teaser."""


def is_feed(head: bytes) -> bool:
    """Whether JSON says soon that it is a feed."""
    return _VERSION.search(head) is not None


def dated(item: RawArticle) -> RawArticle:
    """An article with its times as those of a feed, which is written anew when a page is touched."""
    return replace(item, times=tuple(replace(time, source="feed") for time in item.times))


def leads(stream: ByteStream, where: str) -> Iterator[Lead | Problem]:
    """Every item; items are named ``feed.json#3``, counted from 1."""
    try:
        feed, _ = storable(json.loads(stream.whole(), parse_float=finite, parse_constant=finite))
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        yield Problem(where, "bad-json", f"Not valid JSON: {reason}.", "Fetch it again: it may have been cut off.")
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    for number, item in enumerate(items if isinstance(items, list) else (), 1):
        place = f"{where}#{number}"
        if isinstance(item, dict) and not deeper_than(item, MAX_DEPTH):
            yield from _lead(item, feed, place)
        else:
            yield Problem(place, "not-a-record", "The item is not an object with fields.", "Tell the outlet.")


def _lead(item: dict[str, Any], feed: dict[str, Any], place: str) -> Iterator[Lead | Problem]:
    record = {"lang": feed.get("language"), **item}
    if not any(_string(item, name) for name in ("content_html", "content_text")):
        record["text"] = item.get("summary")
    found: RawArticle | None = None
    for one in article({name: value for name, value in record.items() if value is not None}, place, "feed"):
        if isinstance(one, RawArticle):
            found = dated(one)
        elif one.code != "no-text":
            yield one
    names = (("published", "date_published"), ("modified", "date_modified"))
    yield Lead(
        place,
        _string(item, "url") or _string(item, "external_url"),
        found,
        full=found is not None and "text" not in record and len(found.text) >= _WHOLE,
        title=_string(item, "title"),
        lang=_string(record, "lang"),
        times=tuple(RawTime(kind, raw, "feed") for kind, name in names if (raw := _string(item, name))),
    )


def _string(mapping: dict[str, Any], name: str) -> str | None:
    value = mapping.get(name)
    return value.strip() or None if isinstance(value, str) else None
