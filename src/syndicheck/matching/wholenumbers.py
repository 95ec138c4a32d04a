"""No difference begins or ends within a number, nor does one hold a date and a number that stand beside each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, pairwise

from syndicheck.matching.agreement import unmatched
from syndicheck.matching.counterparts import Piece
from syndicheck.matching.counting import Counting
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.facts import MINUS
from syndicheck.matching.said import DATED, NUMBER, UNIT, Said
from syndicheck.matching.timesofday import times

_SIGNS_OF_NUMBERS = str.maketrans("\u066b\u066c\u2019", ".,'")
"""The Arabic decimal and thousands separators, and the apostrophe that typesetters use in Swiss thousands."""

_PARTS, _GROUP = 2, 3
"""Parts of a number that may have any length (3.14), and the figures of each group where there are more (1,234,567)."""

_PASSES = 2
"""What the one side took with it may be a part of a number on the other."""

_LONGEST = 8
"""Parts that may belong to a piece on either side: in a table without blanks everything joins."""


class WholeNumbers:
    """Where the pieces of two texts begin and end that touch what these count."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._a, self._b = counting.a, counting.b

    def whole(self, piece: Piece) -> Piece:
        """The piece with all of the numbers of which it has a part, and the number that a word for minus belongs to."""
        piece = self._with_whole_numbers(piece)
        more = max(self._behind_minus(self._a, piece.a, piece.a_end), self._behind_minus(self._b, piece.b, piece.b_end))
        a, b = piece.a_end + more, piece.b_end + more
        if more and self._a.tokens.keys[piece.a_end : a] == self._b.tokens.keys[piece.b_end : b]:
            piece = Piece(piece.a, a, piece.b, b)
        return piece

    def apart(self, piece: Piece) -> list[Piece]:
        """A piece in which both sides have other dates and other numbers, in the same order, cut between them."""
        sides = [
            [
                list(group)
                for _, group in groupby(
                    (said for said in counted if said.kind != UNIT and not said.weak), lambda said: said.kind in DATED
                )
            ]
            for counted in (
                self._counting.counted(self._a, piece.a, piece.a_end),
                self._counting.counted(self._b, piece.b, piece.b_end),
            )
        ]
        one, other = ([group[0].kind in DATED for group in side] for side in sides)
        if len(one) < 2 or one != other:
            return [piece]
        lefts = unmatched(*([said for group in side for said in group] for side in sides))
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

    def _with_whole_numbers(self, piece: Piece) -> Piece:
        """The piece with all of the numbers of which it has a part on either side; what one side takes with it stands
        in the other, too: 5 is in the place of 0.5.
        """
        for _ in range(_PASSES):
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
        for said in self._counting.said(prepared).around(first, last):
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
        starts, last, said_there = prepared.tokens.starts, end, self._counting.said(prepared)
        if start == end or end == len(starts):
            return 0
        for said in said_there.around(start, end):
            if said.start <= starts[end - 1] and starts[end] < said.figures and said_there.is_minus_a_word(said):
                while last < len(starts) and starts[last] < said.figures:
                    last += 1
        return last - end

    def _number_at(self, prepared: Prepared, place: int) -> Said | None:
        start = prepared.tokens.starts[place]
        around = self._counting.said(prepared).around(place, place + 1)
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
    while first > max(0, start - _LONGEST) and (glued(first - 1) or joined(first - 1)):
        first -= 1
    while last < min(len(tokens.keys), end + _LONGEST) and (glued(last - 1) or joined(last - 1)):
        last += 1
    inner = [key for place, key in enumerate(tokens.keys[first + 1 : last - 1], first) if not glued(place)]
    # three parts are a number only in groups of three figures: 5.3.2026 is none
    if last - first > _PARTS and any(len(key) != _GROUP for key in inner):
        return start, end
    return first, last


def _unit(text: str, said: Said) -> tuple[str, str]:
    """How the unit of a number is written, before and behind it."""
    low, high = said.outer
    return text[low : said.start].strip("".join(MINUS) + " "), text[said.end : high]


def _cuts(prepared: Prepared, groups: Sequence[Sequence[Said]], start: int, end: int) -> list[int]:
    """Where a piece begins and ends, and in it what is counted: each group, and what stands before the next."""
    starts, found = prepared.tokens.starts, [start]
    for before, group in pairwise(groups):
        for at in (max(said.outer[1] for said in before), group[0].start):
            found.append(min(end, max(found[-1], bisect_left(starts, at))))
    return [*found, end]
