"""Articles that people have made one story, as one node of the graph.

A confirmed pair joins whatever the machine says, and what matches one of the two matches both. So clustering sees a
*unit* instead of its articles: its edges are the strongest of theirs. In a story whose medoid it is not, a unit holds
those that match what it brought in (:meth:`UnitGraph.through`). Evidence against a unit (another text of its
template) counts only if it speaks against each of its articles; a rejection of any of them counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from msgspec.structs import replace

from syndicheck.provenance.edges import Edge, Graph, Verify, strength
from syndicheck.provenance.rulings import Units

FACES = 4
"""How many articles of a unit, none of which matches another, are compared on demand in its name."""

Faces = Callable[[tuple[str, ...]], Iterable[str]]
"""Chooses among the articles of a unit those that stand for all, the best connected first."""


class UnitGraph(Graph):
    """The graph of units over the graph of their articles.

    ``joining(a, b)`` gives the edge that may hold two articles in one story, or ``None``; ``asking(a, b)`` the same,
    comparing them if nobody has yet. ``torn(a)`` gives the edges that would hold an article with others that a person
    has told apart from it.
    """

    def __init__(
        self,
        graph: Graph,
        units: Units,
        joining: Verify,
        asking: Verify,
        torn: Callable[[str], Mapping[str, Edge]],
        faces: Faces,
    ) -> None:
        self._articles = graph
        self._units = units
        self._asking = asking
        self._choose_faces = faces
        self._faces: dict[str, list[str]] = {}
        self._held_by_decision: dict[tuple[str, str], list[str]] = {}
        super().__init__((units.unit(key) for key in graph.keys), self._joined(joining, torn), self._compare)

    def templates(self, key: str) -> Set[str]:
        """Units each of whose articles is another text of the template of each of this one's."""
        return self._against(key, self._articles.templates)

    def scattered(self, key: str) -> Set[str]:
        """Units with which much is common, but scattered."""
        return self._against(key, self._articles.scattered)

    def rejected(self, key: str) -> Set[str]:
        """Units of which a person has told any article apart from any of this one's."""
        parts = self._units.articles(key)
        return {self._units.unit(other) for part in parts for other in self._articles.rejected(part)}

    def decided(self, key: str) -> bool:
        """Whether this unit has several articles."""
        return len(self._units.articles(key)) > 1

    def through(self, hub: str, medoid: str, key: str) -> Edge | None:
        """The strongest edge of ``key`` with those articles of ``hub`` that do not match ``medoid`` themselves.

        What matches the others must match the medoid too: a decision on one article is no way in for its neighbours.
        """
        if self._told_apart(hub, key):
            return None
        return max(
            (
                self._renamed(edge).seen_from(hub)
                for part in self._apart_from(hub, medoid)
                for other in self._faces_of(key)
                if (edge := self._asking(part, other)) is not None
            ),
            key=strength,
            default=None,
        )

    def _apart_from(self, hub: str, medoid: str) -> list[str]:
        if (hub, medoid) not in self._held_by_decision:
            self._held_by_decision[hub, medoid] = [
                part
                for part in self._faces_of(hub)
                if all(self._asking(part, other) is None for other in self._faces_of(medoid))
            ]
        return self._held_by_decision[hub, medoid]

    def _told_apart(self, a: str, b: str) -> bool:
        return b in self.rejected(a)

    def _against(self, key: str, of: Callable[[str], Set[str]]) -> Set[str]:
        parts = self._units.articles(key)
        counted = Counter(self._units.unit(other) for part in parts for other in of(part))
        return {
            unit for unit, pairs in counted.items() if pairs == len(parts) * len(self._units.articles(unit))
        } - self.partners(key).keys()

    def _joined(self, joining: Verify, torn: Callable[[str], Mapping[str, Edge]]) -> Iterator[Edge]:
        for key in self._articles.keys:
            yield from (self._renamed(edge) for other, edge in torn(key).items() if key < other)
            for other in self._articles.partners(key):
                if key < other and self._units.unit(key) != self._units.unit(other):
                    edge = joining(key, other)
                    if edge is not None:
                        yield self._renamed(edge)

    def _compare(self, a: str, b: str) -> Edge | None:
        found = [
            self._renamed(edge).seen_from(a)
            for one in self._faces_of(a)
            for other in self._faces_of(b)
            if (edge := self._asking(one, other)) is not None
        ]
        return max(found, key=strength, default=None)

    def _faces_of(self, unit: str) -> list[str]:
        if unit not in self._faces:
            self._faces[unit] = list(self._choose_faces(self._units.articles(unit)))[:FACES]
        return self._faces[unit]

    def _renamed(self, edge: Edge) -> Edge:
        return replace(edge, a=self._units.unit(edge.a), b=self._units.unit(edge.b))
