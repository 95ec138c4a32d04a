"""What two texts count in a piece that differs, the signs around it included."""

from __future__ import annotations

from collections.abc import Sequence, Set

from syndicheck.matching.changes import Months
from syndicheck.matching.counterparts import Piece
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.quantities import Quantities
from syndicheck.matching.said import DATED, NUMBER, UNIT, WEEKDAY, Said


class Counting:
    """Two texts, and what each counts. Of a piece one side is named by its text and its tokens ``[start, end)``."""

    def __init__(self, a: Prepared, b: Prepared, months: Months) -> None:
        self.a, self.b = a, b
        self._said_a, self._said_b = Quantities(a, months), Quantities(b, months)

    def said(self, prepared: Prepared) -> Quantities:
        """What one of the two counts anywhere."""
        return self._said_a if prepared is self.a else self._said_b

    def counted(self, prepared: Prepared, start: int, end: int) -> list[Said]:
        """What is counted in a piece, the signs around it included."""
        return self.said(prepared).at(*around(prepared, start, end), start, end)

    def units_behind(self, prepared: Prepared, start: int, end: int) -> list[Said]:
        """The units of the numbers in a piece that stand behind it, as words do: a sign there counts with its number,
        so that -5 °C and minus 5 Grad differ in two places.
        """
        if start >= end:
            return []
        low, high = prepared.tokens.starts[start], prepared.tokens.ends[end - 1]
        near = self.said(prepared).around(start, end)
        outer = [said.outer for said in near if said.kind == NUMBER and low < said.end <= high]
        return [
            said
            for said in near
            if said.kind == UNIT and said.start >= high and any(said.end <= last for _, last in outer)
        ]

    def both(self, piece: Piece) -> tuple[list[Said], list[Said]]:
        """What is counted on either side of a piece. A number of which the power of ten is exchanged is one in the
        other text, too, that ends before the piece; so is a weekday that goes on there: 月曜日, 月曜.
        """
        said_a = self.counted(self.a, piece.a, piece.a_end)
        said_b = self.counted(self.b, piece.b, piece.b_end)
        return (
            [*self._before(self.a, piece.a, _reach_in(said_b, self.b, piece.b)), *said_a],
            [*self._before(self.b, piece.b, _reach_in(said_a, self.a, piece.a)), *said_b],
        )

    def rest(self, prepared: Prepared, start: int, end: int, said: Sequence[Said]) -> list[int]:
        """The tokens of a piece that count nothing and join no parts of a date; ``said`` is what is counted there."""
        starts = prepared.tokens.starts
        taken = [(one.start, one.end) for one in said]
        if any(one.kind in DATED for one in said):
            taken += self.said(prepared).inside_dates(start, end)
        return [place for place in range(start, end) if not any(low <= starts[place] < high for low, high in taken)]

    def _before(self, prepared: Prepared, place: int, kinds: Set[str]) -> list[Said]:
        """What is counted of some kinds and ends before a token."""
        if not (place and kinds):
            return []
        end = prepared.tokens.ends[place - 1]
        return [said for said in self.said(prepared).around(place - 1, place) if said.kind in kinds and said.end == end]


def around(prepared: Prepared, start: int, end: int) -> tuple[int, int]:
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


def _reach_in(counted: Sequence[Said], prepared: Prepared, place: int) -> set[str]:
    """What reaches into a piece that begins at a token: a number whose figures stand before, a weekday."""
    end = prepared.tokens.ends[place - 1] if place else 0
    return {
        said.kind
        for said in counted
        if (said.figures if said.kind == NUMBER else said.start + 1) <= end < said.end
        and said.kind in (NUMBER, WEEKDAY)
    }
