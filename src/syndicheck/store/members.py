"""Articles as members of a story, with what corrections need of them and no more: no match, no times of others."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from syndicheck.store.articles import load_sightings
from syndicheck.store.encoding import in_chunks
from syndicheck.store.reports import load_mark_briefs
from syndicheck.view import MemberView


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
