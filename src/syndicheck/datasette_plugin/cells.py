"""Cells of Datasette's own tables: intervals with their zone, shares as bars, spans as excerpts, links to our pages."""

from __future__ import annotations

from typing import Any

from syndicheck.datasette_plugin import access
from syndicheck.datasette_plugin.addresses import (
    article_path,
    compare_path,
    organisation_path,
    outlet_path,
    story_path,
)
from syndicheck.report import wording
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.store.versions import excerpt_of

SHARES = frozenset({"share", "share_a", "share_b", "resemblance", "score"})
"""Columns that hold a fraction from 0 to 1."""

INTERVALS = {"start": "end", "not_before": "not_after"}
"""Columns where an interval begins, and those where it ends."""

WITH_INTERVALS = frozenset({"sightings", "story_timeline", "first_publishers"})

STORIES = {"stories": "public_id", "story_redirects": "public_id"}
"""Tables with the id of a story, and its column; in views the column is called ``story``."""

EXCERPT = 160


def cell(row: Any, value: Any, column: str, table: str, database: str, datasette: Any) -> Any:
    """What stands in the cell instead of its value: markup, something to be awaited for it, or ``None``."""
    names = set(row.keys())

    def link(content: Content, path: str) -> Safe:
        return tag("a", content, href=str(datasette.urls.path(path)), dir="auto")

    if isinstance(value, str) and value:
        if column == STORIES.get(table, "story"):
            return link(value, story_path(database, value))
        if (table, column) == ("articles", "title") and "id" in names:
            return link(value, article_path(database, row["id"]))
        if column == "title" and isinstance(_get(row, names, "article_id"), int):
            return link(value, article_path(database, row["article_id"]))
        if (
            (table, column) == ("outlets", "name")
            or (column == "outlet" and "outlet_id" in names)
            or (column == "outlet" and table in WITH_INTERVALS)
        ):
            return link(value, outlet_path(database, value))
        if (table, column) == ("organisations", "name") and "id" in names:
            return link(value, organisation_path(database, row["id"]))
        if column == "organisation" and isinstance(_get(row, names, "organisation_id"), str):
            return link(value, organisation_path(database, row["organisation_id"]))
        if table in WITH_INTERVALS and column in INTERVALS and INTERVALS[column] in names:
            return _interval(value, row[INTERVALS[column]], _get(row, names, "zone"))
    if isinstance(value, float) and column in SHARES and 0 <= value <= 1:
        return tag("meter", wording.percent(value), value=value, min=0, max=1) + " " + tag("span", _exact(value))
    if table == "matches" and column == "id":
        return link(str(value), compare_path(database, _get(row, names, "a_id"), _get(row, names, "b_id")))
    if table == "match_spans" and column in ("a_start", "b_start"):
        return _span(datasette, database, row, _get(row, names, "match_id"), column[0])
    return None


def _get(row: Any, names: set[str], name: str) -> Any:
    """A value of the row; Datasette gives that of a foreign key together with its label."""
    found = row[name] if name in names else None
    return found["value"] if isinstance(found, dict) else found


def _exact(share: float) -> str:
    return f"{wording.percent(share)} ({share:.3f})"


def _interval(start: str, end: Any, zone: Any) -> Safe:
    """``2026-03-04 08:12 UTC``, or from when to when, with a doubt about the zone."""
    first, last = _moment(start), _moment(str(end))
    said = f"{first} UTC" if first == last else f"{first} – {last} UTC"
    doubt = f" (zone {zone})" if zone in ("assumed", "unknown") else ""
    return tag("time", said + doubt, datetime=start)


def _moment(iso: str) -> str:
    return iso[:16].replace("T", " ")


async def _span(datasette: Any, database: str, row: Any, match: int, side: str) -> Any:
    """The words of a copied passage, cut where it is long, with its place; of texts that are closed the place alone."""
    from markupsafe import Markup

    start, end = row[f"{side}_start"], row[f"{side}_end"]
    if not await access.may_read_texts(datasette, database):
        return f"{start}–{end}"
    found = await datasette.get_database(database).execute(*excerpt_of(side, match, start, end, EXCERPT))
    first = found.first()
    words = " ".join(str(first[0]).split()) if first and first[0] else ""
    more = " …" if end - start > EXCERPT else ""
    return Markup(tag("span", f"{start}–{end}: ", tag("q", words + more, dir="auto")) if words else f"{start}–{end}")
