"""The pieces that differ, as small as the equal words inside them allow and as large as what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from syndicheck.matching.counterparts import Piece, common_runs
from syndicheck.matching.evidence import Prepared

SHIFTED = 4
"""Tokens between two places of one sentence, from one of which a word went to the other."""

JOINED_UNSPACED = 2
"""Equal signs between two differences, where words are not set apart, that do not make two changes of them."""

_LONGEST_JOINT = 2
"""Signs between two pieces that are one."""

_STOPS = tuple(".!?;:")


def divided(piece: Piece, a: Prepared, b: Prepared) -> list[Piece]:
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


def merged(pieces: Iterable[Piece], a: Prepared, b: Prepared, *, touching: bool = True) -> list[Piece]:
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


def are_near(one: Piece, two: Piece) -> bool:
    """Whether a piece follows another one at once, or nearly, in both texts."""
    return 0 <= two.a - one.a_end <= SHIFTED and 0 <= two.b - one.b_end <= SHIFTED


def spanning(one: Piece, two: Piece) -> Piece:
    """Two pieces, and what stands between them, as one."""
    return Piece(one.a, two.a_end, one.b, two.b_end)


def _joined(pieces: Sequence[Piece], belong: Callable[[Piece, Piece], bool]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if found and belong(found[-1], piece):
            piece = Piece(found[-1].a, piece.a_end, found[-1].b, piece.b_end)
            found.pop()
        found.append(piece)
    return found


def _exchanged(one: Piece, two: Piece, keys_a: Sequence[str], keys_b: Sequence[str]) -> bool:
    """Whether a word only went to another place nearby: 1 June, June 1."""
    if not are_near(one, two):
        return False
    gone = [*keys_a[one.a : one.a_end], *keys_a[two.a : two.a_end]]
    new = [*keys_b[one.b : one.b_end], *keys_b[two.b : two.b_end]]
    return gone == new and bool(gone)


def _goes_on(prepared: Prepared, start: int, place: int, end: int) -> bool:
    """Whether what begins at a token goes on with what stands before it, as far as both are there."""
    if start == place or place == end:
        return True
    between = prepared.text[prepared.tokens.ends[place - 1] : prepared.tokens.starts[place]]
    return len(between) <= _LONGEST_JOINT and "\n" not in between and not (between[:1] in _STOPS and between[1:])
