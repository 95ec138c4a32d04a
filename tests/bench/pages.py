"""``python -m tests.bench.pages [--keep FOLDER] [--corpora NAME … | --db FILE] [--copies N …]``: what the pages cost.

On a database of the development corpora ``senate``, ``daniel``, ``ntrex`` and ``press-texts`` (unless others are named,
or a database), and on one with a story of N copies for each N, every kind of page is asked for at its heaviest: the
largest story, outlet and organisation, the commonest words. The databases are made anew, unless they are in the folder
that ``--keep`` names, where they are left. Reported is the least of several answers of a server in this process, after
one that is not counted: what processors worked for it, which other programs on the machine lengthen little, and on the
clock. Ends with 1 when a page takes more work than the limit.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tests import newsroom
from tests.bench.figures import print_figures
from tests.conftest import corpora_folder

LIMIT = 300.0
"""Milliseconds of a processor for a page."""

ROUNDS = 7
CORPORA = ("senate", "daniel", "ntrex", "press-texts")


def ingest(path: Path, sources: list[Path]) -> None:
    """With the command that users run."""
    command = [sys.executable, "-m", "syndicheck", "ingest", *map(str, sources), "--db", str(path), "--quiet"]
    subprocess.run([*command, "--jobs", "2"], check=False, stderr=subprocess.DEVNULL)


def copies(folder: Path, count: int) -> Path:
    """A database with one story of so many articles, each with a headline of its own that would like to be markup."""
    path = folder / f"copies-{count}.db"
    if path.exists():
        return path
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
        near_300 = one("SELECT public_id FROM stories WHERE members <= 300 ORDER BY members DESC LIMIT 1", "")
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
    found = {
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
    if not near_300:
        del found["story, up to 300 members"]
    return found


def worked() -> float:
    """Seconds of processors that this process has used, and those it has started and not ended: a draft is checked in
    one of them. Elsewhere than on Linux these are not counted.
    """
    others = 0.0
    for listed in Path("/proc/self/task").glob("*/children"):
        for number in listed.read_text().split():
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            others += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + others


def measure(path: Path) -> dict[str, dict[str, float]]:
    """Milliseconds of each page, and of a draft that is checked."""
    from datasette.app import Datasette

    async def run() -> dict[str, dict[str, float]]:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        base = f"/-/syndicheck/{path.stem}"
        found: dict[str, dict[str, float]] = {}

        async def timed(name: str, ask: Any) -> None:
            taken: list[float] = []
            work: list[float] = []
            # of what seems slow the least of more answers: a busy machine lengthens each of them
            while len(work) <= ROUNDS or (len(work) <= 4 * ROUNDS and min(work[1:]) > 0.7 * LIMIT):
                started, before = time.perf_counter(), worked()
                answer = await ask()
                taken.append(1_000 * (time.perf_counter() - started))
                work.append(1_000 * (worked() - before))
                if answer.status_code not in (200, 404):
                    raise RuntimeError(f"{name}: {answer.status_code} {answer.text[:300]}")
            found[name] = {
                "processor ms": min(work[1:]),
                "ms on the clock": min(taken[1:]),
                "kB": len(answer.content) / 1_000,
            }

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
    parser.add_argument("--corpora", nargs="+", default=CORPORA, help="of which the database is made")
    parser.add_argument("--db", type=Path, help="measure this database, make none of the corpora")
    parser.add_argument("--keep", type=Path, help="a folder for the databases; those that are there are used")
    parser.add_argument("--copies", type=int, nargs="*", default=[300, 10_000])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    slow = []
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        held = {"corpora": options.db} if options.db else {}
        corpora = corpora_folder()
        if not held and corpora is not None:
            held["corpora"] = folder / f"{'-'.join(options.corpora)}.db"
            if not held["corpora"].exists():
                ingest(held["corpora"], [corpora / one / "docs.jsonl.gz" for one in options.corpora])
        elif not held:
            print("bench: without the development corpora. Set SYNDICHECK_CORPORA to their folder.", file=sys.stderr)
        for count in options.copies:
            held[f"{count:,} copies"] = copies(folder, count)
        for title, path in held.items():
            print(f"{title}: {path.stat().st_size / 1e6:,.0f} MB", file=sys.stderr, flush=True)
            for page, found in measure(path).items():
                figures[f"{title}: {page}"] = found
                if found["processor ms"] > LIMIT:
                    slow.append(f"{title}: {page}")
    print_figures(figures, as_json=options.json)
    if slow:
        print(f"more than {LIMIT:.0f} ms: {', '.join(slow)}", file=sys.stderr)
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
