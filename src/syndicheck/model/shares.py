"""Two texts compared in figures: what they have in common of marks, quotations and narration."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Derivation(StrEnum):
    """METER's coarse view of a text and its presumed source."""

    WHOLLY = "wholly-derived"
    PARTIALLY = "partially-derived"
    NON = "non-derived"


class MarkShare(Struct, frozen=True):
    """One type of mark in two texts: how many of them each has, and what part of their characters is in the other."""

    type: str
    marks_a: int
    copied_a: float
    marks_b: int
    copied_b: float


class Breakdown(Struct, frozen=True):
    """What a pair of bodies shares, quotations and narration apart. All are parts of a body's characters, 0…1.

    ``quoted`` is the part of the body that is quotation; ``quotes_copied`` and ``narration_copied`` are the parts of
    the body that are copied quotation and copied narration, and add up to the share that is copied.
    """

    quoted_a: float
    quoted_b: float
    quotes_copied_a: float
    quotes_copied_b: float
    narration_copied_a: float
    narration_copied_b: float
