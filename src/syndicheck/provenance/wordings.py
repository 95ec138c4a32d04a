"""The texts of one story, and what wording they have in common.

Texts are compared by short runs of tokens (hashed), so that one changed word is told from another; equal bodies are
looked at once. From the runs follows how much of one text another has, how usual a wording is among the copies, and how
much of a text nobody else has. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.matching.runs import grams_of
from syndicheck.provenance.windows import Window
from syndicheck.text import Tokens

GRAM, GRAM_UNSPACED = 4, 8
"""Tokens of the runs by which texts are compared here: short, so that one changed word is told from another."""

MOST_COMPARISONS = 20_000
"""Pairs of different texts of which the runs are counted: beyond, the pool of parents shrinks, to the earliest."""

Key = tuple[str, int]
"""An article's key, and the number of one of its versions (from 1)."""


class Text(Struct, frozen=True, eq=False):
    """One version of one article as lineage sees it.

    ``tokens`` are those of its body, without marks. ``window`` says when it can have appeared. ``credits`` are the
    organisations whose text it says it is, ``own`` those that publish it themselves. ``notices`` are types of its
    marks. ``names`` are keys of articles of the story that it names as its source, ``links`` of one to which it links.
    ``after`` are keys of articles whose revised words it carries. ``conversions`` are its units in brackets: "(62
    miles)"; ``body`` is its text without marks.
    """

    key: str
    outlet: str
    lang: str
    title: str
    tokens: Tokens
    window: Window
    version: int = 1
    credits: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    notices: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    conversions: frozenset[str] = frozenset()
    body: str = ""

    @property
    def id(self) -> Key:
        """What tells it from every other text of the story."""
        return (self.key, self.version)

    @property
    def language(self) -> str:
        """Its language, without script and country."""
        return self.lang.partition("-")[0].lower()


class Share(NamedTuple):
    """What of a child is new to its parent, and what of the parent is lost in it (0…1); in how many places something
    was added or exchanged, and in how many more taken out.
    """

    new: float
    lost: float
    added: int
    taken: int


class Wordings:
    """Texts, in the order of time, grouped by their bodies; a body has the number of its first text.

    ``body_of`` gives a text's body, ``bodies`` a body's texts, ``grams`` its runs, ``support`` in how many bodies a run
    stands, ``pool`` the bodies that are compared with others.
    """

    def __init__(self, ordered: Sequence[Text]) -> None:
        self.texts = ordered
        self.by_id = {text.id: text for text in ordered}
        self.rank = {text.id: n for n, text in enumerate(ordered)}
        self.body_of: dict[Key, int] = {}
        self.bodies: list[list[Text]] = []
        self.titled: dict[tuple[int, str], list[Text]] = {}
        self.grams: list[frozenset[int]] = []
        self.support: Counter[int] = Counter()
        self.languages: list[str] = []
        self._ordered: list[Sequence[int]] = []
        self._shared: dict[tuple[int, int], int] = {}
        self._usual: dict[tuple[int, int], float] = {}
        self._covered: dict[int, float] = {}
        self._remote: dict[int, float] = {}
        self._apart: dict[tuple[int, int], int] = {}
        self._shared_once: dict[int, frozenset[int]] = {}
        self._group()
        pool = max(20, min(200, MOST_COMPARISONS // max(1, len(self.bodies))))
        # bodies are numbered in the order of time; the largest are kept too, for a first text may be undated
        largest = sorted(range(len(self.bodies)), key=lambda n: (-len(self.grams[n]), n))[: pool // 4]
        self.pool = sorted({*range(min(pool, len(self.bodies))), *largest})

    def _group(self) -> None:
        """Equal bodies are looked at once."""
        numbers: dict[tuple[str, tuple[str, ...]], int] = {}
        for text in self.texts:
            language = text.language
            body = (language, tuple(text.tokens.keys))
            if body not in numbers:
                numbers[body] = len(self.bodies)
                self.bodies.append([])
                self.languages.append(language)
                self._ordered.append(_grams(text.tokens))
                self.grams.append(frozenset(self._ordered[-1]))
            self.body_of[text.id] = numbers[body]
            self.bodies[numbers[body]].append(text)
            self.titled.setdefault((numbers[body], text.title), []).append(text)
        for grams in self.grams:
            self.support.update(grams)

    def language(self, body: int) -> str:
        """That of a body's texts."""
        return self.languages[body]

    def shared(self, one: int, other: int) -> int:
        """How many runs two bodies have in common; asked again and again, either way round."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._shared:
            self._shared[pair] = len(self.grams[one] & self.grams[other])
        return self._shared[pair]

    def share(self, child: int, parent: int) -> Share:
        """What the child has and lacks of the parent, both bodies."""
        if child == parent:
            return Share(0.0, 0.0, 0, 0)
        own, other = self.grams[child], self.grams[parent]
        shared = self.shared(child, parent)
        added, lost = self._places_apart(child, parent), self._places_apart(parent, child)
        return Share(
            1 - shared / len(own) if own else 1.0,
            1 - shared / len(other) if other else 1.0,
            added,
            max(0, lost - added),
        )

    def _places_apart(self, one: int, other: int) -> int:
        """In how many places a text has something that another has not; asked for each way they may be related."""
        if (one, other) not in self._apart:
            some = self.shared(one, other) < len(self.grams[one])
            self._apart[one, other] = _places(self._ordered[one], self.grams[other]) if some else 0
        return self._apart[one, other]

    def only_these(self, one: int, other: int) -> int:
        """How many runs two texts have that no third has."""
        return len(self._of_two(one) & self._of_two(other))

    def _of_two(self, body: int) -> frozenset[int]:
        """What of a text exactly one other has too."""
        if body not in self._shared_once:
            grams = self.grams[body]
            self._shared_once[body] = frozenset(compress(grams, map((2).__eq__, self._supports(grams))))
        return self._shared_once[body]

    def more_common(self, one: int, other: int) -> float:
        """How much more usual in the story the one's own wording is than the other's, 0…1."""
        more = self._usual_apart(one, other) - self._usual_apart(other, one)
        return max(0.0, more) / max(1, len(self.bodies) - 1)

    def _usual_apart(self, one: int, other: int) -> float:
        """In how many further bodies that of the one stands which the other has not, on average."""
        if (one, other) not in self._usual:
            apart = self.grams[one] - self.grams[other]
            self._usual[one, other] = (sum(self._supports(apart)) - len(apart)) / len(apart) if apart else 0.0
        return self._usual[one, other]

    def _supports(self, grams: frozenset[int]) -> Iterator[int]:
        """In how many bodies each run stands."""
        return map(self.support.__getitem__, grams)

    def remote(self, body: int) -> float:
        """How far a text is from what the story's texts have in common, 0…1: what of theirs it lacks, what of its own
        few others have.
        """
        if body not in self._remote:
            grams = self.grams[body]
            others = max(1, len(self.bodies) - 1)
            usual = (sum(self._supports(grams)) - len(grams)) / (len(grams) * others) if grams else 0.0
            self._remote[body] = (1 - self.covered(body) + 1 - usual) / 2
        return self._remote[body]

    def private(self, body: int) -> float:
        """The part of a text that no other has, 0…1."""
        if len(self.bodies) < 3 or not self.grams[body]:
            return 0.0
        return sum(map((1).__eq__, self._supports(self.grams[body]))) / len(self.grams[body])

    def covered(self, body: int) -> float:
        """How much of the other texts' wording a text has, 0…1."""
        if body not in self._covered:
            self._covered[body] = self._cover(body)
        return self._covered[body]

    def _cover(self, body: int) -> float:
        others = [n for n in self.pool if n != body and self.language(n) == self.language(body) and self.grams[n]]
        if not others:
            return 1.0
        return sum(self.shared(body, n) / len(self.grams[n]) for n in others) / len(others)


def _grams(tokens: Tokens) -> Sequence[int]:
    size = GRAM_UNSPACED if tokens.unspaced else GRAM
    return grams_of(tokens.keys, min(size, max(1, len(tokens.keys))))


_LONG_COMMON = expression(b"\x01{%d,}" % (GRAM + 1))


def _places(ordered: Sequence[int], other: frozenset[int]) -> int:
    """In how many places a text has something that another has not. Fewer runs than a word has are a joint only, where
    something of the other is missing; as few that both have, a common phrase, do not divide a place.
    """
    shared = bytes(map(other.__contains__, ordered))
    return sum(stretch.count(0) >= GRAM for stretch in _LONG_COMMON.split(shared))
