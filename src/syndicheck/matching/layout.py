"""How the copied parts of two texts lie to each other: what tells a cut copy from a filled-in form.

An excerpt, a wrapped copy or a round-up takes a *dense* stretch: between its first and its last copied word hardly
anything else stands, at least on one of the two sides. Two texts from one template, or two releases that share
phrases, are copied in pieces with other text in between *on both sides*. That difference survives every ratio of
lengths, which no share and no resemblance does.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from syndicheck.matching.runs import Run

SLOT_LIMIT = 80
"""Tokens up to which the text between two copied runs counts as a slot that can be filled in differently; beyond that
the two sides simply say different things there."""

GAP_COST = 0.5
"""What a token that is not equal costs a block, in equal tokens."""

FOREIGN_COST = 2.0
"""What a foreign token costs a patchwork, in tokens that come from the other text."""

OFF_COST = 1.0
"""What a token that has no equal costs a track."""

LONG_GAP = 8
"""More tokens than this without an equal are a sentence of its own, not an edit inside one."""

CHAINED = 400
"""Runs among which the heaviest chain is looked for (the longest ones): the search is quadratic."""


class Slot(Struct, frozen=True):
    """Text that is not copied, at one place of both texts: ``[a, a_end)`` stands where ``[b, b_end)`` does. One of the
    two may be empty. ``head`` marks the text before the first copied run.
    """

    a: int
    a_end: int
    b: int
    b_end: int
    head: bool = False

    @property
    def short(self) -> bool:
        """Whether both sides are short enough to be fillings of one form."""
        return max(self.a_end - self.a, self.b_end - self.b) <= SLOT_LIMIT


class Block(Struct, frozen=True):
    """The densest connected part: tokens ``[a, a_end)`` against ``[b, b_end)``, ``equal`` of them the same."""

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int

    @property
    def density(self) -> float:
        """Part of the block that is equal, on the side where that is less."""
        return min(1.0, self.equal / max(1, self.a_end - self.a, self.b_end - self.b))


class Layout(Struct, frozen=True, eq=False, dict=True):
    """The heaviest chain of runs that keep their order, of two texts with these keys.

    ``slots`` are the places inside and before it where both texts say something else.
    """

    chain: tuple[Run, ...]
    slots: tuple[Slot, ...]
    keys_a: Sequence[str]
    keys_b: Sequence[str]

    @cached_property
    def within(self) -> tuple[int, ...]:
        """Equal tokens in the slot before each run; counted when somebody asks, which of most pairs nobody does."""
        common = {
            (slot.a, slot.b): common_in_order(self.keys_a[slot.a : slot.a_end], self.keys_b[slot.b : slot.b_end])
            for slot in self.slots
            if slot.short and not slot.head
        }
        return (0, *(common.get((run.a_end, run.b_end), 0) for run in self.chain[:-1]))

    @cached_property
    def equal(self) -> int:
        """Tokens of its runs plus the equal ones inside its slots."""
        return sum(run.size for run in self.chain) + sum(self.within)

    @property
    def density(self) -> float:
        """:attr:`equal` / tokens between the chain's two ends, on the side where that is more."""
        first, last = self.chain[0], self.chain[-1]
        return min(1.0, self.equal / min(last.a_end - first.a, last.b_end - first.b))

    @cached_property
    def block(self) -> Block:
        """The part of the chain that is best worth having as a whole."""
        return _densest(self.chain, self.within)


class Patchwork(Struct, frozen=True):
    """The densest part ``[start, end)`` of one text that is made of pieces of the other, whatever their order:
    ``equal`` of its tokens are, of ``copied`` in the whole text.
    """

    start: int
    end: int
    equal: int
    copied: int

    @property
    def purity(self) -> float:
        """How far it is all of what is copied and nothing but that (0…1)."""
        return self.equal / max(1, self.end - self.start) * (self.equal / max(1, self.copied))


class Track(Struct, frozen=True):
    """One text read along the other, word by word: where they keep step best, each covers ``share_a`` and ``share_b``
    of its tokens. ``density`` is the part of them that is equal, ``apart`` the part that stands in gaps too long for an
    edit inside a sentence; both on the side where that is worse.
    """

    share_a: float
    share_b: float
    density: float
    apart: float


def lay_out(runs: Sequence[Run], keys_a: Sequence[str], keys_b: Sequence[str]) -> Layout | None:
    """Lay out the runs of two texts; ``None`` when there are none."""
    chain = _heaviest_chain(runs)
    if not chain:
        return None
    slots = [Slot(0, chain[0].a, 0, chain[0].b, head=True)]
    a_end, b_end = chain[0].a_end, chain[0].b_end
    for a, b, size in chain[1:]:
        if a_end < a and b_end < b:
            slots.append(Slot(a_end, a, b_end, b))
        a_end, b_end = a + size, b + size
    return Layout(tuple(chain), tuple(slots), keys_a, keys_b)


def common_in_order(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence of two short lists.

    By rapidfuzz where somebody has loaded it; to load it takes as long as the few slots of a draft do here, by the same
    method: a bit for each place of ``a`` (Hyyrö 2004).
    """
    if len(a) == 1:
        return int(a[0] in b)
    if len(b) == 1:
        return int(b[0] in a)
    if "rapidfuzz" in sys.modules:
        from rapidfuzz.distance import LCSseq

        return LCSseq.similarity(a, b)
    places: dict[str, int] = {}
    for place, key in enumerate(a):
        places[key] = places.get(key, 0) | 1 << place
    every = left = (1 << len(a)) - 1
    for key in b:
        met = left & places.get(key, 0)
        left = (left + met | left - met) & every
    return len(a) - left.bit_count()


def patchwork(covered: bytes) -> Patchwork:
    """The patchwork of a text; ``covered`` says for each token whether it lies in a run of equal ones."""
    best: tuple[float, int, int, int] = (0.0, 0, 0, 0)
    start, equal, value = 0, 0, 0.0
    for at, is_copied in enumerate(covered):
        if value <= 0:
            start, equal, value = at, 0, 0.0
        if is_copied:
            value += 1
            equal += 1
            if value > best[0]:
                best = (value, start, at + 1, equal)
        else:
            value -= FOREIGN_COST
    return Patchwork(*best[1:], copied=covered.count(1))


def follow(keys_a: Sequence[str], keys_b: Sequence[str]) -> Track:
    """Read two texts along each other by their longest common subsequence; of that, the part that is worth most as in
    :func:`_densest`. Finds copies in which so many words were exchanged that no run is left.
    """
    from rapidfuzz.distance import LCSseq

    best: tuple[float, int, int] = (0.0, 0, 0)
    pieces: list[tuple[int, int, int]] = []  # place in a, in b, length
    start, value = 0, 0.0
    for opcode in LCSseq.opcodes(keys_a, keys_b):
        if opcode.tag != "equal":
            value -= OFF_COST * max(opcode.src_end - opcode.src_start, opcode.dest_end - opcode.dest_start)
            continue
        if value <= 0:
            start, value = len(pieces), 0.0
        pieces.append((opcode.src_start, opcode.dest_start, opcode.src_end - opcode.src_start))
        value += pieces[-1][2]
        if value > best[0]:
            best = (value, start, len(pieces))
    found = pieces[best[1] : best[2]]
    if not found:
        return Track(0.0, 0.0, 0.0, 0.0)
    size_a = found[-1][0] + found[-1][2] - found[0][0]
    size_b = found[-1][1] + found[-1][2] - found[0][1]
    gaps = (max(c - (a + n), d - (b + n)) for (a, b, n), (c, d, _) in pairwise(found))
    longest = max(size_a, size_b)
    return Track(
        share_a=size_a / len(keys_a),
        share_b=size_b / len(keys_b),
        density=sum(size for _, _, size in found) / longest,
        apart=sum(gap for gap in gaps if gap > LONG_GAP) / longest,
    )


def _densest(chain: Sequence[Run], within: Sequence[int]) -> Block:
    """The connected part of a chain with the most equal tokens after :data:`GAP_COST` for each other one, as in local
    alignment (Smith and Waterman 1981): a phrase that happens to stand in both texts far away is not worth its way.
    """
    best: tuple[float, int, int] = (0.0, 0, 0)
    start, value = 0, 0.0
    for at, run in enumerate(chain):
        if at:
            before = chain[at - 1]
            gap = max(run.a - before.a_end, run.b - before.b_end, 0)
            value += within[at] - GAP_COST * (gap - within[at])
        if value <= 0:
            start, value = at, 0.0
        value += run.size
        if value > best[0]:
            best = (value, start, at)
    _, start, at = best
    first, last = chain[start], chain[at]
    equal = sum(run.size for run in chain[start : at + 1]) + sum(within[start + 1 : at + 1])
    return Block(first.a, last.a_end, first.b, last.b_end, equal)


def _heaviest_chain(runs: Sequence[Run]) -> list[Run]:
    """The runs with the most tokens among those that follow each other on both sides."""
    if len(runs) > CHAINED:
        runs = sorted(runs, key=lambda run: (-run.size, run.a, run.b))[:CHAINED]
    ordered = sorted(runs)
    if all(map(_follows, ordered, ordered[1:])):
        return ordered  # as of most texts
    ends = [(run.a, run.b, run.a_end, run.b_end) for run in ordered]
    weights: list[int] = []
    heaviest: list[int] = []  # up to each place, so that the search backwards ends where nothing heavier can come
    before: list[int] = []
    for i, (a, b, size) in enumerate(ordered):
        weight, previous = 0, -1
        least_a, least_b = a + size // 2, b + size // 2
        for j in range(i - 1, -1, -1):
            if heaviest[j] < weight:
                break
            if weights[j] >= weight:
                other_a, other_b, a_end, b_end = ends[j]
                if other_a < a and other_b < b and a_end < least_a and b_end < least_b:
                    weight, previous = weights[j], j
        weights.append(weight + size)
        heaviest.append(max(heaviest[-1], weights[-1]) if heaviest else weights[-1])
        before.append(previous)
    if not ordered:
        return []
    at = max(range(len(ordered)), key=weights.__getitem__)
    chain: list[Run] = []
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _follows(before: Run, run: Run) -> bool:
    """Whether a run comes behind another on both sides. The two may overlap by a word or two that stands twice; the run
    is what is left of it then.
    """
    (other_a, other_b, other_size), (a, b, size) = before, run
    half = size // 2
    return other_a < a and other_b < b and other_a + other_size < a + half and other_b + other_size < b + half
