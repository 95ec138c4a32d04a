"""Learned blocks on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from syndicheck.marks.recurring import RecurringBlock
from syndicheck.records import as_dict
from syndicheck.report import wording
from syndicheck.report.interface import Page
from syndicheck.report.json_text import json_text

SHOWN = 40
"""Blocks that the terminal lists; ``--json`` gives all."""

EXCERPT = 110


def render_blocks(blocks: Sequence[RecurringBlock], fmt: str, out: TextIO, *, stored: bool) -> None:
    """Write the blocks, most widely spread first. ``stored`` tells whether the database uses them now."""
    if fmt == "json":
        listed = [{"id": block.id, **as_dict(block)} for block in blocks]
        out.write(json_text({"schema": 1, "stored": stored, "blocks": listed}, indent=2) + "\n")
        return
    from syndicheck.report.terminal.canvas import Canvas
    from syndicheck.report.terminal.grid import Column, Grid

    canvas = Canvas.on(Page(out))
    canvas.put_heading("Recurring blocks", wording.count(len(blocks), "block"))
    if not blocks:
        canvas.put(canvas.text("No paragraph comes back at the edges of enough unrelated stories."), 2)
        return
    columns = [
        Column("Stories", "right"),
        Column("Outlets", "right"),
        Column("Days", "right"),
        Column("Edge"),
        Column("Belongs to", most=24),
        Column("Words", share=1, least=24),
    ]
    grid = Grid(columns, canvas.glyphs.line, indent=2)
    for block in blocks[:SHOWN]:
        numbers = (block.stories, block.outlets, block.days)
        words = " ".join(block.text.split())
        grid.add(
            *(canvas.text(f"{number:,}") for number in numbers),
            canvas.text(block.edge),
            canvas.text(block.organisation or block.outlet or "several"),
            canvas.text(words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()} …"),
        )
    canvas.put(grid)
    if len(blocks) > SHOWN:
        canvas.put(canvas.text(f"… and {len(blocks) - SHOWN:,} more; --json lists all.", "dim"), 2)
