"""The words of a text, as pivots: where each stands.

In scripts with blanks a word is looked up as it stands, then without up to three letters at its end (dictionaries list
few forms), Arabic and Hebrew also without what is written before it. In scripts without, the longest word that the
lexicon knows is taken at each place.
"""

from __future__ import annotations

from typing import NamedTuple

from syndicheck.expressions import expression
from syndicheck.lexicon.compiled import ENDING, Lexicon
from syndicheck.lexicon.languages import code
from syndicheck.lexicon.pivot import pivot

_WORD = expression(r"(?:(?![\d_])[\w\u0300-\u036f\u064b-\u0655\u0900-\u0963\u0980-\u0dff])+")
_RUN = expression("[\u3041-\u30ff\u3400-\u9fff\u0e01-\u0e4e]{2,}")
_UNSPACED = ("ja", "zh", "th", "yue")
_LONGEST = 7
_CUT = 3
_STROKES = expression("[\u064b-\u0652\u0640]")
"""Vowel signs of Arabic, which dictionaries write and newspapers do not."""
_BEFORE = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_BEFORE_HEBREW = ("וה", "שה", "ה", "ו", "ב", "ל", "מ", "כ", "ש")


class Word(NamedTuple):
    """A word at ``text[start:end]`` with what it may mean."""

    start: int
    end: int
    pivots: tuple[str, ...]


def folded(word: str, language: str) -> str:
    """A word as the lexicon writes it."""
    word = word.strip().casefold() if language != "tr" else word.strip().lower()
    if language == "ar":
        word = _STROKES.sub("", word).translate(str.maketrans("أإآىة", "ااايه"))
    elif language == "ru":
        word = word.replace("ё", "е").replace("\u0301", "")
    return word


def words_of(text: str, tag: str | None, lexicon: Lexicon) -> tuple[Word, ...]:
    """The words of a text that the lexicon knows; of an English text all that mean something."""
    language = code(tag or "")
    if language == "en":
        return tuple(
            Word(found.start(), found.end(), (key,)) for found in _WORD.finditer(text) if (key := pivot(found.group()))
        )
    if language not in lexicon:
        return ()
    if language in _UNSPACED:
        return tuple(_in_runs(text, language, lexicon))
    return tuple(
        Word(found.start(), found.end(), pivots)
        for found in _WORD.finditer(text)
        if (pivots := _looked_up(folded(found.group(), language), language, lexicon))
    )


def _looked_up(word: str, language: str, lexicon: Lexicon) -> tuple[str, ...]:
    if len(word) < 2 or len(word) > 60:
        return ()
    forms = [word]
    for signs, which in ((_BEFORE, "ar"), (_BEFORE_HEBREW, "he")):
        if language == which:
            forms += [word[len(one) :] for one in signs if word.startswith(one) and len(word) - len(one) >= 3]
    for form in forms:
        if found := lexicon.pivots(language, form):
            return found
    least = 2 if "\uac00" <= word[0] <= "\ud7af" else 4
    for form in forms:
        for cut in range(_CUT + 1):
            if len(form) - cut >= least:
                short = form[: len(form) - cut]
                found = lexicon.pivots(language, short) if cut else ()
                if found or (found := lexicon.pivots(language, short + ENDING)):
                    return found
    return ()


def _in_runs(text: str, language: str, lexicon: Lexicon) -> list[Word]:
    found: list[Word] = []
    for run in _RUN.finditer(text):
        at, end = run.span()
        while at < end:
            for length in range(min(_LONGEST, end - at), 1, -1):
                if pivots := lexicon.pivots(language, text[at : at + length]):
                    found.append(Word(at, at + length, pivots))
                    at += length
                    break
            else:
                at += 1
    return found
