"""The marks of a version, and the organisations that they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from syndicheck.model.marks import Layer, Mark
from syndicheck.model.spans import TextKind
from syndicheck.store.encoding import in_chunks

EXCERPT_CHARACTERS = 300
"""How much of a mark's text its row repeats; the rest is found through its offsets."""


def register_organisations(connection: sqlite3.Connection, organisations: Iterable[tuple[str, str, str]]) -> None:
    """Store id, name and kind of the catalogue's organisations, so that marks can refer to them."""
    connection.executemany(
        "INSERT INTO organisations (id, name, kind) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind"
        " WHERE name <> excluded.name OR kind <> excluded.kind",
        organisations,
    )


def save_marks(
    connection: sqlite3.Connection,
    version_id: int,
    text: str,
    page_text: str | None,
    marks: Iterable[Mark],
    dismissed: Mapping[int, int] | None = None,
) -> None:
    """Store the marks of one version, each with a short excerpt of the words it covers.

    ``dismissed`` leads from a mark's position among ``marks`` to the review that dismissed it.
    """
    taken_back = dismissed or {}
    texts: Mapping[TextKind, str] = {TextKind.BODY: text, TextKind.PAGE: page_text or ""}
    connection.executemany(
        "INSERT INTO marks (version_id, type, organisation_id, excerpt, text_kind, start, end, layer, strength,"
        " score, catalogue_id, dismissed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                version_id,
                m.type,
                m.organisation,
                texts[m.kind][m.start : min(m.end, m.start + EXCERPT_CHARACTERS)],
                m.kind.value,
                m.start,
                m.end,
                m.layer.value,
                m.strength,
                m.score,
                m.catalogue_id,
                taken_back.get(position),
            )
            for position, m in enumerate(marks)
        ),
    )


def read_mark(row: Sequence[object]) -> Mark:
    """A mark from ``type, start, end, text_kind, organisation_id, catalogue_id, layer, strength, score``."""
    kind, start, end, text_kind, organisation, catalogue_id, layer, strength, score = row
    return Mark(
        type=str(kind),
        start=int(str(start)),
        end=int(str(end)),
        kind=TextKind(str(text_kind)),
        organisation=None if organisation is None else str(organisation),
        catalogue_id=str(catalogue_id),
        layer=Layer(str(layer)),
        strength=str(strength),
        score=float(str(score)),
    )


def versions_marked(connection: sqlite3.Connection, version_ids: Sequence[int], mark_type: str) -> set[int]:
    """Those of the versions that have a mark of this type which nobody dismissed."""
    return {
        version_id
        for chunk in in_chunks(version_ids)
        for (version_id,) in connection.execute(
            f"SELECT DISTINCT version_id FROM marks WHERE version_id IN ({','.join('?' * len(chunk))})"
            " AND type = ? AND dismissed_by IS NULL",
            (*chunk, mark_type),
        )
    }
