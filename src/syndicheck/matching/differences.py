"""How the pieces that differ between two texts differ: the gravest thing in each, by value and not by looks.

A piece is cut as small as the equal words inside it allow. Then numbers, dates and units on both sides are read and
set against each other; what is left is a negation, a name, a hedge, or wording.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING

from syndicheck.matching import masks
from syndicheck.matching.changes import Months
from syndicheck.matching.counterparts import Piece, common_runs
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.facts import FACT, MINUS, NOUN, signs_from
from syndicheck.matching.particles import Negations, hedges, joints, negations, rough
from syndicheck.matching.quantities import Quantities
from syndicheck.matching.said import DATED, NUMBER, UNIT, Said
from syndicheck.matching.timesofday import times
from syndicheck.model.changes import Change, ChangeKind
from syndicheck.model.spans import Span
from syndicheck.text import lookalikes, sentences, tokenise

if TYPE_CHECKING:
    from syndicheck.text import Tokens

SHIFTED = 4
"""Tokens between two places of one sentence, from one of which a word went to the other."""

JOINED_UNSPACED = 2
"""Equal signs between two differences, where words are not set apart, that do not make two changes of them."""

SHORTEST_NAME = 5
"""Letters of a sentence's first word that may begin a name; shorter ones are articles and prepositions."""

_SIGNS_OF_NUMBERS = str.maketrans("\u066b\u066c\u2019", ".,'")
"""The Arabic decimal and thousands separators, and the apostrophe that typesetters use in Swiss thousands."""

ARTICLES = frozenset(("a", "an"))
"""Words that may stand between a word that rounds and its number: about a hundred."""

_PARTS, _GROUP = 2, 3
"""Parts of a number that may have any length (3.14), and the figures of each group where there are more (1,234,567)."""

_LONGEST_JOINT = 2
"""Signs between two pieces that are one."""

NEGATED = 4
"""Equal signs beside a difference that may be of one word with it, where words are not set apart: 認め|なかっ|た."""

_STOPS = tuple(".!?;:")
_CLAUSE_ENDS = ".!?;:,\n\u060c\u061b\u061f\u0964\u3001\u3002\uff0c\uff1a\uff1b"

_COUNTED = frozenset({ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.UNIT})


def differences(
    a: Prepared, b: Prepared, months: Months, pieces: Iterable[Piece], signs: Iterable[tuple[int, int]]
) -> list[Change]:
    """The changes that the pieces are; ``signs`` are equal numbers beside which other signs stand."""
    context = _Context(a, b, months)
    cut = [part for piece in pieces for part in _divided(piece, a, b)]
    cut += filter(None, (context.with_signs(i, j) for i, j in signs))
    told: list[tuple[Piece, Change]] = []
    # what only touches once it has the whole of its number is a difference of its own
    merged = _merged(map(context.whole, _merged(cut, a, b)), a, b, touching=False)
    for piece in (part for one in merged for part in context.apart(one)):
        change = context.change(piece)
        if change is not None:
            if told and context.is_another_order(told[-1], (piece, change)):
                told.pop()
            elif told and (together := context.shifted(told[-1], (piece, change))):
                told[-1] = together
            else:
                told.append((piece, change))
    return context.without_shifted_negations([change for _, change in told])


# ── where exactly a piece differs ─────────────────────────────────────────────────────────────────────


def _divided(piece: Piece, a: Prepared, b: Prepared) -> list[Piece]:
    """A piece cut as small as the equal words inside it allow."""
    here, there = a.tokens.keys[piece.a : piece.a_end], b.tokens.keys[piece.b : piece.b_end]
    if not (here and there):  # the usual case, for which nothing has to be loaded
        return [piece]
    if len(here) == len(there) == 1:
        return [piece] if here != there else []
    found: list[Piece] = []
    end_a = end_b = 0
    for i, j, size in [*common_runs(here, there), (len(here), len(there), 0)]:
        if end_a < i or end_b < j:
            found.append(Piece(piece.a + end_a, piece.a + i, piece.b + end_b, piece.b + j))
        end_a, end_b = i + size, j + size
    if a.tokens.unspaced or b.tokens.unspaced:
        return _joined(found, lambda one, two: two.a - one.a_end <= JOINED_UNSPACED)
    return _joined(found, lambda one, two: _exchanged(one, two, a.tokens.keys, b.tokens.keys))


def _joined(pieces: Sequence[Piece], belong: Callable[[Piece, Piece], bool]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if found and belong(found[-1], piece):
            piece = Piece(found[-1].a, piece.a_end, found[-1].b, piece.b_end)
            found.pop()
        found.append(piece)
    return found


def _are_near(one: Piece, two: Piece) -> bool:
    return 0 <= two.a - one.a_end <= SHIFTED and 0 <= two.b - one.b_end <= SHIFTED


def _both(one: Piece, two: Piece) -> Piece:
    return Piece(one.a, two.a_end, one.b, two.b_end)


def _exchanged(one: Piece, two: Piece, keys_a: Sequence[str], keys_b: Sequence[str]) -> bool:
    """Whether a word only went to another place nearby: 1 June, June 1."""
    if not _are_near(one, two):
        return False
    gone = [*keys_a[one.a : one.a_end], *keys_a[two.a : two.a_end]]
    new = [*keys_b[one.b : one.b_end], *keys_b[two.b : two.b_end]]
    return gone == new and bool(gone)


def _merged(pieces: Iterable[Piece], a: Prepared, b: Prepared, *, touching: bool = True) -> list[Piece]:
    """Pieces that overlap, or (``touching``) touch in both texts within one sentence, as one."""
    found: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.a, piece.b, piece.a_end)):
        if found:
            before = found[-1]
            overlap = piece.a < before.a_end or (
                piece.b < before.b_end and piece.a <= before.a_end and before.b < piece.b_end
            )
            touch = touching and piece.a == before.a_end and piece.b == before.b_end
            if (overlap and before.b <= piece.b) or (
                touch and _goes_on(a, before.a, piece.a, piece.a_end) and _goes_on(b, before.b, piece.b, piece.b_end)
            ):
                found[-1] = Piece(before.a, max(before.a_end, piece.a_end), before.b, max(before.b_end, piece.b_end))
                continue
        found.append(piece)
    return found


def _goes_on(prepared: Prepared, start: int, place: int, end: int) -> bool:
    """Whether what begins at a token goes on with what stands before it, as far as both are there."""
    if start == place or place == end:
        return True
    between = prepared.text[prepared.tokens.ends[place - 1] : prepared.tokens.starts[place]]
    return len(between) <= _LONGEST_JOINT and "\n" not in between and not (between[:1] in _STOPS and between[1:])


# ── what a difference touches ─────────────────────────────────────────────────────────────────────────


class _Context:
    """The two texts, and what their words are."""

    def __init__(self, a: Prepared, b: Prepared, months: Months) -> None:
        self._a, self._b = a, b
        self._said_a, self._said_b = Quantities(a, months), Quantities(b, months)
        self._no_a, self._no_b = negations(a.lang), negations(b.lang)
        self._hedges = hedges(a.lang) | hedges(b.lang)
        self._joints = joints(a.lang) | joints(b.lang)
        self._rough = rough(a.lang) | rough(b.lang)

    # ── pieces ────────────────────────────────────────────────────────────────────────────────────────

    def whole(self, piece: Piece) -> Piece:
        """The piece with all of the numbers of which it has a part, and the number that a word for minus belongs to."""
        piece = self._with_whole_numbers(piece)
        more = max(self._behind_minus(self._a, piece.a, piece.a_end), self._behind_minus(self._b, piece.b, piece.b_end))
        a, b = piece.a_end + more, piece.b_end + more
        if more and self._a.tokens.keys[piece.a_end : a] == self._b.tokens.keys[piece.b_end : b]:
            piece = Piece(piece.a, a, piece.b, b)
        return self._with_negation(piece) if self._a.tokens.unspaced else piece

    def apart(self, piece: Piece) -> list[Piece]:
        """A piece in which both sides have other dates and other numbers, in the same order, cut between them."""
        sides = [
            [
                list(group)
                for _, group in groupby(
                    (said for said in self._counted(prepared, start, end) if said.kind != UNIT and not said.weak),
                    lambda said: said.kind in DATED,
                )
            ]
            for prepared, start, end in ((self._a, piece.a, piece.a_end), (self._b, piece.b, piece.b_end))
        ]
        one, other = ([group[0].kind in DATED for group in side] for side in sides)
        if len(one) < 2 or one != other:
            return [piece]
        lefts = _unmatched(*([said for group in side for said in group] for side in sides))
        if any(len({said.kind in DATED for said in left}) < 2 for left in lefts):
            return [piece]
        ends_a, ends_b = (
            _cuts(prepared, side, start, end)
            for prepared, side, start, end in (
                (self._a, sides[0], piece.a, piece.a_end),
                (self._b, sides[1], piece.b, piece.b_end),
            )
        )
        return [Piece(*a, *b) for a, b in zip(pairwise(ends_a), pairwise(ends_b), strict=True)]

    def _with_whole_numbers(self, piece: Piece) -> Piece:
        """The piece with all of the numbers of which it has a part on either side; what one side takes with it stands
        in the other, too: 5 is in the place of 0.5.
        """
        for _ in range(_PARTS):
            a, a_end = self._whole_number(self._a, piece.a, piece.a_end)
            b, b_end = self._whole_number(self._b, piece.b, piece.b_end)
            left, right = self._equal_tokens(
                piece, max(piece.a - a, piece.b - b), max(a_end - piece.a_end, b_end - piece.b_end)
            )
            grown = Piece(
                min(a, piece.a - left),
                max(a_end, piece.a_end + right),
                min(b, piece.b - left),
                max(b_end, piece.b_end + right),
            )
            if grown == piece:
                break
            piece = grown
        return piece

    def _equal_tokens(self, piece: Piece, left: int, right: int) -> tuple[int, int]:
        """How many of some tokens before and behind a piece are the same in both texts; none where not all are."""
        keys_a, keys_b = self._a.tokens.keys, self._b.tokens.keys
        if left > min(piece.a, piece.b) or keys_a[piece.a - left : piece.a] != keys_b[piece.b - left : piece.b]:
            left = 0
        if keys_a[piece.a_end : piece.a_end + right] != keys_b[piece.b_end : piece.b_end + right]:
            right = 0
        return left, right

    def _whole_number(self, prepared: Prepared, start: int, end: int) -> tuple[int, int]:
        """A piece with all of a number of which it has a part, also one whose figures stand in groups with blanks,
        and of a time of day with its half.
        """
        first, last = _whole_number(prepared, start, end)
        if first >= last:
            return first, last
        starts, ends = prepared.tokens.starts, prepared.tokens.ends
        low, high = starts[first], ends[last - 1]
        for said in self._said(prepared).around(first, last):
            if said.kind != NUMBER or said.start >= high:
                continue
            end_there = said.end if times(said) else said.figures
            inside = prepared.text[said.start : end_there]
            in_groups = any(map(str.isspace, inside)) and not any(map(str.isalpha, inside))
            if end_there > low and (times(said) or in_groups):
                first = min(first, bisect_left(starts, said.start))
                last = max(last, bisect_left(starts, end_there))
        return first, last

    def _behind_minus(self, prepared: Prepared, start: int, end: int) -> int:
        """How many tokens of a number follow a piece that ends with its word for minus."""
        starts, last, said_there = prepared.tokens.starts, end, self._said(prepared)
        if start == end or end == len(starts):
            return 0
        for said in said_there.around(start, end):
            if said.start <= starts[end - 1] and starts[end] < said.figures and said_there.is_minus_a_word(said):
                while last < len(starts) and starts[last] < said.figures:
                    last += 1
        return last - end

    def with_signs(self, i: int, j: int) -> Piece | None:
        """The number that a token of each text belongs to, as one piece: with its unit when that is another one."""
        here, there = self._number_at(self._a, i), self._number_at(self._b, j)
        if here is None or there is None:
            return None
        same_unit = _unit(self._a.text, here) == _unit(self._b.text, there)
        (a, a_end), (b, b_end) = (
            self._tokens_of(prepared, place, (said.start, said.figures) if same_unit else said.outer)
            for prepared, place, said in ((self._a, i, here), (self._b, j, there))
        )
        return Piece(a, a_end, b, b_end)

    def _number_at(self, prepared: Prepared, place: int) -> Said | None:
        start = prepared.tokens.starts[place]
        around = self._said(prepared).around(place, place + 1)
        return next((said for said in around if said.kind == NUMBER and said.start <= start < said.end), None)

    @staticmethod
    def _tokens_of(prepared: Prepared, place: int, span: tuple[int, int]) -> tuple[int, int]:
        """The tokens of a span, of which one is known."""
        starts, (low, high) = prepared.tokens.starts, span
        first = last = place
        while first > 0 and starts[first - 1] >= low:
            first -= 1
        while last < len(starts) and starts[last] < high:
            last += 1
        return first, last

    def _said(self, prepared: Prepared) -> Quantities:
        return self._said_a if prepared is self._a else self._said_b

    def is_another_order(self, one: tuple[Piece, Change], two: tuple[Piece, Change]) -> bool:
        """Whether two differences beside each other are one date or number in another order: 3 March, Mar. 3."""
        (first, before), (last, behind) = one, two
        if not {before.kind, behind.kind} <= _COUNTED or not _are_near(first, last):
            return False
        return self.change(_both(first, last)) is None

    def shifted(self, one: tuple[Piece, Change], two: tuple[Piece, Change]) -> tuple[Piece, Change] | None:
        """Two differences beside each other as one, where something went to the other side of what stands between:
        3 and 4, 4 and 5; a negation within its clause; a name that changed places with another. So are two parts of a
        date: 3. März, 4.3.
        """
        (first, before), (last, behind) = one, two
        opposite = (not before.now and not behind.was) or (not before.was and not behind.now)
        parts = before.kind is behind.kind is ChangeKind.DATE and (first.a_end, first.b_end) == (last.a, last.b)
        if not (opposite or parts) or not _are_near(first, last):
            return None
        kinds = {before.kind, behind.kind}
        negated = kinds == {ChangeKind.NEGATION} and self._is_one_clause(first, last)
        named = ChangeKind.NAME in kinds and kinds <= {ChangeKind.NAME, ChangeKind.WORDING}
        named = named and self._are_same_words(first, last)
        if not (kinds <= _COUNTED or negated or named):
            return None
        piece = _both(first, last)
        change = self.change(piece)
        return (piece, change) if change is not None else None

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

    def _are_exchanged(self, names_a: Sequence[int], names_b: Sequence[int], piece: Piece) -> bool:
        """Whether the same names stand in another order beside the same words: who accused whom. In a list they may."""
        order_a, order_b = (
            [side.facts.stems[i] for i in names] for side, names in ((self._a, names_a), (self._b, names_b))
        )
        if order_a == order_b or Counter(order_a) != Counter(order_b):
            return False
        beside = [key for i, key in enumerate(self._a.tokens.keys[piece.a : piece.a_end], piece.a) if i not in names_a]
        others = [key for j, key in enumerate(self._b.tokens.keys[piece.b : piece.b_end], piece.b) if j not in names_b]
        return beside == others and not self._joints.issuperset(beside)

    def _with_negation(self, piece: Piece) -> Piece:
        """The piece with what else belongs to the negation of which it has a part, where words are not set apart."""
        left, right = self._equal_beside(piece)
        if self._differ_in_negations(piece, 0, 0) or not self._differ_in_negations(piece, left, right):
            return piece
        sizes = sorted(product(range(left + 1), range(right + 1)), key=sum)
        more, behind = next(size for size in sizes if self._differ_in_negations(piece, *size))
        return Piece(piece.a - more, piece.a_end + behind, piece.b - more, piece.b_end + behind)

    def _differ_in_negations(self, piece: Piece, left: int, right: int) -> bool:
        """Whether one side has more negations, with some tokens beside the piece."""
        here = "".join(self._a.tokens.keys[piece.a - left : piece.a_end + right])
        there = "".join(self._b.tokens.keys[piece.b - left : piece.b_end + right])
        return self._no_a.count_in(here) != self._no_b.count_in(there)

    def _equal_beside(self, piece: Piece) -> tuple[int, int]:
        """How many tokens before and behind a piece, with nothing between them, are the same in both texts."""
        a, b, left, right = self._a.tokens, self._b.tokens, 0, 0
        while left < min(NEGATED, piece.a, piece.b):
            i, j = piece.a - left - 1, piece.b - left - 1
            if a.keys[i] != b.keys[j] or not (_touch(a, i) and _touch(b, j)):
                break
            left += 1
        while right < min(NEGATED, len(a.keys) - piece.a_end, len(b.keys) - piece.b_end):
            i, j = piece.a_end + right, piece.b_end + right
            if a.keys[i] != b.keys[j] or not (_touch(a, i - 1) and _touch(b, j - 1)):
                break
            right += 1
        return left, right

    # ── changes ───────────────────────────────────────────────────────────────────────────────────────

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
        low, high = _around(prepared, start, end)
        first, last = prepared.tokens.starts[start], prepared.tokens.ends[end - 1]
        if prepared.tokens.keys[start][:1].isdigit():
            first = signs_from(prepared.text, first)
        for said in self._counted(prepared, start, end):
            if (said.kind == UNIT or times(said)) and first <= said.start and last < said.end <= high:
                last = said.end  # its sign is no word, nor is the point of p.m.
        if low <= prepared.tokens.starts[start]:  # else the word before is of the same character: ½
            first = max(low, first)
        return Span(first, last), prepared.text[first:last]

    def _only_looks(self, piece: Piece, was: str, now: str) -> bool:
        """Whether the two wordings are the same text, as far as can be seen."""
        here, there = (
            prepared.text[slice(*_around(prepared, start, end))]
            for prepared, start, end in ((self._a, piece.a, piece.a_end), (self._b, piece.b, piece.b_end))
        )
        if masks.hidden(here, there):
            return True
        if not (was and now):
            return False
        return _look_alike(was, now) or (_letters(was) == _letters(now) and _is_broken(was, now))

    def _kind(self, piece: Piece, was: str, now: str) -> tuple[ChangeKind | None, bool]:
        said_a = self._counted(self._a, piece.a, piece.a_end)
        said_b = self._counted(self._b, piece.b, piece.b_end)
        # a number of which the power of ten is exchanged is one in the other text, too, that ends before the piece
        said_a, said_b = (
            [*(self._number_before(self._a, piece.a) if _reach_in(said_b, self._b, piece.b) else ()), *said_a],
            [*(self._number_before(self._b, piece.b) if _reach_in(said_a, self._a, piece.a) else ()), *said_b],
        )
        left_a, left_b = _unmatched(said_a, said_b)
        left = [*left_a, *left_b]
        if any(said.kind in DATED for said in left):
            return ChangeKind.DATE, not any(said.kind in DATED for said in said_b)
        if any(said.kind == NUMBER for said in left):
            return self._of_numbers(left_a, left_b), not any(said.kind == NUMBER for said in said_b)
        if self._negated(piece):
            return ChangeKind.NEGATION, False
        if any(said.kind == UNIT for said in left):
            return ChangeKind.UNIT, not left_b
        said_a, said_b = _without_noon(said_a, said_b), _without_noon(said_b, said_a)
        rest_a = self._rest(self._a, piece.a, piece.a_end, said_a)
        rest_b = self._rest(self._b, piece.b, piece.b_end, said_b)
        names_a, names_b = list(self._names(self._a, rest_a)), list(self._names(self._b, rest_b))
        if Counter(self._a.facts.stems[i] for i in names_a) != Counter(self._b.facts.stems[j] for j in names_b):
            return ChangeKind.NAME, not now
        if self._are_exchanged(names_a, names_b, piece):
            return ChangeKind.NAME, False
        hedged_a = self._hedged(was, _undated(self._a, piece.a, piece.a_end, said_a))
        hedged_b = self._hedged(now, _undated(self._b, piece.b, piece.b_end, said_b))
        hedged_a += self._rounded(self._a, piece.a, piece.a_end)
        if hedged_a != hedged_b + self._rounded(self._b, piece.b, piece.b_end):
            return ChangeKind.HEDGE, False
        if (said_a or said_b) and [self._a.tokens.keys[i] for i in rest_a] == [self._b.tokens.keys[j] for j in rest_b]:
            return None, False  # the same in another dress
        return ChangeKind.WORDING, False

    def _counted(self, prepared: Prepared, start: int, end: int) -> list[Said]:
        """What is counted in a piece, the signs around it included."""
        return self._said(prepared).at(*_around(prepared, start, end), start, end)

    def _number_before(self, prepared: Prepared, place: int) -> list[Said]:
        """The number that ends before a token."""
        end = prepared.tokens.ends[place - 1] if place else 0
        around = self._said(prepared).around(place - 1, place) if place else ()
        return [said for said in around if said.kind == NUMBER and said.end == end]

    def _of_numbers(self, left_a: Sequence[Said], left_b: Sequence[Said]) -> ChangeKind:
        """Whether other numbers are other figures, or only their unit: million, billion."""
        figures_a, figures_b = (
            [quantities.written(said) for said in left if said.kind == NUMBER]
            for quantities, left in ((self._said_a, left_a), (self._said_b, left_b))
        )
        numbers = zip(*([said for said in left if said.kind == NUMBER] for left in (left_a, left_b)), strict=False)
        of_day = any(times(said) for said in left_a) and any(times(said) for said in left_b)
        if figures_a == figures_b and not of_day and not any(_agree(one, other) for one, other in numbers):
            return ChangeKind.UNIT
        return ChangeKind.NUMBER

    def _rest(self, prepared: Prepared, start: int, end: int, said: Sequence[Said]) -> list[int]:
        """The tokens of a piece that count nothing and join no parts of a date."""
        starts = prepared.tokens.starts
        taken = [(one.start, one.end) for one in said]
        if any(one.kind in DATED for one in said):
            taken += self._said(prepared).inside_dates(start, end)
        return [place for place in range(start, end) if not any(low <= starts[place] < high for low, high in taken)]

    def _negated(self, piece: Piece) -> bool:
        if self._a.tokens.unspaced:
            left, right = self._equal_beside(piece)
            return self._differ_in_negations(piece, left, right)
        keys_a, keys_b = self._a.tokens.keys[piece.a : piece.a_end], self._b.tokens.keys[piece.b : piece.b_end]
        return self._no_a.count(keys_a) != self._no_b.count(keys_b) or self._no_a.turned(keys_a, keys_b)

    def _hedged(self, words: str, keys: Sequence[str]) -> int:
        if self._a.tokens.unspaced:
            return sum(words.count(word) for word in self._hedges)
        negated = self._no_a.within | self._no_b.within
        return sum(
            key in self._hedges or any(key.replace(part, "") in self._hedges for part in negated) for key in keys
        )

    def _rounded(self, prepared: Prepared, start: int, end: int) -> int:
        """How many words of a piece make the number behind them less certain: about 5, up to a hundred."""
        keys, starts = prepared.tokens.keys, prepared.tokens.starts
        found = 0
        for words in self._rough if start < end else ():
            for place in range(max(0, start - len(words) + 1), end):
                behind = place + len(words)
                if tuple(keys[place:behind]) == words and behind < len(keys):
                    numbers = [said for said in self._said(prepared).around(start, end) if said.kind == NUMBER]
                    ahead = starts[behind : behind + 2] if keys[behind] in ARTICLES else starts[behind : behind + 1]
                    found += any(said.start <= at < said.end for said in numbers for at in ahead)
        return found

    def _names(self, prepared: Prepared, places: Sequence[int]) -> Iterator[int]:
        """Which of some tokens are names, or parts of one."""
        facts = prepared.facts
        for i in places:
            is_name = (
                facts.kinds[i] == FACT
                or _begins_a_name(prepared, i)
                or _is_among_names(prepared, i)
                or self._follows_a_title(prepared, i)
            )
            if is_name and not facts.stems[i].isdigit():
                yield i

    def _follows_a_title(self, prepared: Prepared, place: int) -> bool:
        """Whether a word with a capital stands behind an abbreviation, where no sentence begins: Sgt. John Miller."""
        start = prepared.tokens.starts[place]
        if not (
            prepared.text[start].isupper() and place and "." in prepared.text[prepared.tokens.ends[place - 1] : start]
        ):
            return False
        return start not in (self._begin_a if prepared is self._a else self._begin_b)

    @cached_property
    def _begin_a(self) -> frozenset[int]:
        """Where the sentences of the first text begin."""
        return _beginnings(self._a)

    @cached_property
    def _begin_b(self) -> frozenset[int]:
        return _beginnings(self._b)

    def without_shifted_negations(self, changes: Sequence[Change]) -> list[Change]:
        """Negations that only stand elsewhere in their clause (*will den Zuschuss nicht*, *will keinen Zuschuss*) are a
        matter of wording.
        """
        found = sorted(changes, key=lambda change: (change.a or change.b or Span(0, 0)).start)
        for at, (one, two) in enumerate(pairwise(found)):
            both = one.kind is two.kind is ChangeKind.NEGATION and self._near(one, two)
            if both and self._more(one) + self._more(two) == 0:
                for place, change in ((at, one), (at + 1, two)):
                    found[place] = Change(ChangeKind.WORDING, change.a, change.b, change.was, change.now)
        return found

    def _near(self, one: Change, two: Change) -> bool:
        for text, here, there in ((self._a.text, one.a, two.a), (self._b.text, one.b, two.b)):
            if here and there:
                between = text[here.end : there.start]
                return len(between.split()) <= SHIFTED and not any(end in between for end in ".!?;:\n")
        return False

    def _more(self, change: Change) -> int:
        """By how many negations the second text has more."""
        return self._count(self._no_b, change.now) - self._count(self._no_a, change.was)

    def _count(self, negation: Negations, words: str) -> int:
        if self._a.tokens.unspaced:
            return negation.count_in(words)
        return negation.count(tokenise(words).keys)


# ── what a difference is made of ──────────────────────────────────────────────────────────────────────


def _look_alike(was: str, now: str) -> bool:
    """Whether two wordings are the same in print, whatever alphabets their letters come from."""
    one, other = was.split(), now.split()
    return [*map(len, one)] == [*map(len, other)] and all(map(_is_one_word, one, other))


def _is_one_word(one: str, other: str) -> bool:
    if one == other:
        return True
    both = lookalikes.fold(one + other).casefold()  # a word that is one of two alphabets, with its double, is mixed
    half = len(both) // 2
    return both[:half] == both[half:]


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.casefold())) if not any(map(str.isdigit, words)) else words


def _is_broken(was: str, now: str) -> bool:
    """Whether one of two words of the same letters is divided at the end of a line, or has lost its apostrophe."""
    return any(mark in words for words in (was, now) for mark in ("'", "\u2019", "-\n", "\u2010\n"))


def _unit(text: str, said: Said) -> tuple[str, str]:
    """How the unit of a number is written, before and behind it."""
    low, high = said.outer
    return text[low : said.start].strip("".join(MINUS) + " "), text[said.end : high]


def _unmatched(here: Sequence[Said], there: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """What is counted on one side only. The order counts among things of one kind: 12 of 15 is not 15 of 12. A value
    may be the same under two names: the third of a month and 3.
    """
    left_a, left_b = list(here), list(there)
    for kind in {said.kind for said in here}:
        ahead = [said for said in there if said.kind == kind]
        for one in here:
            if one.kind == kind:
                at = next((at for at, other in enumerate(ahead) if _agree(one, other)), None)
                if at is not None:
                    left_a.remove(one)
                    if ahead[at] in left_b:  # several numbers of the one text may have the unit of one of the other
                        left_b.remove(ahead[at])
                    del ahead[: at if kind == UNIT else at + 1]
    for one in tuple(left_a):
        other = next((other for other in left_b if UNIT not in (one.kind, other.kind) and _agree(one, other)), None)
        if other is not None and other.kind != one.kind:
            left_a.remove(one)
            left_b.remove(other)
    for left, others in ((left_a, left_b), (left_b, left_a)):
        kinds = {said.kind for said in others}
        left[:] = [said for said in left if not said.weak or said.kind in kinds]
    return left_a, left_b


def _without_noon(said: Sequence[Said], others: Sequence[Said]) -> list[Said]:
    """What is counted without words for noon and midnight, unless the other side has a number, too."""
    counts = any(one.kind == NUMBER for one in others)
    return [one for one in said if counts or not (one.weak and times(one))]


def _cuts(prepared: Prepared, groups: Sequence[Sequence[Said]], start: int, end: int) -> list[int]:
    """Where a piece begins and ends, and in it what is counted: each group, and what stands before the next."""
    starts, found = prepared.tokens.starts, [start]
    for before, group in pairwise(groups):
        for at in (max(said.outer[1] for said in before), group[0].start):
            found.append(min(end, max(found[-1], bisect_left(starts, at))))
    return [*found, end]


def _undated(prepared: Prepared, start: int, end: int, said: Sequence[Said]) -> list[str]:
    """The tokens of a piece that are no parts of dates: 14 May is no *may*."""
    starts, dates = prepared.tokens.starts, [one for one in said if one.kind in DATED and not one.weak]
    return [
        prepared.tokens.keys[place]
        for place in range(start, end)
        if not any(one.start <= starts[place] < one.end for one in dates)
    ]


def _reach_in(counted: Sequence[Said], prepared: Prepared, place: int) -> bool:
    """Whether a number reaches into a piece that begins at a token, its figures standing before."""
    end = prepared.tokens.ends[place - 1] if place else 0
    return any(said.kind == NUMBER and said.figures <= end < said.end for said in counted)


def _agree(one: Said, other: Said) -> bool:
    if one.values.isdisjoint(other.values):
        return False
    clocks = times(one), times(other)
    if all(clocks) and clocks[0].isdisjoint(clocks[1]):
        return False  # 10 a.m. and 10 p.m.
    # what may be read in two ways on both sides is the same in both: 3/4/2026 is not 3/5/2026
    readings = [frozenset(filter(_is_number, said.values)) for said in (one, other)]
    return min(map(len, readings)) < 2 or readings[0] == readings[1]


def _is_number(value: float | str) -> bool:
    return isinstance(value, float)


def _begins_a_name(prepared: Prepared, place: int) -> bool:
    """Whether the first word of a sentence, where a capital says nothing, is the beginning of a name of several."""
    tokens, kinds = prepared.tokens, prepared.facts.kinds
    return (
        place + 1 < len(kinds)
        and kinds[place + 1] == FACT
        and len(tokens.keys[place]) >= SHORTEST_NAME
        and prepared.text[tokens.starts[place]].isupper()
        and prepared.text[tokens.starts[place + 1]].isupper()
        and _adjoin(prepared, place)
    )


def _is_among_names(prepared: Prepared, place: int) -> bool:
    """Whether a word stands beside another one with a capital, in a language that gives one to every noun: two nouns do
    not follow each other, but the parts of a name do. Of three the first is what somebody is.
    """
    kinds = prepared.facts.kinds
    if kinds[place] != NOUN:
        return False
    behind = place + 1 < len(kinds) and kinds[place + 1] == NOUN and _adjoin(prepared, place)
    ahead = place > 0 and kinds[place - 1] == NOUN and _adjoin(prepared, place - 1)
    third = behind and place + 2 < len(kinds) and kinds[place + 2] == NOUN and _adjoin(prepared, place + 1)
    return ahead or (behind and not third)


def _touch(tokens: Tokens, place: int) -> bool:
    """Whether nothing stands between a token and the next."""
    return 0 <= place < len(tokens.keys) - 1 and tokens.ends[place] == tokens.starts[place + 1]


def _adjoin(prepared: Prepared, place: int) -> bool:
    """Whether only blanks stand between a token and the next."""
    return not prepared.text[prepared.tokens.ends[place] : prepared.tokens.starts[place + 1]].strip()


def _beginnings(prepared: Prepared) -> frozenset[int]:
    """Where the first word of each sentence stands."""
    starts = prepared.tokens.starts
    found = (bisect_left(starts, sentence.start) for sentence in sentences(prepared.text, prepared.lang))
    return frozenset(starts[at] for at in found if at < len(starts))


def _around(prepared: Prepared, start: int, end: int) -> tuple[int, int]:
    """Where a piece stands with all signs around it: from the word before to the word behind, or to a mark."""
    tokens = prepared.tokens
    first = tokens.ends[start - 1] if start else 0
    last = tokens.starts[end] if end < len(tokens.keys) else len(prepared.text)
    low, high = (tokens.starts[start], tokens.ends[end - 1]) if start < end else (first, first)
    for mark in prepared.marks:
        if first < mark.end <= low:
            first = mark.end
        if high <= mark.start < last:
            last = mark.start
    return first, last


def _whole_number(prepared: Prepared, start: int, end: int) -> tuple[int, int]:
    """A piece with all of a number of which it has a part: the 5 of 3.5."""
    tokens, text = prepared.tokens, prepared.text
    if start >= end:
        return start, end

    def glued(left: int) -> bool:
        """Whether two tokens are a number with nothing between them: 3½."""
        both = tokens.keys[left].isdigit() and tokens.keys[left + 1].isdigit()
        return both and tokens.starts[left + 1] <= tokens.ends[left]

    def joined(left: int) -> bool:
        between = text[tokens.ends[left] : tokens.starts[left + 1]].translate(_SIGNS_OF_NUMBERS)
        # a unit may follow at once: 1.2bn
        both = tokens.keys[left].isdigit() and tokens.keys[left + 1][:1].isdigit()
        return both and len(between) == 1 and between in ".,':"

    first, last = start, end
    while first > 0 and (glued(first - 1) or joined(first - 1)):
        first -= 1
    while last < len(tokens.keys) and (glued(last - 1) or joined(last - 1)):
        last += 1
    inner = [key for place, key in enumerate(tokens.keys[first + 1 : last - 1], first) if not glued(place)]
    # three parts are a number only in groups of three figures: 5.3.2026 is none
    if last - first > _PARTS and any(len(key) != _GROUP for key in inner):
        return start, end
    return first, last
