"""Clusters: ugly cases first, then properties, then a slow twin of the guard."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.matches import MatchClass
from syndicheck.model.spans import Span
from syndicheck.provenance.clusters import ROUNDS, Clustering, cluster
from syndicheck.provenance.edges import Edge, common, pair, size, union

BODY = 1000


def never(a: str, b: str) -> Edge | None:
    return None


def copy(a: str, b: str, score: float = 0.95) -> Edge:
    """Two whole copies."""
    whole = (Span(0, BODY),)
    return Edge(a, b, score, 0.98, 0.98, whole, whole, MatchClass.VERBATIM)


def part(whole: str, source: str, start: int, end: int, *, found: float = 1.0, score: float = 0.6) -> Edge:
    """``whole[start:end]`` is also in ``source``, and is ``found`` of it."""
    length = end - start
    return Edge(
        whole,
        source,
        score,
        length / BODY,
        found,
        (Span(start, end),),
        (Span(0, length),),
        MatchClass.EXCERPT,
    )


def story_sets(result: Clustering) -> list[set[str]]:
    return [set(c.members) for c in result.clusters]


def drawn(result: Clustering) -> set[tuple[str, str]]:
    return {(d.article, d.medoid) for d in result.draws_on}


def star(centre: str, others: Iterable[str]) -> list[Edge]:
    return [copy(centre, other) for other in others]


# ── the guard ─────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_in_nothing_out() -> None:
    assert cluster([], [], never) == Clustering((), (), (), {})
    assert cluster(["a"], [], never).singles == ("a",)


def test_pair_of_copies() -> None:
    result = cluster(["b", "a"], [copy("b", "a")], never)
    assert story_sets(result) == [{"a", "b"}]
    only = result.clusters[0]
    assert only.medoid == "a"
    assert only.edges["b"].a == "a"
    assert only.reasons[0].code == "medoid"


@pytest.mark.parametrize(
    "kind",
    [MatchClass.TEMPLATE, MatchClass.BOILERPLATE_ONLY, MatchClass.RELATED, MatchClass.NONE, MatchClass.TOO_SHORT],
)
def test_only_joining_classes_join(kind: MatchClass) -> None:
    edge = Edge("a", "b", 0.99, 0.9, 0.9, (Span(0, 900),), (Span(0, 900),), kind)
    assert cluster("ab", [edge], never).singles == ("a", "b")


def test_chain_of_four_is_cut() -> None:
    result = cluster("abcd", [copy("a", "b"), copy("b", "c"), copy("c", "d")], never)
    assert story_sets(result) == [{"a", "b", "c"}]
    assert result.singles == ("d",)


def test_middle_that_two_strangers_match_in_different_parts_is_no_bridge() -> None:
    """A~B, B~C, A≁C: B holds a piece of each."""
    result = cluster("abc", [part("b", "a", 0, 600), part("b", "c", 650, 1000)], never)
    assert story_sets(result) == [{"a", "b"}]
    assert result.singles == ("c",)
    assert result.notes["b"].code == "round-up-or-original"


def test_middle_that_two_match_in_the_same_part_holds_them() -> None:
    """A≁C by a threshold only: both cover the same passage of B, and the story says who holds it."""
    result = cluster("abc", [part("b", "a", 0, 600), part("b", "c", 100, 700)], never)
    assert story_sets(result) == [{"a", "b", "c"}]
    assert result.clusters[0].medoid == "b"


def test_long_chain_through_notices_falls_into_short_stories() -> None:
    keys = [f"k{i:04d}" for i in range(400)]
    asked: list[tuple[str, str]] = []

    def verify(a: str, b: str) -> Edge | None:
        asked.append((a, b))
        return None

    edges = [copy(a, b) for a, b in pairwise(keys)]
    result = cluster(keys, edges, verify)
    assert max(len(c.members) for c in result.clusters) <= 3
    assert len(asked) <= ROUNDS * len(keys)
    assert len(asked) == len(set(asked))


def test_missing_edge_is_compared_on_demand() -> None:
    """Five best partners were stored, not all pairs."""
    calls: list[tuple[str, str]] = []

    def verify(a: str, b: str) -> Edge | None:
        calls.append((a, b))
        return copy(a, b, 0.9)

    result = cluster("abcd", [copy("a", "b"), copy("b", "c"), copy("c", "d")], verify)
    assert story_sets(result) == [set("abcd")]
    assert calls == [("b", "d")]


def test_verified_edge_of_no_joining_class_does_not_hold() -> None:
    def verify(a: str, b: str) -> Edge | None:
        return Edge(a, b, 0.5, 0.9, 0.9, (Span(0, 9),), (Span(0, 9),), MatchClass.TEMPLATE)

    assert story_sets(cluster("abcd", [copy("a", "b"), copy("b", "c"), copy("c", "d")], verify)) == [set("abc")]


def test_article_that_fits_two_stories_goes_to_the_better() -> None:
    edges = [
        *star("a0", ["a1", "a2", "a3", "a4", "x"]),
        *star("z0", ["z1", "z2", "z3"]),
        copy("x", "z0", 0.99),
    ]
    keys = ["a0", "a1", "a2", "a3", "a4", "x", "z0", "z1", "z2", "z3"]
    result = cluster(keys, edges, never)
    assert {"x", "z0", "z1", "z2", "z3"} in story_sets(result)


def edited(a: str, b: str, share: float, score: float) -> Edge:
    span = (Span(0, int(share * BODY)),)
    return Edge(a, b, score, share, share, span, span, MatchClass.EDITED)


@pytest.mark.parametrize(
    ("kind", "held", "together"),
    [
        (MatchClass.TEMPLATE, 0.98, False),
        (MatchClass.TEMPLATE, 0.7, False),
        (MatchClass.RELATED, 0.7, False),
        (MatchClass.RELATED, 0.88, True),
        (MatchClass.RELATED, 0.95, False),
    ],
)
def test_two_texts_of_one_series_do_not_meet_in_a_third(kind: MatchClass, held: float, together: bool) -> None:
    """Both match M, but each other only as the same letter with another town and sum; or as two editings of M."""
    series = Edge("a", "b", 0.7, 0.7, 0.7, (Span(0, 700),), (Span(0, 700),), kind)
    edges = [edited("m", "a", held, 0.9), edited("m", "b", held, 0.8), copy("b", "c", 0.75), series]
    result = cluster("abcm", edges, lambda a, b: None)
    assert any({"a", "b"} <= story for story in story_sets(result)) is together
    assert {"a", "m"} <= story_sets(result)[0]


def test_excerpts_that_share_little_may_meet_in_their_source() -> None:
    little = Edge("a", "b", 0.2, 0.2, 0.6, (Span(0, 200),), (Span(0, 200),), MatchClass.RELATED)
    edges = [part("m", "a", 0, 600), part("m", "b", 400, 900), little]
    assert story_sets(cluster("abm", edges, never)) == [{"a", "b", "m"}]


def test_story_on_120_outlets_stays_one() -> None:
    keys = [f"outlet{i}" for i in range(120)]
    result = cluster(keys, star(keys[7], [k for k in keys if k != keys[7]]), never)
    assert story_sets(result) == [set(keys)]
    assert result.clusters[0].medoid == "outlet7"
    assert not result.draws_on


@pytest.mark.parametrize("count", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_copies_of_one_text_are_linear(count: int) -> None:
    keys = [f"k{i:06d}" for i in range(count)]
    asked = 0

    def verify(a: str, b: str) -> Edge | None:
        nonlocal asked
        asked += 1
        return copy(a, b)

    edges = star(keys[0], keys[1:])
    started = time.process_time()
    result = cluster(keys, edges, verify)
    assert [len(c.members) for c in result.clusters] == [count]
    assert asked == 0
    assert time.process_time() - started < count / 5_000


def test_medoid_does_not_depend_on_the_order_in_which_floats_are_added() -> None:
    """0.05 + 0.2 + 0.1 + 0.05 is not 0.05 + 0.05 + 0.1 + 0.2: of two equally strong centres the key alone decides."""
    edges = [copy("a", k, s) for k, s in (("p", 0.05), ("q", 0.1), ("r", 0.2))]
    edges += [copy("b", k, s) for k, s in (("p", 0.2), ("q", 0.1), ("r", 0.05))]
    edges.append(copy("a", "b", 0.05))
    result = cluster("abpqr", edges, never)
    assert [c.medoid for c in result.clusters] == ["a"]
    assert [c.medoid for c in cluster("abpqr", edges[::-1], never).clusters] == ["a"]


def test_duplicate_reversed_and_stray_edges() -> None:
    weak = Edge("b", "a", 0.1, 0.2, 0.2, (Span(0, 5),), (Span(0, 5),), MatchClass.EXCERPT)
    edges = [copy("a", "b"), weak, copy("a", "a"), copy("a", "nobody")]
    one = cluster(["a", "b", "a"], edges, never)
    two = cluster(["b", "a"], edges[::-1], never)
    assert one == two
    assert story_sets(one) == [{"a", "b"}]


# ── round-ups ─────────────────────────────────────────────────────────────────────────────────────────

A_STORY = star("a0", ["a1", "a2"])
B_STORY = star("b0", ["b1", "b2"])
AB = ["a0", "a1", "a2", "b0", "b1", "b2"]


def test_round_up_of_two_running_stories_bridges_nothing() -> None:
    edges = [*A_STORY, *B_STORY, part("r", "a0", 0, 450, found=0.6), part("r", "b1", 500, 950, found=0.5)]
    result = cluster([*AB, "r"], edges, never)
    assert story_sets(result) == [{"a0", "a1", "a2"}, {"b0", "b1", "b2"}]
    assert drawn(result) == {("r", "a0"), ("r", "b0")}
    assert "r" not in result.singles
    assert result.notes["r"].code == "round-up"
    spans = {d.medoid: d.spans for d in result.draws_on}
    assert spans["b0"] == (Span(500, 950),)


def test_round_up_of_two_texts_that_say_more_than_it_quotes() -> None:
    edges = [part("r", "p", 0, 450, found=0.6), part("r", "q", 500, 950, found=0.7)]
    result = cluster("pqr", edges, never)
    assert drawn(result) == {("r", "p"), ("r", "q")}
    assert story_sets(result) == [{"p"}, {"q"}]
    assert not result.singles


def test_a_quarter_from_each_of_four_texts_is_a_round_up() -> None:
    quarter = [
        Edge("r", s, 0.3, 0.24, 0.3, (Span(i * 250, i * 250 + 240),), (Span(0, 240),), MatchClass.EXCERPT)
        for i, s in enumerate(["p", "q", "s", "t"])
    ]
    result = cluster("pqrst", quarter, never)
    assert drawn(result) == {("r", k) for k in "pqst"}
    assert story_sets(result) == [{"p"}, {"q"}, {"s"}, {"t"}]


def test_round_up_of_briefs_copied_whole_from_running_stories() -> None:
    """Each brief is on several outlets, the round-up on one."""
    edges = [*A_STORY, *B_STORY]
    edges += [part("r", a, 0, 450) for a in ("a0", "a1", "a2")] + [part("r", b, 500, 950) for b in ("b0", "b1", "b2")]
    assert drawn(cluster([*AB, "r"], edges, never)) == {("r", "a0"), ("r", "b0")}


def test_long_original_with_two_excerpts_stays_with_its_copies() -> None:
    edges = [copy("l0", "l1"), copy("l0", "l2")]
    for whole in ("l0", "l1", "l2"):
        edges += [part(whole, "e1", 0, 480), part(whole, "e2", 520, 1000)]
    result = cluster(["l0", "l1", "l2", "e1", "e2"], edges, never)
    assert story_sets(result) == [{"l0", "l1", "l2", "e1", "e2"}]
    assert not result.draws_on
    assert result.notes["l0"].code == "excerpted"


def test_original_copied_by_many_is_no_round_up_although_two_add_text_of_their_own() -> None:
    wholes = [f"l{i}" for i in range(9)]
    edges = star("l0", wholes[1:])
    edges += [part("l0", "e1", 0, 480, found=0.6), part("l0", "e2", 520, 1000, found=0.6)]
    result = cluster([*wholes, "e1", "e2"], edges, never)
    assert story_sets(result) == [{*wholes, "e1", "e2"}]


def test_alone_with_two_contained_texts_is_undecidable() -> None:
    result = cluster("lef", [part("l", "e", 0, 480), part("l", "f", 500, 1000)], never)
    assert story_sets(result) == [{"l", "f"}]
    assert result.notes["l"].code == "round-up-or-original"
    assert not result.draws_on


def test_copies_of_a_round_up_are_a_story_of_their_own_and_all_draw() -> None:
    edges = [*A_STORY, *B_STORY, copy("r0", "r1"), copy("r0", "r2")]
    edges += [part("r0", "a0", 0, 450, found=0.6), part("r0", "b0", 500, 950, found=0.6)]
    truth = {("a0", "r1"): (0, 450), ("b0", "r1"): (500, 950), ("a0", "r2"): (0, 450), ("b0", "r2"): (500, 950)}

    def verify(a: str, b: str) -> Edge | None:
        place = truth.get((a, b))
        return part(b, a, *place, found=0.6) if place else None

    result = cluster([*AB, "r0", "r1", "r2"], edges, verify)
    assert {"r0", "r1", "r2"} in story_sets(result)
    assert drawn(result) == {(r, s) for r in ("r0", "r1", "r2") for s in ("a0", "b0")}


def test_two_round_ups_with_common_sources_are_not_one_story() -> None:
    edges = [*A_STORY, *B_STORY]
    for r in ("r", "q"):
        edges += [part(r, "a0", 0, 300, found=0.6), part(r, "b0", 350, 650, found=0.6)]
    shared = (Span(0, 300), Span(350, 650))
    edges.append(Edge("q", "r", 0.6, 0.6, 0.6, shared, shared, MatchClass.EDITED))
    result = cluster([*AB, "r", "q"], edges, never)
    assert story_sets(result) == [{"a0", "a1", "a2"}, {"b0", "b1", "b2"}]
    assert drawn(result) == {(r, s) for r in "rq" for s in ("a0", "b0")}


@pytest.mark.parametrize("end", [780, 800])
def test_copy_with_a_foreign_brief_at_its_end_stays_and_also_draws(end: int) -> None:
    edges = [*A_STORY, *B_STORY, part("x", "a0", 0, end, score=0.8), part("x", "b0", 820, 1000, found=0.5)]
    result = cluster([*AB, "x"], edges, never)
    assert story_sets(result) == [{"a0", "a1", "a2", "x"}, {"b0", "b1", "b2"}]
    assert drawn(result) == {("x", "b0")}


def test_missing_edge_between_two_sources_does_not_invent_a_round_up() -> None:
    edges = [part("x", "a", 0, 400, found=0.5), part("x", "b", 500, 900, found=0.5)]
    result = cluster("abx", edges, lambda a, b: copy(a, b))
    assert story_sets(result) == [{"a", "b", "x"}]
    assert not result.notes


# ── properties ────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[str], list[Edge], dict[tuple[str, str], Edge]]:
    """Articles, some stored edges, and the truth that ``verify`` answers from."""
    keys = [f"k{i}" for i in range(draw(st.integers(1, 9)))]
    truth: dict[tuple[str, str], Edge] = {}
    kinds = [
        MatchClass.VERBATIM,
        MatchClass.EXCERPT,
        MatchClass.RELATED,
        MatchClass.TEMPLATE,
    ]
    for i, a in enumerate(keys):
        for b in keys[i + 1 :]:
            if draw(st.booleans()):
                start = draw(st.integers(0, 9)) * 100
                end = draw(st.integers(start // 100 + 1, 10)) * 100
                found = draw(st.sampled_from([0.2, 0.5, 0.9, 1.0]))
                score = draw(st.sampled_from([0.3, 0.5, 0.5, 0.9]))
                span = Span(start, end)
                kind = draw(st.sampled_from(kinds))
                truth[a, b] = Edge(
                    a, b, score, len(span) / BODY, found, (span,), (Span(0, max(1, int(BODY * found))),), kind
                )
    stored = [edge for edge in truth.values() if draw(st.booleans())]
    return keys, stored, truth


def oracle(truth: dict[tuple[str, str], Edge]):  # type: ignore[no-untyped-def]
    return lambda a, b: truth.get(pair(a, b))


@given(worlds(), st.randoms(use_true_random=False))
def test_order_of_input_never_matters(world, rng: random.Random) -> None:  # type: ignore[no-untyped-def]
    keys, stored, truth = world
    expected = cluster(keys, stored, oracle(truth))
    keys, stored = list(keys), list(stored)
    rng.shuffle(keys)
    rng.shuffle(stored)
    flipped = [edge.seen_from(edge.b) if rng.random() < 0.5 else edge for edge in stored]
    assert cluster(keys, flipped, oracle(truth)) == expected


@given(worlds())
@settings(max_examples=examples(150))
def test_partition_and_guard(world) -> None:  # type: ignore[no-untyped-def]
    keys, stored, truth = world
    result = cluster(keys, stored, oracle(truth))
    members = [m for c in result.clusters for m in c.members]
    assert len(members) == len(set(members))
    drawers = {d.article for d in result.draws_on}
    assert not set(members) & set(result.singles)
    assert set(members) | set(result.singles) | drawers == set(keys)
    assert not drawers & set(result.singles)
    medoids = {c.medoid for c in result.clusters}
    for c in result.clusters:
        assert list(c.members) == sorted(c.members)
        assert len(c.members) > 1 or any(d.medoid == c.medoid for d in result.draws_on)
        for edge in stored:
            if edge.match_class is MatchClass.TEMPLATE:
                assert not {edge.a, edge.b} <= set(c.members)
        for member in c.members:
            if member != c.medoid:
                assert truth[pair(member, c.medoid)].joins
                assert (c.edges[member].a, c.edges[member].b) == (c.medoid, member)
    for d in result.draws_on:
        assert d.medoid in medoids
        assert d.edge.draws
        assert d.edge.a == d.article
        assert 0 < d.share <= 1
        home = next((c.medoid for c in result.clusters if d.article in c.members), None)
        assert home != d.medoid


def slow_stories(keys: list[str], truth: dict[tuple[str, str], Edge]) -> set[frozenset[str]]:
    """The guard in its most obvious form: all pairs known, no round-ups."""

    def joins(a: str, b: str) -> Edge | None:
        edge = truth.get(pair(a, b))
        return edge if edge is not None and edge.joins else None

    medoids: list[str] = []

    def split(members: list[str]) -> None:
        if not members:
            return
        piece = {members[0]}
        while True:
            grown = piece | {m for m in members for p in piece if m != p and joins(m, p)}
            if grown == piece:
                break
            piece = grown
        split([m for m in members if m not in piece])

        def total(m: str) -> float:
            return sum(e.score for o in piece if o != m and (e := joins(m, o)))

        medoid = sorted(piece, key=lambda m: (-round(total(m), 9), m))[0]
        medoids.append(medoid)
        split(sorted(m for m in piece if m != medoid and not joins(m, medoid)))

    split(sorted(keys))
    stories = {m: {m} for m in medoids}
    for key in keys:
        if key not in stories:
            fits = [(-joins(key, m).score, m) for m in medoids if joins(key, m)]  # type: ignore[union-attr]
            stories[min(fits)[1]].add(key)
    return {frozenset(s) for s in stories.values()}


@given(worlds())
@settings(max_examples=examples(300))
def test_guard_agrees_with_its_slow_twin(world) -> None:  # type: ignore[no-untyped-def]
    keys, _, truth = world
    everywhere = (Span(0, BODY),)
    same_place = {
        p: Edge(e.a, e.b, e.score, 0.5, 0.5, everywhere, everywhere, e.match_class)
        for p, e in truth.items()
        if e.match_class not in (MatchClass.TEMPLATE, MatchClass.RELATED)
    }
    result = cluster(keys, same_place.values(), never)
    found = {frozenset(c.members) for c in result.clusters} | {frozenset([s]) for s in result.singles}
    assert found == slow_stories(keys, same_place)


def test_one_by_one_and_at_once_give_the_same() -> None:
    edges = [*A_STORY, *B_STORY, part("r", "a0", 0, 450, found=0.6), part("r", "b1", 500, 950, found=0.5)]
    keys: list[str] = []
    for key in [*AB, "r"]:
        keys.append(key)
        grown = cluster(keys, edges, never)
    assert grown == cluster([*AB, "r"], edges, never)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda t: Span(min(t), max(t))), max_size=8)


@given(SPANS, SPANS)
def test_span_arithmetic_agrees_with_sets_of_characters(a: list[Span], b: list[Span]) -> None:
    chars_a = {c for s in a for c in range(s.start, s.end)}
    chars_b = {c for s in b for c in range(s.start, s.end)}
    assert size(union(a)) == len(chars_a)
    assert common(union(a), union(b)) == len(chars_a & chars_b)
