"""The matches of a set of articles as a graph that does not depend on the order of its input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from math import fsum

from msgspec import Struct

from syndicheck.model.matches import JOINING, MatchClass
from syndicheck.model.spans import Span
from syndicheck.provenance.rulings import NO_RULINGS, Rulings

DRAWING: frozenset[MatchClass] = JOINING
"""Classes that say "text was taken over". A round-up takes an excerpt from each of its sources."""

SCATTERED = 0.5
"""Share of both bodies from which a match of class *related* is evidence against one story."""


class Edge(Struct, frozen=True):
    """A match between the articles ``a`` and ``b`` (any stable keys), reduced to what clustering needs.

    ``share_a`` is the fraction of A's body that is copied in B, ``spans_a`` where, in characters of A's
    stored text; likewise for B. ``score`` in 0…1 orders matches by strength.
    """

    a: str
    b: str
    score: float
    share_a: float
    share_b: float
    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]
    match_class: MatchClass

    @property
    def joins(self) -> bool:
        """Whether this match may put its two articles into one story."""
        return self.match_class in JOINING

    @property
    def draws(self) -> bool:
        """Whether one of the two articles took text from the other (or both from a third)."""
        return self.match_class in DRAWING

    @property
    def scattered(self) -> bool:
        """Whether much is common to both, but so scattered that the comparison calls it no copy. Little in common
        says nothing: two excerpts of one text may share nothing at all.
        """
        return self.match_class is MatchClass.RELATED and min(self.share_a, self.share_b) >= SCATTERED

    def seen_from(self, key: str) -> Edge:
        """The same edge with ``key`` as side A."""
        if key == self.a:
            return self
        return Edge(
            self.b, self.a, self.score, self.share_b, self.share_a, self.spans_b, self.spans_a, self.match_class
        )


Verify = Callable[[str, str], Edge | None]
"""Compares two articles on demand. Must be a pure function of the two texts; it is asked at most once per
pair, smaller key first."""

Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """The unordered pair as a dictionary key."""
    return (a, b) if a < b else (b, a)


class Graph:
    """Who took text from whom: every article with its partners, plus what :data:`Verify` found on demand.

    Of edges that draw nothing those of :meth:`templates` and :meth:`scattered` are kept as evidence against;
    self-edges and edges that leave ``keys`` are left out; of several edges between two articles the strongest
    stays. Iteration over :attr:`keys` is sorted; nothing here depends on the order of the input. Between articles
    that a person has told apart (``rulings``) there is no edge, whatever was stored; what was is :meth:`torn`.
    """

    def __init__(
        self, keys: Iterable[str], edges: Iterable[Edge], verify: Verify, rulings: Rulings = NO_RULINGS
    ) -> None:
        self._rulings = rulings
        self.keys: list[str] = sorted(set(keys))
        self._links: dict[str, dict[str, Edge]] = {key: {} for key in self.keys}
        self._torn: dict[str, dict[str, Edge]] = {}
        self._verify = verify
        self._asked: dict[Pair, Edge | None] = {}
        self._found: dict[str, list[str]] = {}
        self._templates: dict[str, set[str]] = {}
        self._scattered: dict[str, set[str]] = {}
        for edge in edges:
            if edge.a == edge.b or edge.a not in self._links or edge.b not in self._links:
                continue
            low, high = pair(edge.a, edge.b)
            if self._told_apart(low, high):
                if edge.draws:
                    for one, other in ((low, high), (high, low)):
                        _keep_strongest(self._torn.setdefault(one, {}), other, edge.seen_from(low))
                continue
            for denied, says_so in (
                (self._templates, edge.match_class is MatchClass.TEMPLATE),
                (self._scattered, edge.scattered),
            ):
                if says_so:
                    denied.setdefault(low, set()).add(high)
                    denied.setdefault(high, set()).add(low)
            if edge.draws:
                for one, other in ((low, high), (high, low)):
                    _keep_strongest(self._links[one], other, edge.seen_from(low))

    def partners(self, key: str) -> Mapping[str, Edge]:
        """The stored edges of an article by partner; orient them with :meth:`Edge.seen_from`."""
        return self._links[key]

    def torn(self, key: str) -> Mapping[str, Edge]:
        """The stored edges of an article to those that a person has told apart from it, by partner."""
        return self._torn.get(key, {})

    def known(self, key: str) -> Iterable[str]:
        """Every article with which an edge is known, stored or verified; sorted."""
        return sorted({*self._links[key], *self._found.get(key, ())})

    def templates(self, key: str) -> Set[str]:
        """Articles known to be another text of the same template: same slots, other facts."""
        return self._templates.get(key, set()) - self._links[key].keys()

    def scattered(self, key: str) -> Set[str]:
        """Articles with which much is common, but scattered (:attr:`Edge.scattered`)."""
        return self._scattered.get(key, set()) - self._links[key].keys()

    def rejected(self, key: str) -> Set[str]:
        """Articles that a person has told apart from this one."""
        return self._rulings.rejected(key)

    def decided(self, key: str) -> bool:
        """Whether a person has made this node of several articles; here it is one article."""
        return False

    def through(self, hub: str, medoid: str, key: str) -> Edge | None:
        """The edge of ``key`` with what only a person's decision holds beside ``medoid`` in the node ``hub``."""
        return None

    def edge(self, a: str, b: str) -> Edge | None:
        """The edge between two articles as far as it is known, stored or verified."""
        return self._links[a].get(b) or self._asked.get(pair(a, b))

    def ask(self, a: str, b: str) -> Edge | None:
        """The edge between two articles, comparing them now if nobody has yet."""
        stored = self._links[a].get(b)
        if stored is not None:
            return stored
        low, high = pair(a, b)
        if (low, high) not in self._asked:
            found = None if self._told_apart(low, high) else self._verify(low, high)
            if found is None or not found.draws:
                self._asked[low, high] = None
            else:
                self._asked[low, high] = found.seen_from(low)
                self._found.setdefault(low, []).append(high)
                self._found.setdefault(high, []).append(low)
        return self._asked[low, high]

    def _told_apart(self, a: str, b: str) -> bool:
        return self._rulings.apart(a, b) is not None


def strength(edge: Edge) -> tuple[object, ...]:
    """Sorts edges of one pair, the strongest last."""
    spans = (
        tuple((s.start, s.end) for s in edge.spans_a),
        tuple((s.start, s.end) for s in edge.spans_b),
    )
    return (edge.joins, edge.score, edge.share_a, edge.share_b, edge.match_class.value, spans)


def _keep_strongest(partners: dict[str, Edge], other: str, edge: Edge) -> None:
    known = partners.get(other)
    if known is None or strength(edge) > strength(known):
        partners[other] = edge


def total_score(edges: Iterable[Edge]) -> float:
    """Sum of scores, exactly rounded, so that it does not depend on the order of the edges."""
    return fsum(edge.score for edge in edges)


def components(members: Iterable[str], linked: Callable[[str], Iterable[str]]) -> list[list[str]]:
    """Connected components, each sorted, in the order of their smallest member."""
    ordered = sorted(members)
    left = set(ordered)
    found: list[list[str]] = []
    for start in ordered:
        if start not in left:
            continue
        left.discard(start)
        component, queue = [start], [start]
        while queue:
            for other in linked(queue.pop()):
                if other in left:
                    left.discard(other)
                    component.append(other)
                    queue.append(other)
        found.append(sorted(component))
    return found


# ── spans ─────────────────────────────────────────────────────────────────────────────────────────────


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as disjoint, sorted spans."""
    merged: list[Span] = []
    for span in sorted(s for s in spans if s.end > s.start):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def size(cover: Iterable[Span]) -> int:
    """Characters covered by disjoint spans."""
    return sum(span.end - span.start for span in cover)


def common(a: tuple[Span, ...], b: tuple[Span, ...]) -> int:
    """Characters covered by both of two unions."""
    total = i = j = 0
    while i < len(a) and j < len(b):
        total += max(0, min(a[i].end, b[j].end) - max(a[i].start, b[j].start))
        if a[i].end <= b[j].end:
            i += 1
        else:
            j += 1
    return total
