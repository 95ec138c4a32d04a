"""Signs of a text that a reader cannot see, or takes for others."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class HiddenKind(StrEnum):
    """What is hidden in a text."""

    ZERO_WIDTH = "zero-width"
    """Blanks and joiners without width."""
    SELECTOR = "selector"
    """Variation selectors and tags that select nothing: data written into the text."""
    INVISIBLE_LETTER = "invisible-letter"
    """Fillers and the like that count as letters and print nothing."""
    DIRECTION = "direction"
    """Signs that change the direction of writing where nothing is written from right to left."""
    CONTROL = "control"
    """Control characters other than tabs and line breaks."""
    LOOKALIKE = "lookalike"
    """Letters of another alphabet, or of phonetics, that look like those of the word."""
    OVERLAY = "overlay"
    """Marks that strike letters through."""


class HiddenText(Struct, frozen=True):
    """One kind of hidden signs in a text: how many ``characters`` in how many ``places`` (runs, or words with borrowed
    letters), the offset of the ``first``, and the words around that, with what cannot be seen written out.
    """

    kind: HiddenKind
    characters: int
    places: int
    first: int
    excerpt: str
