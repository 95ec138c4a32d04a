"""Findings as one self-contained page: the draft with its passages in colour, each finding with the words of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from syndicheck.checking.findings import CheckReport, Finding, Severity, Source
from syndicheck.report.check.verdict import Lines, excerpt, origin, silenced, verdict
from syndicheck.report.highlight import pieces
from syndicheck.report.html_ import write_page
from syndicheck.report.html_story import table, written
from syndicheck.report.interface import Page
from syndicheck.report.markup import Content, Safe, tag
from syndicheck.report.wording import percent, web_address

_COLOUR = {Severity.ERROR: "e", Severity.WARNING: "c", Severity.NOTE: "b"}
_SILENCED = "a"
_COPIED = "d"


def render(reports: Sequence[CheckReport], out: TextIO) -> None:
    """Write one page for all drafts."""
    content: list[Content] = [
        tag(
            "header",
            tag("h1", "Before publication"),
            tag("p", f"{len(reports)} {'draft' if len(reports) == 1 else 'drafts'} checked", class_="lead"),
        )
    ]
    if len(reports) > 1:
        items = (
            tag("li", tag("a", report.name, href=f"#draft-{number}"), f": {verdict(report)}")
            for number, report in enumerate(reports, 1)
        )
        content.append(tag("nav", tag("ol", items), aria_label="Drafts"))
    for number, report in enumerate(reports, 1):
        content.append(_draft(report, number))
    content.append(tag("footer", "syndicheck check · times in UTC"))
    write_page(Page(out=out, zone="UTC"), "syndicheck check", content)


def _draft(report: CheckReport, number: int) -> Safe:
    lines = Lines(report)
    head = [
        tag("h2", written("span", report.name, "und")),
        tag("p", tag("b", verdict(report)), class_="verdict"),
        [tag("p", f"Origin: {origin(found)}") for found in report.origins],
        tag("p", report.coverage, class_="quiet"),
    ]
    findings = (
        tag("ol", [_finding(report, finding, lines, number, place) for place, finding in enumerate(report.findings, 1)])
        if report.findings
        else tag("p", "Nothing was found.")
    )
    sources = [_source(source) for source in report.sources if source.copied]
    heads = ("Source", "Language", "Published", "Class", "Of the draft:", "Of the source:")
    return tag(
        "section",
        head,
        tag("h3", "Findings"),
        findings,
        [tag("h3", "Sources"), table("Sources of the draft", heads, sources)] if sources else None,
        tag("h3", "The draft"),
        written("div", _text(report, number), report.lang, "text"),
        id=f"draft-{number}",
    )


def _finding(report: CheckReport, finding: Finding, lines: Lines, number: int, place: int) -> Safe:
    line, column, _, _ = lines.of(finding.span)
    where = tag("a", f"{line}:{column}", href=f"#finding-{number}-{place}") if finding.span is not None else None
    weight = "silenced" if finding.suppressed else finding.severity.value
    source = next((s for s in report.sources if finding.source and s.held == finding.source), None)
    mine = excerpt(report.text, finding.span)
    theirs = excerpt(source.text, finding.source_span) if source else ""
    return tag(
        "li",
        tag("mark", f"{weight} {finding.code}", class_=_SILENCED if finding.suppressed else _COLOUR[finding.severity]),
        [" ", where] if where else None,
        tag("p", finding.message),
        tag("p", "Draft: ", written("q", mine, report.lang)) if mine else None,
        tag("p", "Source: ", written("q", theirs, source.held.lang)) if source and theirs else None,
        tag("p", silenced(finding) if finding.suppressed else finding.remedy, class_="quiet"),
    )


def _source(source: Source) -> Safe:
    held = source.held
    address = web_address(held.url)
    name: Content = tag("a", held.outlet, href=address, rel="noreferrer") if address else held.outlet
    return tag(
        "tr",
        tag("td", name, tag("small", written("span", held.title, held.lang))),
        tag("td", held.lang),
        tag("td", held.published or "no time known"),
        tag("td", source.match.match_class.value),
        tag("td", _percent(source, source.match.share_a), class_="number"),
        tag("td", _percent(source, source.match.share_b), class_="number"),
    )


def _percent(source: Source, share: float) -> str:
    """Words are not counted across languages."""
    return percent(share) if source.match.passages else "–"


def _text(report: CheckReport, number: int) -> list[Content]:
    """The draft: copied passages in one colour, and over them the places of findings, numbered like the list."""
    placed = [(place, f) for place, f in enumerate(report.findings, 1) if f.span is not None]
    spans = [f.span for _, f in placed if f.span is not None]
    copied = [p.a for source in report.sources if source.copied for p in source.match.passages]
    drawn: list[Content] = []
    for piece in pieces(report.text, [*spans, *copied]):
        if not piece.under:
            drawn.append(piece.text)
            continue
        opened = [placed[index][0] for index in piece.opens if index < len(placed)]
        over = [placed[index][1] for index in piece.under if index < len(placed)]
        colour = _COPIED if not over else _SILENCED if over[0].suppressed else _COLOUR[over[0].severity]
        signs = [tag("sup", str(place), id=f"finding-{number}-{place}") for place in opened]
        drawn.append(tag("mark", signs, piece.text, class_=colour))
    return drawn
