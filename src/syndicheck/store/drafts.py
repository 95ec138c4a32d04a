"""What a check of a draft asks the database. Reads only, and loads nothing that a report would need."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from msgspec import Struct

from syndicheck.language import UNKNOWN, primary
from syndicheck.store.encoding import in_chunks, read_json

BEARERS = 50
"""Articles with one body of which the earliest is looked for."""

OPENING_CHARACTERS = 240


class Bearer(Struct, frozen=True):
    """A stored version and whose it is."""

    version_id: int
    article_id: int
    key: str
    source_id: str | None
    outlet: str


class StoryRow(Struct, frozen=True):
    """A story as the database judges it: ``outlets`` are those of its first or tied articles."""

    public_id: str
    title: str
    verdict: str
    outlets: tuple[str, ...]
    members: int
    carried_by: int
    reasons: tuple[str, ...]


_BEARER = (
    "SELECT v.id, a.id, a.key, a.source_id, o.name FROM article_versions v"
    " JOIN articles a ON a.id = v.article_id JOIN outlets o ON o.id = a.outlet_id"
)

_BEARERS = (
    f"{_BEARER} JOIN sketches s ON s.version_id = v.id"
    " WHERE s.body_hash = (SELECT body_hash FROM sketches WHERE id = ?)"
)


def other_languages_held(connection: sqlite3.Connection, language: str) -> bool:
    """Whether translations of a text in this language may be held: never ``False`` where they would be looked for.

    That is by their primary subtags, and never of what is in no known language.
    """
    own = primary(language)
    if own == UNKNOWN:
        return False
    query = "SELECT 1 FROM anchor_languages WHERE language NOT IN (?, ?) LIMIT 1"
    return connection.execute(query, (own, UNKNOWN)).fetchone() is not None


def bearers_of_body(connection: sqlite3.Connection, sketch_id: int) -> list[Bearer]:
    """The versions with the body of a sketch, the earliest compared first; :data:`BEARERS` at most, and those besides
    that were first in their story, or tied for that: of thousands of copies they may have been read last.
    """
    rows = connection.execute(f"{_BEARERS} ORDER BY s.id LIMIT ?", (sketch_id, BEARERS)).fetchall()
    if len(rows) == BEARERS:
        stories = sorted({story for row in rows if (story := story_id_of(connection, row[1])) is not None})
        known = {row[0] for row in rows}
        firsts = connection.execute(
            f"{_BEARERS} AND a.id IN (SELECT article_id FROM story_articles WHERE place IN ('first', 'tied')"
            f" AND story_id IN ({','.join('?' * len(stories))})) ORDER BY s.id LIMIT ?",
            (sketch_id, *stories, BEARERS),
        )
        rows += [row for row in firsts if row[0] not in known]
    return [Bearer(*row) for row in rows]


def bearer(connection: sqlite3.Connection, version_id: int) -> Bearer | None:
    """Whose version this is."""
    row = connection.execute(f"{_BEARER} WHERE v.id = ?", (version_id,)).fetchone()
    return Bearer(*row) if row else None


def outlet_and_address(connection: sqlite3.Connection, article_id: int) -> tuple[str, str | None]:
    """Who published an article, and where."""
    row: tuple[str, str | None] = connection.execute(
        "SELECT o.name, a.url FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE a.id = ?", (article_id,)
    ).fetchone()
    return row


def current_version(connection: sqlite3.Connection, article_id: int) -> tuple[int, str, str]:
    """The present version of an article: its id, its title, and the beginning of its text."""
    row: tuple[int, str, str] = connection.execute(
        f"SELECT v.id, v.title, substr(v.text, 1, {OPENING_CHARACTERS}) FROM articles a"
        " JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    return row


def story_id_of(connection: sqlite3.Connection, article_id: int) -> int | None:
    """The story that an article is a member of (not one that it merely draws on)."""
    row = connection.execute(
        "SELECT story_id FROM story_articles WHERE article_id = ? AND role = 'member'", (article_id,)
    ).fetchone()
    return int(row[0]) if row else None


def rank_in_story(connection: sqlite3.Connection, article_id: int) -> int:
    """0 for an article that was first in its story, or tied for that, by the stored verdict; else 1."""
    row = connection.execute(
        "SELECT 1 FROM story_articles WHERE article_id = ? AND place IN ('first', 'tied')", (article_id,)
    ).fetchone()
    return 0 if row else 1


def story_begun_by(connection: sqlite3.Connection, article_id: int) -> int | None:
    """The story in which an article was first, by the stored verdict; ``None`` where it was in none."""
    row = connection.execute(
        "SELECT story_id FROM story_articles WHERE article_id = ? AND role = 'member' AND place = 'first'",
        (article_id,),
    ).fetchone()
    return int(row[0]) if row else None


def story_row(connection: sqlite3.Connection, story_id: int) -> StoryRow:
    """A story with its verdict."""
    public_id, title, verdict, members, outlets, reasons = connection.execute(
        "SELECT public_id, title, verdict, members, outlets, reasons FROM stories WHERE id = ?", (story_id,)
    ).fetchone()
    named = connection.execute(
        "SELECT DISTINCT o.name FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
        " JOIN outlets o ON o.id = a.outlet_id WHERE sa.story_id = ? AND sa.place IN ('first', 'tied') ORDER BY o.name",
        (story_id,),
    )
    return StoryRow(
        public_id,
        title,
        verdict,
        tuple(name for (name,) in named),
        members,
        outlets,
        tuple(reason["text"] for reason in read_json(reasons) if reason.get("text")),
    )


def members_of(connection: sqlite3.Connection, story_id: int) -> list[int]:
    """The articles of a story."""
    rows = connection.execute(
        "SELECT article_id FROM story_articles WHERE story_id = ? AND role = 'member' ORDER BY article_id", (story_id,)
    )
    return [article_id for (article_id,) in rows]


def openings(connection: sqlite3.Connection, article_ids: Iterable[int]) -> dict[int, tuple[str, str, tuple[str, ...]]]:
    """Titles, beginnings of the texts, and editors' notes of the present versions, by article."""
    found: dict[int, tuple[str, str, tuple[str, ...]]] = {}
    for chunk in in_chunks(list(article_ids)):
        places = ",".join("?" * len(chunk))
        notes: dict[int, list[str]] = {}
        for article_id, excerpt in connection.execute(
            "SELECT a.id, m.excerpt FROM articles a JOIN marks m ON m.version_id = a.current_version_id"
            f" WHERE a.id IN ({places}) AND m.type = 'editorial_note' AND m.text_kind = 'body'"
            " AND m.dismissed_by IS NULL ORDER BY a.id, m.start",
            chunk,
        ):
            notes.setdefault(article_id, []).append(excerpt)
        for article_id, title, text in connection.execute(
            f"SELECT a.id, v.title, substr(v.text, 1, {OPENING_CHARACTERS}) FROM articles a"
            f" JOIN article_versions v ON v.id = a.current_version_id WHERE a.id IN ({places})",
            chunk,
        ):
            found[article_id] = (title, text, tuple(notes.get(article_id, ())))
    return found


def says_embargo(connection: sqlite3.Connection, version_id: int) -> bool:
    """Whether the fields that a version's record has besides those that we know speak of an embargo."""
    found = connection.execute(
        "SELECT 1 FROM article_versions WHERE id = ? AND (extra LIKE '%embargo%' OR extra LIKE '%sperrfrist%')",
        (version_id,),
    )
    return found.fetchone() is not None
