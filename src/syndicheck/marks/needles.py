"""Which patterns a text may hold, and in which line: one pass over the text for the whole catalogue.

Every match of a template contains one piece of plain text, its needle. An automaton of all needles reads the text once,
so the cost does not grow with the catalogue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from syndicheck.automata import Automaton
from syndicheck.marks.breaks import contact_breaks, lost_breaks, standfirst_breaks
from syndicheck.marks.lines import Page
from syndicheck.marks.templates import Pattern

LEAST_BEFORE = 20
"""Characters that stand before a heading that is glued to a text."""

MOST_LINES = 400
"""Lines of one text in which patterns are tried: what has more lines like marks is no article. The first and the last
are taken, where marks stand."""

_REMEMBERED = 2_000
"""Sets of patterns whose order and places are kept."""


class Needles:
    """Patterns, ready to be looked for together. Their order is kept."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        by_needle: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            needle = pattern.needle
            by_needle[needle.key or needle.text, needle.key is not None].append(number)
        by_needle.pop(("", False), None)
        self._patterns = tuple(patterns)
        self._places = tuple(pattern.place for pattern in patterns)
        self._offsets = tuple(pattern.offset for pattern in patterns)
        self._holders = [
            (alone, tuple(numbers), tuple((n, self._offsets[n]) for n in numbers if self._offsets[n] >= 0))
            for (_, alone), numbers in by_needle.items()
        ]
        self._needles = [needle for needle, _ in by_needle]
        self._make()

    def _make(self) -> None:
        self._automaton = Automaton(self._needles)
        self._known: dict[frozenset[int], Mapping[str, Sequence[Pattern]]] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in ("_automaton", "_known")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._make()  # in a millisecond

    def candidates(self, page: Page) -> dict[int, Mapping[str, Sequence[Pattern]]]:
        """The patterns worth trying, by number of line and by place (``heading`` or an entry's ``where``).

        Line breaks that the text has lost are put back into ``page`` on the way.
        """
        found, inside = self._found(page)
        if breaks := [*lost_breaks(page, inside), *standfirst_breaks(page), *contact_breaks(page)]:
            page.break_at(breaks)
            found, _ = self._found(page)
        lines = sorted(found)
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES // 2], *lines[-MOST_LINES // 2 :]]
        return {line: self._by_place(found[line]) for line in lines}

    def _found(self, page: Page) -> tuple[dict[int, set[int]], list[tuple[int, Pattern]]]:
        """The numbers of patterns by line, and those that may begin a line where the text shows none."""
        text = page.folded
        cased = page.text
        starts = page.starts
        found: defaultdict[int, set[int]] = defaultdict(set)
        inside: list[tuple[int, Pattern]] = []
        length = len(text)
        for needle, start, end in self._automaton.matches(text):
            alone, numbers, begins = self._holders[needle]
            if alone and (
                (start and ((before := text[start - 1]).isalnum() or before == "_") and not _glued(cased, start))
                or (end < length and ((behind := text[end]).isalnum() or behind == "_") and not _glued(cased, end))
            ):
                continue
            line = bisect_right(starts, start) - 1
            if line < 0:
                continue
            found[line].update(numbers)
            if begins and start > starts[line] + LEAST_BEFORE and len(inside) < MOST_LINES:
                inside += [
                    (begin, self._patterns[number])
                    for number, offset in begins
                    if (begin := start - offset) > starts[line]
                    and ((first := cased[begin]).isupper() or first in "#*[")
                    and text[begin - 1] not in "-&,("
                ]
        return found, inside

    def _by_place(self, numbers: set[int]) -> Mapping[str, Sequence[Pattern]]:
        """Most lines hold the needles of the same few patterns: what was put together is remembered."""
        key = frozenset(numbers)
        by_place = self._known.get(key)
        if by_place is None:
            made: dict[str, list[Pattern]] = {}
            for number in sorted(numbers):
                made.setdefault(self._places[number], []).append(self._patterns[number])
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            by_place = self._known[key] = made
        return by_place


def _glued(text: str, at: int) -> bool:
    """Whether two words meet here without a blank: ``WeekGlobal``, ``2024About``."""
    return text[at].isupper() and not text[at - 1].isupper() and text[at - 1] != "_"
