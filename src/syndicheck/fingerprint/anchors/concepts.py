"""Common things: ``Polizei`` = ``полиция`` = ``경찰``, by the words under which people look for signs (Unicode CLDR).

The table is small and knows no grammar: a word is looked for as it is written, without its ending, and without what is
written before it in Arabic and Hebrew. What it says is little, and what many texts of a language have says nothing; it
is counted beside facts, never instead of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.json import decode

from syndicheck.data import __file__ as data_file
from syndicheck.data import table
from syndicheck.fingerprint.anchors.remembered import Remembered
from syndicheck.fingerprint.anchors.written import BLANKLESS, HAN_SCRIPTS, Tongue, both_scripts, even

if TYPE_CHECKING:
    from syndicheck.fingerprint.anchors.words import Words

_SYLLABIC = "vi"
"""Its words are of several syllables with blanks between them: they are looked for in the running text."""

_STEM = 4
"""Letters that a word keeps at least when its ending is left out."""

_ENDING = 4
"""Letters that an ending has at most."""

_ENGLISH_ENDINGS = frozenset(("", "s", "es", "d", "ed", "ing", "er", "ers", "'s", "s'"))
"""English words keep their own letters: a policy is no police."""

_LONGEST_KOREAN = 6
"""A Korean word has its particles behind it; so many syllables of it are looked up at most."""

_PLAIN = str.maketrans("\u0958\u0959\u095a\u095b\u095c\u095d\u095e", "कखगजडढफ", "\u093c")
"""The nukta of Devanagari is written or not at the editor's whim."""

_ARTICLE = "ال"
"""The Arabic article; half of the table's words have it, and it would be half of their stem."""

_PROCLITICS = ("وال", "بال", "لل", "و", "ب", "ل", "ف", "וה", "שה", "וב", "מה", "ה", "ב", "ל", "מ", "ש", "ו", "כ")
"""Articles, prepositions and conjunctions of Arabic and Hebrew that are one with the word behind them."""


@lru_cache(maxsize=128)
def _words(code: str) -> dict[str, str]:
    """The words of a language, each with its key; none of a language without a table."""
    if not (Path(data_file).parent / "concepts" / f"{code}.json").is_file():
        return {}
    rows: Mapping[str, str] = decode(table(f"concepts/{code}.json"))["concepts"]
    words = dict(_words("zh")) if code == "zh-Hant" else {}
    words.update((even(word).translate(_PLAIN), f"C:{one}") for one, row in rows.items() for word in row.split("|"))
    words = both_scripts(words) if code == "sr" else words
    for word in [word for word in words if word.startswith(_ARTICLE) and len(word) > 4]:
        words.setdefault(word.removeprefix(_ARTICLE), words.pop(word))
    return words


class _Meanings(Remembered[str]):
    """The key of a written word of one language, "" for none. Worked out when first met."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._words = _words(code)
        self._particles = code == "ko"
        self._english = code == "en"
        self._stems: dict[str, str] = {}
        for word, key in self._words.items() if not self._english else ():
            for cut in (1, 2):
                if len(word) - cut >= _STEM:
                    self._stems.setdefault(word[:-cut], key)
        self._beginnings = {word[:_STEM] for word in self._words}

    def work_out(self, written: str) -> str:
        word = written.lower().translate(_PLAIN)
        if word.startswith(_ARTICLE) and len(word) > 4:
            word = word.removeprefix(_ARTICLE)
        found = self._before_particles(word) if self._particles else self._of(word)
        if not found and "\u0590" <= written[0] < "\u0700":
            bare = (word[len(one) :] for one in _PROCLITICS if word.startswith(one) and len(word) - len(one) >= 3)
            found = next(filter(None, map(self._of, bare)), "")
        return found

    def _before_particles(self, word: str) -> str:
        """The key of the longest beginning of a Korean word that is one itself."""
        sizes = range(min(len(word), _LONGEST_KOREAN), 1, -1)
        return next((self._words[word[:size]] for size in sizes if word[:size] in self._words), "")

    def _of(self, word: str) -> str:
        """The key of a word as it stands, or with another ending."""
        if word[:_STEM] not in self._beginnings:
            return ""
        for size in range(len(word), max(_STEM, len(word) - _ENDING) - 1, -1):
            part = word[:size]
            if self._english and word[size:] not in _ENGLISH_ENDINGS:
                continue
            key = self._words.get(part)
            if key is None and len(word) - size < _ENDING:
                key = self._stems.get(part)
            if key is not None:
                return key
        return self._words.get(word, "")


@lru_cache(maxsize=64)
def word_keys(code: str) -> Remembered[str]:
    """The key of every word of a language that there may be, "" where it has none."""
    return _Meanings(code)


@lru_cache(maxsize=32)
def _finder(code: str) -> tuple[Any, list[str]]:
    from syndicheck.automata import Automaton

    rows = _words(code)
    return Automaton(list(rows), longest=True), list(rows.values())


def find(text: str, tongue: Tongue, words: Words, found: list[tuple[int, int, str]]) -> None:
    """Add the things named. ``words`` are those of the text."""
    if not are_words(tongue):
        _find_within(text, tongue.code, found)
        return
    meanings = word_keys(tongue.code)
    named = {word: key for word in words.different if (key := meanings[word])}
    found.extend((start, end, named[word]) for word, start, end in words.occurrences(named))


def are_words(tongue: Tongue) -> bool:
    """Whether a thing is one word of a text in this language."""
    return not (tongue.script in (*HAN_SCRIPTS, *BLANKLESS) or tongue.code == _SYLLABIC)


def _find_within(text: str, code: str, found: list[tuple[int, int, str]]) -> None:
    """Things in running text, the longest word first."""
    finder, keys = _finder(code)
    whole = code == _SYLLABIC
    if whole and len(lowered := text.lower()) == len(text):
        text = lowered
    for index, start, end in finder.matches(text):
        if not (whole and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha())):
            found.append((start, end, keys[index]))
