"""Story, article and comparison as JSON: the documents that the command line writes, at the pages' own addresses."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from syndicheck.datasette_plugin import stories, texts
from syndicheck.datasette_plugin.addresses import story_path
from syndicheck.datasette_plugin.frame import Asked
from syndicheck.datasette_plugin.serving import named, opened
from syndicheck.errors import InputError, SyndicheckError
from syndicheck.report.interface import Page
from syndicheck.report.json_ import Json

if TYPE_CHECKING:
    from syndicheck.store.database import Database


def _story(store: Database, asked: Asked, page: Page) -> None:
    part = stories.part(store, asked)
    if stories.is_whole(part):
        Json().story(part.view, page)
        return
    path = f"{asked.base}{story_path(asked.database, part.view.public_id)}.json"
    after = part.start + len(part.view.members)
    Json().story_part(part, f"{path}?from={after}" if after < part.total else None, page)


def _article(store: Database, asked: Asked, page: Page) -> None:
    Json().marks(texts.text_view(store, asked.rest), page)


def _compare(store: Database, asked: Asked, page: Page) -> None:
    Json().compare(texts.comparison(store, asked.rest), page)


WRITTEN: dict[str, Callable[[Database, Asked, Page], None]] = {
    "story": _story,
    "article": _article,
    "compare": _compare,
}
"""Pages that are files too, by the word that stands for them in the address."""


async def serve_file(request: Any, datasette: Any) -> Any:
    """Answer with the document, or with what is wrong and what to do, as JSON too."""
    from datasette import Response

    asked, path = await opened(request, datasette)
    write = WRITTEN[request.url_vars["page"]]

    def written() -> tuple[int, str]:
        from syndicheck.store.database import Database

        out = io.StringIO()
        try:
            with Database(path) as store, store.explained(), store.one_look():
                write(store, asked, Page(out))
        except SyndicheckError as error:
            said = {"ok": False, "error": named(error.message, path), "remedy": named(error.remedy, path)}
            return 404 if isinstance(error, InputError) else 503, json.dumps(said, ensure_ascii=False) + "\n"
        return 200, out.getvalue()

    status, text = await asyncio.to_thread(written)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
    }
    return Response(text, status=status, headers=headers, content_type="application/json; charset=utf-8")
