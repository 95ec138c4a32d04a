"""An answer → entries to store: what is new in a feed, and what the page of an entry gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.errors import InputError, MissingExtra
from syndicheck.expressions import expression
from syndicheck.identity import canonical_url
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import answers
from syndicheck.readers.interface import Item, Reader
from syndicheck.readers.leads import Lead
from syndicheck.readers.replies import Answer
from syndicheck.readers.streams import ByteStream, Interrupted
from syndicheck.store.feeds import HELD, LEFT_OUT, READY, WAITING, Entry, Feed
from syndicheck.watching.settings import host_of, outlet_of

MOST = 5_000
"""Entries of one answer that are looked at, the first ones."""


TTL_READ: Final = 64 * 1024
"""Bytes of a feed in which its own description stands, before its first entry."""

_TTL = expression(rb"<ttl>\s{0,20}(\d{1,6})\s{0,20}</ttl>")


class Intake(Struct, frozen=True):
    """What an answer holds: all leads by their key, and the problem that kept it from being read to its end."""

    leads: Mapping[str, Lead]
    problem: Problem | None = None


def leads_of(answer: Answer, where: str) -> Intake:
    """The entries of a feed's answer, each once. Never raises for what the answer holds."""
    found: dict[str, Lead] = {}
    problem: Problem | None = None
    try:
        reader = answers.reader_of(answer)
        if reader is None or ".html" in reader.suffixes:
            return Intake({}, _no_feed(where))
        for given in _leads(reader, ByteStream(answers.opened(answer)), where):
            one = _absolute(given, answer)
            if isinstance(one, Problem):
                problem = problem or one
            elif len(found) < MOST:
                found.setdefault(_key(one), one)
    except Interrupted as stop:
        problem = Problem(where, stop.code, stop.message, stop.remedy)
    except (MissingExtra, InputError) as error:
        problem = Problem(where, "unreadable", error.message, error.remedy)
    if found and all(lead.nested for lead in found.values()):
        return Intake({}, _index(where, next(iter(found.values()))))
    return Intake(found, problem if problem is not None and (problem.fatal or not found) else None)


def ttl_of(answer: Answer) -> float | None:
    """The seconds for which a feed says that it need not be asked again (``<ttl>`` of RSS 2.0, in minutes)."""
    head = answer.body[:TTL_READ]
    found = _TTL.search(head, 0, at if (at := head.find(b"<item")) >= 0 else len(head))
    return 60.0 * int(found[1]) if found else None


def _absolute(lead: Lead | Problem, answer: Answer) -> Lead | Problem:
    """A lead whose addresses are whole: many feeds name pages by their path only."""
    if isinstance(lead, Problem):
        return lead
    article = lead.article and replace(lead.article, url=answers.absolute(answer, lead.article.url))
    return replace(lead, url=answers.absolute(answer, lead.url), article=article)


def _leads(reader: Reader, stream: ByteStream, where: str) -> Iterator[Lead | Problem]:
    listed = getattr(reader, "leads", None)
    if listed is not None:
        yield from listed(stream, where)
        return
    for item in reader.read(stream, where):  # other collections: what they give is all there is
        if isinstance(item, RawArticle):
            yield Lead(item.where, item.url, item, full=len(item.text) >= 500, title=item.title, times=item.times)
        else:
            yield item


def _no_feed(where: str) -> Problem:
    return Problem(
        where,
        "not-a-feed",
        "The address answers with something that is no feed.",
        "Open it in a browser: look for the address of its feed.",
    )


def _index(where: str, first: Lead) -> Problem:
    return Problem(
        where,
        "nested-list",
        "This is an index of sitemaps.",
        f"Name the sitemap of its news, for example {str(first.url)[:200]}",
    )


def entries_of(
    feed: Feed,
    leads: Mapping[str, Lead],
    known: Mapping[str, str],
    elsewhere: Iterable[str],
    seen: datetime,
    most: int | None = None,
) -> list[Entry]:
    """What is new or changed among the leads of a feed. ``known`` are the digests of its earlier entries, ``elsewhere``
    the keys that another feed brings; ``seen`` is when the feed answered. Of more than ``most`` entries those behind
    are noted, not read.
    """
    brought = frozenset(elsewhere)
    fresh: list[Entry] = []
    for key, lead in leads.items():
        digest = _digest(lead)
        if known.get(key) == digest:
            continue
        entry = Entry(key, digest, lead.title or "", lead.url, feed.host, seen, HELD)
        if most is not None and len(fresh) >= most:
            fresh.append(replace(entry, state=LEFT_OUT, code="backlog"))
            continue
        fresh.append(entry if key in brought and key not in known else _routed(entry, lead, feed))
    return fresh


def _routed(entry: Entry, lead: Lead, feed: Feed) -> Entry:
    """An entry with where its text comes from: its page, or what the feed gives."""
    host = host_of(lead.url) if lead.url else None
    wants_page = feed.content == "page" or (feed.content == "auto" and not lead.full)
    given = tuple(_said(one, feed, entry.seen) for one in (lead.article,) if one is not None)
    if wants_page and host is not None and not lead.nested:
        carrier = given or (_bare(lead, feed, entry.seen),)
        return replace(entry, host=host, state=WAITING, given=carrier)
    if given:
        return replace(entry, state=READY, pending=given)
    return replace(entry, state=LEFT_OUT, code="nested-list" if lead.nested else "no-text")


def _said(article: RawArticle, feed: Feed, seen: datetime) -> RawArticle:
    times = (*article.times, RawTime("first_seen", seen.isoformat(timespec="seconds"), "fetch"))
    return replace(article, times=times, outlet=outlet_of(feed.name, feed.url) or article.outlet)


def _bare(lead: Lead, feed: Feed, seen: datetime) -> RawArticle:
    """An article without text, to carry what the list says of it until its page is read."""
    return _said(
        RawArticle(lead.where, "", url=lead.url, title=lead.title, lang=lead.lang, times=lead.times), feed, seen
    )


def page_of(answer: Answer, entry: Entry) -> tuple[Item, ...]:
    """What the page of an entry gives, with what the feed said of it. At most one article: its own."""
    where = entry.url or entry.key
    items: list[Item] = []
    try:
        reader = answers.reader_of(answer)
        if reader is None:
            return (Problem(where, "unknown-format", "The format was not recognised.", "Look at the page."),)
        for item in reader.read(ByteStream(answers.opened(answer)), where):
            items.append(answers.stamped(item, answer, reader))
            if isinstance(item, RawArticle):
                break
    except Interrupted as stop:
        items.append(Problem(where, stop.code, stop.message, stop.remedy))
    except (MissingExtra, InputError) as error:
        items.append(Problem(where, "unreadable", error.message, error.remedy))
    return tuple(_joined(item, entry) if isinstance(item, RawArticle) else item for item in items)


def _joined(page: RawArticle, entry: Entry) -> RawArticle:
    """A page with what its feed said: times, headline and author where the page has none; the outlet as named."""
    said = next((one for one in entry.given if isinstance(one, RawArticle)), None)
    if said is None:
        return page
    own = set(page.times)
    feed = {"feed": said.extra["feed"]} if "feed" in said.extra else {}
    return replace(
        page,
        title=page.title or said.title,
        author=page.author or said.author,
        lang=page.lang or said.lang,
        outlet=said.outlet or page.outlet,
        times=(*page.times, *(time for time in said.times if time not in own)),
        extra={**feed, **page.extra},
    )


def fallback(entry: Entry, problem: Problem) -> tuple[Item, ...]:
    """What is stored of an entry whose page cannot be had: the feed's own words, and the problem."""
    said = tuple(one for one in entry.given if isinstance(one, RawArticle) and one.text.strip())
    return (*said, replace(problem, where=entry.url or entry.key, fatal=not said))


def _key(lead: Lead) -> str:
    address = canonical_url(lead.url) if lead.url else None
    if address is not None:
        return address
    if lead.article is not None and lead.article.source_id:
        return f"id:{lead.article.source_id}"
    return f"text:{_digest(lead)}"


def _digest(lead: Lead) -> str:
    """What the list says of an entry; another digest means that it was changed."""
    digest = blake2b(digest_size=16)
    text = lead.article.text if lead.article is not None else ""
    for part in (lead.title or "", text, *(f"{time.kind} {time.raw}" for time in lead.times)):
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "little"))
        digest.update(encoded)
    return digest.hexdigest()
