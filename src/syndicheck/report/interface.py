"""What every output format can do.

A format turns the frozen views of :mod:`syndicheck.view` into characters on a page. It never looks into the
database, the network or the clock; given the same view and page it writes the same characters.

Adding a format means one module with an object called ``FORMAT`` that fits :class:`Format`, one line in the
registry of :mod:`syndicheck.report`, and its golden files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from msgspec import Struct

if TYPE_CHECKING:
    from syndicheck.view import CompareView, ReportView, StoryView, TextView


class Page(Struct, frozen=True):
    """Where a format writes to, and how.

    ``width`` in terminal cells and ``colour`` only concern formats that are read in a terminal; ``None``
    means: find out (from the terminal, ``COLUMNS``, ``NO_COLOR``, ``FORCE_COLOR``, ``TERM``). ``zone`` is
    the IANA name of the zone in which times are shown to people; machine formats write UTC as well.
    """

    out: TextIO
    zone: str = "UTC"
    width: int | None = None
    colour: bool | None = None


class Format(Protocol):
    """One way of writing each of the four views.

    Every method writes the whole view to ``page.out``, ending with a newline, and closes nothing. A view
    without content is still written: machine formats give an empty but valid document (headers, empty
    lists), formats for people say what is missing and what to do next.

    All text in a view may come from a hostile article. A format has to make it safe for its reader (a
    terminal, a browser, a spreadsheet, a Markdown renderer) at one choke point, so that no call can forget
    it, and must not lose what is harmless: ``[sic]`` stays ``[sic]``.
    """

    def report(self, view: ReportView, page: Page) -> None:
        """Write all stories with their timelines, then marks, outlets and totals."""

    def story(self, view: StoryView, page: Page) -> None:
        """Write one story with everything that is known about its articles."""

    def compare(self, view: CompareView, page: Page) -> None:
        """Write two texts with what they have in common, the shares, the class and its reasons."""

    def marks(self, view: TextView, page: Page, *, strip: bool = False) -> None:
        """Write a text with its marks; with ``strip`` only the body, the marks cut out."""
