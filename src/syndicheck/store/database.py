"""Opening, locking and closing a database file, with errors that say what to do next.

The connection is plain :mod:`sqlite3` in autocommit mode; :meth:`Database.transaction` is the only way to
write. sqlite-utils is imported where a database is created or migrated, never to read one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from syndicheck.errors import (
    ForeignDatabase,
    InputError,
    StoreError,
    StoreLocked,
    StoreReadOnly,
    VersionMismatch,
)
from syndicheck.store.schema.derivation import code_versions, read_versions, write_versions
from syndicheck.store.schema.file import APPLICATION_ID, FORMAT, PAGE_SIZE

BUSY_TIMEOUT_MS = 5_000
"""How long a writer waits for another one before it gives up."""


WRITER_CACHE_KB = 64 * 1024
"""Pages that a writer keeps: the rows of the indexes go to places all over the file, and a page that falls out of
SQLite's usual 2 MB in the middle of a transaction is written and read again."""


class Database:
    """A syndicheck database.

    ``Database(path)`` opens for reading; ``Database(path, write=True)`` creates the file when it is missing, brings its
    schema up to date and holds it in WAL mode, so that readers go on while it is written. Use it as a
    context manager. Who may write neither the file nor its folder reads it as it stands, see
    :meth:`check_undisturbed`. ``any_format`` opens an older file too, of which nothing but the file is wanted.

    Raises:
        InputError: the file is missing (reading) or its folder is (writing).
        ForeignDatabase: the file is not one of ours.
        StoreLocked: another process holds the write lock for longer than five seconds.
        StoreReadOnly: writing was asked for, and file or folder is read-only.
        VersionMismatch: the schema is older (reading) or newer than this program.
    """

    def __init__(self, path: str | os.PathLike[str], *, write: bool = False, any_format: bool = False) -> None:
        self.path = Path(path)
        self.write = write
        self._runs = 0
        self._stood: tuple[int, int, int] | None = None
        self.connection = self._open()
        try:
            with self.explained():
                self._check_owner()
                if write:
                    self._prepare_for_writing()
                elif not any_format:
                    self._check_readable()
        except UnicodeDecodeError as error:  # what SQLite says of the damage
            self.connection.close()
            raise self._damaged("its tables have no readable names") from error
        except BaseException:
            self.connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if error is None or isinstance(error, sqlite3.Error | StoreError):
            self.check_undisturbed()
        if isinstance(error, sqlite3.Error):  # of a reading statement: those of a transaction are explained there
            with self.explained():
                raise error

    def close(self) -> None:
        """Close the file; a writer also refreshes the query planner's statistics of large tables."""
        if self.write:
            from syndicheck.store.statistics import refresh_statistics

            refresh_statistics(self.connection)
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing: commits on success, rolls back on any exception.

        Raises:
            StoreLocked, StoreReadOnly, StoreError: see the class.
        """
        with self.explained():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    @contextmanager
    def run(self) -> Iterator[None]:
        """Hold off other runs of the pipeline on this database; a run within a run is part of it.

        Raises:
            StoreLocked: another process's run takes longer than five seconds.
        """
        from syndicheck.store.writers import one_run

        with ExitStack() as stack:
            if not self._runs:
                stack.enter_context(one_run(self.path, BUSY_TIMEOUT_MS / 1000))
            self._runs += 1
            try:
                yield
            finally:
                self._runs -= 1

    @contextmanager
    def one_look(self) -> Iterator[sqlite3.Connection]:
        """Let all that is read in here be of one moment, whatever others write meanwhile."""
        began = not self.connection.in_transaction
        if began:
            self.connection.execute("BEGIN")
        try:
            yield self.connection
        finally:
            if began and self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def check_undisturbed(self) -> None:
        """See that nobody has written to a file that could only be read without locks; others need not be asked.

        Raises:
            StoreError: somebody has, so what was read may be of two moments.
        """
        if self._stood is None:
            return
        from syndicheck.readonly import state_of

        if self._stood != state_of(self.path):
            raise StoreError(
                f"{self.path} was written to while it was read, and this user may not lock it: what was said may be"
                " wrong.",
                "Run the same command again, or make file and folder writable.",
            )

    # ── opening ───────────────────────────────────────────────────────────────────────────────────────

    def _open(self) -> sqlite3.Connection:
        exists = self.path.exists()
        if not exists and not self.write:
            raise InputError(f"No database at {self.path}.", f"Make one with: syndicheck ingest PATH --db {self.path}")
        if not exists and not self.path.absolute().parent.is_dir():
            raise InputError(
                f"The folder of {self.path} does not exist.",
                "Create it first, or name another file with --db.",
            )
        if self.path.is_dir():
            raise InputError(f"{self.path} is a folder.", "Name a file with --db, for example news.db.")
        if self.write:
            self._check_writable(exists)
            target = self.path.absolute().as_uri()
        else:
            target = self.path.absolute().as_uri() + "?mode=ro"
        try:
            connection = sqlite3.connect(target, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
            if not self.write and not self._can_read(connection):
                connection.close()
                from syndicheck.readonly import AS_IT_STANDS, state_of

                self._stood = state_of(self.path)
                connection = sqlite3.connect(target + AS_IT_STANDS, uri=True, isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self.path} cannot be opened: {error}.", "Check the path.") from error
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _can_read(self, connection: sqlite3.Connection) -> bool:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            from syndicheck.readonly import stands_alone  # seldom needed

            return not stands_alone(self.path, error)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return True
        return True

    def _check_writable(self, exists: bool) -> None:
        folder = self.path.resolve().parent  # of the file itself, where the path is a link
        if exists and not os.access(self.path, os.W_OK):
            raise StoreReadOnly(f"{self.path} is read-only.", "Make it writable, or write to another file with --db.")
        if not os.access(folder, os.W_OK):
            raise StoreReadOnly(
                f"The folder of {self.path} is read-only (SQLite keeps a journal there).",
                "Make the folder writable, or write to another file with --db.",
            )

    def _check_owner(self) -> None:
        # sqlite-utils makes its own table just before our first migration: a process killed in between leaves it alone
        (tables,) = self.connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE tbl_name <> '_sqlite_migrations'"
        ).fetchone()
        (application_id,) = self.connection.execute("PRAGMA application_id").fetchone()
        if application_id == APPLICATION_ID:
            (found,) = self.connection.execute("PRAGMA user_version").fetchone()
            if found > FORMAT:
                raise VersionMismatch(
                    f"{self.path} was written by a newer syndicheck (format {found}, this one reads {FORMAT}).",
                    "Upgrade with: pip install -U syndicheck",
                )
        elif tables:
            raise ForeignDatabase(
                f"{self.path} was not made by syndicheck.",
                "Name another file with --db; nothing was changed.",
            )
        elif not self.write:
            raise StoreError(
                f"{self.path} is empty: it is being made just now, or nothing was stored in it.",
                f"Run the same command again in a moment, or fill it with: syndicheck ingest PATH --db {self.path}",
            )

    def _check_readable(self) -> None:
        (tables,) = self.connection.execute(
            "SELECT count(*) FROM sqlite_master"
            " WHERE name IN ('stories', 'story_articles', 'meta', 'release_ids', 'review_articles',"
            " 'hidden_text', 'feed_requests')"
        ).fetchone()
        if tables < 7:
            raise VersionMismatch(
                f"{self.path} has an older or incomplete schema.", f"Run: syndicheck reindex --db {self.path}"
            )
        (found,) = self.connection.execute("PRAGMA user_version").fetchone()
        (counted,) = self.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'holdings'").fetchone()
        if found < FORMAT or not counted:
            raise VersionMismatch(
                f"{self.path} was written by an older syndicheck; its indexes have another form now.",
                self._how_to_change_indexes(),
            )

    def _how_to_change_indexes(self) -> str:
        from syndicheck.store.published import choice_of

        vacuum = f"in minutes, with: syndicheck vacuum --db {self.path}"
        published = choice_of(self.connection)
        if (published is not None and not published.texts) or not differing_versions(self.connection):
            return f"Change them, {vacuum}"
        return f"Bring all up to date with: syndicheck reindex --db {self.path}; or, for reports alone, {vacuum}"

    def _prepare_for_writing(self) -> None:
        import sqlite_utils

        from syndicheck.store.schema.migrations import migrate
        from syndicheck.store.statistics import forget_small_tables

        self.connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")  # of a new file; another keeps its own
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute(f"PRAGMA cache_size = -{WRITER_CACHE_KB}")
        migrate(sqlite_utils.Database(self.connection), self.run())
        forget_small_tables(self.connection)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn SQLite's errors into ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            message = str(error)
            if "locked" in message or "busy" in message or "locking protocol" in message:
                raise StoreLocked(
                    f"{self.path} is locked: another process is writing to it.",
                    "Wait for it to finish and run the same command again; nothing is lost.",
                ) from error
            if "readonly" in message:
                raise StoreReadOnly(
                    f"{self.path} is read-only.", "Make file and folder writable, or use another file."
                ) from error
            if "disk is full" in message:
                raise StoreError(
                    f"The disk is full; {self.path} keeps what was committed.",
                    "Free some space and run the same command again.",
                ) from error
            raise StoreError(f"{self.path}: {message}.", "Run: syndicheck doctor --db " + str(self.path)) from error
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):
                raise ForeignDatabase(
                    f"{self.path} is not an SQLite database.",
                    "Name another file with --db; nothing was changed.",
                ) from error
            raise self._damaged(str(error)) from error

    def _damaged(self, how: str) -> StoreError:
        return StoreError(
            f"{self.path} is damaged or cannot be used: {how}.",
            "Restore it from a backup, or ingest the articles again into a new file.",
        )


def check_texts(database: Database) -> None:
    """Refuse a file that was published without its texts.

    Raises:
        VersionMismatch: it was.
    """
    from syndicheck.store.published import choice_of

    published = choice_of(database.connection)
    if published is not None and not published.texts:
        raise VersionMismatch(
            f"{database.path} was published without its texts: nothing can be compared with it.",
            "Name the database that it was made from.",
        )


def check_versions(database: Database) -> None:
    """Refuse to mix data derived by different versions of the code.

    A new database gets the present versions written into its ``meta`` table.

    Raises:
        VersionMismatch: signatures, normaliser or catalogue differ; names them and the remedy.
    """
    check_texts(database)
    if database.write and not read_versions(database.connection):
        with database.transaction() as connection:
            write_versions(connection, code_versions())
        return
    differing = differing_versions(database.connection)
    if differing:
        raise VersionMismatch(
            f"{database.path} was made with other versions: {', '.join(differing)}.",
            f"Bring it up to date with: syndicheck reindex --db {database.path}",
        )


def differing_versions(connection: sqlite3.Connection) -> list[str]:
    """In which versions of the code, each with both, a database was derived otherwise than it would be now."""
    found = read_versions(connection)
    return [
        f"{name.replace('_', ' ')} {found.get(name, 'missing')} (now {value})"
        for name, value in code_versions().items()
        if found.get(name) != value
    ]
