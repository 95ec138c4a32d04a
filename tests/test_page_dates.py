"""Dates that pages show, and what pages declare: tables of invented pages, the ugly ones first."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import read
from syndicheck.readers.interface import Item

pytest.importorskip("trafilatura")

from syndicheck.readers import page_dates, page_day

STORY = (
    "The harbour of Eastmere will open again on Monday, the mayor said after a long night in the town hall, where "
    "fishermen had waited for eleven weeks while divers looked for a wreck that nobody had ever seen before.",
    "Nobody was hurt, and the ferry will take the old route as soon as the buoys are back in their places, which a "
    "crew from the neighbouring port will see to before the first boats leave on the evening tide of that day.",
)


def page(inner: str = "", head: str = "", story: tuple[str, ...] = STORY) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story)
    return f"<html><head><title>Harbour opens again</title>{head}</head><body>{inner}{body}</body></html>"


def items(html: str | bytes) -> list[Item]:
    data = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    return list(read(["-"], stdin=io.BytesIO(data), fmt="html"))


def article(html: str | bytes) -> RawArticle:
    return next(item for item in items(html) if isinstance(item, RawArticle))


def ld(*blocks: Any) -> str:
    texts = (block if isinstance(block, str) else json.dumps(block) for block in blocks)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


H1 = "<h1>Harbour opens again</h1>"


class TestShown:
    @pytest.mark.parametrize(
        ("inner", "raws"),
        [
            # today's date in the page's head, far from the headline; the article's own after it
            ("<div>Tue, 8 Dec 2026</div>" + "<p>menu</p>" * 5 + H1 + "<p>13 Oct 2026 18:29</p>", ["13 Oct 2026 18:29"]),
            (H1 + "<p>By Ada Quill | March 2, 2026 at 9:05 am ET</p>", ["March 2, 2026 at 9:05 am ET"]),
            (H1 + "<p>Datum: 18.10.2026</p>", ["18.10.2026"]),
            (H1 + "<p>Von Ada Quill 6. November 2026, 15:25 Uhr</p>", ["6. November 2026, 15:25 Uhr"]),
            (H1 + "<p>22/11/2026 - 04:30 - Fonte: Agência</p>", ["22/11/2026 - 04:30"]),
            (H1 + "<p>jeudi 13 juin 2026, par Ada</p>", ["13 juin 2026"]),
            (H1 + "<p>2 de marzo de 2026</p>", ["2 de marzo de 2026"]),
            (H1 + "<p>2026年3月2日 20:13</p>", ["2026年3月2日 20:13"]),
            (H1 + "<p>2026년 3월 2일</p>", ["2026년 3월 2일"]),
            # of other things
            (H1 + "<p>Ada Quill, seen on April 23, 1985</p>", []),
            (H1 + "<p>In office since March 2, 2019</p>", []),
            (H1 + "<p>© 2 March 2026 Eastmere Post</p>", []),
            (H1 + "<p>Version 3.12.2026.4 and 12.34.2026</p>", []),
            (H1 + "<p>Blue 2, 2026</p>", []),
            (H1 + f"<p>{STORY[0]} March 2, 2026</p>", []),
            (H1 + "".join(f"<p>{word}</p>" for word in "abcdefghijklmnop") + "<p>2 March 2026</p>", []),
        ],
    )  # fmt: skip
    def test_published(self, inner: str, raws: list[str]) -> None:
        found = article(page(inner, ld({"@type": "NewsArticle", "datePublished": "2026-01-01"}))).times
        assert [time.raw for time in found if time.source == "visible"] == raws

    @pytest.mark.parametrize(
        ("shown", "raw"),
        [
            # a clock of twelve hours means nothing without its half, whatever the language
            ("5 de marzo de 2026, 02:05 p. m.", "5 de marzo de 2026, 02:05 p. m."),
            ("5 de marzo de 2026, 2:05 de la tarde | Redacción", "5 de marzo de 2026, 2:05 de la tarde"),
            ("March 5, 2026 2:05p ET", "March 5, 2026 2:05p ET"),
            ("5 Μαρτίου 2026, 2:05 μ.μ.", "5 Μαρτίου 2026, 2:05 μ.μ."),
            ("5 Maret 2026 2:05 sore", "5 Maret 2026 2:05 sore"),
            # what stands behind other times is none of theirs
            ("5 de marzo de 2026, 14:05 de la tarde", "5 de marzo de 2026, 14:05"),
            ("March 5, 2026 2:05 | 3 min read", "March 5, 2026 2:05"),
            ("March 5, 2026 2:05 Ada Quill", "March 5, 2026 2:05"),
            ("2026-03-05 10:05 来源：海港报", "2026-03-05 10:05"),
            # a zone goes with its clock, whole: 7 hours lie between GMT+7 and GMT
            ("Thứ năm, 5/3/2026, 06:00 (GMT+7)", "5/3/2026, 06:00 (GMT+7)"),
            ("5/3/2026 06:00 GMT+7", "5/3/2026 06:00 GMT+7"),
            ("March 5, 2026 14:05 UTC-05:00", "March 5, 2026 14:05 UTC-05:00"),
            ("5 марта 2026, 14:05 (МСК)", "5 марта 2026, 14:05 (МСК)"),
            ("5 Maret 2026 14:05 WIB", "5 Maret 2026 14:05 WIB"),
            ("5 March 2026 14:05 UTC − 5", "5 March 2026 14:05"),
            ("5 March 2026 14:05 EAT and drink", "5 March 2026 14:05"),
            # clocks as the language writes them
            ("Publié le 05/03/2026 à 18h42 par la rédaction", "05/03/2026 à 18h42"),
            ("05/03/2026 20h55", "05/03/2026 20h55"),
            ("5 de março de 2026, 14h05min", "5 de março de 2026, 14h05min"),
            ("5.3.2026 klo 23.40", "5.3.2026 klo 23.40"),
            ("5. März 2026, 14.05 Uhr", "5. März 2026, 14.05 Uhr"),
            ("2026年3月5日 午後5時00分", "2026年3月5日 午後5時00分"),
            ("2026.03.05. 오후 7:05", "2026.03.05. 오후 7:05"),
            ("05.03.2026. 14:05", "05.03.2026. 14:05"),
            # digits of other scripts
            ("٥ مارس ٢٠٢٦ - ٠٩:٣٠ م", "٥ مارس ٢٠٢٦ - ٠٩:٣٠ م"),
            ("०५ मार्च २०२६, 14:05 IST", "०५ मार्च २०२६, 14:05 IST"),
            ("5 марта 2026, 10:05 обновлено 11:00", "5 марта 2026, 10:05"),
        ],
    )
    def test_the_half_of_the_day_goes_with_the_clock(self, shown: str, raw: str) -> None:
        assert [time.raw for time in article(page(H1 + f"<p>{shown}</p>")).times] == [raw]

    @pytest.mark.parametrize(
        ("inner", "kind"),
        [
            ("<div>Last updated</div><div>5 March 2026</div>", "modified"),
            ("<div>Letzte Aktualisierung:</div><div>5. März 2026</div>", "modified"),
            ("<p>5 March 2026 (updated)</p>", "modified"),
            ("<p>Aktualizacja: 5 marca 2026</p>", "modified"),
            ("<p>Actualizat la 5 martie 2026</p>", "modified"),
            ("<p>Son güncelleme: 5 Mart 2026</p>", "modified"),
            ("<p>آخر تحديث: 5 مارس 2026</p>", "modified"),
            ("<p>עודכן 5 מרץ 2026</p>", "modified"),
            ("<p>Cập nhật: 05/03/2026 10:05</p>", "modified"),
            ("<p>Diperbarui 5 Maret 2026</p>", "modified"),
            ("<p>최종수정 2026년 3월 5일</p>", "modified"),
            ("<p>Ažurirano: 05.03.2026</p>", "modified"),
            ("<p>अपडेट: 05/03/2026</p>", "modified"),
            # neither names nor news are changes
            ("<p>김수정 기자 2026년 3월 5일</p>", "published"),
            ("<p>Actualités | 5 mars 2026</p>", "published"),
            ("<div>Harbour</div><div>5 March 2026</div>", "published"),
            ("<div>Updated 6 March 2026</div><div>5 March 2026</div>", "published"),
        ],
    )
    def test_changes_in_many_languages(self, inner: str, kind: str) -> None:
        found = [time for time in article(page(H1 + inner)).times if "5" in time.raw and time.source != "htmldate"]
        assert [(time.kind, time.source) for time in found] == [(kind, "visible")]

    @pytest.mark.parametrize(
        ("inner", "expected"),
        [
            ("<p>Updated <time {6}>6 March</time></p>", [("modified", "6")]),
            (
                "<p>Updated <time {6}>6 March</time>, published <time {5}>5 March</time></p>",
                [("modified", "6"), ("published", "5")],
            ),
            ("<time class='entry-date updated' {6}>6 March</time>", [("modified", "6")]),
            ("<p><span>Zuletzt aktualisiert am </span><span><time {6}>6. März</time></span></p>", [("modified", "6")]),
            # never changed: WordPress gives one element both names
            ("<time class='entry-date published updated' {5}>5 March</time>", [("published", "5")]),
            ("<p>Posted <time {5}>5 March</time>, updated <time {6}>6 March</time></p>", [("published", "5")]),
            ("<h2>Port to update its fees</h2><time {5}>5 March</time>", [("published", "5")]),
        ],
    )
    def test_a_time_element_of_a_change_is_no_publication(self, inner: str, expected: list[tuple[str, str]]) -> None:
        for day in "56":
            inner = inner.replace(f"{{{day}}}", f'datetime="2026-03-0{day}T10:00:00Z"')
        found = article(page(f"<article>{H1}{inner}</article>")).times
        assert [(time.kind, time.raw[9]) for time in found if time.raw.endswith("Z")] == expected

    def test_a_dateline_in_a_short_first_paragraph_is_one(self) -> None:
        opening = "<p>EASTMERE, March 2, 2026 (Coast Wire) – The harbour opens again.</p>"
        found = article(page(H1 + opening)).times
        assert [(time.raw, time.source) for time in found if time.kind == "published"] == [
            ("March 2, 2026", "dateline")
        ]
        assert article(page(H1 + "<p>Eastmere, March 2, 2026 – 3 min</p>")).times[0].source == "visible"

    @pytest.mark.parametrize(
        ("inner", "expected"),
        [
            # the masthead's day is today's, the paper's is tomorrow's
            (f"<div>Monday, November 23, 2026</div>{H1}", [("November 23, 2026", "visible-elsewhere")]),
            (f"<div>Montag, 23. November 2026</div>{H1}", [("23. November 2026", "visible-elsewhere")]),
            (f"<div>23. November 2026</div>{H1}", [("23. November 2026", "visible-above")]),
            (f"{H1}<div>Monday, November 23, 2026</div>", [("November 23, 2026", "visible")]),
            (f"{H1}<p>Print edition: March 9, 2026</p>", []),
            (f"{H1}<p>2026年3月9日 朝刊</p>", []),
            # what lasts from one moment to another is an event
            (f"{H1}<p>March 5, 2026 – March 9, 2026</p>", []),
            (f"{H1}<p>Saturday, March 14, 2026, 10:00 am – 11:30 am</p>", []),
            (f"{H1}<p>March 5, 2026 | March 9, 2026</p>", [("March 5, 2026", "visible")]),
            # a date that is said to be of the publication stands beside one that is not
            (
                f"{H1}<p>March 14, 2026</p><p>Town Hall</p><p>Posted March 2, 2026</p>",
                [("March 14, 2026", "visible"), ("March 2, 2026", "visible")],
            ),
            (f"{H1}<p>Posted March 2, 2026</p><p>March 14, 2026</p>", [("March 2, 2026", "visible")]),
            (f"<article>{H1}<time itemprop=dateCreated datetime='2026-03-01T10:00Z'>x</time></article>", []),
        ],
    )
    def test_dates_near_the_headline_of_other_things(self, inner: str, expected: list[tuple[str, str]]) -> None:
        found = article(page(inner)).times
        assert [(t.raw, t.source) for t in found if t.kind == "published" and t.source != "htmldate"] == expected

    def test_a_masthead_does_not_hide_the_date_at_the_foot(self) -> None:
        html = page(f"<div>Monday, November 23, 2026</div>{H1}")
        found = article(html.replace("</body>", "<p>Published 20 November 2026</p></body>")).times
        assert RawTime("published", "20 November 2026", "visible") in found

    def test_two_blocks_of_one_article_contradict_each_other(self) -> None:
        blocks = [{"@type": kind, "headline": "Harbour opens again"} for kind in ("NewsArticle", "Article", "Report")]
        days = ("2026-03-05", "2026-03-01", "2026-03-05")
        head = ld(*(block | {"datePublished": day} for block, day in zip(blocks, days, strict=True)))
        assert [time.raw for time in article(page(H1, head)).times] == ["2026-03-05", "2026-03-01"]

    def test_two_meta_elements_contradict_each_other(self) -> None:
        head = '<meta property="article:published_time" content="2026-03-05T10:00:00Z">'
        head += '<meta name="parsely-pub-date" content="2026-03-01T10:00:00Z"><meta name="date" content="2026-03-07">'
        head += '<meta name="sailthru.date" content="2026-03-05 05:00:00">'
        assert article(page(H1, head)).times == (
            RawTime("published", "2026-03-05T10:00:00Z", "meta"),
            RawTime("published", "2026-03-01T10:00:00Z", "meta"),
        )

    def test_a_change_is_told_from_the_publication(self) -> None:
        found = article(page(H1 + "<p>Published 2 March 2026 | Updated 5 March 2026 10:00</p>")).times
        assert found == (
            RawTime("published", "2 March 2026", "visible"),
            RawTime("modified", "5 March 2026 10:00", "visible"),
        )

    def test_conflicting_witnesses_stay_side_by_side(self) -> None:
        head = (
            ld({"@type": "NewsArticle", "datePublished": "2026-03-02T23:30:00-05:00"})
            + '<meta property="article:published_time" content="2026-03-04T10:00:00Z">'
            + '<meta property="og:url" content="https://post.example/2026/03/01/harbour">'
        )
        found = article(page(H1 + "<p>3 March 2026</p>", head)).times
        assert found == (
            RawTime("published", "2026-03-02T23:30:00-05:00", "json-ld"),
            RawTime("published", "2026-03-04T10:00:00Z", "meta"),
            RawTime("published", "2026-03-01", "url"),
            RawTime("published", "3 March 2026", "visible"),
        )

    def test_a_sentence_at_the_foot_says_when_it_was_posted(self) -> None:
        foot = "<p>This entry, filed under Coast, was posted on Saturday, 3 December 2026 at %H:%M by Ada Quill.</p>"
        assert article(page(H1).replace("</body>", f"{foot}</body>")).times == (
            RawTime("published", "3 December 2026", "visible"),
        )

    def test_a_guess_decides_nothing_and_a_copyright_year_is_none(self) -> None:
        from datetime import UTC, datetime

        from syndicheck.provenance.timeline import read_time

        sighting = read_time(RawTime("published", "2026-03-02", "htmldate"), now=datetime(2026, 6, 1, tzinfo=UTC))
        assert sighting is not None
        assert (sighting.usable, "guessed" in sighting.flags) == (False, True)
        assert article(page("<p>© 2020 Eastmere Post</p>")).times == ()

    @pytest.mark.parametrize(
        ("opening", "raw"),
        [
            ("EASTMERE, March 2, 2026 (Coast Wire) – ", "March 2, 2026"),
            ("(COASTWIRE.EXAMPLE, January 16, 2026 )  Eastmere, ", "January 16, 2026"),
            ("EASTMERE, 2. März 2026 /Coast Wire/ -- ", "2. März 2026"),
            ("The law gazette of 17 August 2026 (part one) says that ", None),
            ("On March 2, 2026 – a Monday – the mayor spoke. ", None),
        ],
    )
    def test_datelines(self, opening: str, raw: str | None) -> None:
        found = article(page(H1, story=(opening + STORY[0], STORY[1]))).times
        assert next((time.raw for time in found if time.source == "dateline"), None) == raw

    def test_what_htmldate_finds_counts_only_where_nothing_else_does(self) -> None:
        tail = "<div class='date'>2026-03-02</div>"
        assert [time.source for time in article(page(tail)).times] == ["htmldate"]
        assert [time.source for time in article(page(H1 + "<p>2 March 2026</p>" + tail)).times] == ["visible"]


@pytest.mark.parametrize(
    ("url", "raw"),
    [
        ("https://post.example/2026/03/02/harbour", "2026-03-02"),
        ("https://post.example/2026/3/2/harbour", "2026-03-02"),
        ("https://post.example/2026/mar/02/harbour", "02 mar 2026"),
        ("https://post.example/news/harbour-20260302.html", "2026-03-02"),
        ("https://post.example/news/23-01-2026-harbour", "2026-01-23"),
        ("https://post.example/2026-03-02-harbour", "2026-03-02"),
        ("https://post.example/2026/02/30/harbour", None),
        # month and name, and the name begins with a number
        ("https://post.example/2026/03/10-things-to-know/", "2026-03"),
        ("https://post.example/2026/mar/10-boats-move", "mar 2026"),
        ("https://post.example/2026/03/02", "2026-03-02"),
        ("https://post.example/2026/03/02.html", "2026-03-02"),
        # the 2nd of March, and in America the 3rd of February
        ("https://post.example/news/02-03-2026-harbour", "02-03-2026"),
        ("https://post.example/news/05-05-2026-harbour", "2026-05-05"),
        ("https://post.example/2026/03/harbour", None),
        ("https://post.example/id/120260302", None),
        ("https://post.example/?date=2026-03-02", None),
        ("http://[broken/2026/03/02/", None),
        (None, None),
    ],
)
def test_days_in_addresses(url: str | None, raw: str | None) -> None:
    found = page_dates.in_address(url)
    assert (found.raw if found else None) == raw


class TestLinkedData:
    @pytest.mark.parametrize(
        "block",
        [
            '{"@type": "NewsArticle", "datePublished": "2026-03-02",}',
            '<!-- {"@type": "NewsArticle", "datePublished": "2026-03-02"} -->',
            '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2026-03-02"};\n//]]>',
            '{"@type": "NewsArticle", "articleBody": "he said "no" to it", "datePublished": "2026-03-02"}',
            '{"@type": "NewsArticle", "datePublished": "2026-03-02", "headline": "cut of',
            '[[{"@graph": [{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2026-03-02"}}]}]]',
        ],
    )
    def test_broken_and_nested_blocks_still_tell_the_date(self, block: str) -> None:
        assert RawTime("published", "2026-03-02", "json-ld") in article(page(head=ld(block))).times

    def test_several_blocks_of_one_article(self) -> None:
        head = ld(
            {"@type": "Organization", "name": "Eastmere Post"},
            {"@type": "NewsArticle", "headline": "Harbour opens again", "datePublished": "2026-03-02"},
            {"@type": "NewsArticle", "headline": "A teaser", "dateModified": "1999-01-01"},
            {
                "@type": "Article",
                "headline": "Harbour opens again",
                "author": {"name": "Ada"},
                "creditText": "Coast Wire",
            },
        )
        found = article(page(head=head))
        assert found.author == "Ada"
        assert [time.raw for time in found.times] == ["2026-03-02"]
        assert found.extra["declared"]["creditText"] == "Coast Wire"

    def test_declared_origin_and_rights(self) -> None:
        block = {
            "@type": "NewsArticle",
            "headline": "Harbour opens again",
            "isBasedOn": {"@type": "NewsArticle", "url": "https://wire.example/1"},
            "sourceOrganization": [{"name": "Coast Wire"}, {"name": "Port of Eastmere"}],
            "copyrightHolder": {"@id": "#org"},
            "isAccessibleForFree": "False",
        }
        head = ld(block) + (
            '<meta name="original-source" content="https://wire.example/1">'
            '<meta name="syndication-source" content="https://wire.example/1">'
            '<link rel="alternate" hreflang="de" href="https://post.example/de">'
            '<link rel="amphtml" href="https://post.example/amp"><link rel="amphtml" href="javascript:x">'
            '<link rel="alternate" type="application/rss+xml" href="/feed">'
        )
        assert article(page(head=head)).extra["declared"] == {
            "isBasedOn": "https://wire.example/1",
            "sourceOrganization": ["Coast Wire", "Port of Eastmere"],
            "copyrightHolder": "#org",
            "original-source": "https://wire.example/1",
            "syndication-source": "https://wire.example/1",
            "isAccessibleForFree": False,
            "hreflang": {"de": "https://post.example/de"},
            "amphtml": "https://post.example/amp",
            "feeds": ["/feed"],
        }

    def test_a_class_hints_at_a_paywall(self) -> None:
        assert article(page('<div class="box paywall--on"></div>')).extra == {"declared": {"paywall_hint": "paywall"}}


class TestPagesWithoutAnArticle:
    @pytest.mark.parametrize(
        "html",
        [
            "<html><head><title>Harbour opens again</title></head><body></body></html>",
            "<html><body><div id='root'></div><script>render()</script></body></html>",
            "<!-- only a comment -->",
            "<html><body><noscript>You need to enable JavaScript to run this app.</noscript><div></div></body></html>",
            "<html>" + ld({"@type": "NewsArticle", "headline": "Harbour opens again", "datePublished": "2026-03-02"}),
        ],
    )
    def test_are_reported(self, html: str) -> None:
        (problem,) = items(html)
        assert isinstance(problem, Problem)
        assert (problem.code, problem.fatal) == ("no-text", True)

    def test_a_cookie_wall_before_the_story_is_not_the_body(self) -> None:
        wall = "<div role='dialog' class='cookie-consent'><p>We and our 812 partners store cookies.</p></div>"
        found = article(page(wall + H1))
        assert "812 partners" not in found.text
        assert all(paragraph in found.text for paragraph in STORY)

    def test_amp(self) -> None:
        html = page(H1, '<link rel="canonical" href="https://post.example/2026/03/02/harbour">').replace(
            "<html>", '<html \u26a1 lang="en">'
        )
        found = article(html)
        assert found.canonical_url == "https://post.example/2026/03/02/harbour"
        assert found.times == (RawTime("published", "2026-03-02", "url"),)


class TestHostile:
    def test_long_lines_of_digits_and_months_take_linear_time(self) -> None:
        import time

        started = time.perf_counter()
        for line in ("2026-" * 30_000, "march " * 30_000, "1." * 60_000, "2026/03/" * 20_000, "<" * 50_000):
            list(page_dates.shown(f"Harbour\n{line}", ["Harbour"]))
            page_dates.in_address("https://post.example/" + line)
            items(page(head=ld('{"datePublished"' + " " * 10_000 + line)))
        assert time.perf_counter() - started < 10

    @settings(max_examples=examples(60), deadline=None)
    @given(st.text(max_size=120), st.text(max_size=80), st.integers(0, 2000))
    def test_any_page_cut_anywhere(self, line: str, block: str, cut: int) -> None:
        html = page(f"{H1}<p>{line}</p>", ld({"@type": "NewsArticle", "headline": block}, block))
        for item in items(html.encode("utf-8", "replace")[:cut]):
            assert isinstance(item, RawArticle | Problem)


class TestShownFirst:
    """What a page shows goes first where another witness confirms it to the minute, and nowhere else."""

    @pytest.mark.parametrize(
        ("published", "shown", "first"),
        [
            # late in the evening at the outlet, the next day in UTC
            ("2026-12-23T03:00:46.074Z", "December 22, 2026 10:00 PM", "December 22, 2026 10:00 PM"),
            ("2026-12-18T22:57-05:00", "Dec 19, 2026 3:57 AM", "Dec 19, 2026 3:57 AM"),
            ("2026-03-01T20:15:00+00:00", "02.03.2026 01:45", "02.03.2026 01:45"),
            ("2026-03-01T23:30:00Z", "2 mars 2026 00:30", "2 mars 2026 00:30"),
            ("2026-03-01T18:00:00Z", "2026年3月2日 03:00", "2026年3月2日 03:00"),
            # the same day: nothing to tell
            ("2026-12-23T13:00:00Z", "December 23, 2026 8:00 AM", "2026-12-23T13:00:00Z"),
            # another minute, another moment: of a change, or a teaser's
            ("2026-12-23T03:00:46Z", "December 22, 2026 10:17 PM", "2026-12-23T03:00:46Z"),
            # no zone is that far away
            ("2026-12-23T03:00:46Z", "December 20, 2026 10:00 PM", "2026-12-23T03:00:46Z"),
            ("2026-12-23T03:00:46Z", "December 22, 2026", "2026-12-23T03:00:46Z"),
            ("2026-12-23", "December 22, 2026 10:00 PM", "2026-12-23"),
            ("yesterday", "December 22, 2026 10:00 PM", "yesterday"),
            # no such day, no such hour
            ("2026-03-03T03:00:00Z", "30 February 2026 22:00", "2026-03-03T03:00:00Z"),
            ("9999-12-31T23:59:59-12:00", "December 22, 2026 10:00 PM", "9999-12-31T23:59:59-12:00"),
        ],
    )
    def test_one_moment_two_days(self, published: str, shown: str, first: str) -> None:
        found = article(page(H1 + f"<p>{shown}</p>", ld({"@type": "NewsArticle", "datePublished": published})))
        assert found.times[0].raw == first
        assert published in {time.raw for time in found.times}

    def test_of_two_that_differ_the_one_that_is_shown(self) -> None:
        head = ld({"@type": "NewsArticle", "datePublished": "2026-11-03T10:25:56+00:00"})
        head += '<meta property="article:published_time" content="2026-11-06T14:25:00+00:00">'
        found = article(page(H1 + "<p>6. November 2026, 15:25 Uhr</p>", head))
        assert [time.raw for time in found.times] == [
            "6. November 2026, 15:25 Uhr",
            "2026-11-03T10:25:56+00:00",
            "2026-11-06T14:25:00+00:00",
        ]

    @given(st.lists(st.tuples(st.sampled_from(["published", "modified"]), st.text(max_size=40))))
    def test_nothing_is_lost(self, rows: list[tuple[str, str]]) -> None:
        times = [RawTime(kind, raw, "visible" if n % 2 else "meta") for n, (kind, raw) in enumerate(rows)]
        assert sorted(map(repr, page_day.shown_first(times))) == sorted(map(repr, times))


@pytest.mark.parametrize(
    ("path", "raw", "source"),
    [
        ("/2026/03/02/ferry", "2026-03-02", "url"),
        ("/2026-03-02-ferry", "2026-03-02", "url"),
        ("/a/20260302/ferry", "2026-03-02", "url"),
        ("/2026/mar/02/ferry", "02 mar 2026", "url"),
        ("/2026/03/02/ferry-20260302", "2026-03-02", "url"),
        ("/report-of-2026-03-02/ferry", "2026-03-02", "url-name"),
        ("/ferry-02-03-2026", "02-03-2026", "url-name"),
    ],
)
def test_a_day_in_a_name_may_be_that_of_what_is_told(path: str, raw: str, source: str) -> None:
    assert page_dates.in_address(f"https://bote.example{path}") == RawTime("published", raw, source)


@pytest.mark.parametrize("path", ["/2026/03/01/news-20260309", "/events/2026/03/01/ferry", "/termine/2026-03-01"])
def test_two_days_and_a_calendar_of_events_tell_nothing(path: str) -> None:
    assert page_dates.in_address(f"https://bote.example{path}") is None


def news(day: str, **more: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": "Harbour opens again", "datePublished": day} | more


OWN = '<link rel="canonical" href="https://bote.example/harbour">'


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([news("2026-03-05")], [("2026-03-05", "json-ld")]),
        ([news("2026-03-05", url="http://www.bote.example/harbour/")], [("2026-03-05", "json-ld")]),
        (
            [news("2026-03-05", headline="Know more", url="https://bote.example/harbour")],
            [("2026-03-05", "json-ld")],
        ),
        ([news("2026-03-05", mainEntityOfPage="https://bote.example/")], [("2026-03-05", "json-ld")]),
        ([news("2026-03-05", **{"@type": "LiveBlogPosting"})], [("2026-03-05", "live-blog")]),
        ([news("2026-03-05", url="https://wire.example/harbour")], [("2026-03-05", "json-ld-elsewhere")]),
        ([news("2026-03-01", headline="Toll goes up"), news("2026-03-05")], [("2026-03-05", "json-ld")]),
        ([news("2026-03-01", headline="Toll goes up", url="https://bote.example/toll")], [("2026-03-01", "htmldate")]),
    ],
)
def test_whose_date_the_data_gives(blocks: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    found = article(page(H1, OWN + ld(*blocks)))
    assert [(time.raw, time.source) for time in found.times if time.kind == "published"] == expected


def test_a_copy_with_its_sources_data_stays_where_it_is() -> None:
    found = article(page(H1, OWN + ld(news("2026-03-05", url="https://wire.example/harbour"))))
    assert (found.url, found.canonical_url) == (None, "https://bote.example/harbour")


TEASER = '<time {} datetime="2026-03-01T09:00:00Z">1 March</time> Council votes'


@pytest.mark.parametrize(
    "beside",
    [
        f"<aside>{TEASER.format('pubdate')}</aside>",
        f"<main><div class=teaser>{TEASER.format(' ')}</div></main>",
        f"<section id=comments><article>{TEASER.format(' ')}</article></section>",
        '<aside><article><meta itemprop="datePublished" content="2026-03-01T09:00:00Z">Council votes</article></aside>',
        f"<nav><article>{TEASER.format('itemprop=datePublished')}</article></nav>",
    ],
)
def test_dates_of_what_stands_beside_are_not_the_articles(beside: str) -> None:
    found = article(page(H1) + beside)
    assert [time for time in found.times if time.kind == "published" and time.source != "htmldate"] == []


@pytest.mark.parametrize(
    ("foot", "source"),
    [
        ("<p>Published 1 March 2026</p>", "visible"),
        ("<h3>Comments</h3><p>Jo Reed, posted on 1 March 2026</p>", "visible-elsewhere"),
        ("<h3>Related</h3><p>Council votes on the toll. Published 1 March 2026</p>", "visible-elsewhere"),
        ("<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>Published 1 March 2026</p>", "visible-elsewhere"),
    ],
)
def test_a_date_far_below_the_article_may_be_of_something_else(foot: str, source: str) -> None:
    long = tuple(paragraph * 2 for paragraph in STORY)
    found = article(page(H1, story=long).replace("</body>", f"{foot}</body>"))
    assert [(time.raw, time.source) for time in found.times if time.kind == "published"] == [("1 March 2026", source)]
