"""Rewriting: the same sentences in the same order, in other words.

Two newsrooms that report one event share names and figures, but not the order of their sentences nor what each of
them says. A rewritten text keeps both. So sentences are aligned one to one where they say the same in part, and only
those count that follow each other in the same order on both sides. Without enough of them, or where their facts
disagree, the answer is "no": a paraphrase that keeps neither wording nor facts cannot be told from independent work.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

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

COMPARED = 256
"""Texts of which the words are kept by their sentences: one is compared with many, one after the other."""

CONTENT_LENGTH = 4
"""Letters from which a word counts as a content word; shorter ones are mostly grammar, in most languages."""


class Sentence(Struct, frozen=True, dict=True):
    """One sentence of a body: its token range, its keys, its content words and its facts."""

    start: int
    end: int
    keys: list[str]
    content: frozenset[str]
    facts: frozenset[str]

    @cached_property
    def wording(self) -> str:
        """Its keys, sorted; put together when its likeness to another is in doubt."""
        return " ".join(sorted(self.keys))


class Sentences(Struct, frozen=True, eq=False, dict=True):
    """The sentences of a body, as far as they are long enough to be aligned."""

    each: tuple[Sentence, ...]

    @cached_property
    def words(self) -> int:
        """Tokens of all of them."""
        return sum(sentence.end - sentence.start for sentence in self.each)


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


def split(text: str, tokens: Tokens, kinds: bytes, lang: str | None) -> Sentences:
    """The sentences of a body; rows of a table are none. ``kinds`` are those of its :class:`.facts.FactIndex`."""
    from syndicheck.matching.rows import rows_of_numbers  # most drafts are compared with nothing

    rows = rows_of_numbers(text, tokens)
    found: list[Sentence] = []
    index = 0
    most = 2 * MOST_WORDS if tokens.unspaced else MOST_WORDS
    for span in sentences(text, lang):
        start = bisect_left(tokens.starts, span.start, index)
        index = bisect_right(tokens.ends, span.end, start)
        if LEAST_WORDS <= index - start <= most and 2 * rows.count(1, start, index) < index - start:
            found.append(_sentence(tokens, kinds, start, index))
            if len(found) == MOST_SENTENCES:
                break
    return Sentences(tuple(found))


def _sentence(tokens: Tokens, kinds: bytes, start: int, end: int) -> Sentence:
    keys = tokens.keys[start:end]
    if tokens.unspaced:
        content = frozenset(map("".join, itertools.pairwise(keys)))
    else:
        content = frozenset([key for key in keys if len(key) >= CONTENT_LENGTH or key.isdigit()])
    # what is no fact is 0
    return Sentence(start, end, keys, content, frozenset(itertools.compress(keys, kinds[start:end])))


def align(a: Sentences, b: Sentences, least: int = 1, least_share: float = 0.0) -> Alignment | None:
    """Pair the sentences of two texts; ``None`` when fewer than ``least`` of either are like another, or these are
    less than ``least_share`` of both texts.
    """
    close = _close(a, b)
    if _too_few(close, a, b, least, least_share):
        return None
    alike = [(i, j, weight) for i, j, common in close if (weight := _likeness(a.each[i], b.each[j], common))]
    if _too_few(alike, a, b, least, least_share):
        return None
    return _aligned(a, b, alike)


def _close(a: Sentences, b: Sentences) -> list[tuple[int, int, int]]:
    """The pairs of sentences that have content words enough in common, in order, and how many."""
    bearers = _bearers(b)
    found: list[tuple[int, int, int]] = []
    for i, sentence in enumerate(a.each):
        counted = Counter(itertools.chain.from_iterable(map(bearers.get, sentence.content, itertools.repeat(()))))
        found += sorted((i, j, common) for j, common in counted.items() if common >= LEAST_COMMON)
    return found


@lru_cache(maxsize=COMPARED)
def _bearers(sentences: Sentences) -> Mapping[str, list[int]]:
    """The places of the sentences that have a content word, in order."""
    found: dict[str, list[int]] = {}
    for place, sentence in enumerate(sentences.each):
        for word in sentence.content:
            found.setdefault(word, []).append(place)
    return found


def _too_few(
    pairs: Sequence[tuple[int, int, float]], a: Sentences, b: Sentences, least: int, least_share: float
) -> bool:
    """Whether there are fewer sentences in pairs than are needed, or less text of both."""
    here, there = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    if min(len(here), len(there)) < least:
        return True
    tokens_a = sum(a.each[place].end - a.each[place].start for place in here)
    tokens_b = sum(b.each[place].end - b.each[place].start for place in there)
    return max(tokens_a / a.words, tokens_b / b.words) < least_share


def _aligned(a: Sentences, b: Sentences, alike: Sequence[tuple[int, int, float]]) -> Alignment:
    chain = _in_order(alike)
    pairs = [(a.each[i], b.each[j]) for i, j in chain]
    agreed = {fact for one, other in pairs for fact in one.facts & other.facts}
    facts_a = {fact for one, _ in pairs for fact in one.facts}
    facts_b = {fact for _, other in pairs for fact in other.facts}
    fewest = min(len({i for i, _, _ in alike}), len({j for _, j, _ in alike}))
    return Alignment(
        pairs=tuple(((one.start, one.end), (other.start, other.end)) for one, other in pairs),
        share_a=sum(one.end - one.start for one, _ in pairs) / a.words,
        share_b=sum(other.end - other.start for _, other in pairs) / b.words,
        in_order=min(1.0, len(chain) / fewest),
        agreed=tuple(sorted(agreed)),
        agreement=len(agreed) / max(1, min(len(facts_a), len(facts_b))),
        own_subjects=min(
            _subjects([one for one, _ in pairs], [other for _, other in pairs]),
            _subjects([other for _, other in pairs], [one for one, _ in pairs]),
        ),
    )


def _subjects(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> int:
    counted = Counter(fact for sentence in mine for fact in sentence.facts)
    words = {word for sentence in theirs for word in sentence.keys}
    return sum(count > 1 and fact not in words for fact, count in counted.items())


def _likeness(one: Sentence, other: Sentence, common: int) -> float:
    """0 where two sentences with so many content words in common do not say the same, else how much they do (0…1)."""
    overlap = common / min(len(one.content), len(other.content))
    if overlap >= LEAST_OVERLAP:
        return overlap
    from rapidfuzz import fuzz

    wording = fuzz.ratio(one.wording, other.wording, score_cutoff=LEAST_WORDING)
    return wording / 100


def _in_order(alike: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest set of pairs that rises on both sides (pairs come sorted by ``i``, then ``j``); of several as heavy
    ones that of the first pairs.

    Lists of prices have thousands of alike sentences. So the heaviest chain that ends before a ``j`` is kept in a tree
    of prefixes (Fenwick 1994), which is asked and brought up to date in as many steps as ``j`` has bits.
    """
    weights: list[float] = []
    before: list[int] = []
    size = max(j for _, j, _ in alike) + 1
    heaviest = [(0.0, 1)] * (size + 1)  # the weight of a chain, and the place of its last pair, turned round
    for _, group in itertools.groupby(enumerate(alike), lambda numbered: numbered[1][0]):
        ended: list[tuple[int, tuple[float, int]]] = []
        for place, (_, j, weight) in group:
            best, at = (0.0, 1), j
            while at:
                best = max(best, heaviest[at])
                at &= at - 1
            weights.append(best[0] + weight)
            before.append(-best[1])
            ended.append((j + 1, (weights[place], -place)))
        for at, chain_so_far in ended:  # those of one sentence do not follow each other
            while at <= size:
                heaviest[at] = max(heaviest[at], chain_so_far)
                at += at & -at
    at = max(range(len(alike)), key=weights.__getitem__)
    chain: list[tuple[int, int]] = []
    while at >= 0:
        chain.append(alike[at][:2])
        at = before[at]
    return chain[::-1]


class Shuffled(Struct, frozen=True):
    """Sentences that say the same in another order.

    ``sentences`` is how many of the text that has fewer have an alike one in the other, ``share`` the part of that
    text's words that lie in them, of the text where this is less; ``agreed`` lists the facts that both have in them,
    ``agreement`` is their part of all facts there, of the text with fewer.
    """

    sentences: int
    share: float
    agreed: tuple[str, ...]
    agreement: float


def in_any_order(a: Sentences, b: Sentences) -> Shuffled | None:
    """What two texts say alike whatever the order; ``None`` without an alike sentence."""
    alike = [(i, j) for i, j, common in _close(a, b) if _likeness(a.each[i], b.each[j], common)]
    if not alike:
        return None
    sides = ((a, {i for i, _ in alike}), (b, {j for _, j in alike}))
    facts = [{fact for n in held for fact in text.each[n].facts} for text, held in sides]
    agreed = facts[0] & facts[1]
    return Shuffled(
        sentences=min(len(held) for _, held in sides),
        share=min(sum(text.each[n].end - text.each[n].start for n in held) / text.words for text, held in sides),
        agreed=tuple(sorted(agreed)),
        agreement=len(agreed) / max(1, min(map(len, facts))),
    )


def as_spans(alignment: Alignment, a: Tokens, b: Tokens) -> list[tuple[Span, Span]]:
    """The paired sentences as spans of the two originals."""
    return [
        (Span(a.starts[i], a.ends[i_end - 1]), Span(b.starts[j], b.ends[j_end - 1]))
        for (i, i_end), (j, j_end) in alignment.pairs
    ]
