"""The cheapest tree, against networkx as the oracle."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.provenance.arborescence import cheapest_tree

COSTS = st.integers(2, 9).flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(0, size), st.integers(1, size), st.integers(0, 20)), min_size=0, max_size=50
    ).map(lambda arcs: {**{(0, n): 40.0 for n in range(1, size + 1)}, **{(u, v): w / 4 for u, v, w in arcs if u != v}})
)


@given(COSTS)
def test_no_tree_is_cheaper(costs: dict[tuple[int, int], float]) -> None:
    graph = networkx.DiGraph()
    for (parent, child), cost in costs.items():
        graph.add_edge(parent, child, weight=cost)
    oracle = networkx.minimum_spanning_arborescence(graph)
    parents = cheapest_tree(0, costs)
    assert sum(costs[parent, child] for child, parent in parents.items()) == pytest.approx(
        sum(costs[arc] for arc in oracle.edges)
    )
    assert set(parents) == set(graph) - {0}
    for node in parents:  # a tree: everybody comes to the root
        steps = 0
        while node != 0:
            node, steps = parents[node], steps + 1
            assert steps <= len(parents)


@given(COSTS, st.randoms())
def test_the_order_of_the_arcs_does_not_matter(costs: dict[tuple[int, int], float], rng: object) -> None:
    arcs = list(costs.items())
    rng.shuffle(arcs)  # type: ignore[attr-defined]
    order = {node: node for node in range(10)}
    assert cheapest_tree(0, dict(arcs), order) == cheapest_tree(0, costs, order)


def test_a_cycle_within_a_cycle() -> None:
    costs = {(0, 1): 10.0, (1, 2): 1.0, (2, 1): 1.0, (2, 3): 1.0, (3, 2): 0.5, (0, 3): 9.0}
    assert cheapest_tree(0, costs) == {3: 0, 2: 3, 1: 2}


def test_what_cannot_be_reached_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot be reached"):
        cheapest_tree(0, {(1, 2): 1.0, (2, 1): 1.0})


def test_a_thousand_nodes() -> None:
    costs = {
        (u, v): float((u * 7919 + v * 104729) % 997)
        for v in range(1, 1000)
        for u in range(max(0, v - 4), min(v + 4, 1000))
    }
    assert len(cheapest_tree(0, {arc: c for arc, c in costs.items() if arc[1] != 0})) == 999
