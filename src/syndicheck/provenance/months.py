"""Names of the months in many languages, from a table generated out of the Unicode CLDR."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from msgspec.json import decode

from syndicheck.data import table

_ALSO = {
    "en": {"sept": 9, "febr": 2},
    "de": {"mrz": 3, "jänner": 1, "feber": 2, "maerz": 3},
    "fr": {"fév": 2, "aout": 8},
    "es": {"setiembre": 9, "set": 9},
    "nl": {"mrt": 3},
}
"""Forms in use that the CLDR lacks."""

_PREFIXES = ("ב", "d'", "ل")
"""Particles that are written together with the name: Hebrew "in", Catalan "of"."""


def fold(name: str) -> str:
    """The form in which names are compared: without case, accents, dots and quotation marks."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept = (c for c in decomposed if not "\u0300" <= c <= "\u036f" and c not in ".\u200c\u200e\u200f")
    return unicodedata.normalize("NFC", "".join(kept)).replace("’", "'")


def month_numbers(word: str, lang: str | None) -> frozenset[int]:
    """The months a word can name: in the article's language if it is one there, else in any language.

    More than one when languages differ (*listopad* is October in Croatian and November in Czech).
    """
    folded = fold(word)
    for form in (folded, *(folded.removeprefix(p) for p in _PREFIXES if folded.startswith(p))):
        own = _of_language(lang).get(form) if lang else None
        found = own or _of_any_language().get(form)
        if found:
            return found
    return frozenset()


def months_named(word: str, lang: str | None) -> frozenset[int]:
    """The months that a word names in a language, in any only where that one has no names in the table: *out* is
    October in Portuguese and no month in English.
    """
    known = _of_language(lang) if lang else {}
    return known.get(fold(word), frozenset()) if known else month_numbers(word, None)


@cache
def _table() -> Mapping[str, list[list[str]]]:
    text = table("months.json")
    months: dict[str, list[list[str]]] = decode(text)["months"]
    return months


@cache
def _of_language(lang: str) -> Mapping[str, frozenset[int]]:
    primary = lang.partition("-")[0].casefold()
    return _merged([tag for tag in _table() if tag.partition("-")[0] == primary])


@cache
def _of_any_language() -> Mapping[str, frozenset[int]]:
    return _merged(list(_table()))


def _merged(tags: list[str]) -> Mapping[str, frozenset[int]]:
    merged: dict[str, frozenset[int]] = {}
    for tag in tags:
        for number, names in enumerate(_table()[tag], start=1):
            for name in names:
                merged[name] = merged.get(name, frozenset()) | {number}
        for name, number in _ALSO.get(tag, {}).items():
            merged[fold(name)] = merged.get(fold(name), frozenset()) | {number}
    return merged
