"""Findings as Markdown: a comment under a draft or a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from syndicheck.checking.findings import CheckReport
from syndicheck.report.check.verdict import Lines, excerpt, origin, silenced, verdict
from syndicheck.report.markdown import escaped


def render(reports: Sequence[CheckReport], out: TextIO) -> None:
    """Write a section for each draft."""
    for number, report in enumerate(reports):
        out.write("\n" if number else "")
        out.write(f"## {escaped(report.name)}\n\n**{escaped(verdict(report))}**\n")
        lines = Lines(report)
        for finding in report.findings:
            line, column, _, _ = lines.of(finding.span)
            where = f" (line {line}, column {column})" if finding.span else ""
            weight = escaped(silenced(finding)) if finding.suppressed else str(finding.severity)
            out.write(f"\n- **{finding.code}** {weight}{where}: {escaped(finding.message)} {escaped(finding.remedy)}\n")
            if words := escaped(excerpt(report.text, finding.span)).strip():
                out.write(f"  > {words}\n")
        for found in report.origins:
            out.write(f"\nOrigin: {escaped(origin(found))}\n")
        out.write(f"\n{escaped(report.coverage)}\n")
