"""Articles stored and indexed as ``ingest`` does it, but neither compared nor grouped: for measures of single steps."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syndicheck.model.articles import Problem, RawArticle
    from syndicheck.model.prepared import PreparedArticle

CHUNK = 256


def store(source: Path, database: Path, jobs: int = 2) -> None:
    """Read a JSON Lines file into a new database: texts, marks, sketches, indexes."""
    from syndicheck import Database
    from syndicheck.marks.catalogue import configured
    from syndicheck.readers import read
    from syndicheck.store import articles, runs
    from syndicheck.store.marks import register_organisations

    records = list(read([str(source)], stdin=sys.stdin.buffer))
    chunks = [records[start : start + CHUNK] for start in range(0, len(records), CHUNK)]
    with Database(database, write=True) as opened, ProcessPoolExecutor(jobs) as pool:
        with opened.transaction() as connection:
            run_id = runs.begin_run(connection, "ingest", [])
            organisations = configured().organisations.values()
            register_organisations(connection, ((o.id, o.name, o.kind) for o in organisations))
        for prepared in pool.map(_prepared, chunks):
            with opened.transaction() as connection:
                articles.save(connection, run_id, prepared)


def _prepared(records: Sequence[RawArticle | Problem]) -> list[PreparedArticle]:
    from syndicheck.model.articles import RawArticle
    from syndicheck.prepare import prepare

    return [prepare(raw, now=datetime.now(UTC)) for raw in records if isinstance(raw, RawArticle)]
