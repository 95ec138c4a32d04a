"""Fit the model of ``matching.contrast`` on the development half of the stories and write its coefficients.

``python -m tests.eval.train_contrast`` needs the corpora. Queries are whole texts, halves and first lines of news and
of releases; what stands beside a text is what the database's own index names, which for a release are the other
releases of its issuer. In half of the queries the translation is not there, as when it is published tomorrow; in half
of them only some of the others are, as in a young database.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tests.conftest import corpora_folder
from tests.eval._translated import Pool, Text, cut_text, held_back, load
from tests.eval.train_translation import fit

from syndicheck.data import __file__ as data_file
from syndicheck.linking import different
from syndicheck.matching.contrast import FEATURES, HIGHEST, alike, contrast, count_bearers
from syndicheck.matching.looks import ASKED, first_look
from syndicheck.matching.translation import AnchoredText, cut, primary

TARGET = Path(data_file).with_name("contrast_model.json")
QUERIES = {"news": 420, "releases": 420, "templates": 100}
LANGUAGES = 7
"""Other languages asked for each query: those of its story first."""
VIEWS = ("whole", "whole", "half", "first3")
TOLD = 3
"""Languages of its story asked for each query by which the probabilities are calibrated."""
CALIBRATED = {"news": 400, "releases": 200, "templates": 40}
NAMED = 50
JOIN = 0.8
"""Probability from which a text is called a translation."""
RELATED = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """A text beside others: what the model sees of it, and whether it is the translation."""

    facts: dict[str, float]
    right: bool
    story: str
    kind: str
    view: str


def kind_of(one: Text) -> str:
    """Which sort of story a text is of; of ``daniel`` nothing is asked."""
    if one.corpus != "pr-xling":
        return "" if one.corpus == "daniel" else "news"
    return "templates" if one.story.startswith("ruby") else "releases"


def training_texts(corpora: Path) -> list[Text]:
    """The development half of all corpora."""
    return [
        one
        for corpus in ("ntrex", "xling-wmt21", "pr-xling", "daniel")
        for one in load(corpora, corpus)
        if corpus == "daniel" or not held_back(one.story)
    ]


def examples(pool: Pool, queries: Mapping[str, int], seed: int, *, complete: bool = False) -> Iterator[Example]:
    """What the model is fitted on; ``complete``: the translation is always there, and all others too."""
    rng = random.Random(seed)
    places: dict[str, list[int]] = {kind: [] for kind in QUERIES}
    languages: dict[str, set[str]] = {}
    for at, one in enumerate(pool.texts):
        if kind_of(one):
            places[kind_of(one)].append(at)
            languages.setdefault(one.story, set()).add(one.language)
    everywhere = sorted({one.language for one in pool.texts})
    for kind, count in queries.items():
        for number, at in enumerate(rng.sample(places[kind], count)):
            one, view = pool.texts[at], VIEWS[number % len(VIEWS)]
            query = pool.anchored[at] if view == "whole" else pool.anchor(cut_text(one, view), one.language)
            told = sorted(languages[one.story])
            rng.shuffle(told)
            more = rng.sample(everywhere, LANGUAGES)
            asked = told[:TOLD] if complete else list(dict.fromkeys([*told, *more]))[:LANGUAGES]
            for language in asked:
                if primary(language) != query.language:
                    for found in _beside(pool, query, one, language, rng, complete):
                        yield Example(*found, one.story, kind, view)


def _beside(
    pool: Pool, query: AnchoredText, one: Text, language: str, rng: random.Random, complete: bool
) -> Iterator[tuple[dict[str, float], bool]]:
    named = pool.candidates(query, language, NAMED)
    partners = {at for at in named if pool.texts[at].story == one.story}
    if not complete and rng.random() < 0.5:  # the translation is not there yet
        named = [at for at in named if at not in partners]
    compared = different(pool.weighed, named)
    if not complete and rng.random() < 0.5 and compared:  # nor are many others
        some = set(rng.sample(compared, rng.randint(1, len(compared)))) | partners
        compared = [at for at in compared if at in some]
    others = [pool.anchored[at] for at in compared]
    siblings = [
        pool.anchored[at]
        for at in different(pool.weighed, pool.siblings(query, NAMED))
        if pool.texts[at].story != one.story and not alike(query, pool.anchored[at])
    ]
    if not complete and rng.random() < 0.5:
        siblings = rng.sample(siblings, rng.randint(0, len(siblings)))
    looks = first_look(query, others)
    bearers = count_bearers([*others, *siblings], set(query.numbers).union(*(other.numbers for other in others)))
    for place, at in enumerate(compared):
        if looks[place].logit >= ASKED and looks[place].objection is None:
            facts = contrast(query, others, looks, place, bearers, len(siblings))
            if facts is not None:
                yield facts, at in partners


def weights_of(found: list[Example]) -> np.ndarray:
    """Every story has the same weight from a number of examples on."""
    size = Counter(one.story for one in found)
    return np.array([min(1.0, 60 / size[one.story]) for one in found])


def calibration(pool: Pool, intercept: float, coefficients: np.ndarray) -> dict[str, float]:
    """How often a score is right where a translation is there to be found: Platt scaling, with a term for cut texts."""
    found = list(examples(pool, CALIBRATED, 22, complete=True))
    rows = np.array([[one.facts[name] for name in FEATURES] for one in found])
    shares = np.array([cut(one.facts) for one in found])
    scores = np.clip(rows @ coefficients + intercept, 2 * ASKED, HIGHEST)
    (score, share), start = fit(np.column_stack([scores, shares]), np.array([float(one.right) for one in found]), 1.0)
    said = 1 / (1 + np.exp(-(start + score * scores + share * shares)))
    for low in np.arange(0, 1, 0.1):
        inside = (said >= low) & (said < low + 0.1)
        right = [one.right for one, chosen in zip(found, inside, strict=True) if chosen]
        if right:
            print(f"said {said[inside].mean():.3f}: is {np.mean(right):.3f} of {len(right)}")
    return {"intercept": round(start, 4), "score": round(float(score), 4), "cut": round(float(share), 4)}


def main() -> int:
    corpora = corpora_folder()
    if corpora is None:
        print("train_contrast: the development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 2
    pool = Pool(training_texts(corpora))
    found = list(examples(pool, QUERIES, 21))
    rows = np.array([[one.facts[name] for name in FEATURES] for one in found])
    labels = np.array([float(one.right) for one in found])
    coefficients, intercept = fit(rows, labels, weights_of(found))
    scores = 1 / (1 + np.exp(-np.clip(rows @ coefficients + intercept, -60, 60)))
    for kind in QUERIES:
        for view in sorted(set(VIEWS)):
            chosen = np.array([one.kind == kind and one.view == view for one in found])
            above = chosen & (scores >= JOIN)
            print(
                f"{kind:10} {view:7} pairs {int(labels[chosen].sum())} of {chosen.sum()} precision"
                f" {labels[above].mean():.4f} recall {labels[above].sum() / labels[chosen].sum():.4f}"
            )
    raw = {
        "by": "python -m tests.eval.train_contrast",
        "trained_on": "development half of the stories of xling-wmt21, ntrex and pr-xling, daniel as distractors",
        "examples": len(labels),
        "intercept": round(intercept, 4),
        "thresholds": {"translation": JOIN, "related": RELATED},
        "coefficients": {name: round(float(value), 4) for name, value in zip(FEATURES, coefficients, strict=True)},
        "calibration": calibration(pool, intercept, coefficients),
    }
    TARGET.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {TARGET.name}: {len(labels)} examples, threshold {JOIN}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
