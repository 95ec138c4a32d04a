"""Is one text a translation of the other? Anchors, where they stand, and how rare they are; no dictionary.

Pure: two anchored texts go in, a decision with its evidence comes out. Which anchors are rare in which language is
told by a ``Background``, frozen statistics of a collection; their weights come from it, so that what every text of a
language has (or every text of a collection that repeats a notice) says nothing. The model is a logistic regression
over the features named in ``FEATURES``; its coefficients lie in ``data/translation_model.json`` and are fitted by
``python -m tests.eval.train_translation`` on one half of the development stories.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import mul

from msgspec import Struct
from msgspec.json import decode

from syndicheck.data import table
from syndicheck.fingerprint.anchors.written import caseless
from syndicheck.language import UNKNOWN as UNKNOWN
from syndicheck.language import primary as primary
from syndicheck.matching import pivots
from syndicheck.matching.background import Background as Background
from syndicheck.matching.background import standing_background as standing_background
from syndicheck.matching.leads import without_lead
from syndicheck.matching.otherfigures import other_figures
from syndicheck.matching.tworeports import two_reports
from syndicheck.matching.weighed import PLACES as PLACES
from syndicheck.matching.weighed import AnchoredText as AnchoredText
from syndicheck.matching.weighed import anchored as anchored
from syndicheck.matching.weighed import density as density
from syndicheck.matching.weighed import shared_keys as shared_keys

KINDS = "NDWGKBLAC"
"""Kinds of anchors with a channel of their own; identifiers (``I``) count with the acronyms."""

COMMON = "C"
"""Kinds that say what any two texts may speak of."""

COMMON_COUNTS = 0.5
"""What such a one counts where it is asked whether two texts begin with one story."""

WORDS = "LBC"
"""Kinds that come with any words: what is to be covered is counted without them."""

_PER_KIND = ("cosine", "relative", "absolute", "coverage", "missing")
_OVERALL = (
    "length_gap",
    "shorter",
    "shared",
    "order",
    "coverage",
    "coverage_by_order",
    "few_names",
)
FEATURES = tuple(f"{kind}_{name}" for kind in KINDS for name in _PER_KIND) + _OVERALL

LEAST_SHARED = 3
"""Distinct anchors that two texts must share before anything is said of them."""

LEAST_WEIGHT = 1.5
"""Weight that the shared anchors must have together: three days of one month are no story, whatever the model makes of
them."""

LEAST_ANCHORS = 6
LEAST_LENGTH = 100
"""Distinct anchors, and characters (of English, or what says as much), below which a text is too short to be recognised
in another language: in three words everything agrees."""


CUT_GAP = 1.1
CUT_SURE = 0.95
"""A text a third as long as the other, or shorter, may be its beginning or another newsroom's brief on the same event:
it must be surer than others."""


TAIL = 0.7
HEAD = 0.05
HEAD_WEIGHT = 5.0
"""Where :data:`TAIL` of what agrees stands in the second half of both texts, and of what stands in the first halves
less than :data:`HEAD` agrees, or less than :data:`HEAD_WEIGHT` in all (words sound alike by accident; those for
:data:`COMMON` things, which any two texts have, count :data:`COMMON_COUNTS`), a block under both (a notice, a
self-description that nobody knows yet) agrees, not the stories: a story's facts begin at its beginning."""


ONCE = 0.15
"""So much of the numbers, days, names and places that two texts name just once they must have in common, by weight:
what one issuer publishes is full of its own name and addresses, and where nothing else agrees it is another release."""


LED_SURE = 0.95
"""Two texts of which one has a lead of its own must be this sure without it."""

CASELESS_ENOUGH = 0.5
"""Two whole texts in languages of which neither tells names from other words need no more than to be likelier than not:
every word of theirs may be a name, so that little of what may be one agrees, however true the translation."""

NAMES_SURE = 0.95
"""Where no number, day, place or address agrees two texts must be this sure: words sound alike by accident."""


class Agreement(Struct, frozen=True):
    """One anchor that both texts have, with its spans in each."""

    key: str
    left: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]
    weight: float


class Translation(Struct, frozen=True):
    """The decision. ``verdict``: ``translation``, ``related`` (facts in common, another text), ``none``, ``too-short``.

    ``missing_left`` and ``missing_right`` are numbers of one text that the other does not have: in a true translation
    each is a finding.
    """

    verdict: str
    probability: float
    features: Mapping[str, float]
    agreements: tuple[Agreement, ...]
    missing_left: tuple[str, ...]
    missing_right: tuple[str, ...]


def longest_in_order(places: Mapping[float, float]) -> float:
    """The share of the longest run of shared anchors that stand in the same order in both texts."""
    if not places:
        return 0.0
    tails: list[float] = []
    for _, right in sorted(places.items()):
        at = bisect_left(tails, right)
        tails[at : at + 1] = [right]
    return len(tails) / len(places)


def features(left: AnchoredText, right: AnchoredText, shared: Sequence[str] | None = None) -> dict[str, float]:
    """What the model sees of two texts. ``shared`` are :func:`shared_keys`, where they were found already."""
    if shared is None:
        shared = shared_keys(left, right)
    if len(left.numbers) > len(right.numbers):
        left, right = right, left
    cosine: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    relative: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    absolute: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    covered: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    once: dict[float, float] = {}
    agreed = agreed_in_place = 0.0
    numbers, others = left.numbers, right.numbers
    weights, other_weights = left.weights, right.weights
    firsts, places = left.firsts, left.places
    other_firsts, other_places = right.firsts, right.places
    length, other_length = left.length, right.length
    exp, sqrt = math.exp, math.sqrt
    for key in shared:
        number, other = numbers[key], others[key]
        product = weights[number] * other_weights[other]
        if not product:
            continue
        kind = key[0]
        if kind == "I":
            kind = "A"
        mean = sqrt(product)
        first, other_first = firsts[number], other_firsts[other]
        one, two = places[first], other_places[other_first]
        near_relative, near_absolute = abs(one / length - two / other_length), abs(one - two)
        if firsts[number + 1] - first == 1 == other_firsts[other + 1] - other_first:
            once.setdefault(one, two)  # one word gives several keys
        else:
            theirs = right.places_of(other)
            for one in left.places_of(number):
                share = one / length
                for two in theirs:
                    near_absolute = min(near_absolute, abs(one - two))
                    near_relative = min(near_relative, abs(share - two / other_length))
        close_relative = exp(-near_relative * 12)
        close_absolute = exp(-near_absolute / 250)
        cosine[kind] += product
        relative[kind] += product * close_relative
        absolute[kind] += product * close_absolute
        covered[kind] += mean
        agreed += mean
        agreed_in_place += mean * (close_relative if close_relative > close_absolute else close_absolute)
    total = 0.0
    found: dict[str, float] = {}
    for kind in KINDS:
        norm = left.norms.get(kind, 0.0) * right.norms.get(kind, 0.0) or 1.0
        least = min(left.sums.get(kind, 0.0), right.sums.get(kind, 0.0))
        if kind not in WORDS:
            total += least
        found[f"{kind}_cosine"] = cosine[kind] / norm
        found[f"{kind}_relative"] = relative[kind] / norm
        found[f"{kind}_absolute"] = absolute[kind] / norm
        found[f"{kind}_coverage"] = min(1.0, covered[kind] / (least + 0.5))
        found[f"{kind}_missing"] = math.log1p(max(0.0, least - covered[kind]))
    order = longest_in_order(once) * min(1.0, len(once) / 6)
    found["length_gap"] = abs(math.log(left.length / right.length))
    found["shorter"] = math.log(min(left.length, right.length)) - 7
    found["shared"] = math.log1p(agreed)
    found["order"] = order
    found["coverage"] = min(1.5, agreed / (total + 1.0))
    found["coverage_by_order"] = min(1.5, agreed_in_place / (total + 1.0))
    found["few_names"] = 1 / (1 + min(left.sums.get("K", 0.0), right.sums.get("K", 0.0)))
    return found


class Model(Struct, frozen=True):
    """The fitted model: a logistic regression and its thresholds.

    A beginning against a whole text is another question than two whole texts: ``when_cut`` is added to the
    coefficients in the measure of :func:`cut`.
    """

    intercept: float
    coefficients: Mapping[str, float]
    when_cut: Mapping[str, float]
    translation: float
    related: float

    def logit(self, found: Mapping[str, float]) -> float:
        """The score before it becomes a probability."""
        share = cut(found)
        extra = self.when_cut
        return self.intercept + sum(
            (weight + share * extra[name]) * found[name] for name, weight in self.coefficients.items()
        )


def cut(found: Mapping[str, float]) -> float:
    """How much one text is a cut of the other by their lengths: 0 for equal ones, 1 from a ratio of 4.5 on."""
    return min(1.0, found["length_gap"] / 1.5)


@cache
def model() -> Model:
    """The model of the package."""
    raw = decode(table("translation_model.json"))
    limits = raw["thresholds"]
    return Model(raw["intercept"], raw["coefficients"], raw["when_cut"], limits["translation"], limits["related"])


def probability(logit: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def log_odds(chance: float) -> float:
    """The inverse of :func:`probability`, as safe."""
    kept = min(max(chance, 1e-15), 1 - 1e-15)
    return math.log(kept / (1 - kept))


def score(left: AnchoredText, right: AnchoredText, found: Mapping[str, float]) -> float:
    """The logit of two texts with these features: by their facts, and by their words where both could be looked up."""
    facts = model().logit(found)
    if left.words is None or right.words is None:
        return facts
    return pivots.logit(facts, cut(found), left.words, right.words)


def _block_alone(left: AnchoredText, right: AnchoredText, agreeing: Mapping[str, float]) -> bool:
    """Whether what agrees looks like a block under two texts that have nothing else in common (:data:`TAIL`)."""
    whole = sum(agreeing.values())
    late, other_late = ([one.late[one.numbers[key]] for key in agreeing] for one in (left, right))
    means = list(agreeing.values())
    if min(sum(map(mul, means, parts)) for parts in (late, other_late)) < TAIL * whole:
        return False
    facts = [mean * COMMON_COUNTS if key[0] in COMMON else mean for key, mean in agreeing.items()]
    head = sum([mean * (1 - one) * (1 - two) for mean, one, two in zip(facts, late, other_late, strict=True)])
    return head < max(HEAD_WEIGHT, HEAD * min(left.early, right.early))


def _agreeing(left: AnchoredText, right: AnchoredText, shared: Iterable[str]) -> dict[str, float]:
    """The anchors that both have, with the geometric mean of their weights."""
    weights, others, sqrt = left.weights, right.weights, math.sqrt
    number, other = left.numbers, right.numbers
    return {key: sqrt(weights[number[key]] * others[other[key]]) for key in shared}


def objection(left: AnchoredText, right: AnchoredText, shared: Iterable[str]) -> str | None:
    """The verdict where the model is not asked: too little to go by, or what agrees is a block under both. ``shared``
    are :func:`shared_keys`.
    """
    agreeing = _agreeing(left, right, shared)
    if min(len(left.numbers), len(right.numbers)) < LEAST_ANCHORS or min(left.length, right.length) < LEAST_LENGTH:
        return "too-short"
    if len(agreeing) < LEAST_SHARED or sum(agreeing.values()) < LEAST_WEIGHT:
        return "none"
    return "none" if _block_alone(left, right, agreeing) else None


def named_once(left: AnchoredText, right: AnchoredText) -> float:
    """The part of the facts that either text names just once which the other has too, 0…1; of the longer text only as
    much counts as the shorter can have.
    """
    short, long = sorted((left, right), key=lambda one: one.length)
    agreed, everything = 0.0, 1.0
    kinds = "NDGK" if left.sums.get("K") and right.sums.get("K") else "NDG"  # no names are read in Thai
    for one, other, share in ((short, long, 1.0), (long, short, short.length / long.length)):
        firsts, weights, others = one.firsts, one.weights, other.numbers
        for key, number in one.numbers.items():
            if key[0] in kinds and firsts[number + 1] - firsts[number] == 1:
                everything += share * weights[number]
                agreed += share * weights[number] if key in others else 0.0
    return agreed / everything


def enough(left: AnchoredText, right: AnchoredText, usual: float) -> float:
    """The probability that two whole texts need, where languages that write names with capitals need ``usual``."""
    return min(usual, CASELESS_ENOUGH) if caseless(left.language) and caseless(right.language) else usual


def verdict_of(chance: float, found: Mapping[str, float], left: AnchoredText, right: AnchoredText) -> str:
    """The verdict where only the two texts are known: their probability, their features, and the guards."""
    fitted = model()
    whole = found["length_gap"] < CUT_GAP
    usual = fitted.translation
    if chance >= (enough(left, right, usual) if whole else max(usual, CUT_SURE)):
        by_names = chance < NAMES_SURE and not any(key[0] in "NDGAI" and key in right.numbers for key in left.numbers)
        another = other_figures(left, right) or two_reports(left, right) or (whole and named_once(left, right) < ONCE)
        return "related" if by_names or another else "translation"
    return "related" if chance >= fitted.related else "none"


def judge(left: AnchoredText, right: AnchoredText) -> tuple[str, float]:
    """The verdict of :func:`compare` with its probability (0 where the model is not asked), without the evidence."""
    verdict, chance = _judge(left, right)
    if verdict in ("none", "related") and (rest := without_lead(left, right)) is not None:
        return ("translation", surer) if (surer := led(*rest)) else (verdict, chance)
    return verdict, chance


def led(left: AnchoredText, right: AnchoredText) -> float:
    """The probability that two texts of which one is without its lead are translations; 0 where that is not sure."""
    if abs(math.log(left.length / right.length)) >= CUT_GAP:
        return 0.0  # what is left of the one is a beginning of the other, or another story of that beginning
    verdict, chance = _judge(left, right)
    return chance if verdict == "translation" and chance >= LED_SURE else 0.0


def _judge(left: AnchoredText, right: AnchoredText) -> tuple[str, float]:
    shared = shared_keys(left, right)
    against = objection(left, right, shared)
    if against is not None:
        return against, 0.0
    found = features(left, right, shared)
    chance = probability(score(left, right, found))
    return verdict_of(chance, found, left, right), chance


def compare(left: AnchoredText, right: AnchoredText) -> Translation:
    """Decide on two texts of different languages.

    :raises ValueError: both are of one language; its texts are compared word by word (:mod:`matching.reuse`).
    """
    if left.language == right.language:
        raise ValueError(f"both texts are in {left.language}: compare their words")
    shared = shared_keys(left, right)
    found = features(left, right, shared)
    agreeing = _agreeing(left, right, shared)
    agreements = sorted(
        (Agreement(key, left.spans(key), right.spans(key), mean) for key, mean in agreeing.items()),
        key=lambda one: (-one.weight, one.key),
    )
    verdict, judged = judge(left, right)
    chance = judged or min(probability(score(left, right, found)), model().related)
    missing = [
        tuple(key[2:] for key in one.numbers if key[0] == "N" and key not in other.numbers)
        for one, other in ((left, right), (right, left))
    ]
    return Translation(verdict, chance, found, tuple(agreements), missing[0], missing[1])
