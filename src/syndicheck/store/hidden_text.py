"""What is hidden from readers in the text of a version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from syndicheck.model.hidden import HiddenKind, HiddenText
from syndicheck.store.encoding import in_chunks


def save_hidden_text(connection: sqlite3.Connection, version_id: int, hidden: Iterable[HiddenText]) -> None:
    """Store what is hidden in a version's text."""
    connection.executemany(
        "INSERT INTO hidden_text (version_id, kind, characters, places, first, excerpt) VALUES (?, ?, ?, ?, ?, ?)",
        ((version_id, h.kind.value, h.characters, h.places, h.first, h.excerpt) for h in hidden),
    )


def load_hidden_text(connection: sqlite3.Connection, version_ids: Sequence[int]) -> dict[int, tuple[HiddenText, ...]]:
    """What is hidden in the texts of versions, in the order of the text; versions without are left out."""
    found: dict[int, list[HiddenText]] = {}
    for chunk in in_chunks(version_ids):
        for version_id, kind, *figures in connection.execute(
            "SELECT version_id, kind, characters, places, first, excerpt FROM hidden_text"
            f" WHERE version_id IN ({','.join('?' * len(chunk))}) ORDER BY version_id, first, kind",
            chunk,
        ):
            found.setdefault(version_id, []).append(HiddenText(HiddenKind(kind), *figures))
    return {version_id: tuple(hidden) for version_id, hidden in found.items()}
