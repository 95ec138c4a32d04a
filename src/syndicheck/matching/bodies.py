"""The sketch of an article's body: of its text without what is not story."""

from __future__ import annotations

from collections.abc import Iterable

from syndicheck.fingerprint.sketch import sketch
from syndicheck.matching.evidence import body_tokens
from syndicheck.model.marks import Mark
from syndicheck.model.sketches import Sketch
from syndicheck.model.spans import TextKind


def body_sketch(text: str, marks: Iterable[Mark]) -> Sketch:
    """What the indexes know of a text without these marks (those of its page do not concern it)."""
    return sketch(body_tokens(text, tuple(sorted(mark.span for mark in marks if mark.kind is TextKind.BODY))))
