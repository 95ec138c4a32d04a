"""Whose texts are the newsroom's own: outlets, single articles by address, number or id, and the draft itself."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.identity import UNKNOWN_OUTLET, article_key, canonical_url, host_name, outlet_name
from syndicheck.model.articles import RawArticle
from syndicheck.readers.addresses import is_address
from syndicheck.store.drafts import Bearer

_DOMAIN = expression(r"(?:[\w-]{1,63}\.){1,20}[^\W\d][\w-]{1,62}")

LONGEST_NUMBER = 18
"""Digits; a longer number is no row id."""


class Own(Struct, frozen=True):
    """Names as they were given, folded: an outlet's, an article's key, its record's id, or its number; and the hosts
    on which all is the newsroom's own: an outlet that records call by a name is known by its domain, too.
    """

    names: frozenset[str]
    keys: frozenset[str]
    numbers: frozenset[int]
    hosts: frozenset[str]

    def holds(self, bearer: Bearer) -> bool:
        """Whether a stored article is the newsroom's own."""
        return (
            bearer.key in self.keys
            or bearer.article_id in self.numbers
            or bearer.outlet.casefold() in self.names
            or (bearer.source_id is not None and bearer.source_id.casefold() in self.names)
            or (bool(self.hosts) and bearer.key.startswith("url:") and self._hosted(bearer.key.removeprefix("url:")))
        )

    def _hosted(self, address: str) -> bool:
        host = host_name(address) or ""
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)


def hosts_of(names: Iterable[str], draft: RawArticle) -> frozenset[str]:
    """The domains of the newsroom: of its outlets, and of the draft's own address."""
    hosts = {host_name(address) for address in (draft.url, draft.canonical_url) if address}
    return own_of(names, draft).hosts | {host for host in hosts if host}


def own_of(names: Iterable[str], draft: RawArticle) -> Own:
    """The names of a policy and of ``--own``; the draft's own address and id are always its own.

    A draft that says neither where it stands nor whose it is has no stored version: the same words of an unknown outlet
    are a copy like any other.
    """
    plain: set[str] = set()
    keys = {key} if not (key := article_key(draft)).startswith("text:") or _says_whose(draft) else set()
    numbers: set[int] = set()
    hosts: set[str | None] = set()
    for name in names:
        if is_address(name):
            keys.add(f"url:{canonical_url(name) or name}")
            if _is_front_page(name):
                hosts.add(host_name(name))  # it stands for the outlet
        elif name.isdecimal() and len(name) <= LONGEST_NUMBER:
            numbers.add(int(name))
        elif _DOMAIN.fullmatch(name):
            hosts.add(host_name(name))
        plain.add(name.casefold())
        keys.add(name)
    return Own(frozenset(plain), frozenset(keys), frozenset(numbers), frozenset(host for host in hosts if host))


def _is_front_page(address: str) -> bool:
    try:
        return urlsplit(address).path in ("", "/")
    except ValueError:  # a host in brackets that is none
        return False


def _says_whose(draft: RawArticle) -> bool:
    return outlet_name(draft) != UNKNOWN_OUTLET
