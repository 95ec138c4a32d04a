"""Long wordings, found although figures, names and single words differ: notices, footers, self-descriptions.

An index from pairs of neighbouring words to phrases proposes the few that a line may be; edit distance on words
decides. A line is looked up once for all phrases, so the cost does not grow with the catalogue.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.marks.entries import Entry, Organisation
from syndicheck.marks.templates import variants
from syndicheck.model.spans import Span
from syndicheck.text import Tokens, sentences, tokenise, words_of

LEAST_SHARE = 0.3
"""Part of a phrase's word pairs that a line must have for the phrase to be tried."""

SHORT_PHRASE = 8
LEAST_SHARE_SHORT = 0.5
"""The same for phrases of few words, of which a single pair is a good part."""

TRIED = 6
"""Phrases tried on one line at most, best first."""

LEAST_RATIO = 0.8
"""Normalised edit similarity on words from which a wording counts as this phrase."""

WHOLE_PARAGRAPH = 0.8
"""A phrase that fills this part of its paragraph takes the whole of it."""

PREFIX_WORDS = 8
"""A phrase of at least so many words that begins a paragraph takes the whole of it: many entries are beginnings."""

LEAST_WORDS = 2
"""A wording of one word is no phrase."""

_CLASS = expression(r"\{[A-Z]+\??\}")


class Phrase(Struct, frozen=True):
    """One wording of one entry, as word keys."""

    entry: Entry
    organisation: Organisation
    keys: tuple[str, ...]
    pairs: int
    """Different pairs of neighbouring words."""


class Found(Struct, frozen=True):
    """A phrase recognised at a span of the original text, with its similarity in 0…1."""

    phrase: Phrase
    span: Span
    score: float


def phrase_words(wording: str) -> tuple[str, ...]:
    """The word keys of a wording, its classes left out."""
    return tuple(tokenise(_CLASS.sub(" ", wording)).keys)


class PhraseIndex:
    """All phrases of a catalogue."""

    def __init__(self, phrases: Sequence[tuple[Organisation, Entry]], known: Mapping[str, tuple[str, ...]]) -> None:
        """``known`` are the words of wordings that were cut up already."""
        self._phrases: list[Phrase] = []
        self._by_pair: dict[tuple[str, str], list[int]] = {}
        for owner, entry in phrases:
            for wording in variants(owner, entry):
                keys = known.get(wording) or phrase_words(wording)
                if len(keys) >= LEAST_WORDS:
                    self._add(Phrase(entry, owner, keys, len(set(pairwise(keys)))))
        self._least = [_least_share(phrase) * phrase.pairs for phrase in self._phrases]
        self._pairs = frozenset(self._by_pair)  # to meet two sets is quick, a set and a dictionary is not

    def _add(self, phrase: Phrase) -> None:
        for pair in set(pairwise(phrase.keys)):
            self._by_pair.setdefault(pair, []).append(len(self._phrases))
        self._phrases.append(phrase)

    def worth_reading(self, lines: Iterable[str]) -> list[int]:
        """The numbers of the (case-folded) lines that may hold a phrase; words only, without their places."""
        worth = []
        for number, line in enumerate(lines):
            words = words_of(line)
            common = self._pairs.intersection(pairwise(words))
            if not common:
                continue
            hits: dict[int, int] = {}
            for pair in common:
                for phrase in self._by_pair[pair]:
                    hits[phrase] = hits.get(phrase, 0) + 1
            for phrase, count in hits.items():
                if count >= self._least[phrase]:
                    worth.append(number)
                    break
        return worth

    def find(self, paragraph: str) -> Iterator[Found]:
        """The phrases in one paragraph (original text); spans count in it."""
        tokens = tokenise(paragraph)
        places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, pair in enumerate(pairwise(tokens.keys)):
            if pair in self._pairs:
                places[pair].append(place)
        hits: Counter[int] = Counter()
        for pair, several in places.items():
            for number in self._by_pair[pair]:
                hits[number] += len(several)
        shares = {number: count / (len(self._phrases[number].keys) - 1) for number, count in hits.items()}
        for number in sorted(shares, key=lambda n: (-shares[n], n))[:TRIED]:
            if shares[number] < LEAST_SHARE:
                break
            if shares[number] < _least_share(self._phrases[number]):
                continue
            own = set(pairwise(self._phrases[number].keys))
            of_phrase = sorted(place for pair, several in places.items() if pair in own for place in several)
            found = self._verify(paragraph, tokens, self._phrases[number], of_phrase)
            if found is not None:
                yield found

    def _verify(self, paragraph: str, tokens: Tokens, phrase: Phrase, places: Sequence[int]) -> Found | None:
        """The window around the hits, widened to what the phrase's length asks for, if it is this phrase."""
        length = len(phrase.keys)
        low, high = _densest(places, length)
        low, high = max(0, low), min(len(tokens), high + 2)
        score, low, high = _best_window(tokens.keys, phrase.keys, low, high)
        if score < LEAST_RATIO or not _allowed(phrase.entry, paragraph[tokens.starts[low] : tokens.ends[high - 1]]):
            return None
        filled = (high - low) / len(tokens)
        begins = low <= 1 and length >= PREFIX_WORDS
        if filled >= WHOLE_PARAGRAPH or (begins and phrase.entry.where in ("line", "tail")):
            return Found(phrase, Span(0, len(paragraph)), score)
        return Found(phrase, _whole_sentences(paragraph, tokens.starts[low], tokens.ends[high - 1]), score)


def _least_share(phrase: Phrase) -> float:
    return LEAST_SHARE if len(phrase.keys) > SHORT_PHRASE else LEAST_SHARE_SHORT


def _densest(places: Sequence[int], length: int) -> tuple[int, int]:
    """First and last place of the stretch of at most ``1.3 × length`` words with the most hits."""
    best, best_range, start = 0, (places[0], places[0]), 0
    for end in range(len(places)):
        while places[end] - places[start] > 1.3 * length:
            start += 1
        if end - start + 1 > best:
            best, best_range = end - start + 1, (places[start], places[end])
    return best_range


def _best_window(keys: Sequence[str], phrase: Sequence[str], low: int, high: int) -> tuple[float, int, int]:
    """The best of the few windows that begin and end near the hits, of those that may be like enough: (similarity, low,
    high).
    """
    missing = max(0, len(phrase) - (high - low))
    best = (0.0, low, high)
    for before in {0, missing, missing // 2}:
        window = (max(0, low - before), min(len(keys), high + missing - before))
        words = keys[window[0] : window[1]]
        if _at_best(words, phrase) < LEAST_RATIO:
            continue
        from rapidfuzz.distance import Indel  # takes as long to load as to look for marks, and few texts come to this

        score = Indel.normalized_similarity(words, phrase)
        if score > best[0]:
            best = (score, *window)
    return best


def _at_best(words: Sequence[str], phrase: Sequence[str]) -> float:
    """The similarity if all words that both have stood in one order."""
    return 2 * (Counter(words) & Counter(phrase)).total() / max(1, len(words) + len(phrase))


def _allowed(entry: Entry, wording: str) -> bool:
    folded = wording.casefold()
    if entry.requires and not any(word.casefold() in folded for word in entry.requires):
        return False
    return not any(word.casefold() in folded for word in entry.unless)


def _whole_sentences(paragraph: str, low: int, high: int) -> Span:
    """The sentences of the paragraph that the range touches by more than a few characters."""
    inside = [s for s in sentences(paragraph) if min(s.end, high) - max(s.start, low) > 0.5 * len(s)]
    if not inside:
        return Span(low, high)
    start, end = inside[0].start, inside[-1].end
    if start < low and _glued(paragraph, low):
        start = low
    stop = high + 1 if paragraph[high : high + 1] in (".", "!", "?") else high
    if end > stop and _glued(paragraph, stop):
        end = stop
    return Span(start, end)


def _glued(text: str, at: int) -> bool:
    """Whether a sentence begins here without a blank before it: a line break was lost."""
    return 0 < at < len(text) and text[at].isupper() and not text[at - 1].isspace() and not text[at - 1].isupper()
