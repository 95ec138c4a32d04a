"""Search over everything: texts, outlets, organisations, ids of stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicheck.datasette_plugin.addresses import article_path, organisation_path, outlet_path, story_path
from syndicheck.datasette_plugin.frame import Asked, Drawn, drawn
from syndicheck.datasette_plugin.pages import search_form
from syndicheck.report import wording
from syndicheck.report.html_story import written
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.store import searching as index

if TYPE_CHECKING:
    from syndicheck.store.database import Database


def search(store: Database, asked: Asked) -> Drawn:
    """The form, and what has all the words."""
    words = " ".join(asked.argument("q").split())
    content: list[Content] = [tag("header", tag("h1", "Search")), search_form(asked, words)]
    if words:
        content += _found(index.search(store.connection, words), words, asked)
    return drawn(asked, f"Search: {words}" if words else "Search", *content, here="search", forms=True)


def _found(found: index.Found, words: str, asked: Asked) -> list[Content]:
    names: list[Content] = []
    if found.story:
        names.append(tag("li", "Story ", asked.link(words.split()[0], story_path(asked.database, found.story))))
    names += [
        tag("li", "Outlet ", asked.link(tag("bdi", name), outlet_path(asked.database, name))) for name in found.outlets
    ]
    names += [
        tag("li", "Organisation ", asked.link(tag("bdi", name), organisation_path(asked.database, ident)))
        for ident, name in found.organisations
    ]
    count = wording.count(len(found.articles), "article")
    said = f"{count} with all these words" + (", and more than are listed here." if found.more else ".")
    return [
        tag("section", tag("h2", "Names"), tag("ul", names)) if names else None,
        tag(
            "section",
            tag("h2", "Articles"),
            tag("p", said, class_="quiet"),
            tag("ol", [_hit(hit, asked) for hit in found.articles], class_="hits") if found.articles else None,
        ),
    ]


def _hit(hit: index.Hit, asked: Asked) -> Safe:
    title = written("span", wording.headline(hit.title), hit.lang)
    stories = [[" · ", asked.link(f"story {one}", story_path(asked.database, one))] for one in hit.stories]
    return tag(
        "li",
        asked.link(title, article_path(asked.database, hit.article_id)),
        tag(
            "p",
            asked.link(tag("bdi", hit.outlet), outlet_path(asked.database, hit.outlet)),
            f" · {wording.language(hit.lang)}",
            stories,
            class_="quiet",
        ),
        written("p", _excerpt(hit.excerpt), hit.lang),
    )


def _excerpt(text: str) -> list[Content]:
    """The excerpt with the words that were found in it marked."""
    first, *rest = text.split(index.OPENS)
    drawn_: list[Content] = [first]
    for part in rest:
        word, _, after = part.partition(index.CLOSES)
        drawn_ += [tag("mark", word), after]
    return drawn_
