"""A text as the finder looks at it: normalised lines with the way back to the original."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.model.spans import Span
from syndicheck.text import Normalised, normalise

_LINE = expression(r"[^\n]+")
_TAG = expression(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,400})?/?>")
_ENDS_LINE = expression(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|blockquote|hr|media)\b", re.IGNORECASE
)
LEAST_TAGS = 2
"""A text with fewer tags in it is about markup rather than marked up."""

JOINED_LINE = 25
"""Characters of a line from which on the next one may be its continuation."""

JOINED_LINES = 12
"""Lines that are joined to one paragraph at most."""

_ENDS = (".", "!", "?", ":", ";", '"', "'", ")", "]", "。", "！", "？", "…")

_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0970-\u0d7f\u200c])"
WORD = expression(rf"{_LETTER}+(?:['’-]{_LETTER}+)*|\d+")
"""A word or a number, with the marks that some scripts write above and below letters."""


class Line(Struct, frozen=True):
    """A non-empty line, without its surrounding blanks: ``[start, end)`` of the normalised text."""

    start: int
    end: int
    text: str


def fold(text: str) -> str:
    """The text case-folded, except where that would change its length: offsets stay. ``İ`` is ``i``, without the dot
    that would stand behind it.
    """
    text = text.replace("İ", "i")
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := char.casefold()) == 1 else char for char in text)


class Page:
    """A text with its normal form cut into lines.

    ``text`` is the normal form; tags that an extractor left in it are blank there, those that end a line a line break,
    so that every character keeps its place.
    """

    def __init__(self, text: str) -> None:
        self.original = text
        self.normal: Normalised = normalise(text)
        self.text = _without_tags(self.normal.text)
        self.lines: list[Line] = []
        for found in _LINE.finditer(self.text):
            self._add(found.start(), found.group())
        self.starts = [line.start for line in self.lines]

    def _add(self, start: int, text: str) -> None:
        stripped = text.strip()
        if stripped:
            start += text.index(stripped[0])
            self.lines.append(Line(start, start + len(stripped), stripped))

    @cached_property
    def folded(self) -> str:
        """The text, case-folded, every character still at its place."""
        return fold(self.text)

    def line_at(self, position: int) -> int:
        """The number of the line that holds a character, or of the last before it; -1 before the first."""
        return bisect_right(self.starts, position) - 1

    def break_at(self, positions: Iterable[int]) -> None:
        """Begin a new line at each of these places: line breaks that the text has lost."""
        places = sorted(set(positions))
        if not places:
            return
        lines, self.lines = self.lines, []
        for line in lines:
            inside = places[bisect_right(places, line.start) : bisect_left(places, line.end)]
            start = line.start
            for place in (*inside, line.end):
                self._add(start, self.text[start:place])
                start = place
        self.starts = [line.start for line in self.lines]

    def paragraphs(self) -> list[Line]:
        """The lines, those joined again that were one paragraph and were broken to a fixed width."""
        joined: list[Line] = []
        count = 0
        for line in self.lines:
            if joined and count < JOINED_LINES and self._goes_on(joined[-1], line):
                first = joined[-1]
                joined[-1] = Line(first.start, line.end, f"{first.text} {line.text}")
                count += 1
            else:
                joined.append(line)
                count = 1
        return joined

    def _goes_on(self, first: Line, second: Line) -> bool:
        if self.text.count("\n", first.end, second.start) != 1:
            return False
        if not (second.text[0].islower() or second.text[0] in "(["):
            return False
        return len(first.text) >= JOINED_LINE and not first.text.endswith(_ENDS)

    def span(self, start: int, end: int) -> Span:
        """A normalised range as a tight span of the original."""
        found = self.normal.span(start, end)
        low, high = found.start, found.end
        while low < high and self.original[low].isspace():
            low += 1
        while high > low and self.original[high - 1].isspace():
            high -= 1
        return Span(low, high)


def _without_tags(text: str) -> str:
    if "<" not in text or "</" not in text or len(_TAG.findall(text)) < LEAST_TAGS:
        return text
    return _TAG.sub(_blank, text)


def _blank(tag: re.Match[str]) -> str:
    first = "\n" if _ENDS_LINE.match(tag.group()) else " "
    return first + " " * (len(tag.group()) - 1)


CLOSING_LINES = 400
"""Lines at the end of a text in which contacts, notices and self-descriptions are looked for."""


def closing_numbers(page: Page) -> range:
    """The numbers of the last lines, the last first; the very first line is a headline and never among them."""
    last = len(page.lines) - 1
    return range(last, max(0, last - CLOSING_LINES), -1)
