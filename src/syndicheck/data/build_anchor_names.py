"""Build ``anchor_names.json``: names of places, months and weekdays, and words for powers of ten, from Unicode CLDR.

``python -m syndicheck.data.build_anchor_names`` writes the file beside this module. It needs Babel, which the program
itself does not: nothing imports this module at run time. CLDR is under Unicode-3.0, which allows redistribution.
"""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

LOCALES = {
    **{
        code: code
        for code in (
            "af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl ha he hi hr hu hy id is it ja ka kk"
            " km ko lo lt lv mk mn mr ms my nb ne nl pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zu"
        ).split()
    },
    "zh": "zh_Hans",
    "zh-Hant": "zh_Hant",
}

RUN_ON = ("ja", "ko", "zh", "zh-Hant", "th", "lo", "km", "my")
"""Languages in which a short name would be found within words: 十二月 is no 二月."""

SPEAKERS = (
    "ar:SA bg:BG bn:BD cs:CZ da:DK de:DE el:GR es:ES et:EE fa:IR fi:FI fr:FR he:IL hu:HU hy:AM id:ID is:IS it:IT ja:JP"
    " ka:GE ko:KR lt:LT lv:LV nl:NL no:NO pl:PL pt:PT ro:RO ru:RU sv:SE sr:RS sk:SK sl:SI th:TH tr:TR uk:UA vi:VN zh:CN"
)
"""A language's name stands for a territory: papers write "the Russian army", CLDR has no demonyms."""


def _powers(locale: Any) -> dict[str, int]:
    """Words for powers of ten, in every plural form CLDR knows: ``million`` → 6, ``万`` → 4."""
    found: dict[str, int] = {}
    for style in ("long", "short"):
        for forms in locale.compact_decimal_formats.get(style, {}).values():
            for size, pattern in forms.items():
                zeros, text = len(size) - 1, getattr(pattern, "pattern", str(pattern))
                digits = text.count("0")
                word = re.sub(r"[0'¤\s\u200e\u200f]+", " ", text).lower().strip(" .\u200f")
                if digits and word and zeros - digits + 1 > 1:
                    found.setdefault(word, zeros - digits + 1)
    return found


def build() -> dict[str, Any]:
    """The table."""
    import babel
    from babel import localedata

    speakers = dict(pair.split(":") for pair in SPEAKERS.split())
    languages: dict[str, Any] = {}
    for code, name in LOCALES.items():
        localedata._cache.clear()  # resolved aliases of one locale otherwise turn up in the next
        locale = babel.Locale.parse(name)
        places: dict[str, str] = {}
        for language, territory in speakers.items():
            if label := locale.languages.get(language):
                places[label.lower()] = territory
        for territory, label in locale.territories.items():
            if len(territory) == 2 and territory not in ("ZZ", "QO", "EZ", "XA", "XB", "XK"):
                for part in {label, re.sub(r"\s*[(（].*", "", label)}:
                    places[part.lower().replace("’", "'")] = territory
        months: dict[str, int] = {}
        days: dict[str, int] = {}
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, label in locale.months[context][width].items():
                    whole = width == "wide" and code not in RUN_ON  # मई, मे
                    if not re.search(r"\d", label) and len(label) > (1 if whole else 2):
                        months.setdefault(label.lower().rstrip("."), number)
            for number, label in locale.days[context]["wide"].items():
                days.setdefault(label.lower(), number)
        languages[code] = {
            "decimal": locale.number_symbols.get("latn", {}).get("decimal", "."),
            "powers": _powers(locale),
            "places": places,
            "months": months,
            "days": days,
        }
    return {
        "source": f"Unicode CLDR through Babel {babel.__version__}",
        "licence": "Unicode-3.0, https://www.unicode.org/license.txt",
        "built": datetime.date.today().isoformat(),
        "by": "python -m syndicheck.data.build_anchor_names",
        "languages": languages,
    }


if __name__ == "__main__":
    table = build()
    head = {key: value for key, value in table.items() if key != "languages"}
    rows = ",\n".join(
        f"  {json.dumps(code)}: {json.dumps(row, ensure_ascii=False, separators=(',', ':'))}"
        for code, row in table["languages"].items()
    )
    body = json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "languages": {\n' + rows + "\n }\n}\n"
    Path(__file__).with_name("anchor_names.json").write_text(body, encoding="utf-8")
