"""Lines that a site prints on page after page: told from an article's by the site's other pages.

An extractor takes most of what stands around an article away, on most pages. What it leaves at the end of one body it
took off the other pages of the site, so bodies alone do not show that it comes back (:mod:`.recurring`); the visible
texts of the pages do. A line is the site's when most of its pages have it, whatever they tell. Teasers of others
also stand on many pages, and repeat the headline and the beginning of an article, never its end: so no headline is such
a line, and these lines count at the end of a body only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct, field

from syndicheck.marks.recurring import (
    LEAST_CHARACTERS,
    LEAST_DAYS,
    LEAST_HEADLINES,
    LEAST_STORIES,
    RecurringBlock,
    wording,
)
from syndicheck.text import normalise

PAGE: Final = "page"
"""What ``edge`` says of such a block: it was seen on pages, and counts at the end of bodies of the same site."""

LEAST_SHARE: Final = 0.5
"""Part of a site's stories on whose pages a line stands. Lists of what is read most change, and stay below."""

PAGES: Final = 200
"""Pages looked at of one site: more tell nothing new, and cost memory."""

MOST: Final = 100
"""Lines kept of one site, the longest of the most spread: menus have hundreds of words that weigh nothing."""

LONGEST: Final = 600
"""Characters; a longer line is looked for by :mod:`.recurring` only."""


class PageSeen(Struct, frozen=True):
    """The visible text of one page. ``site`` is the registrable domain (on hosting platforms the sub-domain), ``story``
    the same for all copies of a story, ``day`` ISO or ``""``.
    """

    site: str
    story: str
    title: str
    day: str
    lang: str
    text: str


class _Tally(Struct):
    text: str = ""
    pages: int = 0
    places: float = 0.0
    stories: set[str] = field(default_factory=set)
    headlines: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    languages: Counter[str] = field(default_factory=Counter)


def learn_site_lines(pages: Iterable[PageSeen]) -> list[RecurringBlock]:
    """The lines that come back on pages of one site, as blocks, the most spread first.

    The pages of one site must come one after the other; only the first :data:`PAGES` of each are looked at. A wording
    of several sites is one block of no site in particular.
    """
    by_wording: defaultdict[str, list[RecurringBlock]] = defaultdict(list)
    for site, group in groupby(pages, key=lambda page: page.site):
        for block in _of_site(site, group):
            by_wording[block.key].append(block)
    found = [_joined(blocks) for blocks in by_wording.values()]
    return sorted(found, key=lambda block: (-block.stories, -block.articles, block.key))


def _of_site(site: str, pages: Iterable[PageSeen]) -> Iterator[RecurringBlock]:
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    stories: set[str] = set()
    headlines: set[str] = set()
    for number, page in enumerate(pages):
        if number == PAGES:
            break
        stories.add(page.story)
        headline = wording(normalise(page.title).text)
        headlines.add(headline)
        lines = [line for line in (raw.strip() for raw in normalise(page.text).text.split("\n")) if line]
        for place, line in enumerate(lines):
            if LEAST_CHARACTERS <= len(line) <= LONGEST:
                _count(tallies[wording(line)], page, headline, line, place / max(1, len(lines) - 1))
    found = [key for key, tally in tallies.items() if key not in headlines and _is_of_the_site(tally, len(stories))]
    found.sort(key=lambda key: (-len(tallies[key].stories), -len(key), key))
    for key in found[:MOST]:
        yield _block(site, key, tallies[key])


def _count(tally: _Tally, page: PageSeen, headline: str, line: str, place: float) -> None:
    tally.text = min(tally.text or line, line)
    tally.pages += 1
    tally.places += place
    tally.stories.add(page.story)
    tally.headlines.add(headline)
    tally.days.add(page.day)
    tally.languages[page.lang] += 1


def _is_of_the_site(tally: _Tally, stories: int) -> bool:
    return (
        len(tally.stories) >= max(LEAST_STORIES, LEAST_SHARE * stories)
        and len(tally.headlines) >= LEAST_HEADLINES
        and (len(tally.days) >= LEAST_DAYS or tally.days == {""})
    )


def _block(site: str, key: str, tally: _Tally) -> RecurringBlock:
    return RecurringBlock(
        key=key,
        text=tally.text,
        edge=PAGE,
        articles=tally.pages,
        stories=len(tally.stories),
        headlines=len(tally.headlines),
        days=len(tally.days - {""}),
        outlets=1,
        position=round(tally.places / tally.pages, 3),
        lang=min(tally.languages, key=lambda lang: (-tally.languages[lang], lang)),
        outlet=site,
    )


def _joined(blocks: Sequence[RecurringBlock]) -> RecurringBlock:
    if len(blocks) == 1:
        return blocks[0]
    first = max(blocks, key=lambda block: (block.articles, block.outlet or ""))
    return RecurringBlock(
        key=first.key,
        text=first.text,
        edge=PAGE,
        articles=sum(block.articles for block in blocks),
        stories=sum(block.stories for block in blocks),
        headlines=sum(block.headlines for block in blocks),
        days=max(block.days for block in blocks),
        outlets=len(blocks),
        position=first.position,
        lang=first.lang if len({block.lang for block in blocks}) == 1 else "und",
    )
