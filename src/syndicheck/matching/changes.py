"""What changed between two texts that have much in common, the weightiest first.

Every passage is held against its counterpart, wherever that stands (:mod:`~syndicheck.matching.counterparts`). Inside
the pieces that differ the words are aligned (rapidfuzz), and each difference is named after the gravest thing in it: a
number, a date, a negation, a unit, a name, a hedge; else it is a matter of wording. Whole sentences that only one of
the two has are listed as such. Other quotation marks, dashes, blanks and capitals are no change, nor is what only looks
different: numbers and dates are compared by value (:mod:`~syndicheck.matching.quantities`), words that a mask hides
(``@@@``) are unknown, and letters borrowed from another alphabet are those that they look like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from syndicheck.matching.counterparts import Piece, counterparts
from syndicheck.matching.evidence import Prepared, in_one_alphabet
from syndicheck.matching.facts import signs_beside
from syndicheck.matching.runs import Run
from syndicheck.model.changes import Change, ChangeKind
from syndicheck.model.spans import Span
from syndicheck.text import tokenise

Months = Callable[[str, str | None], frozenset[int]]
"""The months that a word can name in a language: :func:`syndicheck.provenance.months.months_named`."""

LONGEST_PIECE = 40
"""Tokens of a difference; longer ones are text that one side has and the other has not."""

LONGEST_ALONE, LONGEST_ALONE_UNSPACED = 8, 20
"""The same of what only one text has, and before the first and behind the last words that both have: more is a clause,
a beginning or an end of its own.
"""

_BARS = (" | ", " · ", " :: ")
"""Before them stands a headline, or one or two words: what it is about."""

HEADLINE_WORDS = 3

_STROKES = (*_BARS, " - ", " – ", " — ")

_STOPS = ".,،。、।؟!?"

_CUT_SIGNS = ("...", "..")
"""How a text ends that was cut off, beside one sign for three points."""

MOST = 200
"""Changes listed."""


def _no_months(_word: str, _lang: str | None) -> frozenset[int]:
    return frozenset()


def what_changed(a: Prepared, b: Prepared, months: Months = _no_months) -> tuple[Change, ...]:
    """The differences between two bodies, the weightiest first, then in the order of the text.

    ``months`` tells which months a word names in a language, beside the names that the anchors know. At most
    :data:`MOST` are listed.
    """
    found = counterparts(a, b)
    changes = [_one_sided(ChangeKind.DROPPED, a, *only) for only in found.only_a]
    changes += [_one_sided(ChangeKind.ADDED, b, *only) for only in found.only_b]
    pieces: list[Piece] = []
    for piece in found.pieces:
        if _breaks_off(b, a, piece.b, piece.b_end, piece.a):
            changes.append(_one_sided(ChangeKind.DROPPED, a, piece.a, piece.a_end))
            continue
        if _breaks_off(a, b, piece.a, piece.a_end, piece.b):
            changes.append(_one_sided(ChangeKind.ADDED, b, piece.b, piece.b_end))
            continue
        if max(piece.a_end - piece.a, piece.b_end - piece.b) <= _longest(piece, a, b):
            pieces.append(piece)
            continue
        if piece.a < piece.a_end:
            changes.append(_one_sided(ChangeKind.DROPPED, a, piece.a, piece.a_end))
        if piece.b < piece.b_end:
            changes.append(_one_sided(ChangeKind.ADDED, b, piece.b, piece.b_end))
    if found.runs and a.title and b.title and not _is_same_headline(a.title, b.title):
        changes.append(Change(ChangeKind.HEADLINE, None, None, a.title, b.title))
    signs = list(_other_signs(a, b, found.runs))
    if pieces or signs:
        # what tells how they differ is of no use to a text that is the same
        from syndicheck.matching.differences import differences

        changes += differences(a, b, months, pieces, signs)
    changes.sort(key=lambda c: (-c.weight, (c.a or c.b or Span(0, 0)).start, c.now))
    return tuple(changes[:MOST])


def _is_same_headline(one: str, other: str) -> bool:
    """Whether two headlines say the same; the name of the house behind a stroke is no part of one."""
    forms_a, forms_b = (
        {tuple(in_one_alphabet(tokenise(form).keys, form)) for form in _forms(title)} for title in (one, other)
    )
    return not forms_a.isdisjoint(forms_b)


def _forms(title: str) -> Iterator[str]:
    """A headline, and what is left of it without a house. One is shorter than what it prints: what is longer is the
    headline, and before it stands its subject.
    """
    yield title
    for stroke in _STROKES:
        headline, _, house = title.rpartition(stroke)
        told = stroke in _BARS and len(headline.split()) >= HEADLINE_WORDS
        if told or len(headline.strip()) > len(house.strip()):
            yield headline


def _longest(piece: Piece, a: Prepared, b: Prepared) -> int:
    """Tokens up to which a piece is a difference, and no text of its own."""
    inside = (piece.a or piece.b) and (piece.a_end < len(a.tokens.keys) or piece.b_end < len(b.tokens.keys))
    if inside and piece.a < piece.a_end and piece.b < piece.b_end:
        return LONGEST_PIECE
    return LONGEST_ALONE_UNSPACED if a.tokens.unspaced or b.tokens.unspaced else LONGEST_ALONE


def _breaks_off(cut: Prepared, whole: Prepared, start: int, end: int, there: int) -> bool:
    """Whether a text ends within a sentence, or a word, of another one: ``[start, end)`` is what it has left at its
    end, and ``there`` where the other goes on.
    """
    keys = cut.tokens.keys
    if not keys or end != len(keys) or there == len(whole.tokens.keys) or end - start > 1:
        return False
    if start < end and not (keys[start].isalpha() and whole.tokens.keys[there].startswith(keys[start])):
        return False
    if start < end and whole.tokens.keys[there] == keys[start]:
        return False
    last = cut.tokens.ends[-1]
    close = min((mark.start for mark in cut.marks if mark.start >= last), default=len(cut.text))
    behind = cut.text[last:close].lstrip()
    stopped = behind[:1] in _STOPS and not behind.startswith(_CUT_SIGNS)
    return not (behind and stopped) and _is_punctuated(cut.text)


def _other_signs(a: Prepared, b: Prepared, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Numbers that both texts have, before or behind which another sign stands: a minus, a currency, per cent."""
    if not (_is_punctuated(a.text) and _is_punctuated(b.text)):
        return  # it has lost all of its signs, and those of numbers with them
    starts_a, ends_a, starts_b, ends_b = a.tokens.starts, a.tokens.ends, b.tokens.starts, b.tokens.ends
    for run in runs:
        for i, key in enumerate(a.tokens.keys[run.a : run.a_end], run.a):
            j = run.b + i - run.a
            if key[:1].isdigit() and (
                signs_beside(a.text, starts_a[i], ends_a[i]) != signs_beside(b.text, starts_b[j], ends_b[j])
            ):
                yield i, j


def _is_punctuated(text: str) -> bool:
    return any(char in text for char in _STOPS)


def _one_sided(kind: ChangeKind, prepared: Prepared, start: int, end: int) -> Change:
    span = Span(prepared.tokens.starts[start], prepared.tokens.ends[end - 1])
    words = prepared.text[span.start : span.end]
    if kind is ChangeKind.DROPPED:
        return Change(kind, span, None, words, "")
    return Change(kind, None, span, "", words)
