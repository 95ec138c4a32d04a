"""Who took it from whom: the most probable parent of every text of a story.

Two witnesses are heard apart. **Text**: copies lose text more often than they gain any; what a copy adds, its own
copies keep; credits and notices are layers that are laid on from outside; a slip in a word that both texts spell
rightly elsewhere was made by the one that has it; who names the other as its source has it from there; words that came
with a revision come from the revised text. **Clock**: a text cannot come from one that certainly appeared later; where
intervals overlap, the likelier order counts a little.

Both together give every pair a cost; the tree of least total cost over all texts, below a root that stands for *a text
that is not held*, is the lineage. Alternatives that are nearly as good are kept. Versions of an article are texts of
their own: a later one comes from the one before it, and others may have copied either. Pure.

The rarest mistake to make is a false certainty, so an edge says how probable its parent is among all that were looked
at, by costs that were fitted on invented stories with known parents (``python -m tests.eval lineage``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, inf

from syndicheck.model.lineage import LineageEdge, LineageParent
from syndicheck.model.reasons import Reason
from syndicheck.provenance.arborescence import cheapest_tree
from syndicheck.provenance.parenthood import Considered, Kinship, Parenthood
from syndicheck.provenance.reasons import lineage_reason
from syndicheck.provenance.unheld import common_source
from syndicheck.provenance.windows import before, order_key
from syndicheck.provenance.wordings import Key, Text, Wordings

SHARPNESS = 0.0475
"""The difference of costs that makes one parent e times as probable as another."""

CLOSE = 0.15
"""Probability from which on another parent is an alternative worth telling."""


def trace(
    texts: Iterable[Text], kinship: Kinship | None = None, *, clock: bool = True, names: Mapping[str, str] | None = None
) -> tuple[LineageEdge, ...]:
    """The edge into every text, in the order of their best-known times.

    ``kinship`` is asked both ways round. Without ``clock`` only the texts speak. ``names`` are those of organisations.
    """
    ordered = sorted(texts, key=lambda text: (*order_key(text.window)[:3], text.key, text.version))
    if not ordered:
        return ()
    return _Tracing(Parenthood(Wordings(ordered), kinship or {}, clock, names or {})).edges()


class _Tracing:
    """The tree of least cost over the texts of one story, and the probability of each of its edges."""

    def __init__(self, parenthood: Parenthood) -> None:
        self.parenthood, self.wordings, self.clock = parenthood, parenthood.wordings, parenthood.clock

    def edges(self) -> tuple[LineageEdge, ...]:
        considered = {text.id: self.parenthood.considered(text) for text in self.wordings.texts}
        costs: dict[tuple[Key | None, Key | None], float] = {}
        for child, parents in considered.items():
            for one in parents:
                costs[one.parent.id if one.parent else None, child] = one.cost
        order: dict[Key | None, int] = dict(self.wordings.rank.items())
        order[None] = -1
        parents_of = cheapest_tree(None, costs, order)
        chosen = {child: parent for child, parent in parents_of.items() if child is not None}
        unheld = common_source(self.wordings, chosen, self.clock)
        roots = self._root_probabilities(costs, chosen)
        texts = self.wordings.texts
        return tuple(self._edge(text, considered[text.id], chosen[text.id], unheld, roots) for text in texts)

    def _root_probabilities(
        self, costs: Mapping[tuple[Key | None, Key | None], float], chosen: Mapping[Key, Key | None]
    ) -> dict[Key, float]:
        """How probable it is of each text that it is the root of its tree, and not the one that was chosen or another
        below that: what would it cost to turn the edges between the two round?
        """
        more: dict[Key, float] = {}
        top: dict[Key, Key] = {}

        def turned(ident: Key) -> float:
            """What the tree of this text costs more with it as the root."""
            path = [ident]
            while path[-1] not in more:
                parent = chosen[path[-1]]
                if parent is None:
                    more[path[-1]], top[path[-1]] = 0.0, path[-1]
                else:
                    path.append(parent)
            for child in reversed(path[:-1]):
                parent = chosen[child]
                if parent is None:
                    raise AssertionError("a text without a parent begins its path")
                top[child] = top[parent]
                turn = ((child, parent), (None, child))
                if (None, parent) in costs and all(arc in costs for arc in turn):
                    more[child] = more[parent] + sum(costs[arc] for arc in turn)
                    more[child] -= costs[parent, child] + costs[None, parent]
                else:
                    more[child] = inf
            return more[ident]

        weights = {ident: exp(-max(-1.0, turned(ident)) / SHARPNESS) for ident in chosen}
        totals: dict[Key, float] = {}
        for ident, weight in weights.items():
            totals[top[ident]] = totals.get(top[ident], 0.0) + weight
        return {ident: weight / totals[top[ident]] for ident, weight in weights.items()}

    def _edge(
        self,
        text: Text,
        considered: Sequence[Considered],
        chosen: Key | None,
        unheld: Mapping[Key, Reason],
        roots: Mapping[Key, float],
    ) -> LineageEdge:
        rooted, overruled = chosen is None, text.id in unheld and chosen is not None
        if overruled:
            # set logic outranks costs: no parent held explains what it shares with the other text
            chosen = None
            considered = [*considered]
            considered[0].cost = min(one.cost for one in considered) - SHARPNESS
        least = min(one.cost for one in considered)
        weights = [exp(-(one.cost - least) / SHARPNESS) for one in considered]
        total = sum(weights)
        probabilities = [weight / total for weight in weights]
        if not overruled:
            probabilities = _with_root(probabilities, considered, roots[text.id], rooted=rooted)
        parent: LineageParent | None = None
        others: list[LineageParent] = []
        for one, probability in zip(considered, probabilities, strict=True):
            told = round(probability, 3)
            if (one.parent.id if one.parent else None) == chosen:
                parent = self._parent(one, text, told)
                if text.id in unheld:
                    parent = LineageParent(None, 1, told, (unheld[text.id], *parent.text), parent.clock)
            elif told >= CLOSE:
                others.append(self._parent(one, text, told))
        if parent is None:
            raise AssertionError("the tree has an edge that was never considered")
        others.sort(key=lambda found: (-found.probability, found.article or ""))
        return LineageEdge(text.key, text.version, parent, tuple(others[:3]), self._conflict(text))

    def _parent(self, one: Considered, child: Text, probability: float) -> LineageParent:
        key, version = (one.parent.key, one.parent.version) if one.parent else (None, 1)
        return LineageParent(key, version, probability, tuple(one.text), self.parenthood.by_clock(one, child))

    def _conflict(self, text: Text) -> Reason | None:
        """The text says that it came from one that, by the clock, certainly appeared later."""
        if not self.clock:
            return None
        later = [one.key for one in self.parenthood.named(text) if before(text.window, one.window)]
        said = [key for key in later if key in text.names | text.after]
        if said or not later:
            return lineage_reason("text-against-clock", article=said[0]) if said else None
        return lineage_reason("text-against-clock", article=later[0], linked=True)


def _with_root(
    probabilities: Sequence[float], considered: Sequence[Considered], root: float, *, rooted: bool
) -> list[float]:
    """The probabilities of a text's parents with that of being the root of its tree (``root``), which no edge alone
    tells; the others share what is left. A text below the root chosen (not ``rooted``) may besides be a second one.
    """
    nowhere = next((n for n, one in enumerate(considered) if one.parent is None), None)
    if nowhere is None:
        return [*probabilities]
    alone = probabilities[nowhere]
    none = root if rooted else alone + (1 - alone) * root
    left = (1 - none) / (1 - alone) if alone < 1 else 0.0
    return [none if n == nowhere else one * left for n, one in enumerate(probabilities)]
