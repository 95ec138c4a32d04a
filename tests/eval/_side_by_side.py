"""Measures side by side: one takes a single processor for minutes, and all together took half an hour."""

from __future__ import annotations

import importlib
import io
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import redirect_stdout
from multiprocessing import get_context
from pathlib import Path

LONGEST = ("senate", "notices", "translations", "candidate_recall", "pr_archive", "drafts")
"""Measures that are begun first: minutes each, so that none of them is left alone at the end."""


def measured(names: Iterable[str], corpora: Path, jobs: int) -> Iterator[tuple[dict[str, float], str]]:
    """The measures by so many processes, each new, in the order in which they are done."""
    ordered = sorted(names, key=lambda name: LONGEST.index(name) if name in LONGEST else len(LONGEST))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for done in as_completed(pool.submit(_alone, name, corpora) for name in ordered):
            yield done.result()


def _alone(name: str, corpora: Path) -> tuple[dict[str, float], str]:
    """Figures of one measure, and what it printed, with the seconds that it took."""
    started = time.perf_counter()
    with redirect_stdout(io.StringIO()) as said:
        print(f"── {name}")
        figures = importlib.import_module(f"tests.eval.{name}").measure(corpora)
        print(f"   {time.perf_counter() - started:.1f} s")
    return {f"{name}.{figure}": float(value) for figure, value in figures.items()}, said.getvalue()
