"""A backtracking matcher that goes back where Python's does, and counts its steps."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from re import _constants as C
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Next = Callable[[int], bool]


class TooMany(Exception):
    """More steps than were allowed."""


class Counter:
    """Counts the steps of one search."""

    def __init__(self, pattern: re.Pattern[str], most: int) -> None:
        self._tree = _parser.parse(pattern.pattern, pattern.flags)
        self._flags = self._tree.state.flags
        self._most = most
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}
        self.steps = 0

    def search(self, text: str, *, anchored: bool = False) -> bool:
        """Whether the pattern is anywhere in a text, or at its start. Raises :class:`TooMany`."""
        self._text = text
        self.steps = 0
        return any(self._from(start) for start in range(1 if anchored else len(text) + 1))

    def _from(self, start: int) -> bool:
        self._groups = {}
        return self._sequence(list(self._tree), 0, start, lambda end: True)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self._most:
            raise TooMany

    def _sequence(self, items: Sequence[tuple[Any, Any]], place: int, at: int, then: Next) -> bool:
        while place < len(items):
            op, value = items[place]
            if _one(op):
                self._step()
                if at >= len(self._text) or not self._fits(op, value, self._text[at]):
                    return False
                at += 1
                place += 1
                continue
            rest = place + 1
            return self._item(op, value, at, lambda end, rest=rest: self._sequence(items, rest, end, then))  # type: ignore[misc]
        return then(at)

    def _item(self, op: Any, value: Any, at: int, then: Next) -> bool:
        self._step()
        if op is C.AT:
            return self._at(value, at) and then(at)
        if op is C.BRANCH:
            return any(self._sequence(list(branch), 0, at, then) for branch in value[1])
        if op is C.SUBPATTERN:
            group, _, _, inner = value

            def closed(end: int) -> bool:
                before = self._groups.get(group)
                self._groups[group] = (at, end)
                if then(end):
                    return True
                if before is not None:
                    self._groups[group] = before
                return False

            return self._sequence(list(inner), 0, at, then if group is None else closed)
        if op in (C.MAX_REPEAT, C.MIN_REPEAT, C.POSSESSIVE_REPEAT):
            return self._repeat(op, value, at, then)
        if op in (C.ASSERT, C.ASSERT_NOT):
            return (self._look(value, at) == (op is C.ASSERT)) and then(at)
        if op is C.ATOMIC_GROUP:
            end = self._first_end(list(value), at)
            return end is not None and then(end)
        if op is C.GROUPREF:
            start, end = self._groups.get(value, (0, 0))
            word = self._text[start:end]
            return self._text.startswith(word, at) and then(at + len(word))
        if op is C.GROUPREF_EXISTS:
            group, yes, no = value
            chosen = yes if group in self._groups else no
            return self._sequence(list(chosen or ()), 0, at, then)
        raise NotImplementedError(op)

    def _first_end(self, items: Sequence[tuple[Any, Any]], at: int) -> int | None:
        ends: list[int] = []

        def keep(end: int) -> bool:
            ends.append(end)
            return True

        return ends[0] if self._sequence(items, 0, at, keep) else None

    def _look(self, value: Any, at: int) -> bool:
        direction, inner = value
        if direction >= 0:
            return self._first_end(list(inner), at) is not None
        low, high = inner.getwidth()
        return any(
            self._sequence(list(inner), 0, at - width, lambda end: end == at)
            for width in range(low, min(int(high), at) + 1)
        )

    def _repeat(self, op: Any, value: Any, at: int, then: Next) -> bool:
        least, most, inner = value
        items = list(inner)
        limit = len(self._text) if most is C.MAXREPEAT else int(most)
        if len(items) == 1 and _one(items[0][0]):
            return self._repeat_one(op, items[0], least, limit, at, then)
        if op is C.POSSESSIVE_REPEAT:
            count = 0
            while count < limit and (end := self._first_end(items, at)) is not None:
                count += 1
                if end == at:
                    break
                at = end
            return count >= least and then(at)

        def more(count: int, here: int) -> bool:
            self._step()

            def again(end: int) -> bool:
                return (end > here or count < least) and more(count + 1, end)

            if count < least:
                return self._sequence(items, 0, here, again)
            if op is C.MIN_REPEAT:
                return then(here) or (count < limit and self._sequence(items, 0, here, again))
            return (count < limit and self._sequence(items, 0, here, again)) or then(here)

        return more(0, at)

    def _repeat_one(self, op: Any, item: tuple[Any, Any], least: int, limit: int, at: int, then: Next) -> bool:
        text, (kind, value) = self._text, item
        end = at
        if op is C.MIN_REPEAT:
            count = 0
            while True:
                if count >= least and then(end):
                    return True
                self._step()
                if count >= limit or end >= len(text) or not self._fits(kind, value, text[end]):
                    return False
                count, end = count + 1, end + 1
        while end < len(text) and end - at < limit and self._fits(kind, value, text[end]):
            self._step()
            end += 1
        if op is C.POSSESSIVE_REPEAT:
            return end - at >= least and then(end)
        while end - at >= least:
            self._step()
            if then(end):
                return True
            end -= 1
        return False

    def _at(self, where: Any, at: int) -> bool:
        text = self._text
        if where in (C.AT_BEGINNING, C.AT_BEGINNING_STRING):
            return at == 0 or (where is C.AT_BEGINNING and bool(self._flags & re.MULTILINE) and text[at - 1] == "\n")
        if where in (C.AT_END, C.AT_END_STRING):
            if at == len(text):
                return True
            multiline = bool(self._flags & re.MULTILINE)
            return where is C.AT_END and text[at] == "\n" and (multiline or at == len(text) - 1)
        before = at > 0 and _wordy(text[at - 1])
        after = at < len(text) and _wordy(text[at])
        return (before != after) == (where is C.AT_BOUNDARY)

    def _fits(self, op: Any, value: Any, letter: str) -> bool:
        if op is C.ANY:
            return letter != "\n" or bool(self._flags & re.DOTALL)
        if op in (C.LITERAL, C.NOT_LITERAL):
            same = _same(letter, chr(value), bool(self._flags & re.IGNORECASE))
            return same == (op is C.LITERAL)
        return in_set(value, letter, ignore_case=bool(self._flags & re.IGNORECASE))


def _one(op: Any) -> bool:
    return op in (C.LITERAL, C.NOT_LITERAL, C.ANY, C.IN)


def _same(a: str, b: str, ignore_case: bool) -> bool:
    return a == b or (ignore_case and (a.lower() == b.lower() or a.upper() == b.upper()))


def _wordy(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def in_set(items: Sequence[tuple[Any, Any]], letter: str, *, ignore_case: bool = False) -> bool:
    """Whether a letter is in a set such as ``[^a-z\\d]``."""
    negate = bool(items) and items[0][0] is C.NEGATE
    forms = {letter, letter.lower(), letter.upper()} if ignore_case else {letter}
    return any(_in_one(op, value, form) for op, value in items for form in forms if len(form) == 1) != negate


def _in_one(op: Any, value: Any, letter: str) -> bool:
    if op is C.LITERAL:
        return ord(letter) == value
    if op is C.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    if op is C.CATEGORY:
        name = str(value)
        if "DIGIT" in name:
            found = letter.isdecimal()
        elif "SPACE" in name:
            found = letter.isspace()
        else:
            found = _wordy(letter)
        return found != ("NOT" in name)
    return False
