"""SQLite databases of content systems and collectors (``.sqlite``, ``.sqlite3``, or ``sqlite:FILE?QUERY``).

A file is read by itself where its tables have columns that mean a text: each such table, in the order of its rowids.
Everything else is said in SQL, whose columns are named like the fields of a record::

    syndicheck ingest 'sqlite:cms.db?SELECT id, headline AS title, body AS html, url, created AS published FROM posts'

The file is opened read-only, and a statement may do nothing but read. Values keep their place: ``cms.db posts#17``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from syndicheck.model.articles import Problem
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.json_record import unstorable
from syndicheck.readers.records import article, carries_text
from syndicheck.readers.streams import RECORD_LIMIT, ByteStream, megabytes
from syndicheck.readers.values import plain
from syndicheck.readonly import AS_IT_STANDS, address, state_of

suffixes = (".sqlite", ".sqlite3")
binary = True

PREFIX = "sqlite:"
OURS = 0x53594E44
"""``PRAGMA application_id`` of this program's own databases."""

_MAGIC = b"SQLite format 3\0"
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_DENIED_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})


def sniff(head: bytes) -> bool:
    """The format's own signature."""
    return head.startswith(_MAGIC)


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """Every table that has a column of text."""
    with stream.as_file() as held:
        yield from read_file(Path(held.name), where, None)


def split(source: str) -> tuple[str, str | None] | None:
    """File and query of ``sqlite:FILE?QUERY``; ``None`` for what is no such source."""
    if not source.startswith(PREFIX):
        return None
    path, mark, query = source.removeprefix(PREFIX).partition("?")
    return path, query.strip() or None if mark else None


def read_file(path: Path, where: str, query: str | None) -> Iterator[Item]:
    """The rows of a query, or of every table that has a column of text. Where the file could only be read without
    locks, it is said if somebody wrote to it meanwhile.
    """
    stood = state_of(path)
    target = address(path)
    try:
        with closing(_opened(target)) as connection:
            yield from _queried(connection, query, where) if query else _all(connection, where)
    except (sqlite3.Error, ValueError) as error:  # names of columns that are no UTF-8, or hold NUL
        reason = " ".join(str(error).split())[:200]
        denied = "not authorized" in reason or "prohibited" in reason
        yield Problem(
            where,
            "query-refused" if denied else "broken-database",
            f"The database cannot be read: {reason}.",
            "Write one SELECT statement." if denied else "Look at the query and at the file (sqlite3 FILE .schema).",
        )
    if target.endswith(AS_IT_STANDS) and state_of(path) != stood:
        yield Problem(
            where,
            "changed-meanwhile",
            "The database was written to while it was read, and this user may not lock it: rows may be wrong.",
            "Read it again, or a copy of it, or make file and folder writable.",
        )


def _opened(target: str) -> sqlite3.Connection:
    connection = sqlite3.connect(target, uri=True, isolation_level=None, timeout=5)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _guard(action: int, first: str | None, second: str | None, _schema: str | None, _cause: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _DENIED_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() == "table_info":
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _all(connection: sqlite3.Connection, where: str) -> Iterator[Item]:
    if connection.execute("PRAGMA application_id").fetchone()[0] == OURS:
        yield Problem(
            where,
            "own-database",
            "This is a database of syndicheck.",
            "Bring its articles in with: syndicheck merge FILE --into NEWS.DB",
        )
        return
    connection.set_authorizer(_guard)
    found = False
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        quoted = '"' + table.replace('"', '""') + '"'
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({quoted})")]
        if carries_text(columns):
            found = True
            yield from _rows(connection, f"SELECT * FROM {quoted}", f"{where} {table}")
    if not found:
        yield Problem(
            where,
            "no-text",
            "No table has a column called text (or body, content, html).",
            "Say where the text is: 'sqlite:FILE?SELECT id, story AS text, url FROM posts'",
        )


def _queried(connection: sqlite3.Connection, query: str, where: str) -> Iterator[Item]:
    connection.set_authorizer(_guard)
    yield from _rows(connection, query, where)


def _rows(connection: sqlite3.Connection, query: str, where: str) -> Iterator[Item]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    for number, row in enumerate(cursor, 1):
        place = f"{where}#{number}"
        if sum(len(value) for value in row if isinstance(value, str | bytes)) > RECORD_LIMIT:
            yield Problem(
                place, "too-long", f"The row is longer than {megabytes(RECORD_LIMIT)}.", "No article is that long."
            )
            continue
        record, changed = storable({name: plain(value) for name, value in zip(names, row, strict=True)})
        if changed:
            yield unstorable(place)
        yield from article({name: value for name, value in record.items() if value is not None}, place, "sqlite")
