"""What the watching of feeds has noted of articles that are deleted: headlines, addresses, texts that wait.

The rows stay, with a hash in place of the key: else a feed that goes on listing an entry would bring it back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from syndicheck.identity import canonical_url
from syndicheck.store.encoding import in_chunks
from syndicheck.store.feeds import FORGOTTEN, forgotten

_BLANK = (
    "UPDATE OR REPLACE feed_entries SET title = '', url = NULL, given = '', pending = '', key = forgotten(key),"
    " code = CASE WHEN state IN ('waiting', 'ready') THEN 'deleted' ELSE code END,"
    " state = CASE WHEN state IN ('waiting', 'ready') THEN 'left-out' ELSE state END"
)


def forget_entries(connection: sqlite3.Connection, article_ids: Sequence[int]) -> None:
    """Forget what feeds said of articles that are about to be deleted; a change of them that waits is not stored."""
    if not connection.execute("SELECT 1 FROM feed_entries LIMIT 1").fetchone():
        return
    connection.create_function("forgotten", 1, forgotten, deterministic=True)
    for chunk in in_chunks(article_ids):
        for keys in in_chunks(sorted(_keys(connection, chunk))):
            connection.execute(f"{_BLANK} WHERE key IN ({','.join('?' * len(keys))})", keys)
        places = ",".join("?" * len(chunk))
        # a number says something only together with the outlet: another one's text of that number waits on
        connection.execute(
            f"{_BLANK} WHERE key IN (SELECT 'id:' || source_id FROM articles WHERE id IN ({places})"
            " AND source_id <> '' AND key NOT LIKE 'url:%') AND (state NOT IN ('waiting', 'ready') OR feed_id IN"
            f" (SELECT f.id FROM feeds f JOIN articles a ON a.outlet_as_read = f.name WHERE a.id IN ({places})"
            " AND feed_entries.key = 'id:' || a.source_id))",
            (*chunk, *chunk),
        )
        # an entry without address and number goes by its words, which may have been others at the time; one that waits
        # may be another text under the same headline
        connection.execute(
            f"{_BLANK} WHERE key >= 'text:' AND key < 'text;' AND title <> '' AND state NOT IN ('waiting', 'ready')"
            " AND title IN (SELECT v.title FROM article_versions v JOIN articles a ON a.id = v.article_id"
            f" WHERE a.id IN ({places}) AND a.key NOT LIKE 'url:%')",
            chunk,
        )


def forget_before(connection: sqlite3.Connection, moment: str) -> None:
    """Forget entries that became no article, and requests, from before ``moment`` (UTC, as stored). Requests stay that
    tell gaps (all their entries were new), those before them, and of each feed the last ones.
    """
    connection.create_function("forgotten", 1, forgotten, deterministic=True)
    connection.execute(
        f"{_BLANK} WHERE seen < ? AND state IN ('left-out', 'given-up') AND key NOT LIKE ?", (moment, f"{FORGOTTEN}%")
    )
    connection.execute(
        """
        DELETE FROM feed_requests WHERE asked < ? AND id NOT IN (
            WITH loose AS (
                SELECT id, feed_id FROM feed_requests WHERE outcome = 'read' AND entries > 0 AND new_entries = entries
            )
            SELECT id FROM loose
            UNION SELECT coalesce((SELECT p.id FROM feed_requests p WHERE p.feed_id = loose.feed_id AND p.id < loose.id
                                   AND p.outcome <> 'failed' ORDER BY p.id DESC LIMIT 1), id) FROM loose
            UNION SELECT max(id) FROM feed_requests GROUP BY feed_id
            UNION SELECT max(id) FROM feed_requests WHERE outcome <> 'failed' GROUP BY feed_id
            UNION SELECT max(id) FROM feed_requests WHERE outcome = 'read' GROUP BY feed_id
        )
        """,
        (moment,),
    )


def _keys(connection: sqlite3.Connection, article_ids: Sequence[int]) -> set[str]:
    """Under which addresses feeds may list articles."""
    places = ",".join("?" * len(article_ids))
    found: set[str] = set()
    for key, url, canonical in connection.execute(
        f"SELECT key, url, canonical_url FROM articles WHERE id IN ({places})", article_ids
    ):
        found.update(_addresses((url, canonical)))
        if key.startswith("url:"):
            found.add(key.removeprefix("url:"))
    for further in (
        f"SELECT url FROM article_addresses WHERE article_id IN ({places})",
        f"SELECT place FROM article_versions WHERE article_id IN ({places})",  # the feed's link, before its redirects
    ):
        found.update(_addresses(url for (url,) in connection.execute(further, article_ids)))
    return found


def _addresses(urls: Iterable[str | None]) -> Iterable[str]:
    return (address for url in urls if url and (address := canonical_url(url)) is not None)
