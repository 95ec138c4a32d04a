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
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from rapidfuzz.distance import LCSseq
from tests.bench.figures import print_figures
from tests.bench.generated import articles
from tests.conftest import corpora_folder

from syndicheck.matching.reuse import Prepared, compare, prepare

CHARACTERS = 10_000
SEED = 3


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
    taken: list[float] = []
    prepared = []
    for texts in made:
        started = time.process_time()
        prepared.append((prepare(texts[0], ()), prepare(texts[1], ())))
        taken.append((time.process_time() - started) / 2)
    figures = {"preparing one text": {"ms": 1_000 * statistics.median(taken)}}
    tools: dict[str, Callable[[Prepared, Prepared], float]] = {
        "syndicheck": ours,
        "rapidfuzz LCS": with_rapidfuzz,
        "difflib": with_difflib,
    }
    for name, tool in tools.items():
        for round_ in ("", ", again") if tool is ours else ("",):
            times, found = [], []
            for a, b in prepared:
                started = time.process_time()
                found.append(tool(a, b))
                times.append(time.process_time() - started)
            figures[name + round_] = {
                "ms": 1_000 * statistics.median(times),
                "found of the copy": statistics.mean(found),
            }
    for name in (name for name in figures if "found of the copy" in figures[name]):
        figures[name]["times as long"] = figures[name]["ms"] / figures["syndicheck"]["ms"]
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
