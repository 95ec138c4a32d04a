"""Slips of the pen that tell which of two texts came first.

Where two texts differ in one word by one or two letters, and one of the two spellings stands elsewhere in both, that is
the name's spelling, and the other a slip: whoever has it wrote later, for a copy may add a slip and seldom mends one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress, count
from operator import ne

from msgspec import Struct
from rapidfuzz.distance import OSA

from syndicheck.text import Tokens

SHORTEST = 5
"""Letters of a word that may have a slip; in shorter ones one letter makes another word."""

CONTEXT = 2
"""Equal words on both sides of a difference."""


Context = int
"""The words around a word, as one number: the same for the same words, in this process only."""


class Spelling(Struct, frozen=True, dict=True):
    """The words of a text."""

    keys: Sequence[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """The different ones."""
        return frozenset(self.keys)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each is there."""
        return Counter(self.keys)

    @cached_property
    def places(self) -> Mapping[Context, str]:
        """Each word by the words around it."""
        return _places(self.keys)


def spelling(tokens: Tokens) -> Spelling:
    """Read a text once for any number of comparisons; scripts without spaces have no words here."""
    return Spelling(() if tokens.unspaced else tokens.keys)


def slips(a: Spelling, b: Spelling) -> list[tuple[str, str, str]]:
    """The slips between two texts: the spelling, the slip, and which text has it (``a`` or ``b``), in B's order."""
    found = {context: (*pair, "b") for context, pair in _made(b, a)} | {
        context: (*pair, "a") for context, pair in _made(a, b)
    }
    if len(found) < 2:
        return list(found.values())
    return [found[context] for context in b.places if context in found]


def _made(slipped: Spelling, other: Spelling) -> Iterator[tuple[Context, tuple[str, str]]]:
    """The slips that one of two texts has, each with the spelling, by the words around it."""
    own = {word for word in slipped.words - other.words if _may_slip(word)}
    if not own:
        return
    contexts = list(compress(slipped.places, map(own.__contains__, slipped.places.values())))
    for context, spelt in zip(contexts, map(other.places.get, contexts), strict=True):
        if (
            spelt is not None
            and other.counts[spelt] > 1
            and spelt in slipped.words
            and _may_slip(spelt)
            and OSA.distance(spelt, slipped.places[context], score_cutoff=2) <= 2
        ):
            yield context, (spelt, slipped.places[context])


def _may_slip(word: str) -> bool:
    return len(word) >= SHORTEST and (word.isalpha() or not any(map(str.isdigit, word)))


def _places(keys: Sequence[str]) -> dict[Context, str]:
    """Each word by those around it; surroundings that come twice tell nothing and are left out."""
    around = [keys[at:] for at in range(2 * CONTEXT + 1) if at != CONTEXT]
    contexts = list(map(hash, zip(*around, strict=False)))
    places = dict(zip(contexts, keys[CONTEXT:], strict=False))
    if len(places) < len(contexts):
        last = dict(zip(contexts, count(), strict=False))
        for at in compress(count(), map(ne, map(last.__getitem__, contexts), count())):  # where it comes again
            places.pop(contexts[at], None)
    return places
