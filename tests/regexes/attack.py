"""Texts that are made for a regular expression: what leads to each of its repetitions, then that again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as C
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from tests.regexes.steps import in_set

LETTERS = "a A0 1-.,:;/'\"()[]{}<>|\\@#&%=+*_~?!$\n\t\u00a0é中あ한яא\u200b“”–—\x00"
"""Representatives to choose from, the commonest first."""

ENDS = ("", "\x00", "\n")
"""What may stand behind, so that the repetition has to be given up."""

MOST = 4
"""Texts that are tried for one repetition."""

BRANCHES = 12
"""Alternatives that are looked into: lists of words have hundreds that differ in their letters only."""


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of about so many characters."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    seen: set[tuple[str, str]] = set()
    for prefix, body in _repetitions(list(tree), ""):
        samples = _samples(body)[:MOST]
        for pump in dict.fromkeys([*samples, "".join(samples[:2])]):
            if not pump:
                continue
            for before in dict.fromkeys((prefix, "")):
                if (before, pump) in seen:
                    continue
                seen.add((before, pump))
                for end in ENDS:
                    yield before + pump * (length // len(pump)) + end
                if before:
                    yield (before + pump) * (length // len(before + pump))


def _repetitions(items: Sequence[tuple[Any, Any]], prefix: str) -> Iterator[tuple[str, list[tuple[Any, Any]]]]:
    """Each unbounded repetition's body, with the shortest text that leads to it."""
    for op, value in items:
        if op in (C.MAX_REPEAT, C.MIN_REPEAT, C.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most is C.MAXREPEAT or most > 20:
                yield prefix, list(inner)
            yield from _repetitions(list(inner), prefix)
        elif op is C.SUBPATTERN:
            yield from _repetitions(list(value[3]), prefix)
        elif op is C.BRANCH:
            for branch in value[1][:BRANCHES]:
                yield from _repetitions(list(branch), prefix)
        elif op in (C.ASSERT, C.ASSERT_NOT):
            yield from _repetitions(list(value[1]), prefix)
        elif op is C.ATOMIC_GROUP:
            yield from _repetitions(list(value), prefix)
        prefix += _shortest([(op, value)])


def _shortest(items: Sequence[tuple[Any, Any]]) -> str:
    return _samples(items, shortest=True)[0]


def _samples(items: Sequence[tuple[Any, Any]], *, shortest: bool = False) -> list[str]:
    """Some texts that a part of a pattern fits; with ``shortest`` only one."""
    found = [""]
    for op, value in items:
        parts = _of(op, value, shortest)
        found = [before + part for before in found[:4] for part in parts[: 1 if shortest else 6]]
    return found


def _of(op: Any, value: Any, shortest: bool) -> list[str]:
    if op is C.LITERAL:
        return [chr(value)]
    if op is C.NOT_LITERAL:
        return [next(letter for letter in LETTERS if ord(letter) != value)]
    if op is C.ANY:
        return ["a"] if shortest else ["a", " ", "0"]
    if op is C.IN:
        fitting = [letter for letter in LETTERS if in_set(value, letter)]
        fitting += [chr(v if o is C.LITERAL else v[0]) for o, v in value if o in (C.LITERAL, C.RANGE)]
        return fitting[:1] if shortest else fitting[:3] + fitting[-2:]
    if op in (C.MAX_REPEAT, C.MIN_REPEAT, C.POSSESSIVE_REPEAT):
        least, _, inner = value
        count = least if shortest else max(1, least)
        return [part * count for part in _samples(list(inner), shortest=shortest)] if count else [""]
    if op is C.SUBPATTERN:
        return _samples(list(value[3]), shortest=shortest)
    if op is C.ATOMIC_GROUP:
        return _samples(list(value), shortest=shortest)
    if op is C.ASSERT and value[0] < 0:  # what stands before is there in a text of nothing else
        return _samples(list(value[1]), shortest=shortest)
    if op is C.BRANCH:
        branches = value[1][:1] if shortest else value[1][:6]
        return [part for branch in branches for part in _samples(list(branch), shortest=shortest)[:2]] or [""]
    return [""]
