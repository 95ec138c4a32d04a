"""The anchors of an article's body: of its text without what is not story."""

from __future__ import annotations

from collections.abc import Iterable

from syndicheck.fingerprint.anchors import first_places
from syndicheck.model.marks import Mark
from syndicheck.model.spans import TextKind


def body_anchors(text: str, language: str, marks: Iterable[Mark]) -> dict[str, int]:
    """The distinct anchors of a text without these marks, and where each stands first; they name its possible
    translations.
    """
    for mark in marks:
        if mark.kind is TextKind.BODY:
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return first_places(text, language)
