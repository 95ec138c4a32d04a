"""Marks in the making: what the parts of the finder hand to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from syndicheck.marks.entries import Entry, Organisation
from syndicheck.marks.lines import Page
from syndicheck.marks.templates import Pattern
from syndicheck.model.marks import Layer
from syndicheck.model.spans import Span


class Hit(Struct, frozen=True):
    """A mark in the making; ``span`` counts in the original text."""

    entry_id: str
    type: str
    organisation: str | None
    layer: Layer
    strength: str
    span: Span
    score: float


class Candidates:
    """The patterns worth trying, by line and place."""

    def __init__(self, by_line: Mapping[int, Mapping[str, Sequence[Pattern]]]) -> None:
        self._by_line = by_line
        self.lines = tuple(by_line)

    def at(self, line: int, place: str) -> Sequence[Pattern]:
        """The patterns of one line that count at a place."""
        return self._by_line.get(line, {}).get(place, ())


def hit_of(page: Page, pattern: Pattern, start: int, end: int) -> Hit:
    """What a pattern found, at a normalised range of the page."""
    entry = pattern.entry
    owner = owner_of(pattern.organisation)
    return Hit(entry.id, entry.type, owner, entry.layer, entry.strength, page.span(start, end), 1.0)


def owner_of(owner: Organisation) -> str | None:
    """The id of an organisation; generic marks are nobody's."""
    return None if owner.kind == "generic" else owner.id


@lru_cache(maxsize=4096)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


def is_allowed(entry: Entry, line: str) -> bool:
    """Whether a line has one of the words an entry requires, and none that it must not have."""
    if not entry.requires and not entry.unless:
        return True
    folded = line.casefold()
    if entry.requires and not any(word in folded for word in _folded(entry.requires)):
        return False
    return not any(word in folded for word in _folded(entry.unless))
