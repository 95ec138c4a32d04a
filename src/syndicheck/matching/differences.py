"""How the pieces that differ between two texts differ: the gravest thing in each, by value and not by looks.

A piece is cut as small as the equal words inside it allow. Then numbers, dates and units on both sides are read and
set against each other; what is left is a negation, a name, a hedge, or wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from syndicheck.matching import masks
from syndicheck.matching.agreement import agree, unmatched, without_noon
from syndicheck.matching.changes import Months
from syndicheck.matching.counterparts import Piece
from syndicheck.matching.counting import Counting, around
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.facts import signs_from
from syndicheck.matching.hedged import Hedged
from syndicheck.matching.inprint import are_references, same_in_print
from syndicheck.matching.names import Names
from syndicheck.matching.negated import Negated
from syndicheck.matching.particles import joints
from syndicheck.matching.pieces import are_near, divided, merged, spanning
from syndicheck.matching.said import DATED, NUMBER, UNIT, Said
from syndicheck.matching.timesofday import times
from syndicheck.matching.wholenumbers import WholeNumbers
from syndicheck.model.changes import Change, ChangeKind
from syndicheck.model.spans import Span

_CLAUSE_ENDS = ".!?;:,\n\u060c\u061b\u061f\u0964\u3001\u3002\uff0c\uff1a\uff1b"

_COUNTED = frozenset({ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.UNIT})


def differences(
    a: Prepared, b: Prepared, months: Months, pieces: Iterable[Piece], signs: Iterable[tuple[int, int]]
) -> list[Change]:
    """The changes that the pieces are; ``signs`` are equal numbers beside which other signs stand."""
    context = _Context(a, b, months)
    cut = [part for piece in pieces for part in divided(piece, a, b)]
    cut += filter(None, (context.numbers.with_signs(i, j) for i, j in signs))
    told: list[tuple[Piece, Change]] = []
    whole = map(context.whole, merged(cut, a, b))
    # what only touches once it has the whole of its number is a difference of its own
    for piece in (part for one in merged(whole, a, b, touching=False) for part in context.numbers.apart(one)):
        change = context.change(piece)
        if change is not None:
            if told and context.is_another_order(told[-1], (piece, change)):
                told.pop()
            elif told and (together := context.shifted(told[-1], (piece, change))):
                told[-1] = together
            else:
                told.append((piece, change))
    return context.negated.without_shifted([change for _, change in told])


class _Context:
    """The two texts, and what their words are."""

    def __init__(self, a: Prepared, b: Prepared, months: Months) -> None:
        self._a, self._b = a, b
        self._counting = Counting(a, b, months)
        self.numbers = WholeNumbers(self._counting)
        self.negated = Negated(a, b)
        self._names = Names(a, b)
        self._hedged = Hedged(self._counting)
        self._joints = joints(a.lang) | joints(b.lang)

    def whole(self, piece: Piece) -> Piece:
        """The piece with all of the numbers, and of the negation, of which it has a part."""
        return self.negated.whole(self.numbers.whole(piece))

    def is_another_order(self, one: tuple[Piece, Change], two: tuple[Piece, Change]) -> bool:
        """Whether two differences beside each other are one date or number in another order: 3 March, Mar. 3."""
        (first, before), (last, behind) = one, two
        if not {before.kind, behind.kind} <= _COUNTED or not are_near(first, last):
            return False
        return self.change(spanning(first, last)) is None

    def shifted(self, one: tuple[Piece, Change], two: tuple[Piece, Change]) -> tuple[Piece, Change] | None:
        """Two differences beside each other as one, where something went to the other side of what stands between:
        3 and 4, 4 and 5; a negation within its clause; a name that changed places with another. So are two parts of a
        date: 3. März, 4.3.; 4 June 1933, June 5, 1934.
        """
        (first, before), (last, behind) = one, two
        opposite = (not before.now and not behind.was) or (not before.was and not behind.now)
        if not are_near(first, last):
            return None
        dates = before.kind is behind.kind is ChangeKind.DATE
        parts = dates and ((first.a_end, first.b_end) == (last.a, last.b) or self._is_one_date(one, two))
        if not (opposite or parts):
            return None
        kinds = {before.kind, behind.kind}
        negated = kinds == {ChangeKind.NEGATION} and self._is_one_clause(first, last)
        named = ChangeKind.NAME in kinds and kinds <= {ChangeKind.NAME, ChangeKind.WORDING}
        named = named and self._are_same_words(first, last)
        if not (kinds <= _COUNTED or negated or named):
            return None
        piece = spanning(first, last)
        change = self.change(piece)
        return (piece, change) if change is not None else None

    def _is_one_date(self, one: tuple[Piece, Change], two: tuple[Piece, Change]) -> bool:
        """Whether only parts of a date stand between two differences, of which one has nothing on a side."""
        (first, before), (last, behind) = one, two
        if before.was and before.now and behind.was and behind.now:
            return False
        return not any(
            self._counting.rest(prepared, start, end, self._counting.counted(prepared, start, end))
            for prepared, start, end in ((self._a, first.a_end, last.a), (self._b, first.b_end, last.b))
        )

    def _are_same_words(self, first: Piece, last: Piece) -> bool:
        """Whether what is gone in two places is what is new there."""
        gone, new = (
            Counter((*keys[start:end], *keys[low:high]))
            for keys, (start, end), (low, high) in (
                (self._a.tokens.keys, (first.a, first.a_end), (last.a, last.a_end)),
                (self._b.tokens.keys, (first.b, first.b_end), (last.b, last.b_end)),
            )
        )
        return gone == new

    def _is_one_clause(self, first: Piece, last: Piece) -> bool:
        """Whether nothing ends or is joined between two places: *will not sign and will pay* is no *will sign and will
        not pay*.
        """
        tokens, start, end = self._a.tokens, first.a_end, last.a
        low = tokens.ends[start - 1] if start else 0
        high = tokens.starts[end] if end < len(tokens.keys) else len(self._a.text)
        between = self._a.text[low:high]
        return not any(stop in between for stop in _CLAUSE_ENDS) and self._joints.isdisjoint(tokens.keys[start:end])

    def change(self, piece: Piece) -> Change | None:
        """The change that a piece is, if it is one."""
        if piece.a >= piece.a_end and piece.b >= piece.b_end:
            return None
        span_a, was = self._words(self._a, piece.a, piece.a_end)
        span_b, now = self._words(self._b, piece.b, piece.b_end)
        if self._only_looks(piece, was, now):
            return None
        kind, left_out = self._kind(piece, was, now)
        return None if kind is None else Change(kind, span_a, span_b, was, now, left_out)

    def _words(self, prepared: Prepared, start: int, end: int) -> tuple[Span | None, str]:
        if start >= end:
            return None, ""
        low, high = around(prepared, start, end)
        first, last = prepared.tokens.starts[start], prepared.tokens.ends[end - 1]
        if prepared.tokens.keys[start][:1].isdigit():
            first = signs_from(prepared.text, first)
        counted = self._counting.counted(prepared, start, end)
        numbers = any(said.kind == NUMBER for said in counted)  # else the sign is that of the number behind: about £
        for said in counted:
            if ((said.kind == UNIT and numbers) or times(said)) and first <= said.start and last < said.end <= high:
                last = said.end  # its sign is no word, nor is the point of p.m.
        if low <= prepared.tokens.starts[start]:  # else the word before is of the same character: ½
            first = max(low, first)
        return Span(first, last), prepared.text[first:last]

    def _only_looks(self, piece: Piece, was: str, now: str) -> bool:
        """Whether the two wordings are the same text, as far as can be seen."""
        here, there = (
            prepared.text[slice(*around(prepared, start, end))]
            for prepared, start, end in ((self._a, piece.a, piece.a_end), (self._b, piece.b, piece.b_end))
        )
        if masks.hidden(here, there) or (
            (are_references(here) or not was) and (are_references(there) or not now) and (was or now)
        ):
            return True
        return bool(was and now) and same_in_print(was, now)

    def _kind(self, piece: Piece, was: str, now: str) -> tuple[ChangeKind | None, bool]:
        said_a, said_b = self._counting.both(piece)
        left_a, left_b = unmatched(said_a, said_b)
        if {said.kind for said in (*left_a, *left_b)} == {UNIT}:
            left_a, left_b = (
                [said for said in left if not any(agree(said, unit) for unit in self._counting.units_behind(*there))]
                for left, there in (
                    (left_a, (self._b, piece.b, piece.b_end)),
                    (left_b, (self._a, piece.a, piece.a_end)),
                )
            )
        left = [*left_a, *left_b]
        if any(said.kind in DATED for said in left):
            return ChangeKind.DATE, not any(said.kind in DATED for said in said_b)
        if any(said.kind == NUMBER for said in left):
            return self._of_numbers(left_a, left_b), not any(said.kind == NUMBER for said in said_b)
        if self.negated.differ(piece):
            return ChangeKind.NEGATION, False
        if any(said.kind == UNIT for said in left):
            return ChangeKind.UNIT, not left_b
        said_a, said_b = without_noon(said_a, said_b), without_noon(said_b, said_a)
        rest_a = self._counting.rest(self._a, piece.a, piece.a_end, said_a)
        rest_b = self._counting.rest(self._b, piece.b, piece.b_end, said_b)
        names_a, names_b = list(self._names.among(self._a, rest_a)), list(self._names.among(self._b, rest_b))
        if self._names.differ(names_a, names_b, rest_a, rest_b):
            return ChangeKind.NAME, not now
        if self._names.are_exchanged(names_a, names_b, piece):
            return ChangeKind.NAME, False
        hedged_a = self._hedged.count(self._a, piece.a, piece.a_end, was, said_a)
        if hedged_a != self._hedged.count(self._b, piece.b, piece.b_end, now, said_b):
            return ChangeKind.HEDGE, False
        sides = self._hedged.bound(self._a, piece.a, piece.a_end), self._hedged.bound(self._b, piece.b, piece.b_end)
        if all(sides) and sides[0] != sides[1]:
            return ChangeKind.HEDGE, False
        same = [self._a.tokens.keys[i] for i in rest_a] == [self._b.tokens.keys[j] for j in rest_b]
        if said_a and said_b and same:
            return None, False  # the same in another dress
        return ChangeKind.WORDING, False

    def _of_numbers(self, left_a: Sequence[Said], left_b: Sequence[Said]) -> ChangeKind:
        """Whether other numbers are other figures, or only their unit: million, billion."""
        figures_a, figures_b = (
            [quantities.written(said) for said in left if said.kind == NUMBER]
            for quantities, left in ((self._counting.said(self._a), left_a), (self._counting.said(self._b), left_b))
        )
        numbers = zip(*([said for said in left if said.kind == NUMBER] for left in (left_a, left_b)), strict=False)
        of_day = any(times(said) for said in left_a) and any(times(said) for said in left_b)
        if figures_a == figures_b and not of_day and not any(agree(one, other) for one, other in numbers):
            return ChangeKind.UNIT
        return ChangeKind.NUMBER
