"""One story as a section of an HTML page: verdict, reasons, timeline with interval bars, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import Protocol

from syndicheck.model.times import Sighting
from syndicheck.report import verdicts, wording
from syndicheck.report.html_tree import lineage
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.report.times import Axis, Calendar, full_moment, span_text, zone_named
from syndicheck.view import MemberView, StoryView

_BAR_WIDTH, _BAR_HEIGHT = 180, 12
_SMALLEST = 5.0
"""Width of the bar of an exact time, so that it can be seen."""


SHARES = (
    "Used: how much of the source's text the article has. Pasted: how much of the article is the source's text, word"
    " for word. The source is the article that the others are compared with; it need not be the first."
)
"""What the columns of shares mean, for a page that people come to without a manual."""


class Links(Protocol):
    """Where the names on a story's page lead to, when a server has pages for them; a file leads to the articles' own
    addresses.
    """

    def outlet(self, name: str) -> Content:
        """An outlet's name, leading to its page."""

    def article(self, number: int, content: Content) -> Content:
        """A link to the page of an article."""

    def organisation(self, ident: str, content: Content) -> Content:
        """A link to the page of an agency or distributor, by its catalogue id."""

    def beside(self, member: MemberView) -> Content:
        """A link to the comparison with the story's source; nothing for the source itself."""


def written(name: str, content: Content, lang: str, class_: str | None = None) -> Safe:
    """A tag around text of an article, with its language and direction."""
    language = lang if lang not in ("", "und") else None
    return tag(name, content, class_=class_, lang=language, dir=wording.direction(lang))


def table(
    caption: str, heads: Iterable[str | Safe], rows: Iterable[Content], *, snug: bool = False, shown: bool = False
) -> Safe:
    """A table in a box that scrolls when it is wider than the page. A heading that ends with ``:`` is a
    column of numbers. The caption is for screen readers unless ``shown``.
    """
    body = tag("tbody", rows)
    title = tag("caption", caption, class_=None if shown else "hidden")
    inner = tag("table", title, tag("thead", tag("tr", map(_head, heads))), body, class_="snug" if snug else None)
    return tag("div", inner, class_="scroll", role="region", aria_label=caption, tabindex=0)


def _head(name: str | Safe) -> Safe:
    if isinstance(name, Safe):
        return tag("th", name, scope="col", class_="axis")
    number = name.endswith(":")
    return tag("th", name.rstrip(":"), scope="col", class_="number" if number else None)


def story_section(
    story: StoryView,
    zone_name: str,
    *,
    brief: bool,
    covered: str = "",
    links: Links | None = None,
    database: str = "",
) -> Safe:
    """The story; ``brief`` within a report, else with every article and its evidence. The coverage statement is left
    out when it is ``covered`` by the page already; ``database`` is that of the report.
    """
    zone = zone_named(zone_name)
    finding = verdicts.finding(story, zone)
    own, drawing = wording.members(story), wording.roundups(story)
    most = wording.MOST_ARTICLES if brief else len(story.members)
    return tag(
        "section",
        headed(story, wording.makeup(story), "h2" if brief else "h1"),
        verdict(finding, covered),
        timeline("Timeline", own[:most], zone, links) if own else None,
        _more(story, len(own) - most, database),
        tag("p", SHARES, class_="quiet") if links and own else None,
        timeline("Round-ups that draw on this story", drawing[:most], zone, links, shown=True) if drawing else None,
        _more(story, len(drawing) - most, database),
        [tag("p", note, class_="note") for note in finding.notes],
        tag("p", wording.independence(story), class_="note") if story.independence and not brief else None,
        None if brief else corrections(story),
        None if brief else lineage(story),
        None if brief else [tag("h2", "Article by article"), [article(one, zone, links) for one in story.members]],
        _queries(story) if not brief and links is None else None,
        id=story.public_id,
    )


def headed(story: StoryView, makeup: str, level: str) -> Content:
    """The story's id, its headline, and of what it is made."""
    lang = story.languages[0] if story.languages else "und"
    return [
        tag("span", story.public_id, class_="id"),
        tag(level, written("span", wording.headline(story.title), lang)),
        tag("p", makeup, class_="quiet"),
    ]


def verdict(finding: verdicts.Finding, covered: str = "") -> Content:
    """Who was first, why, and among what."""
    said = [tag("b", f"{finding.label}:" if finding.text else finding.label), " ", finding.text]
    return [
        tag("p", said, class_=f"verdict {finding.verdict}"),
        tag("ul", [tag("li", reason) for reason in finding.reasons]) if finding.reasons else None,
        tag("p", finding.coverage, class_="quiet") if finding.coverage and finding.coverage != covered else None,
    ]


def _queries(story: StoryView) -> Content:
    """Where the numbers of the page stand in the database."""
    items = [tag("li", f"{name}: ", tag("code", query)) for name, query in wording.queries(story)]
    return [tag("h3", "The rows behind this page"), tag("ul", items)] if items else None


def corrections(story: StoryView, names: Mapping[str, str] | None = None) -> Content:
    """Which article corrects or withdraws the text, and who carries what; ``names`` as in the wording."""
    said = wording.corrections(story, names)
    if not said:
        return None
    items = [tag("li", head, tag("ul", [tag("li", line) for line in lines])) for head, lines in said]
    return [tag("h2", "Corrections and kills"), tag("ul", items)]


def _more(story: StoryView, number: int, database: str) -> Safe | None:
    return tag("p", wording.more(story, number, database), class_="quiet") if number > 0 else None


def timeline(
    caption: str, members: Sequence[MemberView], zone: tzinfo, links: Links | None = None, *, shown: bool = False
) -> Safe:
    """Articles in time order: when, as a bar and in words; what each has of the source; the marks it prints."""
    sightings = [member.sighting for member in members if member.sighting]
    calendar, axis = Calendar.over(sightings, zone), Axis.over(sightings)
    when = f"When ({calendar.heading})" if calendar.heading else "When"
    ends = [tag("span", [tag("span", label) for label in axis.labels(zone)])] if axis else []
    heads = ["Id:", when, *ends, "Outlet", "Lang", "Class", "Used:", "Pasted:", "Marks printed"]
    rows = (_row(member, calendar, axis, links) for member in members)
    return table(caption, heads, rows, shown=shown)


def _row(member: MemberView, calendar: Calendar, axis: Axis | None, links: Links | None) -> Safe:
    sighting = member.sighting
    if sighting:
        moment = calendar.moment(sighting)
        when: list[Content] = [moment.clock, tag("small", moment.doubt) if moment.doubt else None]
    else:
        when = [tag("small", "no usable time")]
    number, title = str(member.article_id), wording.headline(member.title)
    beside = links.beside(member) if links else None
    bar = bar_svg(axis, sighting, member.place, calendar.zone) if axis and sighting else None
    return tag(
        "tr",
        tag("td", tag("a", number, href=f"#a{number}") if links else number, class_="number quiet"),
        tag("td", when, class_="time"),
        tag("td", bar, class_="bar") if axis else None,
        tag(
            "td",
            links.outlet(member.outlet) if links else tag("bdi", member.outlet),
            tag(
                "small",
                written("span", links.article(member.article_id, title) if links else _out(member, title), member.lang),
            ),
            class_=member.place,
        ),
        tag("td", member.lang),
        tag("td", wording.relation(member), tag("small", beside, class_="near") if beside else None),
        tag("td", wording.used(member.match), class_="number"),
        tag("td", wording.pasted(member.match), class_="number"),
        tag("td", _printed(member, links), class_="printed" if links else None),
    )


def _printed(member: MemberView, links: Links | None) -> Content:
    """Every kind of mark once, leading to whose it is."""
    if links is None or not member.marks:
        return wording.marks(member.marks)
    kinds = dict.fromkeys((wording.mark(brief), brief.mark.organisation) for brief in member.marks)
    return [
        [", " if number else "", links.organisation(owner, words) if owner else words]
        for number, (words, owner) in enumerate(kinds)
    ]


def _out(member: MemberView, content: Content) -> Content:
    """The content, leading to where the article was published, if that can be linked to."""
    address = wording.web_address(member.url)
    return tag("a", content, href=address, rel="noopener noreferrer nofollow") if address else content


def bar_svg(axis: Axis, sighting: Sighting, place: str, zone: tzinfo) -> Safe:
    """The interval as a bar on the axis, with the interval in words for those who do not see it."""
    start, end = (share * _BAR_WIDTH for share in axis.place(sighting))
    width = max(_SMALLEST, end - start)
    left = min(start, _BAR_WIDTH - width)
    middle = _BAR_HEIGHT / 2
    words = span_text(sighting, zone)
    return tag(
        "svg",
        tag("title", words),
        tag("line", x1=0, y1=middle, x2=_BAR_WIDTH, y2=middle, class_="track"),
        tag("rect", x=left, y=middle - 3.5, width=width, height=7, rx=2.5, class_=f"span {place}"),
        role="img",
        aria_label=words,
        width=_BAR_WIDTH,
        height=_BAR_HEIGHT,
        viewBox=f"0 0 {_BAR_WIDTH} {_BAR_HEIGHT}",
    )


def article(member: MemberView, zone: tzinfo, links: Links | None = None) -> Content:
    """Everything that is known of one article of a story."""
    facts: list[Content] = [
        f"{full_moment(member.sighting, zone)}, from {member.sighting.source}: {member.sighting.raw}"
        if member.sighting
        else "no usable time"
    ]
    if member.is_source:
        facts.append("taken as the source that the others are compared with")
    if member.match:
        facts.append(f"{wording.shares(member)}: {wording.meaning(member.match)}")
        facts += [reason.text for reason in member.match.reasons if reason.text]
    facts += wording.addresses(member)
    facts += wording.versions(member)
    facts += wording.credit(member)
    facts += wording.labels(member)
    facts += wording.claims(member)
    for brief in member.marks:
        facts.append(
            [
                links.organisation(brief.mark.organisation, wording.mark(brief))
                if links and brief.mark.organisation
                else wording.mark(brief),
                f" ({wording.strongest(brief.mark)}): ",
                tag("q", wording.excerpt(brief, 160), dir="auto"),
            ]
        )
    facts += [wording.hidden(found) for found in member.hidden]
    title = wording.headline(member.title)
    if links and (address := wording.web_address(member.url)):
        facts.insert(0, ["published at ", _out(member, address)])
    return [
        tag(
            "h3",
            f"{member.article_id} · ",
            links.outlet(member.outlet) if links else tag("bdi", member.outlet),
            f" · {wording.language(member.lang)}",
            id=f"a{member.article_id}" if links else None,
        ),
        tag(
            "p",
            written("span", links.article(member.article_id, title) if links else title, member.lang),
            [" · ", beside] if links and (beside := links.beside(member)) else None,
        ),
        tag("ul", [tag("li", fact) for fact in facts]),
    ]
