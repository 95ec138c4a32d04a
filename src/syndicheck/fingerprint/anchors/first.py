"""The distinct anchors of a text and where each stands first: all that the index asks for.

Of most words only the different ones are looked at, each once; :func:`syndicheck.fingerprint.anchors.anchors` looks at
every word and finds the same.
"""

from __future__ import annotations

from functools import lru_cache

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import concepts, identifiers, names, numbers, places, written
from syndicheck.fingerprint.anchors.words import ScannedWords, SpreadWords, Words, spread_words

_REMEMBERED = 50_000
"""Words of one language whose keys are kept."""

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
        words = spread
        first = _of_words(spread, tongue.code if concepts.are_words(tongue) else None)
        _add_names_in_a_row(spread, first)
        if not concepts.are_words(tongue):
            concepts.find(even, tongue, words, found)
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


def _of_words(words: SpreadWords, code: str | None) -> dict[str, int]:
    """The first places of what single words say."""
    keys_of = _word_keys(code)
    first: dict[str, int] = {}
    at = 0
    find = words.spread.find
    for word in filter(keys_of.__getitem__, words.different):
        at = find(f" {word} ", at)  # behind the first places of all words before it
        for key in keys_of[word]:
            if key not in first:
                first[key] = at
    at = 0
    for word in [word for word in words.different if word in keys_of.further] if "'" in words.spread else ():
        at = words.next_place(word, at)
        for offset, key in keys_of.further[word]:
            first[key] = min(at + offset, first.get(key, len(words.spread)))
    return first


def _add_names_in_a_row(words: SpreadWords, first: dict[str, int]) -> None:
    bones_of = _bones
    for row in _IN_A_ROW.finditer(words.spread.replace("'", " ")):
        before, at = "", row.start()
        for word in row.group()[1:].split(" "):
            if not word:  # the second of two blanks
                at += 1
                continue
            bones = bones_of[word]
            if before and bones and (key := f"B:{before}+{bones}") not in first:
                first[key] = at
            before = bones
            at += len(word) + 1


class _Bones(dict[str, str]):
    """The first consonants of a word that may be a name, worked out when first met."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        bones = self[word] = names.word_keys(word)[1]
        return bones


_bones = _Bones()


class _WordKeys(dict[str, tuple[str, ...]]):
    """The keys at the beginning of a word: of the name that it may be, and of the thing that it names in a language
    (``None``: things are not looked for). Worked out when first met. ``further`` are those of names within words:
    ``O'Brien``.
    """

    def __init__(self, code: str | None) -> None:
        super().__init__()
        self._things = concepts.word_keys(code) if code is not None else None
        self.further: dict[str, tuple[tuple[int, str], ...]] = {}

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
            self.further.clear()
        keys: tuple[str, ...] = ()
        if "'" in word:
            found: list[tuple[int, int, str]] = []
            names.find(word, found)
            keys = tuple(key for start, _, key in found if not start)
            if further := tuple((start, key) for start, _, key in found if start and not key.startswith("B:")):
                self.further[word] = further
        elif len(word) > 1:
            keys = names.word_keys(word)[0]
        thing = self._things[word] if self._things is not None else ""
        self[word] = keys = (*keys, thing) if thing else keys
        return keys


@lru_cache(maxsize=64)
def _word_keys(code: str | None) -> _WordKeys:
    return _WordKeys(code)
