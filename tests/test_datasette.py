"""The Datasette pages, asked for in process."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.datasette_client import configured, get

from syndicheck import Database
from syndicheck.api import ingest

HOSTILE = "<script>alert(1)</script><main>[sic] \u202e=cmd"
LONG = newsroom.text(1)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "news.db"
    records = [
        newsroom.record(1, LONG, "wire.example", "2026-03-01", title=HOSTILE),
        newsroom.record(2, LONG + "\n\n<b>More</b>.", "copy.example", "2026-03-02", title=HOSTILE),
        newsroom.record(3, newsroom.text(2), "own.example", "2026-03-02"),
    ]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def query(path: Path, sql: str) -> Any:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchone()[0]


def test_from_home_to_a_comparison_by_links_alone(news: Path) -> None:
    page = get(news, "/-/syndicheck/news")
    assert page.status_code == 200
    assert "3 articles of 3 outlets" in page.text
    (story,) = re.findall(r'href="(/-/syndicheck/news/story/[^"]+)"', page.text)
    page = get(news, story)
    assert "wire.example" in page.text
    assert "<svg" in page.text
    (beside,) = set(re.findall(r'href="(/-/syndicheck/news/compare/[^"]+)"', page.text))
    articles = sorted(set(re.findall(r'href="(/-/syndicheck/news/article/[^"]+)"', page.text)))
    (rows,) = re.findall(r'href="(/news/story_articles\?[^"]+)"', page.text)
    assert len(articles) == 2
    assert get(news, rows).status_code == 200
    assert "verbatim" in get(news, beside).text or "edited" in get(news, beside).text
    article = get(news, articles[0])
    assert LONG.split("\n")[0] in article.text
    assert story in article.text


def test_days_are_those_that_were_written(tmp_path: Path) -> None:
    """The interval of a bare day begins on the day before, that of a year in the year before."""
    path = tmp_path / "days.db"
    records = [
        newsroom.record(1, LONG, "day.example", "2026-03-04"),
        newsroom.record(2, LONG, "minute.example", "2026-03-05T08:12:00Z"),
        newsroom.record(3, newsroom.text(3), "year.example", "2026"),
        newsroom.record(4, newsroom.text(3), "minute.example", "2026-03-08T08:12:00Z"),
        newsroom.record(5, newsroom.text(4), "day.example", "2026-03-06T23:10:00+02:00"),
        newsroom.record(6, newsroom.text(4), "day2.example", "2026-03-07"),
    ]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "days.jsonl", records), database)
    home = get(path, "/-/syndicheck/days").text
    assert sorted(re.findall(r'<td class="time">([^<]*)</td>', home)) == ["2026", "2026-03-04", "2026-03-06"]
    for outlet, said in (("day", "2026-03-04 – 2026-03-06"), ("year", "2026"), ("minute", "2026-03-05 – 2026-03-08")):
        page = get(path, f"/-/syndicheck/days/outlet?name={outlet}.example").text
        assert f"· published {said} (UTC)" in page, outlet
    beyond = get(path, "/-/syndicheck/days/outlets?from=300").text
    assert "No rows from here on: 4 in all" in beyond


def test_article_text_is_never_markup(news: Path) -> None:
    number = query(news, "SELECT id FROM articles WHERE source_id LIKE '%2' OR key LIKE '%copy.example%' LIMIT 1")
    public_id = query(news, "SELECT public_id FROM stories")
    for address in ("", f"/story/{public_id}", f"/article/{number}", "/compare/1-2"):
        page = get(news, f"/-/syndicheck/news{address}")
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "<b>More" not in page.text
        assert page.text.count("<main") == 1
        assert "\u202e" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        assert page.headers["x-robots-tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    "address",
    [
        "story/s-none00",
        "article/999",
        "article/x",
        "article/%2Fetc%2Fpasswd",
        "compare/1",
        "compare/1-x",
        "compare/1-99",
    ],
)
def test_what_is_not_there_is_said(news: Path, address: str) -> None:
    page = get(news, f"/-/syndicheck/news/{address}")
    assert page.status_code == 404
    assert "root:" not in page.text


def test_no_such_database(news: Path) -> None:
    assert get(news, "/-/syndicheck/other").status_code == 404
    assert get(news, "/-/syndicheck/_internal").status_code in (403, 404)


CLOSED = {"databases": {"news": {"allow": {"id": "editor"}}}}


@pytest.mark.parametrize(("actor", "status"), [(None, 403), ({"id": "other"}, 403), ({"id": "editor"}, 200)])
@pytest.mark.parametrize(
    "address", ["", "/article/1", "/compare/1-2", "/outlets", "/outlet?name=wire.example", "/search?q=harbour"]
)
def test_permission_of_the_database_holds_for_the_pages(
    news: Path, actor: dict[str, str] | None, status: int, address: str
) -> None:
    page = get(news, f"/-/syndicheck/news{address}", actor, **configured(**CLOSED))
    assert page.status_code == (404 if status == 200 and address == "/x/y" else status)
    assert status == 200 or "wire.example" not in page.text.replace("name=wire.example", "")


def test_cells_lead_to_the_pages(news: Path) -> None:
    assert "/-/syndicheck/news/story/s-" in get(news, "/news/stories").text
    page = get(news, "/news/articles").text
    assert "/-/syndicheck/news/article/1" in page
    assert "<script>alert(1)" not in page
    assert json.loads(get(news, "/news/articles.json?_shape=array").text)[0]["title"].startswith("<script>")


def test_an_empty_database_and_one_that_is_not_ours(tmp_path: Path) -> None:
    with Database(tmp_path / "empty.db", write=True):
        pass
    page = get(tmp_path / "empty.db", "/-/syndicheck/empty")
    assert page.status_code == 200
    assert "No stories here" in page.text
    with sqlite3.connect(tmp_path / "foreign.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    page = get(tmp_path / "foreign.db", "/-/syndicheck/foreign")
    assert page.status_code == 503
    assert "foreign.db was not made by syndicheck" in page.text
    document = get(tmp_path / "foreign.db", "/-/syndicheck/foreign/article/1.json")
    assert document.status_code == 503
    assert "foreign.db was not made by syndicheck" in document.text
    for answer in (page, document):
        assert str(tmp_path) not in answer.text


def test_serve_names_what_is_missing(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from syndicheck.cli import cli
    from syndicheck.errors import InputError

    done = CliRunner().invoke(cli, ["serve", "--db", str(tmp_path / "none.db")])
    assert isinstance(done.exception, InputError)
    assert "No database at" in str(done.exception)
