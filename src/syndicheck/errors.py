"""The exception tree, and the exit codes that go with it.

::

    SyndicheckError                 something the user can mend; one line, no traceback   exit 2
    ├── InputError                  a file, record or option that cannot be used
    │   └── MissingExtra            an optional package is needed for this input
    ├── CatalogueError              a catalogue file is wrong: names file, entry and reason
    ├── WorkerLost                  a worker process ended before its work was done
    └── StoreError                  the database cannot be used as asked
        ├── ForeignDatabase         made by something else
        ├── StoreLocked             another process holds the write lock
        ├── StoreReadOnly           file or folder is not writable
        └── VersionMismatch         signatures or schema of another version

A problem with one *record* of a batch is not an exception: readers yield a
:class:`syndicheck.model.articles.Problem` and go on, because one bad article never stops the batch.
"""

from __future__ import annotations

import os

EXIT_CLEAN = 0
"""Done; nothing to object to."""
EXIT_FINDINGS = 1
"""Done; there are findings at or above the level asked for, or records that could not be read."""
EXIT_UNUSABLE = 2
"""Wrong use, or nothing could be done."""


class SyndicheckError(Exception):
    """An error the user can mend. ``str(error)`` is one line; ``remedy`` says what to do next. With ``asks_database``
    it ends with a command that reads the database at hand.
    """

    exit_code = EXIT_UNUSABLE

    def __init__(self, message: str, remedy: str = "", *, asks_database: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self._asks_database = asks_database

    def name_database(self, path: os.PathLike[str]) -> None:
        """Say which database is at hand, so that the command of the remedy is whole. Only who sits at this machine is
        told: a page of the web names no paths.
        """
        if self._asks_database:
            self.remedy += f" --db {os.fspath(path)}"
            self._asks_database = False

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class InputError(SyndicheckError):
    """A file, record or option that cannot be used."""


class NotHeld(InputError):
    """An article that the database does not have."""


class MissingExtra(InputError):
    """An optional package is needed for this input."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(
            f"syndicheck[{extra}] is needed to {purpose}.",
            f"Install it with: pip install 'syndicheck[{extra}]'",
        )


class CatalogueError(SyndicheckError):
    """A catalogue file is wrong; the message names file, entry and reason."""


class WorkerLost(SyndicheckError):
    """A worker process ended before its work was done; what was committed stays."""


class StoreError(SyndicheckError):
    """The database cannot be used as asked."""


class ForeignDatabase(StoreError):
    """The file is a database (or something else) that syndicheck did not make."""


class StoreLocked(StoreError):
    """Another process holds the write lock."""


class StoreReadOnly(StoreError):
    """The file or its folder is not writable."""


class VersionMismatch(StoreError):
    """The database holds signatures or a schema of another version."""
