"""Anchors: facts of a text that survive translation, with the place where they stand.

``anchors(text, language)`` is pure. Its keys mean the same in every language:

``N:3500000`` a number · ``D:8-5`` a day, ``D:8`` a month, ``W:0`` a weekday · ``G:DE`` a territory or its people ·
``K:PRS`` the consonants of a name · ``L:minis`` the beginning of a romanised word · ``I:who.int`` an identifier.
"""

from __future__ import annotations

from dataclasses import dataclass

from syndicheck.fingerprint.anchors import identifiers, names, numbers, places, written

ANCHORS_VERSION = 1
"""Raised whenever the anchors of some text change."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A fact at ``text[start:end]``. The key's first letter is its kind."""

    start: int
    end: int
    key: str


def anchors(text: str, language: str | None) -> tuple[Anchor, ...]:
    """All anchors of a text, in order. Offsets refer to the text as given.

    :param language: BCP 47 tag; None or an unknown one leaves what needs no language.
    """
    even = written.even(text)
    tongue = written.tongue(even, language)
    found: list[tuple[int, int, str]] = []
    taken = identifiers.find(even, found)
    numbers.find(even, tongue, taken, found)
    places.find(even, tongue, found)
    names.find(even, found)
    return tuple(Anchor(*one) for one in sorted(set(found)))
