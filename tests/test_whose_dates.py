"""Whose date a page shows: its article's, or that of a picture, an event, a comment, another article."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from syndicheck.model.articles import RawArticle
from syndicheck.readers import read

pytest.importorskip("trafilatura")

STORY = (
    "The eastern quay of Nordvik closes for eleven months while divers mend its piles.",
    "Forty-two of the ninety piles have lost half of their wood to shipworm, the engineer said.",
    "Boats go to the old ferry basin, which has room for twenty-six of the thirty-one vessels.",
    "Five crews have been offered berths in Skarholm, nineteen kilometres to the north.",
    "The opposition asked why nobody had found the damage in the inspection four years ago.",
    "Divers had then looked at the outer row only, because the tide was low, she answered.",
    "Work begins in the week after Easter and is paid for by a loan of the county.",
    "The fishmarket stays open, and the bus to it will stop at the town hall until then.",
)
H1 = "<h1>Eastern quay closes for eleven months</h1>"
CANONICAL = '<link rel="canonical" href="https://post.example/quay">'


def page(inner: str, head: str = "", foot: str = "", before: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    title = "<title>Eastern quay closes for eleven months | Post</title>"
    return (
        f"<html><head>{title}{CANONICAL}{head}</head><body>{before}<main><article>{inner}{body}{foot}</article></main>"
        "</body></html>"
    )


def told(html: str, kind: str = "published") -> list[tuple[str, str]]:
    """What is told, without what htmldate guesses."""
    (found,) = (one for one in read(["-"], stdin=io.BytesIO(html.encode()), fmt="html") if isinstance(one, RawArticle))
    return [(time.raw, time.source) for time in found.times if time.kind == kind and time.source != "htmldate"]


BYLINE = "<p>Ada Quill, 5 March 2026</p>"
OWN = [("5 March 2026", "visible")]


@pytest.mark.parametrize(
    "inner",
    [
        # pictures, quotations, other articles
        "<figure><img src=q.jpg><figcaption>Harbour, 2 June 2011</figcaption></figure>",
        "<p class='wp-caption-text'>Nordvik, 2 June 2011</p>",
        "<blockquote><p>Closed!</p>— Harbour (@harbour) <a href='https://t.example/1'>2 June 2011</a></blockquote>",
        "<div class='related-articles'><a href=/f>Ferry sold</a> 2 June 2011</div>",
        "<p>FILE PHOTO: The quay, 2 June 2011. A. Reed</p>",
        "<p>Der Hafen (Archivfoto, 2. Juni 2011)</p>",
        "<p>Photo taken 2 June 2011</p>",
        # events, papers of a court, magazines
        "<p>Concert: 2 June 2011, Harbour Hall</p>",
        "<p>Webinar | 2 June 2011 | Online</p>",
        "<p>Received: 2 June 2011</p>",
        "<p>Issue: 2 June 2011</p>",
        "<p>Ada Quill · Joined: 2 June 2011</p>",
        "<p>As of 2 June 2011</p>",
        # sentences
        "<p>The vote was held 2 June 2011 in Nordvik.</p>",
        "<p>Nordvik, 2 June 2011. The harbour council met.</p>",
        "<p>Der Rat hat das am 2. Juni 2011 so beschlossen.</p>",
        "<p>港の東側の岸壁は2011年6月2日に開業しました。</p>",
    ],
)
def test_a_date_above_the_byline_that_is_of_something_else(inner: str) -> None:
    assert told(page(H1 + inner)) == []
    assert told(page(H1 + inner + BYLINE)) == OWN


@pytest.mark.parametrize(
    "words",
    ["Correction: 7 March 2026", "Reviewed 7 March 2026", "Fact checked: 7 March 2026", "Berichtigt: 7. März 2026"],
)
def test_what_is_corrected_or_reviewed_was_there_before(words: str) -> None:
    assert told(page(f"{H1}<p>{words}</p>")) == []
    assert len(told(page(f"{H1}<p>{words}</p>"), "modified")) == 1


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Originally published May 3, 2026, on Quayside", "dateline"),
        ("This article was first published by The Quayside on May 3, 2026.", "dateline"),
        ("Originally published on CNN, May 3, 2026", "dateline"),
        ("Zuerst erschienen im Hafenblatt, 3. Mai 2026", "dateline"),
        ("Zuerst veröffentlicht bei Hafenblatt am 3. Mai 2026", "dateline"),
        ("Publicado originalmente en Muelle el 3 de mayo de 2026", "dateline"),
        # its own first publication
        ("First published on Sun 3 May 2026", "visible"),
        ("First published: May 3, 2026 9:05 AM IST", "visible"),
        ("Originally published May 3, 2026", "visible"),
        ("By Ada Quill, May 3, 2026", "visible"),
        ("By Ada Quill, staff writer. May 3, 2026.", "visible"),
        ("This text was posted by the press office of Nordvik May 3, 2026.", "visible"),
        ("Ada Quill, Post | May 3, 2026 | 3 min.", "visible"),
        ("By Ada Quill, Syndicated Columnist in Skarholm | May 3, 2026", "visible"),
    ],
)
def test_the_date_of_where_it_stood_first_goes_with_the_text(line: str, source: str) -> None:
    assert [found for _, found in told(page(f"{H1}<p>{line}</p>"))] == [source]


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quill, edited by Theo Brandt, {}",
        "Edited by Theo Brandt | {}",
        "By Ada Quill on {}",
        "CORREGIDORA, {}",
        "Correctional facilities | {}",
        "Regulation | {}",
        "Urteil · {}",
        "입력 {} 10:30 지면 A1",
        "Published {} 10:30 | In print 9 March 2026",
        "In print 9 March 2026 | Published {} 10:30",
    ],
)
def test_words_of_other_dates_in_an_ordinary_byline(line: str) -> None:
    found = [(raw[:12], source) for raw, source in told(page(f"{H1}<p>{line.format('5 March 2026')}</p>"))]
    assert found == [("5 March 2026", "visible")]


@pytest.mark.parametrize(
    "line",
    [
        "Last edited by Ada Quill, {}",
        "Corrections: {}",
        "Judgment of {}",
        "By law on {}",
        "In print {}",
        "Issue of {}",
        "5 March 2026, 지면 A1",
        "Published in print {}",
    ],
)
def test_the_same_words_where_they_say_what_it_is(line: str) -> None:
    assert told(page(f"{H1}<p>{line.format('5 March 2026')}</p>")) == []


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("5 March 2026", "visible-above"),
        ("Politics | 5 March 2026", "visible-above"),
        ("Thursday, 5 March 2026", "visible-elsewhere"),
        ("Thursday, 5 March 2026 | 10:42 | Oslo 3°C", "visible-elsewhere"),
        ("Latest: Old ferry is sold to Skarholm 5 March 2026", "visible-elsewhere"),
        ("Published 5 March 2026", "visible"),
    ],
)
def test_above_a_headline_stands_todays_date(before: str, source: str) -> None:
    assert told(page(f"<p>{before}</p>{H1}")) == [("5 March 2026", source)]


TIME = "<time datetime='2026-03-04T10:00:00Z'>4th</time>"
STAMP = "2026-03-04T10:00:00Z"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page(f"{H1}<p>Ada Quill {TIME}</p>"), [(STAMP, "visible")]),
        (page(f"{H1}<p>Ada Quill, Nordvik. Published {TIME}.</p>"), [(STAMP, "visible")]),
        (page(H1, foot=f"<p>Published {TIME}</p>"), [(STAMP, "visible")]),
        (page(f"{TIME}{H1}"), [(STAMP, "visible-above")]),
        (page(f"<time class=published datetime='{STAMP}'>4th</time>{H1}"), [(STAMP, "visible")]),
        (page(f"<header>{TIME}{H1}</header>"), [(STAMP, "visible-above")]),
        (page(H1, before=f"<header>{TIME}</header>"), []),
        # amid a sentence, below the text, in a caption
        (page(f"{H1}<p>The council of Nordvik met {TIME} in the town hall.</p>"), []),
        (
            page(
                f"{H1}<p>Since {TIME}, when it was opened by a minister, the quay has been the pride of the county.</p>"
            ),
            [],
        ),
        (page(H1, foot=f"<h3>3 replies</h3><div><b>Jo</b> {TIME} Good!</div>"), []),
        (page(H1, foot=f"<ul><li><a href=/f>Ferry is sold</a> {TIME}</li></ul>"), []),
        (page(f"{H1}<figure><figcaption>The quay {TIME}</figcaption></figure>"), []),
        (page(f"<div class=news-ticker><a href=/f>Ferry is sold</a> {TIME}</div>{H1}"), []),
    ],
)
def test_a_time_element_is_the_articles_by_its_headline_only(html: str, expected: list[tuple[str, str]]) -> None:
    assert told(html) == expected


@pytest.mark.parametrize("around", ["form", "div class='content-sidebar-wrap'", "div id='ticker'", "div class=popular"])
def test_what_the_headline_stands_in_is_of_no_other_thing(around: str) -> None:
    stamp = "<meta itemprop=datePublished content=2026-03-05T10:00:00Z>"
    for inner in (f"{H1}{TIME}", f"{H1}{stamp}"):
        wrapped = page(inner).replace("<main>", f"<{around}><main>")
        assert told(wrapped) == told(page(inner)) != []
        logo = wrapped.replace("<main>", "<h1>The Post</h1><main>")
        assert told(logo) == told(page(inner))
    teaser = f"<{around}><h1>Old ferry is sold to Skarholm</h1>{TIME}{stamp}</{around.split()[0]}>"
    assert told(page(H1, foot=teaser)) == []


@pytest.mark.parametrize("around", ["div class=instagram-theme", "div class=readmore", "blockquote"])
def test_what_an_article_without_a_first_level_heading_stands_in(around: str) -> None:
    wrapped = page(H1.replace("h1", "h2") + BYLINE, before=f"<p>The Post</p><{around}>")
    assert told(wrapped) == OWN


def item(kind: str, day: str, inner: str = "", prop: str = "") -> str:
    named = f" itemprop={prop}" if prop else ""
    return (
        f"<div{named} itemscope itemtype='https://schema.org/{kind}'>{inner}"
        f"<meta itemprop=datePublished content={day}></div>"
    )


@pytest.mark.parametrize(
    ("inner", "foot", "expected"),
    [
        (H1 + item("NewsArticle", "2026-03-05"), "", ["2026-03-05"]),
        (item("NewsArticle", "2026-03-05", H1 + item("Comment", "2026-03-07", prop="comment")), "", ["2026-03-05"]),
        (H1 + item("VideoObject", "2015-01-01"), "", []),
        (H1, item("Comment", "2026-03-07", prop="comment"), []),
        (H1, item("UserComments", "2026-03-07"), []),
        (item("NewsArticle", "2018-01-01") + item("NewsArticle", "2026-03-05", H1), "", ["2026-03-05"]),
        (item("NewsArticle", "2018-01-01") + H1 + item("NewsArticle", "2019-01-01"), "", []),
        # what has the headline is the article, and a program may leave out what something is
        (item("Review", "2026-03-05", H1), "", ["2026-03-05"]),
        (item("Product", "2018-01-01", H1 + item("Review", "2026-03-07")), "", ["2018-01-01"]),
        (item("Review", "2018-01-01") + item("NewsArticle", "2026-03-05", H1), "", ["2026-03-05"]),
        (
            H1.replace("<h1", "<h1 itemscope itemtype=''") + "<div itemscope itemtype=' '><meta itemprop=datePublished"
            " content=2026-03-05></div>",
            "",
            ["2026-03-05"],
        ),
        # people have no such date: the template closed their element too late
        (item("NewsArticle", "2026-03-05", H1) + item("Person", "2026-03-05"), "", ["2026-03-05"]),
    ],
)
def test_microdata_of_other_things(inner: str, foot: str, expected: list[str]) -> None:
    assert [raw for raw, _ in told(page(inner, foot=foot))] == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ({"headline": "Old ferry sold", "url": "/ferry"}, []),
        ({"headline": "Old ferry sold"}, []),
        ({"headline": "Eastern quay", "url": "/topic/eastern-quay"}, []),
        ({"headline": "渡船出售"}, []),
        ({"headline": "Eastern quay closes", "url": "/quay?amp=1"}, ["2018-01-02"]),
        ({"headline": "Nordvik quay shut until spring"}, ["2018-01-02"]),
        ({"headline": "Quays"}, ["2018-01-02"]),
        ({"datePublished": ["2018-01-02", "2018-01-01"]}, ["2018-01-02", "2018-01-01"]),
        ({"datePublished": {"@type": "DateTime", "@value": "2018-01-02"}}, ["2018-01-02"]),
        ({"headline": "Live", "url": "https://post.example/quay"}, ["2018-01-02"]),
        ({}, ["2018-01-02"]),
    ],
)
def test_data_of_another_article_is_known_by_its_headline_or_address(
    block: dict[str, Any], expected: list[str]
) -> None:
    data = json.dumps({"@type": "NewsArticle", "datePublished": "2018-01-02"} | block)
    html = page(H1, f'<script type="application/ld+json">{data}</script>')
    assert [raw for raw, _ in told(html)] == expected


def test_a_headline_in_latin_letters_may_be_that_of_a_page_in_others() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-05", %s}</script>'
    for headline, expected in (("Eastern quay closes", [("2026-03-05", "json-ld")]), ("渡船出售", [])):
        html = page("<h1>पूर्वी घाट ग्यारह महीने बंद रहेगा</h1>", head % f'"headline": "{headline}"')
        html = html.replace("<title>Eastern quay closes for eleven months", "<title>पूर्वी घाट ग्यारह महीने बंद रहेगा")
        assert told(html) == expected


@pytest.mark.parametrize(
    ("names", "source"), [(("date",), "meta-date"), (("dc.date",), "meta-date"), (("date", "pubdate"), "meta")]
)
def test_a_meta_element_that_does_not_say_what_it_is_of(names: tuple[str, ...], source: str) -> None:
    head = "".join(f'<meta name="{name}" content="2026-03-05T10:00:00Z">' for name in names)
    assert told(page(H1, head)) == [("2026-03-05T10:00:00Z", source)]
