"""What a stretch of text counts: numbers, dates, weekdays and units by value, however they are written.

``six`` = ``6``, ``2.3 million`` = ``2,300,000``, ``3 March`` = ``March 3``, ``6月`` = ``六月``. Anchors say the same of
a whole text, but round what they find, because translators do; here a digit counts. A word or a figure that may be
read in several ways (``1.234``) keeps them all.
"""

from __future__ import annotations

from itertools import chain

from syndicheck.fingerprint.anchors import written
from syndicheck.matching import measured, percents
from syndicheck.matching.belownought import with_minus_word
from syndicheck.matching.changes import Months
from syndicheck.matching.dates import Dates
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.figures import Figures
from syndicheck.matching.said import NUMBER, Said
from syndicheck.matching.timesofday import TimesOfDay
from syndicheck.matching.writtenout import WrittenOut

AROUND, AROUND_UNSPACED = 10, 24
"""Tokens beside a piece that are read with it: a number may be of several words, and its month stands beside it."""

REMEMBERED = 10_000
"""Neighbourhoods that are kept when they were read: each is asked for in every pass over the differences."""


class Quantities:
    """A text whose quantities are read where they are asked for."""

    def __init__(self, prepared: Prepared, months: Months) -> None:
        self._tokens = prepared.tokens
        self._around = AROUND_UNSPACED if prepared.tokens.unspaced else AROUND
        self._even = written.even(prepared.text)
        self._tongue = written.tongue(self._even, prepared.lang)
        self._times = TimesOfDay(self._even, self._tongue)
        self._figures = Figures(self._even, self._tongue, self._times)
        self._words = WrittenOut(self._even, self._tongue, self._times)
        self._dates = Dates(self._even, self._tongue, months, prepared.lang)
        self._read_before: dict[tuple[int, int], list[Said]] = {}

    def at(self, start: int, end: int, first: int, last: int) -> list[Said]:
        """What is counted at ``text[start:end]``, if only a part of it; ``first`` and ``last`` are the tokens there."""
        return [
            said
            for said in self.around(first, last)
            if (said.start < end and said.end > start) or (start == end and said.start < start < said.end)
        ]

    def around(self, first: int, last: int) -> list[Said]:
        """What is counted in the neighbourhood of tokens, in the order of the text."""
        starts, ends = self._tokens.starts, self._tokens.ends
        if not len(starts):
            return []
        low, high = max(0, first - self._around), min(len(starts), last + self._around)
        if low >= high:
            return []
        span = starts[low], ends[high - 1]
        if span not in self._read_before:
            if len(self._read_before) >= REMEMBERED:
                self._read_before.clear()
            self._read_before[span] = self._read(*span)
        return self._read_before[span]

    def inside_dates(self, first: int, last: int) -> list[tuple[int, int]]:
        """What stands between the parts of dates in the neighbourhood of tokens: the *de* of 14 de mayo de 2026."""
        return self._dates.between(self.around(first, last))

    def written(self, said: Said) -> tuple[str, str, bool]:
        """A number without what makes it another power of ten, to be compared: all of its figures, its first figures or
        words as they stand there, and whether it is below nought.
        """
        digits = "".join(filter(str.isdigit, self._even[said.start : said.end]))
        first = self._even[said.start : said.figures].lower().replace(",", ".")
        return digits, first, any(isinstance(value, float) and value < 0 for value in said.values)

    def is_minus_a_word(self, said: Said) -> bool:
        """Whether a number begins with a word that says it is below nought."""
        return said.kind == NUMBER and self.written(said)[2] and self._even[said.start].isalpha()

    def _words_at(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The words at ``text[start:end]``, made even, with where each begins and ends; none where they run on."""
        if written.runs_on(self._tongue):
            return []
        words, starts, ends = written.words(self._even[start:end])
        return [(word, start + first, start + last) for word, first, last in zip(words, starts, ends, strict=True)]

    def _read(self, start: int, end: int) -> list[Said]:
        words = self._words_at(start, end)
        found: list[Said] = [
            *self._figures.find(start, end),
            *self._words.find(start, end, words),
            *self._times.noon_or_midnight(start, end),
            *percents.in_signs(self._even, start, end, self._tongue),
        ]
        found.sort(key=lambda said: (said.start, -said.end))
        found = [with_minus_word(said, self._even, self._tongue) for said in _apart(found)]
        names = list(self._dates.names(start, end, words))
        dated = self._dates.dated(found, names)
        counted = [measured.with_units(said, self._even, self._tongue) for said in dated]
        taken = [with_units[0].outer for with_units in counted]
        alone = measured.alone(words, self._tongue, taken)
        return sorted([*chain.from_iterable(counted), *alone], key=lambda said: said.start)


def _apart(found: list[Said]) -> list[Said]:
    """Without those that lie in another one: 两 in 两千."""
    kept: list[Said] = []
    for said in found:
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return kept
