"""Letters of another alphabet inside a word, put there by accident or to dodge text matching.

Which letters look like which says Unicode Technical Standard 39 (``data/lookalikes.json``). Of Cyrillic and Greek only
those are taken that cannot be told apart in print, because scientific words mix alphabets on purpose. Only words that
mix alphabets are touched, and only when every foreign letter has a double, so that TNFα, µm and SMSка stay as they are.
Where a text has many such words, those that are foreign throughout (a Latin ``c`` among Russian words) are of the same
hand.

Letters of phonetics, small capitals, and letters of scripts that hardly anybody writes in, are their Latin doubles for
a comparison wherever they stand (:func:`ordinary`): what is lost is little, and the same in every copy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from msgspec import Struct
from msgspec.json import decode

from syndicheck.data import table
from syndicheck.expressions import expression
from syndicheck.text.scripts import script

LATIN, CYRILLIC, GREEK = "Latn", "Cyrl", "Grek"

_LATIN_FOR_CYRILLIC = str.maketrans(
    "аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅҺԌԚԜ",
    "aeopcyxijshdqwlABEKMHOPCTYXIJShGQW",
)
_LATIN_FOR_GREEK = str.maketrans("ονρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpABEZHIKMNOPTYX")
_CYRILLIC_FOR_LATIN = str.maketrans("aeopcyxijABEKMHOPCTYXIJ", "аеорсухіјАВЕКМНОРСТУХІЈ")
_GREEK_FOR_LATIN = str.maketrans("ovpABEZHIKMNOPTYX", "ονρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
_GREEK = "\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u03ff"
_OTHERS = "\u0531-\u0588\u13a0-\u13fd\u1401-\u167f\u18b0-\u18f5\u2c80-\u2cf3\u2d30-\u2d6f\ua4d0-\ua4fd\uab70-\uabbf"
"""The letters of ``alphabets`` in the table."""
_FOREIGN = _CYRILLIC + _GREEK + _OTHERS
_MARKS = "\u0300-\u036f"
_JUNCTION = expression(
    f"[{_LATIN}][{_MARKS}]*+[{_FOREIGN}]|[{_FOREIGN}][{_MARKS}]*+[{_LATIN}]"
    f"|[{_OTHERS}][{_MARKS}]*+[{_CYRILLIC}{_GREEK}]|[{_CYRILLIC}{_GREEK}][{_MARKS}]*+[{_OTHERS}]"
)
_WORD = expression(f"[{_LATIN}{_FOREIGN}{_MARKS}]+")
_LATIN_LETTERS = expression(f"[{_LATIN}]")
_FOREIGN_LETTERS = expression(f"[{_FOREIGN}]")
_OTHER_LETTERS = expression(f"[{_OTHERS}]")
_PHONETIC = expression(
    "[\u0250-\u02af\u1d00-\u1dbf\u1e9d\u1eff\ua720-\ua7ff\uab30-\uab6f\U00010280-\U000102d0\U00010300-\U0001032f"
    "\U00010400-\U0001044f\U000104b0-\U000104fb\U00010500-\U00010527\U000118a0-\U000118ff\U00016f00-\U00016f9f]"
)

MANY = 3
"""Mixed words from which on foreign words that could as well be of the text's own alphabet are taken for that."""


def possible(characters: str) -> bool:
    """Whether a text of these characters holds letters of two alphabets of which one may stand for the other."""
    if _FOREIGN_LETTERS.search(characters) is None:
        return False
    if _LATIN_LETTERS.search(characters) is not None:
        return True
    return (
        _OTHER_LETTERS.search(characters) is not None
        and _FOREIGN_LETTERS.search(_OTHER_LETTERS.sub("", characters)) is not None
    )


def suspicious(text: str) -> bool:
    """Whether letters of two alphabets touch anywhere."""
    return possible("".join(set(text))) and _JUNCTION.search(text) is not None


def fold(text: str) -> str:
    """The text with every mixed word written in one alphabet, where that is possible; same length."""
    pieces: list[str] = []
    done = 0
    for start, word in borrowed(text):
        pieces += (text[done:start], word)
        done = start + len(word)
    return "".join(pieces) + text[done:]


def borrowed(text: str) -> list[tuple[int, str]]:
    """The words with letters of another alphabet that :func:`fold` writes otherwise: where each starts, and how it
    reads in one alphabet.
    """
    own = script(text)
    found: list[tuple[int, str]] = []
    foreign: list[tuple[int, str]] = []
    mixed = 0
    for match in _WORD.finditer(text):
        word = match.group()
        alphabets = {LATIN} if word.isascii() else {*map(_alphabets.__getitem__, word)} - {""}
        if len(alphabets) > 1:
            written = _in_one(word, own)
            if written is not None:
                found.append((match.start(), written[0]))
                mixed += written[1] == own
        elif own not in alphabets and (len(word) == 1 or not word.isupper()):
            foreign.append((match.start(), word))
    if mixed >= MANY:
        for start, word in foreign:
            if (written_so := _written(word, own)) is not None:
                found.append((start, written_so))
        found.sort()
    return found


def ordinary(letter: str) -> str:
    """The ASCII letter that a letter of phonetics, a small capital or the like looks like; others are themselves."""
    return _table().latin.get(letter, letter) if _PHONETIC.match(letter) else letter


def phonetic(characters: str) -> list[str]:
    """Letters of phonetics, small capitals and the like among some characters, with a double or without."""
    return _PHONETIC.findall(characters)


def _in_one(word: str, own: str) -> tuple[str, str] | None:
    """The word in that of its alphabets that has most of its letters, if it can be written there, else in another; and
    which that is.
    """
    alphabets = Counter(filter(None, map(_alphabets.__getitem__, word)))
    for alphabet in sorted(alphabets, key=lambda one: (-alphabets[one], one != own, one != LATIN, one)):
        if (written := _written(word, alphabet)) is not None:
            return written, alphabet
    return None


def _written(word: str, alphabet: str) -> str | None:
    """The word in an alphabet; ``None`` where that has no double for one of its letters."""
    letters: list[str] = []
    for letter in word:
        of = _alphabets[letter]
        if of and of != alphabet:
            latin = letter if of == LATIN else _to_latin(of).get(ord(letter), "")
            letter = latin if alphabet == LATIN else _from_latin(alphabet).get(ord(latin), "") if latin else ""
            if not letter:
                return None
        letters.append(letter)
    return "".join(letters)


class _Alphabets(dict[str, str]):
    """The alphabet of a character, by its code of ISO 15924; "" for marks."""

    def __missing__(self, char: str) -> str:
        alphabet = ""
        if _LATIN_LETTERS.match(char):
            alphabet = LATIN
        elif _OTHER_LETTERS.match(char):
            ranges = ((one, code) for code, known in _table().alphabets.items() for one in known.letters)
            alphabet = next((code for (first, last), code in ranges if first <= char <= last), "")
        elif _FOREIGN_LETTERS.match(char):
            alphabet = GREEK if char < "\u0400" else CYRILLIC
        self[char] = alphabet
        return alphabet


_alphabets = _Alphabets()


@cache
def _to_latin(alphabet: str) -> Mapping[int, str]:
    if alphabet in (CYRILLIC, GREEK):
        found = _LATIN_FOR_CYRILLIC if alphabet == CYRILLIC else _LATIN_FOR_GREEK
        return {code: chr(latin) for code, latin in found.items()}
    known = _table().alphabets.get(alphabet)
    return {ord(letter): latin for letter, latin in known.latin.items()} if known else {}


@cache
def _from_latin(alphabet: str) -> Mapping[int, str]:
    if alphabet in (CYRILLIC, GREEK):
        found = _CYRILLIC_FOR_LATIN if alphabet == CYRILLIC else _GREEK_FOR_LATIN
        return {latin: chr(code) for latin, code in found.items()}
    doubles: dict[int, str] = {}
    for code, latin in _to_latin(alphabet).items():
        doubles.setdefault(ord(latin), chr(code))
    return doubles


class _Alphabet(Struct, frozen=True):
    letters: tuple[tuple[str, str], ...]
    latin: dict[str, str]


class _Table(Struct, frozen=True):
    latin: dict[str, str]
    alphabets: dict[str, _Alphabet]


@cache
def _table() -> _Table:
    return decode(table("lookalikes.json"), type=_Table)
