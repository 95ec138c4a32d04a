"""The report as a whole: what the database holds, the stories, who prints which marks, the outlets."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from syndicheck.report import wording
from syndicheck.report.terminal.canvas import SIDE_BY_SIDE, Canvas
from syndicheck.report.terminal.grid import Column, Grid
from syndicheck.report.terminal.story import INDENT, draw_story
from syndicheck.report.times import localised
from syndicheck.view import MarkUse, OutletLine, ReportView


def draw_report(canvas: Canvas, view: ReportView) -> None:
    """Draw the report."""
    _masthead(canvas, view)
    for number, story in enumerate(view.stories, 1):
        of = len(view.stories) + view.stories_left_out
        canvas.put_heading(f"Story {number} of {of:,}", story.public_id)
        draw_story(canvas, story, brief=True, covered=view.coverage, database=view.database)
    if not view.stories:
        canvas.put()
    for line in wording.nothing(view):
        canvas.put(canvas.text(line), INDENT)
    if view.stories_left_out:
        canvas.put()
        canvas.put(canvas.text(wording.left_out(view), "yellow"), INDENT)
    if view.marks:
        canvas.put_heading("Marks")
        canvas.put(_marks(canvas, view.marks), INDENT)
    if view.outlets:
        canvas.put_heading("Outlets")
        canvas.put(_outlets(canvas, view.outlets), INDENT)
    if view.totals.articles:
        _totals(canvas, view)


def _masthead(canvas: Canvas, view: ReportView) -> None:
    canvas.put(
        Text.assemble(
            ("syndicheck", "bold"), canvas.text(f" · {view.database}"), canvas.text(f" · times in {view.zone}", "dim")
        )
    )
    if view.totals.articles:
        canvas.put(canvas.text(wording.summary(view), "bold"))
    if view.coverage:
        canvas.put(canvas.text(localised(view.coverage, canvas.zone), "dim italic"))
    for filtered in view.filters:
        canvas.put(canvas.text(f"Only: {filtered}", "yellow"))


def _number(canvas: Canvas, value: int, style: str = "") -> Text:
    return Text(f"{value:,}", style) if value else Text(canvas.glyphs.none, "dim")


def _marks(canvas: Canvas, uses: Sequence[MarkUse]) -> Grid:
    grid = Grid(
        [
            Column("Organisation", most=40),
            Column("Type", most=30),
            Column("Articles", "right"),
            Column("Outlets", "right"),
        ],
        canvas.glyphs.line,
    )
    before: str | None = None
    for use in uses:
        name = use.organisation_name or use.organisation or "nobody in particular"
        grid.add(
            canvas.text(name if name != before else ""),
            canvas.text(wording.mark_type(use.type)),
            _number(canvas, use.articles),
            _number(canvas, use.outlets),
        )
        before = name
    return grid


def _outlets(canvas: Canvas, lines: Sequence[OutletLine]) -> Grid:
    numbers = ("Articles", "Stories", "First", "Tied", "Later", "Unknown")
    outlet = Column("Outlet", most=40) if canvas.width >= SIDE_BY_SIDE else Column("Outlet", share=1, least=10)
    grid = Grid(
        [outlet, Column("Lang", most=14), *(Column(heading, "right") for heading in numbers)], canvas.glyphs.line
    )
    for line in lines:
        grid.add(
            _outlet(canvas, line),
            canvas.text(", ".join(line.languages)),
            _number(canvas, line.articles),
            _number(canvas, line.in_stories),
            _number(canvas, line.first, "bold green"),
            _number(canvas, line.tied, "yellow"),
            _number(canvas, line.later),
            _number(canvas, line.unknown),
        )
    return grid


def _outlet(canvas: Canvas, line: OutletLine) -> Text:
    """The outlet, and whose it is where that is known."""
    name = canvas.text(line.outlet)
    return name.append_text(canvas.text(f" ({line.owner})", "dim")) if line.owner else name


def _totals(canvas: Canvas, view: ReportView) -> None:
    totals = view.totals
    parts = [
        wording.count(totals.articles, "article"),
        wording.count(totals.versions, "version"),
        wording.count(totals.outlets, "outlet"),
        wording.count(totals.languages, "language"),
        wording.count(totals.stories, "story", "stories"),
    ]
    canvas.put_heading("Totals")
    canvas.put(Text(" · ".join(parts)), INDENT)
    if totals.problems:
        canvas.put(Text(f"Left out: {totals.problems:,} (see the table problems).", "yellow"), INDENT)
