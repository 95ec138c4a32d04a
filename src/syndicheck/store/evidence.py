"""What stands behind one article, and what is new or open in the whole database. Reads only."""

from __future__ import annotations

import sqlite3

from msgspec import Struct

from syndicheck.model.times import Sighting
from syndicheck.store.sightings import read_sighting
from syndicheck.store.version_order import oldest_first


class Shared(Struct, frozen=True):
    """A stored match of an article, seen from it: ``own`` is the part of its body found in the other's, ``others`` the
    other way round, 0 … 1. ``earlier``: the match is that of a version that was replaced.
    """

    article_id: int
    outlet: str
    title: str
    lang: str
    match_class: str
    own: float
    others: float
    earlier: bool


class VersionLine(Struct, frozen=True):
    """A version of an article: number of its row, the latest time that its record gives (ISO, UTC; empty when none)."""

    row_id: int
    dated: str
    title: str
    current: bool


class StoryRow(Struct, frozen=True):
    """A story in the list of all. ``first`` names two of the ``leading`` outlets that were first or tied.
    ``earliest`` are the earliest of its times, one of each precision and kind of zone: what they are called may go in
    another order than their intervals begin.
    """

    public_id: str
    title: str
    languages: str
    outlets: int
    members: int
    verdict: str
    first: tuple[str, ...]
    leading: int
    earliest: tuple[Sighting, ...]


def shared_with(connection: sqlite3.Connection, article_id: int) -> list[Shared]:
    """The best stored match of an article with each other one, the nearest first."""
    rows = connection.execute(
        "SELECT b.id, o.name, b.title, b.lang, x.class, x.own, x.others,"
        "  x.version <> (SELECT current_version_id FROM articles WHERE id = ?1) FROM ("
        " SELECT b_id AS other, class, share_a AS own, share_b AS others, score, a_version_id AS version FROM matches"
        " WHERE a_id = ?1 UNION ALL SELECT a_id, class, share_b, share_a, score, b_version_id FROM matches"
        " WHERE b_id = ?1) x JOIN articles b ON b.id = x.other AND b.id <> ?1"
        " JOIN outlets o ON o.id = b.outlet_id ORDER BY 8, x.score DESC, x.own DESC, b.id",
        (article_id,),
    )
    best: dict[int, Shared] = {}
    for number, outlet, title, lang, match_class, own, others, earlier in rows:
        best.setdefault(number, Shared(number, outlet, title, lang, match_class, own, others, bool(earlier)))
    return list(best.values())


def versions_of(connection: sqlite3.Connection, article_id: int) -> list[VersionLine]:
    """Every text ever seen of an article, oldest first."""
    order = oldest_first(connection)
    rows = connection.execute(
        "SELECT v.id, v.dated, v.title, v.id = a.current_version_id FROM articles a"
        " JOIN article_versions v ON v.article_id = a.id WHERE a.id = ?"
        f" ORDER BY {order}",
        (article_id,),
    )
    return [VersionLine(row_id, dated, title, bool(current)) for row_id, dated, title, current in rows]


ORDERS = {
    "": "s.outlets DESC, s.members DESC, s.public_id",
    "newest": "since IS NULL, since DESC, s.public_id",
    "open": "s.outlets DESC, s.members DESC, s.public_id",
}
"""How the list of stories may be sorted; ``open`` are only those of which nobody knows who was first."""


def story_rows(connection: sqlite3.Connection, order: str, limit: int, offset: int) -> list[StoryRow]:
    """A page of the list of stories. The newest is the one whose articles can have appeared last."""
    earliest = (
        "(SELECT min(t.start) FROM story_articles x JOIN sightings t ON t.id = x.sighting_id WHERE x.story_id = s.id)"
    )
    ordered = ORDERS[order]
    where = " WHERE s.verdict = 'undetermined'" if order == "open" else ""
    rows = connection.execute(
        f"SELECT s.id, s.public_id, s.title, s.languages, s.outlets, s.members, s.verdict, {earliest} AS since"
        f" FROM stories s{where} ORDER BY {ordered} LIMIT ? OFFSET ?",
        (limit, offset),
    ).fetchall()
    return [
        StoryRow(
            public_id,
            title,
            languages,
            outlets,
            members,
            verdict,
            *_first(connection, story_id),
            _earliest(connection, story_id),
        )
        for story_id, public_id, title, languages, outlets, members, verdict, _ in rows
    ]


def _earliest(connection: sqlite3.Connection, story_id: int) -> tuple[Sighting, ...]:
    # beside min() SQLite gives the other columns of the row that has the least value
    rows = connection.execute(
        "SELECT t.kind, t.source, t.raw, min(t.start), t.end, t.precision, t.zone, t.zone_name, t.flags, t.usable"
        " FROM story_articles x JOIN sightings t ON t.id = x.sighting_id WHERE x.story_id = ?"
        " GROUP BY t.precision, t.zone",
        (story_id,),
    )
    return tuple(map(read_sighting, rows))


def _first(connection: sqlite3.Connection, story_id: int) -> tuple[tuple[str, ...], int]:
    rows = connection.execute(
        "SELECT name, count(*) OVER () FROM (SELECT DISTINCT o.name FROM story_articles x"
        " JOIN articles a ON a.id = x.article_id JOIN outlets o ON o.id = a.outlet_id"
        " WHERE x.story_id = ? AND x.place IN ('first', 'tied')) ORDER BY name LIMIT 2",
        (story_id,),
    ).fetchall()
    return tuple(name for name, _ in rows), rows[0][1] if rows else 0


def open_stories(connection: sqlite3.Connection) -> int:
    """In how many stories it cannot be told who was first."""
    (count,) = connection.execute("SELECT count(*) FROM stories WHERE verdict = 'undetermined'").fetchone()
    return int(count)
