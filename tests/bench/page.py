"""``python -m tests.bench.page``: runs the benchmarks and keeps their figures, from which ``BENCHMARKS.md`` is made.

Each is a command of its own, run with ``--json``; what it says is kept in ``results.json`` with the load of the
machine, and ``make docs-update`` writes the page. ``--only`` runs some of them again; what is not run stays as it was.
It takes hours: 100,000 articles are ingested, and five rounds of each peer are run. ``--sizes 1000,4000`` is for
trying it, ``--sizes 1000000`` for a night. With ``--keep`` databases stay in a folder, and are not made again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.figures import table
from tests.conftest import corpora_folder

RESULTS = Path(__file__).with_name("results.json")
SIZES = (10_000, 100_000)

ABOUT = {
    "recipe": (
        "Ingest against datasketch's documented recipe",
        "Real releases. The recipe ends with candidate pairs in memory, and has no use for a second processor; ingest"
        " goes on to exact spans, stories, first publishers, marks, anchors and a file on the disk, and uses them all.",
    ),
    "pairs": (
        "From raw text to pairs at resemblance 0.7",
        "Generated texts in, pairs out, one processor; of a peer that makes clusters, all pairs of each. *Compiled*:"
        " with the extra of this name; imports are not counted.",
    ),
    "alignment": ("Aligning two texts of 10 kB", "A copy with changes inside a longer text."),
    "marks": ("Marks, with 1,000 wordings on top of the catalogue", "Against brute force by edit distance."),
    "growth": (
        "Does ingest keep its pace, and how large is the file?",
        "Generated articles, in ten runs of `ingest`. Files that were made before December 2026 have the form before,"
        " with an index of phrases and hashes in two places.",
    ),
    "real": (
        "The same with real press releases",
        "All of a development corpus, in the order in which they stand there. Generated articles are shorter, have more"
        " copies, and exchanged words on purpose, so that more is to be kept of each. From the fourth tenth on some"
        " of pr-archive are in another language, so that anchors of all are kept, looked up and compared.",
    ),
    "check": (
        "The check of one draft beside a small and a large database",
        "Least of several runs of the command, its start included; the database is that of the section before.",
    ),
    "languages": (
        "Many languages",
        "News put together from aligned lines of translators, each story in one to six of 14 languages, in ten runs of"
        " `ingest`; stories and stored translations against the truth.",
    ),
    "copies": ("Many copies of one text", "At as many addresses, against as many generated articles."),
    "pages": (
        "Pages in the browser",
        "Work of processors for one answer of the server, the least of several, each kind of page at its heaviest: on a"
        " database of two development corpora, and on stories of 300 and 10,000 copies. Without `--corpora` all four"
        " are taken, whose ingest takes an hour or more.",
    ),
}
"""Title and explanation of each section of the page."""


@dataclass(frozen=True, slots=True)
class Run:
    """A command of the page: the arguments behind ``python -m``, and the section it belongs to."""

    section: str
    arguments: tuple[str, ...]
    database: str = ""
    """The database that it makes or looks at: a name in a folder that is thrown away."""

    @property
    def shown(self) -> str:
        """As it stands on the page."""
        return f"python -m {' '.join(self.arguments)}"


def runs(sizes: tuple[int, ...]) -> Iterator[Run]:
    """All commands, in their order."""
    yield Run("recipe", ("tests.bench",))
    yield Run("pairs", ("tests.bench.pairs",))
    yield Run("alignment", ("tests.bench.alignment",))
    yield Run("marks", ("tests.bench.marks",))
    for size in sizes:
        yield Run("growth", ("tests.bench.growth", "--articles", str(size)), f"{size}.db")
        yield Run("check", ("tests.bench.check", "--articles", str(size)), f"{size}.db")
    for corpus in ("pr-archive", "senate"):
        yield Run("real", ("tests.bench.growth", "--corpus", corpus))
    yield Run("languages", ("tests.bench.many_languages", "--articles", str(5 * sizes[0])))
    yield Run("copies", ("tests.bench.growth", "--copies", str(sizes[0])))
    yield Run("pages", ("tests.bench.pages", "--corpora", "daniel", "press-texts"))


def measured(run: Run, folder: Path, keep: Path | None = None) -> dict[str, Any]:
    """Run a command; its figures, and when and under which load they were measured. ``keep`` is a folder in which
    databases stay, or are already; of those whose making is measured with what was measured then.
    """
    made = None if keep is None else keep / f"{run.database}.json"
    if run.section == "growth" and made is not None and made.exists():
        found: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
        return found
    arguments = [*run.arguments, "--json"]
    if run.section == "pages" and keep is not None:
        arguments += ["--keep", str(keep)]
    if run.database:
        arguments += ["--keep" if run.section == "growth" else "--database", str((keep or folder) / run.database)]
    loads = [os.getloadavg()[0]]
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", *arguments], stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout:  # a page that took too long is a figure, too
        done.check_returncode()
    loads.append(os.getloadavg()[0])
    found = {
        "section": run.section,
        "command": run.shown,
        "figures": json.loads(done.stdout),
        "load": [round(load, 1) for load in loads],
        "seconds": round(time.monotonic() - began),
        "machine": f"{os.cpu_count()} processors, Python {platform.python_version()}",
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    if run.section == "growth" and made is not None:
        made.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def kept() -> dict[str, Any]:
    """What was measured so far, by command."""
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    return found


def markdown() -> Iterator[str]:
    """The sections of the page, from what is kept."""
    results = list(kept().values())
    for section, (title, about) in ABOUT.items():
        mine = sorted((one for one in results if one["section"] == section), key=_size)
        if not mine:
            continue
        yield f"\n## {title}\n"
        yield f"{about}\n"
        for one in mine:
            yield f"`{one['command']}`: {one['machine']}, load {one['load'][0]} to {one['load'][1]}, {one['day']}\n"
            yield from table(_told(section, one["figures"]))
            yield ""
        yield from _ratio(section, mine)


def _size(result: dict[str, Any]) -> int:
    """The greatest number in its command: how many articles there are."""
    return int(max(["0", *(part for part in result["command"].split() if part.isdigit())], key=int))


def _told(section: str, figures: dict[str, Any]) -> dict[str, Any]:
    """Without the clock where other programs on the machine would be measured with it."""
    if section != "pages":
        return figures
    return {name: {key: one for key, one in row.items() if "clock" not in key} for name, row in figures.items()}


def _ratio(section: str, mine: list[dict[str, Any]]) -> Iterator[str]:
    """What the largest database costs against the smallest one."""
    if section != "check" or len(mine) < 2:
        return
    first, last = mine[0]["figures"], mine[-1]["figures"]
    yield "| the largest database : the smallest one | processor time |"
    yield "|---|---|"
    for name in first:
        if name.startswith("draft"):
            yield f"| {name} | {last[name]['processor ms'] / first[name]['processor ms']:.2f} |"
    yield ""


def main() -> int:
    """Runs what was asked for; each result is kept as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.page", description=__doc__)
    parser.add_argument("--only", default=",".join(ABOUT), help=f"sections: {', '.join(ABOUT)}")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="articles in the databases")
    parser.add_argument("--keep", type=Path, help="a folder for the databases, to use them again")
    options = parser.parse_args()
    wanted = set(options.only.split(","))
    if unknown := wanted - ABOUT.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(ABOUT)}")
    if corpora_folder() is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    if "check" in wanted:
        wanted.add("growth")  # which makes the databases
    chosen = [run for run in runs(tuple(map(int, options.sizes.split(",")))) if run.section in wanted]
    results = kept()
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as folder:
        for run in chosen:
            print(run.shown, file=sys.stderr, flush=True)
            results[run.shown] = measured(run, Path(folder), options.keep)
            RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print("Now: make docs-update", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
