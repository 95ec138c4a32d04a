"""What the candidate step proposes, against exact copied words of all pairs of 13,000 bodies.

The oracle takes every pair of different bodies (marks left out) that share at least one run of eight equal words:
nothing is sampled and nothing is left out because it is common. For each text it walks through the inverted index of
all 8-grams and counts, for every longer text, which of its own words lie in a shared 8-gram: those are the words in
equal runs of eight and more, by the definition of *copied* (words in the gaps between runs do not count here). Only one
text's share of the index is in memory at a time.

Equal bodies are found by their hash and compared through the first of them; here they stand once. The few texts in
scripts without blanks are left out.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.eval._ingested import rows
from tests.eval._stored import store
from tests.eval.gate import Figure
from tests.eval.percentages import confirmed

INPUTS = ("pr-archive/docs.jsonl.gz", "senate/docs.jsonl.gz", "senate/pairs.jsonl.gz")

SENATE_EVERY = 8
"""Of the senate corpus: all texts that a label names, and every eighth."""

SEED = 13

LEAST_WORDS = 60
"""Copied words from which a pair counts."""

CONTAINMENTS = {"030": 0.3, "015": 0.15}
"""Copied part of the shorter body from which a pair counts, by the name it has in the figures."""

FIGURES = {
    "bodies": Figure("min", "acceptance: at least 10,000 articles", limit=10_000),
    "recall_at_030": Figure("min", "acceptance: pairs with 60 copied words, 30 % of the shorter body", limit=0.99),
    "recall_at_015": Figure("min", "acceptance: pairs with 60 copied words, 15 % of the shorter body", limit=0.97),
    "most_candidates": Figure("max", "design: a text is compared with at most 200 others", limit=200),
    "mean_candidates": Figure("max", "candidates are what a run costs"),
    "precision": Figure("min", "acceptance: precision of matches against the exact oracle", limit=0.99),
    "kept_although_stopped": Figure("min", "texts that join nothing only because comparing stopped"),
}

CROWDED = 150
"""Texts with more candidates than are compared, for which all are."""

RUN = 8
"""Words of an equal run that count as copied."""

_BASE = 0xBB67AE8584CAA73B


@dataclass(frozen=True, slots=True)
class TruePair:
    """Numbers of two texts, the one with fewer words first; words of that one that are copied, and their part of it."""

    shorter: int
    longer: int
    words: int
    containment: float


def measure(corpora: Path) -> dict[str, float]:
    """Recall by containment, and how many candidates that takes."""
    with tempfile.TemporaryDirectory(prefix="syndicheck-eval-") as folder:
        database = Path(folder) / "corpus.db"
        _store(corpora, Path(folder) / "corpus.jsonl", database)
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        try:
            sketch_ids, bodies = _bodies(connection)
            proposed = _proposed(connection, sketch_ids)
            precision = _precision(connection, proposed)
            kept = _kept_although_stopped(connection, proposed)
        finally:
            connection.close()
    counts = [len(others) for others in proposed.values()]
    pairs = {frozenset((sketch_id, other)) for sketch_id, others in proposed.items() for other in others}
    true = [
        (frozenset((sketch_ids[p.shorter], sketch_ids[p.longer])), p.containment)
        for p in copied_pairs(bodies, LEAST_WORDS)
    ]
    figures: dict[str, float] = {"bodies": len(bodies)}
    for name, least in CONTAINMENTS.items():
        asked = [pair for pair, containment in true if containment >= least]
        figures[f"pairs_at_{name}"] = len(asked)
        figures[f"recall_at_{name}"] = sum(pair in pairs for pair in asked) / len(asked)
    figures["pairs_at_any"] = len(true)
    figures["recall_at_any"] = sum(pair in pairs for pair, _ in true) / len(true)
    figures["most_candidates"] = max(counts)
    figures["mean_candidates"] = sum(counts) / len(counts)
    figures["precision"] = precision
    figures["kept_although_stopped"] = kept
    return figures


def copied_pairs(texts: Sequence[Sequence[str]], least: int) -> Iterator[TruePair]:
    """All pairs of texts (as words) in which at least ``least`` words of the shorter lie in equal runs of eight.

    Equal are 8-grams with equal 64-bit hashes. ``least`` is at least eight. Of two texts of one length the first counts
    as the shorter.
    """
    import numpy as np

    order = sorted(range(len(texts)), key=lambda number: (len(texts[number]), number))
    grams = [_gram_hashes(texts[number]) for number in order]
    # the inverted index: hash after hash, the texts that have it, by rank of length
    distinct = [np.unique(hashes) for hashes in grams]
    index = np.concatenate(distinct) if distinct else np.zeros(0, np.uint64)
    ranks = np.repeat(np.arange(len(distinct), dtype=np.int32), [len(hashes) for hashes in distinct])
    by_hash = np.lexsort((ranks, index))
    index, ranks = index[by_hash], ranks[by_hash]
    for rank, hashes in enumerate(grams):
        length = len(texts[order[rank]])
        if length < least:
            continue
        first, last = np.searchsorted(index, hashes, "left"), np.searchsorted(index, hashes, "right")
        places = np.nonzero(last - first > 1)[0]
        first, sizes = first[places], (last - first)[places]
        if not len(places):
            continue
        # every (place in this text, longer text) whose 8-gram is shared
        begins = np.repeat(first - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        others = ranks[begins + np.arange(len(begins))]
        positions = np.repeat(places, sizes)
        longer = others > rank
        others, positions = others[longer], positions[longer]
        if not len(others):
            continue
        by_other = np.argsort(others, kind="stable")  # the places of each stay ascending
        others, positions = others[by_other], positions[by_other]
        # each 8-gram adds the words up to the next one's first, at most eight
        is_last = np.append(others[1:] != others[:-1], True)
        added = np.where(is_last, RUN, np.minimum(RUN, np.append(positions[1:] - positions[:-1], 0)))
        words = np.bincount(others, weights=added, minlength=len(texts)).astype(np.int64)
        for other in np.nonzero(words >= least)[0].tolist():
            copied = int(words[other])
            yield TruePair(order[rank], order[other], copied, copied / length)


_numbers: dict[str, int] = {}


def _gram_hashes(keys: Sequence[str]) -> object:
    """A 64-bit hash for each run of eight words: a polynomial of numbers drawn at random, one a word."""
    import numpy as np

    count = max(0, len(keys) - RUN + 1)
    values = np.array([_number(key) for key in keys], dtype=np.uint64)
    hashes = np.zeros(count, np.uint64)
    for offset in range(RUN):
        hashes *= np.uint64(_BASE)
        hashes += values[offset : offset + count]
    return hashes


def _number(key: str) -> int:
    found = _numbers.get(key)
    if found is None:
        found = _numbers[key] = random.Random(key).getrandbits(64)
    return found


def _store(corpora: Path, source: Path, database: Path) -> None:
    """Marks, bodies and indexes as ``ingest`` makes them, without comparing anything."""
    labelled = {pair[side] for pair in rows(corpora / INPUTS[2]) for side in ("a", "b")}
    with source.open("w", encoding="utf-8") as lines:
        for name in INPUTS[:2]:
            for number, row in enumerate(rows(corpora / name)):
                if name == INPUTS[0] or row["id"] in labelled or number % SENATE_EVERY == 0:
                    lines.write(json.dumps(row) + "\n")
    store(source, database)


def _bodies(connection: sqlite3.Connection) -> tuple[list[int], list[list[str]]]:
    """The sketches that stand in the index, and the words of their bodies."""
    from syndicheck.model.spans import TextKind
    from syndicheck.store.texts import load_texts
    from syndicheck.text import tokenise

    found: list[int] = []
    bodies: list[list[str]] = []
    for sketch_id, version_id in connection.execute(
        "SELECT id, version_id FROM sketches WHERE representative_id = id ORDER BY id"
    ).fetchall():
        stored = load_texts(connection, [version_id])[version_id]
        tokens = tokenise(stored.text, sorted(mark.span for mark in stored.marks if mark.kind is TextKind.BODY))
        if not tokens.unspaced:
            found.append(sketch_id)
            bodies.append([sys.intern(key) for key in tokens.keys])
    return found, bodies


def _proposed(connection: sqlite3.Connection, sketch_ids: Sequence[int]) -> dict[int, list[int]]:
    """The candidates of each text, which asks for earlier ones as in a run."""
    from syndicheck.store.candidates import candidates
    from syndicheck.store.sketches import load_sketch

    return {
        sketch_id: [c.sketch_id for c in candidates(connection, load_sketch(connection, sketch_id), before=sketch_id)]
        for sketch_id in sketch_ids
    }


def _precision(connection: sqlite3.Connection, proposed: dict[int, list[int]]) -> float:
    """Part of the matches among all candidate pairs that the plain definition of *copied* confirms."""
    from syndicheck.linking import TextCache
    from syndicheck.matching.reuse import compare
    from syndicheck.store.sketches import version_of

    cache = TextCache(connection)
    found: list[bool] = []
    for pair in ((sketch_id, other) for sketch_id, others in proposed.items() for other in others):
        versions = [version_of(connection, sketch_id) for sketch_id in pair]
        texts = cache.get(versions)
        a, b = (texts[version][1] for version in versions)
        if compare(a, b).joins:
            found.append(confirmed(a, b))
            if not found[-1]:
                print(f"   a match that the oracle does not confirm: {a.text[:60]!r} | {b.text[:60]!r}")
    return sum(found) / len(found)


def _kept_although_stopped(connection: sqlite3.Connection, proposed: dict[int, list[int]]) -> float:
    """Of texts with more candidates than patience, those that join one of them at all: part that does in a run too."""
    from syndicheck.linking import PATIENCE, TextCache, link
    from syndicheck.matching.reuse import compare
    from syndicheck.store.sketches import version_of

    crowded = [sketch_id for sketch_id, others in proposed.items() if len(others) > PATIENCE]
    cache = TextCache(connection)
    kept: list[bool] = []
    for sketch_id in random.Random(SEED).sample(crowded, min(CROWDED, len(crowded))):
        version, *others = (version_of(connection, one) for one in (sketch_id, *proposed[sketch_id]))
        texts = cache.get([version, *others])
        if any(compare(texts[version][1], texts[other][1]).joins for other in others):
            kept.append(any(linked.match.joins for linked in link(connection, cache, [sketch_id]).found))
    return sum(kept) / len(kept) if kept else 1.0
