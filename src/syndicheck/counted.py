"""Numbers with what they count, in the singular and the plural."""

from __future__ import annotations

_IRREGULAR = {"story": "stories", "match": "matches", "entry": "entries"}


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``24,280 articles``; ``1 new story``, ``2 new stories``."""
    if number == 1:
        return f"1 {one}"
    before, blank, noun = one.rpartition(" ")
    return f"{number:,} {many or before + blank + _IRREGULAR.get(noun, noun + 's')}"
