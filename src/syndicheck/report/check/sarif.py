"""Findings as SARIF 2.1.0 (OASIS Standard, 2020), which code hosts and editors show beside the text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO
from urllib.parse import quote

from syndicheck import __version__
from syndicheck.checking.findings import CheckReport, Finding, Severity
from syndicheck.checking.rules import RULES, help_text
from syndicheck.report.check.verdict import Lines, record_of
from syndicheck.text import printable
from syndicheck.workflow_commands import in_json

_OF_ADDRESSES = "%/:=&?~#+!$,;'@()*"
"""Signs that stand in an address as they are."""

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(reports: Sequence[CheckReport], out: TextIO) -> None:
    """Write one run with all drafts as artifacts."""
    codes = list(RULES)
    rules = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": rule.why},
            "help": {"text": help_text(rule)},
            "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        }
        for rule in RULES.values()
    ]
    results = [_result(report, finding, Lines(report), codes) for report in reports for finding in report.findings]
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "syndicheck", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    out.write(in_json(json.dumps(document, ensure_ascii=True, indent=2)) + "\n")


def _result(report: CheckReport, finding: Finding, lines: Lines, codes: Sequence[str]) -> dict[str, Any]:
    record = record_of(report.name)
    name = report.name if record is None else record[0]
    web = "://" in name
    uri = quote(name, safe=_OF_ADDRESSES, errors="replace") if web else quote(name.replace("\\", "/"), errors="replace")
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if record is not None:
        place["region"] = {"startLine": record[1]}
    elif finding.span is not None and not web:
        line, column, last_line, last_column = lines.of(finding.span)
        # lines and columns only: line ends and a byte order mark shift the offsets in the file
        place["region"] = {
            "startLine": line,
            "startColumn": column,
            "endLine": last_line,
            "endColumn": last_column,
        }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{finding.message} {finding.remedy}"},
        "locations": [{"physicalLocation": place}],
    }
    if finding.source is not None:
        result["properties"] = {"source": finding.source.url or finding.source.key, "outlet": finding.source.outlet}
    if finding.suppressed:
        kind = "inSource" if finding.suppressed_by == "draft" else "external"
        result["suppressions"] = [{"kind": kind, "justification": printable(finding.suppressed)}]
    return result
