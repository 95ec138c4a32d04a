"""How often which mark is printed and removed: for the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
from typing import TextIO

from syndicheck.records import as_dict
from syndicheck.report import wording
from syndicheck.report.csv_ import cell
from syndicheck.report.interface import Page
from syndicheck.report.json_text import json_text
from syndicheck.view import MarkStatistics


def render_statistics(found: MarkStatistics, fmt: str, out: TextIO) -> None:
    """Write both tables; ``fmt`` is ``terminal``, ``json`` or ``csv`` (one table, told apart by its first column)."""
    if fmt == "json":
        document = {
            "schema": 1,
            "by_outlet": [{**as_dict(row), "share": round(row.share, 4)} for row in found.by_outlet],
            "removals": [as_dict(row) for row in found.removals],
        }
        out.write(json_text(document, indent=2) + "\n")
    elif fmt == "csv":
        _csv(found, out)
    else:
        _terminal(found, out)


def _csv(found: MarkStatistics, out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["table", "outlet", "organisation", "type", "articles", "of_articles", "share", "stories", "kept", "removed"]
    )
    for row in found.by_outlet:
        names = [cell(row.outlet), cell(row.organisation), row.type]
        writer.writerow(["by_outlet", *names, row.articles, row.of_articles, cell(row.share), "", "", ""])
    for item in found.removals:
        names = [cell(item.outlet), cell(item.organisation), ""]
        writer.writerow(["removals", *names, "", "", "", item.stories, item.kept, item.removed])


def _terminal(found: MarkStatistics, out: TextIO) -> None:
    from syndicheck.report.terminal.canvas import Canvas
    from syndicheck.report.terminal.grid import Column, Grid

    canvas = Canvas.on(Page(out))
    canvas.put_heading("Marks by outlet", wording.count(len(found.by_outlet), "row"))
    if found.by_outlet:
        columns = [
            Column("Outlet", share=1, least=14),
            Column("Organisation", most=26),
            Column("Type"),
            Column("Articles", "right"),
            Column("Share", "right"),
        ]
        grid = Grid(columns, canvas.glyphs.line, indent=2)
        for row in found.by_outlet:
            grid.add(
                canvas.text(row.outlet),
                canvas.text(row.organisation or "anybody's"),
                canvas.text(wording.mark_type(row.type)),
                canvas.text(f"{row.articles:,}"),
                canvas.text(wording.percent(row.share)),
            )
        canvas.put(grid)
    else:
        canvas.put(canvas.text("No marks were found."), 2)
    canvas.put_heading("Kept and removed", "in stories where somebody prints the organisation's marks")
    if not found.removals:
        canvas.put(canvas.text("No story has marks of an organisation."), 2)
        return
    columns = [
        Column("Organisation", most=26),
        Column("Outlet", share=1, least=14),
        Column("Stories", "right"),
        Column("Kept", "right"),
        Column("Removed", "right"),
    ]
    grid = Grid(columns, canvas.glyphs.line, indent=2)
    for item in found.removals:
        grid.add(
            canvas.text(item.organisation),
            canvas.text(item.outlet),
            *(canvas.text(f"{number:,}") for number in (item.stories, item.kept, item.removed)),
        )
    canvas.put(grid)
