"""Spans of a stored text, and which of an article's texts they count in."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A half-open range of characters in a stored text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Share at least one character."""
        return self.start < other.end and other.start < self.end


class TextKind(StrEnum):
    """Which of an article's two texts a span counts in."""

    BODY = "body"
    """The article text as the reader extracted it (``RawArticle.text``)."""
    PAGE = "page"
    """All visible text of the page (``RawArticle.page_text``), HTML readers only."""
