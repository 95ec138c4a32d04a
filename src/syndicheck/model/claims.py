"""What an article claims of its own text, tested."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span


class ClaimOutcome(StrEnum):
    """What became of a claim that was tested."""

    HOLDS = "holds"
    CONTRADICTED = "contradicted"
    UNKNOWN = "cannot be told"


class ClaimFinding(Struct, frozen=True):
    """A claim of an article about its own text (``kind``: ``unedited``, ``headline-only``, ``contributed``), its
    ``words`` and where they stand, and what the measured text says to it.
    """

    kind: str
    words: str
    span: Span
    outcome: ClaimOutcome
    reason: Reason
