"""How rare is an anchor in a language? Frozen statistics of a collection, from which the weights of anchors come: what
every text of a language has (or every text of a collection that repeats a notice) says nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct, field
from msgspec.json import decode

from syndicheck.data import table

FEW_TEXTS = 28
"""The texts that most languages of the package's statistics have; a language without any is taken to have so many."""


class Background(Struct):
    """How many texts of each language hold an anchor. Frozen while texts are compared."""

    texts: Counter[str] = field(default_factory=Counter)
    holding: dict[str, Counter[str]] = field(default_factory=dict)
    _weights: dict[str, dict[str, float]] = field(default_factory=dict)
    _squares: dict[str, dict[str, float]] = field(default_factory=dict)
    _shares: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, Iterable[str]]]) -> Background:
        """Count anchors: (language, distinct keys) of every text."""
        background = cls()
        for language, keys in texts:
            background.texts[language] += 1
            background.holding.setdefault(language, Counter()).update(keys)
        return background

    def weight(self, language: str, key: str) -> float:
        """Inverse document frequency in a language; smoothed so that a language with few texts stays moderate. One of
        which nothing is known is taken to hold an anchor as often as the others do on average.
        """
        if total := self.texts[language]:
            held = float(self.holding[language][key]) if language in self.holding else 0.0
        elif shares := self._in_others():
            total, held = FEW_TEXTS, FEW_TEXTS * shares.get(key, 0.0)
        else:
            return 0.5
        return math.log((total + 12) / (held + 1)) / math.log(13 + total)

    def _in_others(self) -> Mapping[str, float]:
        """The share of the texts that hold an anchor, on average over the languages."""
        if not self._shares:
            for language in sorted(language for language, total in self.texts.items() if total):
                for key, held in self.holding.get(language, {}).items():
                    share = held / self.texts[language] / len(self.texts)
                    self._shares[key] = self._shares.get(key, 0.0) + share
        return self._shares

    def weights(self, language: str, keys: Iterable[str]) -> dict[str, float]:
        """The weights of many anchors."""
        known, rest = self.known_weights(language)
        return {key: known.get(key, rest) for key in keys}

    def known_weights(self, language: str) -> tuple[Mapping[str, float], float]:
        """The weights of the anchors that the background knows, worked out once, and that of all others."""
        own = language if self.texts[language] else ""
        known = self._weights.get(own)
        if known is None:
            keys = self.holding.get(own, ()) if own else self._in_others()
            known = self._weights[own] = {key: self.weight(own, key) for key in keys}
        return known, self.weight(own, "")

    def known_squares(self, language: str) -> tuple[Mapping[str, float], float]:
        """The same, squared, and nothing for what weighs less than nothing: what an anchor counts in a text."""
        known, rest = self.known_weights(language)
        own = language if self.texts[language] else ""
        squares = self._squares.get(own)
        if squares is None:
            squares = self._squares[own] = {key: max(0.0, weight) ** 2 for key, weight in known.items()}
        return squares, max(0.0, rest) ** 2


@cache
def standing_background() -> Background:
    """Statistics of the package, for comparing two texts without a collection: what is common in a language."""
    background = Background()
    for language, row in decode(table("translation_background.json"))["languages"].items():
        background.texts[language] = row["texts"]
        background.holding[language] = Counter(row["holding"])
    return background
