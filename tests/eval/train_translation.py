"""Fit the model of ``matching.translation`` on the development half of the stories and write its coefficients.

``python -m tests.eval.train_translation`` needs the corpora. Every story has the same weight, however many languages it
has. Views: whole texts, half of the sentences, the first three lines; pairs with and without English. Negatives are the
best candidates that are not the story, which are the ones that the model will meet.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from tests.conftest import corpora_folder
from tests.eval._translated import Text, first_lines, half, held_back, load

from syndicheck.data import __file__ as data_file
from syndicheck.fingerprint.anchors import anchors
from syndicheck.matching.translation import FEATURES, AnchoredText, Background, anchored, cut, features, primary

TARGET = Path(data_file).with_name("translation_model.json")
BACKGROUND = TARGET.with_name("translation_background.json")
PENALTY = 2.0
NEGATIVES = 12
PAIRS_A_STORY = 90
JOIN = 0.8
"""Probability from which a text is called a translation: on the development half precision is as good as at 0.9, and 16
in a thousand more are found."""
RELATED = 0.05
"""Probability from which texts are called related: facts in common, but hardly the same text."""


class Counted:
    """Anchored texts, weighed by what is common among themselves or known to be, and an index of all their anchors."""

    def __init__(self, texts: Iterable[Text], background: Background | None = None) -> None:
        self.texts = list(texts)
        found = [(one, anchors(one.text, one.language)) for one in self.texts]
        self.background = background or Background.of(
            (primary(one.language), {a.key for a in those}) for one, those in found
        )
        self.anchored = [anchored(those, one.language, len(one.text), self.background) for one, those in found]
        self.postings: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, one in enumerate(self.anchored):
            for key in one.numbers:
                self.postings[self.texts[at].language, key].append(at)

    def anchor(self, text: str, language: str) -> AnchoredText:
        """A text that is not in the pool, weighed like one that is."""
        return anchored(anchors(text, language), language, len(text), self.background)

    def candidates(self, query: AnchoredText, language: str, count: int) -> list[int]:
        """The texts of a language that share the most weight with the query, best first."""
        shared: dict[int, float] = defaultdict(float)
        for key, weight in zip(query.numbers, query.weights, strict=True):
            for at in self.postings.get((language, key), ()):
                other = self.anchored[at]
                norm = other.norms["A" if key[0] == "I" else key[0]]
                shared[at] += weight * other.weights[other.numbers[key]] / (0.3 + norm)
        return sorted(shared, key=lambda at: (-shared[at], at))[:count]


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray | float) -> tuple[np.ndarray, float]:
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


def examples(corpora: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str], Background]:
    """Rows of features with labels, weights and view."""
    texts = [
        one
        for corpus in ("xling-wmt21", "ntrex", "daniel")
        for one in load(corpora, corpus)
        if corpus == "daniel" or not held_back(one.story)
    ]
    pool = Counted(texts)
    stories: dict[str, dict[str, int]] = defaultdict(dict)
    for at, one in enumerate(texts):
        stories[one.story][one.language] = at
    rng = random.Random(5)
    rows, labels, keys, views = [], [], [], []
    for story, members in sorted(stories.items()):
        pairs = [(a, b) for a in members for b in members if a != b]
        rng.shuffle(pairs)
        for number, (a, b) in enumerate(pairs[:PAIRS_A_STORY]):
            view = (
                ("whole", "whole", "half", "first3")[number % 4] if len(pairs) > 2 else ("whole", "first3")[number % 2]
            )
            source = texts[members[a]]
            if view == "whole":
                query = pool.anchored[members[a]]
            else:
                cut = half(source.text, story) if view == "half" else first_lines(source.text)
                query = pool.anchor(cut, a)
            others = [at for at in pool.candidates(query, b, NEGATIVES + 3) if texts[at].story != story][:NEGATIVES]
            for at in (members[b], *others):
                found = features(query, pool.anchored[at])
                rows.append([found[name] for name in FEATURES])
                labels.append(float(at == members[b]))
                keys.append(story)
                views.append(view)
    size = Counter(keys)
    weights = np.array([min(1.0, 60 / size[key]) for key in keys])
    return np.array(rows), np.array(labels), weights, views, pool.background


def _write_background(background: Background) -> None:
    """Counts of what is common in each language; no text of the corpora, and nothing rare."""
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


def _named(coefficients: np.ndarray) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(FEATURES, coefficients, strict=True)}


def main() -> int:
    corpora = corpora_folder()
    if corpora is None:
        print("train_translation: the development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 2
    plain, labels, weights, views, background = examples(corpora)
    share = np.array([cut(dict(zip(FEATURES, row, strict=True))) for row in plain])
    rows = np.hstack([plain, plain * share[:, None]])
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
        "trained_on": "development half of the stories of xling-wmt21 and ntrex, daniel as distractors",
        "examples": len(labels),
        "intercept": round(intercept, 4),
        "thresholds": {"translation": JOIN, "related": RELATED},
        "coefficients": _named(coefficients[: len(FEATURES)]),
        "when_cut": _named(coefficients[len(FEATURES) :]),
    }
    _write_background(background)
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {TARGET.name}: {len(labels)} examples, threshold {JOIN}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
