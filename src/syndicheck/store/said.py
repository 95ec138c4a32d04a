"""What several records say of one article, put together: the same in whatever order they come."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from msgspec import Struct

from syndicheck.identity import UNKNOWN_OUTLET, canonical_url, outlet_domain


class Said(Struct, frozen=True):
    """What records say of an article beside its text and times; ``outlet`` as read, before names were put together."""

    url: str | None
    canonical_url: str | None
    author: str | None
    source_id: str | None
    outlet: str

    def with_(self, other: Said, key: str) -> Said:
        """What this and another record of the article ``key`` say together.

        What only one says holds. Of two outlets that which a record names, not that which was read off an address; of
        two canonical links that which leads elsewhere, since it tells of a source; then the smaller. The address stays
        what it was: the others are kept beside it.
        """
        if self == other:
            return self
        domain = _domain_of(key)
        return Said(
            url=self.url or other.url,
            canonical_url=_better(self.canonical_url, other.canonical_url, lambda link: _pointless(link, domain)),
            author=_better(self.author, other.author),
            source_id=_better(self.source_id, other.source_id),
            outlet=_better(self.outlet, other.outlet, lambda name: _derived(name, domain)) or UNKNOWN_OUTLET,
        )


def load_said(connection: sqlite3.Connection, key: str) -> tuple[int, Said] | None:
    """The row and what is stored of the article ``key``; ``None``: it is not stored."""
    row = connection.execute(
        "SELECT id, url, canonical_url, author, source_id, outlet_as_read FROM articles WHERE key = ?", (key,)
    ).fetchone()
    return None if row is None else (int(row[0]), Said(*row[1:]))


def store_said(connection: sqlite3.Connection, article_id: int, said: Said) -> None:
    """Store what was put together; its stories are formed anew. The outlet's row is for the caller."""
    from syndicheck.store.sketches import COMPARED, look_again

    connection.execute(
        "UPDATE articles SET url = ?, canonical_url = ?, author = ?, source_id = ?, outlet_as_read = ? WHERE id = ?",
        (said.url, said.canonical_url, said.author, said.source_id, said.outlet, article_id),
    )
    waiting = connection.execute(
        "SELECT s.id FROM sketches s JOIN article_versions v ON v.id = s.version_id WHERE v.article_id = ?",
        (article_id,),
    ).fetchall()
    look_again(connection, [sketch_id for (sketch_id,) in waiting], COMPARED)


def _better(one: str | None, other: str | None, worse: Callable[[str], int] = lambda value: 0) -> str | None:
    given = [value for value in (one, other) if value]
    return min(given, key=lambda value: (worse(value), value), default=None) if one != other else one


def _pointless(link: str, domain: str | None) -> int:
    """0: it leads to another outlet; 1: to its own; 2: it is no address."""
    address = canonical_url(link)
    return 2 if address is None else int(outlet_domain(address) == domain)


def _derived(outlet: str, domain: str | None) -> int:
    """0: a record named it; 1: read off the address; 2: unknown."""
    return 2 if outlet == UNKNOWN_OUTLET else int(outlet == domain)


def _domain_of(key: str) -> str | None:
    return outlet_domain(key.removeprefix("url:")) if key.startswith("url:") else None
