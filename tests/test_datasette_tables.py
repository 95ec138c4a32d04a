"""Datasette's own tables with our plugin: what columns mean, cells that can be read, queries."""

from __future__ import annotations

import json
import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.datasette_client import VERSION_1, ask, configured, get

from syndicheck import Database
from syndicheck.api import ingest


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "news.db"
    text = f"BRINDLE (AP) - {newsroom.text(1)}"
    records = [
        newsroom.record(1, text, "wire.example", "2026-03-01T08:00:00Z", title="<b>First</b>"),
        newsroom.record(2, text + " More <i>words</i>.", "copy.example", "2026-03-02 09:00", title="Second"),
        newsroom.record(3, text, "third.example", "2026-03-03", title="Third"),
    ]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def cells(page: str, column: str) -> list[str]:
    """The cells of a column."""
    return re.findall(rf'<td class="col-{column}[^"]*">(.*?)</td>', page, re.S)


def words(cell: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", cell)).strip()


def test_times_are_intervals(news: Path) -> None:
    shown = sorted(words(cell) for cell in cells(get(news, "/news/sightings").text, "start"))
    assert shown == [
        "2026-03-01 08:00 UTC",
        "2026-03-01 19:00 – 2026-03-02 21:00 UTC (zone unknown)",
        "2026-03-02 10:00 – 2026-03-04 11:59 UTC (zone unknown)",
    ]


def test_shares_are_bars_and_say_their_number(news: Path) -> None:
    page = get(news, "/news/matches").text
    for column in ("share_a", "share_b", "resemblance"):
        for cell in cells(page, column):
            assert re.search(r'<meter value="[\d.]+" min="0" max="1">', cell)
            assert re.search(r"\d+ % \(\d\.\d{3}\)", words(cell))


def test_spans_are_words_and_never_markup(news: Path) -> None:
    page = get(news, "/news/match_spans").text
    with sqlite3.connect(news) as connection:
        (start,) = connection.execute("SELECT substr(text, 20, 20) FROM article_versions WHERE id = 1").fetchone()
    assert any(start[:12] in words(cell) for cell in cells(page, "a_start"))
    assert "<i>words" not in page


@pytest.mark.parametrize(("actor", "allowed"), [(None, False), ({"id": "other"}, False), ({"id": "editor"}, True)])
@pytest.mark.parametrize(
    "closed",
    [
        {"allow": {"id": "editor"}, "tables": {"match_spans": {"allow": True}}},
        {"tables": {"article_versions": {"allow": {"id": "editor"}}}},
    ],
    ids=["the database", "the texts"],
)
def test_spans_show_no_words_to_whom_the_texts_are_closed(
    news: Path, closed: dict[str, Any], actor: dict[str, str] | None, allowed: bool
) -> None:
    page = get(news, "/news/match_spans", actor, **configured(databases={"news": closed}))
    assert page.status_code == 200
    assert all(("<q" in cell) == allowed for cell in cells(page.text, "a_start"))
    assert all(re.match(r"\d+–\d+", words(cell)) for cell in cells(page.text, "a_start"))


@pytest.mark.parametrize(
    ("table", "column", "leads_to"),
    [
        ("stories", "public_id", "/story/s-"),
        ("articles", "title", "/article/"),
        ("outlets", "name", "/outlet?name="),
        ("story_timeline", "story", "/story/s-"),
        ("story_timeline", "outlet", "/outlet?name="),
        ("story_timeline", "title", "/article/"),
        ("outlet_activity", "outlet", "/outlet?name="),
        ("outlet_marks", "organisation", "/organisation/ap"),
        ("mark_removal", "outlet", "/outlet?name="),
        ("organisations?id=ap", "name", "/organisation/ap"),
        ("first_publishers", "title", "/article/"),
    ],
)
def test_cells_lead_to_the_pages(news: Path, table: str, column: str, leads_to: str) -> None:
    page = get(news, f"/news/{table}").text
    assert "<b>First" not in page
    found = cells(page, column)
    assert found
    linked = [unescape(link) for cell in found for link in re.findall(r'href="([^"]+)"', cell)]
    assert linked
    assert all(f"/-/syndicheck/news{leads_to}" in link for link in linked)
    assert get(news, linked[0]).status_code == 200


def test_tables_and_columns_are_explained(news: Path) -> None:
    pages = ask(news, *(("get", f"/news/{table}", {}) for table in ("stories", "articles", "mark_removal")))
    assert "A text and its descendants" in pages[0].text
    assert "BCP 47" in pages[1].text
    assert "articles with and without them" in pages[2].text
    assert "facet-results" in pages[1].text


def test_facets_and_order_of_the_newsrooms_own_files_are_kept(news: Path) -> None:
    own = {"databases": {"news": {"tables": {"articles": {"facets": ["author"]}, "stories": {"sort": "title"}}}}}
    page = get(news, "/news/articles", **configured(**own)).text
    assert 'data-column="author"' in page
    results = re.search(r'<div class="facet-results">.*?</ul>', page, re.DOTALL)
    assert results is None or "author" in results[0]
    order = json.loads(get(news, "/news/stories.json?_shape=array", **configured(**own)).text)
    assert [row["title"] for row in order] == sorted(row["title"] for row in order)


@pytest.mark.parametrize("address", ["/nowhere", "/news/nowhere", "/-/nowhere", "/news/stories/999", "/%2e%2e/x"])
def test_where_there_is_nothing_datasette_says_so(news: Path, address: str) -> None:
    assert get(news, address).status_code in (404, 302)
    assert "404" in get(news, "/nowhere").text or "not found" in get(news, "/nowhere").text.lower()


def test_queries(news: Path) -> None:
    assert "Who takes over from whom" in get(news, "/news").text
    rows = json.loads(get(news, "/news/who_takes_from_whom.json?_shape=array").text)
    assert {row["first"] for row in rows} == {"wire.example"}
    page = get(news, "/news/without_the_mark?organisation=ap")
    assert page.status_code == 200


def test_what_the_files_of_the_newsroom_say_is_kept(news: Path) -> None:
    said = {"description": "Our own words", "columns": {"verdict": "Our word on a column"}}
    metadata = {"databases": {"news": {"tables": {"stories": said}}}}
    page = get(news, "/news/stories", metadata=metadata).text
    assert "Our own words" in page
    assert "Our word on a column" in page
    assert "A text and its descendants" not in page


def test_the_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE stories (public_id TEXT, share REAL)")
        connection.execute("INSERT INTO stories VALUES ('s-abcdef', 0.5)")
    page = get(tmp_path / "other.db", "/other/stories").text
    assert "/-/syndicheck/other/story" not in page
    assert "<meter" not in page
    assert "descendants" not in page


MENUS = [
    ("/news", "Stories: who published what first", "/-/syndicheck/news"),
    ("/news", "Check a draft", "/-/syndicheck/news/check"),
    ("/news/articles", "Search the articles", "/-/syndicheck/news/search"),
    ("/news/marks", "Search the articles", "/-/syndicheck/news/search"),
    ("/news/stories", "Stories as pages", "/-/syndicheck/news"),
    ("/news/outlets", "Outlets as pages", "/-/syndicheck/news/outlets"),
    ("/news/organisations", "Agencies and distributors as pages", "/-/syndicheck/news/organisations"),
    ("/news/reviews", "Reviews as a page", "/-/syndicheck/news/reviews"),
]
MENUS_OF_VERSION_1 = [
    ("/news/story_timeline", "Stories as pages", "/-/syndicheck/news"),
    ("/news/mark_removal", "Agencies and distributors as pages", "/-/syndicheck/news/organisations"),
    ("/news/articles/1", "The article as a page", "/-/syndicheck/news/article/1"),
    ("/news/article_versions/2", "The article as a page", "/-/syndicheck/news/article/2"),
    ("/news/stories/1", "The story as a page", "/-/syndicheck/news/story/s-"),
    ("/news/outlets/1", "The outlet as a page", "/-/syndicheck/news/outlet?name="),
    ("/news/organisations/ap", "The organisation as a page", "/-/syndicheck/news/organisation/ap"),
    ("/news/matches/1", "The two texts side by side", "/-/syndicheck/news/compare/"),
    ("/news/translations", "Stories: who published what first", "/-/syndicheck/news"),
]


@pytest.mark.parametrize(("address", "label", "leads_to"), [*MENUS, *(MENUS_OF_VERSION_1 if VERSION_1 else [])])
def test_menus_of_datasette_lead_to_the_pages(news: Path, address: str, label: str, leads_to: str) -> None:
    page = get(news, address).text
    assert page.count("<b>First") == page.count("<b>words") == 0
    links = re.findall(rf'<a[^>]*href="([^"]+)"[^>]*>\s*{re.escape(label)}', page)
    assert [unescape(link) for link in links if leads_to in unescape(link)], page[:300]
    assert get(news, unescape(links[0])).status_code == 200


def test_the_database_of_somebody_else_has_no_such_menus(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)")
        connection.execute("INSERT INTO articles VALUES (1, 'x')")
    for address in ("/other", "/other/articles", "/other/articles/1"):
        assert "/-/syndicheck/" not in get(tmp_path / "other.db", address).text
