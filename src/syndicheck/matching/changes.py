"""What changed between two texts that have much in common, the weightiest first.

The equal runs of the two (:mod:`~syndicheck.matching.runs`) leave places at which both say something else. Inside these
the words are aligned (rapidfuzz), and each difference is named after the gravest thing in it: a number, a date, a
negation, a name, a hedge, a unit; else it is a matter of wording. Whole sentences that only one of the two has are
listed as such. Other quotation marks, dashes, blanks and capitals are no change, nor is a number that is only written
differently (``1,200`` and ``1200``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from syndicheck.expressions import expression
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.facts import FACT
from syndicheck.matching.layout import lay_out
from syndicheck.matching.particles import hedges, negations, number_words
from syndicheck.matching.runs import equal_runs, grams_of, index_grams
from syndicheck.model.changes import Change, ChangeKind
from syndicheck.model.spans import Span
from syndicheck.text import sentences

RUN, RUN_UNSPACED = 3, 6
"""Equal tokens that hold the two texts together while differences are looked for; fewer than what counts as copied, so
that two changes in one sentence are two changes."""

LONGEST_PIECE = 40
"""Tokens of a difference; longer ones are sentences that one text has and the other has not."""

LONGEST_AT_AN_END = 8
"""The same before the first and behind the last words that both have: more is a beginning or an end of its own."""

SENTENCE_FOUND = 0.5
"""Part of a sentence's tokens that must have an equal for it to stand in the other text."""

SHORTEST_SENTENCE = 4
"""Tokens; a shorter "sentence" is a heading or a name."""

SHORTEST_NAME = 5
"""Letters of a sentence's first word that may begin a name; shorter ones are articles and prepositions."""

MOST = 200
"""Changes listed."""

_BRIDGES = frozenset({"de", "of", "del", "the", "den", "der"})
"""Words that may stand between a month and its day or year."""

_NUMBER = expression(r"\d+(?:[.,'\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_SIGNS_OF_NUMBERS = str.maketrans("\u066b\u066c\u2019", ".,'")
"""The Arabic decimal and thousands separators, and the apostrophe that typesetters use in Swiss thousands."""

_GROUPED = expression(r"\d{1,3}(?:[.,' ]\d{3})+")
_UNITS = frozenset(
    """
    percent per cent % prozent pourcent million millions billion billions trillion thousand hundred dozen mio mrd
    millionen milliarden milliards millones millón milhões miljoen miljoner milioni miliardi млн млрд тысяч dollar
    dollars euro euros pounds yen yuan rupees crore lakh km kilometres kilometers miles metres meters feet
    acres hectares kg
    kilograms tonnes tons litres liters gallons barrels megawatts gigawatts hours minutes days weeks months years
    """.split()
)
_SIGNS = expression(r"[%€$£¥₹]")


def what_changed(a: Prepared, b: Prepared, is_month: Callable[[str], bool] = lambda _: False) -> tuple[Change, ...]:
    """The differences between two bodies, the weightiest first, then in the order of the text.

    ``is_month`` tells whether a folded word names a month in some language. At most :data:`MOST` are listed.
    """
    keys_a, keys_b = a.tokens.keys, b.tokens.keys
    size = RUN_UNSPACED if a.tokens.unspaced or b.tokens.unspaced else RUN
    grams_a, grams_b = (index_grams(grams_of(keys, size)) for keys in (keys_a, keys_b))
    runs = equal_runs(keys_a, keys_b, grams_a, grams_b, size)
    layout = lay_out(runs, keys_a, keys_b)
    if layout is None:
        return ()
    covered_a, covered_b = bytearray(len(keys_a)), bytearray(len(keys_b))
    for run in runs:
        covered_a[run.a : run.a_end] = b"\x01" * run.size
        covered_b[run.b : run.b_end] = b"\x01" * run.size
    one_sided = [
        *_missing(ChangeKind.DROPPED, a, covered_a),
        *_missing(ChangeKind.ADDED, b, covered_b),
    ]
    apart_a = [change.a for change in one_sided if change.a is not None]
    apart_b = [change.b for change in one_sided if change.b is not None]
    found: list[Change] = list(one_sided)
    context = _Context(a, b, is_month)
    for i, i_end, j, j_end in _with_whole_numbers(a, b, _pieces(layout.chain, keys_a, keys_b)):
        i_end, j_end = context.own(a, apart_a, i, i_end), context.own(b, apart_b, j, j_end)
        change = context.change(i, i_end, j, j_end)
        if change is not None:
            found.append(change)
    found.sort(key=lambda c: (-c.weight, (c.a or c.b or Span(0, 0)).start, c.now))
    return tuple(found[:MOST])


def _pieces(
    chain: Sequence[tuple[int, int, int]], keys_a: Sequence[str], keys_b: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """The places between the runs of a chain that differ, cut as small as the words inside them allow."""
    end_a = end_b = 0
    for start_a, start_b, size in [*chain, (len(keys_a), len(keys_b), 0)]:
        low_a, low_b = max(end_a, 0), max(end_b, 0)
        longest = LONGEST_PIECE if (end_a or end_b) and size else LONGEST_AT_AN_END
        if max(start_a - low_a, start_b - low_b) <= longest:
            yield from _differences(keys_a, keys_b, low_a, start_a, low_b, start_b)
        end_a, end_b = start_a + size, start_b + size


def _with_whole_numbers(
    a: Prepared, b: Prepared, pieces: Iterable[tuple[int, int, int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """The pieces, each with all of the numbers of which it has a part; those that touch then are one: 2.3 and 3.2."""
    before: tuple[int, int, int, int] | None = None
    for i, i_end, j, j_end in pieces:
        piece = (*_whole_number(a, i, i_end), *_whole_number(b, j, j_end))
        if before is not None and before[1] >= piece[0] and before[3] >= piece[2]:
            before = before[0], max(before[1], piece[1]), min(before[2], piece[2]), max(before[3], piece[3])
            continue
        if before is not None:
            yield before
        before = piece
    if before is not None:
        yield before


def _differences(
    keys_a: Sequence[str], keys_b: Sequence[str], a: int, a_end: int, b: int, b_end: int
) -> Iterator[tuple[int, int, int, int]]:
    here, there = keys_a[a : max(a, a_end)], keys_b[b : max(b, b_end)]
    if not (here and there):  # the usual case, for which nothing has to be loaded
        if here or there:
            yield a, a + len(here), b, b + len(there)
        return
    from rapidfuzz.distance import Indel

    pending: tuple[int, int, int, int] | None = None
    for op in Indel.opcodes(here, there):
        if op.tag == "equal":
            if pending is not None:
                yield pending
            pending = None
            continue
        piece = (a + op.src_start, a + op.src_end, b + op.dest_start, b + op.dest_end)
        pending = piece if pending is None else (pending[0], piece[1], pending[2], piece[3])
    if pending is not None:
        yield pending


def _missing(kind: ChangeKind, prepared: Prepared, covered: bytearray) -> Iterator[Change]:
    """Runs of sentences of a body that have hardly an equal in the other text."""
    tokens = prepared.tokens
    open_span: Span | None = None
    for sentence in sentences(prepared.text, prepared.lang):
        first = bisect_left(tokens.starts, sentence.start)
        last = bisect_left(tokens.starts, sentence.end)
        if last == first:
            continue
        gone = last - first >= SHORTEST_SENTENCE and sum(covered[first:last]) < SENTENCE_FOUND * (last - first)
        if gone:
            start = tokens.starts[first] if open_span is None else open_span.start
            open_span = Span(start, tokens.ends[last - 1])
        elif open_span is not None:
            yield _one_sided(kind, prepared, open_span)
            open_span = None
    if open_span is not None:
        yield _one_sided(kind, prepared, open_span)


def _one_sided(kind: ChangeKind, prepared: Prepared, span: Span) -> Change:
    words = prepared.text[span.start : span.end]
    if kind is ChangeKind.DROPPED:
        return Change(kind, span, None, words, "")
    return Change(kind, None, span, "", words)


class _Context:
    """The two texts, and what their words are."""

    def __init__(self, a: Prepared, b: Prepared, is_month: Callable[[str], bool]) -> None:
        self._a, self._b = a, b
        self._is_month = is_month
        self._negations = negations(a.lang) | negations(b.lang)
        self._hedges = hedges(a.lang) | hedges(b.lang)
        self._number_words = number_words(a.lang) | number_words(b.lang)

    @staticmethod
    def own(prepared: Prepared, apart: Sequence[Span], start: int, end: int) -> int:
        """Where a piece ends when the sentences that only one text has are left to themselves."""
        if start >= end:
            return end
        span = Span(prepared.tokens.starts[start], prepared.tokens.ends[end - 1])
        return start if any(span.overlaps(other) for other in apart) else end

    def change(self, i: int, i_end: int, j: int, j_end: int) -> Change | None:
        """The change between tokens ``[i, i_end)`` of A and ``[j, j_end)`` of B, if it is one."""
        if i >= i_end and j >= j_end:
            return None
        span_a, was = self._words(self._a, i, i_end)
        span_b, now = self._words(self._b, j, j_end)
        kind = self._kind(i, i_end, j, j_end, was, now)
        return None if kind is None else Change(kind, span_a, span_b, was, now)

    @staticmethod
    def _words(prepared: Prepared, start: int, end: int) -> tuple[Span | None, str]:
        if start >= end:
            return None, ""
        span = Span(prepared.tokens.starts[start], prepared.tokens.ends[end - 1])
        return span, prepared.text[span.start : span.end]

    def _kind(self, i: int, i_end: int, j: int, j_end: int, was: str, now: str) -> ChangeKind | None:
        keys_a, keys_b = self._a.tokens.keys[i:i_end], self._b.tokens.keys[j:j_end]
        numbers_a, numbers_b = _values(was), _values(now)
        months_a, months_b = self._months(self._a, i, i_end), self._months(self._b, j, j_end)
        dated = bool(months_a or months_b or self._dated(self._a, i, i_end) or self._dated(self._b, j, j_end))
        if numbers_a != numbers_b:
            return ChangeKind.DATE if dated else ChangeKind.NUMBER
        if months_a != months_b:
            return ChangeKind.DATE
        if {k for k in keys_a if k in self._number_words} != {k for k in keys_b if k in self._number_words}:
            return ChangeKind.NUMBER
        if self._count(keys_a, was, self._negations) != self._count(keys_b, now, self._negations):
            return ChangeKind.NEGATION
        if {k for k in keys_a if k in _UNITS} != {k for k in keys_b if k in _UNITS} or (
            _SIGNS.findall(was) != _SIGNS.findall(now)
        ):
            return ChangeKind.UNIT
        if self._names(self._a, i, i_end) != self._names(self._b, j, j_end):
            return ChangeKind.NAME
        if self._count(keys_a, was, self._hedges) != self._count(keys_b, now, self._hedges):
            return ChangeKind.HEDGE
        if numbers_a and keys_a != keys_b and "".join(filter(str.isalpha, was)) == "".join(filter(str.isalpha, now)):
            return None  # the same number in another dress
        return ChangeKind.WORDING

    def _count(self, keys: Sequence[str], words: str, wanted: frozenset[str]) -> int:
        if self._a.tokens.unspaced:
            return sum(words.count(word) for word in wanted)
        return sum(key in wanted for key in keys)

    def _months(self, prepared: Prepared, start: int, end: int) -> list[str]:
        """The months that the tokens name as part of a date: a number stands next to them."""
        keys = prepared.tokens.keys
        return [keys[place] for place in range(start, end) if self._is_month(keys[place]) and _by_a_number(keys, place)]

    def _dated(self, prepared: Prepared, start: int, end: int) -> bool:
        """Whether the tokens stand next to the name of a month."""
        keys = prepared.tokens.keys
        return any(self._is_month(keys[place]) for place in (*_near(keys, start, -1), *_near(keys, end - 1, 1)))

    @staticmethod
    def _names(prepared: Prepared, start: int, end: int) -> list[str]:
        facts = prepared.facts
        return [
            facts.stems[i]
            for i in range(start, end)
            if not facts.stems[i].isdigit() and (facts.kinds[i] == FACT or _begins_a_name(prepared, i))
        ]


def _begins_a_name(prepared: Prepared, place: int) -> bool:
    """Whether the first word of a sentence, where a capital says nothing, is the beginning of a name of several."""
    tokens, kinds = prepared.tokens, prepared.facts.kinds
    return (
        place + 1 < len(kinds)
        and kinds[place + 1] == FACT
        and len(tokens.keys[place]) >= SHORTEST_NAME
        and prepared.text[tokens.starts[place]].isupper()
        and not prepared.text[tokens.ends[place] : tokens.starts[place + 1]].strip()
    )


def _near(keys: Sequence[str], place: int, step: int) -> Iterator[int]:
    """The token next to a place, or behind a word that may stand between a day and its month."""
    place += step
    if 0 <= place < len(keys) and keys[place] in _BRIDGES:
        place += step
    if 0 <= place < len(keys):
        yield place


def _by_a_number(keys: Sequence[str], place: int) -> bool:
    return any(keys[near][:1].isdigit() for step in (-1, 1) for near in _near(keys, place, step))


def _whole_number(prepared: Prepared, start: int, end: int) -> tuple[int, int]:
    """A piece with all of a number of which it has a part: the 5 of 3.5."""
    tokens, text = prepared.tokens, prepared.text
    if start >= end:
        return start, end

    def joined(left: int) -> bool:
        between = text[tokens.ends[left] : tokens.starts[left + 1]].translate(_SIGNS_OF_NUMBERS)
        return (
            len(between) == 1 and between in ".,'" and tokens.keys[left].isdigit() and tokens.keys[left + 1].isdigit()
        )

    while start > 0 and joined(start - 1):
        start -= 1
    while end < len(tokens.keys) and joined(end - 1):
        end += 1
    return start, end


def _values(words: str) -> list[float]:
    """The numbers in a piece of text, however they are grouped."""
    found = []
    for match in _NUMBER.finditer(words.translate(_SIGNS_OF_NUMBERS)):
        text = match.group()
        if _GROUPED.fullmatch(text):
            text = re.sub(r"\D", "", text)
        else:
            text = re.sub(r"[' \u00a0\u202f]", "", text).replace(",", ".")
            head, dot, tail = text.rpartition(".")
            text = head.replace(".", "") + dot + tail
        found.append(float(text))
    return found
