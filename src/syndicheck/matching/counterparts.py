"""Which passage of one text says what which passage of the other says, wherever the two stand.

The equal runs of two texts (:mod:`~syndicheck.matching.runs`) are cut at the ends of sentences, so that each lies in
one sentence of either text. Two sentences are counterparts when enough of one is in the other; those that keep the
order of the texts come first, then any others, the heaviest first, each token once. What lies between and beside the
equal tokens of counterparts is a *piece*: it stands in the place of what the other text has there. Whole sentences
without a counterpart are told apart from that, because they are no other wording of anything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from syndicheck.matching.evidence import Prepared
from syndicheck.matching.layout import common_in_order, lay_out
from syndicheck.matching.runs import Run, equal_runs, grams_of, index_grams
from syndicheck.text import sentences

RUN, RUN_UNSPACED = 3, 6
"""Equal tokens that hold the two texts together while differences are looked for; fewer than what counts as copied, so
that two changes in one sentence are two changes."""

FOUND = 0.5
"""Part of a sentence's tokens that must have an equal for it to stand in the other text."""

ENOUGH, ENOUGH_UNSPACED = 8, 20
"""Equal tokens that make two sentences counterparts, however long they are: as many as count as copied."""

LEAST_MOVED = 5
"""Equal tokens of sentences that do not keep the order of the texts; fewer are a phrase that stands in many places."""

SHORTEST_SENTENCE = 4
"""Tokens; a shorter "sentence" is a heading or a name."""

COMPARED = 12
"""Sentences without an equal run, at one place of a text, that are compared with those of the other word by word."""

NEARLY = 0.7
"""Part of two sentences that must be equal for them to be counterparts where nothing else speaks for it."""

LOADED = 1024
"""Pairs of words of two lists up to which these are compared without rapidfuzz."""


class Piece(Struct, frozen=True):
    """Tokens ``[a, a_end)`` stand where the other text has ``[b, b_end)``; one of the two may be empty."""

    a: int
    a_end: int
    b: int
    b_end: int


class Counterparts(Struct, frozen=True):
    """What two texts have in the same places. ``runs`` are the equal tokens, ``pieces`` what differs beside them;
    ``only_a`` and ``only_b`` are the token ranges of sentences that only the one text has. All in the order of A.
    """

    runs: tuple[Run, ...] = ()
    pieces: tuple[Piece, ...] = ()
    only_a: tuple[tuple[int, int], ...] = ()
    only_b: tuple[tuple[int, int], ...] = ()


class _Side(Struct, frozen=True):
    """One text: its tokens, where its sentences begin (in tokens), and of each sentence how many tokens one sentence of
    the other text has in equal runs.
    """

    keys: Sequence[str]
    bounds: list[int]
    said: list[int]

    def sentence(self, token: int) -> int:
        """In which sentence a token lies."""
        return bisect_right(self.bounds, token) - 1

    def ends(self, sentence: int) -> tuple[int, int]:
        """The tokens of a sentence."""
        return self.bounds[sentence], self.bounds[sentence + 1]


def counterparts(a: Prepared, b: Prepared) -> Counterparts:
    """Find what stands where in two bodies; nothing where they have no run of words in common."""
    keys_a, keys_b = a.tokens.keys, b.tokens.keys
    unspaced = a.tokens.unspaced or b.tokens.unspaced
    size = RUN_UNSPACED if unspaced else RUN
    grams_a, grams_b = (index_grams(grams_of(keys, size)) for keys in (keys_a, keys_b))
    runs = equal_runs(keys_a, keys_b, grams_a, grams_b, size)
    layout = lay_out(runs, keys_a, keys_b)
    if layout is None:
        return Counterparts()
    one, other = _side(a), _side(b)
    _note_said(runs, one, other)
    used = _used(runs, layout.chain, one, other, ENOUGH_UNSPACED if unspaced else ENOUGH)
    return _Pairing(one, other, used).counterparts()


def _side(prepared: Prepared) -> _Side:
    starts = prepared.tokens.starts
    bounds = {bisect_left(starts, sentence.start) for sentence in sentences(prepared.text, prepared.lang)}
    # nothing goes on behind a mark that was left out
    bounds.update((0, len(starts)), prepared.breaks)
    return _Side(prepared.tokens.keys, sorted(bounds), [0] * len(bounds))


def _note_said(runs: Sequence[Run], one: _Side, other: _Side) -> None:
    """Note how much of each sentence stands in one of the other text: scraps from several are another statement."""
    parts: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        for part in _cut(run, one, other):
            parts.setdefault((one.sentence(part.a), other.sentence(part.b)), []).append(part)
    for (here, there), equal in parts.items():
        one.said[here] = max(one.said[here], _union((part.a, part.a_end) for part in equal))
        other.said[there] = max(other.said[there], _union((part.b, part.b_end) for part in equal))


def _union(spans: Iterable[tuple[int, int]]) -> int:
    """How many tokens lie in some spans, which may overlap."""
    found = done = 0
    for start, end in sorted(spans):
        found += max(0, end - max(start, done))
        done = max(done, end)
    return found


# ── which equal tokens belong together ────────────────────────────────────────────────────────────────


def _used(runs: Sequence[Run], chain: Sequence[Run], one: _Side, other: _Side, enough: int) -> list[Run]:
    """The runs, none longer than a sentence, that hold counterparts together; no token is in two of them."""
    free_a, free_b = bytearray(b"\x01" * len(one.keys)), bytearray(b"\x01" * len(other.keys))
    found: list[Run] = []
    for pieces in (chain, runs):
        in_order = pieces is chain
        pairs: dict[tuple[int, int], list[Run]] = {}
        for run in pieces:
            for part in _cut(run, one, other):
                pairs.setdefault((one.sentence(part.a), other.sentence(part.b)), []).append(part)
        weights = {pair: sum(part.size for part in parts) for pair, parts in pairs.items()}
        for pair in sorted(pairs, key=lambda pair: (-weights[pair], pair)):
            parts = list(_free(pairs[pair], free_a, free_b))
            if not in_order:
                parts = list(lay.chain) if (lay := lay_out(parts, one.keys, other.keys)) else []
                parts = _without_overlaps(parts)
            equal = sum(part.size for part in parts)
            shorter, longer = sorted(end - start for start, end in (one.ends(pair[0]), other.ends(pair[1])))
            if in_order:
                belong = equal >= min(enough, FOUND * shorter)
            else:
                belong = equal == longer or (equal >= LEAST_MOVED and equal >= min(enough, FOUND * longer))
            if not belong:
                continue
            for part in parts:
                free_a[part.a : part.a_end] = free_b[part.b : part.b_end] = bytes(part.size)
            found += parts
    found.sort()
    return found


def _cut(run: Run, one: _Side, other: _Side) -> Iterator[Run]:
    """A run cut at the ends of sentences of either text."""
    cuts = {bound - run.a for bound in _inside(one.bounds, run.a, run.a_end)}
    cuts |= {bound - run.b for bound in _inside(other.bounds, run.b, run.b_end)}
    start = 0
    for end in [*sorted(cuts), run.size]:
        yield Run(run.a + start, run.b + start, end - start)
        start = end


def _inside(bounds: Sequence[int], start: int, end: int) -> Sequence[int]:
    return bounds[bisect_right(bounds, start) : bisect_left(bounds, end)]


def _free(runs: Sequence[Run], free_a: bytearray, free_b: bytearray) -> Iterator[Run]:
    """What is left of some runs when the tokens are left out that others have, on either side."""
    for run in runs:
        if free_a.find(0, run.a, run.a_end) < 0 and free_b.find(0, run.b, run.b_end) < 0:
            yield run
            continue
        at = run.a
        for free, group in groupby(
            zip(free_a[run.a : run.a_end], free_b[run.b : run.b_end], strict=True), lambda both: all(both)
        ):
            size = sum(1 for _ in group)
            if free:
                yield Run(at, run.b + at - run.a, size)
            at += size


def _without_overlaps(chain: Sequence[Run]) -> list[Run]:
    """The runs of a chain, each without what the one before it has."""
    found: list[Run] = []
    end_a = end_b = 0
    for run in chain:
        cut = max(0, end_a - run.a, end_b - run.b)
        if cut < run.size:
            found.append(Run(run.a + cut, run.b + cut, run.size - cut))
            end_a, end_b = run.a_end, run.b_end
    return found


# ── what lies between them ────────────────────────────────────────────────────────────────────────────


class _Pairing:
    """Two texts whose equal tokens are known."""

    def __init__(self, one: _Side, other: _Side, used: Sequence[Run]) -> None:
        self._one, self._other = one, other
        self._runs = list(used)
        self._pieces: list[Piece] = []

    def counterparts(self) -> Counterparts:
        """Everything that differs."""
        self._pair_unlike_sentences()
        self._pair_short_sentences()
        if not self._runs:
            return Counterparts()
        only_a = self._unpaired(self._one, [(run.a, run.a_end) for run in self._runs])
        only_b = self._unpaired(self._other, [(run.b, run.b_end) for run in self._runs])
        self._add_pieces()
        told_a, told_b = list(self._told(self._one, only_a)), list(self._told(self._other, only_b))
        # too short for a run of words, and moved
        same = {tuple(self._one.keys[start:end]) for start, end in told_a}
        same &= {tuple(self._other.keys[start:end]) for start, end in told_b}
        told_a = [(start, end) for start, end in told_a if tuple(self._one.keys[start:end]) not in same]
        told_b = [(start, end) for start, end in told_b if tuple(self._other.keys[start:end]) not in same]
        pieces: list[Piece] = []
        for piece in sorted(self._without_moved_headings(), key=lambda piece: (piece.a, piece.b)):
            if piece.b == piece.b_end and self._is_whole(self._one, piece.a, piece.a_end):
                told_a.append((piece.a, piece.a_end))
            elif piece.a == piece.a_end and self._is_whole(self._other, piece.b, piece.b_end):
                told_b.append((piece.b, piece.b_end))
            else:
                pieces.append(piece)
        return Counterparts(tuple(self._runs), tuple(pieces), tuple(sorted(told_a)), tuple(sorted(told_b)))

    def _pair_unlike_sentences(self) -> None:
        """Sentences in one place in which so much was changed that no run of words is left."""
        added: list[Run] = []
        ends = [Run(-1, -1, 0), *self._runs, Run(len(self._one.keys), len(self._other.keys), 0)]
        by_b = sorted(ends, key=lambda run: run.b)
        after = dict(pairwise(by_b))
        for before, behind in pairwise(ends):
            if after.get(before) != behind:
                continue
            here = self._whole(self._one, max(0, before.a_end), behind.a)
            there = self._whole(self._other, max(0, before.b_end), behind.b)
            if not here or not there or max(len(here), len(there)) > COMPARED:
                continue
            last = 0
            for start, end in here:
                keys = self._one.keys[start:end]
                best = (0.0, -1)
                for at in range(last, len(there)):
                    other = self._other.keys[there[at][0] : there[at][1]]
                    alike = common_in_order(keys, other) / max(len(keys), len(other))
                    best = max(best, (alike, -at))
                if best[0] >= FOUND:
                    at = -best[1]
                    other = self._other.keys[there[at][0] : there[at][1]]
                    added += [Run(start + i, there[at][0] + j, size) for i, j, size in common_runs(keys, other)]
                    last = at + 1
        if added:
            self._runs = sorted([*self._runs, *added])

    def _pair_short_sentences(self) -> None:
        """Sentences without a counterpart, wherever they stand, that are the same but for a word or two: too little is
        equal for a run when they are short.
        """
        here = self._left(self._one, [(run.a, run.a_end) for run in self._runs])
        there = self._left(self._other, [(run.b, run.b_end) for run in self._runs])
        if not here or not there or len(here) * len(there) > COMPARED**2:
            return
        alike = []
        for a, (start, end) in enumerate(here):
            keys = self._one.keys[start:end]
            for b, (low, high) in enumerate(there):
                most = max(end - start, high - low)
                if min(end - start, high - low) >= NEARLY * most:
                    equal = common_in_order(keys, self._other.keys[low:high])
                    if equal >= max(SHORTEST_SENTENCE - 1, NEARLY * most):
                        alike.append((-equal / most, a, b))
        added: list[Run] = []
        taken_a: set[int] = set()
        taken_b: set[int] = set()
        for _, a, b in sorted(alike):
            if a not in taken_a and b not in taken_b:
                taken_a.add(a)
                taken_b.add(b)
                (start, end), (low, high) = here[a], there[b]
                common = common_runs(self._one.keys[start:end], self._other.keys[low:high])
                added += [Run(start + i, low + j, size) for i, j, size in common]
        if added:
            self._runs = sorted([*self._runs, *added])

    @staticmethod
    def _left(side: _Side, used: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The sentences in which none of these tokens is."""
        held = {side.sentence(start) for start, _ in used}
        ranges = (side.ends(at) for at in range(len(side.bounds) - 1) if at not in held)
        return [(start, end) for start, end in ranges if end - start >= SHORTEST_SENTENCE]

    @staticmethod
    def _whole(side: _Side, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences that lie between two tokens as a whole."""
        first, last = bisect_left(side.bounds, start), bisect_right(side.bounds, end)
        return [(side.bounds[at], side.bounds[at + 1]) for at in range(first, last - 1)]

    @staticmethod
    def _unpaired(side: _Side, used: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Sentences that have no counterpart, those that follow each other as one."""
        held = {side.sentence(start) for start, _ in used}
        found: list[tuple[int, int]] = []
        for sentence in range(len(side.bounds) - 1):
            start, end = side.ends(sentence)
            if sentence in held or start == end:
                continue
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return [(start, end) for start, end in found if end - start >= SHORTEST_SENTENCE]

    @staticmethod
    def _told(side: _Side, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The ranges without the sentences that stand elsewhere in the other text, too: what a text says twice is
        neither new nor gone.
        """
        for start, end in ranges:
            first = start
            for at in range(side.sentence(start), side.sentence(end - 1) + 1):
                low, high = side.ends(at)
                if side.said[at] >= NEARLY * (high - low):
                    if low - first >= SHORTEST_SENTENCE:
                        yield first, low
                    first = high
            if end - first >= SHORTEST_SENTENCE:
                yield first, end

    def _add_pieces(self) -> None:
        one, other, runs = self._one, self._other, self._runs
        end_a, end_b = len(one.keys), len(other.keys)
        by_b = sorted(runs, key=lambda run: run.b)
        next_b = dict(pairwise(by_b))
        before_b = {following: run for run, following in next_b.items()}
        taken_a, taken_b = bytearray(end_a), bytearray(end_b)
        heads: list[tuple[Run, int, int]] = []
        if runs and runs[0] == by_b[0]:
            self._set_against(_opposed(one, (0, runs[0].a), other, (0, runs[0].b)), taken_a, taken_b)
        elif runs:
            heads.append((runs[0], 0, before_b[runs[0]].b_end))
        if runs and runs[0] != by_b[0]:
            at = runs.index(by_b[0])
            heads.append((by_b[0], runs[at - 1].a_end, 0))
        for run, following in [*pairwise(runs), *((run, None) for run in runs[-1:])]:
            behind = next_b.get(run)
            if behind is following:
                ends = (following.a, following.b) if following else (end_a, end_b)
                parts = _opposed(one, (run.a_end, ends[0]), other, (run.b_end, ends[1]))
                self._set_against(parts, taken_a, taken_b)
                continue
            tail_a = _tail(one, run.a_end, following.a if following else end_a)
            tail_b = _tail(other, run.b_end, behind.b if behind else end_b)
            self._set_against([(tail_a, tail_b)], taken_a, taken_b)
            if following is not None and following in before_b:
                heads.append((following, run.a_end, before_b[following].b_end))
        for run, from_a, from_b in heads:
            head_a, head_b = _head(one, from_a, run.a, taken_a), _head(other, from_b, run.b, taken_b)
            self._set_against([(head_a, head_b)], taken_a, taken_b)

    def _without_moved_headings(self) -> list[Piece]:
        """The pieces without those that are a short sentence of one text which stands elsewhere in the other."""
        gone: dict[tuple[str, ...], list[Piece]] = {}
        for piece in self._pieces:
            if piece.b == piece.b_end and self._is_whole(self._one, piece.a, piece.a_end):
                gone.setdefault(tuple(self._one.keys[piece.a : piece.a_end]), []).append(piece)
        moved: set[int] = set()
        for piece in self._pieces if gone else ():
            if piece.a == piece.a_end and self._is_whole(self._other, piece.b, piece.b_end):
                there = gone.get(tuple(self._other.keys[piece.b : piece.b_end]))
                if there:
                    moved |= {id(piece), id(there.pop())}
        return [piece for piece in self._pieces if id(piece) not in moved]

    @staticmethod
    def _is_whole(side: _Side, start: int, end: int) -> bool:
        at = bisect_left(side.bounds, start)
        return start < end and side.bounds[at] == start and end in side.bounds[at:]

    def _set_against(
        self, parts: Sequence[tuple[tuple[int, int], tuple[int, int]]], taken_a: bytearray, taken_b: bytearray
    ) -> None:
        for (a, a_end), (b, b_end) in parts:
            if a < a_end or b < b_end:
                self._pieces.append(Piece(a, a_end, b, b_end))
                taken_a[a:a_end] = b"\x01" * (a_end - a)
                taken_b[b:b_end] = b"\x01" * (b_end - b)


def _opposed(
    one: _Side, here: tuple[int, int], other: _Side, there: tuple[int, int]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Two places between the same equal tokens, part by part: the end of a sentence against that of the other text,
    the beginning of the next one likewise. Whole sentences between the two, of which only one text has any, are left
    out; what lies within one sentence stays in one part.
    """
    divided_a, divided_b = _divided(one, *here), _divided(other, *there)
    apart_a, apart_b = (
        divided is not None and divided[1][1] - divided[1][0] >= SHORTEST_SENTENCE for divided in (divided_a, divided_b)
    )
    if divided_a is not None and divided_b is not None:
        fits = apart_a or apart_b or all(_same(x) == _same(y) for x, y in zip(divided_a, divided_b, strict=True))
        if not fits:
            return [(here, there)]
        middle = (_none(divided_a[1]) if apart_a else divided_a[1], _none(divided_b[1]) if apart_b else divided_b[1])
        return [(divided_a[0], divided_b[0]), middle, (divided_a[2], divided_b[2])]
    if divided_a is not None and apart_a:
        tail = divided_a[0][0] < divided_a[0][1]
        return [(divided_a[0], there if tail else _none(there)), (divided_a[2], _none(there) if tail else there)]
    if divided_b is not None and apart_b:
        tail = divided_b[0][0] < divided_b[0][1]
        return [(here if tail else _none(here), divided_b[0]), (_none(here) if tail else here, divided_b[2])]
    return [(here, there)]


def _same(part: tuple[int, int]) -> bool:
    return part[0] < part[1]


def _none(part: tuple[int, int]) -> tuple[int, int]:
    return part[0], part[0]


def _divided(side: _Side, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]] | None:
    """A place as the end of a sentence, whole sentences, and the beginning of one; ``None`` within a sentence."""
    first, last = bisect_left(side.bounds, start), bisect_right(side.bounds, end) - 1
    if first > last:
        return None
    low, high = side.bounds[first], side.bounds[last]
    return (start, low), (low, high), (high, end)


def _tail(side: _Side, start: int, stop: int) -> tuple[int, int]:
    """What follows to the end of the sentence, or to the next equal tokens."""
    return start, min(stop, side.bounds[bisect_left(side.bounds, start)])


def _head(side: _Side, start: int, stop: int, taken: bytearray) -> tuple[int, int]:
    """What comes before, from the beginning of the sentence or from behind the equal tokens before, as far as it is not
    told already.
    """
    start = max(start, side.bounds[bisect_right(side.bounds, stop) - 1])
    return max(start, taken.rfind(1, start, stop) + 1), stop


def common_runs(a: Sequence[str], b: Sequence[str]) -> Iterator[Run]:
    """The longest common subsequence of two short lists, as runs. By rapidfuzz where they are not so short that loading
    it takes longer.
    """
    if len(a) * len(b) > LOADED:
        from rapidfuzz.distance import Indel

        yield from (
            Run(op.src_start, op.dest_start, op.src_end - op.src_start)
            for op in Indel.opcodes(a, b)
            if op.tag == "equal"
        )
        return
    longest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            longest[i][j] = longest[i + 1][j + 1] + 1 if a[i] == b[j] else max(longest[i + 1][j], longest[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        start, mirror = i, j
        while i < len(a) and j < len(b) and a[i] == b[j]:
            i, j = i + 1, j + 1
        if i > start:
            yield Run(start, mirror, i - start)
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
