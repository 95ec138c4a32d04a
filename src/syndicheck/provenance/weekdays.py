"""Names of the weekdays in many languages, from a table generated out of the Unicode CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec.json import decode

from syndicheck.data import table
from syndicheck.provenance.months import fold


def weekday_numbers(word: str) -> frozenset[int]:
    """The weekdays that a word can name in any language, 0 being Monday; empty when it names none."""
    return _names().get(fold(word.strip(".,'")), frozenset())


@cache
def _names() -> Mapping[str, frozenset[int]]:
    days: dict[str, list[list[str]]] = decode(table("weekdays.json"))["weekdays"]
    found: dict[str, frozenset[int]] = {}
    for language in days.values():
        for number, names in enumerate(language):
            for name in names:
                found[name] = found.get(name, frozenset()) | {number}
    return found
