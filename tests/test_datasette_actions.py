"""Ways from Datasette's own pages to ours: menus of databases, tables, views, rows and queries."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from tests import newsroom
from tests.datasette_client import VERSION_1, get

from syndicheck import Database
from syndicheck.api import ingest

STORIES, SEARCH, OUTLETS, OWNERS, REVIEWS, CHECK = (
    f"/-/syndicheck/news{page}" for page in ("", "/search", "/outlets", "/organisations", "/reviews", "/check")
)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("actions") / "news.db"
    text = f"TAMSWEILER (AP) - {newsroom.text(1)}"
    records = [newsroom.record(n, text, f"o{n}.example", f"2026-03-0{n}") for n in (1, 2)]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def menu(page: str) -> set[str]:
    """What the menu beside a page's heading leads to, of ours."""
    found = re.search(r'<details class="actions-menu-links.*?</details>', page, re.DOTALL)
    links = re.findall(r'href="([^"]*)"', found[0]) if found else []
    return {unescape(link) for link in links if "/-/syndicheck/" in link}


@pytest.mark.parametrize(
    ("table", "ways"),
    [
        ("", {STORIES, SEARCH, CHECK}),
        ("/stories", {STORIES}),
        ("/story_articles", {STORIES}),
        ("/lineage", {STORIES}),
        ("/articles", {SEARCH}),
        ("/marks", {SEARCH}),
        ("/matches", {SEARCH}),
        ("/outlets", {OUTLETS}),
        ("/organisations", {OWNERS}),
        ("/reviews", {REVIEWS}),
        ("/runs", set()),
    ],
)
def test_menus_of_tables(news: Path, table: str, ways: set[str]) -> None:
    page = get(news, f"/news{table}")
    assert page.status_code == 200
    assert menu(page.text) == ways
    for way in ways:
        assert get(news, way).status_code == 200


@pytest.mark.parametrize(
    ("view", "way"),
    [
        ("story_timeline", STORIES),
        ("outlet_activity", OUTLETS),
        ("mark_removal", OWNERS),
        ("reviewed_articles", REVIEWS),
    ],
)
def test_menus_of_views(news: Path, view: str, way: str) -> None:
    assert menu(get(news, f"/news/{view}").text) == {way}


@pytest.mark.skipif(
    not VERSION_1, reason="Datasette 0.65 has no menus of rows and queries; its cells lead to our pages"
)
@pytest.mark.parametrize(
    ("page", "ways"),
    [
        ("/articles/1", {"/-/syndicheck/news/article/1"}),
        ("/matches/1", {"/-/syndicheck/news/compare/1-2"}),
        ("/outlets/1", {"/-/syndicheck/news/outlet?name=o1.example"}),
        ("/organisations/ap", {"/-/syndicheck/news/organisation/ap"}),
        ("/translations", {STORIES, SEARCH}),
    ],
)
def test_menus_of_rows_and_queries(news: Path, page: str, ways: set[str]) -> None:
    assert menu(get(news, f"/news{page}").text) == ways


def test_databases_of_others_get_no_menu(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "news.db") as connection:
        connection.execute("CREATE TABLE stories (id INTEGER PRIMARY KEY, title TEXT)")
    for page in ("/news", "/news/stories"):
        assert menu(get(tmp_path / "news.db", page).text) == set()
