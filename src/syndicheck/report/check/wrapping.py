"""Lines for a terminal, which counts cells: a character of Chinese or Japanese fills two, a combining mark none."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator
from unicodedata import category, east_asian_width

USUAL = 100
"""Columns where nobody says how many there are."""

_NOT_FIRST = frozenset("、。，．・：；！？）］｝」』】》〉〕”’…‥ー々,.:;!?)]}»”")
_NOT_LAST = frozenset("（［｛「『【《〈〔“‘([{«")


def columns() -> int:
    """How wide the terminal is: ``COLUMNS``, else as it says itself."""
    try:
        named = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        named = 0
    if named > 0:
        return named
    try:
        # the standard library's own function for this loads three libraries of packed files
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or USUAL  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return USUAL


def wrapped(text: str, indent: str, width: int) -> str:
    """A text in lines of at most ``width`` cells, each behind ``indent``, the last one ended."""
    if text.isascii() or all(cells(char) == 1 for char in set(text)):
        return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent) + "\n"
    room = max(2, width - len(indent))
    return "".join(f"{indent}{line}\n" for line in _lines(text, room)) or "\n"


def cells(char: str) -> int:
    """How many cells a character fills."""
    if char.isascii():
        return 1
    if east_asian_width(char) in "WF":
        return 2
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1


def _lines(text: str, room: int) -> Iterator[str]:
    line, filled, blanks = "", 0, ""
    for piece in _pieces(text):
        if piece.isspace():
            blanks = " " * len(piece) if line else ""
            continue
        size = sum(map(cells, piece))
        if line and filled + len(blanks) + size > room:
            yield line
            line, filled, blanks = "", 0, ""
        while size > room:  # an address, for example
            part, size_of_part = _beginning(piece, room)
            yield part
            piece, size = piece[len(part) :], size - size_of_part
        line, filled, blanks = line + blanks + piece, filled + len(blanks) + size, ""
    if line:
        yield line


def _beginning(word: str, room: int) -> tuple[str, int]:
    filled = 0
    for place, char in enumerate(word):
        if filled + cells(char) > room:
            return word[:place], filled
        filled += cells(char)
    return word, filled


def _pieces(text: str) -> Iterator[str]:
    """Blanks, and what stands together: words, and single wide characters with the signs that belong to them."""
    piece = ""
    for char in text:
        if piece and _may_part(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _may_part(before: str, behind: str) -> bool:
    if before.isspace() or behind.isspace():
        return before.isspace() != behind.isspace()
    if cells(behind) == 0 or behind in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _stands_alone(before) or _stands_alone(behind)


def _stands_alone(char: str) -> bool:
    """Whether lines may be broken at it, as in scripts without blanks; Korean has them."""
    return cells(char) == 2 and not "\uac00" <= char <= "\ud7a3"
