"""Two texts compared: class, shares and evidence."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span


class MatchClass(StrEnum):
    """What two texts are to each other. Only :data:`JOINING` classes put articles into one story.

    There is no class for a round-up: two texts do not show where the rest of one comes from. It is an excerpt of each
    of its sources, and a role of the article in their stories (``story_articles.role``, *draws-on*).
    """

    VERBATIM = "verbatim"
    EDITED = "edited"
    EXCERPT = "excerpt"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    TEMPLATE = "template"
    BOILERPLATE_ONLY = "boilerplate-only"
    RELATED = "related"
    NONE = "none"
    TOO_SHORT = "too-short"


JOINING: frozenset[MatchClass] = frozenset(
    {
        MatchClass.VERBATIM,
        MatchClass.EDITED,
        MatchClass.EXCERPT,
        MatchClass.REWRITE,
        MatchClass.TRANSLATION,
    }
)


class Passage(Struct, frozen=True):
    """One copied run: the same words on both sides, as spans of the two stored originals."""

    a: Span
    b: Span
    tokens: int


class Match(Struct, frozen=True):
    """Two articles compared: evidence, shares and class. Symmetric: swapping the articles swaps ``a`` and
    ``b``.

    ``share_a`` is the part of A's body (in characters) that is copied in B, ``share_b`` the part of B's
    body copied in A. When A is the source, ``share_a`` is "release used" and ``share_b`` "article pasted".
    ``resemblance`` is Broder's Jaccard of the two shingle sets. ``score`` in 0…1 orders matches by
    strength.
    """

    match_class: MatchClass
    share_a: float
    share_b: float
    resemblance: float
    score: float
    passages: tuple[Passage, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def joins(self) -> bool:
        """Whether this match may put the two articles into one story."""
        return self.match_class in JOINING

    def swapped(self) -> Match:
        """The same match seen from the other article."""
        return Match(
            match_class=self.match_class,
            share_a=self.share_b,
            share_b=self.share_a,
            resemblance=self.resemblance,
            score=self.score,
            passages=tuple(sorted((Passage(p.b, p.a, p.tokens) for p in self.passages), key=lambda p: p.a)),
            reasons=tuple(reason.swapped() for reason in self.reasons),
        )


def percent(share: float) -> str:
    """A share in whole per cent. All and nothing are only said when they are true: ``99 %`` where one word of a
    thousand differs, ``<1 %`` for traces.
    """
    if share <= 0:
        return "0 %"
    if share < 0.01:
        return "<1 %"
    return "100 %" if share > 1 - 1e-9 else f"{min(99, round(share * 100))} %"
