"""Paragraphs and sentences, as tight spans of the original text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicheck.expressions import expression
from syndicheck.model.spans import Span
from syndicheck.text.abbreviations import ABBREVIATIONS, ALL_ABBREVIATIONS, ORDINAL_LANGUAGES

_WRAPPED = 120
"""A line longer than this was not broken to fit a width: its line break ends a paragraph."""
_THAI_PIECE = 60
"""Thai and Lao mark neither words nor sentences; a blank after this many characters is a safe place to cut."""

_BREAK = expression("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LINE = expression("[^\n\r\v\f\x85\u2028\u2029]+")
_EMPTY = " \t\x1c\x1d\x1e\x1f\xa0\u1680\u202f\u205f\u3000\u200b\u2060\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, without the blanks around them.

    Paragraphs are divided by blank lines; where a text has none, or a line is too long to have been
    wrapped, by line breaks.
    """
    lines = list(_lines(text))
    has_blank_lines = any(breaks > 1 for _, breaks in lines[1:])
    found: list[Span] = []
    joinable = False
    for line, breaks in lines:
        if joinable and breaks < 2:
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
        joinable = has_blank_lines and len(line) <= _WRAPPED
    return found


def _lines(text: str) -> Iterator[tuple[Span, int]]:
    """The lines that are not blank, stripped, each with the number of line breaks before it."""
    previous = 0
    for match in _LINE.finditer(text):
        line = match.group()
        end = match.start() + len(line.rstrip(_EMPTY))
        start = match.end() - len(line.lstrip(_EMPTY))
        if start < end:
            yield Span(start, end), len(_BREAK.findall(text, previous, start))
            previous = end


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────────

_CLOSERS = "\"'”’»›)\\]}」』）】》〉"
_ANY_QUOTE = _CLOSERS + "“‘«‹"  # German closes with “, Danish with «; before a blank that is what they are
_STOP = expression(f"(?P<spaced>[.!?…‽]++)[{_ANY_QUOTE}]*+|[。！？｡؟۔।॥։።။។៕]++[{_CLOSERS}]*+")
_NEXT = expression(r"\s*+[^\w\s]{0,4}+(\w)?")
_NOT_BLANK = expression(r"\S")
_WORD_BEFORE = expression(r"[^\s\"'“”„‘’«»()\[\]—–-]*$")
_LONGEST_ABBREVIATION = 16
_THAI = expression("[\u0e01-\u0eff]")
_BLANK = expression(r"\s++")
_CLOCK = frozenset(("a.m", "p.m"))
_WORD_OF_ONE_LETTER = "я"
"""The one single letter that often ends a sentence; all others are initials, or parts of "z. B."."""


def sentences(text: str, lang: str | None = None) -> list[Span]:
    """The sentences of a text, without the blanks around them; they never cross a paragraph.

    Rules, not a model: a stop ends a sentence unless it belongs to an abbreviation, an initial, an ordinal
    or a number, or a small letter follows. ``lang`` is a BCP 47 tag; without it the abbreviations of all
    known languages hold, and ordinals are recognised only before a small letter. Thai and Lao are cut at a
    blank after 60 characters.
    """
    primary = lang.partition("-")[0].lower() if lang else ""
    known: frozenset[str] = ABBREVIATIONS.get(primary, ALL_ABBREVIATIONS)
    found: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            if stop.end() == paragraph.end:
                break
            if _ends_sentence(text, start, stop, known, primary in ORDINAL_LANGUAGES):
                found += _pieces(text, start, stop.end())
                start = _next_start(text, stop.end(), paragraph.end)
        if start < paragraph.end:
            found += _pieces(text, start, paragraph.end)
    return found


def _ends_sentence(text: str, start: int, stop: re.Match[str], known: frozenset[str], ordinals: bool) -> bool:
    after = _NEXT.match(text, stop.end())
    follower = after[1] or "" if after else ""
    marks = stop["spaced"]
    if marks is None:
        return not (follower == "と" and stop.group()[-1] in _CLOSERS)  # 「…。」と: the sentence goes on
    if not text[stop.end()].isspace() or follower.islower():
        return False
    if marks != "." or stop.group() != marks:
        return True
    word = _WORD_BEFORE.search(text, max(start, stop.start() - _LONGEST_ABBREVIATION), stop.start())
    written = word.group() if word else ""
    before = written.casefold()
    if before[-1:].isdigit():
        return not (ordinals and before.isdigit() and len(before) <= 2 and follower.isalpha())
    if "." in before:  # U.S. and z.B. go on, an address ends
        return before in _CLOCK or any(len(part) > 2 for part in before.split("."))
    if len(before) == 1 and before.isalpha():
        return before == _WORD_OF_ONE_LETTER
    return not (before in known or written in known)


def _next_start(text: str, start: int, end: int) -> int:
    found = _NOT_BLANK.search(text, start, end)
    return found.start() if found else end


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence itself, or, in Thai and Lao, its pieces between blanks."""
    if end - start > _THAI_PIECE and _THAI.search(text, start, end):
        for blank in _BLANK.finditer(text, start, end):
            beside_thai = _THAI.match(text, blank.start() - 1) or _THAI.match(text, blank.end())
            if beside_thai and blank.start() - start >= _THAI_PIECE:
                yield Span(start, blank.start())
                start = blank.end()
    yield Span(start, end)
