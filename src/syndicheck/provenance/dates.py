"""Written dates: ISO 8601, RFC 2822, epoch digits, short dates, dates with the month in words.

Nothing is guessed silently: what can be read in two ways is returned with both readings, what had to be
assumed is flagged (:data:`syndicheck.provenance.reasons.TIME_FLAGS`), and what is no date is ``None``.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from syndicheck.expressions import expression
from syndicheck.model.times import Precision
from syndicheck.provenance import calendars
from syndicheck.provenance.clock import Clock, clock, take_clock, take_zone
from syndicheck.provenance.months import month_numbers
from syndicheck.provenance.weekdays import weekday_numbers

MAX_LENGTH = 120
"""Longer strings are no dates."""

Day = tuple[int, int | None, int | None]
"""Year, month, day; the latter two may be unknown."""


class Written(Struct, frozen=True):
    """What a string says: every reading of its date, the time of day, the zone as written."""

    days: tuple[Day, ...]
    clock: Clock | None = None
    zone: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def precision(self) -> Precision:
        """How finely the time is given."""
        _, month, day = self.days[0]
        if month is None:
            return Precision.YEAR
        if day is None:
            return Precision.MONTH
        return self.clock.precision if self.clock else Precision.DAY


class _Context(Struct, frozen=True):
    """What helps to read: the whole text, its language, the year we live in."""

    text: str
    lang: str | None
    this_year: int
    flags: list[str] = field(default_factory=list)


_ISO = expression(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:(?:[Tt_]|\s?[Tt]?\s)(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d{1,12})?)?)?)?"
    r"\s?([Zz]|[+-]\d{2}(?::?\d{2}){0,2})?(?:\[([\w/+-]{1,40})\])?"
)
_COMPACT = expression(
    r"(\d{4})(\d{2})(\d{2})(?:[Tt ]?(\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,9})?)?([Zz]|[+-]\d{2}(?::?\d{2})?)?"
)
_ORDINAL = expression(r"(\d{4})-(\d{3})")
_WEEK_DAY = expression(r"(\d{4})-?W(\d{2})-?([1-7])")
_EPOCH = expression(r"(\d{1,19})(?:\.\d{1,9})?")
_HAN = expression(
    r"(?P<era>令和|平成|昭和|大正|明治|民國|民国)?\s?(?P<y>\d{1,4}|元)\s?[年년]"
    r"(?:\s?(?P<m>\d{1,2})\s?[月월](?:\s?(?P<d>\d{1,2})\s?[日号號일])?)?"
)
_SHORT = expression(r"(?<!\d)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
_YEAR_MONTH = expression(r"(?<!\d)(?:(\d{4})\s?[./-]\s?(\d{1,2})|(\d{1,2})\s?[./-]\s?(\d{4}))(?!\d)")
_VIETNAMESE = expression(r"(\d{1,2})\s+(?:tháng|thg)\s?(\d{1,2})\b[, ]{0,3}(?:năm\s)?\s?(\d{4})", re.IGNORECASE)
_VIETNAMESE_WEEKDAY = expression(
    r"(?<!\w)(?:thứ\s(?:(hai|2)|(ba|3)|(tư|4)|(năm|5)|(sáu|6)|(bảy|bẩy|7))|(chủ\snhật))(?![\w/.-])", re.IGNORECASE
)
"""The days of the Vietnamese week are numbered words; *thứ* alone is no Thursday, and *thứ 6* no sixth."""
_ERA_LETTER = expression(r"(?<![^\W\d_])([RHSTM])\.?(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\3\s?(\d{1,2})(?![\d./-])")
_ISSUE = expression(
    r"(?<![^\W\d_])(?:heft|ausgabe|issue|edition|vol|volume|no|nr|nº|n°|num|núm|number|numéro|número|numero|nummer"
    r"|kw|kalenderwoche|woche|week|wk|semaine|semana|settimana|jg|jahrgang|band|tome)\.?\s?#?\s?"
    r"(?!\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d)\d",
    re.IGNORECASE,
)
"""The number of an issue or a week, which looks like a day or a month: "Heft 3/2024", "Issue 12, March 2024"."""
_TOKEN = expression(r"\d+|[^\d\s,;:()\[\]/|·•-]+")
_COUNTED = expression(r"(?<!\d)\d{1,2}\s?[+-]?\s?(?P<what>[^\W\d_]{3,40})")
"""A small number with a word behind it: "12 min", "20 comments", and "5 March"."""
_COUNTED_BY_YEARS = expression(
    r"(?P<dated>[^\W\d_]{3,12}\.?\s\d{1,2},\s)?(?<!\d)(?P<year>(?:19|20)\d\d)\s(?:views?|reads?|shares?|likes?|comments?|words?|hits|aufrufe|klicks|kommentare|wörter|vues"
    r"|partages|commentaires|mots|visitas|lecturas|comentarios|comentários|palabras|palavras|visualiza\w{4,8}|letture"
    r"|visite|commenti|weergaven|reacties|visningar|visninger|wyświetle\w{2}|zobrazení|просмотр\w{0,3}|переглядів"
    r"|görüntülenme|okunma|dilihat|lượt)(?!\w)",
    re.IGNORECASE,
)
"""What looks like a year, and counts something: "5 March | 2000 views", if not in "March 5, 2014 Comments Off"."""
_BESIDE_NUMBERS = frozenset("uhr hrs saat pukul time local klo ore alle ème ноя года году heures horas giờ".split())
"""Longer words behind a number that count nothing."""
_DOTTED_BEFORE_ZONE = expression(
    r"(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(?=\s\(?(?:[A-ZМСК]{3,5}\b|(?:UTC|GMT)\s?[+-]\d))"
)
"""Hours and minutes with a full stop, as a zone behind them shows: "5 Maret 2026 14.30 WIB"."""
_ERA_WORDS = expression(r"\bพ\.?ศ\.?|\b[BC]\.?E\.?(?=\s|$)|\bA\.?D\.?(?=\s|$)")

_ALSO_WEEKDAYS = frozenset({"mar", "sub", "paz", "sen", "sht"})
"""Short names of months that beside another month are a day of the week: *mar 5 de mayo* is a Tuesday (*martes, mardi,
martedì*), *sub* is *subota*, *Paz* is *pazar*, *Sen* is *Senin*.
"""

_APPLES_BEGINNING = timedelta(days=11_323)
"""From 1970 to 2001, whole days: Apple's programs count seconds from there."""

_DASHES = {ord(c): "-" for c in "‐‑‒–—−﹣－"}


def folded(text: str) -> str:
    """ASCII digits, plain dashes and blanks, no invisible characters; capitals kept."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category == "Nd":
            kept.append(str(unicodedata.decimal(character)))
        elif category == "Zs" or character in "\t\n\r":
            kept.append(" ")
        elif category not in ("Cf", "Cc"):
            kept.append(character)
    return " ".join("".join(kept).split())


def read_written(raw: str, *, lang: str | None, now: datetime) -> Written | None:
    """Understand a date as written; ``None`` when it is none."""
    if len(raw) > 4 * MAX_LENGTH:
        return None
    text = folded(raw).strip("\"' ")
    if not text or len(text) > MAX_LENGTH or not any(c.isdecimal() for c in text):
        return None
    context = _Context(text, lang, now.year)
    written = _digits(context) or _iso(context) or _prose(context)
    if written is None or not all(_is_date(day) for day in written.days):
        return None
    time = written.clock if written.days[0][2] is not None else None
    return replace(written, clock=time, flags=tuple(dict.fromkeys((*context.flags, *written.flags))))


# ── machine formats ───────────────────────────────────────────────────────────────────────────────────


def _digits(context: _Context) -> Written | None:
    """Only digits: a year, a compact date, or a count since 1970."""
    match = _EPOCH.fullmatch(context.text)
    if not match:
        return None
    digits = match[1]
    if len(digits) == 4:
        return Written(_years(int(digits), None, None, context))
    if len(digits) == 6 and digits[:2] in ("19", "20"):
        short = (2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))  # 200305 may be of 2003, and of 2020
        if _is_date(short):
            context.flags.append("day-month-ambiguous")
        return Written(((int(digits[:4]), int(digits[4:]), None), *([short] if _is_date(short) else [])))
    if len(digits) in (8, 12, 14):
        return None
    # a digit less would be before September 2001, when nobody counted so finely: 638450000000000000 are ticks of .NET
    per_second = {9: 1, 10: 1, 13: 1000, 16: 10**6, 19: 10**9}.get(len(digits))
    if per_second is None and digits.strip("0"):
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(digits) // (per_second or 1))
    days: list[Day] = [(moment.year, moment.month, moment.day)]
    since_2001 = moment + _APPLES_BEGINNING
    if len(digits) == 9 and since_2001.year <= context.this_year:
        days.append((since_2001.year, since_2001.month, since_2001.day))
        context.flags.append("epoch-ambiguous")
    return Written(
        tuple(days),
        clock(moment.hour, moment.minute, moment.second),
        "Z",
        ("epoch-digits",),
    )


def _iso(context: _Context) -> Written | None:
    text = context.text
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone, *place = match.groups()
        time = None
        if hour is not None:
            time = clock(int(hour), _number(minute), _number(second))
            if time is None:
                return None
        days = _years(int(year), int(month), int(day), context)
        if zone is None and calendars.is_ethiopian(int(year), context.lang, context.this_year):
            context.flags.append("calendar-unsupported")  # who names a zone has asked a program for the date
        if time is None and zone and zone[0] in "+-" and text[-len(zone) - 1].isspace():
            zone = None  # 2024-03-05 -09:30 may be half past nine behind a dash
        return Written(days, time, zone or next(filter(None, place), None))
    if match := _ORDINAL.fullmatch(text):
        year, ordinal = int(match[1]), int(match[2])
        if not 1 <= ordinal <= 366 or year < 1:
            return None
        found = date(year, 1, 1) + timedelta(days=ordinal - 1) if year < 9999 else None
        return Written(((found.year, found.month, found.day),)) if found and found.year == year else None
    if match := _WEEK_DAY.fullmatch(text):
        try:
            found = date.fromisocalendar(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
        return Written(((found.year, found.month, found.day),))
    return None


# ── dates for people ──────────────────────────────────────────────────────────────────────────────────


def _prose(context: _Context) -> Written | None:
    zone, text = take_zone(_DOTTED_BEFORE_ZONE.sub(r"\1:\2", context.text))
    taken = take_clock(_VIETNAMESE_WEEKDAY.sub(" ", text))
    if taken is None:
        return None
    time, text = taken
    if time is None and zone is not None and zone[0] in "+-":
        zone = None  # a clock behind a dash looks the same
    if _ISSUE.search(text):
        return None
    days = _han(text, context) or _vietnamese(text, context) or _short(text, context) or _words(text, context)
    if not days or (time and days[0][2] is None and "calendar-unsupported" not in context.flags):
        return None
    return _weighed_by_weekday(Written(days, time, zone), context)


def _han(text: str, context: _Context) -> tuple[Day, ...] | None:
    """年月日, 년월일, with or without an era."""
    match = _HAN.search(text)
    if not match or _stray_digits(text, match):
        return None
    year = 1 if match["y"] == "元" else int(match["y"])
    month, day = _number(match["m"]), _number(match["d"])
    if not match["era"]:
        return _years(year, month, day, context) if len(match["y"]) == 4 else None
    gregorian = calendars.era_year(match["era"], year)
    if gregorian is None:
        return None
    context.flags.append("era-year")
    return ((gregorian, month, day),)


def _vietnamese(text: str, context: _Context) -> tuple[Day, ...] | None:
    match = _VIETNAMESE.search(text)
    if not match or _stray_digits(text, match):
        return None
    return _years(int(match[3]), int(match[2]), int(match[1]), context)


def _short(text: str, context: _Context) -> tuple[Day, ...] | None:
    """Digits and separators: 2024/03/05, 5.3.2024, 03/04/24, 03/2024, R6.3.5."""
    if match := _ERA_LETTER.search(text):
        return None if _stray_digits(text, match) else _era_day(match, context)
    if match := _SHORT.search(text):
        days = None if _stray_digits(text, match) else _short_day(match, context)
        if days and any(calendars.is_ethiopian(year, context.lang, context.this_year) for year, _, _ in days):
            context.flags.append("calendar-unsupported")
        return days
    if (match := _YEAR_MONTH.search(text)) and not _stray_digits(text, match):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _years(int(year), int(month), None, context)
    return None


def _era_day(match: re.Match[str], context: _Context) -> tuple[Day, ...] | None:
    """A Japanese date whose era is a letter; in other languages such a letter says nothing that we know."""
    if not context.lang or context.lang.partition("-")[0].casefold() != "ja":
        return None
    year = calendars.era_year(calendars.ERA_LETTERS[match[1]], int(match[2]))
    if year is None:
        return None
    context.flags.append("era-year")
    return ((year, int(match[4]), int(match[5])),)


def _short_day(match: re.Match[str], context: _Context) -> tuple[Day, ...] | None:
    first, separator, middle, last = match.groups()
    if len(first) >= 3:
        return _years(int(first), int(middle), int(last), context) if len(last) <= 2 else None
    if len(last) not in (2, 4):
        return None
    dotted = separator == "." and not calendars.may_be_month_first(context.lang)
    orders = ["dmy"] if dotted else ["dmy", "mdy"]
    may_be_korean = separator == "." and context.lang in (None, "", "und")
    if len(last) == 2 and len(first) == 2 and (separator == "-" or may_be_korean or calendars.year_first(context.lang)):
        orders.append("ymd")
    numbers = {"a": int(first), "b": int(middle), "c": int(last)}
    readings = {}
    for order in orders:
        parts = dict(zip(order, numbers.values(), strict=True))
        if 1 <= parts["m"] <= 12 and 1 <= parts["d"] <= 31:
            readings[order] = (parts["y"], parts["m"], parts["d"])
    if len(set(readings.values())) > 1:
        decided = calendars.short_date_order(context.lang)
        if decided in readings:
            context.flags.append("day-month-assumed")
            readings = {decided: readings[decided]}
        else:
            context.flags.append("day-month-ambiguous")
    days: list[Day] = []
    for year, month, day in readings.values():
        two_digits = len(last) == 2
        days += _short_years(year, month, day, context) if two_digits else _years(year, month, day, context)
    if len(last) == 2 and calendars.may_be_short_of_other(context.lang, {year for year, _, _ in readings.values()}):
        context.flags.append("calendar-unsupported")
    return tuple(day for day in dict.fromkeys(days) if _is_date(day)) or None


def _words(text: str, context: _Context) -> tuple[Day, ...] | None:
    """A month in words, one year, at most one day; words we do not know do not matter."""
    text = _ERA_WORDS.sub(" ", text)
    counted = _COUNTED_BY_YEARS.search(text)
    if counted and not counted["dated"] and int(counted["year"]) not in (context.this_year, context.this_year - 1):
        return None  # a date beside the number of what it counts is mostly of these years: "5 March 2026 comments"
    tokens = _TOKEN.findall(text)
    months = _months(tokens, context.lang)
    numbers = [token for token in tokens if token.isdecimal()]
    if not months or not 1 <= len(numbers) <= 2:
        return _other_calendar(numbers, context) if not months else None
    day: int | None = None
    year = numbers[-1]
    if len(numbers) == 2:
        first, second = numbers
        year, written_day = (first, second) if len(first) == 4 else (second, first)
        if len(written_day) > 2 or not 1 <= int(written_day) <= 31:
            return None
        day = int(written_day)
    if len(months) > 1:
        context.flags.append("month-ambiguous")
    days: list[Day] = []
    for month in sorted(months):
        if len(year) == 4:
            days += _years(int(year), month, day, context)
        elif len(year) == 2 and day is not None and not _counts(text, context.lang):
            days += _short_years(int(year), month, day, context)
    return tuple(d for d in days if _is_date(d)) or None


def _counts(text: str, lang: str | None) -> bool:
    """Whether a number of one or two digits counts what is named behind it, and is no day or year: "5 March, 12 min
    read" would be of 2012 otherwise.
    """
    words = (found["what"] for found in _COUNTED.finditer(text))
    return any(
        word.casefold() not in _BESIDE_NUMBERS and not month_numbers(word, lang) and not weekday_numbers(word)
        for word in words
    )


def _months(tokens: list[str], lang: str | None) -> frozenset[int]:
    """The months the words can mean. When two words could be months (a weekday may look like one), they must
    agree, or else the one beside a number counts; without a day the paper may be one of both (*March–April 2024*).
    """
    found: list[tuple[int, frozenset[int]]] = []
    for position, token in enumerate(tokens):
        if token.isdecimal():
            continue
        pair = f"{token} {tokens[position + 1]}" if position + 1 < len(tokens) else token
        if months := month_numbers(pair, lang) or month_numbers(token.strip(".'"), lang):
            found.append((position, months))
    days = [one for one in found if tokens[one[0]].strip(".'").casefold() in _ALSO_WEEKDAYS]
    if len(found) == len(days) > 1:
        days = [one for one in days if one[0] == 0]  # the day of the week stands first: Sen, 5 Mar
    if len(found) - len(days) == 1:
        found = [one for one in found if one not in days]
    if not found:
        return frozenset()
    shared = frozenset.intersection(*(months for _, months in found))
    if shared:
        return shared
    if sum(map(str.isdecimal, tokens)) == 1:
        return frozenset[int]().union(*(months for _, months in found))
    beside = [
        months for position, months in found if any(t.isdecimal() for t in tokens[max(position - 1, 0) : position + 2])
    ]
    return beside[0] if len(beside) == 1 else frozenset()


def _other_calendar(numbers: list[str], context: _Context) -> tuple[Day, ...] | None:
    """A Persian or Islamic date in words: recognised by its year, not converted."""
    years = [int(n) for n in numbers if len(n) == 4]
    if len(years) != 1 or not calendars.is_other_calendar(years[0]):
        return None
    return _years(years[0], None, None, context)


def _weighed_by_weekday(written: Written, context: _Context) -> Written:
    """A weekday beside the date chooses among its readings. Where it fits none of them, one of the two is wrong (a
    date brought to another zone, a slip): then the nearest days of that name count, too.
    """
    vietnamese = _VIETNAMESE_WEEKDAY.search(context.text)
    if vietnamese is not None and vietnamese.lastindex is not None:
        named = [frozenset({vietnamese.lastindex - 1})]
    else:
        named = [days for token in _TOKEN.findall(context.text) if (days := weekday_numbers(token))]
    if len(named) != 1 or any(day is None for _, _, day in written.days):
        return written
    fitting = tuple(day for day in written.days if _weekday(day) in named[0])
    if fitting:
        if len(fitting) < len(written.days) and "day-month-ambiguous" in context.flags:
            context.flags.remove("day-month-ambiguous")
            return replace(written, days=fitting)
        return written
    readings = list(written.days)
    for year, month, day in written.days:
        stated = date(year, month or 1, day or 1)
        for step in range(-3, 4):
            other = date.fromordinal(max(1, min(date.max.toordinal(), stated.toordinal() + step)))
            if other.weekday() in named[0]:
                readings.append((other.year, other.month, other.day))
    context.flags.append("weekday-contradicts")
    return replace(written, days=tuple(readings))


def _weekday(day: Day) -> int:
    return date(day[0], day[1] or 1, day[2] or 1).weekday()


# ── years ─────────────────────────────────────────────────────────────────────────────────────────────


def _years(year: int, month: int | None, day: int | None, context: _Context) -> tuple[Day, ...]:
    """A four-digit year in our count: Buddhist years are converted, Persian and Islamic ones spanned."""
    if calendars.is_buddhist(year, context.text, context.lang):
        context.flags.append("buddhist-year")
        return ((year - calendars.BUDDHIST_OFFSET, month, day),)
    if calendars.is_other_calendar(year):
        context.flags.append("calendar-unsupported")
        first, last = calendars.other_calendar_reach(year)
        return ((first, None, None), (last, None, None))
    return ((year, month, day),)


def _short_years(year: int, month: int, day: int, context: _Context) -> tuple[Day, ...]:
    """A two-digit year: the latest century that is not in the future."""
    context.flags.append("two-digit-year")
    century = 2000 if 2000 + year <= context.this_year + 1 else 1900
    days: list[Day] = [(century + year, month, day)]
    if calendars.short_buddhist(context.text, context.lang):
        buddhist = 2500 + year - calendars.BUDDHIST_OFFSET
        if buddhist <= context.this_year + 1:
            context.flags.extend(("buddhist-year", "century-ambiguous"))
            days.append((buddhist, month, day))
    return tuple(days)


def _is_date(day: Day) -> bool:
    try:
        date(day[0], 1 if day[1] is None else day[1], 1 if day[2] is None else day[2])
    except ValueError:
        return False
    return True


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _stray_digits(text: str, match: re.Match[str]) -> bool:
    """Whether there are digits beside the date: then we have not understood the string."""
    return any(c.isdecimal() for c in text[: match.start()] + text[match.end() :])
