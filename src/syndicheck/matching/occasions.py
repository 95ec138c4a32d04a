"""Two releases of one issuer on two occasions: the news differs, and the same is what he always says of himself.

Such a pair is copied to nine tenths, and yet the one is no copy of the other: the tenth is what was announced. A copy
under another lead looks the same by its shares. What tells them apart is the rest: a report takes up again what it
opened with, who did it, where, how much; a portrait, or what a trust says under every filing, does not know the
occasion. So where each text has a passage in place of the other's, and neither passage is echoed by what both share,
the two tell other news.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, pairwise

from syndicheck.matching.evidence import CHARACTERS_PER_WORD, Evidence, Prepared

NEWS_SHARE = 0.05
NEWS_WORDS = 8
NEWS_STEMS = 5
"""What each text has in place of the other's: so large a part of what is equal besides, so many words, and so many
different stems of its own."""

NEWS_ECHO = 0.25
"""Part of these stems that comes back in what both share, and part of either passage that the other has too. Of 120
copies under a stranger's lead none has less: the lead that they lost is echoed to 0.28 and more."""

STEM = 5
"""Letters by which words are compared: what follows is mostly inflection."""

CONTENT_LENGTH = 4
"""Letters from which a word counts; shorter ones are mostly grammar, in most languages."""

SHOWN_WORDS = 12
"""Words of either passage that a reason shows."""


def other_news(e: Evidence) -> tuple[str, str] | None:
    """What the shorter and the longer text have in place of each other, where this is all the news; else ``None``."""
    ends = len(e.a.tokens.keys), len(e.b.tokens.keys)
    # whose report it is, and who helped, may stand behind all that is the same; news does not
    exchanged = [
        gap for gap in e.gaps.each if gap.exchanged and (gap.inner or (gap.a_end, gap.b_end) != ends or not gap.a)
    ]
    if not exchanged:
        return None
    gap = max(exchanged, key=lambda gap: gap.least)
    unspaced = e.a.tokens.unspaced
    least = NEWS_WORDS * (CHARACTERS_PER_WORD if unspaced else 1)
    if gap.least < max(least, NEWS_SHARE * (gap.least + e.gaps.fewest)):
        return None
    keys_a, keys_b = e.a.tokens.keys, e.b.tokens.keys
    here = _stems(keys_a[gap.a : gap.a_end], unspaced)
    there = _stems(keys_b[gap.b : gap.b_end], unspaced)
    if len(here & there) > NEWS_ECHO * min(len(here), len(there)):
        return None
    shared = _stems(compress(keys_a, e.gaps.equal[0]), unspaced)
    for own in (here - there, there - here):
        if len(own) < NEWS_STEMS or len(own & shared) > NEWS_ECHO * len(own):
            return None
    return _shown(e.a, gap.a, gap.a_end), _shown(e.b, gap.b, gap.b_end)


def _stems(keys: Iterable[str], unspaced: bool) -> frozenset[str]:
    """The words of a passage by their first letters; pairs of characters where a script has no blanks."""
    if unspaced:
        return frozenset(map("".join, pairwise(keys)))
    return frozenset([key[:STEM] for key in frozenset(keys) if len(key) >= CONTENT_LENGTH or key.isdigit()])


def _shown(prepared: Prepared, start: int, end: int) -> str:
    """The beginning of a passage, on one line."""
    tokens = prepared.tokens
    last = min(end, start + round(SHOWN_WORDS * (CHARACTERS_PER_WORD if tokens.unspaced else 1)))
    return " ".join(prepared.text[tokens.starts[start] : tokens.ends[last - 1]].split())
