"""``python -m tests.bench.bulk --articles 5000``: the Spark job against ``ingest``, on the same generated articles.

Reported: seconds, and seconds of all processors, of ``ingest --jobs 1`` and of each stage of ``bulk --engine spark``;
the second are what a machine that others use as well does not change. Of each stage also what its tasks hand to each
other, compressed. The two databases are compared. ``--notice`` puts one paragraph that no catalogue knows under all
articles: its fingerprints are keys that every one of them has.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tests.bench.generated import articles
from tests.conftest import corpora_folder

TICKS = os.sysconf("SC_CLK_TCK")
FILES = 8


NOTICE = (
    "Readers of this service find the map of the district, the hours of the counters and the list of the streets"
    " that are closed this month on the board beside the lift in the hall of the old post building, where the"
    " keeper has laid out a book for remarks. Whoever wants to lend a hand at the summer market should put a name"
    " and a telephone number into the green box before noon on the second Friday, so that tables, tents and lamps"
    " can be counted and brought in time."
)


def inputs(corpora: Path, count: int, folder: Path, notice: bool = False) -> int:
    """Write the articles into some files; returns the characters of their texts."""
    rows = articles(corpora, count)
    size = 0
    for number in range(FILES):
        with (folder / f"articles-{number}.jsonl").open("w", encoding="utf-8") as out:
            for row in islice(rows, -(-count // FILES)):
                if notice:
                    row["text"] += f"\n\n{NOTICE}"
                size += len(row["text"])
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return size


class Processors:
    """What this process and all below it have used, those that have ended included: looked at twice a second."""

    PAUSE = 0.5

    def __init__(self) -> None:
        self._used: dict[tuple[int, str], float] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._look_on, daemon=True).start()

    def seconds(self) -> float:
        """Processor seconds until now."""
        self._look()
        with self._lock:
            return sum(self._used.values())

    def _look_on(self) -> None:
        while True:
            self._look()
            time.sleep(self.PAUSE)

    def _look(self) -> None:
        found = dict(_tree(os.getpid()))
        with self._lock:
            for process, seconds in found.items():
                self._used[process] = max(seconds, self._used.get(process, 0.0))


def _tree(root: int) -> Iterator[tuple[tuple[int, str], float]]:
    """A process and all below it: number and time of start, with the processor seconds of its own."""
    parents: dict[int, list[int]] = {}
    facts: dict[int, tuple[tuple[int, str], float]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            pid = int(entry.name)
            parents.setdefault(int(fields[1]), []).append(pid)
            facts[pid] = ((pid, fields[19]), (int(fields[11]) + int(fields[12])) / TICKS)
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        if pid in facts:
            yield facts[pid]
        waiting += parents.get(pid, ())


class Stages:
    """Notes when each stage begins."""

    def __init__(self, processors: Processors) -> None:
        self._processors = processors
        self.begun: list[tuple[str, float, float, int]] = []
        self.session: Any = None

    def __call__(self, name: str) -> None:
        shuffled = 0 if self.session is None else _shuffled(self.session)
        self.begun.append((name, time.perf_counter(), self._processors.seconds(), shuffled))

    def table(self) -> list[tuple[str, float, float, int]]:
        """Name, seconds, processor seconds and bytes in the shuffle of each stage."""
        return [
            (name, later[1] - wall, later[2] - used, later[3] - shuffled)
            for (name, wall, used, shuffled), later in zip(self.begun, self.begun[1:], strict=False)
        ]


def _shuffled(session: Any) -> int:
    """Bytes that all tasks until now have written for others."""
    context = session.sparkContext
    machine = context._jvm
    quantiles = context._gateway.new_array(machine.double, 0)
    found = context._jsc.sc().statusStore().stageList(None, False, False, quantiles, machine.java.util.ArrayList())
    return sum(int(found.apply(n).shuffleWriteBytes()) for n in range(found.size()))


def main() -> int:
    """Prints a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bulk", description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument(
        "--beside", type=Path, help="the database that tests.bench.growth --keep made of as many articles: no ingest"
    )
    parser.add_argument("--notice", action="store_true", help="put one paragraph of unmarked words under all articles")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    try:
        from syndicheck.bulk import spark
    except ImportError:
        print("bench: skipped. Spark is not here: make test-spark makes an environment with it.")
        return 0
    from tests.faults.examine import everything

    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as name:
        folder = Path(name)
        source = folder / "news"
        source.mkdir()
        size = inputs(corpora, options.articles, source, options.notice)
        alone = options.beside or folder / "alone.db"
        command = [sys.executable, "-m", "syndicheck", "ingest", str(source), "--db", str(alone), "--quiet"]
        processors = Processors()
        began, used = time.perf_counter(), processors.seconds()
        if not options.beside:
            subprocess.run(command, check=True)
        ingest = (time.perf_counter() - began, processors.seconds() - used)
        stages = Stages(processors)
        stages("start of Spark")
        session = stages.session = spark.session(options.master)
        spark.run(session, [str(source)], folder / "spark.db", folder / "work", tell=stages)
        stages("end")
        stages.session = None
        session.stop()
        one, other = Counter(everything(alone)), Counter(everything(folder / "spark.db"))
        apart = [*(one - other).elements(), *(other - one).elements()]
        million = 1_000_000 / options.articles / 3_600
        print(
            f"{options.articles:,} articles of {size / options.articles:,.0f} characters; load {os.getloadavg()[0]:.1f}"
        )
        heads = ("seconds", "processor s", "hours of one processor for a million", "shuffle MB")
        print(f"{'':<18} {heads[0]:>9} {heads[1]:>12} {heads[2]:>38} {heads[3]:>12}")
        table = stages.table()
        whole = [sum(column) for column in zip(*(row[1:] for row in table), strict=True)]
        rows = [*([] if options.beside else [("ingest", *ingest, 0)]), *table, ("Spark in all", *whole)]
        for title, wall, processor, size_moved in rows:
            hours = processor * million
            print(f"{title:<18} {wall:9.1f} {processor:12.1f} {hours:38.1f} {size_moved / 1e6:12.1f}")
        if not options.beside:
            print(f"processor seconds, Spark : ingest   {whole[1] / ingest[1]:.2f}")
        print(f"bytes of the database for a character of text   {alone.stat().st_size / size:.2f}")
        print("the two databases are", f"NOT THE SAME, in {len(apart):,} lines:" if apart else "the same")
        print(*(line[:300] for line in sorted(apart)[:10]), sep="\n")
    return int(bool(apart))


if __name__ == "__main__":
    raise SystemExit(main())
