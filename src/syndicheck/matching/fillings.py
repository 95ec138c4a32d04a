"""A form that was filled in anew: what stands in its places, in any script.

A name is a word with a capital where a script has capitals, and a date is written in words where a language likes it;
what every language writes so that it can be told are figures. In a copy most figures are what they were, however many
an editor exchanged. In the next month's notice, or the same notice for another town, they are others in nearly every
place, and so are the words where names stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import digit

from msgspec import Struct

from syndicheck.matching.facts import FACT, FactIndex, Substitution
from syndicheck.matching.gaps import Gap, Gaps

FILLING_WORDS = 12
"""Words of a place that is filled in; longer ones are sentences of their own."""

CHARACTERS_A_WORD = 2.4
"""Tokens (characters) that count as one word where a script has no blanks."""


class Fillings(Struct, frozen=True):
    """What two texts have in the same small places.

    ``places`` are those where each has words of its own, which the other has nowhere. ``numbers`` are the figures in
    small places, of the text with fewer, and ``renumbered`` is their part of all figures that are in such a place or
    the same in both (0…1). ``facts`` is the part of all facts that stand in such places and are each text's own.
    ``renamed`` is in how many places one and the same fact stands for one and the same other, ``figures`` in how many
    both have figures of their own.
    """

    places: tuple[Substitution, ...] = ()
    numbers: int = 0
    renumbered: float = 0.0
    facts: float = 0.0
    renamed: int = 0
    figures: int = 0


def find_fillings(a: FactIndex, b: FactIndex, gaps: Gaps, unspaced: bool) -> Fillings:
    """Look at every small gap of two texts."""
    longest = FILLING_WORDS * (CHARACTERS_A_WORD if unspaced else 1)
    small = [gap for gap in gaps.each if gap.exchanged and gap.most <= longest and not _respelt(a, b, gap)]
    places: list[Substitution] = []
    names: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    figures = 0
    own_a: set[str] = set()
    own_b: set[str] = set()
    for gap in small:
        one = _own(a, gap.a, gap.a_end, b)
        two = _own(b, gap.b, gap.b_end, a)
        if one and two:
            places.append(_listed(a, b, gap, one, two, unspaced))
            facts_a, facts_b = _facts(a, one), _facts(b, two)
            figures += any(map(_has_digit, facts_a)) and any(map(_has_digit, facts_b))
            if (facts_a and facts_b) or not any(stem.islower() for stem in _stems(a, one) + _stems(b, two)):
                names[tuple(facts_a or _stems(a, one)), tuple(facts_b or _stems(b, two))] += 1
            if facts_a and facts_b:
                own_a.update(facts_a)
                own_b.update(facts_b)
    numbers_a = _numbers(a, [(gap.a, gap.a_end) for gap in small], gaps.equal[0])
    numbers_b = _numbers(b, [(gap.b, gap.b_end) for gap in small], gaps.equal[1])
    return Fillings(
        places=tuple(places),
        numbers=min(numbers_a[0], numbers_b[0]),
        renumbered=min(_part(*numbers_a), _part(*numbers_b)),
        facts=_part(min(len(own_a), len(own_b)), min(_kept(a, gaps.equal[0]), _kept(b, gaps.equal[1]))),
        renamed=max(names.values(), default=0),
        figures=figures,
    )


def _figures(index: FactIndex) -> frozenset[str]:
    """The facts of a text that have a digit in them."""
    return frozenset(filter(_has_digit, index.facts))


def _has_digit(key: str) -> bool:
    return any(map(str.isdigit, key))


def _respelt(a: FactIndex, b: FactIndex, gap: Gap) -> bool:
    """Whether both sides have the same figures, written another way: 3,500 and 3500 and 3 500."""
    here = _digits(a.stems[gap.a : gap.a_end])
    return bool(here) and here == _digits(b.stems[gap.b : gap.b_end])


def _digits(keys: Sequence[str]) -> list[int]:
    return [digit(character) for key in keys for character in key if character.isdigit()]


def _own(index: FactIndex, start: int, end: int, other: FactIndex) -> list[int]:
    return [place for place in range(start, end) if index.stems[place] not in other.vocabulary]


def _stems(index: FactIndex, places: Sequence[int]) -> list[str]:
    return [index.stems[place] for place in places]


def _facts(index: FactIndex, places: Sequence[int]) -> list[str]:
    return [index.stems[place] for place in places if index.kinds[place] == FACT]


def _listed(
    a: FactIndex, b: FactIndex, gap: Gap, one: Sequence[int], two: Sequence[int], unspaced: bool
) -> Substitution:
    """A place as people should read it: the facts in it where both have some, in full where words have no blanks."""
    if unspaced:
        return Substitution(("".join(a.stems[gap.a : gap.a_end]),), ("".join(b.stems[gap.b : gap.b_end]),))
    facts_a, facts_b = _written(a, one), _written(b, two)
    if not (facts_a and facts_b):
        facts_a, facts_b = _stems(a, one), _stems(b, two)
    return Substitution(tuple(dict.fromkeys(facts_a)), tuple(dict.fromkeys(facts_b)))


def _written(index: FactIndex, places: Sequence[int]) -> list[str]:
    return [index.written(place) for place in places if index.kinds[place] == FACT]


def _numbers(index: FactIndex, small: Sequence[tuple[int, int]], equal: bytes) -> tuple[int, int]:
    """How many figures of a text stand in small places, and how many are the same in the other."""
    among = _figures(index)
    exchanged = sum(stem in among for start, end in small for stem in index.stems[start:end])
    return exchanged, sum(equal[place] and index.stems[place] in among for place in index.positions)


def _kept(index: FactIndex, equal: bytes) -> int:
    """Different facts of a text that are the same in the other."""
    return len({index.stems[place] for place in index.positions if equal[place]})


def _part(some: int, others: int) -> float:
    return some / max(1, some + others)
