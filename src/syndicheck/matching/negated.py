"""Is a statement turned round? Where the negations of two texts differ, and not only in their place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING

from syndicheck.matching.counterparts import Piece
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.particles import Negations, negations
from syndicheck.matching.pieces import SHIFTED
from syndicheck.model.changes import Change, ChangeKind
from syndicheck.model.spans import Span
from syndicheck.text import tokenise

if TYPE_CHECKING:
    from syndicheck.text import Tokens

NEGATED = 4
"""Equal signs beside a difference that may be of one word with it, where words are not set apart: 認め|なかっ|た."""


class Negated:
    """The negations of two texts."""

    def __init__(self, a: Prepared, b: Prepared) -> None:
        self._a, self._b = a, b
        self._no_a, self._no_b = negations(a.lang), negations(b.lang)

    def whole(self, piece: Piece) -> Piece:
        """The piece with what else belongs to the negation of which it has a part, where words are not set apart."""
        if not self._a.tokens.unspaced:
            return piece
        left, right = self._equal_beside(piece)
        if self._differ_in_negations(piece, 0, 0) or not self._differ_in_negations(piece, left, right):
            return piece
        sizes = sorted(product(range(left + 1), range(right + 1)), key=sum)
        more, behind = next(size for size in sizes if self._differ_in_negations(piece, *size))
        return Piece(piece.a - more, piece.a_end + behind, piece.b - more, piece.b_end + behind)

    def differ(self, piece: Piece) -> bool:
        """Whether one side of a piece says what the other one denies."""
        if self._a.tokens.unspaced:
            left, right = self._equal_beside(piece)
            return self._differ_in_negations(piece, left, right)
        keys_a, keys_b = self._a.tokens.keys[piece.a : piece.a_end], self._b.tokens.keys[piece.b : piece.b_end]
        return self._no_a.count(keys_a) != self._no_b.count(keys_b) or self._no_a.turned(keys_a, keys_b)

    def without_shifted(self, changes: Sequence[Change]) -> list[Change]:
        """Negations that only stand elsewhere in their clause (*will den Zuschuss nicht*, *will keinen Zuschuss*) are a
        matter of wording.
        """
        found = sorted(changes, key=lambda change: (change.a or change.b or Span(0, 0)).start)
        for at in range(len(found) - 1):
            one, two = found[at], found[at + 1]  # each as it was left by the pair before
            both = one.kind is two.kind is ChangeKind.NEGATION and self._near(one, two)
            if both and self._more(one) + self._more(two) == 0:
                for place, change in ((at, one), (at + 1, two)):
                    found[place] = Change(ChangeKind.WORDING, change.a, change.b, change.was, change.now)
        return found

    def _differ_in_negations(self, piece: Piece, left: int, right: int) -> bool:
        """Whether one side has more negations, with some tokens beside the piece."""
        here = "".join(self._a.tokens.keys[piece.a - left : piece.a_end + right])
        there = "".join(self._b.tokens.keys[piece.b - left : piece.b_end + right])
        return self._no_a.count_in(here) != self._no_b.count_in(there)

    def _equal_beside(self, piece: Piece) -> tuple[int, int]:
        """How many tokens before and behind a piece, with nothing between them, are the same in both texts."""
        a, b, left, right = self._a.tokens, self._b.tokens, 0, 0
        while left < min(NEGATED, piece.a, piece.b):
            i, j = piece.a - left - 1, piece.b - left - 1
            if a.keys[i] != b.keys[j] or not (_touch(a, i) and _touch(b, j)):
                break
            left += 1
        while right < min(NEGATED, len(a.keys) - piece.a_end, len(b.keys) - piece.b_end):
            i, j = piece.a_end + right, piece.b_end + right
            if a.keys[i] != b.keys[j] or not (_touch(a, i - 1) and _touch(b, j - 1)):
                break
            right += 1
        return left, right

    def _near(self, one: Change, two: Change) -> bool:
        for text, here, there in ((self._a.text, one.a, two.a), (self._b.text, one.b, two.b)):
            if here and there:
                between = text[here.end : there.start]
                return len(between.split()) <= SHIFTED and not any(end in between for end in ".!?;:\n")
        return False

    def _more(self, change: Change) -> int:
        """By how many negations the second text has more."""
        return self._count(self._no_b, change.now) - self._count(self._no_a, change.was)

    def _count(self, negation: Negations, words: str) -> int:
        if self._a.tokens.unspaced:
            return negation.count_in(words)
        return negation.count(tokenise(words).keys)


def _touch(tokens: Tokens, place: int) -> bool:
    """Whether nothing stands between a token and the next."""
    return 0 <= place < len(tokens.keys) - 1 and tokens.ends[place] == tokens.starts[place + 1]
