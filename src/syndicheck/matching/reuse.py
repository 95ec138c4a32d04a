"""Two texts of one language in, a match with its evidence out.

:func:`prepare` does once per text what does not depend on the other one; :func:`compare` finds the copied passages
(:mod:`~syndicheck.matching.passages`), gathers what else speaks (:mod:`~syndicheck.matching.evidence`) and says what
the two texts are to each other (:mod:`~syndicheck.matching.verdict`).
"""

from __future__ import annotations

from syndicheck.matching.evidence import Prepared, gather, prepare
from syndicheck.matching.verdict import judge, score, too_little_text
from syndicheck.model.matches import Match, MatchClass

__all__ = ["Prepared", "compare", "prepare"]


def compare(a: Prepared, b: Prepared) -> Match:
    """Say what two texts are to each other.

    Symmetric: ``compare(a, b).swapped() == compare(b, a)``. Reasons therefore speak of "the shorter" and "the longer"
    text (by body), never of A and B.
    """
    if _order(b) < _order(a):
        return _compare(b, a).swapped()
    return _compare(a, b)


def _order(prepared: Prepared) -> tuple[int, list[str], str]:
    return len(prepared.tokens.keys), prepared.tokens.keys, prepared.text


def _compare(a: Prepared, b: Prepared) -> Match:
    short = too_little_text(a, b)
    if short is not None:
        return Match(MatchClass.TOO_SHORT, 0.0, 0.0, 0.0, 0.0, (), (short,))
    evidence = gather(a, b)
    found, why = judge(evidence)
    return Match(
        match_class=found,
        share_a=evidence.share_a,
        share_b=evidence.share_b,
        resemblance=evidence.resemblance,
        score=score(found, evidence),
        passages=evidence.passages,
        reasons=tuple(why),
    )
