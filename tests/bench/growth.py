"""``python -m tests.bench.growth --articles 100000``: does ingest keep its pace as the database grows?

Generated articles are ingested in ten runs of the command that users run, into one database. Reported: articles a
second in each tenth, and for a second of one processor, which a busy machine changes little; the last over the first,
the greatest memory of a run, what the file takes for a character of text, and how long the candidates of one new
article take in the end (its time in the database, warm, without reading the program).
With ``--keep`` the tenths that are done are noted beside the database: the same command goes on behind them, so that a
million need not be made in one night. Of a tenth that was cut off there is no rate.

``--copies N`` ingests so many copies of one text instead, each at an address of its own, and as many distinct texts
beside it, for the ratio of the two. ``--corpus NAME`` takes all texts of a development corpus: generated articles are
shorter than most real ones, have more copies, and exchanged words on purpose, so that more is to be kept of each.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import math
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from tests.bench.figures import print_figures
from tests.bench.generated import articles
from tests.conftest import corpora_folder
from tests.eval._ingested import rows as documents

TENTHS = 10
QUERIES = 200


class Run(Struct, frozen=True):
    """One run of ``ingest``: articles, characters of their texts, seconds, seconds of processors, and the memory of its
    largest process in kB. ``whole``: nothing of it was done before.
    """

    articles: int
    characters: int
    seconds: float
    processor: float
    memory: int
    whole: bool = True

    @property
    def pace(self) -> float:
        """Articles in a second of one processor; none where a part was done by somebody else."""
        return self.articles / self.processor if self.whole else math.nan


class Noted(Struct):
    """What stands beside a database that is being filled: the runs that are done, and whether one more was begun."""

    articles: int
    runs: list[Run] = []
    begun: bool = False


def ingest(database: Path, rows: Iterable[dict[str, Any]], folder: Path, jobs: int, *, whole: bool = True) -> Run:
    """Ingest these articles by the command; not ``whole`` where some of them may be held already."""
    path = folder / "articles.jsonl"
    count = characters = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
            characters += len(row["text"])
    command = [sys.executable, "-m", "syndicheck", "ingest", str(path), "--db", str(database), "--quiet"]
    adopt_orphans()
    used, started = processor_seconds(), time.perf_counter()
    subprocess.run([*command, "--jobs", str(jobs)], check=True)
    seconds = time.perf_counter() - started
    used = processor_seconds() - used
    return Run(count, characters, seconds, used, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, whole)


def adopt_orphans() -> None:
    """Let what a child process started, and left when it ended, become a child of this one: the server of its workers,
    with all that these have used. (``PR_SET_CHILD_SUBREAPER`` of Linux.)
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0)


def processor_seconds() -> float:
    """What all child processes have used, those adopted too; waits until they have ended."""
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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


ANCHORS = ("anchor_postings", "anchored_versions")


def bytes_of(database: Path) -> tuple[int, int | None]:
    """Size of the file, and of it what finds translations; ``None`` where SQLite was built without ``dbstat``."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        places = ",".join("?" * len(ANCHORS))
        try:
            (anchors,) = connection.execute(
                f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({places})", ANCHORS
            ).fetchone()
        except sqlite3.OperationalError:
            anchors = None
    return database.stat().st_size, anchors


GIVEN = ("id", "lang", "outlet", "title", "text", "url", "published")
"""Fields of a development corpus that an outlet gives; others are what people found out about the text."""


def real(path: Path) -> list[dict[str, Any]]:
    """The articles of a development corpus, as ``ingest`` reads them."""
    return [{name: one[name] for name in GIVEN if one.get(name)} for one in documents(path)]


def measured(rows: Iterator[dict[str, Any]], count: int, jobs: int, database: Path, folder: Path) -> dict[str, float]:
    """All figures of ``count`` articles put into a database; the :data:`QUERIES` behind them are asked for.

    Raises:
        SystemExit: the database is being filled with another number of articles.
    """
    runs = filled(database, rows, count, jobs, folder)
    size, anchors = bytes_of(database)
    characters = sum(run.characters for run in runs)
    median, high = milliseconds_of_a_query(database, islice(rows, QUERIES))
    whole = [run for run in runs if run.whole]
    return {
        "articles": sum(run.articles for run in runs),
        "characters of an article": characters / sum(run.articles for run in runs),
        "articles a processor second": sum(run.articles for run in whole) / sum(run.processor for run in whole),
        "last tenth : first, processor seconds": runs[-1].pace / runs[0].pace,
        "MB of one process at most": max(run.memory for run in runs) / 1024,
        "bytes of the file for a character": size / characters,
        **({} if anchors is None else {"the same without anchors": (size - anchors) / characters}),
        "ms for the candidates of a new article": median,
        "the same, 95 %": high,
    }


def filled(database: Path, rows: Iterator[dict[str, Any]], count: int, jobs: int, folder: Path) -> list[Run]:
    """The runs that put ``count`` articles into a database, those of an earlier call among them."""
    path = database.with_name(f"{database.name}.runs.json")
    noted = msgspec.json.decode(path.read_bytes(), type=Noted) if path.exists() else Noted(count)
    if noted.articles != count or ((noted.runs or noted.begun) and not database.exists()):
        raise SystemExit(f"{path} is of another database: delete it, or name another file with --keep.")
    for tenth in range(TENTHS):
        some = islice(rows, count // TENTHS)
        if tenth < len(noted.runs):
            run = noted.runs[tenth]
            deque(some, maxlen=0)
        else:
            whole = not noted.begun
            noted.begun = True
            path.write_bytes(msgspec.json.encode(noted))
            run = ingest(database, some, folder, jobs, whole=whole)
            noted.runs.append(run)
            noted.begun = False
            path.write_bytes(msgspec.json.encode(noted))
        pace = f"{run.articles / run.seconds:8,.0f} articles/s, {run.pace:8,.1f} a processor second"
        print(f"tenth {tenth + 1:>2}  {pace}, {database.stat().st_size / 1e6:8,.0f} MB", file=sys.stderr, flush=True)
    return noted.runs


def copied(corpora: Path, count: int, jobs: int, folder: Path) -> dict[str, float]:
    """As many copies of one text, and distinct texts beside it."""
    one = ingest(folder / "copies.db", copies(articles(corpora, 1), count), folder, jobs)
    many = ingest(folder / "distinct.db", articles(corpora, count), folder, jobs)
    return {
        "copies of one text": count,
        "processor seconds": one.processor,
        "MB of one process at most": one.memory / 1024,
        "the same of as many generated articles": many.processor,
        "copies : generated": one.processor / many.processor,
    }


def main() -> int:
    """Prints figures, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--corpus", help="a folder of the development corpora, as pr-archive, all of it")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="write the database here, leave it, and go on with it")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as name:
        folder = Path(name)
        if options.copies:
            figures = copied(corpora, options.copies, options.jobs, folder)
        else:
            database = options.keep or folder / "growth.db"
            rows: Iterable[dict[str, Any]]
            if options.corpus:
                rows = real(corpora / options.corpus / "docs.jsonl.gz")
                count = (len(rows) - QUERIES) // TENTHS * TENTHS
            else:
                count = options.articles
                rows = articles(corpora, count + QUERIES)
            figures = measured(iter(rows), count, options.jobs, database, folder)
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
