"""What two bodies share, told apart: quotations from narration, and one family of marks from another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import compress

from msgspec import Struct

from syndicheck.matching.evidence import Prepared, body_tokens
from syndicheck.matching.passages import as_passages, measure, stretches
from syndicheck.matching.runs import equal_runs, grams_of, index_grams
from syndicheck.model.marks import MARK_TYPES
from syndicheck.model.matches import Passage
from syndicheck.model.shares import Breakdown, MarkShare
from syndicheck.model.spans import Span
from syndicheck.text import Tokens


def break_down(a: Prepared, b: Prepared, passages: Iterable[Passage]) -> Breakdown:
    """Tell what two bodies share apart; ``passages`` are those of their match, A's spans in ``a``."""
    passages = list(passages)
    quoted_a, quotes_a, narration_a = _parts(a, [passage.a for passage in passages])
    quoted_b, quotes_b, narration_b = _parts(b, [passage.b for passage in passages])
    return Breakdown(quoted_a, quoted_b, quotes_a, quotes_b, narration_a, narration_b)


def _parts(prepared: Prepared, copied: Sequence[Span]) -> tuple[float, float, float]:
    tokens = prepared.tokens
    quoted = _inside(tokens.starts, prepared.quotations)
    shared = _inside(tokens.starts, copied)
    lengths = [len(key) for key in tokens.keys]
    total = max(1, sum(lengths))
    in_quotes = sum(length for length, is_quoted in zip(lengths, quoted, strict=True) if is_quoted)
    both = sum(length for length, one, other in zip(lengths, quoted, shared, strict=True) if one and other)
    alone = sum(length for length, one, other in zip(lengths, quoted, shared, strict=True) if other and not one)
    return in_quotes / total, both / total, alone / total


def _inside(starts: Sequence[int], spans: Iterable[Span]) -> bytearray:
    """For each token whether it begins in one of the spans."""
    mask = bytearray(len(starts))
    for span in spans:
        low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
        mask[low:high] = b"\x01" * (high - low)
    return mask


def marks_in_common(a: Prepared, b: Prepared) -> tuple[MarkShare, ...]:
    """How much of each type of mark the two texts share, types that only one of them has included.

    Copied is what :mod:`~syndicheck.matching.passages` calls so, in the whole texts, and besides a mark that the other
    text has to the word: most credits are shorter than any copied run.
    """
    if not a.marks and not b.marks:
        return ()
    whole_a, whole_b = body_tokens(a.text, ()), body_tokens(b.text, ())
    lengths = measure(whole_a, whole_b)
    runs = equal_runs(
        whole_a.keys,
        whole_b.keys,
        index_grams(grams_of(whole_a.keys, lengths.run)),
        index_grams(grams_of(whole_b.keys, lengths.run)),
        lengths.run,
    )
    passages = as_passages(stretches(runs, lengths.gap), whole_a, whole_b)
    one = _marked(a, whole_a, [passage.a for passage in passages])
    other = _marked(b, whole_b, [passage.b for passage in passages])
    _count_equal(one, other)
    return tuple(
        MarkShare(kind, *_figures(one.get(kind, ())), *_figures(other.get(kind, ())))
        for kind in MARK_TYPES
        if kind in one or kind in other
    )


def _marked(prepared: Prepared, tokens: Tokens, copied: Sequence[Span]) -> dict[str, list[_Marked]]:
    shared = _inside(tokens.starts, copied)
    found: dict[str, list[_Marked]] = {}
    for mark in prepared.marks:
        low, high = bisect_left(tokens.starts, mark.start), bisect_left(tokens.starts, mark.end)
        sizes = [len(key) for key in tokens.keys[low:high]]
        found.setdefault(mark.type, []).append(
            _Marked(tuple(tokens.keys[low:high]), sum(sizes), sum(compress(sizes, shared[low:high])))
        )
    return found


def _count_equal(one: dict[str, list[_Marked]], other: dict[str, list[_Marked]]) -> None:
    for kind in one.keys() & other.keys():
        common = {mark.words for mark in one[kind]} & {mark.words for mark in other[kind]}
        for mark in (*one[kind], *other[kind]):
            if mark.words in common:
                mark.copied = mark.characters


def _figures(marks: Iterable[_Marked]) -> tuple[int, float]:
    marks = list(marks)
    characters = sum(mark.characters for mark in marks)
    return len(marks), sum(mark.copied for mark in marks) / characters if characters else 0.0


class _Marked(Struct):
    """A mark's words, the characters of these, and how many of them are copied."""

    words: tuple[str, ...]
    characters: int
    copied: int
