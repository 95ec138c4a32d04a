"""Looking things up in the catalogue: names in any script, wordings, domains, ids."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from syndicheck.marks.catalogue import Catalogue
from syndicheck.marks.entries import Entry, Organisation

EXACT, NAME, DOMAIN, PART_OF_NAME, WORDING = 0, 1, 2, 3, 4
"""How well something fits, best first."""


class Hit(Struct, frozen=True):
    """An organisation, or one of its entries, that fits: ``rank`` sorts, best first, ``why`` says what fits."""

    rank: int
    organisation: Organisation
    entry: Entry | None
    why: str


def search(catalogue: Catalogue, words: str) -> list[Hit]:
    """Everything that fits, best first. Case, width, accents and points do not matter; all words must be there."""
    wanted = plain(words)
    if not wanted:
        return []
    hits = [hit for ident in sorted(catalogue.organisations) for hit in _of(catalogue.organisations[ident], wanted)]
    return sorted(hits, key=lambda hit: (hit.rank, hit.organisation.id, hit.entry.id if hit.entry else ""))


def _of(owner: Organisation, wanted: str) -> Iterator[Hit]:
    if owner.id == wanted:
        yield Hit(EXACT, owner, None, "id")
    elif (name := next((n for n in owner.spellings if plain(n) == wanted), None)) is not None:
        yield Hit(NAME, owner, None, name)
    elif (domain := next((d for d in (*owner.domains, *owner.network) if _fits(d, wanted)), None)) is not None:
        yield Hit(DOMAIN, owner, None, domain)
    elif (part := next((n for n in owner.spellings if _fits(n, wanted)), None)) is not None:
        yield Hit(PART_OF_NAME, owner, None, part)
    for entry in owner.marks:
        if entry.id == wanted:
            yield Hit(EXACT, owner, entry, "id")
        elif (text := next((t for t in entry.text if _fits(t, wanted)), None)) is not None:
            yield Hit(WORDING, owner, entry, text)


def plain(text: str) -> str:
    """Text as it is compared: folded, full width and accents taken away, blanks single."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in parts if unicodedata.category(c) != "Mn").split())


def _fits(text: str, wanted: str) -> bool:
    folded = plain(text)
    return wanted in folded or all(word in folded for word in wanted.split())
