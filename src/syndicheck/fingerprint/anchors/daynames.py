"""Names of months and weekdays, also with another ending: ``srpnu``, ``понедельника``.

How a name may end is told by the language: in those without cases an -s at most (``Marco`` is no March, ``Dienst`` no
Tuesday), elsewhere what the name and its forms leave room for (``szerint`` is no Wednesday, ``szerdán`` is one).
"""

from __future__ import annotations

from collections.abc import Mapping

_ENDINGS = {
    "en": ("s", "'s"),
    **dict.fromkeys("de fr es pt it ca gl".split(), ("s",)),
    **dict.fromkeys("nl af".split(), ("s", "se")),
    **dict.fromkeys("sv da nb".split(), ("s", "en", "ens", "e", "er", "ar")),
}
"""All that may stand behind a name, in languages whose names of days have no cases."""

_VOWELS = frozenset("aeiouyáéíóúýàèìòùâêîôûäëïöüőűąęįųåæøěůāēīūășțаеиоуыэюяіїєёъьαεηιουω")

_MIDDLES = frozenset(("серед", "střed", "stred", "sred", "сред", "środ"))
"""Wednesday without its ending, from which words for the middle and for means are made."""

_NO_DAYS = frozenset(("среди", "средь", "środek", "středem", "stredom"))
"""Words that look like a day with an ending."""


class DayNames:
    """Names of months or weekdays of a language with their numbers."""

    def __init__(self, numbers: Mapping[str, int], code: str) -> None:
        self._numbers = numbers
        self._endings = _ENDINGS.get(code)
        self._stems: dict[str, tuple[int, int]] = {}
        for name, number in numbers.items() if self._endings is None else ():
            if len(name) <= 4:
                continue
            self._stems[name] = (number, 3)
            if name[-1] > "\u0590" or name[-1] in _VOWELS:
                self._stems.setdefault(name[:-1], (number, 2))
            elif name[-2] in _VOWELS:
                self._stems.setdefault(name[:-2] + name[-1], (number, 2))  # piątek, piątku
            if len(name) >= 8:
                self._stems.setdefault(name[:-2], (number, 3))

    def of(self, word: str) -> int | None:
        """The number of a name, exact or with another ending (``srpnu``, ``понедельника``) or a proclitic."""
        if word in self._numbers:
            return self._numbers[word]
        if len(word) <= 4 or word in _NO_DAYS:
            return None
        for cut in (1, 2):
            if (number := self._numbers.get(word[cut:])) is not None and len(word) - cut > 3:
                return number
        return self.with_ending(word)

    def with_ending(self, word: str) -> int | None:
        """The number of a name that has another ending here, and nothing before it."""
        if len(word) <= 4 or word in _NO_DAYS:
            return None
        if self._endings is not None:
            return self._with_one_of(word, self._endings)
        for cut in (1, 2, 3):
            stem, begins = word[:-cut], word[-cut]
            if stem not in self._stems:
                continue
            number, longest = self._stems[stem]
            adjective = begins in "nнň" and len(stem) > 4 and stem not in _MIDDLES  # sobotní
            letter = longest != 2 or adjective or begins > "\u0590" or begins in _VOWELS
            if cut <= longest + adjective and letter:
                return number
        return None

    def _with_one_of(self, word: str, endings: tuple[str, ...]) -> int | None:
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) > 4:
                number = self._numbers.get(word.removesuffix(ending))
                if number is not None:
                    return number
        return None
