"""Databases that are not as one wishes: thousands of copies, hostile headlines, empty, older, locked, read-only."""

from __future__ import annotations

import re
import shutil
import sqlite3
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from tests import newsroom
from tests.datasette_client import ask, get

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.datasette_plugin.stories import MEMBERS_A_PAGE

MANY = MEMBERS_A_PAGE + 60
HOSTILE = (
    "<script>alert(1)</script>",
    "\u202egnp.exe \u2066",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1)",
    "\x1b[31mred\x00",
    "</title></style></main>",
    "ﷺ" * 300,
    "",
    "&lt;b&gt;",
)
ODD_OUTLETS = ("../..", "a/b?c=d&e#f", "%2e%2e", "<b>x</b>", "日本 新聞", ".", "a" * 2_000, "javascript:alert(1)")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "news.db"
    text = f"TAMSWEILER (AP) - {newsroom.text(1)}"
    records = []
    for number in range(MANY):
        title = f"{HOSTILE[number % len(HOSTILE)]} {number}" if number % len(HOSTILE) != 7 else ""
        outlet = ODD_OUTLETS[number] if number < len(ODD_OUTLETS) else f"outlet-{number}.example"
        address = f"javascript:alert({number})" if number % 2 else f"https://o{number}.example/{number}"
        when = f"2026-03-01T{number // 60:02d}:{number % 60:02d}:00Z"
        records.append(newsroom.record(number, text, outlet, when, title=title, url=address))
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def safe(page: str) -> bool:
    """Nothing of an article is markup, no address runs anything, nothing invisible is left."""
    page = re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    hrefs = [unescape(href) for href in re.findall(r'(?:href|action)="([^"]*)"', page)]
    return (
        not re.search(r"<script|<img|onerror=\S*alert\(1\)>|<b>x", page)
        and page.count("<main") == page.count("</main>") == page.count("</title>") == 1
        and not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page)
        and all(href.startswith(("/", "#", "https://", "http://")) for href in hrefs)
    )


def test_a_story_of_many_with_hostile_headlines(large: Path) -> None:
    home = get(large, "/-/syndicheck/news")
    assert safe(home.text)
    (story,) = set(re.findall(r'href="(/-/syndicheck/news/story/[^"]+)"', home.text))
    page = get(large, story)
    assert page.status_code == 200
    assert safe(page.text)
    assert f"{MANY:,} articles from {MANY:,} outlets" in page.text
    counts = re.search(r"Of all articles: ([^<]*)\.", page.text)
    assert counts is not None
    assert sum(int(number) for number in re.findall(r"\d+", counts[1])) == MANY
    rows = unescape(re.findall(r'href="(/news/story_articles[^"]+)"', page.text)[0])
    assert f"{MANY} rows" in get(large, rows).text.replace(",", "")


def test_every_article_of_a_large_story_is_reached_by_links(large: Path) -> None:
    """No article is left out in silence: the pages together show each once, with its evidence and its lineage."""
    (story,) = set(re.findall(r'href="(/-/syndicheck/news/story/[^"]+)"', get(large, "/-/syndicheck/news").text))
    address: str | None = story
    shown: list[int] = []
    pages = besides = 0
    while address:
        page = get(large, address)
        assert page.status_code == 200
        assert safe(page.text)
        here = [int(number) for number in re.findall(r'<h3 id="a(\d+)">', page.text)]
        assert [int(number) for number in re.findall(r'<a href="#a(\d+)">', page.text)] == here
        besides += page.text.count(">beside the source</a>")
        assert page.text.count("credit printed") >= len(here)
        assert f"The texts of this page ({len(here):,}), with the evidence" in page.text
        shown += here
        pages += 1
        found = re.search(r'href="([^"]+)" rel="next"', page.text)
        address = unescape(found[1]) if found else None
    with sqlite3.connect(large) as connection:
        assert sorted(shown) == [number for (number,) in connection.execute("SELECT id FROM articles ORDER BY id")]
    assert pages == 2
    assert besides == 2 * (MANY - 1)
    beyond = get(large, f"{story}?from=9999")
    assert beyond.status_code == 404
    assert "Begin with its first page" in beyond.text


def test_of_many_that_are_tied_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    records = [newsroom.record(n, newsroom.text(3), f"o{n}.example", "2026-03-01") for n in range(MANY)]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
    home = get(path, "/-/syndicheck/news").text
    assert f"tied: <bdi>o0.example and {MANY - 1} more</bdi>" in home
    (story,) = set(re.findall(r'href="(/-/syndicheck/news/story/[^"]+)"', home))
    page = get(path, story).text
    assert re.search(
        rf"<b>Tied:</b> (o\d+\.example, ){{4}}o\d+\.example and {MANY - 5} more, whose times overlap", page
    )


def test_a_story_that_just_fits_is_whole(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "fits.db"
    text = f"TAMSWEILER (AP) - {newsroom.text(2)}"
    records = [newsroom.record(n, text, f"o{n}.example", "2026-03-01") for n in range(MEMBERS_A_PAGE)]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "fits.jsonl", records), database)
    (story,) = set(re.findall(r'href="(/-/syndicheck/fits/story/[^"]+)"', get(path, "/-/syndicheck/fits").text))
    page = get(path, story)
    assert page.status_code == 200
    assert len(re.findall(r'<h3 id="a\d+">', page.text)) == MEMBERS_A_PAGE
    assert 'class="tree"' in page.text
    assert "credit printed" in page.text
    assert 'rel="next"' not in page.text


@pytest.fixture(scope="module")
def noticed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story of many, in which the last articles are a correction, one who carries it, and a kill."""
    path = tmp_path_factory.mktemp("noticed") / "news.db"
    text = newsroom.text(1)
    words = text.split()
    changed = " ".join([*words[:30], "eleven", *words[31:]])
    records = [
        newsroom.record(n, text, f"o{n}.example", f"2026-03-01T{n // 60:02d}:{n % 60:02d}:00Z") for n in range(MANY)
    ]
    records += [
        newsroom.record(MANY, changed, "o0.example", "2026-03-02T08:00:00Z", title="CORRECTION: Harbour"),
        newsroom.record(MANY + 1, f"{changed} The harbour is old.", "late.example", "2026-03-02T09:00:00Z"),
        newsroom.record(MANY + 2, text, "o1.example", "2026-03-02T10:00:00Z", title="KILL: Harbour"),
    ]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def corrections(path: Path) -> dict[str, str]:
    """What the story's page says of each notice, by its first word; the other pages do not say it again."""
    (story,) = set(re.findall(r'href="(/-/syndicheck/news/story/[^"]+)"', get(path, "/-/syndicheck/news").text))
    assert "Corrections and kills" not in get(path, f"{story}?from={MEMBERS_A_PAGE}").text
    found = get(path, story).text.split("<h2>Corrections and kills</h2>")[1].split("<h2>")[0]
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())
    return {notice[:4]: notice for notice in said.split("“")[1:]}


def test_corrections_far_down_are_judged_by_all_articles(noticed: Path) -> None:
    said = corrections(noticed)
    assert "compared with o0.example (1)" in said["CORR"]
    assert re.search(rf"still carried \(in the version held\) by: .* and {MANY + 1 - 29} more", said["CORR"])
    assert f"corrected words in: late.example ({MANY + 2})" in said["CORR"]
    assert re.search(rf"still carried \(in the version held\) by: .* and {MANY + 2 - 29} more", said["KILL"])


def test_texts_that_were_not_compared_are_told(noticed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from syndicheck.provenance import attribution

    monkeypatch.setattr(attribution, "COMPARED", 2)  # of three different ones
    said = corrections(noticed)["CORR"]
    assert re.search(rf"still carried \(in the version held\) by: .* and {MANY + 1 - 29} more", said)
    assert f"cannot be told of: late.example ({MANY + 2})" in said


def test_long_lists_of_an_organisation_are_reached_by_links(large: Path) -> None:
    first = get(large, "/-/syndicheck/news/organisation/ap").text
    assert f"Where its texts appear ({MANY:,})" in first
    for name in ("outlets", "removed"):
        assert f"list={name}&amp;from={MEMBERS_A_PAGE}" in first
        second = get(large, f"/-/syndicheck/news/organisation/ap?list={name}&from={MEMBERS_A_PAGE}")
        assert second.status_code == 200
        assert safe(second.text)
        assert f"Outlets {MEMBERS_A_PAGE + 1:,}–{MANY:,} of {MANY:,}" in second.text
        assert 'href="/-/syndicheck/news/organisation/ap">' in second.text
        outlets = [
            set(re.findall(r'<td><a href="([^"]*/outlet\?name=[^"]*)"', page.split("<h2>")[-1]))
            for page in (get(large, f"/-/syndicheck/news/organisation/ap?list={name}").text, second.text)
        ]
        assert [len(found) for found in outlets] == [MEMBERS_A_PAGE, MANY - MEMBERS_A_PAGE]
        assert not outlets[0] & outlets[1]
    assert get(large, "/-/syndicheck/news/organisation/ap?list=nothing").text == first


def test_all_articles_that_share_its_text_are_reached_from_an_article(large: Path) -> None:
    found: set[str] = set()
    address: str | None = "/-/syndicheck/news/article/1"
    while address:
        page = get(large, address)
        assert safe(page.text)
        found |= set(re.findall(r"/compare/1-(\d+)", page.text))
        following = re.search(r'href="([^"]+)" rel="next"', page.text)
        address = unescape(following[1]) if following else None
    with sqlite3.connect(large) as connection:
        matched = connection.execute(
            "SELECT b_id FROM matches WHERE a_id = 1 UNION SELECT a_id FROM matches WHERE b_id = 1"
        )
        assert found == {str(number) for (number,) in matched}
    assert len(found) > 300


def test_articles_that_lack_a_mark_are_all_reached(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    body = newsroom.text(1)
    records = [newsroom.record(0, f"TAMSWEILER (AP) - {body}", "wire.example", "2026-03-01T08:00:00Z")]
    records += [newsroom.record(n, body, f"o{n}.example", "2026-03-01T09:00:00Z") for n in range(1, 21)]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
    page = get(path, "/-/syndicheck/news/organisation/ap").text
    found = re.search(r'and <a href="([^"]+)">8 more</a>', page)
    assert found is not None
    listed = get(path, unescape(found[1]))
    assert listed.status_code == 200
    assert len(set(re.findall(r"/compare/1-(\d+)", listed.text))) == 20
    assert get(path, "/-/syndicheck/news/organisation/ap?list=without&story=s-none00").status_code == 404


@pytest.mark.slow  # other lists of several pages are turned above
def test_an_outlet_that_was_first_in_many_stories(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    records = []
    for number in range(MEMBERS_A_PAGE + 2):
        text = newsroom.text(1_000 + number)
        for outlet, hour in (("first.example", "08"), ("second.example", "12")):
            records.append(newsroom.record(len(records), text, outlet, f"2026-03-01T{hour}:00:00Z"))
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
    page = get(path, "/-/syndicheck/news/outlet?name=first.example").text
    found = re.search(r'href="([^"]+)" rel="next"', page)
    assert found is not None
    assert "list=first" in found[1]
    second = get(path, unescape(found[1])).text
    stories = [set(re.findall(r"/news/story/([^\"]+)", one)) for one in (page, second)]
    assert [len(one) for one in stories] == [MEMBERS_A_PAGE, 2]
    assert not stories[0] & stories[1]
    assert "Who takes over its texts" not in second


def test_outlets_with_odd_names_have_their_pages(large: Path) -> None:
    for start in ("", "?from=100", "?from=300", "?from=999999", "?from=-1", "?from=x"):
        listed = get(large, f"/-/syndicheck/news/outlets{start}")
        assert listed.status_code == 200
        assert safe(listed.text)
    with sqlite3.connect(large) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM outlets WHERE id <= 8")]
    from urllib.parse import urlencode

    addresses = [f"/-/syndicheck/news/outlet?{urlencode({'name': name})}" for name in names]
    for name, page in zip(names, ask(large, *(("get", a, {}) for a in addresses)), strict=True):
        assert page.status_code == 200, name
        assert safe(page.text)


@pytest.mark.parametrize("address", ["/article/1", "/article/8", "/compare/1-2", "/search?q=alert", "/organisation/ap"])
def test_hostile_headlines_everywhere_else(large: Path, address: str) -> None:
    page = get(large, f"/-/syndicheck/news{address}")
    assert page.status_code == 200
    assert safe(page.text)


PAGES = (
    "",
    "?order=newest",
    "?order=open&from=50",
    "/outlets",
    "/organisations",
    "/search?q=a",
    "/search?q=%22a+b%22+-c&lang=en&from=50",
    "/reviews",
    "/reference",
    "/reference?part=catalogue",
    "/check",
)


def test_empty(tmp_path: Path) -> None:
    with Database(tmp_path / "empty.db", write=True):
        pass
    pages = ask(tmp_path / "empty.db", *(("get", f"/-/syndicheck/empty{page}", {}) for page in PAGES))
    assert [page.status_code for page in pages] == [200] * len(PAGES)


def test_older(large: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(large, tmp_path / "older.db"))
    with sqlite3.connect(older) as connection:
        connection.execute("DROP TABLE hidden_text")
    pages = ask(older, *(("get", f"/-/syndicheck/older{page}", {}) for page in PAGES if page != "/check"))
    assert {page.status_code for page in pages} == {503}
    assert all("syndicheck reindex" in page.text for page in pages)


def test_while_another_process_writes(large: Path, tmp_path: Path) -> None:
    busy = Path(shutil.copy(large, tmp_path / "busy.db"))
    writer = sqlite3.connect(busy, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM story_articles")
    try:
        pages = ask(busy, *(("get", f"/-/syndicheck/busy{page}", {}) for page in PAGES))
        assert [page.status_code for page in pages] == [200] * len(PAGES)
        assert "1 stories" in pages[0].text or "1 story" in pages[0].text
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_read_only_file_in_a_read_only_folder(large: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    copy = Path(shutil.copy(large, folder / "closed.db"))
    copy.chmod(0o444)
    folder.chmod(0o555)
    try:
        pages = ask(copy, *(("get", f"/-/syndicheck/closed{page}", {}) for page in PAGES), immutable=True)
    finally:
        folder.chmod(0o755)
    assert [page.status_code for page in pages] == [200] * len(PAGES)


def test_gone_while_it_was_served(large: Path, tmp_path: Path) -> None:
    import asyncio

    from datasette.app import Datasette

    path = Path(shutil.copy(large, tmp_path / "gone.db"))

    async def run() -> int:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        path.unlink()
        return int((await datasette.client.get("/-/syndicheck/gone")).status_code)

    assert asyncio.run(run()) == 404


def test_a_copy_without_texts_leads_to_no_comparison(tmp_path: Path) -> None:
    from syndicheck.store import publishing
    from syndicheck.store.published import Choice

    text = newsroom.text(1)
    records = [
        newsroom.record(1, f"TAMSWEILER (AP) - {text}", "wire.example", "2026-03-01T08:00:00Z"),
        newsroom.record(2, text, "copy.example", "2026-03-01T09:00:00Z"),
    ]
    with Database(tmp_path / "news.db", write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
    with Database(tmp_path / "news.db") as database:
        publishing.publish(database, tmp_path / "open.db", Choice(texts=False), datetime(2026, 4, 1, tzinfo=UTC))
    (story,) = set(
        re.findall(r'href="(/-/syndicheck/open/story/[^"]+)"', get(tmp_path / "open.db", "/-/syndicheck/open").text)
    )
    for address, leads_to in (
        (story, 1),
        ("/-/syndicheck/open/article/1", 2),
        ("/-/syndicheck/open/organisation/ap", 1),
    ):
        page = get(tmp_path / "open.db", address)
        assert page.status_code == 200
        assert "/compare/" not in page.text
        assert f'href="/-/syndicheck/open/article/{leads_to}"' in page.text
        assert "/compare/" in get(tmp_path / "news.db", address.replace("open", "news")).text
