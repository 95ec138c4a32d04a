"""When articles can have appeared that shared their text with others and were deleted: all that is kept of them.

Whoever stays of a story is not first in it because those before him were deleted. Kept is one interval with each
article that stays, and goes with it: nothing of the text, the headline, the address or the outlet of what was deleted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from syndicheck.store.encoding import comparable, in_chunks, iso, read_iso
from syndicheck.store.heads import load_heads
from syndicheck.store.sightings import load_sightings

Appeared = tuple[datetime, datetime]
"""The earliest and the latest moment at which an article can have appeared (UTC)."""


def keeps_deleted(connection: sqlite3.Connection, name: str = "main") -> bool:
    """Whether a database, attached by this name, knows of what was deleted: one that is only read may be older."""
    return connection.execute(f"PRAGMA {name}.table_info(deleted_earlier)").fetchone() is not None


def load_deleted(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, Appeared]:
    """When the earliest deleted article can have appeared that shared its text with an article, by the id of this one;
    articles of which nothing is known are left out.
    """
    return {
        article_id: (read_iso(start), read_iso(end))
        for chunk in in_chunks(article_ids if keeps_deleted(connection) else ())
        for article_id, start, end in connection.execute(
            f"SELECT article_id, start, end FROM deleted_earlier WHERE article_id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
    }


def note_deleted(connection: sqlite3.Connection, article_ids: Sequence[int]) -> None:
    """Note with the members that stay of each story when those can have appeared that are about to be deleted, and
    those that were deleted before them. Of the outlet's own articles no time is noted, of undated round-ups nothing.
    """
    gone = set(article_ids)
    touched = sorted(
        {
            story_id
            for chunk in in_chunks(article_ids)
            for (story_id,) in connection.execute(
                f"SELECT DISTINCT story_id FROM story_articles WHERE article_id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
        }
    )
    for chunk in in_chunks(touched):
        of_stories: dict[int, list[tuple[int, str, str]]] = {}
        for story_id, *article in connection.execute(
            "SELECT sa.story_id, sa.article_id, sa.role, o.name FROM story_articles sa"
            " JOIN articles a ON a.id = sa.article_id JOIN outlets o ON o.id = a.outlet_id"
            f" WHERE sa.story_id IN ({','.join('?' * len(chunk))}) ORDER BY sa.story_id, sa.article_id",
            chunk,
        ):
            of_stories.setdefault(story_id, []).append((article[0], article[1], article[2]))
        going = sorted({one[0] for articles in of_stories.values() for one in articles if one[0] in gone})
        windows, before = _windows(connection, going), load_deleted(connection, going)
        noted: dict[int, Appeared] = {}
        for articles in of_stories.values():
            for article_id, appeared in _left(articles, windows, before):
                noted[article_id] = min(appeared, noted.get(article_id, appeared))
        save_deleted(connection, noted)


def save_deleted(connection: sqlite3.Connection, noted: Mapping[int, Appeared]) -> None:
    """Note intervals with articles, by id; the earlier one stays where there is one already."""
    earlier = EARLIER.format("excluded", "deleted_earlier")
    connection.executemany(
        "INSERT INTO deleted_earlier (article_id, start, end) VALUES (?, ?, ?) ON CONFLICT (article_id) DO UPDATE"
        f" SET start = excluded.start, end = excluded.end WHERE {earlier}",
        ((article_id, iso(start), iso(end)) for article_id, (start, end) in sorted(noted.items())),
    )


EARLIER = " < ".join(f"({comparable(f'{{{n}}}.start')}, {comparable(f'{{{n}}}.end')})" for n in range(2))
"""Whether the interval of one row, by its table's name, is before that of another."""


def _windows(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, Appeared | None]:
    """When articles can have appeared by their own words; ``None``: no time is known."""
    from syndicheck.provenance.windows import Witness, window  # only who deletes needs to understand times

    found: dict[int, Appeared | None] = {}
    sightings = load_sightings(connection, article_ids)
    for head in load_heads(connection, article_ids):
        article_id = head.article_id
        seen = window(Witness(head.key, head.outlet, tuple(sighting for _, sighting in sightings[article_id])))
        found[article_id] = (seen.possible.start, seen.possible.end) if seen.dated else None
    return found


def _left(
    articles: Iterable[tuple[int, str, str]], windows: Mapping[int, Appeared | None], before: Mapping[int, Appeared]
) -> Iterable[tuple[int, Appeared]]:
    """The members that stay of a story, each with the earliest of other outlets that goes or went; where only articles
    of its own outlet go, with the end of time: it was there when they went, and nobody else did.
    """
    from syndicheck.provenance.intervals import END_OF_TIME, EVER
    from syndicheck.provenance.origin import NAMELESS_OUTLETS

    listed = list(articles)
    going: list[tuple[Appeared, str]] = []
    for article_id, role, outlet in listed:
        if article_id not in windows:
            continue
        own = windows[article_id]
        if own is not None or role == "member":
            going.append((own or (EVER.start, EVER.end), "" if outlet in NAMELESS_OUTLETS else outlet))
        if article_id in before and role == "member":
            going.append((before[article_id], ""))
    going.sort()
    for article_id, role, outlet in listed:
        if article_id not in windows and role == "member":
            others = (one for one, other in going if other != outlet or not other)
            if going:
                yield article_id, next(others, (END_OF_TIME, END_OF_TIME))
