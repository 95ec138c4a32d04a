"""One line of a dictionary, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from syndicheck.expressions import expression

MOST_WORDS = 3
"""Words that a meaning may have: what is longer explains and does not translate."""

LONGEST = 400
"""Characters of a phrase that are looked at."""

_ASIDE = expression(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|/[^/]*/")


class Entry(NamedTuple):
    """A word of a language and what it means in English, one phrase each."""

    language: str
    word: str
    meanings: tuple[str, ...]


def plain(phrase: str) -> str:
    """A phrase without grammar and remarks in brackets."""
    phrase, before = phrase[:LONGEST], None
    while before != phrase:  # brackets stand within brackets
        before, phrase = phrase, _ASIDE.sub(" ", phrase)
    return " ".join(phrase.split()).strip(" .,;:!?…*")


def phrases(text: str, separators: str = ",;") -> list[str]:
    """The translations that a text lists."""
    return [phrase for part in re.split(f"[{separators}]", _ASIDE.sub(" ", text)) if (phrase := plain(part))]


def turned(english: str, language: str, translations: Iterable[str]) -> Iterator[Entry]:
    """The entry of an English dictionary, told from the other language."""
    for translation in translations:
        if len(translation.split()) == 1:
            yield Entry(language, translation, (english,))
