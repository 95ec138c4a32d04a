"""Taking articles out of the database, with everything derived from them.

The caller holds the transaction and afterwards brings matches and stories up to date
(:func:`syndicheck.pipeline.link_and_group`): what the deleted articles stood for is marked to be looked at again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from syndicheck.model.sketches import Sketch
from syndicheck.store import sketches
from syndicheck.store.deleted import note_deleted
from syndicheck.store.encoding import comparable, in_chunks
from syndicheck.store.forgetting import forget_entries
from syndicheck.store.lineage import leave_lineage
from syndicheck.store.matches import forget_matches
from syndicheck.store.telling import forget_told
from syndicheck.store.texts import StoredText, load_texts

OF_A_VERSION = ("marks", "release_ids", "hidden_text")


def articles_of_outlet(connection: sqlite3.Connection, outlet: str) -> list[int]:
    """The articles of an outlet, by its exact name."""
    rows = connection.execute(
        "SELECT a.id FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE o.name = ? ORDER BY a.id", (outlet,)
    )
    return [article_id for (article_id,) in rows]


def articles_before(connection: sqlite3.Connection, moment: str) -> list[int]:
    """Articles whose latest time lies before ``moment`` (UTC, as stored).

    An article without a usable time is as old as the run that read its latest version.
    """
    rows = connection.execute(
        "SELECT a.id FROM articles a WHERE coalesce("
        f"(SELECT max({comparable('t.end')}) FROM sightings t WHERE t.article_id = a.id AND t.usable),"
        f"(SELECT max({comparable('r.started')}) FROM article_versions v JOIN runs r ON r.id = v.run_id"
        " WHERE v.article_id = a.id)"
        f") < {comparable('?')} ORDER BY a.id",
        (moment,),
    )
    return [article_id for (article_id,) in rows]


def remove_articles(connection: sqlite3.Connection, article_ids: Collection[int]) -> None:
    """Delete articles, their versions, times, marks, sketches, matches and parts in stories, and what feeds said of
    them.

    A story that keeps members keeps its id until it is formed anew; the id of one that keeps none leads nowhere. With
    those members it is noted when what was deleted can have appeared.
    """
    gone = sorted(article_ids)
    forget_entries(connection, gone)
    note_deleted(connection, gone)
    _leave_stories(connection, gone)
    again: set[int] = set()
    partners: set[int] = set()
    for chunk in in_chunks(gone):
        places = ",".join("?" * len(chunk))
        versions = [
            version_id
            for (version_id,) in connection.execute(
                f"SELECT id FROM article_versions WHERE article_id IN ({places}) ORDER BY id", chunk
            )
        ]
        texts = load_texts(connection, versions)
        _remove_anchors(connection, texts)
        for version_id in versions:
            partners |= forget_matches(connection, version_id)
            again |= sketches.remove_sketch(connection, version_id, _sketching(texts[version_id]))
        for table in OF_A_VERSION:
            connection.executemany(f"DELETE FROM {table} WHERE version_id = ?", ((v,) for v in versions))
        connection.execute(f"UPDATE articles SET current_version_id = NULL WHERE id IN ({places})", chunk)
        connection.execute(f"DELETE FROM article_versions WHERE article_id IN ({places})", chunk)
        connection.execute(f"DELETE FROM article_addresses WHERE article_id IN ({places})", chunk)
        connection.execute(f"DELETE FROM deleted_earlier WHERE article_id IN ({places})", chunk)
        connection.execute(f"DELETE FROM sightings WHERE article_id IN ({places})", chunk)
        connection.execute(f"DELETE FROM articles WHERE id IN ({places})", chunk)
    connection.execute(
        "DELETE FROM outlets WHERE id NOT IN (SELECT outlet_id FROM articles)"
        " AND id NOT IN (SELECT outlet_id FROM outlet_names WHERE outlet_id IS NOT NULL)"
    )
    connection.execute(  # of most languages the first row of the table that comes tells it
        "DELETE FROM anchor_languages WHERE NOT EXISTS"
        " (SELECT 1 FROM anchored_versions v WHERE v.language_id = anchor_languages.id)"
    )
    again |= sketches.sketches_of(connection, partners)
    sketches.look_again(connection, again, sketches.STORED)


def _sketching(stored: StoredText) -> Callable[[], Sketch]:
    from syndicheck.matching.bodies import body_sketch  # only who deletes

    return partial(body_sketch, stored.text, stored.marks)


def _remove_anchors(connection: sqlite3.Connection, texts: Mapping[int, StoredText]) -> None:
    from syndicheck.fingerprint.bodies import body_anchors  # only who deletes needs to know how languages are compared
    from syndicheck.matching.translation import standing_background
    from syndicheck.store.anchors import remove_anchors

    for version_id, stored in texts.items():
        places = partial(body_anchors, stored.text, marks=stored.marks)
        for sketch_id in sketches.sketches_of(connection, [version_id]):
            remove_anchors(connection, version_id, sketch_id, places, standing_background())


def _leave_stories(connection: sqlite3.Connection, article_ids: Sequence[int]) -> None:
    touched: set[int] = set()
    leave_lineage(connection, article_ids)
    forget_told(connection, article_ids)
    for chunk in in_chunks(article_ids):
        places = ",".join("?" * len(chunk))
        touched.update(
            row[0]
            for row in connection.execute(
                f"SELECT DISTINCT story_id FROM story_articles WHERE article_id IN ({places})", chunk
            )
        )
        connection.execute(f"DELETE FROM story_articles WHERE article_id IN ({places})", chunk)
    for story_id in sorted(touched):
        left = _articles_in(connection, story_id)
        sketches.look_again(connection, sketches.sketches_of(connection, _versions_of(connection, left)), 1)
        (heir,) = connection.execute(
            "SELECT min(article_id) FROM story_articles WHERE story_id = ? AND role = 'member'", (story_id,)
        ).fetchone()
        if heir is None:
            connection.execute(
                "INSERT INTO story_redirects (old_public_id, public_id) SELECT public_id, '' FROM stories WHERE id = ?"
                " ON CONFLICT (old_public_id) DO UPDATE SET public_id = excluded.public_id",
                (story_id,),
            )
            connection.execute("DELETE FROM stories WHERE id = ?", (story_id,))
            continue
        connection.execute(
            "UPDATE stories SET (members, outlets) = (SELECT count(*), count(DISTINCT a.outlet_id)"
            " FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
            " WHERE sa.story_id = stories.id AND sa.role = 'member')"
            " WHERE id = ?",
            (story_id,),
        )
        for column in ("source_id", "medoid_id"):  # only until the story is formed anew, in the same command
            connection.execute(
                f"UPDATE stories SET {column} = ? WHERE id = ? AND {column} NOT IN"
                " (SELECT article_id FROM story_articles WHERE story_id = ?)",
                (heir, story_id, story_id),
            )


def _articles_in(connection: sqlite3.Connection, story_id: int) -> list[int]:
    rows = connection.execute("SELECT article_id FROM story_articles WHERE story_id = ?", (story_id,))
    return [article_id for (article_id,) in rows]


def _versions_of(connection: sqlite3.Connection, article_ids: Sequence[int]) -> Iterable[int]:
    for chunk in in_chunks(article_ids):
        for (version_id,) in connection.execute(
            f"SELECT id FROM article_versions WHERE article_id IN ({','.join('?' * len(chunk))})", chunk
        ).fetchall():
            yield version_id
