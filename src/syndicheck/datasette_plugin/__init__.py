"""One plugin for Datasette 0.65 and 1.0: reading pages over a syndicheck database, links in cells, descriptions.

Datasette finds it through the entry point ``datasette``. Pages lie under ``/-/syndicheck/DATABASE`` and show nothing to
whom Datasette's permission ``view-database`` does not allow.
"""

from __future__ import annotations

from typing import Any

from datasette import hookimpl

from syndicheck.datasette_plugin.addresses import article_path, home_path, story_path
from syndicheck.datasette_plugin.pages import serve_page
from syndicheck.report.markup import tag


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The pages. What is asked for is read in one place, with permissions and errors."""
    return [
        (r"^/-/syndicheck/(?P<database>[^/]+)$", serve_page),
        (r"^/-/syndicheck/(?P<database>[^/]+)/(?P<page>story|article|compare)/(?P<rest>[^/]+)$", serve_page),
    ]


@hookimpl
def database_actions(datasette: Any, database: str) -> list[dict[str, str]]:
    """A way from Datasette's own page to ours."""
    if datasette.get_database(database).path is None:
        return []
    return [{"href": datasette.urls.path(home_path(database)), "label": "Stories: who published what first"}]


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Story ids and titles of articles lead to their pages."""
    from markupsafe import Markup

    if not isinstance(value, str) or not value:
        return None
    if table == "stories" and column == "public_id":
        path = story_path(database, value)
    elif table == "articles" and column == "title" and "id" in row.keys():  # noqa: SIM118 - a row, no mapping
        path = article_path(database, row["id"])
    else:
        return None
    return Markup(tag("a", value, href=datasette.urls.path(path), dir="auto"))
