"""Times of day by value: 8.30 p.m. = 20:30 = 20h30, 午後10時, noon and midnight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors.written import Tongue, runs_on
from syndicheck.matching.particles import halves, noons
from syndicheck.matching.said import NUMBER, Said

_CLOCK = expression(r"([01]?\d|2[0-3])(?:(?:[.:]| ?h ?)([0-5]\d))?\Z")
_HALF_DAY = expression(r" ?([ap])(?:\. ?m\b\.?| ?m\b)", re.IGNORECASE)
_OCLOCK = expression(r" ?(?:(?:uhr|uur|h|hrs|o'clock|heures?|horas?|час(?:ов|а)?|giờ)\b|[点點时時시])", re.IGNORECASE)
_AHEAD = expression(r"(?:\A|\s)(?:ore|godz\.|godzinie|kl\.|klo|kello|klockan|klokken|saat|pukul) ?\Z", re.IGNORECASE)
"""Words before a time of day."""

_LONGEST_AHEAD = 11
_LONGEST_HALF = 3
"""Characters before a time of day that may tell its half, with a blank."""


class TimesOfDay:
    """The times of day in a text, made even, of a language."""

    def __init__(self, even: str, tongue: Tongue) -> None:
        self._even = even
        self._tongue = tongue
        self._runs_on = runs_on(tongue)
        self._noons = noons(tongue.code.partition("-")[0])
        self._halves = halves(tongue.code.partition("-")[0])

    def in_figures(self, figures: str, start: int, end: int) -> tuple[Sequence[str], int, int]:
        """The times of day that figures at ``even[start:end]`` may say, and the span with what tells its
        half: 8.30 p.m. = 20:30 = 20h30.
        """
        match = _CLOCK.match(figures)
        if match is None:
            return (), start, end
        hour, minutes = int(match[1]), match[2] or "00"
        half = _HALF_DAY.match(self._even, end) if 1 <= hour <= 12 else None
        if half is not None and (self._tongue.code == "en" or "." in half.group()):  # am is a word elsewhere
            return (_time(hour, half[1], minutes),), start, half.end()
        word = self._noon_at(end + 1) if hour == 12 and self._even[end : end + 1] == " " else None
        if word is not None:
            return (f"{self._noons[word]}:{minutes}",), start, end + 1 + len(word)
        sign = _OCLOCK.match(self._even, end) or _AHEAD.search(self._even[max(0, start - _LONGEST_AHEAD) : start])
        if match[2] is None and not sign:
            return (), start, end  # a number like others
        if hour <= 12 and (ahead := self._half_before(start)):
            return (_time(hour, self._halves[ahead], minutes),), self._even.rindex(ahead, 0, start), end
        if sign and "'" in sign.group() and hour <= 12:
            return tuple(_time(hour, half, minutes) for half in "ap"), start, end
        return (f"{hour}:{minutes}",), start, end

    def of_hour(self, hour: float, start: int, end: int) -> tuple[str, int] | None:
        """The time of day that an hour in words, at ``even[start:end]``, says with the half of the day before it and
        the sign behind it (午後十時), and where the half begins.
        """
        if (
            0 <= hour <= 12
            and hour == int(hour)
            and _OCLOCK.match(self._even, end)
            and (ahead := self._half_before(start))
        ):
            return _time(int(hour), self._halves[ahead], "00"), self._even.rindex(ahead, 0, start)
        return None

    def noon_or_midnight(self, start: int, end: int) -> Iterator[Said]:
        """The words for noon and midnight, which count where the other text has a time, too."""
        lowered = self._even[start:end].lower() if self._noons else ""
        for word, hour in self._noons.items():
            at = lowered.find(word)
            while at >= 0 and len(lowered) == end - start:
                first, last = start + at, start + at + len(word)
                if not (self._is_letter(last) or (first and self._is_letter(first - 1))):
                    yield Said(NUMBER, first, last, frozenset((f"{hour}:00",)), last, (first, last), weak=True)
                at = lowered.find(word, at + len(word))

    def _half_before(self, at: int) -> str | None:
        """The word that ends before a place and tells the half of the day."""
        ahead = self._even[max(0, at - _LONGEST_HALF) : at].removesuffix(" ") if self._halves else ""
        return next((word for word in self._halves if ahead.endswith(word)), None)

    def _noon_at(self, at: int) -> str | None:
        """The word for noon or midnight that begins at a place."""
        for word in self._noons:
            if self._even[at : at + len(word)].lower() == word and not self._is_letter(at + len(word)):
                return word
        return None

    def _is_letter(self, at: int) -> bool:
        """Whether a word goes on at a place; where words are not set apart, or endings follow at once, none does."""
        return not (self._runs_on or self._tongue.script == "Kore") and self._even[at : at + 1].isalpha()


def times(said: Said) -> frozenset[str]:
    """The times of day that something may say."""
    return frozenset(value for value in said.values if isinstance(value, str) and ":" in value)


def _time(hour: int, half: str, minutes: str) -> str:
    """A time of day on a clock of twelve hours as one of twenty-four."""
    late = half in "pP" or (half == "n" and hour < 12)
    return f"{hour % 12 + (12 if late else 0)}:{minutes}"
