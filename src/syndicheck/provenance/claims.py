"""What an article claims of its own text, tested against what was measured.

“This story has not been edited by our staff”, “except for the headline”, “AP contributed to this report”: each is a
statement that a comparison with the text it was taken from can bear out or contradict. Where that text is not held, or
it is not certain which it is, nothing is said. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.model.changes import Change, ChangeKind
from syndicheck.model.claims import ClaimFinding, ClaimOutcome
from syndicheck.model.marks import Mark
from syndicheck.model.matches import percent
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.reasons import CLAIM_REASONS

_UNEDITED = expression(
    r"not (?:been )?(?:edited|modified|altered|changed)|without (?:any )?(?:modifications?|changes)"
    r"|no (?:edits|changes) (?:were|have been)"
    r"|nicht (?:redaktionell )?(?:bearbeitet|verändert)|unbearbeitet|unverändert übernommen"
    r"|n['’]a pas été (?:modifié|édité|retouché)|sans modification"
    r"|no ha sido (?:editad|modificad)|sin modificaci|non è stat[oa] (?:modificat|editat)|não foi editad"
    r"|не редактировал|без изменений|未经(?:编辑|修改)|未經(?:編輯|修改)|編集(?:して|を加えて)い?(?:ません|ない)",
    re.IGNORECASE,
)  # fmt: skip
_HEADLINE_ONLY = expression(
    r"except (?:for )?the headline|only the headline|apart from the headline"
    r"|(?:bis auf|außer) (?:die|der) (?:überschrift|schlagzeile)"
    r"|à l['’]exception du titre|excepto (?:por )?el titular|(?:eccetto|tranne) (?:per )?il titolo",
    re.IGNORECASE,
)  # fmt: skip
_CONTRIBUTED = expression(r"contributed|mitarbeit|mitgewirkt|a contribué|contribuy|ha contribuito", re.IGNORECASE)

CLAIMING = frozenset({"outlet_disclaimer", "third_party_disclaimer", "byline_credit", "distributor_footer"})

GRAVE = (ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.NEGATION, ChangeKind.UNIT, ChangeKind.NAME)
"""Changes that no copying machine makes."""

UNEDITED_SHARE = 0.98
"""Pasted share from which on a text counts as not edited; what lies between this and all are joints and typography."""

WHOLE = 0.9
"""Part of the source that must be there for a text to count as not shortened."""

MAINLY = 0.6
"""Pasted share from which on "contributed" is too little said."""


class Compared(Struct, frozen=True):
    """An article beside the text that it was taken from: the outlet of that one, what part of the copy is pasted and of
    the source used (0…1), whether the headlines are the same, and what was changed. ``credited`` are the organisations
    whose text the source says it is, or that publish it.
    """

    outlet: str
    pasted: float
    used: float
    same_title: bool
    changes: tuple[Change, ...] = ()
    credited: frozenset[str] = frozenset()


def claims_of(text: str, marks: Iterable[Mark]) -> list[tuple[str, Span, str | None]]:
    """The claims of a text: ``unedited``, ``headline-only`` or ``contributed``, where, and of whom."""
    found: list[tuple[str, Span, str | None]] = []
    for mark in marks:
        if mark.kind is not TextKind.BODY or mark.type not in CLAIMING:
            continue
        words = text[mark.start : mark.end]
        if mark.type == "byline_credit":
            if mark.organisation and _CONTRIBUTED.search(words):
                found.append(("contributed", mark.span, mark.organisation))
        elif _HEADLINE_ONLY.search(words):
            found.append(("headline-only", mark.span, None))
        elif _UNEDITED.search(words):
            found.append(("unedited", mark.span, None))
    return found


def tested(text: str, marks: Sequence[Mark], compared: Compared | None) -> tuple[ClaimFinding, ...]:
    """Each claim with its outcome. ``compared`` is ``None`` where the source is not held or not certain."""
    return tuple(
        _judge(kind, text[span.start : span.end], span, organisation, compared)
        for kind, span, organisation in claims_of(text, marks)
    )


def _judge(kind: str, words: str, span: Span, organisation: str | None, compared: Compared | None) -> ClaimFinding:
    def found(outcome: ClaimOutcome, code: str, more: str = "") -> ClaimFinding:
        text = CLAIM_REASONS[code].rstrip(".") + (f": {more}." if more else ".")
        return ClaimFinding(kind, words, span, outcome, Reason(code, text, {}))

    if compared is None:
        return found(ClaimOutcome.UNKNOWN, "claim-no-source")
    beside = f"compared with {compared.outlet}"
    pasted = f"{percent(compared.pasted)} of it is that text"
    if kind == "contributed":
        if organisation not in compared.credited:
            return found(ClaimOutcome.UNKNOWN, "claim-other-source", beside)
        if compared.pasted >= MAINLY:
            return found(ClaimOutcome.CONTRADICTED, "claim-undercredited", f"{pasted}, {beside}")
        if compared.pasted == 0:
            return found(ClaimOutcome.UNKNOWN, "claim-nothing-found", beside)
        return found(ClaimOutcome.HOLDS, "claim-holds", f"{pasted}, {beside}")
    differences = _counted(compared.changes)
    if differences:
        return found(ClaimOutcome.CONTRADICTED, "claim-changed", f"{differences}, {beside}")
    if compared.pasted < UNEDITED_SHARE:
        return found(ClaimOutcome.CONTRADICTED, "claim-reworded", f"only {pasted}, {beside}")
    if compared.used < WHOLE:
        more = f"{percent(compared.used)} of the source is left, {beside}"
        return found(ClaimOutcome.CONTRADICTED, "claim-shortened", more)
    if kind == "unedited" and not compared.same_title:
        return found(ClaimOutcome.HOLDS, "claim-holds-but-headline", beside)
    return found(ClaimOutcome.HOLDS, "claim-holds", f"{pasted}, {beside}")


def _counted(changes: Sequence[Change]) -> str:
    """``6 numbers and 1 name differ``."""
    parts = []
    for kind in GRAVE:
        number = sum(change.kind is kind for change in changes)
        if number:
            parts.append(f"{number} {kind.value}{'' if number == 1 else 's'}")
    return f"{', '.join(parts)} changed" if parts else ""
