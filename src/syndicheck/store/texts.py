"""Stored texts as they are read again: one with its marks to be compared, one as its readers see it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from syndicheck.model.marks import Mark
from syndicheck.store.encoding import in_chunks, read_json
from syndicheck.store.marks import read_mark


class StoredText(Struct, frozen=True):
    """One stored version as the matchers need it."""

    version_id: int
    article_id: int
    key: str
    title: str
    lang: str
    text: str
    marks: tuple[Mark, ...]


def load_texts(connection: sqlite3.Connection, version_ids: Sequence[int]) -> dict[int, StoredText]:
    """Texts with their marks, dismissed ones left out, by version id; unknown ids are left out."""
    found: dict[int, StoredText] = {}
    for chunk in in_chunks(version_ids):
        places = ",".join("?" * len(chunk))
        marks: dict[int, list[Mark]] = {}
        for row in connection.execute(
            "SELECT version_id, type, start, end, text_kind, organisation_id, catalogue_id, layer, strength, score"
            f" FROM marks WHERE version_id IN ({places}) AND dismissed_by IS NULL ORDER BY version_id, start",
            chunk,
        ):
            marks.setdefault(row[0], []).append(read_mark(row[1:]))
        for row in connection.execute(
            "SELECT v.id, v.article_id, a.key, v.title, a.lang, v.text FROM article_versions v"
            f" JOIN articles a ON a.id = v.article_id WHERE v.id IN ({places})",
            chunk,
        ):
            version_id, article_id, key, title, lang, text = row
            found[version_id] = StoredText(
                version_id, article_id, key, title, lang, text, tuple(marks.get(version_id, ()))
            )
    return found


class LabelText(Struct, frozen=True):
    """What readers of an article see, and what its record says of it to machines (``extra``)."""

    title: str
    text: str
    page_text: str | None
    extra: dict[str, Any]


def load_label_texts(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, LabelText]:
    """The current texts of articles by article id; unknown ids are left out."""
    return {
        row[0]: LabelText(row[1], row[2], row[3], read_json(row[4]) if row[4] else {})
        for chunk in in_chunks(article_ids)
        for row in connection.execute(
            "SELECT a.id, v.title, v.text, v.page_text, v.extra FROM articles a"
            " JOIN article_versions v ON v.id = a.current_version_id"
            f" WHERE a.id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
    }
