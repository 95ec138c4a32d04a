"""The pages behind lists of addresses: sitemaps, feeds, and plain lists, one address a line.

Pages are asked for one after the other, with a pause between two requests to one host. What the list says of an article
– its times, headline, language – goes with it. A sitemap that came from the web is followed only within its own site,
as the protocol has it; a person's list of addresses may name any.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.identity import outlet_domain
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import answers, news_xml, sitemap, web
from syndicheck.readers.addresses import is_address, without_userinfo
from syndicheck.readers.broken import guarded
from syndicheck.readers.interface import Item
from syndicheck.readers.leads import Lead
from syndicheck.readers.replies import Answer
from syndicheck.readers.streams import ByteStream

PAUSE: Final = 1.0
"""Seconds between two requests to one host, unless it wants more (``Crawl-delay``)."""
MOST_LISTS: Final = 1_000
"""Sitemaps of one index that are read."""
_LONGEST_LINE: Final = 8192


class Manners(Struct, frozen=True):
    """How pages are asked for: by ``web``, with ``pause`` seconds between two requests to one host."""

    web: web.Web
    pause: float = PAUSE
    sleep: Callable[[float], None] = time.sleep


def is_list(answer: Answer) -> bool:
    """Whether an answer is a sitemap: whoever names one means the pages it lists."""
    return sitemap.sniff(ByteStream(answers.opened(answer)).head)


def pages_of(answer: Answer, manners: Manners) -> Iterator[Item]:
    """The pages that a sitemap from the web lists."""
    where = without_userinfo(answer.address)
    leads = _leads(ByteStream(answers.opened(answer)), where)
    yield from _Followed(manners, outlet_domain(answer.address)).follow(leads, where)


def pages_listed(stream: ByteStream, where: str, manners: Manners) -> Iterator[Item]:
    """The pages that a file lists: a sitemap or feed, else text with one address a line (``#`` begins a remark)."""
    yield from _Followed(manners, None).follow(_leads(stream, where), where)


def _leads(stream: ByteStream, where: str) -> Iterator[Lead | Problem]:
    if stream.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield from news_xml.leads(stream, where)
        return
    for number, line in enumerate(stream.lines(), 1):
        short = line if line is not None and len(line) <= _LONGEST_LINE else b"?"
        text = short.decode("utf-8", "replace").strip()
        if not text or text.startswith("#"):
            continue
        if is_address(text) and not any(map(str.isspace, text)):
            yield Lead(f"{where}:{number}", text)
        else:
            yield Problem(
                f"{where}:{number}",
                "no-address",
                "The line holds no web address.",
                "Write one address a line: https://herald.example/2026/harbour",
            )


class _Followed:
    def __init__(self, manners: Manners, site: str | None) -> None:
        self._manners = manners
        self._site = site
        self._asked: dict[str, float] = {}
        self._seen: set[str] = set()
        self._lists = 0

    def follow(self, leads: Iterator[Lead | Problem], where: str) -> Iterator[Item]:
        """Every page once, in the order of the list; a list that breaks off costs the rest of it."""
        elsewhere = 0
        for lead in guarded(leads, where):
            if isinstance(lead, Problem):
                yield lead
                continue
            if lead.url is None:
                if lead.article is not None:
                    yield lead.article
                continue
            if self._site is not None and outlet_domain(lead.url) != self._site:
                elsewhere += 1
                continue
            address = without_userinfo(lead.url)
            if address not in self._seen:
                self._seen.add(address)
                yield from self._list(lead) if lead.nested else self._page(lead)
        if elsewhere:
            yield Problem(
                where,
                "other-site",
                f"{elsewhere:,} addresses of other sites were not followed.",
                "Name them yourself, or in a list with --urls.",
                fatal=False,
            )

    def _list(self, lead: Lead) -> Iterator[Item]:
        self._lists += 1
        if self._lists > MOST_LISTS:
            if self._lists == MOST_LISTS + 1:
                yield Problem(
                    lead.where,
                    "too-long",
                    f"The index lists more than {MOST_LISTS:,} sitemaps; the rest was not read.",
                    "Name the sitemaps you want.",
                    fatal=False,
                )
            return
        answer = self._fetched(lead)
        if isinstance(answer, Problem):
            yield answer
            return
        place = without_userinfo(answer.address)
        if not is_list(answer):
            yield Problem(
                place, "not-a-sitemap", "The index names this as a sitemap, and it is none.", "Tell the outlet."
            )
            return
        # an index within an index is against the protocol, and a way to go round in circles
        listed = _leads(ByteStream(answers.opened(answer)), place)
        inner = (one for one in listed if isinstance(one, Problem) or not one.nested)
        yield from self.follow(inner, place)

    def _page(self, lead: Lead) -> Iterator[Item]:
        answer = self._fetched(lead)
        if isinstance(answer, Problem):
            yield answer
            return
        place = without_userinfo(lead.url or lead.where)
        for item in guarded(_read(answer, place), place):
            yield _told(item, lead) if isinstance(item, RawArticle) else item

    def _fetched(self, lead: Lead) -> Answer | Problem:
        url = lead.url or ""
        at = _host(url)
        self._wait(at, url)

        def moving(to: str) -> float:
            nonlocal at
            begun = self._asked[at] = time.monotonic()
            at = to
            self._wait(to, f"https://{to}/", f"http://{to}/")
            return time.monotonic() - begun

        answer = self._manners.web.fetch(url, moving=moving)
        self._asked[at] = time.monotonic()
        return answer

    def _wait(self, host: str, *addresses: str) -> None:
        """Pause since the last request to a host, whether a list or a redirect led there."""
        pause = max(self._manners.pause, *map(self._manners.web.delay, addresses))
        wait = self._asked.get(host, 0.0) + pause - time.monotonic()
        if host in self._asked and wait > 0:
            self._manners.sleep(wait)


def _read(answer: Answer, place: str) -> Iterator[Item]:
    reader = answers.reader_of(answer)
    if reader is None:
        yield Problem(place, "unknown-format", "The format was not recognised.", "Look what is there.")
        return
    for item in reader.read(ByteStream(answers.opened(answer)), place):
        yield answers.stamped(item, answer, reader)


def _host(url: str) -> str:
    """Whom an address is of, with the port; the address itself where that cannot be told."""
    try:
        return urlsplit(url).netloc.lower() if url.isascii() else url
    except ValueError:  # brackets, and nothing in them that is an address
        return url


def _told(page: RawArticle, lead: Lead) -> RawArticle:
    own = set(page.times)
    return replace(
        page,
        title=page.title or lead.title,
        lang=page.lang or lead.lang,
        times=(*page.times, *(time for time in lead.times if time not in own)),
    )
