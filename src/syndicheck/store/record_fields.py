"""What the record of a version has besides the fields that we know (column ``extra``)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from syndicheck.store.encoding import in_chunks, read_json


def load_fields(connection: sqlite3.Connection, version_id: int) -> Mapping[str, Any]:
    """What the record of a version has besides the fields that we know."""
    (extra,) = connection.execute("SELECT extra FROM article_versions WHERE id = ?", (version_id,)).fetchone()
    found = read_json(extra)
    return found if isinstance(found, dict) else {}


def load_feed_sources(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, str]:
    """The address of the channel that a feed names as the source of an article (``<source>``), by article id."""
    found: dict[int, str] = {}
    for chunk in in_chunks(article_ids):
        for article_id, extra in connection.execute(
            "SELECT a.id, v.extra FROM articles a JOIN article_versions v ON v.id = a.current_version_id"
            f" WHERE a.id IN ({','.join('?' * len(chunk))}) AND v.extra LIKE '%\"source_address\"%'",
            chunk,
        ):
            if address := feed_source(extra):
                found[article_id] = address
    return found


def feed_source(extra: str) -> str | None:
    """The address of the channel that a version's further fields (JSON) give as its source, if they do."""
    feed = read_json(extra).get("feed")
    address = feed.get("source_address") if isinstance(feed, dict) else None
    return address if isinstance(address, str) else None
