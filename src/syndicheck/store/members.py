"""Articles as members of a story, with what is needed of them and no more: no match, no times of others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.store.encoding import IN_TIME, in_chunks
from syndicheck.store.marks import read_mark
from syndicheck.store.record_fields import feed_source
from syndicheck.store.reports import load_mark_briefs
from syndicheck.store.sightings import load_sightings
from syndicheck.view import MarkBrief, MemberView


def plain_members(connection: sqlite3.Connection, article_ids: Sequence[int]) -> list[MemberView]:
    """The articles in the order of their earliest possible publication; those without a time come last."""
    rows = [
        row
        for chunk in in_chunks(list(article_ids))
        for row in connection.execute(
            "SELECT a.id, a.key, o.name, a.title, a.lang, a.url, a.current_version_id FROM articles a"
            f" JOIN outlets o ON o.id = a.outlet_id WHERE a.id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
    ]
    sightings = load_sightings(connection, [row[0] for row in rows])
    marks = load_mark_briefs(connection, [row[6] for row in rows])
    members = []
    for article_id, key, outlet, title, lang, url, version_id in rows:
        usable = [s for _, s in sightings.get(article_id, ()) if s.usable and s.kind == "published"]
        members.append(
            MemberView(
                article_id,
                key,
                outlet,
                title,
                lang,
                url,
                role="member",
                place="unknown",
                sighting=min(usable, key=lambda s: (s.start, s.end), default=None),
                match=None,
                marks=marks.get(version_id, ()),
            )
        )
    dated = sorted((m for m in members if m.sighting), key=lambda m: (m.sighting and m.sighting.start, m.key))
    return dated + sorted((m for m in members if not m.sighting), key=lambda m: m.key)


def outlet_parts(connection: sqlite3.Connection, story_id: int) -> list[tuple[str, int, str | None]]:
    """The outlets of a story's own articles: how many each has, and an address of one of them."""
    return connection.execute(
        "SELECT o.name, x.articles, x.url FROM"
        " (SELECT a.outlet_id, count(*) AS articles, max(a.url) AS url FROM story_articles sa"
        " JOIN articles a ON a.id = sa.article_id WHERE sa.story_id = ? AND sa.role = 'member' GROUP BY 1) x"
        " JOIN outlets o ON o.id = x.outlet_id",
        (story_id,),
    ).fetchall()


def channels_named(connection: sqlite3.Connection, story_id: int) -> list[tuple[str, str | None, str]]:
    """The story's own articles whose feed names another channel as their source: outlet, address, the channel's
    address.
    """
    found = []
    for outlet, url, extra in connection.execute(
        "SELECT o.name, a.url, v.extra FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
        " JOIN article_versions v ON v.id = a.current_version_id JOIN outlets o ON o.id = a.outlet_id"
        " WHERE sa.story_id = ? AND sa.role = 'member' AND v.extra LIKE '%\"source_address\"%'",
        (story_id,),
    ):
        if source := feed_source(extra):
            found.append((outlet, url, source))
    return found


def top_members(connection: sqlite3.Connection, story_id: int) -> list[MemberView]:
    """The story's own articles at the top of its lineage, with names and addresses only, in the order of its
    timeline.
    """
    rows = connection.execute(
        "SELECT a.id, a.key, o.name, a.title, a.lang, a.url, sa.role, sa.place"
        " FROM lineage l JOIN story_articles sa ON sa.story_id = l.story_id AND sa.article_id = l.article_id"
        " JOIN articles a ON a.id = sa.article_id JOIN outlets o ON o.id = a.outlet_id"
        " LEFT JOIN sightings t ON t.id = sa.sighting_id"
        " WHERE l.story_id = ? AND l.rank = 0 AND l.version = 1 AND l.parent_id IS NULL AND sa.role = 'member'"
        f" ORDER BY {IN_TIME}",
        (story_id,),
    )
    return [_named(row) for row in rows]


def openings_of(connection: sqlite3.Connection, story_id: int, characters: int) -> Iterable[tuple[int, str, str, str]]:
    """How each of the story's own articles begins: its number, key, headline, and the first characters of its text."""
    return connection.execute(
        "SELECT a.id, a.key, a.title, substr(v.text, 1, ?2) FROM story_articles sa"
        " JOIN articles a ON a.id = sa.article_id JOIN article_versions v ON v.id = a.current_version_id"
        " WHERE sa.story_id = ?1 AND sa.role = 'member' ORDER BY a.id",
        (story_id, characters),
    )


class Placed(Struct, frozen=True):
    """An article of a story with its present version and its time (ISO, UTC), in the order of the timeline."""

    article_id: int
    key: str
    outlet: str
    lang: str
    role: str
    version_id: int
    start: str | None
    end: str | None


def placed_articles(connection: sqlite3.Connection, story_id: int) -> list[Placed]:
    """All articles of a story, with what is needed to compare their texts."""
    rows = connection.execute(
        "SELECT a.id, a.key, o.name, a.lang, sa.role, a.current_version_id, t.start, t.end"
        " FROM story_articles sa JOIN articles a ON a.id = sa.article_id JOIN outlets o ON o.id = a.outlet_id"
        " LEFT JOIN sightings t ON t.id = sa.sighting_id WHERE sa.story_id = ?"
        f" ORDER BY sa.role = 'draws-on', {IN_TIME}",
        (story_id,),
    )
    return [Placed(*row) for row in rows]


def hands_of(connection: sqlite3.Connection, story_id: int, types: Sequence[str]) -> dict[int, set[str]]:
    """The organisations that marks of these types name in a story's own articles, by article id."""
    found: dict[int, set[str]] = {}
    for article_id, organisation in connection.execute(
        "SELECT DISTINCT a.id, m.organisation_id FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
        " JOIN marks m ON m.version_id = a.current_version_id"
        " WHERE sa.story_id = ? AND sa.role = 'member' AND m.text_kind = 'body' AND m.dismissed_by IS NULL"
        " AND m.organisation_id IS NOT NULL AND m.type IN (SELECT value FROM json_each(?))",
        (story_id, json.dumps(list(types))),
    ):
        found.setdefault(article_id, set()).add(organisation)
    return found


def longest_passages(connection: sqlite3.Connection, story_id: int) -> dict[int, tuple[int, int]]:
    """Where each article of a story has the longest passage of its source's text, by article id."""
    found: dict[int, tuple[int, int]] = {}
    for article_id, start, end in connection.execute(
        "SELECT sa.article_id, CASE WHEN m.a_id = s.source_id THEN p.b_start ELSE p.a_start END AS start,"
        " CASE WHEN m.a_id = s.source_id THEN p.b_end ELSE p.a_end END AS end"
        " FROM stories s JOIN story_articles sa ON sa.story_id = s.id JOIN matches m ON m.id = sa.match_id"
        " JOIN match_spans p ON p.match_id = m.id WHERE s.id = ?"
        " ORDER BY sa.article_id, end - start DESC, start",
        (story_id,),
    ):
        found.setdefault(article_id, (start, end))
    return found


def marked_members(connection: sqlite3.Connection, story_id: int, types: Sequence[str]) -> list[MemberView]:
    """The articles of a story whose body has marks of these types, with these marks and their names only, in the order
    of its timeline.
    """
    marks: dict[int, list[MarkBrief]] = {}
    members: dict[int, MemberView] = {}
    for row in connection.execute(
        "SELECT a.id, a.key, o.name, a.title, a.lang, a.url, sa.role, sa.place, g.name, m.excerpt, m.type, m.start,"
        " m.end, m.text_kind, m.organisation_id, m.catalogue_id, m.layer, m.strength, m.score"
        " FROM story_articles sa JOIN articles a ON a.id = sa.article_id JOIN outlets o ON o.id = a.outlet_id"
        " JOIN marks m ON m.version_id = a.current_version_id LEFT JOIN organisations g ON g.id = m.organisation_id"
        " LEFT JOIN sightings t ON t.id = sa.sighting_id"
        " WHERE sa.story_id = ? AND sa.role = 'member' AND m.text_kind = 'body' AND m.dismissed_by IS NULL"
        " AND m.type IN (SELECT value FROM json_each(?))"
        f" ORDER BY {IN_TIME}, m.start, m.end, m.id",
        (story_id, json.dumps(list(types))),
    ):
        members.setdefault(row[0], _named(row))
        marks.setdefault(row[0], []).append(MarkBrief(read_mark(row[10:]), row[8], row[9]))
    return [replace(member, marks=tuple(marks[number])) for number, member in members.items()]


def _named(row: tuple[Any, ...]) -> MemberView:
    number, key, outlet, title, lang, url, role, place, *_ = row
    return MemberView(number, key, outlet, title, lang, url, role, place, sighting=None, match=None)
