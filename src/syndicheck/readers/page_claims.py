"""What a page declares of its origin, its rights and its other addresses. Declared, not believed.

Kept in ``extra["declared"]`` under the names of the standards: schema.org members (``isBasedOn``, ``creditText``
…), meta elements (``original-source``, ``syndication-source``), links (``hreflang``, ``amphtml``, ``feeds``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from syndicheck.expressions import expression

MAX_LIST = 60
"""Translations or feeds that are kept of a page."""

_MEMBERS = (
    *("isBasedOn", "isBasedOnUrl", "creditText", "copyrightNotice", "sourceOrganization", "copyrightHolder"),
    *("publisher", "provider", "license", "usageInfo", "translationOfWork", "isPartOf", "articleSection"),
)
_META = (
    *("original-source", "syndication-source", "dcterms.source", "dc.source", "dc.rights", "copyright"),
    *("article:publisher", "dc.publisher", "article:content_tier", "robots"),
)
_PAYWALL = expression(
    r"(?<![a-z])(?:paywall|piano-?offer|tp-modal|metered|subscriber-only|premium-content)(?![a-z])", re.I
)
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def claims(tree: Any, meta: Mapping[str, str], linked: Mapping[str, Any]) -> dict[str, Any]:
    """Everything declared, JSON-ready; empty when the page declares nothing."""
    declared: dict[str, Any] = {}
    for member in _MEMBERS:
        if values := list(dict.fromkeys(_values(linked.get(member)))):
            declared[member] = values[0] if len(values) == 1 else values
    declared |= {name: meta[name] for name in _META if name in meta and (name != "robots" or "noindex" in meta[name])}
    declared |= dict(_paywall(tree, linked))
    declared |= dict(_links(tree))
    return declared


def _values(value: Any) -> Iterator[str]:
    """Names, addresses and texts of a member, whichever form it has."""
    for thing in (value if isinstance(value, list) else [value])[:MAX_LIST]:
        if isinstance(thing, dict):
            thing = next((thing[key] for key in ("name", "url", "@id", "headline") if thing.get(key)), None)
        if isinstance(thing, str) and (text := _kept(thing)):
            yield text


def _paywall(tree: Any, linked: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """``isAccessibleForFree`` as a truth value, and the class that hints at a paywall where the page says nothing."""
    free = linked.get("isAccessibleForFree")
    if isinstance(free, str):
        free = {"true": True, "false": False}.get(free.strip().rsplit("/", 1)[-1].casefold())
    if isinstance(free, bool):
        yield "isAccessibleForFree", free
        return
    for name in tree.xpath("//body//*[@class]/@class | //body//*[@id]/@id"):
        if len(name) < 500 and (found := _PAYWALL.search(name)):
            yield "paywall_hint", found[0].casefold()
            return


def _links(tree: Any) -> Iterator[tuple[str, Any]]:
    translations: dict[str, str] = {}
    feeds: list[str] = []
    for link in tree.iter("link"):
        relations = (link.get("rel") or "").casefold().split()
        href = _kept(link.get("href") or "")
        if not href:
            continue
        if "amphtml" in relations and href.startswith(("http://", "https://")):
            yield "amphtml", href
        if "alternate" not in relations:
            continue
        if (language := _kept(link.get("hreflang") or "")) and len(translations) < MAX_LIST:
            translations.setdefault(language, href)
        elif (link.get("type") or "").casefold().strip() in _FEEDS and len(feeds) < MAX_LIST:
            feeds.append(href)
    if translations:
        yield "hreflang", translations
    if feeds:
        yield "feeds", feeds


def _kept(text: str) -> str | None:
    """On one line; ``None`` when blank or longer than any name or address."""
    text = " ".join(text.split())
    return text if 0 < len(text) <= 1000 else None
