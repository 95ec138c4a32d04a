"""First three lines against whole texts, with the dictionaries that are installed and without.

The same queries and candidates twice: judged by facts alone, and with pivot words. Only languages of the user's lexicon
(``syndicheck lexicon build``) and English; skipped without one. The figures depend on what is installed, so they are
shown and not pinned. Half of the stories (``held``) were never seen in training.
"""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

from tests.eval._translated import Pool, Text, cut_text, held_back, load
from tests.eval.train_pivots import installed

from syndicheck.fingerprint.anchors import anchors
from syndicheck.lexicon.anchoring import pivot_anchors
from syndicheck.lexicon.compiled import Lexicon
from syndicheck.lexicon.languages import code
from syndicheck.matching.translation import (
    AnchoredText,
    anchored,
    features,
    model,
    probability,
    score,
)

CORPORA = ("ntrex", "xling-wmt21", "pr-xling", "daniel")
INPUTS = tuple(f"{name}/docs.jsonl.gz" for name in CORPORA)
CANDIDATES = 50
QUERIES = {"first3": 1_600, "whole": 600}
LARGE = 7_000
"""Words from which the dictionary of a language counts as large."""


def measure(corpora: Path) -> dict[str, float]:
    lexicon = installed()
    if lexicon is None:
        print("   skipped: no lexicon; install dictionaries and run: syndicheck lexicon build")
        return {}
    size = {one: row["words"] for one, row in lexicon.about["languages"].items()} | {"en": LARGE}
    texts = [one for name in CORPORA for one in load(corpora, name) if code(one.language) in size]
    pool = Pool(texts)
    full = [_anchored(one.text, one.language, lexicon, pool) for one in texts]
    figures: dict[str, float] = {}
    for view, count in QUERIES.items():
        hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        above = {"facts": [0, 0], "words": [0, 0]}
        for a, b in _queries(texts, view, count):
            one, other = texts[a], texts[b]
            cut = cut_text(one, view)
            query = _anchored(cut, one.language, lexicon, pool)
            scored = []
            for at in pool.candidates(query, other.language, CANDIDATES):
                found = features(query, full[at])
                scored.append((model().logit(found), score(query, full[at], found), at))
            best = tuple(bool(scored) and max((row[n], -row[2]) for row in scored)[1] == -b for n in (0, 1))
            large = min(size[code(one.language)], size[code(other.language)]) >= LARGE
            groups = ["held" if held_back(one.story) else "dev", *{one.language, other.language}]
            groups += [f"{groups[0]}.large"] if large else []
            for group in groups:
                hits[group].append((best[0], best[1]))
            if view == "whole" and held_back(one.story):
                for n, name in enumerate(above):
                    surest = [row[2] for row in scored if probability(row[n]) >= model().translation]
                    above[name][0] += len(surest)
                    above[name][1] += b in surest
        for which in ("held", "held.large", "dev", "dev.large"):
            for n, name in enumerate(("facts", "words")):
                if hits[which]:
                    figures[f"{which}.{view}.r1_{name}"] = sum(hit[n] for hit in hits[which]) / len(hits[which])
        if view == "whole":
            for name, (named, right) in above.items():
                figures[f"held.precision_{name}"] = right / max(1, named)
                figures[f"held.recall_{name}"] = right / len(hits["held"])
        print(f"   {view}, R@1 by facts → with words:")
        for language in sorted(set(hits) - {"held", "dev", "held.large", "dev.large"}):
            rows = hits[language]
            by_facts, by_words = (sum(hit[n] for hit in rows) / len(rows) for n in (0, 1))
            words = f"{size[code(language)]:,} words" if code(language) != "en" else "all words"
            print(f"      {language:<6} {by_facts:.3f} → {by_words:.3f}   of {len(rows)} ({words})")
    return figures


def _anchored(text: str, language: str, lexicon: Lexicon, pool: Pool) -> AnchoredText:
    found = anchors(text, language) + pivot_anchors(text, language, lexicon)
    return anchored(found, language, len(text.strip()), pool.background)


def _queries(texts: list[Text], view: str, count: int) -> list[tuple[int, int]]:
    stories: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(texts):
        if one.corpus in ("ntrex", "xling-wmt21"):
            stories[one.story].append(at)
    pairs = [
        (a, b) for members in stories.values() for a in members for b in members
        if code(texts[a].language) != code(texts[b].language)
    ]  # fmt: skip
    return random.Random(f"pivots {view}").sample(sorted(pairs), min(count, len(pairs)))
