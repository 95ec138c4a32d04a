"""What is copied: the definition behind every percentage.

*Copied* are equal runs of at least eight normalised words (twenty characters where a script has no blanks); runs that
follow each other on both sides over gaps of at most three words (eight characters) are one passage, gap included. The
share of a text that is copied is the union of its passages, counted in the characters of its words; blanks and
punctuation between words weigh nothing, so that neither line breaks nor other quotation marks move a percentage.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from syndicheck.matching.runs import Run, equal_runs, grams_of, index_grams
from syndicheck.model.matches import Passage
from syndicheck.model.spans import Span

if TYPE_CHECKING:
    from syndicheck.text import Tokens

RUN_WORDS = 8
RUN_CHARACTERS = 20
GAP_WORDS = 3
GAP_CHARACTERS = 8


class Measure(NamedTuple):
    """The two lengths of the definition, in tokens."""

    run: int
    gap: int


SPACED = Measure(RUN_WORDS, GAP_WORDS)
UNSPACED = Measure(RUN_CHARACTERS, GAP_CHARACTERS)


class Stretch(NamedTuple):
    """A passage in tokens: ``[a, a_end)`` against ``[b, b_end)``, of which ``equal`` tokens are the same."""

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int


def measure(a: Tokens, b: Tokens) -> Measure:
    """The lengths that apply to a pair: those for characters as soon as one of the two has no blanks."""
    return UNSPACED if a.unspaced or b.unspaced else SPACED


def passages(a: Tokens, b: Tokens, breaks_a: Sequence[int] = (), breaks_b: Sequence[int] = ()) -> tuple[Passage, ...]:
    """The copied passages of two texts, as spans of the two originals, in the order of A.

    ``breaks_a`` and ``breaks_b`` (ascending) name the tokens before which something was left out, a mark for instance:
    a run may go on behind it, but no passage reaches across, so that spans cover nothing that was not compared.
    Passages may overlap where a text repeats itself.
    """
    lengths = measure(a, b)
    grams_a, grams_b = (index_grams(grams_of(one.keys, lengths.run)) for one in (a, b))
    found = stretches(equal_runs(a.keys, b.keys, grams_a, grams_b, lengths.run), lengths.gap, breaks_a, breaks_b)
    return as_passages(found, a, b)


def as_passages(found: Iterable[Stretch], a: Tokens, b: Tokens) -> tuple[Passage, ...]:
    """Passages in tokens → passages in characters of the originals."""
    spans = [
        Passage(
            Span(a.starts[s.a], a.ends[s.a_end - 1]),
            Span(b.starts[s.b], b.ends[s.b_end - 1]),
            s.equal,
        )
        for s in found
    ]
    return tuple(sorted(spans, key=lambda p: (p.a, p.b)))


def stretches(
    runs: Sequence[Run], gap: int, breaks_a: Sequence[int] = (), breaks_b: Sequence[int] = ()
) -> list[Stretch]:
    """Join runs over gaps of at most ``gap`` tokens on both sides, then cut them at the breaks."""
    found: list[Stretch] = []
    for chain in _chains(runs, gap):
        if not (breaks_a or breaks_b):
            (a, b, _), (last_a, last_b, size) = chain[0], chain[-1]
            found.append(Stretch(a, last_a + size, b, last_b + size, sum(run.size for run in chain)))
            continue
        piece: Stretch | None = None
        for run in chain:
            for part in _cut(run, breaks_a, breaks_b):
                whole = piece is not None and not (
                    _broken(breaks_a, piece.a_end, part.a) or _broken(breaks_b, piece.b_end, part.b)
                )
                if piece is not None and whole:
                    piece = Stretch(piece.a, part.a_end, piece.b, part.b_end, piece.equal + part.size)
                else:
                    if piece is not None:
                        found.append(piece)
                    piece = Stretch(part.a, part.a_end, part.b, part.b_end, part.size)
        if piece is not None:
            found.append(piece)
    return found


def lengths_up_to(tokens: Tokens) -> list[int]:
    """How many characters the words before each place of a text have, and all of them at the end."""
    return list(accumulate(map(len, tokens.keys), initial=0))


def share(tokens: Tokens, spans: Iterable[Span], up_to: Sequence[int] | None = None) -> float:
    """The part of a text's words, by characters, that lies in a union of spans; 0.0 for a text without words.

    Characters of the normal form are counted: what is hidden in a word makes it no longer. ``up_to`` are
    :func:`lengths_up_to`, where somebody has them at hand.
    """
    up_to = lengths_up_to(tokens) if up_to is None else up_to
    starts, ends = tokens.starts, tokens.ends
    return _part(((bisect_left(starts, span.start), bisect_right(ends, span.end)) for span in sorted(spans)), up_to)


def shares(found: Sequence[Stretch], a: Tokens, b: Tokens, up_to: tuple[Sequence[int], Sequence[int]]) -> list[float]:
    """The :func:`share` of either text that lies in passages given in tokens."""
    here = sorted((stretch.a, stretch.a_end) for stretch in found)
    there = sorted((stretch.b, stretch.b_end) for stretch in found)
    return [
        _part(
            (
                # two tokens may be made of one character, which counts as a whole
                (bisect_left(tokens.starts, tokens.starts[first]), bisect_right(tokens.ends, tokens.ends[last - 1]))
                for first, last in places
            ),
            lengths,
        )
        for tokens, places, lengths in zip((a, b), (here, there), up_to, strict=True)
    ]


def _part(places: Iterable[tuple[int, int]], up_to: Sequence[int]) -> float:
    """The part of a text that lies in a union of ranges of tokens, which come in order."""
    if up_to[-1] <= 0:
        return 0.0
    covered, seen = 0, 0
    for start, last in places:
        first = max(seen, start)
        if last > first:
            covered += up_to[last] - up_to[first]
            seen = last
    return min(1.0, covered / up_to[-1])


def _chains(runs: Sequence[Run], gap: int) -> list[list[Run]]:
    """Runs in groups to be joined. A run is joined with its nearest successor if it is that one's nearest predecessor
    too; of two equally near the longer counts, and where that does not tell them apart neither does.
    """
    ordered = sorted(runs)
    starts = [run.a for run in ordered]
    after: dict[Run, list[Run]] = {}
    before: dict[Run, list[Run]] = {}
    for run in ordered:
        a, b, size = run
        first = bisect_left(starts, a + size - gap)
        for other in ordered[first : bisect_right(starts, a + size + gap, first)]:
            if -gap <= other.b - b - size <= gap:  # a repeated word makes runs overlap a little: that is no gap
                after.setdefault(run, []).append(other)
                before.setdefault(other, []).append(run)
    chains: dict[Run, list[Run]] = {}
    found: list[list[Run]] = []
    for run in ordered:
        previous = _nearest(run, before[run], _distance_back) if run in before else None
        if previous is not None and _nearest(previous, after[previous], _distance) == run:
            chain = chains[previous]
            chain.append(run)
        else:
            chain = [run]
            found.append(chain)
        chains[run] = chain
    return found


def _distance(first: Run, second: Run) -> int:
    return abs(second.a - first.a_end) + abs(second.b - first.b_end)


def _distance_back(second: Run, first: Run) -> int:
    return _distance(first, second)


def _nearest(run: Run, near: list[Run], distance: Callable[[Run, Run], int]) -> Run | None:
    if len(near) == 1:
        return near[0]
    ranked = sorted((distance(run, other), -other.size, other) for other in near)
    return None if ranked[0][:2] == ranked[1][:2] else ranked[0][2]


def _cut(run: Run, breaks_a: Sequence[int], breaks_b: Sequence[int]) -> list[Run]:
    inside_a = breaks_a[bisect_right(breaks_a, run.a) : bisect_left(breaks_a, run.a_end)]
    inside_b = breaks_b[bisect_right(breaks_b, run.b) : bisect_left(breaks_b, run.b_end)]
    inside = {position - run.a for position in inside_a} | {position - run.b for position in inside_b}
    edges = [0, *sorted(inside), run.size]
    return [Run(run.a + low, run.b + low, high - low) for low, high in pairwise(edges)]


def _broken(breaks: Sequence[int], end: int, start: int) -> bool:
    """Whether a break stands between the token before ``end`` and the token ``start``."""
    return bisect_right(breaks, start) > bisect_left(breaks, min(end, start))
