"""Which of two texts in two languages was the first, by what they say alone.

A text is at home where its language is: it tells of its own country's places, money, measures and agencies. Its
translation keeps them, and shows where it had to explain: names left in foreign letters, explanations in brackets, more
words than a text of this language needs. Each sign is a difference of the two texts, so that the languages themselves
say nothing; the weights were fitted on half of the development stories and are measured on the other half
(``python -m tests.eval first_language``). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import exp, log

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import anchors

HOME: Mapping[str, tuple[frozenset[str], str]] = {
    "en": (
        frozenset({"US", "GB", "AU", "CA", "NZ", "IE"}),
        r"\$|£|\b(?:miles?|acres?|feet|inch|pounds?|gallons?|fahrenheit)\b|мил[ьи]|акр|фут|マイル|エーカー|フィート|ポンド|Meilen|Morgen"
        r"|\bmíl|ekr|fet\b|AP\b|Reuters|AFP|Trump|Трамп|Biden|Байден|BBC|CNN|FBI|ФБР|Senat|сенат",
    ),
    "ru": (
        frozenset({"RU", "BY", "UA", "KZ"}),
        r"руб|ruble|rouble|РИА|ТАСС|Интерфакс|RIA|TASS|Interfax|Путин|Putin|Роспотреб|Rospotreb",
    ),
    "ja": (frozenset({"JP"}), r"円|\byen\b|共同|時事|Kyodo|Jiji|自民党|都知事|県|prefecture"),
    "de": (
        frozenset({"DE", "AT", "CH"}),
        r"dpa\b|SPD|CDU|Merkel|Bundes|Landkreis|Polizei|euros?\b|Land de|Länder",
    ),
    "fr": (
        frozenset({"FR", "BE", "CH"}),
        r"Macron|préfe[ct]|préfet|Präfekt|AFP\b|\beuros?\b|département|Département|ministre|LREM|Elys[ée]e",
    ),
    "is": (frozenset({"IS"}), r"krón|\bISK\b|\bRÚV\b|mbl\.is|Reykjav|Vísi|Alþingi|Althingi|Icelandic|íslensk"),
    "zh": (frozenset({"CN", "TW", "HK"}), r"元|yuan|新华|Xinhua|人民|省"),
    "cs": (frozenset({"CZ"}), r"\bKč|koru?n|ČTK|CTK"),
    "es": (frozenset({"ES", "MX", "AR"}), r"EFE\b|pesos?\b|euros?\b"),
}  # fmt: skip
"""Territories of a language, and words for what is at home there, in its own spelling and in others'."""

_LATIN = expression(r"[A-Za-z]{3,}")
_BRACKETS = expression(r"[(（\[][^()（）]{3,60}[)）\]]")
_OWN_LETTERS = frozenset({"ru", "uk", "bg", "el", "ja", "zh", "ko", "ar", "fa", "he", "hi", "th"})

PER_CHARACTER: Mapping[str, float] = {
    "en": 1.0, "de": 1.13, "fr": 1.14, "ru": 1.04, "is": 1.0, "cs": 0.96, "es": 1.1, "ja": 0.42, "zh": 0.31,
}  # fmt: skip
"""How long a text is in a language where it has one character in English, by professional translations both ways."""

WEIGHTS: Mapping[str, float] = {"home": 0.41, "words": 0.55, "latin": 0.33, "brackets": 0.28, "length": -9.1}


class Reading(Struct, frozen=True):
    """What of a text tells whether it was written first: the territories it names, how long it is in characters of
    English, words in foreign letters and explanations in brackets, each for a thousand characters.
    """

    text: str
    language: str
    territories: Mapping[str, int]
    size: float
    latin: float
    brackets: float


def read(text: str, lang: str) -> Reading:
    """Read a whole body, without its notices; a cut one is too short to be compared."""
    language = lang.partition("-")[0].lower()
    territories: dict[str, int] = {}
    for anchor in anchors(text, lang):
        if anchor.key.startswith("G:"):
            territories[anchor.key[2:]] = territories.get(anchor.key[2:], 0) + 1
    size = max(1.0, len(text) / PER_CHARACTER.get(language, 1.0))
    latin = len(_LATIN.findall(text)) if language in _OWN_LETTERS else 0
    return Reading(text, language, territories, size, 1000 * latin / size, 1000 * len(_BRACKETS.findall(text)) / size)


def known(*readings: Reading) -> bool:
    """Whether the languages are among those for which there are figures."""
    return all(reading.language in HOME and reading.language in PER_CHARACTER for reading in readings)


def signs(a: Reading, b: Reading) -> dict[str, float]:
    """The signs for A being the first; those for B are their negatives."""
    return {
        "home": _at_home(a, b) - _at_home(b, a),
        "words": _own_words(a, b) - _own_words(b, a),
        "latin": log(1 + a.latin) - log(1 + b.latin),
        "brackets": log(1 + a.brackets) - log(1 + b.brackets),
        "length": log(a.size) - log(b.size),
    }


def first_probability(a: Reading, b: Reading) -> float:
    """How probable it is that A was written first, 0…1; 0.5 when nothing tells."""
    total = sum(WEIGHTS[name] * value for name, value in signs(a, b).items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _at_home(a: Reading, b: Reading) -> float:
    """How much of what both name lies where A's language is spoken."""
    own = HOME[a.language][0] if a.language in HOME else frozenset()
    counts = [(territory in own, number) for one in (a, b) for territory, number in one.territories.items()]
    return log((1 + sum(n for home, n in counts if home)) / (1 + sum(n for home, n in counts if not home)))


def _own_words(a: Reading, b: Reading) -> float:
    if a.language not in HOME:
        return 0.0
    pattern = re.compile(HOME[a.language][1])
    return log(1 + len(pattern.findall(a.text)) + len(pattern.findall(b.text)))
