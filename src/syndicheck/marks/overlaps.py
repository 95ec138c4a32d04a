"""Hits that overlap: which of them are kept, and how far they reach."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from msgspec.structs import replace

from syndicheck.marks.blocks import LEAST_PARAGRAPH
from syndicheck.marks.coverage import covered
from syndicheck.marks.hits import Hit
from syndicheck.marks.lines import Page
from syndicheck.model.spans import Span

NOTICES = frozenset({"forward_looking_block", "issuer_disclaimer", "outlet_disclaimer", "third_party_disclaimer"})
"""What stands under headings that say no more than that it is a notice, and may have been found by its own words."""

SPANS_IN_A_LINE = 20
"""Marks of one line that are looked at when it is asked whether they fill it."""

WHOLE = NOTICES | {"copyright", "editorial_note", "translation_disclaimer"}
"""Notices of which the catalogue may know the first words only."""


def whole_notices(hits: Sequence[Hit]) -> list[Hit]:
    """The hits; a wording of the catalogue that is a part of a notice of its type which the rules know is all of it."""
    known = [hit for hit in hits if hit.type in WHOLE and hit.entry_id.startswith("builtin.")]
    whole: list[Hit] = []
    for hit in hits:
        around = [own.span for own in known if own.type == hit.type and lies_in(hit.span, own.span)]
        whole.append(replace(hit, span=max(around, key=len)) if around else hit)
    return whole


def lies_in(inner: Span, outer: Span) -> bool:
    """Whether a span is a part of another, and not all of it."""
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


def ended(page: Page, hits: list[Hit]) -> list[Hit]:
    """The hits; ``AFP/mhe`` right behind the last paragraph is the end of the story, and no picture's."""
    last = max((n for n, line in enumerate(page.lines) if len(line.text) >= LEAST_PARAGRAPH), default=-1)
    if not 0 <= last < len(page.lines) - 1:
        return hits
    behind = page.span(page.lines[last + 1].start, page.lines[last + 1].end)
    if not any(hit.type == "end_credit" and hit.span == behind for hit in hits):
        return hits
    return [hit for hit in hits if hit.type != "photo_credit" or hit.span != behind]


def stops(page: Page, hits: Iterable[Hit]) -> list[tuple[int, int]]:
    """The lines of the normalised text that the hits touch, as ranges in order, none twice.

    ``hits`` do not overlap; both they and the lines are walked once.
    """
    spans = sorted(hit.span for hit in hits)
    touched: list[tuple[int, int]] = []
    at = 0
    for line in page.lines:
        own = page.span(line.start, line.end)
        while at < len(spans) and spans[at].end <= own.start:
            at += 1
        if at == len(spans):
            break
        if spans[at].overlaps(own):
            touched.append((line.start, line.end))
    return touched


def filled(page: Page, hits: Iterable[Hit]) -> Callable[[int], bool]:
    """Tells which lines the hits fill nearly whole."""
    spans = sorted(hit.span for hit in hits)

    @cache
    def is_filled(number: int) -> bool:
        line = page.lines[number]
        own = page.span(line.start, line.end)
        first = bisect_left(spans, own)
        near = spans[max(0, first - 1) : first + SPANS_IN_A_LINE]
        return covered([own], [span for span in near if span.overlaps(own)])[0]

    return is_filled


class Taken:
    """Spans that do not overlap, in order, to be asked by bisection."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def overlaps(self, span: Span) -> bool:
        """Whether any of them does; only the neighbours of its place can."""
        at = bisect_left(self._spans, span)
        return any(other.overlaps(span) for other in self._spans[max(0, at - 1) : at + 1])

    def add(self, span: Span) -> None:
        """Take one more, which must not overlap any."""
        insort(self._spans, span)


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """The strongest hits that do not overlap: named organisations first, then the longer, then the likelier."""
    chosen: list[Hit] = []
    taken = Taken()
    for hit in sorted(
        hits,
        key=lambda h: (h.strength != "strong", h.organisation is None, -len(h.span), -h.score, h.span, h.entry_id),
    ):
        if len(hit.span) and not taken.overlaps(hit.span):
            chosen.append(hit)
            taken.add(hit.span)
    return chosen
