"""Which numbers are parts of a date, and the names of months and weekdays: 3 March = March 3, 6月 = 六月."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import calendars, numbers, written
from syndicheck.fingerprint.anchors.daynames import DayNames
from syndicheck.fingerprint.anchors.written import HAN_SCRIPTS, Tongue
from syndicheck.matching.changes import Months
from syndicheck.matching.said import DATED, DAY, MONTH, NUMBER, WEEKDAY, YEAR, Said

_BESIDE = expression(r"[ .,]{0,2}(?:(?:de|del|of|the|den|der|d') ?){0,2}\Z")
_YEARS = range(1000, 3000)

_OTHER_WORDS = {"az": 6, "fil": 6, "hy": 5, "id": 6, "ka": 6, "mk": 6, "ro": 0, "sr": 6, "tr": 6, "ur": 5}
"""Weekdays whose name says something else as often, a week, months or a market: they are weak."""

_MORE_MONTHS = {
    "ar": {
        "شباط": 2,
        "اذار": 3,
        "نیسان": 4,
        "ایار": 5,
        "حزیران": 6,
        "تموز": 7,
        "اب": 8,
        "ایلول": 9,
        "جانفی": 1,
        "فیفری": 2,
        "افریل": 4,
        "مای": 5,
        "جوان": 6,
        "جویلیه": 7,
        "اوت": 8,
    },
    "en": {"sept": 9},
}
"""Names of months that newsrooms write beside those of the tables, made even: Sept. 3; those of Syria, of Algeria."""

_MORE_WEEKDAYS = {"de": {"sonnabend": 5}}

_LASTING = expression(r"(?:間(?!もな)|间|간|ぶり|連続|連續|连续|以内|以內)")
"""Behind a sign for days: so many of them, and no day of a month."""

_SO_OFTEN = "次"
"""Behind a week and a number: so often a week (每周三次), and no weekday."""


class Dates:
    """The dates in a text, made even, of a language: ``tongue`` as the tables have it, ``lang`` as ``months`` knows
    it.
    """

    def __init__(self, even: str, tongue: Tongue, months: Months, lang: str | None) -> None:
        self._even = even
        self._tongue = tongue
        self._months = months
        self._lang = lang
        self._runs_on = written.runs_on(tongue)
        self._month_names = {**numbers.months_of(tongue), **_MORE_MONTHS.get(tongue.code, {})}
        self._weekday_names = {**numbers.weekdays_of(tongue), **_MORE_WEEKDAYS.get(tongue.code, {})}
        self._declined_months = DayNames(self._month_names, tongue.code)
        self._declined_weekdays = DayNames(self._weekday_names, tongue.code)
        self._other_word = _OTHER_WORDS.get(tongue.code)
        self._named: dict[str, tuple[frozenset[int], int | None]] = {}

    def names(self, start: int, end: int, words: Iterable[tuple[str, int, int]]) -> Iterator[Said]:
        """Months and weekdays by name at ``even[start:end]``, where ``words`` stand; a month that no number stands
        beside is weak, and so is a weekday that is another word, too.
        """
        tongue, whole = self._tongue, list[Said]()
        if self._runs_on or tongue.script == "Kore":
            for name, number in self._weekday_names.items():
                whole += self._places(name, start, end, WEEKDAY, number)
        elif names := [name for name in self._weekday_names if " " in name or "-" in name]:
            whole += self._names_of_several_words(names, start, end)
        elif tongue.code == "fa":
            for at, stop, number in calendars.solar_weekdays(self._even[start:end]):
                first, last = start + at, start + stop
                whole.append(_weekday(number, first, last, (first, last)))
        yield from (one for one in whole if not any(_is_within(one.start, one.end, other) for other in whole))
        if self._runs_on:
            for name, number in self._month_names.items():
                if not name[0].isdigit():
                    yield from self._places(name, start, end, MONTH, number)
            return
        for word, first, last in words:
            if any(said.start <= first and last <= said.end for said in whole):
                continue  # a part of one: bazar ertəsi is no bazar
            bare = word.partition("'")[0]
            if numbers.has_capital_months(tongue.code) and bare[:1].islower():
                continue
            if bare not in self._named:
                self._named[bare] = self._month_and_weekday(bare)
            months, weekday = self._named[bare]
            if months:
                yield Said(MONTH, first, first + len(bare), frozenset(map(float, months)), last, (first, last), True)
            elif weekday is not None:
                yield _weekday(weekday, first, first + len(bare), (first, last), weak=weekday == self._other_word)

    def dated(self, found: list[Said], names: list[Said]) -> list[Said]:
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
            kept.append(_as(name, name.kind, weak=False) if name.start in sure else name)
        return sorted(kept, key=lambda said: said.start)

    def between(self, found: list[Said]) -> list[tuple[int, int]]:
        """What stands between the parts of dates: the *de* of 14 de mayo de 2026."""
        parts = [said for said in found if said.kind in DATED and not said.weak]
        return [
            (one.end, two.start)
            for one, two in pairwise(parts)
            if one.end < two.start and _BESIDE.match(self._even[one.end : two.start])
        ]

    def _names_of_several_words(self, names: Sequence[str], start: int, end: int) -> Iterator[Said]:
        """Weekdays like *thứ Ba* and *terça-feira*."""
        lowered = self._even[start:end].lower()
        if len(lowered) != end - start:
            return
        for name in names:
            at = lowered.find(name)
            while at >= 0:
                first, last = start + at, start + at + len(name)
                yield _weekday(self._weekday_names[name], first, last, (first, last))
                at = lowered.find(name, at + len(name))

    def _month_and_weekday(self, word: str) -> tuple[frozenset[int], int | None]:
        folded = word.lower()
        month = self._number_of(folded, self._month_names, self._declined_months)
        months = self._months(word, self._lang) if month is None else frozenset((month,))
        return months, None if months else self._number_of(folded, self._weekday_names, self._declined_weekdays)

    @staticmethod
    def _number_of(word: str, names: Mapping[str, int], declined: DayNames) -> int | None:
        """The number of a name, as it is or in another case. Only Arabic and Hebrew write articles and prepositions as
        one word with it; of anchors that is not asked, because names far from each other outweigh them.
        """
        found = names.get(word)
        if found is not None:
            return found
        if "\u0590" <= word[:1] < "\u0700":
            return next((names[word[cut:]] for cut in (1, 2) if len(word) - cut > 3 and word[cut:] in names), None)
        return declined.with_ending(word)

    def _places(self, name: str, start: int, end: int, kind: str, number: int) -> Iterator[Said]:
        at = self._even.find(name, start, end)
        while at >= 0:
            stop = at + len(name)
            if kind == MONTH or not self._even.startswith(_SO_OFTEN, stop):
                yield Said(kind, at, stop, frozenset((float(number),)), stop, (at, stop), kind == MONTH)
            at = self._even.find(name, stop, end)

    def _kind_by_sign(self, said: Said) -> str:
        """What the sign behind a number, or the word before it, makes of it: 6月1日, ngày 1 tháng 6."""
        even, tongue = self._even, self._tongue
        if tongue.script in (*HAN_SCRIPTS, "Kore"):
            sign = even[said.end : said.end + 1] or "-"
            if sign in "月월" and self._whole(said, 1, 12):
                return MONTH
            if sign in "日日号號일" and self._whole(said, 1, 31):
                return NUMBER if _LASTING.match(even, said.end + 1) else DAY
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
        if month.end <= said.start:
            return _BESIDE.match(gap) is not None
        if "." in gap and self._tongue.row.get("decimal") == ".":
            return False  # a sentence ends there: by 5. May said; 5. Mai is a day where decimals have a comma
        return _BESIDE.match(_without_ordinal(gap)) is not None

    def _part_of_date(self, said: Said) -> str | None:
        return DAY if self._whole(said, 1, 31) else YEAR if self._is_year(said) else None

    def _whole(self, said: Said, least: int, most: int) -> bool:
        return any(isinstance(v, float) and v == int(v) and least <= v <= most for v in said.values)

    def _is_year(self, said: Said) -> bool:
        return said.figures - said.start == 4 and any(isinstance(v, float) and v in _YEARS for v in said.values)


def _weekday(number: int, start: int, end: int, outer: tuple[int, int], *, weak: bool = False) -> Said:
    return Said(WEEKDAY, start, end, frozenset((float(number),)), outer[1], outer, weak)


def _as(said: Said, kind: str, *, weak: bool | None = None) -> Said:
    return Said(kind, said.start, said.end, said.values, said.figures, said.outer, said.weak if weak is None else weak)


def _is_within(start: int, end: int, other: Said) -> bool:
    """Whether a name is a part of a longer one: 月曜 in 月曜日."""
    return other.start <= start and end <= other.end and end - start < other.end - other.start


def _without_ordinal(gap: str) -> str:
    """The gap behind a number without the letters that make it an ordinal: 3rd, 1er, 2º."""
    return gap.lstrip("abcdefghijklmnopqrstuvwxyzºª") if gap[:1].isalpha() or gap[:1] in "ºª" else gap
