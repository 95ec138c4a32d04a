"""The country of an outlet, as far as its address says it."""

from __future__ import annotations

from syndicheck.identity import outlet_domain

_NOT_COUNTRIES = frozenset({"eu", "io", "tv", "me", "co", "ai", "ly", "fm", "to", "cc", "ws", "la", "gg", "sh", "vc"})
"""Endings of two letters that are sold to everybody."""


def country_of(*addresses: str | None) -> str | None:
    """The ISO 3166 code that the first telling address (``https://bote.example.at/…``) or domain ends with."""
    for address in addresses:
        if not address or any(character.isspace() for character in address):
            continue
        domain = outlet_domain(address if "//" in address else f"https://{address}")
        ending = (domain or "").rpartition(".")[2].lower()
        if len(ending) == 2 and ending.isascii() and ending.isalpha() and ending not in _NOT_COUNTRIES:
            return "GB" if ending == "uk" else ending.upper()
    return None
