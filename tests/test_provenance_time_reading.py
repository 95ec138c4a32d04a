"""Written times → intervals, as tables of ugly cases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from syndicheck.model.articles import RawTime
from syndicheck.model.times import Precision, Sighting, Zone
from syndicheck.provenance.reasons import TIME_FLAGS
from syndicheck.provenance.timeline import read_time

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def read(
    raw: str,
    *,
    lang: str | None = None,
    hint: str | None = None,
    country: str | None = None,
    kind: str = "published",
    source: str = "record",
) -> Sighting | None:
    return read_time(RawTime(kind, raw, source), lang=lang, zone_hint=hint, country=country, now=NOW)


def known(raw: str, **how: str) -> Sighting:
    sighting = read(raw, **how)
    assert sighting is not None, raw
    assert set(sighting.flags) <= set(TIME_FLAGS)
    return sighting


def reach(sighting: Sighting) -> str:
    return f"{sighting.start:%Y-%m-%d %H:%M:%S} .. {sighting.end:%Y-%m-%d %H:%M:%S}"


MARCH_5_14_05 = "2024-03-05 14:05:00 .. 2024-03-05 14:05:59"


@pytest.mark.parametrize(
    ("raw", "lang", "expected"),
    [
        # halves of the day: a letter alone, Spanish with a blank, Chinese and Japanese evenings
        ("March 5, 2024 9:05a ET", None, MARCH_5_14_05),
        ("Mar 5, 2024 2:05P GMT", "en-US", MARCH_5_14_05),
        ("5 de marzo de 2024, 02:05 p. m. UTC", "es-CO", MARCH_5_14_05),
        ("2024年3月5日晚11:05 JST", "ja", MARCH_5_14_05),
        ("2024年3月5日晚间10:05 UTC+8", "zh", MARCH_5_14_05),
        ("2024年3月5日午后10:05 UTC+8", "zh", MARCH_5_14_05),
        ("2024年3月5日火曜日23:05 JST", "ja", MARCH_5_14_05),
        ("2024年3月5日清晨5:05 UTC-9", "zh", MARCH_5_14_05),
        ("5 มีนาคม 2567 09:05 น. UTC-5", "th", MARCH_5_14_05),
        # times of other lands that are called like those of America
        ("6 March 2024, 1:05 am Australian Eastern Daylight Time", None, MARCH_5_14_05),
        ("12:35 am Australian Central Daylight Time, March 6, 2024", None, MARCH_5_14_05),
        ("2024-03-05T14:05Z", None, MARCH_5_14_05),
        ("2024-03-05T09:05 Etc/GMT+5", None, MARCH_5_14_05),
        ("5 Μαρτίου 2024, 4:05 μ.μ. UTC+2", "el", MARCH_5_14_05),
        ("5 مارس 2024 2:05 مساءً UTC", "ar", MARCH_5_14_05),
        ("5 مارس 2024 2:05 م UTC", None, MARCH_5_14_05),
        ("5 Mart 2024 ÖS 5:05 UTC+3", "tr", MARCH_5_14_05),
        ("2024. március 5. du. 3:05 UTC+1", "hu", MARCH_5_14_05),
        ("5 Mac 2024 10:05 PTG UTC+8", "ms", MARCH_5_14_05),
        ("5 mars 2024 2:05 em UTC", "sv", MARCH_5_14_05),
        ("2024.3.5 PM 11:05 KST", "ko", MARCH_5_14_05),
        ("AM 9:05, March 5, 2024 EST", None, MARCH_5_14_05),
        ("الثلاثاء 5 مارس 2024 الساعة 14:05 UTC", "ar", MARCH_5_14_05),
        ("Τρίτη, 5 Μαρτίου 2024 στις 2:05 μ.μ. UTC", "el", MARCH_5_14_05),
        ("mar. 5 mars 2024 14:05 UTC", "fr", MARCH_5_14_05),
        ("Embargo: 5 March 2024, 15:05 CET", None, MARCH_5_14_05),
        ("5 March 2024 14.05 hours GMT", "en", MARCH_5_14_05),
        ("2024-03-05 14:05 UTC", None, MARCH_5_14_05),
        ("5 March 2024 14:05Z (GMT)", None, MARCH_5_14_05),
        ("2024-03-05t14:05z", None, MARCH_5_14_05),
        ("２０２４-０３-０５T14:05Z", None, MARCH_5_14_05),
        ("2024‑03‑05T15:05+01", None, MARCH_5_14_05),
        ("2024-03-05T15:05+0100", None, MARCH_5_14_05),
        ("2024-03-05T15:05+01:00", None, MARCH_5_14_05),
        ("2024-03-05T09:05−05:00", None, MARCH_5_14_05),
        ("2024-03-05T19:35+05:30", None, MARCH_5_14_05),
        ("202403051405Z", None, MARCH_5_14_05),
        ("2024-03-05T15:05+01:00[Europe/Berlin]", None, MARCH_5_14_05),
        ("2024-03-05 15:05 Europe/Berlin", None, MARCH_5_14_05),
        ("5. März 2024, 15:05 Uhr MEZ", "de", MARCH_5_14_05),
        ("Dienstag, 5. März 2024, 15.05 Uhr (MEZ)", None, MARCH_5_14_05),
        ("March 5, 2024 9:05 a.m. ET", "en", MARCH_5_14_05),
        ("March 5th, 2024 at 09:05 AM EST", "en", MARCH_5_14_05),
        ("9:05 a.m. Eastern Standard Time, March 5, 2024", None, MARCH_5_14_05),
        ("Mar 5 2024 6:05am PST", None, MARCH_5_14_05),
        ("12-Mar-2024 08:05 AM GMT", None, "2024-03-12 08:05:00 .. 2024-03-12 08:05:59"),
        ("5 марта 2024 г., 17:05 МСК", "ru", MARCH_5_14_05),
        ("5 mars 2024 à 14 h 05 UTC", "fr", MARCH_5_14_05),
        ("2024年3月5日 23:05 JST", "ja", MARCH_5_14_05),
        ("2024年3月5日午後11時05分 JST", "ja", MARCH_5_14_05),
        ("2024년 3월 5일 오후 11:05 KST", "ko", MARCH_5_14_05),
        ("5 tháng 3, 2024 21:05 GMT+7", "vi", MARCH_5_14_05),
        ("5 มีนาคม 2567 21.05 น. ICT", "th", MARCH_5_14_05),
        ("5 במרץ 2024 14:05 UTC", "he", MARCH_5_14_05),
        ("2024. 03. 05. 14:05 UTC", "hu", MARCH_5_14_05),
        ("Tue, 05 Mar 2024 14:05:07 GMT", None, "2024-03-05 14:05:07 .. 2024-03-05 14:05:07"),
        ("Tue, 05 Mar 2024 14:05:07 -0000", None, "2024-03-05 14:05:07 .. 2024-03-05 14:05:07"),
        ("Tue Mar 05 15:05:07 CET 2024", None, "2024-03-05 14:05:07 .. 2024-03-05 14:05:07"),
        (
            "Tue Mar 05 2024 15:05:07 GMT+0100 (Central European Standard Time)",
            None,
            "2024-03-05 14:05:07 .. 2024-03-05 14:05:07",
        ),
        ("2024-03-05T14:05:07.123456789Z", None, "2024-03-05 14:05:07 .. 2024-03-05 14:05:07"),
        ("1709647507", None, "2024-03-05 14:05:07 .. 2024-03-05 14:05:07"),
        ("1709647507.5", None, "2024-03-05 14:05:07 .. 2024-03-05 14:05:07"),
        ("1709647507123", None, "2024-03-05 14:05:07 .. 2024-03-05 14:05:07"),
        ("2024-03-05T14Z", None, "2024-03-05 14:00:00 .. 2024-03-05 14:59:59"),
        ("5 March 2024, 2 p.m. GMT", None, "2024-03-05 14:00:00 .. 2024-03-05 14:59:59"),
        ("2024-03-05+01:00", None, "2024-03-04 23:00:00 .. 2024-03-05 22:59:59"),
    ],
)
def test_a_given_zone_makes_an_interval_of_the_precision(raw: str, lang: str | None, expected: str) -> None:
    sighting = known(raw, **({"lang": lang} if lang else {}))
    assert reach(sighting) == expected
    assert sighting.zone is Zone.GIVEN
    assert sighting.usable
    assert sighting.end.microsecond == 999_999
    assert sighting.raw == raw


THREE_OR_FIFTEEN = "2024-03-05 03:00:00 .. 2024-03-05 15:00:59"
DAY_ANYWHERE = "2024-03-04 10:00:00 .. 2024-03-06 11:59:59"


@pytest.mark.parametrize(
    ("raw", "lang", "precision", "expected"),
    [
        # a day with UTC beside it is the outlet's day all the same
        ("2024-03-05Z", None, "day", DAY_ANYWHERE),
        ("5 March 2024 GMT", None, "day", DAY_ANYWHERE),
        ("2024-03-05+00:00", None, "day", DAY_ANYWHERE),
        # behind a dash may stand an offset, or the time
        ("2024-03-05 -09:30", None, "day", DAY_ANYWHERE),
        ("March 5, 2024 –09:30", None, "day", DAY_ANYWHERE),
        # times of other lands that are called like those of America
        (
            "2024-03-05 14:05 SA Pacific Standard Time",
            None,
            "minute",
            "2024-03-05 00:05:00 .. 2024-03-06 02:05:59",
        ),
        (
            "2024-03-05 14:05 Australian Eastern Time",
            None,
            "minute",
            "2024-03-05 00:05:00 .. 2024-03-06 02:05:59",
        ),
        # two zones are none
        ("2024-03-05T14:05Z EST", None, "minute", "2024-03-05 00:05:00 .. 2024-03-06 02:05:59"),
        ("5 March 2024, 14:05 GMT/BST", None, "minute", "2024-03-05 00:05:00 .. 2024-03-06 02:05:59"),
        ("R6.3.5", "ja", "day", DAY_ANYWHERE),
        ("R06/03/05", "ja", "day", DAY_ANYWHERE),
        ("2024-03-05", None, "day", DAY_ANYWHERE),
        ("20240305", None, "day", DAY_ANYWHERE),
        ("2024/03/05", None, "day", DAY_ANYWHERE),
        ("/2024/03/05/", None, "day", DAY_ANYWHERE),
        ("2024-065", None, "day", DAY_ANYWHERE),
        ("2024-W10-2", None, "day", DAY_ANYWHERE),
        ("5.3.2024", None, "day", DAY_ANYWHERE),
        ("5 March 2024", None, "day", DAY_ANYWHERE),
        ("Mar. 5, 2024", None, "day", DAY_ANYWHERE),
        ("mar., 5 mars 2024", None, "day", DAY_ANYWHERE),  # mardi looks like March
        ("5 de març de 2024", None, "day", DAY_ANYWHERE),
        ("5 मार्च 2024", None, "day", DAY_ANYWHERE),
        ("٥ مارس ٢٠٢٤", None, "day", DAY_ANYWHERE),
        ("ngày 5 tháng 3 năm 2024", None, "day", DAY_ANYWHERE),
        ("2024年3月5日", None, "day", DAY_ANYWHERE),
        ("令和6年3月5日", None, "day", DAY_ANYWHERE),
        ("民國113年3月5日", None, "day", DAY_ANYWHERE),
        ("5 มี.ค. 2567", None, "day", DAY_ANYWHERE),
        ("05/03/2567", "th", "day", DAY_ANYWHERE),
        ("29/02/2567", "th", "day", "2024-02-28 10:00:00 .. 2024-03-01 11:59:59"),
        ("令和元年5月1日", None, "day", "2019-04-30 10:00:00 .. 2019-05-02 11:59:59"),
        ("5 listopada 2024", "pl", "day", "2024-11-04 10:00:00 .. 2024-11-06 11:59:59"),
        ("5 listopada 2024", "hr", "day", "2024-10-04 10:00:00 .. 2024-10-06 11:59:59"),
        ("11 تشرين الأول 2024", "ar", "day", "2024-10-10 10:00:00 .. 2024-10-12 11:59:59"),
        ("2024-03-05 14:05", None, "minute", "2024-03-05 00:05:00 .. 2024-03-06 02:05:59"),
        ("20240305140507", None, "second", "2024-03-05 00:05:07 .. 2024-03-06 02:05:07"),
        ("2024-03-05T14:05:00+99:00", None, "second", "2024-03-05 00:05:00 .. 2024-03-06 02:05:00"),
        ("March–April 2024", None, "month", "2024-02-29 10:00:00 .. 2024-05-01 11:59:59"),
        ("March 2024", None, "month", "2024-02-29 10:00:00 .. 2024-04-01 11:59:59"),
        ("2024-12", None, "month", "2024-11-30 10:00:00 .. 2025-01-01 11:59:59"),
        ("03/2024", None, "month", "2024-02-29 10:00:00 .. 2024-04-01 11:59:59"),
        ("2017", None, "year", "2016-12-31 10:00:00 .. 2018-01-01 11:59:59"),
        ("1899-05-01", None, "day", "1899-04-30 10:00:00 .. 1899-05-02 11:59:59"),
    ],
)
def test_without_a_zone_the_interval_spans_the_world(raw: str, lang: str | None, precision: str, expected: str) -> None:
    sighting = known(raw, **({"lang": lang} if lang else {}))
    assert reach(sighting) == expected
    assert sighting.precision is Precision(precision)
    assert sighting.zone is Zone.UNKNOWN
    assert "zone-unknown" in sighting.flags
    assert sighting.usable


@pytest.mark.parametrize(
    ("raw", "how", "expected", "flag"),
    [
        # D14: day and month
        ("03/04/2024", {}, "2024-03-03 10:00:00 .. 2024-04-04 11:59:59", "day-month-ambiguous"),
        ("03/04/2024", {"lang": "en"}, "2024-03-03 10:00:00 .. 2024-04-04 11:59:59", "day-month-ambiguous"),
        ("03.04.2024", {"lang": "en-US"}, "2024-03-03 10:00:00 .. 2024-03-05 11:59:59", "day-month-assumed"),
        ("03.04.2024", {"lang": "en"}, "2024-03-03 10:00:00 .. 2024-04-04 11:59:59", "day-month-ambiguous"),
        ("200305", {}, "2003-04-30 10:00:00 .. 2020-04-01 11:59:59", "day-month-ambiguous"),
        ("03/04/2024", {"lang": "en-US"}, "2024-03-03 10:00:00 .. 2024-03-05 11:59:59", "day-month-assumed"),
        ("03/04/2024", {"lang": "en-GB"}, "2024-04-02 10:00:00 .. 2024-04-04 11:59:59", "day-month-assumed"),
        ("03/04/2024", {"lang": "de"}, "2024-04-02 10:00:00 .. 2024-04-04 11:59:59", "day-month-assumed"),
        ("5 listopada 2024", {}, "2024-10-04 10:00:00 .. 2024-11-06 11:59:59", "month-ambiguous"),
        ("13/04/24", {}, "2024-04-12 10:00:00 .. 2024-04-14 11:59:59", "two-digit-year"),
        ("5 Mar 24 at 10:00 am GMT", {}, "2024-03-05 10:00:00 .. 2024-03-05 10:00:59", "two-digit-year"),
        ("Tue 05 Mar 24", {}, DAY_ANYWHERE, "two-digit-year"),
        ("5. März 24, 10 Uhr", {"lang": "de"}, "2024-03-04 20:00:00 .. 2024-03-05 22:59:59", "two-digit-year"),
        ("Mar 5 '99", {}, "1999-03-04 10:00:00 .. 1999-03-06 11:59:59", "two-digit-year"),
        ("5 มี.ค. 67", {"lang": "th"}, "1967-03-04 10:00:00 .. 2024-03-06 11:59:59", "century-ambiguous"),
        ("令和6年3月5日", {}, DAY_ANYWHERE, "era-year"),
        ("5 มี.ค. 2567", {}, DAY_ANYWHERE, "buddhist-year"),
        ("24.03.05", {}, "2005-03-23 10:00:00 .. 2024-03-06 11:59:59", "day-month-ambiguous"),
        ("24.03.05", {"lang": "de"}, "2005-03-23 10:00:00 .. 2005-03-25 11:59:59", "two-digit-year"),
        # which half of the day: words that nobody reads, or that tell it some other way
        (
            "5 Maret 2024 3:00 sore UTC",
            {"lang": "id"},
            THREE_OR_FIFTEEN,
            "half-day-ambiguous",
        ),
        (
            "5 de março de 2024, 3:00 da tarde UTC",
            {},
            THREE_OR_FIFTEEN,
            "half-day-ambiguous",
        ),
        ("5 मार्च 2024 3:00 अपराह्न UTC", {}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("5. März 2024, 3:00 Nachmittag UTC", {}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("5 marca 2024, 3:00 popołudnie UTC", {}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("5 mars 2024, eftermiddag 3:00 UTC", {}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("5. ožujka 2024. 3:00 poslije podne UTC", {}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("5 mars 2024 em 3:00 UTC", {"lang": "sv"}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("2024. március 5. 3:00 du. UTC", {"lang": "hu"}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("5 March 2024 3:00 p UTC", {}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("৫ মার্চ ২০২৪ বিকাল ৩:০০ UTC", {}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("5 марта 2024, 3:00 дня UTC", {}, THREE_OR_FIFTEEN, "half-day-ambiguous"),
        ("2024年3月5日中午1:05 UTC", {}, "2024-03-05 01:05:00 .. 2024-03-05 13:05:59", "half-day-ambiguous"),
        ("2024年3月5日晚12:05 UTC", {}, "2024-03-05 00:05:00 .. 2024-03-06 00:05:59", "half-day-ambiguous"),
        ("2024年3月5日晚上1:05 UTC", {}, "2024-03-05 01:05:00 .. 2024-03-05 13:05:59", "half-day-ambiguous"),
        (
            "5 de março de 2024, 12:05 da noite UTC",
            {},
            "2024-03-05 00:05:00 .. 2024-03-06 00:05:59",
            "half-day-ambiguous",
        ),
        # a weekday that does not fit: one of the two is wrong
        ("Wed, 05 Mar 2024 10:00:00 GMT", {}, "2024-03-05 10:00:00 .. 2024-03-06 10:00:00", "weekday-contradicts"),
        ("Sunday, March 5, 2024 10:00 UTC", {}, "2024-03-03 10:00:00 .. 2024-03-05 10:00:59", "weekday-contradicts"),
        # names of zones by the outlet's country; what is rare abroad stands beside the usual meaning
        ("2024-03-05 10:00 IST", {"country": "IN"}, "2024-03-05 04:30:00 .. 2024-03-05 04:30:59", "zone-by-place"),
        ("2024-03-05 10:00 EST", {"country": "AU"}, "2024-03-04 23:00:00 .. 2024-03-05 15:00:59", "zone-ambiguous"),
        ("2024-03-05 10:00 PST", {"country": "PH"}, "2024-03-05 02:00:00 .. 2024-03-05 18:00:59", "zone-ambiguous"),
        ("2024-03-05 10:00 PST", {"country": "PK"}, "2024-03-05 05:00:00 .. 2024-03-05 18:00:59", "zone-ambiguous"),
        ("2024-03-05 10:00 NST", {"country": "NP"}, "2024-03-05 04:15:00 .. 2024-03-05 13:30:59", "zone-ambiguous"),
        ("2024-03-05 10:00 EST", {"lang": "en-AU"}, "2024-03-04 23:00:00 .. 2024-03-05 15:00:59", "zone-ambiguous"),
        # a language is no place: Filipinos in California print PST, too; and an address goes before it
        ("2024-03-05 10:00 PST", {"lang": "fil"}, "2024-03-05 02:00:00 .. 2024-03-05 18:00:59", "zone-ambiguous"),
        (
            "2024-07-05 14:00 BST",
            {"lang": "en-GB", "country": "BD"},
            "2024-07-05 08:00:00 .. 2024-07-05 08:00:59",
            "zone-by-place",
        ),
        ("2024-07-05 10:00 GMT", {"country": "GB"}, "2024-07-05 09:00:00 .. 2024-07-05 10:00:59", "zone-season"),
        ("2024-03-04T23:00:00Z", {"country": "DE"}, DAY_ANYWHERE, "midnight-default"),
        # an offset that is the outlet's own but for its sign
        ("2024-03-05T10:00-01:00", {"country": "DE"}, "2024-03-05 09:00:00 .. 2024-03-05 11:00:59", "zone-ambiguous"),
        ("2024-07-05 10:00 +04:00", {"country": "US"}, "2024-07-05 06:00:00 .. 2024-07-05 14:00:59", "zone-ambiguous"),
        # D3: seasons, gaps and folds
        ("5 Jul 2024 09:00 EST", {}, "2024-07-05 13:00:00 .. 2024-07-05 14:00:59", "zone-season"),
        ("2024-07-05 15:00 MEZ", {}, "2024-07-05 13:00:00 .. 2024-07-05 14:00:59", "zone-season"),
        ("2024-03-31 02:30 Europe/Berlin", {}, "2024-03-31 00:30:00 .. 2024-03-31 01:30:59", "dst-gap"),
        ("2024-10-27 02:30 Europe/Berlin", {}, "2024-10-27 00:30:00 .. 2024-10-27 01:30:59", "dst-fold"),
        ("2024-11-03 01:30 ET", {}, "2024-11-03 05:30:00 .. 2024-11-03 06:30:59", "dst-fold"),
        (
            "2024-10-27 02:30",
            {"hint": "Europe/Berlin"},
            "2024-10-27 00:30:00 .. 2024-10-27 01:30:59",
            "dst-fold",
        ),
        # ambiguous names
        ("2024-07-05 14:00 BST", {}, "2024-07-05 08:00:00 .. 2024-07-05 13:00:59", "zone-ambiguous"),
        ("2024-07-05 14:00 IST", {}, "2024-07-05 08:30:00 .. 2024-07-05 13:00:59", "zone-ambiguous"),
        ("2024-01-05 14:00 CST", {}, "2024-01-05 06:00:00 .. 2024-01-05 20:00:59", "zone-ambiguous"),
        (
            "2024-07-05 14:00 BST",
            {"hint": "Europe/London"},
            "2024-07-05 13:00:00 .. 2024-07-05 13:00:59",
            "zone-by-place",
        ),
        ("2024-07-05 14:00 BST", {"lang": "en-GB"}, "2024-07-05 13:00:00 .. 2024-07-05 13:00:59", "zone-by-place"),
        (
            "2024-07-05 14:00 CST",
            {"hint": "Asia/Shanghai"},
            "2024-07-05 06:00:00 .. 2024-07-05 06:00:59",
            "zone-by-place",
        ),
        (
            "2024-07-05 14:00 CST",
            {"hint": "America/Chicago"},
            "2024-07-05 19:00:00 .. 2024-07-05 20:00:59",
            "zone-season",
        ),
        (
            "2024-03-05 14:00 PST",
            {"hint": "Asia/Manila"},
            "2024-03-05 06:00:00 .. 2024-03-05 06:00:59",
            "zone-by-place",
        ),
        # D4: noon, midnight, 24:00
        ("2024-03-05 24:00 GMT", {}, "2024-03-06 00:00:00 .. 2024-03-06 00:00:59", "hour-24"),
        ("midnight, March 5, 2024 GMT", {}, "2024-03-05 00:00:00 .. 2024-03-06 00:00:59", "midnight-ambiguous"),
        ("2024-03-05T14:05:60Z", {}, "2024-03-05 14:05:59 .. 2024-03-05 14:05:59", "leap-second"),
        # a date that a program stored as a time
        ("2024-03-05T05:00:00.000Z", {"lang": "en-US"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T08:00:00Z", {"lang": "en-US", "country": "US"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T23:00:00Z", {"lang": "de"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T18:30:00Z", {"lang": "en-IN"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T15:00:00Z", {"lang": "ja"}, DAY_ANYWHERE, "midnight-default"),
        # countries of several clocks, and languages of several countries
        ("2024-03-04T23:00:00Z", {"lang": "es", "country": "ES"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T03:00:00Z", {"lang": "pt", "country": "BR"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T21:00:00Z", {"lang": "ru", "country": "RU"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T14:00:00Z", {"country": "RU"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T05:00:00Z", {"lang": "en", "country": "CA"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T13:00:00Z", {"lang": "en", "country": "AU"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T17:00:00Z", {"lang": "en", "country": "ID"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T06:00:00Z", {"lang": "es-MX"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T03:00:00Z", {"lang": "pt"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T21:00:00Z", {"lang": "ar", "country": "JO"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T21:00:00Z", {"lang": "ar"}, DAY_ANYWHERE, "midnight-default"),
        ("Tue, 05 Mar 2024 00:00:00 +0000", {}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T00:00:00.000+0000", {}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T00:00:00-00:00", {}, DAY_ANYWHERE, "midnight-default"),
        ("Tue Mar 05 2024 00:00:00 GMT+0000", {}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-04T23:00:00+0000", {"country": "DE"}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T00:00:00Z", {}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05 00:00:00", {}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T00:00:01Z", {}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T23:59:59Z", {}, DAY_ANYWHERE, "midnight-default"),
        ("2024-03-05T00:00:00+01:00", {}, "2024-03-04 23:00:00 .. 2024-03-05 22:59:59", "midnight-default"),
        (
            "2024-03-04T23:00:00Z",
            {"hint": "Europe/Berlin"},
            "2024-03-04 23:00:00 .. 2024-03-05 22:59:59",
            "midnight-default",
        ),
        # the outlet's zone
        (
            "2024-07-05 09:00",
            {"hint": "America/New_York"},
            "2024-07-05 13:00:00 .. 2024-07-05 13:00:59",
            "zone-assumed",
        ),
        ("2024-03-31", {"hint": "Europe/Berlin"}, "2024-03-30 23:00:00 .. 2024-03-31 21:59:59", "zone-assumed"),
        ("2024-07-05 09:00", {"hint": "No/Where"}, "2024-07-04 19:00:00 .. 2024-07-05 21:00:59", "zone-unknown"),
    ],
)
def test_what_was_assumed_or_left_open_is_flagged(raw: str, how: dict[str, str], expected: str, flag: str) -> None:
    sighting = known(raw, **how)
    assert reach(sighting) == expected
    assert flag in sighting.flags
    assert sighting.usable


@pytest.mark.parametrize(
    ("raw", "hour"),
    [
        ("2024-03-05 12:01 am GMT", 0),
        ("2024-03-05 12:01 pm GMT", 12),
        ("2024-03-05 00:01 GMT", 0),
        ("2024-03-05 1:01 p.m. GMT", 13),
        ("2024年3月5日 午後0:01 GMT", 12),
        ("2024年3月5日 上午12:01 GMT", 0),
    ],
)
def test_noon_and_midnight(raw: str, hour: int) -> None:
    assert reach(known(raw)) == f"2024-03-05 {hour:02}:01:00 .. 2024-03-05 {hour:02}:01:59"


def test_noon_in_words() -> None:
    assert reach(known("noon, March 5, 2024 GMT")) == "2024-03-05 12:00:00 .. 2024-03-05 12:00:59"
    assert known("March 5, 2024 12:00 noon GMT").start == known("noon, March 5, 2024 GMT").start


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        ("1970-01-01T00:00:00Z", "epoch-default"),
        ("1970-01-01", "epoch-default"),
        ("1969-12-31T19:00:00-05:00", "epoch-default"),
        ("0", "epoch-default"),
        ("0001-01-01", "placeholder"),
        ("0001-01-01T00:00:00Z", "placeholder"),
        ("0001-01-01T00:00:00+14:00", "placeholder"),
        ("1900-01-01", "placeholder"),
        ("1601-01-01T00:00:00Z", "placeholder"),
        # machines' days zero, and counts gone wrong: nobody writes their midnights, or minutes of such a day
        ("2000-01-01T00:00:00Z", "placeholder"),
        ("1980-01-01 00:00:00", "placeholder"),
        ("1999-11-30T00:00:00+01:00", "placeholder"),
        ("1901-12-13T20:45:52Z", "placeholder"),
        ("1970-01-21T12:18:45Z", "placeholder"),
        ("9999-12-31T23:59:59Z", "future"),
        ("9999-12-31T23:59:59-12:00", "future"),
        ("9999-12-31 24:00", "future"),
        ("9999", "future"),
        ("2031-01-01", "future"),
        ("2026-11-25T00:00:01Z", "future"),
        ("5 March 2567", "future"),
        ("۱۴۰۳/۰۱/۱۵", "calendar-unsupported"),
        ("1403/02/31", "calendar-unsupported"),
        ("۱۵ فروردین ۱۴۰۳", "calendar-unsupported"),
        ("15 رمضان 1445 هـ", "calendar-unsupported"),
        ("1403-01-15T10:00:00", "calendar-unsupported"),
        ("2000-01-01T00:00:00+0000", "placeholder"),
    ],
)
def test_times_that_must_not_decide_are_kept_and_unusable(raw: str, flag: str) -> None:
    sighting = known(raw)
    assert flag in sighting.flags
    assert not sighting.usable
    assert sighting.start <= sighting.end


@pytest.mark.parametrize(("raw", "usable"), [("26/06/2016", False), ("26/06/2026", True), ("2016-06-26T10:00Z", True)])
def test_days_in_amharic_may_be_of_the_ethiopian_calendar(raw: str, usable: bool) -> None:
    assert known(raw, lang="am").usable is usable


@pytest.mark.parametrize(("raw", "usable"), [("2016-06-26", False), ("2016-06-26 10:00", False), ("2026-06-26", True)])
def test_digits_in_amharic_may_be_ethiopian_where_no_zone_shows_a_program(raw: str, usable: bool) -> None:
    assert known(raw, lang="am").usable is usable


@pytest.mark.parametrize(
    ("raw", "lang", "usable"),
    [
        # 14 Esfand 1404 is in March 2026
        ("۰۴/۱۲/۱۴", "fa", False),
        ("04/12/14 15:00", "fa-IR", False),
        ("۱۴-۱۲-۰۴", "ps", False),
        ("2026/03/05", "fa", True),
        # 15 Ramadan 1447
        ("15/9/47", "ar", False),
        ("47-09-15", "ar-SA", False),
        ("15/9/24", "ar", True),
        ("15/9/47", "en", True),
    ],
)
def test_years_of_two_digits_may_be_of_another_calendar(raw: str, lang: str, usable: bool) -> None:
    sighting = known(raw, lang=lang)
    assert (sighting.usable, "calendar-unsupported" in sighting.flags) == (usable, not usable)


@pytest.mark.parametrize("raw", ["2000-01-01", "1923-03-05", "26-FEB-1987 15:01 GMT"])
def test_old_papers_have_their_days(raw: str) -> None:
    assert known(raw).usable


def test_a_weekday_tells_day_and_month_apart() -> None:
    assert reach(known("Friday 03/04/2026 10:00 GMT")) == "2026-04-03 10:00:00 .. 2026-04-03 10:00:59"


@pytest.mark.parametrize(
    "raw",
    [
        "5 maart 2024 om 10.00 uur UTC",
        "5 maart 2024, 10 uur UTC",
        "5 marzo 2024 alle 10.00 UTC",
        "5 marca 2024, godz. 10.00 UTC",
        "1000 hrs UTC, 5 March 2024",
        "5 de março de 2024, 10h00min UTC",
        "5 Maret 2024 17.00 WIB",
        # short names of weekdays that are short names of months, too
        "mar 5 de marzo de 2024 10:00 UTC",
        "Sen, 5 Mar 2024 10:00 UTC",
        "5 de marzo de 2024, a. m. 10:00 UTC",
        "Paz, 5 Mart 2024 10:00 UTC",
        "sub., 5. ožujka 2024. 10:00 UTC",
        "Tue 5 Mar 2024 10.00 GMT",
    ],
)
def test_clocks_with_a_full_stop_or_none(raw: str) -> None:
    assert reach(known(raw)).startswith("2024-03-05 10:00:00 .. 2024-03-05 10:")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # numbered words: "thứ" without its accent would be a Thursday, and would choose 4 June
        ("Thứ hai, 06/04/2026 10:00 GMT+7", "2026-04-06 03:00:00 .. 2026-04-06 03:00:59"),
        ("Thứ ba, 3/3/2026, 14:05 (GMT+7)", "2026-03-03 07:05:00 .. 2026-03-03 07:05:59"),
        ("Thứ 6, 06/03/2026 10:00 GMT+7", "2026-03-06 03:00:00 .. 2026-03-06 03:00:59"),
        ("Chủ nhật, 08/03/2026 10:00 GMT+7", "2026-03-08 03:00:00 .. 2026-03-08 03:00:59"),
    ],
)
def test_vietnamese_weekdays_are_numbers(raw: str, expected: str) -> None:
    sighting = known(raw)
    assert reach(sighting) == expected
    assert "weekday-contradicts" not in sighting.flags


def test_machines_write_gmt_in_summer() -> None:
    sighting = known("Fri, 05 Jul 2024 10:00:00 GMT", country="GB")
    assert reach(sighting) == "2024-07-05 10:00:00 .. 2024-07-05 10:00:00"


@pytest.mark.parametrize(
    ("raw", "lang", "country"),
    [
        ("2024-03-05T05:00:00Z", "en", None),
        ("2024-03-05T05:00:07Z", "en-US", None),
        ("2024-03-04T23:00:00Z", "de", "US"),
        ("2024-03-04T23:00:00Z", "fr-CA", None),
        ("2024-03-04T18:00:00Z", "es", "ES"),
        ("2024-03-05T00:01:00Z", "en", "GB"),
        ("2024-07-05T08:00:00Z", "en-US", None),
    ],
)
def test_a_full_hour_is_a_time_where_it_is_no_midnight(raw: str, lang: str, country: str | None) -> None:
    sighting = read(raw, lang=lang, country=country)
    assert sighting is not None
    assert sighting.precision is Precision.SECOND


def test_nine_digits_may_be_counted_from_2001() -> None:
    sighting = known("731340307")
    assert reach(sighting) == "1993-03-05 14:05:07 .. 2024-03-05 14:05:07"
    assert "epoch-ambiguous" in sighting.flags


def test_a_day_within_a_name_in_the_address_decides_nothing() -> None:
    assert known("2024-03-05", source="url").usable
    assert not known("2024-03-05", source="url-name").usable


@pytest.mark.parametrize(
    ("raw", "usable"),
    [
        ("2026-11-23T12:04:59Z", True),  # clocks differ
        ("2026-11-23T12:06:00Z", False),
        ("2026-11-23T13:00:00Z", False),  # 13:00 in Berlin, an hour before noon in UTC
        ("2026-11-23T13:00:00+01:00", True),
        ("2026-11-24T01:30:00+14:00", True),
        ("2026-11-24T02:30:00+14:00", False),
        ("24 November 2026, 2:00", True),  # it is that late on Kiritimati
        ("24 November 2026, 2:06", False),
        ("2026-11-24", True),
        ("2026-11-24+01:00", False),
        ("2026-11-25", False),
        ("2026-11-24T00:00:00Z", True),  # a day in any zone
        ("23 November 2026 20:00 IST", False),  # in Ireland, Israel and India it is not yet
        ("23 November 2026 14:00 IST", True),
    ],
)
def test_a_time_after_the_moment_of_reading_in_every_zone_decides_nothing(raw: str, usable: bool) -> None:
    sighting = known(raw)
    assert (sighting.usable, "future" in sighting.flags) == (usable, not usable)


def test_an_assumed_zone_may_be_wrong_about_the_future() -> None:
    assert known("2026-11-23 20:00", hint="Europe/Berlin").usable
    assert not known("2026-11-25 20:00", hint="Europe/Berlin").usable


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("5 March 2026 comments", "2026-03-05"),
        ("5 mars 2025 12 commentaires", None),  # three numbers
        ("5 mars 2025 commentaires", "2025-03-05"),
        ("March 5, 2014 Comments Off", "2014-03-05"),
        ("5 March 2000 views", None),
    ],
)
def test_a_year_before_the_word_for_what_is_counted(raw: str, day: str | None) -> None:
    found = read(raw)
    assert (found and (found.start + timedelta(hours=14)).date().isoformat()) == day


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "n/a",
        "null",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "2024-00-10",
        "2024-13-01",
        "2024-02-30",
        "2023-02-29",
        "2024-03-05 25:00",
        "2024-03-05 24:01",
        "2024-03-05 10:61",
        "2024-03-05 13:05 am",
        "31 February 2024",
        "31/31/2024",
        "令和0年1月1日",
        "昭和200年1月1日",
        "25:61",
        "14:05",
        # numbers of issues and weeks, and letters that are no era
        "Heft 3/2024",
        "Nr. 3/2024",
        "KW 12/2024",
        "Issue 12, March 2024",
        "Vol. 5 March 2024",
        "R06/03/05",
        "3 hours ago",
        "vor 3 Stunden",
        "today",
        "4 March",
        "Published 4 March 2026 14:05, updated 5 March 2026 16:00",
        "March 4 and 5, 2026",
        # numbers that count something are no years
        "Mar 5 · 12 min read",
        "12 min read · Mar 15",
        "5 March, 20 comments",
        "20 Kommentare | 5. März",
        "5 mars, 12 commentaires",
        "5 March | 2000 views",
        "5 марта, 2000 просмотров",
        "12345",
        "638452443071230000",  # ticks since the year 1, as .NET counts them
        "170964750712345",
        "-62135596800",
        "99999999999999999999999",
        "2024-03-05 noon midnight",
        "9" * 5000,
        "2024-03-05 " + ":" * 200,
        "\x00\x1b[31m",
        "[/]",
    ],
)
def test_what_is_no_time_is_unreadable(raw: str) -> None:
    assert read(raw) is None


def test_archive_stamps_are_utc() -> None:
    sighting = known("20240305140507", kind="captured")
    assert reach(sighting) == "2024-03-05 14:05:07 .. 2024-03-05 14:05:07"
    assert sighting.zone is Zone.GIVEN


def test_an_unknown_zone_name_is_not_taken_for_utc() -> None:
    assert known("2024-03-05 14:05 XYZT").zone is Zone.UNKNOWN
    assert known("le 5 mars 2024 est un mardi").zone is Zone.UNKNOWN  # "est" is no zone in lower case
