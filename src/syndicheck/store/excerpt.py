"""Copying a few articles, with everything that was given of them, from one database into a fresh one.

Only rows are copied, and only of the tables named here: whatever else the other file holds (triggers, views, derived
rows) has no part in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from syndicheck.readonly import address
from syndicheck.store.addresses import keeps_addresses
from syndicheck.store.database import Database
from syndicheck.store.deleted import keeps_deleted


def copy_articles(target: Database, source: Path, article_ids: Sequence[int] | None = None) -> int:
    """Copy articles (all of them by default), versions, times, outlets, learned blocks and the decisions that speak of
    these articles alone. The target is fresh: rows keep their numbers. Returns the number of articles.

    Raises:
        StoreError: the source is damaged, or of another format.
    """
    connection = target.connection
    with target.explained():
        connection.execute("ATTACH DATABASE ? AS whole", (address(source),))
        try:
            with target.transaction():
                _choose(connection, article_ids)
                _copy(connection)
                (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
                connection.execute("DROP TABLE temp.chosen")
        finally:
            connection.execute("DETACH DATABASE whole")
    return int(count)


def _choose(connection: sqlite3.Connection, article_ids: Sequence[int] | None) -> None:
    connection.execute("CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY)")
    if article_ids is None:
        connection.execute("INSERT INTO temp.chosen SELECT id FROM whole.articles")
    else:
        connection.executemany("INSERT OR IGNORE INTO temp.chosen VALUES (?)", ((ident,) for ident in article_ids))


_OF_THESE = "article_id IN (SELECT id FROM temp.chosen)"

_KEYS = "SELECT key FROM whole.articles WHERE id IN (SELECT id FROM temp.chosen)"

_RULES = (
    ("organisations", "1"),
    ("outlets", "id IN (SELECT outlet_id FROM whole.articles WHERE id IN (SELECT id FROM temp.chosen))"),
    ("runs", f"id IN (SELECT run_id FROM whole.article_versions WHERE {_OF_THESE})"),
    ("recurring_blocks", "1"),
    ("articles", "id IN (SELECT id FROM temp.chosen)"),
    ("article_versions", _OF_THESE),
    ("article_addresses", _OF_THESE),
    ("sightings", _OF_THESE),
    ("deleted_earlier", _OF_THESE),
    (
        "reviews",
        "id NOT IN (SELECT review_id FROM whole.review_articles WHERE article_key NOT IN (" + _KEYS + "))"
        " AND id IN (SELECT review_id FROM whole.review_articles WHERE article_key IN (" + _KEYS + "))",
    ),
    ("review_articles", "review_id IN (SELECT id FROM main.reviews)"),
)


_LATER = frozenset({"since"})
"""Columns that bundles of an older program have not got."""

_LATER_TABLES = {"article_addresses": keeps_addresses, "deleted_earlier": keeps_deleted}
"""Tables that they have not got, and what says whether one has."""


def _copy(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA defer_foreign_keys = ON")  # an article names its version, and that its article
    for table, rule in _RULES:
        if table in _LATER_TABLES and not _LATER_TABLES[table](connection, "whole"):
            continue
        given = {row[1] for row in connection.execute(f"PRAGMA whole.table_info({table})")}
        known = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
        # what a later schema added may be missing
        columns = ", ".join(f'"{name}"' for name in known if name in given or name not in _LATER)
        connection.execute(f"DELETE FROM main.{table}")
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM whole.{table} WHERE {rule}")
