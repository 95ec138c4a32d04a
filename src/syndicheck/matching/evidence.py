"""What there is to say about two texts before anybody judges: passages, shares, layout, facts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from sys import intern
from typing import TYPE_CHECKING

from msgspec import Struct

from syndicheck.fingerprint.shingles import shingle_size
from syndicheck.matching.facts import Contrast, FactIndex, contrast, index_facts
from syndicheck.matching.layout import Layout, lay_out
from syndicheck.matching.passages import Stretch, as_passages, lengths_up_to, measure, share, shares, stretches
from syndicheck.matching.rewrite import Sentences, split
from syndicheck.matching.runs import GramIndex, Run, equal_runs, grams_of, index_grams, longer_grams
from syndicheck.model.matches import Passage
from syndicheck.model.spans import Span
from syndicheck.text import Tokens, tokenise
from syndicheck.text.quotations import quotations

if TYPE_CHECKING:
    from syndicheck.matching.fillings import Fillings
    from syndicheck.matching.gaps import Gaps
    from syndicheck.model.marks import Mark

REMEMBERED = 4_000
"""Texts whose tokens are kept: as many as are held ready to be compared (``linking.CACHED_TEXTS``)."""

COMPARED = 256
"""Texts of which what comparisons ask for is kept."""

LONG = 100_000
"""Characters from which on a text is not remembered: there may be many of them."""

CHARACTERS_PER_WORD = 2.4
"""Tokens (characters) that count as one word where a script has no blanks: 60 characters are as much as 25 words."""


class Prepared(Struct, frozen=True, eq=False, dict=True):
    """A text ready to be compared.

    ``tokens`` are those of the body: of the text without its ``marks``. ``breaks`` names the tokens before which a mark
    was left out. Kept small, because thousands of these are cached.
    """

    text: str
    marks: tuple[Mark, ...]
    tokens: Tokens
    breaks: tuple[int, ...]
    title: str | None = None
    lang: str | None = None

    @property
    def words(self) -> float:
        """Length of the body in words, or what corresponds to them in a script without blanks."""
        return len(self.tokens.keys) / (CHARACTERS_PER_WORD if self.tokens.unspaced else 1)

    @cached_property
    def facts(self) -> FactIndex:
        """Where its facts are; looked for when the first comparison asks."""
        return index_facts(self.text, self.tokens, self.lang)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Where somebody else speaks; looked for when the first comparison asks."""
        return quotations(self.text)

    @cached_property
    def sentences(self) -> Sentences:
        """Its sentences, ready to be aligned; divided when the first comparison asks."""
        return split(self.text, self.tokens, self.facts.kinds, self.lang)


def prepare(text: str, marks: Sequence[Mark], title: str | None = None, lang: str | None = None) -> Prepared:
    """Make a text ready for :func:`compare`. ``marks`` are those found in this very text (``TextKind.BODY``)."""
    spans = sorted(mark.span for mark in marks)
    tokens = body_tokens(text, tuple(spans))
    return Prepared(
        text=text,
        marks=tuple(marks),
        tokens=tokens,
        breaks=_breaks(tokens, spans),
        title=title,
        lang=lang,
    )


def body_tokens(text: str, spans: tuple[Span, ...]) -> Tokens:
    """The tokens of a text without these spans, in little room, Serbian in one of its alphabets. The last ones are
    remembered: a text that was just stored is compared next.
    """
    return _remembered_tokens(text, spans) if len(text) <= LONG else _tokens(text, spans)


def _tokens(text: str, spans: tuple[Span, ...]) -> Tokens:
    found = tokenise(text, spans)
    return Tokens(list(map(intern, in_one_alphabet(found.keys, text))), found.starts, found.ends, found.unspaced)


def in_one_alphabet(keys: list[str], text: str) -> list[str]:
    """The words of a text as they are compared: Serbian may be written in two alphabets."""
    if "ј" not in text and "Ј" not in text:  # both are Cyrillic, and every text in that alphabet has one
        return keys
    from syndicheck.text.serbian import in_latin  # few texts ask

    return in_latin(keys)


_remembered_tokens = lru_cache(maxsize=REMEMBERED)(_tokens)


def _breaks(tokens: Tokens, spans: Sequence[Span]) -> tuple[int, ...]:
    positions = {bisect_left(tokens.starts, span.end) for span in spans}
    return tuple(sorted(p for p in positions if 0 < p < len(tokens.keys)))


class Evidence(Struct, frozen=True, eq=False, dict=True):
    """All that the classes are judged by. Side A is the shorter body. What most pairs are not asked for is looked at
    when somebody asks.
    """

    a: Prepared
    b: Prepared
    runs: Sequence[Run]
    stretches: Sequence[Stretch]
    share_a: float
    share_b: float
    resemblance: float

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The copied passages, as spans of the two originals."""
        return as_passages(self.stretches, self.a.tokens, self.b.tokens)

    @cached_property
    def copied(self) -> int:
        """Equal tokens in all passages."""
        return sum(stretch.equal for stretch in self.stretches)

    @cached_property
    def layout(self) -> Layout | None:
        """How the runs of equal tokens lie to each other."""
        return lay_out(self.runs, self.a.tokens.keys, self.b.tokens.keys)

    @cached_property
    def covered(self) -> tuple[bytes, bytes]:
        """For each token of A and of B whether it lies in a run of equal ones."""
        covered_a, covered_b = bytearray(len(self.a.tokens.keys)), bytearray(len(self.b.tokens.keys))
        for a, b, size in self.runs:
            covered_a[a : a + size] = covered_b[b : b + size] = b"\x01" * size
        return bytes(covered_a), bytes(covered_b)

    @cached_property
    def contrast(self) -> Contrast:
        """How the facts of the two differ."""
        if self.layout is None:
            return Contrast()
        return contrast(self.a.facts, self.b.facts, self.covered, self.layout.slots)

    @cached_property
    def gaps(self) -> Gaps:
        """Where the two differ, word by word; without a copied run there is nothing to stand between."""
        from syndicheck.matching.gaps import Gaps, find_gaps  # most drafts have no match that asks

        if self.layout is None:
            return Gaps((), self.covered)
        a, b = self.a, self.b
        return find_gaps(self.layout, self.covered, (a.text, a.tokens), (b.text, b.tokens))

    @cached_property
    def fillings(self) -> Fillings:
        """What the two have in the same small places."""
        from syndicheck.matching.daynames import names_day
        from syndicheck.matching.fillings import Fillings, find_fillings

        if self.layout is None:
            return Fillings()
        a, b = self.a, self.b
        unspaced, lang = a.tokens.unspaced or b.tokens.unspaced, a.lang or b.lang
        last = self.layout.chain[-1]
        return find_fillings(a.facts, b.facts, self.gaps, last, unspaced, lambda word: names_day(word, lang))

    @property
    def least(self) -> float:
        """The lesser of the two shares."""
        return min(self.share_a, self.share_b)

    @property
    def most(self) -> float:
        """The greater of the two shares."""
        return max(self.share_a, self.share_b)


def gather(a: Prepared, b: Prepared) -> Evidence:
    """Align two bodies and measure what they share. ``a`` is the shorter one."""
    keys_a, keys_b = a.tokens.keys, b.tokens.keys
    lengths = measure(a.tokens, b.tokens)
    one, other = _compared(a), _compared(b)
    if a.tokens.unspaced == b.tokens.unspaced:
        grams_a, grams_b = one.grams, other.grams
    else:
        grams_a, grams_b = (index_grams(grams_of(keys, lengths.run)) for keys in (keys_a, keys_b))
    runs = equal_runs(keys_a, keys_b, grams_a, grams_b, lengths.run)
    found = stretches(runs, lengths.gap, a.breaks, b.breaks)
    share_a, share_b = shares(found, a.tokens, b.tokens, (one.lengths, other.lengths))
    return Evidence(
        a=a,
        b=b,
        runs=runs,
        stretches=found,
        share_a=share_a,
        share_b=share_b,
        resemblance=_resemblance(one.shingles, other.shingles),
    )


class _Compared(Struct, frozen=True):
    """What comparisons ask of a text again and again: its n-grams by place, its shingles, and how many characters its
    words have up to each place. Larger than the text itself.
    """

    grams: GramIndex
    shingles: frozenset[int]
    lengths: list[int]


def _compared(prepared: Prepared) -> _Compared:
    """One text is compared with many, one after the other: the last few are remembered."""
    return _remembered_compared(prepared) if len(prepared.text) <= LONG else _made(prepared)


def _made(prepared: Prepared) -> _Compared:
    tokens = prepared.tokens
    size, run = shingle_size(tokens), measure(tokens, tokens).run
    shingles = grams_of(tokens.keys, min(size, len(tokens.keys)))
    # a text too short for one shingle has no run either
    grams = longer_grams(shingles, run - size) if size < run <= 2 * size else grams_of(tokens.keys, run)
    return _Compared(index_grams(grams), frozenset(shingles), lengths_up_to(tokens))


_remembered_compared = lru_cache(maxsize=COMPARED)(_made)


@lru_cache(maxsize=COMPARED)
def word_counts(prepared: Prepared) -> Mapping[str, int]:
    """How often each word stands in a body; of the last few texts that were asked for."""
    return Counter(prepared.tokens.keys)


def _resemblance(a: frozenset[int], b: frozenset[int]) -> float:
    common = len(a & b)
    return common / (len(a) + len(b) - common) if common else 0.0


def marked_share(prepared: Prepared) -> float:
    """The part of a text, by characters and about, that lies in marks."""
    return sum(len(mark.span) for mark in prepared.marks) / max(1, len(prepared.text))


def whole_shares(e: Evidence) -> tuple[float, float]:
    """The two shares with nothing left out."""
    if not (e.a.marks and e.b.marks):
        return e.share_a, e.share_b
    a, b = body_tokens(e.a.text, ()), body_tokens(e.b.text, ())
    lengths = measure(a, b)
    grams_a, grams_b = (index_grams(grams_of(one.keys, lengths.run)) for one in (a, b))
    runs = equal_runs(a.keys, b.keys, grams_a, grams_b, lengths.run)
    found = as_passages(stretches(runs, lengths.gap), a, b)
    return share(a, [p.a for p in found]), share(b, [p.b for p in found])
