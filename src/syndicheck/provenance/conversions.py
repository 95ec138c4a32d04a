"""Units converted for readers elsewhere: “100 kilometres (62 miles)”. Editors add them; nobody writes them at first."""

from __future__ import annotations

import re

from syndicheck.expressions import expression

_UNITS = (
    "miles?|mi|kilomet(?:er|re)s?|kilometern?|km|met(?:er|re)s?|m|feet|foot|ft|inch(?:es)?|cm|acres?|hectares?|hektar|ha"
    "|pounds?|lbs?|kilograms?|kilogramm|kg|tons?|tonnes?|tonnen|gallons?|lit(?:er|re)s?|litern?|°\\s?[CF]|celsius|fahrenheit"
    "|mph|kph|km/h|million|billion|millionen|milliarden|millions|euros?|dollars?"
)
_BRACKETED = expression(
    rf"[(\[（]\s{{0,3}}(?:about|around|roughly|some|etwa|rund|ca\.|environ|unos|约|約)?\s{{0,3}}[$€£¥]?\s{{0,3}}"
    rf"\d[\d.,\u202f ]{{0,14}}"
    rf"\s{{0,3}}(?:{_UNITS})[^()\n]{{0,20}}[)\]）]",
    re.IGNORECASE,
)


def conversions(text: str) -> frozenset[str]:
    """The conversions in brackets of a text, in one spelling."""
    return frozenset(
        " ".join(found.group().casefold().split()).strip("()[]（） ") for found in _BRACKETED.finditer(text)
    )
