"""Every percentage against the plain definition of *copied*: all labelled pairs, and seeded copies of every kind.

The oracle fills the whole table of two texts (:mod:`tests.eval._copied`). The labelled pairs are those of four corpora;
of the copies that :mod:`tests.eval.matching_labels` makes, all. A match that joins is right when the oracle finds that
the shorter text is copied to 15 % at least, with as many words as a brief has: chance and phrases give neither.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tests.eval import matching_labels
from tests.eval._copied import Copied, copied, share
from tests.eval.gate import Figure

from syndicheck.matching.evidence import CHARACTERS_PER_WORD, Prepared
from syndicheck.matching.reuse import compare, prepare

INPUTS = matching_labels.INPUTS

POINT = 0.01
"""How far a percentage may be from that of the oracle."""

CONFIRMED_SHARE = 0.15
CONFIRMED_WORDS = 25
"""What the oracle must find in a pair that joins."""

SPACED, UNSPACED = (8, 3), (20, 8)
"""Equal run and gap in tokens: words, and characters where one of the two texts has no blanks."""

FIGURES = {
    "pairs": Figure("min", "labelled pairs of four corpora and seeded copies"),
    "labelled_within_a_point": Figure(
        "min", "acceptance: percentages within one point on all labelled pairs", limit=1.0
    ),
    "copies_within_a_point": Figure("min", "percentages within one point on seeded copies"),
    "precision": Figure("min", "acceptance: precision of matches against the exact oracle", limit=0.99),
}


def measure(corpora: Path) -> dict[str, float]:
    """Part of the pairs in which both shares are right, the greatest difference, precision of the matches that join."""
    within: dict[str, list[bool]] = {"labelled": [], "copies": []}
    worst = 0.0
    confirmations: list[bool] = []
    for kind, a, b in _pairs(corpora):
        match = compare(a, b)
        truth = _truth(a, b)
        sizes_a, sizes_b = _sizes(a), _sizes(b)
        if match.passages or match.match_class.value != "too-short":  # nothing is said of a few words
            off = max(
                abs(match.share_a - share(truth.a, sizes_a)),
                abs(match.share_b - share(truth.b, sizes_b)),
            )
            within[kind].append(off <= POINT)
            worst = max(worst, off)
            if off > POINT:
                _say(f"{kind}: off by {off:.3f}: {a.text[:60]!r} | {b.text[:60]!r}")
        if match.joins:
            confirmations.append(_is_enough(a, b, truth))
            if not confirmations[-1]:
                _say(f"{kind}: {match.match_class.value} is not confirmed: {a.text[:60]!r} | {b.text[:60]!r}")
    return {
        "pairs": sum(map(len, within.values())),
        "labelled_within_a_point": sum(within["labelled"]) / len(within["labelled"]),
        "copies_within_a_point": sum(within["copies"]) / len(within["copies"]),
        "greatest_difference": worst,
        "matches_that_join": len(confirmations),
        "precision": sum(confirmations) / len(confirmations),
    }


def confirmed(a: Prepared, b: Prepared) -> bool:
    """Whether two texts that join have enough in common by the plain definition."""
    return _is_enough(a, b, _truth(a, b))


def _is_enough(a: Prepared, b: Prepared, truth: Copied) -> bool:
    words = min(len(truth.equal_a), len(truth.equal_b)) / (CHARACTERS_PER_WORD if _unspaced(a, b) else 1)
    most = max(share(truth.a, _sizes(a)), share(truth.b, _sizes(b)))
    return words >= CONFIRMED_WORDS and most >= CONFIRMED_SHARE


def _truth(a: Prepared, b: Prepared) -> Copied:
    return copied(a.tokens.keys, b.tokens.keys, *(UNSPACED if _unspaced(a, b) else SPACED))


def _unspaced(a: Prepared, b: Prepared) -> bool:
    return a.tokens.unspaced or b.tokens.unspaced


def _pairs(corpora: Path) -> Iterator[tuple[str, Prepared, Prepared]]:
    for name in matching_labels.LABELLED:
        for _, a, b in matching_labels.labelled_pairs(corpora, name):
            yield "labelled", a, b
    for _, source, copy in matching_labels.seeded_copies(corpora):
        yield "copies", prepare(source, ()), prepare(copy, ())


def _sizes(prepared: Prepared) -> list[int]:
    return [len(key) for key in prepared.tokens.keys]


def _say(line: str) -> None:
    if os.environ.get("SYNDICHECK_VERBOSE"):
        print(f"   {line[:220]}")
