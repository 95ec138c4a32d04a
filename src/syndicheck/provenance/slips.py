"""Slips of the pen that tell which of two texts came first.

Where two texts differ in one word by one or two letters, and one of the two spellings stands elsewhere in both, that is
the name's spelling, and the other a slip: whoever has it wrote later, for a copy may add a slip and seldom mends one.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from syndicheck.text import Tokens

SHORTEST = 5
"""Letters of a word that may have a slip; in shorter ones one letter makes another word."""

CONTEXT = 2
"""Equal words on both sides of a difference."""


def slips(a: Tokens, b: Tokens) -> list[tuple[str, str, str]]:
    """The slips between two texts: the spelling, the slip, and which text has it (``a`` or ``b``), in order."""
    if a.unspaced or b.unspaced:
        return []
    words_a, words_b = _counts(a), _counts(b)
    places = {context: word for context, word in _contexts(a) if word in words_a}
    found = []
    for context, word in _contexts(b):
        other = places.get(context)
        if other is None or other == word or min(len(other), len(word)) < SHORTEST:
            continue
        if any(c.isdigit() for c in word + other) or OSA.distance(word, other, score_cutoff=2) > 2:
            continue
        if words_b.get(other, 0) and words_a.get(other, 0) > 1 and word not in words_a:
            found.append((other, word, "b"))
        elif words_a.get(word, 0) and words_b.get(word, 0) > 1 and other not in words_b:
            found.append((word, other, "a"))
    return found


def _counts(tokens: Tokens) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key in tokens.keys:
        counts[key] = counts.get(key, 0) + 1
    return counts


def _contexts(tokens: Tokens) -> list[tuple[tuple[str, ...], str]]:
    """Each word with those around it; contexts that come twice tell nothing and are left out."""
    keys = tokens.keys
    seen: dict[tuple[str, ...], str | None] = {}
    for at in range(CONTEXT, len(keys) - CONTEXT):
        context = (*keys[at - CONTEXT : at], *keys[at + 1 : at + 1 + CONTEXT])
        seen[context] = None if context in seen else keys[at]
    return [(context, word) for context, word in seen.items() if word is not None]
