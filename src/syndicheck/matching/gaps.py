"""Where two texts differ, word by word: the gaps between what they say alike, in one order.

Copied runs are eight words long and more. Between two of them a sentence may stand in which three figures are others:
one slot of the layout, but three places. So a slot whose two sides are mostly the same words is aligned again, and
what is left are the places that really differ. A copy that was edited differs in small places, and has paragraphs more
or less than the other; two texts that only share sentences say different things in the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from syndicheck.matching.layout import Layout

if TYPE_CHECKING:
    from syndicheck.text import Tokens

ALIGNED = 400
"""Tokens of a slot above which it is not aligned again: it is a part of its own."""

MOSTLY = 0.5
"""Part of the longer side of a slot that must stand in the other, in one order, for both to be the same sentence."""

A_CLAUSE = 8
"""Tokens above which what only one text has is more than a phrase: a sentence, or a paragraph."""

AN_EDIT = 4
"""Tokens that an editor exchanges without further ado: a date, a name, a figure with its unit."""

OWN_LINE = 20
"""Tokens at either end of a text that say nothing against it: the outlet's own headline, its own last line."""


class Gap(Struct, frozen=True):
    """Tokens ``[a, a_end)`` stand where the other text has ``[b, b_end)``; one of the two may be empty.

    ``inner`` is false before the first copied run and behind the last one, where texts have headlines and endings of
    their own.
    """

    a: int
    a_end: int
    b: int
    b_end: int
    inner: bool

    @property
    def exchanged(self) -> bool:
        """Whether both texts say something here."""
        return self.a < self.a_end and self.b < self.b_end

    @property
    def least(self) -> int:
        """Tokens of the shorter side."""
        return min(self.a_end - self.a, self.b_end - self.b)

    @property
    def most(self) -> int:
        """Tokens of the longer side."""
        return max(self.a_end - self.a, self.b_end - self.b)


class Gaps(Struct, frozen=True, eq=False):
    """All gaps of two texts, in order; ``equal`` says for each token of either whether it is the same in the other."""

    each: tuple[Gap, ...]
    equal: tuple[bytes, bytes]

    @property
    def fewest(self) -> int:
        """Equal tokens, of the text that has fewer."""
        return min(mask.count(1) for mask in self.equal)

    @property
    def alike(self) -> float:
        """The part of either text that is equal, of the one where that is less."""
        return min(mask.count(1) / max(1, len(mask)) for mask in self.equal)

    @property
    def apart(self) -> float:
        """Of what both texts say at one place, the part that is something else altogether (0…1).

        What only one of them says there, a paragraph left out or put in, is no contradiction.
        """
        return self._part(False)

    @property
    def edited(self) -> float:
        """Of what both texts say at one place, the part that are single words exchanged (0…1)."""
        return self._part(True)

    def _part(self, small: bool) -> float:
        edits = others = 0
        for gap in self.each:
            if gap.exchanged:
                if gap.most <= AN_EDIT:
                    edits += gap.most
                else:
                    others += gap.most if gap.inner else max(0, gap.least - OWN_LINE)
        return (edits if small else others) / max(1, edits + others + self.fewest)


def find_gaps(layout: Layout, covered: tuple[bytes, bytes], a: tuple[str, Tokens], b: tuple[str, Tokens]) -> Gaps:
    """The gaps of two texts with this layout; ``covered`` says for each token whether it lies in a run of equal ones.

    ``a`` and ``b`` are the texts with the tokens of their bodies.
    """
    last = layout.chain[-1]
    slots = [Gap(slot.a, slot.a_end, slot.b, slot.b_end, not slot.head) for slot in layout.slots]
    slots += _one_sided(layout)
    slots.append(Gap(last.a_end, len(a[1].keys), last.b_end, len(b[1].keys), inner=False))
    equal = bytearray(covered[0]), bytearray(covered[1])
    found: list[Gap] = []
    for slot in sorted(slots, key=lambda gap: (gap.a, gap.b)):
        found += _aligned(slot, equal, a, b)
    return Gaps(tuple(found), (bytes(equal[0]), bytes(equal[1])))


def _one_sided(layout: Layout) -> list[Gap]:
    """Text between two runs of the chain that follow each other at once in the other text."""
    return [
        Gap(before.a_end, max(before.a_end, run.a), before.b_end, max(before.b_end, run.b), inner=True)
        for before, run in pairwise(layout.chain)
        if (before.a_end < run.a) != (before.b_end < run.b)
    ]


def _aligned(slot: Gap, equal: tuple[bytearray, bytearray], a: tuple[str, Tokens], b: tuple[str, Tokens]) -> list[Gap]:
    """A slot as the gaps that it consists of; marks what is equal in it."""
    if not slot.exchanged:
        return [slot] if slot.most else []
    here, there = a[1].keys[slot.a : slot.a_end], b[1].keys[slot.b : slot.b_end]
    if slot.most > ALIGNED or (slot.least > A_CLAUSE and _unlike(here, there)):
        return [slot]
    pieces = [(slot.a + i, slot.b + j, size) for i, j, size in in_order(here, there)]
    found: list[Gap] = []
    at_a, at_b = slot.a, slot.b
    for i, j, size in (*pieces, (slot.a_end, slot.b_end, 0)):
        if at_a < i or at_b < j:
            found += _divided(Gap(at_a, i, at_b, j, slot.inner), a, b)
        at_a, at_b = i + size, j + size
    # a paragraph that was left out or put in may stand beside a sentence in which a word was exchanged
    if sum(size for _, _, size in pieces) < MOSTLY * slot.most and any(
        gap.most > A_CLAUSE and not _one_sided_paragraph(gap, a, b) for gap in found
    ):
        return [slot]
    for i, j, size in pieces:
        equal[0][i : i + size] = equal[1][j : j + size] = b"\x01" * size
    return found


def _unlike(here: Sequence[str], there: Sequence[str]) -> bool:
    """Whether most words of the shorter of two lists are not in the other at all: no order can help them."""
    short, long = sorted((here, there), key=len)
    return sum(map(set(long).__contains__, short)) < MOSTLY * len(short)


def _divided(gap: Gap, a: tuple[str, Tokens], b: tuple[str, Tokens]) -> list[Gap]:
    """A gap; or, where one side is an edit and the other a paragraph beside an edit, each for itself."""
    if not 0 < gap.least <= AN_EDIT or gap.most <= A_CLAUSE:
        return [gap]
    in_a = gap.a_end - gap.a == gap.most
    (text, tokens), start, end = (a, gap.a, gap.a_end) if in_a else (b, gap.b, gap.b_end)
    breaks = [place for place in range(start, end + 1) if _breaks(text, tokens, place)]
    if len(breaks) < 2 or (breaks[0] - start) + (end - breaks[-1]) > AN_EDIT:
        return [gap]
    first, last = breaks[0], breaks[-1]
    # the words of the shorter side stand for those before the paragraph, if there are some, else for those behind it
    before = first > start
    if in_a:
        middle = gap.b_end if before else gap.b
        parts = [(gap.a, first, gap.b, middle), (first, last, middle, middle), (last, gap.a_end, middle, gap.b_end)]
    else:
        middle = gap.a_end if before else gap.a
        parts = [(gap.a, middle, gap.b, first), (middle, middle, first, last), (middle, gap.a_end, last, gap.b_end)]
    return [Gap(*part, inner=gap.inner) for part in parts if part[0] < part[1] or part[2] < part[3]]


def _one_sided_paragraph(gap: Gap, a: tuple[str, Tokens], b: tuple[str, Tokens]) -> bool:
    """Whether a gap is a whole paragraph, or several, that only one of the texts has. The first words may belong to the
    next one: it may begin with the same.
    """
    if gap.exchanged:
        return False
    (text, tokens), start, end = (a, gap.a, gap.a_end) if gap.a < gap.a_end else (b, gap.b, gap.b_end)
    return all(
        any(_breaks(text, tokens, place) for place in range(near - AN_EDIT, near + AN_EDIT + 1))
        for near in (start, end)
    )


def _breaks(text: str, tokens: Tokens, place: int) -> bool:
    """Whether a paragraph begins with a token, or the text is at its end."""
    if not 0 < place < len(tokens.keys):
        return place in (0, len(tokens.keys))
    return "\n" in text[tokens.ends[place - 1] : tokens.starts[place]]


def in_order(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """A longest common subsequence of two short lists as pieces ``(place in a, place in b, length)``.

    By the method of bits (Hyyrö 2004), with the rows kept to find the way back. Always by this very code: where several
    subsequences are equally long, the choice must not depend on what happens to be loaded.
    """
    places: dict[str, int] = {}
    for place, key in enumerate(a):
        places[key] = places.get(key, 0) | 1 << place
    every = left = (1 << len(a)) - 1
    rows: list[int] = []
    for key in b:
        met = left & places.get(key, 0)
        left = (left + met | left - met) & every
        rows.append(left)
    found: list[tuple[int, int, int]] = []
    i, j = len(a), len(b)
    while i and j:
        bit = 1 << i - 1
        if rows[j - 1] & bit:
            i -= 1
        elif j > 1 and not rows[j - 2] & bit:
            j -= 1
        else:
            i, j = i - 1, j - 1
            if found and found[-1][0] == i + 1 and found[-1][1] == j + 1:
                found[-1] = (i, j, found[-1][2] + 1)
            else:
                found.append((i, j, 1))
    return _drawn_together(found[::-1], a, b)


def _drawn_together(
    pieces: list[tuple[int, int, int]], a: Sequence[str], b: Sequence[str]
) -> list[tuple[int, int, int]]:
    """The same subsequence in as few pieces as can be: a word that stands in both texts before a piece belongs to it,
    and not to its first occurrence, far away.
    """
    found: list[tuple[int, int, int]] = []
    for i, j, size in reversed(pieces):
        if found:
            after, other, length = found[-1]
            while size and (i + size == after) != (j + size == other) and a[after - 1] == b[other - 1]:
                after, other, length, size = after - 1, other - 1, length + 1, size - 1
            found[-1] = (after, other, length)
        if size:
            found.append((i, j, size))
    return found[::-1]
