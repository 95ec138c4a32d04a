"""The distinct anchors of a text and where each stands first: all that the index asks for.

Of most words only the different ones are looked at, each once; :func:`syndicheck.fingerprint.anchors.anchors` looks at
every word and finds the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import concepts, identifiers, names, numbers, places, written
from syndicheck.fingerprint.anchors.remembered import Remembered
from syndicheck.fingerprint.anchors.words import ScannedWords, SpreadWords, Words, spread_words

_IN_A_ROW = expression(r" [A-Z\u00c0-\u052f\u1e00-\u1eff]\w++(?: {1,2}[A-Z\u00c0-\u052f\u1e00-\u1eff]\w++)++")
"""Words that may be names, at most two characters apart, in a text that has only letters and blanks."""


def first_places(text: str, language: str | None) -> dict[str, int]:
    """The distinct keys of :func:`~syndicheck.fingerprint.anchors.anchors`, and where each stands first."""
    even = written.even(text)
    tongue = written.tongue(even, language)
    found: list[tuple[int, int, str]] = []
    taken = identifiers.find(even, found)
    words: Words
    if spread := spread_words(even):
        known = _known_words(tongue.code, things=concepts.are_words(tongue))
        of_text = list(map(known.__getitem__, spread.different))
        first = _of_words(spread, of_text)
        for start, _, key in names.in_a_row(_names_in_rows(spread.spread, known)):
            first.setdefault(key, start)
        words = spread.only(word for word, what in zip(spread.different, of_text, strict=True) if what.is_meant)
        if not concepts.are_words(tongue):
            concepts.find(even, tongue, spread, found)
    else:
        words = ScannedWords(even)
        first = names.first_places(even)
        concepts.find(even, tongue, words, found)
    numbers.find(even, tongue, words, taken, found)
    places.find(even, tongue, found)
    for start, _, key in found:
        if start < first.get(key, len(even)):
            first[key] = start
    return first


class _KnownWord(NamedTuple):
    """What a word of one language says: the keys at its beginning, of the name that it may be and of the thing that it
    names; those of names within it (``O'Brien``) with their places; the first consonants of the name; whether it is a
    number, a month or a weekday.
    """

    keys: tuple[str, ...]
    further: tuple[tuple[int, str], ...]
    bones: str
    is_meant: bool


_SAYS_NOTHING = _KnownWord((), (), "", False)


def _of_words(words: SpreadWords, known: Sequence[_KnownWord]) -> dict[str, int]:
    """The first places of what single words say. ``known`` are those of the text, in their order."""
    first: dict[str, int] = {}
    at = 0
    find = words.spread.find
    for word, (keys, _, _, _) in zip(words.different, known, strict=True):
        if keys:
            at = find(f" {word} ", at)  # behind the first places of all words before it
            for key in keys:
                if key not in first:
                    first[key] = at
    at = 0
    for word, (_, further, _, _) in zip(words.different, known, strict=True) if "'" in words.spread else ():
        if further:
            at = words.next_place(word, at)
            for offset, key in further:
                first[key] = min(at + offset, first.get(key, len(words.spread)))
    return first


def _names_in_rows(spread: str, known: _KnownWords) -> Iterator[tuple[int, int, str]]:
    """The words of rows of what may be names, with their places and first consonants."""
    for row in _IN_A_ROW.finditer(spread.replace("'", " ")):
        at = row.start()
        for word in row.group()[1:].split(" "):
            if word:  # else the second of two blanks
                yield at, at + len(word), known[word].bones
            at += len(word) + 1
        yield at, at, ""


class _KnownWords(Remembered[_KnownWord]):
    """The words of one language."""

    def __init__(self, code: str, *, things: bool) -> None:
        super().__init__()
        self._code = code
        self._things = concepts.word_keys(code) if things else None

    def work_out(self, word: str) -> _KnownWord:
        keys: tuple[str, ...] = ()
        further: tuple[tuple[int, str], ...] = ()
        bones = ""
        if "'" in word:
            found: list[tuple[int, int, str]] = []
            names.find(word, found)
            keys = tuple(key for start, _, key in found if not start)
            further = tuple((start, key) for start, _, key in found if start and not key.startswith("B:"))
        else:
            keys, bones = names.word_keys(word)
            keys = keys if len(word) > 1 else ()
        thing = self._things.work_out(word) if self._things is not None else ""
        keys = (*keys, thing) if thing else keys
        is_meant = numbers.means(word, self._code)
        if not (keys or further or bones or is_meant):
            return _SAYS_NOTHING
        return _KnownWord(keys, further, bones, is_meant)


@lru_cache(maxsize=64)
def _known_words(code: str, *, things: bool) -> _KnownWords:
    return _KnownWords(code, things=things)
