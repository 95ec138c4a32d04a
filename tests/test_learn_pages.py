"""Page chrome told from article lines by the other pages of a site: learned from visible texts, used in bodies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.marks.finder import find_marks
from syndicheck.marks.proposals import proposals
from syndicheck.marks.recurring import Recurring, RecurringBlock
from syndicheck.marks.sitelines import MOST, PAGES, PageSeen, learn_site_lines
from syndicheck.pipeline import forget, reindex
from syndicheck.pipeline import learn as learn_database
from syndicheck.store.dump import canonical_dump

LETTER = "Every Friday in your letter box at home: the Harbour Letter with the tide tables of the week."
HERALD, GLOBE = "herald.example", "globe.example"


def seen(number: int, lines: Sequence[str], *, site: str = HERALD, story: str | None = None, day: int = 1) -> PageSeen:
    return PageSeen(
        site=site,
        story=story or f"{site} {number}",
        title=f"Headline {newsroom.text(number, 1)[:40]}",
        day=f"2026-03-{(number * day) % 28 + 1:02}",
        lang="en",
        text="\n".join(lines),
    )


def pages(count: int, *chrome: str, site: str = HERALD, **more: int) -> list[PageSeen]:
    return [seen(n, [*chrome[:1], *newsroom.paragraphs(n, 3), *chrome[1:]], site=site, **more) for n in range(count)]


def keys(blocks: Sequence[RecurringBlock]) -> set[str]:
    return {block.text for block in blocks}


def test_lines_of_a_site_are_learned_wherever_they_stand() -> None:
    blocks = learn_site_lines(pages(8, "Herald of the Tarn", LETTER))
    assert keys(blocks) == {"Herald of the Tarn", LETTER}
    assert {(b.edge, b.outlet, b.stories, b.days) for b in blocks} == {("page", HERALD, 8, 8)}


@pytest.mark.parametrize(
    ("why", "given"),
    [
        ("four pages are too few", pages(4, "Top", LETTER)),
        ("one story in eight copies", [seen(n, [*newsroom.paragraphs(n, 3), LETTER], story="one") for n in range(8)]),
        ("pages of one day", pages(8, "Top", LETTER, day=0)),
        ("two pages of each of four sites", [p for n in "abcd" for p in pages(2, "Top", LETTER, site=f"{n}.example")]),
        (
            "a list of what is read most, on a third of the pages",
            [seen(n, [*newsroom.paragraphs(n, 3), *([LETTER] if n % 3 == 0 else [])]) for n in range(24)],
        ),
        ("a headline among teasers", [seen(n, [seen(0, []).title, *newsroom.paragraphs(n, 3)]) for n in range(8)]),
        ("a word", pages(8, "Top", "Menu")),
        ("no pages", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_learned(why: str, given: list[PageSeen]) -> None:
    assert learn_site_lines(given) == [], why


def test_a_site_is_known_after_so_many_pages() -> None:
    blocks = learn_site_lines(pages(PAGES + 40, "Herald of the Tarn"))
    assert [block.articles for block in blocks] == [PAGES]


def test_of_a_long_menu_the_longest_lines_are_kept() -> None:
    menu = [f"Part {chr(97 + n % 26)}{chr(97 + n // 26)} of the paper" for n in range(MOST + 30)]
    blocks = learn_site_lines([seen(n, [*menu, *newsroom.paragraphs(n, 3), LETTER]) for n in range(6)])
    assert len(blocks) == MOST
    assert LETTER in keys(blocks)


def test_a_line_of_two_sites_is_nobodys_own() -> None:
    blocks = learn_site_lines([*pages(6, "Herald of the Tarn", LETTER), *pages(7, "Globe", LETTER, site=GLOBE)])
    assert {(b.text, b.outlet, b.stories, b.outlets) for b in blocks} == {
        ("Herald of the Tarn", HERALD, 6, 1),
        (LETTER, None, 13, 2),
    }


@pytest.mark.parametrize(
    ("why", "url", "lines", "marked"),
    [
        ("at the end, on a page of the site", f"https://www.{HERALD}/a", [*newsroom.paragraphs(90, 3), LETTER], True),
        ("elsewhere it may be anything", f"https://{GLOBE}/a", [*newsroom.paragraphs(90, 3), LETTER], False),
        ("without an address", None, [*newsroom.paragraphs(90, 3), LETTER], False),
        # teasers repeat the beginning of an article
        ("at the beginning", f"https://{HERALD}/a", [LETTER, *newsroom.paragraphs(90, 3)], False),
        ("inside", f"https://{HERALD}/a", [*newsroom.paragraphs(90, 3), LETTER, *newsroom.paragraphs(91, 2)], False),
        ("nothing else is left", f"https://{HERALD}/a", [LETTER], False),
    ],
    ids=lambda value: None if isinstance(value, list) else str(value)[:40],
)
def test_where_such_a_line_counts(why: str, url: str | None, lines: list[str], marked: bool) -> None:
    recurring = Recurring(learn_site_lines(pages(8, "Herald of the Tarn", LETTER)))
    found = find_marks("\n".join(lines), lang="en", url=url, recurring=recurring)
    assert [mark.type for mark in found] == ["recurring_block"] * marked, why


def test_no_catalogue_file_is_proposed_for_them() -> None:
    from datetime import date

    assert proposals(learn_site_lines(pages(8, "Herald of the Tarn", LETTER)), date(2026, 3, 1)) == {}


# ── saved pages of one host ───────────────────────────────────────────────────────────────────────────

FRAME = """<!doctype html><html lang="en"><head><title>{title} - Tarn Herald</title>
<link rel="canonical" href="https://www.herald.example/news/{number}">
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="2026-03-{day:02}T08:00:00Z"></head><body>
<header><nav><a href="/">Home</a><a href="/tides">Tide tables</a></nav></header>
<main><article><h1>{title}</h1><p class="by">By our desk in Tarnmouth</p>{story}{inside}</article>
<aside><h2>Most read</h2><a href="/news/0">{first}</a><p>{lead}</p></aside></main>
<footer>{outside}<p>Tarn Herald, Quay 1, Tarnmouth</p></footer></body></html>"""

SPILLING = (2, 5)
"""Pages whose template puts the letter into the article, so that the extractor takes it for its last paragraph."""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    lead = newsroom.paragraphs(0, 1)[0]
    for number in range(9):
        letter = f"<p>{LETTER}</p>"
        page = FRAME.format(
            title=newsroom.text(number, 1)[:48],
            number=number,
            day=number + 1,
            story="".join(f"<p>{paragraph}</p>" for paragraph in newsroom.paragraphs(number, 4)),
            inside=letter if number in SPILLING else "",
            outside="" if number in SPILLING else letter,
            first=newsroom.text(0, 1)[:48],
            lead=lead,
        )
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    return folder


def test_what_the_extractor_lets_through_is_no_story(saved: Path, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    with Database(tmp_path / "news.db", write=True) as database:
        ingest(saved, database)
        reindex(database)

        def rows(query: str) -> list[tuple[object, ...]]:
            return database.connection.execute(query).fetchall()

        spilt = "SELECT count(*) FROM article_versions WHERE text LIKE '%Harbour Letter%'"
        assert rows(spilt) == [(len(SPILLING),)]  # too few bodies to learn it from
        before = list(canonical_dump(database.connection))
        blocks = learn_database(database)
        assert LETTER in keys(blocks)
        marked = rows(
            "SELECT a.key, substr(v.text, m.start + 1, m.end - m.start) FROM marks m"
            " JOIN article_versions v ON v.id = m.version_id JOIN articles a ON a.id = v.article_id"
            " WHERE m.type = 'recurring_block' AND m.text_kind = 'body' ORDER BY 1"
        )
        assert {(key, text) for key, text in marked if text == LETTER} == {
            (f"url:https://herald.example/news/{number}", LETTER) for number in SPILLING
        }
        # the lead of the first article, which the side column of every page repeats, is story
        assert all(newsroom.paragraphs(0, 1)[0] not in str(text) for _, text in marked)
        assert learn_database(database) == blocks
        forget(database)
        assert list(canonical_dump(database.connection)) == before
