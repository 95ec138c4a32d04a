"""What a file says of how it was published."""

from __future__ import annotations

import sqlite3

from msgspec import Struct

KEY = "published"
"""The entry of ``meta`` that says how a file was published."""


class Choice(Struct, frozen=True):
    """What a published file leaves out: the ``texts``, or (``redacted``) contacts, authors and reviewers."""

    texts: bool = True
    redacted: bool = False


def choice_of(connection: sqlite3.Connection) -> Choice | None:
    """How this file was published; ``None`` for a database that articles are read into."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    if row is None:
        return None
    import json

    said = json.loads(row[0])
    return Choice(bool(said["texts"]), bool(said["redacted"]))
