"""The words of a text and where they stand; most is asked of the different ones, of which a text has half as many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from string import ascii_letters
from typing import Protocol

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import written
from syndicheck.text.tokens import blanked

LONGEST = 40
"""Letters of a word that is looked at whole."""

_FEW = 24
"""Different words that are looked for one after the other; more are found in one walk through the text."""

_SPREAD_ASCII = str.maketrans({char: char if char in ascii_letters + "'" else " " for char in map(chr, range(128))})
_APOSTROPHES_BEFORE = expression(" ''*")
_LETTERS = (("\u00c0", "\u024f"), ("\u0370", "\u052f"), ("\u1e00", "\u1eff"))
_SIGNS = (("\0", "\u00bf"), ("\u0250", "\u036f"), ("\u2000", "\u2fff"), ("\ufe00", "\U0001faff"))


class Words(Protocol):
    """What the finders ask of the words of a text."""

    @property
    def different(self) -> Collection[str]:
        """Each word that a text has, in the order in which they come."""

    def occurrences(self, chosen: Collection[str]) -> Iterator[tuple[str, int, int]]:
        """All places of the chosen words, with where each starts and ends."""


class ScannedWords:
    """The words of any text that was made even, in three rows: what is written, where it starts, where it ends."""

    def __init__(self, text: str) -> None:
        self.rows = written.words(text)
        self.different = dict.fromkeys(self.rows[0])

    def occurrences(self, chosen: Collection[str]) -> Iterator[tuple[str, int, int]]:
        """All places of the chosen words, with where each starts and ends."""
        return (one for one in zip(*self.rows, strict=True) if one[0] in chosen) if chosen else iter(())


class SpreadWords:
    """The words of a text of which only they are left, with blanks instead of all else and one more before and behind
    (``spread``). Where a word stands is found when it is asked for; places are those in the original.
    """

    def __init__(self, spread: str, different: Collection[str]) -> None:
        self.spread = spread
        self.different = different

    def only(self, words: Iterable[str]) -> SpreadWords:
        """Some of its words, as if there were no others."""
        return SpreadWords(self.spread, list(words))

    def next_place(self, word: str, start: int = 0) -> int:
        """Where a word stands first that does not start before this place; -1: nowhere."""
        return self.spread.find(f" {word} ", start)

    def occurrences(self, chosen: Collection[str]) -> Iterator[tuple[str, int, int]]:
        """All places of the chosen words, with where each starts and ends."""
        if len(chosen) > _FEW:
            yield from (
                (word, start - 1, end - 1) for word, start, end in ScannedWords(self.spread).occurrences(chosen)
            )
            return
        for word in chosen:
            at = self.next_place(word)
            while at >= 0:
                end = at + len(word)
                yield word, at, end
                at = self.next_place(word, end)


def spread_words(even: str) -> SpreadWords | None:
    """The words of a text that was made even; ``None`` where a run of letters need not be one word for all who ask: in
    scripts other than Latin, Greek and Cyrillic.
    """
    if even.isascii():
        spread = even.translate(_SPREAD_ASCII)
    else:
        kept = {char: _kept[char] for char in set(even)}
        if None in kept.values():
            return None
        spread = blanked(even, [char for char, is_kept in kept.items() if not is_kept])
    spread = f" {spread} "
    if " '" in spread:
        spread = _APOSTROPHES_BEFORE.sub(lambda match: " " * len(match.group()), spread)
    words = SpreadWords(spread, dict.fromkeys(spread.split()))
    return words if max(map(len, words.different), default=0) <= LONGEST else None


class _Kept(dict[str, bool | None]):
    """Whether a character is a part of words; ``None``: it is for some who ask, or of another script."""

    def __missing__(self, char: str) -> bool | None:
        is_letter = char == "'" or (char.isalnum() and not char.isdecimal())
        kept: bool | None = None
        if char in ascii_letters + "'" or any(first <= char <= last for first, last in _LETTERS):
            kept = True if is_letter else None
        elif any(first <= char <= last for first, last in _SIGNS):
            kept = None if is_letter else False
        self[char] = kept
        return kept


_kept = _Kept()
