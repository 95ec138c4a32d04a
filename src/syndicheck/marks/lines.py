"""A text as the finder looks at it: normalised lines with the way back to the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from syndicheck.model import Span
from syndicheck.text import Normalised, normalise

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line, without its surrounding blanks: ``[start, end)`` of the normalised text."""

    start: int
    end: int
    text: str


def fold(text: str) -> str:
    """The text case-folded, except where that would change its length: offsets stay."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := char.casefold()) == 1 else char for char in text)


class Page:
    """A text with its normal form cut into lines."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.normal: Normalised = normalise(text)
        self.lines: list[Line] = []
        for found in _LINE.finditer(self.normal.text):
            stripped = found.group().strip()
            if stripped:
                start = found.start() + found.group().index(stripped[0])
                self.lines.append(Line(start, start + len(stripped), stripped))
        self.starts = [line.start for line in self.lines]

    @cached_property
    def folded(self) -> str:
        """The normalised text, case-folded, every character still at its place."""
        return fold(self.normal.text)

    def span(self, start: int, end: int) -> Span:
        """A normalised range as a tight span of the original."""
        found = self.normal.span(start, end)
        low, high = found.start, found.end
        while low < high and self.original[low].isspace():
            low += 1
        while high > low and self.original[high - 1].isspace():
            high -= 1
        return Span(low, high)
