"""Which article a page describes in JSON-LD (schema.org): its own among those of teasers, topics and sources."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from syndicheck.expressions import expression
from syndicheck.identity import canonical_url, outlet_domain
from syndicheck.readers.decoding import storable
from syndicheck.readers.depth import MAX_DEPTH, deeper_than
from syndicheck.readers.page_values import headlines, is_address, listed, short, stated, unescaped

SHORT_HEADING = 8
"""Letters of a headline that say nothing."""

STEM = 4
"""Letters of a word by which it is known in another form."""

MOST_OF_IT = 0.5
"""Part of a headline from which on another is the same in a longer or shorter form."""

MAX_BROKEN = 200_000
"""Characters of a broken JSON-LD block that are looked at."""

_WRAPPING = expression(r"<!--|-->|(?://\s{0,3})?<!\[CDATA\[|(?://\s{0,3})?\]\]>|/\*|\*/")

_LAST_COMMA = expression(r",\s{0,200}([}\]])")

_MEMBER = expression(r'"(datePublished|dateModified)"\s{0,5}:\s{0,5}"([^"\\\n]{4,60})"')

_ARTICLE_TYPE = expression(r'"@type"\s{0,5}:\s{0,5}\[?\s{0,5}"\w{0,40}(?:Article|BlogPosting|Report)"')

ARTICLE = expression(r"(?:^|[/#])\w{0,40}(?:Article|BlogPosting|LiveBlogPosting|Report)$")
"""A type of schema.org that is an article, bare or as an address."""

OTHER_DATES = " other datePublished"
"""Where further dates of publication stand among the members of an article's data; no JSON-LD has such a name."""


def linked_data(tree: Any, own: str | None) -> dict[str, Any]:
    """The page's article in JSON-LD, empty when there is none: of several objects the first that has a date or
    a headline, with what later objects on the same headline add to it. Those that bear the page's headline or its
    address (``own``) go first; one of another headline at another address of the site is another article's.
    """
    articles: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for thing in _things(_json(script.text_content())):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and ARTICLE.search(kind) for kind in kinds):
                articles.append(thing)
    headings = {_letters(text) for text in headlines(tree)}
    of_page = [one for one in articles if _names_page(one, headings, own)]
    articles = of_page or [one for one in articles if not _is_other(one, headings, own)]
    if not articles:
        return {}
    main = next((a for a in articles if a.get("datePublished") or a.get("headline")), articles[0])
    merged: dict[str, Any] = {}
    same = [main, *(a for a in articles if a is not main and short(a.get("headline")) in _titles(main))]
    for article in same:
        merged = {**article, **{key: value for key, value in merged.items() if value}}
    dates = dict.fromkeys(
        raw for one in same for value in listed(one.get("datePublished")) if (raw := stated(value)) is not None
    )
    return {**merged, OTHER_DATES: list(dates)[1:]}  # two programs of one site may contradict each other


def _names_page(article: Mapping[str, Any], headings: set[str], own: str | None) -> bool:
    """Whether an object bears the headline or the address of the page."""
    headline = _letters(unescaped(article.get("headline")) or "")
    parts = [
        min(len(headline), len(one)) / max(len(headline), len(one))
        for one in headings
        if min(len(headline), len(one)) > SHORT_HEADING and (headline in one or one in headline)
    ]
    if parts and (max(parts) >= MOST_OF_IT or not _elsewhere_on_site(article, own)):
        return True
    return own is not None and any(one == canonical_url(own) for one in _addresses(article, own))


def _elsewhere_on_site(article: Mapping[str, Any], own: str | None) -> bool:
    """Whether an object says that it stands at another address of the page's site: its topic's page, say."""
    addresses = _addresses(article, own) if own and is_address(own) else []
    return bool(own and addresses) and canonical_url(own or "") not in addresses and not is_strange(article, own)


def _is_other(article: Mapping[str, Any], headings: set[str], own: str | None) -> bool:
    """Whether an object that does not name the page names another article: by its headline and address, or by a
    headline that has no word of the page's.
    """
    headline = unescaped(article.get("headline"))
    if not headings or headline is None:
        return False
    return bool(own and _addresses(article, own)) or not _shares_a_word(headline, headings)


def _shares_a_word(headline: str, headings: set[str]) -> bool:
    """Whether a headline has the beginning of a word with one of the page's. One without longer words may be any; so
    may one in Latin letters, which are those of programs, where the page has its headline in others.
    """
    if headline.isascii() and not all(map(_has_latin, headings)):
        return True
    words = [word for word in map(_letters, headline.split()) if len(word) >= STEM or not word.isascii()]
    parts = [word[:STEM] for word in words if word.isascii()]
    parts += [word[at : at + 2] for word in words if not word.isascii() for at in range(max(1, len(word) - 1))]
    return not parts or any(part in one for part in parts for one in headings)


def _has_latin(text: str) -> bool:
    return any(letter < "\u0250" and letter.isalpha() for letter in text)


def _addresses(article: Mapping[str, Any], own: str | None) -> list[str]:
    """Where an object says that its article stands; the front page of a site is no article's place. An address without
    a host is one of the page's site.
    """
    found = []
    for name in ("url", "mainEntityOfPage", "@id"):
        value = article.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        written = short(value) or ""
        if written.startswith("/") and own and is_address(own):
            written = _joined(own, written)
        address = canonical_url(written)
        if address is not None and address.count("/") > 2:
            found.append(address)
    return found


def _joined(own: str, written: str) -> str:
    try:
        return urljoin(own, written)
    except ValueError:
        return ""


def is_strange(article: Mapping[str, Any], own: str | None) -> bool:
    """Whether all addresses in an object are another site's: a copy took its source's data along."""
    site = outlet_domain(own) if own and is_address(own) else None
    sites = {outlet_domain(one) for one in _addresses(article, own)}
    return site is not None and bool(sites) and site not in sites


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _titles(article: Mapping[str, Any]) -> set[str]:
    return {title for title in (short(article.get("headline")),) if title}


def _json(text: str) -> Any:
    """A JSON-LD block. Blocks wrapped in comments or CDATA, with a semicolon after them or commas before a closing
    bracket are read all the same; of hopeless ones, what stands behind the article's members can be told.
    """
    for repaired in (lambda t: t, _repaired):
        try:
            data, _ = storable(_bounded(json.loads(repaired(text), strict=False)))
        except (ValueError, RecursionError):
            continue
        return data
    found = {name: value for name, value in _MEMBER.findall(text[:MAX_BROKEN]) if name != "@type"}
    kind = _ARTICLE_TYPE.search(text[:MAX_BROKEN])
    return storable({"@type": "Article", **found})[0] if found and kind else None


def _repaired(text: str) -> str:
    text = _WRAPPING.sub("", text).strip().rstrip(";")
    return _LAST_COMMA.sub(r"\1", text)


def _bounded(data: Any) -> Any:
    if isinstance(data, dict | list) and deeper_than(data, MAX_DEPTH):
        raise ValueError("nested too deeply")
    return data


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Objects that a JSON-LD block is about: itself, its list, its graph, the page's main entity."""
    waiting = deque([data])
    while waiting:
        thing = waiting.popleft()
        if isinstance(thing, list):
            waiting.extend(thing)
        elif isinstance(thing, dict):
            yield thing
            waiting.extend(thing[key] for key in ("@graph", "mainEntity") if key in thing)
