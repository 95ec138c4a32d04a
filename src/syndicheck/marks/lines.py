"""A text as the finder looks at it: normalised lines with the way back, and the words of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from syndicheck.model import Span
from syndicheck.text import Normalised, normalise

_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Line:
    """A non-empty line, without its surrounding blanks: ``[start, end)`` of the normalised text."""

    start: int
    end: int
    text: str

    @cached_property
    def folded(self) -> str:
        """Its text, case-folded."""
        return self.text.casefold()

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, case-folded."""
        return frozenset(_WORD.findall(self.folded))


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

    def span(self, start: int, end: int) -> Span:
        """A normalised range as a tight span of the original."""
        found = self.normal.span(start, end)
        low, high = found.start, found.end
        while low < high and self.original[low].isspace():
            low += 1
        while high > low and self.original[high - 1].isspace():
            high -= 1
        return Span(low, high)
