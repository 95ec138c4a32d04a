"""What says that a number is below nought: a minus before it, or a word (minus 5, moins 5, 零下5)."""

from __future__ import annotations

from syndicheck.fingerprint.anchors.written import Tongue, runs_on
from syndicheck.matching.facts import MINUS, is_sign
from syndicheck.matching.particles import minus
from syndicheck.matching.said import NUMBER, Said

AHEAD = 12
"""Characters before a word for minus that tell whether it is one."""


def minus_before(even: str, at: int) -> bool:
    """Whether a minus stands before a number: no dash of a list, no hyphen of a word, no range."""
    if not at or even[at - 1] not in MINUS:
        return False
    ahead = even[max(0, at - 3) : at - 1]
    if not ahead.strip(" ") or ahead[-1] == "\n":
        return even[at - 1] == "\u2212"
    return ahead[-1] in " (" and not ahead.strip(" (")[-1:].isdigit()


def with_minus_word(said: Said, even: str, tongue: Tongue) -> Said:
    """The number with the word for minus before it, if there is one."""
    above = said.kind == NUMBER and any(isinstance(value, float) and value > 0 for value in said.values)
    low = said.outer[0] if above else 0
    low -= is_sign(even[low - 1 : low] or "-")
    start = _minus_word_before(even, low, tongue) if low > 0 else None
    if start is None:
        return said
    values: frozenset[float | str] = frozenset(-value for value in said.values if isinstance(value, float))
    return Said(NUMBER, start, said.end, values, said.figures, (start, said.outer[1]), said.weak)


def _minus_word_before(even: str, at: int, tongue: Tongue) -> int | None:
    """Where the word for minus begins that ends before a place; not behind a number, from which it takes away."""
    words = minus(tongue.code)
    end = at - (even[at - 1] in " -")
    for word in words.words:
        start = end - len(word)
        if start < 0 or even[start:end].lower() != word:
            continue
        ahead = even[max(0, start - AHEAD) : start]
        if ahead.rstrip()[-1:].isdigit() or (not runs_on(tongue) and ahead[-1:].isalnum()):
            continue
        if not ahead.split() or ahead.split()[-1].lower() not in words.not_behind:
            return start
    return None
