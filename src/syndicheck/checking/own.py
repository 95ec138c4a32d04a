"""Whose texts are the newsroom's own: outlets, single articles by address, number or id, and the draft itself."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from syndicheck.identity import article_key, canonical_url
from syndicheck.model import RawArticle
from syndicheck.readers.addresses import is_address
from syndicheck.store.drafts import Bearer

LONGEST_NUMBER = 18
"""Digits; a longer number is no row id."""


class Own(Struct, frozen=True):
    """Names as they were given, folded: an outlet's, an article's key, its record's id, or its number."""

    names: frozenset[str]
    keys: frozenset[str]
    numbers: frozenset[int]

    def holds(self, bearer: Bearer) -> bool:
        """Whether a stored article is the newsroom's own."""
        return (
            bearer.key in self.keys
            or bearer.article_id in self.numbers
            or bearer.outlet.casefold() in self.names
            or (bearer.source_id is not None and bearer.source_id.casefold() in self.names)
        )


def own_of(names: Iterable[str], draft: RawArticle) -> Own:
    """The names of a policy and of ``--own``; the draft's own address and id are always its own."""
    plain: set[str] = set()
    keys = {article_key(draft)}
    numbers: set[int] = set()
    for name in names:
        if is_address(name):
            keys.add(f"url:{canonical_url(name) or name}")
        elif name.isdecimal() and len(name) <= LONGEST_NUMBER:
            numbers.add(int(name))
        plain.add(name.casefold())
        keys.add(name)
    return Own(frozenset(plain), frozenset(keys), frozenset(numbers))
