"""Which of an article's versions came before which, and which is the present one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from syndicheck.store.encoding import in_chunks, read_iso

_BEGAN = (
    "(SELECT r.started FROM runs r WHERE r.id = v.run_id)"  # numbers of runs say nothing where databases were merged
)
LATEST_FIRST = f"v.dated DESC, {_BEGAN} DESC, v.run_id DESC, v.text_hash"
"""Which of an article's versions ``v`` is the present one: by their own dates, else by when we got them."""

_SINCE = "coalesce(v.since, v.dated)"


def oldest_first(connection: sqlite3.Connection) -> str:
    """The order in which an article's versions ``v`` came: by when each is known to have been there first, else by when
    we got them. A text that comes back (a cached page, an edit taken back) is no younger for that.
    """
    return f"{_since(connection)}, {_BEGAN}, v.run_id, v.text_hash DESC"


def _since(connection: sqlite3.Connection) -> str:
    return _SINCE if keeps_beginnings(connection) else "v.dated"


def keeps_beginnings(connection: sqlite3.Connection, name: str = "main") -> bool:
    """Whether a database, attached by this name, has since when texts were there: one only read may be older."""
    return any(row[1] == "since" for row in connection.execute(f"PRAGMA {name}.table_info(article_versions)"))


class VersionRow(Struct, frozen=True):
    """One version of an article; ``since`` is the latest time that its record gives, of several records with this text
    the earliest: it was there then, or a little before. ``None``: no usable time is known.
    """

    version_id: int
    since: datetime | None


def article_versions(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, list[VersionRow]]:
    """The versions of articles, oldest first, as :func:`oldest_first` has them."""
    found: dict[int, list[VersionRow]] = {article_id: [] for article_id in article_ids}
    began, order = _since(connection), oldest_first(connection)
    query = f"SELECT v.article_id, v.id, {began} FROM article_versions v WHERE v.article_id IN"
    for chunk in in_chunks(article_ids):
        for article_id, version_id, since in connection.execute(
            f"{query} ({','.join('?' * len(chunk))}) ORDER BY v.article_id, {order}", chunk
        ):
            found[article_id].append(VersionRow(version_id, read_iso(since) if since else None))
    return found
