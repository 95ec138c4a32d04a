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
        known = _known_words(tongue.code, things=concepts.are_words(tongue))
        first = _of_words(spread, known)
        _add_names_in_a_row(spread, first)
        words = spread.among(known.meant)
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


def _of_words(words: SpreadWords, known: _KnownWords) -> dict[str, int]:
    """The first places of what single words say."""
    known.forget()
    first: dict[str, int] = {}
    at = 0
    find = words.spread.find
    for word, keys in zip(words.different, map(known.__getitem__, words.different), strict=True):
        if keys:
            at = find(f" {word} ", at)  # behind the first places of all words before it
            for key in keys:
                if key not in first:
                    first[key] = at
    at = 0
    for word in words.among(known.further.keys()).different if "'" in words.spread else ():
        at = words.next_place(word, at)
        for offset, key in known.further[word]:
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


class _KnownWords(dict[str, tuple[str, ...]]):
    """The keys at the beginning of a word of one language: of the name that it may be, and of the thing that it names.
    Worked out when first met. ``further`` are those of names within words, ``O'Brien``; ``meant`` are the words that
    are numbers, months and weekdays.
    """

    def __init__(self, code: str, *, things: bool) -> None:
        super().__init__()
        self._code = code
        self._things = concepts.word_keys(code) if things else None
        self.further: dict[str, tuple[tuple[int, str], ...]] = {}
        self.meant: set[str] = set()

    def forget(self) -> None:
        """Let go of what is known when it is much; between texts, because a text asks twice."""
        if len(self) >= _REMEMBERED:
            self.clear()
            self.further.clear()
            self.meant.clear()

    def __missing__(self, word: str) -> tuple[str, ...]:
        if numbers.means(word, self._code):
            self.meant.add(word)
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
def _known_words(code: str, *, things: bool) -> _KnownWords:
    return _KnownWords(code, things=things)
