"""Findings as JUnit XML, which every continuous integration shows: a draft is a suite, a finding a test case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from syndicheck.checking.findings import CheckReport, Finding, Severity
from syndicheck.report.check.verdict import Lines
from syndicheck.text import printable


def render(reports: Sequence[CheckReport], out: TextIO) -> None:
    """Write all drafts. Errors are failures; warnings and notes pass and say so; silenced findings are skipped."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="syndicheck">\n')
    for report in reports:
        cases = report.findings
        skipped = sum(bool(finding.suppressed) for finding in cases)
        out.write(
            f'  <testsuite name={_quoted(report.name)} tests="{max(1, len(cases))}"'
            f' failures="{report.count(Severity.ERROR)}" errors="0" skipped="{skipped}">\n'
        )
        if not cases:
            out.write(f'    <testcase classname="syndicheck" name={_quoted(f"{report.name}: nothing found")}/>\n')
        for finding in cases:
            _case(report, finding, Lines(report), out)
        out.write("  </testsuite>\n")
    out.write("</testsuites>\n")


def _case(report: CheckReport, finding: Finding, lines: Lines, out: TextIO) -> None:
    line, column, _, _ = lines.of(finding.span)
    name = f"{finding.code} {report.name}:{line}:{column}"
    out.write(f"    <testcase classname={_quoted(f'syndicheck.{finding.code}')} name={_quoted(name)}>\n")
    said = f"{finding.message} {finding.remedy}"
    if finding.suppressed:
        out.write(f"      <skipped message={_quoted(finding.suppressed)}/>\n")
    elif finding.severity is Severity.ERROR:
        out.write(f"      <failure type={_quoted(finding.code)} message={_quoted(finding.message)}>")
        out.write(f"{escape(printable(said))}</failure>\n")
    else:
        out.write(f"      <system-out>{escape(printable(f'{finding.severity}: {said}'))}</system-out>\n")
    out.write("    </testcase>\n")


def _quoted(text: str) -> str:
    return quoteattr(printable(text))
