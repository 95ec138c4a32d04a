"""SYN1xx: what of the draft is copied from where."""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.checking.draft import Compared, Draft, first_passage, named
from syndicheck.checking.findings import Finding
from syndicheck.model.matches import MatchClass, percent
from syndicheck.provenance.credits import CREDITS


def findings(draft: Draft) -> Iterator[Finding]:
    """Copies, rewrites and shared quotations; changed facts."""
    for one in draft.taken:
        if one.translated:
            continue
        if not draft.may_print(one):
            yield _copy(draft, one)
            yield from _licence(draft, one)
        if one.source.match.match_class is not MatchClass.REWRITE:  # where words differ throughout, that says nothing
            from syndicheck.checking import changing

            yield from changing.findings(draft, one)
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
    share = percent(match.share_a)
    data = {"class": match.match_class.value, "share": match.share_a, "of_source": match.share_b}
    if match.match_class is MatchClass.REWRITE:
        code, message = "SYN103", f"Follows {where} sentence by sentence."
    elif match.share_a >= draft.policy.copied_whole:
        code, message = "SYN101", f"{share} of the draft is in the text of {where}."
    else:
        code = "SYN102"
        message = f"{share} of the draft (passages: {len(match.passages)}) is from the text of {where}."
    return draft.finding(code, message, source=one.held, data=data, **first_passage(one.source))


def _licence(draft: Draft, one: Compared) -> Iterator[Finding]:
    ended = draft.policy.ended(draft.today)
    for organisation in sorted({str(mark.organisation) for mark in one.stored.marks if mark.type in CREDITS}):
        if organisation in ended:
            name = draft.catalogue.name(organisation)
            message = f"{named(one.held)} credits {name}; the licence for its texts ended on {ended[organisation]}."
            yield draft.finding("SYN105", message, source=one.held, data={"organisation": organisation})
