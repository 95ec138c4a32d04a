"""Whose texts are the newsroom's own: outlets, single articles by address, number or id, and the draft itself."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from syndicheck.identity import UNKNOWN_OUTLET, article_key, canonical_url, outlet_name
from syndicheck.model.articles import RawArticle
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
    """The names of a policy and of ``--own``; the draft's own address and id are always its own.

    A draft that says neither where it stands nor whose it is has no stored version: the same words of an unknown outlet
    are a copy like any other.
    """
    plain: set[str] = set()
    keys = {key} if not (key := article_key(draft)).startswith("text:") or _says_whose(draft) else set()
    numbers: set[int] = set()
    for name in names:
        if is_address(name):
            keys.add(f"url:{canonical_url(name) or name}")
        elif name.isdecimal() and len(name) <= LONGEST_NUMBER:
            numbers.add(int(name))
        plain.add(name.casefold())
        keys.add(name)
    return Own(frozenset(plain), frozenset(keys), frozenset(numbers))


def _says_whose(draft: RawArticle) -> bool:
    return outlet_name(draft) != UNKNOWN_OUTLET
