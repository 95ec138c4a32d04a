"""From any older database to the present schema, step by step.

A migration is a small function that is never edited once released; :func:`migrate` applies those that are missing,
each in one transaction (``sqlite_utils.Migrations``). Its name is what a database remembers of it; its number only says
in which order they were written. Two carry the number 010: they were written on the same day in two places, and a
database that remembers either name must find it again. New ones take the next free number (a test sees to it).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from syndicheck.store.postings import pack_anew
from syndicheck.store.schema.anchors import (
    ANCHOR_STEPS,
    ANCHOR_TABLES,
    ANCHORS_PACKED,
    ANCHORS_RAREST,
    gather,
    put_in_order,
)
from syndicheck.store.schema.core import (
    ADDRESS_TABLES,
    ARTICLE_INDEXES,
    DELETED_TABLES,
    REFERRING_INDEXES,
    RUN_INDEXES,
    SEARCH_TRIGGER,
    STORY_MATCHES,
    TABLES,
    VERSIONS_SINCE,
    VIEWS,
)
from syndicheck.store.schema.feeds import FEED_COLUMNS, FEED_TABLES, FEED_VIEWS
from syndicheck.store.schema.file import APPLICATION_ID
from syndicheck.store.schema.holdings import HOLDING_TABLES
from syndicheck.store.schema.lineage import LINEAGE_TABLES, LINEAGE_VIEWS
from syndicheck.store.schema.marks import HIDDEN_TABLES, MARK_TABLES, MARK_VIEWS
from syndicheck.store.schema.outlets import OUTLET_TABLES, OUTLET_VIEWS, TIE_TABLES
from syndicheck.store.schema.reviews import PRESENT_VIEWS, REVIEW_TABLES, REVIEW_VIEWS
from syndicheck.store.schema.search import SEARCH_INDEX
from syndicheck.store.schema.sketches import pack, without_hashes
from syndicheck.store.schema.telling import TELLING_TABLES

if TYPE_CHECKING:
    import sqlite_utils

MIGRATION_SET = "syndicheck"


def migrate(db: sqlite_utils.Database, alone: AbstractContextManager[None]) -> None:
    """Bring a database to the present schema: creates what is missing, changes nothing that is there.

    Safe to call at every opening for writing. The caller holds no transaction. ``alone`` is entered where there is
    something to do, and holds off whoever opens the same file meanwhile.
    """
    from sqlite_utils import Migrations

    migrations = Migrations(MIGRATION_SET)

    @migrations()
    def m001_initial(db: sqlite_utils.Database) -> None:
        for statement in TABLES:
            db.execute(statement)
        for name, query in VIEWS.items():
            db.create_view(name, query)
        db.table("article_versions").enable_fts(
            ["title", "text"],
            fts_version="FTS5",
            tokenize="unicode61 remove_diacritics 2",
            create_triggers=True,
        )
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")

    @migrations()
    def m002_learned_blocks_and_release_ids(db: sqlite_utils.Database) -> None:
        for statement in MARK_TABLES:
            db.execute(statement)
        for name, query in MARK_VIEWS.items():
            db.create_view(name, query)

    @migrations()
    def m003_reviews(db: sqlite_utils.Database) -> None:
        for statement in REVIEW_TABLES:
            db.execute(statement)
        for name, query in REVIEW_VIEWS.items():
            db.create_view(name, query, replace=True)

    @migrations()
    def m004_hidden_text(db: sqlite_utils.Database) -> None:
        for statement in HIDDEN_TABLES:
            db.execute(statement)

    @migrations()
    def m007_anchors(db: sqlite_utils.Database) -> None:
        """Superseded before the first release."""

    @migrations()
    def m010_anchors_of_all_languages_together(db: sqlite_utils.Database) -> None:
        db.execute("DROP TABLE IF EXISTS anchors")
        for statement in ANCHOR_TABLES:
            db.execute(statement)

    @migrations()
    def m008_feeds(db: sqlite_utils.Database) -> None:
        for statement in FEED_TABLES:
            db.execute(statement)
        for name, query in FEED_VIEWS.items():
            db.create_view(name, query)

    @migrations()
    def m009_outlets(db: sqlite_utils.Database) -> None:
        for statement in OUTLET_TABLES:
            db.execute(statement)
        for name, query in OUTLET_VIEWS.items():
            db.create_view(name, query, replace=True)

    @migrations()
    def m010_lineage(db: sqlite_utils.Database) -> None:
        for statement in LINEAGE_TABLES:
            db.execute(statement)
        for name, query in LINEAGE_VIEWS.items():
            db.create_view(name, query)

    @migrations()
    def m011_webhooks(db: sqlite_utils.Database) -> None:
        for statement in TELLING_TABLES:
            db.execute(statement)

    @migrations()
    def m012_outlet_ties(db: sqlite_utils.Database) -> None:
        for statement in TIE_TABLES:
            db.execute(statement)

    @migrations()
    def m013_what_feeds_ask_for(db: sqlite_utils.Database) -> None:
        for statement in FEED_COLUMNS:
            db.execute(statement)

    @migrations()
    def m014_small_indexes(db: sqlite_utils.Database) -> None:
        gather(db.conn)
        # 32 bits of a band are enough to name candidates; the signature has all of them
        db.execute("UPDATE OR REPLACE lsh_bands SET hash = hash >> 32")
        db.execute("PRAGMA user_version = 2")

    @migrations()
    def m015_where_anchors_stand(db: sqlite_utils.Database) -> None:
        db.execute(ANCHOR_STEPS)

    @migrations()
    def m016_rarest_anchors(db: sqlite_utils.Database) -> None:
        """Files from before find rewrites after the next ``reindex``."""
        db.execute(ANCHORS_RAREST)

    @migrations()
    def m017_holdings(db: sqlite_utils.Database) -> None:
        for statement in HOLDING_TABLES:
            db.execute(statement)

    @migrations()
    def m018_present_marks_and_articles_of_an_outlet(db: sqlite_utils.Database) -> None:
        for name, query in PRESENT_VIEWS.items():
            db.create_view(name, query, replace=True)
        for statement in ARTICLE_INDEXES:
            db.execute(statement)

    @migrations()
    def m019_indexes_in_rows_of_many(db: sqlite_utils.Database) -> None:
        pack(db.conn)
        pack_anew(db.conn)
        db.execute("PRAGMA user_version = 3")

    @migrations()
    def m020_what_refers_to_what_is_deleted(db: sqlite_utils.Database) -> None:
        for statement in REFERRING_INDEXES:
            db.execute(statement)

    @migrations()
    def m021_matches_for_stories(db: sqlite_utils.Database) -> None:
        """In files from before they stay until the next ``reindex``."""
        db.execute(STORY_MATCHES)

    @migrations()
    def m022_anchors_in_the_order_of_comparison(db: sqlite_utils.Database) -> None:
        put_in_order(db.conn)
        db.execute("PRAGMA user_version = 4")

    @migrations()
    def m023_addresses_of_articles(db: sqlite_utils.Database) -> None:
        for statement in ADDRESS_TABLES:
            db.execute(statement)

    @migrations()
    def m024_since_when_texts_were_there_and_what_was_deleted(db: sqlite_utils.Database) -> None:
        db.execute(VERSIONS_SINCE)
        for statement in DELETED_TABLES:
            db.execute(statement)

    @migrations()
    def m025_what_runs_brought_and_when_texts_are_indexed(db: sqlite_utils.Database) -> None:
        for statement in (*RUN_INDEXES, *SEARCH_TRIGGER):
            db.execute(statement)

    @migrations()
    def m026_all_anchors_of_a_version(db: sqlite_utils.Database) -> None:
        db.execute(ANCHORS_PACKED)

    @migrations()
    def m027_search_without_places(db: sqlite_utils.Database) -> None:
        for statement in SEARCH_INDEX:
            db.execute(statement)
        db.execute("PRAGMA user_version = 5")

    @migrations()
    def m028_sketches_without_hashes(db: sqlite_utils.Database) -> None:
        without_hashes(db.conn)
        db.execute("PRAGMA user_version = 6")

    if not migrations.pending(db):
        return
    # else SQLite rewrites, and asks for sense, whatever views people have made of tables that are renamed on the way
    (before,) = db.conn.execute("PRAGMA legacy_alter_table").fetchone()
    db.conn.execute("PRAGMA legacy_alter_table = ON")
    try:
        with alone:  # what is to be done is looked up again in here: another process may have done it
            migrations.apply(db)
    finally:
        db.conn.execute(f"PRAGMA legacy_alter_table = {before}")
