"""A story's lineage for an HTML page: the tree as inline SVG, and the same in words for those who do not see it."""

from __future__ import annotations

from syndicheck.counted import counted
from syndicheck.report import descent
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.view import StoryView

_ROW, _STEP, _WIDTH = 26, 22, 640
_DEEPEST = 12
"""Steps to the right; deeper texts stand below each other."""

MOST = 300
"""Texts that the picture shows; the list below it has all."""


def lineage(story: StoryView) -> Content:
    """The section; nothing for a story without lineage."""
    rows = descent.rows(story)
    if not rows:
        return None
    items = [item(row) for row in rows]
    more = len(rows) - MOST
    return [
        tag("h2", descent.HEADING),
        _picture(rows[:MOST]),
        tag("p", f"Only in the list: {counted(more, 'further text')}.", class_="quiet") if more > 0 else None,
        tag("details", tag("summary", "The same in words, with the evidence"), tag("ul", items)),
    ]


def item(row: descent.Row) -> Safe:
    """One text, where it comes from, and what testifies."""
    parent = row.edge.parent
    source = descent.name(row.members, parent.article, parent.version)
    said: list[Content] = [
        tag("b", tag("bdi", descent.label(row))),
        f" {descent.NOT_HELD}" if parent.article is None else [" from ", tag("bdi", source)],
        f" ({descent.sure(parent)})",
    ]
    lines = [line for line in (descent.because(parent), *descent.notes(row)) if line]
    return tag("li", said, tag("ul", [tag("li", line) for line in lines]) if lines else None)


def _picture(rows: list[descent.Row]) -> Safe:
    """One row a text, a bent line from its parent; the first row is the text that is not held."""
    height = _ROW * (len(rows) + 1)
    places: dict[tuple[str, int] | None, tuple[float, float]] = {None: (10.0, _ROW / 2)}
    drawn: list[Content] = [_dot(places[None], "unknown"), _words(places[None], descent.NOT_HELD, "")]
    for number, row in enumerate(rows, 1):
        place = (10.0 + _STEP * min(row.depth, _DEEPEST), _ROW * number + _ROW / 2)
        places[row.edge.article, row.edge.version] = place
        parent = row.edge.parent
        start = places.get((parent.article, parent.version) if parent.article is not None else None)
        if start is not None:
            drawn += _line(start, place)
        standing = row.member.place if row.member else "later"
        drawn.append(_dot(place, standing))
        drawn.append(_words(place, descent.label(row), descent.sure(parent)))
    title = f"{descent.HEADING}: a tree of {counted(len(rows), 'text')}; the list below says the same in words."
    picture = tag(
        "svg",
        tag("title", title),
        drawn,
        role="img",
        aria_label=title,
        class_="tree",
        width=_WIDTH,
        height=height,
        viewBox=f"0 0 {_WIDTH} {height}",
    )
    return tag("div", picture, class_="scroll", role="region", aria_label="Tree", tabindex=0)


def _line(start: tuple[float, float], end: tuple[float, float]) -> list[Content]:
    return [
        tag("line", x1=start[0], y1=start[1], x2=start[0], y2=end[1], class_="branch"),
        tag("line", x1=start[0], y1=end[1], x2=end[0], y2=end[1], class_="branch"),
    ]


def _dot(place: tuple[float, float], standing: str) -> Safe:
    return tag("rect", x=place[0] - 4, y=place[1] - 4, width=8, height=8, rx=4, class_=f"span {standing}")


def _words(place: tuple[float, float], name: str, aside: str) -> Safe:
    return tag(
        "text", name, tag("tspan", f"  {aside}", class_="quiet") if aside else None, x=place[0] + 12, y=place[1] + 4
    )
