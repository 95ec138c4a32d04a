"""From a request to a page: permissions, errors, and a database file that is opened for each answer.

Each page opens the file for reading and closes it again: a database that is being written, is read-only or of an older
format answers as the command line does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from syndicheck.datasette_plugin import access, organisations, outlets, pages, reference, searching, stories, texts
from syndicheck.datasette_plugin.frame import Asked, Drawn, headers
from syndicheck.errors import InputError, SyndicheckError

if TYPE_CHECKING:
    from syndicheck.store.database import Database

DRAWN: dict[str, Callable[[Database, Asked], Drawn]] = {
    "": pages.home,
    "story": stories.story,
    "article": texts.article,
    "compare": texts.compare,
    "search": searching.search,
    "outlets": outlets.outlets,
    "outlet": outlets.outlet,
    "organisations": organisations.organisations,
    "organisation": organisations.organisation,
    "reference": reference.reference,
}
"""Pages that only read, by the word that stands for them in the address."""

WITH_REST = ("story", "article", "compare", "organisation")
"""Pages of one thing, whose name follows in the address."""


async def serve_page(request: Any, datasette: Any) -> Any:
    """Answer a request for any of the pages that only read."""
    asked, path = await opened(request, datasette)
    page = request.url_vars.get("page") or ""
    return answer(await asyncio.to_thread(draw, path, asked, DRAWN[page]))


async def no_page(request: Any, datasette: Any) -> Any:
    """Answer for an address below ours that leads nowhere."""
    asked, _ = await opened(request, datasette)
    return answer(pages.sorry(asked, "There is no such page. The links above lead to those there are.", 404))


async def opened(request: Any, datasette: Any) -> tuple[Asked, Path]:
    """What is asked for, by whom it may be.

    Raises:
        NotFound: no database file has this name.
        Forbidden: this actor may not view it.
    """
    from datasette import Forbidden, NotFound

    variables = request.url_vars
    name = unquote(variables["database"])
    held = datasette.databases.get(name)
    if held is None or held.path is None:
        raise NotFound(f"No database file is called {name}")
    if not await access.may_view(datasette, request.actor, name):
        raise Forbidden("view-database")
    asked = Asked(
        name,
        unquote(variables.get("rest") or ""),
        {key: request.args.get(key) or "" for key in request.args},
        str(datasette.urls.path("/")).rstrip("/"),
        str(datasette.urls.database(name)),
        editable=held.is_mutable and await access.may(datasette, request.actor, access.REVIEW, name),
        checkable=await access.may(datasette, request.actor, access.CHECK, name),
    )
    return asked, Path(held.path)


def draw(path: Path, asked: Asked, page: Callable[[Database, Asked], Drawn]) -> Drawn:
    """A page from the database file, or one that says why there is none."""
    from syndicheck.store.database import Database

    try:
        with Database(path) as store, store.explained(), store.one_look():
            return page(store, asked)
    except InputError as error:
        return pages.sorry(asked, named(str(error), path), 404)
    except SyndicheckError as error:
        return pages.sorry(asked, named(str(error), path), 503)


def named(said: str, path: Path | str) -> str:
    """What went wrong, for readers of the web: they learn the name of the database, and not where it lies."""
    return said.replace(str(path), Path(path).name)


def answer(page: Drawn) -> Any:
    """A page as Datasette sends it."""
    from datasette import Response

    return Response.html(page.html, status=page.status, headers=headers(forms=page.forms))
