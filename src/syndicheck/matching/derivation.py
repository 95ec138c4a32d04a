"""The coarse view of a match: is the one text wholly derived from the other, partially, or not?

The three values are those of METER (Clough, Gaizauskas, Piao, Wilks 2002: "METER: MEasuring TExt Reuse", ACL): an
article is *wholly derived* when all of it comes from the source, however it was rewritten, *partially derived* when it
has text from elsewhere too, *non-derived* when it was written independently.
"""

from __future__ import annotations

from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.shares import Derivation

WHOLE = 0.9
"""Share of a body from which on nothing to speak of comes from elsewhere."""

_WHOLLY = frozenset({MatchClass.VERBATIM, MatchClass.EDITED, MatchClass.REWRITE, MatchClass.TRANSLATION})
_PARTIALLY = frozenset({MatchClass.EXCERPT})


def derivations(match: Match) -> tuple[Derivation | None, Derivation | None]:
    """What A would be if it came from B, and B if it came from A; who had it from whom is another question.

    ``None`` where a text is too short to say, or both tell of the same in words that are not.
    """
    if match.match_class is MatchClass.NONE and any(reason.code == "same-facts" for reason in match.reasons):
        return None, None
    return _derivation(match.match_class, match.share_a), _derivation(match.match_class, match.share_b)


def _derivation(found: MatchClass, share: float) -> Derivation | None:
    if found is MatchClass.TOO_SHORT:
        return None
    if found in _WHOLLY:
        return Derivation.WHOLLY
    if found in _PARTIALLY:
        return Derivation.WHOLLY if share >= WHOLE else Derivation.PARTIALLY
    return Derivation.NON
