"""What a page says about itself: JSON-LD, meta elements, links. Collected, not interpreted.

Sources in the order of trust: JSON-LD (schema.org), Open Graph and other meta elements, visible elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Any

from msgspec import Struct, field

from syndicheck.expressions import expression
from syndicheck.model.articles import RawTime
from syndicheck.readers import page_claims, page_dates, page_day
from syndicheck.readers.page_json_ld import ARTICLE, OTHER_DATES, SHORT_HEADING, is_strange, linked_data
from syndicheck.readers.page_values import (
    MAX_VALUE,
    attributes,
    first_of,
    headlines,
    host,
    is_address,
    short,
    stated,
    title_of,
    unescaped,
)
from syndicheck.readers.records import is_live

MAX_LINKS = 60
"""Links kept of a page."""

_NUMBERED = expression(r"\d{4}")
"""What an address must have that names one release: menus and home pages are not kept."""

_TWO_DATES = expression(r"\d{4}-\d\d-\d{3}")
"""Values of ``datetime`` into which a program has written two dates."""

_BESIDE = frozenset({"aside", "nav", "footer", "form", "figcaption", "blockquote"})
_OF_OTHERS = expression(
    r"(?<![a-z])(?:related|teasers?|comments?|sidebar|recommend\w{0,6}|most-?read|popular|promo|widget|more-from|read-?next"
    r"|ticker|trending|captions?|tweet)(?![a-z])",
    re.IGNORECASE,
)
"""Class names and ids of what stands beside an article, or within it and is of something else."""

_OTHER_THING = expression(
    r"(?:^|[/#:])(?:\w{0,40}(?:Comments?|Object|Review|Event|Answer|Question|Product|Episode|Series)|Book|Movie)$"
)
"""Types of schema.org that have dates of their own: comments, videos, reviews, events."""

_BLOCKS = frozenset({"p", "li", "td", "dd"})
"""Elements of which each is a paragraph."""

MOST_HEADINGS = 8
"""First-level headings among which the page's own is."""

MOST_TIMES = 60
"""``<time>`` elements that are looked at."""

_OF_A_CHANGE = expression(r"updat|modif|edited|revis")

_ZONED = expression(r"(?:Z|\d\s?[+-]\d\d:?\d\d)$", re.IGNORECASE)


_MAY_BE_OF_A_CHANGE = frozenset({"dc.date", "dcterms.date", "date"})
"""Names of meta elements that do not say whether the date is of the publication."""

UNCERTAIN = "meta-date"
"""The source of what they say, where nothing else says it for certain."""

LONGEST_LABEL = 40
"""Characters before a date that may say what it is."""

_NO_LABELS = frozenset({"h1", "h2", "h3", "h4", "time", "script", "style"})
"""Elements before a date that say nothing of it: a headline may have the word "update"."""


_SAVED_FROM = expression(
    r"<!--\s{0,9}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,9}url:\s{1,9})(\S{1,2000})"
)

_META_TIMES = {
    "published": (
        *("article:published_time", "og:article:published_time", "article:published", "datepublished"),
        *("publication_date", "publish-date", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued"),
        *("dcterms.issued", "dc.date", "dcterms.date", "date"),
    ),
    "modified": (
        *("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified"),
        *("dcterms.modified", "last-modified"),
    ),
}


class Metadata(Struct, frozen=True):
    """The page's word on itself; ``None`` where it says nothing."""

    title: str | None
    url: str | None
    canonical_url: str | None
    author: str | None
    lang: str | None
    site_name: str | None
    times: tuple[RawTime, ...]
    sure: tuple[RawTime, ...] = ()
    """Those of ``times`` that machines are told, and that say for certain to be of a publication."""
    links: tuple[str, ...] = ()
    declared: Mapping[str, Any] = field(default_factory=dict)


def gather(tree: Any, html: str, visible: str = "", address: str | None = None) -> Metadata:
    """Read a page's metadata from its tree; ``html`` is looked at for the address that browsers write
    into saved pages. ``visible`` is the page's visible text, ``address`` its address if the record tells: they
    are looked at for dates.
    """
    meta = _meta(tree)
    canonical = first_of(attributes(tree, "//link[translate(@rel,'CANOIL','canoil')='canonical']/@href"))
    own = address or meta.get("og:url") or canonical
    linked = linked_data(tree, own)
    url = meta.get("og:url") or (None if is_strange(linked, own) else short(linked.get("url"))) or _saved_from(html)
    said = [*_times(tree, meta, linked, own)]
    return Metadata(
        title=unescaped(linked.get("headline")) or meta.get("og:title") or title_of(tree),
        url=url if is_address(url) else None,
        canonical_url=canonical if is_address(canonical) else None,
        author=_names(linked.get("author")) or meta.get("author") or meta.get("dc.creator"),
        lang=(
            first_of(attributes(tree, "/html/@lang | /html/@*[local-name()='lang']"))
            or short(linked.get("inLanguage"))
            or meta.get("content-language")
            or meta.get("og:locale")
        ),
        site_name=meta.get("og:site_name") or _names(linked.get("publisher")),
        times=tuple(page_day.shown_first([*_witnesses(tree, html, visible, said, address or url or canonical)])),
        sure=tuple(_sure(said)),
        links=tuple(_links(tree, meta, linked, url or canonical)),
        declared=page_claims.claims(tree, meta, linked),
    )


def _links(tree: Any, meta: dict[str, str], linked: dict[str, Any], url: str | None) -> Iterator[str]:
    """Where the page says it comes from, then its links to numbered pages of other sites."""
    own = host(url)
    said = [meta.get("original-source"), meta.get("syndication-source"), short(linked.get("isBasedOn"))]
    printed = (str(href).strip() for href in attributes(tree, "//body//a/@href"))
    seen: set[str] = set()
    for href in (*filter(None, said), *printed):
        if len(seen) == MAX_LINKS:
            return
        if href in seen or len(href) > MAX_VALUE or not is_address(href) or not _NUMBERED.search(href):
            continue
        its_host = host(href)
        if its_host is not None and its_host != own:
            seen.add(href)
            yield href


def _witnesses(tree: Any, html: str, visible: str, said: list[RawTime], address: str | None) -> Iterator[RawTime]:
    """All that tells when the page was published or changed, in the order of trust."""
    yield from said
    published = any(time.kind == "published" for time in said)
    if in_address := page_dates.in_address(address):
        yield in_address
        published = True
    for time in page_dates.shown(visible, headlines(tree)):
        yield time
        published = published or time.kind == "published"
    if not published and (found := page_dates.searched(tree, html)):
        yield found


def _times(tree: Any, meta: dict[str, str], linked: dict[str, Any], own: str | None) -> Iterator[RawTime]:
    """Each time once for each source that gives it; a ``<time>`` only when nothing else is there, since
    those of teasers look the same. ``own`` is the page's address.
    """
    seen: set[str] = set()
    source = "json-ld-elsewhere" if is_strange(linked, own) else "live-blog" if is_live(linked) else "json-ld"
    for kind, member in (("published", "datePublished"), ("modified", "dateModified")):
        if raw := stated(linked.get(member)):
            seen.add(kind)
            yield RawTime(kind, raw, source if kind == "published" else "json-ld")
            for other in linked.get(OTHER_DATES, ()) if kind == "published" else ():
                yield RawTime(kind, other, source)
        named = [name for name in _META_TIMES[kind] if name in meta]
        uncertain = kind == "published" and _MAY_BE_OF_A_CHANGE.issuperset(named)
        for raw in _told_by(meta, named, kind):
            if not uncertain:
                seen.add(kind)
            yield RawTime(kind, raw, UNCERTAIN if uncertain else "meta")
        marked = f"//*[contains(@itemprop,'{member}')][@datetime or @content]"
        if kind not in seen and (raw := first_of([_stamp(one) for one in _own(tree, marked)])):
            seen.add(kind)
            yield RawTime(kind, raw, "meta")
    if "published" not in seen:
        yield from _of_elements(tree)


def _of_elements(tree: Any) -> Iterator[RawTime]:
    """What ``<time>`` elements say. One above the headline may be of today."""
    below = dict(_near_headline(tree))
    inside = list(below)
    stamps = [*_own(tree, "//time[@pubdate][@datetime]"), *inside[:1]]
    if inside and _is_of_a_change(inside[0]):
        yield RawTime("modified", _stamp(inside[0]), "visible")
        stamps = [one for one in stamps if one is not inside[0]] + [one for one in inside[1:2] if _says_first(one)]
    for one in stamps:
        if (raw := short(_stamp(one))) and not _TWO_DATES.match(raw):
            certain = below.get(one, True) or _says_first(one)
            yield RawTime("published", raw, "visible" if certain else page_dates.ABOVE)
            return


def _near_headline(tree: Any) -> Iterator[tuple[Any, bool]]:
    """The ``<time>`` elements of an article by its headline, and whether they stand below it: none that is of something
    in a sentence, and behind the text only those that are said to be of the publication.
    """
    chosen = _own(
        tree,
        "//article//time[@datetime] | //main//time[@datetime]"
        " | //header[.//h1 or ancestor::article or ancestor::main]//time[@datetime]",
    )[:MOST_TIMES]
    if not chosen:
        return
    waiting = set(chosen)
    letters, below = 0, next(tree.iter("h1"), None) is None
    for one in tree.iter("h1", "p", "time"):
        if one.tag == "h1":
            letters, below = 0, True
        elif one.tag == "p":
            letters += len(one.text_content())
        elif (
            one in waiting
            and "created" not in (one.get("itemprop") or "").lower()  # before it was published, nobody knows how long
            and not _in_a_sentence(one)
            and (letters <= page_dates.BEHIND or _says_first(one))
        ):
            yield one, below


def _in_a_sentence(element: Any) -> bool:
    """Whether a ``<time>`` stands amid the words of a paragraph, which tell of something that was then."""
    block = next((one for one in islice(element.iterancestors(), 4) if one.tag in _BLOCKS), None)
    if block is None:
        return False
    words, own = " ".join(block.text_content().split()), " ".join(element.text_content().split())
    if len(words) - len(own) > page_dates.BESIDE:
        return True
    return words.endswith((".", "!", "?", "。", "।")) and not words.startswith(own) and not _says_first(element)


def _sure(said: list[RawTime]) -> Iterator[RawTime]:
    """Of what JSON-LD and meta elements say the publications, without what may be of a change."""
    for time in said:
        if time.kind == "published" and time.source not in ("visible", page_dates.ABOVE, UNCERTAIN):
            yield time


def _told_by(meta: dict[str, str], names: list[str], kind: str) -> list[str]:
    """What meta elements of these names say: of a change the first, of the publication all that say it for certain,
    since two that differ contradict each other. A further time without a zone may be of any zone, and contradicts none.
    """
    sure = [name for name in names if kind == "published" and name not in _MAY_BE_OF_A_CHANGE]
    told = list(dict.fromkeys(meta[name] for name in sure or names[:1]))
    return told[:1] + [raw for raw in told[1:] if ":" not in raw or _ZONED.search(raw)]


def _own(tree: Any, xpath: str) -> list[Any]:
    """The elements that are the article's own."""
    around = _around_headline(tree)
    found = [element for element in tree.xpath(xpath) if _is_own(element, around)]
    belongs = _scope(tree) if found else None
    return [element for element in found if belongs is None or belongs(element)]


def _scope(tree: Any) -> Callable[[Any], bool]:
    """Whether an element is said, in microdata, to be of the page's article: not of a comment or a video in it, and of
    several articles only of the one with the headline. A review or an event that has it is the article.
    """
    kinds = {one: one.get("itemtype").split() for one in tree.xpath("//*[@itemscope][@itemtype]")}
    articles = [one for one, named in kinds.items() if any(map(ARTICLE.search, named))]
    other = {one for one, named in kinds.items() if named and all(map(_OTHER_THING.search, named))}.difference(articles)
    headed = [one for one in articles if _has_heading(one)]
    own = set(headed or (articles if len(articles) == 1 else ()))
    others = {one for one in other if not _has_heading(one)}

    def belongs(element: Any) -> bool:
        for one in element.iterancestors():
            if one in own:
                return True
            if one in others or one in unheaded:
                return False
        return True

    unheaded = set(articles) - own
    return belongs


def _has_heading(element: Any) -> bool:
    return next(element.iter("h1"), None) is not None


def _around_headline(tree: Any) -> frozenset[Any]:
    """What the page's headline stands in: a whole page may be in a form, or in a "content-sidebar-wrap"."""
    headings = list(islice(tree.iter("h1"), MOST_HEADINGS))
    if len(headings) > 1:
        title = " ".join(str(one.text_content()) for one in islice(tree.iter("title"), 1))
        texts = ((one, short(one.text_content()) or "") for one in headings)
        headings = [one for one, text in texts if len(text) > SHORT_HEADING and text in title]
    return frozenset(headings[0].iterancestors()) if headings else frozenset()


def _is_own(element: Any, around: AbstractSet[Any]) -> bool:
    """Whether an element does not stand in a side column, a teaser or a comment: those are of other things. What the
    headline stands in, ``around``, is none of these.
    """
    for one in (element, *element.iterancestors()):
        if one in around or one.tag in ("body", "html"):
            break
        if one.tag in _BESIDE or _OF_OTHERS.search(f"{one.get('class') or ''} {one.get('id') or ''}"[:1000]):
            return False
    return True


def _is_of_a_change(element: Any) -> bool:
    """Whether a ``<time>`` is of a change, by its class or by the word before it."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    if "publish" in names:  # WordPress writes "published updated" until something is changed
        return False
    return _OF_A_CHANGE.search(names) is not None or page_dates.CHANGED.search(_words_before(element)) is not None


def _says_first(element: Any) -> bool:
    """Whether a ``<time>`` behind another one is said to be of the publication."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return "publish" in names or page_dates.PUBLISHED.search(_words_before(element)) is not None


def _words_before(element: Any) -> str:
    """What stands directly before an element, in its own parent or, where it is the first there, before that."""
    for one in islice((element, *element.iterancestors()), 3):
        parent, before = one.getparent(), one.getprevious()
        if parent is None:
            break
        words = str((parent.text if before is None else before.tail) or "")
        if before is not None and not words.strip() and before.tag not in _NO_LABELS:
            label = str(before.text_content())
            words = label if len(label) <= LONGEST_LABEL else ""
        if before is not None or words.strip():
            return words[-LONGEST_LABEL:]
    return ""


def _stamp(element: Any) -> str:
    return element.get("datetime") or element.get("content") or ""


def _meta(tree: Any) -> dict[str, str]:
    """Meta elements by their lower-case name, property, itemprop or http-equiv; the first of each."""
    found: dict[str, str] = {}
    belongs, around = _scope(tree), _around_headline(tree)
    for element in tree.iter("meta"):
        value = short(element.get("content"))
        if value is None:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if (name := element.get(attribute)) and (
                attribute != "itemprop" or (_is_own(element, around) and belongs(element))
            ):
                found.setdefault(name.strip().lower(), value)
    return found


def _names(value: Any) -> str | None:
    """Names of persons or organisations, joined by semicolons."""
    things = value if isinstance(value, list) else [value]
    names = (unescaped(thing.get("name") if isinstance(thing, dict) else thing) for thing in things)
    return "; ".join(dict.fromkeys(name for name in names if name)) or None


def _saved_from(html: str) -> str | None:
    found = _SAVED_FROM.search(html[:4096])
    return found.group(1) if found else None
