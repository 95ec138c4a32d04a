"""What people do at the desk, to be disturbed: decisions about stories and marks, outlets, copies for others."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from syndicheck import pipeline, reviewing
from syndicheck.commands.outlets import apply_outlets
from syndicheck.reviewing import Signature
from syndicheck.store import publishing
from syndicheck.store.database import Database
from syndicheck.store.reviews import Kind, load_reviews

Ack = Callable[[int], None]

SIGNED = Signature("Ada Quill", datetime(2026, 4, 1, 9, tzinfo=UTC), "seen by eye")

OUTLETS = """
[[outlet]]
name = "First Circle"
owner = "Circle Group"
domains = ["outlet0.example", "outlet1.example"]
aliases = ["outlet2.example"]

[[outlet]]
name = "Alone"
owner = "Circle Group"
aliases = ["alone.example"]
"""

COPY = "copy.db"


def review(path: Path, ack: Ack) -> None:
    """Four decisions, one after the other; what is decided already is not decided again."""
    with Database(path, write=True) as database:
        pipeline.link_and_group(database)  # as every command that writes does
        for kind, decide in (
            (Kind.REJECT, _reject),
            (Kind.MERGE, _merge),
            (Kind.DISMISS, _dismiss),
            (Kind.SPLIT, _split),
        ):
            if all(one.decision.kind is not kind for one in load_reviews(database.connection)):
                decide(database)


def _largest(database: Database, count: int) -> list[str]:
    rows = database.connection.execute(
        "SELECT public_id FROM stories ORDER BY members DESC, public_id LIMIT ?", (count,)
    )
    return [public_id for (public_id,) in rows]


def _members(database: Database, public_id: str) -> list[str]:
    rows = database.connection.execute(
        "SELECT a.id FROM story_articles x JOIN stories s ON s.id = x.story_id JOIN articles a ON a.id = x.article_id"
        " WHERE s.public_id = ? AND x.role = 'member' ORDER BY a.key",
        (public_id,),
    )
    return [str(number) for (number,) in rows]


def _reject(database: Database) -> None:
    first, *_, last = _members(database, _largest(database, 1)[0])
    reviewing.reject(database, first, last, SIGNED)


def _merge(database: Database) -> None:
    reviewing.merge(database, _largest(database, 3)[1:], SIGNED)


def _dismiss(database: Database) -> None:
    article, start = database.connection.execute(
        "SELECT v.article_id, m.type || '@' || m.start FROM marks m JOIN article_versions v ON v.id = m.version_id"
        " JOIN articles a ON a.current_version_id = v.id WHERE m.text_kind = 'body' ORDER BY a.key, m.start LIMIT 1"
    ).fetchone()
    reviewing.dismiss(database, str(article), start, SIGNED)


def _split(database: Database) -> None:
    (story,) = _largest(database, 1)
    reviewing.split(database, story, _members(database, story)[:1], SIGNED)


def outlets(file: Path) -> Callable[[Path, Ack], None]:
    """Two names become one outlet with an owner."""
    file.write_text(OUTLETS, encoding="utf-8")

    def run(path: Path, ack: Ack) -> None:
        with Database(path, write=True) as database:
            apply_outlets(database, file)

    return run


def publish(path: Path, ack: Ack) -> None:
    """A copy without contacts, beside the database."""
    with Database(path) as database, database.explained():
        publishing.publish(database, path.with_name(COPY), publishing.Choice(redacted=True), SIGNED.when)


def copy_is_whole(path: Path) -> Iterator[str]:
    """What is wrong with the copy beside a database: under its name there is nothing, or all of it."""
    copy = path.with_name(COPY)
    if not copy.exists():
        return
    with (
        closing(sqlite3.connect(path)) as there,
        closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as here,
    ):
        try:
            for (line,) in here.execute("PRAGMA integrity_check"):
                if line != "ok":
                    yield f"the copy is damaged: {line}"
            for table in ("articles", "matches", "stories"):
                held, copied = (one.execute(f"SELECT count(*) FROM {table}").fetchone() for one in (there, here))
                if held != copied:
                    yield f"the copy has {copied[0]} {table}, the database {held[0]}"
        except sqlite3.Error as error:
            yield f"the copy cannot be read: {error}"
