"""Two texts that say the same from beginning to end: an edited copy, unless the little that differs is the news.

A copy was cut, and got paragraphs of its own, and has other words here and there; where both texts say something it is
the same. Where words were exchanged so densely that hardly a run of equal ones is left, the two can still be read along
each other.
"""

from __future__ import annotations

from syndicheck.matching import reasons
from syndicheck.matching.evidence import Evidence, word_counts
from syndicheck.matching.layout import Track, follow
from syndicheck.model.reasons import Reason

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

FILLED_BY_BLOCK = 0.8
"""Part of either text from which on a block is the text, not a part of it."""

BACKGROUND_SHARE = 0.5
"""Part of one of the two texts that must be copied before it is asked whether this is but the background of other
news (:mod:`~syndicheck.matching.occasions`)."""

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


def in_step(e: Evidence) -> bool:
    """Whether two texts say the same wherever both say something, but for small edits."""
    return e.least >= IN_STEP_SHARE and says_the_same(e)


def says_the_same(e: Evidence) -> bool:
    """The same of two texts however little of either is copied."""
    apart, edited = e.gaps.apart, e.gaps.edited
    return apart + edited <= IN_STEP_APART or (apart <= MUCH_EDITED_APART and edited <= MUCH_EDITED)


def fill_each_other(e: Evidence) -> bool:
    """Whether one copied part is nearly all of both texts: neither goes on, and words were exchanged in it."""
    if e.layout is None or e.least < IN_STEP_CUT * e.most:
        return False
    block = e.layout.block
    parts = (block.a_end - block.a, e.a), (block.b_end - block.b, e.b)
    return all(words >= FILLED_BY_BLOCK * len(prepared.tokens.keys) for words, prepared in parts)


def followed(e: Evidence) -> Track | None:
    """How the two follow each other word by word, if they do from beginning to end with the same facts."""
    return None if len(e.contrast.substitutions) > ALONG_SUBSTITUTIONS else in_line(e)


def in_line(e: Evidence, share: float = ALONG_SHARE) -> Track | None:
    """The same whatever facts stand between the copied runs, for a part of both texts."""
    if e.most < ALONG_COPIED:
        return None
    lengths = sorted((len(e.a.tokens.keys), len(e.b.tokens.keys)))
    if lengths[0] < share * ALONG_DENSITY * lengths[1] or lengths[1] > ALONG_TOKENS:
        return None
    # words that both have in any order are an upper bound of those in order, which take longer to find
    here, there = word_counts(e.a), word_counts(e.b)
    both = here.keys() & there.keys()
    if sum(map(min, map(here.__getitem__, both), map(there.__getitem__, both))) < share * ALONG_DENSITY * lengths[1]:
        return None
    track = follow(e.a.tokens.keys, e.b.tokens.keys)
    whole = min(track.share_a, track.share_b) >= share
    return track if whole and track.density >= ALONG_DENSITY and track.apart <= ALONG_APART else None


def two_occasions(e: Evidence) -> Reason | None:
    """Why two texts that share most of their words tell of two occasions, if so."""
    if e.most < BACKGROUND_SHARE:
        return None
    from syndicheck.matching.occasions import other_news
    from syndicheck.matching.release import same_language

    if not same_language(e.a, e.b):  # it may be the same news in another language
        return None
    news = other_news(e)
    return None if news is None else reasons.other_news(e.most, *news)
