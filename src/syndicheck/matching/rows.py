"""Rows of a table: lines in which so much is numbers that they are no sentences, in any script."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syndicheck.text import Tokens

ROW_NUMBERS = 1 / 3
"""Part of the words of a line that are numbers, from which on the line is a row."""

LEAST_ROWS = 3
"""Rows that make a table when they follow each other; a dateline, or a line with an address, is none."""

CHARACTERS_A_WORD = 2.4
"""Tokens (characters) that count as one word where a script has no blanks."""


def rows_of_numbers(text: str, tokens: Tokens) -> bytes:
    """For each token whether it stands in a row."""
    starts = tokens.starts
    word = CHARACTERS_A_WORD if tokens.unspaced else 1
    digits = bytes(map(str.isdigit, map(text.__getitem__, starts)))
    mask = bytearray(len(starts))
    table: list[tuple[int, int]] = []
    first, begin = 0, 0
    while first < len(starts):
        found = text.find("\n", begin)
        end = len(text) if found < 0 else found
        last = bisect_left(starts, end, first)
        numbers = digits.count(1, first, last)
        if numbers and numbers >= ROW_NUMBERS * (numbers + (last - first - numbers) / word):
            table.append((first, last))
            if len(table) >= LEAST_ROWS:
                mask[table[0][0] : last] = b"\x01" * (last - table[0][0])
        elif first < last:
            table = []
        first, begin = last, end + 1
    return bytes(mask)
