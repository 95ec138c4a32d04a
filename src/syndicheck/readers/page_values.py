"""What elements, attributes and data of a page give as a string: on one line, bounded, ``None`` where there is none."""

from __future__ import annotations

import html as markup
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

MAX_VALUE = 1000
"""Longer values than this (in characters) are no title, name or address."""


def title_of(tree: Any) -> str | None:
    """The only first-level heading, else the document's title."""
    headings = [text for text in (short(h.text_content()) for h in tree.iter("h1")) if text]
    if len(headings) == 1:
        return headings[0]
    return next((text for t in tree.iter("title") if (text := short(t.text_content()))), None)


def headlines(tree: Any) -> list[str]:
    """What may be the headline, best first: headings that the title repeats, then the title itself."""
    titles = [text for t in islice(tree.iter("title"), 1) if (text := short(t.text_content()))]
    shared = [str(value) for value in attributes(tree, "//meta[@property='og:title']/@content")[:1]]
    marked = [text for name in ("h1", "h2") for h in islice(tree.iter(name), 8) if (text := short(h.text_content()))]
    known = " ".join([*titles, *shared])
    in_title = [text for text in marked if len(text) > 8 and text in known]
    first = [text for h in islice(tree.iter("h1"), 3) if (text := short(h.text_content()))]
    return list(dict.fromkeys([*in_title, *shared, *first, *titles]))


def short(value: Any) -> str | None:
    """A string on one line, ``None`` when it is none, blank or overlong."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    if not isinstance(value, str) or len(value) > 20 * MAX_VALUE:
        return None
    value = " ".join(value.split())
    return value if 0 < len(value) <= MAX_VALUE else None


def listed(value: Any) -> list[Any]:
    """A member of JSON-LD as the list that it may be."""
    return value if isinstance(value, list) else [value]


def stated(value: Any) -> str | None:
    """A time in JSON-LD, of several the first; also one with its type: ``{"@type": "DateTime", "@value": …}``."""
    for one in listed(value):
        if found := short(one.get("@value") if isinstance(one, dict) else one):
            return found
    return None


def unescaped(value: Any) -> str | None:
    """A JSON-LD string; many systems write HTML entities into them."""
    text = short(value)
    return short(markup.unescape(text)) if text else None


def attributes(tree: Any, xpath: str) -> list[Any]:
    """The values that an XPath finds."""
    return list(tree.xpath(xpath))


def first_of(values: list[Any]) -> str | None:
    """The first that says something."""
    return next((text for value in values if (text := short(str(value)))), None)


def host(url: str | None) -> str | None:
    """The host of an address with its port; ``None`` for what is none."""
    try:
        return urlsplit(url or "").netloc if is_address(url) else None
    except ValueError:
        return None


def is_address(url: str | None) -> bool:
    """Whether it is a web address."""
    return url is not None and url.lower().startswith(("http://", "https://"))
