"""Pivot words as anchors, a kind of their own beside those of :mod:`fingerprint.anchors`."""

from __future__ import annotations

from syndicheck.fingerprint.anchors import Anchor
from syndicheck.lexicon.compiled import Lexicon
from syndicheck.lexicon.words import words_of


def pivot_anchors(text: str, language: str | None, lexicon: Lexicon) -> tuple[Anchor, ...]:
    """The pivot words of a text: ``P:minist`` with the place of the word, whatever its language."""
    return tuple(
        Anchor(word.start, word.end, f"P:{pivot}")
        for word in words_of(text, language, lexicon)
        for pivot in word.pivots
    )
