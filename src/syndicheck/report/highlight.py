"""Cutting a text along spans: what to highlight, and what is left when marks are cut out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from syndicheck.model.spans import Span, TextKind
from syndicheck.view import MarkBrief


class Piece(Struct, frozen=True):
    """A stretch of text under the same spans.

    ``under`` are the numbers (positions in the list of spans) that cover it, ``opens`` those that begin
    with it and ``closes`` those that end with it. A stretch is never empty.
    """

    text: str
    under: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def pieces(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """Cut ``text`` where spans begin and end; the pieces join to ``text`` again.

    Spans may touch, nest and overlap. Parts of spans beyond the text are ignored, and so are empty spans.
    """
    held = [
        (number, max(0, span.start), min(len(text), span.end))
        for number, span in enumerate(spans)
        if max(0, span.start) < min(len(text), span.end)
    ]
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, start, end in held:
        starts.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    cuts = sorted({0, len(text), *starts, *ends})
    under: set[int] = set()
    for start, end in pairwise(cuts):
        under.difference_update(ends.get(start, ()))
        under.update(starts.get(start, ()))
        yield Piece(text[start:end], tuple(sorted(under)), tuple(starts.get(start, ())), tuple(ends.get(end, ())))


def stripped(briefs: Iterable[MarkBrief]) -> list[Span]:
    """What the body leaves out of the article's text: its marks but those that a person has dismissed."""
    return [brief.mark.span for brief in briefs if brief.mark.kind is TextKind.BODY and brief.dismissed is None]


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with the spans cut out, and the blanks and empty lines that the cuts leave tidied up."""
    kept = "".join(piece.text for piece in pieces(text, list(spans)) if not piece.under)
    lines = "\n".join(line.strip() for line in kept.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
