"""Words to compare, each with its place in the original text."""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence, Set
from itertools import accumulate
from unicodedata import category

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.model.spans import Span
from syndicheck.text.normal import is_plain, normalise
from syndicheck.text.scripts import MARKS, UNSPACED

SHARE_UNSPACED = 0.5
"""From this share of single-character tokens on, a text counts as written without spaces."""

_ASCII_WORDS = expression(r"([a-z0-9]+(?:'[a-z0-9]+)*)")
_LETTER = rf"[^\W_{UNSPACED}]"
_STACKED = "\u17d2[\u1780-\u17b3]|\u1039[\u1000-\u1021]"  # Khmer and Myanmar consonants under another
_UNIT = rf"[{UNSPACED}](?:{_STACKED}|[{MARKS}])*+"
_TOKEN = expression(rf"{_LETTER}++(?:[{MARKS}]++{_LETTER}*+|'{_LETTER}++)*+|{_UNIT}")
_TOKENS = expression(f"({_TOKEN.pattern})")
_UNITS = expression(_UNIT)

_FIRST_UNSPACED = "\u0e01"
_MARKS_BEFORE = MARKS.partition("\u0e31")[0]
_SPACED_TOKEN = expression(rf"[^\W_]++(?:[{_MARKS_BEFORE}]++[^\W_]*+|'[^\W_]++)*+")
_SPACED_TOKENS = expression(f"({_SPACED_TOKEN.pattern})")
"""What the other two find in a text without letters or marks from Thai on; theirs are sets of so many characters that
they take a tenth of the time of a check to compile."""

# Vowel points, cantillation, accents that make no letter with the one before (stress, the dot that Turkish İ leaves
# behind): printed or not at the editor's whim.
_POINT = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
POINTS = expression(f"[{_POINT}]+")
# One letter with two codes. Hardly any language has use for both: what is lost is little, and the same in every copy.
_SAME = {
    "ё": "е",
    "ı": "i",  # of Turkish, which has both; the capitals of the two are mixed up too often
    "ş": "ș",  # Romanian had no commas in older fonts
    "ţ": "ț",
    "ǝ": "ə",
    "ð": "đ",  # their capitals look the same: Ðà Nẵng
    # Keyboards of Arabic, Persian, Pashto, Urdu and Kurdish.
    "ی": "ي",
    "ى": "ي",
    "ک": "ك",
    "ګ": "گ",
    "ہ": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ۀ": "ه",
    "ۂ": "ه",
    "ۃ": "ة",
    # Arabic leaves the hamza on an alef to the writer; some newsrooms print all, others none.
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    # Letters that the code pages of Cyrillic did not have.
    "ӏ": "і",
    "ӕ": "æ",
    "ӑ": "ă",
    "ӗ": "ĕ",
    "ҫ": "ç",
    "ӳ": "ÿ",
    "ҕ": "ӷ",
    "ҧ": "ԥ",
    # Yiddish writes two letters as one character or as two, Tamil that of foreign *Sri* in two ways.
    "װ": "וו",
    "ױ": "וי",
    "ײ": "יי",
    "ஶ": "ஸ",
}
SAME_LETTER = str.maketrans(_SAME)
_NEEDS_FOLDING = expression(f"[{''.join(_SAME)}{_POINT}]")


class Tokens(Struct, frozen=True):
    """The tokens of a text: folded strings, and offsets into the *original* text.

    ``unspaced`` says that most tokens are single characters of a script that is written without spaces
    between words (Han, Kana, Thai, Lao, Khmer, Myanmar). Offsets never decrease; two tokens share a range
    only where one original character stands for several (½ → 1, 2).
    """

    keys: list[str]
    starts: Sequence[int]
    ends: Sequence[int]
    unspaced: bool

    def __len__(self) -> int:
        return len(self.keys)


def tokenise(text: str, exclude: Sequence[Span] = ()) -> Tokens:
    """Cut a text into words; case, points, quotes and the like are folded away.

    A word is a run of letters, digits and marks, joined by single apostrophes (``don't``); the underscore
    separates. In scripts without spaces each character with its marks is a token. Tokens that overlap a
    span of ``exclude`` (offsets into ``text``) are left out.
    """
    keys: list[str]
    starts: Sequence[int]
    ends: Sequence[int]
    if is_plain(text):
        keys, starts, ends = _scan_plain(text)
        unspaced = False
    else:
        normal = normalise(text)
        folded = normal.text.casefold()
        characters = set(folded)
        spaced = _are_spaced(characters)
        has_moved = len(folded) != len(normal.text)  # folding only ever lengthens
        whole = normal.text if has_moved else folded
        keys, starts, ends = _scan_spaced(whole) if spaced else scan(_TOKENS, whole)
        if has_moved:
            keys = [key.casefold() for key in keys]
        if _NEEDS_FOLDING.search("".join(characters)):
            keys = _without_points(keys)
        if normal.starts is not None and normal.ends is not None:
            first, last = normal.starts, normal.ends
            starts = [first[start] for start in starts]
            ends = [last[end - 1] for end in ends]
        unspaced = not spaced and len(_UNITS.findall(normal.text)) > SHARE_UNSPACED * len(keys)
    starts, ends = array("l", starts), array("l", ends)
    if exclude:
        _leave_out(exclude, keys, starts, ends)
    return Tokens(keys, starts, ends, unspaced)


def words_of(normalised: str) -> list[str]:
    """The keys of a text in its normal form, without their places."""
    folded = normalised.casefold()
    if folded.isascii():
        return _without_outer_apostrophes(folded.translate(_PLAIN)).split()
    characters = set(folded)
    spaced = _are_spaced(characters)
    if spaced and (spread := _spread(folded, characters)) is not None:
        keys = spread.split()
    else:
        keys = (_SPACED_TOKEN if spaced else _TOKEN).findall(folded)
    return _without_points(keys) if _NEEDS_FOLDING.search("".join(characters)) else keys


def _without_points(keys: list[str]) -> list[str]:
    """The same keys without points, each letter in one form."""
    if not keys:
        return keys
    joined = "\n".join(keys)
    for written, same in _SAME.items():
        joined = joined.replace(written, same)
    return POINTS.sub("", joined).split("\n")


def _are_spaced(characters: Set[str]) -> bool:
    """Whether all letters and marks among them come before those of scripts without spaces; signs may be any."""
    return all(map(_before_unspaced.__getitem__, characters))


class _BeforeUnspaced(dict[str, bool]):
    """Whether a character is a sign, or comes before the scripts without spaces."""

    def __missing__(self, char: str) -> bool:
        value = self[char] = char < _FIRST_UNSPACED or category(char)[0] in "PSZ"
        return value


_before_unspaced = _BeforeUnspaced()


def scan(pattern: re.Pattern[str], text: str) -> tuple[list[str], list[int], list[int]]:
    """All matches of a pattern that is one capturing group and never empty, with where they start and end.

    The work is done by ``split`` and running sums, a third of the time that asking every match for its span takes.
    """
    parts = pattern.split(text)
    edges = list(accumulate(map(len, parts)))
    return parts[1::2], edges[:-1:2], edges[1::2]


_VECTOR_FROM = 200
"""Characters from which on handing a text over to numpy costs less than it saves."""

_PLAIN = str.maketrans({char: char.lower() if char.isalnum() or char == "'" else " " for char in map(chr, range(128))})
_OUTER_APOSTROPHE = expression(r"'(?:(?<![^\W_]')|(?![^\W_]))")
"""One that is not between two letters or figures, and so belongs to no word."""


def _scan_plain(text: str) -> tuple[list[str], Sequence[int], Sequence[int]]:
    """The words of an ASCII text in lower case, with where they start and end."""
    if "numpy" not in sys.modules or len(text) < _VECTOR_FROM:
        return scan(_ASCII_WORDS, text.lower())
    return _divided(_without_outer_apostrophes(text.translate(_PLAIN)))


def _scan_spaced(folded: str) -> tuple[list[str], Sequence[int], Sequence[int]]:
    """The same of a folded text in a script with spaces."""
    if "numpy" not in sys.modules or len(folded) < _VECTOR_FROM:
        return scan(_SPACED_TOKENS, folded)
    spread = _spread(folded, set(folded))
    return scan(_SPACED_TOKENS, folded) if spread is None else _divided(spread)


def _spread(folded: str, characters: Set[str]) -> str | None:
    """The text, of these characters, with blanks instead of what belongs to no word; ``None`` where it has marks."""
    kept = {char: _kept[char] for char in characters}
    if None in kept.values():
        return None
    return _without_outer_apostrophes(blanked(folded, [char for char, is_kept in kept.items() if not is_kept]))


FEW = 40
"""Different characters that are quicker replaced one after the other than all in one walk through a text."""


def blanked(text: str, characters: Collection[str]) -> str:
    """The text with blanks instead of these characters."""
    if len(characters) > FEW:
        return text.translate(dict.fromkeys(map(ord, characters), " "))
    for char in characters:
        text = text.replace(char, " ")
    return text


class _Kept(dict[str, bool | None]):
    """Whether a character can be a part of words; ``None``: a mark is one only behind letters."""

    def __missing__(self, char: str) -> bool | None:
        is_mark = _MARK.match(char) is not None and not char.isalnum()
        kept = self[char] = None if is_mark else char.isalnum() or char == "'"
        return kept


_MARK = expression(f"[{_MARKS_BEFORE}]")
_kept = _Kept()


def _without_outer_apostrophes(spread: str) -> str:
    return _OUTER_APOSTROPHE.sub(" ", spread) if "'" in spread else spread


def _divided(spread: str) -> tuple[list[str], Sequence[int], Sequence[int]]:
    """The words of a text in which all that cannot be a part of one is blank, with where they start and end: ``split``
    has no places, which numpy reads off the blanks.
    """
    import numpy as np

    padded = f" {spread} "
    if padded.isascii():
        is_word = np.frombuffer(padded.encode(), dtype=np.uint8) != ord(" ")
    else:
        is_word = np.frombuffer(padded.encode("utf-32-le"), dtype="<u4") != ord(" ")
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]).astype("l")
    return spread.split(), array("l", edges[::2].tobytes()), array("l", edges[1::2].tobytes())


def _leave_out(exclude: Sequence[Span], keys: list[str], starts: array[int], ends: array[int]) -> None:
    """Delete from the end, so that earlier positions stay valid."""
    for span in sorted(exclude, reverse=True):
        first = bisect_right(ends, span.start)
        last = bisect_left(starts, span.end)
        if first < last:
            del keys[first:last], starts[first:last], ends[first:last]
