"""Which take-overs a webhook was told of, and what of the database has been looked at for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from syndicheck.store.encoding import compact_json, in_chunks, iso, read_iso


class WebhookState(Struct, frozen=True):
    """What is known of a webhook: runs up to ``after_run`` have been looked at, ``failures`` messages in a row were not
    taken, none is to be sent before ``due``.
    """

    after_run: int
    failures: int
    due: datetime


def load_state(connection: sqlite3.Connection, webhook: str, outlets: Sequence[str]) -> WebhookState | None:
    """The state of a webhook by the hash of its address. Where other outlets were named, everything is to be looked at
    anew; ``None``: it was never used.
    """
    row = connection.execute(
        "SELECT outlets, after_run, failures, due FROM webhooks WHERE id = ?", (webhook,)
    ).fetchone()
    if row is None:
        return None
    named, after_run, failures, due = row
    return WebhookState(after_run if json.loads(named) == sorted(outlets) else 0, failures, read_iso(due))


def save_state(
    connection: sqlite3.Connection, webhook: str, outlets: Sequence[str], state: WebhookState, code: str = ""
) -> None:
    """Keep the state of a webhook; the caller holds the transaction."""
    connection.execute(
        "INSERT INTO webhooks (id, outlets, after_run, failures, due, code) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET outlets = excluded.outlets, after_run = excluded.after_run,"
        " failures = excluded.failures, due = excluded.due, code = excluded.code",
        (webhook, compact_json(sorted(outlets)), state.after_run, state.failures, iso(state.due), code),
    )


def settled_run(connection: sqlite3.Connection) -> int:
    """The last run of which every text is in its story; what a killed run left is there only after the next one."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()
    (waiting,) = connection.execute(
        "SELECT min(v.run_id) FROM sketches s JOIN article_versions v ON v.id = s.version_id WHERE s.state < 2"
    ).fetchone()
    return int(last) if waiting is None else min(int(last), int(waiting) - 1)


def fresh_stories(connection: sqlite3.Connection, outlets: Iterable[str], after_run: int) -> list[str]:
    """Public ids of the stories in which one of these outlets has a part and into which a later run brought a text."""
    names = sorted(outlets)
    places = ",".join("?" * len(names))
    return [
        public_id
        for (public_id,) in connection.execute(
            "SELECT s.public_id FROM stories s WHERE s.id IN (SELECT sa.story_id FROM article_versions v"
            " JOIN story_articles sa ON sa.article_id = v.article_id WHERE v.run_id > ?)"
            " AND EXISTS (SELECT 1 FROM story_articles x JOIN articles a ON a.id = x.article_id"
            f" JOIN outlets o ON o.id = a.outlet_id WHERE x.story_id = s.id AND o.name IN ({places}))"
            " ORDER BY s.public_id",
            (after_run, *names),
        )
    ]


def outlets_held(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    """Those of some names, folded, that are outlets here: with their names as they are stored."""
    wanted = {name.casefold() for name in names}
    stored = (name for (name,) in connection.execute("SELECT name FROM outlets"))
    return {name.casefold(): name for name in stored if name.casefold() in wanted}


def was_told(connection: sqlite3.Connection, webhook: str, article_id: int, source_id: int | None = None) -> bool:
    """Whether a webhook was told that an article takes over a text: any, or (round-ups draw on several) this one."""
    query = "SELECT 1 FROM told WHERE webhook_id = ? AND article_id = ?"
    if source_id is None:
        return connection.execute(query, (webhook, article_id)).fetchone() is not None
    return connection.execute(f"{query} AND source_id = ?", (webhook, article_id, source_id)).fetchone() is not None


def save_told(connection: sqlite3.Connection, webhook: str, pairs: Iterable[tuple[int, int]], when: datetime) -> None:
    """Remember what was told: pairs of article and source. The caller holds the transaction."""
    connection.executemany(
        "INSERT OR IGNORE INTO told (webhook_id, article_id, source_id, told)"
        # an article that another process has removed in the meantime needs no remembering
        " SELECT ?1, a.id, s.id, ?4 FROM articles a, articles s WHERE a.id = ?2 AND s.id = ?3",
        [(webhook, article_id, source_id, iso(when)) for article_id, source_id in pairs],
    )


def forget_told(connection: sqlite3.Connection, article_ids: Sequence[int]) -> None:
    """Forget articles that are about to be deleted."""
    for chunk in in_chunks(article_ids):
        places = ",".join("?" * len(chunk))
        connection.execute(f"DELETE FROM told WHERE article_id IN ({places})", chunk)
        connection.execute(f"DELETE FROM told WHERE source_id IN ({places})", chunk)
