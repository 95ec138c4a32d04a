"""Words as the full-text index has them, and phrases, which it does not have.

The index says which words a text has, not where: their places would take more room than all other words about a text
together. That words stand side by side is seen in the text itself, read as the index reads it: in small letters,
without accents, divided at whatever is neither letter nor digit (``unicode61``, https://www.sqlite.org/fts5.html). What
becomes of a character is asked of SQLite itself, once for each, since its releases know different characters.
"""

from __future__ import annotations

import sqlite3
from threading import Lock

TOKENIZER = "unicode61 remove_diacritics 2"
"""How the index reads texts."""


_HALVES = frozenset(map(chr, range(0xD800, 0xE000)))
"""Halves of characters, which no text in a database has."""


class _Letters(dict[int, str]):
    """What becomes of a character: a letter or digit, nothing (an accent), or a blank, at which words are divided."""

    def __init__(self) -> None:
        super().__init__()
        self._alone = Lock()
        self._asked: sqlite3.Connection | None = None

    def __missing__(self, code: int) -> str:
        with self._alone:
            letter = self._ask(chr(code))
        self[code] = letter
        return letter

    def _ask(self, character: str) -> str:
        if character in _HALVES:
            return " "
        if self._asked is None:
            self._asked = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            self._asked.execute(f"CREATE VIRTUAL TABLE asked USING fts5(text, tokenize='{TOKENIZER}')")
            self._asked.execute("CREATE VIRTUAL TABLE words USING fts5vocab(asked, row)")
        self._asked.execute("DELETE FROM asked")
        self._asked.execute("INSERT INTO asked VALUES (?)", (f"a{character}a",))
        ((word,),) = self._asked.execute("SELECT term FROM words")  # "a" twice is one word
        return str(word[1:-1]) if len(word) > 1 else " "


_LETTERS = _Letters()


def words_of(text: str) -> list[str]:
    """The words under which the index knows a text, in its order."""
    return text.translate(_LETTERS).split()


def in_line(text: str) -> str:
    """The same in one line, with a blank before and behind each: a phrase stands in a text if its line stands in the
    text's.
    """
    return f" {' '.join(words_of(text))} "


def words_asked_for(written: str | None) -> str:
    """All words of what somebody wrote, as a query of the index: it asks for texts that have every one, anywhere. Each
    is quoted, so that nothing is an operator; without any it finds nothing.
    """
    return " ".join(f'"{word}"' for word in dict.fromkeys(words_of(written or ""))) or '""'


def place_of(text: str, phrase: str) -> tuple[int, int] | None:
    """Where in a text a phrase (:func:`in_line`) first stands: offsets of its first character and behind its last, with
    the accents of that.
    """
    line = in_line(text)
    before = line.find(phrase)
    if before < 0:
        return None
    first = line.count(" ", 0, before + 1)  # of the words of the text, counted from one
    last = first + phrase.count(" ") - 2
    start, begun, within = _block_of(text, first)
    end = start
    for place in range(start, len(text)):
        letter = _LETTERS[ord(text[place])]
        if letter == " ":
            if begun == last:
                break
            within = False
            continue
        if letter and not within:
            begun, within = begun + 1, True
            if begun == first:
                start = place
        if within:
            end = place + 1
    return start, end


_BLOCK = 2_048
"""Characters of a long text that are passed over at once."""


def _block_of(text: str, word: int) -> tuple[int, int, bool]:
    """In which block of a text a word begins: its offset, how many words begin before it, and whether the last of these
    goes on in it.
    """
    begun, within = 0, False
    for start in range(0, len(text), _BLOCK):
        read = text[start : start + _BLOCK].translate(_LETTERS)
        here = len(read.split()) - (within and not read.startswith(" ") and read != "")
        if begun + here >= word:
            return start, begun, within
        if read:
            begun, within = begun + here, not read.endswith(" ")
    raise IndexError(word)
