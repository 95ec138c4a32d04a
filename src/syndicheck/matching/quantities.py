"""What a stretch of text counts: numbers, dates, weekdays and units by value, however they are written.

``six`` = ``6``, ``2.3 million`` = ``2,300,000``, ``3 March`` = ``March 3``, ``6月`` = ``六月``. Anchors say the same of
a whole text, but round what they find, because translators do; here a digit counts. A word or a figure that may be
read in several ways (``1.234``) keeps them all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from unicodedata import numeric

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import numbers, written
from syndicheck.fingerprint.anchors.spelled import counted_words
from syndicheck.fingerprint.anchors.written import BLANKLESS, HAN_SCRIPTS
from syndicheck.matching import units
from syndicheck.matching.changes import Months
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.facts import MINUS, is_sign, seen_end, seen_start
from syndicheck.matching.particles import LARGE, halves, minus, noons, number_words

NUMBER, MONTH, DAY, YEAR, WEEKDAY, UNIT = "number", "month", "day", "year", "weekday", "unit"
DATED = frozenset({MONTH, DAY, YEAR, WEEKDAY})

AROUND, AROUND_UNSPACED = 10, 24
"""Tokens beside a piece that are read with it: a number may be of several words, and its month stands beside it."""

AHEAD = 12
"""Characters before a word for minus that tell whether it is one."""

REMEMBERED = 32
"""Neighbourhoods that are kept when they were read: each is asked for a few times in a row."""

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
    r"|(?P<n>\d{1,18}(?:[.,]\d{1,6}(?![\d]))?))"
)
_DAY_OF_A_YEAR = rf"(?<![\d])(?:(?<!\d[./])(?P<d5>{_DAY})\.\s?(?P<m5>{_MONTH})\.(?!\s?\d)|"
_FIGURES = expression(_NUMERIC)
_FIGURES_DOTTED = expression(_NUMERIC.replace(r"(?<![\d])(?:", _DAY_OF_A_YEAR, 1))
"""The same where decimals have a comma, and a day is written so: 3.3. is the third of March."""

_SHORTENED = expression(r" ?([^\W\d_]{2,6})(?!\w)")
_CLOCK = expression(r"([01]?\d|2[0-3])(?:(?:[.:]| ?h ?)([0-5]\d))?\Z")
_HALF_DAY = expression(r" ?([ap])(?:\. ?m\b\.?| ?m\b)", re.IGNORECASE)
_OCLOCK = expression(r" ?(?:(?:uhr|h|hrs|o'clock)\b|[点點时時시])", re.IGNORECASE)
_LONGEST_HALF = 3
"""Characters before a time of day that may tell its half, with a blank."""

_LETTER = expression(r" ?(k|K|m|M|md|Md|mn|Mn|bn|Bn|B|b)(?!\w)( ?[^\w\s])?")
_POWERS = {"k": 3, "m": 6, "mn": 6, "md": 9, "bn": 9, "b": 9}
_MEASURED = expression(r" ?(?:long|wide|high|tall|deep|thick|apart|away|above|below)\b")
_PARTS_OF_DATES = ("d", "m", "y")
"""How the groups of :data:`_FIGURES` and its like begin that are dates, with the number of their form behind."""

METRE = "length-meter"
_BESIDE = expression(r"[ .,]{0,2}(?:(?:de|del|of|the|den|der|d') ?){0,2}\Z")
_JOINT = expression(r"(?:[ -]|(?: |-)([^\W\d_]{1,3})(?: |-))\Z")
_DECLINED = 5
"""Letters of a name that may have another ending."""

_ENDING = 3
_YEARS = range(1000, 3000)
_MONTHS = 12


class Said(Struct, frozen=True):
    """Something counted at ``text[start:end]``. ``values`` are its readings (codes of a unit); ``figures`` is where its
    figures or its number word end, before a power of ten; ``outer`` is the span with its sign and its unit.

    ``weak`` marks what counts only where the other text counts something of the kind, too: a sign of Han that may be
    part of a word, a month or a unit that no number stands beside.
    """

    kind: str
    start: int
    end: int
    values: frozenset[float | str]
    figures: int
    outer: tuple[int, int]
    weak: bool = False


class Quantities:
    """A text whose quantities are read where they are asked for."""

    def __init__(self, prepared: Prepared, months: Months) -> None:
        self._tokens = prepared.tokens
        self._around = AROUND_UNSPACED if prepared.tokens.unspaced else AROUND
        self._lang = prepared.lang
        self._months = months
        self._even = written.even(prepared.text)
        self._tongue = written.tongue(self._even, prepared.lang)
        self._words = number_words(self._tongue.code)
        self._numeric = _FIGURES_DOTTED if self._tongue.row.get("decimal") == "," else _FIGURES
        self._noons = noons(self._tongue.code.partition("-")[0])
        self._halves = halves(self._tongue.code.partition("-")[0])
        self._named: dict[str, tuple[frozenset[int], int | None]] = {}
        self._counts: dict[str, float | None] = {}
        self._read_before: dict[tuple[int, int], list[Said]] = {}
        self._runs_on = self._tongue.script in (*HAN_SCRIPTS, *BLANKLESS)

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

    def _read(self, start: int, end: int) -> list[Said]:
        found: list[Said] = [
            *self._figures(start, end),
            *self._written_out(start, end),
            *self._noon_or_midnight(start, end),
        ]
        found.sort(key=lambda said: (said.start, -said.end))
        found = [self._below_nought(said) for said in _apart(found)]
        names = list(self._names(start, end))
        dated = self._dated(found, names)
        counted = [self._with_units(said) for said in dated]
        taken = [with_units[0].outer for with_units in counted]
        return sorted([*chain.from_iterable(counted), *self._alone(start, end, taken)], key=lambda said: said.start)

    def inside_dates(self, first: int, last: int) -> list[tuple[int, int]]:
        """What stands between the parts of dates in the neighbourhood of tokens: the *de* of 14 de mayo de 2026."""
        parts = [said for said in self.around(first, last) if said.kind in DATED and not said.weak]
        return [
            (one.end, two.start)
            for one, two in pairwise(parts)
            if one.end < two.start and _BESIDE.match(self._even[one.end : two.start])
        ]

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

    # ── numbers ───────────────────────────────────────────────────────────────────────────────────────

    def _figures(self, start: int, end: int) -> Iterator[Said]:
        even, done = self._even, start
        for match in self._numeric.finditer(even, start, end):
            if match.start() < done:
                continue
            if (match.lastgroup or "")[:1] in _PARTS_OF_DATES:
                yield from _date(match)
                continue
            stop = match.end()
            power, behind = self._power(stop)
            if not power:
                power, behind = self._letter_of_money(match.start(), stop)
            first, readings = match.start(), _readings(match)
            metres: list[str] = []
            if power and self._may_be_metres(first, stop, behind):
                if _MEASURED.match(even, behind):
                    power, behind = 0, stop
                else:
                    metres = [_metres(value) for value in readings]
            if power:
                readings = [_exact(value * 10.0**power) for value in readings]
                if self._tongue.script in numbers.COMPOSED and "." not in match.group():
                    more, behind = numbers.further_parts(even, behind, power, self._tongue)
                    readings = [_exact(value + more) for value in readings]
                done = behind
            minus = self._minus(first)
            values: set[float | str] = {-value if minus else value for value in readings}
            values.update(metres)
            if not power:
                clock, low, behind = self._clock(match.group(), first, stop)
                values.update(clock)
                if low < first:
                    yield Said(NUMBER, low, behind, frozenset(values), stop, (low, behind))
                    continue
            yield Said(NUMBER, first, behind, frozenset(values), stop, (first - minus, behind))

    def _clock(self, figures: str, start: int, end: int) -> tuple[Sequence[str], int, int]:
        """The time of day that figures may say, and the span with what tells its half: 8.30 p.m. = 20:30 = 20h30."""
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
        sign = _OCLOCK.match(self._even, end)
        if match[2] is None and not sign:
            return (), start, end  # a number like others
        if hour <= 12 and (ahead := self._half_before(start)):
            return (_time(hour, self._halves[ahead], minutes),), self._even.rindex(ahead, 0, start), end
        if sign and "'" in sign.group() and hour <= 12:
            return tuple(_time(hour, half, minutes) for half in "ap"), start, end
        return (f"{hour}:{minutes}",), start, end

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

    def _noon_or_midnight(self, start: int, end: int) -> Iterator[Said]:
        """The words for noon and midnight, which count where the other text has a time, too."""
        lowered = self._even[start:end].lower() if self._noons else ""
        for word, hour in self._noons.items():
            at = lowered.find(word)
            while at >= 0 and len(lowered) == end - start:
                first, last = start + at, start + at + len(word)
                if not (self._is_letter(last) or (first and self._is_letter(first - 1))):
                    yield Said(NUMBER, first, last, frozenset((f"{hour}:00",)), last, (first, last), weak=True)
                at = lowered.find(word, at + len(word))

    def _letter_of_money(self, start: int, end: int) -> tuple[int, int]:
        """The power of ten that one letter means beside the sign of a currency: 3 M€, £3m."""
        match = _LETTER.match(self._even, end)
        if match is None or not (is_sign((match[2] or "-")[-1]) or is_sign(self._even[start - 1 : start] or "-")):
            return 0, end
        return _POWERS[match[1].lower()], match.end(1)

    def _may_be_metres(self, start: int, stop: int, behind: int) -> bool:
        """Whether the power of ten at ``even[stop:behind]`` is a letter that may as well say metres: no currency stands
        beside it.
        """
        if self._tongue.code != "en" or self._even[stop:behind].strip() != "m":
            return False
        beside = units.before(self._even, start, self._tongue), units.behind(self._even, behind, self._tongue)
        return all(unit is None or any("-" in code for code in unit.codes) for unit in beside)

    def _minus(self, at: int) -> bool:
        """Whether a minus stands before a number: no dash of a list, no hyphen of a word, no range."""
        even = self._even
        if not at or even[at - 1] not in MINUS:
            return False
        ahead = even[max(0, at - 3) : at - 1]
        if not ahead.strip(" ") or ahead[-1] == "\n":
            return even[at - 1] == "\u2212"
        return ahead[-1] in " (" and not ahead.strip(" (")[-1:].isdigit()

    def _below_nought(self, said: Said) -> Said:
        """The number with the word for minus before it, if there is one: minus 5, moins 5, 零下5."""
        above = said.kind == NUMBER and any(isinstance(value, float) and value > 0 for value in said.values)
        low = said.outer[0] if above else 0
        low -= is_sign(self._even[low - 1 : low] or "-")
        start = self._minus_word_before(low) if low > 0 else None
        if start is None:
            return said
        values: frozenset[float | str] = frozenset(-value for value in said.values if isinstance(value, float))
        return Said(NUMBER, start, said.end, values, said.figures, (start, said.outer[1]), said.weak)

    def _minus_word_before(self, at: int) -> int | None:
        """Where the word for minus begins that ends before a place; not behind a number, from which it takes away."""
        even, words = self._even, minus(self._tongue.code)
        end = at - (even[at - 1] in " -")
        for word in words.words:
            start = end - len(word)
            if start < 0 or even[start:end].lower() != word:
                continue
            ahead = even[max(0, start - AHEAD) : start]
            if ahead.rstrip()[-1:].isdigit() or (not self._runs_on and ahead[-1:].isalnum()):
                continue
            if not ahead.split() or ahead.split()[-1].lower() not in words.not_behind:
                return start
        return None

    def _written_out(self, start: int, end: int) -> Iterator[Said]:
        """Numbers in words."""
        even, tongue = self._even, self._tongue
        if tongue.script in HAN_SCRIPTS:
            yield from _in_parts(self._numerals_of_han(start, end))
            return
        if tongue.script in BLANKLESS:
            for first, stop, value in counted_words(even[start:end], tongue.code):
                first, stop = first + start, stop + start
                power, behind = numbers.power_behind(even, stop, tongue)
                last = behind if power else stop
                yield Said(NUMBER, first, last, frozenset((_exact(value * 10.0**power),)), stop, (first, last))
            return
        yield from self._summed(self._number_words(start, end))

    def _numerals_of_han(self, start: int, end: int) -> Iterator[Said]:
        even, tongue = self._even, self._tongue
        for match in numbers.HAN.finditer(even, start, end):
            run, stop = match.group(), match.end()
            counted = len(run) > 1 or even[stop : stop + 1] in numbers.HAN_COUNTED
            power, behind = numbers.power_behind(even, stop, tongue)
            value = _exact(numbers.han_value(run) * 10.0**power)
            last = behind if power else stop
            low, values = match.start(), frozenset[float | str]((value,))
            if (
                0 <= value <= 12
                and value == int(value)
                and _OCLOCK.match(even, stop)
                and (ahead := self._half_before(low))
            ):
                values |= {_time(int(value), self._halves[ahead], "00")}
                low = even.rindex(ahead, 0, low)
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
            power, behind = self._power(last)
            stop = behind if power else last
            yield Said(
                NUMBER,
                first,
                stop,
                frozenset((_exact(value * 10.0**power),)),
                last,
                (first, stop),
                ambiguous or (value == 1 and not power),
            )

    def _value_of(self, word: str) -> float | None:
        """What a number word says; in Arabic and Hebrew prepositions are one with it."""
        found = self._words.value(word)
        if found is None and "\u0590" <= word[0] < "\u0700" and len(word) > _DECLINED - 1:
            return self._words.values.get(word[1:])
        return found

    def _power(self, at: int) -> tuple[int, int]:
        """The power of ten behind a number, and where it ends; also as papers shorten it: mdr, mia., mil."""
        power, end = numbers.power_behind(self._even, at, self._tongue)
        if not power and (match := _SHORTENED.match(self._even, at)):
            power = self._words.powers.get(match[1].lower(), 0)
            end = match.end() if power else at
        return power, end

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

    # ── dates ─────────────────────────────────────────────────────────────────────────────────────────

    def _names(self, start: int, end: int) -> Iterator[Said]:
        """Months and weekdays by name; a month that no number stands beside is weak."""
        even, tongue = self._even, self._tongue
        if self._runs_on or tongue.script == "Kore":
            for name, number in numbers.weekdays_of(tongue).items():
                yield from self._places(name, start, end, WEEKDAY, number)
        if self._runs_on:
            for name, number in tongue.row.get("months", {}).items():
                if not name[0].isdigit():
                    yield from self._places(name, start, end, MONTH, number)
            return
        if names := [name for name in numbers.weekdays_of(tongue) if " " in name or "-" in name]:
            yield from self._names_of_several_words(names, start, end)
        for word, first, last in zip(*written.words(even[start:end]), strict=True):
            first, last = first + start, last + start
            bare = word.partition("'")[0]
            if numbers.has_capital_months(tongue.code) and bare[:1].islower():
                continue
            if bare not in self._named:
                self._named[bare] = self._month_and_weekday(bare)
            months, weekday = self._named[bare]
            if months:
                yield Said(MONTH, first, first + len(bare), frozenset(map(float, months)), last, (first, last), True)
            elif weekday is not None:
                yield Said(WEEKDAY, first, first + len(bare), frozenset((float(weekday),)), last, (first, last))

    def _names_of_several_words(self, names: Sequence[str], start: int, end: int) -> Iterator[Said]:
        """Weekdays like *thứ Ba* and *terça-feira*."""
        lowered = self._even[start:end].lower()
        if len(lowered) != end - start:
            return
        for name in names:
            at = lowered.find(name)
            while at >= 0:
                first, last = start + at, start + at + len(name)
                value = float(numbers.weekdays_of(self._tongue)[name])
                yield Said(WEEKDAY, first, last, frozenset((value,)), last, (first, last))
                at = lowered.find(name, at + len(name))

    def _month_and_weekday(self, word: str) -> tuple[frozenset[int], int | None]:
        tongue, folded = self._tongue, word.lower()
        month = _named(folded, tongue.row.get("months", {}))
        months = self._months(word, self._lang) if month is None else frozenset((month,))
        return months, None if months else _named(folded, numbers.weekdays_of(tongue))

    def _places(self, name: str, start: int, end: int, kind: str, number: int) -> Iterator[Said]:
        at = self._even.find(name, start, end)
        while at >= 0:
            stop = at + len(name)
            yield Said(kind, at, stop, frozenset((float(number),)), stop, (at, stop), kind == MONTH)
            at = self._even.find(name, stop, end)

    def _dated(self, found: list[Said], names: list[Said]) -> list[Said]:
        """The numbers that are parts of dates as such, with the names of months and weekdays."""
        even = self._even
        weekdays = [said for said in names if said.kind == WEEKDAY]
        kept: list[Said] = []
        sure: set[int] = set()
        for said in found:
            kind = said.kind
            if kind == NUMBER and not any(day.start <= said.start < day.end for day in weekdays):
                kind = self._kind_by_sign(said)
                for month in names if kind == NUMBER else ():
                    if month.kind == MONTH and self._beside(said, month):
                        part = self._part_of_date(said)
                        if part:
                            kind = part
                            sure.add(month.start)
            elif kind == NUMBER:
                continue  # the number of a weekday: 星期一
            kept.append(_as(said, kind))
        for place in range(1, len(kept)):  # March 3, 2026
            before, said = kept[place - 1], kept[place]
            gap = even[before.end : said.start]
            if said.kind == NUMBER and before.kind == DAY and gap in (", ", " ", ",") and self._is_year(said):
                kept[place] = _as(said, YEAR)
        for name in names:
            kept.append(_as(name, name.kind, weak=False) if name.kind == WEEKDAY or name.start in sure else name)
        return sorted(kept, key=lambda said: said.start)

    def _kind_by_sign(self, said: Said) -> str:
        """What the sign behind a number, or the word before it, makes of it: 6月1日, ngày 1 tháng 6."""
        even, tongue = self._even, self._tongue
        if tongue.script in (*HAN_SCRIPTS, "Kore"):
            sign = even[said.end : said.end + 1] or "-"
            if sign in "月월" and self._whole(said, 1, 12):
                return MONTH
            if sign in "日日号號일" and self._whole(said, 1, 31):
                return DAY
            if sign in "年년" and self._is_year(said):
                return YEAR
        elif tongue.code == "vi":
            ahead = even[max(0, said.start - 6) : said.start].lower()
            if ahead.endswith("tháng ") and self._whole(said, 1, 12):
                return MONTH
            if ahead.endswith("ngày ") and self._whole(said, 1, 31):
                return DAY
            if ahead.endswith("năm ") and self._is_year(said):
                return YEAR
        return said.kind

    def _beside(self, said: Said, month: Said) -> bool:
        if said.end <= month.start:
            gap = self._even[said.end : month.start]
        elif month.end <= said.start:
            gap = self._even[month.end : said.start]
        else:
            return False
        if len(gap) > 12:
            return False
        return _BESIDE.match(_without_ordinal(gap) if said.end <= month.start else gap) is not None

    def _part_of_date(self, said: Said) -> str | None:
        return DAY if self._whole(said, 1, 31) else YEAR if self._is_year(said) else None

    def _whole(self, said: Said, least: int, most: int) -> bool:
        return any(isinstance(v, float) and v == int(v) and least <= v <= most for v in said.values)

    def _is_year(self, said: Said) -> bool:
        return said.figures - said.start == 4 and any(isinstance(v, float) and v in _YEARS for v in said.values)

    # ── units ─────────────────────────────────────────────────────────────────────────────────────────

    def _with_units(self, said: Said) -> list[Said]:
        """A number, and the units beside it."""
        if said.kind != NUMBER:
            return [said]
        low, high = said.outer
        behind = units.behind(self._even, seen_start(self._even, said.end), self._tongue)
        before = units.before(self._even, seen_end(self._even, low), self._tongue)
        outer = before.start if before else low, max(high, behind.end) if behind else high
        values = said.values
        if self._tongue.code == "en" and behind is not None and METRE in behind.codes:
            values |= {_metres(value) for value in values if isinstance(value, float)}
        number = Said(said.kind, said.start, said.end, values, said.figures, outer, said.weak)
        beside = [
            Said(UNIT, unit.start, unit.end, unit.codes, unit.end, (unit.start, unit.end))
            for unit in (behind, before)
            if unit is not None
        ]
        if any(map(_is_in_metres, said.values)):  # counts as their unit where the other text has one
            letter = said.end - 1, said.end
            beside.append(Said(UNIT, *letter, frozenset((METRE,)), said.end, letter, weak=True))
        return [number, *beside]

    def _alone(self, start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[Said]:
        """Units and powers of ten that no number stands beside: millions of, a month."""
        if self._runs_on:
            return
        firsts = [low for low, _ in taken]
        for word, first, last in zip(*written.words(self._even[start:end]), strict=True):
            first, last = first + start, last + start
            at = bisect_right(firsts, first) - 1
            if at >= 0 and taken[at][1] >= last:
                continue
            codes = units.alone(word, self._tongue)
            if not codes and len(word) > 2 and (power := numbers.power_named(word, self._tongue.code)):
                codes = frozenset((f"10^{power}",))
            if codes:
                yield Said(UNIT, first, last, codes, last, (first, last), weak=True)


def _apart(found: list[Said]) -> list[Said]:
    """Without those that lie in another one: 两 in 两千."""
    kept: list[Said] = []
    for said in found:
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return kept


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


def _as(said: Said, kind: str, *, weak: bool | None = None) -> Said:
    return Said(kind, said.start, said.end, said.values, said.figures, said.outer, said.weak if weak is None else weak)


def _time(hour: int, half: str, minutes: str) -> str:
    """A time of day on a clock of twelve hours as one of twenty-four."""
    return f"{hour % 12 + (12 if half in 'pP' else 0)}:{minutes}"


def times(said: Said) -> frozenset[str]:
    """The times of day that something may say."""
    return frozenset(value for value in said.values if isinstance(value, str) and ":" in value)


def _metres(value: float) -> str:
    """A number of metres, where a letter says either that or millions."""
    return f"{value:g} {METRE}"


def _is_in_metres(value: float | str) -> bool:
    return isinstance(value, str) and value.endswith(METRE)


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


def _readings(match: re.Match[str]) -> Sequence[float]:
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
            return (float(whole), float(text.replace(",", ".")))
        return (float(whole),)
    return (float(match["n"].replace(",", ".")),)


def _named(word: str, names: Mapping[str, int]) -> int | None:
    """The number of a name, as it is or in another case. Stricter than anchors are, which names far from each other
    outweigh: *senilai* is no Monday (*senin*).
    """
    found = names.get(word)
    if found is not None or len(word) < _DECLINED:
        return found
    if "\u0590" <= word[0] < "\u0700":  # articles and prepositions are one with the word
        return next((names[word[cut:]] for cut in (1, 2) if len(word) - cut > 3 and word[cut:] in names), None)
    for name, number in names.items():
        longer = len(word) - len(name)
        if len(name) < _DECLINED or not 0 <= longer <= _ENDING:
            continue
        if word.startswith(name) or (longer <= 1 and word.startswith(name[:-1])):
            return number
    return None


def _value(said: Said) -> float:
    """The value of a number that has one reading."""
    return next(value for value in said.values if isinstance(value, float))


def _exact(value: float) -> float:
    """Without what multiplying by powers of ten leaves behind."""
    return float(f"{value:.12g}")


def _last_power(value: float) -> float:
    """How large what follows may be: 20 may be followed by less than 10, 300 by less than 100."""
    power = 1.0
    while value % (power * 10) == 0 and power < value:
        power *= 10
    return power


def _without_ordinal(gap: str) -> str:
    """The gap behind a number without the letters that make it an ordinal: 3rd, 1er, 2º."""
    return gap.lstrip("abcdefghijklmnopqrstuvwxyzºª") if gap[:1].isalpha() or gap[:1] in "ºª" else gap
