"""``python -m tests.bench.check --articles 10000``: how long an editor waits for the check of one draft.

The whole process, as it is started by a content system, against a bare ``python -c pass`` of the same interpreter: a
draft of about 2 kB, once copied from an article that is held and once not held at all, against so many generated
articles of one language. Printed are the least of several runs of each, by the clock and of the processor (a busy
machine makes the first meaningless), and the memory. Modules are compiled before, as installing them does, and what is
kept between runs is there; the process runs in the folder of the draft, where there is no policy.
``--database FILE`` takes a database that ``tests.bench.growth --keep FILE`` made, so that a million articles need not
be ingested twice. ``--translations`` also checks an English text against its translations into all the languages of the
corpus ``ntrex``.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from tests.bench.figures import print_figures
from tests.bench.generated import articles
from tests.bench.growth import ingest
from tests.conftest import corpora_folder
from tests.eval._ingested import rows as texts

ROUNDS = 9
CHARACTERS = 2_000


FROM_A_SMALL_PROCESS = """
import os, sys
nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)
print(os.wait4(process, 0)[2].ru_maxrss)
"""
"""A process begins with the memory of the one that starts it, and the system remembers that: this one is large."""


def least(command: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and megabytes, the least of some runs.

    Raises ``RuntimeError`` when the command could do nothing: a refusal is quick, and no figure.
    """
    wall = processor = float("inf")
    # an installed program is compiled once
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(ROUNDS):
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=folder
        )
        _, status, used = os.wait4(process.pid, 0)
        if (code := os.waitstatus_to_exitcode(status)) not in (0, 1):
            raise RuntimeError(f"exit code {code} of: {' '.join(command)}")
        wall = min(wall, time.perf_counter() - started)
        processor = min(processor, used.ru_utime + used.ru_stime)
    small = [sys.executable, "-c", FROM_A_SMALL_PROCESS, *command]
    memory = subprocess.run(small, stdout=subprocess.PIPE, text=True, check=True, env=environment, cwd=folder).stdout
    return wall, processor, int(memory) / 1024


def _checked(text: str, database: Path, articles: int, bare: float, folder: Path) -> dict[str, float]:
    path = folder / "draft.txt"
    path.write_text((text * 3)[:CHARACTERS] if len(text) < CHARACTERS else text[:CHARACTERS], encoding="utf-8")
    wall, processor, memory = least(
        [sys.executable, "-m", "syndicheck", "check", str(path), "--db", str(database.resolve())], folder
    )
    return {
        "articles": articles,
        "ms": 1000 * wall,
        "processor ms": 1000 * processor,
        "times bare": processor / bare,
        "MB": memory,
    }


def main() -> int:
    """Prints figures, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.check", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--translations", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as name:
        folder = Path(name)
        database = options.database or folder / "held.db"
        if options.database is None:
            ingest(database, islice(articles(corpora, options.articles), options.articles), folder, options.jobs)
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        (held,) = connection.execute(
            "SELECT text FROM article_versions ORDER BY id LIMIT 1 OFFSET ?", (count // 2,)
        ).fetchone()
        other = next(articles(corpora, 1, seed=4711))["text"]
        drafts = {"copied": held, "not held": other}
        bare = least([sys.executable, "-c", "pass"], folder)
        figures = {"bare Python": {"articles": count, "ms": 1000 * bare[0], "processor ms": 1000 * bare[1]}}
        for label, text in drafts.items():
            figures[f"draft {label}"] = _checked(text, database, count, bare[1], folder)
        if options.translations:
            rows = list(texts(corpora / "ntrex/docs.jsonl.gz"))
            english = next(row["text"] for row in rows if row["lang"] == "en" and len(row["text"]) >= CHARACTERS)
            held = [row for row in rows if not row["lang"].startswith("en")]
            ingest(folder / "translations.db", held, folder, options.jobs)
            figures["translation"] = _checked(english, folder / "translations.db", len(held), bare[1], folder)
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
