"""What the first model says of many texts at once.

A new article is looked at beside a dozen candidates of each other language, hundreds in a large collection, and nearly
all of them have little to do with it. So all are looked at together: the anchors of each text lie in arrays, what two
texts have in common is found for the whole lot, and the features of :func:`syndicheck.matching.translation.features`
are sums over it. That function, pair by pair, is the definition; it also serves where numpy was not loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from syndicheck.matching import pivots
from syndicheck.matching.translation import (
    COMMON,
    COMMON_COUNTS,
    FEATURES,
    HEAD,
    HEAD_WEIGHT,
    KINDS,
    LEAST_ANCHORS,
    LEAST_LENGTH,
    LEAST_SHARED,
    LEAST_WEIGHT,
    PLACES,
    TAIL,
    WORDS,
    AnchoredText,
    cut,
    features,
    longest_in_order,
    model,
    objection,
    score,
    shared_keys,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.integer[Any]]

ASKED = -4.0
"""Score of the first model below which no contrast makes a translation of two texts."""

TOGETHER = 128
"""Texts that are looked at together; more would not stay in the processor's cache."""

FROM = 6
"""Fewer texts than this are quicker looked at one by one."""

REMEMBERED = 4_000
"""Texts whose arrays are kept, some ten kilobytes each."""

_TABLE = 1 << 14
_AT_ONCE = (2, 4, PLACES)
"""Anchors that stand in up to so many places are compared together."""


class Look(Struct, frozen=True):
    """A text seen by the first model: score, features, and why it is no translation whatever the model says.

    ``features`` has at least ``order``, ``coverage_by_order`` and ``length_gap``. Of a text that cannot reach
    :data:`ASKED` whatever the order of what it shares, that order is not looked at.
    """

    logit: float
    features: Mapping[str, float]
    objection: str | None


def first_look(own: AnchoredText, others: Sequence[AnchoredText]) -> list[Look]:
    """What the first model says of every text."""
    if "numpy" not in sys.modules or len(others) < FROM or not own.numbers:
        return [_look(own, other) for other in others]
    starts = range(0, len(others), TOGETHER)
    return [look for start in starts for look in _looks(own, others[start : start + TOGETHER])]


def _look(own: AnchoredText, other: AnchoredText) -> Look:
    shared = shared_keys(own, other)
    found = features(own, other, shared)
    return Look(score(own, other, found), found, objection(own, other, shared))


class _Side(Struct, frozen=True):
    """Anchors of one side: where each stands in its text's own order, its weight, its first place, the share of it that
    stands in the second half, how many places it has, and where these begin among the places of all.
    """

    ranks: Numbers
    weights: Floats
    firsts: Floats
    late: Floats
    counts: Numbers
    begins: Numbers

    def chosen(self, which: Numbers) -> _Side:
        """Some of them."""
        return _Side(
            self.ranks[which],
            self.weights[which],
            self.firsts[which],
            self.late[which],
            self.counts[which],
            self.begins[which],
        )


class _Laid(Struct, frozen=True):
    """A text in arrays, its anchors in the order of their numbers."""

    numbers: Numbers
    kinds: Numbers
    side: _Side
    places: Floats
    norms: Floats
    sums: Floats


@lru_cache(maxsize=REMEMBERED)
def _laid(text: AnchoredText) -> _Laid:
    import numpy as np

    numbers = np.fromiter(map(hash, text.numbers), np.int64, len(text.numbers))
    ranks = np.argsort(numbers)
    kinds = [KINDS.index("A" if key[0] == "I" else key[0]) for key in text.numbers]
    firsts = np.array(text.firsts, np.int64)
    counts = np.minimum(np.diff(firsts), PLACES)
    begins = np.cumsum(counts) - counts
    every = np.array(text.places, np.float64)
    side = _Side(
        ranks=np.arange(len(numbers), dtype=np.int32),
        weights=np.array(text.weights, np.float64),
        firsts=every[firsts[:-1]],
        late=np.array(text.late, np.float64),
        counts=counts.astype(np.int8),
        begins=begins.astype(np.int32),
    )
    return _Laid(
        numbers=numbers[ranks],
        kinds=np.array(kinds, np.int8)[ranks],
        side=side.chosen(ranks),
        places=every[np.repeat(firsts[:-1] - begins, counts) + np.arange(counts.sum())],
        norms=np.array([text.norms.get(kind, 0.0) for kind in KINDS]),
        sums=np.array([text.sums.get(kind, 0.0) for kind in KINDS]),
    )


class _Shared(Struct, frozen=True):
    """The anchors that ``own`` shares with each of several texts, one text after the other and in the order of ``own``:
    of each the text (its number among the others), its kind, and both sides.
    """

    texts: Numbers
    kinds: Numbers
    mine: _Side
    theirs: _Side


def _shared(own: _Laid, others: Sequence[_Laid]) -> _Shared:
    import numpy as np

    numbers = np.concatenate([one.numbers for one in others])
    table = np.zeros(_TABLE, np.bool_)  # most anchors are none of ours, which a table of a few bits tells already
    table[own.numbers & (_TABLE - 1)] = True
    at = np.flatnonzero(table[numbers & (_TABLE - 1)])
    found = np.searchsorted(own.numbers, numbers[at])
    found[found == len(own.numbers)] = 0
    same = own.numbers[found] == numbers[at]
    at, found = at[same], found[same]
    texts = np.repeat(np.arange(len(others)), [len(one.numbers) for one in others])[at]
    # hashes are others in each process: summed up in the order of the text, the last digit of a sum is not
    order = np.argsort(texts * len(own.numbers) + own.side.ranks[found])
    at, found, texts = at[order], found[order], texts[order]
    sizes = np.array([len(one.places) for one in others])
    begins = np.cumsum(sizes) - sizes
    theirs = _Side(
        np.concatenate([one.side.ranks for one in others])[at],
        np.concatenate([one.side.weights for one in others])[at],
        np.concatenate([one.side.firsts for one in others])[at],
        np.concatenate([one.side.late for one in others])[at],
        np.concatenate([one.side.counts for one in others])[at],
        np.concatenate([one.side.begins for one in others])[at] + begins[texts],
    )
    return _Shared(texts, own.kinds[found], own.side.chosen(found), theirs)


def _looks(own: AnchoredText, others: Sequence[AnchoredText]) -> Iterator[Look]:
    """:func:`_look` of every text, by arrays."""
    import numpy as np

    laid, beside = _laid(own), [_laid(other) for other in others]
    shared = _shared(laid, beside)
    count = len(others)
    lengths = np.array([other.length for other in others])
    product = shared.mine.weights * shared.theirs.weights
    mean = np.sqrt(product)
    relative, absolute = _near(shared, laid, beside, own.length, lengths)
    in_place = mean * np.maximum(relative, absolute)
    by_kind = shared.texts * len(KINDS) + shared.kinds

    def per_kind(values: Floats) -> Floats:
        sums = np.bincount(by_kind, values, count * len(KINDS)).reshape(count, len(KINDS))
        return sums.astype(np.float64, copy=False)  # whole numbers where there is nothing to sum up

    def per_text(values: Floats) -> Floats:
        return np.bincount(shared.texts, values, count).astype(np.float64, copy=False)

    covered = per_kind(mean)
    norms = laid.norms * np.array([one.norms for one in beside])
    norms[norms == 0] = 1.0
    least = np.minimum(laid.sums, np.array([one.sums for one in beside]))
    total = least[:, [kind not in WORDS for kind in KINDS]].sum(axis=1)
    agreed = per_text(mean)
    columns: dict[str, Floats] = {}
    for at, kind in enumerate(KINDS):
        columns[f"{kind}_coverage"] = np.minimum(1.0, covered[:, at] / (least[:, at] + 0.5))
        columns[f"{kind}_missing"] = np.log1p(np.maximum(0.0, least[:, at] - covered[:, at]))
    for name, values in (("cosine", product), ("relative", product * relative), ("absolute", product * absolute)):
        sums = per_kind(values) / norms
        columns |= {f"{kind}_{name}": sums[:, at] for at, kind in enumerate(KINDS)}
    columns["length_gap"] = np.abs(np.log(own.length / lengths))
    columns["shorter"] = np.log(np.minimum(own.length, lengths)) - 7
    columns["shared"] = np.log1p(agreed)
    columns["order"] = np.zeros(count)
    columns["coverage"] = np.minimum(1.5, agreed / (total + 1.0))
    columns["coverage_by_order"] = np.minimum(1.5, per_text(in_place) / (total + 1.0))
    columns["few_names"] = 1 / (1 + least[:, KINDS.index("K")])

    fitted = model()
    share = np.minimum(1.0, columns["length_gap"] / 1.5)
    logits = np.full(count, fitted.intercept)
    for name in FEATURES:
        logits += (fitted.coefficients[name] + share * fitted.when_cut[name]) * columns[name]
    for_order = fitted.coefficients["order"] + share * fitted.when_cut["order"]
    orders = _orders(shared, len(laid.numbers), beside, logits + np.maximum(0.0, for_order) >= ASKED)
    logits += for_order * orders
    objections = _objections(own, others, shared, mean)
    for at, other in enumerate(others):
        found = {
            "order": float(orders[at]),
            "coverage_by_order": float(columns["coverage_by_order"][at]),
            "length_gap": float(columns["length_gap"][at]),
        }
        logit = float(logits[at])
        if own.words is not None and other.words is not None:
            logit = pivots.logit(logit, cut(found), own.words, other.words)
        yield Look(logit, found, objections[at])


def _near(
    shared: _Shared, own: _Laid, others: Sequence[_Laid], length: float, lengths: Floats
) -> tuple[Floats, Floats]:
    """How near each shared anchor stands in both texts, by shares of their lengths and by characters: 1 for the same
    place, else less.
    """
    import numpy as np

    mine, theirs = shared.mine.firsts, shared.theirs.firsts
    other_length = lengths[shared.texts]
    relative, absolute = np.abs(mine / length - theirs / other_length), np.abs(mine - theirs)
    most = np.maximum(shared.mine.counts, shared.theirs.counts)
    if (most > 1).any():
        flat = np.concatenate([one.places for one in others])
    for fewer, upto in pairwise((1, *_AT_ONCE)):  # most stand in few places, and then the table of all pairs is small
        some = np.flatnonzero((fewer < most) & (most <= upto))
        if not len(some):
            continue
        steps = np.arange(upto)
        here = own.places[_upto(shared.mine, some, steps)][:, :, None]
        there = flat[_upto(shared.theirs, some, steps)][:, None, :]
        absolute[some] = np.abs(here - there).min(axis=(1, 2))
        there = there / other_length[some][:, None, None]
        relative[some] = np.abs(here / length - there).min(axis=(1, 2))
    return np.exp(relative * -12), np.exp(absolute / -250)


def _upto(side: _Side, chosen: Numbers, steps: Numbers) -> Numbers:
    """Where the first places of the chosen anchors lie, the last one repeated."""
    import numpy as np

    found: Numbers = side.begins[chosen][:, None] + np.minimum(steps, side.counts[chosen][:, None] - 1)
    return found


def _orders(shared: _Shared, size: int, others: Sequence[_Laid], asked: NDArray[np.bool_]) -> Floats:
    """The feature ``order`` of each text that is asked for, else 0."""
    import numpy as np

    orders = np.zeros(len(others))
    single = (shared.mine.counts == 1) & (shared.theirs.counts == 1) & asked[shared.texts]
    chosen = np.flatnonzero(single & (shared.mine.weights * shared.theirs.weights > 0))
    edges = np.searchsorted(shared.texts[chosen], np.arange(len(others) + 1))
    for at in np.flatnonzero(np.diff(edges)).tolist():
        some = chosen[edges[at] : edges[at + 1]]
        few, many = shared.mine, shared.theirs
        if size > len(others[at].numbers):
            few, many = many, few
        some = some[np.argsort(few.ranks[some])]
        once: dict[float, float] = {}
        for one, two in zip(few.firsts[some].tolist(), many.firsts[some].tolist(), strict=True):
            once.setdefault(one, two)  # one word gives several keys
        orders[at] = longest_in_order(once) * min(1.0, len(once) / 6)
    return orders


def _objections(own: AnchoredText, others: Sequence[AnchoredText], shared: _Shared, mean: Floats) -> list[str | None]:
    """See :func:`syndicheck.matching.translation.objection`."""
    import numpy as np

    count = len(others)
    texts, late, other_late = shared.texts, shared.mine.late, shared.theirs.late
    agreeing = np.bincount(texts, minlength=count)
    whole = np.bincount(texts, mean, count)
    tail = np.minimum(np.bincount(texts, mean * late, count), np.bincount(texts, mean * other_late, count))
    facts = np.where(np.isin(shared.kinds, [KINDS.index(kind) for kind in COMMON]), mean * COMMON_COUNTS, mean)
    head = np.bincount(texts, facts * (1 - late) * (1 - other_late), count)
    early = np.minimum(own.early, [other.early for other in others])
    none = (agreeing < LEAST_SHARED) | (whole < LEAST_WEIGHT)
    none |= (tail >= TAIL * whole) & (head < np.maximum(HEAD_WEIGHT, HEAD * early))
    short = len(own.numbers) < LEAST_ANCHORS or own.length < LEAST_LENGTH
    return [
        "too-short"
        if short or len(other.numbers) < LEAST_ANCHORS or other.length < LEAST_LENGTH
        else ("none" if none[at] else None)
        for at, other in enumerate(others)
    ]
