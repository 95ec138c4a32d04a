"""Fixtures shared by all rooms."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

os.environ["SYNDICHECK_EMBEDDER"] = "none"
os.environ["SYNDICHECK_LEXICON"] = "none"  # dictionaries of this machine must not change what is tested or measured

with suppress(ImportError):  # the environment for Spark has none
    from hypothesis import HealthCheck, settings

    # a busy machine is no fault of the code
    settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A set in the name of a test is written by each process in another order; workers would not agree on tests."""
    for item in items:
        values = (
            item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
        )
        for value in values:
            if isinstance(value, set | frozenset) and len(value) > 1 and str(value) in item.name:
                raise pytest.UsageError(f"{item.nodeid} is named by a set: a tuple has an order")
