"""How certain is a statement? The words of a piece that take something back, or make a number less exact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from syndicheck.matching.counting import Counting
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.particles import bounds, hedges, negations, rough
from syndicheck.matching.said import DATED, NUMBER, Said

ARTICLES = frozenset(("a", "an"))
"""Words that may stand between a word that rounds and its number: about a hundred."""

_BEGINNINGS = ("", *"\n.!?:;\"'“”„«»‘’(–—")
"""Before a word that may begin a sentence."""


class Hedged:
    """The hedges of two texts."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        a, b = counting.a, counting.b
        self._unspaced = a.tokens.unspaced
        self._hedges = hedges(a.lang) | hedges(b.lang)
        self._rough = rough(a.lang) | rough(b.lang)
        self._bounds = {**bounds(a.lang), **bounds(b.lang)}
        self._negated = negations(a.lang).within | negations(b.lang).within

    def count(self, prepared: Prepared, start: int, end: int, words: str, said: Sequence[Said]) -> int:
        """How many hedges there are on one side of a piece, of which ``words`` are the wording and ``said`` is what is
        counted there.
        """
        hedged = self._hedged(words, _undated(prepared, start, end, said))
        return hedged + self._rounded(prepared, start, end)

    def bound(self, prepared: Prepared, start: int, end: int) -> set[str]:
        """Of the numbers behind words of a piece, whether these say that they are the least or the most there is."""
        keys, starts = prepared.tokens.keys, prepared.tokens.starts
        found: set[str] = set()
        if start >= end or not self._bounds:
            return found
        numbers = [said for said in self._counting.said(prepared).around(start, end) if said.kind == NUMBER]
        for number in numbers:
            place = bisect_left(starts, number.start)
            words = [words for words in self._bounds if tuple(keys[max(0, place - len(words)) : place]) == words]
            longest = max(words, key=len, default=())
            if longest and place - len(longest) < end and start < place:
                found.add(self._bounds[longest])
        return found

    def _hedged(self, words: str, keys: Sequence[str]) -> int:
        if self._unspaced:
            return sum(words.count(word) for word in self._hedges)
        return sum(
            key in self._hedges or any(key.replace(part, "") in self._hedges for part in self._negated) for key in keys
        )

    def _rounded(self, prepared: Prepared, start: int, end: int) -> int:
        """How many words of a piece make the number behind them less certain: about 5, up to a hundred."""
        keys, starts = prepared.tokens.keys, prepared.tokens.starts
        found = 0
        for words in self._rough if start < end else ():
            for place in range(max(0, start - len(words) + 1), end):
                behind = place + len(words)
                if tuple(keys[place:behind]) == words and behind < len(keys):
                    numbers = [said for said in self._counting.said(prepared).around(start, end) if said.kind == NUMBER]
                    ahead = starts[behind : behind + 2] if keys[behind] in ARTICLES else starts[behind : behind + 1]
                    found += any(said.start <= at < said.end for said in numbers for at in ahead)
        return found


def _undated(prepared: Prepared, start: int, end: int, said: Sequence[Said]) -> list[str]:
    """The tokens of a piece that are no parts of dates: 14 May is no *may*, nor is May where no sentence begins."""
    text, starts = prepared.text, prepared.tokens.starts
    dates = [one for one in said if one.kind in DATED and (not one.weak or _is_inside(text, one.start))]
    return [
        prepared.tokens.keys[place]
        for place in range(start, end)
        if not any(one.start <= starts[place] < one.end for one in dates)
    ]


def _is_inside(text: str, at: int) -> bool:
    """Whether a word with a capital stands within a sentence."""
    return text[at].isupper() and text[:at].rstrip(" \u00a0")[-1:] not in _BEGINNINGS
