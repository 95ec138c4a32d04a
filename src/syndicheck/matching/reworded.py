"""The same told in other words: sentence by sentence in one order, in any order, or only the same facts.

Two reports of one event agree in their facts as well; a text that was rewritten agrees with its original in nearly
every sentence (:mod:`~syndicheck.matching.rewrite` aligns them), beyond what both print word by word.
"""

from __future__ import annotations

from syndicheck.matching import reasons
from syndicheck.matching.edits import two_occasions
from syndicheck.matching.evidence import Evidence
from syndicheck.matching.excerpts import BLOCK_SUBSTITUTIONS
from syndicheck.matching.rewrite import Alignment, Shuffled, align, in_any_order
from syndicheck.model.reasons import Reason

NEW_EDITION = 0.5
"""Share of both bodies above which what is copied is no trace of the original under a rewrite, but the text itself."""

REWRITE_PAIRS = 5
"""Sentences that must have a counterpart in order."""

REWRITE_SHARE = 0.7
"""Part of the shorter text that lies in such sentences. Releases of one series, whose company says of itself what it
always says, have 0.55 … 0.65."""

REWRITE_PARTLY_COPIED = 0.4
REWRITE_PARTLY_SHARE = 0.55
"""When so much is copied besides, less will do."""

REWRITE_BEYOND = 0.1
"""Part of the text that must lie in such sentences beyond what is copied: copied sentences alone are no rewrite, they
are the notice that every release of a company carries."""

REWRITE_COPIED = 0.6
REWRITE_WHOLE = 0.95
"""Above this much copied text the parts in between decide, not the sentences: nearly every sentence must have its
counterpart, or two texts of one template would pass for a rewrite."""

REWRITE_ORDER = 0.8
REWRITE_FACTS = 4
REWRITE_AGREEMENT = 0.5
"""Order of the alike sentences; common facts; part of the facts in paired sentences that agree."""

SHUFFLED_COPIED = 0.1
SHUFFLED_SHARE = 0.9
SHUFFLED_AGREEMENT = 0.8
"""Where sentences are in any order: the share that must be copied all the same; parts of both texts that lie in alike
sentences, and of their facts that agree."""

SAME_FACTS = 0.25
"""Part of the facts of the text with fewer that are in the other too, from which on two texts without a passage in
common tell of one matter."""

TELLING_FIGURES = 4
"""Figures of a number that says something by itself."""

PLAUSIBLE = 0.35
"""Part of the words of the smaller vocabulary that both texts must use before sentences are aligned at all."""


def rewritten(e: Evidence) -> Alignment | None:
    """How the sentences of two texts lie to each other, where the one says in order what the other does."""
    if e.least >= NEW_EDITION and e.contrast.substitutions:
        return None  # mostly the same words with other facts between them: an update, not another wording
    small, large = sorted((e.a.facts.vocabulary, e.b.facts.vocabulary), key=len)
    if len(small & large) < PLAUSIBLE * len(small):
        return None
    if e.most < REWRITE_PARTLY_COPIED:
        needed = REWRITE_SHARE
    elif e.most <= REWRITE_COPIED:
        needed = REWRITE_PARTLY_SHARE
    else:
        needed = REWRITE_WHOLE
    needed = max(needed, min(REWRITE_WHOLE, e.most + REWRITE_BEYOND))
    found = align(e.a.sentences, e.b.sentences, REWRITE_PAIRS, needed)
    if found is None or len(found.pairs) < REWRITE_PAIRS or found.in_order < REWRITE_ORDER:
        return None
    if len(found.agreed) < REWRITE_FACTS or found.agreement < REWRITE_AGREEMENT or found.own_subjects:
        return None
    return found if max(found.share_a, found.share_b) >= needed else None


def shuffled(e: Evidence) -> Shuffled | None:
    """What two texts say alike in another order, where this is nearly all that either says."""
    if e.most < SHUFFLED_COPIED or len(e.contrast.substitutions) > BLOCK_SUBSTITUTIONS or two_occasions(e) is not None:
        return None
    small, large = sorted((e.a.facts.vocabulary, e.b.facts.vocabulary), key=len)
    if len(small & large) < PLAUSIBLE * len(large):
        return None
    found = in_any_order(e.a.sentences, e.b.sentences)
    if found is None or found.sentences < REWRITE_PAIRS or found.share < SHUFFLED_SHARE:
        return None
    in_order = align(e.a.sentences, e.b.sentences)
    if in_order is None or in_order.in_order >= REWRITE_ORDER:
        return None  # what is different then has been looked at already
    return found if len(found.agreed) >= REWRITE_FACTS and found.agreement >= SHUFFLED_AGREEMENT else None


def same_facts(e: Evidence) -> list[Reason]:
    """That two texts without a word in common may still tell of the same."""
    facts = e.a.facts.facts, e.b.facts.facts
    agreed = facts[0] & facts[1]
    agreement = len(agreed) / max(1, min(map(len, facts)))
    if len(agreed) < REWRITE_FACTS or agreement < SAME_FACTS:
        return []
    from syndicheck.matching.onename import in_small_letters

    # words that begin sentences, and small numbers, are in any two texts
    common = in_small_letters(e.a) | in_small_letters(e.b)
    telling = [{f for f in one if f not in common and not (f.isdigit() and len(f) < TELLING_FIGURES)} for one in facts]
    agreed = frozenset(telling[0] & telling[1])
    agreement = len(agreed) / max(1, min(map(len, telling)))
    if len(agreed) < REWRITE_FACTS or agreement < SAME_FACTS:
        return []
    return [reasons.same_facts(sorted(agreed), agreement)]
