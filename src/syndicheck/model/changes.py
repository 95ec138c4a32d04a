"""What is different in two texts, and how much it may matter."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from syndicheck.model.spans import Span


class ChangeKind(StrEnum):
    """What a difference touches."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    NAME = "name"
    UNIT = "unit"
    HEDGE = "hedge"
    HEADLINE = "headline"
    DROPPED = "dropped"
    ADDED = "added"
    WORDING = "wording"


CHANGE_WEIGHTS = {
    ChangeKind.NUMBER: 100,
    ChangeKind.DATE: 95,
    ChangeKind.NEGATION: 90,
    ChangeKind.UNIT: 85,
    ChangeKind.NAME: 80,
    ChangeKind.HEDGE: 60,
    ChangeKind.HEADLINE: 50,
    ChangeKind.DROPPED: 40,
    ChangeKind.ADDED: 40,
    ChangeKind.WORDING: 10,
}
"""How much a change of a kind may matter to somebody who vouches for the text, 0…100."""


class Change(Struct, frozen=True):
    """One difference: spans of the two originals (``None`` where a side has nothing there) and their words. Headlines
    are not part of the texts, and have no spans.

    ``left_out`` says that what the kind names stands in A only: a number that B does not give is no other number.
    """

    kind: ChangeKind
    a: Span | None
    b: Span | None
    was: str
    now: str
    left_out: bool = False

    @property
    def weight(self) -> int:
        """See :data:`CHANGE_WEIGHTS`."""
        return CHANGE_WEIGHTS[self.kind]
