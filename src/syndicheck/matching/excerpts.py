"""A part of one text that is a part of another: one dense block, or pieces of it in another order.

Both texts go on besides: a round-up, a report that prints a release below its own lead, paragraphs picked and put in
another order. Such a part is evidence where it is long, dense, and nearly all that the two share, wherever it stands
but at the end of both, where notices stand.
"""

from __future__ import annotations

from syndicheck.matching import reasons
from syndicheck.matching.evidence import CHARACTERS_PER_WORD, Evidence
from syndicheck.matching.layout import Layout, patchwork
from syndicheck.model.matches import MatchClass
from syndicheck.model.reasons import Reason

BLOCK_WORDS = 60
"""Equal words of a block that is evidence by itself. Statements shared by independent reports had up to 51."""

HALF_BLOCK_WORDS = 40
"""The same where the block is at least half of one of the two texts."""

BLOCK_PART = 0.9
"""Part of all copied text that the block must hold; what else is shared are stray phrases."""

PURE_BLOCK_DENSITY = 0.95
PURE_BLOCK_PART = 0.7
"""A block without a gap in it may hold less of what is copied, where no fact differs."""

BLOCK_SUBSTITUTIONS = 1
"""Places before or in the block that may be filled with different facts: other headlines name other facts."""

BLOCK_DENSITY = 0.88
"""Part of the block that is equal, on both sides. Blocks with every 14th word exchanged have 0.90 and more; pairs from
one template 0.44 … 0.90."""

BLOCK_SHARE = 0.3
"""Part of one of the two texts that must be copied: a liveblog is not a copy of the wire it quotes once."""

ONE_SIDED_SHARE = 0.78
ONE_SIDED_DENSITY = 0.95
"""When this much of one text is copied without interruption, and no fact differs, then it does not matter how the other
scatters it: a round-up, or a copy with paragraphs left out under a line or two of its own."""

BEGINS_BEFORE = 3
"""Words of a text that may stand before its first copied one for that to be its beginning."""

OPENING_BLOCK_WORDS = 60
OPENING_BLOCK_DENSITY = 0.93
"""Equal words of a block with which one of the two texts begins, and that is nearly all they share, no fact differing:
an item of a round-up. However little of either text it is, it is evidence: notices do not stand in front."""

PATCHWORK_SHARE = 0.55
PATCHWORK_PURITY = 0.93
PATCHWORK_ORDER = 0.9
SHUFFLED_PURITY = 0.8
SHUFFLED_ORDER = 0.65
"""So much of one text is copied, nearly all of that is one part made of nothing else, and no more than this of it
keeps its order. Releases of one issuer that share stock paragraphs have less; releases that share statements print them
in one order (0.93 and more of them), and where they do not (0.69), other text stands in between (0.89). Sentences moved
one by one lose the short ones."""

MOVED_SHARE = 0.75
MOVED_PURITY = 0.95
MOVED_ORDER = 0.95
"""The same with this much of it in its order, where next to nothing else stands in the part and no fact differs: a few
paragraphs of a text, one of them moved, under a lead of one's own. Or however much is in order, where one text begins
with the first piece: the lead of a release and a few more of its paragraphs, put between one's own. Of 2,600 pairs of
releases of one house that share an opening none has this."""

PATCHWORK_CLOSING = 1 / 3
"""Pieces that all stand behind this part of both texts may be the notices there, in any order."""

CLOSING_WORDS = 15
CLOSING_PART = 0.33
"""A block is "the closing part" of a text when at most so many words follow it, or a third of what comes before it
(contacts and tags stand behind a notice) …"""

OPENING_WORDS = 25
"""… and at least so many come before it."""


def excerpt(e: Evidence, why: Reason, others: list[Reason]) -> tuple[MatchClass, list[Reason]]:
    """A part of a text; which part, where that is its beginning, as of a stub before a paywall."""
    if e.layout is not None and e.share_b < e.share_a:
        block = e.layout.block
        if block.b <= BEGINS_BEFORE and block.equal >= BLOCK_PART * e.copied and block.density >= BLOCK_DENSITY:
            return MatchClass.EXCERPT, [why, reasons.beginning(block.b_end / len(e.b.tokens.keys)), *others]
    return MatchClass.EXCERPT, [why, *others]


def is_block(e: Evidence, layout: Layout) -> bool:
    """Whether the densest block of what two texts share is evidence by itself."""
    if e.most < BLOCK_SHARE:
        return _is_opening(e, layout)
    substitutions = len(e.contrast.substitutions)
    if e.most >= ONE_SIDED_SHARE and layout.density >= ONE_SIDED_DENSITY and not substitutions:
        return True
    block = layout.block
    words = block.equal / (CHARACTERS_PER_WORD if e.a.tokens.unspaced else 1)
    if words < (HALF_BLOCK_WORDS if e.most >= 0.5 else BLOCK_WORDS):
        return False
    part = block.equal / e.copied
    if not substitutions and block.density >= PURE_BLOCK_DENSITY:
        return part >= PURE_BLOCK_PART
    if substitutions > BLOCK_SUBSTITUTIONS or exchanged(e):
        return False
    return part >= BLOCK_PART and block.density >= BLOCK_DENSITY


def exchanged(e: Evidence) -> bool:
    """Whether a fact was exchanged inside of what is copied, and other words with it."""
    return e.layout is not None and e.contrast.inside > 0 and e.layout.block.density < PURE_BLOCK_DENSITY


def _is_opening(e: Evidence, layout: Layout) -> bool:
    """Whether one of the two begins with the block, and this is nearly all that they share."""
    block = layout.block
    words = block.equal / (CHARACTERS_PER_WORD if e.a.tokens.unspaced else 1)
    return (
        words >= OPENING_BLOCK_WORDS
        and block.density >= OPENING_BLOCK_DENSITY
        and min(block.a, block.b) <= OPENING_WORDS
        and block.equal >= BLOCK_PART * e.copied
        and not e.contrast.substitutions
    )


def is_patchwork(e: Evidence, layout: Layout) -> bool:
    """Whether a part of one text is made of pieces of the other, in another order or from its beginning on."""
    if e.most < PATCHWORK_SHARE or len(e.contrast.substitutions) > BLOCK_SUBSTITUTIONS:
        return False
    in_order = sum(run.size for run in layout.chain) / e.copied
    if in_order > MOVED_ORDER:
        if e.contrast.substitutions or not _picked_from_the_top(e, layout):
            return False
        purity = MOVED_PURITY
    elif in_order > PATCHWORK_ORDER:
        if e.most < MOVED_SHARE or e.contrast.substitutions:
            return False
        purity = MOVED_PURITY
    else:
        purity = SHUFFLED_PURITY if in_order <= SHUFFLED_ORDER else PATCHWORK_PURITY
    least = HALF_BLOCK_WORDS * (CHARACTERS_PER_WORD if e.a.tokens.unspaced else 1)
    for mine, theirs in (e.covered, e.covered[::-1]):
        part = patchwork(mine)
        if part.equal >= least and part.purity >= purity:
            earliest = min(part.start / len(mine), patchwork(theirs).start / len(theirs))
            return earliest < PATCHWORK_CLOSING
    return False


def _picked_from_the_top(e: Evidence, layout: Layout) -> bool:
    """Whether one text begins with the first of the pieces, and the longest is not the closing part of either."""
    first, block = layout.chain[0], layout.block
    return min(first.a, first.b) <= BEGINS_BEFORE and not (
        closes(block.a, block.a_end, len(e.a.tokens.keys)) or closes(block.b, block.b_end, len(e.b.tokens.keys))
    )


def closes(block_start: int, block_end: int, length: int) -> bool:
    """Whether a block is the closing part of a text: where notices stand."""
    return block_start >= OPENING_WORDS and length - block_end <= max(CLOSING_WORDS, CLOSING_PART * block_start)
