"""The same articles give the same database after ``reindex``: in any order, on any number of processes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom

from syndicheck import Database, workers
from syndicheck.api import ingest
from syndicheck.pipeline import reindex
from syndicheck.store import postings
from syndicheck.store.dump import canonical_dump


def derived(path: Path, seed: int, jobs: int, news: int) -> list[str]:
    records = newsroom.week_of_news(stories=news)
    assert len(records) >= workers.WORKERS_FROM, "too few for worker processes to take part"
    random.Random(seed).shuffle(records)
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database, jobs=jobs)
        reindex(database, jobs=jobs)
        return [*canonical_dump(database.connection), *anchor_lists(database.connection)]


def anchor_lists(connection: sqlite3.Connection) -> Iterator[str]:
    """The index that names translations: it is read from the beginning of each list, so their order counts."""
    keys = dict(
        connection.execute(
            "SELECT s.id, a.key || v.text_hash FROM sketches s JOIN article_versions v ON v.id = s.version_id"
            " JOIN articles a ON a.id = v.article_id"
        )
    )
    for value, sketch_ids in postings.every(connection):
        yield f"anchor {value} {' '.join(keys[one] for one in sketch_ids)}"


@pytest.mark.parametrize(
    ("jobs", "news"), [(3, 12), *(pytest.param(jobs, 50, marks=pytest.mark.slow) for jobs in (2, 3))]
)
def test_any_order_on_any_number_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, news: int
) -> None:
    if news < 50:  # of so few the program would make nothing of more processes
        monkeypatch.setattr(workers, "WORKERS_FROM", 10)
    one, many = (derived(tmp_path / f"{number}.db", number, number, news) for number in (1, jobs))
    assert sum(line.startswith('["story"') for line in one) == news
    assert many == one


def test_of_matches_that_are_equally_good_the_same_are_kept_in_any_order(tmp_path: Path) -> None:
    """Each outlet adds a line of its own, so that all are as near to each other; a few matches of each are kept."""
    story = (
        "Kommunstyrelsen i Norrvik beslutade på måndagen att stänga isbanan två veckor tidigare än planerat.\n\n"
        "Elkostnaderna har stigit med 38 procent sedan i höstas, säger förvaltningschefen Ines Halvorsen, och de 410 "
        "barn som spelar i klubben erbjuds i stället tider i grannkommunen Almstadt.\n\nKlubbens ordförande Per "
        "Ekwall kallar beslutet förhastat. En namninsamling har på tre dagar fått 2 150 underskrifter."
    )
    records = [
        newsroom.record(n, f"{story}\n\n{newsroom.sentence(random.Random(n))}", f"o{n}.example", lang="sv")
        for n in range(12)
    ]
    found = []
    for seed in (1, 2, 3):
        random.Random(seed).shuffle(records)
        with Database(tmp_path / f"{seed}.db", write=True) as database:
            ingest(newsroom.jsonl(tmp_path / f"{seed}.jsonl", records), database)
            reindex(database)
            found.append(list(canonical_dump(database.connection)))
    assert sum(line.startswith('["match"') for line in found[0]) < 12 * 11 / 2
    assert found[0] == found[1] == found[2]


@pytest.mark.slow
@pytest.mark.parametrize("between", [False, True], ids=["", "derived again in between"])
def test_articles_in_many_languages_may_come_in_any_number_of_runs(
    tmp_path: Path, corpus_rows: Callable[[str], Iterator[dict[str, Any]]], between: bool
) -> None:
    """A text is compared with what came before it, whatever came in together with it."""
    records = list(islice(corpus_rows("pr-xling/docs"), 600))
    random.Random(5).shuffle(records)
    found = []
    for runs in (2, 5):
        with Database(tmp_path / f"{runs}.db", write=True) as database:
            ingest(newsroom.jsonl(tmp_path / f"{runs}.jsonl", records[:200]), database, jobs=2)
            if between:
                reindex(database, jobs=2)
            for number in range(1, runs):
                part = [200 + (len(records) - 200) * n // (runs - 1) for n in (number - 1, number)]
                some = records[slice(*part)]
                ingest(newsroom.jsonl(tmp_path / f"{runs}-{number}.jsonl", some), database, jobs=2)
            found.append(list(canonical_dump(database.connection)))
    assert sum('"translation"' in line for line in found[0]) > 100
    assert found[0] == found[1]
