"""``python -m tests.bench``: whole ingest of real releases against datasketch's documented recipe.

The two do not do the same work. datasketch's recipe ends with candidate pairs in memory; ours goes on to exact spans,
stories, first publishers and a file on disk. The ratio says what all that costs; the two recalls say what it buys.
Rounds alternate, medians are reported.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from tests.bench.figures import print_figures
from tests.conftest import corpora_folder
from tests.eval._ingested import ingested, rows, share

from syndicheck.processes import processors

SEED = 7
THRESHOLD = 0.5
"""The recipe's own example value."""

PEER = """
import json, sys
from datasketch import MinHash, MinHashLSH
lsh = MinHashLSH(threshold=float(sys.argv[2]), num_perm=128)
pairs = []
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    words = row["text"].lower().split()
    minhash = MinHash(num_perm=128)
    for shingle in {" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))}:
        minhash.update(shingle.encode("utf-8"))
    pairs += [[other, row["id"]] for other in lsh.query(minhash)]
    lsh.insert(row["id"], minhash)
json.dump(pairs, sys.stdout)
"""


def selection(corpora: Path, count: int) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Articles of labelled pairs first, filled up with others drawn by a fixed seed; and the pairs among them."""
    documents = {row["id"]: row for row in rows(corpora / "senate/docs.jsonl.gz")}
    same = [(p["a"], p["b"]) for p in rows(corpora / "senate/pairs.jsonl.gz") if p["label"] == "same"]
    chosen = dict.fromkeys(key for pair in islice(same, count // 4) for key in pair)
    others = [key for key in documents if key not in chosen]
    random.Random(SEED).shuffle(others)
    keys = [*chosen, *others][:count]
    inside = set(keys)
    return [documents[key] for key in keys], [(a, b) for a, b in same if a in inside and b in inside]


def datasketch(path: Path, pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Seconds of the whole process, and the share of labelled pairs among its candidates."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PEER, str(path), str(THRESHOLD)], capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - started
    found = {frozenset(pair) for pair in json.loads(done.stdout)}
    return seconds, share(frozenset(pair) in found for pair in pairs)


def ours(path: Path, pairs: list[tuple[str, str]], jobs: int = 1) -> tuple[float, float]:
    """Seconds of the whole command, and the share of labelled pairs that are in one story."""
    with ingested(path, jobs=jobs) as run:
        return run.seconds, share(run.same_story(pairs))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    articles, pairs = selection(corpora, options.articles)
    runners: dict[str, Callable[[Path, list[tuple[str, str]]], tuple[float, float]]] = {
        "syndicheck ingest": partial(ours, jobs=processors()),  # what the command does unless told otherwise
        "the same in one process": ours,
        "datasketch recipe": datasketch,
    }
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    recall: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in articles), encoding="utf-8")
        for _ in range(options.rounds):
            for name, runner in runners.items():
                took, recall[name] = runner(path, pairs)
                seconds[name].append(took)
    median = {name: statistics.median(values) for name, values in seconds.items()}
    figures = {
        name: {
            "articles": len(articles),
            "labelled pairs": len(pairs),
            "articles a second": len(articles) / value,
            "times as long": value / median["datasketch recipe"],
            "pairs found": recall[name],
        }
        for name, value in median.items()
    }
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
