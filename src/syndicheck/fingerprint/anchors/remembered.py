"""What was worked out of single words, kept because texts are made of few different ones."""

from __future__ import annotations

from typing import Any, TypeVar
from weakref import ref

MOST = 150_000
"""Words that are kept in all languages together."""

Value = TypeVar("Value")


class Remembered(dict[str, Value]):
    """The words of one language with what is known of each, worked out when first met.

    Any thread may ask at any time, and a word may be forgotten between two questions: whoever needs the answers of one
    text together keeps them.
    """

    def __init__(self) -> None:
        super().__init__()
        _tables.append(ref(self))

    def work_out(self, word: str) -> Value:
        """What is known of a word, without keeping it here: for those who keep it themselves."""
        raise NotImplementedError

    def __missing__(self, word: str) -> Value:
        found = self[word] = self.work_out(word)
        _count()
        return found


_tables: list[ref[Remembered[Any]]] = []
_kept = 0


def _count() -> None:
    """Count one word more; when there are too many, all languages begin anew. Threads may count two as one."""
    global _kept
    _kept += 1
    if _kept >= MOST:
        _kept = 0
        living = [(one, table) for one in _tables if (table := one()) is not None]
        _tables[:] = [one for one, _ in living]
        for _, table in living:
            table.clear()
