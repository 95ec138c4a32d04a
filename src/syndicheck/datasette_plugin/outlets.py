"""Outlets: what they publish first, take over from whom, and whose marks they print and remove."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import TYPE_CHECKING

from syndicheck.datasette_plugin.addresses import organisation_path, outlet_path, page_path
from syndicheck.datasette_plugin.frame import Asked, Drawn, bar, drawn, further, known
from syndicheck.datasette_plugin.lists import ROWS_A_PAGE, Lists
from syndicheck.datasette_plugin.pages import titled
from syndicheck.errors import InputError
from syndicheck.report import wording
from syndicheck.report.html_story import table
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.report.times import day

if TYPE_CHECKING:
    from syndicheck.store.database import Database
    from syndicheck.store.portraits import OutletPortrait, StoryLine, Taken
    from syndicheck.view import MarkRemoval

LISTS = ("first", "takes", "taken", "marks", "removed")
"""The lists on an outlet's page."""

SEEN = 20
"""Rows of a list that one sees at once."""

FEW = 5
"""Below so many stories or articles a share says little, and the page says so."""


def outlets(store: Database, asked: Asked) -> Drawn:
    """All outlets with their place in the stories, those with most articles first."""
    from syndicheck.store.reports import count_outlets, outlet_lines

    total = count_outlets(store.connection)
    shown = outlet_lines(store.connection, asked.start(), ROWS_A_PAGE)
    rows = (
        tag(
            "tr",
            tag("td", outlet_link(asked, line.outlet)),
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
        tag("header", tag("h1", "Outlets"), tag("p", wording.count(total, "outlet"), class_="lead")),
        table("Outlets and their place in the stories", heads, rows) if shown else tag("p", "None here."),
        further(asked, "outlets", len(shown), total, ROWS_A_PAGE),
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
    lists = Lists(asked, page_path(asked.database, "outlet"), {"name": name}, LISTS)
    view = outlet_portrait(store.connection, name, CREDITS, first=(lists.start("first"), ROWS_A_PAGE))
    if view is None:
        raise InputError(f"No outlet is called {name}.", "Find it in the list of outlets.")
    owners = organisation_ids(store.connection)
    languages = wording.listed(f"{wording.language(lang)} ({count:,})" for lang, count in view.languages)
    head = (
        tag(
            "section",
            tag("h1", tag("bdi", view.name)),
            tag("p", languages, _period(view), class_="quiet"),
            figure_list(
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
        )
        if not lists.chosen
        else tag("header", tag("h1", tag("bdi", view.name)), lists.back(view.name))
    )
    return drawn(
        asked,
        view.name,
        head,
        _first(view, asked, lists),
        _exchange("takes", "Whose texts it takes over", _FROM, view.takes_from, view.name, lists),
        _exchange("taken", "Who takes over its texts", _BY, view.taken_by, view.name, lists),
        _printed(view, lists, owners),
        _kept(view.removals, view.row_id, lists, owners),
        here="outlets",
    )


def counted(title: str, number: int) -> str:
    """The heading of a list, with how many rows it has, where these are more than one sees at once."""
    return f"{title} ({number:,})" if number > SEEN else title


def _period(view: OutletPortrait) -> str:
    days = sorted(day(one, UTC) for one in view.times)
    if not days:
        return " · states no usable time of publication"
    return f" · published {days[0]}{f' – {days[-1]}' if days[-1] != days[0] else ''} (UTC)"


def figure_list(*pairs: tuple[str, int]) -> Safe:
    """Counts with what they count."""
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


def _first(view: OutletPortrait, asked: Asked, lists: Lists) -> Content:
    if not view.first or not lists.wanted("first"):
        return None
    rows = (_story_row(line, asked) for line in view.first_stories)
    return tag(
        "section",
        tag("h2", counted("Published first", view.first)),
        table("Stories it published first", ("Story", "Outlets:", "Articles:"), rows),
        lists.links("first", len(view.first_stories), view.first, "stories"),
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


def _exchange(key: str, title: str, meaning: str, taken: Sequence[Taken], name: str, lists: Lists) -> Content:
    if not taken or not lists.wanted(key):
        return None
    asked, shown = lists.asked, lists.part(key, taken)
    rows = (
        tag(
            "tr",
            tag("td", outlet_link(asked, one.outlet)),
            tag("td", f"{one.stories:,}", class_="number"),
            tag("td", f"{one.articles:,}", class_="number"),
            tag("td", ", ".join(f"{name} {count:,}" for name, count in one.classes)),
            tag("td", bar(one.pasted, _pasted(one)) if one.pasted is not None else "–"),
            tag("td", _credited(one)),
        )
        for one in shown
    )
    heads = ("Outlet", "Stories:", "Articles:", "How", "Pasted, mean", "Credits printed")
    return tag(
        "section",
        tag("h2", counted(title, len(taken))),
        tag("p", meaning, class_="quiet"),
        table(title, heads, rows),
        lists.links(key, len(shown), len(taken), "outlets"),
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


def _printed(view: OutletPortrait, lists: Lists, owners: Mapping[str, str]) -> Content:
    if not view.marks or not lists.wanted("marks"):
        return None
    asked, shown = lists.asked, lists.part("marks", view.marks)
    rows = (
        tag(
            "tr",
            tag("td", _owner(one.organisation, asked, owners) if one.organisation else "nobody in particular"),
            tag("td", wording.mark_type(one.type)),
            tag("td", f"{one.articles:,}", class_="number"),
            tag("td", bar(one.share, wording.percent(one.share))),
        )
        for one in shown
    )
    few = f" They are {wording.count(view.articles, 'article')} in all." if view.articles < FEW else ""
    return tag(
        "section",
        tag("h2", counted("Marks it prints", len(view.marks))),
        table("Marks it prints", ("Organisation", "Type", "Articles:", f"Of its {view.articles:,} articles"), rows),
        lists.links("marks", len(shown), len(view.marks), "marks"),
        tag("p", f"A share of so few articles says little.{few}", class_="note") if few else None,
        known(asked.source("all of them", "outlet_marks", outlet_id=view.row_id)),
    )


def _kept(removals: Sequence[MarkRemoval], row_id: int, lists: Lists, owners: Mapping[str, str]) -> Content:
    if not removals or not lists.wanted("removed"):
        return None
    asked, shown = lists.asked, lists.part("removed", removals)
    return tag(
        "section",
        tag("h2", counted("Marks kept and removed", len(removals))),
        tag("p", "Its articles in stories in which somebody prints the organisation's marks.", class_="quiet"),
        removal_table(((_owner(one.organisation, asked, owners), one) for one in shown), "Organisation"),
        lists.links("removed", len(shown), len(removals), "organisations"),
        known(asked.source("the counts", "mark_removal", outlet_id=row_id)),
    )


def _owner(name: str, asked: Asked, owners: Mapping[str, str]) -> Content:
    """An organisation's name, leading to its page."""
    ident = owners.get(name)
    return asked.link(tag("bdi", name), organisation_path(asked.database, ident)) if ident else tag("bdi", name)


def removal_table(named: Iterable[tuple[Content, MarkRemoval]], head: str) -> Safe:
    """What outlets do with marks; each row is named by an outlet or an organisation (``head``)."""
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


def outlet_link(asked: Asked, name: str) -> Safe:
    """An outlet's name, leading to its page."""
    return asked.link(tag("bdi", name), outlet_path(asked.database, name))
