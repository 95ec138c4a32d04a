"""The first page: what is held, what is open, and the stories; and what other pages have in common with it."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

from syndicheck.datasette_plugin.addresses import (
    page_path,
    story_path,
)
from syndicheck.datasette_plugin.frame import Asked, Drawn, drawn, further, known
from syndicheck.report import wording
from syndicheck.report.html_story import table, written
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.report.times import day

if TYPE_CHECKING:
    from syndicheck.store.database import Database
    from syndicheck.store.evidence import StoryRow

STORIES_A_PAGE = 50


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
    heads = ("Story", "Who was first", "Outlets:", "Articles:", "Since (UTC)")
    return drawn(
        asked,
        "Who published what first",
        tag("header", tag("h1", "Who published what first"), tag("p", counted, class_="lead")),
        tag("p", coverage_of(connection).sentence(), class_="quiet") if held.articles else None,
        search_form(asked, ""),
        _questions(asked) if held.stories else None,
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
        known(asked.source("all stories", "stories"), asked.source("who was first", "first_publishers")),
        here="",
        forms=True,
    )


def _questions(asked: Asked) -> Safe:
    """What can be found out here, for those who come for the first time."""
    outlets = asked.link("Outlets", page_path(asked.database, "outlets"))
    agencies = asked.link("Agencies and distributors", page_path(asked.database, "organisations"))
    check = asked.link("Check a draft", page_path(asked.database, "check")) if asked.checkable else None
    ways: list[tuple[str, Content]] = [
        (
            "Who published this first?",
            "Choose a headline below, or search: the answer stands above the timeline.",
        ),
        (
            "Where did a release appear without its disclaimer or credit?",
            [agencies, ", then whose it is: each article that lacks one, beside one that has it."],
        ),
        ("Which outlets translate X, or take over its texts?", [outlets, ", then X: the column “How” says it."]),
        ("How do we know?", "Below each part of a page, links lead to the rows behind it, as table, CSV and JSON."),
    ]
    if check:
        ways.insert(3, ("What in my draft is copied?", [check, ": paste it; nothing is stored."]))
    terms = [[tag("dt", question), tag("dd", answer)] for question, answer in ways]
    return tag("details", tag("summary", "What can be found out here, and how"), tag("dl", terms, class_="terms"))


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
        links.append(asked.rows(f"Left out ({problems:,})", "problems", fatal=1))
    return tag("p", [[" · " if number else "", link] for number, link in enumerate(links)])


def _story_row(row: StoryRow, asked: Asked) -> Safe:
    first = wording.listed(row.first, at_most=2, unnamed=row.leading - len(row.first))
    said: Content = (
        row.verdict if row.verdict == "undetermined" or not first else [f"{row.verdict}: ", tag("bdi", first)]
    )
    return tag(
        "tr",
        tag("td", titled(asked, row.public_id, row.title, row.languages)),
        tag("td", said),
        tag("td", f"{row.outlets:,}", class_="number"),
        tag("td", f"{row.members:,}", class_="number"),
        tag("td", min((day(one, UTC) for one in row.earliest), default="–"), class_="time"),
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


def without_texts(store: Database) -> bool:
    """Whether the texts were left out when the file was published: nothing can be shown beside anything."""
    from syndicheck.store.published import choice_of

    choice = choice_of(store.connection)
    return choice is not None and not choice.texts


def decide(asked: Asked, what: str, **arguments: str | int) -> Content:
    """A way to the form for a decision, for those who may decide."""
    if not asked.editable:
        return None
    return tag("p", asked.link(what, page_path(asked.database, "reviews", **arguments)), class_="decide")


def sorry(asked: Asked, said: str, status: int) -> Drawn:
    """What is shown in place of a page that cannot be."""
    page = drawn(asked, "Not shown", tag("section", tag("h1", "Not shown"), tag("p", said)))
    return Drawn(page.html, page.forms, status)
