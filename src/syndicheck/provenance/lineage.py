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

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations
from math import exp, inf
from typing import NamedTuple

from syndicheck.fingerprint.shingles import run_hashes
from syndicheck.model import LineageEdge, LineageParent, Reason
from syndicheck.provenance.arborescence import cheapest_tree
from syndicheck.provenance.directions import Reading, first_probability, known, read
from syndicheck.provenance.intervals import Interval, moved
from syndicheck.provenance.reasons import LINEAGE_REASONS
from syndicheck.provenance.slips import Spelling, slips, spelling
from syndicheck.provenance.windows import Window, before, order_key
from syndicheck.text import Tokens

GRAM, GRAM_UNSPACED = 4, 8
"""Tokens of the runs by which texts are compared here: short, so that one changed word is told from another."""

NEW, LOST = 1.0, 0.01
"""Cost of a child's text that the parent lacks, and of the parent's that the child lacks (parts of either text)."""

ADDED, TAKEN = 0.062, 0.132
"""Cost of every place where something was added or exchanged, and of every further place where something was taken out:
nobody else makes the same cut by chance, so whoever has it has it from its maker."""

MOST_PLACES = 0.45
"""All places together cost no more."""

COMMON = 0.1
"""What it costs that the child's wording is the more usual one in the story: most copies are made of the original."""

OTHER_LANGUAGE = 0.3
"""Cost of a translation; with it goes what its score lacks to 1."""

TRANSLATED = 0.2
"""Cost of a translation that reads as if it were the original."""

TELLING = 0.2
"""How far from even a probability must be to be told of."""

CUT = 1.6
"""Lengths, in characters of English, that differ by more than this are no two whole texts."""

OTHER_TITLE = 0.14
CREDIT_GAINED, CREDIT_LOST = 0.5, 0.005
NAMED = 0.6
"""Relief of the parent that the child names as its source."""

SLIP = 0.15
CONVERSION = 0.1
LAYER = 0.06

UNHELD = 0.7
"""Cost of coming from a text that is not held."""

UNCOVERED = 0.5
"""What the text of others that it does not have makes it dearer: an original has what its copies have."""

PRIVATE = 0.48
"""What text that nobody else has makes it dearer still: it was added."""

HUB = 0.3
"""What it costs a parent to be far from what the texts have in common: most copies are made of the original."""

DERIVED = 0.88
"""The same for notices that say that somebody else wrote it."""

CLOCK = 0.21
"""Cost of an order that is as good as impossible, by intervals that overlap."""

SHARPNESS = 0.05
"""The difference of costs that makes one parent e times as probable as another."""

CLOSE = 0.15
"""Probability from which on another parent is an alternative worth telling."""

MOST_PARENTS = 12
"""Texts that are looked at as parents of one, and copies of one text among them."""
SAME_TEXT = 3

LOOKED_AT = 200
"""Texts of one body that are looked at for one that can be a parent."""

MOST_ALIGNED = 2_000
"""Pairs of different texts whose changes are counted place by place: beyond, fewer parents of each are looked at."""

MOST_COMPARISONS = 20_000
"""Pairs of different texts of which the runs are counted: beyond, the pool of parents shrinks, to the earliest."""

UNHELD_RUNS = 12
"""Runs that two texts have and none of those they could have them from: about two sentences' worth of words."""
UNHELD_SHARE = 0.1
MOST_TOPS = 12
"""Texts without a parent that are compared with each other for it."""
WITNESSED = 0.9
"""Part of what either of two texts lacks that a third has in one piece with the rest."""

DERIVED_NOTICES = frozenset({"third_party_disclaimer", "translation_disclaimer"})

Key = tuple[str, int]
"""An article's key, and the number of one of its versions (from 1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One version of one article as lineage sees it.

    ``tokens`` are those of its body, without marks. ``window`` says when it can have appeared. ``credits`` are the
    organisations whose text it says it is, ``own`` those that publish it themselves. ``notices`` are types of its
    marks. ``names`` are keys of articles of the story that it names or links to as its source. ``after`` are keys of
    articles whose revised words it carries. ``conversions`` are its units in brackets: "(62 miles)"; ``body`` is its
    text without marks.
    """

    key: str
    outlet: str
    lang: str
    title: str
    tokens: Tokens
    window: Window
    version: int = 1
    credits: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    notices: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    conversions: frozenset[str] = frozenset()
    body: str = ""

    @property
    def id(self) -> Key:
        """What tells it from every other text of the story."""
        return (self.key, self.version)


@dataclass(slots=True)
class _Considered:
    """A possible parent (``None``: a text not held) with its cost, the clock's part in it, and why."""

    parent: Text | None
    cost: float
    text: list[Reason] = field(default_factory=list)
    clock: list[Reason] = field(default_factory=list)


class _Share(NamedTuple):
    """What of a child is new to its parent, and what of the parent is lost in it (0…1); in how many places something
    was added or exchanged, and in how many more taken out.
    """

    new: float
    lost: float
    added: int
    taken: int

    @property
    def cost(self) -> float:
        """What it costs to make the child of the parent."""
        places = min(MOST_PLACES, ADDED * self.added + TAKEN * self.taken)
        return NEW * self.new + LOST * self.lost + places


Kinship = Mapping[tuple[str, str], float]
"""How sure it is that two articles of different languages are one text, by their keys; 0…1."""


def trace(
    texts: Iterable[Text], kinship: Kinship | None = None, *, clock: bool = True, names: Mapping[str, str] | None = None
) -> tuple[LineageEdge, ...]:
    """The edge into every text, in the order of their best-known times.

    ``kinship`` is asked both ways round. Without ``clock`` only the texts speak. ``names`` are those of organisations.
    """
    ordered = sorted(texts, key=lambda text: (*order_key(text.window)[:3], text.key, text.version))
    return _Tracing(ordered, kinship or {}, clock, names or {}).edges() if ordered else ()


class _Tracing:
    """The texts of one story, what they have in common, and the costs of having one from another."""

    def __init__(self, ordered: Sequence[Text], kinship: Kinship, clock: bool, names: Mapping[str, str]) -> None:
        self.texts = ordered
        self.by_id = {text.id: text for text in ordered}
        self.rank = {text.id: n for n, text in enumerate(ordered)}
        self.kinship, self.clock, self.names = kinship, clock, names
        self.covering: dict[int, float] = {}
        self.remoteness: dict[int, float] = {}
        self.of_two: dict[int, frozenset[int]] = {}
        self.places: dict[tuple[int, int], int] = {}
        self.readings: dict[int, Reading] = {}
        self.spellings: dict[int, Spelling] = {}
        self._group_bodies()

    def _group_bodies(self) -> None:
        """Equal bodies are looked at once."""
        self.body_of: dict[Key, int] = {}
        self.bodies: list[list[Text]] = []
        self.titled: dict[tuple[int, str], list[Text]] = {}
        self.ordered: list[Sequence[int]] = []
        self.grams: list[frozenset[int]] = []
        numbers: dict[tuple[str, tuple[str, ...]], int] = {}
        for text in self.texts:
            body = (text.lang.partition("-")[0].lower(), tuple(text.tokens.keys))
            if body not in numbers:
                numbers[body] = len(self.bodies)
                self.bodies.append([])
                self.ordered.append(_grams(text.tokens))
                self.grams.append(frozenset(self.ordered[-1]))
            self.body_of[text.id] = numbers[body]
            self.bodies[numbers[body]].append(text)
            self.titled.setdefault((numbers[body], text.title), []).append(text)
        support: dict[int, int] = {}
        for grams in self.grams:
            for gram in grams:
                support[gram] = support.get(gram, 0) + 1
        self.support = support
        pool = max(20, min(200, MOST_COMPARISONS // max(1, len(self.bodies))))
        self.most_parents = max(4, min(MOST_PARENTS, MOST_ALIGNED // max(1, len(self.bodies))))
        self.held = frozenset(ident for text in self.texts for ident in text.own)
        self.credited = frozenset(ident for text in self.texts for ident in text.credits)
        self.starts = sorted((text.window.possible.start, text.key) for text in self.texts if text.version == 1)[:2]
        # bodies are numbered in the order of time; the largest are kept too, for a first text may be undated
        largest = sorted(range(len(self.bodies)), key=lambda n: (-len(self.grams[n]), n))[: pool // 4]
        self.pool = sorted({*range(min(pool, len(self.bodies))), *largest})

    # ── edges ─────────────────────────────────────────────────────────────────────────────────────────

    def edges(self) -> tuple[LineageEdge, ...]:
        considered = {text.id: self._considered(text) for text in self.texts}
        costs: dict[tuple[Key | None, Key | None], float] = {}
        for child, parents in considered.items():
            for one in parents:
                costs[one.parent.id if one.parent else None, child] = one.cost
        order: dict[Key | None, int] = dict(self.rank.items())
        order[None] = -1
        parents_of = cheapest_tree(None, costs, order)
        chosen = {child: parent for child, parent in parents_of.items() if child is not None}
        unheld = self._common_source(chosen)
        roots = self._root_probabilities(costs, chosen)
        return tuple(self._edge(text, considered[text.id], chosen[text.id], unheld, roots) for text in self.texts)

    def _root_probabilities(
        self, costs: Mapping[tuple[Key | None, Key | None], float], chosen: Mapping[Key, Key | None]
    ) -> dict[Key, float]:
        """How probable it is of each root that it is one, and not a text below it: what would it cost to turn the edges
        between the two round?
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
        return {ident: weights[ident] / totals[ident] for ident in totals}

    def _edge(
        self,
        text: Text,
        considered: Sequence[_Considered],
        chosen: Key | None,
        unheld: Mapping[Key, Reason],
        roots: Mapping[Key, float],
    ) -> LineageEdge:
        if text.id in unheld and chosen is not None:
            # set logic outranks costs: no parent held explains what it shares with the other text
            chosen = None
            considered = [*considered]
            considered[0].cost = min(one.cost for one in considered) - SHARPNESS
        least = min(one.cost for one in considered)
        weights = [exp(-(one.cost - least) / SHARPNESS) for one in considered]
        total = sum(weights)
        parent: LineageParent | None = None
        others: list[LineageParent] = []
        for one, weight in zip(considered, weights, strict=True):
            probability = weight / total
            if one.parent is None and chosen is None:
                probability = roots.get(text.id, probability)
            found = _parent(one, round(probability, 3))
            if (one.parent.id if one.parent else None) == chosen:
                if text.id in unheld:
                    found = LineageParent(None, 1, found.probability, (unheld[text.id], *found.text), found.clock)
                parent = found
            elif found.probability >= CLOSE:
                others.append(found)
        if parent is None:
            raise AssertionError("the tree has an edge that was never considered")
        others.sort(key=lambda found: (-found.probability, found.article or ""))
        return LineageEdge(text.key, text.version, parent, tuple(others[:3]), self._conflict(text))

    def _conflict(self, text: Text) -> Reason | None:
        """The text says that it came from one that, by the clock, certainly appeared later."""
        if not self.clock:
            return None
        for other in self._named(text):
            if other.key != text.key and before(text.window, other.window):
                return Reason("text-against-clock", LINEAGE_REASONS["text-against-clock"], {"article": other.key})
        return None

    def _considered(self, text: Text) -> list[_Considered]:
        """The possible parents of a text, that it comes from none of them included."""
        previous = self.by_id.get((text.key, text.version - 1))
        if previous is not None:
            return [_Considered(previous, 0.0, [_reason("earlier-version")])]
        found = [self._from_nowhere(text)]
        for parent in self._candidates(text):
            found.append(self._from(parent, text))
        return found

    def _candidates(self, text: Text) -> list[Text]:
        """The texts that share most with it, of equal ones the earliest; those that it names in any case."""
        body = self.body_of[text.id]
        own = self.grams[body]
        scored: list[tuple[float, int]] = []
        for other in self.pool if body in self.pool else [*self.pool, body]:
            if other == body:
                if len(self.bodies[other]) > 1:
                    scored.append((-NEW - 1.0, other))
                continue
            if self._language(other) != self._language(body):
                kin = max((self._kin(text.key, one.key) for one in self.bodies[other]), default=0.0)
                scored.append((-kin * NEW, other))
                continue
            shared = len(own & self.grams[other])
            if shared:
                # the exact cost, places included, is reckoned of the best only
                scored.append(
                    (NEW * (1 - shared / len(own)) + LOST * (1 - shared / len(self.grams[other])) - NEW, other)
                )
        scored.sort()
        found: list[Text] = []
        for _, other in scored[: self.most_parents]:
            found += dict.fromkeys([*self._earliest(self.bodies[other], text, SAME_TEXT), *self._alike(other, text)])
        found += [one for one in self._named(text) if one not in found and self._possible(one, text)]
        return found

    def _earliest(self, texts: Iterable[Text], child: Text, most: int) -> list[Text]:
        """The first few that a text can come from. Texts are in the order of time, so that the search ends soon."""
        found: list[Text] = []
        for looked, one in enumerate(texts):
            if len(found) == most or looked > LOOKED_AT:
                break
            if one.key != child.key and self._possible(one, child):
                found.append(one)
        return found

    def _alike(self, body: int, child: Text) -> list[Text]:
        """The first of a body that has the same headline too."""
        return self._earliest(self.titled.get((body, child.title), ()), child, 1) if child.title else []

    def _named(self, text: Text) -> list[Text]:
        """The texts that it names as its source, or whose revised words it carries."""
        keys = text.names | text.after
        return [one for one in self.texts if one.key in keys and one.key != text.key] if keys else []

    def _possible(self, parent: Text, child: Text) -> bool:
        return not self.clock or before(child.window, parent.window) is not True

    # ── costs ─────────────────────────────────────────────────────────────────────────────────────────

    def _from(self, parent: Text, child: Text) -> _Considered:
        found = _Considered(parent, 0.0)
        if self._language(self.body_of[parent.id]) == self._language(self.body_of[child.id]):
            self._hear_text(found, parent, child)
        else:
            kin = self._kin(parent.key, child.key)
            found.cost += OTHER_LANGUAGE + (1 - kin) * NEW
            found.text.append(_reason("translated", kinship=round(kin, 3)))
            one, other = self._reading(parent), self._reading(child)
            if known(one, other) and not self._cut(parent, child):
                likely = first_probability(one, other)
                found.cost += TRANSLATED * (1 - likely)
                if abs(likely - 0.5) >= TELLING:
                    code = "reads-original" if likely > 0.5 else "reads-translated"
                    found.text.append(_reason(code, probability=round(likely, 3)))
            if "translation_disclaimer" in child.notices:
                found.cost -= LAYER
                found.text.append(_reason("says-translated"))
            if "translation_disclaimer" in parent.notices:
                found.cost += LAYER
        self._hear_layers(found, parent, child)
        if self.clock:
            self._hear_clock(found, parent, child)
        return found

    def _spelling(self, text: Text) -> Spelling:
        body = self.body_of[text.id]
        if body not in self.spellings:
            self.spellings[body] = spelling(text.tokens)
        return self.spellings[body]

    def _reading(self, text: Text) -> Reading:
        body = self.body_of[text.id]
        if body not in self.readings:
            self.readings[body] = read(text.body, text.lang)
        return self.readings[body]

    def _cut(self, one: Text, other: Text) -> bool:
        """Whether one of the two is so much shorter that it must be a part: then lengths tell nothing of its making."""
        sizes = sorted((self._reading(one).size, self._reading(other).size))
        return sizes[1] > CUT * sizes[0]

    def _hear_text(self, found: _Considered, parent: Text, child: Text) -> None:
        one, other = self.body_of[child.id], self.body_of[parent.id]
        share = self._share(one, other)
        found.cost += share.cost + COMMON * self._more_common(one, other) + HUB * self._remote(other)
        data = {"new": round(share.new, 3), "lost": round(share.lost, 3)}
        if one == other:
            found.text.append(_reason("same-text"))
            return
        if not share.new and share.lost:
            code = "cut-short" if _is_beginning(child.tokens, parent.tokens) else "cut"
            found.text.append(_reason(code, **data))
        elif share.new and not share.lost:
            found.text.append(_reason("extended", **data))
        else:
            found.text.append(_reason("edited", **data))
        only = len(self._of_two(one) & self._of_two(other))
        if only and len(self.bodies) > 2:
            found.text.append(_reason("only-these-two", runs=only))
        made = slips(self._spelling(parent), self._spelling(child)) if share.added else []
        for original, slip, side in made[:3]:
            if side == "b":
                found.cost -= SLIP / len(made)
                found.text.append(_reason("slip-made", original=original, slip=slip))
            else:
                found.cost += SLIP / len(made)
                found.text.append(_reason("slip-mended", original=original, slip=slip))
        if gained := child.conversions - parent.conversions:
            found.cost -= CONVERSION
            found.text.append(_reason("units-converted", conversions=sorted(gained)[:5]))
        elif parent.conversions - child.conversions:
            found.cost += CONVERSION / 2

    def _hear_layers(self, found: _Considered, parent: Text, child: Text) -> None:
        if child.title != parent.title:
            found.cost += OTHER_TITLE
        if parent.key in child.names:
            found.cost -= NAMED
            found.text.append(_reason("names-parent"))
        if child.key in parent.names:
            found.cost += NAMED
        if parent.key in child.after:
            found.text.append(_reason("carries-revised-words"))
        gained = child.credits - parent.credits - parent.own - child.own
        lost = parent.credits - child.credits
        found.cost += CREDIT_GAINED * min(2, len(gained)) + CREDIT_LOST * min(2, len(lost))
        for code, orgs in (("credit-added", gained), ("credit-dropped", lost)):
            if orgs:
                found.text.append(self._of_organisations(code, orgs))
        laid, taken = (
            len(x & DERIVED_NOTICES) for x in (child.notices - parent.notices, parent.notices - child.notices)
        )
        if laid:
            found.cost -= LAYER
            found.text.append(
                _reason("notice-added", notices=sorted((child.notices - parent.notices) & DERIVED_NOTICES))
            )
        elif taken:
            found.cost += LAYER / 2

    def _hear_clock(self, found: _Considered, parent: Text, child: Text) -> None:
        order = before(parent.window, child.window)
        likely = 1.0 if order else likelihood(parent.window, child.window)
        found.cost += CLOCK * (1 - likely)
        if order:
            gap = int((child.window.possible.start - parent.window.possible.end).total_seconds())
            data = {
                "parent_no_later_than": parent.window.possible.end.isoformat(),
                "not_earlier_than": child.window.possible.start.isoformat(),
            }
            found.clock.append(Reason("parent-before", f"The parent is older, by at least {_length(gap)}.", data))
        else:
            code = "order-open" if parent.window.dated and child.window.dated else "order-unknown"
            found.clock.append(_reason(code, likelihood=round(likely, 3)))

    def _from_nowhere(self, text: Text) -> _Considered:
        found = _Considered(None, UNHELD)
        body = self.body_of[text.id]
        found.cost += UNCOVERED * (1 - self._covered(body)) + PRIVATE * self._private(body)
        foreign = text.credits - text.own
        if text.notices & DERIVED_NOTICES:
            found.cost += DERIVED
        if text.own & self.credited:
            found.cost -= DERIVED
            found.text.append(_reason("credited-by-others"))
        if not_held := foreign - self.held:
            found.text.append(self._of_organisations("credits-not-held", not_held))
        if text.names:
            found.cost += NAMED / 2
        if self.clock:
            # those that may be earlier are among the first in the order of time
            near = [other for other in self.texts[:LOOKED_AT] if other.key != text.key and other.window.dated]
            late = max((likelihood(other.window, text.window) for other in near[:MOST_PARENTS]), default=0.5)
            found.cost += CLOCK * late
            others = [start for start, key in self.starts if key != text.key]
            if text.window.dated and text.version == 1 and (not others or text.window.possible.end < others[0]):
                found.clock.append(_reason("earliest-held"))
        return found

    def _common_source(self, chosen: Mapping[Key, Key | None]) -> dict[Key, Reason]:
        """Texts that share passages which neither can have from the other, nor from their parents: both have them from
        a text that is not held.
        """
        gains: dict[int, list[Text]] = {}
        for text in self.texts:
            parent = chosen[text.id]
            if (
                parent is None
                or text.version > 1
                or self._language(self.body_of[parent]) != self._language(self.body_of[text.id])
            ):
                continue
            for gram in self.grams[self.body_of[text.id]] - self.grams[self.body_of[parent]]:
                if self.support[gram] >= 2:
                    gains.setdefault(gram, []).append(text)
        shared: dict[tuple[Key, Key], int] = {}
        for gainers in gains.values():
            outlets = {text.outlet: text for text in gainers}
            if len(outlets) < 2:
                continue
            first, second = sorted((text.id for text in outlets.values()), key=lambda ident: self.rank[ident])[:2]
            shared[first, second] = shared.get((first, second), 0) + 1
        found: dict[Key, Reason] = {}
        for (one, other), runs in sorted(shared.items()):
            shortest = min(len(self.grams[self.body_of[ident]]) for ident in (one, other))
            if runs >= UNHELD_RUNS and runs >= UNHELD_SHARE * shortest:
                for ident, partner in ((one, other), (other, one)):
                    found.setdefault(ident, _reason("common-source-not-held", article=partner[0], runs=runs))
        for one_text, other_text in self._close_pairs(chosen):
            for ident, reason in self._cut_apart(one_text, other_text).items():
                found.setdefault(ident, reason)
        return found

    def _close_pairs(self, chosen: Mapping[Key, Key | None]) -> Iterator[tuple[Text, Text]]:
        """Texts with their parents, and those without any with each other."""
        first = [text for text in self.texts if text.version == 1]
        for text in first:
            above = chosen[text.id]
            if above is not None:
                yield self.by_id[above], text
        yield from combinations([text for text in first if chosen[text.id] is None][:MOST_TOPS], 2)

    def _cut_apart(self, parent: Text, child: Text) -> dict[Key, Reason]:
        """Whether two texts are cuts of one that is not held: each has passages that the other lacks, and a third text
        has both, so that nobody wrote them alone; and that third text cannot be what they were cut from, because it
        came after them, or lacks what the two have in common.
        """
        first, second = self.body_of[parent.id], self.body_of[child.id]
        if first == second or parent.outlet == child.outlet or self._language(first) != self._language(second):
            return {}
        one, other = self.grams[first], self.grams[second]
        only_one, only_other = one - other, other - one
        least = max(UNHELD_RUNS, UNHELD_SHARE * min(len(one), len(other)))
        if min(len(only_one), len(only_other), len(one & other)) < least:
            return {}
        for number in self.pool:
            third = self.grams[number]
            if number in (first, second) or any(
                len(part & third) < WITNESSED * len(part) for part in (only_one, only_other)
            ):
                continue
            later = self.clock and all(
                before(text.window, witness.window) is True
                for text in (parent, child)
                for witness in self.bodies[number]
            )
            if later or len((one & other) - third) >= least:
                runs = len(one & other)
                return {
                    ident: _reason("common-source-not-held", article=partner.key, runs=runs)
                    for ident, partner in ((parent.id, child), (child.id, parent))
                }
        return {}

    def _of_organisations(self, code: str, idents: Iterable[str]) -> Reason:
        """A reason that names organisations."""
        names = sorted(self.names.get(ident, ident) for ident in idents)
        return Reason(code, f"{LINEAGE_REASONS[code].rstrip('.')}: {', '.join(names)}.", {"organisations": names})

    def _share(self, child: int, parent: int) -> _Share:
        if child == parent:
            return _Share(0.0, 0.0, 0, 0)
        own, other = self.grams[child], self.grams[parent]
        shared = len(own & other)
        added, lost = self._places_apart(child, parent), self._places_apart(parent, child)
        return _Share(
            1 - shared / len(own) if own else 1.0,
            1 - shared / len(other) if other else 1.0,
            added,
            max(0, lost - added),
        )

    def _places_apart(self, one: int, other: int) -> int:
        """In how many places a text has something that another has not; asked for each way they may be related."""
        if (one, other) not in self.places:
            self.places[one, other] = _places(self.ordered[one], self.grams[other])
        return self.places[one, other]

    def _of_two(self, body: int) -> frozenset[int]:
        """What of a text exactly one other has too."""
        if body not in self.of_two:
            self.of_two[body] = frozenset(gram for gram in self.grams[body] if self.support[gram] == 2)
        return self.of_two[body]

    def _more_common(self, one: int, other: int) -> float:
        """How much more usual in the story the one's own wording is than the other's, 0…1."""
        usual = []
        for own, foreign in ((one, other), (other, one)):
            apart = self.grams[own] - self.grams[foreign]
            usual.append(sum(self.support[gram] - 1 for gram in apart) / len(apart) if apart else 0.0)
        return max(0.0, usual[0] - usual[1]) / max(1, len(self.bodies) - 1)

    def _remote(self, body: int) -> float:
        """How far a text is from what the story's texts have in common, 0…1: what of theirs it lacks, what of its own
        few others have.
        """
        if body not in self.remoteness:
            grams = self.grams[body]
            others = max(1, len(self.bodies) - 1)
            usual = sum(self.support[gram] - 1 for gram in grams) / (len(grams) * others) if grams else 0.0
            self.remoteness[body] = (1 - self._covered(body) + 1 - usual) / 2
        return self.remoteness[body]

    def _private(self, body: int) -> float:
        """The part of a text that no other has, 0…1."""
        if len(self.bodies) < 3 or not self.grams[body]:
            return 0.0
        return sum(self.support[gram] == 1 for gram in self.grams[body]) / len(self.grams[body])

    def _covered(self, body: int) -> float:
        """How much of the other texts' wording a text has, 0…1."""
        if body not in self.covering:
            self.covering[body] = self._cover(body)
        return self.covering[body]

    def _cover(self, body: int) -> float:
        others = [n for n in self.pool if n != body and self._language(n) == self._language(body) and self.grams[n]]
        if not others:
            return 1.0
        return sum(len(self.grams[body] & self.grams[n]) / len(self.grams[n]) for n in others) / len(others)

    def _language(self, body: int) -> str:
        return self.bodies[body][0].lang.partition("-")[0].lower()

    def _kin(self, one: str, other: str) -> float:
        return self.kinship.get((one, other), self.kinship.get((other, one), 0.5))


def likelihood(one: Window, other: Window) -> float:
    """How likely the one appeared before the other, were every moment of their intervals as likely as any other."""
    false = ["backdated" in w.doubts or "published-after-modified" in w.doubts for w in (one, other)]
    if false[0] != false[1]:
        return LATER if false[0] else 1 - LATER
    if false[0] or not (one.dated and other.dated):
        return 0.5
    a, b = _span(one), _span(other)
    if a is None or b is None:
        return 0.5
    low = min(a.start, b.start)
    a1, a2, b1, b2 = ((moment - low).total_seconds() for moment in (a.start, a.end, b.start, b.end))
    area = ((a2 - a1) * (b2 - b1)) or 1.0

    def half(x: float) -> float:
        return max(0.0, x) ** 2 / 2

    return min(1.0, max(0.0, (half(b2 - a1) - half(b2 - a2) - half(b1 - a1) + half(b1 - a2)) / area))


LATER = 0.275
"""Likelihood that an article came first whose stated time was found to be too early."""

_BLUR = timedelta(seconds=30)
_SEEN_WITHIN = timedelta(hours=12)
"""An article of which it is only known when it was there appeared some time in these hours before."""
_ZONE_BLUR = timedelta(hours=3)


def _span(candidate: Window) -> Interval | None:
    """The interval where the time lies if assumptions hold, a little wider: clocks differ, and so do zones."""
    near = candidate.nominal
    if near.open_end:
        return None
    if near.open_start:
        return Interval(moved(near.end, -_SEEN_WITHIN), near.end)
    blur = _ZONE_BLUR if candidate.doubts & {"zone-unknown", "zone-ambiguous"} else _BLUR
    return Interval(moved(near.start, -blur), moved(near.end, blur))


def _grams(tokens: Tokens) -> Sequence[int]:
    size = GRAM_UNSPACED if tokens.unspaced else GRAM
    return run_hashes(tokens.keys, min(size, max(1, len(tokens.keys))))


_LONG_COMMON = re.compile(b"\x01{%d,}" % (GRAM + 1))


def _places(ordered: Sequence[int], other: frozenset[int]) -> int:
    """In how many places a text has something that another has not. Fewer runs than a word has are a joint only, where
    something of the other is missing; as few that both have, a common phrase, do not divide a place.
    """
    shared = bytes(map(other.__contains__, ordered))
    return sum(stretch.count(0) >= GRAM for stretch in _LONG_COMMON.split(shared))


def _is_beginning(child: Tokens, parent: Tokens) -> bool:
    return list(parent.keys[: len(child.keys)]) == list(child.keys)


def _length(seconds: int) -> str:
    """``41 s``, ``3 h 18 min``, ``12 days``."""
    if seconds < 60:
        return f"{seconds} s"
    minutes, days = seconds // 60, seconds // 86_400
    if days >= 2:
        return f"{days} days"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _parent(one: _Considered, probability: float) -> LineageParent:
    parent = one.parent
    if parent is None:
        return LineageParent(None, 1, probability, tuple(one.text), tuple(one.clock))
    return LineageParent(parent.key, parent.version, probability, tuple(one.text), tuple(one.clock))


def _reason(code: str, **data: object) -> Reason:
    return Reason(code, LINEAGE_REASONS[code], data)
