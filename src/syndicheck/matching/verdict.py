"""What two texts are to each other. The question behind every class: are they one text and its descendants?

The steps, first answer wins:

1. too little text on one side → *too short*;
2. the words between the copied ones are facts, others here than there, again and again → *template*, unless they are
   the same in the style of another house → *edited*;
3. both are copied nearly whole → *verbatim* or *edited*, unless each opens with news that the rest knows nothing of:
   one issuer, who tells of himself what he always tells → *related*;
4. one is copied nearly whole, the other goes on → *excerpt*, or *edited* where the copied part is nearly all of both;
5. all that they share they may have from a third (quotations, a document, a table) → *related*, unless 9 or 10 says
   more;
6. both go on, but one dense block of the one stands in the other → *excerpt*, or *edited* as in 4, unless it is only
   the closing part, which is where notices stand;
7. where both say something at one place it is the same but for small edits, and what else there is are parts left out
   and put in → *edited* or *excerpt*;
8. a part of the one is put together from pieces of the other, in another order or from its lead on → *excerpt*;
9. word follows word with single ones exchanged everywhere, or facts in the style of another house → *edited*;
10. sentence follows sentence in other words, with the same facts → *rewrite*;
11. they share marks and nothing else → *boilerplate-only*;
12. nearly every sentence has one that says the same in the other, in any order, with the same facts → *edited* or
    *rewrite*;
13. something is copied → *related*, else *none*.

What each step asks stands elsewhere: :mod:`~syndicheck.matching.templates` and
:mod:`~syndicheck.matching.restyled` (2), :mod:`~syndicheck.matching.thirdparty`
(5), :mod:`~syndicheck.matching.excerpts` (6 and 8), :mod:`~syndicheck.matching.edits` (7 and 9, and the news of 3),
:mod:`~syndicheck.matching.reworded` (10 and 12); shares and lengths are asked for here.

The thresholds of all were read off the development corpora (US Senate releases, an archive of press releases, the
DAnIEL and Telegram pairs) and seeded synthetic copies, at places where the two kinds lie well apart;
``tests/eval/matching_labels.py`` measures them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicheck.matching import reasons
from syndicheck.matching.edits import IN_STEP_CUT, fill_each_other, followed, in_step, two_occasions
from syndicheck.matching.evidence import Evidence, Prepared, marked_share, whole_shares
from syndicheck.matching.excerpts import closes, excerpt, exchanged, is_block, is_patchwork
from syndicheck.matching.templates import TEMPLATE_RESEMBLANCE, TEMPLATE_SHARE, of_one_template
from syndicheck.model.matches import MatchClass
from syndicheck.model.reasons import Reason

if TYPE_CHECKING:
    from syndicheck.matching.layout import Track

LEAST_WORDS = 25
"""Words of a body below which nothing is said about it."""

BRIEF_WORDS = 40
"""Below this, one stock sentence would make "100 %": only two bodies that are equal as a whole are compared."""

VERBATIM_SHARE = 0.95
VERBATIM_RESEMBLANCE = 0.8
"""A text in which every twelfth word was exchanged is still copied to 100 % (the gaps are short), but its resemblance
is 0.43: that is an edited copy."""

EDITED_SHARE = 0.9
"""Copied to this part on both sides, a text is an edited copy at any resemblance; pairs from one template stay below
0.89 (of 572)."""

EDITED_RESEMBLANCE = 0.6
EDITED_SUBSTITUTIONS = 1
"""From this resemblance on, too; joint releases with other headline and lead go down to 0.61 (of 539). With more facts
exchanged than this only above :data:`TEMPLATE_RESEMBLANCE`."""

EXCERPT_SHARE = 0.9
"""Part of the one text that must be copied, when the other goes on."""

EXCHANGED_SHARE = 0.95
"""The same where a fact amid the text is another, and other words with it
(:data:`~syndicheck.matching.excerpts.PURE_BLOCK_DENSITY`): two releases on two votes on one bill."""

CUT_SHARE = 0.8
"""When less than this of the other text is copied then, it was cut rather than edited."""

BOILERPLATE_BODY = 0.1
BOILERPLATE_TEXT = 0.2
"""Bodies share less than the one while the texts with their marks share more than the other."""


def too_little_text(a: Prepared, b: Prepared) -> Reason | None:
    """Why two bodies cannot be compared at all, if so."""
    words = min(a.words, b.words)
    return reasons.too_short(words, LEAST_WORDS) if words < LEAST_WORDS else None


def judge(e: Evidence) -> tuple[MatchClass, list[Reason]]:
    """The class of a pair, and why: the deciding reason first."""
    copied = [reasons.copied(e.share_a, e.share_b, len(e.passages))] if e.passages else []
    words = min(e.a.words, e.b.words)
    if words < BRIEF_WORDS and e.least < VERBATIM_SHARE:
        return MatchClass.TOO_SHORT, [reasons.too_short(words, BRIEF_WORDS), *copied]
    named = _one_name_differs(e)
    if of_one_template(e):
        track = _restyled(e)
        if track is not None:
            return MatchClass.EDITED, [reasons.followed(min(track.share_a, track.share_b), track.density), *copied]
        return MatchClass.TEMPLATE, [reasons.template(e.contrast, e.fillings.places), *copied, *named]
    # where hardly anything is copied, other facts stand everywhere and say nothing
    differs = e.most >= TEMPLATE_SHARE and e.contrast.substitutions
    differing = [*([reasons.facts_differ(e.contrast)] if differs else []), *named]
    if e.least >= VERBATIM_SHARE and e.resemblance >= VERBATIM_RESEMBLANCE:
        return MatchClass.VERBATIM, [reasons.whole(e.least, e.resemblance), *copied, *differing]
    cut = e.most >= EXCERPT_SHARE and e.least < CUT_SHARE
    if not cut and (e.least >= EDITED_SHARE or _resembles(e)):
        return _edited(e, [*copied, *differing])
    if e.most >= EXCERPT_SHARE and (e.most >= EXCHANGED_SHARE or not exchanged(e)):
        return _part(e, reasons.contained(e.share_a, e.share_b), [*copied, *differing])
    from syndicheck.matching.thirdparty import from_a_third  # most copies are told before that

    third = from_a_third(e)
    closing = False
    if e.layout is not None and third is None and is_block(e, e.layout):
        block = e.layout.block
        closing = closes(block.a, block.a_end, len(e.a.tokens.keys)) and closes(
            block.b, block.b_end, len(e.b.tokens.keys)
        )
        if not closing:
            return _part(e, reasons.block(block), [*copied, *differing])
    if third is None and not closing and in_step(e):
        return _edited(e, [*copied, *differing], cut=e.least < IN_STEP_CUT * e.most)
    if e.layout is not None and third is None and is_patchwork(e, e.layout):
        return excerpt(e, reasons.contained(e.share_a, e.share_b), [*copied, *differing])
    track = followed(e) or _restyled(e)
    if track is not None:
        least = min(track.share_a, track.share_b)
        return MatchClass.EDITED, [reasons.followed(least, track.density), *copied, *differing]
    if e.layout is not None and closing:
        return MatchClass.RELATED, [reasons.closing(e.layout.block), *copied, *differing]
    from syndicheck.matching import reworded

    alignment = reworded.rewritten(e)
    if alignment is not None:
        return MatchClass.REWRITE, [reasons.rewrite(alignment), *copied, *differing]
    if e.most < BOILERPLATE_BODY and e.most + max(marked_share(e.a), marked_share(e.b)) >= BOILERPLATE_TEXT:
        whole_a, whole_b = whole_shares(e)
        if max(whole_a, whole_b) >= BOILERPLATE_TEXT:
            return MatchClass.BOILERPLATE_ONLY, [reasons.boilerplate(whole_a, whole_b), *copied]
    shuffled = reworded.shuffled(e) if third is None else None
    if shuffled is not None:
        found = MatchClass.EDITED if e.least >= reworded.NEW_EDITION else MatchClass.REWRITE
        return found, [reasons.shuffled(shuffled), *copied, *differing]
    if e.passages:
        return MatchClass.RELATED, [third or two_occasions(e) or reasons.too_little(e.most), *copied, *differing]
    return MatchClass.NONE, [reasons.nothing(), *reworded.same_facts(e)]


def _restyled(e: Evidence) -> Track | None:
    """How two texts follow each other, if the facts that differ are the same in the style of another house."""
    if not e.contrast.substitutions and not e.fillings.places:
        return None
    from syndicheck.matching.restyled import restyled  # few pairs ask

    return restyled(e)


def _one_name_differs(e: Evidence) -> list[Reason]:
    """The alarm that two texts are the same but for one name."""
    if e.layout is None or e.resemblance < EDITED_RESEMBLANCE or e.a.facts.vocabulary == e.b.facts.vocabulary:
        return []
    from syndicheck.matching.onename import one_name

    found = one_name(e)
    if found is None or (found[2] == 1 and e.contrast.substitutions):
        return []  # what differs in one place is told as such
    return [reasons.one_name(*found)]


def _edited(e: Evidence, others: list[Reason], *, cut: bool = False) -> tuple[MatchClass, list[Reason]]:
    """An edited copy, or a part of one, unless only the background is the same."""
    news = two_occasions(e)
    if news is not None:
        return MatchClass.RELATED, [news, *others]
    if cut:
        return excerpt(e, reasons.contained(e.share_a, e.share_b), others)
    return MatchClass.EDITED, [reasons.edited(e.least, e.resemblance), *others]


def _part(e: Evidence, why: Reason, others: list[Reason]) -> tuple[MatchClass, list[Reason]]:
    """A part of a text, unless it is all of both but for single words."""
    if fill_each_other(e):
        return _edited(e, others)
    return excerpt(e, why, others)


def _resembles(e: Evidence) -> bool:
    if e.resemblance >= TEMPLATE_RESEMBLANCE:
        return True
    return e.resemblance >= EDITED_RESEMBLANCE and len(e.contrast.substitutions) <= EDITED_SUBSTITUTIONS


def score(found: MatchClass, e: Evidence) -> float:
    """0…1: mostly how much of the shorter text is explained, then how much of both."""
    copied = 0.5 * e.most + 0.3 * e.least + 0.2 * e.resemblance
    if found is MatchClass.REWRITE:
        return max(copied, 0.4)
    return round(copied, 6)
