"""Outlets and organisations: what they publish first, take over from whom, and whose marks stay or go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from syndicheck.datasette_plugin.addresses import (
    article_path,
    compare_path,
    organisation_path,
    outlet_path,
)
from syndicheck.datasette_plugin.frame import Asked, Drawn, bar, drawn, further, known
from syndicheck.datasette_plugin.pages import titled
from syndicheck.errors import InputError
from syndicheck.report import wording
from syndicheck.report.html_story import table
from syndicheck.report.markup import Content, Safe, tag

if TYPE_CHECKING:
    from syndicheck.store.database import Database
    from syndicheck.store.portraits import Bare, CarriedStory, OrganisationPortrait, OutletPortrait, StoryLine, Taken
    from syndicheck.view import MarkRemoval

ROWS_A_PAGE = 100
FEW = 5
"""Below so many stories or articles a share says little, and the page says so."""

BARE_SHOWN = 12
"""Articles without a mark that are named for each story."""


def outlets(store: Database, asked: Asked) -> Drawn:
    """All outlets with their place in the stories, those with most articles first."""
    from syndicheck.store.reports import outlet_lines

    lines = outlet_lines(store.connection)
    shown = lines[asked.start() : asked.start() + ROWS_A_PAGE]
    rows = (
        tag(
            "tr",
            tag("td", _outlet(asked, line.outlet)),
            tag("td", wording.listed((wording.language(lang) for lang in line.languages), at_most=4)),
            [tag("td", f"{number:,}", class_="number") for number in (line.articles, line.in_stories)],
            tag("td", f"{line.first:,}", class_="number first" if line.first else "number"),
            [tag("td", f"{number:,}", class_="number") for number in (line.tied, line.later, line.unknown)],
        )
        for line in shown
    )
    heads = ("Outlet", "Languages", "Articles:", "In stories:", "First:", "Tied:", "Later:", "Unknown:")
    return drawn(
        asked,
        "Outlets",
        tag("header", tag("h1", "Outlets"), tag("p", wording.count(len(lines), "outlet"), class_="lead")),
        table("Outlets and their place in the stories", heads, rows) if shown else tag("p", "None here."),
        further(asked, "outlets", len(shown), len(lines), ROWS_A_PAGE),
        known(asked.source("all outlets", "outlet_activity")),
        here="outlets",
    )


def outlet(store: Database, asked: Asked) -> Drawn:
    """One outlet."""
    from syndicheck.provenance.credits import CREDITS
    from syndicheck.provenance.held import coverage_of
    from syndicheck.store.behind import organisation_ids
    from syndicheck.store.portraits import outlet_portrait

    name = asked.argument("name", 5_000)
    view = outlet_portrait(store.connection, name, CREDITS)
    if view is None:
        raise InputError(f"No outlet is called {name}.", "Find it in the list of outlets.")
    owners = organisation_ids(store.connection)
    languages = wording.listed(f"{wording.language(lang)} ({count:,})" for lang, count in view.languages)
    return drawn(
        asked,
        view.name,
        tag(
            "section",
            tag("h1", tag("bdi", view.name)),
            tag("p", languages, _period(view), class_="quiet"),
            _figures(
                ("articles", view.articles),
                ("in stories", view.stories),
                ("first", view.first),
                ("tied", view.tied),
                ("later", view.later),
                ("order unknown", view.unknown),
                *((("round-ups", view.round_ups),) if view.round_ups else ()),
            ),
            tag("p", _sample(view), class_="note"),
            tag("p", coverage_of(store.connection).sentence(), class_="quiet"),
            known(
                asked.source("its counts", "outlet_activity", outlet_id=view.row_id),
                asked.source("its articles", "articles", outlet_id=view.row_id),
                asked.source("its place in each story", "story_timeline", outlet=view.name)
                if view.stories or view.round_ups
                else None,
            ),
        ),
        _first(view, asked),
        _exchange("Whose texts it takes over", _FROM, view.takes_from, view.name, asked),
        _exchange("Who takes over its texts", _BY, view.taken_by, view.name, asked),
        _printed(view, asked, owners),
        _kept(view.removals, view.row_id, asked, owners),
        here="outlets",
    )


def _period(view: OutletPortrait) -> str:
    if view.start is None or view.end is None:
        return " · states no usable time of publication"
    return f" · published {view.start[:10]} – {view.end[:10]} (UTC)"


def _figures(*pairs: tuple[str, int]) -> Safe:
    return tag(
        "dl", [tag("div", tag("dt", name), tag("dd", f"{number:,}")) for name, number in pairs], class_="figures"
    )


def _sample(view: OutletPortrait) -> str:
    if not view.stories:
        return "None of its articles shares a text with another one held here: nothing can be said of copying."
    said = (
        f"Of its {wording.count(view.stories, 'story', 'stories')}, the order is known in {view.ordered:,};"
        " only those say who took a text from whom."
    )
    return said + (" That is too few to speak of a habit." if view.ordered < FEW else "")


def _first(view: OutletPortrait, asked: Asked) -> Content:
    if not view.first_stories:
        return None
    total = view.first
    rows = (_story_row(line, asked) for line in view.first_stories)
    caption = "Stories it published first" + (f" ({len(view.first_stories)} of {total:,})" if total > 50 else "")
    return tag(
        "section",
        tag("h2", "Published first"),
        table(caption, ("Story", "Outlets:", "Articles:"), rows),
        known(asked.source("all of them", "story_timeline", outlet=view.name, place="first")),
    )


def _story_row(line: StoryLine, asked: Asked) -> Safe:
    return tag(
        "tr",
        tag("td", titled(asked, line.public_id, line.title, line.languages)),
        tag("td", f"{line.outlets:,}", class_="number"),
        tag("td", f"{line.members:,}", class_="number"),
    )


_FROM = "Stories in which the other outlet was first and this one later. Credits are those that this outlet prints."
_BY = "Stories in which this outlet was first and the other one later. Credits are those that the other outlet prints."


def _exchange(title: str, meaning: str, taken: Sequence[Taken], name: str, asked: Asked) -> Content:
    if not taken:
        return None
    rows = (
        tag(
            "tr",
            tag("td", _outlet(asked, one.outlet)),
            tag("td", f"{one.stories:,}", class_="number"),
            tag("td", f"{one.articles:,}", class_="number"),
            tag("td", ", ".join(f"{name} {count:,}" for name, count in one.classes)),
            tag("td", bar(one.pasted, _pasted(one)) if one.pasted is not None else "–"),
            tag("td", _credited(one)),
        )
        for one in taken[:ROWS_A_PAGE]
    )
    heads = ("Outlet", "Stories:", "Articles:", "How", "Pasted, mean", "Credits printed")
    left = len(taken) - ROWS_A_PAGE
    return tag(
        "section",
        tag("h2", title),
        tag("p", meaning, class_="quiet"),
        table(title, heads, rows),
        tag("p", f"{left:,} more outlets are not listed here; the rows are all there.", class_="quiet")
        if left > 0
        else None,
        known(asked.source("all pairs of outlets with it", "who_takes_from_whom", outlet=name)),
    )


def _pasted(one: Taken) -> str:
    said = wording.percent(one.pasted)
    return said if one.compared == one.articles else f"{said} (of {one.compared:,})"


def _credited(one: Taken) -> str:
    if not one.credited:
        return f"none in {one.articles:,}"
    names = wording.listed((f"{name} {count:,}" for name, count in one.credits), at_most=5)
    return f"{names} (any: {one.credited:,} of {one.articles:,})"


def _printed(view: OutletPortrait, asked: Asked, owners: Mapping[str, str]) -> Content:
    if not view.marks:
        return None
    rows = (
        tag(
            "tr",
            tag("td", _owner(one.organisation, asked, owners) if one.organisation else "nobody in particular"),
            tag("td", wording.mark_type(one.type)),
            tag("td", f"{one.articles:,}", class_="number"),
            tag("td", bar(one.share, wording.percent(one.share))),
        )
        for one in view.marks[:ROWS_A_PAGE]
    )
    few = f" They are {wording.count(view.articles, 'article')} in all." if view.articles < FEW else ""
    return tag(
        "section",
        tag("h2", "Marks it prints"),
        table("Marks it prints", ("Organisation", "Type", "Articles:", f"Of its {view.articles:,} articles"), rows),
        tag("p", f"A share of so few articles says little.{few}", class_="note") if few else None,
        known(asked.source("all of them", "outlet_marks", outlet_id=view.row_id)),
    )


def _kept(removals: Sequence[MarkRemoval], row_id: int, asked: Asked, owners: Mapping[str, str]) -> Content:
    if not removals:
        return None
    return tag(
        "section",
        tag("h2", "Marks kept and removed"),
        tag("p", "Its articles in stories in which somebody prints the organisation's marks.", class_="quiet"),
        _removals(((_owner(one.organisation, asked, owners), one) for one in removals), "Organisation"),
        known(asked.source("the counts", "mark_removal", outlet_id=row_id)),
    )


def _owner(name: str, asked: Asked, owners: Mapping[str, str]) -> Content:
    """An organisation's name, leading to its page."""
    ident = owners.get(name)
    return asked.link(tag("bdi", name), organisation_path(asked.database, ident)) if ident else tag("bdi", name)


def _removals(named: Iterable[tuple[Content, MarkRemoval]], head: str) -> Safe:
    rows = (
        tag(
            "tr",
            tag("td", name),
            tag("td", f"{one.stories:,}", class_="number"),
            tag("td", f"{one.kept:,}", class_="number"),
            tag("td", f"{one.removed:,}", class_="number"),
            tag("td", bar(one.removed / max(1, one.kept + one.removed), wording.percent(_removed(one)))),
        )
        for name, one in named
    )
    heads = (head, "Stories:", "Articles with a mark:", "Articles without:", "Without")
    return table("Articles with and without the marks", heads, rows, snug=True)


def _removed(one: MarkRemoval) -> float:
    return one.removed / max(1, one.kept + one.removed)


def _outlet(asked: Asked, name: str) -> Safe:
    return asked.link(tag("bdi", name), outlet_path(asked.database, name))


# ── organisations ─────────────────────────────────────────────────────────────────────────────────────


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

    view = organisation_portrait(store.connection, asked.rest, CREDITS)
    if view is None:
        raise InputError(f"No organisation {asked.rest} is known here.", "Find it in the list, or in the reference.")
    return drawn(
        asked,
        view.name,
        tag(
            "section",
            tag("span", view.row_id, class_="id"),
            tag("h1", tag("bdi", view.name)),
            tag("p", view.kind.replace("_", " "), class_="quiet"),
            _figures(
                ("articles with its marks", view.articles),
                ("outlets", len(view.outlets)),
                ("stories", view.story_count),
            ),
            tag("p", "No article held here prints a mark of it.", class_="note") if not view.articles else None,
            tag("p", coverage_of(store.connection).sentence(), class_="quiet"),
            known(
                asked.source("every mark of it", "marks", organisation_id=view.row_id) if view.articles else None,
                asked.link("what the catalogue knows of it", f"{_reference(asked)}#{view.row_id}"),
            ),
        ),
        _where(view, asked),
        _stripped(view, asked),
        _carried(view, asked),
        here="organisations",
    )


def _reference(asked: Asked) -> str:
    from syndicheck.datasette_plugin.addresses import page_path

    return page_path(asked.database, "reference", part="catalogue")


def _where(view: OrganisationPortrait, asked: Asked) -> Content:
    if not view.outlets:
        return None
    most = max(one.articles for one in view.outlets)
    rows = (
        tag(
            "tr",
            tag("td", _outlet(asked, one.name)),
            tag("td", bar(one.articles / most, f"{one.articles:,}")),
        )
        for one in view.outlets[:ROWS_A_PAGE]
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
    left = len(view.outlets) - ROWS_A_PAGE
    return tag(
        "section",
        tag("h2", "Where its texts appear"),
        table("Outlets that print its marks", ("Outlet", "Articles with its marks"), rows, snug=True),
        tag("p", f"{left:,} more outlets are in the table.", class_="quiet") if left > 0 else None,
        tag("h3", "By type"),
        table("Its marks by type", ("Mark", "Articles:", "Outlets:"), types, snug=True),
        known(
            asked.source("by outlet", "outlet_marks", organisation_id=view.row_id),
            asked.source("by type", "mark_usage", organisation_id=view.row_id),
        ),
    )


def _stripped(view: OrganisationPortrait, asked: Asked) -> Content:
    if not view.stripped:
        return None
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
        tag("h3", "By outlet"),
        _removals(((_outlet(asked, one.outlet), one) for one in view.removals[:ROWS_A_PAGE]), "Outlet"),
        known(asked.source("the counts", "mark_removal", organisation_id=view.row_id)),
    )


def _gone(kept: int, removed: int) -> float:
    return removed / max(1, kept + removed)


def _carried(view: OrganisationPortrait, asked: Asked) -> Content:
    if not view.stories:
        return None
    rows = (
        tag(
            "tr",
            tag("td", titled(asked, one.line.public_id, one.line.title, one.line.languages)),
            tag("td", f"{one.kept:,}", class_="number"),
            tag("td", _bare(one, asked)),
        )
        for one in view.stories
    )
    total = f" ({len(view.stories)} of {view.story_count:,})" if len(view.stories) < view.story_count else ""
    return tag(
        "section",
        tag("h2", f"Stories with its marks{total}"),
        table("Stories with its marks", ("Story", "Articles with marks:", "Where a mark is missing"), rows),
        known(asked.source("articles without any mark of it", "without_the_mark", organisation=view.row_id)),
    )


def _bare(one: CarriedStory, asked: Asked) -> Content:
    if not one.bare:
        return "nowhere"
    items = [tag("li", _missing(bare, asked)) for bare in one.bare[:BARE_SHOWN]]
    left = len(one.bare) - BARE_SHOWN
    return [tag("ul", items), tag("small", f"and {left:,} more") if left > 0 else None]


def _missing(bare: Bare, asked: Asked) -> Content:
    return [
        asked.link(tag("bdi", bare.outlet), article_path(asked.database, bare.article_id)),
        f": no {wording.listed((wording.mark_type(one) for one in bare.without), at_most=4)} · ",
        asked.link(
            f"beside article {bare.beside}, which has the {wording.mark_type(bare.without[0])}",
            compare_path(asked.database, bare.beside, bare.article_id),
        ),
    ]
