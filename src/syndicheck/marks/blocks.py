"""Blocks: from a heading ("About Acme", "Media Contact:") to where its text ends.

A block ends before the next heading, before the next mark, and after as much text as its kind usually has. It is
looked for only in the later part of a text: "About" in the first paragraphs begins a story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.breaks import name_comes_back
from syndicheck.marks.calls import CONTACT, DOMAIN, begins_call, closing_calls, is_call
from syndicheck.marks.contactheadings import like_contact_heading
from syndicheck.marks.lines import Line, Page, closing_numbers
from syndicheck.marks.templates import Pattern

EARLIEST = 0.35
"""Part of the text that must lie before a block …"""

LEAST_PARAGRAPH = 80
"""Characters (those of a script without capitals count twice) of a line that is a paragraph."""

LEAST_SENTENCE = 4
"""Words of a sentence."""

MIDST = 0.15
"""Part of the text that must lie before a heading whose name opens the next line: "About Acme", "Acme is …"."""

LATE_ENOUGH = 2_500
"""… unless it stands within so many characters of the end: in a brief almost everything may be notices."""

LIMITS = {"about_block": 6, "contact_block": 80, "forward_looking_block": 6, "page_chrome": 12}
"""Lines that follow a heading at most, by type; other types have one."""

LONGEST_TEASER, LONGEST_CASELESS_TEASER = 120, 60
"""Characters of a line under "Related articles": the headline of another article."""

OPENING_LINES = 9
"""Lines of a contact over the headline of a release."""

LATE = 0.6
EARLY_LIMIT = 3
"""Lines that follow the heading of a self-description which stands before this part of the text: others come behind."""

MORE_ABOUT = 4
"""Lines that a self-description may have beyond its limit, as long as each begins with its name."""

SILENT_LINES = 6
"""Lines without address or number (name, function, company, street) that may follow each other in a contact."""

MOST_ROWS = 20
"""Facts of a company in a table under its heading."""

LONGEST_SUBHEADING = 48
"""Characters of a line that heads another part."""

LONGEST_HEADING = 90
"""Characters; a longer line is a sentence."""

DECORATION = " *#_=~<>[]【】「」■□●○◆◇▼▽・"
"""What is drawn around headings."""

LONGEST_CASELESS_HEADING = 16
"""Letters, in scripts without capitals, of a heading with a name."""

_SENTENCE_ENDS = (".", "!", "?", ",", ";", "。", "！", "？", "，")
_CASELESS_ENDS = ("。", "！", "？", "।", "۔", "；", "、", "，", "：")
LIST_SIGNS = "・※"
"""Before an item of a list or a remark: neither is a name in a contact."""
_COMPANY_ENDS = (
    "Inc.",
    "Ltd.",
    "Co.",
    "Corp.",
    "S.A.",
    "N.V.",
    "S.p.A.",
    "e.V.",
    "Jr.",
    "Ph.D.",
    "M.D.",
    "U.S.",
    "U.K.",
    "D.C.",
)

_ADDRESS = ignoring_case(
    r"[\w.+-]@[\w-]|https?://|www\.|\+\d[\d ()./-]{6,}|\b1?[-. (]{0,2}\d{3}[-.) ]{1,2}\d{3}[-. ]\d{4}\b"
    r"|\b0\d{1,3}-\d{3,4}-\d{4}\b"
    r"|\b(?:tel|phone|mobile|fax|e-?mail|telefon|téléphone|тел)\b.{0,20}\d{3}"
    rf"|^{DOMAIN}",
)
"""An address or a number as contacts have them, with more care than a sentence needs that says where to go."""

_ROW = expression(r"[■・●◆]?[^\s:：。．.][^:：。\n]{1,14}[:：] ?\S")
_REFERENCE = expression(r"(?:\[?\d{1,3}[.)\]]|\^|\*?\s*(?:see|vgl|siehe|ibid)\b)", re.IGNORECASE)
"""How an entry of a list of references begins."""

_CONTACT_HEAD = expression(
    r"(?:(?:press|media|investor|company|presse|prensa) ?)?(?:contact|kontakt|contatt|contato|ansprechpartner)",
    re.IGNORECASE,
)
_SOCIAL = expression(
    r"(?:official )?(?:website|web|homepage|twitter|x|telegram|discord|linkedin|facebook|instagram|youtube|reddit"
    r"|medium|github"
    r"|tiktok|threads|blog|forum|whatsapp|wechat|weibo|line|kakao|linktree|whitepaper)",
    re.IGNORECASE,
)

_BARS = expression(r"[|•·]")
LEAST_LINKS, MOST_LINKS = 3, 30
"""Names of pages between bars that make a line a list of links: ``Website | Twitter | Telegram``."""

CASELESS_CONTACT = 25
"""Letters of a script without capitals in a contact line that has no heading."""

SHORT_CONTACT_LINE = 90
"""A line without address or number still belongs to a contact if it is as short as a name or a company."""

MOST_HEADED = 4
"""Lines between such a heading and the first address: name, function, company."""

LONGEST_CONTACT_HEADING, MOST_HEADING_WORDS = 60, 8
"""Characters and words of a heading with a colon over contacts."""

SHORT_NAME_LINE = 70
"""Characters of a name, a company or a street between two lines with addresses that have no heading."""

LONGEST_CONTACT_LINE = 220
"""Characters; a longer line with an address in it is a paragraph that mentions it."""

SURE_CONTACT_WORDS = 14
"""Words of a line with an address or a number that needs no heading to be a contact line."""


class Block(Struct, frozen=True):
    """A heading with the lines that belong to it: normalised range and the pattern of the heading."""

    pattern: Pattern
    start: int
    end: int


def find_blocks(page: Page, headings: Mapping[int, Sequence[Pattern]], stops: Sequence[tuple[int, int]]) -> list[Block]:
    """The blocks of a text, in its order.

    ``headings``: what its lines may be, by number; ``stops``: normalised ranges of marks already found, in order; a
    block ends before each.
    """
    total = len(page.text)
    earliest = min(EARLIEST * total, total - LATE_ENOUGH)
    found: list[Block] = []
    opened = [
        (i, pattern)
        for i, patterns in sorted(headings.items())  # the catalogue's come first, then those that the rules know
        if patterns and (pattern := heading_of(page.lines[i], patterns)) is not None
    ]
    if not opened:
        return []
    heads = {i for i, _ in opened}
    kinds = {i: pattern.entry.type for i, pattern in opened}
    above: tuple[int, Pattern] | None = None
    taken = -1
    story = next((i for i, line in enumerate(page.lines) if is_long(line)), len(page.lines))
    for i, pattern in opened:
        line = page.lines[i]
        if i <= taken or _inside(line.start, stops):
            continue
        if i <= story:
            last = _opening_contact(page, i, story) if pattern.entry.type == "contact_block" else i
            if last is not None and last > i:
                taken = last
                found.append(Block(pattern, line.start, page.lines[last].end))
            continue
        if line.start < earliest and not (line.start >= MIDST * total and _introduces(page, i, pattern)):
            continue
        last = _last_line(page, i, pattern, heads, stops)
        if last == i and _is_bare(line, pattern):
            if pattern.entry.type == "contact_block" and kinds.get(i + 1) == "contact_block":
                above = (i, pattern)  # "Contacts" over "Media Contact:" is the heading of both
            continue  # a heading over nothing is an item of a menu
        if last == i and pattern.entry.type == "contact_block" and _tells_on(line):
            continue  # "Contact: a village in the north. It was there that …"
        if above is not None and above[0] == i - 1 and pattern.entry.type == "contact_block":
            line, pattern = page.lines[above[0]], above[1]
        taken = last
        found.append(Block(pattern, line.start, page.lines[last].end))
    return found


def _opening_contact(page: Page, head: int, story: int) -> int | None:
    """The last line of a contact that stands over the headline of a release; ``None`` without one.

    It ends with the last address or number that follows before the story.
    """
    last = None
    for number in range(head, min(story, head + OPENING_LINES)):
        if _ADDRESS.search(page.lines[number].text) is not None and len(page.lines[number].text) <= SHORT_CONTACT_LINE:
            last = number
    return last


def is_long(line: Line) -> bool:
    """Whether a line is a paragraph of a story, or a sentence; before the first there are headlines and menus."""
    if len(line.text) >= LEAST_PARAGRAPH:
        return True
    if len(line.text.split()) >= LEAST_SENTENCE and line.text.endswith((".", "!", "?", ":", '"')):
        return True
    if line.text.endswith(("。", "！", "？", "।")):
        return True
    caseless = sum(not c.isascii() and not c.isupper() and not c.islower() for c in line.text)
    return len(line.text) + caseless >= LEAST_PARAGRAPH


def _is_bare(line: Line, pattern: Pattern) -> bool:
    heading = line.text.strip(DECORATION).rstrip(" :.-")
    return (
        pattern.regex.fullmatch(heading) is not None
        and not CONTACT.search(line.text)
        and not (_is_sentence(line.text) and name_comes_back(line.text))
    )


def bare_heading(line: Line, headings: Sequence[Pattern]) -> Pattern | None:
    """The heading that a line is, if it is nothing else."""
    pattern = heading_of(line, headings)
    return pattern if pattern is not None and _is_bare(line, pattern) else None


def _introduces(page: Page, number: int, pattern: Pattern) -> bool:
    """Whether the line behind a heading with a name begins with that name."""
    if not pattern.takes_name or number + 1 >= len(page.lines):
        return False
    literal = len(pattern.template.partition("{")[0])
    name = page.lines[number].text.strip(DECORATION)[literal:].split()
    return bool(name) and len(name[0]) > 1 and page.lines[number + 1].text.startswith(name[0])


def heading_of(line: Line, headings: Iterable[Pattern]) -> Pattern | None:
    """The heading that a line is, or begins with (``Media Contact: …``)."""
    text = line.text.strip(DECORATION).rstrip(";")
    for pattern in headings:
        match = pattern.regex.match(text)
        if match is None and pattern.regex.fullmatch(line.text):
            return pattern  # its brackets are part of it
        if match is None or (pattern.takes_name and text[:1].islower()):
            continue
        if pattern.takes_name and (len(text) > LONGEST_HEADING or not _like_name(text)):
            if name_comes_back(text):
                return pattern
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
    if text.endswith(_SENTENCE_ENDS) and not text.endswith(_COMPANY_ENDS):
        return False
    if any(c.isdigit() for c in text.partition(" ")[2][:1]):
        return False
    return _caseless(text) <= LONGEST_CASELESS_HEADING and not re.search(r"[。，、“”]|\.\s+\w", text)


def _last_line(page: Page, head: int, pattern: Pattern, heads: set[int], stops: Sequence[tuple[int, int]]) -> int:
    limit = LIMITS.get(pattern.entry.type, 1)
    if pattern.entry.type == "about_block" and page.lines[head].start < LATE * len(page.text):
        limit = EARLY_LIMIT
    contact = pattern.entry.type == "contact_block"
    about = pattern.entry.type == "about_block"
    last = head
    silent = 0
    most = limit + MORE_ABOUT if about else limit
    if about and head + 1 < len(page.lines) and _is_row(page.lines[head + 1]):
        most = MOST_ROWS
    for i in range(head + 1, min(len(page.lines), head + 1 + most)):
        line = page.lines[i]
        if i in heads or _inside(line.start, stops):
            break
        if about and i > head + limit and not (_speaks_of(page.lines[head], line, pattern) or _is_row(line)):
            break
        if (
            about
            and i > head + 1
            and (_ends_description(line, i + 1 in heads) or (is_long(page.lines[i - 1]) and _is_subheading(line)))
        ):
            break
        if pattern.entry.type == "page_chrome" and not _like_teaser(line.text):
            break
        if contact:
            if not _like_contact(line):
                break
            silent = 0 if CONTACT.search(line.text) else silent + 1
            if silent > SILENT_LINES:
                return max(head, i - silent)  # names with nothing to reach them by: something else has begun
        last = i
    return last


def _like_teaser(text: str) -> bool:
    """Whether a line can be the headline of another article."""
    longest = LONGEST_TEASER if text.isascii() or text.lower() != text.upper() else LONGEST_CASELESS_TEASER
    return len(text) <= longest and not text.endswith((".", "。", "।", "。」", '."', ".”"))


def _ends_description(line: Line, last: bool) -> bool:
    """Whether a line behind a self-description is none of it: a footnote, a contact, where to read more.

    ``last``: another heading follows, so that where to read more is about the one described.
    """
    if line.text.startswith(("*", "†")) and not line.text.startswith(("**", "* ")):
        return True
    return (_is_call(line) and not last) or (_CONTACT_HEAD.match(line.text) is not None and _surely_contact(line))


def _is_subheading(line: Line) -> bool:
    """Whether a short line under a paragraph heads something else."""
    return (
        len(line.text) <= LONGEST_SUBHEADING
        and line.text[0].isalpha()
        and not line.text[0].islower()
        and not _is_sentence(line.text)
        and not CONTACT.search(line.text)
        and line.text.rstrip(":")[-1:].isalnum()
    )


def _speaks_of(heading: Line, line: Line, pattern: Pattern) -> bool:
    """Whether a paragraph begins with the name of whom a self-description is about."""
    name = heading.text.strip(DECORATION)[len(pattern.template.partition("{")[0]) :].split()
    return bool(name) and pattern.takes_name and len(name[0]) > 2 and line.text.startswith(name[0])


def _is_row(line: Line) -> bool:
    """Whether a line is a fact of a company under its label: ``設立：1998年4月``."""
    return _ROW.match(line.text) is not None and len(line.text) <= SHORT_CONTACT_LINE


def _like_contact(line: Line) -> bool:
    if line.text.endswith((".", "!", "?")) and len(line.text) > SHORT_CONTACT_LINE:
        return len(line.text) <= LONGEST_CONTACT_LINE and bool(CONTACT.search(line.text))
    return bool(CONTACT.search(line.text)) or (len(line.text) <= SHORT_CONTACT_LINE and not _is_sentence(line.text))


def _tells_on(line: Line) -> bool:
    """Whether a line with no address in it is sentences."""
    return len(line.text) > SHORT_CONTACT_LINE and _is_sentence(line.text) and not CONTACT.search(line.text)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?")) and not text.endswith(_COMPANY_ENDS)


def closing_contacts(page: Page, is_marked: Callable[[int], bool]) -> list[tuple[int, int]]:
    """Runs of contact lines without a heading at the end of a text, as normalised ranges, the last first.

    ``is_marked`` tells which lines are marks. Only marks and such lines may follow a run.
    """
    runs: list[tuple[int, int]] = []
    current: list[int] = []
    names = 0
    for number in closing_numbers(page):
        line = page.lines[number]
        if is_marked(number):
            _close(page, current, runs, is_marked)
            current, names = [], 0
        elif _surely_contact(line) or _is_call(line) or is_link_list(line.text):
            current.append(number)
            names = 0
        elif current and names < SILENT_LINES and _like_name_line(line):
            names += 1
            current.append(number)
        else:
            _close(page, current, runs, is_marked)
            current = []
            start = closing_calls(line.text)
            if start is not None:
                runs.append((line.start + start, line.end))
            break
    _close(page, current, runs, is_marked)
    return runs


def is_link_list(text: str) -> bool:
    """Whether a line is nothing but names of pages between bars, of which social networks are some."""
    parts = [part.strip() for part in _BARS.split(text, MOST_LINKS)]
    return (
        len(parts) >= LEAST_LINKS
        and all(len(part) <= SHORT_NAME_LINE // 2 for part in parts)
        and sum(_SOCIAL.fullmatch(part) is not None for part in parts) >= LEAST_LINKS - 1
    )


def _is_call(line: Line) -> bool:
    """A line that does nothing but send the reader to a page, an address or a person."""
    return is_call(line.text.lstrip(DECORATION + "-•●"))


def _close(page: Page, numbers: list[int], runs: list[tuple[int, int]], is_marked: Callable[[int], bool]) -> None:
    while numbers and not (
        _surely_contact(line := page.lines[numbers[-1]]) or _is_call(line) or is_link_list(line.text)
    ):
        numbers.pop()  # the lines above may be the end of the story
    if numbers:
        first = numbers[-1]
        first = _headed(page, first, is_marked) if _surely_contact(page.lines[first]) else first
        runs.append((page.lines[first].start, page.lines[numbers[0]].end))


def _headed(page: Page, first: int, is_marked: Callable[[int], bool]) -> int:
    """The first line of a run of contacts with its heading: a short line with a colon, and names under it."""
    for number in range(first - 1, max(0, first - 1 - MOST_HEADED), -1):
        line = page.lines[number]
        if is_marked(number):
            return first
        if line.text.endswith((":", "：")):
            short = len(line.text) <= LONGEST_CONTACT_HEADING and len(line.text.split()) <= MOST_HEADING_WORDS
            return number if (short and like_contact_heading(line.text)) or begins_call(line.text) else first
        if not _like_name_line(line) or len(line.text) > SHORT_NAME_LINE or _caseless(line.text) > CASELESS_CONTACT:
            return first
    return first


def _surely_contact(line: Line) -> bool:
    """A line that is little more than an address or a number."""
    if len(line.text) > LONGEST_CONTACT_LINE or len(line.text.split()) > SURE_CONTACT_WORDS:
        return False
    if _caseless(line.text) > CASELESS_CONTACT or line.text.endswith(("!", "?")):
        return False
    found = _ADDRESS.search(line.text)
    if found is None or _REFERENCE.match(line.text) or "(" in line.text[: found.start()]:
        return False
    return not line.text.endswith(".") or len(line.text.split()) <= SURE_CONTACT_WORDS // 2


def _caseless(text: str) -> int:
    return 0 if text.isascii() else sum(c.isalpha() and not c.isupper() and not c.islower() for c in text)


def _like_name_line(line: Line) -> bool:
    """A name, a function or a company: short, capitalised, no sentence."""
    words = line.text.split()
    capital = sum(not word[0].islower() for word in words)
    if line.text.endswith(_CASELESS_ENDS) or line.text[0] in LIST_SIGNS:
        return False
    return (
        len(line.text) <= SHORT_CONTACT_LINE and capital * 2 >= len(words) and not line.text.endswith((".", "!", "?"))
    )


def _inside(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(ranges, position, key=lambda r: r[0])
    return at > 0 and position < ranges[at - 1][1]
