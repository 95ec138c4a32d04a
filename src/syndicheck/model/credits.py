"""The credits that an article prints, and those it does not."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span, TextKind


class CreditStatus(StrEnum):
    """What an article of a story does with the credit of those who delivered the text."""

    PRINTED = "printed"
    ABBREVIATED = "abbreviated"
    """Only initials, where another article of the story spells the name out."""
    SWAPPED = "swapped"
    """Somebody else is named than in the source."""
    MISSING = "missing"
    """No credit was found, and other articles of the story print one."""
    NONE = "none"
    """No credit was found, and none is expected."""


class CreditLine(Struct, frozen=True):
    """One printed credit: whose (a catalogue id), the type of its mark, and where it stands."""

    organisation: str
    type: str
    kind: TextKind
    span: Span


class Credit(Struct, frozen=True):
    """The credit of one article: the lines it prints, the ``expected`` organisations, and the keys of the articles
    (``carriers``, the first of them) that print these.
    """

    status: CreditStatus
    printed: tuple[CreditLine, ...]
    expected: tuple[str, ...]
    carriers: tuple[str, ...]
    reason: Reason
