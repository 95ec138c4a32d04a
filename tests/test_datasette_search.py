"""Search as a reader meets it: pages, facets, phrases, words left out, and what is said when there is nothing."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import newsroom
from tests.datasette_client import get

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.store import searching

ARTICLES = 130


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "news.db"
    records = []
    for n in range(ARTICLES):
        kind = "red kite" if n % 10 == 0 else "kite, red"
        text = f"{newsroom.text(n)}\n\nThe {kind} of Quornhaven was seen again" + (" by Oswin." if n % 3 else ".")
        outlet, year = ("north.example", 2024) if n % 4 == 0 else ("south.example", 2026)
        records.append(newsroom.record(n, text, outlet, f"{year}-03-01", lang="en" if n % 5 else "en-GB"))
    for n, text in enumerate(("新渡轮昨日在码头起航，乘客增加了三成。", "码头上的老渡轮已经停航，乘客改乘新船。")):
        records.append(newsroom.record(1_000 + n, text, "东岸新闻", "2026-03-02", lang="zh"))
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def found(path: Path, words: str, **more: str) -> str:
    page = get(path, f"/-/syndicheck/news/search?{urlencode({'q': words, **more})}")
    assert page.status_code == 200
    return str(page.text)


def counted(page: str) -> int:
    said = re.search(r"([\d,]+) articles? with all these words", page)
    return int(said[1].replace(",", "")) if said else 0


def test_every_hit_is_reached_by_links(news: Path) -> None:
    address: str | None = "/-/syndicheck/news/search?q=quornhaven"
    shown: list[str] = []
    while address:
        page = get(news, address).text
        assert counted(page) == ARTICLES
        shown += re.findall(r'href="/-/syndicheck/news/article/(\d+)"', page)
        link = re.search(r'href="([^"]+)" rel="next"', page)
        address = unescape(link[1]) if link else None
    assert len(shown) == len(set(shown)) == ARTICLES


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ('"red kite"', 13),
        ("red kite", ARTICLES),
        ("quornhaven -oswin", 44),
        ('quornhaven -"red kite"', ARTICLES - 13),
        ('"red kite', ARTICLES),
        ("-quornhaven", 0),
        ("渡轮 -新渡轮", 1),
        ('"渡轮已经"', 1),
        ("“red kite”", 13),
        ("«Red  Kite»", 13),
        ("quornhaven -„red kite“", ARTICLES - 13),
        ("“red kite", ARTICLES),
    ],
)
def test_phrases_and_words_left_out(news: Path, words: str, articles: int) -> None:
    assert counted(found(news, words)) == articles


def test_the_rows_behind_a_search_are_the_same_texts(news: Path) -> None:
    for words, texts in (("red kite -oswin", 44), ("quornhaven", 100), ("NEAR( title:", 0)):
        links = re.findall(r'href="(/news/article_versions\.json[^"]+)"', found(news, words))
        rows = get(news, unescape(links[0]))
        assert rows.status_code == 200
        assert len(rows.json()) >= texts
        if texts < 100:
            assert len(rows.json()) == counted(found(news, words))
    assert "article_versions" not in found(news, "-quornhaven")


def test_rows_behind_a_phrase_are_those_with_its_words_and_said_to_be(news: Path) -> None:
    page = found(news, '"red kite" -oswin')
    assert counted(page) == 5
    assert "the texts with these words, wherever they stand, older versions too" in page
    rows = get(news, unescape(re.findall(r'href="(/news/article_versions\.json[^"]+)"', page)[0]))
    assert len(rows.json()) == 44


@pytest.mark.parametrize(
    ("words", "texts"), [("kite-red", ARTICLES), ('"red kite"', ARTICLES), ("oswin*", 86), ("-", 0), ('"', 0)]
)
def test_search_boxes_of_datasette_itself_find_all_words(news: Path, words: str, texts: int) -> None:
    for table in ("article_versions", "article_versions_fts"):
        rows = get(news, f"/news/{table}.json?{urlencode({'_search': words, '_size': 'max', '_shape': 'objects'})}")
        assert rows.status_code == 200
        assert len(rows.json()["rows"]) == texts


def test_excerpts_show_the_phrase(news: Path) -> None:
    assert found(news, '"red-kite"').count("<mark>red kite</mark>") == 13


def test_a_minus_before_a_figure_is_its_sign(news: Path) -> None:
    assert counted(found(news, "quornhaven -2")) == counted(found(news, "quornhaven 2")) > 0


def test_facets_count_what_they_lead_to(news: Path) -> None:
    for words in ("quornhaven", "渡轮"):
        page = found(news, words)
        block = re.search(r'<dl class="narrow".*?</dl>', page, re.DOTALL)
        assert (block is None) == (words == "渡轮")  # one outlet, one language, one year: nothing to choose
        for address, count in re.findall(r'<a href="([^"]+)">.*?</a> ([\d,]+)', block[0] if block else ""):
            narrowed = get(news, unescape(address)).text
            assert counted(narrowed) == int(count.replace(",", ""))
            assert "only <b>" in narrowed
    both = found(news, "quornhaven", outlet="north.example", lang="en-GB")
    with sqlite3.connect(news) as connection:
        (expected,) = connection.execute(
            "SELECT count(*) FROM articles a JOIN outlets o ON o.id = a.outlet_id"
            " WHERE o.name = 'north.example' AND a.lang = 'en-GB'"
        ).fetchone()
    assert counted(both) == expected > 0
    assert "all outlets" in both
    assert "all languages" in both


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", "'", "\x00", "\u202e", "%", "-", "9" * 400, "x' OR 1=1 --"]
)
def test_any_value_of_a_facet_is_answered(news: Path, value: str) -> None:
    for name in ("lang", "outlet", "year", "from"):
        page = found(news, "quornhaven", **{name: value})
        assert "<script" not in page
        assert not re.search("[\x00\u202e]", page)
        assert name == "from" or counted(page) == 0


def test_what_is_said_when_no_article_has_all_the_words(news: Path) -> None:
    page = found(news, "quornhaven penguin")
    assert "No article has all these words" in page
    assert ">quornhaven</a>: 130" in page
    assert "penguin</bdi>: in no text" in page
    assert "No article has all these words" in found(news, "quornhaven", year="1999")
    assert "In quotes" in found(news, "")


def test_of_words_that_nearly_all_have_nothing_is_counted(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_RANKED", 90)
    assert "130 articles with all these words, the latest read first" in found(news, "quornhaven")
    monkeypatch.setattr(searching, "MOST_COUNTED", 100)
    page = found(news, "quornhaven")
    assert "More than 100 texts have these words" in page
    assert page.count("/-/syndicheck/news/article/") == searching.LISTED
    last = get(news, "/-/syndicheck/news/search?q=quornhaven&from=100").text
    assert last.count("/-/syndicheck/news/article/") == ARTICLES - 100
    assert 'rel="next"' not in last


def test_phrases_alone_are_counted_where_their_texts_can_be_read(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = 'penguin "red kite" "kite again" "of quornhaven"'
    assert found(news, words).count("</a>: 13<") == 1
    monkeypatch.setattr(searching, "MOST_READ", ARTICLES + 1)
    page = found(news, words)
    for said in ("penguin</bdi>: in no text", ">red kite</a>: 13<", ">kite again</a>: not counted<"):
        assert said in page  # all have the words of each: there is room to read them once
    monkeypatch.setattr(searching, "MOST_CHARACTERS", 1_000)
    assert ">red kite</a>: not counted<" in found(news, words)


def test_of_very_long_texts_fewer_are_read(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(news) as connection:
        (longest,) = connection.execute("SELECT max(length(text)) FROM article_versions").fetchone()
    monkeypatch.setattr(searching, "MOST_CHARACTERS", 20 * longest)
    page = found(news, '"red kite"')
    said = re.search(r"looked for in the (\d+) best of them", page)
    assert said
    assert 20 <= int(said[1]) < ARTICLES
    assert 'class="narrow"' not in page
    monkeypatch.setattr(searching, "MOST_CHARACTERS", ARTICLES * longest)
    assert counted(found(news, '"red kite"')) == 13


def test_phrases_are_looked_for_in_so_many_texts(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_READ", 60)
    monkeypatch.setattr(searching, "MOST_RANKED", 50)
    page = found(news, '"red kite"')
    assert "phrases were looked for in the 60 latest read of them" in page
    assert page.count("<mark>red kite</mark>") == 6
    narrowed = found(news, '"red kite"', outlet="north.example")
    assert counted(narrowed) == 7  # of fewer texts than that


@given(st.text(max_size=60))
def test_no_words_break_the_index(words: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(
            "CREATE VIRTUAL TABLE article_versions_fts USING fts5(title, text, detail=none);"
            "CREATE TABLE outlets (id, name); CREATE TABLE organisations (id, name); CREATE TABLE stories (public_id);"
            "CREATE TABLE story_redirects (public_id, old_public_id); CREATE TABLE articles"
            " (id, title, lang, outlet_id, current_version_id);"
            "CREATE TABLE article_versions (id, article_id, dated, text)"
        )
        assert searching.search(connection, words).articles == ()
