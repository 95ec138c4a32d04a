"""Builds src/syndicheck/data/months.json: Gregorian month names from the Unicode CLDR, read through Babel.

Babel is needed only to run this script::

    pip install babel && python scripts/build_months.py

The table maps a language (or locale, where its names differ) to twelve lists of names, each with format and
stand-alone, wide and abbreviated forms, folded as ``syndicheck.provenance.months.fold`` folds what it looks up.
"""

from __future__ import annotations

import babel
from names_table import write

from syndicheck.provenance.months import fold

LOCALES = """
ar ar_DZ ar_LB ar_MA az be bg bn bs ca cs da de de_AT el en en_GB es et fa fi fr gl he hi hr hu id is it ka kk lt lv
mk ms nb nl nn pl pt ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz
""".split()


def names(locale: babel.Locale, month: int) -> list[str]:
    """All forms of one month's name in one locale."""
    found = set()
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            name = fold(locale.months[context][width][month])
            # CLDR writes Catalan "de març", "d’abril": the article is not part of the name.
            found.add(name.removeprefix("de ").removeprefix("d'"))
    return sorted(name for name in found if not name.isdigit())


def main() -> None:
    """Write the table."""
    table = {
        name.replace("_", "-"): [names(babel.Locale.parse(name), month) for month in range(1, 13)] for name in LOCALES
    }
    write("months", table)


if __name__ == "__main__":
    main()
