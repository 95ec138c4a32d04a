"""How the copied parts of two texts lie to each other: what tells a cut copy from a filled-in form.

An excerpt, a wrapped copy or a round-up takes a *dense* stretch: between its first and its last copied word hardly
anything else stands, at least on one of the two sides. Two texts from one template, or two releases that share
phrases, are copied in pieces with other text in between *on both sides*. That difference survives every ratio of
lengths, which no share and no resemblance does.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from syndicheck.matching.runs import Run

SLOT_LIMIT = 80
"""Tokens up to which the text between two copied runs counts as a slot that can be filled in differently; beyond that
the two sides simply say different things there."""

CHAINED = 400
"""Runs among which the heaviest chain is looked for (the longest ones): the search is quadratic."""


@dataclass(frozen=True, slots=True)
class Slot:
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


@dataclass(frozen=True, slots=True)
class Layout:
    """The heaviest chain of runs that keep their order, and what surrounds it, in tokens.

    ``equal`` counts the tokens of the chain's runs plus the equal ones inside its slots. ``density_a`` is
    ``equal`` / tokens between the chain's two ends on side A, likewise ``density_b``. ``tail_a`` and ``tail_b`` count
    the tokens behind the chain.
    """

    chain: tuple[Run, ...]
    slots: tuple[Slot, ...]
    equal: int
    density_a: float
    density_b: float
    tail_a: int
    tail_b: int

    @property
    def density(self) -> float:
        """That of the side which is copied more closely."""
        return max(self.density_a, self.density_b)


def lay_out(runs: Sequence[Run], keys_a: Sequence[str], keys_b: Sequence[str]) -> Layout | None:
    """Lay out the runs of two texts; ``None`` when there are none."""
    chain = _heaviest_chain(runs)
    if not chain:
        return None
    slots = [Slot(0, chain[0].a, 0, chain[0].b, head=True)]
    equal = chain[0].size
    for first, second in itertools.pairwise(chain):
        slot = Slot(first.a_end, max(first.a_end, second.a), first.b_end, max(first.b_end, second.b))
        equal += second.size
        if slot.a < slot.a_end and slot.b < slot.b_end:
            slots.append(slot)
            if slot.short:
                equal += LCSseq.similarity(keys_a[slot.a : slot.a_end], keys_b[slot.b : slot.b_end])
    last = chain[-1]
    return Layout(
        chain=tuple(chain),
        slots=tuple(slots),
        equal=equal,
        density_a=min(1.0, equal / (last.a_end - chain[0].a)),
        density_b=min(1.0, equal / (last.b_end - chain[0].b)),
        tail_a=len(keys_a) - last.a_end,
        tail_b=len(keys_b) - last.b_end,
    )


def _heaviest_chain(runs: Sequence[Run]) -> list[Run]:
    """The runs with the most tokens among those that follow each other on both sides."""
    if len(runs) > CHAINED:
        runs = sorted(runs, key=lambda run: (-run.size, run.a, run.b))[:CHAINED]
    ordered = sorted(runs)
    weights: list[int] = []
    before: list[int] = []
    for i, run in enumerate(ordered):
        weight, previous = 0, -1
        for j in range(i):
            other = ordered[j]
            # Two runs may overlap by a word or two that stands twice; the run is what is left of it then.
            if (
                other.a < run.a
                and other.b < run.b
                and other.a_end < run.a + run.size // 2
                and (other.b_end < run.b + run.size // 2)
                and weights[j] > weight
            ):
                weight, previous = weights[j], j
        weights.append(weight + run.size)
        before.append(previous)
    if not ordered:
        return []
    at = max(range(len(ordered)), key=weights.__getitem__)
    chain: list[Run] = []
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]
