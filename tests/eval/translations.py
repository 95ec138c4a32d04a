"""The same story in other languages: best-ranked partner, one threshold, cut texts, candidates.

Queries are drawn by a seed from all ordered language pairs of a story. What is measured is what an ingest does: the
database's index names at most 50 texts of the other language out of four corpora, a dozen that are no copies of each
other are compared, guards and model decide; weights are those of the package. Half of the stories (``held``) were never
seen in training; ``dev`` is the other half. Identifiers, addresses, outlets and dates of the records are not used.
"""

from __future__ import annotations

import os
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy  # noqa: F401  as in an ingest: with it all candidates are looked at together, and unlikely ones less closely
from tests.eval._translated import Pool, Text, cut_text, held_back, load
from tests.eval.gate import Figure

from syndicheck.fingerprint.anchors import anchors
from syndicheck.linking import different
from syndicheck.matching.contrast import judge_among
from syndicheck.matching.translation import AnchoredText, primary

CORPORA = ("ntrex", "xling-wmt21", "pr-xling", "daniel")
INPUTS = tuple(f"{name}/docs.jsonl.gz" for name in CORPORA)
SEED_LANGUAGES = "en ko ja ar zh-CN zh-TW vi th id ms de ru fr es pt".split()
WEAK = "ar fa he hi ko zh-CN".split()
CANDIDATES = 50
QUERIES = {"whole": 1_200, "half": 600, "first3": 900}

_SOURCE = "issue 5: translations without downloaded weights"
FIGURES: dict[str, Figure] = {}
for _half in ("held", "dev"):
    for _view in QUERIES:
        for _name in ("r1", "r5"):
            FIGURES[f"{_half}.{_view}.{_name}"] = Figure("min", f"{_SOURCE}, {_view} texts")
    FIGURES[f"{_half}.precision"] = Figure("min", f"{_SOURCE}, frozen threshold")
    FIGURES[f"{_half}.recall"] = Figure("min", f"{_SOURCE}, frozen threshold")
    FIGURES[f"{_half}.candidates"] = Figure("min", f"{_SOURCE}, candidate recall at 50 a language")
    FIGURES[f"{_half}.compared"] = Figure("min", f"{_SOURCE}, the partner is among the dozen compared")
    FIGURES[f"{_half}.first3.r1_weak"] = Figure("min", f"{_SOURCE}, first three lines of ar fa he hi ko zh-CN")
    FIGURES[f"{_half}.calibration_error"] = Figure(
        "max", f"{_SOURCE}, what a probability says against what is, over all views"
    )
FIGURES["held.least_seed_language"] = Figure("min", f"{_SOURCE}, the worst of the seed's languages")


@dataclass(slots=True)
class Tally:
    """What became of the queries of one half and view."""

    queries: int = 0
    first: int = 0
    fifth: int = 0
    named: int = 0
    compared: int = 0
    above: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A text that was compared with a query: place in the pool, verdict, probability and score."""

    at: int
    verdict: str
    chance: float
    score: float


def judged(query: AnchoredText, pool: Pool, named: Sequence[int]) -> list[Judged]:
    """What an ingest says of the candidates of one language that it compares, those with the highest score first.

    The steps are those of ``linking``: the index names, copies of each other are left out, what is left is judged
    together. A guard forbids to say that a text is a translation; which one is the likeliest it does not change.
    """
    places = different(pool.weighed, named)

    def siblings() -> list[AnchoredText]:
        return [pool.anchored[at] for at in different(pool.weighed, pool.siblings(query, CANDIDATES))]

    said = judge_among(query, [pool.anchored[at] for at in places], siblings)
    found = [Judged(at, one.verdict, one.probability, one.score) for at, one in zip(places, said, strict=True)]
    return sorted(found, key=lambda one: (-one.score, one.at))


def _named(query: AnchoredText, language: str, pool: Pool, story: str, partner: int) -> list[int]:
    """Candidates of a language; further versions of the story (``pt`` and ``pt-BR``) are neither right nor wrong."""
    named = pool.candidates(query, language, CANDIDATES + 3)
    return [at for at in named if at == partner or pool.texts[at].story != story][:CANDIDATES]


def _queries(texts: list[Text], view: str) -> list[tuple[int, int]]:
    stories: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(texts):
        if one.corpus in ("ntrex", "xling-wmt21"):
            stories[one.story].append(at)
    pairs = [
        (a, b)
        for members in stories.values()
        for a in members
        for b in members
        if primary(texts[a].language) != primary(texts[b].language)
    ]
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


def _measure_view(pool: Pool, view: str, shown: list[str], curves: dict[str, Reliability]) -> dict[str, float]:
    tallies: dict[tuple[str, ...], Tally] = defaultdict(Tally)
    for a, b in _queries(pool.texts, view):
        one, other = pool.texts[a], pool.texts[b]
        query = pool.anchored[a] if view == "whole" else pool.anchor(cut_text(one, view), one.language)
        named = _named(query, other.language, pool, one.story, b)
        ranked = judged(query, pool, named)
        place = next((n for n, found in enumerate(ranked) if found.at == b), None)
        if place != 0 and os.environ.get("SYNDICHECK_EVAL_MISSES"):
            best = pool.texts[ranked[0].at].id if ranked else ""
            shown.append(f"{view} {one.id} → {other.language}: place {place}, best {best}")
        above = [found.at for found in ranked if found.verdict == "translation"]
        which = "held" if held_back(one.story) else "dev"
        for found in ranked:
            if found.verdict in ("translation", "related") or found.chance:
                curves[which].add(found.chance, found.at == b)
        groups = [(which,)]
        groups += [(which, "seed", code) for code in {one.language, other.language} if code in SEED_LANGUAGES]
        groups += [(which, "weak")] if one.language in WEAK or other.language in WEAK else []
        groups += [("language", code) for code in {one.language, other.language}]
        for group in groups:
            tally = tallies[group]
            tally.queries += 1
            tally.first += place == 0
            tally.fifth += place is not None and place < 5
            tally.named += b in named
            tally.compared += place is not None
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
            figures[f"{which}.candidates"] = tally.named / tally.queries
            figures[f"{which}.compared"] = tally.compared / tally.queries
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


def measure(corpora: Path) -> dict[str, float]:
    texts = [one for corpus in CORPORA for one in load(corpora, corpus)]
    started = time.perf_counter()
    for one in texts[:400]:
        anchors(one.text, one.language)
    figures = {"milliseconds_an_article": (time.perf_counter() - started) / 400 * 1_000}
    pool = Pool(texts)
    shown: list[str] = []
    curves = {"held": Reliability(), "dev": Reliability()}
    for view in QUERIES:
        figures.update(_measure_view(pool, view, shown, curves))
        print(f"   {view} {time.perf_counter() - started:.0f} s", flush=True)
    for which, curve in curves.items():
        print("\n".join([f"   reliability on the half {which}, candidates of all views:", *curve.lines()]))
        figures[f"{which}.calibration_error"] = curve.error()
    print(f"   all {time.perf_counter() - started:.0f} s")
    if shown:
        Path(os.environ["SYNDICHECK_EVAL_MISSES"]).write_text("\n".join(shown), encoding="utf-8")
    return figures
