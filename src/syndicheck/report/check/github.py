"""Findings as GitHub workflow commands: annotations beside the lines of a pull request.

GitHub shows at most ten annotations of a level for each step; the gravest come first, and a last line counts the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from syndicheck.checking.findings import ORDER, CheckReport, Finding, Severity
from syndicheck.counted import counted
from syndicheck.report.check.verdict import Lines, record_of, verdict
from syndicheck.text import printable
from syndicheck.workflow_commands import disarmed

MOST = 10
"""Annotations of one level that GitHub shows for a step."""

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(reports: Sequence[CheckReport], out: TextIO) -> None:
    """Write annotations, and the verdict of each draft as a line of the log."""
    shown: Counter[Severity] = Counter()
    left = 0
    for severity in ORDER:
        for report in reports:
            lines = Lines(report)
            for finding in report.standing:
                if finding.severity is not severity:
                    continue
                if shown[severity] == MOST:
                    left += 1
                    continue
                shown[severity] += 1
                place = _place(report, lines, finding)
                message = _data(f"{finding.message} {finding.remedy}")
                out.write(f"::{_COMMAND[severity]} {place},title={finding.code}::{message}\n")
    for report in reports:
        out.write(disarmed(f"{printable(report.name)}: {verdict(report)}\n"))
    if left:
        out.write(f"{counted(left, 'more finding is', 'more findings are')} not shown here.\n")


def _place(report: CheckReport, lines: Lines, finding: Finding) -> str:
    record = record_of(report.name)
    if record is not None:
        return f"file={_property(record[0])},line={record[1]}"
    line, column, last_line, last_column = lines.of(finding.span)
    place = f"file={_property(report.name)},line={line},endLine={last_line},col={column}"
    return place + (f",endColumn={last_column}" if line == last_line else "")


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
