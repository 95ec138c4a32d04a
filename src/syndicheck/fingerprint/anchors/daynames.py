"""Names of months and weekdays, also with another ending: ``srpnu``, ``понедельника``."""

from __future__ import annotations

from collections.abc import Mapping


class DayNames:
    """Names of months or weekdays with their numbers."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._by_beginning: dict[str, list[tuple[str, int]]] = {}
        for name, number in numbers.items():
            if len(name) > 4:
                self._by_beginning.setdefault(name[:4], []).append((name, number))

    def of(self, word: str) -> int | None:
        """The number of a name, exact or with another ending (``srpnu``, ``понедельника``) or a proclitic."""
        if word in self._numbers:
            return self._numbers[word]
        if len(word) > 4:
            for cut in (1, 2):
                if (number := self._numbers.get(word[cut:])) is not None and len(word) - cut > 3:
                    return number
            for name, number in self._by_beginning.get(word[:4], ()):
                if word.startswith(name[: max(4, len(name) - 2)]) and len(word) <= len(name) + 3:
                    return number
        return None
