"""A baseline: the findings that a newsroom had when it began to check, or accepted since; only new ones are told.

A finding is known by its code, the draft's name, the words that it points at, and its source; not by its line, so that
it stays known when text is added above it. A baseline is a JSON file that people read and review.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.checking.findings import CheckReport, Finding
from syndicheck.digests import blake2b
from syndicheck.errors import InputError
from syndicheck.text import printable

SCHEMA = 1
SHOWN = 120
"""Characters of a finding's words that are written down for people."""


class Entry(Struct, frozen=True):
    """One accepted finding; ``written`` is all that its file has of it."""

    fingerprint: str
    reason: str
    expires: date | None
    written: Mapping[str, Any]

    def holds(self, today: date) -> bool:
        """Whether its day is not over (its last day included)."""
        return self.expires is None or today <= self.expires


class Baseline(Struct, frozen=True):
    """Accepted findings by their fingerprints; ``where`` names the file."""

    where: str
    entries: Mapping[str, Entry]


def fingerprint(report: CheckReport, finding: Finding) -> str:
    """What makes a finding the same finding in another run."""
    source = finding.source.key if finding.source else ""
    words = _words(report, finding)
    count = str(finding.data.get("count", ""))
    parts = "\0".join((finding.code, report.name.replace("\\", "/"), words, source, count))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _words(report: CheckReport, finding: Finding) -> str:
    if finding.span is None:
        return ""
    return " ".join(report.text[finding.span.start : finding.span.end].split())


def silenced(report: CheckReport, baseline: Baseline, today: date) -> CheckReport:
    """The report, its findings that the baseline holds silenced."""
    findings = []
    for finding in report.findings:
        entry = None if finding.suppressed else baseline.entries.get(fingerprint(report, finding))
        if entry is not None and entry.holds(today):
            finding = replace(finding, suppressed=entry.reason, suppressed_by="baseline")
        findings.append(finding)
    findings.sort(key=lambda one: bool(one.suppressed))
    return replace(report, findings=tuple(findings))


def unused(reports: Iterable[CheckReport], baseline: Baseline) -> int:
    """How many entries fit no finding of these reports."""
    seen = {fingerprint(report, finding) for report in reports for finding in report.findings}
    return sum(known not in seen for known in baseline.entries)


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file.

    Raises:
        InputError: it is missing, cannot be read, or is no baseline.
    """
    remedy = f"Write one with: syndicheck check … --write-baseline {path}"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"There is no baseline {path}.", remedy) from None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path} cannot be read as a baseline: {error}.", remedy) from error
    if not isinstance(document, dict) or document.get("kind") != "baseline" or document.get("schema") != SCHEMA:
        raise InputError(f"{path} is no baseline of this version.", remedy)
    entries = [_entry(one, path, number) for number, one in enumerate(_listed(document, path, remedy), 1)]
    return Baseline(str(path), {entry.fingerprint: entry for entry in entries})


def _listed(document: Mapping[str, Any], path: Path, remedy: str) -> list[Any]:
    findings = document.get("findings")
    if not isinstance(findings, list):
        raise InputError(f"{path} lists no findings.", remedy)
    return findings


def _entry(one: Any, path: Path, number: int) -> Entry:
    if not isinstance(one, dict) or not isinstance(one.get("fingerprint"), str) or not one.get("reason"):
        raise InputError(f"{path}: finding {number} lacks its fingerprint or its reason.", "Give both.")
    expires = one.get("expires")
    try:
        until = None if expires is None else date.fromisoformat(expires)
        return Entry(one["fingerprint"], str(one["reason"]), until, one)
    except (TypeError, ValueError):
        raise InputError(f"{path}: finding {number}: {expires!r} is no day.", "Write it as 2027-01-31.") from None


def write_baseline(
    reports: Sequence[CheckReport], out: TextIO, reason: str, old: Baseline | None = None, today: date | None = None
) -> int:
    """Write the findings of these reports that nothing but a baseline silences; returns how many.

    Of an ``old`` baseline the reasons stay, and the days that are not over, and all that it has of other drafts.
    """
    known = old.entries if old else {}
    today = today or date.today()
    findings = []
    for report in reports:
        for finding in report.findings:
            if finding.suppressed_by not in ("", "baseline"):
                continue
            entry = known.get(fingerprint(report, finding))
            findings.append(
                {
                    "fingerprint": fingerprint(report, finding),
                    "code": finding.code,
                    "draft": printable(report.name),
                    "words": printable(_words(report, finding))[:SHOWN],
                    "source": finding.source.key if finding.source else None,
                    "reason": entry.reason if entry else reason,
                    "expires": str(entry.expires) if entry and entry.expires and entry.holds(today) else None,
                }
            )
    accepted = len(findings)
    checked = {printable(report.name) for report in reports}
    findings += [dict(entry.written) for entry in known.values() if entry.written.get("draft") not in checked]
    json.dump({"schema": SCHEMA, "kind": "baseline", "findings": findings}, out, ensure_ascii=True, indent=2)
    out.write("\n")
    return accepted
