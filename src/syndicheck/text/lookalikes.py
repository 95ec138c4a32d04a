"""Letters of another alphabet inside a word, put there by accident or to dodge text matching.

A small table of letter pairs that cannot be told apart in print, chosen from Unicode Technical Standard
39's confusables. Only words that mix alphabets are touched, and only when every foreign letter has a
double, so that TNFα, µm and SMSка stay as they are.
"""

from __future__ import annotations

from syndicheck.expressions import expression

_LATIN_FOR_CYRILLIC = str.maketrans(
    "аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅҺԌԚԜ",
    "aeopcyxijshdqwlABEKMHOPCTYXIJShGQW",
)
_LATIN_FOR_GREEK = str.maketrans("ονρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpABEZHIKMNOPTYX")
_CYRILLIC_FOR_LATIN = str.maketrans("aeopcyxijABEKMHOPCTYXIJ", "аеорсухіјАВЕКМНОРСТУХІЈ")
_GREEK_FOR_LATIN = str.maketrans("ovpABEZHIKMNOPTYX", "ονρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_FOREIGN = "\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u0481\u048a-\u052f"
_MARKS = "\u0300-\u036f"
_JUNCTION = expression(f"[{_LATIN}][{_MARKS}]*+[{_FOREIGN}]|[{_FOREIGN}][{_MARKS}]*+[{_LATIN}]")
_WORD = expression(f"[{_LATIN}{_FOREIGN}{_MARKS}]+")
_LATIN_LETTERS = expression(f"[{_LATIN}]")
_FOREIGN_LETTERS = expression(f"[{_FOREIGN}]")


def possible(characters: str) -> bool:
    """Whether a text of these characters holds letters of two alphabets."""
    return _FOREIGN_LETTERS.search(characters) is not None and _LATIN_LETTERS.search(characters) is not None


def suspicious(text: str) -> bool:
    """Whether letters of two alphabets touch anywhere."""
    return _JUNCTION.search(text) is not None


def fold(text: str) -> str:
    """The text with every mixed word written in one alphabet, where that is possible; same length."""
    return _WORD.sub(lambda word: _fold_word(word.group()), text)


def _fold_word(word: str) -> str:
    latin = _LATIN_LETTERS.findall(word)
    foreign = _FOREIGN_LETTERS.findall(word)
    if not latin or not foreign:
        return word
    # A word that mixes three alphabets has no double for some letter either way, and stays.
    cyrillic = max(foreign) >= "\u0400"
    to_latin = _LATIN_FOR_CYRILLIC if cyrillic else _LATIN_FOR_GREEK
    from_latin = _CYRILLIC_FOR_LATIN if cyrillic else _GREEK_FOR_LATIN
    can_be_latin = to_latin.keys() >= set(map(ord, foreign))
    can_be_foreign = from_latin.keys() >= set(map(ord, latin))
    if can_be_latin and (len(latin) >= len(foreign) or not can_be_foreign):
        return word.translate(to_latin)
    if can_be_foreign:
        return word.translate(from_latin)
    return word
