"""Templates of the catalogue by the place where they count: a whole line, the headline, the end of a line or text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.blocks import LEAST_PARAGRAPH
from syndicheck.marks.hits import Candidates, Hit, hit_of, is_allowed
from syndicheck.marks.leads import LEAD_CHARACTERS
from syndicheck.marks.lines import Line, Page
from syndicheck.marks.teasers import CUT
from syndicheck.marks.templates import Pattern
from syndicheck.text import sentences

TAIL_LINES = 14
"""Lines at the end in which an end credit may stand; credits of single paragraphs come behind page chrome."""

TAIL_PARAGRAPHS = 1
"""Long lines among them: the one that ends with the credit, and a notice behind it."""

LONGEST_CAPTION = 90
"""Characters of a photo credit at the end of a line."""

MOST_NAMES = 9
"""Words of the names in it."""

LONGEST_LINE = 400
"""Characters; a longer line is a paragraph of text and is never a template as a whole."""

LONGEST_LABEL = 24
"""Characters of a label before a name, its colon included."""

SENTENCE_ENDS = frozenset(".!?:;)]\"'-|/。！？」』）…")
_BULLETS = "*•●○◦▪■-–·> \t"


def whole_lines(page: Page, candidates: Candidates) -> Iterator[Hit]:
    """Templates that are a whole line, that open or close the headline, or that stand anywhere."""
    tail = first_of_tail(page)
    for number in candidates.lines:
        line = page.lines[number]
        titled = list(_title(page, line, candidates)) if number == 0 else []
        yield from titled
        if len(line.text) <= LONGEST_LINE and not titled:
            for pattern in candidates.at(number, "line"):
                if number == 0 and (_is_bare_name(pattern) or ".teaser" in pattern.entry.id):
                    continue  # over the headline a name is a label of whoever shows it, and a headline is no teaser
                if number < tail and pattern.entry.type == "end_credit":
                    continue
                if not _is_whole(pattern, line.text) or _goes_on(pattern, line.text):
                    continue
                if is_allowed(pattern.entry, line.text):
                    yield hit_of(page, pattern, line.start, line.end)
        for pattern in candidates.at(number, "anywhere"):
            if is_allowed(pattern.entry, line.text):
                for match in pattern.regex.finditer(line.text):
                    yield hit_of(page, pattern, line.start + match.start(), line.start + match.end())


NAMING = {"label": 5, "issuer_disclaimer": 5, "third_party_disclaimer": 5, "source_line": 3, "byline_credit": 4}
"""What names somebody, and the least words behind its label that are no name but a sentence."""

_TOGETHER = ignoring_case(
    r"collab|associat|colabor|partner|partena|parceria|cooper|kooper|zusammenarb|samenwerk|samarb|yhteisty|koostöö|sadarb"
    r"|sodelov|spoluprác|saradnj|suradnj|bendradarb|col·labor|współprac"
)
"""With whom a text was made, as labels say and headings in stories, too."""

_APART = (":", "：", "|", "/", "©", "-", "(", "[", "【")
"""What sets a name apart from its label."""

_OF = frozenset("OF of from di del della dei delle de da do das dos van von der des du av af".split())
"""Words with which a line tells the source of what: ``Fonte di guai`` is a heading, ``SOURCE De Beers`` is none."""

_SAID_BEHIND = expression(
    r", (?:[^\s,]{1,24} ){1,6}(?:is|are|was|were|has|have|had|will|can|ist|sind|war|hat|haben|wird|werden|kann|est|sont"
    r"|était|sera|ont|es|son|fue|será|han|è|sono|ha|hanno|é|são|foi|tem|zijn|heeft|wordt|är|har|blir|er|bliver)(?: |$)"
)
"""Behind a comma something is said of somebody, with or without a full stop: ``…, the ferry is free``."""

_SENTENCE_STOPS = (".", "!", "?", "।", "۔", "؟")


def _goes_on(pattern: Pattern, text: str) -> bool:
    """Whether a sentence goes on where a label has a name: ``Sponsored by a brewery, the festival drew …``.

    Without a full stop it does so behind a comma. With a colon (``Source: unknown. That was how …``) it is the second
    sentence that no label has. A heading has no full stop: behind the bare word for a source an *of* tells it, or a
    comma (``Theo kế hoạch, cảng mở lại``).
    """
    label, opened, behind = pattern.template.partition("{")
    least = NAMING.get(pattern.entry.type)
    if least is None or not label or not opened or "{" in behind or not behind.endswith("}"):
        return False
    told = text[len(label) :].strip(" :")
    if not told:
        return False
    if pattern.entry.type == "label" and told.islower() and _TOGETHER.search(label) is not None:
        return True  # "In collaboration with the police" heads a story; who pays for one has a name
    apart = any(sign in label for sign in _APART)
    bare = pattern.entry.type == "source_line" and not apart
    if not apart and _SAID_BEHIND.search(told) is not None:
        return True
    if bare and (told.split(maxsplit=1)[0] in _OF or (", " in told and _is_prose(told, least))):
        return True
    if not text.endswith(_SENTENCE_STOPS):
        return False
    if not apart:
        return _is_prose(told, least)
    pieces = sentences(told)
    return len(pieces) > 1 and _is_prose(told[pieces[1].start : pieces[1].end], least)


def _is_prose(text: str, least: int) -> bool:
    """Whether a text has so many words, and most of them are in small letters."""
    words = text.split()
    small = sum(word[0].isalpha() and not word[0].isupper() for word in words)
    return len(words) >= least and 2 * small > len(words)


def caption_credits(page: Page, candidates: Candidates) -> Iterator[Hit]:
    """Photo credits that close a line behind its last sentence: ``… at the pier. Foto: Jane Doe/TT``."""
    for number in candidates.lines:
        line = page.lines[number]
        start = max(0, len(line.text) - LONGEST_CAPTION)
        for pattern in candidates.at(number, "line"):
            if pattern.entry.type != "photo_credit" or pattern.template.startswith("{"):
                continue
            found = next((m for m in pattern.regex.finditer(line.text, start) if m.start()), None)
            if found is None or not is_allowed(pattern.entry, line.text[found.start() :]):
                continue
            credit = line.text[found.start() :]
            if line.text[: found.start()].rstrip()[-1:] not in SENTENCE_ENDS:
                continue
            bracketed = credit[0] in "([" and credit[-1] in ")]"
            named = not any(c.isdigit() for c in credit) and (
                _names_somebody(credit.partition(":")[2]) if ":" in credit else "/" in credit and not credit.isascii()
            )
            if not (bracketed or named):
                continue
            yield hit_of(page, pattern, line.start + found.start(), line.end)
            break


def _names_somebody(text: str) -> bool:
    """Whether a text may be names and nothing else: capitals, and no second sentence."""
    words = text.strip(" ()[].").split()
    return (
        0 < len(words) <= MOST_NAMES
        and ". " not in text.strip()
        and sum(not word[0].islower() or "." in word[:-1] or "/" in word for word in words) * 2 >= len(words)
    )


def _is_bare_name(pattern: Pattern) -> bool:
    return pattern.entry.type == "byline_credit" and pattern.template in pattern.organisation.spellings


def _title(page: Page, line: Line, candidates: Candidates) -> Iterator[Hit]:
    for pattern in candidates.at(0, "title"):
        match = pattern.regex.match(line.text) or _at_end(pattern, line.text)
        if match and is_allowed(pattern.entry, line.text):
            yield hit_of(page, pattern, line.start + match.start(), line.start + match.end())


def _is_whole(pattern: Pattern, text: str) -> bool:
    """Whether a line is this template, with or without punctuation behind it, or as an item of a list."""
    begun = pattern.regex.match(text)
    if begun is None and text[0] in "<【〈《" and text[-1] in ">】〉》":
        return len(text) > 2 and pattern.regex.fullmatch(text[1:-1].strip()) is not None  # "<자료제공: …>"
    if begun is None:
        if pattern.entry.type != "page_chrome" or text[0] not in _BULLETS:
            return False
        return pattern.regex.fullmatch(text.lstrip(_BULLETS)) is not None
    return bool(pattern.regex.fullmatch(text) or pattern.regex.fullmatch(text.rstrip(" .,;-|")))


def _at_end(pattern: Pattern, text: str) -> re.Match[str] | None:
    return next((m for m in pattern.regex.finditer(text) if m.end() == len(text)), None)


def tail_credits(page: Page, candidates: Candidates) -> Iterator[Hit]:
    """Templates at the end of one of the last lines."""
    first = first_of_tail(page)
    for number in (number for number in candidates.lines if number >= first):
        line = page.lines[number]
        text = line.text[: _before_notices(candidates, number, line)].rstrip()
        end = text[-LEAD_CHARACTERS:]
        offset = line.start + len(text) - len(end)
        for pattern in candidates.at(number, "tail"):
            for begun in pattern.regex.finditer(end):
                match = pattern.regex.fullmatch(end.rstrip(" .,;"), begun.start())
                if match is not None and is_allowed(pattern.entry, end) and _stands_apart(end, match):
                    start, stop = offset + match.start(), offset + match.end()
                    yield hit_of(page, pattern, start, stop)
                    break


def _before_notices(candidates: Candidates, number: int, line: Line) -> int:
    """How much of a line stands before the notices that follow on it: ``… (END) <copyright>``."""
    starts = [
        match.start()
        for pattern in candidates.at(number, "anywhere")
        if is_allowed(pattern.entry, line.text)
        for match in pattern.regex.finditer(line.text)
    ]
    return min(starts, default=len(line.text)) or len(line.text)


def first_of_tail(page: Page) -> int:
    """The first of the last lines: behind an end credit stands little but page chrome."""
    long = 0
    for number in range(len(page.lines) - 1, max(-1, len(page.lines) - 1 - TAIL_LINES), -1):
        if long > TAIL_PARAGRAPHS:
            return number + 1
        text = page.lines[number].text
        long += len(text) >= LEAST_PARAGRAPH and not text.endswith(CUT)
    return max(0, len(page.lines) - TAIL_LINES)


def _stands_apart(line: str, match: re.Match[str]) -> bool:
    """Whether an end credit is one: a bare name ("… PTI") only behind the end of a sentence, else it is its object."""
    if not match.group()[0].isalnum():
        return True
    before = line[: match.start()].rstrip()
    if before.endswith(":") and len(before) <= LONGEST_LABEL:
        return False  # "Autor: Hina" is one mark
    return not before or before[-1] in SENTENCE_ENDS
