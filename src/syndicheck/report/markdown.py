"""Reports as Markdown for issue trackers, wikis and editors: GitHub's dialect, tables included.

Article text is escaped so that it stays text: no headings, links, images, HTML or code can come out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from syndicheck.expressions import expression
from syndicheck.model.spans import Span
from syndicheck.report import descent, verdicts, wording
from syndicheck.report.highlight import pieces, stripped, without
from syndicheck.report.interface import Format, Page
from syndicheck.report.times import Calendar, full_moment, localised, zone_named
from syndicheck.text import printable
from syndicheck.view import CompareView, MarkBrief, MemberView, ReportView, StoryView, TextView

_SPECIAL = expression(r"([\\`*_\[\]|~!#$])")
_LINE_START = expression(r"^(\d{0,9})([-+=:.)])")
"""What would make a line a list, a heading or a definition."""
_LINKED_LATER = expression(r"(@|\\#|\b(?:GH|gh)-)(?=\w)")
"""What trackers link when all Markdown is gone, so that no sign of Markdown keeps them from it: people, who would be
told that they were mentioned, addresses of mail, and numbers of issues (``#7``, ``GH-7``), which would list the report.
"""
_SEPARATOR = "&#8203;"  # a blank without width: what dependency bots put there for the same reason
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """One line of any text as Markdown that reads the same."""
    text = re.sub("[&<>]", lambda found: _HTML[found[0]], printable(text).strip())
    text = _SPECIAL.sub(r"\\\1", text)
    # What GitHub would link by itself.
    text = text.replace("://", "\\://")
    text = re.sub(r"\b(www)\.", r"\1\\.", text, flags=re.IGNORECASE)
    text = _LINKED_LATER.sub(rf"\1{_SEPARATOR}", text)
    return _LINE_START.sub(r"\1\\\2", text)


class Markdown:
    """Headings, lists and tables; see :class:`~syndicheck.report.interface.Format`."""

    def report(self, view: ReportView, page: Page) -> None:
        """Write the report."""
        lines = ["# syndicheck report", "", f"{escaped(view.database)} · times in {escaped(view.zone)}", ""]
        if view.totals.articles:
            lines += [f"**{wording.summary(view)}**", ""]
        lines += [escaped(localised(view.coverage, zone_named(view.zone))), ""] if view.coverage else []
        lines += [f"- Only: {escaped(filtered)}" for filtered in view.filters]
        for number, story in enumerate(view.stories, 1):
            lines += [
                "",
                f"## {number}\\. {escaped(wording.headline(story.title))}",
                "",
                *_story(story, page, brief=True, covered=view.coverage, database=view.database),
            ]
        for line in wording.nothing(view):
            lines += ["", escaped(line)]
        if view.stories_left_out:
            lines += ["", f"*{escaped(wording.left_out(view))}*"]
        if view.marks:
            rows = (
                [
                    escaped(use.organisation_name or use.organisation or "nobody in particular"),
                    escaped(wording.mark_type(use.type)),
                    f"{use.articles:,}",
                    f"{use.outlets:,}",
                ]
                for use in view.marks
            )
            lines += ["", "## Marks", "", *_table("Organisation,Type,Articles:,Outlets:", rows)]
        if view.outlets:
            rows = (
                [
                    escaped(f"{line.outlet} ({line.owner})" if line.owner else line.outlet),
                    escaped(", ".join(line.languages)),
                    *(f"{number:,}" for number in (line.articles, line.in_stories, line.first)),
                    *(f"{number:,}" for number in (line.tied, line.later, line.unknown)),
                ]
                for line in view.outlets
            )
            heads = "Outlet,Languages,Articles:,Stories:,First:,Tied:,Later:,Unknown:"
            lines += ["", "## Outlets", "", *_table(heads, rows)]
        _write(page, lines)

    def story(self, view: StoryView, page: Page) -> None:
        """Write one story, with the evidence for each article."""
        lines = [f"# {escaped(wording.headline(view.title))}", "", *_story(view, page, brief=False)]
        if said := wording.corrections(view):
            lines += ["", "## Corrections and kills", ""]
            for head, under in said:
                lines += [f"- {escaped(head)}", *(f"  - {escaped(line)}" for line in under)]
        if view.independence is not None:
            lines += ["", escaped(wording.independence(view))]
        if view.lineage:
            lines += ["", f"## {descent.HEADING}", "", *_lineage(view)]
        lines += ["", "## Articles"]
        for member in view.members:
            lines += ["", *_article(member, page)]
        if found := wording.queries(view):
            lines += ["", "## The rows behind this page", "", *(f"- {name}: `{query}`" for name, query in found)]
        _write(page, lines)

    def compare(self, view: CompareView, page: Page) -> None:
        """Write the result, then both texts with their copied passages numbered in ⟦brackets⟧."""
        match = view.match
        lines = [
            "# Comparison",
            "",
            f"**{match.match_class}**: {wording.meaning(match)}",
            "",
            f"- {wording.used(match)} of A's body is in B",
            f"- {wording.pasted(match)} of B's body is in A",
            f"- {wording.percent(match.resemblance)} resemblance of the two bodies",
            *(f"- {line}" for line in (*wording.quoted_and_told(view), wording.derived(view))),
            *(f"- {escaped(reason.text)}" for reason in match.reasons if reason.text),
            *(f"- {escaped(line)}" for line in wording.hidden_on(view)),
        ]
        if view.changes:
            lines += ["", "## What changed", ""]
            for change in view.changes[: wording.CHANGES_SHOWN]:
                was, now = wording.change(change.was, change.now)
                lines.append(f"- **{change.kind}**: {escaped(was)} in A, {escaped(now)} in B")
            if rest := wording.more_changes(len(view.changes)):
                lines += ["", rest]
        if marks := wording.marks_in_common(view):
            lines += ["", "## Marks, not part of what was compared", "", *(f"- {line}" for line in marks)]
        sides = (("A", view.a, [p.a for p in match.passages]), ("B", view.b, [p.b for p in match.passages]))
        for letter, text, spans in sides:
            tags = [str(number) for number in range(1, len(spans) + 1)]
            lines += ["", f"## {letter}: {escaped(text.outlet or text.label)}", ""]
            lines += [f"**{escaped(wording.headline(text.title))}** ({escaped(wording.language(text.lang))})", ""]
            lines += _quoted(text.text, spans, tags)
        _write(page, lines)

    def marks(self, view: TextView, page: Page, *, strip: bool = False) -> None:
        """Write the text with its marks in ⟦brackets⟧ and a table of them; stripped, only the body."""
        inside = [brief for brief in view.marks if brief.mark.kind == "body"]
        spans = [brief.mark.span for brief in inside]
        if strip:
            body = without(view.text, stripped(inside))
            _write(page, [escaped(line) for line in body.splitlines()])
            return
        lines = [f"# {escaped(wording.headline(view.title) if view.title else view.label)}", ""]
        lines += _quoted(view.text, spans, [f"{wording.tag(brief)}:" for brief in inside])
        rows = (_mark(number, brief) for number, brief in enumerate(view.marks, 1))
        heads = "No.:,Type,Organisation,Span:,Strength,Catalogue entry,Words"
        if passed := wording.passed(view.marks):
            lines += ["", f"Passed through: {escaped(passed)}"]
        lines += ["", *(f"- {escaped(wording.hidden(found))}" for found in view.hidden)]
        _write(page, [*lines, "", "## Marks", "", *(_table(heads, rows) if view.marks else ["No marks were found."])])


def _write(page: Page, lines: Iterable[str]) -> None:
    text = "\n".join(lines)
    page.out.write(re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n")


def _table(heads: str, rows: Iterable[Sequence[str]]) -> list[str]:
    """A table from escaped cells; a heading that ends with ``:`` is a column of numbers."""
    names = heads.split(",")
    return [
        f"| {' | '.join(name.rstrip(':') for name in names)} |",
        f"| {' | '.join('---:' if name.endswith(':') else '---' for name in names)} |",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


def _story(story: StoryView, page: Page, *, brief: bool, covered: str = "", database: str = "") -> list[str]:
    zone = zone_named(page.zone)
    finding = verdicts.finding(story, zone)
    text = f": {escaped(finding.text)}" if finding.text else ""
    lines = [f"`{story.public_id}` · {escaped(wording.makeup(story))}", "", f"**{finding.label}**{text}", ""]
    lines += [f"- {escaped(reason)}" for reason in finding.reasons]
    if finding.coverage and story.origin.coverage != covered:
        lines += ["", f"*{escaped(finding.coverage)}*"]
    own, drawing = wording.members(story), wording.roundups(story)
    most = wording.MOST_ARTICLES if brief else len(story.members)
    if own:
        lines += ["", *_timeline(own[:most], page)]
        lines += ["", escaped(wording.more(story, len(own) - most, database))] if len(own) > most else []
    if drawing:
        lines += ["", "Round-ups that draw on this story:", "", *_timeline(drawing[:most], page)]
        lines += ["", escaped(wording.more(story, len(drawing) - most, database))] if len(drawing) > most else []
    if finding.notes:
        lines += ["", *(f"- **Note:** {escaped(note)}" for note in finding.notes)]
    return lines


def _lineage(story: StoryView) -> list[str]:
    """The tree as nested lists, deep ones at one depth: Markdown takes deeper indentation for code."""
    lines = []
    for row in descent.rows(story):
        said = [descent.because(row.edge.parent), *descent.notes(row)]
        text = f"{descent.label(row)} ({descent.sure(row.edge.parent)}): " + " · ".join(s for s in said if s)
        lines.append("  " * min(row.depth - 1, 8) + f"- {escaped(text)}")
    return lines


def _timeline(members: Sequence[MemberView], page: Page) -> list[str]:
    calendar = Calendar.over([member.sighting for member in members if member.sighting], zone_named(page.zone))
    rows = (
        [
            str(member.article_id),
            escaped(str(calendar.moment(member.sighting))) if member.sighting else "no usable time",
            escaped(member.outlet),
            escaped(member.lang),
            wording.relation(member),
            wording.used(member.match),
            wording.pasted(member.match),
            escaped(wording.marks(member.marks)),
        ]
        for member in members
    )
    heading = f"When ({calendar.heading.replace(',', '')})" if calendar.heading else "When"
    return _table(f"Id:,{heading},Outlet,Lang,Class,Used:,Pasted:,Marks printed", rows)


def _article(member: MemberView, page: Page) -> list[str]:
    when = full_moment(member.sighting, zone_named(page.zone)) if member.sighting else "no usable time"
    lines = [
        f"### {member.article_id}: {escaped(member.outlet)}",
        "",
        f"{escaped(wording.headline(member.title))} ({escaped(wording.language(member.lang))})",
        "",
        f"- {escaped(when)}",
    ]
    lines += [f"- {escaped(member.url)}"] if member.url else []
    if member.match:
        lines.append(f"- {wording.shares(member)}: {wording.meaning(member.match)}")
        lines += [f"- {escaped(reason.text)}" for reason in member.match.reasons if reason.text]
    said = (
        *wording.addresses(member),
        *wording.versions(member),
        *wording.credit(member),
        *wording.labels(member),
        *wording.claims(member),
    )
    lines += [f"- {escaped(line)}" for line in said]
    lines += [f"- {escaped(wording.mark(brief))}: {escaped(brief.excerpt[:160])}" for brief in member.marks]
    return lines + [f"- {escaped(wording.hidden(found))}" for found in member.hidden]


def _mark(number: int, brief: MarkBrief) -> list[str]:
    mark = brief.mark
    where = " (page)" if mark.kind == "page" else ""
    return [
        str(number),
        escaped(wording.tag(brief)),
        escaped(wording.owner(brief)),
        f"{mark.start}–{mark.end}{where}",
        escaped(wording.strongest(mark)),
        escaped(wording.entry(brief)),
        escaped(brief.excerpt[:200]),
    ]


def _quoted(text: str, spans: Sequence[Span], tags: Sequence[str]) -> list[str]:
    drawn = "".join(
        "".join(f"⟦{tags[number]} " for number in piece.opens) + piece.text + "⟧" * len(piece.closes)
        for piece in pieces(text, spans)
    )
    return [f"> {escaped(line)}".rstrip() for line in drawn.splitlines()]


FORMAT: Format = Markdown()
