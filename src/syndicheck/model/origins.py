"""Who published first."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from syndicheck.model.reasons import Reason


class Verdict(StrEnum):
    """The three honest answers to "who was first?"."""

    FIRST = "first"
    TIED = "tied"
    UNDETERMINED = "undetermined"


class Origin(Struct, frozen=True):
    """Who published first, as far as can be known.

    ``articles`` are the keys (in the caller's terms) of the first, the tied, or the candidates that cannot
    be told apart; ``coverage`` the sentence that says among what this was judged.
    """

    verdict: Verdict
    articles: tuple[str, ...]
    reasons: tuple[Reason, ...]
    coverage: str
