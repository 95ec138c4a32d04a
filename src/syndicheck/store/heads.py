"""What names articles, without their texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from msgspec import Struct

from syndicheck.store.encoding import in_chunks


class ArticleHead(Struct, frozen=True):
    """What names an article, with its current version."""

    article_id: int
    version_id: int
    key: str
    outlet: str
    title: str
    lang: str


def load_heads(connection: sqlite3.Connection, article_ids: Sequence[int]) -> list[ArticleHead]:
    """The heads of articles, in the order of their ids."""
    return [
        ArticleHead(*row)
        for chunk in in_chunks(sorted(article_ids))
        for row in connection.execute(
            "SELECT a.id, a.current_version_id, a.key, o.name, a.title, a.lang FROM articles a"
            f" JOIN outlets o ON o.id = a.outlet_id WHERE a.id IN ({','.join('?' * len(chunk))}) ORDER BY a.id",
            chunk,
        )
    ]
