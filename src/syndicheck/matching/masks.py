"""Words that are hidden from the reader: ``@@@``, blocks, the sign for what could not be read.

Corpora and leaks black out words so. What stood there is unknown, and no difference from what another text has.
"""

from __future__ import annotations

from collections.abc import Sequence

_ALWAYS = frozenset("@\ufffd\u25a0\u25a1\u25ae\u25cf\u25fc\u25fb" + "".join(map(chr, range(0x2580, 0x25A0))))
"""Signs that hide a letter or a word wherever one stands alone."""

_SEVERAL = frozenset("*#_x•")
"""Signs that do so when several stand together: one alone is a footnote, a list, a letter."""

WORDS = 4
"""Words that one mask may stand for."""


def hidden(was: str, now: str) -> bool:
    """Whether two wordings differ only where one of the two hides something."""
    if _ALWAYS.isdisjoint(was + now) and _SEVERAL.isdisjoint(was + now):
        return False
    one, other = was.split(), now.split()
    return _covers(one, other) or _covers(other, one)


def _covers(plain: Sequence[str], masked: Sequence[str]) -> bool:
    """Whether a wording with masks may be the other one."""
    masks = [_is_mask(word) for word in masked]
    if len(plain) == len(masked):
        return any(map(_has_mask, masked)) and all(
            is_mask or _may_be(word, other) for is_mask, word, other in zip(masks, masked, plain, strict=True)
        )
    if sum(masks) <= sum(map(_is_mask, plain)):
        return False  # what both have is no mask but a bullet, and what one has more is seen
    seen = iter(plain)
    kept = [word for word, is_mask in zip(masked, masks, strict=True) if not is_mask and any(map(str.isalnum, word))]
    in_order = all(any(_may_be(word, other) for other in seen) for word in kept)
    return in_order and len(plain) - len(kept) <= WORDS * sum(masks)


def _is_mask(word: str) -> bool:
    """Whether a word is nothing but a mask; signs around it aside."""
    core = word.strip(".,;:!?\"'“”„‘’«»()[]-")
    if not core:
        return False
    return _ALWAYS.issuperset(core) or (len(core) > 1 and _SEVERAL.issuperset(core) and len(set(core)) == 1)


def _has_mask(word: str) -> bool:
    return not _ALWAYS.isdisjoint(word) or "*" in word


def _may_be(masked: str, plain: str) -> bool:
    """Whether a word is another one, hidden letters aside."""
    return len(masked) == len(plain) and all(
        one == other or one in _ALWAYS or one == "*"
        for one, other in zip(masked.casefold(), plain.casefold(), strict=True)
    )
