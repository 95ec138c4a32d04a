"""Home, story, article and comparison: the HTML report's own sections, with links between them."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

from syndicheck.datasette_plugin.addresses import (
    article_path,
    compare_path,
    organisation_path,
    outlet_path,
    page_path,
    story_path,
)
from syndicheck.datasette_plugin.frame import Asked, Drawn, bar, drawn, further, known
from syndicheck.errors import InputError
from syndicheck.expressions import expression
from syndicheck.report import wording
from syndicheck.report.html_ import compare_content, marks_content
from syndicheck.report.html_story import table, written
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.report.times import full_moment, span_text
from syndicheck.view import TextView

if TYPE_CHECKING:
    from syndicheck.store.database import Database
    from syndicheck.store.evidence import StoryRow

STORIES_A_PAGE = 50
NO_TEXTS = "The texts were left out when this file was published."

_NUMBER = expression(r"[0-9]{1,18}")
_PAIR = expression(r"([0-9]{1,18})-([0-9]{1,18})")


def home(store: Database, asked: Asked) -> Drawn:
    """What is held and what is open, and the stories: the most widely carried, the newest or the open ones first."""
    from syndicheck.provenance.held import coverage_of
    from syndicheck.store.evidence import ORDERS, open_stories, story_rows
    from syndicheck.store.reports import totals

    connection = store.connection
    held, unclear = totals(connection), open_stories(connection)
    order = asked.argument("order")
    order = order if order in ORDERS else ""
    rows = story_rows(connection, order, STORIES_A_PAGE, asked.start())
    counted = f"{held.articles:,} articles of {held.outlets:,} outlets; {held.stories:,} stories."
    heads = ("Story", "Outlets:", "Articles:", "Who was first", "Since (UTC)")
    return drawn(
        asked,
        "Who published what first",
        tag("header", tag("h1", "Who published what first"), tag("p", counted, class_="lead")),
        tag("p", coverage_of(connection).sentence(), class_="quiet") if held.articles else None,
        search_form(asked, ""),
        _orders(asked, order, unclear, held.problems) if held.stories or held.problems else None,
        table(_ORDERED[order], heads, (_story_row(row, asked) for row in rows), shown=True)
        if rows
        else tag("p", "No stories here.", class_="note"),
        further(
            asked,
            "",
            len(rows),
            unclear if order == "open" else held.stories,
            STORIES_A_PAGE,
            **({"order": order} if order else {}),
        ),
        known(asked.source("all stories", "stories"), asked.rows("who was first", "first_publishers")),
        here="",
        forms=True,
    )


_ORDERED = {
    "": "Stories, the most widely carried first",
    "newest": "Stories, the newest first",
    "open": "Stories of which it cannot be told who was first",
}


def _orders(asked: Asked, order: str, unclear: int, problems: int) -> Content:
    """Ways to the other lists, and what is open."""
    names = {"": "Most widely carried", "newest": "Newest", "open": f"Open: who was first? ({unclear:,})"}
    links: list[Content] = [
        tag("b", name)
        if key == order
        else asked.link(name, page_path(asked.database, "", **({"order": key} if key else {})))
        for key, name in names.items()
    ]
    if problems:
        links.append(asked.rows(f"Records that could not be read ({problems:,})", "problems", fatal=1))
    return tag("p", [[" · " if number else "", link] for number, link in enumerate(links)])


def _story_row(row: StoryRow, asked: Asked) -> Safe:
    first = wording.listed(row.first, at_most=2)
    said: Content = (
        row.verdict if row.verdict == "undetermined" or not first else [f"{row.verdict}: ", tag("bdi", first)]
    )
    return tag(
        "tr",
        tag("td", titled(asked, row.public_id, row.title, row.languages)),
        tag("td", f"{row.outlets:,}", class_="number"),
        tag("td", f"{row.members:,}", class_="number"),
        tag("td", said),
        tag("td", row.since[:10] if row.since else "–", class_="time"),
    )


def search_form(asked: Asked, words: str) -> Safe:
    """The field for words to look for."""
    return tag(
        "form",
        tag("p", tag("label", "Headlines, texts, outlets, agencies", for_="q"), _field(words), _button()),
        action=asked.base + page_path(asked.database, "search"),
        role="search",
    )


def _field(words: str) -> Safe:
    return tag("input", type="search", id="q", name="q", value=words, maxlength=500)


def _button() -> Content:
    return [" ", tag("button", "Search", type="submit")]


def titled(asked: Asked, public_id: str, title: str, languages: str) -> Safe:
    """A story's headline as a link to its page; ``languages`` is the JSON list of its table."""
    listed = json.loads(languages)
    lang = str(listed[0]) if listed else "und"
    return written("span", asked.link(wording.headline(title), story_path(asked.database, public_id)), lang)


def article(store: Database, asked: Asked) -> Drawn:
    """One text with its marks, and where they lead."""
    view = _text_view(store, asked.rest)
    number = int(asked.rest)
    bare = _without_texts(store)
    stories = store.connection.execute(
        "SELECT s.public_id, s.title, s.languages FROM story_articles x JOIN stories s ON s.id = x.story_id"
        " WHERE x.article_id = ? ORDER BY s.public_id",
        (number,),
    )
    in_stories = stories.fetchall()
    version, address = store.connection.execute(
        "SELECT current_version_id, url FROM articles WHERE id = ?", (number,)
    ).fetchone()
    owners = {b.mark.organisation: wording.organisation(b) for b in view.marks if b.mark.organisation}
    places = [tag("li", "Story: ", titled(asked, *row)) for row in in_stories]
    if published := wording.web_address(address):
        link = tag("a", published, href=published, rel="noopener noreferrer nofollow")
        places.append(tag("li", "Published at: ", link))
    places.append(tag("li", "Outlet: ", asked.link(tag("bdi", view.outlet), outlet_path(asked.database, view.outlet))))
    places += [
        tag("li", "Marks of: ", asked.link(tag("bdi", name), organisation_path(asked.database, ident)))
        for ident, name in owners.items()
    ]
    return drawn(
        asked,
        view.title or view.label,
        tag("p", f"{NO_TEXTS} Marks are listed with their places.", class_="note") if bare else None,
        marks_content(view),
        tag("section", tag("h2", "Where it belongs"), tag("ul", places)),
        _seen(store, number),
        _versions(store, asked, number),
        _shared(store, asked, number),
        decide(asked, "Dismiss a mark that is none", article=number),
        known(
            tag("a", "the record with every version", href=f"{asked.tables}/articles/{number}"),
            asked.source("its marks", "marks", version_id=version) if view.marks else None,
            asked.source("when it was seen", "sightings", article_id=number),
            asked.source("its place in stories", "story_timeline", article_id=number) if in_stories else None,
            *(
                asked.source(f"its matches as {which} text", "matches", **{column: number})
                for which, column in (("first", "a_id"), ("second", "b_id"))
                if store.connection.execute(f"SELECT 1 FROM matches WHERE {column} = ? LIMIT 1", (number,)).fetchone()
            ),
        ),
        here="",
    )


def _seen(store: Database, number: int) -> Content:
    """When the article is known, or said, to have existed."""
    from syndicheck.store.articles import load_sightings

    found = [sighting for _, sighting in load_sightings(store.connection, [number]).get(number, ())]
    rows = (
        tag(
            "tr",
            tag("td", one.kind.replace("_", " ")),
            tag("td", full_moment(one, UTC)),
            tag("td", span_text(one, UTC)),
            tag("td", one.raw, dir="auto", class_="words"),
            tag("td", one.source),
        )
        for one in found
    )
    heads = ("What", "When", "Somewhere", "As written", "Source")
    listed = table("Times of this article", heads, rows) if found else tag("p", "No time is known.")
    return tag("section", tag("h2", "When it was seen"), listed)


def _versions(store: Database, asked: Asked, number: int) -> Content:
    from syndicheck.store.evidence import versions_of

    found = versions_of(store.connection, number)
    if len(found) < 2:
        return None
    items = [
        tag(
            "li",
            tag("a", wording.headline(one.title), href=f"{asked.tables}/article_versions/{one.row_id}", dir="auto"),
            f" · {one.dated[:16].replace('T', ' ')} UTC" if one.dated else " · no time given",
            " (the present text)" if one.current else "",
        )
        for one in found
    ]
    return tag("section", tag("h2", "Versions, oldest first"), tag("ol", items))


def _shared(store: Database, asked: Asked, number: int) -> Content:
    """The stored matches: what the article shares with which other one."""
    from syndicheck.store.evidence import shared_with

    rows = [
        tag(
            "tr",
            tag("td", asked.link(tag("bdi", one.outlet), outlet_path(asked.database, one.outlet))),
            tag(
                "td",
                asked.link(
                    written("span", wording.headline(one.title), one.lang),
                    compare_path(asked.database, number, one.article_id),
                ),
            ),
            tag("td", one.match_class, tag("small", "of an earlier version") if one.earlier else None),
            [
                tag("td", bar(share, wording.percent(share)) if one.match_class != "translation" else "–")
                for share in (one.own, one.others)
            ],
        )
        for one in shared_with(store.connection, number)
    ]
    if not rows:
        return None
    heads = ("Outlet", "Side by side with", "Class", "Of this text", "Of the other")
    return tag("section", tag("h2", "What it shares text with"), table("Matches of this article", heads, rows))


def compare(store: Database, asked: Asked) -> Drawn:
    """Two texts beside each other."""
    from syndicheck.comparison import compare_views

    pair = _PAIR.fullmatch(asked.rest)
    if pair is None:
        raise InputError(f"{asked.rest} names no two articles.", "Write two numbers: compare/12-34")
    a, b = pair.groups()
    if _without_texts(store):
        raise InputError(NO_TEXTS, "The shares of each article stand on the page of its story.")
    view = compare_views(_text_view(store, a), _text_view(store, b))
    links = [
        tag("li", f"{letter}: ", asked.link(f"article {n}", article_path(asked.database, int(n))))
        for letter, n in (("A", a), ("B", b))
    ]
    return drawn(
        asked,
        "Comparison",
        compare_content(view),
        tag("section", tag("h2", "The texts"), tag("ul", links)),
        decide(asked, "Say whether these two are one story", a=a, b=b),
        _compared(store, asked, int(a), int(b)),
        here="",
    )


def _compared(store: Database, asked: Asked, a: int, b: int) -> Content:
    """The rows that say what two texts have in common, as far as the pair is stored."""
    held = store.connection.execute(
        "SELECT m.id, EXISTS (SELECT 1 FROM match_spans s WHERE s.match_id = m.id) FROM matches m"
        " WHERE (m.a_id = ?1 AND m.b_id = ?2) OR (m.a_id = ?2 AND m.b_id = ?1) ORDER BY m.score DESC",
        (a, b),
    ).fetchall()
    links: list[Safe | None] = []
    for match, passages in held:
        links.append(asked.source(f"match {match}, with reasons", "matches", id=match))
        links.append(asked.source("its copied passages", "match_spans", match_id=match) if passages else None)
    both = [asked.source(f"text {letter}", "articles", id=n) for letter, n in (("A", a), ("B", b))]
    note = None if held else tag("p", "These two were compared for this page; the pair is not stored.", class_="quiet")
    return [note, known(*links, *both)]


def decide(asked: Asked, what: str, **arguments: str | int) -> Content:
    """A way to the form for a decision, for those who may decide."""
    if not asked.editable:
        return None
    return tag("p", asked.link(what, page_path(asked.database, "reviews", **arguments)), class_="decide")


def _without_texts(store: Database) -> bool:
    from syndicheck.store.publishing import choice_of

    choice = choice_of(store.connection)
    return choice is not None and not choice.texts


def _text_view(store: Database, reference: str) -> TextView:
    from syndicheck.store import reports

    # a number only: comparison.text_view would read files of this machine
    held = store.connection.execute(
        "SELECT 1 FROM articles WHERE id = ? AND current_version_id IS NOT NULL",
        (int(reference) if _NUMBER.fullmatch(reference) else -1,),
    ).fetchone()
    if held is None:
        raise InputError(f"No article has the number {reference}.", "Find it in the table articles.")
    return reports.article_text(store.connection, int(reference))


def sorry(asked: Asked, said: str, status: int) -> Drawn:
    """What is shown in place of a page that cannot be."""
    page = drawn(asked, "Not shown", tag("section", tag("h1", "Not shown"), tag("p", said)))
    return Drawn(page.html, page.forms, status)
