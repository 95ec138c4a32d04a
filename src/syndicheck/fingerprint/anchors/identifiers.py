"""Identifiers: addresses, e-mail, telephone numbers and acronyms in Latin capitals. They are never translated."""

from __future__ import annotations

import re

from syndicheck.expressions import expression

_ADDRESS = expression(
    r"https?://[^\s<>\"'）)]{4,200}|www\.[a-zA-Z0-9.-]{4,80}|(?<![\w.@-])[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
    re.ASCII,
)
_PHONE = expression(r"\+\d[\d ()/-]{6,18}\d")
_ACRONYM = expression(r"[A-Z](?<![A-Za-z][A-Z])(?:\.?[A-Z0-9&-]){1,6}(?![A-Za-z])")


def find(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Add what is found; returns the stretches whose digits are no numbers."""
    taken = []
    # to look for e-mail is to look at every word
    has_address = "@" in text or "http" in text or "www." in text
    for match in _ADDRESS.finditer(text) if has_address else ():
        value = match.group().lower().rstrip(".,;:/")
        found.append(
            (
                match.start(),
                match.start() + len(value),
                f"I:{value.removeprefix('https://').removeprefix('http://').removeprefix('www.')}",
            )
        )
        taken.append(match.span())
    for match in _PHONE.finditer(text) if "+" in text else ():
        found.append((*match.span(), "I:+" + re.sub(r"\D", "", match.group())))
        taken.append(match.span())
    for match in _ACRONYM.finditer(text):
        found.append((*match.span(), "A:" + match.group().replace(".", "")))
    return taken
