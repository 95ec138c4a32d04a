"""Fit the model of ``matching.pivots``: what words that mean the same add to the facts of two texts.

``python -m tests.eval.train_pivots`` needs the corpora and a lexicon (``syndicheck lexicon build``). Trained on the
development half of the stories, on pairs that the first model has judged; its coefficients stay as they are. It also
counts in how many English texts each pivot stands. Neither file holds anything of a dictionary.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict

import numpy as np
from tests.conftest import corpora_folder
from tests.eval._translated import first_lines, half, held_back, load
from tests.eval.train_translation import NEGATIVES, TARGET, Counted, fit

from syndicheck.lexicon.anchoring import pivot_anchors
from syndicheck.lexicon.compiled import Lexicon, default_path
from syndicheck.lexicon.languages import code
from syndicheck.lexicon.pivot import pivot
from syndicheck.matching import pivots
from syndicheck.matching.translation import cut, features, model, standing_background

COUNTS = TARGET.with_name("pivot_counts.json")
MODEL = TARGET.with_name("pivot_model.json")
LEAST_SHARE = 0.004
"""Share of texts that a pivot must stand in to be written down."""
PAIRS_A_STORY = 24
CORPORA = ("xling-wmt21", "ntrex", "daniel")


def installed() -> Lexicon | None:
    """The user's own lexicon, which tests and other measures do without."""
    path = default_path()
    return Lexicon(path) if path.is_file() else None


def main() -> int:
    corpora = corpora_folder()
    if corpora is None:
        print("train_pivots: the development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 2
    lexicon = installed()
    if lexicon is None:
        print(f"train_pivots: no lexicon at {default_path()}: syndicheck lexicon build")
        return 2
    texts = [
        one
        for name in CORPORA
        for one in load(corpora, name)
        if (name == "daniel" or not held_back(one.story)) and (code(one.language) in lexicon or one.language == "en")
    ]
    _count([one.text for one in texts if one.language == "en"])
    pool = Counted(texts, standing_background())
    words = [pivots.weighed(pivot_anchors(one.text, one.language, lexicon), len(one.text.strip())) for one in texts]
    stories: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(texts):
        stories[one.story].append(at)
    rng = random.Random(7)
    rows, labels, keys = [], [], []
    for story, members in sorted(stories.items()):
        pairs = [(a, b) for a in members for b in members if texts[a].language != texts[b].language]
        rng.shuffle(pairs)
        for number, (a, b) in enumerate(pairs[:PAIRS_A_STORY]):
            source, target = texts[a], texts[b].language
            text = (source.text, first_lines(source.text), half(source.text, story))[number % 3]
            query = pool.anchor(text, source.language)
            mine = pivots.weighed(pivot_anchors(text, source.language, lexicon), len(text.strip()))
            others = [at for at in pool.candidates(query, target, NEGATIVES + 3) if texts[at].story != story]
            for at in (b, *others[:NEGATIVES]):
                theirs = words[at]
                if mine is not None and theirs is not None:
                    found = features(query, pool.anchored[at])
                    seen = pivots.features(model().logit(found), cut(found), mine, theirs)
                    rows.append([seen[name] for name in pivots.FEATURES])
                    labels.append(float(at == b))
                    keys.append(story)
    size = Counter(keys)
    coefficients, intercept = fit(
        np.array(rows), np.array(labels), np.array([min(1.0, 60 / size[key]) for key in keys])
    )
    table = {
        "by": "python -m tests.eval.train_pivots",
        "trained_on": "development half of the stories of xling-wmt21 and ntrex, daniel as distractors",
        "languages": sorted({code(one.language) for one in texts}),
        "examples": len(labels),
        "intercept": round(intercept, 4),
        "coefficients": {
            name: round(float(value), 4) for name, value in zip(pivots.FEATURES, coefficients, strict=True)
        },
    }
    MODEL.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {MODEL.name}: {len(labels):,} examples\n{json.dumps(table['coefficients'])}")
    return 0


def _count(texts: list[str]) -> None:
    """How many English texts hold each pivot; nothing rare."""
    import re

    holding: Counter[str] = Counter()
    for text in texts:
        holding.update({key for word in re.findall("[A-Za-z]+", text) if (key := pivot(word))})
    least = max(3, LEAST_SHARE * len(texts))
    table = {
        "by": "python -m tests.eval.train_pivots",
        "licence": "Apache-2.0 (counts of words)",
        "texts": len(texts),
        "holding": {key: count for key, count in sorted(holding.items()) if count >= least},
    }
    COUNTS.write_text(json.dumps(table, separators=(",", ":")).replace(',"holding":', ',\n"holding":') + "\n")
    pivots._counts.cache_clear()
    pivots.weight.cache_clear()


if __name__ == "__main__":
    raise SystemExit(main())
