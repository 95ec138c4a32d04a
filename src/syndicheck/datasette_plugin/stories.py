"""The page of one story: whole, or a part of one that has too many articles for one page."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from msgspec.structs import replace

from syndicheck.datasette_plugin.addresses import (
    article_path,
    compare_path,
    organisation_path,
    outlet_path,
    story_path,
)
from syndicheck.datasette_plugin.frame import Asked, Drawn, drawn, known, placed
from syndicheck.datasette_plugin.pages import decide, without_texts
from syndicheck.model.lineage import LineageEdge
from syndicheck.report import descent, verdicts, wording
from syndicheck.report.html_story import SHARES, article, corrections, headed, story_section, timeline, verdict
from syndicheck.report.html_tree import item
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.view import MemberView, StoryPart

if TYPE_CHECKING:
    from syndicheck.store.database import Database

MEMBERS_A_PAGE = 300
"""Articles that one page shows, with everything that is known of each; links lead to the others."""


class PageLinks:
    """From the names on a story's page to our other pages (:class:`syndicheck.report.html_story.Links`)."""

    def __init__(self, asked: Asked, source: int, *, bare: bool) -> None:
        self._asked, self._source, self._bare = asked, source, bare

    def outlet(self, name: str) -> Content:
        """The outlet's name, leading to its page."""
        return self._asked.link(tag("bdi", name), outlet_path(self._asked.database, name))

    def article(self, number: int, content: Content) -> Content:
        """A link to the text with its marks."""
        return self._asked.link(content, article_path(self._asked.database, number))

    def organisation(self, ident: str, content: Content) -> Content:
        """A link to whose mark it is."""
        return self._asked.link(content, organisation_path(self._asked.database, ident))

    def beside(self, member: MemberView) -> Content:
        """A link to the comparison with the source, where there are texts to compare."""
        if self._bare or member.is_source or member.article_id == self._source:
            return None
        path = compare_path(self._asked.database, self._source, member.article_id)
        return self._asked.link("beside the source", path, aria_label=f"{member.article_id} beside the source")


def story(store: Database, asked: Asked) -> Drawn:
    """One story; ids of merged stories lead to the present one."""
    found = part(store, asked)
    view, links = found.view, PageLinks(asked, found.source_id, bare=without_texts(store))
    if is_whole(found):
        content: Content = story_section(view, "UTC", brief=False, links=links)
    else:
        content = _part(found, asked, links)
    return drawn(
        asked,
        wording.headline(view.title),
        content,
        decide(asked, "Split this story, or merge it with another", story=view.public_id),
        known(
            asked.source("the articles of this story", "story_articles", story_id=found.row_id),
            asked.source("its timeline", "story_timeline", story_id=found.row_id),
            asked.source("who took it from whom", "story_lineage", story_id=found.row_id),
            asked.source("the story's record with all reasons", "stories", id=found.row_id),
            asked.document("this page", story_path(asked.database, view.public_id), found.start),
        ),
        here="",
    )


def part(store: Database, asked: Asked) -> StoryPart:
    """The part of a story that is asked for, with all that is known of it.

    Raises:
        InputError: no story has this id, or it has no such part.
    """
    from syndicheck.provenance.attribution import attributed, attributed_part
    from syndicheck.provenance.held import coverage_of
    from syndicheck.store import reports

    sentence = coverage_of(store.connection).sentence()
    found = reports.story_part(
        store.connection, asked.rest, coverage=sentence, start=asked.start(), most=MEMBERS_A_PAGE
    )
    if is_whole(found):
        return replace(found, view=attributed(store.connection, found.view))
    return attributed_part(store.connection, found)


def is_whole(found: StoryPart) -> bool:
    """Whether a part of a story is all of it."""
    return found.start == 0 and found.total <= MEMBERS_A_PAGE


def _part(part: StoryPart, asked: Asked, links: PageLinks) -> Content:
    """Some of many articles; with the first of them, what holds of the whole story."""
    view, zone = part.view, UTC
    leading = part.places.get("first", 0) + part.places.get("tied", 0)
    finding = verdicts.finding(view, zone, max(0, leading - len(view.origin.articles)))
    own, drawing = wording.members(view), wording.roundups(view)
    pages = placed(
        story_path(asked.database, view.public_id), asked, len(view.members), part.total, MEMBERS_A_PAGE, "articles"
    )
    first = [
        verdict(finding),
        tag("p", _places(part), class_="quiet"),
        [tag("p", note, class_="note") for note in finding.notes],
        tag("p", wording.independence(view), class_="note"),
    ]
    back = asked.link("who was first, and why; corrections of all articles", story_path(asked.database, view.public_id))
    return [
        tag(
            "section",
            headed(view, _makeup(part), "h1"),
            first if not part.start else tag("p", "On the first page: ", back, ".", class_="note"),
            pages,
            timeline("Timeline", own, zone, links) if own else None,
            tag("p", SHARES, class_="quiet") if own else None,
            timeline("Round-ups that draw on this story", drawing, zone, links, shown=True) if drawing else None,
            corrections(view, part.names),
            _lineage(part),
            tag("h2", "Article by article"),
            [article(member, zone, links) for member in view.members],
            pages,
            id=view.public_id,
        )
    ]


def _makeup(part: StoryPart) -> str:
    parts = (
        f"{wording.count(part.total - part.round_ups, 'article')} from {wording.count(part.outlets, 'outlet')}",
        wording.count(part.round_ups, "round-up") if part.round_ups else "",
        wording.listed(wording.language(lang) for lang in part.view.languages),
    )
    return " · ".join(one for one in parts if one)


def _places(part: StoryPart) -> str:
    """How many of all articles are first, tied, later: the verdict names only those of this page."""
    named = {"first": "first", "tied": "tied for first", "later": "later", "unknown": "at a time that cannot be placed"}
    said = [f"{part.places[place]:,} {words}" for place, words in named.items() if part.places.get(place)]
    return f"Of all articles: {', '.join(said)}."


def _lineage(part: StoryPart) -> Content:
    """Where the texts of this page come from, in words: a tree would need the other pages."""
    members = {member.key: member for member in (*part.view.members, *part.beside)}
    order = {member.key: number for number, member in enumerate(part.view.members)}
    edges = sorted(part.view.lineage, key=lambda edge: (order.get(edge.article, len(order)), edge.version))
    if not edges:
        return None
    return [
        tag("h2", descent.HEADING),
        tag(
            "details",
            tag("summary", f"The texts of this page ({len(edges):,}), with the evidence"),
            tag("ul", [_edge(edge, members) for edge in edges]),
        ),
    ]


def _edge(edge: LineageEdge, members: dict[str, MemberView]) -> Safe:
    return item(descent.Row(edge, members.get(edge.article), 1, (), True, members))
