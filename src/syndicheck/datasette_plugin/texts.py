"""Article and comparison: the HTML report's own sections, with links between them and to the rows behind them."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from syndicheck.datasette_plugin.addresses import article_path, compare_path, organisation_path, outlet_path
from syndicheck.datasette_plugin.frame import Asked, Drawn, bar, drawn, known, placed
from syndicheck.datasette_plugin.lists import ROWS_A_PAGE
from syndicheck.datasette_plugin.pages import decide, titled, without_texts
from syndicheck.errors import InputError
from syndicheck.expressions import expression
from syndicheck.report import wording
from syndicheck.report.html_ import compare_content, marks_content
from syndicheck.report.html_story import table, written
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.report.times import full_moment, span_text
from syndicheck.view import CompareView, TextView

if TYPE_CHECKING:
    from syndicheck.store.database import Database

NO_TEXTS = "The texts were left out when this file was published."

_NUMBER = expression(r"[0-9]{1,18}")
_PAIR = expression(r"([0-9]{1,18})-([0-9]{1,18})")


def article(store: Database, asked: Asked) -> Drawn:
    """One text with its marks, and where they lead."""
    from syndicheck.store.behind import article_row

    view = text_view(store, asked.rest)
    number = int(asked.rest)
    row = article_row(store.connection, number)
    assert row is not None  # it has a text
    bare = without_texts(store)
    owners = {b.mark.organisation: wording.organisation(b) for b in view.marks if b.mark.organisation}
    places = [tag("li", "Story: ", titled(asked, *story)) for story in row.stories]
    if published := wording.web_address(row.url):
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
        _shared(store, asked, number, bare=bare),
        decide(asked, "Dismiss a mark that is none", article=number),
        known(
            tag("a", "the record with every version", href=f"{asked.tables}/articles/{number}"),
            asked.source("its marks", "marks", version_id=row.version_id) if view.marks else None,
            asked.source("when it was seen", "sightings", article_id=number),
            asked.source("its place in stories", "story_timeline", article_id=number) if row.stories else None,
            asked.source("its matches as first text", "matches", a_id=number) if row.first_of_matches else None,
            asked.source("its matches as second text", "matches", b_id=number) if row.second_of_matches else None,
            asked.document("the text with its marks", article_path(asked.database, number)),
        ),
        here="",
    )


def _seen(store: Database, number: int) -> Content:
    """When the article is known, or said, to have existed."""
    from syndicheck.store.sightings import load_sightings

    found = [sighting for _, sighting in load_sightings(store.connection, [number]).get(number, ())]
    rows = (
        tag(
            "tr",
            tag("td", one.kind.replace("_", " ")),
            tag("td", full_moment(one, UTC), class_="when"),
            tag("td", span_text(one, UTC), class_="when"),
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


def _shared(store: Database, asked: Asked, number: int, *, bare: bool) -> Content:
    """The stored matches: what the article shares with which other one; ``bare`` ones lead to the other alone."""
    from syndicheck.store.evidence import shared_with

    found = shared_with(store.connection, number)
    start = asked.start()
    rows = [
        tag(
            "tr",
            tag("td", asked.link(tag("bdi", one.outlet), outlet_path(asked.database, one.outlet))),
            tag(
                "td",
                asked.link(
                    written("span", wording.headline(one.title), one.lang),
                    article_path(asked.database, one.article_id)
                    if bare
                    else compare_path(asked.database, number, one.article_id),
                ),
            ),
            tag("td", one.match_class, tag("small", "of an earlier version") if one.earlier else None),
            [
                tag("td", bar(share, wording.percent(share)) if one.match_class != "translation" else "–")
                for share in (one.own, one.others)
            ],
        )
        for one in found[start : start + ROWS_A_PAGE]
    ]
    if not found:
        return None
    heads = ("Outlet", "Article" if bare else "Side by side with", "Class", "Of this text", "Of the other")
    return tag(
        "section",
        tag("h2", "What it shares text with"),
        table("Matches of this article", heads, rows),
        placed(article_path(asked.database, number), asked, len(rows), len(found), ROWS_A_PAGE, "articles"),
    )


def compare(store: Database, asked: Asked) -> Drawn:
    """Two texts beside each other."""
    view = comparison(store, asked.rest)
    a, b = asked.rest.split("-")
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


def comparison(store: Database, reference: str) -> CompareView:
    """Two texts and what they have in common.

    Raises:
        InputError: ``reference`` is no pair of numbers of articles, or the file has no texts.
    """
    from syndicheck.comparison import compare_views
    from syndicheck.store.review_notes import decisions_on

    pair = _PAIR.fullmatch(reference)
    if pair is None:
        raise InputError(f"{reference} names no two articles.", "Write two numbers: compare/12-34")
    if without_texts(store):
        raise InputError(NO_TEXTS, "The shares of each article stand on the page of its story.")
    a, b = text_view(store, pair[1]), text_view(store, pair[2])
    return compare_views(a, b, decisions_on(store.connection, a.key, b.key))


def _compared(store: Database, asked: Asked, a: int, b: int) -> Content:
    """The rows that say what two texts have in common, as far as the pair is stored."""
    from syndicheck.store.behind import matches_between

    held = matches_between(store.connection, a, b)
    links: list[Safe | None] = []
    for match, passages in held:
        links.append(asked.source(f"match {match}, with reasons", "matches", id=match))
        links.append(asked.source("its copied passages", "match_spans", match_id=match) if passages else None)
    both = [asked.source(f"text {letter}", "articles", id=n) for letter, n in (("A", a), ("B", b))]
    note = None if held else tag("p", "These two were compared for this page; the pair is not stored.", class_="quiet")
    return [note, known(*links, *both, asked.document("the comparison", compare_path(asked.database, a, b)))]


def text_view(store: Database, reference: str) -> TextView:
    """A text with its marks.

    Raises:
        InputError: no article with a text has this number.
    """
    from syndicheck.store import reports
    from syndicheck.store.behind import article_row

    # a number only: comparison.text_view would read files of this machine
    number = int(reference) if _NUMBER.fullmatch(reference) else -1
    if article_row(store.connection, number) is None:
        raise InputError(f"No article has the number {reference}.", "Find it in the table articles.")
    return reports.article_text(store.connection, number)
