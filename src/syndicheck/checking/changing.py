"""SYN3xx: which facts are others in the draft than in the text that it was copied from."""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.checking.draft import Compared, Draft, named, prepared_source, quoted
from syndicheck.checking.findings import Finding
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


def findings(draft: Draft, one: Compared) -> Iterator[Finding]:
    """What is different in the draft from the text that it was copied from."""
    source = prepared_source(one.stored)
    for change in what_changed(source, draft.prepared, months_named):
        code = CHANGED.get(change.kind)
        if change.left_out:
            continue  # what was cut says nothing wrong
        if code is not None and (change.kind not in EXCHANGED or (change.was.strip() and change.now.strip())):
            was, now = (f"“{said}”" if (said := quoted(words)) else "nothing" for words in (change.was, change.now))
            yield draft.finding(
                code,
                f"{was[:1].upper()}{was[1:]} in {named(one.held)}, {now} in the draft.",
                span=change.b,
                source=one.held,
                source_span=change.a,
                data={"was": change.was, "now": change.now},
            )
