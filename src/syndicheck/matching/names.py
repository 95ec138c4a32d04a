"""Which words of a piece are names, and do they stand in the same order? Told by capitals; some scripts have none."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from syndicheck.matching.counterparts import Piece
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.facts import FACT, NOUN
from syndicheck.matching.fillings import abbreviates
from syndicheck.matching.particles import joints
from syndicheck.text import sentences

SHORTEST_NAME = 5
"""Letters of a sentence's first word that may begin a name; shorter ones are articles and prepositions."""


class Names:
    """The names in two texts."""

    def __init__(self, a: Prepared, b: Prepared) -> None:
        self._a, self._b = a, b
        self._joints = joints(a.lang) | joints(b.lang)

    def among(self, prepared: Prepared, places: Sequence[int]) -> Iterator[int]:
        """Which of some tokens of one of the two are names, or parts of one."""
        facts = prepared.facts
        for i in places:
            is_name = (
                facts.kinds[i] == FACT
                or _begins_a_name(prepared, i)
                or _is_acronym(prepared, i)
                or _is_among_names(prepared, i)
                or self._follows_a_title(prepared, i)
            )
            if is_name and not facts.stems[i].isdigit():
                yield i

    def differ(
        self, names_a: Sequence[int], names_b: Sequence[int], rest_a: Sequence[int], rest_b: Sequence[int]
    ) -> bool:
        """Whether these are other names, and not the same with some words abbreviated: Sen. and Senator. ``rest_a`` and
        ``rest_b`` are all words among which they stand.
        """
        stems_a, stems_b = self._a.facts.stems, self._b.facts.stems
        named_a, named_b = Counter(stems_a[i] for i in names_a), Counter(stems_b[j] for j in names_b)
        if named_a == named_b:
            return False
        pointed = {stems_a[i] for i in rest_a if _has_point(self._a, i)}
        pointed |= {stems_b[j] for j in rest_b if _has_point(self._b, j)}
        if not pointed:
            return True
        words_a, words_b = {stems_a[i] for i in rest_a}, {stems_b[j] for j in rest_b}
        return any(
            not any(_abbreviates(one, other, pointed) for other in others)
            for names, others in ((named_a - named_b, words_b), (named_b - named_a, words_a))
            for one in names
        )

    def are_exchanged(self, names_a: Sequence[int], names_b: Sequence[int], piece: Piece) -> bool:
        """Whether the same names stand in another order beside the same words: who accused whom. In a list they may."""
        order_a, order_b = (
            [side.facts.stems[i] for i in names] for side, names in ((self._a, names_a), (self._b, names_b))
        )
        if order_a == order_b or Counter(order_a) != Counter(order_b):
            return False
        beside = [key for i, key in enumerate(self._a.tokens.keys[piece.a : piece.a_end], piece.a) if i not in names_a]
        others = [key for j, key in enumerate(self._b.tokens.keys[piece.b : piece.b_end], piece.b) if j not in names_b]
        return beside == others and not self._joints.issuperset(beside)

    def _follows_a_title(self, prepared: Prepared, place: int) -> bool:
        """Whether a word with a capital stands behind an abbreviation, where no sentence begins: Sgt. John Miller."""
        start = prepared.tokens.starts[place]
        if not (
            prepared.text[start].isupper() and place and "." in prepared.text[prepared.tokens.ends[place - 1] : start]
        ):
            return False
        return start not in (self._begin_a if prepared is self._a else self._begin_b)

    @cached_property
    def _begin_a(self) -> frozenset[int]:
        """Where the sentences of the first text begin."""
        return _beginnings(self._a)

    @cached_property
    def _begin_b(self) -> frozenset[int]:
        return _beginnings(self._b)


def _has_point(prepared: Prepared, place: int) -> bool:
    """Whether a point stands behind a token, as behind an abbreviation."""
    return prepared.text.startswith(".", prepared.tokens.ends[place])


def _abbreviates(one: str, other: str, pointed: Set[str]) -> bool:
    """Whether the shorter of two words has a point behind it and abbreviates the other; initials tell no name."""
    short = min(one, other, key=len)
    return len(short) > 1 and short in pointed and abbreviates(one, other)


def _begins_a_name(prepared: Prepared, place: int) -> bool:
    """Whether the first word of a sentence, where a capital says nothing, is the beginning of a name of several."""
    tokens, kinds = prepared.tokens, prepared.facts.kinds
    return (
        place + 1 < len(kinds)
        and kinds[place + 1] == FACT
        and len(tokens.keys[place]) >= SHORTEST_NAME
        and prepared.text[tokens.starts[place]].isupper()
        and prepared.text[tokens.starts[place + 1]].isupper()
        and _adjoin(prepared, place)
    )


def _is_acronym(prepared: Prepared, place: int) -> bool:
    """Whether a word is written in capitals, and its neighbours are not: NATO, but no word of a shouted heading."""
    tokens = prepared.tokens

    def shouted(at: int) -> bool:
        if not 0 <= at < len(tokens.keys):
            return False
        word = prepared.text[tokens.starts[at] : tokens.ends[at]]
        return len(word) > 1 and word.isalpha() and word.isupper()

    return shouted(place) and not (shouted(place - 1) or shouted(place + 1))


def _is_among_names(prepared: Prepared, place: int) -> bool:
    """Whether a word stands beside another one with a capital, in a language that gives one to every noun: two nouns do
    not follow each other, but the parts of a name do. Of three the first is what somebody is.
    """
    kinds = prepared.facts.kinds
    if kinds[place] != NOUN:
        return False
    behind = place + 1 < len(kinds) and kinds[place + 1] == NOUN and _adjoin(prepared, place)
    ahead = place > 0 and kinds[place - 1] == NOUN and _adjoin(prepared, place - 1)
    third = behind and place + 2 < len(kinds) and kinds[place + 2] == NOUN and _adjoin(prepared, place + 1)
    return ahead or (behind and not third)


def _adjoin(prepared: Prepared, place: int) -> bool:
    """Whether only blanks stand between a token and the next."""
    return not prepared.text[prepared.tokens.ends[place] : prepared.tokens.starts[place + 1]].strip()


def _beginnings(prepared: Prepared) -> frozenset[int]:
    """Where the first word of each sentence stands."""
    starts = prepared.tokens.starts
    found = (bisect_left(starts, sentence.start) for sentence in sentences(prepared.text, prepared.lang))
    return frozenset(starts[at] for at in found if at < len(starts))
