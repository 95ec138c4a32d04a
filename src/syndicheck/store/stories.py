"""Stories as stored: who belongs, who was first, and the public ids that never die."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, field

from syndicheck.model.lineage import LineageEdge
from syndicheck.model.origins import Verdict
from syndicheck.model.reasons import Reason
from syndicheck.store.encoding import compact_json, in_chunks, reasons_json
from syndicheck.store.lineage import save_lineage


class StoryArticle(Struct, frozen=True):
    """One article's part in a story; see the table ``story_articles``."""

    article_id: int
    role: str
    place: str
    sighting_id: int | None
    match_id: int | None


class StoryRecord(Struct, frozen=True):
    """A story ready to be stored; see the table ``stories``."""

    public_id: str
    title: str
    outlets: int
    languages: tuple[str, ...]
    verdict: Verdict
    source_id: int
    medoid_id: int
    reasons: tuple[Reason, ...]
    cohesion: tuple[Reason, ...]
    articles: tuple[StoryArticle, ...]
    lineage: tuple[LineageEdge, ...] = ()
    keys: Mapping[str, int] = field(default_factory=dict)
    """Row ids of the articles that ``lineage`` names, by key."""


def count_stories(connection: sqlite3.Connection) -> int:
    """How many stories there are."""
    (count,) = connection.execute("SELECT count(*) FROM stories").fetchone()
    return int(count)


def stories_touching(connection: sqlite3.Connection, article_ids: Iterable[int]) -> dict[str, frozenset[int]]:
    """Public id and members of every story in which one of the articles takes part, as member or round-up."""
    story_ids: set[int] = set()
    for chunk in in_chunks(sorted(set(article_ids))):
        story_ids.update(
            story_id
            for (story_id,) in connection.execute(
                f"SELECT story_id FROM story_articles WHERE article_id IN ({','.join('?' * len(chunk))})", chunk
            )
        )
    found: dict[str, set[int]] = {}
    for chunk in in_chunks(sorted(story_ids)):
        for public_id, article_id in connection.execute(
            "SELECT s.public_id, sa.article_id FROM stories s JOIN story_articles sa ON sa.story_id = s.id"
            f" WHERE s.id IN ({','.join('?' * len(chunk))})",
            chunk,
        ):
            found.setdefault(public_id, set()).add(article_id)
    return {public_id: frozenset(members) for public_id, members in found.items()}


def neighbourhood(connection: sqlite3.Connection, public_id: str) -> list[int]:
    """The articles of a story and of all stories that share an article with it, directly or through others."""
    found: set[int] = set()
    fresh = {
        article_id
        for (article_id,) in connection.execute(
            "SELECT sa.article_id FROM story_articles sa JOIN stories s ON s.id = sa.story_id WHERE s.public_id = ?",
            (public_id,),
        )
    }
    while fresh:
        found |= fresh
        fresh = set().union(*stories_touching(connection, fresh).values()) - found
    return sorted(found)


def story_members(connection: sqlite3.Connection, public_ids: Iterable[str]) -> dict[str, frozenset[int]]:
    """The members proper (not the round-ups) of stories, by public id."""
    found: dict[str, set[int]] = {}
    for public_id in public_ids:
        rows = connection.execute(
            "SELECT sa.article_id FROM story_articles sa JOIN stories s ON s.id = sa.story_id"
            " WHERE s.public_id = ? AND sa.role = 'member'",
            (public_id,),
        )
        found[public_id] = {article_id for (article_id,) in rows}
    return {public_id: frozenset(members) for public_id, members in found.items()}


def story_medoid(connection: sqlite3.Connection, public_id: str) -> int:
    """The article that every member of a story matches.

    Raises:
        KeyError: no story has this id now.
    """
    row = connection.execute("SELECT medoid_id FROM stories WHERE public_id = ?", (public_id,)).fetchone()
    if row is None:
        raise KeyError(public_id)
    return int(row[0])


class FormerPublicIds:
    """Ids that are, or once were, some story's, and must not be given to another; without the excepted ones. Each is
    looked up when asked for: to read all for every article would take ever longer as the collection grows.
    """

    def __init__(self, connection: sqlite3.Connection, *, except_for: Collection[str] = ()) -> None:
        self._connection = connection
        self._except_for = except_for

    def __contains__(self, public_id: object) -> bool:
        if public_id in self._except_for:
            return False
        found = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM stories WHERE public_id = ?1)"
            " OR EXISTS (SELECT 1 FROM story_redirects WHERE old_public_id = ?1)",
            (public_id,),
        ).fetchone()
        return bool(found[0])


def replace_stories(
    connection: sqlite3.Connection,
    old_public_ids: Iterable[str],
    records: Sequence[StoryRecord],
    redirects: Mapping[str, str],
) -> None:
    """Put new stories in the place of old ones; the caller holds the transaction.

    ``redirects`` leads from ids that are no longer a story's to the id that took most of their members, or to
    ``""`` when nothing is left of them.
    """
    connection.executemany("DELETE FROM stories WHERE public_id = ?", ((old,) for old in old_public_ids))
    for record in records:
        cursor = connection.execute(
            "INSERT INTO stories (title, public_id, members, outlets, languages, verdict, source_id, medoid_id,"
            " reasons, cohesion) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.title,
                record.public_id,
                sum(a.role == "member" for a in record.articles),
                record.outlets,
                compact_json(list(record.languages)),
                record.verdict.value,
                record.source_id,
                record.medoid_id,
                reasons_json(record.reasons),
                reasons_json(record.cohesion),
            ),
        )
        connection.executemany(
            "INSERT INTO story_articles (story_id, article_id, role, place, sighting_id, match_id)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((cursor.lastrowid, a.article_id, a.role, a.place, a.sighting_id, a.match_id) for a in record.articles),
        )
        save_lineage(connection, int(cursor.lastrowid or 0), record.lineage, record.keys)
        connection.execute("DELETE FROM story_redirects WHERE old_public_id = ?", (record.public_id,))
    connection.executemany(
        "INSERT INTO story_redirects (old_public_id, public_id) VALUES (?, ?)"
        " ON CONFLICT (old_public_id) DO UPDATE SET public_id = excluded.public_id",
        redirects.items(),
    )


def resolve_public_id(connection: sqlite3.Connection, public_id: str) -> str | None:
    """The present public id of a story, following redirects left by merges and splits; ``None`` if unknown."""
    seen: set[str] = set()
    while public_id not in seen:
        seen.add(public_id)
        if connection.execute("SELECT 1 FROM stories WHERE public_id = ?", (public_id,)).fetchone():
            return public_id
        row = connection.execute(
            "SELECT public_id FROM story_redirects WHERE old_public_id = ?", (public_id,)
        ).fetchone()
        if row is None:
            return None
        public_id = row[0]
    return None
