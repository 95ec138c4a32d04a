"""The same story in other languages: best-ranked partner, one threshold, cut texts, candidates, releases.

Queries are drawn by a seed from all ordered language pairs of a story. For each, the candidate step names at most 50
texts of the other language out of four corpora, the model ranks them. Half of the stories (``held``) were never
seen in training; ``dev`` is the other half. Identifiers, addresses, outlets and dates of the records are not used.
"""

from __future__ import annotations

import os
import random
import re
import sqlite3
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.eval._translated import Pool, Text, first_lines, half, held_back, load
from tests.eval.gate import Figure

from syndicheck.fingerprint.anchors import anchors
from syndicheck.matching.translation import AnchoredText, features, model, probability, standing_background
from syndicheck.store.anchors import Anchored, add_anchors, anchor_candidates
from syndicheck.store.schema.anchors import ANCHOR_INDEX

CORPORA = ("ntrex", "xling-wmt21", "pr-xling", "daniel")
INPUTS = tuple(f"{name}/docs.jsonl.gz" for name in CORPORA)
SEED_LANGUAGES = "en ko ja ar zh-CN zh-TW vi th id ms de ru fr es pt".split()
WEAK = "ar fa he hi ko zh-CN".split()
CANDIDATES = 50
QUERIES = {"whole": 3_600, "half": 1_500, "first3": 2_400}
PRESS_LANGUAGES = "en de fr es ja zh-CN ko ru pt it".split()

_SOURCE = "issue 5: translations without downloaded weights"
FIGURES: dict[str, Figure] = {}
for _half in ("held", "dev"):
    for _view in QUERIES:
        for _name in ("r1", "r5"):
            FIGURES[f"{_half}.{_view}.{_name}"] = Figure("min", f"{_SOURCE}, {_view} texts")
    FIGURES[f"{_half}.precision"] = Figure("min", f"{_SOURCE}, frozen threshold")
    FIGURES[f"{_half}.recall"] = Figure("min", f"{_SOURCE}, frozen threshold")
    FIGURES[f"{_half}.candidates"] = Figure("min", f"{_SOURCE}, candidate recall at 50 a language")
    FIGURES[f"{_half}.stored_candidates"] = Figure("min", f"{_SOURCE}, the database's index at 50 a language")
    FIGURES[f"{_half}.first3.r1_weak"] = Figure("min", f"{_SOURCE}, first three lines of ar fa he hi ko zh-CN")
    FIGURES[f"{_half}.b_cubed"] = Figure("min", f"{_SOURCE}, clusters")
FIGURES["held.calibration_error"] = Figure("max", f"{_SOURCE}, what a probability says against what is, over all views")
FIGURES["held.least_seed_language"] = Figure("min", f"{_SOURCE}, the worst of the seed's languages")
FIGURES["releases.b_cubed"] = Figure("min", f"{_SOURCE}, translated releases")


@dataclass(slots=True)
class Tally:
    """What became of the queries of one half and view."""

    queries: int = 0
    first: int = 0
    fifth: int = 0
    proposed: int = 0
    above: int = 0
    right: int = 0


def _ranked(query: AnchoredText, language: str, pool: Pool) -> list[tuple[float, int]]:
    """Candidates of a language by the model's score, best first."""
    fitted = model()
    scored = [
        (fitted.logit(features(query, pool.anchored[at])), -at) for at in pool.candidates(query, language, CANDIDATES)
    ]
    return [(score, -at) for score, at in sorted(scored, reverse=True)]


def _queries(texts: list[Text], view: str) -> list[tuple[int, int]]:
    stories: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(texts):
        if one.corpus in ("ntrex", "xling-wmt21"):
            stories[one.story].append(at)
    pairs = [(a, b) for members in stories.values() for a in members for b in members if a != b]
    return random.Random(f"translations {view}").sample(sorted(pairs), QUERIES[view])


class Reliability:
    """How often pairs to which the model gives a probability are what it says, in tenths of the scale."""

    def __init__(self) -> None:
        self._said = [0.0] * 10
        self._right = [0] * 10
        self._pairs = [0] * 10

    def add(self, said: float, right: bool) -> None:
        """Count one pair."""
        tenth = min(9, int(said * 10))
        self._said[tenth] += said
        self._right[tenth] += right
        self._pairs[tenth] += 1

    def error(self) -> float:
        """Mean difference of said and true over the pairs, those below one tenth (nearly all) aside."""
        return sum(abs(s - r) for s, r in zip(self._said[1:], self._right[1:], strict=True)) / max(
            1, sum(self._pairs[1:])
        )

    def lines(self) -> list[str]:
        """The curve as text."""
        return [
            f"   said {tenth / 10:.1f}–{tenth / 10 + 0.1:.1f} (mean {said / pairs:.3f}): true {right / pairs:.3f}"
            f" of {pairs:,}"
            for tenth, (said, right, pairs) in enumerate(zip(self._said, self._right, self._pairs, strict=True))
            if pairs
        ]


def _measure_view(pool: Pool, view: str, shown: list[str], curve: Reliability) -> dict[str, float]:
    tallies: dict[tuple[str, ...], Tally] = defaultdict(Tally)
    join = model().translation
    for a, b in _queries(pool.texts, view):
        one, other = pool.texts[a], pool.texts[b]
        cut = one.text if view == "whole" else half(one.text, one.story) if view == "half" else first_lines(one.text)
        query = pool.anchored[a] if view == "whole" else pool.anchor(cut, one.language)
        ranked = _ranked(query, other.language, pool)
        place = next((n for n, (_, at) in enumerate(ranked) if at == b), None)
        if place != 0 and os.environ.get("SYNDICHECK_EVAL_MISSES"):
            best = pool.texts[ranked[0][1]].id if ranked else ""
            shown.append(f"{view} {one.id} → {other.language}: place {place}, best {best}")
        above = [at for score, at in ranked if probability(score) >= join]
        which = "held" if held_back(one.story) else "dev"
        if which == "held":
            for score, at in ranked:
                curve.add(probability(score), at == b)
        groups = [(which,)]
        groups += [(which, "seed", code) for code in {one.language, other.language} if code in SEED_LANGUAGES]
        groups += [(which, "weak")] if one.language in WEAK or other.language in WEAK else []
        groups += [("language", code) for code in {one.language, other.language}]
        for group in groups:
            tally = tallies[group]
            tally.queries += 1
            tally.first += place == 0
            tally.fifth += place is not None and place < 5
            tally.proposed += place is not None
            tally.above += len(above)
            tally.right += b in above
    figures: dict[str, float] = {}
    for which in ("held", "dev"):
        tally = tallies[which,]
        figures[f"{which}.{view}.r1"] = tally.first / tally.queries
        figures[f"{which}.{view}.r5"] = tally.fifth / tally.queries
        if view == "whole":
            figures[f"{which}.precision"] = tally.right / max(1, tally.above)
            figures[f"{which}.recall"] = tally.right / tally.queries
            figures[f"{which}.candidates"] = tally.proposed / tally.queries
        if view == "first3":
            weak = tallies[which, "weak"]
            figures[f"{which}.first3.r1_weak"] = weak.first / weak.queries
    if view == "whole":
        figures["held.least_seed_language"] = min(
            tally.first / tally.queries for group, tally in tallies.items() if group[:2] == ("held", "seed")
        )
    rows = sorted((t.first / t.queries, code[1], t.queries) for code, t in tallies.items() if code[0] == "language")
    print(f"   {view}: " + " ".join(f"{code} {share:.3f}" for share, code, _ in rows))
    return figures


# ── clusters ──────────────────────────────────────────────────────────────────────────────────────────────


def b_cubed(clusters: dict[int, int], truth: dict[int, str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998) of clusters against stories."""
    both = Counter((clusters[at], truth[at]) for at in truth)
    found, real = Counter(clusters[at] for at in truth), Counter(truth.values())
    precision = sum(n * n / found[c] for (c, _), n in both.items()) / len(truth)
    recall = sum(n * n / real[t] for (_, t), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def clustered(pool: Pool, chosen: list[int]) -> dict[int, int]:
    """Connected near-best mutual edges: each is among the best of both its ends, per language (facts of the field)."""
    join = model().translation
    languages = sorted({pool.texts[at].language for at in chosen})
    inside = set(chosen)
    best: dict[tuple[int, int], float] = {}
    top: dict[tuple[int, str], float] = {}
    for at in chosen:
        for language in languages:
            if language == pool.texts[at].language:
                continue
            ranked = [(score, other) for score, other in _ranked_few(pool, at, language) if other in inside]
            if ranked:
                top[at, language] = ranked[0][0]
            best.update({(at, other): score for score, other in ranked if probability(score) >= join})
    parent = {at: at for at in chosen}

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for (a, b), score in best.items():
        if (b, a) not in best:
            continue
        near_a = score >= 0.65 * top[a, pool.texts[b].language]
        near_b = score >= 0.65 * top[b, pool.texts[a].language]
        if near_a and near_b:
            parent[root(a)] = root(b)
    return {at: root(at) for at in chosen}


def _ranked_few(pool: Pool, at: int, language: str) -> list[tuple[float, int]]:
    fitted = model()
    query = pool.anchored[at]
    found = pool.candidates(query, language, 6)
    scored = [(fitted.logit(features(query, pool.anchored[other])), other) for other in found]
    return sorted(scored, key=lambda one: (-one[0], one[1]))


def _stored_candidates(pool: Pool) -> dict[str, float]:
    """How often the index of the database names the partner, and how long it takes."""
    connection = sqlite3.connect(":memory:")
    for statement in ANCHOR_INDEX:
        connection.execute(statement)
    background = standing_background()
    found = (Anchored(at, one.language, pool.anchored[at].weights) for at, one in enumerate(pool.texts))
    add_anchors(connection, found, background)
    named: dict[str, list[bool]] = defaultdict(list)
    started = time.perf_counter()
    for a, b in _queries(pool.texts, "whole")[:1_200]:
        one, other = pool.texts[a], pool.texts[b]
        found = anchor_candidates(
            connection, one.language, pool.anchored[a].weights, background, targets=[other.language]
        )
        named["held" if held_back(one.story) else "dev"].append(any(c.version_id == b for c in found))
    figures = {f"{which}.stored_candidates": sum(hits) / len(hits) for which, hits in named.items()}
    figures["milliseconds_a_language_queried"] = (time.perf_counter() - started) / 1_200 * 1_000
    return figures


def measure(corpora: Path) -> dict[str, float]:
    texts = [one for corpus in CORPORA for one in load(corpora, corpus)]
    started = time.perf_counter()
    for one in texts[:400]:
        anchors(one.text, one.language)
    figures = {"milliseconds_an_article": (time.perf_counter() - started) / 400 * 1_000}
    pool = Pool(texts)
    shown: list[str] = []
    curve = Reliability()
    for view in QUERIES:
        figures.update(_measure_view(pool, view, shown, curve))
        print(f"   {view} {time.perf_counter() - started:.0f} s", flush=True)
    print("\n".join(["   reliability on the held-back half, candidates of all views:", *curve.lines()]))
    figures["held.calibration_error"] = curve.error()
    for which in ("held", "dev"):
        some = random.Random(f"clusters {which}")
        stories = sorted(
            {one.story for one in texts if one.corpus == "ntrex" and held_back(one.story) == (which == "held")}
        )
        wanted = set(some.sample(stories, min(len(stories), 25)))
        languages = {"en", *some.sample(sorted({one.language for one in texts if one.corpus == "ntrex"}), 9)}
        chosen = [at for at, one in enumerate(texts) if one.story in wanted and one.language in languages]
        figures[f"{which}.b_cubed"] = b_cubed(clustered(pool, chosen), {at: texts[at].story for at in chosen})
    releases = [
        at
        for at, one in enumerate(texts)
        if one.corpus == "pr-xling"
        and one.language in PRESS_LANGUAGES
        and len(one.text) > 600
        and not re.match("ruby", one.story)
    ]
    releases = random.Random(8).sample(releases, min(400, len(releases)))
    figures["releases.b_cubed"] = b_cubed(clustered(pool, releases), {at: texts[at].story for at in releases})
    print(f"   all {time.perf_counter() - started:.0f} s")
    figures.update(_stored_candidates(pool))
    if shown:
        Path(os.environ["SYNDICHECK_EVAL_MISSES"]).write_text("\n".join(shown), encoding="utf-8")
    return figures
