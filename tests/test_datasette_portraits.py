"""The pages of outlets and organisations, search and reference."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from tests import newsroom
from tests.datasette_client import get

from syndicheck import Database
from syndicheck.api import ingest

ODD = "Wick/Vale & <b>Sons</b>.."
WIRE = f"(AP) - {newsroom.text(1)}"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("portraits") / "news.db"
    records = []
    for story in range(3):
        body = newsroom.text(100 + story)
        day = f"2026-03-{10 + story}"
        records.append(newsroom.record(len(records), f"QUORNHAVEN (AP) - {body}", "wire.example", f"{day}T08:00:00Z"))
        credit = "QUORNHAVEN (AP) - " if story == 0 else ""
        records.append(newsroom.record(len(records), credit + body, ODD, f"{day}T12:00:00Z"))
    records.append(newsroom.record(90, newsroom.text(9), "alone.example", "2026-03-11", title="100% of_it [sic] 'q'"))
    chinese = "北港市政府昨日宣布，新渡轮码头将于明年春天开放，预计每天可接待两千名乘客。"
    records.append(newsroom.record(91, chinese, "beigang.example", "2026-03-11", lang="zh", title="新渡轮码头"))
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def cells(page: str, caption: str) -> list[list[str]]:
    """The rows of the table with this caption, without markup."""
    part = page.split(f">{caption}</caption>")[1].split("</table>")[0].split("<tbody>")[1]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in part.split("</tr>")]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in rows if row]


def test_an_outlet_takes_over_from_another(news: Path) -> None:
    listed = get(news, "/-/syndicheck/news/outlets")
    assert listed.status_code == 200
    addresses = {unescape(a) for a in re.findall(r'href="([^"]+/outlet\?name=[^"]+)"', listed.text)}
    assert len(addresses) == 4
    (odd,) = (address for address in addresses if "Wick" in address)
    page = get(news, odd)
    assert page.status_code == 200
    assert "<b>Sons" not in page.text
    ((outlet, stories, articles, how, pasted, credits),) = cells(page.text, "Whose texts it takes over")
    assert (outlet, stories, articles) == ("wire.example", "3", "3")
    assert how in ("verbatim 3", "edited 3")
    assert pasted.endswith("%")
    assert credits == "The Associated Press 1 (any: 1 of 3)"
    assert cells(page.text, "Articles with and without the marks") == [["The Associated Press", "3", "1", "2", "67 %"]]
    assert "the order is known in 3" in page.text
    assert "too few to speak of a habit" in page.text


def test_the_other_side(news: Path) -> None:
    page = get(news, "/-/syndicheck/news/outlet?name=wire.example").text
    assert len(cells(page, "Stories it published first")) == 3
    ((outlet, stories, *_),) = cells(page, "Who takes over its texts")
    assert (outlet, stories) == (ODD, "3")
    assert "Whose texts it takes over" not in page


def test_where_the_marks_of_an_agency_are_missing(news: Path) -> None:
    listed = get(news, "/-/syndicheck/news/organisations").text
    (address,) = re.findall(r'href="([^"]+/organisation/ap)"', listed)
    page = get(news, address).text
    assert cells(page, "Marks in the stories that carry them") == [["credit", "3", "4", "2", "33 %"]]
    rows = cells(page, "Stories with its marks")
    assert [row[1] for row in rows] == ["1", "1", "2"]
    assert rows[0][2].startswith(f"{ODD}: no credit")
    assert rows[2][2] == "nowhere"
    for beside in set(re.findall(r'href="([^"]+/compare/[^"]+)"', page)):
        assert get(news, beside).status_code == 200


def test_outlets_of_an_organisation_are_those_of_the_view(news: Path) -> None:
    from syndicheck.provenance.credits import CREDITS
    from syndicheck.store.portraits import organisation_portrait
    from syndicheck.view import MarkRemoval

    with Database(news) as database:
        view = organisation_portrait(database.connection, "ap", CREDITS)
        rows = database.connection.execute(
            "SELECT organisation, outlet, stories, kept, removed FROM mark_removal WHERE organisation_id = 'ap'"
        ).fetchall()
    assert view is not None
    assert view.removals == tuple(MarkRemoval(*row) for row in rows)
    assert len(rows) == 2


@pytest.mark.parametrize("page", ["outlet", "outlet?name=nobody", "outlet?name=", "organisation/nobody", "nowhere"])
def test_what_is_not_there_is_said(news: Path, page: str) -> None:
    assert get(news, f"/-/syndicheck/news/{page}").status_code == 404


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("QUORNHAVEN", 4),
        ("100%", 1),
        ("of_it", 1),
        ("'q'", 1),
        ("[sic]", 1),
        ("渡轮码头", 1),
        ("码头 乘客", 1),
        ("码头 nowhere", 0),
        ('"quornhaven" OR', 0),
        ('"', None),
        ("NEAR(", None),
        ("*", None),
        ("title:", None),
        ("\x00", None),
        ("-", None),
        ("x" * 5_000, 0),
        ("a " * 3_000, None),
    ],
)
def test_search_takes_any_words(news: Path, words: str, articles: int | None) -> None:
    from urllib.parse import quote

    page = get(news, f"/-/syndicheck/news/search?q={quote(words)}")
    assert page.status_code == 200
    assert "form-action 'self'" in page.headers["content-security-policy"]
    if articles is not None:
        assert page.text.count("/-/syndicheck/news/article/") == articles


def test_search_marks_the_words_and_finds_names(news: Path) -> None:
    page = get(news, "/-/syndicheck/news/search?q=sons").text
    assert "<b>Sons" not in page
    assert "Wick%2FVale" in page
    assert "<mark>QUORNHAVEN</mark>" in get(news, "/-/syndicheck/news/search?q=quornhaven").text
    assert "<mark>码头</mark>" in get(news, "/-/syndicheck/news/search?q=码头").text
    assert "/organisation/ap" in get(news, "/-/syndicheck/news/search?q=associated").text


def test_reference(news: Path) -> None:
    assert 'id="verbatim"' in get(news, "/-/syndicheck/news/reference").text
    assert 'id="SYN101"' in get(news, "/-/syndicheck/news/reference?part=findings").text
    catalogue = get(news, "/-/syndicheck/news/reference?part=catalogue").text
    assert 'id="prnewswire"' in catalogue
    assert "/organisation/ap" in catalogue
    assert "/organisation/prnewswire" not in catalogue


def test_robots_are_kept_out(news: Path) -> None:
    assert get(news, "/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_the_home_page_names_who_was_first_and_what_is_open(news: Path) -> None:
    page = get(news, "/-/syndicheck/news").text
    rows = cells(page, "Stories, the most widely carried first")
    assert [row[1] for row in rows] == ["first: wire.example"] * 3
    assert "Open: who was first? (0)" in page
    newest = cells(get(news, "/-/syndicheck/news?order=newest").text, "Stories, the newest first")
    assert [row[4] for row in newest] == ["2026-03-12", "2026-03-11", "2026-03-10"]
    assert "No stories here" in get(news, "/-/syndicheck/news?order=open").text
    assert get(news, "/-/syndicheck/news?order=x%27&from=0").status_code == 200


def test_an_article_shows_its_times_versions_and_matches(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    text = newsroom.text(1)
    older = newsroom.record(1, text, "wire.example", "2026-03-01T08:00:00Z", url="https://wire.example/1")
    newer = {
        **older,
        "text": f"{text} It was <b>changed</b>.",
        "modified": "2026-03-02T08:00:00Z",
        "title": "<i>New</i>",
    }
    copy = newsroom.record(2, text, "copy.example", "2026-03-03")
    with Database(path, write=True) as database:
        for number, record in enumerate((older, copy, newer)):
            ingest(newsroom.jsonl(tmp_path / f"{number}.jsonl", [record]), database)
    page = get(path, "/-/syndicheck/news/article/1").text
    assert "<b>changed" not in page
    assert "<i>New" not in page
    times = cells(page, "Times of this article")
    assert ("published", "2026-03-01 08:00 UTC") in {(row[0], row[1]) for row in times}
    assert "Versions, oldest first" in page
    assert "(the present text)" in page
    (row,) = cells(page, "Matches of this article")
    assert row[0] == "copy.example"
    assert row[2] == "verbatimof an earlier version"
    assert row[4] == "100 %"
