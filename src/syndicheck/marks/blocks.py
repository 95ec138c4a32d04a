"""Blocks: from a heading ("About Acme", "Media Contact:") to where its text ends.

A block ends before the next heading, before the next mark, and after as much text as its kind usually has. It is
looked for only in the later part of a text: "About" in the first paragraphs begins a story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from syndicheck.marks.lines import Line, Page
from syndicheck.marks.templates import Pattern

EARLIEST = 0.35
"""Part of the text that must lie before a block …"""

LATE_ENOUGH = 2_500
"""… unless it stands within so many characters of the end: in a brief almost everything may be notices."""

LIMITS = {"about_block": 3, "contact_block": 12, "forward_looking_block": 6}
"""Lines that follow a heading at most, by type; other types have one."""

LONGEST_HEADING = 90
"""Characters; a longer line is a sentence."""

DECORATION = " *#_=~<>[]【】「」■□●○◆◇▼▽・"
"""What is drawn around headings."""

LONGEST_CASELESS_HEADING = 16
"""Letters, in scripts without capitals, of a heading with a name."""

_SENTENCE_ENDS = (".", "!", "?", ",", ";", "。", "！", "？", "，")
_COMPANY_ENDS = ("Inc.", "Ltd.", "Co.", "Corp.")

_CONTACT = re.compile(
    r"@|https?://|www\.|\+?\d[\d ()./-]{6,}|\b(?:tel|phone|mobile|fax|e-?mail|mail|telefon|téléphone|web)\b",
    re.IGNORECASE,
)
SHORT_CONTACT_LINE = 60
"""A line without address or number still belongs to a contact if it is as short as a name or a company."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the lines that belong to it: normalised range and the pattern of the heading."""

    pattern: Pattern
    start: int
    end: int


def find_blocks(page: Page, headings: Mapping[int, Sequence[Pattern]], stops: Sequence[tuple[int, int]]) -> list[Block]:
    """The blocks of a text, in its order.

    ``headings``: what its lines may be, by number; ``stops``: normalised ranges of marks already found, in order; a
    block ends before each.
    """
    total = len(page.normal.text)
    earliest = min(EARLIEST * total, total - LATE_ENOUGH)
    found: list[Block] = []
    opened = [
        (i, pattern)
        for i, patterns in headings.items()
        if patterns and (pattern := heading_of(page.lines[i], patterns)) is not None
    ]
    heads = {i for i, _ in opened}
    taken = -1
    for i, pattern in opened:
        line = page.lines[i]
        if i <= taken or i == 0 or line.start < earliest or _inside(line.start, stops):
            continue
        last = _last_line(page, i, pattern, heads, stops)
        taken = last
        found.append(Block(pattern, line.start, page.lines[last].end))
    return found


def heading_of(line: Line, headings: Iterable[Pattern]) -> Pattern | None:
    """The heading that a line is, or begins with (``Media Contact: …``)."""
    text = line.text.strip(DECORATION)
    for pattern in headings:
        match = pattern.regex.match(text)
        if match is None or (pattern.takes_name and not _like_name(text)):
            continue
        rest = text[match.end() :].lstrip()
        if len(text) <= LONGEST_HEADING and (
            pattern.regex.fullmatch(text) or pattern.regex.fullmatch(text.rstrip(" :.-"))
        ):
            return pattern
        # a page that lost its line breaks: "Contact DetailsExample Works", "Company Websitehttps://…"
        lost_break = match.group()[-1].islower() and text[match.end() :][:1].isupper()
        glued = rest.startswith((":", "http")) or match.group().endswith(":") or lost_break
        if glued and not pattern.takes_name:
            return pattern
    return None


def _like_name(text: str) -> bool:
    """Whether a line can be a heading with a name in it, not a sentence that begins like one."""
    if text.endswith((".", "!", "?", ",", ";", "。", "！", "？", "，")) and not text.endswith(
        ("Inc.", "Ltd.", "Co.", "Corp.")
    ):
        return False
    if any(c.isdigit() for c in text.partition(" ")[2][:1]):
        return False
    caseless = sum(c.isalpha() and not c.isupper() and not c.islower() for c in text)
    return caseless <= LONGEST_CASELESS_HEADING and not re.search(r"[。，、“”]|\.\s+\w", text)


def _last_line(page: Page, head: int, pattern: Pattern, heads: set[int], stops: Sequence[tuple[int, int]]) -> int:
    limit = LIMITS.get(pattern.entry.type, 1)
    last = head
    for i in range(head + 1, min(len(page.lines), head + 1 + limit)):
        line = page.lines[i]
        if i in heads or _inside(line.start, stops):
            break
        if pattern.entry.type == "contact_block" and not _like_contact(line):
            break
        last = i
    return last


def _like_contact(line: Line) -> bool:
    return bool(_CONTACT.search(line.text)) or (
        len(line.text) <= SHORT_CONTACT_LINE and not line.text.endswith((".", "!", "?"))
    )


def _inside(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(ranges, position, key=lambda r: r[0])
    return at > 0 and position < ranges[at - 1][1]
