"""Articles as members of a story, with what is needed of them and no more: no match, no times of others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from syndicheck.store.articles import load_sightings, read_mark
from syndicheck.store.encoding import in_chunks
from syndicheck.store.reports import load_mark_briefs
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


def named_members(connection: sqlite3.Connection, story_id: int) -> list[MemberView]:
    """All articles of a story with names and addresses only, in the order of its timeline."""
    rows = connection.execute(
        "SELECT a.id, a.key, o.name, a.title, a.lang, a.url, sa.role, sa.place"
        " FROM story_articles sa JOIN articles a ON a.id = sa.article_id JOIN outlets o ON o.id = a.outlet_id"
        " LEFT JOIN sightings t ON t.id = sa.sighting_id WHERE sa.story_id = ?"
        " ORDER BY sa.role = 'draws-on', t.start IS NULL, t.start, t.end, a.key",
        (story_id,),
    )
    return [_named(row) for row in rows]


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
        " ORDER BY t.start IS NULL, t.start, t.end, a.key, m.start, m.end, m.id",
        (story_id, json.dumps(list(types))),
    ):
        members.setdefault(row[0], _named(row))
        marks.setdefault(row[0], []).append(MarkBrief(read_mark(row[10:]), row[8], row[9]))
    return [replace(member, marks=tuple(marks[number])) for number, member in members.items()]


def _named(row: tuple[Any, ...]) -> MemberView:
    number, key, outlet, title, lang, url, role, place, *_ = row
    return MemberView(number, key, outlet, title, lang, url, role, place, sighting=None, match=None)
