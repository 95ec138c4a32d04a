"""Teasers without a heading: beginnings of other articles behind the story, each cut off (``…``).

A page lists what else it has by the first words of each. One such line may be a sentence that somebody left unfinished;
several in a row behind the story are a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.marks.lines import Page

CUT = ("…", "...")

LEAST, MOST = 3, 40
"""Lines of such a list."""

SHORTEST, LONGEST = 25, 240
"""Characters of its lines."""

LEAST_PARAGRAPH = 110
"""Characters of a paragraph of the story, of which one stands before."""

_OPENINGS = "\"“„«'‘-–—(["


def teasers(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised range of each list."""
    story = False
    first = None
    for number, line in enumerate(page.lines):
        cut = line.text.endswith(CUT) and SHORTEST <= len(line.text) <= LONGEST and line.text[0] not in _OPENINGS
        if cut and story:
            first = number if first is None else first
            continue
        if first is not None and LEAST <= number - first <= MOST:
            yield page.lines[first].start, page.lines[number - 1].end
        first = None
        story = story or len(line.text) >= LEAST_PARAGRAPH
    if first is not None and LEAST <= len(page.lines) - first <= MOST:
        yield page.lines[first].start, page.lines[-1].end
