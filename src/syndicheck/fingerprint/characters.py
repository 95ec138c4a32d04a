"""What each character is to a token, in tables: for hashing many texts without a Python object for any token.

Where a text has only characters that count for themselves, these tables say the same as
:func:`~syndicheck.text.tokenise`. The other texts (combining marks, invisible characters, broken encodings, two
alphabets in one word) are told by :func:`usable_by`.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from syndicheck.expressions import expression
from syndicheck.text import lookalikes, mojibake
from syndicheck.text.normal import folded_character
from syndicheck.text.scripts import MARKS, UNSPACED
from syndicheck.text.tokens import POINTS, SAME_LETTER

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SIZE = 0x10000
"""Characters that the tables know: those of the Basic Multilingual Plane."""

KIND = np.uint8(7)
"""The bits of a character's class that say what it is to a token, one of the five:"""

SEPARATOR, LETTER, UNIT, APOSTROPHE, SLOW = range(5)

BEGINS_BROKEN, CONTINUES_BROKEN, LATIN, FOREIGN, UNUSABLE = 8, 16, 32, 64, 128
"""What it tells of its text: it may begin a broken sequence, or go on with one, is a letter of one of two alphabets, or
does not count for itself."""

_COMBINES = expression(f"[{MARKS}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
"""Marks, and the letters that Hangul syllables are composed of."""
_WORD_CHARACTER = expression(r"[^\W_]")
_UNSPACED_CHARACTER = expression(f"[{UNSPACED}]")


@cache
def tables() -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """What each character becomes; what it is to a token, with what it tells of its text."""
    folds = np.arange(_SIZE, dtype=np.uint16)
    classes = np.full(_SIZE, SLOW, dtype=np.uint8)
    traits = np.zeros(_SIZE, dtype=np.uint8)
    same = {chr(code): chr(other) if isinstance(other, int) else other for code, other in SAME_LETTER.items()}
    for code in range(_SIZE):
        char = chr(code)
        normal = folded_character(char)
        folded = normal.casefold()
        if mojibake.possible(char):
            traits[code] |= BEGINS_BROKEN
        if mojibake.continues(char):
            traits[code] |= CONTINUES_BROKEN
        if lookalikes.possible(normal + "a"):
            traits[code] |= FOREIGN
        if lookalikes.possible(normal + "\u0430"):
            traits[code] |= LATIN
        folded = same.get(folded, folded)
        if len(folded) != 1 or ord(folded) >= _SIZE or POINTS.match(folded):
            continue
        if any(unicodedata.category(c)[0] == "M" or _COMBINES.match(c) for c in (char, folded)):
            continue
        folds[code] = ord(folded)
        if _UNSPACED_CHARACTER.match(folded):
            classes[code] = UNIT
        elif _WORD_CHARACTER.match(folded):
            classes[code] = LETTER
        else:
            classes[code] = APOSTROPHE if folded == "'" else SEPARATOR
    classes[-1] = SLOW  # stands for everything beyond
    traits[classes == SLOW] |= UNUSABLE
    return folds, classes | traits


@cache
def whole_table() -> NDArray[np.uint64]:
    """Both tables in one, the class from the 17th bit on."""
    folds, classes = tables()
    return classes.astype(np.uint64) << np.uint64(16) | folds


def places(joined: str) -> NDArray[np.uint32]:
    """The characters as places in the tables; the last place does for all that these do not know. The last character
    must not be NUL, which numpy takes away.
    """
    known: NDArray[np.uint32] = np.array([joined]).view(np.uint32)
    return np.minimum(known, np.uint32(_SIZE - 1), out=known)


def usable_by(held: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Of which texts each character counts for itself, and no two alphabets meet, by what their characters tell."""
    usable: NDArray[np.bool_] = (held & UNUSABLE == 0) & (held & (LATIN | FOREIGN) != (LATIN | FOREIGN))
    return usable
