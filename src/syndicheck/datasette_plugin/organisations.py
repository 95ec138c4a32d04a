"""Agencies, distributors and other organisations: where their texts appear, and which of their marks go on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from syndicheck.datasette_plugin.addresses import (
    article_path,
    compare_path,
    organisation_path,
    page_path,
)
from syndicheck.datasette_plugin.frame import Asked, Drawn, bar, drawn, further, known
from syndicheck.datasette_plugin.lists import ROWS_A_PAGE, Lists
from syndicheck.datasette_plugin.outlets import FEW, counted, figure_list, outlet_link, removal_table
from syndicheck.datasette_plugin.pages import titled, without_texts
from syndicheck.errors import InputError
from syndicheck.report import wording
from syndicheck.report.html_story import table
from syndicheck.report.markup import Content, tag

if TYPE_CHECKING:
    from syndicheck.store.database import Database
    from syndicheck.store.portraits import Bare, CarriedStory, OrganisationPortrait

LISTS = ("outlets", "removed", "stories", "without")
"""The lists on an organisation's page; ``without`` is that of one story."""

BARE_SHOWN = 12
"""Articles without a mark that are named for each story; a page of their own has all."""


def organisations(store: Database, asked: Asked) -> Drawn:
    """Whose marks are printed, the most printed first."""
    from syndicheck.store.portraits import organisations_found

    found = organisations_found(store.connection)
    shown = found[asked.start() : asked.start() + ROWS_A_PAGE]
    rows = (
        tag(
            "tr",
            tag("td", asked.link(tag("bdi", name), organisation_path(asked.database, ident))),
            tag("td", kind),
            tag("td", f"{articles:,}", class_="number"),
            tag("td", f"{count:,}", class_="number"),
        )
        for ident, name, kind, articles, count in shown
    )
    return drawn(
        asked,
        "Agencies and distributors",
        tag(
            "header",
            tag("h1", "Agencies and distributors"),
            tag("p", f"Marks of {wording.count(len(found), 'organisation')} are printed here.", class_="lead"),
        ),
        table("Organisations whose marks are printed", ("Name", "Kind", "Articles:", "Outlets:"), rows, snug=True)
        if shown
        else None,
        further(asked, "organisations", len(shown), len(found), ROWS_A_PAGE),
        known(asked.source("which marks", "mark_usage"), asked.source("kept and removed", "mark_removal")),
        here="organisations",
    )


def organisation(store: Database, asked: Asked) -> Drawn:
    """One agency, distributor or other organisation: where its texts appear, which of its marks go on the way."""
    from syndicheck.provenance.credits import CREDITS
    from syndicheck.provenance.held import coverage_of
    from syndicheck.store.portraits import organisation_portrait

    lists = Lists(asked, organisation_path(asked.database, asked.rest), {}, LISTS)
    view = organisation_portrait(store.connection, asked.rest, CREDITS)
    if view is None:
        raise InputError(f"No organisation {asked.rest} is known here.", "Find it in the list, or in the reference.")
    if lists.chosen:
        head = tag("header", tag("h1", tag("bdi", view.name)), lists.back(view.name))
    else:
        head = tag(
            "section",
            tag("span", view.row_id, class_="id"),
            tag("h1", tag("bdi", view.name)),
            tag("p", view.kind.replace("_", " "), class_="quiet"),
            figure_list(
                ("articles with its marks", view.articles),
                ("outlets", len(view.outlets)),
                ("stories", len(view.stories)),
            ),
            tag("p", "No article held here prints a mark of it.", class_="note") if not view.articles else None,
            tag("p", coverage_of(store.connection).sentence(), class_="quiet"),
            known(
                asked.source("every mark of it", "marks", organisation_id=view.row_id) if view.articles else None,
                asked.link("what the catalogue knows of it", f"{_reference(asked)}#{view.row_id}"),
            ),
        )
    return drawn(
        asked,
        view.name,
        head,
        _where(view, lists),
        _stripped(view, lists),
        _carried(view, lists, bare=without_texts(store)),
        _without(view, lists, bare=without_texts(store)),
        here="organisations",
    )


def _reference(asked: Asked) -> str:
    return page_path(asked.database, "reference", part="catalogue")


def _where(view: OrganisationPortrait, lists: Lists) -> Content:
    if not view.outlets or not lists.wanted("outlets"):
        return None
    asked, shown = lists.asked, lists.part("outlets", view.outlets)
    most = max(one.articles for one in view.outlets)
    rows = (
        tag(
            "tr",
            tag("td", outlet_link(asked, one.name)),
            tag("td", bar(one.articles / most, f"{one.articles:,}")),
        )
        for one in shown
    )
    types = (
        tag(
            "tr",
            tag("td", wording.mark_type(one.name)),
            tag("td", f"{one.articles:,}", class_="number"),
            tag("td", f"{one.outlets:,}", class_="number"),
        )
        for one in view.types
    )
    return tag(
        "section",
        tag("h2", counted("Where its texts appear", len(view.outlets))),
        table("Outlets that print its marks", ("Outlet", "Articles with its marks"), rows, snug=True),
        lists.links("outlets", len(shown), len(view.outlets), "outlets"),
        None
        if lists.chosen
        else [
            tag("h3", "By type"),
            table("Its marks by type", ("Mark", "Articles:", "Outlets:"), types, snug=True),
        ],
        known(
            asked.source("by outlet", "outlet_marks", organisation_id=view.row_id),
            asked.source("by type", "mark_usage", organisation_id=view.row_id),
        ),
    )


def _stripped(view: OrganisationPortrait, lists: Lists) -> Content:
    if not view.stripped or not lists.wanted("removed"):
        return None
    asked, shown = lists.asked, lists.part("removed", view.removals)
    rows = (
        tag(
            "tr",
            tag("td", wording.mark_type(one.type)),
            [tag("td", f"{number:,}", class_="number") for number in (one.stories, one.kept, one.removed)],
            tag("td", bar(_gone(one.kept, one.removed), wording.percent(_gone(one.kept, one.removed)))),
        )
        for one in view.stripped
    )
    heads = ("Mark", "Stories:", "Articles with it:", "Articles without:", "Without")
    articles = sum(one.kept + one.removed for one in view.removals)
    said = (
        "Articles of stories in which at least one prints the mark. Without it may mean removed, or never sent to that"
        " outlet; credits count as one mark wherever they stand."
    )
    return tag(
        "section",
        tag("h2", "Which of its marks are removed"),
        tag("p", said, class_="quiet"),
        table("Marks in the stories that carry them", heads, rows, snug=True),
        tag("p", f"These are only {wording.count(articles, 'article')}.", class_="note") if articles < FEW else None,
        tag("h3", counted("By outlet", len(view.removals))),
        removal_table(((outlet_link(asked, one.outlet), one) for one in shown), "Outlet"),
        lists.links("removed", len(shown), len(view.removals), "outlets"),
        known(asked.source("the counts", "mark_removal", organisation_id=view.row_id)),
    )


def _gone(kept: int, removed: int) -> float:
    return removed / max(1, kept + removed)


def _carried(view: OrganisationPortrait, lists: Lists, *, bare: bool) -> Content:
    if not view.stories or not lists.wanted("stories"):
        return None
    asked, shown = lists.asked, lists.part("stories", view.stories)
    rows = (
        tag(
            "tr",
            tag("td", titled(asked, one.line.public_id, one.line.title, one.line.languages)),
            tag("td", f"{one.kept:,}", class_="number"),
            tag("td", _lacking(one, lists, bare=bare)),
        )
        for one in shown
    )
    return tag(
        "section",
        tag("h2", counted("Stories with its marks", len(view.stories))),
        table("Stories with its marks", ("Story", "Articles with marks:", "Where a mark is missing"), rows),
        lists.links("stories", len(shown), len(view.stories), "stories"),
        known(asked.source("articles without any mark of it", "without_the_mark", organisation=view.row_id)),
    )


def _lacking(one: CarriedStory, lists: Lists, *, bare: bool) -> Content:
    if not one.bare:
        return "nowhere"
    items = [tag("li", _missing(lacking, lists.asked, bare=bare)) for lacking in one.bare[:BARE_SHOWN]]
    left = len(one.bare) - BARE_SHOWN
    more = f"{lists.path}?{urlencode({'list': 'without', 'story': one.line.public_id})}"
    return [tag("ul", items), tag("small", "and ", lists.asked.link(f"{left:,} more", more)) if left > 0 else None]


def _without(view: OrganisationPortrait, lists: Lists, *, bare: bool) -> Content:
    """All articles of one story that lack a mark which others of it print."""
    if lists.chosen != "without":
        return None
    asked, story = lists.asked, lists.asked.argument("story")
    one = next((one for one in view.stories if one.line.public_id == story), None)
    if one is None:
        raise InputError(f"No story {story} has its marks.", "Choose one on the page of the organisation.")
    shown = lists.part("without", one.bare)
    return tag(
        "section",
        tag("h2", "Where a mark is missing: ", titled(asked, story, one.line.title, one.line.languages)),
        tag("ul", [tag("li", _missing(lacking, asked, bare=bare)) for lacking in shown]),
        lists.links("without", len(shown), len(one.bare), "articles", story=story),
        known(asked.source("articles without any mark of it", "without_the_mark", organisation=view.row_id)),
    )


def _missing(one: Bare, asked: Asked, *, bare: bool) -> Content:
    """An article beside one that has the mark; where the texts are ``bare``, the way to that one alone."""
    has = f"article {one.beside}, which has the {wording.mark_type(one.without[0])}"
    return [
        asked.link(tag("bdi", one.outlet), article_path(asked.database, one.article_id)),
        f": no {wording.listed((wording.mark_type(mark) for mark in one.without), at_most=4)} · ",
        asked.link(f"unlike {has}", article_path(asked.database, one.beside))
        if bare
        else asked.link(f"beside {has}", compare_path(asked.database, one.beside, one.article_id)),
    ]
