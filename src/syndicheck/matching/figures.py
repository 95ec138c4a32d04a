"""Numbers and dates that are written in figures alone, by value: 2,300,000, 2.3 million, 5.3.2026, 20:30, 3½.

A figure that may be read in several ways keeps them all: ``3/4/2026``; ``1.234`` in English, which writes decimals so,
but may have taken over a thousand from elsewhere. ``1,234`` is a thousand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import numeric

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import magnitudes
from syndicheck.fingerprint.anchors.written import HAN_SCRIPTS, Tongue
from syndicheck.matching import powers
from syndicheck.matching.belownought import minus_before
from syndicheck.matching.inparts import value_in_parts
from syndicheck.matching.measured import is_length, may_be_metres, metres
from syndicheck.matching.said import DAY, MONTH, NUMBER, YEAR, Said
from syndicheck.matching.timesofday import TimesOfDay

_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_NUMERIC = (
    r"(?<![\d])(?:(?P<y>(?:1[5-9]|2[01])\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
    r"|(?P<d2>\d{1,2})(?P<s>[./])\s?(?P<m2>\d{1,2})(?P=s)\s?(?P<y2>(?:1[5-9]|2[01])\d\d)(?!\d)"
    rf"|(?<!\d[./])(?P<d3>{_DAY})(?P<s3>[./])(?P<m3>{_MONTH})(?P=s3)(?P<y3>\d\d)(?![./]?\d)"
    rf"|(?<!\d[./])(?P<m4>{_MONTH})/(?P<d4>{_DAY})/(?P<y4>\d\d)(?![./]?\d)"
    r"|(?P<h>[01]?\d|2[0-3])(?::| ?h ?)(?P<t>[0-5]\d)(?![\d:])"
    r"|(?P<i>\d{1,2}(?:,\d\d){1,4},\d{3}(?!\d))"
    r"|(?P<g>\d{1,3}(?:[.,' ]\d{3}(?!\d)){1,6})(?P<f>[.,]\d{1,6}(?!\d))?"
    r"|(?:(?P<w>\d{1,9}) ?)?(?P<v>[\u00bc-\u00be\u2150-\u215e])"
    r"|(?P<n>\d{1,80}(?:[.,]\d{1,6}(?![\d]))?))"
)
_DAY_OF_A_YEAR = rf"(?<![\d])(?:(?<!\d[./])(?P<d5>{_DAY})\.\s?(?P<m5>{_MONTH})\.(?!\s?\d)|"
_FIGURES = expression(_NUMERIC)
_FIGURES_DOTTED = expression(_NUMERIC.replace(r"(?<![\d])(?:", _DAY_OF_A_YEAR, 1))
"""The same where decimals have a comma, and a day is written so: 3.3. is the third of March."""

_PARTS_OF_DATES = ("d", "m", "y")
"""How the groups of :data:`_FIGURES` and its like begin that are dates, with the number of their form behind."""

_MONTHS = 12

_EXACT = 15
"""Figures of a number that are told apart by value: one with more is that of an account, and is what it is written."""

_IN_PARTS = (*HAN_SCRIPTS, "Kore")


class Figures:
    """The figures in a text, made even, of a language."""

    def __init__(self, even: str, tongue: Tongue, times: TimesOfDay) -> None:
        self._even = even
        self._tongue = tongue
        self._times = times
        self._decimal = tongue.row.get("decimal")
        self._numeric = _FIGURES_DOTTED if self._decimal == "," else _FIGURES

    def find(self, start: int, end: int) -> Iterator[Said]:
        """The numbers, and the parts of dates, at ``even[start:end]``."""
        even, tongue, done = self._even, self._tongue, start
        for match in self._numeric.finditer(even, start, end):
            if match.start() < done:
                continue
            if (match.lastgroup or "")[:1] in _PARTS_OF_DATES:
                yield from _date(match)
                continue
            stop = match.end()
            if len(match["n"] or "") > _EXACT and match.group().isdigit():
                yield Said(NUMBER, match.start(), stop, frozenset((match.group(),)), stop, match.span())
                continue
            if tongue.script in _IN_PARTS and (whole := value_in_parts(even, match.start())):
                first, (number, done) = match.start(), whole
                minus, number = minus_before(even, first), powers.exact(number)
                value = frozenset((-number if minus else number,))
                yield Said(NUMBER, first, done, value, stop, (first - minus, done))
                continue
            power, behind = powers.behind(even, stop, tongue)
            if not power:
                power, behind = powers.letter_of_money(even, match.start(), stop)
            first, readings = match.start(), _readings(match, self._decimal)
            lengths: list[str] = []
            if power and may_be_metres(even, first, stop, behind, tongue):
                if is_length(even, behind):
                    power, behind = 0, stop
                else:
                    lengths = [metres(value) for value in readings]
            if power:
                readings = [powers.exact(value * 10.0**power) for value in readings]
                if tongue.script in magnitudes.COMPOSED and "." not in match.group():
                    more, behind = magnitudes.further_parts(even, behind, power, tongue)
                    readings = [powers.exact(value + more) for value in readings]
                done = behind
            minus = minus_before(even, first)
            values: set[float | str] = {-value if minus else value for value in readings}
            values.update(lengths)
            if not power:
                clock, low, behind = self._times.in_figures(match.group(), first, stop)
                values.update(clock)
                if low < first:
                    yield Said(NUMBER, low, behind, frozenset(values), stop, (low, behind))
                    continue
            yield Said(NUMBER, first, behind, frozenset(values), stop, (first - minus, behind))


def _date(match: re.Match[str]) -> Iterator[Said]:
    """A date in figures: 2026-03-05, 5.3.2026, 05.03.26; with strokes the day may be the month; 3.3. alone."""
    form = (match.lastgroup or "")[1:]
    day, month, parts = float(match["d" + form]), float(match["m" + form]), "ymd"
    either = {day, month} if "/" in match.group() else set()
    if either and max(either) > _MONTHS:
        either, parts = set(), "ymd" if day > month else "ydm"
    for kind, part in zip((YEAR, MONTH, DAY), parts, strict=True):
        if part + form not in match.re.groupindex:
            continue  # a day of any year
        first, last = match.span(part + form)
        values = {float(match[part + form])}
        if kind == YEAR and last - first == 2:
            values |= {1900 + value for value in values} | {2000 + value for value in values}
        elif kind != YEAR and either:
            values = either
        yield Said(kind, first, last, frozenset(values), last, (first, last))


def _readings(match: re.Match[str], decimal: str | None) -> Sequence[float]:
    """What a figure may say where decimals have a mark; either may be one in a language that is not known."""
    if match["h"]:
        return ()
    if match["v"]:
        return (float(match["w"] or 0) + numeric(match["v"]),)
    if match["i"]:
        return (float(match["i"].replace(",", "")),)
    if match["g"]:
        text, fraction = match["g"], match["f"]
        whole = "".join(filter(str.isdigit, text))
        if fraction:
            return (float(f"{whole}.{fraction[1:]}"),)
        marks = [char for char in text if not char.isdigit()]
        if len(marks) == 1 and marks[0] in ".,":
            fraction = float(text.replace(",", "."))
            if text[0] == "0":
                return (fraction,)
            if decimal in (None, marks[0]):
                return (float(whole), fraction)
        return (float(whole),)
    return (float(match["n"].replace(",", ".")),)
