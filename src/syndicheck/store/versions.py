"""The versions of articles that were changed after publication, each with its own match."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from syndicheck.model.matches import Match
from syndicheck.store.encoding import in_chunks
from syndicheck.store.matches import load_matches
from syndicheck.store.version_order import oldest_first
from syndicheck.view import VersionBrief


def changed_articles(
    connection: sqlite3.Connection, article_ids: Iterable[int], source_id: int
) -> dict[int, tuple[VersionBrief, ...]]:
    """The versions of those articles that have several, oldest first, each compared with the story's source.

    The match of a version is its best one with any version of the article ``source_id`` (side A); ``None`` where none
    was kept.
    """
    found: dict[int, list[tuple[int, bool]]] = {}
    order = oldest_first(connection)
    for chunk in in_chunks(list(article_ids)):
        for article_id, version_id, current in connection.execute(
            "SELECT a.id, v.id, v.id = a.current_version_id FROM articles a"
            " JOIN article_versions v ON v.article_id = a.id"
            f" WHERE a.id IN ({','.join('?' * len(chunk))}) ORDER BY a.id, {order}",
            chunk,
        ):
            found.setdefault(article_id, []).append((version_id, bool(current)))
    several = {article_id: versions for article_id, versions in found.items() if len(versions) > 1}
    matches = {
        article_id: _matches(connection, article_id, source_id) for article_id in several if article_id != source_id
    }
    return {
        article_id: tuple(
            VersionBrief(
                number=number,
                current=current,
                match=matches.get(article_id, {}).get(version_id),
            )
            for number, (version_id, current) in enumerate(versions, 1)
        )
        for article_id, versions in several.items()
    }


def _matches(connection: sqlite3.Connection, article_id: int, source_id: int) -> dict[int, Match]:
    """The best match of each version of an article with any of the source's, the source being side A."""
    rows = connection.execute(
        "SELECT id, a_id = ?1, CASE a_id WHEN ?1 THEN b_version_id ELSE a_version_id END FROM matches"
        " WHERE (a_id = ?1 AND b_id = ?2) OR (a_id = ?2 AND b_id = ?1) ORDER BY score DESC, id",
        (source_id, article_id),
    ).fetchall()
    stored = load_matches(connection, [row[0] for row in rows])
    best: dict[int, Match] = {}
    for match_id, source_first, version_id in rows:
        match = stored[match_id].match
        best.setdefault(version_id, match if source_first else match.swapped())
    return best


def excerpt_of(side: str, match_id: int, start: int, end: int, most: int) -> tuple[str, dict[str, int]]:
    """A query, with its values, for the first ``most`` characters of a passage of a match on side ``a`` or ``b``."""
    column = {"a": "a_version_id", "b": "b_version_id"}[side]
    sql = (
        "SELECT substr(v.text, :start, :length) FROM matches m"
        f" JOIN article_versions v ON v.id = m.{column} WHERE m.id = :match"
    )
    return sql, {"start": start + 1, "length": min(end - start, most), "match": match_id}
