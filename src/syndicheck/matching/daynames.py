"""Is a word the name of a month or a weekday? What is put off by a week names another day, and is no other text."""

from __future__ import annotations

from functools import cache

from syndicheck.fingerprint.anchors import numbers, written
from syndicheck.text import tokenise


def names_day(word: str, lang: str | None) -> bool:
    """Whether a word, in small letters, is a month or a weekday in a language; where that is unknown, in English."""
    code, names = _names(lang)
    if word in names:
        return True
    # with endings; where days are written with a capital they have none, and Augusta is a town
    return bool(code) and not numbers.has_capital_months(code) and numbers.means(word, code)


@cache
def _names(lang: str | None) -> tuple[str, frozenset[str]]:
    tongue = written.tongue("", lang or "en")
    names = {*tongue.row.get("months", {}), *numbers.weekdays_of(tongue)}
    keys = [tokenise(name).keys for name in names]
    return tongue.code, frozenset(names).union(*(one for one in keys if len(one) == 1))
