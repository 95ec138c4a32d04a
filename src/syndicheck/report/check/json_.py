"""Findings as JSON: stable and versioned (``schema/check-1.json``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from syndicheck.checking.findings import CheckReport, Finding, Severity, Source
from syndicheck.model.spans import Span
from syndicheck.records import as_dict
from syndicheck.report.check.verdict import Lines, verdict
from syndicheck.workflow_commands import in_json

SCHEMA = 1


def render(reports: Sequence[CheckReport], out: TextIO) -> None:
    """Write one document for all drafts."""
    document = {"schema": SCHEMA, "kind": "check", "drafts": [draft(report) for report in reports]}
    out.write(in_json(json.dumps(document, ensure_ascii=True, indent=2)) + "\n")


def draft(report: CheckReport) -> dict[str, Any]:
    """The report of one draft, JSON-ready. Offsets count characters of the draft's text, and of the source's."""
    lines = Lines(report)
    return {
        "name": report.name,
        "title": report.title,
        "lang": report.lang,
        "verdict": verdict(report),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "copied": report.copied,
        "compared": report.compared,
        "coverage": report.coverage,
        "findings": [_finding(finding, lines) for finding in report.findings],
        "sources": [_source(source) for source in report.sources],
        "origins": [as_dict(origin) for origin in report.origins],
    }


def _finding(finding: Finding, lines: Lines) -> dict[str, Any]:
    line, column, _, _ = lines.of(finding.span)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "span": _range(finding.span),
        "line": line if finding.span else None,
        "column": column if finding.span else None,
        "source": finding.source.article_id if finding.source else None,
        "source_span": _range(finding.source_span),
        "data": dict(finding.data),
        "suppressed": finding.suppressed or None,
        "suppressed_by": finding.suppressed_by or None,
    }


def _range(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _source(source: Source) -> dict[str, Any]:
    match = source.match
    return {
        **as_dict(source.held),
        "class": match.match_class.value,
        "joins": match.joins,
        "share_of_draft": match.share_a,
        "share_of_source": match.share_b,
        "passages": [{"draft": _range(p.a), "source": _range(p.b), "tokens": p.tokens} for p in match.passages],
        "reasons": [{"code": r.code, "text": r.text, "data": dict(r.data)} for r in match.reasons],
    }
