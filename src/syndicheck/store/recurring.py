"""Learned blocks in the database, and the stored articles as learning reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from syndicheck.identity import outlet_domain
from syndicheck.marks.lines import Page
from syndicheck.marks.recurring import Recurring, RecurringBlock, Seen
from syndicheck.marks.sitelines import PAGES, PageSeen
from syndicheck.model.spans import TextKind
from syndicheck.store.encoding import iso
from syndicheck.store.marks import read_mark

_COLUMNS = "wording, text, edge, articles, stories, headlines, days, outlets, position, lang, outlet, organisation_id"


def replace_blocks(connection: sqlite3.Connection, blocks: Iterable[RecurringBlock], now: datetime) -> None:
    """Store these learned blocks instead of those that are there; the caller holds the transaction."""
    connection.execute("DELETE FROM recurring_blocks")
    connection.executemany(
        f"INSERT INTO recurring_blocks (id, learned, {_COLUMNS}) VALUES ({', '.join('?' * 14)})",
        (
            (
                block.id,
                iso(now),
                block.key,
                block.text,
                block.edge,
                block.articles,
                block.stories,
                block.headlines,
                block.days,
                block.outlets,
                block.position,
                block.lang,
                block.outlet,
                block.organisation,
            )
            for block in blocks
        ),
    )


def load_recurring(connection: sqlite3.Connection) -> Recurring:
    """The learned blocks of a database."""
    return Recurring(
        RecurringBlock(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM recurring_blocks ORDER BY wording")
    )


def seen_articles(connection: sqlite3.Connection) -> Iterator[Seen]:
    """Every article's present text with its marks, without what was learned before."""
    rows = connection.execute(
        "SELECT a.id, v.text, o.name, v.title, a.lang, coalesce(s.public_id, a.key),"
        " coalesce((SELECT min(t.start) FROM sightings t WHERE t.article_id = a.id AND t.usable), ''),"
        " m.type, m.start, m.end, m.text_kind, m.organisation_id, m.catalogue_id, m.layer, m.strength, m.score"
        " FROM articles a"
        " JOIN article_versions v ON v.id = a.current_version_id"
        " JOIN outlets o ON o.id = a.outlet_id"
        " LEFT JOIN story_articles sa ON sa.article_id = a.id AND sa.role = 'member'"
        " LEFT JOIN stories s ON s.id = sa.story_id"
        " LEFT JOIN marks m ON m.version_id = v.id AND m.text_kind = ? AND m.type <> 'recurring_block'"
        " ORDER BY coalesce(s.public_id, a.key), a.key, m.start",
        (TextKind.BODY.value,),
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        article = list(group)
        _, text, outlet, title, lang, story, seen = article[0][:7]
        page = Page(text)
        yield Seen(
            story=story,
            outlet=outlet,
            title=title,
            day=seen[:10],
            lang=lang,
            lines=[(page.span(line.start, line.end), line.text) for line in page.lines],
            marks=[read_mark(row[7:]) for row in article if row[7] is not None],
        )


def seen_pages(connection: sqlite3.Connection) -> Iterator[PageSeen]:
    """The visible texts of articles that were read from pages, site by site: of each as many as learning looks at,
    chosen by a hash of their text, so that the same articles give the same pages in whatever order they came.
    """
    chosen: dict[str, list[int]] = {}
    for article, key in connection.execute(
        "SELECT a.id, a.key FROM articles a JOIN article_versions v ON v.id = a.current_version_id"
        " WHERE v.page_text <> '' AND a.key LIKE 'url:%' ORDER BY v.text_hash, a.key"
    ):
        site = outlet_domain(key.removeprefix("url:"))
        if site is not None and len(of_site := chosen.setdefault(site, [])) < PAGES:
            of_site.append(article)
    for site, articles in sorted(chosen.items()):
        for article in articles:
            row = connection.execute(
                "SELECT coalesce(s.public_id, a.key), v.title,"
                " coalesce((SELECT min(t.start) FROM sightings t WHERE t.article_id = a.id AND t.usable), ''),"
                " a.lang, v.page_text"
                " FROM articles a JOIN article_versions v ON v.id = a.current_version_id"
                " LEFT JOIN story_articles sa ON sa.article_id = a.id AND sa.role = 'member'"
                " LEFT JOIN stories s ON s.id = sa.story_id WHERE a.id = ?",
                (article,),
            ).fetchone()
            story, title, seen, lang, text = row
            yield PageSeen(site, story, title, seen[:10], lang, text)
