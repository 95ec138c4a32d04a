"""SYN3xx: which facts are others in the draft than in the text that it was copied from."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from syndicheck.checking.draft import Compared, Draft, named, prepared_source, quoted
from syndicheck.checking.findings import Finding, Severity
from syndicheck.matching.changes import what_changed
from syndicheck.model.changes import ChangeKind
from syndicheck.provenance.months import months_named

CHANGED = {
    ChangeKind.NUMBER: "SYN301",
    ChangeKind.DATE: "SYN302",
    ChangeKind.NEGATION: "SYN303",
    ChangeKind.NAME: "SYN304",
    ChangeKind.UNIT: "SYN305",
    ChangeKind.HEDGE: "SYN306",
}

EXCHANGED = frozenset({ChangeKind.NAME, ChangeKind.UNIT})
"""Kinds that are told where one stands in place of another: a name added or left out is no changed name."""


ADDED = frozenset({ChangeKind.NUMBER, ChangeKind.DATE})
"""Kinds of which one that was only put in (an age, the date behind a weekday, a sum in another currency) is to be
checked, and is no error; where the draft lacks another of its kind it may stand in its place.
"""


def findings(draft: Draft, one: Compared) -> Iterator[Finding]:
    """What is different in the draft from the text that it was copied from."""
    source = prepared_source(one.stored)
    changes = list(what_changed(source, draft.prepared, months_named))
    lacking = {change.kind for change in changes if change.left_out}
    for change in changes:
        code = CHANGED.get(change.kind)
        if change.left_out:
            continue  # what was cut says nothing wrong
        if code is not None and (change.kind not in EXCHANGED or (change.was.strip() and change.now.strip())):
            was, now = (f"“{said}”" if (said := quoted(words)) else "nothing" for words in (change.was, change.now))
            finding = draft.finding(
                code,
                f"{was[:1].upper()}{was[1:]} in {named(one.held)}, {now} in the draft.",
                span=change.b,
                source=one.held,
                source_span=change.a,
                data={"was": change.was, "now": change.now},
            )
            added = change.kind in ADDED and not change.was.strip() and change.kind not in lacking
            yield _milder(finding) if added else finding


def _milder(finding: Finding) -> Finding:
    """An addition weighs no more than a warning."""
    return replace(finding, severity=Severity.WARNING) if finding.severity is Severity.ERROR else finding
