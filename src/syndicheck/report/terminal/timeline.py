"""One story's timeline as a table: a line an article, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from rich.table import Table
from rich.text import Text

from syndicheck.model.times import Sighting
from syndicheck.report import wording
from syndicheck.report.terminal.canvas import NARROW, Canvas
from syndicheck.report.terminal.grid import Column, Grid
from syndicheck.report.times import Axis, Calendar, Moment
from syndicheck.view import MemberView

BAR = 26
"""Cells of an interval bar."""
_PLACE_STYLE = {"first": "bold green", "tied": "bold yellow", "unknown": "dim"}


def timeline(canvas: Canvas, members: Sequence[MemberView]) -> Grid:
    """The table of the story's own articles. The marks an article prints stand below its line; on a wide
    canvas they have a column of their own, and interval bars show what the times allow.
    """
    sightings = [member.sighting for member in members if member.sighting]
    calendar = Calendar.over(sightings, canvas.zone)
    axis = Axis.over(sightings) if canvas.wide else None
    narrow = canvas.width < NARROW
    grid = Grid(
        [
            Column("Id", "right"),
            Column(_when_heading(calendar), least=17, most=24),
            *([Column(_axis_labels(axis, canvas), most=BAR)] if axis else []),
            Column("Outlet", share=2, least=10),
            Column("Lang", most=8),
            *([] if narrow else [Column("Class"), Column("Used", "right"), Column("Pasted", "right")]),
            *([Column("Marks printed", share=3)] if canvas.wide else []),
        ],
        canvas.glyphs.line,
    )
    for member in members:
        cells = [Text(str(member.article_id), "dim"), when(canvas, calendar, member.sighting)]
        if axis:
            cells.append(Text(bar(axis, member.sighting, canvas), _PLACE_STYLE.get(member.place, "cyan")))
        cells += [
            canvas.text(member.outlet, _PLACE_STYLE.get(member.place, "") if member.place != "unknown" else ""),
            canvas.text(member.lang),
        ]
        if not narrow:
            cells += _shares(member)
        marks = canvas.text(wording.marks(member.marks), "dim")
        if canvas.wide:
            grid.add(*cells, marks)
        else:
            lines = [canvas.text(wording.shares(member), "dim")] if narrow else []
            lines += [marks] if member.marks else []
            grid.add(*cells, below=_hanging(canvas, lines) if lines else None)
    return grid


def bars(canvas: Canvas, members: Sequence[MemberView]) -> Grid | None:
    """What the times allow, as bars on one axis below each other; ``None`` where there is nothing to compare."""
    dated = [member for member in members if member.sighting is not None]
    axis = Axis.over([member.sighting for member in dated if member.sighting])
    if axis is None or len(dated) < 2:
        return None
    cells = max(BAR, canvas.width - 40)
    left, right = axis.labels(canvas.zone)
    grid = Grid(
        [Column("Outlet", share=1, least=10), Column(left + right.rjust(cells - len(left)), least=cells, most=cells)],
        canvas.glyphs.line,
    )
    for member in dated:
        style = _PLACE_STYLE.get(member.place, "cyan")
        grid.add(canvas.text(member.outlet), Text(bar(axis, member.sighting, canvas, cells), style))
    return grid


def roundups(canvas: Canvas, members: Sequence[MemberView]) -> Grid:
    """The articles that draw on the story: how much of it they took, and how much of them that is."""
    calendar = Calendar.over([member.sighting for member in members if member.sighting], canvas.zone)
    narrow = canvas.width < NARROW
    grid = Grid(
        [
            Column("Id", "right"),
            Column(_when_heading(calendar), least=17, most=24),
            Column("Outlet", share=2, least=10),
            *([] if narrow else [Column("Headline", share=3), Column("Used", "right"), Column("Pasted", "right")]),
        ],
        canvas.glyphs.line,
    )
    for member in members:
        title = canvas.text(wording.headline(member.title))
        cells = [
            Text(str(member.article_id), "dim"),
            when(canvas, calendar, member.sighting),
            canvas.text(member.outlet),
        ]
        if narrow:
            below = [title, canvas.text(wording.shares(member), "dim")]
            grid.add(*cells, below=_hanging(canvas, below))
        else:
            grid.add(*cells, title, Text(wording.used(member.match)), Text(wording.pasted(member.match)))
    return grid


def _when_heading(calendar: Calendar) -> str:
    return f"When ({calendar.heading})" if calendar.heading else "When"


def when(canvas: Canvas, calendar: Calendar, sighting: Sighting | None) -> Text:
    """The time with its doubt dimmed, on a second line when it is long."""
    if sighting is None:
        return Text("no usable time", "dim")
    moment: Moment = calendar.moment(sighting)
    text = canvas.text(moment.clock)
    if moment.doubt:
        together = len(moment.clock) + len(moment.doubt) + 3 <= 17
        doubt = f" ({moment.doubt})" if together else f"\n{moment.doubt}"
        text.append_text(canvas.text(doubt, "dim", newlines=True))
    return text


def _shares(member: MemberView) -> list[Text]:
    relation = Text(wording.relation(member), "bold" if member.is_source else "")
    return [relation, Text(wording.used(member.match)), Text(wording.pasted(member.match))]


def _hanging(canvas: Canvas, lines: Sequence[Text]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for line in lines:
        grid.add_row(Text(canvas.glyphs.under, "dim"), line)
    return grid


def _axis_labels(axis: Axis, canvas: Canvas) -> str:
    left, right = axis.labels(canvas.zone)
    return left + right.rjust(BAR - len(left))


def bar(axis: Axis, sighting: Sighting | None, canvas: Canvas, cells: int = BAR) -> str:
    """The interval on the axis: a dot when it fits a cell, else a line between its two ends."""
    if sighting is None:
        return ""
    glyphs = canvas.glyphs
    start, end = (share * cells for share in axis.place(sighting))
    left = min(cells - 1, floor(start))
    length = max(1, min(cells, ceil(end)) - left)
    if length == 1 or end - start <= 1:
        return " " * left + glyphs.point
    return " " * left + glyphs.left + glyphs.middle * (length - 2) + glyphs.right
