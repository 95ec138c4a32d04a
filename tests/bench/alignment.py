"""``python -m tests.bench.alignment``: two texts of 10 kB, one a shuffled and edited copy of the other.

Ours is the whole comparison (passages, shares, facts, class) of two prepared texts, and preparing one. What is looked
up in a text when it is compared the first time (its n-grams, its facts) is kept for the next: both are reported, for an
article is compared with a dozen others. The peers find
equal parts only: ``difflib`` on words, and rapidfuzz's LCS on words. How much of the words that were really kept each
finds is reported beside the time: what was moved is lost on whoever wants everything in order.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from math import inf
from typing import Any, TypeVar

from rapidfuzz.distance import LCSseq
from tests.bench.figures import print_figures
from tests.bench.generated import articles
from tests.conftest import corpora_folder

from syndicheck.matching.reuse import Prepared, compare, prepare

CHARACTERS = 10_000
SEED = 3
ROUNDS = 3
"""Of which the quickest counts, pair by pair."""

PREPARING = "preparing one text"

Given = TypeVar("Given")
Made = TypeVar("Made")


def pair(texts: list[str], rng: random.Random) -> tuple[str, str]:
    """A text and its copy: paragraphs shuffled, every fortieth word exchanged."""
    source = "\n\n".join(texts)[:CHARACTERS]
    paragraphs = source.split("\n\n")
    rng.shuffle(paragraphs)
    words = "\n\n".join(paragraphs).split(" ")
    for place in range(0, len(words), 40):
        words[place] = rng.choice(words)
    return source, " ".join(words)


def _one_of_each_story(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Articles that say different things: a text that repeats itself is no news."""
    seen: set[int] = set()
    for row in rows:
        if row["story"] not in seen:
            seen.add(row["story"])
            yield row


def ours(a: Prepared, b: Prepared) -> float:
    """Share of the copy that is found."""
    return compare(a, b).share_b


def with_difflib(a: Prepared, b: Prepared) -> float:
    """The same, by runs of eight words in the order of both."""
    blocks = difflib.SequenceMatcher(None, a.tokens.keys, b.tokens.keys, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= 8) / len(b.tokens.keys)


def with_rapidfuzz(a: Prepared, b: Prepared) -> float:
    """The same, by the longest common subsequence."""
    blocks = LCSseq.opcodes(a.tokens.keys, b.tokens.keys)
    return sum(op.dest_end - op.dest_start for op in blocks if op.tag == "equal") / len(b.tokens.keys)


def _timed(work: Callable[[Given, Given], Made], a: Given, b: Given) -> tuple[float, Made]:
    started = time.process_time()
    made = work(a, b)
    return time.process_time() - started, made


def main() -> int:
    """Prints a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.alignment", description=__doc__)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    rng = random.Random(SEED)
    rows = _one_of_each_story(articles(corpora, 200 * options.pairs))
    made = [pair([row["text"] for row in islice(rows, 12)], rng) for _ in range(options.pairs)]
    tools: dict[str, Callable[[Prepared, Prepared], float]] = {
        "syndicheck": ours,
        "syndicheck, again": ours,
        "rapidfuzz LCS": with_rapidfuzz,
        "difflib": with_difflib,
    }
    gc.freeze()  # what the corpus left in memory is no part of a comparison
    taken: dict[str, list[float]] = {name: [] for name in (PREPARING, *tools)}
    found: dict[str, list[float]] = {name: [] for name in tools}
    for texts in made:
        least = dict.fromkeys(taken, inf)
        spent, _ = _timed(lambda *two: [prepare(text, ()) for text in two], *texts)
        least[PREPARING] = spent / 2  # the next time its tokens are remembered
        for _ in range(ROUNDS):
            a, b = prepare(texts[0], ()), prepare(texts[1], ())
            for name, tool in tools.items():  # side by side: the machine's pace changes within seconds
                spent, share = _timed(tool, a, b)
                least[name] = min(least[name], spent)
                found[name].append(share)
        for name, spent in least.items():
            taken[name].append(spent)
    figures = {name: {"ms": 1_000 * statistics.median(times)} for name, times in taken.items()}
    for name, shares in found.items():
        figures[name]["found of the copy"] = statistics.mean(shares)
    for name in (name for name in figures if "found of the copy" in figures[name]):
        figures[name]["times as long"] = figures[name]["ms"] / figures["syndicheck"]["ms"]
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
