"""A story's lineage as a tree of lines."""

from __future__ import annotations

from rich.text import Text

from syndicheck.report import descent
from syndicheck.report.terminal.canvas import Canvas
from syndicheck.view import StoryView


def draw_lineage(canvas: Canvas, story: StoryView) -> None:
    """The heading, then a line for every text below the one it most probably comes from."""
    if not story.lineage:
        return
    canvas.put_heading(descent.HEADING)
    canvas.put(Text(descent.NOT_HELD, "dim italic"), 2)
    for row in descent.rows(story):
        above, own, below = _branches(canvas, row)
        head = Text.assemble((above + own, "dim"), canvas.text(descent.label(row), "bold"))
        head.append(f"  {descent.sure(row.edge.parent)}", "cyan")
        canvas.put(head, 2)
        said = [descent.because(row.edge.parent), *descent.notes(row)]
        for line in said:
            if line:
                canvas.put_bullet(Text(above + below, "dim"), canvas.text(line, "dim"), 2)


def _branches(canvas: Canvas, row: descent.Row) -> tuple[str, str, str]:
    """What stands before a text: the branches above that go on, its own, and what goes on below it."""
    glyphs = canvas.glyphs
    above = "".join(f"{glyphs.beside} " if opened else "  " for opened in row.open)
    own = f"{glyphs.under if row.last else glyphs.left}{glyphs.line} "
    return above, own, "  " if row.last else f"{glyphs.beside} "
