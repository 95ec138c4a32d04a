"""What is counted at a place of a text: a number, a part of a date, a weekday or a unit, with all that it may say."""

from __future__ import annotations

from msgspec import Struct

NUMBER, MONTH, DAY, YEAR, WEEKDAY, UNIT = "number", "month", "day", "year", "weekday", "unit"
DATED = frozenset({MONTH, DAY, YEAR, WEEKDAY})


class Said(Struct, frozen=True):
    """Something counted at ``text[start:end]``. ``values`` are its readings (codes of a unit); ``figures`` is where its
    figures or its number word end, before a power of ten; ``outer`` is the span with its sign and its unit.

    ``weak`` marks what counts only where the other text counts something of the kind, too: a sign of Han that may be
    part of a word, a month or a unit that no number stands beside.
    """

    kind: str
    start: int
    end: int
    values: frozenset[float | str]
    figures: int
    outer: tuple[int, int]
    weak: bool = False
