"""Every page of a database made of the samples is asked for, as a reader would by clicking: none leads nowhere.

By default a few pages of each kind are; ``make test-slow`` asks for all of them.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from tests.datasette_client import plugin

MOST = 2_000
"""Pages after which the crawl would not be one of the samples any more."""

ROWS, FILES = 12, 2
"""Addresses of Datasette's that differ in values only, of which so many are asked for."""

FEW = 3
"""Pages of a kind, of ours or Datasette's, that are asked for when not all are."""

TABLES = re.compile(r"/samples/[a-z_]+(?:\?|$)|/samples/[a-z_]+/\d+$")


class Crawled(dict[str, tuple[int, str]]):
    """Status and text by address, and whether all of our pages are there."""

    whole = True

    def at_least(self, found: int, of_all: int) -> bool:
        """Whether something was found often enough for a crawl to show anything."""
        return found >= (of_all if self.whole else of_all // 10)


@pytest.fixture(
    scope="module", params=[pytest.param(True, marks=pytest.mark.slow, id="all"), pytest.param(False, id="few")]
)
def crawled(request: pytest.FixtureRequest, samples_database: Path) -> Crawled:
    """Our pages, all or a few of each kind, and those of Datasette's that they lead to."""
    whole = request.param

    async def run() -> Crawled:
        from datasette.app import Datasette

        datasette = Datasette([str(samples_database)], **plugin(allow_review=True))
        await datasette.invoke_startup()
        found = Crawled()
        found.whole = whole
        alike: Counter[str] = Counter()
        waiting = ["/-/syndicheck/samples"]
        while waiting and len(found) < MOST:
            address = waiting.pop()
            ours = address.startswith("/-/syndicheck/")
            if not (ours and whole):
                shape = re.sub(r"=[^&]*|\d+$", "", "/".join(address.split("/")[:5]) if ours else address)
                alike[shape] += 1
                most = FILES if re.search(r"\.(csv|json)\?", address) else ROWS if whole else FEW
                if alike[shape] > most:
                    continue
            answer = await datasette.client.get(address)
            found[address] = (answer.status_code, answer.text)
            if not ours:
                continue  # Datasette's own pages lead everywhere
            for href in re.findall(r'<a href="([^"]*)"', answer.text):
                target, _ = urldefrag(urljoin(address, unescape(href)))
                if not urlsplit(target).netloc and target not in found and target not in waiting:
                    waiting.append(target)
        assert not waiting
        return found

    return asyncio.run(run())


def test_no_link_leads_nowhere(crawled: Crawled) -> None:
    assert {address: status for address, (status, _) in crawled.items() if status != 200} == {}
    kinds = Counter(address.split("?")[0].split("/")[4:5][0] for address in crawled if address.count("/") > 3)
    assert {"story", "article", "compare", "outlet", "organisation", "reference", "reviews"} <= set(kinds)
    assert crawled.at_least(len(crawled), 200)


def test_places_within_a_page_are_there(crawled: Crawled) -> None:
    missing = []
    for address, (_, text) in crawled.items():
        for href in re.findall(r'<a href="([^"]*#[^"]*)"', text if address.startswith("/-/syndicheck/") else ""):
            target, place = urldefrag(urljoin(address, unescape(href)))
            if target in crawled and f'id="{place}"' not in crawled[target][1]:
                missing.append((address, href))
    assert missing == []


def test_every_page_that_claims_something_leads_to_its_rows(crawled: Crawled) -> None:
    """“How do we know?” stands on each of them, and leads to tables or views that have such rows."""
    for address, (_, text) in crawled.items():
        path = address.split("?")[0]
        if (
            not path.startswith("/-/syndicheck/")
            or path.endswith(("/reference", "/check", ".json"))
            or address.endswith("/search")
        ):
            continue
        rows = re.findall(r'class="known">(.*?)</p>', text, re.DOTALL)
        links = [unescape(href) for block in rows for href in re.findall(r'href="([^"]*)"', block)]
        assert [href for href in links if TABLES.search(href)], address


def test_rows_that_a_page_leads_to_are_rows(crawled: Crawled) -> None:
    tables = [(address, text) for address, (_, text) in crawled.items() if address.startswith("/samples/")]
    assert crawled.at_least(len(tables), 60)
    none = {address for address, text in tables if "?" in address and re.search(r"\b0 records\b|>0 rows", text)}
    # nobody has decided anything; that there is no time is what the last one says
    allowed = re.compile(r"/reviews$|/reviewed_articles$|/sightings\?article_id=")
    assert {address for address in none if not allowed.search(address)} == set()


def test_the_rows_of_a_page_are_files_too(crawled: Crawled) -> None:
    kinds = re.compile(r"/samples/[a-z_]+\.(csv|json)\?")
    files = {address: text for address, (_, text) in crawled.items() if kinds.match(address)}
    assert crawled.at_least(len(files), 50)
    for address, text in files.items():
        if ".json?" in address:
            assert isinstance(json.loads(text), list), address
        else:
            assert "," in text.splitlines()[0], address
