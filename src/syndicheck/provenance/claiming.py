"""A story's articles with what they claim of their own text, tested against the text they most probably come from."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from syndicheck.matching.changes import what_changed
from syndicheck.matching.reuse import Prepared, compare, prepare
from syndicheck.model.claims import ClaimFinding
from syndicheck.model.lineage import LineageEdge
from syndicheck.model.matches import MatchClass
from syndicheck.model.spans import TextKind
from syndicheck.provenance.claims import CLAIMING, Compared, claims_of, tested
from syndicheck.provenance.credits import CREDITS
from syndicheck.provenance.months import months_named
from syndicheck.store.texts import StoredText, load_texts
from syndicheck.store.version_order import article_versions
from syndicheck.view import MemberView, StoryView

CERTAIN = 0.5
"""Probability of the parent from which on a claim is tested against it. Parents with the same body are as good."""


def claimed(connection: sqlite3.Connection, story: StoryView) -> dict[str, tuple[ClaimFinding, ...]]:
    """The findings by article key, for articles that claim something."""
    claiming = [
        member
        for member in story.members
        if member.role != "draws-on"
        and any(brief.mark.type in CLAIMING and brief.dismissed is None for brief in member.marks)
    ]
    if not claiming:
        return {}
    by_key = {member.key: member for member in story.members}
    edges = {(edge.article, edge.version): edge for edge in story.lineage}
    versions = article_versions(connection, [member.article_id for member in story.members])
    found: dict[str, tuple[ClaimFinding, ...]] = {}
    for member in claiming:
        own = versions[member.article_id]
        (stored,) = load_texts(connection, [own[-1].version_id]).values()
        if not claims_of(stored.text, stored.marks):
            continue
        compared = None
        parent = _parent(member, edges)
        if parent is not None and parent[0] in by_key:
            source = by_key[parent[0]]
            rows = versions[source.article_id]
            if parent[1] <= len(rows):
                (text,) = load_texts(connection, [rows[parent[1] - 1].version_id]).values()
                compared = _compared(source, text, stored)
        found[member.key] = tested(stored.text, stored.marks, compared)
    return found


def _parent(member: MemberView, edges: Mapping[tuple[str, int], LineageEdge]) -> tuple[str, int] | None:
    """The text that an article's first version comes from; ``None`` when it is not held, or not certain enough."""
    edge = edges.get((member.key, 1))
    if edge is None or edge.parent.article is None:
        return None
    same = any(reason.code == "same-text" for reason in edge.parent.text)
    return (edge.parent.article, edge.parent.version) if same or edge.parent.probability >= CERTAIN else None


def _compared(source: MemberView, text: StoredText, copy: StoredText) -> Compared | None:
    a, b = _prepared(text), _prepared(copy)
    match = compare(a, b)
    if match.match_class in (MatchClass.TOO_SHORT, MatchClass.TRANSLATION):
        return None
    changes = what_changed(a, b, months_named) if match.joins else ()
    credited = frozenset(
        brief.mark.organisation for brief in source.marks if brief.mark.organisation and brief.mark.type in CREDITS
    )
    return Compared(
        source.outlet, match.share_b, match.share_a, _folded(text.title) == _folded(copy.title), changes, credited
    )


def _prepared(stored: StoredText) -> Prepared:
    marks = [mark for mark in stored.marks if mark.kind is TextKind.BODY]
    return prepare(stored.text, marks, stored.title, stored.lang)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
