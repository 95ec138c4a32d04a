"""Zones as they are written, and what a local time means in them.

A name with several meanings (IST is Indian, Irish or Israeli) stands for all of them until the outlet's place
decides; one that does not fit the season (EST in July) stands for winter and summer time alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.provenance.intervals import Interval, hull, moved

EARLIEST_ZONE = timedelta(hours=14)
"""The zone furthest east: a local time there is this much earlier in UTC."""
LATEST_ZONE = timedelta(hours=12)
"""The zone furthest west: a local time there is this much later in UTC."""

UTC_NAMES = frozenset({"Z", "UTC", "GMT", "UT", "ETC/UTC", "ETC/GMT"})

_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)
_PLACES = {
    "ET": _EASTERN,
    "CT": _CENTRAL,
    "MT": _MOUNTAIN,
    "PT": _PACIFIC,
}
"""Names that mean the clock of a place, whatever the season."""

_SEASONAL: dict[str, tuple[tuple[float, str], ...]] = {
    "EST": ((-5, _EASTERN),),
    "EDT": ((-4, _EASTERN),),
    "CST": ((-6, _CENTRAL), (8, "Asia/Shanghai")),
    "CDT": ((-5, _CENTRAL),),
    "MST": ((-7, _MOUNTAIN),),
    "MDT": ((-6, _MOUNTAIN),),
    "PST": ((-8, _PACIFIC),),
    "PDT": ((-7, _PACIFIC),),
    "AKST": ((-9, "America/Anchorage"),),
    "AKDT": ((-8, "America/Anchorage"),),
    "AST": ((-4, "America/Halifax"), (3, "Asia/Riyadh")),
    "ADT": ((-3, "America/Halifax"),),
    "NST": ((-3.5, "America/St_Johns"),),
    "NDT": ((-2.5, "America/St_Johns"),),
    "HST": ((-10, "Pacific/Honolulu"),),
    "WET": ((0, "Europe/Lisbon"),),
    "WEST": ((1, "Europe/Lisbon"),),
    "BST": ((1, "Europe/London"), (6, "Asia/Dhaka")),
    "IST": ((5.5, "Asia/Kolkata"), (1, "Europe/Dublin"), (2, "Asia/Jerusalem")),
    "IDT": ((3, "Asia/Jerusalem"),),
    "CET": ((1, "Europe/Berlin"),),
    "CEST": ((2, "Europe/Berlin"),),
    "MEZ": ((1, "Europe/Berlin"),),
    "MESZ": ((2, "Europe/Berlin"),),
    "EET": ((2, "Europe/Helsinki"), (2, "Africa/Cairo")),
    "EEST": ((3, "Europe/Helsinki"), (3, "Africa/Cairo")),
    "OEZ": ((2, "Europe/Helsinki"),),
    "OESZ": ((3, "Europe/Helsinki"),),
    "MSK": ((3, "Europe/Moscow"),),
    "МСК": ((3, "Europe/Moscow"),),
    "TRT": ((3, "Europe/Istanbul"),),
    "SAST": ((2, "Africa/Johannesburg"),),
    "CAT": ((2, "Africa/Maputo"),),
    "EAT": ((3, "Africa/Nairobi"),),
    "WAT": ((1, "Africa/Lagos"),),
    "GST": ((4, "Asia/Dubai"),),
    "PKT": ((5, "Asia/Karachi"),),
    "NPT": ((5.75, "Asia/Kathmandu"),),
    "ICT": ((7, "Asia/Bangkok"),),
    "WIB": ((7, "Asia/Jakarta"),),
    "WITA": ((8, "Asia/Makassar"),),
    "WIT": ((9, "Asia/Jayapura"),),
    "SGT": ((8, "Asia/Singapore"),),
    "HKT": ((8, "Asia/Hong_Kong"),),
    "PHT": ((8, "Asia/Manila"),),
    "AWST": ((8, "Australia/Perth"),),
    "JST": ((9, "Asia/Tokyo"),),
    "KST": ((9, "Asia/Seoul"),),
    "ACST": ((9.5, "Australia/Adelaide"), (9.5, "Australia/Darwin")),
    "ACDT": ((10.5, "Australia/Adelaide"),),
    "AEST": ((10, "Australia/Sydney"), (10, "Australia/Brisbane")),
    "AEDT": ((11, "Australia/Sydney"),),
    "NZST": ((12, "Pacific/Auckland"),),
    "NZDT": ((13, "Pacific/Auckland"),),
    "BRT": ((-3, "America/Sao_Paulo"),),
    "ART": ((-3, "America/Argentina/Buenos_Aires"),),
}
"""Name → its meanings: offset in hours, and a place that keeps it (to know whether it fits the season)."""

_ONLY_THERE: dict[str, tuple[tuple[float, str], ...]] = {
    "PST": ((8, "Asia/Manila"), (5, "Asia/Karachi")),
    "NST": ((5.75, "Asia/Kathmandu"),),
    "EST": ((10, "Australia/Brisbane"), (11, "Australia/Sydney")),
    "EDT": ((11, "Australia/Sydney"),),
    "CST": ((9.5, "Australia/Adelaide"), (10.5, "Australia/Adelaide"), (-5, "America/Havana"), (-4, "America/Havana")),
    "CDT": ((10.5, "Australia/Adelaide"), (-4, "America/Havana")),
    "MST": ((8, "Asia/Kuala_Lumpur"), (6.5, "Asia/Yangon")),
}
"""Meanings so rare abroad that they count only for an outlet of the place. Where only its address or its language tells
the place, they stand beside the usual ones: its pages carry times of foreign wires, too, and its readers live abroad.
"""

_NEIGHBOURS = {
    _CENTRAL: {"America/Winnipeg", "America/Indiana/Knox", "America/Menominee"},
    "America/Halifax": {"America/Moncton", "Atlantic/Bermuda"},
    "Asia/Jerusalem": {"Asia/Tel_Aviv"},
    "Asia/Kolkata": {"Asia/Calcutta"},
    "Asia/Riyadh": {"Asia/Kuwait", "Asia/Baghdad", "Asia/Bahrain", "Asia/Qatar", "Asia/Aden"},
    "Asia/Shanghai": {"Asia/Taipei", "Asia/Macau"},
    "Australia/Brisbane": {"Australia/Sydney", "Australia/Melbourne", "Australia/Hobart", "Australia/Canberra"},
    "Europe/London": {"Europe/Belfast", "Europe/Guernsey", "Europe/Isle_of_Man", "Europe/Jersey"},
}
"""Places that use the same name for their time. Equal offsets are not enough: a London outlet's IST is India's."""

_LANGUAGE_PLACES = {
    "en-GB": "Europe/London",
    "en-IE": "Europe/Dublin",
    "ga": "Europe/Dublin",
    "en-IN": "Asia/Kolkata",
    "hi": "Asia/Kolkata",
    "he": "Asia/Jerusalem",
    "bn-BD": "Asia/Dhaka",
    "zh-CN": "Asia/Shanghai",
    "fil": "Asia/Manila",
    "en-PH": "Asia/Manila",
    "ur": "Asia/Karachi",
    "ne": "Asia/Kathmandu",
}
"""Places that a language suggests; used only to choose among the meanings of a name that was given."""

COUNTRY_PLACES = {
    country: zone
    for zone, countries in {
        "Europe/Berlin": "DE", "Europe/Vienna": "AT", "Europe/Zurich": "CH LI", "Europe/Paris": "FR MC",
        "Europe/Rome": "IT SM VA", "Europe/Brussels": "BE", "Europe/Amsterdam": "NL", "Europe/Luxembourg": "LU",
        "Europe/Warsaw": "PL", "Europe/Prague": "CZ", "Europe/Bratislava": "SK", "Europe/Budapest": "HU",
        "Europe/Copenhagen": "DK", "Europe/Stockholm": "SE", "Europe/Oslo": "NO", "Europe/Helsinki": "FI",
        "Europe/Tallinn": "EE", "Europe/Riga": "LV", "Europe/Vilnius": "LT", "Europe/Kyiv": "UA",
        "Europe/Bucharest": "RO", "Europe/Sofia": "BG", "Europe/Athens": "GR", "Europe/Belgrade": "RS ME MK BA",
        "Europe/Zagreb": "HR", "Europe/Ljubljana": "SI", "Europe/Tirane": "AL", "Europe/Istanbul": "TR",
        "Europe/London": "GB", "Europe/Dublin": "IE", "Europe/Minsk": "BY", "Europe/Chisinau": "MD",
        "Atlantic/Reykjavik": "IS", "Asia/Jerusalem": "IL", "Asia/Riyadh": "SA KW QA BH IQ YE", "Asia/Dubai": "AE OM",
        "Africa/Cairo": "EG", "Africa/Johannesburg": "ZA LS SZ", "Africa/Nairobi": "KE TZ UG ET SO DJ ER MG",
        "Africa/Lagos": "NG CM BJ NE GA CG AO TD", "Africa/Accra": "GH CI SN ML BF TG GM GN SL",
        "Africa/Maputo": "MZ ZW ZM MW RW BI BW", "Africa/Windhoek": "NA", "Africa/Khartoum": "SD",
        "Africa/Tripoli": "LY",
        "Asia/Amman": "JO", "Asia/Beirut": "LB", "Asia/Damascus": "SY", "Asia/Gaza": "PS", "Asia/Kabul": "AF",
        "Asia/Tashkent": "UZ TM TJ", "Asia/Bishkek": "KG", "Asia/Baku": "AZ", "Asia/Yerevan": "AM",
        "Asia/Tbilisi": "GE",
        "Asia/Nicosia": "CY", "Europe/Malta": "MT", "Europe/Andorra": "AD", "Atlantic/Faroe": "FO",
        "Asia/Brunei": "BN", "Asia/Thimphu": "BT", "Indian/Maldives": "MV", "Indian/Mauritius": "MU",
        "Asia/Macau": "MO", "Pacific/Port_Moresby": "PG", "Pacific/Fiji": "FJ",
        "America/Guatemala": "GT CR SV HN NI", "America/Panama": "PA JM", "America/Santo_Domingo": "DO PR TT",
        "America/La_Paz": "BO GY", "America/Asuncion": "PY", "America/Paramaribo": "SR",
        "Africa/Casablanca": "MA", "Africa/Algiers": "DZ TN", "Asia/Tehran": "IR",
        "Asia/Karachi": "PK", "Asia/Kolkata": "IN LK", "Asia/Kathmandu": "NP", "Asia/Dhaka": "BD",
        "Asia/Yangon": "MM", "Asia/Bangkok": "TH", "Asia/Ho_Chi_Minh": "VN", "Asia/Phnom_Penh": "KH LA",
        "Asia/Kuala_Lumpur": "MY", "Asia/Singapore": "SG", "Asia/Manila": "PH", "Asia/Shanghai": "CN",
        "Asia/Hong_Kong": "HK", "Asia/Taipei": "TW", "Asia/Tokyo": "JP", "Asia/Seoul": "KR",
        "Pacific/Auckland": "NZ", "America/Bogota": "CO PE", "America/Caracas": "VE",
        "America/Argentina/Buenos_Aires": "AR UY", "America/Havana": "CU",
    }.items()
    for country in countries.split()
}  # fmt: skip
"""Countries with one clock, and its zone (of some, one that keeps the same time). Used to choose among the meanings of
a name that was given and to know midnight there, never in place of a zone that is missing.
"""

_AMERICAN = (_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC)

_SEVERAL_CLOCKS = {
    "US": _AMERICAN,
    "CA": (
        *("America/St_Johns", "America/Halifax", "America/Toronto", "America/Winnipeg", "America/Regina"),
        *("America/Edmonton", "America/Vancouver"),
    ),
    "MX": ("America/Mexico_City", "America/Cancun", "America/Hermosillo", "America/Tijuana"),
    "BR": ("America/Sao_Paulo", "America/Manaus", "America/Rio_Branco"),
    "CL": ("America/Santiago", "America/Punta_Arenas"),
    "EC": ("America/Guayaquil", "Pacific/Galapagos"),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    "PT": ("Europe/Lisbon", "Atlantic/Azores"),
    "RU": (
        *(
            "Europe/Moscow",
            "Europe/Kaliningrad",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Krasnoyarsk",
        ),
        *("Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Kamchatka"),
    ),
    "KZ": ("Asia/Almaty", "Asia/Aqtobe"),
    "MN": ("Asia/Ulaanbaatar", "Asia/Hovd"),
    "ID": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "AU": ("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Darwin", "Australia/Perth"),
    "CD": ("Africa/Kinshasa", "Africa/Lubumbashi"),
}
"""Countries with several clocks. Each may be an outlet's, so they only make a time less certain."""

_LANGUAGE_CLOCKS = {
    language: zone
    for zone, languages in {
        "Europe/Berlin": "de", "Europe/Paris": "fr", "Europe/Rome": "it", "Europe/Amsterdam": "nl",
        "Europe/Warsaw": "pl", "Europe/Prague": "cs", "Europe/Bratislava": "sk", "Europe/Budapest": "hu",
        "Europe/Copenhagen": "da", "Europe/Stockholm": "sv", "Europe/Oslo": "nb nn no", "Europe/Helsinki": "fi",
        "Europe/Tallinn": "et", "Europe/Riga": "lv", "Europe/Vilnius": "lt", "Europe/Kyiv": "uk",
        "Europe/Bucharest": "ro", "Europe/Sofia": "bg", "Europe/Athens": "el", "Europe/Belgrade": "sr mk",
        "Europe/Zagreb": "hr", "Europe/Ljubljana": "sl", "Europe/Istanbul": "tr", "Europe/Moscow": "ru",
        "Asia/Jerusalem": "he", "Asia/Tehran": "fa", "Asia/Karachi": "ur", "Asia/Kolkata": "hi ta te mr gu kn ml pa",
        "Asia/Dhaka": "bn", "Asia/Kathmandu": "ne", "Asia/Bangkok": "th", "Asia/Ho_Chi_Minh": "vi",
        "Asia/Jakarta": "id", "Asia/Kuala_Lumpur": "ms", "Asia/Shanghai": "zh", "Asia/Tokyo": "ja",
        "Asia/Seoul": "ko",
    }.items()
    for language in languages.split()
}  # fmt: skip
"""Where most who write in a language live. Used only to know midnight there, which makes a time less certain."""

_LANGUAGES_OF_MANY = {
    "es": ("Europe/Madrid", "America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires"),
    "pt": ("America/Sao_Paulo", "Europe/Lisbon"),
    "ar": ("Africa/Cairo", "Asia/Riyadh", "Asia/Dubai"),
}
"""The same of languages of many countries."""

NAMES = frozenset(_SEASONAL) | frozenset(_PLACES) | {"Z", "UTC", "GMT", "UT"}
"""Every zone name we know, in capitals."""

_OFFSET = expression(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?")
_MAX_OFFSET = timedelta(hours=14)


class Meaning(Struct, frozen=True):
    """What a written zone may stand for, and what had to be noted on the way."""

    zones: tuple[tzinfo, ...]
    flags: tuple[str, ...] = ()


def place(name: str | None) -> ZoneInfo | None:
    """The IANA zone of this name, ``None`` when there is none."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def meaning(
    written: str, local: datetime, *, zone_hint: str | None, lang: str | None, country: str | None = None
) -> Meaning | None:
    """What a zone, as written, means at a local time; ``None`` when we do not know it.

    ``zone_hint`` (the IANA zone of the outlet), its ``country`` (ISO 3166) and ``lang`` choose among several meanings
    of one name, in this order.
    """
    name = written.strip().upper()
    if is_utc(name):
        return Meaning((UTC,))
    if match := _OFFSET.fullmatch(name):
        sign, hours, minutes = match.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if offset > _MAX_OFFSET or int(minutes or 0) >= 60:
            return None
        return Meaning((timezone(-offset if sign == "-" else offset),))
    if name in _PLACES:
        return Meaning((ZoneInfo(_PLACES[name]),))
    if name in _SEASONAL:
        for hours_there, keeper in _ONLY_THERE.get(name, ()):
            if zone_hint and _is_at(zone_hint, keeper):
                return Meaning((timezone(timedelta(hours=hours_there)),), ("zone-by-place",))
        at_home = COUNTRY_PLACES.get(country or "")
        if not any(at_home and _is_at(at_home, keeper) for _, keeper in _SEASONAL[name]):
            at_home = None  # the language may still know: a page in British English at a German address
        here = zone_hint or at_home or _suggested(lang)
        return _seasonal(_SEASONAL[name], local, here, _only_there(name, (zone_hint, here), (country, _region(lang))))
    named = place(written.strip()) if "/" in written else None
    return Meaning((named,)) if named else None


def perhaps_turned(meaning: Meaning, written: str, local: datetime, country: str | None) -> Meaning:
    """With an offset that is the outlet's own but for its sign also this one: whoever sets a server to ``Etc/GMT+1`` in
    Berlin writes ``-01:00``, for in these names the sign is turned.
    """
    if _OFFSET.fullmatch(written.strip().upper()) is None:
        return meaning
    (given,) = (_utcoffset(local, zone, 0) for zone in meaning.zones)
    own = {_utcoffset(local, zone, 0) for zone in clocks_of(country)}
    if not given or given in own or -given not in own:
        return meaning
    return Meaning((*meaning.zones, timezone(-given)), (*meaning.flags, "zone-ambiguous"))


def is_utc(written: str) -> bool:
    """Whether a zone as written is UTC, in any of its forms: ``Z``, ``GMT``, ``+0000``, ``-00:00``, ``UTC+0``."""
    name = written.strip().upper()
    if name in UTC_NAMES:
        return True
    offset = _OFFSET.fullmatch(name)
    return offset is not None and int(offset[2]) == int(offset[3] or 0) == 0


def clocks_of(country: str | None) -> list[ZoneInfo]:
    """The zones that an outlet of a country may keep; none where the country is not known."""
    names = _SEVERAL_CLOCKS.get(country or "") or (COUNTRY_PLACES.get(country or ""),)
    return [found for name in names if (found := place(name)) is not None]


def midnights(country: str | None, lang: str | None) -> list[ZoneInfo]:
    """The zones whose midnight may stand for a day in an outlet's times: by its country, else by its language and the
    region that this names; several where a country has them, none where nothing is known.
    """
    region = _region(lang)
    if (country is None or country == "US") and region == "US":
        return clocks_of("US")
    primary = (lang or "").partition("-")[0].casefold()
    by_language = _LANGUAGES_OF_MANY.get(primary) or (_LANGUAGE_CLOCKS.get(primary),)
    return clocks_of(country or region) or (
        [] if region else [found for name in by_language if (found := place(name)) is not None]
    )


def in_utc(local: Interval, zones: Sequence[tzinfo]) -> Interval:
    """The hull, in UTC, of a local interval (naive) over all zones and both sides of a change of clocks."""
    return hull(
        Interval(
            min(_to_utc(local.start, zone, fold) for fold in (0, 1)),
            max(_to_utc(local.end, zone, fold) for fold in (0, 1)),
        )
        for zone in zones
    )


def clock_change(local: datetime, zones: Sequence[tzinfo]) -> str | None:
    """``dst-gap`` when the clocks skipped this local time, ``dst-fold`` when they showed it twice."""
    for zone in zones:
        earlier, later = (_utcoffset(local, zone, fold) for fold in (0, 1))
        if earlier != later:
            return "dst-gap" if earlier < later else "dst-fold"
    return None


def _only_there(name: str, places: Sequence[str | None], countries: Sequence[str | None]) -> tuple[float, ...]:
    """Offsets that a name has for outlets of the place only."""
    here = {*places, *(COUNTRY_PLACES.get(country or "") for country in countries)}
    return tuple(
        offset
        for offset, keeper in _ONLY_THERE.get(name, ())
        if any(place and _is_at(place, keeper) for place in here)
        or ("AU" in countries and keeper.startswith("Australia/"))
    )


def _seasonal(
    meanings: Sequence[tuple[float, str]], local: datetime, hint: str | None, only_there: Sequence[float] = ()
) -> Meaning:
    flags = []
    if len({offset for offset, _ in meanings}) > 1:
        here = [m for m in meanings if hint and _is_at(hint, m[1])]
        flags.append("zone-by-place" if here else "zone-ambiguous")
        meanings = here or meanings
    offsets = {timedelta(hours=offset) for offset, _ in meanings}
    kept = set(offsets)
    for hours, keeper in meanings:
        actual = {_utcoffset(local, ZoneInfo(keeper), fold) for fold in (0, 1)}
        if timedelta(hours=hours) not in actual:
            kept |= actual
    if kept != offsets:
        flags.append("zone-season")
    if only_there:
        kept |= {timedelta(hours=offset) for offset in only_there}
        flags.append("zone-ambiguous")
    return Meaning(tuple(timezone(offset) for offset in sorted(kept)), tuple(flags))


def _is_at(hint: str, keeper: str) -> bool:
    return hint == keeper or hint in _NEIGHBOURS.get(keeper, ())


def _suggested(lang: str | None) -> str | None:
    if not lang:
        return None
    return _LANGUAGE_PLACES.get(lang) or _LANGUAGE_PLACES.get(lang.partition("-")[0])


def _region(lang: str | None) -> str | None:
    """The country that a language tag names: ``en-AU``."""
    return next((part.upper() for part in (lang or "").split("-")[1:] if len(part) == 2), None)


def _utcoffset(local: datetime, zone: tzinfo, fold: int) -> timedelta:
    try:
        return local.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta(0)
    except OverflowError:
        return timedelta(0)


def _to_utc(local: datetime, zone: tzinfo, fold: int) -> datetime:
    return moved(local, -_utcoffset(local, zone, fold)).replace(tzinfo=UTC)
