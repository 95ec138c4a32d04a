"""SYN2xx: whose text it is and what it is: credits, disclaimers, labels, and what is not for readers."""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.checking.draft import Compared, Draft, mark_names, named
from syndicheck.checking.findings import Finding
from syndicheck.expressions import expression
from syndicheck.model.marks import Mark
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.credits import CREDITS, lost_credit

LEAST_BEHIND = 8
"""Words of the story behind a break."""

_BREAK = expression(r"[\s*_-]+")
_WORD = expression(r"[^\W_]+")
_MAIL = expression(r"[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")

RELEASE = frozenset({"distributor_footer", "third_party_disclaimer", "about_block", "forward_looking_block"})
"""Marks by which a press release is known."""


def findings(draft: Draft) -> Iterator[Finding]:
    """Credits and disclaimers that the source prints and the draft does not; a release without a label; leftovers."""
    for one in draft.taken:
        yield from _credit(draft, one)
        yield from _disclaimer(draft, one)
    release = [mark for mark in draft.marks if mark.type in RELEASE and mark.strength == "strong"]
    by_rule = list(_by_rule(draft))
    yield from by_rule
    if release and not draft.labelled and not by_rule:
        yield draft.finding(
            "SYN204",
            f"Has the notices of a press release ({mark_names(release)}), and no label.",
            span=release[0].span,
        )
    for mark in draft.marks:
        if mark.type in ("end_mark", "contact_block") and not _is_ours(draft, mark):
            what = "An end mark" if mark.type == "end_mark" else "A contact of the press office"
            yield draft.finding("SYN205", f"{what} is still in the draft.", span=mark.span)


def _is_ours(draft: Draft, mark: Mark) -> bool:
    """Whether it is meant for readers: a break between two parts of a story, as Markdown draws it, or the address of a
    reporter at the newsroom's own domain.
    """
    text = draft.raw.text
    if mark.type == "end_mark":
        if _BREAK.fullmatch(text, mark.start, mark.end) is None:
            return False
        words = [Span(*found.span()) for found in _WORD.finditer(text, mark.end)]
        return sum(not any(word.overlaps(one.span) for one in draft.marks) for word in words) >= LEAST_BEHIND
    from syndicheck.checking.own import hosts_of

    hosts = hosts_of(draft.policy.own, draft.raw)
    written = [found.group(1).casefold() for found in _MAIL.finditer(text, mark.start, mark.end)]
    return bool(written) and all(any(one == host or one.endswith(f".{host}") for host in hosts) for one in written)


def _by_rule(draft: Draft) -> Iterator[Finding]:
    if draft.policy.country or draft.policy.label_rules:
        from syndicheck.checking import labelling

        yield from labelling.findings(draft)


def _credit(draft: Draft, one: Compared) -> Iterator[Finding]:
    lost = lost_credit(one.stored.marks, draft.of_the_text)
    if lost is None or draft.names(one, {mark.organisation for mark in one.stored.marks if mark.type in CREDITS}):
        return
    name = draft.catalogue.name(str(lost.mark.organisation))
    others = sorted(draft.catalogue.name(other) for other in lost.instead)
    message = f"{named(one.held)} credits {name}; the draft "
    message += f"credits {', '.join(others)}." if others else "credits nobody."
    yield draft.finding(
        "SYN202" if others else "SYN201", message, source=one.held, source_span=lost.mark.span,
        data={"credited": lost.mark.organisation, "instead": list(lost.instead)},
    )  # fmt: skip


def _disclaimer(draft: Draft, one: Compared) -> Iterator[Finding]:
    disclaimer = next((m for m in one.stored.marks if m.type == "third_party_disclaimer"), None)
    if disclaimer is None or draft.labelled or any(mark.type == "third_party_disclaimer" for mark in draft.marks):
        return
    yield draft.finding(
        "SYN203",
        f"{named(one.held)} has a third party answer for the text; the draft says nothing of it.",
        source=one.held,
        source_span=disclaimer.span if disclaimer.kind is TextKind.BODY else None,
    )
