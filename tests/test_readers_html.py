"""Saved pages: body, visible text, metadata – on invented pages, and on real ones."""

from __future__ import annotations

import builtins
import gzip
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.prepare import prepare
from syndicheck.provenance.origin import judge
from syndicheck.provenance.windows import Witness
from syndicheck.readers import read
from syndicheck.readers.interface import Item

pytest.importorskip("trafilatura")

PARAGRAPHS = (
    "The harbour of Eastmere will open again on Monday, the mayor said after a long night in the town hall.",
    "Fishermen had waited for eleven weeks while divers looked for a wreck that nobody had ever seen before.",
    "Nobody was hurt, and the ferry will take the old route as soon as the buoys are back in their places.",
)

PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Harbour opens | Eastmere Post</title>
<link rel="canonical" href="https://post.example/harbour">
<meta property="og:url" content="https://post.example/harbour?amp=1">
<meta property="og:site_name" content="Eastmere Post"><meta property="og:title" content="Harbour opens">
<meta property="article:published_time" content="2026-03-02T10:00:00Z">
<script type="application/ld+json">{{"@graph": [{{"@type": "Organization", "name": "No"}},
 {{"@type": ["NewsArticle"], "headline": "Harbour &amp; ferry",
 "author": [{{"name": "Ada Quill"}}, {{"name": "Bo Reed"}}],
 "datePublished": "2026-03-02T11:00:00+01:00", "dateModified": "2026-03-03"}}]}}</script>
<style>p {{ color: red }}</style></head>
<body><nav><ul><li>Home</li><li>Sport</li></ul></nav>
<main><article><h1>Harbour opens</h1><p class="byline">By Ada Quill, Coast Wire</p>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article></main>
<div class="tail"><p>SOURCE Port of Eastmere<br>Media contact: desk@port.example</p></div>
<noscript>Turn on scripts</noscript><div style="display: none">hidden words</div><div hidden>more hidden</div>
<script>var secret = "secret";</script><table><tr><td>a</td><td>b</td></tr></table>
<footer>© 2026   Eastmere&nbsp;Post</footer></body></html>"""


def page(html: str | bytes, name: str = "-") -> list[Item]:
    return list(read(["-"], stdin=io.BytesIO(html.encode() if isinstance(html, str) else html), fmt="html"))


def article(html: str | bytes) -> RawArticle:
    (found,) = page(html)
    assert isinstance(found, RawArticle)
    return found


def around(inner: str, head: str = "") -> str:
    """A page with enough text to be an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"<html><head>{head}</head><body>{inner}<article>{body}</article></body></html>"


class TestPage:
    def test_metadata(self) -> None:
        found = article(PAGE)
        assert found.url == "https://post.example/harbour?amp=1"
        assert found.canonical_url == "https://post.example/harbour"
        assert found.title == "Harbour & ferry"
        assert found.author == "Ada Quill; Bo Reed"
        assert found.lang == "en-GB"
        assert found.outlet is None
        assert found.extra == {"site_name": "Eastmere Post"}
        assert found.times == (
            RawTime("published", "2026-03-02T11:00:00+01:00", "json-ld"),
            RawTime("published", "2026-03-02T10:00:00Z", "meta"),
            RawTime("modified", "2026-03-03", "json-ld"),
        )
        assert found.extractor.startswith("trafilatura ")

    def test_body_and_page(self) -> None:
        found = article(PAGE)
        for paragraph in PARAGRAPHS:
            assert paragraph in found.text
        assert "Sport" not in found.text
        assert found.page_text is not None
        assert found.page_text.split("\n") == [
            *("Home", "Sport", "Harbour opens", "By Ada Quill, Coast Wire", *PARAGRAPHS),
            *("SOURCE Port of Eastmere", "Media contact: desk@port.example", "a b", "© 2026 Eastmere Post"),
        ]

    def test_a_page_that_is_all_noscript(self) -> None:
        found = article(f"<html><body><noscript>{around('')}</noscript><script>x()</script></body></html>")
        assert found.page_text is not None
        assert PARAGRAPHS[0] in found.page_text

    def test_a_page_that_waits_for_a_script_to_show_it(self) -> None:
        found = article(around("").replace("<body>", "<body style='display:none'>"))
        assert found.page_text == "\n".join(PARAGRAPHS)

    def test_site_name_is_the_outlet_of_a_page_without_address(self) -> None:
        found = article(around("", '<meta property="og:site_name" content="Eastmere Post">'))
        assert (found.outlet, found.url, found.extra) == ("Eastmere Post", None, {})

    @pytest.mark.parametrize(
        ("head", "time"),
        [
            ('<meta name="date" content="2026-03-02">', RawTime("published", "2026-03-02", "meta-date")),
            ('<meta itemprop="datePublished" content="2026">', RawTime("published", "2026", "meta")),
            ('<meta http-equiv="last-modified" content="x">', RawTime("modified", "x", "meta")),
            ('<script type="application/ld+json">{"@type": "Article", "datePublished": "0000-00-00"}</script>',
             RawTime("published", "0000-00-00", "json-ld")),
        ],
    )  # fmt: skip
    def test_times(self, head: str, time: RawTime) -> None:
        assert article(around("", head)).times == (time,)

    @pytest.mark.parametrize(
        ("inner", "times"),
        [
            ('<main><time datetime="2026-03-02">today</time></main>', (RawTime("published", "2026-03-02", "visible"),)),
            ('<aside><time datetime="2020-01-01">a teaser</time></aside>', ()),
            (
                '<span itemprop="datePublished" content="2026-03-02"></span>',
                (RawTime("published", "2026-03-02", "meta"),),
            ),
        ],
    )
    def test_visible_times(self, inner: str, times: tuple[RawTime, ...]) -> None:
        assert article(around(inner)).times == times

    @pytest.mark.parametrize(
        "json_ld",
        ["{", "[" * 5000, '{"@type": {"@type": []}}', "null", '[[["x"]]]', "[" * 500 + "]" * 500,
         '{"@type":"Article","author":7,"headline":{}}',
         '{"@type":"NewsArticle","author":{"name":["\\ud800"]},"headline":"\\ud83d"}'],
    )  # fmt: skip
    def test_broken_json_ld_is_no_matter(self, json_ld: str) -> None:
        found = article(around("", f'<script type="application/ld+json">{json_ld}</script>'))
        for value in (found.title, found.author):
            (value or "").encode()

    def test_browsers_write_the_address_into_saved_pages(self) -> None:
        found = article("<!-- saved from url=(0031)https://post.example/harbour -->" + around(""))
        assert found.url == "https://post.example/harbour"
        single = "<!--\n Page saved with SingleFile \n url: https://post.example/h \n saved date: x -->"
        assert article(around("").replace("<html>", f"<html>{single}")).url == "https://post.example/h"

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative", "file:///etc/passwd", ""])
    def test_what_is_no_web_address_is_dropped(self, url: str) -> None:
        head = f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">'
        found = article(around("", head))
        assert (found.url, found.canonical_url) == (None, None)


class TestBytes:
    @pytest.mark.parametrize(
        ("charset", "encoding"),
        [("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("shift_jis", "cp932"), ("utf-8", "utf-8"),
         ("iso-8859-1", "utf-8"), ("utf-8", "utf-16"), ("gb2312", "gb18030")],
    )  # fmt: skip
    def test_charsets(self, charset: str, encoding: str) -> None:
        words = {"cp1251": "Гавань открыта", "cp932": "港は開く", "gb18030": "港口开放"}.get(encoding, "Große „Häfen“")
        html = around(f"<p>{words}</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">')
        found = article(html.encode(encoding))
        assert found.page_text is not None
        assert found.page_text.startswith(words)

    def test_deep_nesting_is_read_as_far_as_the_parser_goes(self) -> None:
        html = around("<div>" * 1000 + "deep words" + "</div>" * 1000)
        assert "deep words" in (article(html).page_text or "")

    def test_deeper_nesting_is_reported(self) -> None:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
        found = page(f"<html><body>{body}{'<div>' * 100_000}deep words</body></html>")
        problems = [item for item in found if isinstance(item, Problem)]
        assert ("deep-nesting", False) in [(problem.code, problem.fatal) for problem in problems]
        assert [item.text for item in found if isinstance(item, RawArticle)]

    def test_deeper_nesting_after_many_other_errors(self) -> None:
        found = page(around("<p a=1 a=2></b></i>" * 2000) + "<div>" * 5000 + "deep words")
        assert "deep-nesting" in [item.code for item in found if isinstance(item, Problem)]

    def test_a_page_that_is_nested_to_cost_time(self) -> None:
        """70 seconds a megabyte: its text is that of the whole page."""
        deep = ("<div>" * 1900 + "<p>Boats came.</p>" + "</div>" * 1900) * 9
        problem, found = page(around(deep))
        assert isinstance(problem, Problem)
        assert (problem.code, problem.fatal) == ("extraction-failed", False)
        assert "nested too deeply" in problem.message
        assert isinstance(found, RawArticle)
        assert found.text.count("Boats came.") == 9

    @pytest.mark.parametrize(
        "body",
        ["<table><tr>" + "<td>7</td>" * 40_000 + "</table>", "<div><div><p>Boats came.</p></div></div>" * 25_000],
        ids=["a row of very many cells", "very many blocks"],
    )
    def test_a_page_of_so_many_elements_that_it_costs_time(self, body: str) -> None:
        """Minutes a megabyte, more than in proportion: its text is that of the whole page."""
        problem, found = page(around(body))
        assert isinstance(problem, Problem)
        assert (problem.code, problem.fatal) == ("extraction-failed", False)
        assert "too many elements" in problem.message
        assert isinstance(found, RawArticle)
        assert found.text == found.page_text

    @pytest.mark.parametrize(("blocks", "alone"), [(300, False), (4_300, True)])
    def test_other_libraries_are_asked_about_pages_of_usual_size_only(
        self, blocks: int, alone: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[object] = []

        def extract(*_: object, fast: bool, **__: object) -> None:
            asked.append(fast)

        monkeypatch.setattr("trafilatura.bare_extraction", extract)
        list(page(around("<p>Boats came.</p>" * blocks)))
        assert asked == [alone]

    def test_a_poor_page_that_closes_nothing(self) -> None:
        """It nests as deep, and its body is told from its menu all the same."""
        words = "".join(
            f"<div><font><p>Boat {n} came to the harbour of Tarn on Monday, the mayor said.</p>" for n in range(300)
        )
        (found,) = page(f"<html><body><nav><a href=/>Home</a> <a href=/s>Sport</a></nav><article>{words}</body></html>")
        assert isinstance(found, RawArticle)
        assert "Boat 299 came" in found.text
        assert "Sport" not in found.text

    def test_a_library_that_fails_costs_no_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import trafilatura

        def broken(*_: object, **__: object) -> None:
            raise RecursionError

        monkeypatch.setattr(trafilatura, "bare_extraction", broken)
        problem, found = page(around(""))
        assert isinstance(problem, Problem)
        assert (problem.code, problem.fatal) == ("extraction-failed", False)
        assert isinstance(found, RawArticle)
        assert found.text == found.page_text == "\n".join(PARAGRAPHS)

    @settings(max_examples=examples(60), deadline=None)
    @given(st.text(alphabet="<>/!-=\"' &;pdivscrtybhm", max_size=200))
    def test_any_markup(self, markup: str) -> None:
        for item in page(around(markup)):
            if isinstance(item, RawArticle):
                assert item.page_text is None or item.page_text == item.page_text.strip()


class TestRecords:
    def record(self, data: bytes) -> list[Item]:
        return list(read(["-"], stdin=io.BytesIO(data), fmt="jsonl"))

    def test_html_alone_gives_the_text(self) -> None:
        (found,) = self.record(json.dumps({"html": PAGE, "title": "Own", "published": "2026"}).encode())
        assert isinstance(found, RawArticle)
        assert PARAGRAPHS[1] in found.text
        assert found.title == "Own"
        assert [time for time in found.times if time.kind == "published"] == [
            RawTime("published", "2026"),
            RawTime("published", "2026-03-02T11:00:00+01:00", "json-ld"),
            RawTime("published", "2026-03-02T10:00:00Z", "meta"),
        ]
        assert found.page_text is not None

    @pytest.mark.parametrize(
        ("head", "beside"),
        [
            ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-05"}</script>',
             [RawTime("published", "2026-03-05", "json-ld")]),
            ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-05",'
             ' "url": "https://wire.example/2026/harbour"}</script>',
             [RawTime("published", "2026-03-05", "json-ld-elsewhere")]),
            ('<script type="application/ld+json">{"@type": "LiveBlogPosting", "datePublished": "2026-03-05"}</script>',
             [RawTime("published", "2026-03-05", "live-blog")]),
            ('<meta property="article:published_time" content="2026-03-05">',
             [RawTime("published", "2026-03-05", "meta")]),
            ('<meta name="date" content="2026-03-05">', []),  # perhaps of a change
            ('<meta name="date" content="2026-03-05"><meta name="pubdate" content="2026-03-06">',
             [RawTime("published", "2026-03-06", "meta")]),
            ("", []),
        ],
    )  # fmt: skip
    def test_the_page_s_own_word_on_its_publication_stands_beside_the_record_s(
        self, head: str, beside: list[RawTime]
    ) -> None:
        """What is shown, or stands in the address, may be of anything: the record knows better."""
        html = around("<h1>The harbour of Eastmere</h1><p>3 March 2026</p><time datetime='2026-03-04'></time>", head)
        given = {"url": "https://post.example/2026/03/01/harbour", "published": "2026-03-09T08:00:00Z", "html": html}
        (found,) = self.record(json.dumps(given).encode())
        assert isinstance(found, RawArticle)
        assert list(found.times) == [RawTime("published", "2026-03-09T08:00:00Z"), *beside]

    @pytest.mark.parametrize(
        ("record", "page", "other", "verdict", "code"),
        [
            # a crawler's guess, days after the page went out
            ("2026-03-09T08:00:00Z", "2026-03-05T08:00:00Z", "2026-03-06T08:00:00Z", "undetermined", "claims-disagree"),
            # one that says too early a time
            ("2026-03-03T08:00:00Z", "2026-03-05T08:00:00Z", "2026-03-04T08:00:00Z", "undetermined", "claims-disagree"),
            # statements that agree take nothing from each other
            ("2026-03-05T08:00:00Z", "2026-03-05T09:00:00+01:00", "2026-03-05T08:05:00Z", "first", "first-before-all"),
            ("2026-03-05T08:00:00Z", "2026-03-05", "2026-03-05T08:05:00Z", "first", "first-before-all"),
            ("2026-03-05T08:00:00Z", "2026-03-05 10:00", "2026-03-05T08:05:00Z", "first", "first-before-all"),
            ("2026-03-05T08:00:00Z", "03/05/2026", "2026-03-05T08:00:00Z", "tied", "tied-within-precision"),
        ],
    )
    def test_a_record_s_time_makes_nobody_first_against_the_page(
        self, record: str, page: str, other: str, verdict: str, code: str
    ) -> None:
        head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{page}"}}</script>'
        given = [
            {"outlet": "a.example", "published": record, "html": around("", head)},
            {"outlet": "b.example", "published": other, "text": "\n".join(PARAGRAPHS)},
        ]
        found = self.record("\n".join(map(json.dumps, given)).encode())
        now = datetime(2026, 6, 1, tzinfo=UTC)
        made = [prepare(one, now=now) for one in found if isinstance(one, RawArticle)]
        origin = judge([Witness(one.outlet, one.outlet, one.sightings) for one in made])
        assert (origin.verdict.value, origin.reasons[0].code) == (verdict, code)

    def test_text_of_its_own_is_kept(self) -> None:
        (found,) = self.record(b'{"text": "own", "html": "<p>By A<p>own<p>SOURCE B"}')
        assert isinstance(found, RawArticle)
        assert (found.text, found.page_text, found.extractor) == ("own", "By A\nown\nSOURCE B", "plain")

    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        original = builtins.__import__

        def without(name: str, *rest: Any, **options: Any) -> Any:
            if name.split(".")[0] in ("lxml", "trafilatura", "charset_normalizer"):
                raise ImportError(name)
            return original(name, *rest, **options)

        for module in ("syndicheck.readers.page", "syndicheck.readers.page_metadata"):
            monkeypatch.delitem(sys.modules, module, raising=False)
            monkeypatch.delattr(sys.modules["syndicheck.readers"], module.rsplit(".", 1)[1], raising=False)
        monkeypatch.setattr(builtins, "__import__", without)
        (tmp_path / "a.html").write_text(PAGE)
        (tmp_path / "b.txt").write_bytes(b"caf\xe9")
        found = list(read([str(tmp_path)]))
        assert isinstance(found[0], Problem)
        assert found[0].code == "missing-extra"
        assert "pip install 'syndicheck[html]'" in found[0].remedy
        assert [item.text for item in found if isinstance(item, RawArticle)] == ["café"]
        problem, kept = self.record(b'{"text": "own", "html": "<p>x"}')
        assert isinstance(problem, Problem)
        assert not problem.fatal
        assert isinstance(kept, RawArticle)


@pytest.mark.corpora
@pytest.mark.parametrize("step", [15, pytest.param(3, marks=pytest.mark.slow)], ids="every {}th".format)
def test_real_pages_are_read(corpora: Path, step: int) -> None:
    """``make eval`` reads them all."""
    files = sorted((corpora / "html" / "pages").iterdir())[::step]
    found = list(read(map(str, files)))
    fatal = [item for item in found if isinstance(item, Problem) and item.fatal]
    pages = [item for item in found if isinstance(item, RawArticle)]
    assert len(fatal) + len(pages) == len(files) > 240 // step
    assert len(pages) >= 0.95 * len(files)
    assert sum(bool(item.url or item.canonical_url) for item in pages) >= 0.9 * len(files)
    assert sum(bool(item.title) for item in pages) >= 0.97 * len(files)
    assert sum(any(time.kind == "published" for time in item.times) for item in pages) >= 0.75 * len(files)
    # What the extractor takes for the body is visible on the page; one real page has only a hidden dialogue.
    hidden = [item.where for item in pages if not _mostly_within(item.text, item.page_text or "")]
    assert len(hidden) <= 1


def _mostly_within(body: str, page: str) -> bool:
    words = set(body.split())
    return len(words - set(page.split())) <= 0.1 * len(words) + 1


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["daniel", "press-texts", "telegram-pairs"])
def test_corpora_cut_anywhere(corpora: Path, name: str) -> None:
    """The articles before the break are the same as without it."""
    packed = (corpora / name / "docs.jsonl.gz").read_bytes()
    whole = list(read(["-"], stdin=io.BytesIO(packed)))
    assert all(isinstance(item, RawArticle) for item in whole)
    assert len(whole) == gzip.decompress(packed).count(b"\n")
    for tenth in range(1, 10):
        *found, last = read(["-"], stdin=io.BytesIO(packed[: len(packed) * tenth // 10]), fmt="jsonl")
        assert isinstance(last, Problem)
        assert last.code == "truncated"
        assert found == whole[: len(found)]
        assert len(found) > 0.05 * tenth * len(whole)
