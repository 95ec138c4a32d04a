"""One plugin for Datasette 0.65 and 1.0: pages over a syndicheck database, links in cells, descriptions.

Datasette finds it through the entry point ``datasette``. Pages lie under ``/-/syndicheck/DATABASE`` and show nothing to
whom Datasette's permission ``view-database`` does not allow.
"""

from __future__ import annotations

import re
from typing import Any

from datasette import hookimpl

from syndicheck.datasette_plugin import access, ways
from syndicheck.datasette_plugin.bodies import guarded
from syndicheck.datasette_plugin.cells import cell
from syndicheck.datasette_plugin.decisions import serve_reviews
from syndicheck.datasette_plugin.described import described, metadata_for_065, tell_version_1
from syndicheck.datasette_plugin.drafts import serve_check
from syndicheck.datasette_plugin.files import WRITTEN, serve_file
from syndicheck.datasette_plugin.serving import DRAWN, WITH_REST, no_page, serve_page
from syndicheck.store.index_words import words_asked_for
from syndicheck.store.schema.file import APPLICATION_ID

_BASE = r"^/-/syndicheck/(?P<database>[^/]+)"


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The pages. What is asked for is read in one place, with permissions and errors."""
    alone = "|".join(page for page in DRAWN if page and page not in WITH_REST)
    return [
        (rf"{_BASE}/?$", serve_page),
        (rf"{_BASE}/(?P<page>{alone})$", serve_page),
        (rf"{_BASE}/(?P<page>{'|'.join(WRITTEN)})/(?P<rest>[^/]+)\.json$", serve_file),
        (rf"{_BASE}/(?P<page>{'|'.join(WITH_REST)})/(?P<rest>[^/]+)$", serve_page),
        (rf"{_BASE}/check$", serve_check),
        (rf"{_BASE}/reviews$", serve_reviews),
        (rf"{_BASE}/.*$", no_page),
        (r"^/robots\.txt$", robots),
    ]


async def robots() -> Any:
    """Press texts are other people's: no robot is invited."""
    from datasette import Response

    return Response.text("User-agent: *\nDisallow: /\n")


@hookimpl
def asgi_wrapper(datasette: Any) -> Any:
    """What is sent to our pages is read up to a limit."""
    return lambda app: guarded(app, datasette)


@hookimpl(optionalhook=True)
def skip_csrf(scope: Any) -> bool:
    """JSON for a check needs no token of a form in 0.65: no form can send it, and the guard knows where it is from."""
    kinds = [value for name, value in scope.get("headers") or [] if name.lower() == b"content-type"]
    ours = re.search(r"/-/syndicheck/[^/]+/check$", scope["path"])
    return ours is not None and len(kinds) == 1 and kinds[0].partition(b";")[0].strip().lower() == b"application/json"


@hookimpl(optionalhook=True)
def permission_allowed(datasette: Any, actor: Any, action: str, resource: Any) -> bool | None:
    """Our actions in Datasette 0.65."""
    return access.allowed_in_065(datasette, actor, action, resource if isinstance(resource, str) else None)


@hookimpl(optionalhook=True)
def register_actions() -> list[Any]:
    """Our actions in Datasette 1.0, so that its configuration may grant them."""
    from datasette.permissions import Action
    from datasette.resources import DatabaseResource

    return [
        Action(
            name=access.CHECK,
            description="Check drafts against the articles of a database",
            resource_class=DatabaseResource,
        ),
        Action(
            name=access.REVIEW,
            description="Decide about matches, stories and marks",
            resource_class=DatabaseResource,
        ),
    ]


@hookimpl(optionalhook=True)
def permission_resources_sql(datasette: Any, actor: Any, action: str) -> Any:
    """What our configuration says of our actions in Datasette 1.0."""
    found = access.allowed_in_1(datasette, actor, action)
    if found is None:
        return None
    from datasette.permissions import PermissionSQL

    return PermissionSQL(sql=found[0], params=found[1])


def _menu(datasette: Any, database: str, found: list[ways.Way]) -> list[dict[str, str]]:
    """Entries of a menu, for our own databases only. 0.65 shows no descriptions."""
    if described(datasette, database) is None:
        return []
    return [
        {"href": datasette.urls.path(path), "label": label, "description": meaning} for path, label, meaning in found
    ]


@hookimpl
def database_actions(datasette: Any, database: str) -> list[dict[str, str]]:
    """Ways from Datasette's page of a database to ours."""
    return _menu(datasette, database, ways.of_database(database))


@hookimpl
def table_actions(datasette: Any, database: str, table: str) -> list[dict[str, str]]:
    """Ways from a table to the pages that show its rows."""
    return _menu(datasette, database, ways.of_table(database, table))


@hookimpl(optionalhook=True)
def view_actions(datasette: Any, database: str, view: str) -> list[dict[str, str]]:
    """The same for views, in Datasette 1.0."""
    return _menu(datasette, database, ways.of_table(database, view))


@hookimpl(optionalhook=True)
def row_actions(datasette: Any, database: str, table: str, row: Any) -> list[dict[str, str]]:
    """The way from a row to its page, in Datasette 1.0; 0.65 has links in the cells only."""
    return _menu(datasette, database, ways.of_row(database, table, dict(row)))


@hookimpl(optionalhook=True)
def query_actions(datasette: Any, database: str) -> list[dict[str, str]]:
    """Ways from a query to our pages, in Datasette 1.0."""
    return _menu(datasette, database, ways.of_database(database)[:2])


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Intervals, shares, spans and names in the tables and views of our databases."""
    import inspect

    from markupsafe import Markup

    if table is None or value is None or described(datasette, database) is None:
        return None
    shown = cell(row, value, column, table, database, datasette)
    return shown if shown is None or inspect.isawaitable(shown) else Markup(shown)


@hookimpl(optionalhook=True)
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Descriptions, facets and queries in Datasette 0.65."""
    return metadata_for_065(datasette)


@hookimpl(trylast=True)
def prepare_connection(conn: Any) -> None:
    """Datasette's own search boxes ask our index for words, not for phrases, which it does not know: ``co-op`` would be
    an error. Last, so that it takes the place of Datasette's.
    """
    if conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
        conn.create_function("escape_fts", 1, words_asked_for, deterministic=True)


@hookimpl
def startup(datasette: Any) -> Any:
    """Descriptions, facets and queries in Datasette 1.0; in 0.65 what keeps its 404 pages working beside us."""
    if hasattr(datasette, "add_query"):
        return lambda: tell_version_1(datasette)
    _without_tracebacks_of_nothing()
    return None


def _without_tracebacks_of_nothing() -> None:
    """Datasette 0.65 has rich, where it is installed, print every exception. Its 404 was never raised, so that rich has
    nothing to print and raises itself, and the reader gets a bare 500. We bring rich along, so we take it out there.
    """
    from datasette import handle_exception

    if hasattr(handle_exception, "rich"):
        handle_exception.rich = None
