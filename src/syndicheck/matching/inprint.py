"""Are two wordings the same in print, whatever alphabets their letters come from and wherever their lines end?"""

from __future__ import annotations

from unicodedata import category

from syndicheck.expressions import expression
from syndicheck.text import lookalikes

_REFERENCE, _SIGNS = r"\[\d{1,3}\](?:\s?\[\d{1,3}\])*", "[,;.!?:。、，]"
_REFERENCES = expression(rf"(?:{_SIGNS}*{_REFERENCE}|\s{_REFERENCE}{_SIGNS})(?:\s|{_SIGNS})*\Z")
"""Behind a word at once, or before the end of a clause: "[12] people" in a quotation is what somebody filled in."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})

LETTERS_BEFORE_A_POINT = 2
"""Letters of a part of an abbreviation."""


def same_in_print(was: str, now: str) -> bool:
    """Whether two wordings look alike, or have the same letters and only other signs where one is divided at the end of
    a line, has lost an apostrophe or a joiner, or the points of an abbreviation; umlauts may be spelt out.
    """
    if _look_alike(was, now) or _spelt_out(was) == _spelt_out(now):
        return True
    return _letters(was) == _letters(now) and (_is_broken(was, now) or _without_points(was) == _without_points(now))


def _spelt_out(words: str) -> str:
    """The words as they are written where a line has no umlauts: Mueller."""
    return words.casefold().translate(_UMLAUTS)


def _without_points(words: str) -> list[str]:
    """The words, those that are abbreviations (U.S., EE. UU., Ph.D.) without their points."""
    return [_abbreviated(word) for word in words.replace(". ", ".").replace(".\u00a0", ".").split()]


def _abbreviated(word: str) -> str:
    parts = word.removesuffix(".").split(".")
    if len(parts) > 1 and all(part.isalpha() and len(part) <= LETTERS_BEFORE_A_POINT for part in parts):
        return "".join(parts)
    return word


def are_references(words: str) -> bool:
    """Whether words with the signs around them are numbers of footnotes: [1], [2] [3]."""
    return _REFERENCES.match(words) is not None


def _look_alike(was: str, now: str) -> bool:
    """Whether two wordings are the same in print, whatever alphabets their letters come from."""
    one, other = was.split(), now.split()
    return [*map(len, one)] == [*map(len, other)] and all(map(_is_one_word, one, other))


def _is_one_word(one: str, other: str) -> bool:
    if one == other:
        return True
    both = lookalikes.fold(one + other).casefold()  # a word that is one of two alphabets, with its double, is mixed
    half = len(both) // 2
    return both[:half] == both[half:]


def _letters(words: str) -> str:
    """The letters of some words, with the marks that are vowels in the scripts of India: दिन is no दीन."""
    if any(map(str.isdigit, words)):
        return words
    return "".join([char for char in words.casefold() if char.isalpha() or category(char) in ("Mn", "Mc")])


def _is_broken(was: str, now: str) -> bool:
    """Whether one of two words of the same letters is divided at the end of a line, or has lost its apostrophe or the
    joiner that Persian writes where others write a blank.
    """
    return any(mark in words for words in (was, now) for mark in ("'", "\u2019", "-\n", "\u2010\n", "\u200c"))
