"""The same articles give the same database after ``reindex``: in any order, on any number of processes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
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


@pytest.mark.parametrize("jobs", [3, pytest.param(2, marks=pytest.mark.slow)])
def test_any_order_on_any_number_of_processes(tmp_path: Path, jobs: int) -> None:
    one, many = (derived(tmp_path / f"{number}.db", seed=number, jobs=number) for number in (1, jobs))
    assert sum(line.startswith('["story"') for line in one) == 50
    assert many == one


@pytest.mark.slow
def test_articles_in_many_languages_may_come_in_any_number_of_runs(
    tmp_path: Path, corpus_rows: Callable[[str], Iterator[dict[str, Any]]]
) -> None:
    """A text is compared with what came before it, whatever came in together with it."""
    records = list(islice(corpus_rows("pr-xling/docs"), 600))
    random.Random(5).shuffle(records)
    found = []
    for runs in (1, 4):
        with Database(tmp_path / f"{runs}.db", write=True) as database:
            for number in range(runs):
                some = records[number * len(records) // runs : (number + 1) * len(records) // runs]
                ingest(newsroom.jsonl(tmp_path / f"{runs}-{number}.jsonl", some), database, jobs=2)
            found.append(list(canonical_dump(database.connection)))
    assert sum('"translation"' in line for line in found[0]) > 100
    assert found[0] == found[1]
