"""Slips of the pen that tell which of two texts came first.

Where two texts differ in one word by one or two letters, and one of the two spellings stands elsewhere in both, that is
the name's spelling, and the other a slip: whoever has it wrote later, for a copy may add a slip and seldom mends one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from rapidfuzz.distance import OSA

from syndicheck.text import Tokens

SHORTEST = 5
"""Letters of a word that may have a slip; in shorter ones one letter makes another word."""

CONTEXT = 2
"""Equal words on both sides of a difference."""


class Spelling(Struct, frozen=True):
    """The words of a text, how often each is there, and each by the words around it."""

    counts: Mapping[str, int]
    places: Mapping[tuple[str, ...], str]


def spelling(tokens: Tokens) -> Spelling:
    """Read a text once for any number of comparisons; scripts without spaces have no words here."""
    if tokens.unspaced:
        return Spelling({}, {})
    return Spelling(dict(Counter(tokens.keys)), _places(tokens.keys))


def slips(a: Spelling, b: Spelling) -> list[tuple[str, str, str]]:
    """The slips between two texts: the spelling, the slip, and which text has it (``a`` or ``b``), in order."""
    found = []
    for context, word in b.places.items():
        other = a.places.get(context)
        if other is None or other == word or min(len(other), len(word)) < SHORTEST:
            continue
        if any(c.isdigit() for c in word + other) or OSA.distance(word, other, score_cutoff=2) > 2:
            continue
        if b.counts.get(other, 0) and a.counts.get(other, 0) > 1 and word not in a.counts:
            found.append((other, word, "b"))
        elif a.counts.get(word, 0) and b.counts.get(word, 0) > 1 and other not in b.counts:
            found.append((word, other, "a"))
    return found


def _places(keys: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Each word by those around it; surroundings that come twice tell nothing and are left out."""
    around = [keys[at:] for at in range(2 * CONTEXT + 1) if at != CONTEXT]
    contexts = list(zip(*around, strict=False))
    places = dict(zip(contexts, keys[CONTEXT:], strict=False))
    if len(places) < len(contexts):
        for context, count in Counter(contexts).items():
            if count > 1:
                del places[context]
    return places
