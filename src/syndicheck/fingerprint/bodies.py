"""The anchors of an article's body: of its text without what is not story."""

from __future__ import annotations

from collections.abc import Iterable

from syndicheck.fingerprint.anchors import anchor_keys
from syndicheck.model.marks import Mark
from syndicheck.model.spans import TextKind


def body_anchors(text: str, language: str, marks: Iterable[Mark]) -> tuple[str, ...]:
    """The distinct anchors of a text without these marks; they name its possible translations."""
    for mark in marks:
        if mark.kind is TextKind.BODY:
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return tuple(sorted(anchor_keys(text, language)))
