"""Whose credit each article of a story prints, and whose is missing, swapped or shortened.

Nothing here says why: a credit may stand in a field of the page that no reader sees, or have been dropped by a machine.
So the findings say "no credit found", and always with whom the article was compared. Pure: marks in, findings out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from syndicheck.marks.layers import DELIVERY
from syndicheck.model.credits import Credit, CreditLine, CreditStatus
from syndicheck.model.marks import Mark
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import TextKind

if TYPE_CHECKING:
    from syndicheck.marks.entries import Organisation
    from syndicheck.view import MarkBrief

CREDITS = frozenset({"lead_credit", "byline_credit", "end_credit", "dateline", "source_line"})
"""Marks that say whose text this is."""

NOT_CREDITED = frozenset({"issuer", "generic"})
"""Kinds of organisations that deliver nothing to others."""

INITIALS = 6
"""Letters of the longest name that counts as initials; "Reuters" is a name."""

Organisations: TypeAlias = "Mapping[str, Organisation]"

CARRIERS_NAMED = 20
"""Articles that a credit names as those it was compared with."""

FULL_IDEOGRAPHS = 4
"""Characters from which on a name in Chinese or Japanese is spelled out: 共同通信, not 共同."""


class Lost(Struct, frozen=True):
    """A credit of a source that its copy lacks: the source's mark, and who is named instead."""

    mark: Mark
    instead: tuple[str, ...]


def lost_credit(source: Iterable[Mark], copy: Iterable[Mark], instead: frozenset[str] = CREDITS) -> Lost | None:
    """The first credit in the source's text whose organisation the copy names nowhere; ``None`` when the copy names
    any that the source credits. Marks of the types ``instead`` count as the copy's own credit.
    """
    marks = list(copy)
    named = {mark.organisation for mark in marks if mark.organisation}
    wanted = [m for m in source if m.type in CREDITS and m.organisation and m.kind is TextKind.BODY]
    if not wanted or named & {mark.organisation for mark in wanted}:
        return None
    return Lost(wanted[0], _instead(marks, instead))


def _instead(marks: Iterable[Mark], types: frozenset[str]) -> tuple[str, ...]:
    """Who is named by marks of these types."""
    return tuple(sorted({mark.organisation for mark in marks if mark.type in types and mark.organisation}))


class Bearer(Struct, frozen=True):
    """An article of a story. ``marks`` are those that nobody dismissed, ``own`` the organisations that publish it
    themselves; ``source`` says that the others are compared with it, ``draws`` that it is a round-up.
    """

    key: str
    outlet: str
    marks: tuple[MarkBrief, ...]
    source: bool = False
    draws: bool = False
    own: frozenset[str] = frozenset()


def judge_credits(bearers: Sequence[Bearer], organisations: Organisations) -> dict[str, Credit]:
    """The credit of each article by key. The source's credit is expected of its copies; where the source prints none,
    those that the other articles print.
    """
    crediting = [one for one in bearers if not one.draws and _body_credits(one, organisations)]
    others = _Carriers(crediting, organisations)
    source = _Carriers([one for one in crediting if one.source], organisations)
    return {
        bearer.key: _judge(bearer, others if source.without(bearer) else source, organisations) for bearer in bearers
    }


class _Carriers:
    """The articles whose credit is expected of others, summed up once: to ask everybody about everybody takes minutes
    in a story of thousands. Nobody is compared with himself, so every answer leaves out the one who asks.
    """

    def __init__(self, bearers: Sequence[Bearer], known: Organisations) -> None:
        self._keys = [one.key for one in bearers]
        self._known = frozenset(self._keys)
        self._source = [one for one in bearers if one.source]
        self._expected = _places((one.key, _ids(_body_credits(one, known))) for one in bearers)
        self._wanted = _places((one.key, [m.organisation or "" for m in _wanted(one)]) for one in bearers)
        self._names: dict[str, list[str]] = {}
        self._outlets = _places((one.key, [one.outlet]) for one in bearers)

    def without(self, bearer: Bearer) -> bool:
        """Whether nobody is left to compare with."""
        return not self._keys or self._keys == [bearer.key]

    def keys(self, bearer: Bearer) -> tuple[str, ...]:
        """The first of them."""
        return tuple(key for key in self._keys[: CARRIERS_NAMED + 1] if key != bearer.key)[:CARRIERS_NAMED]

    def source(self, bearer: Bearer) -> list[Bearer]:
        """The story's source, where it is one of them."""
        return [one for one in self._source if one.key != bearer.key]

    def expected(self, bearer: Bearer) -> tuple[str, ...]:
        """The organisations that they credit, in their order."""
        return tuple(self._left(self._expected, bearer))

    def wanted(self, bearer: Bearer) -> list[str]:
        """All organisations in their credits, those too that deliver nothing."""
        return self._left(self._wanted, bearer)

    def outlets(self, bearer: Bearer) -> str:
        """Who they are."""
        names = self._left(self._outlets, bearer)
        shown = names if len(names) <= 3 else [*names[:3], f"{len(names) - 3} more"]
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

    def spelled(self, bearer: Bearer, ident: str, known: Organisations) -> bool:
        """Whether an article prints a name of the organisation that is more than initials."""
        if ident not in known:
            return False
        if ident not in self._names:
            self._names[ident] = [name.casefold() for name in known[ident].spellings if not _short(name)]
        words = [b.excerpt.casefold() for b in _credit_marks(bearer, known) if b.mark.organisation == ident]
        return any(name in text for text in words for name in self._names[ident])

    def _left(self, places: Mapping[str, Sequence[tuple[int, str]]], bearer: Bearer) -> list[str]:
        if bearer.key not in self._known:
            return list(places)
        firsts = ((next((n for n, key in at if key != bearer.key), None), value) for value, at in places.items())
        return [value for _, value in sorted((n, value) for n, value in firsts if n is not None)]


def _places(found: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[tuple[int, str]]]:
    """For each value the first two that have it, with a number for the order."""
    numbers = count()
    places: dict[str, list[tuple[int, str]]] = {}
    for key, values in found:
        for value in values:
            at = places.setdefault(value, [])
            if len(at) < 2 and all(had != key for _, had in at):
                at.append((next(numbers), key))
    return places


def _wanted(bearer: Bearer) -> list[Mark]:
    marks = (brief.mark for brief in bearer.marks)
    return [m for m in marks if m.type in CREDITS and m.organisation and m.kind is TextKind.BODY]


def _judge(bearer: Bearer, carriers: _Carriers, known: Organisations) -> Credit:
    printed = _credit_marks(bearer, known)
    lines = tuple(_line(brief) for brief in printed)
    naming = _names(_ids(printed), known)
    if bearer.draws:
        text = f"Prints the credit of {naming}." if lines else "A round-up: nothing is said of a missing credit."
        return _credit(CreditStatus.PRINTED if lines else CreditStatus.NONE, lines, "credit-not-judged", text)
    expected, keys = carriers.expected(bearer), carriers.keys(bearer)
    if not expected:
        if lines:
            return _credit(CreditStatus.PRINTED, lines, "credit-printed", f"Prints the credit of {naming}.")
        return _credit(CreditStatus.NONE, (), "credit-not-expected", "No credit found, and none to compare with.")
    if not lines and bearer.own & set(expected):
        text = f"Published by {_names(sorted(bearer.own & set(expected)), known)} itself."
        return _credit(CreditStatus.PRINTED, (), "credit-own", text, expected, keys)

    # A distributor that takes a text over often credits itself only in its footer or disclaimer.
    wanted = carriers.wanted(bearer)
    if not wanted or not {brief.mark.organisation for brief in bearer.marks}.isdisjoint(wanted):
        return _kept(bearer, carriers, expected, known)
    named = _instead((brief.mark for brief in bearer.marks), CREDITS | DELIVERY)
    instead = [ident for ident in named if _delivers(ident, known)]
    from_source, others = bool(carriers.source(bearer)), carriers.outlets(bearer)
    if not instead:
        whom = f"{others}, the source" if from_source else others
        text = f"No credit found; {_names(expected, known)} credited by {whom}."
        return _credit(CreditStatus.MISSING, (), "credit-missing", text, expected, keys)
    lines = tuple(
        _line(b) for b in bearer.marks if b.mark.type in CREDITS | DELIVERY and b.mark.organisation in instead
    )
    if not from_source:
        # Copies that name different hands, and no source to ask: nobody knows which of them is right.
        text = f"Prints the credit of {_names(instead, known)}; {_names(expected, known)} credited by {others}."
        return _credit(CreditStatus.PRINTED, lines, "credit-printed", text, expected, keys)
    text = f"Credits {_described(instead, known)}; {others}, the source, credits {_described(expected, known)}."
    return _credit(CreditStatus.SWAPPED, lines, "credit-swapped", text, expected, keys, instead)


def _kept(bearer: Bearer, carriers: _Carriers, expected: tuple[str, ...], known: Organisations) -> Credit:
    """The credit of an article that names an expected organisation somewhere."""
    printed, keys = _credit_marks(bearer, known), carriers.keys(bearer)
    kept = [ident for ident in _ids(printed) if ident in expected]
    if not kept:
        notices = [brief for brief in bearer.marks if brief.mark.organisation in expected]
        lines = tuple(_line(brief) for brief in notices)
        text = f"No credit line found; {_names(_ids(notices), known)} named in another notice."
        return _credit(CreditStatus.PRINTED, lines, "credit-in-notice", text, expected, keys)
    lines = tuple(_line(brief) for brief in printed)
    # A name that only a copy spells out is that copy's addition.
    longer = [
        other for other in carriers.source(bearer) if any(carriers.spelled(other, ident, known) for ident in kept)
    ]
    if longer and not any(carriers.spelled(bearer, ident, known) for ident in kept):
        text = f"Credits {_names(kept, known)} by initials; the name is spelled out in {longer[0].outlet}."
        return _credit(CreditStatus.ABBREVIATED, lines, "credit-abbreviated", text, expected, keys)
    text = f"Prints the credit of {_names(_ids(printed), known)}."
    return _credit(CreditStatus.PRINTED, lines, "credit-printed", text, expected, keys)


def _credit_marks(bearer: Bearer, known: Organisations) -> list[MarkBrief]:
    return [b for b in bearer.marks if b.mark.type in CREDITS and _delivers(b.mark.organisation, known)]


def _body_credits(bearer: Bearer, known: Organisations) -> list[MarkBrief]:
    """What is expected of others: a page's frame may name an agency for other texts than this one."""
    return [brief for brief in _credit_marks(bearer, known) if brief.mark.kind is TextKind.BODY]


def prints_credit(marks: Iterable[MarkBrief], known: Organisations) -> bool:
    """Whether these marks of an article have a credit that is expected of its copies."""
    return any(
        b.mark.type in CREDITS and b.mark.kind is TextKind.BODY and _delivers(b.mark.organisation, known) for b in marks
    )


def _delivers(ident: str | None, known: Organisations) -> bool:
    return ident is not None and not (ident in known and known[ident].kind in NOT_CREDITED)


def _ids(briefs: Iterable[MarkBrief]) -> list[str]:
    return list(dict.fromkeys(brief.mark.organisation for brief in briefs if brief.mark.organisation))


def _line(brief: MarkBrief) -> CreditLine:
    return CreditLine(brief.mark.organisation or "", brief.mark.type, brief.mark.kind, brief.mark.span)


def _short(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    if any(letter > "\u2e80" for letter in letters):
        return len(letters) < FULL_IDEOGRAPHS
    return len(letters) <= INITIALS and not any(letter.isspace() for letter in name.strip())


def _described(idents: Iterable[str], known: Organisations) -> str:
    """``AP (agency)``, ``SeaPRwire (distributor)``."""
    return ", ".join(
        f"{known[ident].name} ({known[ident].kind.replace('_', ' ')})" if ident in known else ident for ident in idents
    )


def _names(idents: Iterable[str], known: Organisations) -> str:
    return ", ".join(known[ident].name if ident in known else ident for ident in idents)


def _credit(
    status: CreditStatus,
    lines: tuple[CreditLine, ...],
    code: str,
    text: str,
    expected: Sequence[str] = (),
    carriers: Sequence[str] = (),
    instead: Sequence[str] = (),
) -> Credit:
    data = {"instead": list(instead)} if instead else {}
    return Credit(status, lines, tuple(expected), tuple(carriers), Reason(code, text, data))
