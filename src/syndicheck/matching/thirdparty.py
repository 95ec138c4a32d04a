"""Words that two texts may share without one coming from the other: they have them from a third.

Two reports of one press conference quote the same sentences; two papers print the same resolution, the same table, the
same line-up. What is copied is then evidence for the third, not for a copy. All three rules look at *where* the copied
words stand, never at how many there are, and speak only where the rest of the texts is each one's own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress

from syndicheck.matching import reasons
from syndicheck.matching.evidence import CHARACTERS_PER_WORD, Evidence, Prepared
from syndicheck.matching.layout import Block
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span

THIRD_WORDS = 30
"""Copied words from which on it is asked whether both have them from a third: fewer are a phrase, or a headline."""

QUOTED_PART = 0.8
"""Part of what is copied that must be quotation, on both sides."""

NARRATION = 0.12
"""Part of either body that may be copied narration besides: a sentence before the quotation goes the same way soon."""

OWN = 0.25
"""Part of either body that must be narration of its own: whoever prints nothing but the statement prints the text."""

LISTED_PART = 0.7
"""Part of what is copied that is numbers, names and rows of a table, for a table or a list."""

PROSE_PART = 0.55
"""Part of the rest up to which it is prose: 0.1 … 0.4, in German, which writes every noun with a capital, 0.5."""

SHOUTED_PART = 0.9
"""From this part of all words on that is written in capitals throughout, capitals say nothing."""

DOCUMENT_PART = 0.9
"""Part of all copied text that a document must hold; the rest are the stray phrases that tell of it."""

DOCUMENT_MOST = 0.7
"""Part of either text up to which a document is one that only one of the two announces: of more it may be the wire
story, under a lead of the house that ends in a colon."""

INTRODUCED_AFTER = 15
"""Words of each paper's own before a document: what stands first is the text itself."""


def from_a_third(e: Evidence) -> Reason | None:
    """Why what two texts share need not come from either of them, if so."""
    least = THIRD_WORDS * (CHARACTERS_PER_WORD if e.a.tokens.unspaced else 1)
    # runs may overlap: together they are an upper bound
    if e.layout is None or sum(run.size for run in e.runs) < least or e.covered[0].count(1) < least:
        return None
    if _only_quotations(e):
        return reasons.quotes_only(e.most)
    if _listing(e):
        return reasons.listing(e.most)
    if _quoted_document(e, e.layout.block):
        return reasons.quoted_document(e.layout.block)
    return None


def _only_quotations(e: Evidence) -> bool:
    """Whether next to nothing but quotations is copied, and each text has narration of its own."""
    return all(_quoted_only(prepared, covered) for prepared, covered in zip((e.a, e.b), e.covered, strict=True))


def _quoted_only(prepared: Prepared, covered: bytes) -> bool:
    copied = covered.count(1)
    if not copied or not prepared.quotations:
        return False
    quoted = _inside(prepared.tokens.starts, prepared.quotations)
    both = sum(compress(covered, quoted))
    narration = copied - both
    own = len(covered) - quoted.count(1) - narration
    return both >= QUOTED_PART * copied and narration <= NARRATION * len(covered) and own >= OWN * len(covered)


def _inside(starts: Sequence[int], spans: Sequence[Span]) -> bytearray:
    mask = bytearray(len(starts))
    for span in spans:
        low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
        mask[low:high] = b"\x01" * (high - low)
    return mask


def _listing(e: Evidence) -> bool:
    """Whether what is copied is a table or a list, numbers and names with hardly a word between them or short entries
    one after the other, and each text has prose of its own.
    """
    return all(_lists_only(prepared, covered) for prepared, covered in zip((e.a, e.b), e.covered, strict=True))


def _lists_only(prepared: Prepared, covered: bytes) -> bool:
    copied = covered.count(1)
    own = len(covered) - copied
    if own < OWN * len(covered) or _count_listed(prepared, covered) < LISTED_PART * copied:
        return False
    return _count_listed(prepared, covered.translate(_EXCHANGED)) < PROSE_PART * own


def _count_listed(prepared: Prepared, chosen: bytes) -> int:
    """How many of the chosen tokens stand in an entry of a list, or are named like those of one."""
    from syndicheck.matching.listentries import entries_of_lists  # few pairs ask

    entries = entries_of_lists(prepared.text, prepared.tokens)
    others = bytes(picked and not entry for picked, entry in zip(chosen, entries, strict=True))
    return sum(compress(entries, chosen)) + _count_named(prepared, others)


_EXCHANGED = bytes((1, 0)) + bytes(range(2, 256))
"""Makes of each token that is copied one that is not, and the other way round."""


def _count_named(prepared: Prepared, chosen: bytes) -> int:
    """How many of the chosen tokens are numbers, stand in a row of numbers, or are written with a capital where that
    says something.
    """
    from syndicheck.matching.rows import rows_of_numbers  # few pairs ask

    text, tokens = prepared.text, prepared.tokens
    rows = rows_of_numbers(text, tokens)
    listed = sum(compress(rows, chosen))
    outside = bytes(picked and not row for picked, row in zip(chosen, rows, strict=True))
    initials = [text[start] for start in compress(tokens.starts, outside)]
    numbers, capitals = sum(map(str.isdigit, initials)), sum(map(str.isupper, initials))
    small = sum(map(str.islower, initials))
    if len(initials) - small >= SHOUTED_PART * len(initials):
        words = [text[start:end] for start, end in compress(zip(tokens.starts, tokens.ends, strict=True), outside)]
        if sum(map(str.isupper, words)) >= SHOUTED_PART * len(words):
            return listed + numbers
    return listed + numbers + capitals


def _quoted_document(e: Evidence, block: Block) -> bool:
    """Whether both texts have the block as paragraphs of its own behind words of theirs, both announce it with a colon
    (one is enough where each tells much besides), and it is all that they share. Who copies the report copies
    its introduction too.
    """
    if block.equal < DOCUMENT_PART * e.copied:
        return False
    announced = _announced(e.a, block.a, block.a_end), _announced(e.b, block.b, block.b_end)
    return None not in announced and (all(announced) or (any(announced) and e.most < DOCUMENT_MOST))


def _announced(prepared: Prepared, start: int, end: int) -> bool | None:
    """Whether a block is announced; ``None`` where it does not stand apart, or nothing comes before it."""
    text, tokens = prepared.text, prepared.tokens
    if start < INTRODUCED_AFTER:
        return None
    before = text[tokens.ends[start - 1] : tokens.starts[start]]
    behind = text[tokens.ends[end - 1] : tokens.starts[end]] if end < len(tokens.keys) else "\n"
    announced = ":" in before or "：" in before
    if "\n" not in behind or not (announced or "\n" in before):
        return None
    return announced
