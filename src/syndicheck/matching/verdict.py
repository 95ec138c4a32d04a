"""What two texts are to each other. The question behind every class: are they one text and its descendants?

The steps, first answer wins:

1. too little text on one side → *too short*;
2. the words between the copied ones are facts, others here than there, again and again → *template*;
3. both are copied nearly whole → *verbatim* or *edited*, unless each opens with news that the rest knows nothing of:
   one issuer, who tells of himself what he always tells → *related*;
4. one is copied nearly whole, the other goes on → *excerpt*;
5. all that they share they may have from a third (quotations, a document, a table) → *related*, unless 9 or 10 says
   more;
6. both go on, but one dense block of the one stands in the other → *excerpt*, unless it is only the closing part,
   which is where notices stand;
7. where both say something at one place it is the same but for small edits, and what else there is are parts left out
   and put in → *edited* or *excerpt*;
8. a part of the one is put together from pieces of the other, in another order → *excerpt*;
9. word follows word with single ones exchanged everywhere → *edited*;
10. sentence follows sentence in other words, with the same facts → *rewrite*;
11. they share marks and nothing else → *boilerplate-only*;
12. nearly every sentence has one that says the same in the other, in any order, with the same facts → *edited* or
    *rewrite*;
13. something is copied → *related*, else *none*.

The thresholds were read off the development corpora (US Senate releases, an archive of press releases, the DAnIEL and
Telegram pairs) and seeded synthetic copies, at places where the two kinds lie well apart;
``tests/eval/matching_labels.py`` measures them.
"""

from __future__ import annotations

from syndicheck.matching import reasons
from syndicheck.matching.evidence import (
    CHARACTERS_PER_WORD,
    Evidence,
    Prepared,
    marked_share,
    whole_shares,
    word_counts,
)
from syndicheck.matching.layout import Layout, Track, follow, patchwork
from syndicheck.matching.rewrite import Alignment, Shuffled, align, in_any_order
from syndicheck.matching.thirdparty import listing, quoted_document, quoted_only
from syndicheck.model.matches import MatchClass
from syndicheck.model.reasons import Reason

# ── how much text there must be ───────────────────────────────────────────────────────────────────────────

LEAST_WORDS = 25
"""Words of a body below which nothing is said about it."""

BRIEF_WORDS = 40
"""Below this, one stock sentence would make "100 %": only two bodies that are equal as a whole are compared."""

# ── shares ────────────────────────────────────────────────────────────────────────────────────────────────

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
"""The same where a fact amid the text is another, and other words with it (:data:`PURE_BLOCK_DENSITY`): two releases on
two votes on one bill."""

CUT_SHARE = 0.8
"""When less than this of the other text is copied then, it was cut rather than edited."""

# ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────

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

OPENING_BLOCK_WORDS = 80
OPENING_BLOCK_DENSITY = 0.93
"""Equal words of a block with which one of the two texts begins, and that is nearly all they share, no fact differing:
an item of a round-up. However little of either text it is, it is evidence: notices do not stand in front."""

THIRD_WORDS = 30
"""Copied words from which on it is asked whether both have them from a third: fewer are a phrase, or a headline."""

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
paragraphs of a text, one of them moved, under a lead of one's own."""

PATCHWORK_CLOSING = 1 / 3
"""Pieces that all stand behind this part of both texts may be the notices there, in any order."""

CLOSING_WORDS = 15
CLOSING_PART = 0.33
"""A block is "the closing part" of a text when at most so many words follow it, or a third of what comes before it
(contacts and tags stand behind a notice) …"""

OPENING_WORDS = 25
"""… and at least so many come before it."""

# ── templates ─────────────────────────────────────────────────────────────────────────────────────────────

TEMPLATE_SHARE = 0.3
"""Least share, on the side that shares more, for two texts to be of one template."""

TEMPLATE_SUBSTITUTIONS = 3
"""Places filled with different facts; or one, if the filling comes back elsewhere (475 of 476 law-firm notices)."""

TEMPLATE_RESEMBLANCE = 0.72
"""Above this, joint releases too differ in a name here and a number there (abbreviations, errors), and a text from its
update. Then only another subject or other figures throughout make a form; no labelled pair of forms is so alike,
grants to one town after the other are."""

TEMPLATE_REPEATED = 3
"""One own fact of each text stands in so many places where the other has its own: one town for another."""

SUBJECT_TWICE = 2
SUBJECT_PLACES = 4
"""So often one name stands for one other, a figure is exchanged as well, and names and figures are in so many places:
the next town, and its grant. A name that was corrected, and a figure with it, stand in fewer as a rule."""

SUBJECT_THROUGHOUT = 3
ONE_NAME_RESEMBLANCE = 0.9
"""Or in so many places, or in fewer of :data:`SUBJECT_PLACES` with names, up to this resemblance, without a figure: a
town stands wherever a page for it can name it. In a longer text the one name that differs is more likely an error."""

PERIOD_PLACES = 2
PERIOD_FIGURES = 3
"""Or in so many places another month stands alone, or so many different months are others, and so many different
figures, one more in the second case: a monthly notice. When something is put off, it is one day that is another, and
the month has it beside it."""

TEMPLATE_FIGURES = 5
TEMPLATE_FIGURES_PART = 0.5
"""Facts differ in so many places, and this part of all numbers is exchanged: a monthly notice. A copy with altered
numbers keeps most of them."""

FILLED_PLACES = 4
FILLED_NUMBERS = 2
RENUMBERED = 0.75
"""So many small places are filled with each text's own words, figures in so many of them, and this part of all figures
is exchanged: a form in any script. Of 539 joint releases and 3,000 copies with a third of their facts altered none has
this; of forms with all figures exchanged nine in ten."""

RENUMBERED_FIGURES = 4
RENUMBERED_ROW = 0.8
RENUMBERED_NAMES = 3
"""Above :data:`TEMPLATE_RESEMBLANCE` so many different figures are, and :data:`TEMPLATE_FIGURES` facts in all; or this
part of a row of figures, whatever stands in the boilerplate around it; or fewer, where names are others in so many
places. Where two figures of a report are brought up to date each may stand in many places."""

UPDATED_FIGURES = 2
"""So many different figures, without a name, are a text brought up to date, however often they stand: the day to which
something is put off, and the hour."""

FILLED_SHARE = 0.5
"""Least part of either text that is the same, word by word, for this to be asked."""

SUSPECTED = 0.4
"""Part of the figures of both texts that the other has nowhere: fewer, and the places are not looked at."""

ALTERED_FACTS = 0.25
ALTERED_NUMBERS = 0.5
"""Parts of the facts, and of the figures, up to which those in :data:`TEMPLATE_SUBSTITUTIONS` places are edits, where
the two texts say the same otherwise (:data:`IN_STEP_APART`)."""

# ── edits, and parts left out or put in ───────────────────────────────────────────────────────────────────

IN_STEP_APART = 0.06
"""Of what both texts say at one place, the part that may differ. Joint releases have 0.02, releases of one template
0.2 in the middle …"""

MUCH_EDITED = 0.1
MUCH_EDITED_APART = 0.03
"""… or single words, if they are no more than this of it, and next to nothing else differs. Of 572 labelled pairs none
that is no template by its facts has either."""

IN_STEP_SHARE = 0.5
"""Part of either text that must be copied then …"""

IN_STEP_CUT = 0.85
"""… and when of the other text less than this part of it is, then one is a part rather than an edited copy."""

BACKGROUND_SHARE = 0.5
"""Part of one of the two texts that must be copied before it is asked whether this is but the background of other
news (:mod:`~syndicheck.matching.occasions`)."""

# ── words exchanged everywhere ────────────────────────────────────────────────────────────────────────────

ALONG_COPIED = 0.15
"""Share that must still be copied in runs: the facts between them are what tells a copy from a form."""

ALONG_SHARE = 0.9
ALONG_DENSITY = 0.65
ALONG_APART = 0.02
"""Parts of both texts that follow each other word by word; of these, equal words, and words in gaps too long for an
edit. Releases of one occasion follow each other to 0.89 of their words, or have 0.1 and more in such gaps."""

ALONG_SUBSTITUTIONS = 1

ALONG_TOKENS = 6_000
"""Longer texts are not read along each other: memory grows with the product of their lengths."""

# ── rewriting ─────────────────────────────────────────────────────────────────────────────────────────────

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

# ── boilerplate ───────────────────────────────────────────────────────────────────────────────────────────

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
    if _one_template(e):
        return MatchClass.TEMPLATE, [reasons.template(e.contrast, e.fillings.places), *copied, *named]
    # where hardly anything is copied, other facts stand everywhere and say nothing
    differs = e.most >= TEMPLATE_SHARE and e.contrast.substitutions
    differing = [*([reasons.facts_differ(e.contrast)] if differs else []), *named]
    if e.least >= VERBATIM_SHARE and e.resemblance >= VERBATIM_RESEMBLANCE:
        return MatchClass.VERBATIM, [reasons.whole(e.least, e.resemblance), *copied, *differing]
    cut = e.most >= EXCERPT_SHARE and e.least < CUT_SHARE
    if not cut and (e.least >= EDITED_SHARE or _resembles(e)):
        return _edited(e, [*copied, *differing])
    if e.most >= EXCERPT_SHARE and (e.most >= EXCHANGED_SHARE or not _exchanged(e)):
        return _excerpt(e, reasons.contained(e.share_a, e.share_b), [*copied, *differing])
    third = _from_a_third(e)
    closing = False
    if e.layout is not None and third is None and _is_block(e, e.layout):
        block = e.layout.block
        closing = _closes(block.a, block.a_end, len(e.a.tokens.keys)) and _closes(
            block.b, block.b_end, len(e.b.tokens.keys)
        )
        if not closing:
            return _excerpt(e, reasons.block(block), [*copied, *differing])
    if third is None and not closing and _in_step(e):
        return _edited(e, [*copied, *differing], cut=e.least < IN_STEP_CUT * e.most)
    if e.layout is not None and third is None and _is_patchwork(e, e.layout):
        return _excerpt(e, reasons.contained(e.share_a, e.share_b), [*copied, *differing])
    track = _followed(e)
    if track is not None:
        least = min(track.share_a, track.share_b)
        return MatchClass.EDITED, [reasons.followed(least, track.density), *copied, *differing]
    if e.layout is not None and closing:
        return MatchClass.RELATED, [reasons.closing(e.layout.block), *copied, *differing]
    alignment = _rewritten(e)
    if alignment is not None:
        return MatchClass.REWRITE, [reasons.rewrite(alignment), *copied, *differing]
    if e.most < BOILERPLATE_BODY and e.most + max(marked_share(e.a), marked_share(e.b)) >= BOILERPLATE_TEXT:
        whole_a, whole_b = whole_shares(e)
        if max(whole_a, whole_b) >= BOILERPLATE_TEXT:
            return MatchClass.BOILERPLATE_ONLY, [reasons.boilerplate(whole_a, whole_b), *copied]
    shuffled = _shuffled(e) if third is None else None
    if shuffled is not None:
        found = MatchClass.EDITED if e.least >= NEW_EDITION else MatchClass.REWRITE
        return found, [reasons.shuffled(shuffled), *copied, *differing]
    if e.passages:
        return MatchClass.RELATED, [third or _other_news(e) or reasons.too_little(e.most), *copied, *differing]
    return MatchClass.NONE, [reasons.nothing(), *_same_facts(e)]


def _same_facts(e: Evidence) -> list[Reason]:
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


def _one_name_differs(e: Evidence) -> list[Reason]:
    """The alarm that two texts are the same but for one name."""
    if e.layout is None or e.resemblance < EDITED_RESEMBLANCE or e.a.facts.vocabulary == e.b.facts.vocabulary:
        return []
    from syndicheck.matching.onename import one_name

    found = one_name(e)
    if found is None or (found[2] == 1 and e.contrast.substitutions):
        return []  # what differs in one place is told as such
    return [reasons.one_name(*found)]


def _excerpt(e: Evidence, why: Reason, others: list[Reason]) -> tuple[MatchClass, list[Reason]]:
    """A part of a text; which part, where that is its beginning, as of a stub before a paywall."""
    if e.layout is not None and e.share_b < e.share_a:
        block = e.layout.block
        if block.b <= BEGINS_BEFORE and block.equal >= BLOCK_PART * e.copied and block.density >= BLOCK_DENSITY:
            return MatchClass.EXCERPT, [why, reasons.beginning(block.b_end / len(e.b.tokens.keys)), *others]
    return MatchClass.EXCERPT, [why, *others]


def _edited(e: Evidence, others: list[Reason], *, cut: bool = False) -> tuple[MatchClass, list[Reason]]:
    """An edited copy, or a part of one, unless only the background is the same."""
    news = _other_news(e)
    if news is not None:
        return MatchClass.RELATED, [news, *others]
    if cut:
        return _excerpt(e, reasons.contained(e.share_a, e.share_b), others)
    return MatchClass.EDITED, [reasons.edited(e.least, e.resemblance), *others]


def _other_news(e: Evidence) -> Reason | None:
    """Why two texts that share most of their words tell of two occasions, if so."""
    if e.most < BACKGROUND_SHARE:
        return None
    from syndicheck.matching.occasions import other_news
    from syndicheck.matching.release import same_language

    if not same_language(e.a, e.b):  # it may be the same news in another language
        return None
    news = other_news(e)
    return None if news is None else reasons.other_news(e.most, *news)


def _in_step(e: Evidence) -> bool:
    """Whether two texts say the same wherever both say something, but for small edits."""
    return e.least >= IN_STEP_SHARE and _says_the_same(e)


def _says_the_same(e: Evidence) -> bool:
    apart, edited = e.gaps.apart, e.gaps.edited
    return apart + edited <= IN_STEP_APART or (apart <= MUCH_EDITED_APART and edited <= MUCH_EDITED)


def _from_a_third(e: Evidence) -> Reason | None:
    """Why what two texts share need not come from either of them, if so."""
    least = THIRD_WORDS * (CHARACTERS_PER_WORD if e.a.tokens.unspaced else 1)
    # runs may overlap: together they are an upper bound
    if e.layout is None or sum(run.size for run in e.runs) < least or e.covered[0].count(1) < least:
        return None
    if quoted_only(e):
        return reasons.quotes_only(e.most)
    if listing(e):
        return reasons.listing(e.most)
    if quoted_document(e, e.layout.block):
        return reasons.quoted_document(e.layout.block)
    return None


def _one_template(e: Evidence) -> bool:
    """The same skeleton with other facts in its slots."""
    if e.layout is None or e.most < ALONG_COPIED:
        return False
    if e.resemblance >= TEMPLATE_RESEMBLANCE:
        places = _otherwise(e) and sum(gap.exchanged for gap in e.gaps.each)
        return places >= SUBJECT_TWICE and (_of_another(e) or _renumbered(e))
    return (_filled_anew(e) or _other_facts(e)) and not _brought_up_to_date(e)


def _otherwise(e: Evidence) -> bool:
    """Whether both texts have words that the other has nowhere; most that are so alike have none."""
    a, b = e.a.facts.vocabulary, e.b.facts.vocabulary
    return not (a <= b or b <= a)


def _of_another(e: Evidence) -> bool:
    """Whether the subject of a text is another one throughout, or its month."""
    found = e.fillings
    least = PERIOD_FIGURES if found.dated >= PERIOD_PLACES else PERIOD_FIGURES + 1
    if max(found.dated, found.days) >= PERIOD_PLACES and found.figures >= least:
        return True
    if e.contrast.repeated >= TEMPLATE_REPEATED and not _says_the_same(e):
        return True  # whole sentences are others, and the subject is in them
    if found.subject < SUBJECT_TWICE:
        return False
    if found.figures > 0:
        return found.named + found.numbered >= SUBJECT_PLACES
    often = found.subject >= SUBJECT_THROUGHOUT or found.named >= SUBJECT_PLACES
    return often and e.resemblance < ONE_NAME_RESEMBLANCE


def _renumbered(e: Evidence) -> bool:
    """Whether the figures of a text are others wherever they stand, or all of a row are."""
    found = e.fillings
    if found.exchanges < TEMPLATE_FIGURES:
        return False
    if found.figures < RENUMBERED_FIGURES:
        return found.figures >= FILLED_NUMBERS and found.named >= RENUMBERED_NAMES and found.renumbered >= RENUMBERED
    return (
        found.renumbered >= RENUMBERED
        or found.row >= RENUMBERED_ROW
        or (len(e.contrast.substitutions) >= TEMPLATE_FIGURES and e.contrast.figures >= TEMPLATE_FIGURES_PART)
    )


def _other_facts(e: Evidence) -> bool:
    """Whether facts differ between the copied runs, more of them than an editor alters."""
    if e.most < TEMPLATE_SHARE:
        return False
    found = e.contrast
    places = len(found.substitutions)
    if found.repeated >= TEMPLATE_REPEATED or (places >= TEMPLATE_FIGURES and found.figures >= TEMPLATE_FIGURES_PART):
        return True
    if places >= 1 and found.recurring >= 1:
        return True
    return places >= TEMPLATE_SUBSTITUTIONS and not _altered(e)


def _brought_up_to_date(e: Evidence) -> bool:
    """Whether a text says the same as the other but for another day, and a few figures, however often they stand."""
    found = e.fillings
    return not found.named and found.days < PERIOD_PLACES and found.figures <= UPDATED_FIGURES and _says_the_same(e)


def _altered(e: Evidence) -> bool:
    """Whether single facts of a text were altered, and it was not filled in anew."""
    if not _says_the_same(e):
        return False
    return e.fillings.facts <= ALTERED_FACTS and e.fillings.renumbered < ALTERED_NUMBERS


def _filled_anew(e: Evidence) -> bool:
    """Whether nearly all figures of a text are others, in places where the other has its own, or its subject is."""
    suspected = True
    for mine, other in ((e.a.facts, e.b.facts), (e.b.facts, e.a.facts)):
        figures = [fact for fact in mine.facts if any(map(str.isdigit, fact))]
        fresh = sum(fact not in other.vocabulary for fact in figures)
        if not fresh:
            return False
        suspected = suspected and fresh >= max(FILLED_NUMBERS, SUSPECTED * len(figures))
    if suspected:
        found = e.fillings
        if (
            len(found.places) >= FILLED_PLACES
            and found.numbers >= FILLED_NUMBERS
            and found.renumbered >= RENUMBERED
            and e.gaps.alike >= FILLED_SHARE
        ):
            return True
    return e.least >= FILLED_SHARE and _of_another(e)


def _resembles(e: Evidence) -> bool:
    if e.resemblance >= TEMPLATE_RESEMBLANCE:
        return True
    return e.resemblance >= EDITED_RESEMBLANCE and len(e.contrast.substitutions) <= EDITED_SUBSTITUTIONS


def _is_block(e: Evidence, layout: Layout) -> bool:
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
    if substitutions > BLOCK_SUBSTITUTIONS or _exchanged(e):
        return False
    return part >= BLOCK_PART and block.density >= BLOCK_DENSITY


def _exchanged(e: Evidence) -> bool:
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


def _is_patchwork(e: Evidence, layout: Layout) -> bool:
    """Whether a part of one text is made of pieces of the other that stand there in another order."""
    if e.most < PATCHWORK_SHARE or len(e.contrast.substitutions) > BLOCK_SUBSTITUTIONS:
        return False
    in_order = sum(run.size for run in layout.chain) / e.copied
    if in_order > MOVED_ORDER:
        return False
    if in_order > PATCHWORK_ORDER:
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


def _followed(e: Evidence) -> Track | None:
    """How the two follow each other word by word, if they do from beginning to end with the same facts."""
    if e.most < ALONG_COPIED or len(e.contrast.substitutions) > ALONG_SUBSTITUTIONS:
        return None
    lengths = sorted((len(e.a.tokens.keys), len(e.b.tokens.keys)))
    if lengths[0] < ALONG_SHARE * ALONG_DENSITY * lengths[1] or lengths[1] > ALONG_TOKENS:
        return None
    # words that both have in any order are an upper bound of those in order, which take longer to find
    here, there = word_counts(e.a), word_counts(e.b)
    both = here.keys() & there.keys()
    if (
        sum(map(min, map(here.__getitem__, both), map(there.__getitem__, both)))
        < ALONG_SHARE * ALONG_DENSITY * lengths[1]
    ):
        return None
    track = follow(e.a.tokens.keys, e.b.tokens.keys)
    whole = min(track.share_a, track.share_b) >= ALONG_SHARE
    return track if whole and track.density >= ALONG_DENSITY and track.apart <= ALONG_APART else None


def _closes(block_start: int, block_end: int, length: int) -> bool:
    """Whether a block is the closing part of a text: where notices stand."""
    return block_start >= OPENING_WORDS and length - block_end <= max(CLOSING_WORDS, CLOSING_PART * block_start)


def _rewritten(e: Evidence) -> Alignment | None:
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


def _shuffled(e: Evidence) -> Shuffled | None:
    """What two texts say alike in another order, where this is nearly all that either says."""
    if e.most < SHUFFLED_COPIED or len(e.contrast.substitutions) > BLOCK_SUBSTITUTIONS or _other_news(e) is not None:
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


def score(found: MatchClass, e: Evidence) -> float:
    """0…1: mostly how much of the shorter text is explained, then how much of both."""
    copied = 0.5 * e.most + 0.3 * e.least + 0.2 * e.resemblance
    if found is MatchClass.REWRITE:
        return max(copied, 0.4)
    return round(copied, 6)
