"""Which of several texts is the translation? What agrees with one of them only, against what agrees with all.

An issuer's releases are full of the same names, products and addresses. In the statistics of a language these are rare,
and a release in one language agrees in them with every release of that issuer in another. So a text is weighed here
against those that the index named beside it, and against those of its own language that are most like the other one:
what they have too says nothing, what only these two have says the more, and so does what one of them lacks. Pure; a
second, smaller logistic regression on top of the score of :mod:`matching.translation`, whose coefficients
(``data/contrast_model.json``) are fitted by ``python -m tests.eval.train_contrast``.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache, lru_cache

from msgspec import Struct

from syndicheck.data import table
from syndicheck.matching.leads import without_lead
from syndicheck.matching.looks import ASKED, Look, first_look
from syndicheck.matching.otherfigures import other_figures
from syndicheck.matching.translation import (
    CUT_GAP,
    AnchoredText,
    cut,
    enough,
    led,
    named_once,
    probability,
    verdict_of,
)
from syndicheck.matching.tworeports import two_reports

GROUPS = {"numbers": "N", "places": "DWG", "identifiers": "AI", "names": "K", "words": "BL", "things": "C"}
"""Kinds of anchors that are weighed together."""

_PER_GROUP = ("covered", "lesser", "alone", "weight")
_OVERALL = ("logit", "above", "once", "order", "in_place", "length_gap", "placed", "placed_covered", "few")
FEATURES = tuple(f"{group}_{name}" for group in GROUPS for name in _PER_GROUP) + _OVERALL

LEAST_OTHERS = 1
"""Texts beside the two in question without which nothing is weighed against them: the first model decides alone."""

NEAREST = 3
"""So many of the texts beside one, those that the first model finds most like it, tell how far above them it is."""

FEW = 2
"""Texts beside the two from which on they may be a translation although the first model says no: against a single other
text, on whatever subject, all that two reports of one event have in common stands alone."""

SURE = 0.95
"""Probability that is needed where the first model would rather say no, or where one text is a third of the other: two
reports of one event, too, agree in what nothing beside them has."""

LED_ASKED = ASKED - 3.0
"""Score of the first model from which on it is asked once more without a lead of one of the two texts."""

LED_SURE = 0.95
"""Probability, as it is told to a reader, that such a text needs."""

LED_RIVAL = 0.0
"""... unless another text has this score: releases of one template differ at their beginning, and what tells them apart
would be cut off."""

LEAST_FIGURES = 3
"""Numbers and days of a text a third as long as the other, or shorter, of which the other must have one: of 1,058 first
lines of development stories with so many figures all but 12 share one with the whole, and those are of one story."""

HIGHEST = 8.0
"""What the first model's score counts for at most: beyond it is sure, and surer says nothing."""

VERSIONS = 0.58
SAME_FIGURES = 0.7
"""Parts of the anchors, and of the numbers and days, of the shorter one from which on two texts of one language are
taken for versions of one text, which must not take the weight from each other. Of 400 pairs of translations of one text
93 in 100 are above both; of releases of one issuer 2 in 100 are above the first, and half of these above the second."""

_STEEPNESS = 2.0
"""How fast an anchor loses its weight with the part of the others that have it."""

_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


class Contrasted(Struct, frozen=True):
    """What is said of one text among several: see :class:`matching.translation.Translation`. ``score`` orders them;
    ``beside`` is how many texts the two were weighed against, 0 where the first model decided alone.
    """

    verdict: str
    probability: float
    score: float
    beside: int = 0


class Model(Struct, frozen=True):
    """The fitted model and its thresholds: see :class:`matching.translation.Model`.

    The verdict is by the score alone. Where the translation is there to be found, a score is right more often than it
    says; what is told to a reader is ``calibration`` of it (Platt 1999, with a further term for how much one text is a
    cut of the other).
    """

    intercept: float
    coefficients: Mapping[str, float]
    calibration: Mapping[str, float]
    translation: float
    related: float

    def logit(self, found: Mapping[str, float]) -> float:
        """The score before it becomes a probability."""
        return self.intercept + sum(weight * found[name] for name, weight in self.coefficients.items())

    def told(self, logit: float, share: float) -> float:
        """The probability that a reader is told, for a score and :func:`matching.translation.cut` of the two texts."""
        terms = self.calibration
        return probability(terms["intercept"] + terms["score"] * logit + terms["cut"] * share)


@cache
def model() -> Model:
    """The model of the package."""
    raw = json.loads(table("contrast_model.json"))
    limits = raw["thresholds"]
    return Model(raw["intercept"], raw["coefficients"], raw["calibration"], limits["translation"], limits["related"])


def judge_among(
    own: AnchoredText,
    others: Sequence[AnchoredText],
    siblings: Callable[[], Sequence[AnchoredText]] = tuple,
    looks: Sequence[Look] | None = None,
) -> list[Contrasted]:
    """What each of several texts of one other language is to ``own``, in their order.

    ``siblings`` gives texts in the language of ``own`` that are like it; it is only asked where one of the others might
    be a translation. ``looks`` are :func:`first_look` of the others, where somebody has them. One that has too few
    texts beside it to be weighed against is judged as if it were alone.
    """
    if looks is None:
        looks = first_look(own, others)
    if not worth_weighing(looks):
        return [_alone(own, other, look) for other, look in zip(others, looks, strict=True)]
    own_language = [one for one in siblings() if not alike(own, one)]
    asked = [other for other, look in zip(others, looks, strict=True) if look.logit >= ASKED]
    wanted = set(own.numbers).union(*(other.numbers for other in asked))
    bearers = count_bearers([*others, *own_language], wanted)
    found: list[Contrasted] = []
    for at in range(len(others)):
        one = _beside_others(own, others, looks, at, bearers, len(own_language))
        if one.verdict in ("none", "related") and looks[at].logit >= LED_ASKED:
            one = _led(own, others, looks, at, own_language) or one
        found.append(one)
    return found


def _beside_others(
    own: AnchoredText,
    others: Sequence[AnchoredText],
    looks: Sequence[Look],
    at: int,
    bearers: Mapping[str, int],
    siblings: int,
) -> Contrasted:
    """What the text at a place among ``others`` is to ``own``: see :func:`contrast`."""
    look = looks[at]
    if look.logit < ASKED:  # behind all that were asked about
        return Contrasted(look.objection or "none", 0.0, look.logit + 2 * ASKED)
    facts = contrast(own, others, looks, at, bearers, siblings)
    if facts is None:
        return _alone(own, others[at], look)
    logit = model().logit(facts)
    count = round(1 / facts["few"])
    if look.objection is not None:
        return Contrasted(look.objection, 0.0, logit, count)
    if count < FEW and (alone := _alone(own, others[at], look)).verdict != "translation":
        return Contrasted(alone.verdict, alone.probability, logit, count)
    verdict = _verdict(probability(logit), look, own, others[at])
    return Contrasted(verdict, model().told(logit, cut(look.features)), logit, count)


def _led(
    own: AnchoredText,
    others: Sequence[AnchoredText],
    looks: Sequence[Look],
    at: int,
    siblings: Sequence[AnchoredText],
) -> Contrasted | None:
    """The text at a place among ``others`` as a translation of ``own`` below a lead that one of the two has; ``None``
    where it is none. The first model, which must be sure, and the contrast must say so, and nothing else be like it.
    """
    rest = without_lead(own, others[at])
    if rest is None or not led(*rest):
        return None
    if any(looks[place].logit >= LED_RIVAL for place in _beside(others, at)[0]):
        return None
    mine, theirs = rest
    beside = [*others[:at], theirs, *others[at + 1 :]]
    first = first_look(mine, beside if mine is not own else [theirs])
    again = first if mine is not own else [*looks[:at], *first, *looks[at + 1 :]]
    bearers = count_bearers([*beside, *siblings], mine.numbers.keys() | theirs.numbers.keys())
    found = _beside_others(mine, beside, again, at, bearers, len(siblings))
    return found if found.verdict == "translation" and found.probability >= LED_SURE else None


def worth_weighing(looks: Iterable[Look]) -> bool:
    """Whether any of several texts might be a translation. Else the first model decides alone about each, and finds
    neither a translation nor anything probable.
    """
    return any(look.logit >= ASKED and look.objection is None for look in looks)


def count_bearers(texts: Iterable[AnchoredText], wanted: Set[str]) -> Counter[str]:
    """How many of the texts have each of the anchors that are asked for."""
    bearers: Counter[str] = Counter()
    for text in texts:
        bearers.update(filter(wanted.__contains__, text.numbers))
    return bearers


def _alone(own: AnchoredText, other: AnchoredText, look: Look) -> Contrasted:
    if look.objection is not None:
        return Contrasted(look.objection, 0.0, look.logit)
    chance = probability(look.logit)
    return Contrasted(verdict_of(chance, look.features, own, other), chance, look.logit)


def contrast(
    own: AnchoredText,
    others: Sequence[AnchoredText],
    looks: Sequence[Look],
    at: int,
    bearers: Mapping[str, int],
    siblings: int = 0,
) -> dict[str, float] | None:
    """What the model sees of the text at a place among ``others``; ``None`` where too few are there to weigh against.

    ``looks`` are :func:`first_look`; ``bearers`` says how many of the others, and of so many ``siblings`` of ``own`` in
    its language, have an anchor.
    """
    text = others[at]
    beside, versions = _beside(others, at)
    count = len(beside) + siblings
    if count < LEAST_OTHERS:
        return None
    look = looks[at]
    own_numbers, numbers, weights = own.numbers, text.numbers, text.weights
    # how much of an anchor's weight is left where so many of the others beside the text have it too
    rest = [(1 - held / (count + 1)) ** _STEEPNESS for held in range(count + len(versions) + 1)]
    holding = [version.numbers for version in versions]
    bearing, group_of, sqrt = bearers.get, _GROUP_OF, math.sqrt
    agreed = dict.fromkeys(GROUPS, 0.0)
    left = dict.fromkeys(GROUPS, 0.0)
    missing = dict.fromkeys(GROUPS, 0.0)
    missed = dict.fromkeys(GROUPS, 0.0)
    placed = 0.0
    for (key, number), weight in zip(own_numbers.items(), own.weights, strict=True):
        other = numbers.get(key)
        held = bearing(key, 0)
        if other is None:
            if held and holding:
                held -= sum([key in one for one in holding])
            missing[group_of[key[0]]] += weight * rest[held]
            continue
        held -= 1
        if held and holding:
            held -= sum([key in one for one in holding])
        share, group = rest[held], group_of[key[0]]
        mean = sqrt(weight * weights[other])
        agreed[group] += mean
        left[group] += mean * share
        if share:
            placed += mean * share * _nearness(own, text, number, other)
    for key, weight in zip(numbers, weights, strict=True):
        if key not in own_numbers:
            held = bearing(key, 0) - 1
            if held and holding:
                held -= sum([key in one for one in holding])
            missed[group_of[key[0]]] += weight * rest[held]
    short, long = min(1.0, text.length / own.length), min(1.0, own.length / text.length)
    found: dict[str, float] = {}
    for group in GROUPS:
        some = left[group]
        found[f"{group}_covered"] = some / (some + missing[group] * short + missed[group] * long + 1)
        found[f"{group}_lesser"] = some / (some + min(missing[group], missed[group]) + 0.5)
        found[f"{group}_alone"] = some / (agreed[group] + 0.5)
        found[f"{group}_weight"] = math.log1p(some)
    nearest = sorted((max(ASKED, looks[place].logit) for place in beside), reverse=True)[:NEAREST]
    found["logit"] = max(ASKED, min(HIGHEST, look.logit))
    rival = sum(nearest) / len(nearest) if nearest else ASKED
    found["above"] = max(-HIGHEST, min(HIGHEST, look.logit - rival))
    found["once"] = named_once(own, text)
    found["order"] = look.features["order"]
    found["in_place"] = look.features["coverage_by_order"]
    found["length_gap"] = look.features["length_gap"]
    everything = sum(left.values())
    found["placed"] = placed / (everything + 1)
    found["placed_covered"] = placed / (everything + short * sum(missing.values()) + long * sum(missed.values()) + 1)
    found["few"] = 1 / count
    return found


def _nearness(own: AnchoredText, text: AnchoredText, number: int, other: int) -> float:
    """How near to the same place an anchor stands in both texts, counted from the beginning or by share of the whole:
    1 for the same place.
    """
    nearest = 0.0
    length, other_length, exp = own.length, text.length, math.exp
    theirs = text.places_of(other)
    for one in own.places_of(number):
        for two in theirs:
            near, share = abs(one - two) / 250, abs(one / length - two / other_length) * 12
            nearest = max(nearest, exp(-(near if near < share else share)))
    return nearest


def _beside(others: Sequence[AnchoredText], at: int) -> tuple[list[int], list[AnchoredText]]:
    """The places of the texts beside one that are no versions of it, and those that are."""
    beside: list[int] = []
    versions: list[AnchoredText] = []
    for place, other in enumerate(others):
        if place == at:
            continue
        if alike(others[at], other):
            versions.append(other)
        else:
            beside.append(place)
    return beside, versions


def alike(one: AnchoredText, other: AnchoredText) -> bool:
    """Whether two texts of one language are versions of one text: copies, cuts, other translations of it."""
    keys, others = one.numbers.keys(), other.numbers.keys()
    least = min(len(keys), len(others))
    return same_figures(one, other) and 0 < VERSIONS * least <= len(keys & others)


def same_figures(one: AnchoredText, other: AnchoredText) -> bool:
    """Whether one of two texts has most of the other's numbers and days: releases of one template have not."""
    mine, theirs = _figures(one), _figures(other)
    return len(mine & theirs) >= SAME_FIGURES * min(len(mine), len(theirs))


@lru_cache(maxsize=4_000)
def _figures(text: AnchoredText) -> frozenset[str]:
    """The numbers and days of a text: few of its anchors, so that they are looked at before the others."""
    return frozenset(key for key in text.numbers if key[0] in "ND")


def _no_beginning(one: AnchoredText, other: AnchoredText) -> bool:
    """Whether the shorter of two texts has figures enough and the longer has none of them: it is no beginning of it."""
    short, long = sorted((one, other), key=lambda text: text.length)
    return len(_figures(short)) >= LEAST_FIGURES and _figures(short).isdisjoint(_figures(long))


def _verdict(chance: float, look: Look, own: AnchoredText, text: AnchoredText) -> str:
    fitted = model()
    cut_off = look.features["length_gap"] >= CUT_GAP
    doubtful = look.logit < 0 or cut_off
    if chance >= (max(fitted.translation, SURE) if doubtful else enough(own, text, fitted.translation)):
        another = other_figures(own, text) or two_reports(own, text) or (cut_off and _no_beginning(own, text))
        return "related" if another else "translation"
    return "related" if chance >= fitted.related else "none"
