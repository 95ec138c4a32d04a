"""A corpus ingested by the command that users run, for measures that ask the database."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ingested:
    """The open database, what the command said of itself, and how long it took."""

    database: Path
    connection: sqlite3.Connection
    summary: dict[str, Any]
    seconds: float

    def same_story(self, pairs: Iterable[tuple[str, str]]) -> list[bool]:
        """For each pair of record ids, whether both are members of one story."""
        story = dict(
            self.connection.execute(
                "SELECT a.source_id, sa.story_id FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
                " WHERE sa.role = 'member'"
            )
        )
        return [a in story and story[a] == story.get(b) for a, b in pairs]

    def matched(self, pairs: Iterable[tuple[str, str]]) -> list[bool]:
        """For each pair of record ids, whether a match that joins is stored, or both are in one story."""
        pairs = list(pairs)
        stored = {
            frozenset(row)
            for row in self.connection.execute(
                "SELECT a.source_id, b.source_id FROM matches m JOIN articles a ON a.id = m.a_id"
                " JOIN articles b ON b.id = m.b_id"
                " WHERE m.class IN ('verbatim', 'edited', 'excerpt', 'rewrite', 'translation')"
            )
        }
        return [
            together or frozenset(pair) in stored for together, pair in zip(self.same_story(pairs), pairs, strict=True)
        ]


@contextmanager
def ingested(*sources: Path, jobs: int = 2) -> Iterator[Ingested]:
    """Ingest into a database that is thrown away afterwards.

    Raises ``RuntimeError`` with the command's own words when it fails outright; records left out are in the
    summary.
    """
    with tempfile.TemporaryDirectory(prefix="syndicheck-eval-") as folder:
        database = Path(folder) / "corpus.db"
        command = [sys.executable, "-m", "syndicheck", "ingest", *map(str, sources), "--db", str(database)]
        started = time.perf_counter()
        done = subprocess.run(
            [*command, "--jobs", str(jobs), "--json"], capture_output=True, text=True, encoding="utf-8", check=False
        )
        seconds = time.perf_counter() - started
        # a Python traceback ends with 1 as well as a run that left records out
        if done.returncode not in (0, 1) or not done.stdout.strip():
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-2000:]}")
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        try:
            yield Ingested(database, connection, json.loads(done.stdout), seconds)
        finally:
            connection.close()


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped JSON Lines file."""
    import gzip

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def share(flags: Iterable[bool]) -> float:
    """Fraction of true ones; of nothing, not a number."""
    flags = list(flags)
    return sum(flags) / len(flags) if flags else float("nan")
