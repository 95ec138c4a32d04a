"""Fit the model of ``matching.translation`` on the development half of the stories and write its coefficients.

``python -m tests.eval.train_translation`` needs the corpora. Every story has the same weight, however many languages it
has. Views: whole texts, half of the sentences, the first three lines; pairs with and without English. Negatives are the
best candidates that are not the story, which are the ones that the model will meet.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from tests.conftest import corpora_folder
from tests.eval._translated import Pool, Text, cut_text, held_back, load

from syndicheck.data import __file__ as data_file
from syndicheck.fingerprint.anchors import anchor_keys
from syndicheck.matching.translation import FEATURES, Background, cut, features, primary

TARGET = Path(data_file).with_name("translation_model.json")
BACKGROUND = TARGET.with_name("translation_background.json")
PENALTY = 2.0
NEGATIVES = 12
PAIRS_A_STORY = {"ntrex": 90, "xling-wmt21": 90, "pr-xling": 16, "daniel": 0}
VIEWS = ("whole", "half", "whole", "first3")
TEMPLATES = re.compile("ruby")
"""Stories of pr-xling that are one text with other figures: not what their numbers say."""
CORPORA = ("xling-wmt21", "ntrex", "pr-xling", "daniel")
COUNTED = ("xling-wmt21", "ntrex", "daniel")
"""News, of which is counted what is common in a language."""

JOIN = 0.7
"""Probability from which a text is called a translation."""
RELATED = 0.05
"""Probability from which texts are called related: facts in common, but hardly the same text."""


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method, with a penalty on standardised coefficients."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    inputs = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    beta = np.zeros(inputs.shape[1])
    ridge = np.diag([PENALTY] * rows.shape[1] + [0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(inputs @ beta, -30, 30)))
        gradient = inputs.T @ (weights * (labels - p)) - ridge @ beta
        hessian = (inputs * (weights * p * (1 - p))[:, None]).T @ inputs + ridge
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta[:-1] / spread, float(beta[-1] - (beta[:-1] * mean / spread).sum())


def development_texts(corpora: Path) -> list[Text]:
    """What the model may learn from: half of the stories, and single texts as distractors."""
    return [
        one for corpus in CORPORA for one in load(corpora, corpus) if corpus == "daniel" or not held_back(one.story)
    ]


def count(texts: Iterable[Text]) -> Background:
    """How common anchors are in each language."""
    return Background.of(
        (primary(one.language), anchor_keys(one.text, one.language)) for one in texts if one.corpus in COUNTED
    )


def write_background(background: Background) -> None:
    """Counts of what is common; no text of the corpora, and nothing rare."""
    languages = {
        language: {
            "texts": background.texts[language],
            "holding": {
                key: count
                for key, count in sorted(holding.items())
                if count >= max(3, 0.04 * background.texts[language])
            },
        }
        for language, holding in sorted(background.holding.items())
    }
    rows = ",\n".join(
        f"  {json.dumps(code)}: {json.dumps(row, separators=(',', ':'))}" for code, row in languages.items()
    )
    head = '{\n "by": "python -m tests.eval.train_translation",\n "licence": "Apache-2.0 (counts of anchors)",\n'
    BACKGROUND.write_text(head + ' "languages": {\n' + rows + "\n }\n}\n", encoding="utf-8")


def pairs_of(texts: Sequence[Text], rng: random.Random) -> list[tuple[int, int, str]]:
    """Pairs to learn from, with the view in which the first is seen; of no story more than :data:`PAIRS_A_STORY`."""
    stories: dict[str, dict[str, int]] = defaultdict(dict)
    for at, one in enumerate(texts):
        if not TEMPLATES.match(one.story):
            stories[one.story].setdefault(primary(one.language), at)
    chosen = []
    for _, members in sorted(stories.items()):
        pairs = [(a, b) for a in members.values() for b in members.values() if a != b]
        rng.shuffle(pairs)
        views = VIEWS if len(pairs) > 2 else VIEWS[::2]
        most = PAIRS_A_STORY[texts[next(iter(members.values()))].corpus]
        chosen += [(a, b, views[number % len(views)]) for number, (a, b) in enumerate(pairs[:most])]
    return chosen


def examples(texts: Sequence[Text], pool: Pool) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str], list[str]]:
    """Rows of features with labels, weights, views and stories.

    Candidates come out of the index of the database, as those that the model meets do.
    """
    rng = random.Random(5)
    rows, labels, keys, views = [], [], [], []
    for a, b, view in pairs_of(texts, rng):
        source, story = texts[a], texts[a].story
        query = pool.anchored[a] if view == "whole" else pool.anchor(cut_text(source, view), source.language)
        named = pool.candidates(query, texts[b].language, NEGATIVES + 3)
        for at in (b, *[at for at in named if texts[at].story != story][:NEGATIVES]):
            found = features(query, pool.anchored[at])
            rows.append([found[name] for name in FEATURES])
            labels.append(float(at == b))
            keys.append(story)
            views.append(view)
    size = Counter(keys)
    weights = np.array([min(1.0, 60 / size[key]) for key in keys])
    return np.array(rows), np.array(labels), weights, views, keys


def _named(coefficients: np.ndarray) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(FEATURES, coefficients, strict=True)}


def main() -> int:
    corpora = corpora_folder()
    if corpora is None:
        print("train_translation: the development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 2
    texts = development_texts(corpora)
    write_background(count(texts))
    plain, labels, weights, views, _ = examples(texts, Pool(texts))
    share = np.array([cut(dict(zip(FEATURES, row, strict=True))) for row in plain])
    far = plain[:, FEATURES.index("far")]
    rows = np.hstack([plain, plain * share[:, None], plain * far[:, None]])
    coefficients, intercept = fit(rows, labels, weights)
    scores = 1 / (1 + np.exp(-np.clip(rows @ coefficients + intercept, -60, 60)))
    for view in sorted(set(views)):
        chosen = np.array([one == view for one in views])
        above = chosen & (scores >= JOIN)
        print(
            f"{view:8} pairs {int(labels[chosen].sum())} precision {labels[above].mean():.4f}"
            f" recall {labels[above].sum() / labels[chosen].sum():.4f}"
        )
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        if inside.any():
            print(
                f"said {low:.1f}–{low + 0.1:.1f}: is {np.average(labels[inside], weights=weights[inside]):.3f}"
                f" of {inside.sum()}"
            )
    table = {
        "by": "python -m tests.eval.train_translation",
        "trained_on": "development half of the stories of xling-wmt21, ntrex and pr-xling, daniel as distractors",
        "examples": len(labels),
        "intercept": round(intercept, 4),
        "thresholds": {"translation": JOIN, "related": RELATED},
        "coefficients": _named(coefficients[: len(FEATURES)]),
        "when_cut": _named(coefficients[len(FEATURES) : 2 * len(FEATURES)]),
        "when_far": _named(coefficients[2 * len(FEATURES) :]),
    }
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {TARGET.name}: {len(labels)} examples, threshold {JOIN}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
