"""Who took it from whom, as stored with each story; article keys outside, row ids inside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from syndicheck.model.lineage import LineageEdge, LineageParent
from syndicheck.model.reasons import Reason
from syndicheck.provenance.reasons import LINEAGE_REASONS, lineage_words
from syndicheck.store.encoding import read_reasons, reasons_json


def save_lineage(
    connection: sqlite3.Connection, story_id: int, edges: Iterable[LineageEdge], ids: Mapping[str, int]
) -> None:
    """Store the edges of a story; ``ids`` are the row ids of its articles by key. The caller holds the transaction."""
    connection.executemany(
        "INSERT INTO lineage (story_id, article_id, version, rank, parent_id, parent_version, probability,"
        " text_reasons, clock_reasons, conflict) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                story_id,
                ids[edge.article],
                edge.version,
                rank,
                None if parent.article is None else ids[parent.article],
                parent.version,
                parent.probability,
                reasons_json(parent.text, lineage_words),
                reasons_json(parent.clock, lineage_words),
                reasons_json([edge.conflict] if edge.conflict and not rank else [], lineage_words),
            )
            for edge in edges
            for rank, parent in enumerate((edge.parent, *edge.others))
        ),
    )


def load_lineage(
    connection: sqlite3.Connection, story_id: int, article_ids: Sequence[int] | None = None, *, roots: bool = False
) -> tuple[LineageEdge, ...]:
    """The edges of a story, in the order of the articles' keys and versions; with ``article_ids`` those into these,
    with ``roots`` those that come from no text that is held.
    """
    edges: list[LineageEdge] = []
    only = "" if article_ids is None else " AND l.article_id IN (SELECT value FROM json_each(?))"
    if roots:
        only += (
            " AND (l.article_id, l.version) IN (SELECT r.article_id, r.version FROM lineage r"
            " WHERE r.story_id = l.story_id AND r.rank = 0 AND r.parent_id IS NULL)"
        )
    for key, version, rank, parent_key, parent_version, probability, text, clock, conflict in connection.execute(
        "SELECT a.key, l.version, l.rank, p.key, l.parent_version, l.probability, l.text_reasons, l.clock_reasons,"
        " l.conflict FROM lineage l JOIN articles a ON a.id = l.article_id LEFT JOIN articles p ON p.id = l.parent_id"
        f" WHERE l.story_id = ?{only} ORDER BY a.key, l.version, l.rank",
        (story_id,) if article_ids is None else (story_id, json.dumps(list(article_ids))),
    ):
        reasons = _said(text), _said(clock)
        parent = LineageParent(parent_key, parent_version, probability, *reasons)
        if rank == 0:
            found = _said(conflict)
            edges.append(LineageEdge(key, version, parent, (), found[0] if found else None))
        else:
            last = edges[-1]
            edges[-1] = LineageEdge(last.article, last.version, last.parent, (*last.others, parent), last.conflict)
    return tuple(edges)


def _said(stored: str) -> tuple[Reason, ...]:
    """Reasons as stored; where a copy for others has only their codes, what a code means in general."""
    return tuple(
        reason if reason.text else replace(reason, text=LINEAGE_REASONS.get(reason.code, ""))
        for reason in read_reasons(stored, lineage_words)
    )


def leave_lineage(connection: sqlite3.Connection, article_ids: Iterable[int]) -> None:
    """Forget articles that are about to be deleted; their stories are formed anew by the same command."""
    for article_id in article_ids:
        connection.execute("DELETE FROM lineage WHERE article_id = ?1 OR parent_id = ?1", (article_id,))
