"""``python -m tests.bench.pages [--db FILE] [--copies N …]``: how long the pages take in the browser's eyes.

On a database of the development corpora ``senate``, ``daniel``, ``ntrex`` and ``press-texts`` (made anew unless
``--db`` names one), and on one with a story of N copies for each N, every kind of page is asked for at its heaviest:
the largest story, outlet and organisation, the commonest words. Reported is the median of five answers of a server in
this process, after one that is not counted: on the clock, and what the process worked for it, which other programs on
the machine do not lengthen. Ends with 1 when a page takes longer than the limit on the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tests import newsroom
from tests.conftest import corpora_folder

LIMIT = 300.0
"""Milliseconds for a page."""

ROUNDS = 5
CORPORA = ("senate", "daniel", "ntrex", "press-texts")


def ingest(path: Path, sources: list[Path]) -> None:
    """With the command that users run."""
    command = [sys.executable, "-m", "syndicheck", "ingest", *map(str, sources), "--db", str(path), "--quiet"]
    subprocess.run([*command, "--jobs", "2"], check=False, stderr=subprocess.DEVNULL)


def copies(folder: Path, count: int) -> Path:
    """A database with one story of so many articles, each with a headline of its own that would like to be markup."""
    path = folder / f"copies-{count}.db"
    text = f"TAMSWEILER (AP) - {newsroom.text(1)}"
    records = (
        newsroom.record(n, text, f"outlet-{n}.example", "2026-03-01", title=f"<script>alert({n})</script> \u202e {n}")
        for n in range(count)
    )
    ingest(path, [newsroom.jsonl(path.with_suffix(".jsonl"), records)])
    return path


def addresses(path: Path) -> dict[str, str]:
    """The heaviest page of each kind."""
    with closing(sqlite3.connect(path)) as connection:

        def one(sql: str, missing: Any) -> Any:
            row = connection.execute(sql).fetchone()
            return row[0] if row else missing

        story = one("SELECT public_id FROM stories ORDER BY members DESC LIMIT 1", "s-none00")
        near_300 = one("SELECT public_id FROM stories WHERE members <= 300 ORDER BY members DESC LIMIT 1", story)
        last = max(0, (one("SELECT members FROM stories ORDER BY members DESC LIMIT 1", 1) - 1) // 300 * 300)
        article = one("SELECT article_id FROM article_versions ORDER BY length(text) DESC LIMIT 1", 0)
        marked = one("SELECT version_id FROM marks GROUP BY 1 ORDER BY count(*) DESC LIMIT 1", 0)
        outlet = one("SELECT outlet FROM outlet_activity ORDER BY stories DESC LIMIT 1", "")
        largest = one("SELECT outlet FROM outlet_activity ORDER BY articles DESC LIMIT 1", "")
        owner = one(
            "SELECT organisation_id FROM marks WHERE organisation_id IS NOT NULL GROUP BY 1"
            " ORDER BY count(*) DESC LIMIT 1",
            "ap",
        )
        pair = one(
            "SELECT m.a_id || '-' || m.b_id FROM matches m JOIN article_versions v ON v.id = m.a_version_id"
            " ORDER BY length(v.text) * m.share_a DESC LIMIT 1",
            "1-2",
        )
    return {
        "stories": "",
        "stories, further": "?from=500",
        "story, largest": f"/story/{story}",
        "story, its last page": f"/story/{story}?from={last}",
        "story, up to 300 members": f"/story/{near_300}",
        "article, longest": f"/article/{article}",
        "article, most marks": f"/article/{marked}",
        "compare, longest": f"/compare/{pair}",
        "outlets": "/outlets",
        "outlet, most stories": f"/outlet?name={outlet}",
        "outlet, most articles": f"/outlet?name={largest}",
        "organisations": "/organisations",
        "organisation, most marks": f"/organisation/{owner}",
        "search, common word": "/search?q=the",
        "search, hundredth page": "/search?q=the&from=4950",
        "search, narrowed down": "/search?q=the&lang=en",
        "search, three words": "/search?q=senate+bill+president",
        "search, no blanks": "/search?q=%E5%9C%8B",
        "reviews": "/reviews",
        "terms": "/reference",
        "catalogue": "/reference?part=catalogue",
        "check, form": "/check",
    }


def measure(path: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds of each page, and of a draft that is checked: on the clock, and of this process's work."""
    from datasette.app import Datasette

    async def run() -> dict[str, tuple[float, float]]:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        base = f"/-/syndicheck/{path.stem}"
        found: dict[str, tuple[float, float]] = {}

        async def timed(name: str, ask: Any) -> None:
            taken, worked = [], []
            for _ in range(ROUNDS + 1):
                started, before = time.perf_counter(), time.process_time()
                answer = await ask()
                taken.append(1_000 * (time.perf_counter() - started))
                worked.append(1_000 * (time.process_time() - before))
                if answer.status_code not in (200, 404):
                    raise RuntimeError(f"{name}: {answer.status_code} {answer.text[:300]}")
            found[name] = statistics.median(taken[1:]), statistics.median(worked[1:])

        for name, address in addresses(path).items():
            await timed(name, lambda address=address: datasette.client.get(base + address))
        with closing(sqlite3.connect(path)) as connection:
            (text,) = connection.execute("SELECT text FROM article_versions ORDER BY id LIMIT 1").fetchone()
        draft = json.dumps({"text": text})
        headers = {"Content-Type": "application/json"}
        await timed(
            "check, a copied draft", lambda: datasette.client.post(f"{base}/check", content=draft, headers=headers)
        )
        return found

    return asyncio.run(run())


def main() -> int:
    """Prints a table for each database."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description=__doc__)
    parser.add_argument("--db", type=Path, help="measure this database, make none of the corpora")
    parser.add_argument("--copies", type=int, nargs="*", default=[300, 10_000])
    options = parser.parse_args()
    slow = []
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as name:
        folder = Path(name)
        held = {"corpora": options.db} if options.db else {}
        corpora = corpora_folder()
        if not held and corpora is not None:
            held["corpora"] = folder / "corpora.db"
            ingest(held["corpora"], [corpora / one / "docs.jsonl.gz" for one in CORPORA])
        elif not held:
            print("bench: without the development corpora. Set SYNDICHECK_CORPORA to their folder.")
        for count in options.copies:
            held[f"{count:,} copies"] = copies(folder, count)
        for title, path in held.items():
            print(f"{title}: {path.stat().st_size / 1e6:,.0f} MB", flush=True)
            for page, (milliseconds, work) in measure(path).items():
                print(f"  {page:<28} {milliseconds:8.1f} ms, {work:8.1f} ms of work", flush=True)
                if milliseconds > LIMIT:
                    slow.append(f"{title}: {page}")
    if slow:
        print(f"longer than {LIMIT:.0f} ms: {', '.join(slow)}")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
