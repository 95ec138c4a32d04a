"""The terminal as a drawing surface: what it can show, and the only way to put article text on it.

Article text becomes a rich ``Text`` through :meth:`Canvas.text`, never markup and never a plain string:
``[/]`` stays ``[/]``, and control characters are gone before rich sees them. Colours are the sixteen that
the reader's own terminal theme defines, and nothing is said by colour alone.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import TextIO, cast

from msgspec import Struct
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from syndicheck.expressions import expression
from syndicheck.report.interface import Page
from syndicheck.report.times import zone_named
from syndicheck.text import printable

WIDE = 130
"""From this many cells on, timelines have room for interval bars and for marks beside the outlet."""
SIDE_BY_SIDE = 100
"""From this many cells on, two texts stand beside each other, and tables need not be as wide as the page."""

NARROW = 72
"""Below this many cells, a timeline keeps only time and outlet in columns."""

_FILLING = expression(r" +(?=(?:\x1b\[0m)?$)", re.MULTILINE)


class Glyphs(Struct, frozen=True):
    """The characters that carry meaning or draw lines."""

    first: str
    tied: str
    untold: str
    bullet: str
    note: str
    line: str
    point: str
    left: str
    middle: str
    right: str
    opening: str
    closing: str
    under: str
    none: str
    beside: str


UNICODE = Glyphs("●", "◐", "○", "·", "›", "─", "●", "├", "─", "┤", "⟦", "⟧", "└", "·", "│")
ASCII = Glyphs("*", "=", "?", "-", ">", "-", "o", "|", "-", "|", "[[", "]]", "`-", ".", "|")


_PLAIN = str.maketrans({"–": "-", "—": "-", "…": ".", "·": "-", "“": '"', "”": '"', "’": "'"})
"""One cell for one cell, so that columns stay in line."""


class Substituting:
    """A stream that writes ``?`` for characters its encoding lacks, instead of failing half-way."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self.encoding = out.encoding

    def write(self, text: str) -> int:
        """Write what can be encoded, typography as its plain cousins."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            plain = text.translate(_PLAIN)
            text = plain.encode(self.encoding, "replace").decode(self.encoding)
        return self._out.write(text)

    def flush(self) -> None:
        """Flush the stream beneath."""
        self._out.flush()

    def isatty(self) -> bool:
        """Whether the stream beneath is a terminal."""
        return self._out.isatty()

    def fileno(self) -> int:
        """The descriptor of the stream beneath: rich asks it for the terminal's size."""
        return self._out.fileno()


def tolerant(out: TextIO) -> TextIO:
    """``out`` itself when it can write everything, else ``out`` made :class:`Substituting`."""
    return out if _speaks_unicode(out) else cast("TextIO", Substituting(out))


def _speaks_unicode(out: TextIO) -> bool:
    return (getattr(out, "encoding", None) or "utf-8").lower().replace("_", "-").startswith("utf")


class Canvas(Struct, frozen=True):
    """A console with its glyphs and the zone of the times on it."""

    console: Console
    glyphs: Glyphs
    zone: tzinfo

    @classmethod
    def on(cls, page: Page) -> Canvas:
        """The canvas for a page. ``page.colour`` outranks the environment; ``None`` leaves it to rich, which
        honours ``NO_COLOR``, ``FORCE_COLOR``, ``TERM`` and ``COLUMNS``.
        """
        unicode = _speaks_unicode(page.out)
        console = Console(
            file=tolerant(page.out),
            width=page.width,
            force_terminal=True if page.colour else None,
            color_system={None: "auto", True: "standard", False: None}[page.colour],
            no_color=False if page.colour else None,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False if page.colour else None,
        )
        return cls(console, UNICODE if unicode else ASCII, zone_named(page.zone))

    @property
    def width(self) -> int:
        """Cells in a line."""
        return self.console.width

    @property
    def wide(self) -> bool:
        """Whether there is room for the extra columns of a timeline."""
        return self.width >= WIDE

    @property
    def colourless(self) -> bool:
        """Whether highlights must be drawn with brackets."""
        return self.console.color_system is None or self.console.no_color

    def text(self, content: str, style: str = "", *, newlines: bool = False) -> Text:
        """Any text, ours or an article's, made safe. The style ends with the text: it does not fill a cell."""
        return Text(overflow="fold").append(printable(content, newlines=newlines), style)

    def put(self, item: RenderableType = "", indent: int = 0) -> None:
        """Print one renderable, ``indent`` cells from the left, without the blanks that fill up its lines."""
        with self.console.capture() as captured:
            self.console.print(Padding(item, (0, 0, 0, indent)) if indent else item)
        self.console.file.write(_FILLING.sub("", captured.get()))

    def put_bullet(self, bullet: Text, item: Text, indent: int = 2) -> None:
        """Print a line with a hanging bullet."""
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True)
        grid.add_column(ratio=1)
        grid.expand = True
        grid.add_row(bullet, item)
        self.put(grid, indent)

    def put_heading(self, title: str, aside: str = "") -> None:
        """Print a heading with a line that runs to the right edge, ``aside`` at its end."""
        head = self.text(f"{title} ", "bold")
        tail = self.text(f" {aside}" if aside else "", "dim")
        room = max(2, self.width - head.cell_len - tail.cell_len)
        head.truncate(max(10, self.width - tail.cell_len - 2), overflow="ellipsis")
        self.put()
        self.put(Text.assemble(head, (self.glyphs.line * room, "dim"), tail, no_wrap=True, overflow="crop"))
