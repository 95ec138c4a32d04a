"""Fixtures shared by all rooms."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.examples import examples

os.environ["SYNDICHECK_EMBEDDER"] = "none"
os.environ["SYNDICHECK_LEXICON"] = "none"  # dictionaries of this machine must not change what is tested or measured

with suppress(ImportError):  # the environment for Spark has none
    from hypothesis import HealthCheck, settings

    # a busy machine is no fault of the code
    settings.register_profile(
        "untimed", deadline=None, max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("untimed")

REPO = Path(__file__).resolve().parent.parent


def corpora_folder() -> Path | None:
    """The development corpora: ``$SYNDICHECK_CORPORA``, else ``../shared/corpora`` beside the repository."""
    named = os.environ.get("SYNDICHECK_CORPORA")
    folder = Path(named) if named else REPO.parent / "shared" / "corpora"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def corpora() -> Path:
    folder = corpora_folder()
    if folder is None:
        pytest.skip("development corpora not found: set SYNDICHECK_CORPORA or put them at ../shared/corpora")
    return folder


@pytest.fixture(scope="session")
def corpus_rows(corpora: Path) -> Callable[[str], Iterator[dict[str, Any]]]:
    """``corpus_rows("daniel/docs")`` yields the rows of ``daniel/docs.jsonl.gz``."""

    def rows(name: str) -> Iterator[dict[str, Any]]:
        with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)

    return rows


@pytest.fixture
def samples() -> Path:
    return REPO / "samples"


@pytest.fixture(scope="session")
def samples_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of all samples, made once: to be read; who writes takes a copy."""
    from syndicheck import Database, ingest

    path = tmp_path_factory.mktemp("samples") / "samples.db"
    with Database(path, write=True) as database:
        ingest(REPO / "samples", database)
    return path


@pytest.fixture(scope="session", autouse=True)
def _new_databases_are_copies() -> Iterator[None]:
    """A new database goes through all migrations, and tests make thousands: in this process they are copied from one
    that did. What tests start, and every file that holds something, is left to the program itself.
    """
    try:
        import sqlite_utils
    except ImportError:  # the environment for Spark need not have it
        yield
        return
    from contextlib import AbstractContextManager, nullcontext

    from syndicheck.store.schema import migrations
    from syndicheck.store.schema.file import PAGE_SIZE

    pattern = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    pattern.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    migrate = migrations.migrate
    migrate(sqlite_utils.Database(pattern), nullcontext())
    reading = threading.Lock()

    def new(db: sqlite_utils.Database) -> bool:
        made_here = db.execute("PRAGMA page_size").fetchone() == (PAGE_SIZE,)
        return made_here and not db.execute("SELECT 1 FROM sqlite_master").fetchone()

    def copied(db: sqlite_utils.Database, alone: AbstractContextManager[None]) -> None:
        if new(db):
            with alone, reading:
                if new(db):
                    pattern.backup(db.conn)
        migrate(db, alone)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "migrate", copied)
        yield
    pattern.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A set in the name of a test is written by each process in another order; workers would not agree on tests."""
    for item in items:
        values = (
            item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
        )
        for value in values:
            if isinstance(value, set | frozenset) and len(value) > 1 and str(value) in item.name:
                raise pytest.UsageError(f"{item.nodeid} is named by a set: a tuple has an order")
