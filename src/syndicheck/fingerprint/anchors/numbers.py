"""Numbers and dates by value: ``3,5 Millionen`` = ``3.5 million`` = ``350万``, ``5. August`` = ``8月5日``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors.remembered import Remembered
from syndicheck.fingerprint.anchors.spelled import POWERS, counted_words, small_numbers
from syndicheck.fingerprint.anchors.written import BLANKLESS, HAN_SCRIPTS, Tongue, _row

if TYPE_CHECKING:
    from syndicheck.fingerprint.anchors.words import Words

_NUMBER = expression(r"[0-9]+(?:[.,،'\s]\d+)*", re.ASCII)
_HAN_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN = expression("[〇零一二三四五六七八九十百千两兩]{1,12}")
HAN_COUNTED = set("万萬億亿兆年日人名个個位岁歳歲次只家天时時分周週票枚公米元美艘起辆輛つ回社件台倍")
HAN_POWERS = {
    "万": 4,
    "萬": 4,
    "億": 8,
    "亿": 8,
    "兆": 12,
    "百": 2,
    "千": 3,
    "십": 1,
    "백": 2,
    "천": 3,
    "만": 4,
    "억": 8,
    "조": 12,
}
_POWERS_OF_INDIA = {
    "lakh": 5,
    "lakhs": 5,
    "crore": 7,
    "crores": 7,
    "bn": 9,
    "mn": 6,
    "mln": 6,
    "mld": 9,
    "mrd": 9,
    "mio": 6,
}
_WORD = expression(r"[\s-]{0,2}([^\W\d_]{1,24}(?:[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]{1,3}[^\W\d_]{0,20}){0,6})")
_MONTH_DAY = expression(r"(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?", re.ASCII)
_HAN_MONTH = expression(
    r"(?<![一二三四五六七八九十个個])(十[一二]?|[一二三四五六七八九])月(?:([一二三]?十?[一二三四五六七八九十])日)?"
)
_VIETNAMESE = expression(
    r"(?:(\d{1,2})\s)?tháng\s(\d{1,2}|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười\smột|mười\shai|mười)(?!\w)",
    re.IGNORECASE,
)
_VIETNAMESE_MONTHS = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
    "mười hai": 12,
}  # fmt: skip
_WRITTEN_DATE = expression(
    r"([0-9](?<![\d./-][0-9])\d?)([./])\s?(\d{1,2})\2(?:\s?(?:19|20)\d\d(?!\d)|(?!\s?\d))", re.ASCII
)
_DAY_OF_YEAR = expression(r"-(?<=(?<!\d)(?:19|20)\d\d-)(\d\d)-(\d\d)(?!\d)", re.ASCII)
"""Begins behind the year, because a hyphen is sooner found than a year."""
_CHINESE_DAYS = {
    f"{week}{day}": number
    for week in ("周", "週", "星期", "禮拜", "礼拜")
    for number, days in enumerate(("一", "二", "三", "四", "五", "六", "日天"))
    for day in days
}
_WEEKDAYS = {
    "ja": {"月曜": 0, "火曜": 1, "水曜": 2, "木曜": 3, "金曜": 4, "土曜": 5, "日曜": 6},
    "he": {"יום ב'": 0, "יום ג'": 1, "יום ד'": 2, "יום ה'": 3, "יום ו'": 4, "יום שבת": 5, "יום א'": 6},
    "ta": {"திங்கட்கிழமை": 0, "திங்கள்கிழமை": 0, "செவ்வாய்க்கிழமை": 1, "புதன்கிழமை": 2, "வியாழக்கிழமை": 3,
           "வெள்ளிக்கிழமை": 4, "சனிக்கிழமை": 5, "ஞாயிற்றுக்கிழமை": 6},
}  # fmt: skip
"""Weekdays as papers write them and CLDR does not."""

_CAPITAL_MONTHS = ("en", "de")
"""Languages that write months and weekdays with a capital: ``may`` is no month."""


@lru_cache(maxsize=10_000)
def key(value: float) -> str:
    """The name of a value: whole below 100,000, three significant digits above, two decimals for fractions."""
    if value >= 100_000:
        value = float(f"{value:.3g}")
    return f"N:{value:.2f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=10_000)
def value_of(written: str, decimal: str) -> tuple[float, ...]:
    """What a run of digits and separators may mean, most likely first; a list of numbers is several."""
    if written.isdigit():
        return (float(written[:18]),)
    parts = re.split(r"[.,،'\s]", written)
    marks = re.findall(r"[.,،'\s]", written)
    groups = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if len(set(marks)) == 1 and groups:
        whole = float("".join(parts)[:18])
        if len(marks) == 1 and marks[0] == decimal and marks[0] in ".,":
            fraction = float(f"{parts[0]}.{parts[1]}")
            return (whole, fraction) if decimal == "," else (fraction, whole)
        return (whole,)
    indian = (
        len(parts) > 2 and len(parts[-1]) == 3 and all(len(part) == 2 for part in parts[1:-1]) and set(marks) == {","}
    )
    if indian:
        return (float("".join(parts)[:18]),)
    if marks == ["."] and decimal == "," and len(parts[0]) <= 2 and len(parts[1]) == 2:
        return (float(parts[0]), float(parts[1]), float(written))  # a time of the day: 11.15
    if marks[-1] in ".," and marks.count(marks[-1]) == 1 and (len(marks) == 1 or all(len(p) == 3 for p in parts[1:-1])):
        return (float(f"{''.join(parts[:-1])[:18]}.{parts[-1][:6]}"),)
    return tuple(float(part[:18]) for part in parts)


def han_value(run: str) -> float:
    """What numerals of Han say: ``二百三十`` → 230; digits in a row without units (``二〇二四``) are read as digits."""
    if not any(char in _HAN_UNITS for char in run):
        return float("".join(str(_HAN_VALUES[char]) for char in run))
    total, digit = 0, 0
    for char in run:
        if char in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            digit = _HAN_VALUES[char]
    return float(total + digit)


@lru_cache(maxsize=64)
def _power_words(code: str) -> dict[str, int]:
    listed = {
        word.removeprefix("de ").removeprefix("na "): power for word, power in _row(code).get("powers", {}).items()
    }
    words = {word: power for word, power in listed.items() if len(word) > 1 and " " not in word}
    return {**_POWERS_OF_INDIA, **words, **POWERS.get(code, {})}


@lru_cache(maxsize=64)
def _small(code: str) -> dict[str, int]:
    return small_numbers(code)


def power_behind(text: str, at: int, tongue: Tongue) -> tuple[int, int]:
    """The power of ten written after a number, and where it ends."""
    power, end = 0, at
    if tongue.script in (*HAN_SCRIPTS, "Kore"):
        end += text[at : at + 1] == " "
        while end < len(text) and (text[end] in "多余餘几幾数數" or text[end] in HAN_POWERS):
            power += HAN_POWERS.get(text[end], 0)
            end += 1
        return (power, end) if power else (0, at)
    if tongue.script in BLANKLESS:
        start = at + (text[at : at + 1] == " ")
        for word, size in sorted(_power_words(tongue.code).items(), key=lambda item: -len(item[0])):
            if text.startswith(word, start):
                return size, start + len(word)
        return 0, at
    power, end = _power_word(text, at, tongue.code)
    if power in (3, 5):  # mil millones, milers de milions, লাখ কোটি
        further, stop = _power_word(text, end, tongue.code)
        if further > power:
            return power + further, stop
    return power, end


_PARTICLES = ("de", "na")
_WITH_PARTICLES = ("ro", "ca", "fil")


def _power_word(text: str, at: int, code: str) -> tuple[int, int]:
    """The power of ten that the next word names, a particle before it left out, and where the word ends."""
    match = _WORD.match(text, at)
    if code in _WITH_PARTICLES and match and match.group(1) in _PARTICLES:
        match = _WORD.match(text, match.end())
    if match is None or not (power := power_named(match.group(1), code)):
        return 0, at
    return power, match.end()


@lru_cache(maxsize=10_000)
def power_named(word: str, code: str) -> int:
    """The power of ten that a word names, perhaps with another ending; 0: none."""
    words = _power_words(code)
    word = word.lower()
    if word in words:
        return words[word]
    return next((words[word[:-cut]] for cut in (1, 2, 3) if word[:-cut] in words), 0) if len(word) > 5 else 0


def find(
    text: str,
    tongue: Tongue,
    words: Words,
    taken: list[tuple[int, int]],
    found: list[tuple[int, int, str]],
) -> None:
    """Add numbers and dates that do not stand in ``taken`` stretches. ``words`` are those of the text."""
    decimal = tongue.row.get("decimal", ".")
    taken = sorted(taken)
    starts = [start for start, _ in taken]
    days: list[tuple[int, int, int]] = []
    done = 0
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start < done:  # a part of the one before: 6億4900万
            continue
        at = bisect_right(starts, start) - 1
        if at >= 0 and taken[at][1] > start:
            continue
        written = match.group()
        if len(written) > 40:
            continue
        values = value_of(written, decimal)
        power, end = power_behind(text, end, tongue)
        if power:
            values = tuple(value * 10.0**power for value in values[-1:] if power < 16) or values
            if tongue.script in COMPOSED and "." not in written:
                more, end = further_parts(text, end, power, tongue)
                values, done = (values[0] + more,), end
        for value in values:
            if tongue.code == "th" and 2400 <= value <= 2600:
                value -= 543
            if value >= 2 or value != int(value):
                found.append((start, end, key(value)))
        if len(written) <= 2 and not power:
            days.append((start, end, int(written)))
    if tongue.script in HAN_SCRIPTS:
        for match in HAN.finditer(text):
            run, end = match.group(), match.end()
            counted = text[end : end + 1] in HAN_COUNTED
            if (len(run) > 1 or counted) and run.strip("十百千"):
                power, end = power_behind(text, end, tongue)
                value = han_value(run) * 10.0**power
                if value >= 2:
                    found.append((match.start(), end, key(value)))
    _find_written_dates(text, decimal, tongue, found)
    for start, end, value in counted_words(text, tongue.code):
        power, end = power_behind(text, end, tongue)
        found.append((start, end, key(value * 10.0**power)))
    months, weekdays = tongue.row.get("months", {}), weekdays_of(tongue)
    if tongue.script in (*HAN_SCRIPTS, "Kore"):
        for match in _MONTH_DAY.finditer(text):
            if 1 <= int(match.group(1)) <= 12:
                found.append((*match.span(), f"D:{int(match.group(1))}"))
                if match.group(2):
                    found.append((*match.span(), f"D:{int(match.group(1))}-{int(match.group(2))}"))
    if tongue.code == "vi":
        for match in _VIETNAMESE.finditer(text):
            said = match.group(2).lower()
            if 1 <= (month := int(said) if said.isdecimal() else _VIETNAMESE_MONTHS.get(said, 0)) <= 12:
                found.append((*match.span(), f"D:{month}"))
                if match.group(1):
                    found.append((*match.span(), f"D:{month}-{int(match.group(1))}"))
    whole = tongue.script in (*HAN_SCRIPTS, *BLANKLESS)
    if (
        whole
        or tongue.script == "Kore"
        or tongue.code in _WEEKDAYS
        or any(" " in name or "-" in name for name in weekdays)
    ):
        lowered = text.lower() if len(text.lower()) == len(text) else text
        for name, number in (*weekdays.items(), *((name, -number) for name, number in months.items() if whole)):
            at = lowered.find(name)
            while at >= 0:
                end = at + len(name)
                found.append((at, end, f"W:{number}" if name in weekdays else f"D:{-number}"))
                if name in months:
                    found.extend(
                        (min(s, at), max(e, end), f"D:{-number}-{day}")
                        for s, e, day in days
                        if day <= 31 and (0 <= at - e <= 4 or (tongue.script == "Mymr" and 0 <= s - end <= 1))
                    )
                at = lowered.find(name, end)
    if whole:
        return
    meanings = _meanings(tongue.code)
    near = {end: day for _, end, day in days if 1 <= day <= 31}
    after = {start: day for start, _, day in days if 1 <= day <= 31}
    meant = {word: meaning for word in words.different if (meaning := meanings[word]) is not None}
    for word, start, end in words.occurrences(meant):
        value_small, named, weekday = meant[word]
        if value_small:
            power, stop = power_behind(text, end, tongue)
            found.append((start, stop, key(value_small * 10.0**power)))
        if named is not None:
            found.append((start, end, f"D:{named}"))
            gaps = text[max(0, start - 8) : start]
            beside = next((near[start - gap] for gap in range(1, len(gaps) + 1) if start - gap in near), None)
            if beside is None:
                beside = next((after[end + gap] for gap in range(1, 4) if end + gap in after), None)
            if beside is not None:
                found.append((start, end, f"D:{named}-{beside}"))
        elif weekday is not None:
            found.append((start, end, f"W:{weekday}"))


COMPOSED = (*HAN_SCRIPTS, "Kore", "Deva", "Beng", "Arab", "Taml")
"""Scripts in which a number may have several powers of ten: ``6億4900万``, ``1억 4천 2백만``, ``1 करोड़ 90 लाख``."""

_PART = expression(r"\s?(\d{1,3}(?:,\d{3}|\d)?)(?![\d.,])", re.ASCII)
_OF_TEN_THOUSAND = {5: 1, 6: 2, 7: 3}
"""십만, 백만 and 천만 as so many 만 are powers of ten of it."""


def further_parts(text: str, end: int, power: int, tongue: Tongue) -> tuple[float, int]:
    """What the parts of a number add that follow its first one, each with a lower power of ten, and where they end.
    In Korean thousands and hundreds may wait for their 만: ``4천 2백만`` is 42 million.
    """
    whole = waiting = 0.0
    stop = end
    while match := _PART.match(text, stop):
        size, after = power_behind(text, match.end(), tongue)
        if not 0 < size < power:
            break
        value = float(match.group(1).replace(",", ""))
        stop = after
        if tongue.script == "Kore" and size < 4 and _PART.match(text, stop):
            waiting += value * 10.0**size
            continue
        if waiting:
            value, size = waiting + value * 10.0 ** _OF_TEN_THOUSAND.get(size, 0), min(size, 4)
            waiting = 0.0
        whole, end, power = whole + value * 10.0**size, stop, size
    return whole, end


def _find_written_dates(text: str, decimal: str, tongue: Tongue, found: list[tuple[int, int, str]]) -> None:
    """Days in figures: ``29.9.1918``, ``29/9/1918`` where the day comes first, ``1918-09-29``, ``九月三十日``."""
    for match in _DAY_OF_YEAR.finditer(text):
        span = (match.start() - len("1918"), match.end())
        _add_day(span, int(match.group(1)), int(match.group(2)), found)
    for match in _WRITTEN_DATE.finditer(text) if tongue.code not in ("", "en") else ():
        if match.group(2) == "/" or decimal == ",":
            _add_day(match.span(), int(match.group(3)), int(match.group(1)), found)
    for match in _HAN_MONTH.finditer(text) if tongue.script in HAN_SCRIPTS else ():
        day = int(han_value(match.group(2))) if match.group(2) else 0
        _add_day(match.span(), int(han_value(match.group(1))), day, found)


def _add_day(span: tuple[int, int], month: int, day: int, found: list[tuple[int, int, str]]) -> None:
    if 1 <= month <= 12 and day <= 31:
        found.append((*span, f"D:{month}"))
        if day:
            found.append((*span, f"D:{month}-{day}"))


class _Meanings(Remembered[tuple[int, int | None, int | None] | None]):
    """What a written word of one language is: a small number (0: none), a month, a weekday. Worked out when first met,
    because a text is made of few different words.
    """

    def __init__(self, code: str) -> None:
        super().__init__()
        self._small = _small(code)
        self._capital = code in _CAPITAL_MONTHS
        self._months = _Names(_row(code).get("months", {}))
        self._weekdays = _Names(_row(code).get("days", {}))

    def work_out(self, written: str) -> tuple[int, int | None, int | None] | None:
        word = written.lower()
        if self._capital and written[0].islower():
            small = self._small.get(word, 0)
            return (small, None, None) if small else None
        small, month = self._small.get(word, 0), self._months.of(word)
        weekday = self._weekdays.of(word) if month is None else None
        return (small, month, weekday) if small or month is not None or weekday is not None else None


def weekdays_of(tongue: Tongue) -> dict[str, int]:
    """The names of the weekdays of a language, 0 being Monday."""
    named = {**tongue.row.get("days", {}), **_WEEKDAYS.get(tongue.code, {})}
    return named | _CHINESE_DAYS if tongue.script == "Hani" else named


def has_capital_months(code: str) -> bool:
    """Whether a language writes months and weekdays with a capital."""
    return code in _CAPITAL_MONTHS


def means(word: str, code: str) -> bool:
    """Whether a word of a language is a number, a month or a weekday."""
    return _meanings(code).work_out(word) is not None


@lru_cache(maxsize=64)
def _meanings(code: str) -> _Meanings:
    return _Meanings(code)


class _Names:
    """Names of months or weekdays with their numbers."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._by_beginning: dict[str, list[tuple[str, int]]] = {}
        for name, number in numbers.items():
            if len(name) > 4:
                self._by_beginning.setdefault(name[:4], []).append((name, number))

    def of(self, word: str) -> int | None:
        """The number of a name, exact or with another ending (``srpnu``, ``понедельника``) or a proclitic."""
        if word in self._numbers:
            return self._numbers[word]
        if len(word) > 4:
            for cut in (1, 2):
                if (number := self._numbers.get(word[cut:])) is not None and len(word) - cut > 3:
                    return number
            for name, number in self._by_beginning.get(word[:4], ()):
                if word.startswith(name[: max(4, len(name) - 2)]) and len(word) <= len(name) + 3:
                    return number
        return None
