"""Facts in the words of one language: numbers and names, and where two texts put different ones in the same place.

A *fact* is a token with a digit, or one that is written with a capital where no sentence begins. Scripts without
capitals have numbers only. German writes every noun so; that makes facts cheap there, never wrong, because both
rules below ask for a word that the *other* text does not have at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from syndicheck.matching.layout import Slot

if TYPE_CHECKING:
    from syndicheck.text import Tokens

_SENTENCE_ENDS = frozenset('.!?:;\n\r"“”„«»‹›。！？…•*|/')

SHOWN = 12
"""Substitutions listed in a reason."""


@dataclass(frozen=True, slots=True)
class Substitution:
    """Facts of the one text that stand where the other has different ones."""

    a: tuple[str, ...]
    b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """How the facts of two texts differ where they are not copied. Each count is that of the side that has fewer.

    ``substitutions`` are the slots that are filled with facts of their own on both sides. ``recurring`` counts the own
    facts that fill a slot and come back elsewhere: a form names its subject again and again, and both forms do.
    ``repeated`` is the number of substitutions that have one and the same own fact in them. ``figures`` is the part of
    all numbers of a text (0…1) that the other does not have.
    """

    substitutions: tuple[Substitution, ...] = ()
    recurring: int = 0
    repeated: int = 0
    figures: float = 0.0


def is_fact(text: str, tokens: Tokens, index: int) -> bool:
    """Whether a token is a number or, not at the beginning of a sentence, capitalised."""
    word = text[tokens.starts[index] : tokens.ends[index]]
    if any(character.isdigit() for character in word):
        return True
    if len(word) < 2 or not word[0].isupper() or not index:
        return False
    return _SENTENCE_ENDS.isdisjoint(text[tokens.ends[index - 1] : tokens.starts[index]])


def facts(text: str, tokens: Tokens, positions: Iterable[int]) -> set[str]:
    """The keys of the facts among the tokens at ``positions``."""
    return {tokens.keys[index] for index in positions if is_fact(text, tokens, index)}


def contrast(
    texts: tuple[str, str],
    tokens: tuple[Tokens, Tokens],
    covered: tuple[Sequence[int], Sequence[int]],
    slots: Sequence[Slot],
) -> Contrast:
    """Compare the facts of two texts outside of what they share. ``covered`` says for each token whether it lies in a
    run of equal ones.
    """
    stems = (_stems(tokens[0].keys), _stems(tokens[1].keys))
    own_a = _own(texts[0], tokens[0], covered[0], stems[1])
    own_b = _own(texts[1], tokens[1], covered[1], stems[0])
    substitutions = []
    for slot in slots:
        if slot.short:
            here = [own_a[i].key for i in range(slot.a, slot.a_end) if i in own_a]
            there = [own_b[i].key for i in range(slot.b, slot.b_end) if i in own_b]
            if here and there:
                substitutions.append(Substitution(tuple(dict.fromkeys(here)), tuple(dict.fromkeys(there))))
    if not substitutions:
        return Contrast()
    in_slots_a = {i for slot in slots if slot.short for i in range(slot.a, slot.a_end)}
    in_slots_b = {i for slot in slots if slot.short for i in range(slot.b, slot.b_end)}
    return Contrast(
        substitutions=tuple(substitutions),
        recurring=min(_recurring(own_a, in_slots_a), _recurring(own_b, in_slots_b)),
        repeated=min(_most_frequent(s.a for s in substitutions), _most_frequent(s.b for s in substitutions)),
        figures=min(_missing_numbers(*stems), _missing_numbers(*stems[::-1])),
    )


def _most_frequent(fillings: Iterable[tuple[str, ...]]) -> int:
    return max(Counter(key for filling in fillings for key in filling).values(), default=0)


def _missing_numbers(stems: frozenset[str], others: frozenset[str]) -> float:
    numbers = {stem for stem in stems if stem.isdigit()}
    return len(numbers - others) / len(numbers) if numbers else 0.0


class _Own(NamedTuple):
    """A fact that the other text has nowhere: its stem, the uncovered stretch it stands in, and whether something
    copied stands both before and behind it.
    """

    key: str
    stretch: int
    enclosed: bool


def _stem(key: str) -> str:
    """A name without its genitive: the other text may have lost its apostrophes."""
    return key.partition("'")[0]


def _stems(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_stem, keys))


def _own(text: str, tokens: Tokens, covered: Sequence[int], others: frozenset[str]) -> dict[int, _Own]:
    """The own facts of a text by position."""
    own: dict[int, _Own] = {}
    copied, all_copied = 0, sum(covered)
    for index, key in enumerate(tokens.keys):
        if covered[index]:
            copied += 1
        elif _stem(key) not in others and is_fact(text, tokens, index):
            own[index] = _Own(_stem(key), copied, 0 < copied < all_copied)
    return own


def _recurring(own: dict[int, _Own], in_slots: set[int]) -> int:
    """How many own facts fill a slot and come back in another place, at least once amid the copied text (a fact of a
    foreign beginning may well come back at the foreign end).
    """
    places: dict[str, set[int]] = {}
    enclosed: set[str] = set()
    for fact in own.values():
        places.setdefault(fact.key, set()).add(fact.stretch)
        if fact.enclosed:
            enclosed.add(fact.key)
    fillings = {own[index].key for index in own if index in in_slots}
    return sum(len(places[key]) > 1 for key in fillings & enclosed)
