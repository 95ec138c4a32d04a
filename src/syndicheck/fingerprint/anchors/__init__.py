"""Anchors: facts of a text that survive translation, with the place where they stand.

``anchors(text, language)`` is pure. Its keys mean the same in every language:

``N:3500000`` a number · ``D:8-5`` a day, ``D:8`` a month, ``W:0`` a weekday · ``G:DE`` a territory or its people ·
``K:PRS`` the consonants of a name · ``L:minis`` the beginning of a romanised word · ``I:who.int`` an identifier ·
``C:police`` a common thing.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Anchor", "anchors", "first_places"]


class Anchor(NamedTuple):
    """A fact at ``text[start:end]``. The key's first letter is its kind."""

    start: int
    end: int
    key: str


def anchors(text: str, language: str | None) -> tuple[Anchor, ...]:
    """All anchors of a text, in order. Offsets refer to the text as given.

    :param language: BCP 47 tag; None or an unknown one leaves what needs no language.
    """
    return tuple(map(Anchor._make, sorted(_found(text, language))))


def first_places(text: str, language: str | None) -> dict[str, int]:
    """The distinct keys of :func:`anchors`, and where each stands first."""
    from syndicheck.fingerprint.anchors import first

    return first.first_places(text, language)


def _found(text: str, language: str | None) -> set[tuple[int, int, str]]:
    # who asks one of the finders alone does not wait for the others
    from syndicheck.fingerprint.anchors import concepts, identifiers, names, numbers, places, written
    from syndicheck.fingerprint.anchors.words import ScannedWords

    even = written.even(text)
    tongue = written.tongue(even, language)
    found: list[tuple[int, int, str]] = []
    taken = identifiers.find(even, found)
    words = ScannedWords(even)
    numbers.find(even, tongue, words, taken, found)
    places.find(even, tongue, found)
    concepts.find(even, tongue, words, found)
    names.find(even, found)
    return set(found)
