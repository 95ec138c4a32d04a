"""Many words looked for in one pass over a text (Aho and Corasick, "Efficient string matching", CACM 1975)."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from syndicheck.expressions import expression

_HALVES = expression("[\ud800-\udfff]")
"""Halves of surrogate pairs: no reader lets them pass, but a text that a program hands over may have them, and the
automaton, which reads UTF-8, refuses it.
"""


class Automaton:
    """Words, none of them empty, ready to be looked for together."""

    def __init__(self, words: Sequence[str], *, longest: bool = False) -> None:
        """``longest``: of words that begin at one place only the longest is found, and nothing within it."""
        kind = MatchKind.LeftmostLongest if longest else MatchKind.Standard
        self._automaton = AhoCorasick(words, matchkind=kind)
        self._overlapping = not longest

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """The number of each word that is found, with where it starts and ends, in the order of their ends."""
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=self._overlapping)
        except UnicodeEncodeError:
            text = _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)
            return self._automaton.find_matches_as_indexes(text, overlapping=self._overlapping)
