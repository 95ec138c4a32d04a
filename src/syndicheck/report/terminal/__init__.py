"""The report in a terminal, drawn with rich: the face that an editor sees."""

from __future__ import annotations

from syndicheck.report.highlight import stripped, without
from syndicheck.report.interface import Format, Page
from syndicheck.report.terminal.canvas import Canvas, tolerant
from syndicheck.report.terminal.overview import draw_report
from syndicheck.report.terminal.story import draw_story
from syndicheck.report.terminal.texts import draw_compare, draw_marks
from syndicheck.text import printable
from syndicheck.view import CompareView, ReportView, StoryView, TextView


class Terminal:
    """Tables and texts for 40 cells and more; see :class:`~syndicheck.report.interface.Format`."""

    def report(self, view: ReportView, page: Page) -> None:
        """Write the report."""
        draw_report(Canvas.on(page), view)

    def story(self, view: StoryView, page: Page) -> None:
        """Write one story with the evidence for each article."""
        canvas = Canvas.on(page)
        canvas.put_heading("Story", view.public_id)
        draw_story(canvas, view, brief=False)

    def compare(self, view: CompareView, page: Page) -> None:
        """Write two texts, beside each other from 100 cells on."""
        draw_compare(Canvas.on(page), view)

    def marks(self, view: TextView, page: Page, *, strip: bool = False) -> None:
        """Write a text with its marks; stripped, the lines are not wrapped so that other tools can read them."""
        if strip:
            tolerant(page.out).write(printable(without(view.text, stripped(view.marks)), newlines=True) + "\n")
        else:
            draw_marks(Canvas.on(page), view)


FORMAT: Format = Terminal()
