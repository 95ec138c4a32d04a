"""Which rows stand behind a page: what its links to tables need to know. Reads only."""

from __future__ import annotations

import sqlite3

from msgspec import Struct


class ArticleRow(Struct, frozen=True):
    """The record of an article that has a text: its present version, its address as it was read (else the canonical
    one), the stories it is in (public id, headline, JSON list of languages), and whether it is the first or the second
    text of any stored match.
    """

    version_id: int
    url: str | None
    stories: tuple[tuple[str, str, str], ...]
    first_of_matches: bool
    second_of_matches: bool


def article_row(connection: sqlite3.Connection, article_id: int) -> ArticleRow | None:
    """The record of an article; ``None`` where there is none, or none with a text."""
    row = connection.execute(
        "SELECT current_version_id, coalesce(url, canonical_url), EXISTS (SELECT 1 FROM matches WHERE a_id = a.id),"
        " EXISTS (SELECT 1 FROM matches WHERE b_id = a.id)"
        " FROM articles a WHERE a.id = ? AND current_version_id IS NOT NULL",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    stories = connection.execute(
        "SELECT s.public_id, s.title, s.languages FROM story_articles x JOIN stories s ON s.id = x.story_id"
        " WHERE x.article_id = ? ORDER BY s.public_id",
        (article_id,),
    )
    return ArticleRow(row[0], row[1], tuple(stories), bool(row[2]), bool(row[3]))


def matches_between(connection: sqlite3.Connection, a: int, b: int) -> list[tuple[int, bool]]:
    """The stored matches of two articles, the best first: number, and whether passages are stored with it."""
    rows = connection.execute(
        "SELECT m.id, EXISTS (SELECT 1 FROM match_spans s WHERE s.match_id = m.id) FROM matches m"
        " WHERE (m.a_id = ?1 AND m.b_id = ?2) OR (m.a_id = ?2 AND m.b_id = ?1) ORDER BY m.score DESC, m.id",
        (a, b),
    )
    return [(number, bool(passages)) for number, passages in rows]


def organisation_ids(connection: sqlite3.Connection) -> dict[str, str]:
    """Catalogue ids of the organisations whose marks are printed, by name."""
    return dict(connection.execute("SELECT name, id FROM organisations"))
