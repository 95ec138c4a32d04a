"""Text made even, character for character, so that every offset stays true; and the language's table of names."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from msgspec import Raw, Struct
from msgspec.json import decode

from syndicheck.data import table
from syndicheck.expressions import expression
from syndicheck.language import primary
from syndicheck.text.scripts import script
from syndicheck.text.tokens import FEW, scan

HAN_SCRIPTS = ("Hani", "Jpan")

BLANKLESS = ("Thai", "Laoo", "Khmr", "Mymr")
"""Scripts of letters that put no blank between words: a name is looked for within the run."""


_WORDS = expression(r"([^\W\d_]+(?:['\u0900-\u0dff][^\W\d_]*)*)")
_ASCII_WORDS = expression(r"([A-Za-z]+(?:'[A-Za-z]*)*)")


class Tongue(NamedTuple):
    """A language as the finders need it: its code in the table ("" when unknown), script, and row of the table."""

    code: str
    script: str
    row: Mapping[str, Any]


class _Evened(dict[str, str]):
    """Decimal digits of all scripts → ASCII, full-width forms → ASCII, variants of a letter → one letter.

    Digits are looked up when they are first met: to go through all characters there are takes longer than a text.
    """

    def __missing__(self, char: str) -> str:
        value = str(unicodedata.decimal(char)) if char.isdecimal() else char
        if len(self) < _REMEMBERED:
            self[char] = value
        return value


_REMEMBERED = 20_000
"""Characters that are kept; no language has more."""


@cache
def _evened() -> _Evened:
    table = _Evened({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    table["\u05f3"] = "'"  # geresh
    table["\u05f4"] = '"'  # gershayim
    table.update(dict.fromkeys("أإآٱ", "ا"))
    variants = zip("ёЁİيىكهۀة٫٬，’ʼ\u00a0\u202f\u2009", "еЕIییکههه.,,''   ", strict=True)
    table.update(variants)
    return table


def even(text: str) -> str:
    """The text with digits, spaces and letter variants made one, of exactly the same length."""
    if text.isascii():
        return text
    evened = _evened()
    # a text has few different characters, and fewer that change
    changed = {char: other for char in set(text) if (other := evened[char]) != char}
    if len(changed) > FEW:
        return text.translate({ord(char): other for char, other in changed.items()})
    for char, other in changed.items():
        text = text.replace(char, other)
    return text


def words(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a text that was made even, with where they start and end."""
    return scan(_ASCII_WORDS if text.isascii() else _WORDS, text)


class _Table(Struct):
    languages: dict[str, Raw]


@cache
def _table() -> dict[str, Raw]:
    """The rows of all languages as they are written: of most nobody asks anything."""
    return decode(table("anchor_names.json"), type=_Table).languages


def _table_row(code: str) -> Mapping[str, Any]:
    written = _table().get(code)
    row: Mapping[str, Any] = {} if written is None else decode(written)
    if code == "sr":
        return {key: value if isinstance(value, str) else both_scripts(value) for key, value in row.items()}
    return row


_SERBIAN = dict(
    zip(
        "абвгдђежзијклмнопрстћуфхцчшљњџ",
        "a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š lj nj dž".split(),
        strict=True,
    )
)


def both_scripts(words: Mapping[str, Any]) -> dict[str, Any]:
    """Serbian words as they stand, and as the other half of the papers writes them, in Latin letters."""
    return {"".join(_SERBIAN.get(char, char) for char in word): value for word, value in words.items()} | dict(words)


ALIASES = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "tl": "fil"}
"""Codes of languages whose words stand in the tables under another one."""

_SCRIPT_LANGUAGES = {
    "Kore": "ko",
    "Jpan": "ja",
    "Hani": "zh",
    "Thai": "th",
    "Laoo": "lo",
    "Khmr": "km",
    "Mymr": "my",
    "Hebr": "he",
    "Grek": "el",
    "Latn": "en",
}
_LANGUAGE_SCRIPTS = {
    **dict.fromkeys("ar fa ur".split(), "Arab"), **dict.fromkeys("ru uk bg be mk mn kk".split(), "Cyrl"),
    **dict.fromkeys("hi mr ne".split(), "Deva"), "ko": "Kore", "ja": "Jpan", "zh": "Hani", "zh-Hant": "Hani",
    "th": "Thai", "he": "Hebr", "el": "Grek", "bn": "Beng", "ta": "Taml", "hy": "Armn", "ka": "Geor", "km": "Khmr",
    "lo": "Laoo", "my": "Mymr", "am": "Ethi", "ti": "Ethi",
}  # fmt: skip

_CASELESS = ("Arab", "Hebr", "Deva", "Beng", "Taml", "Kore", "Geor", "Ethi")
_CASELESS_LANGUAGES = frozenset(
    {code for code, script in _LANGUAGE_SCRIPTS.items() if script in _CASELESS}
    | set("ckb dv gu kn ks ml or pa ps sa sd si te ug yi".split())
)


def caseless(code: str) -> bool:
    """Whether a language is written in words without capitals, so that nothing tells names from other words."""
    return code in _CASELESS_LANGUAGES


_WITH_DOTS = {
    unicodedata.normalize("NFD", char): char for char in map(chr, (*range(0x0958, 0x0960), 0x09DC, 0x09DD, 0x09DF))
}
_NUKTA = "\u093c"


def _spellings(name: str) -> dict[str, None]:
    """A name as it stands, with each letter and its dot as one character, and without the dots of Devanagari."""
    composed = name
    for two, one in _WITH_DOTS.items():
        composed = composed.replace(two, one)
    return dict.fromkeys((name, composed, name.replace(_NUKTA, "")))


@lru_cache(maxsize=256)
def _row(code: str) -> Mapping[str, Any]:
    row = _table_row(code)
    if not row:
        return row
    other = _table_row({"zh": "zh-Hant", "zh-Hant": "zh"}.get(code, ""))
    return {
        key: value
        if isinstance(value, str)
        else {k: v for name, v in {**other.get(key, {}), **value}.items() for k in _spellings(even(name))}
        for key, value in row.items()
    }


def tongue(text: str, language: str | None) -> Tongue:
    """The row of a language. A label that contradicts the script is not believed: the script decides."""
    seen = script(text)
    tag = (language or "").lower().replace("_", "-")
    own = primary(tag)
    code = "zh-Hant" if own == "zh-hant" else ALIASES.get(own, own)
    wanted = _LANGUAGE_SCRIPTS.get(code)
    if (wanted and wanted != seen and seen != "Zyyy") or (not wanted and seen in _SCRIPT_LANGUAGES and seen != "Latn"):
        code = _SCRIPT_LANGUAGES.get(seen, "")
    return Tongue(code, seen, _row(code))


def runs_on(tongue: Tongue) -> bool:
    """Whether no blanks stand between the words of a text."""
    return tongue.script in (*HAN_SCRIPTS, *BLANKLESS)
