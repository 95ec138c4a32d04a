"""Home, story, article and comparison: the HTML report's own sections, with links between them.

Each page opens the database file for reading and closes it again: a database that is being written, is read-only or of
an older format answers as the command line does.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from syndicheck.datasette_plugin.addresses import article_path, compare_path, home_path, story_path
from syndicheck.errors import InputError, SyndicheckError
from syndicheck.report import wording
from syndicheck.report.html_ import FORMAT, style_sheet, write_page
from syndicheck.report.html_story import story_section, table, written
from syndicheck.report.interface import Page
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.view import MemberView, StoryView

STORIES_A_PAGE = 50
MEMBERS_A_PAGE = 300
"""Of a larger story the first articles are shown, and a link leads to the table with all of them."""

_NUMBER = re.compile(r"[0-9]{1,18}")
_PAIR = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


def _headers() -> dict[str, str]:
    """Nothing but the page's own style sheet may be loaded, nobody may frame the page, no robot may keep it."""
    policy = f"default-src 'none'; style-src 'sha256-{style_sheet()[1]}'; base-uri 'none'; form-action 'none'"
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
    }


Url = Callable[[str], str]


async def serve_page(request: Any, datasette: Any) -> Any:
    """Answer a request for any of the pages."""
    from datasette import Forbidden, NotFound, Response

    variables = request.url_vars
    name = unquote(variables["database"])
    held = datasette.databases.get(name)
    if held is None or held.path is None:
        raise NotFound(f"No database file is called {name}")
    if not await _may_view(datasette, request.actor, name):
        raise Forbidden("view-database")
    page, rest = variables.get("page", "home"), unquote(variables.get("rest", ""))
    after = request.args.get("from", "0")
    url: Url = datasette.urls.path
    start = int(after) if _NUMBER.fullmatch(after) else 0
    try:
        html = await asyncio.to_thread(_render, Path(held.path), name, page, rest, start, url)
        status = 200
    except InputError as error:
        html, status = _sorry(name, error, url), 404
    except SyndicheckError as error:
        html, status = _sorry(name, error, url), 503
    return Response.html(html, status=status, headers=_headers())


async def _may_view(datasette: Any, actor: Any, database: str) -> bool:
    if hasattr(datasette, "allowed"):  # Datasette 1.0
        from datasette.resources import DatabaseResource

        return bool(await datasette.allowed(action="view-database", resource=DatabaseResource(database), actor=actor))
    # raises Forbidden; checks the instance as well as the database, as 0.65's own pages do
    await datasette.ensure_permissions(actor, [("view-database", database), "view-instance"])
    return True


def _render(path: Path, database: str, page: str, rest: str, start: int, url: Url) -> str:
    from syndicheck.store.database import Database

    with Database(path) as store, store.explained():
        draw = {"home": _home, "story": _story, "article": _article, "compare": _compare}[page]
        return draw(store, database, rest, start, url)


def _sorry(database: str, error: SyndicheckError, url: Url) -> str:
    out = StringIO()
    content = [_navigation(database, url), tag("section", tag("h1", "Not shown"), tag("p", str(error)))]
    write_page(Page(out), "Not shown", content)
    return out.getvalue()


def _navigation(database: str, url: Url, *more: Content) -> Safe:
    stories = tag("a", "Stories", href=url(home_path(database)))
    tables = tag("a", "Tables", href=url(f"/{database}"))
    return tag("nav", tag("p", stories, " · ", tables, [[" · ", link] for link in more]), aria_label="Pages")


def _home(store: Any, database: str, _rest: str, start: int, url: Url) -> str:
    from syndicheck.provenance.held import coverage_of
    from syndicheck.store.reports import totals

    connection = store.connection
    held = totals(connection)
    rows = connection.execute(
        "SELECT public_id, title, members, outlets, languages, verdict FROM stories"
        " ORDER BY outlets DESC, members DESC, public_id LIMIT ? OFFSET ?",
        (STORIES_A_PAGE, start),
    ).fetchall()
    lines = (
        tag(
            "tr",
            tag(
                "td",
                written(
                    "span",
                    tag("a", wording.headline(title), href=url(story_path(database, public_id))),
                    _first(languages),
                ),
            ),
            tag("td", f"{outlets:,}", class_="number"),
            tag("td", f"{members:,}", class_="number"),
            tag("td", verdict),
        )
        for public_id, title, members, outlets, languages, verdict in rows
    )
    counted = f"{held.articles:,} articles of {held.outlets:,} outlets; {held.stories:,} stories."
    heads = ("Story", "Outlets:", "Articles:", "Who was first")
    content: list[Content] = [
        _navigation(database, url),
        tag("header", tag("h1", "Who published what first"), tag("p", counted, class_="lead")),
        tag("p", coverage_of(connection).sentence(), class_="quiet") if held.articles else None,
        table("Stories, the most widely carried first", heads, lines, shown=True)
        if rows
        else tag("p", "No stories here.", class_="note"),
    ]
    if start + len(rows) < held.stories:
        further = f"{home_path(database)}?from={start + STORIES_A_PAGE}"
        content.append(tag("p", tag("a", "Further stories", href=url(further))))
    out = StringIO()
    write_page(Page(out), "Who published what first", content)
    return out.getvalue()


def _first(languages: str) -> str:
    """The language of a story's title: the first of its JSON list."""
    import json

    listed = json.loads(languages)
    return str(listed[0]) if listed else "und"


def _story(store: Any, database: str, public_id: str, _start: int, url: Url) -> str:
    from syndicheck.provenance.attribution import attributed
    from syndicheck.provenance.held import coverage_of
    from syndicheck.store import reports

    sentence = coverage_of(store.connection).sentence()
    view = attributed(store.connection, reports.story(store.connection, public_id, coverage=sentence))
    (number,) = store.connection.execute("SELECT id FROM stories WHERE public_id = ?", (view.public_id,)).fetchone()
    known = tag("a", "How do we know? The rows", href=url(f"/{database}/story_articles?story_id={number}"))
    content = [
        _navigation(database, url, known),
        story_section(view, "UTC", brief=len(view.members) > MEMBERS_A_PAGE),
        tag("section", tag("h2", "Texts"), _texts(view, database, url)),
    ]
    out = StringIO()
    write_page(Page(out), wording.headline(view.title), content)
    return out.getvalue()


def _texts(view: StoryView, database: str, url: Url) -> Safe:
    source = next((member for member in view.members if member.is_source), None)
    shown: Sequence[MemberView] = view.members[:MEMBERS_A_PAGE]
    return tag("ul", [tag("li", _text_links(member, source, database, url)) for member in shown])


def _text_links(member: MemberView, source: MemberView | None, database: str, url: Url) -> Content:
    title = written("span", wording.headline(member.title), member.lang)
    text = tag("a", tag("bdi", member.outlet), ": ", title, href=url(article_path(database, member.article_id)))
    if source is None or member.is_source:
        return [text, " (the source the others are compared with)"] if member.is_source else text
    beside = url(compare_path(database, source.article_id, member.article_id))
    return [text, " · ", tag("a", f"{member.article_id} beside the source", href=beside)]


def _article(store: Any, database: str, rest: str, _start: int, url: Url) -> str:
    view = _text_view(store, rest)
    stories = store.connection.execute(
        "SELECT s.public_id FROM story_articles x JOIN stories s ON s.id = x.story_id WHERE x.article_id = ?"
        " ORDER BY s.public_id",
        (int(rest),),
    )
    links = [tag("a", f"Story {row[0]}", href=url(story_path(database, row[0]))) for row in stories]
    known = tag("a", "How do we know? The record", href=url(f"/{database}/articles/{int(rest)}"))
    out = StringIO()
    FORMAT.marks(view, Page(out))
    return _with_navigation(out.getvalue(), _navigation(database, url, *links, known))


def _compare(store: Any, database: str, rest: str, _start: int, url: Url) -> str:
    from syndicheck.comparison import compare_views

    pair = _PAIR.fullmatch(rest)
    if pair is None:
        raise InputError(f"{rest} names no two articles.", "Write two numbers: compare/12-34")
    a, b = pair.groups()
    out = StringIO()
    FORMAT.compare(compare_views(_text_view(store, a), _text_view(store, b)), Page(out))
    links = [tag("a", f"Article {n}", href=url(article_path(database, int(n)))) for n in (a, b)]
    return _with_navigation(out.getvalue(), _navigation(database, url, *links))


def _text_view(store: Any, reference: str) -> Any:
    from syndicheck.store import reports

    # a number only: comparison.text_view would read files of this machine
    held = store.connection.execute(
        "SELECT 1 FROM articles WHERE id = ? AND current_version_id IS NOT NULL",
        (int(reference) if _NUMBER.fullmatch(reference) else -1,),
    ).fetchone()
    if held is None:
        raise InputError(f"No article has the number {reference}.", "Find it in the table articles.")
    return reports.article_text(store.connection, int(reference))


def _with_navigation(html: str, navigation: Safe) -> str:
    # the first "<main>" is the page's own: whatever an article says is escaped, and stands after it
    return html.replace("<main>", f"<main>{navigation}", 1)
