"""What a page says about itself: JSON-LD, meta elements, links. Collected, not interpreted.

Sources in the order of trust: JSON-LD (schema.org), Open Graph and other meta elements, visible elements.
"""

from __future__ import annotations

import html as markup
import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from msgspec import Struct, field

from syndicheck.expressions import expression
from syndicheck.identity import canonical_url, outlet_domain
from syndicheck.model.articles import RawTime
from syndicheck.readers import page_claims, page_dates, page_day
from syndicheck.readers.decoding import storable
from syndicheck.readers.depth import MAX_DEPTH, deeper_than
from syndicheck.readers.records import is_live

MAX_VALUE = 1000
"""Longer values than this (in characters) are no title, name or address."""

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

_OTHER_DATES = " other datePublished"
"""Where further dates of publication stand among the members of an article's data; no JSON-LD has such a name."""

_MAY_BE_OF_A_CHANGE = frozenset({"dc.date", "dcterms.date", "date"})
"""Names of meta elements that do not say whether the date is of the publication."""

UNCERTAIN = "meta-date"
"""The source of what they say, where nothing else says it for certain."""

LONGEST_LABEL = 40
"""Characters before a date that may say what it is."""

_NO_LABELS = frozenset({"h1", "h2", "h3", "h4", "time", "script", "style"})
"""Elements before a date that say nothing of it: a headline may have the word "update"."""

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

_ARTICLE = expression(r"(?:^|[/#])\w{0,40}(?:Article|BlogPosting|LiveBlogPosting|Report)$")
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
    canonical = _first(_attributes(tree, "//link[translate(@rel,'CANOIL','canoil')='canonical']/@href"))
    own = address or meta.get("og:url") or canonical
    linked = _linked_data(tree, own)
    url = meta.get("og:url") or (None if _strange(linked, own) else _short(linked.get("url"))) or _saved_from(html)
    said = [*_times(tree, meta, linked, own)]
    return Metadata(
        title=_unescaped(linked.get("headline")) or meta.get("og:title") or _heading(tree),
        url=url if _is_address(url) else None,
        canonical_url=canonical if _is_address(canonical) else None,
        author=_names(linked.get("author")) or meta.get("author") or meta.get("dc.creator"),
        lang=(
            _first(_attributes(tree, "/html/@lang | /html/@*[local-name()='lang']"))
            or _short(linked.get("inLanguage"))
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
    own = _host(url)
    said = [meta.get("original-source"), meta.get("syndication-source"), _short(linked.get("isBasedOn"))]
    printed = (str(href).strip() for href in _attributes(tree, "//body//a/@href"))
    seen: set[str] = set()
    for href in (*filter(None, said), *printed):
        if len(seen) == MAX_LINKS:
            return
        if href in seen or len(href) > MAX_VALUE or not _is_address(href) or not _NUMBERED.search(href):
            continue
        host = _host(href)
        if host is not None and host != own:
            seen.add(href)
            yield href


def _witnesses(tree: Any, html: str, visible: str, said: list[RawTime], address: str | None) -> Iterator[RawTime]:
    """All that tells when the page was published or changed, in the order of trust."""
    yield from said
    published = any(time.kind == "published" for time in said)
    if in_address := page_dates.in_address(address):
        yield in_address
        published = True
    for time in page_dates.shown(visible, _headings(tree)):
        yield time
        published = published or time.kind == "published"
    if not published and (found := page_dates.searched(tree, html)):
        yield found


def _times(tree: Any, meta: dict[str, str], linked: dict[str, Any], own: str | None) -> Iterator[RawTime]:
    """Each time once for each source that gives it; a ``<time>`` only when nothing else is there, since
    those of teasers look the same. ``own`` is the page's address.
    """
    seen: set[str] = set()
    source = "json-ld-elsewhere" if _strange(linked, own) else "live-blog" if is_live(linked) else "json-ld"
    for kind, member in (("published", "datePublished"), ("modified", "dateModified")):
        if raw := _stated(linked.get(member)):
            seen.add(kind)
            yield RawTime(kind, raw, source if kind == "published" else "json-ld")
            for other in linked.get(_OTHER_DATES, ()) if kind == "published" else ():
                yield RawTime(kind, other, source)
        named = [name for name in _META_TIMES[kind] if name in meta]
        uncertain = kind == "published" and _MAY_BE_OF_A_CHANGE.issuperset(named)
        for raw in _told_by(meta, named, kind):
            if not uncertain:
                seen.add(kind)
            yield RawTime(kind, raw, UNCERTAIN if uncertain else "meta")
        marked = f"//*[contains(@itemprop,'{member}')][@datetime or @content]"
        if kind not in seen and (raw := _first([_stamp(one) for one in _own(tree, marked)])):
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
        if (raw := _short(_stamp(one))) and not _TWO_DATES.match(raw):
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
    articles = [one for one, named in kinds.items() if any(map(_ARTICLE.search, named))]
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
        texts = ((one, _short(one.text_content()) or "") for one in headings)
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
        value = _short(element.get("content"))
        if value is None:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if (name := element.get(attribute)) and (
                attribute != "itemprop" or (_is_own(element, around) and belongs(element))
            ):
                found.setdefault(name.strip().lower(), value)
    return found


def _linked_data(tree: Any, own: str | None) -> dict[str, Any]:
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
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                articles.append(thing)
    headings = {_letters(text) for text in _headings(tree)}
    of_page = [one for one in articles if _names_page(one, headings, own)]
    articles = of_page or [one for one in articles if not _is_other(one, headings, own)]
    if not articles:
        return {}
    main = next((a for a in articles if a.get("datePublished") or a.get("headline")), articles[0])
    merged: dict[str, Any] = {}
    same = [main, *(a for a in articles if a is not main and _short(a.get("headline")) in _titles(main))]
    for article in same:
        merged = {**article, **{key: value for key, value in merged.items() if value}}
    dates = dict.fromkeys(
        raw for one in same for value in _listed(one.get("datePublished")) if (raw := _stated(value)) is not None
    )
    return {**merged, _OTHER_DATES: list(dates)[1:]}  # two programs of one site may contradict each other


def _names_page(article: Mapping[str, Any], headings: set[str], own: str | None) -> bool:
    """Whether an object bears the headline or the address of the page."""
    headline = _letters(_unescaped(article.get("headline")) or "")
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
    addresses = _addresses(article, own) if own and _is_address(own) else []
    return bool(own and addresses) and canonical_url(own or "") not in addresses and not _strange(article, own)


def _is_other(article: Mapping[str, Any], headings: set[str], own: str | None) -> bool:
    """Whether an object that does not name the page names another article: by its headline and address, or by a
    headline that has no word of the page's.
    """
    headline = _unescaped(article.get("headline"))
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
        written = _short(value) or ""
        if written.startswith("/") and own and _is_address(own):
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


def _strange(article: Mapping[str, Any], own: str | None) -> bool:
    """Whether all addresses in an object are another site's: a copy took its source's data along."""
    site = outlet_domain(own) if own and _is_address(own) else None
    sites = {outlet_domain(one) for one in _addresses(article, own)}
    return site is not None and bool(sites) and site not in sites


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _titles(article: Mapping[str, Any]) -> set[str]:
    return {title for title in (_short(article.get("headline")),) if title}


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


def _names(value: Any) -> str | None:
    """Names of persons or organisations, joined by semicolons."""
    things = value if isinstance(value, list) else [value]
    names = (_unescaped(thing.get("name") if isinstance(thing, dict) else thing) for thing in things)
    return "; ".join(dict.fromkeys(name for name in names if name)) or None


def _heading(tree: Any) -> str | None:
    """The only first-level heading, else the document's title."""
    headings = [text for text in (_short(h.text_content()) for h in tree.iter("h1")) if text]
    if len(headings) == 1:
        return headings[0]
    return next((text for t in tree.iter("title") if (text := _short(t.text_content()))), None)


def _headings(tree: Any) -> list[str]:
    """What may be the headline, best first: headings that the title repeats, then the title itself."""
    titles = [text for t in islice(tree.iter("title"), 1) if (text := _short(t.text_content()))]
    shared = [str(value) for value in _attributes(tree, "//meta[@property='og:title']/@content")[:1]]
    marked = [text for name in ("h1", "h2") for h in islice(tree.iter(name), 8) if (text := _short(h.text_content()))]
    known = " ".join([*titles, *shared])
    in_title = [text for text in marked if len(text) > 8 and text in known]
    first = [text for h in islice(tree.iter("h1"), 3) if (text := _short(h.text_content()))]
    return list(dict.fromkeys([*in_title, *shared, *first, *titles]))


def _short(value: Any) -> str | None:
    """A string on one line, ``None`` when it is none, blank or overlong."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    if not isinstance(value, str) or len(value) > 20 * MAX_VALUE:
        return None
    value = " ".join(value.split())
    return value if 0 < len(value) <= MAX_VALUE else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _stated(value: Any) -> str | None:
    """A time in JSON-LD, of several the first; also one with its type: ``{"@type": "DateTime", "@value": …}``."""
    for one in _listed(value):
        if found := _short(one.get("@value") if isinstance(one, dict) else one):
            return found
    return None


def _unescaped(value: Any) -> str | None:
    """A JSON-LD string; many systems write HTML entities into them."""
    text = _short(value)
    return _short(markup.unescape(text)) if text else None


def _attributes(tree: Any, xpath: str) -> list[Any]:
    return list(tree.xpath(xpath))


def _first(values: list[Any]) -> str | None:
    return next((text for value in values if (text := _short(str(value)))), None)


def _saved_from(html: str) -> str | None:
    found = _SAVED_FROM.search(html[:4096])
    return found.group(1) if found else None


def _host(url: str | None) -> str | None:
    """The host of an address with its port; ``None`` for what is none."""
    try:
        return urlsplit(url or "").netloc if _is_address(url) else None
    except ValueError:
        return None


def _is_address(url: str | None) -> bool:
    return url is not None and url.lower().startswith(("http://", "https://"))
