"""Line breaks that a text has lost: where a heading or a footer line is glued to the text before it.

Pages that were cleaned too well read ``… for brewers.About Acme WorksAcme Works is …`` or ``….htmlSOURCE AcmeCopyright
(C) 2024``. Such a heading is told from a sentence by what stands around it: nothing, two blanks, the end of a sentence
or an address before it; a colon, a capital letter or the name once more behind it. Only scripts with capitals show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from syndicheck.expressions import expression
from syndicheck.marks.lines import Page
from syndicheck.marks.templates import Pattern

LONGEST_NAME = 110
"""Characters within which a heading's name comes back in the text that is glued to it."""

LEAST_NAME_LETTERS = 3

CAPITALS = 0.5
"""Part of a name's words that begin with a capital letter or a sign."""

LEAST_LINE = 12
"""Characters of a footer line that is found inside a longer one."""

LEAST_LITERAL = 6
"""Of it before a name: "SOURCE Acme"."""

LEAST_FOOTER = 10
"""Of a footer before its first name, from which on it may begin behind a blank: "Original-Content von: Acme, …"."""

STANDFIRST_LINES = 3
SHORTEST_STANDFIRST, LONGEST_STANDFIRST = 40, 420
"""Characters of a standfirst and a dateline that follows it on the same line."""

LONGEST_CONTACT_NAME = 70
"""Characters of the name before "Media Contact:"."""

_DATELINE_INSIDE = expression(
    r"[\w.!?)\"'] {1,3}(?P<dateline>[A-Z][A-Z.'-]{2,20}(?: [A-Z][A-Z.'-]{1,20}){0,3} ?, ?"
    r"(?:[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,3} ?, ?){0,2}[A-Z][a-z]{2,8}\.? \d{1,2}, ?(?:19|20)\d\d) ?[-(/]"
)
_KOREAN_CREDIT = expression(r"[가-힣\"'] {1,4}(?P<credit>\([가-힣·]{2,8}=[가-힣0-9]{2,10}\) [가-힣 ·]{2,30}기자 ?=)")
_CONTACT = expression(r"Contacts?(?: Information| Details)?:")
_YEAR_THEN_CREDIT = expression(r"\d{4} ?[-(/]")
_CONTACT_NAME = expression(
    r"(?:[.!?)\"'] {0,3}|\.[a-z]{2,4}(?:/\S{0,40})? )(?P<name>(?:[A-Z0-9][\w&'-]{0,20},? (?:Inc\. )?){1,5})$"
)
_SENTENCE_ENDS = frozenset(".!?:;)]\"'*#|…")
_WORD = expression(r"\w[\w'&.-]*\w|\w")
_ADDRESS_END = expression(r"(?:[\w-]\.[a-z]{2,6}(?:/\S*)?|@\S+|/|\d)$", re.IGNORECASE)
_TWICE = expression(r"(\w{3,40}?)\1")
_TITLE_WORDS = frozenset({"the", "a", "an", "our", "die", "der", "das", "la", "le", "les", "el", "los", "las"})


def lost_breaks(page: Page, found: Iterable[tuple[int, Pattern]]) -> list[int]:
    """Where lines begin that the text does not show. ``found``: what may begin inside a line, with the place."""
    return [
        start
        for start, pattern in found
        if _may_begin(page.text, start) and _is_beginning(page.text, start, pattern, glued=page.text[start - 1] > " ")
    ]


def standfirst_breaks(page: Page) -> list[int]:
    """Where a dateline begins in the midst of the first lines: a feed put the standfirst before the text."""
    places = []
    for line in page.lines[:STANDFIRST_LINES]:
        if "=" in line.text and (korean := _KOREAN_CREDIT.search(line.text, 1, LONGEST_STANDFIRST)) is not None:
            places.append(line.start + korean.start("credit"))
            continue
        if _YEAR_THEN_CREDIT.search(line.text, SHORTEST_STANDFIRST, LONGEST_STANDFIRST) is None:
            continue
        found = _DATELINE_INSIDE.search(line.text, SHORTEST_STANDFIRST, LONGEST_STANDFIRST)
        if found is not None:
            places.append(line.start + found.start("dateline"))
    return places


def contact_breaks(page: Page) -> list[int]:
    """Where ``Acme Works Media Contact:`` begins behind the end of a sentence, or behind an address."""
    places = []
    for found in _CONTACT.finditer(page.text):
        before = page.text[max(0, found.start() - LONGEST_CONTACT_NAME) : found.start()]
        name = _CONTACT_NAME.search(before)
        if name is not None:
            places.append(found.start() - len(before) + name.start("name"))
    return places


def _may_begin(text: str, start: int) -> bool:
    """Whether a line may begin here, by what stands before it."""
    if not text[start].isupper() and text[start] not in "#*[":
        return False
    before = text[max(0, start - 80) : start]
    stripped = before.rstrip(" \t")
    if not stripped:
        return False
    blanks = len(before) - len(stripped)
    last = stripped[-1]
    if last in "'\"" and (blanks == 0 or not stripped[-2:-1].strip()):
        return False  # an elision (dall'Associated Press), or a quotation that opens
    if blanks > 1 or last in _SENTENCE_ENDS:
        return True
    if blanks == 0:
        return last.islower() or last.isdigit() or (last == "/" and "://" in stripped.rpartition(" ")[2])
    return _ADDRESS_END.search(stripped.rpartition(" ")[2]) is not None


def _is_beginning(text: str, start: int, pattern: Pattern, *, glued: bool) -> bool:
    """Whether the pattern really begins a line here, by what stands behind it."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    match = pattern.regex.match(line)
    if match is None:
        return False
    if pattern.place == "line":
        named = pattern.takes_name and pattern.template.find("{") >= LEAST_LITERAL and len(line) >= LEAST_LINE
        footer = pattern.entry.type == "distributor_footer" and pattern.template.find("{") >= LEAST_FOOTER
        return (glued or footer) and (named or match.end() >= LEAST_LINE)
    if pattern.takes_name:
        return name_comes_back(line)
    rest = line[match.end() :]
    if match.group().endswith(":") or rest.lstrip()[:1] == ":":
        return True
    joined = rest[:1].isupper() and match.group()[-1:].isalpha()
    double = rest.startswith("  ")
    return joined or ((glued or double or text[start - 1] > " ") and rest.lstrip()[:1].isupper())


def name_comes_back(line: str) -> bool:
    """Whether a line is ``About Acme Works Acme Works is …``: a heading with a name, and the text that goes with it.

    The name may be followed by a colon, two blanks or a closing bracket instead.
    """
    words = list(_WORD.finditer(line, 0, LONGEST_NAME + 60))[1:]
    if words and words[0].group().casefold() in _TITLE_WORDS:
        words = words[1:]
    if not words or not (words[0].group()[0].isupper() or words[0].group()[0].isdigit()):
        return False
    first = words[0]
    name = first.group()
    if _TWICE.match(name):  # "StonegateStonegate Capital Partners"
        return True
    if len(name) < (2 if name.isupper() else LEAST_NAME_LETTERS):
        if len(words) < 2:
            return False
        name = line[first.start() : words[1].end()]  # "Dr. Doe"
    stop = re.search(r":|  |\]\(", line[first.start() : first.start() + LONGEST_NAME])
    if stop is not None and _like_name(line[first.start() : first.start() + stop.start()]):
        return True
    whole, name = (line.casefold(), name.casefold()) if name.isupper() and len(name) > 2 else (line, name)
    again = whole.find(name, first.start() + len(name), first.start() + LONGEST_NAME + len(name))
    return again > 0 and _like_name(line[first.start() : again])


def _like_name(text: str) -> bool:
    words = text.replace("(", " ").replace(")", " ").split()
    if not words:
        return False
    capital = sum(not word[0].islower() for word in words)
    return capital >= CAPITALS * len(words)
