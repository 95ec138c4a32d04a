"""Builds src/syndicheck/data/weekdays.json: names of weekdays from the Unicode CLDR, read through Babel.

Babel is needed only to run this script::

    pip install babel && python scripts/build_weekdays.py

The table maps a language to seven lists of names, Monday first, each with format and stand-alone, wide and abbreviated
forms, folded as ``syndicheck.provenance.months.fold`` folds what it looks up. Names that are a month's name in any
language (*mar*) are left out, and those too short to be told from other words (Croatian *čet*, French *cet*); English
abbreviations stay, since they stand in the dates of mail and feeds.
"""

from __future__ import annotations

import babel
from names_table import write

from syndicheck.provenance.months import fold, month_numbers

LOCALES = """
am ar az be bg bn bs ca cs da de el en es et fa fi fil fr gl he hi hr hu hy id is it ja ka kk km ko lo lt lv mk mn ms my
nb ne nl nn pl pt ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh zh_Hant
""".split()


def names(locale: babel.Locale, day: int) -> list[str]:
    """All forms of one weekday's name in one locale, 0 being Monday."""
    found = {
        fold(locale.days[context][width][day])
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    }
    return sorted(name for name in found if _telling(name, locale.language))


def _telling(name: str, language: str) -> bool:
    least = 2 if name[0] >= "\u0370" else 3 if language == "en" else 4
    return len(name) >= least and " " not in name and not month_numbers(name, None)


def main() -> None:
    """Write the table."""
    table = {name.replace("_", "-"): [names(babel.Locale.parse(name), day) for day in range(7)] for name in LOCALES}
    write("weekdays", table)


if __name__ == "__main__":
    main()
