"""The further addresses under which an article was read: other hosts, other spellings, session numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from syndicheck.store.encoding import in_chunks

MOST_ADDRESSES = 100
"""Further addresses that are kept of an article."""


def save_address(connection: sqlite3.Connection, article_id: int, url: str | None) -> None:
    """Keep a further address that led to a known article, unless it has very many: session numbers have no end."""
    connection.execute(
        "INSERT OR IGNORE INTO article_addresses (article_id, url) SELECT id, ?1 FROM articles"
        " WHERE id = ?2 AND ?1 IS NOT url AND ?1 IS NOT NULL"
        " AND (SELECT count(*) FROM article_addresses WHERE article_id = ?2) < ?3",
        (url, article_id, MOST_ADDRESSES),
    )


def keeps_addresses(connection: sqlite3.Connection, name: str = "main") -> bool:
    """Whether a database, attached by this name, knows of further addresses: one that is only read may be older."""
    rows = connection.execute(f"SELECT 1 FROM {name}.sqlite_master WHERE name = 'article_addresses'")
    return rows.fetchone() is not None


def load_addresses(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The further addresses under which articles were read, by article id."""
    found: dict[int, list[str]] = {}
    for chunk in in_chunks(article_ids if keeps_addresses(connection) else ()):
        for article_id, url in connection.execute(
            "SELECT article_id, url FROM article_addresses"
            f" WHERE article_id IN ({','.join('?' * len(chunk))}) ORDER BY article_id, url",
            chunk,
        ):
            found.setdefault(article_id, []).append(url)
    return {article_id: tuple(urls) for article_id, urls in found.items()}
