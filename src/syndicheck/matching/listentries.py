"""Entries of a list: what is printed alike wherever it is printed, because it says no more than what there was.

Police reports, programmes and forecasts come in short lines that begin with a time, or with what they are about and a
colon. Names and titles come in a row between commas. Neither needs figures or capitals for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from syndicheck.expressions import expression

if TYPE_CHECKING:
    from syndicheck.text import Tokens

LEAST_LINES = 3
"""Lines of a list that follow each other."""

LINE_WORDS = 16
"""Words of such a line; a longer one is a paragraph."""

HEAD_WORDS = 8
"""Words before its colon."""

LEAST_ITEMS = 8
ITEM_WORDS = 3
"""Items between commas, and words of each: fewer, or longer ones, are an enumeration in a sentence."""

CHARACTERS_A_WORD = 2.4
"""Tokens (characters) that count as one word where a script has no blanks."""

_TIME = expression(r"\s*+(?:[-–•*]\s*+)?\d{1,2}(?:[.:]\d\d(?!\d)|\s?h(?:\s?\d\d)?\b|\s?[時点시]\s?\d{0,2})")
_COLON = expression(r"[:：](?!\S*[/\d])")
_COMMA = expression(r"[,、،，;；؛]")
_SENTENCE_END = expression(r"[.:!?。：！？؟।]")


def entries_of_lists(text: str, tokens: Tokens) -> bytes:
    """For each token whether it stands in an entry."""
    starts = tokens.starts
    word = CHARACTERS_A_WORD if tokens.unspaced else 1
    mask = bytearray(len(starts))
    lines: list[tuple[int, int, str]] = []
    begin = first = 0
    while first < len(starts):
        found = text.find("\n", begin)
        end = len(text) if found < 0 else found
        last = bisect_left(starts, end, first)
        if first < last:
            head = _head(text[begin:end], last - first, tokens.unspaced)
            if head:
                lines.append((first, last, head))
            else:
                _mark_list(mask, lines)
                lines = []
            for start, stop in _rows_of_items(text, tokens, begin, end, word):
                _mark(mask, start, stop)
        first, begin = last, end + 1
    _mark_list(mask, lines)
    return bytes(mask)


def _mark(mask: bytearray, start: int, end: int) -> None:
    mask[start:end] = b"\x01" * (end - start)


def _mark_list(mask: bytearray, lines: Sequence[tuple[int, int, str]]) -> None:
    """Mark lines that are a list: heads that come back again and again are people who speak."""
    if len(lines) >= LEAST_LINES and 2 * len({head for *_, head in lines}) > len(lines):
        _mark(mask, lines[0][0], lines[-1][1])


def _head(line: str, count: int, unspaced: bool) -> str:
    """What a short line, of so many tokens, begins with: all of it behind a time, or a few words and a colon."""
    if (count / CHARACTERS_A_WORD if unspaced else len(line.split())) > LINE_WORDS:
        return ""
    if _TIME.match(line):
        return line
    colon = _COLON.search(line)
    if colon is None or not line[colon.end() :].strip():
        return ""
    head = line[: colon.start()].strip()
    return head if (len(head) / CHARACTERS_A_WORD if unspaced else len(head.split())) <= HEAD_WORDS else ""


def _rows_of_items(text: str, tokens: Tokens, begin: int, end: int, word: float) -> Iterator[tuple[int, int]]:
    """The token ranges of short items that follow each other in a line."""
    starts, most = tokens.starts, ITEM_WORDS * word
    commas = [
        found.start()
        for found in _COMMA.finditer(text, begin, end)
        if not (text[found.start() - 1 : found.start()].isdigit() and text[found.end() : found.end() + 1].isdigit())
    ]
    if len(commas) < LEAST_ITEMS - 1:
        return
    row: list[tuple[int, int]] = []
    edges = [begin, *commas, end]
    for before, behind in pairwise(edges):
        stops = [found.start() for found in _SENTENCE_END.finditer(text, before, behind)]
        # an item may end a sentence, or begin behind one; what stands between two ends is neither
        for start, stop in ((before, stops[0]), (stops[-1], behind)) if stops else ((before, behind),):
            if stops and start == stops[-1]:
                yield from _whole(row)
                row = []
            item = bisect_left(starts, start), bisect_left(starts, stop)
            if 0 < item[1] - item[0] <= most:
                row.append(item)
            else:
                yield from _whole(row)
                row = []
    yield from _whole(row)


def _whole(row: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if len(row) >= LEAST_ITEMS:
        yield row[0][0], row[-1][1]
