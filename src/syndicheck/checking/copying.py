"""SYN1xx and SYN3xx: what of the draft is copied from where, and which facts changed on the way."""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.checking.draft import Compared, Draft, first_passage, named, prepared_source, quoted
from syndicheck.checking.findings import Finding
from syndicheck.model.changes import ChangeKind
from syndicheck.model.matches import MatchClass
from syndicheck.provenance.credits import CREDITS

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

LEFT_OUT = frozenset({ChangeKind.NUMBER, ChangeKind.DATE})
"""Kinds that are not told where the draft has nothing: what was cut says nothing wrong."""


def findings(draft: Draft) -> Iterator[Finding]:
    """Copies, rewrites and shared quotations; changed facts."""
    for one in draft.taken:
        if one.translated:
            continue
        if not draft.may_print(one):
            yield _copy(draft, one)
            yield from _licence(draft, one)
        if one.source.match.match_class is not MatchClass.REWRITE:  # where words differ throughout, that says nothing
            yield from _changes(draft, one)
    for one in draft.compared:
        if any(reason.code == "quotes-only" for reason in one.source.match.reasons):
            yield draft.finding(
                "SYN104",
                f"Shares quotations with {named(one.held)}.",
                source=one.held,
                **first_passage(one.source),
            )


def _copy(draft: Draft, one: Compared) -> Finding:
    match, where = one.source.match, named(one.held)
    percent = f"{100 * match.share_a:.0f} %"
    data = {"class": match.match_class.value, "share": match.share_a, "of_source": match.share_b}
    if match.match_class is MatchClass.REWRITE:
        code, message = "SYN103", f"Follows {where} sentence by sentence."
    elif match.share_a >= draft.policy.copied_whole:
        code, message = "SYN101", f"{percent} of the draft is in the text of {where}."
    else:
        code = "SYN102"
        message = f"{percent} of the draft (passages: {len(match.passages)}) is from the text of {where}."
    return draft.finding(code, message, source=one.held, data=data, **first_passage(one.source))


def _licence(draft: Draft, one: Compared) -> Iterator[Finding]:
    ended = draft.policy.ended(draft.today)
    for organisation in sorted({str(mark.organisation) for mark in one.stored.marks if mark.type in CREDITS}):
        if organisation in ended:
            name = draft.catalogue.name(organisation)
            message = f"{named(one.held)} credits {name}; the licence for its texts ended on {ended[organisation]}."
            yield draft.finding("SYN105", message, source=one.held, data={"organisation": organisation})


def _changes(draft: Draft, one: Compared) -> Iterator[Finding]:
    """What is different in the draft from the text that it was copied from."""
    from syndicheck.matching.changes import what_changed
    from syndicheck.provenance.months import month_numbers

    source = prepared_source(one.stored)
    for change in what_changed(source, draft.prepared, lambda word: bool(month_numbers(word, draft.lang))):
        code = CHANGED.get(change.kind)
        if change.kind in LEFT_OUT and not change.now.strip():
            continue
        if code is not None and (change.kind not in EXCHANGED or (change.was.strip() and change.now.strip())):
            was, now = (quoted(words) or "nothing" for words in (change.was, change.now))
            yield draft.finding(
                code,
                f"“{was}” in {named(one.held)}, “{now}” in the draft.",
                span=change.b,
                source=one.held,
                source_span=change.a,
                data={"was": change.was, "now": change.now},
            )
