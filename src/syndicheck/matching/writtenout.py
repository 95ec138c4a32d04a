"""Numbers in words, by value: twenty-two, two hundred and five, zweiundzwanzig, 二亿三千万."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import magnitudes, numbers, written
from syndicheck.fingerprint.anchors.spelled import counted_words
from syndicheck.fingerprint.anchors.written import BLANKLESS, HAN_SCRIPTS, Tongue
from syndicheck.matching import powers
from syndicheck.matching.particles import LARGE, number_words
from syndicheck.matching.said import NUMBER, Said
from syndicheck.matching.timesofday import TimesOfDay

_JOINT = expression(r"(?:[ -]|(?: |-)([^\W\d_]{1,3})(?: |-))\Z")
_PREFIXED = 5
"""Letters of a number word that may begin with a preposition."""


class WrittenOut:
    """The numbers in words in a text, made even, of a language."""

    def __init__(self, even: str, tongue: Tongue, times: TimesOfDay) -> None:
        self._even = even
        self._tongue = tongue
        self._times = times
        self._words = number_words(tongue.code)
        self._counts: dict[str, float | None] = {}

    def find(self, start: int, end: int) -> Iterator[Said]:
        """The numbers in words at ``even[start:end]``."""
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
        yield from self._summed(self._number_words(start, end))

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

    def _number_words(self, start: int, end: int) -> Iterator[Said]:
        ambiguous = self._tongue.code == "vi"
        for word, first, last in zip(*written.words(self._even[start:end]), strict=True):
            if word not in self._counts:
                self._counts[word] = self._value_of(word.lower())
            value = self._counts[word]
            if value is None:
                continue
            first, last = first + start, last + start
            power, behind = powers.behind(self._even, last, self._tongue)
            stop = behind if power else last
            yield Said(
                NUMBER,
                first,
                stop,
                frozenset((powers.exact(value * 10.0**power),)),
                last,
                (first, stop),
                ambiguous or (value == 1 and not power),
            )

    def _value_of(self, word: str) -> float | None:
        """What a number word says; in Arabic and Hebrew prepositions are one with it."""
        found = self._words.value(word)
        if found is None and "\u0590" <= word[0] < "\u0700" and len(word) >= _PREFIXED:
            return self._words.values.get(word[1:])
        return found

    def _summed(self, parts: Iterator[Said]) -> Iterator[Said]:
        """Words that together are one number: twenty-two, two hundred and five."""
        before: Said | None = None
        for part in parts:
            if before is not None:
                joint = _JOINT.fullmatch(self._even, before.end, part.start)
                large, small = _value(before), _value(part)
                joined = joint is not None and (joint[1] is None or joint[1].lower() in self._words.between)
                if joined and small == 100 and 1 <= large < 100:
                    value = large * small
                elif joined and large >= LARGE and small >= 1 and small < _last_power(large):
                    value = large + small
                else:
                    yield before
                    before = part
                    continue
                before = Said(
                    NUMBER, before.start, part.end, frozenset((value,)), part.figures, (before.start, part.end)
                )
                continue
            before = part
        if before is not None:
            yield before


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
