"""Tables whose rows may be followed by a line across all columns, which rich's own tables cannot have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct, field
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

GAP = 2
"""Blank cells between two columns."""


class Column(Struct, frozen=True):
    """A column of a grid.

    Its width is what its widest cell needs, but never less than ``least`` and, unless 0, never more than
    ``most``. Columns with a ``share`` divide among themselves the room that the others leave.
    """

    heading: str
    justify: Literal["left", "right"] = "left"
    share: int = 0
    least: int = 0
    most: int = 0


class Grid(Struct):
    """A table in the house style: quiet headings over a thin line, no frame.

    ``add(cells, below=…)`` appends a row; ``below`` stands under it, from the cell ``indent`` (the second
    column unless given) to the edge.
    """

    columns: Sequence[Column]
    line: str = "─"
    indent: int | None = None
    _rows: list[tuple[tuple[Text, ...], RenderableType | None]] = field(default_factory=list)

    def add(self, *cells: Text, below: RenderableType | None = None) -> None:
        """Append a row with one cell a column."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{len(cells)} cells for {len(self.columns)} columns")
        self._rows.append((cells, below))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = self._widths(console, options)
        yield self._row(widths, [Text(column.heading, "dim") for column in self.columns])
        yield Text(self.line * min(options.max_width, sum(widths) + GAP * (len(widths) - 1)), "dim")
        for cells, below in self._rows:
            yield self._row(widths, cells)
            if below is not None:
                yield Padding(below, (0, 0, 0, widths[0] + GAP if self.indent is None else self.indent))

    def _row(self, widths: Sequence[int], cells: Sequence[Text]) -> Table:
        grid = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
        for column, width in zip(self.columns, widths, strict=True):
            grid.add_column(width=width, justify=column.justify, overflow="fold")
        grid.add_row(*cells)
        return grid

    def _widths(self, console: Console, options: ConsoleOptions) -> list[int]:
        widths = [
            max(column.least, need) for column, need in zip(self.columns, self._needs(console, options), strict=True)
        ]
        widths = [min(width, column.most or width) for width, column in zip(widths, self.columns, strict=True)]
        shares = sum(column.share for column in self.columns)
        if not shares:
            return widths
        taken = sum(w for w, column in zip(widths, self.columns, strict=True) if not column.share)
        room = options.max_width - taken - GAP * (len(widths) - 1)
        for number, column in enumerate(self.columns):
            if column.share:
                part = room * column.share // shares
                room, shares = room - part, shares - column.share
                widths[number] = max(column.least, part)
        return widths

    def _needs(self, console: Console, options: ConsoleOptions) -> Iterator[int]:
        for number, column in enumerate(self.columns):
            cells = [Text(column.heading), *(row[number] for row, _ in self._rows)]
            yield max(Measurement.get(console, options, cell).maximum for cell in cells)
