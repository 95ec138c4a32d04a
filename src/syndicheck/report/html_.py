"""Reports as one self-contained HTML page: to mail, to print, to keep.

No script, no font, no image, no request to anywhere: a content security policy that allows nothing but this
page's own style sheet (by its hash) says so to the browser. Light and dark follow the reader's system. All
text goes through :mod:`syndicheck.report.markup`, and carries its language and direction.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from syndicheck.report import wording
from syndicheck.report.highlight import pieces, stripped, without
from syndicheck.report.html_story import story_section, table, written
from syndicheck.report.interface import Format, Page
from syndicheck.report.markup import Content, Safe, join, raw_style, tag
from syndicheck.report.times import localised, zone_named
from syndicheck.view import CompareView, MarkBrief, MarkUse, OutletLine, ReportView, StoryView, TextView

_COLOURS = "abcd"


class Html:
    """One page a view; see :class:`~syndicheck.report.interface.Format`."""

    def report(self, view: ReportView, page: Page) -> None:
        """Write the report."""
        content: list[Content] = [
            tag(
                "header",
                tag("h1", "Who published what first"),
                tag("p", wording.summary(view), class_="lead") if view.totals.articles else None,
                tag("p", localised(view.coverage, zone_named(view.zone)), class_="quiet") if view.coverage else None,
                [tag("p", f"Only: {filtered}", class_="note") for filtered in view.filters],
            )
        ]
        if len(view.stories) > 3:
            items = (tag("li", tag("a", _titled(story), href=f"#{story.public_id}")) for story in view.stories)
            content.append(tag("nav", tag("ol", items), aria_label="Stories"))
        content += [
            story_section(story, page.zone, brief=True, covered=view.coverage, database=view.database)
            for story in view.stories
        ]
        if nothing := wording.nothing(view):
            content.append(tag("section", [tag("p", line) for line in nothing]))
        if view.stories_left_out:
            content.append(tag("p", wording.left_out(view), class_="note"))
        if view.marks:
            content.append(tag("section", tag("h2", "Marks"), _uses(view.marks)))
        if view.outlets:
            content.append(tag("section", tag("h2", "Outlets"), _outlets(view.outlets)))
        content.append(tag("footer", f"syndicheck · {view.database} · times in {view.zone}"))
        write_page(page, "syndicheck report", content)

    def story(self, view: StoryView, page: Page) -> None:
        """Write one story, with the evidence for each article."""
        footer = tag("footer", f"syndicheck · times in {page.zone}")
        write_page(page, wording.headline(view.title), [story_section(view, page.zone, brief=False), footer])

    def compare(self, view: CompareView, page: Page) -> None:
        """Write the result, then both texts beside each other, copied passages numbered alike."""
        write_page(page, "Comparison", compare_content(view))

    def marks(self, view: TextView, page: Page, *, strip: bool = False) -> None:
        """Write the text with its marks in place, and a table of them; stripped, only the body."""
        content = marks_content(view)
        if strip:
            inside = [brief for brief in view.marks if brief.mark.kind == "body"]
            content = [written("div", without(view.text, stripped(inside)), view.lang, "text")]
        write_page(page, view.title or view.label, content)


def compare_content(view: CompareView) -> list[Content]:
    """What stands on the page of a comparison."""
    match = view.match
    result = tag(
        "section",
        tag("h1", "Comparison"),
        tag("p", tag("b", str(match.match_class)), f": {wording.meaning(match)}", class_="verdict"),
        tag(
            "ul",
            tag("li", tag("b", wording.used(match)), " of A’s body is in B"),
            tag("li", tag("b", wording.pasted(match)), " of B’s body is in A"),
            tag("li", tag("b", wording.percent(match.resemblance)), " resemblance of the two bodies"),
            [tag("li", line) for line in (*wording.quoted_and_told(view), wording.derived(view))],
            [tag("li", reason.text) for reason in match.reasons if reason.text],
            [tag("li", line) for line in wording.hidden_on(view)],
        ),
    )
    changed = []
    for change in view.changes[: wording.CHANGES_SHOWN]:
        was, now = wording.change(change.was, change.now)
        changed.append(tag("li", tag("b", str(change.kind)), f": {was} in A, {now} in B"))
    rest = wording.more_changes(len(view.changes))
    listed = tag("section", tag("h2", "What changed"), tag("ul", changed), tag("p", rest) if rest else "")
    sides = (("A", view.a, [p.a for p in match.passages]), ("B", view.b, [p.b for p in match.passages]))
    texts = []
    for letter, text, spans in sides:
        drawn = [
            tag(
                "mark",
                [tag("sup", str(number + 1)) for number in piece.opens],
                piece.text,
                class_=_COLOURS[piece.under[0] % len(_COLOURS)],
            )
            if piece.under
            else piece.text
            for piece in pieces(text.text, spans)
        ]
        texts.append(tag("section", _text_head(text, f"{letter}: "), written("div", drawn, text.lang, "text")))
    lines = [tag("li", line) for line in wording.marks_in_common(view)]
    marks = tag("section", tag("h2", "Marks, not part of what was compared"), tag("ul", lines)) if lines else ""
    return [result, listed if changed else "", marks, tag("div", texts, class_="sides")]


def marks_content(view: TextView) -> list[Content]:
    """What stands on the page of a text: the text with its marks in place, and a table of them."""
    inside = [brief for brief in view.marks if brief.mark.kind == "body"]
    drawn = [
        tag(
            "mark",
            [tag("i", f"{wording.tag(inside[number])}:") for number in piece.opens],
            piece.text,
            class_=_colour(inside[piece.under[-1]]),
        )
        if piece.under
        else piece.text
        for piece in pieces(view.text, [brief.mark.span for brief in inside])
    ]
    text = tag("section", _text_head(view, "", "h1"), written("div", drawn, view.lang, "text"))
    table = _briefs(view.marks) if view.marks else tag("p", "No marks were found.")
    passed = wording.passed(view.marks)
    below = [tag("p", f"Passed through: {passed}")] if passed else []
    below += [tag("p", wording.hidden(found)) for found in view.hidden]
    return [text, tag("section", tag("h2", "Marks"), table, below)]


@cache
def style_sheet() -> tuple[str, str]:
    """The style sheet and its hash for the content security policy."""
    css = files("syndicheck.report").joinpath("assets/report.css").read_text(encoding="utf-8")
    return css, b64encode(sha256(css.encode()).digest()).decode()


def write_page(page: Page, title: str, content: Content) -> None:
    """Write a whole page around ``content``."""
    css, digest = style_sheet()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = [
        tag("meta", charset="utf-8"),
        Safe('<meta http-equiv="Content-Security-Policy" content="') + Safe(policy) + Safe('">'),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", " ".join(title.split())),
        raw_style(css),
    ]
    html = tag(
        "html",
        "\n",
        tag("head", map(_line, head)),
        "\n",
        tag("body", "\n", tag("main", content), "\n"),
        "\n",
        lang="en",
    )
    page.out.write(f"<!doctype html>\n{html}\n")


def _line(markup: str) -> Safe:
    return Safe(f"\n{markup}")


def _titled(story: StoryView) -> Safe:
    return written("span", wording.headline(story.title), story.languages[0] if story.languages else "und")


def _text_head(text: TextView, letter: str, head: str = "h2") -> Safe:
    return join(
        [
            tag("span", text.label, class_="id"),
            tag(head, letter, written("span", wording.headline(text.title), text.lang)),
            tag("p", " · ".join(p for p in (text.outlet, wording.language(text.lang)) if p), class_="quiet"),
        ]
    )


def _uses(uses: Sequence[MarkUse]) -> Safe:
    rows = (
        tag(
            "tr",
            tag("td", use.organisation_name or use.organisation or "nobody in particular"),
            tag("td", wording.mark_type(use.type)),
            tag("td", f"{use.articles:,}", class_="number"),
            tag("td", f"{use.outlets:,}", class_="number"),
        )
        for use in uses
    )
    return table("Marks found", ("Organisation", "Type", "Articles:", "Outlets:"), rows, snug=True)


def _outlets(lines: Sequence[OutletLine]) -> Safe:
    rows = (
        tag(
            "tr",
            tag("td", tag("bdi", line.outlet), tag("small", line.owner, dir="auto") if line.owner else None),
            tag("td", ", ".join(line.languages)),
            tag("td", f"{line.articles:,}", class_="number"),
            tag("td", f"{line.in_stories:,}", class_="number"),
            tag("td", f"{line.first:,}", class_="number first" if line.first else "number"),
            tag("td", f"{line.tied:,}", class_="number tied" if line.tied else "number"),
            tag("td", f"{line.later:,}", class_="number"),
            tag("td", f"{line.unknown:,}", class_="number"),
        )
        for line in lines
    )
    heads = ("Outlet", "Languages", "Articles:", "In stories:", "First:", "Tied:", "Later:", "Unknown:")
    return table("Outlets and their place in the stories", heads, rows)


def _briefs(briefs: Sequence[MarkBrief]) -> Safe:
    rows = (
        tag(
            "tr",
            tag("td", str(number), class_="number quiet"),
            tag("td", tag("mark", wording.tag(brief), class_=_colour(brief))),
            tag("td", wording.owner(brief)),
            tag(
                "td",
                f"{brief.mark.start}–{brief.mark.end}",
                tag("small", "in the page") if brief.mark.kind == "page" else None,
                class_="number",
            ),
            tag("td", wording.strongest(brief.mark), class_="time"),
            tag("td", wording.entry(brief)),
            tag("td", wording.excerpt(brief, 300), class_="words", dir="auto"),
        )
        for number, brief in enumerate(briefs, 1)
    )
    heads = ("No.:", "Type", "Organisation", "Span:", "Strength", "Catalogue entry", "Words")
    return table("Marks in this text", heads, rows)


def _colour(brief: MarkBrief) -> str:
    """Credits, disclaimers, labels and all else look different; the words in the mark say which is which."""
    kind = brief.mark.type
    if kind.endswith("_credit") or kind in ("dateline", "source_line"):
        return "b"
    if "disclaimer" in kind:
        return "c"
    if kind in ("label", "editorial_note", "embargo_line", "copyright"):
        return "e"
    return "d"


FORMAT: Format = Html()
