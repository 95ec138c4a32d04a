"""Ways to break the program on purpose: each must be noticed by the harness, or the harness shows nothing.

Each is noticed by the findings that it is meant for. One that no longer fits the program breaks it at once, with an
error that nobody foresaw: that is a finding, too, but shows nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from syndicheck import batches, pipeline
from syndicheck.store import copies, feeds, publishing, sketches
from syndicheck.store.database import Database
from syndicheck.store.feeds import Entry
from syndicheck.store.replaceable import Objection


def acknowledged_too_early() -> None:
    """Reports articles as stored before the transaction that stores them has ended."""
    batched = batches.batches

    def early(records, most):  # type: ignore[no-untyped-def]
        from syndicheck.model.articles import RawArticle

        for batch in batched(records, most):
            for hook in _progress:
                hook.advance(sum(isinstance(record, RawArticle) for record in batch))
            yield batch

    _progress: list[pipeline.Progress] = []
    store = pipeline._store

    def remembering(database, records, inputs, pool, now, progress, *rest):  # type: ignore[no-untyped-def]
        if progress is None:  # nobody is told
            store(database, records, inputs, pool, now, None, *rest)
            return
        _progress.append(progress)
        progress.step("read", None)
        store(database, records, inputs, pool, now, None, *rest)

    batches.batches = early
    pipeline._store = remembering


def no_transactions() -> None:
    """Every statement is committed for itself."""

    @contextmanager
    def transaction(self: Database) -> Iterator[sqlite3.Connection]:
        with self.explained():
            yield self.connection

    Database.transaction = transaction  # type: ignore[method-assign]


def progress_before_results() -> None:
    """Notes that texts have been compared before the matches are stored."""
    waiting = sketches.waiting

    def advancing(connection: sqlite3.Connection, state: int, limit: int, *, after: int = 0) -> list[int]:
        found = waiting(connection, state, limit, after=after)
        if state == sketches.STORED:
            sketches.advance(connection, found, sketches.COMPARED)
        return found

    pipeline.sketches.waiting = advancing


def no_journal() -> None:
    """Writes into the database without a log or a journal."""
    begin = Database._prepare_for_writing

    def unprotected(self: Database) -> None:
        begin(self)
        self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.execute("PRAGMA journal_mode = OFF")

    Database._prepare_for_writing = unprotected  # type: ignore[method-assign]


def failed_commits_ignored() -> None:
    """Goes on as if stored when the end of a transaction fails."""

    @contextmanager
    def transaction(self: Database) -> Iterator[sqlite3.Connection]:
        with self.explained():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            try:
                self.connection.execute("COMMIT")
            except sqlite3.Error:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    Database.transaction = transaction  # type: ignore[method-assign]


def entries_stored_too_early() -> None:
    """``watch`` notes that entries of feeds are stored before their articles are."""
    load_ready = feeds.load_ready

    def early(connection: sqlite3.Connection, limit: int) -> list[Entry]:
        found = load_ready(connection, limit)
        feeds.set_stored(connection, found)
        return found

    feeds.load_ready = early


def copies_under_their_name() -> None:
    """Copies are written under their own name from the beginning, and nobody looks at them."""

    @contextmanager
    def copying(source: Database, target: Path, objection: Objection) -> Iterator[sqlite3.Connection]:
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            source.connection.backup(copy, pages=8)
            yield copy

    copies.copying = copying
    publishing.copying = copying


@dataclass(frozen=True, slots=True)
class Sabotage:
    """A way to break the program, the works that it breaks (none named: all), and words of the findings that it is
    meant to show: any other finding shows only that the sabotage itself does not work any more.
    """

    breaks: Callable[[], None]
    shown_by: tuple[str, ...]
    works: tuple[str, ...] = ()

    def noticed(self, wrong: Sequence[str]) -> str | None:
        """The first finding that shows what it is meant to show."""
        return next((line for line in wrong if any(words in line for words in self.shown_by)), None)


_DIFFERS = "lines differ from the undisturbed run"
_IN_PART = ("indexed in part", "nothing was derived", "without a text", "without anchors", "counts wrongly")

SABOTAGES: dict[str, Sabotage] = {
    "acknowledged-too-early": Sabotage(
        acknowledged_too_early, ("acknowledged and lost: ",), works=("ingest", "ingest more")
    ),
    "no-transactions": Sabotage(no_transactions, (*_IN_PART, _DIFFERS)),
    "progress-before-results": Sabotage(
        progress_before_results, (_DIFFERS,), works=("ingest", "ingest more", "merge", "reindex")
    ),
    "no-journal": Sabotage(no_journal, ("damaged: ", "DatabaseError: ")),
    # a run that compares the same articles again and again, because nothing of it is stored, is one that hangs
    "failed-commits-ignored": Sabotage(
        failed_commits_ignored, ("acknowledged and lost: ", _DIFFERS, "no clear message: SIGALRM")
    ),
    "entries-stored-too-early": Sabotage(
        entries_stored_too_early, ("held without an article", _DIFFERS), works=("watch", "watch more")
    ),
    "copies-under-their-name": Sabotage(copies_under_their_name, (": the copy ",), works=("backup", "publish")),
}
