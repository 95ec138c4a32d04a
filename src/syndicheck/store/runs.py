"""What was asked for when, and what came of it: the coverage behind every "first"."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from syndicheck.model.articles import Problem
from syndicheck.store.encoding import compact_json, comparable, iso


class Saved(Struct):
    """What a batch changed."""

    new_articles: int = 0
    new_versions: int = 0
    unchanged: int = 0

    def add(self, other: Saved) -> None:
        """Count another batch in."""
        self.new_articles += other.new_articles
        self.new_versions += other.new_versions
        self.unchanged += other.unchanged


def begin_run(connection: sqlite3.Connection, command: str, inputs: Sequence[str]) -> int:
    """Open a run; it stays without an end time if the process is cut off."""
    cursor = connection.execute(
        "INSERT INTO runs (command, inputs, started) VALUES (?, ?, ?)",
        (command, compact_json(list(inputs)), iso(datetime.now(UTC))),
    )
    return int(cursor.lastrowid or 0)


def count_run(connection: sqlite3.Connection, run_id: int, saved: Saved, problems: int) -> None:
    """Write how far a run has come."""
    connection.execute(
        "UPDATE runs SET read = ?, new_articles = ?, new_versions = ?, unchanged = ?, problems = ? WHERE id = ?",
        (
            saved.new_versions + saved.unchanged,
            saved.new_articles,
            saved.new_versions,
            saved.unchanged,
            problems,
            run_id,
        ),
    )


def save_problems(connection: sqlite3.Connection, run_id: int, problems: Iterable[Problem]) -> int:
    """Store what could not be read, with its remedy; returns how many there were."""
    rows = [(run_id, p.where, p.code, p.message, p.remedy, int(p.fatal)) for p in problems]
    connection.executemany(
        "INSERT INTO problems (run_id, place, code, message, remedy, fatal) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    return len(rows)


class LeftOut:
    """What is left out while matches and stories are made, for it breaks the program. No input is read then: it stands
    with the newest run, once however often it is met, and each run tells it once.
    """

    def __init__(self, on_problem: Callable[[Problem], None] | None = None) -> None:
        self._on_problem = on_problem
        self._noted: dict[Problem, None] = {}
        self._told = 0

    def note(self, connection: sqlite3.Connection, problems: Iterable[Problem]) -> None:
        """Store them; the caller holds the transaction that also saves what came of the others."""
        fresh = [problem for problem in dict.fromkeys(problems) if problem not in self._noted]
        if not fresh:
            return
        self._noted |= dict.fromkeys(fresh)
        (run_id,) = connection.execute("SELECT max(id) FROM runs").fetchone()  # every text came with one
        stored = {
            (place, code, message)
            for place, code, message in connection.execute(
                "SELECT place, code, message FROM problems WHERE run_id = ?", (run_id,)
            )
        }
        count = save_problems(connection, run_id, (p for p in fresh if (p.where, p.code, p.message) not in stored))
        connection.execute("UPDATE runs SET problems = problems + ? WHERE id = ?", (count, run_id))

    def tell(self) -> None:
        """Say what was stored since this was last asked for."""
        fresh = list(self._noted)[self._told :]
        self._told = len(self._noted)
        if self._on_problem is not None:
            for problem in fresh:
                self._on_problem(problem)


def problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What could not be used, or only in part, in all runs, in the order in which it was met."""
    for where, code, message, remedy, fatal in connection.execute(
        "SELECT place, code, message, remedy, fatal FROM problems ORDER BY id"
    ):
        yield Problem(where, code, message, remedy, bool(fatal))


def end_run(connection: sqlite3.Connection, run_id: int) -> None:
    """Close a run that came to its end."""
    connection.execute("UPDATE runs SET finished = ? WHERE id = ?", (iso(datetime.now(UTC)), run_id))


def newest_run(connection: sqlite3.Connection) -> str | None:
    """When the run began that was begun last, as stored."""
    found = connection.execute(f"SELECT started FROM runs ORDER BY {comparable('started')} DESC LIMIT 1").fetchone()
    return None if found is None else str(found[0])


def is_cut_off(connection: sqlite3.Connection, command: str, inputs: Sequence[str]) -> bool:
    """Whether a database holds nothing but what one such run, or several, left that did not come to their end."""
    wanted = (command, compact_json(list(inputs)))
    runs = connection.execute("SELECT command, inputs, finished FROM runs ORDER BY id").fetchall()
    if any((command, asked) != wanted for command, asked, _ in runs):
        return False
    if not runs:
        return count_articles(connection) == 0
    (waiting,) = connection.execute("SELECT EXISTS (SELECT 1 FROM sketches WHERE state < 2)").fetchone()
    return runs[-1][2] is None or bool(waiting)


def count_articles(connection: sqlite3.Connection) -> int:
    """How many articles there are."""
    (found,) = connection.execute("SELECT articles FROM holdings").fetchone()
    return int(found)


def count_unfinished(connection: sqlite3.Connection) -> int:
    """Runs that were cut off, or are going on, and that no later run with the same inputs has finished. Those of
    ``watch`` do not count: what they left is kept and stored by the next one.
    """
    (found,) = connection.execute(
        "SELECT count(*) FROM runs r WHERE finished IS NULL AND command <> 'watch' AND NOT EXISTS (SELECT 1 FROM runs"
        " later WHERE later.id > r.id AND later.command = r.command AND later.inputs = r.inputs"
        " AND later.finished IS NOT NULL AND later.command <> 'watch')"
    ).fetchone()
    return int(found)
