"""Labels of a draft under the rules of a country, or those that a policy names by id."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from syndicheck.checking.draft import Draft, named
from syndicheck.checking.findings import Finding
from syndicheck.model.labels import LabelFinding, LabelOutcome
from syndicheck.provenance.labels import Labelled, is_release, judge_labels, rules_for


def findings(draft: Draft) -> Iterator[Finding]:
    """A label that is missing (SYN204) or too little (SYN206) under a rule.

    Nothing where the newsroom's own notice says what the text is, or where no rule was asked for.
    """
    policy = draft.policy
    if draft.noticed or not (policy.country or policy.label_rules):
        return
    article = _article(draft)
    for one in judge_labels(article, rules_for(policy.country, policy.label_rules)):
        if one.outcome is LabelOutcome.ABSENT:
            yield _finding(draft, "SYN204", one, "label not found")
        elif one.outcome is LabelOutcome.INADEQUATE:
            yield _finding(draft, "SYN206", one, "label inadequate")


def _article(draft: Draft) -> Labelled:
    """The draft as the rules see it. That it is a release is often seen only in the text that it was taken from."""
    senders = frozenset(ident for ident, one in draft.catalogue.organisations.items() if one.kind == "distributor")
    raw = draft.raw
    article = Labelled(
        title=raw.title or "",
        text=raw.text,
        marks=[*draft.marks, *draft.page_marks],
        page_text=raw.page_text,
        declared=raw.extra,
        country=draft.policy.country,
        pasted=max((one.source.match.share_a for one in draft.taken if not one.translated), default=None),
        senders=senders,
        day=draft.today,
    )
    if is_release(article):
        return article
    for one in draft.taken:
        source = Labelled(title=one.stored.title, text=one.stored.text, marks=one.stored.marks, senders=senders)
        if by := is_release(source):
            return replace(article, release=True, known_by=f"{by} in the text of {named(one.held)}")
    return article


def _finding(draft: Draft, code: str, one: LabelFinding, outcome: str) -> Finding:
    return draft.finding(
        code,
        f"{outcome[0].upper()}{outcome[1:]} under {one.rule} ({one.version}): {one.reason.text}",
        span=one.sign.span if one.sign is not None and one.sign.place == "text" else None,
        data={"rule": one.rule, "version": one.version, "reason": one.reason.code},
    )
