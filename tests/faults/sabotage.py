"""Ways to break the program on purpose: each must be noticed by the harness, or the harness shows nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from syndicheck import pipeline
from syndicheck.store import copies, feeds, publishing, sketches
from syndicheck.store.database import Database
from syndicheck.store.feeds import Entry
from syndicheck.store.replaceable import Objection


def acknowledged_too_early() -> None:
    """Reports articles as stored before the transaction that stores them has ended."""
    batches = pipeline._batches

    def early(records):  # type: ignore[no-untyped-def]
        from syndicheck.model.articles import RawArticle

        for batch in batches(records):
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

    pipeline._batches = early
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

    def advancing(connection: sqlite3.Connection, state: int, limit: int) -> list[int]:
        found = waiting(connection, state, limit)
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


SABOTAGES: dict[str, Callable[[], None]] = {
    "acknowledged-too-early": acknowledged_too_early,
    "no-transactions": no_transactions,
    "progress-before-results": progress_before_results,
    "no-journal": no_journal,
    "failed-commits-ignored": failed_commits_ignored,
    "entries-stored-too-early": entries_stored_too_early,
    "copies-under-their-name": copies_under_their_name,
}
