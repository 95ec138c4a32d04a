"""Days and years of other calendars as the Gregorian ones they are (``۱۲ مرداد ۱۴۰۳``, ``民國113年``), months by
the names they have from Lebanon to Iraq (``حزيران``), and weekdays of two parts (``پنج‌شنبه``).

All read a text that was made even.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from syndicheck.expressions import expression

_ERA = expression(r"(令和|平成|昭和|民國|民国)\s?([0-9]{1,3}|元)(?=年)")
_YEAR_BEFORE = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}

_SOLAR_MONTHS = {
    name: number
    for number, name in enumerate("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر ابان اذر دی بهمن اسفند".split(), 1)
}
_SOLAR = "|".join(_SOLAR_MONTHS)
_SOLAR_DAY = expression(rf"(?<!\d)([0-9]{{1,2}})\s({_SOLAR})(?!\w)(?:\s(?:ماه\s)?(1[34][0-9]{{2}})(?!\d))?")
_SOLAR_YEAR = expression(rf"(?<!\w)(?:سال|{_SOLAR}|ماه|بهار|تابستان|پاییز|زمستان)\s(1[34][0-9]{{2}})(?!\d)")
"""Only what stands behind a word for it is a year: as many people may have died."""
_SOLAR_EPOCH = 1400, date(2021, 3, 21)
_LATELY = 1404
"""A year that begins on 21 March, as most do: the year of a day without one."""

_SOLAR_WEEKDAYS = {"دو": 0, "سه": 1, "چهار": 2, "پنج": 3, "یک": 6}
_SOLAR_WEEKDAY = expression(rf"(?<!\w)({'|'.join(_SOLAR_WEEKDAYS)})[\u200c ]?شنبه")

_LEVANTINE = {
    "تشرین الاول": 10, "تشرین الثانی": 11, "کانون الاول": 12, "کانون الثانی": 1, "شباط": 2, "اذار": 3, "نیسان": 4,
    "ایار": 5, "حزیران": 6, "تموز": 7, "اب": 8, "ایلول": 9,
}  # fmt: skip
_LEVANTINE_DAY = expression(
    rf"(?:(?<!\d)([0-9]{{1,2}})\s|(?<!\w))({'|'.join(_LEVANTINE)})(?!\w)(?=(/|\s[12][0-9]{{3}})?)"
)


def eras(text: str) -> Iterator[tuple[int, int, int]]:
    """Years by Japanese eras and those of the Republic of China, with where they stand."""
    for match in _ERA.finditer(text):
        year = 1 if match.group(2) == "元" else int(match.group(2))
        yield *match.span(), _YEAR_BEFORE[match.group(1)] + year


def solar_years(text: str) -> Iterator[tuple[int, int, int]]:
    """Years of the Solar Hijri calendar, as the Gregorian ones in which they begin, with where they stand."""
    for match in _SOLAR_YEAR.finditer(text):
        yield *match.span(1), int(match.group(1)) + 621


def solar_days(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Days of the Solar Hijri calendar, with where they stand: Gregorian month and day."""
    for match in _SOLAR_DAY.finditer(text):
        month, day = _SOLAR_MONTHS[match.group(2)], int(match.group(1))
        if 1 <= day <= 31:
            there = _new_year(int(match.group(3) or _LATELY)) + timedelta(
                days=31 * min(month - 1, 6) + 30 * max(0, month - 7) + day - 1
            )
            yield *match.span(), there.month, there.day


def solar_weekdays(text: str) -> Iterator[tuple[int, int, int]]:
    """Persian weekdays of two parts, 0 being Monday, with where they stand."""
    for match in _SOLAR_WEEKDAY.finditer(text):
        yield *match.span(), _SOLAR_WEEKDAYS[match.group(1)]


def levantine(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Months from Lebanon to Iraq with the day before them (0: none), with where they stand. Of one word they are names
    and other words as well, and months beside a day, a year, or another name of theirs (``تموز/يوليو``).
    """
    for match in _LEVANTINE_DAY.finditer(text):
        day, name, beside = match.groups()
        if day or beside or " " in name:
            yield *match.span(), _LEVANTINE[name], int(day or 0)


def _new_year(year: int) -> date:
    """1 Farvardin, by the cycle of 33 years, of which 8 are leap years."""
    known, begins = _SOLAR_EPOCH
    return begins + timedelta(days=365 * (year - known) + (8 * year + 21) // 33 - (8 * known + 21) // 33)
