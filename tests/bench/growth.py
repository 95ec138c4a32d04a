"""``python -m tests.bench.growth --articles 100000``: does ingest keep its pace as the database grows?

Generated articles are ingested in ten runs of the command that users run, into one database. Reported: articles a
second in each tenth, the last over the first, the greatest memory of a run, bytes of the file for each article, and how
long the candidates of one new article take in the end (its time in the database, warm, without reading the program).
``--copies N`` ingests so many copies of one text instead, each at an address of its own, and as many distinct texts
beside it, for the ratio of the two.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tests.bench.generated import articles
from tests.conftest import corpora_folder

TENTHS = 10
QUERIES = 200


def ingest(database: Path, rows: Iterable[dict[str, Any]], folder: Path, jobs: int) -> tuple[int, float]:
    """Number of articles and seconds of one run."""
    path = folder / "articles.jsonl"
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    command = [sys.executable, "-m", "syndicheck", "ingest", str(path), "--db", str(database), "--quiet"]
    started = time.perf_counter()
    subprocess.run([*command, "--jobs", str(jobs)], check=True)
    return count, time.perf_counter() - started


def copies(rows: Iterator[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """So many articles with one text."""
    first = next(rows)
    for number in range(count):
        yield {**first, "id": f"c{number}", "url": f"https://outlet-{number}.example/news/{number}"}


def milliseconds_of_a_query(database: Path, rows: Iterable[dict[str, Any]]) -> tuple[float, float]:
    """Median and 95th percentile of the candidates of new articles, in a process that has asked before."""
    from syndicheck.fingerprint.sketch import sketch
    from syndicheck.store.candidates import candidates
    from syndicheck.store.database import Database
    from syndicheck.text import tokenise

    taken: list[float] = []
    with Database(database) as store:
        for row in rows:
            asked = sketch(tokenise(row["text"]))
            candidates(store.connection, asked)
            started = time.perf_counter()
            candidates(store.connection, asked)
            taken.append(1_000 * (time.perf_counter() - started))
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def main() -> int:
    """Prints a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="write the database here, and leave it")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as name:
        folder = Path(name)
        if options.copies:
            one = ingest(folder / "copies.db", copies(articles(corpora, 1), options.copies), folder, options.jobs)[1]
            many = ingest(folder / "distinct.db", articles(corpora, options.copies), folder, options.jobs)[1]
            print(f"{options.copies:,} copies of one text {one:,.1f} s, as many generated articles {many:,.1f} s")
            print(f"copies : generated      {one / many:.2f}")
            return 0
        database = options.keep or folder / "growth.db"
        rows = articles(corpora, options.articles + QUERIES)
        rates: list[float] = []
        for tenth in range(TENTHS):
            count, seconds = ingest(database, islice(rows, options.articles // TENTHS), folder, options.jobs)
            rates.append(count / seconds)
            print(f"tenth {tenth + 1:>2}  {rates[-1]:8,.0f} articles/s", flush=True)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        size = database.stat().st_size / (options.articles // TENTHS * TENTHS)
        median, high = milliseconds_of_a_query(database, islice(rows, QUERIES))
        print(f"last tenth : first      {rates[-1] / rates[0]:.2f}")
        print(f"greatest memory of one process {memory:,.0f} MB")
        print(f"database                {size:,.0f} bytes an article")
        print(f"candidates of a new article    {median:.1f} ms (95 %: {high:.1f} ms)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
