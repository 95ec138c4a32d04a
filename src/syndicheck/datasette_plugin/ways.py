"""Ways from Datasette's own pages to ours: entries of the menus of a database, a table, a row, a query."""

from __future__ import annotations

from typing import Any

from syndicheck.datasette_plugin.addresses import (
    article_path,
    compare_path,
    home_path,
    organisation_path,
    outlet_path,
    page_path,
    story_path,
)

STORY_TABLES = frozenset(
    {"stories", "story_articles", "story_timeline", "first_publishers", "story_lineage", "lineage"}
)
TEXT_TABLES = frozenset({"articles", "article_versions", "marks", "matches", "match_spans", "sightings"})
OUTLET_TABLES = frozenset({"outlets", "outlet_activity", "outlet_lineage", "owner_activity", "outlet_names"})
MARK_TABLES = frozenset({"organisations", "mark_usage", "mark_removal", "outlet_marks"})

Way = tuple[str, str, str]
"""An address below ``base_url``, what the entry says, and what that means."""


def of_database(database: str) -> list[Way]:
    """The first pages that a reader may want."""
    return [
        (home_path(database), "Stories: who published what first", "The pages of syndicheck"),
        (page_path(database, "search"), "Search headlines, texts and names", "By words, language, outlet and year"),
        (page_path(database, "check"), "Check a draft", "What in it is copied, which credit is missing"),
    ]


def of_table(database: str, table: str) -> list[Way]:
    """Pages that show the rows of a table as readers see them."""
    ways: list[Way] = []
    if table in STORY_TABLES:
        ways.append((home_path(database), "Stories as pages", "Who was first, with reasons and timelines"))
    if table in TEXT_TABLES:
        ways.append((page_path(database, "search"), "Search the articles", "By words, language, outlet and year"))
    if table in OUTLET_TABLES:
        ways.append((page_path(database, "outlets"), "Outlets as pages", "What each publishes first, and takes over"))
    if table in MARK_TABLES:
        ways.append(
            (
                page_path(database, "organisations"),
                "Agencies and distributors as pages",
                "Where their marks are missing",
            )
        )
    if table in ("reviews", "review_articles", "reviewed_articles"):
        ways.append((page_path(database, "reviews"), "Reviews as a page", "What people decided, and what holds of it"))
    return ways


def of_row(database: str, table: str, row: dict[str, Any]) -> list[Way]:
    """The page of what a row is about. Values of foreign keys may come with their labels."""

    def value(name: str) -> Any:
        held = row.get(name)
        return held.get("value") if isinstance(held, dict) else held

    number = {"articles": "id", "article_versions": "article_id", "sightings": "article_id"}.get(table)
    if number and isinstance(value(number), int):
        return [(article_path(database, value(number)), "The article as a page", "With its marks and matches")]
    if table == "stories" and value("public_id"):
        return [(story_path(database, str(value("public_id"))), "The story as a page", "Who was first, and why")]
    if table == "story_redirects" and value("public_id"):
        return [(story_path(database, str(value("public_id"))), "The story it leads to", "Who was first, and why")]
    if table == "outlets" and value("name"):
        return [(outlet_path(database, str(value("name"))), "The outlet as a page", "What it publishes first")]
    if table == "organisations" and value("id"):
        return [(organisation_path(database, str(value("id"))), "The organisation as a page", "Where its texts appear")]
    if table == "matches" and isinstance(value("a_id"), int) and isinstance(value("b_id"), int):
        path = compare_path(database, value("a_id"), value("b_id"))
        return [(path, "The two texts side by side", "With what was copied and changed")]
    return []
