"""Findings on a terminal: plain ANSI, because a check starts like a Unix tool and loads no library for colours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TextIO

from syndicheck.checking.findings import CheckReport, Finding, Severity
from syndicheck.report.check.verdict import Lines, excerpt, origin, silenced, verdict
from syndicheck.report.check.wrapping import columns, wrapped
from syndicheck.text import printable

_STYLE = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36"}
NARROWEST = 40


def render(reports: Sequence[CheckReport], out: TextIO, database: str = "") -> None:
    """Write the verdict of each draft first, then its findings with the words, and among what it was compared."""
    colour = _coloured(out)
    width = max(NARROWEST, min(columns(), 120))
    for number, report in enumerate(reports):
        out.write("\n" if number else "")
        out.write(_paint(printable(report.name), "1", colour) + f": {verdict(report)}\n")
        lines = Lines(report)
        for finding in report.findings:
            _finding(report, finding, lines, colour, width, out)
        if report.findings and (report.origins or report.compared is not None):
            out.write("\n")
        for found in report.origins:
            out.write(wrapped(f"Origin: {printable(origin(found))}", "  ", width))
            named = f" --db {database}" if database else ""
            out.write(f"    See: syndicheck story {printable(found.story + named)}\n")
        if report.compared is not None:
            out.write(wrapped(printable(report.coverage), "  ", width))


def _finding(report: CheckReport, finding: Finding, lines: Lines, colour: bool, width: int, out: TextIO) -> None:
    line, column, _, _ = lines.of(finding.span)
    where = f"{line}:{column} " if finding.span is not None else ""
    weight = "silenced" if finding.suppressed else str(finding.severity)
    head = (
        f"\n  {where}{_paint(weight, '2' if finding.suppressed else _STYLE[finding.severity], colour)} {finding.code}\n"
    )
    out.write(head)
    out.write(wrapped(printable(finding.message), "    ", width))
    if words := printable(excerpt(report.text, finding.span)):
        out.write(wrapped(f"draft:  “{words}”", "      ", width))
    source = next((s for s in report.sources if finding.source and s.held == finding.source), None)
    if source is not None and (words := excerpt(source.text, finding.source_span)):
        out.write(wrapped(f"source: “{printable(words)}”", "      ", width))
    if source is not None and source.held.url:
        out.write(f"      {printable(source.held.url)}\n")
    last = printable(silenced(finding) if finding.suppressed else finding.remedy)
    out.write(wrapped(last, "    ", width))


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text


def _coloured(out: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (out.isatty() and os.environ.get("TERM") != "dumb")
