"""Rewriting: the same sentences in the same order, in other words.

Two newsrooms that report one event share names and figures, but not the order of their sentences nor what each of
them says. A rewritten text keeps both. So sentences are aligned one to one where they say the same in part, and only
those count that follow each other in the same order on both sides. Without enough of them, or where their facts
disagree, the answer is "no": a paraphrase that keeps neither wording nor facts cannot be told from independent work.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from syndicheck.matching.facts import NO_FACT
from syndicheck.model.spans import Span
from syndicheck.text import Tokens, sentences

LEAST_WORDS = 6
"""Tokens below which a "sentence" (a headline, a name, a place) is not aligned."""

MOST_WORDS = 80
"""Tokens above which a "sentence" is a text that has lost its full stops; it is not aligned either."""

MOST_SENTENCES = 80
"""Sentences of each text that are looked at: the work is their product."""

LEAST_WORDING = 62.0
"""Least likeness of two sentences (rapidfuzz ``token_sort_ratio``, 0…100) where nothing else speaks for them."""

LEAST_OVERLAP = 0.5
"""Least share of the content words of the shorter sentence that must stand in the longer one."""

LEAST_COMMON = 4
"""Content words two sentences must have in common."""

CONTENT_LENGTH = 4
"""Letters from which a word counts as a content word; shorter ones are mostly grammar, in most languages."""


class Sentence(Struct, frozen=True):
    """One sentence of a body: its token range, the keys sorted, its content words and its facts."""

    start: int
    end: int
    wording: str
    content: frozenset[str]
    facts: frozenset[str]


class Alignment(Struct, frozen=True):
    """Sentences of A paired with sentences of B in one order.

    ``pairs`` are token ranges ``((a, a_end), (b, b_end))``. ``share_a`` and ``share_b`` are the parts of the two
    texts, in tokens of all sentences looked at, that lie in pairs. ``in_order`` is the part of all alike sentences that
    keeps the order. ``agreed`` lists the facts that paired sentences have in common; ``agreement`` is their part
    of all facts in the paired sentences of the side that has fewer. ``own_subjects`` counts the facts that come back in
    several paired sentences of one text and are in none of the other's, for the side that has fewer.
    """

    pairs: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    share_a: float
    share_b: float
    in_order: float
    agreed: tuple[str, ...]
    agreement: float
    own_subjects: int


def split(text: str, tokens: Tokens, kinds: bytes, lang: str | None) -> list[Sentence]:
    """The sentences of a body, as far as they are long enough to be aligned. ``kinds`` are those of its
    :class:`.facts.FactIndex`.
    """
    found: list[Sentence] = []
    index = 0
    for span in sentences(text, lang):
        while index < len(tokens.keys) and tokens.starts[index] < span.start:
            index += 1
        start = index
        while index < len(tokens.keys) and tokens.ends[index] <= span.end:
            index += 1
        if LEAST_WORDS <= index - start <= (2 * MOST_WORDS if tokens.unspaced else MOST_WORDS):
            found.append(_sentence(tokens, kinds, start, index))
            if len(found) == MOST_SENTENCES:
                break
    return found


def _sentence(tokens: Tokens, kinds: bytes, start: int, end: int) -> Sentence:
    keys = tokens.keys[start:end]
    if tokens.unspaced:
        content = frozenset(map("".join, itertools.pairwise(keys)))
    else:
        content = frozenset(key for key in keys if len(key) >= CONTENT_LENGTH or key.isdigit())
    facts = frozenset(tokens.keys[i] for i in range(start, end) if kinds[i] != NO_FACT)
    return Sentence(start, end, " ".join(sorted(keys)), content, facts)


def align(a: Sequence[Sentence], b: Sequence[Sentence]) -> Alignment | None:
    """Pair the sentences of two texts; ``None`` when none is like another."""
    alike = [
        (i, j, weight) for i, one in enumerate(a) for j, other in enumerate(b) if (weight := _likeness(one, other))
    ]
    if not alike:
        return None
    chain = _in_order(alike)
    agreed: set[str] = set()
    facts_a: set[str] = set()
    facts_b: set[str] = set()
    for i, j in chain:
        agreed |= a[i].facts & b[j].facts
        facts_a |= a[i].facts
        facts_b |= b[j].facts
    words_a = sum(s.end - s.start for s in a)
    words_b = sum(s.end - s.start for s in b)
    fewest = min(len({i for i, _, _ in alike}), len({j for _, j, _ in alike}))
    return Alignment(
        pairs=tuple(((a[i].start, a[i].end), (b[j].start, b[j].end)) for i, j in chain),
        share_a=sum(a[i].end - a[i].start for i, _ in chain) / words_a,
        share_b=sum(b[j].end - b[j].start for _, j in chain) / words_b,
        in_order=min(1.0, len(chain) / fewest),
        agreed=tuple(sorted(agreed)),
        agreement=len(agreed) / max(1, min(len(facts_a), len(facts_b))),
        own_subjects=min(
            _subjects([a[i] for i, _ in chain], [b[j] for _, j in chain]),
            _subjects([b[j] for _, j in chain], [a[i] for i, _ in chain]),
        ),
    )


def _subjects(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> int:
    counted = Counter(fact for sentence in mine for fact in sentence.facts)
    words = {word for sentence in theirs for word in sentence.wording.split()}
    return sum(count > 1 and fact not in words for fact, count in counted.items())


def _likeness(one: Sentence, other: Sentence) -> float:
    """0 where two sentences do not say the same, else how much they do (0…1)."""
    common = len(one.content & other.content)
    if common < LEAST_COMMON:
        return 0.0
    overlap = common / min(len(one.content), len(other.content))
    if overlap >= LEAST_OVERLAP:
        return overlap
    from rapidfuzz import fuzz

    wording = fuzz.ratio(one.wording, other.wording, score_cutoff=LEAST_WORDING)
    return wording / 100


def _in_order(alike: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest set of pairs that rises on both sides (pairs come sorted by ``i``, then ``j``)."""
    weights: list[float] = []
    before: list[int] = []
    for place, (i, j, weight) in enumerate(alike):
        best, previous = 0.0, -1
        for earlier in range(place):
            if alike[earlier][0] < i and alike[earlier][1] < j and weights[earlier] > best:
                best, previous = weights[earlier], earlier
        weights.append(best + weight)
        before.append(previous)
    at = max(range(len(alike)), key=weights.__getitem__)
    chain: list[tuple[int, int]] = []
    while at >= 0:
        chain.append(alike[at][:2])
        at = before[at]
    return chain[::-1]


def as_spans(alignment: Alignment, a: Tokens, b: Tokens) -> list[tuple[Span, Span]]:
    """The paired sentences as spans of the two originals."""
    return [
        (Span(a.starts[i], a.ends[i_end - 1]), Span(b.starts[j], b.ends[j_end - 1]))
        for (i, i_end), (j, j_end) in alignment.pairs
    ]
