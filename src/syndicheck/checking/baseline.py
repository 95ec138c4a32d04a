"""A baseline: the findings that a newsroom had when it began to check, or accepted since; only new ones are told.

A finding is known by its code, the draft's name, the words that it points at, and its source; not by its line, so that
it stays known when text is added above it. What is found once more than it was accepted is new. A file is called by its
path from the baseline's folder, so that it is the same draft from wherever it is checked.

A baseline is a JSON file that people read and review.
"""

from __future__ import annotations

import json
import os
from collections import Counter
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
    """Accepted findings by their fingerprints, the entries of one in the order of the file; ``where`` names that."""

    where: str
    entries: Mapping[str, tuple[Entry, ...]]


def fingerprint(report: CheckReport, finding: Finding, name: str | None = None) -> str:
    """What makes a finding the same finding in another run; the draft is called ``name``, or what its report says."""
    source = finding.source.key if finding.source else ""
    words = _words(report, finding)
    figures = str(finding.data.get("count", ""))
    if finding.span is None:  # what was dropped, or which numbers a source lacks, points at no words
        numbers = finding.data.get("numbers", ())
        figures += "\0".join([str(finding.data.get("was", "")).strip(), *map(str, numbers)]).strip("\0")
    parts = "\0".join(
        (finding.code, (report.name if name is None else name).replace("\\", "/"), words, source, figures)
    )
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _names(name: str, folder: Path | None) -> tuple[str, ...]:
    """What a baseline in this folder may call a draft: its path from there, where it lies below it, or as it is said
    now. The first is what is written down; text of standard input has only its name.
    """
    if folder is None or not name or "://" in name:
        return (name,)
    try:
        path = os.path.relpath(name, folder).replace(os.sep, "/")
    except ValueError:  # another drive, or a name that is no path
        return (name,)
    if path.startswith("../"):
        return (name,)
    return (path, name) if _is_file(name) else (name, path)


def _is_file(name: str) -> bool:
    """Whether a draft is a file, or a record of one."""
    from syndicheck.report.check.verdict import record_of

    record = record_of(name)
    return os.path.exists(name if record is None else record[0])  # noqa: PTH110 - names with a NUL are no error there


def _folder(where: str) -> Path:
    return Path(where).absolute().parent


def _words(report: CheckReport, finding: Finding) -> str:
    if finding.span is None:
        return ""
    return " ".join(report.text[finding.span.start : finding.span.end].split())


def silenced(report: CheckReport, baseline: Baseline, today: date) -> CheckReport:
    """The report, its findings that the baseline holds silenced."""
    names = _names(report.name, _folder(baseline.where))
    left = {known: [entry for entry in entries if entry.holds(today)] for known, entries in baseline.entries.items()}
    findings = []
    for finding in report.findings:
        held = [] if finding.suppressed else _held(left, report, finding, names)
        if held:
            finding = replace(finding, suppressed=held.pop(0).reason, suppressed_by="baseline")
        findings.append(finding)
    findings.sort(key=lambda one: bool(one.suppressed))
    return replace(report, findings=tuple(findings))


def _held(
    entries: Mapping[str, list[Entry]], report: CheckReport, finding: Finding, names: Iterable[str]
) -> list[Entry]:
    """What is left of the entries of a finding, whichever of its names the draft bears there."""
    return next((held for name in names if (held := entries.get(fingerprint(report, finding, name)))), [])


def unused(reports: Iterable[CheckReport], baseline: Baseline) -> int:
    """How many entries fit no finding of these reports."""
    folder = _folder(baseline.where)
    seen: Counter[str] = Counter()
    for report in reports:
        names = _names(report.name, folder)
        for finding in report.findings:
            known = [fingerprint(report, finding, name) for name in names]
            seen[next((one for one in known if seen[one] < len(baseline.entries.get(one, ()))), known[0])] += 1
    return sum(max(0, len(entries) - seen[known]) for known, entries in baseline.entries.items())


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file.

    Raises:
        InputError: it is missing, cannot be read, or is no baseline.
    """
    remedy = f"Write one with: syndicheck check … --write-baseline {path}"
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(f"There is no baseline {path}.", remedy) from None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path} cannot be read as a baseline: {error}.", remedy) from error
    if not isinstance(document, dict) or document.get("kind") != "baseline" or document.get("schema") != SCHEMA:
        raise InputError(f"{path} is no baseline of this version.", remedy)
    entries = [_entry(one, path, number) for number, one in enumerate(_listed(document, path, remedy), 1)]
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        found[entry.fingerprint] = (*found.get(entry.fingerprint, ()), entry)
    return Baseline(str(path), found)


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
    reports: Sequence[CheckReport],
    out: TextIO,
    reason: str,
    old: Baseline | None = None,
    today: date | None = None,
    where: Path | None = None,
) -> int:
    """Write the findings of these reports that nothing but a baseline silences; returns how many. ``where`` it lies
    says what its drafts are called.

    Of an ``old`` baseline the reasons stay, and the days that are not over, and all that it has of other drafts.
    """
    known = old.entries if old else {}
    today = today or date.today()
    folder = None if where is None else _folder(str(where))
    findings = []
    checked: set[str] = set()
    for report in reports:
        names = _names(report.name, folder)
        checked.update(map(printable, names))
        taken: Counter[str] = Counter()
        for finding in report.findings:
            if finding.suppressed_by not in ("", "baseline"):
                continue
            ways = [fingerprint(report, finding, name) for name in names]
            way = next((one for one in ways if taken[one] < len(known.get(one, ()))), None)
            entry = None if way is None else known[way][taken[way]]
            taken.update(() if way is None else (way,))
            findings.append(
                {
                    "fingerprint": ways[0],
                    "code": finding.code,
                    "draft": printable(names[0]),
                    "words": printable(_words(report, finding))[:SHOWN],
                    "source": finding.source.key if finding.source else None,
                    "reason": entry.reason if entry else reason,
                    "expires": str(entry.expires) if entry and entry.expires and entry.holds(today) else None,
                }
            )
    accepted = len(findings)
    others = (entry for entries in known.values() for entry in entries)
    findings += [dict(entry.written) for entry in others if entry.written.get("draft") not in checked]
    json.dump({"schema": SCHEMA, "kind": "baseline", "findings": findings}, out, ensure_ascii=True, indent=2)
    out.write("\n")
    return accepted
