"""Who took our texts: other outlets' articles that, by the lineage of their story, come from one of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from syndicheck.errors import InputError
from syndicheck.identity import canonical_url
from syndicheck.linking import TextCache
from syndicheck.matching.crosslanguage import comparable, compare_languages
from syndicheck.matching.reuse import compare
from syndicheck.model.lineage import LineageEdge
from syndicheck.model.matches import Match
from syndicheck.outlets import Names
from syndicheck.store.heads import load_heads
from syndicheck.store.outlets import load_known
from syndicheck.store.reports import Filters, chosen_stories, story
from syndicheck.store.texts import load_label_texts
from syndicheck.view import MemberView, StoryView, Taken

PERHAPS = 0.15
"""Probability of coming from ours, by whatever way, from which on an article is told of."""

MOST_ROUNDS, SETTLED = 500, 1e-4
"""Rounds in which probabilities are handed on from parents to children, and the change that is none."""


def taken_from(
    connection: sqlite3.Connection, outlets: Sequence[str], *, since: str | None = None, until: str | None = None
) -> tuple[Taken, ...]:
    """Where the texts of these outlets appear elsewhere, in the order of time; ``since`` and ``until`` bound the
    stories.

    Raises:
        InputError: no article of an outlet is held.
    """
    known = {name.casefold(): name for (name,) in connection.execute("SELECT name FROM outlets")}
    names = Names(load_known(connection))
    outlets = [one if one.casefold() in known else names.resolve(one, None) for one in outlets]
    for outlet in outlets:
        if outlet.casefold() not in known:
            remedy = "List the outlets with: syndicheck outlets"
            raise InputError(f"No article of {outlet} is held.", remedy, asks_database=True)
    ours = frozenset(known[outlet.casefold()] for outlet in outlets)
    public_ids = {
        public_id
        for outlet in sorted(ours)
        for public_id in chosen_stories(connection, Filters(outlet=outlet, since=since, until=until))
    }
    return taken_in(connection, ours, public_ids)


def taken_in(
    connection: sqlite3.Connection,
    ours: frozenset[str],
    public_ids: Iterable[str],
    known: Callable[[MemberView, MemberView], bool] = lambda source, taker: False,
) -> tuple[Taken, ...]:
    """The same within some stories, for outlets by their exact names; ``known`` says of an article of ours and one of
    others whether it may be left out.
    """
    cache = TextCache(connection)
    found = [
        one
        for public_id in sorted(public_ids)
        for one in _taken(connection, cache, story(connection, public_id, coverage=""), ours, known)
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Taken) -> tuple[bool, str, str, int]:
    when = one.taker.sighting.start.isoformat() if one.taker.sighting else ""
    return (not when, when, one.story, one.taker.article_id)


def _taken(
    connection: sqlite3.Connection,
    cache: TextCache,
    view: StoryView,
    ours: frozenset[str],
    known: Callable[[MemberView, MemberView], bool],
) -> Iterator[Taken]:
    edges = {(edge.article, edge.version): edge for edge in view.lineage}
    by_key = {member.key: member for member in view.members}
    mine = {member.key for member in view.members if member.outlet in ours and member.role != "draws-on"}
    if not mine:
        return
    reached = _from_ours(edges, mine)
    texts = load_label_texts(connection, [member.article_id for member in view.members])
    for member in view.members:
        if member.outlet in ours:
            continue
        source, how, via, probability = _way(member, view, edges, by_key, mine, reached)
        if source is None or known(source, member):
            continue
        stored = texts.get(member.article_id)
        links = stored.extra.get("links") if stored else None
        yield Taken(
            story=view.public_id,
            source=source,
            taker=member,
            how=how,
            via=via,
            probability=probability,
            match=_match(connection, cache, source, member),
            credited=_credited(source, stored.text if stored else "", links if isinstance(links, list) else []),
        )


def _way(
    member: MemberView,
    view: StoryView,
    edges: Mapping[tuple[str, int], LineageEdge],
    by_key: Mapping[str, MemberView],
    mine: set[str],
    reached: Mapping[tuple[str, int], float],
) -> tuple[MemberView | None, str, tuple[str, ...], float]:
    """Which of ours it comes from, how (``directly``, ``through``, ``perhaps``, ``round-up``), through whose hands, and
    how probable that is.
    """
    if member.role == "draws-on":
        source = next((one for one in view.members if one.is_source and one.key in mine), None)
        return (source, "round-up", (), 1.0) if source else (None, "", (), 0.0)
    versions = sorted(version for key, version in edges if key == member.key)
    if not versions:
        return None, "", (), 0.0
    # a text may have been replaced by one that was taken over, or the other way round: the likeliest of them counts
    start = max(((member.key, version) for version in versions), key=lambda one: (reached[one], -one[1]))
    probability = reached[start]
    if probability < PERHAPS:
        return None, "", (), 0.0
    via: list[str] = []
    edge = edges.get(start)
    while edge is not None and edge.parent.article is not None:
        if edge.parent.article in mine:
            return by_key[edge.parent.article], "through" if via else "directly", tuple(reversed(via)), probability
        parent = by_key.get(edge.parent.article)
        if parent is not None and parent.key != edge.article:
            via.append(parent.outlet)
        edge = edges.get((edge.parent.article, edge.parent.version))
    others = (other.article for other in edges[start].others if other.article in mine)
    nearest = next(others, None) or next(one.key for one in view.members if one.key in mine)
    return by_key[nearest], "perhaps", (), probability


def _from_ours(edges: Mapping[tuple[str, int], LineageEdge], mine: set[str]) -> dict[tuple[str, int], float]:
    """How probable it is of each text that one of ours is among those it comes from, by whatever way.

    Of equal copies whose order is open each may have it from every other; but together they have it from somewhere,
    so the probabilities are those of a walk from parent to parent until it ends, at one of ours or at no text held.
    """
    found = dict.fromkeys(edges, 0.0)
    for _ in range(MOST_ROUNDS):
        moved = 0.0
        for ident, edge in edges.items():
            parents = (edge.parent, *edge.others)
            total = sum(parent.probability for parent in parents) or 1.0
            reached = sum(
                parent.probability
                * (1.0 if parent.article in mine else found.get((parent.article or "", parent.version), 0.0))
                for parent in parents
            )
            new = min(1.0, reached / total)
            moved = max(moved, abs(new - found[ident]))
            found[ident] = new
        if moved < SETTLED:
            break
    return found


def _match(connection: sqlite3.Connection, cache: TextCache, source: MemberView, taker: MemberView) -> Match | None:
    if source.is_source and taker.match is not None:
        return taker.match
    heads = {head.article_id: head.version_id for head in load_heads(connection, [source.article_id, taker.article_id])}
    texts = cache.get(heads.values())
    (_, one), (_, other) = texts[heads[source.article_id]], texts[heads[taker.article_id]]
    return compare_languages(one, other) if comparable(one, other) else compare(one, other)


def _credited(source: MemberView, text: str, links: Sequence[object]) -> str:
    """How the taker says whose text it is: ``linked`` to our article, ``named`` in its text, or ``not found``."""
    address = canonical_url(source.url) if source.url else None
    if address and any(isinstance(link, str) and canonical_url(link) == address for link in links):
        return "linked"
    name = source.outlet.casefold()
    return "named" if len(name) > 2 and name in text.casefold() else "not found"
