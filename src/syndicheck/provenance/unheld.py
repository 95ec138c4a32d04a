"""Texts that share passages which none of them can have from the other: both have them from a text that is not held.

Set logic, and no costs. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, compress

from syndicheck.model.reasons import Reason
from syndicheck.provenance.reasons import lineage_reason
from syndicheck.provenance.windows import before
from syndicheck.provenance.wordings import Key, Text, Wordings

UNHELD_RUNS = 12
"""Runs that two texts have and none of those they could have them from: about two sentences' worth of words."""
UNHELD_SHARE = 0.1
MOST_TOPS = 12
"""Texts without a parent that are compared with each other for it."""
WITNESSED = 0.9
"""Part of what either of two texts lacks that a third has in one piece with the rest."""

Chosen = Mapping[Key, Key | None]
"""The parent of every text; ``None``: none of those that are held."""


def common_source(wordings: Wordings, chosen: Chosen, clock: bool) -> dict[Key, Reason]:
    """Texts that share passages which neither can have from the other, nor from their parents: both have them from
    a text that is not held. The reason by each text's id. Without ``clock`` only the texts speak.
    """
    gains: dict[int, list[Text]] = {}
    for text in wordings.texts:
        parent = chosen[text.id]
        if (
            parent is None
            or text.version > 1
            or wordings.language(wordings.body_of[parent]) != wordings.language(wordings.body_of[text.id])
        ):
            continue
        gained = wordings.grams[wordings.body_of[text.id]] - wordings.grams[wordings.body_of[parent]]
        for gram in compress(gained, map((1).__lt__, map(wordings.support.__getitem__, gained))):
            gains.setdefault(gram, []).append(text)
    shared: dict[tuple[Key, Key], int] = {}
    for gainers in gains.values():
        outlets = {text.outlet: text for text in gainers}
        if len(outlets) < 2:
            continue
        first, second = sorted((text.id for text in outlets.values()), key=lambda ident: wordings.rank[ident])[:2]
        shared[first, second] = shared.get((first, second), 0) + 1
    found: dict[Key, Reason] = {}
    for (one, other), runs in sorted(shared.items()):
        shortest = min(len(wordings.grams[wordings.body_of[ident]]) for ident in (one, other))
        if runs >= UNHELD_RUNS and runs >= UNHELD_SHARE * shortest:
            for ident, partner in ((one, other), (other, one)):
                found.setdefault(ident, lineage_reason("common-source-not-held", article=partner[0], runs=runs))
    for one_text, other_text in _close_pairs(wordings, chosen):
        for ident, why in _cut_apart(wordings, one_text, other_text, clock).items():
            found.setdefault(ident, why)
    return found


def _close_pairs(wordings: Wordings, chosen: Chosen) -> Iterator[tuple[Text, Text]]:
    """Texts with their parents, and those without any with each other."""
    first = [text for text in wordings.texts if text.version == 1]
    for text in first:
        above = chosen[text.id]
        if above is not None:
            yield wordings.by_id[above], text
    yield from combinations([text for text in first if chosen[text.id] is None][:MOST_TOPS], 2)


def _cut_apart(wordings: Wordings, parent: Text, child: Text, clock: bool) -> dict[Key, Reason]:
    """Whether two texts are cuts of one that is not held: each has passages that the other lacks, and a third text
    has both, so that nobody wrote them alone; and that third text cannot be what they were cut from, because it
    came after them, or lacks what the two have in common.
    """
    first, second = wordings.body_of[parent.id], wordings.body_of[child.id]
    if first == second or parent.outlet == child.outlet or wordings.language(first) != wordings.language(second):
        return {}
    one, other = wordings.grams[first], wordings.grams[second]
    only_one, only_other = one - other, other - one
    least = max(UNHELD_RUNS, UNHELD_SHARE * min(len(one), len(other)))
    if min(len(only_one), len(only_other), len(one & other)) < least:
        return {}
    for number in wordings.pool:
        third = wordings.grams[number]
        if number in (first, second) or any(
            len(part & third) < WITNESSED * len(part) for part in (only_one, only_other)
        ):
            continue
        later = clock and all(
            before(text.window, witness.window) is True
            for text in (parent, child)
            for witness in wordings.bodies[number]
        )
        if later or len((one & other) - third) >= least:
            runs = len(one & other)
            return {
                ident: lineage_reason("common-source-not-held", article=partner.key, runs=runs)
                for ident, partner in ((parent.id, child), (child.id, parent))
            }
    return {}
