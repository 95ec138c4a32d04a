"""Long lists within a page: the page shows the beginning of each; from there on one of them has the page for itself.

``?list=NAME&from=300`` shows that list alone, in parts as large as those of a story's page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from msgspec import Struct

from syndicheck.datasette_plugin.frame import Asked, placed
from syndicheck.report.markup import Content, tag

ROWS_A_PAGE = 300
"""Rows that are shown at a time, as many as a story's page has articles."""

Row = TypeVar("Row")


class Lists(Struct, frozen=True):
    """The lists of one page, by ``names`` for its address (``path``, with ``arguments`` of its own)."""

    asked: Asked
    path: str
    arguments: dict[str, str]
    names: tuple[str, ...]

    @property
    def chosen(self) -> str:
        """The list that is to be shown alone; empty: the page as a whole."""
        name = self.asked.argument("list")
        return name if name in self.names else ""

    def wanted(self, name: str) -> bool:
        """Whether this list is to be shown."""
        return self.chosen in ("", name)

    def start(self, name: str) -> int:
        """From which of its rows on."""
        return self.asked.start() if self.chosen == name else 0

    def part(self, name: str, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows that are shown of all."""
        return rows[self.start(name) : self.start(name) + ROWS_A_PAGE]

    def links(self, name: str, shown: int, total: int, what: str, **arguments: str) -> Content:
        """Where in the list the page is, and the ways to its other parts."""
        more = {**self.arguments, "list": name, **arguments}
        return placed(self.path, self.asked, shown, total, ROWS_A_PAGE, what, start=self.start(name), **more)

    def back(self, name: str) -> Content:
        """The way from a list that is shown alone to the page as a whole, which is called ``name``."""
        if not self.chosen:
            return None
        path = f"{self.path}?{urlencode(self.arguments)}" if self.arguments else self.path
        return tag("p", "All of ", self.asked.link(tag("bdi", name), path), ".", class_="note")
