"""Numbers with what they count, in the singular and the plural; shares in per cent."""

from __future__ import annotations

_IRREGULAR = {"story": "stories", "match": "matches", "entry": "entries"}


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``24,280 articles``; ``1 new story``, ``2 new stories``."""
    if number == 1:
        return f"1 {one}"
    before, blank, noun = one.rpartition(" ")
    return f"{number:,} {many or before + blank + _IRREGULAR.get(noun, noun + 's')}"


def percent(share: float) -> str:
    """A share in whole per cent. All and nothing are only said when they are true: ``99 %`` where one word of a
    thousand differs, ``<1 %`` for traces.
    """
    if share <= 0:
        return "0 %"
    if share < 0.01:
        return "<1 %"
    return "100 %" if share > 1 - 1e-9 else f"{min(99, round(share * 100))} %"
