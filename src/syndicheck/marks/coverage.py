"""How much of a line the marks fill."""

from __future__ import annotations

from collections.abc import Sequence

from syndicheck.model.spans import Span

ACCOUNTED = 0.8
"""Part of a line that marks must cover for it to count as marked."""


def covered(lines: Sequence[Span], marks: Sequence[Span]) -> list[bool]:
    """Which lines are marks, or nearly so. Both are in the order of the text and do not overlap."""
    result = []
    at = 0
    for line in lines:
        while at < len(marks) and marks[at].end <= line.start:
            at += 1
        inside, number = 0, at
        while number < len(marks) and marks[number].start < line.end:
            inside += min(line.end, marks[number].end) - max(line.start, marks[number].start)
            number += 1
        result.append(inside >= ACCOUNTED * max(1, len(line)))
    return result
