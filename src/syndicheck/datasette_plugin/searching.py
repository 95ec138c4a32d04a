"""Search over everything: texts, outlets, organisations, ids of stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicheck.datasette_plugin.addresses import (
    article_path,
    organisation_path,
    outlet_path,
    page_path,
    story_path,
)
from syndicheck.datasette_plugin.frame import Asked, Drawn, drawn, further, known
from syndicheck.datasette_plugin.pages import search_form
from syndicheck.report import wording
from syndicheck.report.html_story import written
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.store import searching as index

if TYPE_CHECKING:
    from syndicheck.store.database import Database

_FACETS = {"lang": ("Language", "all languages"), "outlet": ("Outlet", "all outlets"), "year": ("Year", "all years")}


def search(store: Database, asked: Asked) -> Drawn:
    """The form, and what has all the words."""
    words = " ".join(asked.argument("q").split())
    content: list[Content] = [tag("header", tag("h1", "Search")), search_form(asked, words)]
    if words:
        only = index.Narrowed(asked.argument("outlet", 5_000), asked.argument("lang"), asked.argument("year", 4))
        content += _found(index.search(store.connection, words, only=only, start=asked.start()), words, only, asked)
    else:
        content.append(tag("p", _HELP, class_="quiet"))
    return drawn(asked, f"Search: {words}" if words else "Search", *content, here="search", forms=True)


_HELP = (
    "Articles that have all the words, in headline or text. “In quotes” finds words that stand together, -word leaves"
    " out articles that have it. Names of outlets and agencies and ids of stories are found, too."
)


def _found(found: index.Found, words: str, only: index.Narrowed, asked: Asked) -> list[Content]:
    chosen = {name: value for name in _FACETS if (value := getattr(only, name))}
    return [
        _names(found, words, asked) if not chosen and not asked.start() else None,
        tag(
            "section",
            tag("h2", "Articles"),
            tag("p", _counted(found, asked), class_="quiet"),
            _alone(found, asked),
            _narrow(found, words, chosen, asked),
            tag("ol", [_hit(hit, asked) for hit in found.articles], class_="hits") if found.articles else None,
            further(
                asked,
                "search",
                len(found.articles),
                asked.start() + len(found.articles) + found.more if found.total is None else found.total,
                index.LISTED,
                **{"q": words, **chosen},
            ),
            _rows(words, asked),
        ),
    ]


def _rows(words: str, asked: Asked) -> Content:
    query = index.index_query(words)
    if not query:
        return None
    where = ", wherever they stand" if index.has_phrases(words) else ""
    texts = f"the texts with these words{where}, older versions too"
    return known(asked.source(texts, "article_versions", _search=query, _searchmode="raw"))


def _names(found: index.Found, words: str, asked: Asked) -> Content:
    names: list[Content] = []
    if found.story:
        names.append(tag("li", "Story ", asked.link(words.split()[0], story_path(asked.database, found.story))))
    names += [
        tag("li", "Outlet ", asked.link(tag("bdi", name), outlet_path(asked.database, name))) for name in found.outlets
    ]
    names += [
        tag("li", "Agency or organisation ", asked.link(tag("bdi", name), organisation_path(asked.database, ident)))
        for ident, name in found.organisations
    ]
    return tag("section", tag("h2", "Names"), tag("ul", names)) if names else None


def _counted(found: index.Found, asked: Asked) -> str:
    if found.looked_into is not None:
        return (
            f"More than {wording.count(found.looked_into, 'article')} have these words: phrases were looked for in the"
            f" {found.looked_into:,} {'best' if found.ranked else 'latest read'} of them. Another word makes it fewer."
        )
    if found.total is None:
        return (
            f"More than {index.MOST_COUNTED:,} texts have these words: not counted, the latest read come first."
            " Another word makes it fewer."
        )
    if not found.total:
        return "No article has all these words."
    count = wording.count(found.total, "article")
    order = f", the {'best match' if found.ranked else 'latest read'} first" if found.total > 1 else ""
    return f"{count} with all these words{order}."


def _alone(found: index.Found, asked: Asked) -> Content:
    """What to look for instead."""
    if not found.alone:
        return None
    said = [
        tag("li", tag("bdi", term), ": in no text")
        if count == 0
        else tag("li", _link_to(term, asked), ": not counted" if count is None else f": {count:,}")
        for term, count in found.alone
    ]
    return [tag("p", "Texts with each of them alone:"), tag("ul", said)]


def _link_to(term: str, asked: Asked) -> Safe:
    return asked.link(term, page_path(asked.database, "search", q=_quoted(term)))


def _quoted(term: str) -> str:
    return f'"{term}"' if " " in term else term


def _narrow(found: index.Found, words: str, chosen: dict[str, str], asked: Asked) -> Content:
    """Links to fewer articles, and back to all."""
    lines: list[Content] = []
    for name, (heading, every) in _FACETS.items():
        others = {key: value for key, value in chosen.items() if key != name}
        said: list[Content]
        if name in chosen:
            back = asked.link(every, page_path(asked.database, "search", q=words, **others))
            said = ["only ", tag("b", _value(name, chosen[name])), " · ", back]
        else:
            counts = found.facets.get(name, ())
            if len(counts) < 2:
                continue
            said = [
                [
                    " · " if number else "",
                    asked.link(
                        _value(name, value), page_path(asked.database, "search", q=words, **chosen, **{name: value})
                    ),
                    f" {count:,}",
                ]
                for number, (value, count) in enumerate(counts)
            ]
        lines.append(tag("div", tag("dt", heading), tag("dd", said)))
    return tag("dl", lines, class_="narrow", aria_label="Narrow down") if lines else None


def _value(name: str, value: str) -> Content:
    if name == "lang":
        return wording.language(value)
    return "no date" if name == "year" and value == "-" else tag("bdi", value)


def _hit(hit: index.Hit, asked: Asked) -> Safe:
    title = written("span", wording.headline(hit.title), hit.lang)
    stories = [
        [
            " · story: ",
            asked.link(tag("bdi", wording.headline(headline)), story_path(asked.database, one)),
        ]
        for one, headline in hit.stories
    ]
    return tag(
        "li",
        asked.link(title, article_path(asked.database, hit.article_id)),
        tag(
            "p",
            asked.link(tag("bdi", hit.outlet), outlet_path(asked.database, hit.outlet)),
            f" · {wording.language(hit.lang)}",
            f" · {hit.day}" if hit.day else None,
            stories or " · in no story",
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
