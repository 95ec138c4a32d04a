"""Words of two languages that mean the same, where the user has installed dictionaries: evidence beside the anchors.

Pure. The facts of two texts are judged first, by themselves (:mod:`matching.translation`). What their words say is
added to that judgement by a second, smaller model, which is fitted on top of the first (``data/pivot_model.json``, by
``python -m tests.eval.train_pivots``), and only where the words of both texts could be looked up. So nothing changes
without a dictionary, and words alone never make a translation: texts that share too few facts are not asked about.

How much a word says is told by how many English texts have it (``data/pivot_counts.json``); the same table for all
languages, because all words stand for English ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct
from msgspec.json import decode

from syndicheck.data import table
from syndicheck.fingerprint.anchors import Anchor

KIND = "P"
"""The letter of these keys: ``P:minist``."""

FEATURES = ("facts", "cosine", "near", "coverage", "missing", "shared", "cut", "cut_cosine", "cut_near", "cut_coverage")
"""What the model sees; ``facts`` is the first model's score, ``cut_…`` count where one text is a part of the other."""

LEAST_WORDS = 8
"""Distinct pivots that each text must have: below that the dictionary hardly knows the language."""

KEPT_PLACES = 4
_NEAR = 12.0


class Words(Struct, frozen=True):
    """The pivot words of a text: weight, places (shares of its length), spans of each; norm and sum of the weights."""

    weights: Mapping[str, float]
    places: Mapping[str, tuple[float, ...]]
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    norm: float
    total: float


def weighed(anchors: Iterable[Anchor], length: int) -> Words | None:
    """The pivot words among the anchors of a text of ``length`` characters; None where there are too few."""
    spans: dict[str, list[tuple[int, int]]] = {}
    meanings: dict[tuple[int, int], int] = {}
    for start, end, key in anchors:
        spans.setdefault(key, []).append((start, end))
        meanings[start, end] = meanings.get((start, end), 0) + 1
    if len(spans) < LEAST_WORDS:
        return None
    # a word with four meanings says each of them a little
    weights = {
        key: weight(key) ** 2 * min(2.0, sum(1 / math.sqrt(meanings[span]) for span in where))
        for key, where in spans.items()
    }
    size = max(1, length)
    return Words(
        weights,
        {key: tuple(start / size for start, _ in where[:KEPT_PLACES]) for key, where in spans.items()},
        {key: tuple(where) for key, where in spans.items()},
        math.sqrt(sum(value * value for value in weights.values())),
        sum(weights.values()),
    )


@cache
def _counts() -> tuple[int, Mapping[str, int]]:
    raw = decode(table("pivot_counts.json"))
    return raw["texts"], raw["holding"]


@cache
def weight(key: str) -> float:
    """Inverse document frequency of a pivot in English news, from 0 to 1."""
    texts, holding = _counts()
    return max(0.0, math.log((texts + 1) / (holding.get(key[2:], 0) + 1)) / math.log(texts + 1))


def features(facts: float, cut: float, left: Words, right: Words) -> dict[str, float]:
    """What the model sees. ``facts``: the first model's score; ``cut``: how much one text is a part of the other."""
    if len(left.weights) > len(right.weights):
        left, right = right, left
    product = near = covered = 0.0
    for key in left.weights:
        if key not in right.weights:
            continue
        both = left.weights[key] * right.weights[key]
        gap = min(abs(one - other) for one in left.places[key] for other in right.places[key])
        product += both
        near += both * math.exp(-gap * _NEAR)
        covered += math.sqrt(both)
    norm = left.norm * right.norm or 1.0
    least = min(left.total, right.total)
    cosine, close, coverage = product / norm, near / norm, min(1.0, covered / (least + 0.5))
    return {
        "facts": facts,
        "cosine": cosine,
        "near": close,
        "coverage": coverage,
        "missing": math.log1p(max(0.0, least - covered)),
        "shared": math.log1p(covered),
        "cut": cut,
        "cut_cosine": cut * cosine,
        "cut_near": cut * close,
        "cut_coverage": cut * coverage,
    }


def agreeing(left: Words, right: Words) -> list[str]:
    """The pivots that both texts have, those that say most first."""
    both = [key for key in left.weights if key in right.weights]
    return sorted(both, key=lambda key: (-left.weights[key] * right.weights[key], key))


@cache
def _model() -> tuple[float, Mapping[str, float]]:
    raw = decode(table("pivot_model.json"))
    return raw["intercept"], raw["coefficients"]


def logit(facts: float, cut: float, left: Words, right: Words) -> float:
    """The score of two texts by facts and words together."""
    intercept, coefficients = _model()
    found = features(facts, cut, left, right)
    return intercept + sum(value * found[name] for name, value in coefficients.items())
