"""The cheapest tree that hangs every node of a directed graph below one root (Chu and Liu 1965, Edmonds 1967).

Written out here because the answer must not depend on the order of the edges, and because a story of a thousand
articles must take moments, not minutes. The tests compare it with networkx.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

Arc = tuple[int, int, float, int]
"""From, to, cost, and the number of the given arc that it stands for."""


def cheapest_tree(
    root: Node, costs: Mapping[tuple[Node, Node], float], order: Mapping[Node, int] | None = None
) -> dict[Node, Node]:
    """The parent of every node but the root in the tree of least total cost.

    ``costs`` has the cost of each arc (parent, child). Of arcs of equal cost the one from the node that is first in
    ``order`` counts (by default: in which nodes first occur in ``costs``).

    Raises:
        ValueError: some node cannot be reached from the root.
    """
    nodes = list(dict.fromkeys([root, *(node for arc in costs for node in arc)]))
    if order is not None:
        nodes = [root, *sorted((node for node in nodes if node != root), key=lambda node: order[node])]
    number = {node: n for n, node in enumerate(nodes)}
    given = sorted(
        (number[child], cost, number[parent])
        for (parent, child), cost in costs.items()
        if child != root and parent != child
    )
    arcs: list[Arc] = [(parent, child, cost, n) for n, (child, cost, parent) in enumerate(given)]
    chosen = _solve(len(nodes), 0, arcs)
    return {nodes[given[n][0]]: nodes[given[n][2]] for n in chosen}


def _solve(size: int, root: int, arcs: list[Arc]) -> set[int]:
    """Numbers of the given arcs that make the tree; contracts cycles one round at a time."""
    best = _best(size, root, arcs)
    cycle_of = _cycles(size, root, best)
    if not any(member >= 0 for member in cycle_of):
        return {arc[3] for arc in best.values()}
    # every cycle becomes one node; what is in none keeps to itself
    numbering: dict[tuple[str, int], int] = {}
    label = [
        numbering.setdefault(("cycle", cycle_of[node]) if cycle_of[node] >= 0 else ("node", node), len(numbering))
        for node in range(size)
    ]
    contracted: list[Arc] = []
    entered: dict[int, Arc] = {}
    for position, arc in enumerate(arcs):
        parent, child, cost, _ = arc
        if label[parent] == label[child]:
            continue
        relief = best[child][2] if cycle_of[child] >= 0 else 0.0
        contracted.append((label[parent], label[child], cost - relief, position))
        entered[position] = arc
    chosen = _solve(len(numbering), label[root], contracted)
    result = {entered[position][3] for position in chosen}
    broken = {entered[position][1] for position in chosen}
    result |= {best[node][3] for node in range(size) if cycle_of[node] >= 0 and node not in broken}
    return result


def _best(size: int, root: int, arcs: Iterable[Arc]) -> dict[int, Arc]:
    """The cheapest arc into each node, the first of equals."""
    best: dict[int, Arc] = {}
    for arc in arcs:
        known = best.get(arc[1])
        if arc[1] != root and (known is None or arc[2] < known[2]):
            best[arc[1]] = arc
    if len(best) < size - 1:
        raise ValueError("a node cannot be reached from the root")
    return best


def _cycles(size: int, root: int, best: Mapping[int, Arc]) -> list[int]:
    """The number of the cycle that each node lies on, -1 for none."""
    cycle_of, seen = [-1] * size, [-1] * size
    seen[root] = root
    for start in range(size):
        path, node = [], start
        while seen[node] < 0:
            seen[node] = start
            path.append(node)
            node = best[node][0]
        if node != root and seen[node] == start:
            for member in path[path.index(node) :]:
                cycle_of[member] = node
    return cycle_of
