"""Build ``units/``: words for currencies and measures that stand beside numbers, a file a language, from Unicode CLDR.

``python -m syndicheck.data.build_units`` writes the files. It needs Babel, which the program itself does not: nothing
imports this module at run time. CLDR is under Unicode-3.0, which allows redistribution.

CLDR names currencies in full (*Swedish krona*, *couronne suédoise*); texts mostly say the noun alone, so that both are
listed: the noun with all that have it in their names. It stands at the
end of the name where the language puts the adjective first, and at the beginning elsewhere: at the end at which the
names of all currencies have fewer different words. Where nothing is set apart by blanks (*瑞典克朗*) it is what several
names have in common at that end.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from syndicheck.data.build_anchor_names import LOCALES
from syndicheck.fingerprint.anchors.written import even

MEASURES = """
angle-degree area-acre area-hectare area-square-foot area-square-kilometer area-square-meter area-square-mile
concentr-percent concentr-permille digital-gigabyte digital-megabyte digital-terabyte duration-century duration-day
duration-decade duration-hour duration-minute duration-month duration-quarter duration-second duration-week
duration-year energy-kilowatt-hour energy-calorie energy-kilocalorie length-centimeter length-foot length-inch
length-kilometer length-meter length-mile length-millimeter length-nautical-mile length-yard mass-gram mass-kilogram
mass-milligram mass-ounce mass-pound mass-stone mass-ton mass-tonne power-gigawatt power-horsepower power-kilowatt
power-megawatt power-watt speed-kilometer-per-hour speed-knot speed-meter-per-second speed-mile-per-hour
temperature-celsius temperature-fahrenheit volume-barrel volume-cubic-foot volume-cubic-meter volume-gallon
volume-liter volume-milliliter volume-pint
""".split()
"""What news counts and measures in."""

REGIONS = {"en": "en_GB", "pt": "pt_PT"}
"""Another country that spells the words of a language differently."""

_KRONA, _RUPEE = "CZK|DKK|ISK|NOK|SEK", "INR|LKR|MUR|NPR|PKR|SCR"
_KG, _KMH = "mass-kilogram", "speed-kilometer-per-hour"
_CENT = "money-cent"
_KILO = {"kilo": _KG, "kilos": _KG}
ALSO = {
    "en": {
        "crown": _KRONA, "crowns": _KRONA, "kr": _KRONA, "per cent": "concentr-percent", "pct": "concentr-percent",
        "ruble": "BYN|RUB", "rouble": "BYN|RUB", "roubles": "BYN|RUB", "rs": _RUPEE, "renminbi": "CNY",
        "quid": "GBP", "bucks": "USD", "american dollar": "USD", "american dollars": "USD",
        "percentage point": "points-percent", "percentage points": "points-percent",
        "basis point": "points-basis", "basis points": "points-basis",
        "cfa franc": "XAF|XOF", "cfa francs": "XAF|XOF", "rmb": "CNY", "h": "duration-hour", "kph": _KMH, **_KILO,
        "c": f"{_CENT}|temperature-celsius", "cent": _CENT, "cents": _CENT, "f": "temperature-fahrenheit",
        "sq m": "area-square-meter", "sqm": "area-square-meter", "sq km": "area-square-kilometer",
        "sq mi": "area-square-mile", "sqft": "area-square-foot",
    },
    "de": {
        "tonne": "mass-tonne", "tonnen": "mass-tonne", "dollars": "USD", "euros": "EUR",
        "kilo": _KG, "qkm": "area-square-kilometer", "qm": "area-square-meter",
        "stundenkilometer": _KMH, "stundenkilometern": _KMH,
    },
    "fr": {"dollar américain": "USD", "dollars américains": "USD", **_KILO},
    "gl": {"por cento": "concentr-percent"}, "it": {"per cento": "concentr-percent", "chilo": _KG, "chili": _KG},
    "ko": {"퍼센트": "concentr-percent"}, "ro": {"la sută": "concentr-percent"},
    "uk": {"грн": "UAH"},
    "tr": {"avro": "EUR", "dolar": "USD", "kron": _KRONA, "lira": "TRY", "tl": "TRY", "kilo": _KG},
    "hi": {
        "क्रोनर": _KRONA, "रुपये": _RUPEE, "रुपए": _RUPEE, "रु": _RUPEE, "किमी": "length-kilometer", "किलो": _KG,
        "फीसदी": "concentr-percent", "फीसद": "concentr-percent", "फ़ीसदी": "concentr-percent",
    },
    "ar": {
        "في المئة": "concentr-percent", "في المائة": "concentr-percent", "بالمئة": "concentr-percent",
        "بالمائة": "concentr-percent", "كلم": "length-kilometer",
    },
    "vi": {"phần trăm": "concentr-percent", "vnđ": "VND", "vnd": "VND"},
    "sv": {"kr": _KRONA}, "da": {"kr": _KRONA}, "nb": {"kr": _KRONA},
    "ru": {
        "руб": "RUB", "процента": "concentr-percent", "кв м": "area-square-meter", "кв км": "area-square-kilometer",
        "куб м": "volume-cubic-meter",
    },
    "pl": {"proc": "concentr-percent", "m kw": "area-square-meter", "km kw": "area-square-kilometer"},
    "lt": {"proc": "concentr-percent", "procentų": "concentr-percent", "procento": "concentr-percent"},
    "fi": dict.fromkeys(["prosentin", "prosentilla", "prosentista", "prosenttiin"], "concentr-percent"),
    "bg": {"на сто": "concentr-percent"},
    "es": _KILO, "pt": {"quilo": _KG, "quilos": _KG}, "nl": {"kilo": _KG},
    "zh": {
        "公里": "length-kilometer", "千米": "length-kilometer", "公斤": _KG, "千克": _KG, "百分点": "points-percent",
        "个百分点": "points-percent", "元人民币": "CNY",
    },
    "zh-Hant": {"公斤": _KG, "百分點": "points-percent", "個百分點": "points-percent"},
    "ja": {"キロ": f"length-kilometer|{_KG}"},
}  # fmt: skip
"""What papers write and CLDR does not."""

ALSO_SIGNS = {
    "AUD$": "AUD", "B$": "BND|BSD", "CAD$": "CAD", "CAN$": "CAD", "E£": "EGP", "GB£": "GBP", "HKD$": "HKD",
    "J$": "JMD", "N$": "NAD", "NZD$": "NZD", "RMB¥": "CNY", "S$": "SGD|SBD|SRD", "SG$": "SGD", "TT$": "TTD",
    "U$": "USD", "USD$": "USD",
}  # fmt: skip
"""Letters beside the sign of a currency, which papers write and CLDR does not."""

OTHER_WORDS = frozenset("a d dec in j pt q r s st u v w y в д ж с и к і".split())
"""Abbreviations that are words, or parts of words, far more often: inches are seldom *in*, centuries seldom *в*."""

RARE = frozenset({"ZWG"})
"""Currencies whose name is a word that stands beside numbers for another reason: gold."""

BLANKLESS = ("zh", "zh-Hant", "ja", "th", "lo", "km", "my")
LETTERS = 4
"""Letters of what names must have in common in Thai and its like; a sign of Han is a word, two kana may be."""

SHARED = {1: 6, 2: 3, 3: 2}
"""How many currencies must have a part of so many signs in their names for it to be a noun."""

WORDS = 3
"""Words of a name; longer ones are no units that stand beside numbers."""


def _current() -> set[str]:
    """The currencies that are legal tender somewhere."""
    from babel.core import get_global

    return {
        row[0]
        for rows in get_global("territory_currencies").values()
        for row in rows
        if row[0] not in RARE and row[3] and (row[2] is None or row[2][0] >= datetime.date.today().year)
    }


def _names(locale: Any, currency: str) -> set[str]:
    """All forms of a currency's name, what stands in brackets left out."""
    forms = locale._data["currency_names_plural"].get(currency)
    names = {locale.currencies.get(currency), *(dict(forms).values() if forms else ())}
    return {plain for name in names if name and (plain := _plain(name))}


def _plain(name: str) -> str:
    return even(" ".join(re.sub(r"\s*[(（].*", "", name).replace("’", "'").split()).lower())


def _currencies(code: str, locale: Any) -> Iterator[tuple[str, str]]:
    named = {currency: names for currency in sorted(_current()) if (names := _names(locale, currency))}
    pairs = [(name, currency) for currency, names in named.items() for name in sorted(names)]
    if code in BLANKLESS:
        yield from _shared(pairs)
        return
    full = [_plain(locale.currencies[currency]).split() for currency in named if currency in locale.currencies]
    last, first = ({words[place] for words in full if len(words) > 1} for place in (-1, 0))
    place = -1 if len(last) < len(first) else 0
    heads: dict[str, set[str]] = {}
    for name, currency in pairs:
        heads.setdefault(name.split()[place], set()).add(currency)
    for name, currency in pairs:
        words = name.split()
        head = words[place]
        if len(heads[head]) == 1:  # доллар США: what is elsewhere the noun is the noun here
            head = max(words, key=lambda word: len(heads.get(word, ())))
        yield head, currency
        yield name, currency


def _written(locale: Any) -> Iterator[tuple[str, str]]:
    """What stands for a currency beside a number, where that is letters: zł, Kč, Rp."""
    for currency in sorted(_current()):
        written = (locale.currency_symbols.get(currency) or "").strip(".\u200e\u200f\u00a0")
        if written.isalpha() and written != currency:
            yield _plain(written), currency


def _shared(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The names, and what several of them have in common at the end that repeats itself more."""
    pairs = sorted({(name.replace(" ", ""), currency) for name, currency in pairs} | set(pairs))
    parts: tuple[dict[str, set[str]], ...] = ({}, {})
    for name, currency in pairs:
        for size in range(1, len(name)):
            parts[0].setdefault(name[-size:], set()).add(currency)
            parts[1].setdefault(name[:size], set()).add(currency)
    ends, starts = parts
    at_end = _repeated(ends) >= _repeated(starts)
    found = ends if at_end else starts
    for part, currencies in found.items():
        longer = any(
            other != part and held == currencies and (other.endswith(part) if at_end else other.startswith(part))
            for other, held in found.items()
        )
        letters = LETTERS if part[0] < "\u2e80" else 1 if "\u4e00" <= part <= "\u9fff" else 2
        if not longer and len(part) >= letters and len(currencies) >= SHARED[min(len(part), 3)]:
            yield from ((part.strip(), currency) for currency in sorted(currencies))
    yield from pairs


def _repeated(parts: dict[str, set[str]]) -> int:
    return sum(len(held) for part, held in parts.items() if len(part) == 2 and len(held) > 2)


def _measures(locale: Any) -> Iterator[tuple[str, str]]:
    patterns = locale._data["unit_patterns"]
    for measure in MEASURES:
        for width in ("long", "short"):
            for key, form in dict(patterns.get(measure, {}).get(width, {})).items():
                forms: Iterable[Any] = form.values() if hasattr(form, "values") else (form,)
                for pattern in forms if key != "per" else ():
                    if isinstance(pattern, str) and "{0}" in pattern:
                        yield _plain(pattern.replace("{0}", " ")).strip(" .-‐"), measure


def build(code: str, name: str) -> dict[str, str]:
    """The words of one language, each with what it may be, by codes with strokes between them."""
    import babel
    from babel import localedata

    found: dict[str, set[str]] = {}
    for one in filter(None, (name, REGIONS.get(code))):
        localedata._cache.clear()  # resolved aliases of one locale otherwise turn up in the next
        locale = babel.Locale.parse(one)
        for word, meaning in (*_currencies(code, locale), *_written(locale), *_measures(locale)):
            if word and len(word.split()) <= WORDS and not word.isdigit() and word not in OTHER_WORDS:
                found.setdefault(word, set()).add(meaning)
    for word, meanings in ALSO.get(code, {}).items():
        found.setdefault(_plain(word), set()).update(meanings.split("|"))
    return {word: "|".join(sorted(meanings)) for word, meanings in sorted(found.items())}


def symbols() -> dict[str, str]:
    """The signs for currencies, each with those that it may be somewhere; the letters of a country before them, too
    (``HK$``, in French ``$HK``), where it has such.
    """
    import babel
    from babel import localedata

    found: dict[str, set[str]] = {}
    for name in LOCALES.values():
        localedata._cache.clear()
        written = babel.Locale.parse(name).currency_symbols
        for currency in _current():
            symbol = written.get(currency) or ""
            letters = "".join(filter(str.isalpha, symbol))
            for sign in symbol:
                if unicodedata.category(sign) == "Sc":
                    found.setdefault(sign, set()).add(currency)
                    if letters.isupper() and letters.isascii():
                        found.setdefault(letters + sign, set()).add(currency)
    for sign, meanings in ALSO_SIGNS.items():
        found.setdefault(sign, set()).update(meanings.split("|"))
    return {sign: "|".join(sorted(meanings)) for sign, meanings in sorted(found.items())}


def main() -> None:
    """Write the files."""
    import babel
    from babel.core import get_cldr_version

    folder = Path(__file__).with_name("units")
    folder.mkdir(exist_ok=True)
    head = {
        "source": f"Unicode CLDR {get_cldr_version()} through Babel {babel.__version__}",
        "licence": "Unicode-3.0, https://www.unicode.org/license.txt",
        "built": datetime.date.today().isoformat(),
        "by": "python -m syndicheck.data.build_units",
    }
    files = {code: build(code, name) for code, name in LOCALES.items()} | {"signs": symbols()}
    for code, table in files.items():
        rows = ",\n".join(
            f"  {json.dumps(word, ensure_ascii=False)}: {json.dumps(meaning)}" for word, meaning in table.items()
        )
        text = json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "units": {\n' + rows + "\n }\n}\n"
        (folder / f"{code}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
