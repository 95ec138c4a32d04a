"""Numbers in words, by value: twenty-two, two hundred and five, zweiundzwanzig, 二亿三千万."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import magnitudes, numbers
from syndicheck.fingerprint.anchors.spelled import counted_words
from syndicheck.fingerprint.anchors.written import BLANKLESS, HAN_SCRIPTS, Tongue
from syndicheck.matching import percents, powers, units
from syndicheck.matching.particles import LARGE, fractions, half_to, number_words
from syndicheck.matching.said import NUMBER, Said
from syndicheck.matching.timesofday import TimesOfDay

_JOINT = expression(r"(?:[ -]|(?: |-)([^\W\d_]{1,3})(?: |-))\Z")
_HUNDRED, _TEENS = 100, range(10, 20)
_HYPHENED = 3
"""Words of a number with hyphens that stands in the table as one."""

_LONGEST_HALF_TO = 8
"""Characters before an hour in which a word may say half an hour less, with its blanks."""

_PREFIXED = 5
"""Letters of a number word that may begin with a preposition."""


class WrittenOut:
    """The numbers in words in a text, made even, of a language."""

    def __init__(self, even: str, tongue: Tongue, times: TimesOfDay) -> None:
        self._even = even
        self._tongue = tongue
        self._times = times
        self._words = number_words(tongue.code)
        self._of_units = units.of_two_words(tongue.code)
        self._fraction_words, self._half_to = fractions(tongue.code), half_to(tongue.code)
        self._counts: dict[str, float | None] = {}

    def find(self, start: int, end: int, words: Sequence[tuple[str, int, int]]) -> Iterator[Said]:
        """The numbers in words at ``even[start:end]``, where ``words`` stand."""
        even, tongue = self._even, self._tongue
        if tongue.script in HAN_SCRIPTS:
            yield from _in_parts(self._numerals_of_han(start, end))
            return
        if tongue.script in BLANKLESS:
            for first, stop, value in counted_words(even[start:end], tongue.code):
                first, stop = first + start, stop + start
                power, behind = magnitudes.power_behind(even, stop, tongue)
                last = behind if power else stop
                yield Said(NUMBER, first, last, frozenset((powers.exact(value * 10.0**power),)), stop, (first, last))
            return
        yield from self._fractions(words)
        yield from self._half_hours(self._summed(self._number_words(words)))

    def _fractions(self, words: Iterable[tuple[str, int, int]]) -> Iterator[Said]:
        """The half and the quarter of something, which count where the other text has a number, too."""
        if not self._fraction_words:
            return
        for word, first, last in words:
            value = self._fraction_words.get(word.lower())
            if value is not None:
                values: frozenset[float | str] = frozenset((value, percents.of_hundred(value * 100)))
                yield Said(NUMBER, first, last, values, last, (first, last), weak=True)

    def _half_hours(self, found: Iterator[Said]) -> Iterator[Said]:
        """The numbers, and with them the times that say half an hour before: halb drei."""
        for said in found:
            ahead = self._even[max(0, said.start - _LONGEST_HALF_TO) : said.start].lower()
            word = next((one for one in self._half_to if ahead.endswith(f" {one} ")), None)
            hour = _value(said)
            if word is not None and hour in range(1, 13):
                first = said.start - len(word) - 1
                before = int(hour - 1) % 12
                times: frozenset[float | str] = frozenset((f"{before}:30", f"{before + 12}:30"))
                yield Said(NUMBER, first, said.end, times, said.end, (first, said.end))
            else:
                yield said

    def _numerals_of_han(self, start: int, end: int) -> Iterator[Said]:
        even, tongue = self._even, self._tongue
        for match in numbers.HAN.finditer(even, start, end):
            run, stop = match.group(), match.end()
            counted = len(run) > 1 or even[stop : stop + 1] in numbers.HAN_COUNTED
            power, behind = magnitudes.power_behind(even, stop, tongue)
            value = powers.exact(numbers.han_value(run) * 10.0**power)
            last = behind if power else stop
            low, values = match.start(), frozenset[float | str]((value,))
            if (time := self._times.of_hour(value, low, stop)) is not None:
                values, low = values | {time[0]}, time[1]
            yield Said(NUMBER, low, last, values, stop, (low, last), not counted)

    def _number_words(self, words: Sequence[tuple[str, int, int]]) -> Iterator[_Part]:
        """The words that are numbers or parts of such, each with the power of ten behind it."""
        before, done, hyphened = "", 0, self._words.hyphened
        for place, (word, first, last) in enumerate(words):
            value = self._value(word)
            ahead, before = before, word
            if value is None and word.lower() not in self._words.ones and not hyphened:
                continue
            if first < done or ahead.lower() in self._of_units.get(word.lower(), ()):
                continue
            if hyphened and (several := self._hyphened(words, place)):
                value, last = several
            one = value is None and word.lower() in self._words.ones
            if value is None and not one:
                continue
            power, behind = powers.behind(self._even, last, self._tongue)
            done = behind if power else last
            yield _Part(1.0 if value is None else value, power, first, last, done, one and not power)

    def _value(self, word: str) -> float | None:
        if word not in self._counts:
            self._counts[word] = self._value_of(word.lower())
        return self._counts[word]

    def _hyphened(self, found: Sequence[tuple[str, int, int]], place: int) -> tuple[float, int] | None:
        """What several words with hyphens between them say together, and where they end: dix-sept, quatre-vingt."""
        if self._even[found[place][2] : found[place][2] + 1] != "-":
            return None
        for behind in range(min(len(found), place + _HYPHENED), place + 1, -1):
            words = "-".join(word for word, _, _ in found[place:behind]).lower()
            if words in self._words.hyphened and found[behind - 1][2] - found[place][1] == len(words):
                return self._words.values[words], found[behind - 1][2]
        return None

    def _value_of(self, word: str) -> float | None:
        """What a number word says; in Arabic and Hebrew prepositions are one with it."""
        found = self._words.value(word)
        if found is None and "\u0590" <= word[0] < "\u0700" and len(word) >= _PREFIXED:
            return self._words.values.get(word[1:])
        return found

    def _summed(self, parts: Iterator[_Part]) -> Iterator[Said]:
        """Words that together are one number: twenty-two, two hundred and five, three thousand five hundred."""
        number: _Number | None = None
        for part in parts:
            if number is not None and self._join(number.last, part) and number.takes(part, self._words.scores):
                continue
            if number is not None:
                yield self._said(number)
            number = None if part.one else _Number(part)
        if number is not None:
            yield self._said(number)

    def _said(self, number: _Number) -> Said:
        """The number; one that is a word of another meaning as often is weak, as all are in Vietnamese."""
        first = number.first
        word = self._even[first.start : first.figures].lower()
        by_chance = word in self._words.by_chance and not first.power
        return number.said(by_chance or self._tongue.code == "vi")

    def _join(self, before: _Part, part: _Part) -> bool:
        """Whether two words may be of one number: with a blank or a hyphen between them, or a short word that joins."""
        joint = _JOINT.fullmatch(self._even, before.end, part.start)
        if joint is None or (joint[1] is not None and joint[1].lower() not in self._words.between):
            return False
        return not (part.one and joint.group() == " ")


class _Part(NamedTuple):
    """A word at ``text[start:figures]`` that says a number, with the power of ten that ends at ``end``; ``one`` marks
    what is a number only as the end of a larger one.
    """

    value: float
    power: int
    start: int
    figures: int
    end: int
    one: bool


class _Number:
    """A number in words, of which the first ones were read."""

    def __init__(self, first: _Part) -> None:
        self.first = self.last = first
        self._whole = 0.0
        self._terms = [first.value]
        self._powers: list[int] = []
        if first.power:
            self._close(first.power)

    def takes(self, part: _Part, scores: frozenset[float]) -> bool:
        """Whether the next word belongs to the number; it is added then."""
        terms, value = list(self._terms), part.value
        if not terms:
            if not 1 <= value < 10.0 ** self._powers[-1]:
                return False
            terms.append(value)
        elif value == _HUNDRED and 1 <= terms[-1] < _HUNDRED:
            terms[-1] *= _HUNDRED
        elif terms[-1] >= LARGE and 1 <= value < _last_power(terms[-1]):
            terms.append(value)
        elif terms[-1] in scores and value in _TEENS:
            terms[-1] += value
        else:
            return False
        if part.power and self._powers and part.power >= self._powers[-1]:
            return False
        self._terms, self.last = terms, part
        if part.power:
            self._close(part.power)
        return True

    def said(self, ambiguous: bool) -> Said:
        """The number; a word that is a number only by chance, or says one, is weak when it stands alone."""
        value = powers.exact(self._whole + sum(self._terms))
        start, end = self.first.start, self.last.end
        alone = self.first is self.last
        weak = alone and (ambiguous or (self.first.value == 1 and not self.first.power))
        values: frozenset[float | str] = frozenset((value,))
        if alone and 0 < value < 1:
            values |= {percents.of_hundred(value * 100)}
        return Said(NUMBER, start, end, values, self.last.figures, (start, end), weak)

    def _close(self, power: int) -> None:
        """Take what was read so far as so many of a power of ten."""
        self._whole += sum(self._terms) * 10.0**power
        self._terms = []
        self._powers.append(power)


def _in_parts(found: Iterable[Said]) -> Iterator[Said]:
    """Numerals that go on with a lower power of ten, as one: 二亿三千万."""
    before: Said | None = None
    for said in found:
        if before is not None and before.end == said.start and _value(said) < _value(before):
            value = _value(before) + _value(said)
            outer = (before.start, said.end)
            before = Said(NUMBER, before.start, said.end, frozenset((value,)), said.figures, outer)
            continue
        if before is not None:
            yield before
        before = said
    if before is not None:
        yield before


def _value(said: Said) -> float:
    """The value of a number that has one reading."""
    return next(value for value in said.values if isinstance(value, float))


def _last_power(value: float) -> float:
    """How large what follows may be: 20 may be followed by less than 10, 300 by less than 100."""
    power = 1.0
    while value % (power * 10) == 0 and power < value:
        power *= 10
    return power
