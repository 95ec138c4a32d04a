"""Is everything in place? Python, SQLite, optional packages, the database."""

from __future__ import annotations

import importlib.util
import platform
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from syndicheck.errors import SyndicheckError

OLDEST_SQLITE = (3, 37)
"""STRICT tables came with 3.37."""

EXTRAS = {
    "html": (("trafilatura", "htmldate"), "reading web pages, NITF, NewsML-G2 and sitemaps"),
    "fast-html": (("resiliparse",), "reading web pages fast"),
    "feeds": (("feedparser",), "reading feeds and WordPress exports"),
    "office": (("docx", "pypdf"), "reading Word documents and PDF files"),
    "warc": (("warcio",), "reading web archives (WARC, WACZ)"),
    "parquet": (("duckdb",), "reading Parquet files"),
    "web": (("httpx", "httpcore", "protego"), "reading web addresses and watching feeds"),
    "embed": (("model2vec",), "using a model of your own for texts in other languages"),
    "lang": (("gcld3",), "telling the language of a text"),
    "datasette": (("datasette",), "looking at the database in a browser"),
}
"""Extra → the modules that it brings, and what for."""


class Finding(Struct, frozen=True):
    """One line of the examination. ``ok`` is false only for what keeps syndicheck from working."""

    ok: bool
    subject: str
    finding: str


def examine(database: Path) -> Iterator[Finding]:
    """Check the installation, then the database when the file exists."""
    yield Finding(sys.version_info >= (3, 11), "Python", f"{platform.python_version()} ({sys.executable})")
    enough = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    yield Finding(enough, "SQLite", sqlite3.sqlite_version + ("" if enough else "; 3.37 or newer is needed"))
    yield _full_text_search()
    for extra, (modules, purpose) in EXTRAS.items():
        found = all(importlib.util.find_spec(module) is not None for module in modules)
        remedy = "" if found else f"; for {purpose}: pip install 'syndicheck[{extra}]'"
        yield Finding(True, f"syndicheck[{extra}]", ("installed" if found else "not installed") + remedy)
    yield _catalogue()
    yield _lexicon()
    if database.exists():
        yield from _database(database)
    else:
        yield Finding(True, "database", f"{database} does not exist yet")


def _full_text_search() -> Finding:
    try:
        with sqlite3.connect(":memory:") as connection:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.Error as error:
        return Finding(False, "full-text search", f"{error}; an SQLite with FTS5 is needed")
    return Finding(True, "full-text search", "FTS5")


def _catalogue() -> Finding:
    from syndicheck.marks.catalogue import configured

    try:
        catalogue = configured()
    except SyndicheckError as error:
        return Finding(False, "catalogue", str(error))
    return Finding(True, "catalogue", f"{len(catalogue.organisations)} organisations, version {catalogue.version}")


def _lexicon() -> Finding:
    from syndicheck.lexicon.compiled import configured

    try:
        lexicon = configured()
    except SyndicheckError as error:
        return Finding(False, "lexicon", str(error))
    if lexicon is None:
        return Finding(True, "lexicon", "none; translations are found without dictionaries")
    return Finding(True, "lexicon", f"{lexicon.path}: {', '.join(lexicon.about['languages'])}")


def _database(path: Path) -> Iterator[Finding]:
    from syndicheck.store.database import Database, check_versions
    from syndicheck.store.feeds import feed_health
    from syndicheck.store.reports import totals
    from syndicheck.store.sketches import COMPARED, STORED, count_waiting

    try:
        with Database(path) as database:
            (state,) = database.connection.execute("PRAGMA quick_check").fetchone()
            yield Finding(state == "ok", "database", f"{path}: {state}")
            held = totals(database.connection)
            yield Finding(
                True, "held", f"{held.articles:,} articles, {held.outlets:,} outlets, {held.stories:,} stories"
            )
            if (feeds := feed_health(database.connection)).watched:
                yield Finding(
                    not feeds.failing,
                    "feeds",
                    f"{feeds.watched:,} watched, {feeds.failing:,} failing, {feeds.waiting:,} pages waiting"
                    + ("; see the view feed_health" if feeds.failing else ""),
                )
            waiting = sum(count_waiting(database.connection, step) for step in (STORED, COMPARED))
            again = f"; run `syndicheck ingest` or `syndicheck reindex` again to go on, with --db {path}"
            remedy = again if waiting else ""
            yield Finding(not waiting, "unfinished work", f"{waiting:,} versions{remedy}")
            check_versions(database)
            yield Finding(True, "versions", "the data was derived by this version")
    except SyndicheckError as error:
        yield Finding(False, "database", str(error))
