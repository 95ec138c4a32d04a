"""Tables and columns in words, for Datasette: its metadata and its configuration, made from the schema itself.

What a column means stands once, as a comment in the SQL that makes it (of added columns: in ``ADDED_COLUMNS``); a file
carries that SQL, so that an older file is described by its own words.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from syndicheck.expressions import expression
from syndicheck.store.schema import ADDED_COLUMNS

_COMMENT = expression(r"^\s*(\w+) [^\n]*?-- ([^\n]+)$", re.MULTILINE)

TABLES = {
    "articles": "One text as published at one address by one outlet.",
    "article_addresses": "Further addresses under which an article was read.",
    "deleted_earlier": "When an article that was deleted can have appeared, whose text one that is held shares.",
    "article_versions": "Every text ever seen of an article. Its offsets are those of marks and matches.",
    "outlets": "Who published.",
    "organisations": "Agencies, distributors and others whose marks are printed.",
    "stories": "A text and its descendants: copies, cuts, edits, translations.",
    "story_articles": "Which article is in which story, and its place in time.",
    "story_redirects": "Ids of merged and split stories, and where they lead.",
    "matches": "Two texts compared: class, shares and reasons.",
    "match_spans": "The copied passages of a match, as offsets in both texts.",
    "story_matches": "Matches that only show what an article shares with its story's source.",
    "marks": "What in a text is not the story: credits, disclaimers, footers, labels, with exact spans.",
    "sightings": "When an article is known, or said, to have existed; an interval in UTC.",
    "reviews": "People's decisions, with who, when and why.",
    "review_articles": "The articles that a decision names.",
    "hidden_text": "Characters that readers do not see.",
    "recurring_blocks": "Paragraphs that come back in unrelated stories: learned.",
    "release_ids": "Numbers that distributors gave their releases.",
    "runs": "When articles were read.",
    "problems": "What was left out: records that could not be read, comparisons and stories that broke the program.",
    "lineage": "From which text each text was most probably taken, and from which others it may have been.",
    "story_lineage": "Who took it from whom: the likeliest parent of each text.",
    "outlet_lineage": "How many articles each outlet takes from others, and others from it.",
    "outlet_names": "Under which names and domains an outlet is known.",
    "feeds": "Feeds that are watched.",
    "feed_requests": "When a feed was asked, and what came of it.",
    "feed_entries": "What the feeds listed.",
    "outlet_ties": "What outlets say in trust.txt of who controls them and to whom they belong.",
    "webhooks": "Who is told of take-overs, and what has been looked at.",
    "told": "Take-overs that a webhook was told of.",
    "feed_health": "How well each feed answers.",
    "owner_activity": "Outlets by their owner.",
    "stories_of_one_owner": "Stories that only outlets of one owner carry.",
    "holdings": "How many articles are held, of how many outlets; one row.",
    "meta": "Versions of the code that derived the data.",
    "story_timeline": "Every article of every story in time order.",
    "first_publishers": "Who was first, or tied, in each story.",
    "outlet_activity": "How often each outlet was first, tied, later or cannot be placed.",
    "outlet_marks": "How often each outlet prints which mark.",
    "mark_removal": "In stories that carry an organisation's marks: articles with and without them, by outlet.",
    "mark_usage": "How often each mark is printed.",
    "reviewed_articles": "Decisions with the articles they name.",
}

VIEW_COLUMNS = {
    "not_before": "UTC; the instant lies between not_before and not_after",
    "not_after": "UTC; the instant lies between not_before and not_after",
    "as_written": "the time as the source wrote it",
    "of_articles": "articles of this outlet held",
    "share": "articles / of_articles, 0 … 1",
    "kept": "the outlet's articles with a mark of the organisation",
    "removed": "the outlet's articles without one, in stories where somebody prints it",
    "round_ups": "articles that draw on several stories",
    "first": "stories in which it was first",
    "tied": "stories in which it was among the first",
    "later": "stories in which it came later",
    "unknown": "stories in which its time cannot be placed",
}

FACETS = {
    "articles": ["lang", "outlet_id"],
    "stories": ["verdict"],
    "marks": ["type", "organisation_id"],
    "matches": ["class"],
    "story_articles": ["role", "place"],
    "sightings": ["kind", "zone", "precision"],
    "reviews": ["kind"],
    "organisations": ["kind"],
    "outlet_marks": ["type", "organisation"],
    "mark_removal": ["organisation"],
    "story_timeline": ["place", "lang"],
    "first_publishers": ["verdict"],
    "mark_usage": ["type"],
}

SORTED = {"stories": "outlets", "outlet_activity": "articles", "mark_usage": "articles"}
"""Tables that Datasette shows with the largest number first."""

INTERNAL = (
    "sketches",
    "fingerprints",
    "lsh_bands",
    "waiting_hashes",
    "anchor_postings",
    "anchored_versions",
    "anchor_languages",
    "robots",
    "_sqlite_migrations",
)

QUERIES = {
    "who_takes_from_whom": (
        "Who takes over from whom",
        "Pairs of outlets: one was first in a story, the other came later. Without a name: all of them.",
        """
        SELECT fo.name AS first, lo.name AS later, m.class AS class, count(DISTINCT l.story_id) AS stories
        FROM story_articles f
        JOIN story_articles l ON l.story_id = f.story_id AND l.place = 'later'
        JOIN articles fa ON fa.id = f.article_id JOIN outlets fo ON fo.id = fa.outlet_id
        JOIN articles la ON la.id = l.article_id JOIN outlets lo ON lo.id = la.outlet_id
        LEFT JOIN matches m ON m.id = l.match_id
        WHERE f.place = 'first' AND fo.id <> lo.id AND coalesce(:outlet, '') IN ('', fo.name, lo.name)
        GROUP BY fo.id, lo.id, m.class ORDER BY stories DESC, 1, 2
        """,
    ),
    "translations": (
        "Translations",
        "Articles that are the source of their story in another language.",
        """
        SELECT s.public_id AS story, s.title AS story_title, o.name AS outlet, a.lang AS lang, a.title AS title,
               a.id AS article_id
        FROM story_articles sa JOIN matches m ON m.id = sa.match_id AND m.class = 'translation'
        JOIN stories s ON s.id = sa.story_id JOIN articles a ON a.id = sa.article_id
        JOIN outlets o ON o.id = a.outlet_id ORDER BY s.outlets DESC, s.public_id, a.lang
        """,
    ),
    "without_the_mark": (
        "Where a mark is missing",
        "Articles of a story in which others print a mark of an organisation (its catalogue id), and these do not.",
        """
        SELECT s.public_id AS story, o.name AS outlet, a.title AS title, a.id AS article_id
        FROM stories s JOIN story_articles sa ON sa.story_id = s.id AND sa.role = 'member'
        JOIN articles a ON a.id = sa.article_id JOIN outlets o ON o.id = a.outlet_id
        WHERE s.id IN (SELECT x.story_id FROM marks m JOIN articles b ON b.current_version_id = m.version_id
                       JOIN story_articles x ON x.article_id = b.id
                       WHERE m.organisation_id = :organisation AND m.dismissed_by IS NULL)
          AND NOT EXISTS (SELECT 1 FROM marks n WHERE n.version_id = a.current_version_id
                          AND n.organisation_id = :organisation AND n.dismissed_by IS NULL)
        ORDER BY s.outlets DESC, s.public_id, o.name
        """,
    ),
}
"""Questions that a reader may ask without knowing SQL: name → title, description, query."""


def metadata(connection: sqlite3.Connection, database: str) -> dict[str, Any]:
    """Datasette's metadata (both versions read it): descriptions of tables and columns, facets, order, queries."""
    tables: dict[str, Any] = {}
    for name, kind, sql in connection.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    ).fetchall():
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        described = column_words(name, sql or "") if kind == "table" else VIEW_COLUMNS
        about = {column: described[column].strip() for column in columns if column in described}
        if name in INTERNAL or name.startswith("article_versions_fts"):
            tables[name] = {"hidden": True}
        elif name in TABLES:
            tables[name] = {"description": TABLES[name], **({"columns": about} if about else {}), **shown(name)}
    return {
        "title": "Who published what first",
        "description": "Made by syndicheck. Offsets count characters of the stored texts, times are UTC, shares 0 … 1.",
        "databases": {database: {"tables": tables, "queries": queries()}},
    }


def column_words(table: str, sql: str) -> dict[str, str]:
    """What the columns of a table mean, given the SQL that the file holds for it."""
    return {**ADDED_COLUMNS.get(table, {}), **dict(_COMMENT.findall(sql))}


def shown(table: str) -> dict[str, Any]:
    """How Datasette shows a table: facets and order."""
    found: dict[str, Any] = {}
    if table in FACETS:
        found["facets"] = FACETS[table]
    if table in SORTED:
        found["sort_desc"] = SORTED[table]
    return found


def queries() -> dict[str, dict[str, str]]:
    """The queries in the form of Datasette's files."""
    return {
        name: {
            "title": title,
            "description": about,
            "sql": "\n".join(line.strip() for line in sql.strip().splitlines()),
        }
        for name, (title, about, sql) in QUERIES.items()
    }


def configuration(database: str, tables: dict[str, Any]) -> dict[str, Any]:
    """``datasette.yaml`` of Datasette 1.0, which looks for queries and the display of tables there."""
    return {"databases": {database: {"tables": displayed(tables), "queries": queries()}}}


def displayed(tables: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What of the metadata of tables says how they are shown: hidden, facets, order."""
    return {
        name: chosen
        for name, about in tables.items()
        if (chosen := {key: about[key] for key in ("hidden", "facets", "sort_desc") if key in about})
    }
