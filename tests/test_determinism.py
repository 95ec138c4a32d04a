"""The same articles give the same database after ``reindex``: in any order, on any number of processes."""

from __future__ import annotations

import random
from pathlib import Path

from tests import newsroom

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.pipeline import reindex
from syndicheck.store.dump import canonical_dump
from syndicheck.workers import WORKERS_FROM


def derived(path: Path, seed: int, jobs: int) -> list[str]:
    records = newsroom.week_of_news(stories=50)
    assert len(records) >= WORKERS_FROM, "too few for worker processes to take part"
    random.Random(seed).shuffle(records)
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database, jobs=jobs)
        reindex(database, jobs=jobs)
        return list(canonical_dump(database.connection))


def test_any_order_on_one_two_and_three_processes(tmp_path: Path) -> None:
    one, two, three = (derived(tmp_path / f"{jobs}.db", seed=jobs, jobs=jobs) for jobs in (1, 2, 3))
    assert sum(line.startswith('["story"') for line in one) == 50
    assert two == one
    assert three == one
