"""Wordings that a newsroom named, found in a draft word for word: its staff notices, quotations that all may use."""

from __future__ import annotations

from collections.abc import Iterable

from syndicheck.model.marks import Layer, Mark
from syndicheck.model.spans import Span, TextKind
from syndicheck.text import Tokens, tokenise

LEAST_WORDS = 3
"""A wording with fewer words (in scripts without blanks: characters) would be found everywhere."""

NOTICE = "policy.staff_notices"
QUOTE = "policy.allowed_quotes"


def find_wordings(text: Tokens, wordings: Iterable[str]) -> list[Span]:
    """Where the wordings stand in a text; case, quotes and spacing do not matter."""
    found: list[Span] = []
    first: dict[str, list[int]] = {}
    for place, key in enumerate(text.keys):
        first.setdefault(key, []).append(place)
    for wording in wordings:
        keys = tokenise(wording).keys
        if len(keys) < LEAST_WORDS:
            continue
        for place in first.get(keys[0], ()):
            if text.keys[place : place + len(keys)] == keys:
                found.append(Span(text.starts[place], text.ends[place + len(keys) - 1]))
    return sorted(found)


def as_marks(spans: Iterable[Span], entry: str) -> list[Mark]:
    """The spans as marks, so that they are taken out of the comparison like every other notice."""
    kind = "outlet_disclaimer" if entry == NOTICE else "editorial_note"
    return [Mark(kind, s.start, s.end, TextKind.BODY, None, entry, Layer.OWN, "strong", 1.0) for s in spans]
