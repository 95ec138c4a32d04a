"""One normal form for text that is compared, with the way back to the original.

The normal form is NFKC (Unicode Standard Annex 15) after mojibake repair, without characters that are not
seen or strike letters through, with one kind of quote, dash and blank, with the digits of all scripts as
ASCII has them, and with letters borrowed from another alphabet folded to the script of their word (Unicode
Technical Standard 39 calls them confusables), letters of phonetics to those that they look like. Letters
that older encodings write as several, and marks in an order that prints the same, have one form. Case is
kept; tokens fold it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.model.spans import Span
from syndicheck.text import lookalikes, mojibake
from syndicheck.text.offsets import Draft, Edit
from syndicheck.text.scripts import IGNORABLE

NORMALISER_VERSION = 5
"""Stored with everything derived from normalised text; changes whenever the normal form or the tokens do."""


class Normalised(Struct, frozen=True):
    """A text and its normal form.

    ``starts`` and ``ends`` give the original range of every normalised character; ``None`` when character
    *i* of one is character *i* of the other.
    """

    original: str
    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The tight range of the original behind ``text[start:end]``.

        An empty range maps to an empty range. Raises ``IndexError`` outside ``0 <= start <= end <=
        len(text)``.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"range {start}:{end} is outside a normalised text of {len(self.text)}")
        if self.starts is None or self.ends is None:
            return Span(start, end)
        if start < end:
            return Span(self.starts[start], self.ends[end - 1])
        at = self.starts[start] if start < len(self.starts) else len(self.original)
        return Span(at, at)


@lru_cache(maxsize=8)
def is_plain(text: str) -> bool:
    """Whether a text is its own normal form at a glance: ASCII without control characters."""
    return text.isascii() and text.translate(_BLANKS).isprintable()


@lru_cache(maxsize=8)
def normalise(text: str) -> Normalised:
    """The normal form of a text, the last few kept: language, marks and tokens of one article all ask for it.

    ASCII without control characters is its own normal form; normalising twice changes nothing.
    """
    if is_plain(text):
        return Normalised(text, text)
    draft = Draft(text)
    characters = "".join(set(text))  # a text has few different ones: most questions can be answered by them alone
    folded = "".join(map(_FOLDS.__getitem__, characters))
    may_be_broken = mojibake.possible(characters) or mojibake.possible(folded)
    may_be_mixed = may_be_broken or lookalikes.possible(folded)
    broken = mojibake.repairs(text) if may_be_broken else []
    while True:
        while broken:  # it may be layered, and every layer makes the text shorter
            draft.apply(broken)
            broken = mojibake.repairs(draft.text)
        before = draft.text
        if _JOINER in before:
            draft.apply([(m.start(), m.end(), _JOINED[m.group()]) for m in _JOINED_LETTERS.finditer(before)])
        _fold_characters(draft)
        _order_marks(draft)
        plain = draft.text
        _compose(draft)
        if draft.text != plain and not may_be_broken:  # a letter and its mark may have been one of a broken sequence
            may_be_broken = mojibake.possible("".join(set(draft.text)))
        if may_be_mixed and lookalikes.suspicious(draft.text):
            draft.text = lookalikes.fold(draft.text)
            _compose(draft)
        # What was invisible may have hidden a broken sequence.
        broken = mojibake.repairs(draft.text) if may_be_broken and draft.text != before else []
        if not broken:
            return Normalised(text, draft.text, draft.starts, draft.ends)


# ── single characters ─────────────────────────────────────────────────────────────────────────────────

_SINGLE_QUOTES = "‘’‚‛‹›ʻʼʹ′‵´׳＇❛❜"
_DOUBLE_QUOTES = "“”„‟«»″‶〝〞〟״＂❝❞"
_CONTROL = expression("[\x00-\x08\x0e-\x1b\x7f]")  # blanks, U+001C … 1F among them, separate
_BLANKS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f", " "))
_INVISIBLE = expression(f"[{IGNORABLE}\ufffc\u0640]")
_OVERLAY = 1
"""The class of combining marks that strike letters through (Unicode Standard, 3.11)."""
_EXCEPTIONS = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    "\u0085": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u2212": "-",  # minus
    "\u2043": "-",  # hyphen bullet
    "\u2044": "/",  # the slash inside ½
    "\u2215": "/",
    "\u0329": "\u0323",  # Yoruba is written with a stroke below as well as with a dot
    # NFKC would write them as plain letters and glue those to the word before: BrandTM.
    "\u2122": "\u2122",
    "\u2120": "\u2120",
}


class _Folds(dict[str, str]):
    """What a single character becomes, worked out when first met."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold_character(char)
        return folded


_FOLDS = _Folds()


def folded_character(char: str) -> str:
    """What a single character becomes in the normal form, its neighbours aside: several, one, or none."""
    return _fold_character(char)


def _fold_character(char: str) -> str:
    if char.isascii():
        return "" if _CONTROL.match(char) else char
    if char in _EXCEPTIONS:
        return _EXCEPTIONS[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    category = unicodedata.category(char)
    if category in ("Cf", "Cc", "Co") or _INVISIBLE.match(char) or unicodedata.combining(char) == _OVERLAY:
        return ""
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    compatible = unicodedata.normalize("NFKC", char)
    if compatible == char:
        return lookalikes.ordinary(char)
    if compatible[0] == " ":  # a spacing accent: blank and combining mark would split what is one sign
        canonical = unicodedata.normalize("NFC", char)
        return char if canonical == char else _FOLDS[canonical]
    if "\u2044" in compatible:  # a fraction, not to be read together with the number before it
        compatible = f" {compatible}"
    return "".join(map(_FOLDS.__getitem__, compatible))


@lru_cache(maxsize=512)
def _any_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{_ranges(characters)}]")


def _ranges(characters: str) -> str:
    """The inside of a regex class for sorted characters, by ranges: a class of many single ones is slow."""
    ranges: list[list[str]] = []
    for char in characters:
        if ranges and ord(char) == ord(ranges[-1][1]) + 1:
            ranges[-1][1] = char
        else:
            ranges.append([char, char])
    return "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in ranges)


def _fold_characters(draft: Draft) -> None:
    """Fold, replace or delete characters that do not depend on their neighbours."""
    text = draft.text
    folds = _FOLDS
    changed = {char: fold for char in set(text) if (fold := folds[char]) != char}
    if not changed:
        return
    one_to_one = {char: fold for char, fold in changed.items() if len(fold) == 1}
    if len(one_to_one) <= 12:
        for char, fold in one_to_one.items():
            text = text.replace(char, fold)
    else:
        text = text.translate({ord(char): fold for char, fold in one_to_one.items()})
    draft.text = text
    if len(one_to_one) < len(changed):
        others = "".join(sorted(char for char in changed if char not in one_to_one))
        draft.apply([(m.start(), m.end(), changed[m.group()]) for m in _any_of(others).finditer(text)])


# ── letters that are written as several ───────────────────────────────────────────────────────────────

_JOINER = "\u200d"
_JOINED = {
    "\u0930\u094d\u200d": "\u0931\u094d",  # Marathi: the r that looks like an eyelash
    "\u09a4\u09cd\u200d": "\u09ce",  # Bengali: the t without a vowel
    "\u0d23\u0d4d\u200d": "\u0d7a",  # Malayalam: its consonants without a vowel
    "\u0d28\u0d4d\u200d": "\u0d7b",
    "\u0d30\u0d4d\u200d": "\u0d7c",
    "\u0d32\u0d4d\u200d": "\u0d7d",
    "\u0d33\u0d4d\u200d": "\u0d7e",
    "\u0d15\u0d4d\u200d": "\u0d7f",
}
"""Letters of which each was written as three characters before Unicode had one for it, and often still is (The Unicode
Standard, 12.1, 12.2 and 12.9)."""
_JOINED_LETTERS = expression("|".join(_JOINED))


# ── characters and their combining marks ──────────────────────────────────────────────────────────────


_MARKS_TO_ORDER = expression("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])")
"""The round vowel of Thai and Lao, and a tone: no class of combination says which comes first, print shows no order."""


def _order_marks(draft: Draft) -> None:
    """Put a tone before the vowel that is written above its letter, as the sign for both parts of *am* has it."""
    if "\u0e4d" in draft.text or "\u0ecd" in draft.text:
        draft.text = _MARKS_TO_ORDER.sub(r"\2\1", draft.text)


def _compose(draft: Draft) -> None:
    """Compose base characters with their marks, and Hangul syllables from their letters (NFC)."""
    text = draft.text
    if unicodedata.is_normalized("NFC", text):
        return
    marks = "".join(sorted(filter(_may_combine, set(text))))
    clusters = _clusters(marks).finditer(text) if marks else ()
    edits: list[Edit] = []
    for cluster in clusters:
        composed = unicodedata.normalize("NFC", cluster.group())
        if composed != cluster.group():
            edits.append((cluster.start(), cluster.end(), composed))
    draft.apply(edits)


def _may_combine(char: str) -> bool:
    return "\u1160" <= char <= "\u11ff" or unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=256)
def _clusters(marks: str) -> re.Pattern[str]:
    marks = _ranges(marks)
    return re.compile(f"[^{marks}]?[{marks}]++", re.DOTALL)
