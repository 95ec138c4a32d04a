"""Years that are not counted from the birth of Christ, and the order of day and month by place."""

from __future__ import annotations

import unicodedata
from collections.abc import Set as AbstractSet

ERAS = {
    "令和": (2018, 2019),
    "平成": (1988, 1989),
    "昭和": (1925, 1926),
    "大正": (1911, 1912),
    "明治": (1867, 1868),
    "民國": (1911, 1912),
    "民国": (1911, 1912),
}
"""Era → the year before its first year, and its first Gregorian year."""

BUDDHIST_OFFSET = 543
_BUDDHIST_LANGUAGES = frozenset({"th", "lo", "km"})
_BUDDHIST_SCRIPTS = ("THAI", "LAO", "KHMER")
_BUDDHIST_YEARS = range(2400, 2700)

_PERSIAN_LANGUAGES = frozenset({"fa", "prs", "ps", "ckb", "lrc", "mzn", "glk", "azb"})
_ISLAMIC_LANGUAGES = frozenset({"ar", "arz", "ur", "sd", "ug", "ks"})
_SHORT_ISLAMIC = range(28, 61)
"""Two digits of Islamic years of our times, which as years of ours are long past or to come."""

_ETHIOPIAN_LANGUAGES = frozenset({"am", "ti"})

_MONTH_FIRST = frozenset({"en-US", "en-PH", "en-PR", "en-GU", "es-PR", "es-PA"})
"""Locales whose short dates begin with the month (CLDR 47)."""
_YEAR_FIRST = frozenset({"zh", "ja", "ko", "hu", "lt", "mn", "fa", "sv", "eo", "eu"})
"""Languages whose short dates begin with the year: a short date in another order tells nothing."""
_UNDECIDED = frozenset({"en-CA"})


ERA_LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
"""Letters that stand for a Japanese era before a short date: ``R6.3.5``."""


def era_year(era: str, year: int) -> int | None:
    """The Gregorian year of a year in an era, ``None`` when the era has no such year.

    >>> era_year("令和", 6)
    2024
    """
    offset, first = ERAS[era]
    gregorian = offset + year
    return gregorian if first <= gregorian < first + 120 else None


def is_buddhist(year: int, text: str, lang: str | None) -> bool:
    """Whether a four-digit year is of the Buddhist era: it is far in the future, and language, script or the
    era's abbreviation say so.
    """
    if year not in _BUDDHIST_YEARS:
        return False
    return text.rstrip(". ").casefold().endswith(("b.e", " be")) or short_buddhist(text, lang)


def short_buddhist(text: str, lang: str | None) -> bool:
    """Whether a two-digit year may be of the Buddhist era, by language or script."""
    if _primary(lang) in _BUDDHIST_LANGUAGES:
        return True
    return any(unicodedata.name(c, "").startswith(_BUDDHIST_SCRIPTS) for c in text)


def is_other_calendar(year: int) -> bool:
    """Whether a year is of the Persian or the Islamic calendar: news of our times bear 13xx to 15xx there."""
    return 1300 <= year < 1500


def other_calendar_reach(year: int) -> tuple[int, int]:
    """The Gregorian years that a Persian or Islamic year may touch, whichever of the two it is."""
    islamic = int(year * 0.970225 + 621.57)
    return min(islamic, year + 621), max(islamic + 1, year + 622)


def may_be_short_of_other(lang: str | None, years: AbstractSet[int]) -> bool:
    """Whether a date with a year of two digits may be of the Persian or the Islamic calendar: ۰۴/۱۲/۱۴ is of 1404."""
    primary = _primary(lang)
    return primary in _PERSIAN_LANGUAGES or (primary in _ISLAMIC_LANGUAGES and not years.isdisjoint(_SHORT_ISLAMIC))


def short_date_order(lang: str | None) -> str | None:
    """``"dmy"`` or ``"mdy"``, or ``None`` when language and region do not decide (English alone does not)."""
    if not lang:
        return None
    primary, region = _primary(lang), _region(lang)
    tag = f"{primary}-{region}"
    if tag in _MONTH_FIRST:
        return "mdy"
    if tag in _UNDECIDED or primary in _YEAR_FIRST or primary in ("und", "") or (primary == "en" and not region):
        return None
    return "dmy"


def may_be_month_first(lang: str | None) -> bool:
    """Whether a short date with dots may begin with the month, as Americans also write it."""
    return _primary(lang) == "en" or f"{_primary(lang)}-{_region(lang or '')}" in _MONTH_FIRST


def is_ethiopian(year: int, lang: str | None, this_year: int) -> bool:
    """Whether a year may be of the Ethiopian calendar, which is seven or eight behind: by language, and only one that
    is not too recent for it.
    """
    return _primary(lang) in _ETHIOPIAN_LANGUAGES and year + 7 <= this_year + 1


def year_first(lang: str | None) -> bool:
    """Whether short dates of this language begin with the year."""
    return _primary(lang) in _YEAR_FIRST


def _primary(lang: str | None) -> str:
    return (lang or "").partition("-")[0].casefold()


def _region(lang: str) -> str:
    subtags = lang.split("-")[1:]
    return next((s.upper() for s in subtags if len(s) == 2 or (len(s) == 3 and s.isdigit())), "")
