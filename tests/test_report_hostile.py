"""What articles may try to do to the reader of a report, and what must be left of it in each format."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
import report_views as views
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace
from tests.examples import examples

from syndicheck.model.changes import Change, ChangeKind
from syndicheck.model.corrections import Carried, Correction, Notice, NoticeKind, TextState
from syndicheck.model.credits import Credit, CreditStatus
from syndicheck.model.matches import MatchClass
from syndicheck.model.origins import Origin, Verdict
from syndicheck.model.reasons import Reason
from syndicheck.report import formats, render_compare, render_marks, render_report, render_story
from syndicheck.view import CompareView, MarkBrief, MarkUse, OutletLine, ReportView, StoryView, TextView, Totals

PAYLOADS = {
    "colour": "a\x1b[31mred\x1b[0m",
    "title": "\x1b]0;owned\x07b",
    "hyperlink": "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "eight-bit csi": "\x9b31mred",
    "carriage return": "good\rbad",
    "backspace": "abc\x08\x08\x08xyz",
    "bidi override": "safe\u202efdp.exe",
    "bidi isolate": "a\u2066b\u2069",
    "newline": "line one\nline two\r\nthree\u2028four\x85five",
    "nul": "a\x00b",
    "lone surrogate": "a\ud83db",
    "rich markup": "[bold red]x[/bold red] [/] [@handle] [link=https://evil.example]y[/link] :smile:",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "breaks out of an attribute": "\"' onmouseover=alert(1) x='",
    "closes the style": "</style></title></svg><b>",
    "entity": "&lt;b&gt; &amp; &#x3c;",
    "markdown link": "[click](https://evil.example) ![](https://evil.example/p.png) <https://evil.example>",
    "markdown reference": "[a]: https://evil.example 'x'",
    "markdown block": "# heading",
    "markdown list": "- item",
    "markdown ordered": "1. item",
    "markdown quote": "> quote",
    "markdown rule": "---",
    "markdown table": "a | b | c \\| d",
    "markdown code": "`code` ``` fence",
    "markdown emphasis": "**b** __b__ *i* ~~s~~ \\*",
    "autolink": "https://evil.example www.evil.example",
    "formula": "=HYPERLINK(\"https://evil.example\")",
    "formula plus": "+1+1",
    "formula minus": "-1+1",
    "formula at": "@SUM(1)",
    "formula tab": "\t=1+1",
    "formula return": "\r=1+1",
    "formula behind a blank": "  =1+1",
    "formula in full width": "＝1+1",
    "formula behind an invisible": "\u200b=1+1",
    "separator": "a,b;c\td\"e",
}  # fmt: skip

PUBLIC_ID = "s-abcdef"


def hostile_mark(text: str) -> MarkBrief:
    """Types, ids and strengths come from catalogue files, which a user may have got from somewhere."""
    brief = views.mark(text, text, owner=text, name=text)
    return replace(brief, mark=replace(brief.mark, strength=text, catalogue_id=text))


def hostile_story(text: str) -> StoryView:
    brief = hostile_mark(text)
    match = views.copy(MatchClass.EDITED, 0.5, 0.5, text)
    sighting = replace(views.at("2026-03-04 08:12"), kind=text, raw=text, source=text, zone_name=text, flags=(text,))
    first = views.member(1, text, text, "en", sighting, place="first", url=text, marks=(brief,))
    later = views.member(2, text + "2", text, text[:12], None, match, url="https://a.example/" + text, marks=(brief,))
    drawing = views.member(3, text, text, "en", sighting, match, role="draws-on")
    origin = Origin(Verdict.UNDETERMINED, (first.key,), (Reason("x", text), Reason("y", "y " + text)), text)
    credit = Credit(CreditStatus.MISSING, (), (text,), (text,), Reason("credit-missing", text))
    correction = Correction(
        first.key,
        Notice(NoticeKind.CORRECTION, "title", text, None),
        text,
        (Carried(later.key, TextState.SUPERSEDED, None, Reason("x", text)),),
        Reason("x", text),
    )
    bare = replace(correction, carried=())
    members = (replace(first, credit=credit), later, drawing)
    languages = ("en", text[:12])
    return StoryView(PUBLIC_ID, text, languages, members, origin, (text,), corrections=(correction, bare))


def hostile_report(text: str) -> ReportView:
    return ReportView(
        text,
        Totals(2, 2, 1, 1, 1, 1),
        "covered: " + text,
        (hostile_story(text), replace(hostile_story(text), origin=Origin(Verdict.FIRST, ("url:1",), (), text))),
        (MarkUse(text, text, text, 1, 1), MarkUse(text, None, text, 1, 1)),
        (OutletLine(text, 1, (text[:12],), 1, 0, 0, 0, 1),),
        filters=(text,),
    )


def hostile_text(text: str) -> TextView:
    body = f"{text}\n{text} and more"
    return TextView(text, text, text, text[:12], body, (hostile_mark(text),))


def everything(fmt: str, text: str, **options) -> list[str]:
    """The output of each view, once with the text in every field that an article can reach."""
    side = hostile_text(text)
    outs = [io.StringIO() for _ in range(5)]
    render_report(hostile_report(text), fmt, outs[0], **options)
    render_story(hostile_story(text), fmt, outs[1], **options)
    changes = (Change(ChangeKind.WORDING, None, None, text, f"{text} and more"),)
    render_compare(CompareView(side, side, views.COMPARE.match, changes), fmt, outs[2], **options)
    render_marks(side, fmt, outs[3], **options)
    render_marks(side, fmt, outs[4], strip=True, **options)
    return [out.getvalue() for out in outs]


payloads = pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS.keys())

ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
OUR_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@payloads
@pytest.mark.parametrize("fmt", formats())
def test_nothing_active_reaches_the_page(fmt, text):
    for page in everything(fmt, text):
        assert not ACTIVE.search(page)
        page.encode("utf-8")


@payloads
def test_only_our_own_colours_reach_a_coloured_terminal(text):
    for plain, coloured in zip(
        everything("terminal", text, width=100, colour=False),
        everything("terminal", text, width=100, colour=True),
        strict=True,
    ):
        assert not ACTIVE.search(OUR_COLOURS.sub("", coloured))
        assert "\x1b" not in plain


def test_square_brackets_are_not_markup():
    for page in everything("terminal", "[sic] [/] [@handle] [bold]x[/bold] :smile:", width=160, colour=False):
        assert "[sic] [/] [@handle] [bold]x[/bold] :smile:" in page


class Scan(HTMLParser):
    """What a browser would see: tags, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str, str | None]] = set()
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {(tag, name, value) for name, value in attributes}
        if tag not in ("meta", "rect", "line"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {(tag, name, value) for name, value in attributes}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@payloads
def test_html_has_only_our_tags_and_attributes(text):
    calm = [Scan(page) for page in everything("html", "calm words")]
    for ours, page in zip(calm, everything("html", text), strict=True):
        seen = Scan(page)
        assert seen.tags <= ours.tags
        assert not seen.open
        names = {(tag, name) for tag, name, _ in seen.attributes}
        assert names <= {(tag, name) for tag, name, _ in ours.attributes} | {("a", "href"), ("a", "rel")}
        links = {value for _, name, value in seen.attributes if name in ("href", "src") and value}
        assert all(link.startswith(("https://", "#")) for link in links)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", " java\nscript:alert(1)", "//evil.example", "file:///etc", "http:"],
)
def test_only_web_addresses_become_links(url):
    out = io.StringIO()
    member = views.member(1, "A", "T", "en", views.at("2026-03-04 08:12"), place="first", url=url)
    render_story(StoryView("s-a", "T", ("en",), (member,), views.HARBOUR.origin), "html", out)
    assert "<a " not in out.getvalue()


def test_html_allows_nothing_but_its_own_style():
    from base64 import b64encode
    from hashlib import sha256

    page = everything("html", "calm words")[0]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert style
    assert policy
    assert "default-src 'none'" in policy[1]
    assert f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in policy[1]
    assert "unsafe" not in policy[1]
    assert "<script" not in page
    assert "style=" not in page
    assert "@import" not in page
    assert "url(" not in page


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"heading", "paragraph", "bullet_list", "list_item", "blockquote", "inline", "table", "thead", "tbody"}
OURS |= {"tr", "th", "td", "text", "strong", "em", "code_inline", "softbreak"}


@payloads
def test_markdown_has_only_our_structure(text):
    calm_pages = everything("markdown", "calm words")
    for number, (calm, page) in enumerate(zip(calm_pages, everything("markdown", text), strict=True)):
        tokens = MARKDOWN.parse(page)
        kinds = {re.sub("_(open|close)$", "", token.type) for token in tokens}
        kinds |= {re.sub("_(open|close)$", "", inner.type) for token in tokens for inner in token.children or ()}
        assert kinds <= OURS
        if number < 2:  # the other views show the text's own lines
            assert [t.type for t in tokens if t.type == "td_open"] == [
                t.type for t in MARKDOWN.parse(calm) if t.type == "td_open"
            ]
        for emphasis in ("strong_open", "em_open", "code_inline", "heading_open"):
            assert _count(tokens, emphasis) <= _count(MARKDOWN.parse(calm), emphasis)


def _count(tokens, kind: str) -> int:
    return sum((token.type == kind) + sum(inner.type == kind for inner in token.children or ()) for token in tokens)


@pytest.mark.parametrize(
    "text",
    [
        "[sic]",
        "a_b*c",
        "1. FC Köln",
        "2) zweitens",
        "- und",
        "# 1",
        "a | b",
        "<3 & more",
        "C:\\new",
        "5 > 3 != 4",
        "WWW.Post.example",
    ],
)
def test_markdown_reads_as_the_text(text):
    from syndicheck.report.markdown import escaped

    (_, inline, _) = MARKDOWN.parse(escaped(text))
    assert "".join(child.content for child in inline.children or ()) == text


LINKED_BY_TRACKERS = re.compile(r"@\w|#\d|GH-\d")


@pytest.mark.parametrize(
    "text",
    [
        "@octocat",
        "Sagte (@org/team)",
        "post@redaktion.example",
        "siehe #12",
        "nordkurier/texte#7",
        "@@a ##1",
        "wie GH-26",
    ],
)
def test_markdown_mentions_nobody(text):
    """Trackers look for names and numbers in the page as it reads, where no sign of Markdown is left."""
    from syndicheck.report.markdown import escaped

    assert LINKED_BY_TRACKERS.search(text)
    (_, inline, _) = MARKDOWN.parse(escaped(text))
    read = "".join(child.content for child in inline.children or ())
    assert not LINKED_BY_TRACKERS.search(read)
    assert read.replace("\u200b", "") == text


@payloads
def test_no_cell_of_a_csv_is_a_formula(text):
    for page in everything("csv", text):
        rows = list(csv.reader(io.StringIO(page)))
        assert len({len(row) for row in rows}) == 1
        for row in rows[1:]:
            for cell in row:
                assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("text", ["\t=1+1", "\rx", "\tx"])
def test_a_leading_tab_or_return_is_guarded(text):
    from syndicheck.report.csv_ import cell

    assert cell(text).startswith("'")


@payloads
def test_json_keeps_the_text_as_it_is(text):
    report, *_, marked, _ = (json.loads(page) for page in everything("json", text))
    assert report["stories"][0]["title"] == text
    assert marked["text"] == f"{text}\n{text} and more"


@settings(max_examples=examples(15), deadline=None)
@given(st.text(max_size=40))
def test_any_text_survives_every_format(text):
    for fmt in formats():
        for page in everything(fmt, text):
            assert not ACTIVE.search(page)
            page.encode("utf-8")
