"""Stories from matches: clusters that are held by a medoid, so that no chain survives.

Single linkage chains: A matches B, B matches C, and soon 4,113 releases are one "story" because a notice
went round. Here a story has a *medoid*, the member with the highest sum of match scores, and every member
must match it directly. The steps:

1. Round-ups leave the graph (:mod:`syndicheck.provenance.composites`).
2. Connected components over joining edges. Each names its medoid (highest summed score, then smallest key).
   A member without a stored edge to the medoid is compared with it on demand; those that fail are cut off
   and go through step 2 again among themselves. So do those that match the medoid but not a member that
   matches it better, if that is known (another text of one template).
3. Each member that also matches the medoid of another story goes to the one it matches best.
4. Round-ups are attached to every story they draw on.

People's decisions (:mod:`syndicheck.provenance.rulings`) outrank all of this: what they joined goes through steps 2 and
3 as one node (:mod:`syndicheck.provenance.units`), and articles that they told apart are in no story together; the one
that matches the story less leaves it. What only held together through those that left, such as the copies of one text
that are stored against the first of them, is in one component of step 2 all the same: it is one story if it matches.

Cost: step 2 compares at most once per member and round. After :data:`ROUNDS` rounds, which real stories do
not reach, what is left of a component is covered by stars over stored edges alone, strongest centre first,
without any comparison. So there are at most ``ROUNDS × members`` comparisons, and a component of 100,000
copies that are all stored against their medoid needs none. Only where a person has told articles of a component apart,
each medoid that holds others is also compared with those that no decision speaks of.

The result depends on the set of keys and edges and on what ``verify`` answers, never on their order. So it
is the same whether articles came one by one or all at once, if it is recomputed from all edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import chain

from msgspec import Struct, field

from syndicheck.counted import counted
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span
from syndicheck.provenance.composites import TWIN, WHOLE, Composition, find_composites
from syndicheck.provenance.edges import Edge, Graph, Verify, components, pair, total_score, union
from syndicheck.provenance.rulings import NO_RULINGS, Rulings, Units
from syndicheck.provenance.units import UnitGraph

ROUNDS = 8
"""How often what failed its medoid is clustered again with comparisons on demand."""

SAME = 0.9
"""Share in both directions from which a member has the medoid's own text and testifies like it."""

NOTES = 5
"""How many members' notes (kept although they look like a round-up) go into their story's reasons."""


class Cluster(Struct, frozen=True):
    """One story. ``members`` are sorted and include the ``medoid``; ``edges`` has each other member's
    joining edge with it, by member (side A is the medoid); members without one are there by decision of a
    person. A cluster of one member exists only where a round-up draws on it.
    """

    members: tuple[str, ...]
    medoid: str
    edges: Mapping[str, Edge]
    reasons: tuple[Reason, ...] = ()


class DrawsOn(Struct, frozen=True):
    """A round-up took text from a story: ``edge`` is the best match with one of its members (side A is the
    round-up), ``spans`` and ``share`` say which part of the round-up's body that is.
    """

    article: str
    medoid: str
    source: str
    spans: tuple[Span, ...]
    share: float
    edge: Edge


class Clustering(Struct, frozen=True):
    """The stories of a set of articles.

    Every key is a member of exactly one of ``clusters``, or in ``singles``, or it is a round-up without a
    copy, which appears in ``draws_on`` only. ``notes`` gives, by article, the reason for which it was or was
    not taken for a round-up.
    """

    clusters: tuple[Cluster, ...]
    draws_on: tuple[DrawsOn, ...]
    singles: tuple[str, ...]
    notes: Mapping[str, Reason] = field(default_factory=dict)


def cluster(keys: Iterable[str], edges: Iterable[Edge], verify: Verify, rulings: Rulings = NO_RULINGS) -> Clustering:
    """Form stories. ``verify(a, b)`` compares two articles of which no edge is stored.

    ``verify`` may return ``None`` or a non-joining edge for "no match"; stored edges are believed, ``rulings`` outrank
    both.
    """
    graph = Graph(keys, edges, verify, rulings)
    composition = find_composites(graph)
    forming = _Forming(graph, composition)
    units = rulings.units(graph.keys)
    stories = _of_units(graph, units, forming) if units.parts else forming.assign(forming.medoids())
    drawn = _attach(graph, composition, stories, forming)
    targets = {attached.medoid for attached in drawn}
    drawers = {attached.article for attached in drawn}
    clusters: list[Cluster] = []
    singles: list[str] = []
    for medoid in sorted(stories):
        members = stories[medoid]
        if len(members) > 1 or medoid in targets:
            notes = [composition.notes[m] for m in members if m in composition.notes]
            clusters.append(_finish(medoid, members, forming, notes))
        elif medoid not in drawers:
            singles.append(medoid)
    clusters.sort(key=lambda c: c.members)
    return Clustering(tuple(clusters), drawn, tuple(singles), composition.notes)


def _of_units(graph: Graph, units: Units, forming: _Forming) -> dict[str, list[str]]:
    """Steps 2 and 3 with units in the place of their articles; the members of a story by its medoid, both articles."""

    def faces(parts: tuple[str, ...]) -> list[str]:
        return forming.stars(list(parts)) if len(parts) > 1 else list(parts)

    def asking(a: str, b: str) -> Edge | None:
        return forming.joining(a, b, ask=True)

    united = _Forming(UnitGraph(graph, units, forming.joining, asking, forming.torn, faces), Composition())
    stories: dict[str, list[str]] = {}
    for unit, members in united.assign(united.medoids()).items():
        articles = sorted(article for member in members for article in units.articles(member))
        stories[forming.medoid(list(units.articles(unit)), articles)] = articles
    return stories


_Claim = tuple[float, int, str, int, str]
"""The best first: the negative score, from how many it is told apart, the article, what decides where several claim it
equally, and whose story it is.
"""


class _Forming:
    """Steps 2 and 3 on the graph without its round-ups."""

    def __init__(self, graph: Graph, composition: Composition) -> None:
        self._graph = graph
        self._composition = composition
        self._brought: set[str] = set()

    def joining(self, a: str, b: str, *, ask: bool = False) -> Edge | None:
        """The edge that may hold the two in one story, or ``None``."""
        round_ups = self._round_ups(a, b)
        if round_ups is None:
            return None
        edge = self._graph.ask(a, b) if ask else self._graph.edge(a, b)
        return edge if edge is not None and _holds(edge, round_ups) else None

    def _round_ups(self, a: str, b: str) -> int | None:
        """How many of the two are round-ups; ``None`` where that alone keeps them apart."""
        if pair(a, b) in self._composition.severed:
            return None
        kinds = (a in self._composition.composites) + (b in self._composition.composites)
        return None if kinds == 1 else kinds

    def neighbours(self, key: str) -> list[str]:
        return [other for other in self._graph.partners(key) if self.joining(key, other)]

    def torn(self, key: str) -> dict[str, Edge]:
        """The edges that would hold an article with others, had nobody told them apart; by the other."""
        return {
            other: edge
            for other, edge in self._graph.torn(key).items()
            if (round_ups := self._round_ups(key, other)) is not None and _holds(edge, round_ups)
        }

    @cached_property
    def _told_apart(self) -> dict[str, int]:
        """Articles that a person has told apart from others, and from how many. Of two equally good ones that may not
        be together the one that keeps fewer away comes first.
        """
        return {key: len(rejected) for key in self._graph.keys if (rejected := self._graph.rejected(key))}

    @cached_property
    def _decided_on(self) -> list[list[str]]:
        """The components, as they were before decisions tore edges, in which any are told apart."""
        if not self._told_apart:
            return []
        whole = components(self._graph.keys, lambda key: chain(self.neighbours(key), self.torn(key)))
        return [members for members in whole if not self._told_apart.keys().isdisjoint(members)]

    @cached_property
    def _place_of(self) -> dict[str, int]:
        """In which of them an article is."""
        return {key: number for number, members in enumerate(self._decided_on) for key in members}

    def _components(self, keys: Iterable[str]) -> list[list[str]]:
        """What edges hold together; and, of what decisions tore, those parts together that none of them tells apart."""
        parts = components(keys, self.neighbours)
        if not self._told_apart:
            return parts
        found: list[list[str]] = []
        camps: dict[int, list[tuple[set[str], list[str]]]] = {}
        for members in parts:
            concerned = [key for key in members if key in self._told_apart]
            if not concerned:
                found.append(members)
                continue
            rejected = set().union(*map(self._graph.rejected, concerned))
            beside = camps.setdefault(self._place_of[concerned[0]], [])
            camp = next((camp for camp in beside if camp[0].isdisjoint(rejected)), None)
            if camp is None:
                camp = (set(), [])
                beside.append(camp)
            camp[0].update(concerned)
            camp[1].extend(members)
        return found + [sorted(members) for beside in camps.values() for _, members in beside]

    def medoids(self, keys: Iterable[str] | None = None) -> list[str]:
        """One medoid for each story of ``keys`` (of all, unless given), in no particular order."""
        found: list[str] = []
        open_components = self._components(self._graph.keys if keys is None else keys)
        for _ in range(ROUNDS):
            again: list[list[str]] = []
            for members in open_components:
                medoid = self.medoid(members)
                found.append(medoid)
                failed = self._failed(medoid, members)
                if failed:
                    again += self._components(failed)
            if not again:
                return found
            open_components = again
        for members in open_components:
            found += self.stars(members)
        return found

    def _failed(self, medoid: str, members: list[str]) -> list[str]:
        """Members that do not match the medoid, or are set apart from a member that matches it better."""
        held: list[tuple[float, int, str]] = []
        strangers: list[str] = []
        failed: list[str] = []
        for member in members:
            if member != medoid:
                edge = self.joining(medoid, member, ask=True)
                if edge is None:
                    strangers.append(member)
                else:
                    held.append((-edge.score, self._told_apart.get(member, 0), member))
        kept: set[str] = set()
        for *_, member in sorted(held):
            if self._fits(member, medoid, kept):
                kept.add(member)
            else:
                failed.append(member)
        for member in self._bring_in(strangers, medoid, kept):
            strangers.remove(member)
        return failed + strangers

    def _bring_in(self, strangers: Iterable[str], medoid: str, kept: set[str]) -> list[str]:
        """Which strangers to the medoid match what a person's decision brought into its story.

        Those that are units themselves bring in others in turn.
        """
        found: list[str] = []
        left, inside = set(strangers), {medoid, *kept}
        hubs = sorted(member for member in kept if self._graph.decided(member))
        while hubs and left:
            claims = sorted(claim for hub in hubs for claim in self._claims(hub, medoid, left))
            hubs = []
            for _, _, key, *_ in claims:
                if key in left and self._fits(key, medoid, inside):
                    left.discard(key)
                    inside.add(key)
                    found.append(key)
                    if self._graph.decided(key):
                        hubs.append(key)
        self._brought.update(found)
        return found

    def _fits(self, key: str, medoid: str, members: Set[str]) -> bool:
        """Whether no member speaks against the article: one that a person has told apart from it does, another text of
        its template does, and one with which it has much in common in a scattered way. The last not when both are
        found whole in the medoid and neither *is* the medoid's text: then each was edited from there in its own manner.
        """
        if not (members.isdisjoint(self._graph.templates(key)) and members.isdisjoint(self._graph.rejected(key))):
            return False
        against = members & self._graph.scattered(key)
        return not against or all(self._edited_from(other, medoid) for other in (key, *against))

    def _edited_from(self, key: str, medoid: str) -> bool:
        edge = self._graph.edge(key, medoid)
        if edge is None:
            return False
        turned = edge.seen_from(key)
        return turned.share_a >= WHOLE and min(turned.share_a, turned.share_b) < SAME

    def medoid(self, members: list[str], among: Iterable[str] | None = None) -> str:
        """The one of ``members`` with the strongest matches ``among`` articles (themselves, unless given); if none has
        any, the one that had the strongest with what was told apart from it.
        """
        inside = set(members if among is None else among)
        return min(members, key=lambda m: (-self._strength(m, inside), -total_score(self.torn(m).values()), m))

    def _strength(self, key: str, inside: set[str]) -> float:
        partners = self._graph.partners(key)
        return total_score(e for other, e in partners.items() if other in inside and self.joining(key, other))

    def stars(self, members: list[str]) -> list[str]:
        """Centres such that every member is one or has a stored edge to one; strongest first."""
        left = set(members)
        centres: list[str] = []
        for _, key in sorted((-self._strength(m, left), m) for m in members):
            if key in left:
                centres.append(key)
                left.discard(key)
                left.difference_update(self.neighbours(key))
        return centres

    def assign(self, medoids: list[str]) -> dict[str, list[str]]:
        """Each article to the medoid it matches best; the members of a story by its medoid, sorted."""
        stories: dict[str, set[str]] = {}
        placed: set[str] = set()
        self._place(medoids, stories, placed)
        self._place_told_apart(stories, placed)
        alone = self._left_alone(stories)
        while len(alone) > 1:  # each left another story: together they may be one
            for key in alone:
                del stories[key]
                placed.discard(key)
            self._place_told_apart(stories, placed)
            before, alone = alone, self._left_alone(stories)
            if len(alone) >= len(before):
                break
        for key in self._graph.keys:
            if key not in placed:  # set apart from a better member, everywhere
                stories[key] = {key}
        return {medoid: sorted(members) for medoid, members in stories.items()}

    def _place_told_apart(self, stories: dict[str, set[str]], placed: set[str]) -> None:
        """What a person has told apart from every story that wants it may still be a story of its own."""
        while left := [key for key in self._graph.keys if key not in placed and self._graph.rejected(key)]:
            self._place(self.medoids(left), stories, placed)

    def _left_alone(self, stories: Mapping[str, Set[str]]) -> list[str]:
        """Those that a person has told apart from others and that are in no story with anybody."""
        return sorted(key for key, members in stories.items() if len(members) == 1 and key in self._told_apart)

    def _place(self, medoids: Iterable[str], stories: dict[str, set[str]], placed: set[str]) -> None:
        """Give each medoid what matches it best and is not yet placed."""
        stories.update((medoid, {medoid}) for medoid in medoids)
        placed.update(medoids)
        claims: list[_Claim] = []
        for medoid in medoids:
            matched = self._matched(medoid)
            weight = -len(matched) if medoid in self._place_of else 0
            claims += (
                (-edge.score, self._told_apart.get(key, 0), key, weight, medoid)
                for key, edge in matched.items()
                if key not in placed
            )
        heapify(claims)
        while claims:
            _, _, key, _, medoid = heappop(claims)
            if key not in placed and self._fits(key, medoid, stories[medoid]):
                stories[medoid].add(key)
                placed.add(key)
                if self._graph.decided(key):
                    for claim in self._claims(key, medoid, self._brought - placed):
                        heappush(claims, claim)

    def _matched(self, medoid: str) -> dict[str, Edge]:
        """What a medoid is known to match. Where decisions tore edges, also what they do not speak of: it may be stored
        as a match of an article that left.
        """
        found = {key: edge for key in self._graph.known(medoid) if (edge := self.joining(medoid, key))}
        if found and medoid in self._place_of:
            for key in self._decided_on[self._place_of[medoid]]:
                if key not in self._told_apart and key not in found and key != medoid:
                    edge = self.joining(medoid, key, ask=True)
                    if edge is not None:
                        found[key] = edge
        return found

    def _claims(self, hub: str, medoid: str, keys: Iterable[str]) -> list[_Claim]:
        """What a person's decision brought into a story with ``hub`` claims for it."""
        found = ((self._graph.through(hub, medoid, key), key) for key in keys)
        return [(-edge.score, self._told_apart.get(key, 0), key, 0, medoid) for edge, key in found if edge is not None]


def _holds(edge: Edge, round_ups: int) -> bool:
    """Whether an edge between two articles, so many of which are round-ups, may hold them in one story."""
    # two round-ups of the same week share sources, not a story
    return edge.joins and not (round_ups == 2 and min(edge.share_a, edge.share_b) < TWIN)


def _finish(medoid: str, members: list[str], forming: _Forming, notes: list[Reason]) -> Cluster:
    held: dict[str, Edge] = {}
    for member in members:
        edge = None if member == medoid else forming.joining(medoid, member)
        if edge is not None:
            held[member] = edge.seen_from(medoid)
    reasons: tuple[Reason, ...] = ()
    decided = [member for member in members if member not in held and member != medoid]
    if held:
        loosest = min(held, key=lambda m: (held[m].score, m))
        classes: dict[str, int] = {}
        for edge in held.values():
            classes[edge.match_class.value] = classes.get(edge.match_class.value, 0) + 1
        reasons = (
            Reason(
                "medoid",
                _matching(len(held), len(members) - 1, medoid),
                {
                    "medoid": medoid,
                    "classes": dict(sorted(classes.items())),
                    "loosest": loosest,
                    "loosest_score": held[loosest].score,
                },
            ),
        )
    if decided:
        reasons += (
            Reason(
                "review-confirmed",
                _decided(len(decided), len(members)),
                {"articles": decided},
            ),
        )
    return Cluster(tuple(members), medoid, held, (*reasons, *notes[:NOTES]))


def _decided(number: int, members: int) -> str:
    here, match = ("is", "it matches") if number == 1 else ("are", "they match")
    return (
        f"{number:,} of {counted(members, 'member')} {here} here because a person has decided so, or because {match}"
        " what a person has put here."
    )


def _matching(held: int, others: int, medoid: str) -> str:
    if held < others:
        return f"{held:,} of the other {others:,} members match{'es' if held == 1 else ''} {medoid} directly"
    if held > 1:
        return f"Each of the other {held:,} members matches {medoid} directly"
    return f"The other member matches {medoid} directly"


def _attach(
    graph: Graph, composition: Composition, stories: Mapping[str, list[str]], forming: _Forming
) -> tuple[DrawsOn, ...]:
    """Round-ups to the stories of their sources; their copies to the same stories."""
    story_of = {member: medoid for medoid, members in stories.items() for member in members}
    best: dict[tuple[str, str], tuple[tuple[float, float], Edge]] = {}

    def offer(article: str, source: str, edge: Edge | None) -> None:
        if edge is None or story_of[source] == story_of[article]:
            return
        if not graph.rejected(article).isdisjoint(stories[story_of[source]]):
            return
        turned = edge.seen_from(article)
        slot = (article, story_of[source])
        rank = (turned.share_a, turned.score)
        known = best.get(slot)
        if known is None or rank > known[0] or (rank == known[0] and source < known[1].b):
            best[slot] = (rank, turned)

    for article in sorted(composition.composites):
        for source, edge in graph.partners(article).items():
            if source not in composition.composites:
                offer(article, source, edge)
    for article, source in composition.also_draws:
        offer(article, source, graph.edge(article, source))
    drawn_by: dict[str, set[str]] = {}
    for article, medoid in best:
        drawn_by.setdefault(story_of[article], set()).add(medoid)
    for copies_of, medoids in sorted(drawn_by.items()):
        for article in stories[copies_of]:
            if article in composition.composites:
                for medoid in sorted(medoids):
                    if (article, medoid) not in best:
                        offer(article, medoid, graph.ask(article, medoid))
    return tuple(
        DrawsOn(article, medoid, edge.b, union(edge.spans_a), edge.share_a, edge)
        for (article, medoid), (_, edge) in sorted(best.items(), key=lambda item: item[0])
    )
