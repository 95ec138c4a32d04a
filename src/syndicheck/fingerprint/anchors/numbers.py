"""Numbers and dates by value: ``3,5 Millionen`` = ``3.5 million`` = ``350万``, ``5. August`` = ``8月5日``."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import calendars
from syndicheck.fingerprint.anchors.daynames import DayNames
from syndicheck.fingerprint.anchors.magnitudes import further_parts, multiplied, power_before, power_behind
from syndicheck.fingerprint.anchors.remembered import Remembered
from syndicheck.fingerprint.anchors.spelled import counted_words, small_numbers
from syndicheck.fingerprint.anchors.written import BLANKLESS, HAN_SCRIPTS, Tongue, _row

if TYPE_CHECKING:
    from syndicheck.fingerprint.anchors.words import Words

_NUMBER = expression(r"[0-9]+(?:[.,،' ]\d+)*", re.ASCII)
_HAN_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN = expression("[〇零一二三四五六七八九十百千两兩]{1,12}")
HAN_COUNTED = set("万萬億亿兆年日人名个個位岁歳歲次只家天时時分周週票枚公米元美艘起辆輛つ回社件台倍")
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
_DECIMAL_STROKE = expression(r"(?<![/\d])(\d{1,9})/(\d{1,3})(?![/\d])", re.ASCII)
"""A stroke between two Persian numbers, of which no third makes a date, is a decimal mark: ``۱۴/۲``."""
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

_MONTHS = {
    "hi": {"फरवरी": 2, "सितम्बर": 9, "अक्तूबर": 10, "नवम्बर": 11, "दिसम्बर": 12}, "ne": {"मई": 5},
    "bn": {"জানুয়ারি": 1, "ফেব্রুয়ারি": 2},
}  # fmt: skip
"""Months as papers write them and CLDR does not."""

_CENTURY = ("-tal", "-luv")
"""Swedish, Danish, Norwegian and Finnish count centuries from nought: ``1800-talet`` is the 19th."""

_OTHER_WORDS = {"ro": ("mai",), "fa": ("مه",)}
"""Months that are common words as well: they are months beside a day."""

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
def _small(code: str) -> dict[str, int]:
    return small_numbers(code)


def find(
    text: str,
    tongue: Tongue,
    words: Words,
    taken: list[tuple[int, int]],
    found: list[tuple[int, int, str]],
) -> None:
    """Add numbers and dates that do not stand in ``taken`` stretches. ``words`` are those of the text."""
    decimal = tongue.row.get("decimal", ".")
    if tongue.code == "fa" and "/" in text:
        text = _DECIMAL_STROKE.sub(r"\1.\2", text)
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
            *others, value = multiplied(values)
            more = 0.0
            if "." not in written or decimal == ",":
                more, end = further_parts(text, end, power, tongue)
                done = end
            values = (*others, value * 10.0**power + more)
        elif power := power_before(text, start, tongue.code):
            *others, value = multiplied(values)
            values = (*others, value * 10.0**power)
        if len(written) == 4 and written.endswith("00") and text[end : end + 4] in _CENTURY:
            values = (*values, values[0] / 100 + 1)
        for value in values:
            if tongue.code == "th" and not power and written.isdigit() and 2400 <= value <= 2600:
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
        for start, end, year in calendars.eras(text) if tongue.script in HAN_SCRIPTS else ():
            found.append((start, end, key(float(year))))
    if tongue.code in ("fa", "ar"):
        _find_days_of_others(text, tongue.code, found)
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
        if tongue.code == "fa" and _of_two_parts(text, start, end):
            continue
        if value_small and text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha():
            continue  # twenty-three
        if value_small:
            power, stop = power_behind(text, end, tongue)
            found.append((start, stop, key(value_small * 10.0**power)))
        if named is not None:
            gaps = text[max(0, start - 8) : start]
            beside = next((near[start - gap] for gap in range(1, len(gaps) + 1) if start - gap in near), None)
            if beside is None:
                beside = next((after[end + gap] for gap in range(1, 4) if end + gap in after), None)
            if beside is None and word.lower() in _OTHER_WORDS.get(tongue.code, ()):
                continue
            found.append((start, end, f"D:{named}"))
            if beside is not None:
                found.append((start, end, f"D:{named}-{beside}"))
        elif weekday is not None:
            found.append((start, end, f"W:{weekday}"))


def _find_days_of_others(text: str, code: str, found: list[tuple[int, int, str]]) -> None:
    """Days, months and years of other calendars in Persian and Arabic: a year so counted is no number."""
    if code == "ar":
        for start, end, month, day in calendars.levantine(text):
            _add_day((start, end), month, day, found)
        return
    years = {(start, end): year for start, end, year in calendars.solar_years(text)}
    found[:] = [one for one in found if one[:2] not in years]
    found.extend((*span, key(float(year))) for span, year in years.items())
    for start, end, month, day in calendars.solar_days(text):
        _add_day((start, end), month, day, found)
    found.extend((start, end, f"W:{weekday}") for start, end, weekday in calendars.solar_weekdays(text))


def _of_two_parts(text: str, start: int, end: int) -> bool:
    """Whether a Persian word is a part of a weekday: neither five nor Saturday are in ``پنج‌شنبه``."""
    begin = max(0, start - len("چهار") - 1)
    return any(
        first <= start - begin and end - begin <= last
        for first, last, _ in calendars.solar_weekdays(text[begin : end + len("\u200cشنبه")])
        if last - first > end - start
    )


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
        self._months = DayNames({**_row(code).get("months", {}), **_MONTHS.get(code, {})}, code)
        self._weekdays = DayNames(_row(code).get("days", {}), code)

    def work_out(self, written: str) -> tuple[int, int | None, int | None] | None:
        word = written.lower()
        if self._capital and written[0].islower():
            small = self._small.get(word, 0)
            return (small, None, None) if small else None
        small, month = self._small.get(word, 0), self._months.of(word)
        weekday = self._weekdays.of(word) if month is None else None
        return (small, month, weekday) if small or month is not None or weekday is not None else None


def months_of(tongue: Tongue) -> dict[str, int]:
    """The names of the months of a language, January being 1."""
    return {**tongue.row.get("months", {}), **_MONTHS.get(tongue.code, {})}


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
