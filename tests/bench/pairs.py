"""``python -m tests.bench.pairs``: raw text to verified pairs at resemblance 0.7, one process, against other libraries.

Each peer is used as its own documentation shows, in an environment of its own that is made on first use (``.bench``).
Every tool is measured against the exact pairs under its own shingles, found by brute force, so that nobody is blamed
for cutting words otherwise; text-dedup answers with clusters, of which all pairs count. The time is that of the
processor from texts in memory to pairs, imports not counted; rounds alternate, medians are reported.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.bench.figures import print_figures
from tests.bench.generated import articles
from tests.conftest import corpora_folder

THRESHOLD = 0.7
ENVIRONMENTS = Path(".bench")
PEERS = (("datasketch==2.0.0", "rensa==0.5.0"),)
# its own list asks for Spark and for a model that its MinHash does not use
TEXT_DEDUP = (
    ("--no-deps", "text-dedup==0.4.0"),
    tuple("bitarray click click-option-group datasets fire ftfy psutil regex rich scipy tqdm xxhash".split()),
)
"""What is installed into the environments of peers, one call of pip after the other."""

OURS = """
from syndicheck.matching.nearduplicates import near_duplicates
near_duplicates(texts[:20])  # tables are made once a process
def pairs(texts, threshold):
    return [(pair.a, pair.b) for pair in near_duplicates(texts, threshold)]
"""

COMPILED = """
from syndicheck.matching.nearduplicates import near_duplicates
near_duplicates(texts[:20], compiled=True)  # loaded, and made on first use
def pairs(texts, threshold):
    return [(pair.a, pair.b) for pair in near_duplicates(texts, threshold, compiled=True)]
"""

DATASKETCH = """
from datasketch import MinHash, MinHashLSH
def pairs(texts, threshold):
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    found = []
    for number, text in enumerate(texts):
        words = text.lower().split()
        minhash = MinHash(num_perm=128)
        for shingle in {" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))}:
            minhash.update(shingle.encode("utf-8"))
        found += [(other, number) for other in lsh.query(minhash)]
        lsh.insert(number, minhash)
    return found
"""

DATASKETCH_BATCH = """
from datasketch import MinHash, MinHashLSH
def pairs(texts, threshold):
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    found = []
    for number, text in enumerate(texts):
        words = text.lower().split()
        minhash = MinHash(num_perm=128)
        minhash.update_batch([" ".join(words[i:i + 5]).encode("utf-8") for i in range(max(1, len(words) - 4))])
        found += [(other, number) for other in lsh.query(minhash)]
        lsh.insert(number, minhash)
    return found
"""

RENSA = """
from rensa import RMinHash, RMinHashLSH
def pairs(texts, threshold):
    lsh = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=16)
    hashes = []
    for number, text in enumerate(texts):
        words = text.lower().split()
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update([" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))])
        lsh.insert(number, minhash)
        hashes.append(minhash)
    found = []
    for number, minhash in enumerate(hashes):
        for other in lsh.query(minhash):
            if other > number and minhash.jaccard(hashes[other]) >= threshold:
                found.append((number, other))
    return found
"""

TEXT_DEDUP_MINHASH = """
import os, tempfile
from collections import defaultdict
from itertools import combinations
from text_dedup import minhash
def pairs(texts, threshold):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "texts.jsonl")
        with open(source, "w", encoding="utf-8") as out:
            out.writelines(json.dumps({"text": text}) + "\\n" for text in texts)
        minhash.main(
            ["--path", "json", "--data_files", source, "--split", "train", "--column", "text", "--ngram", "5",
             "--min_length", "1", "--num_perm", "128", "--threshold", str(threshold), "--num_proc", "1",
             "--cache_dir", os.path.join(folder, "cache"), "--output", os.path.join(folder, "kept")],
            standalone_mode=False,
        )
    clusters = defaultdict(list)
    for number in range(len(texts)):
        clusters[minhash.uf.find(number)].append(number)
    return [pair for members in clusters.values() for pair in combinations(members, 2)]
"""

RUN = """
import json, resource, sys
def used():
    parts = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in parts)
texts = json.load(open(sys.argv[1], encoding="utf-8"))
{body}
started = used()
found = pairs(texts, float(sys.argv[2]))
seconds = used() - started
json.dump({{"seconds": seconds, "pairs": [list(pair) for pair in found]}}, open(sys.argv[3], "w"))
"""


def environment(name: str, installed: Sequence[Sequence[str]]) -> str:
    """The interpreter of an environment of peers, which is made when it is not there."""
    folder = ENVIRONMENTS / name
    python, made = folder / "bin" / "python", folder / "made"
    if not made.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        for arguments in installed:
            subprocess.run(
                [str(python), "-m", "pip", "install", "--quiet", "--no-warn-conflicts", *arguments], check=True
            )
        made.touch()
    return str(python)


def run(python: str, body: str, path: Path) -> tuple[float, set[tuple[int, int]]]:
    """Seconds of the process and those it waited for, and the pairs found."""
    told = path.with_name("found.json")
    command = [python, "-c", RUN.format(body=body), str(path), str(THRESHOLD), str(told)]
    subprocess.run(command, capture_output=True, check=True, env={**os.environ, "HF_HUB_OFFLINE": "1"})
    answer: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return answer["seconds"], {(min(a, b), max(a, b)) for a, b in answer["pairs"]}


def exact(sets: Sequence[frozenset[Any]]) -> set[tuple[int, int]]:
    """All pairs at the threshold: every pair that shares a shingle is counted."""
    holders: defaultdict[Any, list[int]] = defaultdict(list)
    for number, shingles in enumerate(sets):
        for shingle in shingles:
            holders[shingle].append(number)
    common: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        common.update(combinations(numbers, 2))
    return {(a, b) for (a, b), shared in common.items() if shared >= THRESHOLD * (len(sets[a]) + len(sets[b]) - shared)}


def words(text: str) -> frozenset[Any]:
    """The shingles of the peers' recipes."""
    parts = text.lower().split()
    return frozenset(tuple(parts[i : i + 5]) for i in range(max(1, len(parts) - 4)))


def letters(text: str) -> frozenset[Any]:
    """The shingles of text-dedup: what stands between other characters than letters, nothing included."""
    parts = re.split(r"\W", text.lower())
    return frozenset(tuple(parts[i : i + 5]) for i in range(max(1, len(parts) - 4)))


def tokens(text: str) -> frozenset[Any]:
    """Our shingles."""
    from syndicheck.text import tokenise

    keys = tokenise(text).keys
    return frozenset(tuple(keys[i : i + 5]) for i in range(max(1, len(keys) - 4)))


def main() -> int:
    """Prints a table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pairs", description=__doc__)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    texts = [row["text"] for row in articles(corpora, options.articles)]
    peers = environment("peers", PEERS)
    tools = {
        "syndicheck": (sys.executable, OURS, tokens),
        "syndicheck, compiled": (sys.executable, COMPILED, tokens),
        "datasketch, as documented": (peers, DATASKETCH, words),
        "datasketch, update_batch": (peers, DATASKETCH_BATCH, words),
        "rensa": (peers, RENSA, words),
        "text-dedup": (environment("text-dedup", TEXT_DEDUP), TEXT_DEDUP_MINHASH, letters),
    }
    truth = {kind: exact([kind(text) for text in texts]) for kind in (tokens, words, letters)}
    seconds: dict[str, list[float]] = defaultdict(list)
    found: dict[str, set[tuple[int, int]]] = {}
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        for _ in range(options.rounds):
            for name, (python, body, _) in tools.items():
                took, found[name] = run(python, body, path)
                seconds[name].append(took)
    ours = statistics.median(seconds["syndicheck"])
    figures = {}
    for name, (_, _, kind) in tools.items():
        right = len(found[name] & truth[kind])
        figures[name] = {
            "texts": len(texts),
            "texts a second": len(texts) / statistics.median(seconds[name]),
            "times as long": statistics.median(seconds[name]) / ours,
            "recall": right / len(truth[kind]),
            "precision": right / max(1, len(found[name])),
        }
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
