"""A story's lineage as the rows of a tree, in one voice for all formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from syndicheck.model.lineage import LineageEdge, LineageParent
from syndicheck.report import wording
from syndicheck.view import MemberView, StoryView

HEADING = "Who most probably took it from whom"

NOT_HELD = "not taken from any text held"
"""Where the tree begins: somebody wrote it there, or has it from a text that is not held."""

DEEPEST = 40
"""Levels of the tree that are indented; a chain that is longer goes on at this depth."""


class Row(Struct, frozen=True):
    """One text in the tree: ``depth`` from 1, and at each level above it whether another branch follows (``open``)."""

    edge: LineageEdge
    member: MemberView | None
    depth: int
    open: tuple[bool, ...]
    last: bool
    members: Mapping[str, MemberView] = field(default_factory=dict)
    """The story's articles by key, for their names."""


def rows(story: StoryView) -> list[Row]:
    """The texts from the top of the tree down, children in the order of the story's timeline."""
    order = {member.key: n for n, member in enumerate(story.members)}
    by_key = {member.key: member for member in story.members}
    below: dict[tuple[str, int] | None, list[LineageEdge]] = {}
    for edge in story.lineage:
        parent = (edge.parent.article, edge.parent.version) if edge.parent.article is not None else None
        below.setdefault(parent, []).append(edge)
    for edges in below.values():
        edges.sort(key=lambda edge: (order.get(edge.article, len(order)), edge.article, edge.version))
    found: list[Row] = []
    # not recursive: a chain of copies may be longer than Python's stack
    waiting: list[tuple[LineageEdge, int, tuple[bool, ...], bool]] = _children(below, None, 0, ())
    while waiting:
        edge, depth, opened, last = waiting.pop()
        found.append(Row(edge, by_key.get(edge.article), depth, opened, last, by_key))
        waiting += _children(below, (edge.article, edge.version), depth, (*opened, not last)[-DEEPEST:])
    return found


def _children(
    below: Mapping[tuple[str, int] | None, list[LineageEdge]],
    parent: tuple[str, int] | None,
    depth: int,
    opened: tuple[bool, ...],
) -> list[tuple[LineageEdge, int, tuple[bool, ...], bool]]:
    edges = below.get(parent, [])
    return [(edge, depth + 1, opened, edge is edges[-1]) for edge in reversed(edges)]


def name(members: Mapping[str, MemberView], article: str | None, version: int = 1) -> str:
    """``Nordkurier (12)``, ``Nordkurier (12), version 2``; what is not held has no name."""
    if article is None:
        return NOT_HELD
    member = members.get(article)
    if member is None:
        return article
    shown = f"{member.outlet} ({member.article_id})"
    return f"{shown}, version {version}" if version > 1 else shown


def sure(parent: LineageParent) -> str:
    """How sure the parent is: ``87 %``; ``certain`` is only said of versions."""
    if any(reason.code == "earlier-version" for reason in parent.text):
        return "certain"
    return wording.percent(min(parent.probability, 0.99))


def because(parent: LineageParent) -> str:
    """What testifies, text and clock apart, each without its full stop."""
    parts = []
    for witness, reasons in (("text", parent.text), ("clock", parent.clock)):
        said = [_clause(reason.text) for reason in reasons if reason.text]
        if said:
            parts.append(f"{witness}: " + "; ".join(said))
    return " · ".join(parts)


def _clause(sentence: str) -> str:
    text = sentence.rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def notes(row: Row) -> Iterator[str]:
    """What is to be said below a text: alternatives, and a conflict of the two witnesses."""
    others = [f"{name(row.members, one.article, one.version)} ({sure(one)})" for one in row.edge.others]
    if others:
        yield f"or from {wording.listed(others)}"
    if row.edge.conflict is not None:
        against = row.edge.conflict.data.get("article")
        whom = f" ({name(row.members, str(against))})" if against else ""
        yield f"conflict{whom}: {row.edge.conflict.text}".removesuffix(": ")


def label(row: Row) -> str:
    """The text itself: ``Nordkurier (12), version 2``."""
    return name(row.members, row.edge.article, row.edge.version)
