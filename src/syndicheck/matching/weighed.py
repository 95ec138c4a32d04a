"""A text as texts in other languages are compared with it: its anchors, where they stand, and what each weighs."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from sys import intern

from msgspec import Struct

from syndicheck.fingerprint.anchors import Anchor
from syndicheck.language import primary
from syndicheck.matching import pivots
from syndicheck.matching.background import Background

_DENSITY = {"zh": 0.33, "ja": 0.42, "ko": 0.5, "he": 0.8, "ar": 0.85, "th": 0.95, "ur": 0.95}
"""Characters that say what one character of English says: lengths and places are compared in English ones."""

PLACES = 8
"""Places of one anchor that are compared."""

_SHARES = [[part / whole if whole else 0.0 for whole in range(PLACES + 1)] for part in range(PLACES + 1)]
"""So many of so many, as one object for all texts."""


class AnchoredText(Struct, frozen=True, eq=False):
    """A text as the comparison needs it. Many are held at a time, so that one is a few arrays and no object an anchor.

    ``numbers`` counts its distinct anchors from 0 on; ``weights`` and ``late`` (the share of an anchor's places that is
    in the second half) are by that number. Anchor ``n`` stands at ``text[starts[i]:ends[i]]`` for ``i`` from
    ``firsts[n]`` to before ``firsts[n + 1]``; ``ends`` may be missing (:attr:`whole`). ``places`` are the starts in
    characters of English, and so is ``length``. ``norms`` and ``sums`` of the weights are by kind; ``early`` is the
    weight of what stands in the first half. ``words``: its pivot words, where there is a dictionary.
    """

    language: str
    length: float
    numbers: Mapping[str, int]
    weights: tuple[float, ...]
    late: tuple[float, ...]
    firsts: array[int]
    starts: array[int]
    ends: array[int]
    places: array[float]
    norms: Mapping[str, float]
    sums: Mapping[str, float]
    early: float
    words: pivots.Words | None = None

    @property
    def whole(self) -> bool:
        """Whether it is known where its anchors end: not of a text that was kept in few bytes."""
        return len(self.ends) == len(self.starts)

    def first_places(self) -> dict[str, int]:
        """Of each anchor the character of the text at which it stands first."""
        starts = self.starts
        return {key: starts[first] for key, first in zip(self.numbers, self.firsts, strict=False)}

    def places_of(self, number: int) -> array[float]:
        """Where an anchor stands, in characters of English; the first few times it does."""
        first = self.firsts[number]
        return self.places[first : min(self.firsts[number + 1], first + PLACES)]

    def spans(self, key: str) -> tuple[tuple[int, int], ...]:
        """Where an anchor stands in the text."""
        number = self.numbers[key]
        kept = slice(self.firsts[number], self.firsts[number + 1])
        return tuple(zip(self.starts[kept], self.ends[kept], strict=True))


def density(code: str) -> float:
    """Characters of a language (its :func:`primary` code) that say what one character of English says."""
    return _DENSITY.get(code.split("-")[0], 1.0)


def kind_of(key: str) -> str:
    """The kind that an anchor counts with: identifiers count with the acronyms."""
    return "A" if key[0] == "I" else key[0]


def repeated(count: int) -> float:
    """How much more an anchor says that stands so often in a text."""
    return 1 + math.log(count)


def anchored(anchors: Iterable[Anchor], language: str | None, length: int, background: Background) -> AnchoredText:
    """Weigh the anchors of a text of ``length`` characters. Pivot words may be among them, and are kept apart."""
    spans: dict[str, list[tuple[int, int]]] = {}
    words: list[Anchor] = []
    for anchor in anchors:
        start, end, key = anchor
        if key[0] == pivots.KIND:
            words.append(anchor)
        elif key in spans:
            spans[key].append((start, end))
        else:
            spans[key] = [(start, end)]
    starts, ends = [], []
    firsts = [0]
    for where in spans.values():
        for start, end in where:
            starts.append(start)
            ends.append(end)
        firsts.append(len(starts))
    code = primary(language)
    size = max(1.0, length / density(code))
    kept_words = pivots.weighed(words, length) if words else None
    return weighed(code, size, list(map(intern, spans)), starts, firsts, background, ends, kept_words)


def weighed(
    code: str,
    length: float,
    keys: Sequence[str],
    starts: Sequence[int],
    firsts: Sequence[int],
    background: Background,
    ends: Sequence[int] = (),
    words: pivots.Words | None = None,
) -> AnchoredText:
    """The text whose distinct anchors are ``keys``; the other lists, and what they mean, as in :class:`AnchoredText`.
    ``code`` is its :func:`primary` language.
    """
    dense = density(code)
    middle = length / 2
    places = array("d", [start / dense for start in starts])
    known, rest = background.known_squares(code)
    weights = [known.get(key, rest) for key in keys]
    late = [1.0 if places[first] >= middle else 0.0 for first in firsts[:-1]]
    if len(starts) > len(keys):
        for number, (first, last) in enumerate(pairwise(firsts)):
            if last - first > 1:
                weights[number] *= repeated(last - first)
                kept = places[first : min(last, first + PLACES)]
                late[number] = _SHARES[sum([place >= middle for place in kept])][len(kept)]
    squares: defaultdict[str, float] = defaultdict(float)
    sums: defaultdict[str, float] = defaultdict(float)
    for key, weight in zip(keys, weights, strict=True):
        kind = key[0] if key[0] != "I" else "A"  # kind_of, without the call
        squares[kind] += weight * weight
        sums[kind] += weight
    return AnchoredText(
        code,
        length,
        {key: number for number, key in enumerate(keys)},
        tuple(weights),
        tuple(late),
        array("I", firsts),
        array("I", starts),
        array("I", ends),
        places,
        {kind: math.sqrt(value) for kind, value in squares.items()},
        dict(sums),
        sum([weight * (1 - share) for weight, share in zip(weights, late, strict=True)]),
        words,
    )


def shared_keys(left: AnchoredText, right: AnchoredText) -> list[str]:
    """The anchors that both have, in the order of the text with fewer."""
    few, many = (right, left) if len(left.numbers) > len(right.numbers) else (left, right)
    return list(filter(many.numbers.__contains__, few.numbers))
