"""How a text begins: credits, with the datelines and reporters around them, and datelines alone.

A lead credit stands at the beginning of one of the first lines, or behind a dateline there, and the story begins behind
it. ``(AP)`` anywhere else is somebody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from syndicheck.expressions import expression
from syndicheck.marks.datelines import (
    LONGEST,
    NAMED_AGENCY,
    after_city,
    before_dash,
    is_city,
    is_date,
    like_dateline,
    surely_dateline,
)
from syndicheck.marks.entries import Organisation
from syndicheck.marks.hits import Candidates, Hit, hit_of, is_allowed, owner_of
from syndicheck.marks.lines import Line, Page
from syndicheck.marks.templates import DASH, Pattern
from syndicheck.model.marks import Layer
from syndicheck.model.spans import Span

LEAD_LINES = 5
"""Lines at the beginning in which a lead credit may stand: headline, standfirst, byline, first paragraph."""

LEAD_LINES_OF_A_PAGE = 300
"""The same for all visible text of a page, where navigation stands before the article."""

LEAD_CHARACTERS = LONGEST + 90
"""How far into its line a lead credit may reach."""

LEAD_LINES_BEHIND_CHROME = 40
"""Lines in which a dateline in capitals with a credit in brackets is still a lead: galleries, menus stand before it."""

LEAST_PLACE, LEAST_CASELESS_PLACE = 3, 2
"""Letters of a place."""

LEAST_PARAGRAPH = 140
"""Characters of a line that is the first paragraph, not a headline or a standfirst."""

LONGEST_BEGINNING = 16
"""Lines among which the first paragraph may come later than that: a release begins with contacts and headlines."""

LONGEST_CODE = 14
"""Letters of the first word of a credit that nobody knows."""

LONGEST_CITY = 30
LEAST_CITY_PARAGRAPH = 100
"""Characters of a line that may begin with a city in ordinary letters: headlines do too (``Berlin: …``)."""

LEAST_FIRST_PARAGRAPH = 60
"""Characters of a line that can begin with a dateline without a credit; a shorter one is a heading."""

_BRACKET = expression(r"\(([^()\n]{2,60})\)(?:" + DASH + r")[ \t]*")
_LINK = expression(r"\[([^\[\]\n]{1,80})\]\([^()\s]{1,300}\)")
_JOINING_DASH = expression(DASH)
_KOREAN_REPORTER = expression(r"[ \t]*[가-힣 ·]{2,24} (?:기자|특파원|통신원) ?=")
_REPORTER_INSIDE = expression(r"(?<=[电電讯訊])[ \t]*\([^()\n]{2,30}\)")
_SLASHED_ISSUER = expression(r"[ \t]*(?P<issuer>/[ \t][^/\n]{2,60}[ \t]/)[ \t]*(?:$|\S)")
_CODE = r"\([A-Z][\w.&]{1,20}(?: (?:[A-Z][\w.&]{0,20}|via|of|and)){0,5}\)"
_UNKNOWN_CODE = expression(
    r"[ \t](?P<code>\([A-Z]{2,5}\)(?:" + DASH + r")?(?=[ \t][A-ZÄÖÜ])|" + _CODE + r"(?:" + DASH + r")(?=[ \t]?\S))"
)
_AGENCY_IN_BRACKETS = expression(r"[ \t](?P<code>\((?P<name>[^()\d\n]{4,50})\)(?:" + DASH + r")?)(?=[ \t]?\S)")
_OPENING_CODE = expression(r"(?:\([A-Z]{2,6}\)|" + _CODE + r")(?:" + DASH + r")[ \t]*(?=[^\W\d_])")
_SITE = expression(
    r"(?:(?P<place>[^\W\d_a-z]\w{2,20}(?: [^\W\d_a-z]\w{2,20}){0,2}), )?"
    r"(?P<site>[A-Za-z]\w{1,20}\.(?i:com|net|org|info|tv|id|ru|ua|news|co)(?:\.[a-z]{2}|\.[A-Z]{2})?)"
    r"(?P<dash>" + DASH + r")[ \t]*(?=[^\W\d_a-z])"
)
"""A site's own name before the dash: it says who reports, as an agency's does."""
_SITE_AND_PLACE = expression(
    r"(?P<site>[A-Za-z]\w{1,20}\.(?i:com|net|org|info|tv|id|co)(?:\.(?i:id|[a-z]{2}))?), ?"
    r"(?P<place>[^\W\d_a-z]\w{2,20}(?: [^\W\d_a-z]\w{2,20}){0,2})(?P<dash>" + DASH + r")[ \t]*(?=[^\W\d_a-z])"
)
"""The site before the place: ``Gazet6.com, Jakarta - …``."""
_CODE_BEHIND_DATE = expression(
    r"(?P<before>[^\W\d_a-z][^()\n/]{2,60}?)[ \t,]{1,3}"
    r"(?P<code>\((?P<name>[^\W\d_a-z][^()\d\n]{1,30})\)(?:" + DASH + r")?)(?=[ \t]?[^\W\d_a-z]|[ \t]?\"|$)"
)
"""A credit in brackets behind place and day: ``La Habana, 3 mar (XYZ) El …``, with a dash or without."""
_SLASHED_CODE = expression(
    r"(?P<before>[^\W\d_a-z][^()\n/]{2,60}?)[ \t,]{1,3}"
    r"(?P<code>/ ?(?P<name>[^\W\d_a-z][^/\d\n]{1,30}?) ?/\.?(?:" + DASH + r")?)(?=[ \t]?[^\W\d_a-z]|[ \t]?\"|$)"
)
"""The same between slashes: ``Ташкент, 3 марта. /УзА/. …``, ``SARAJEVO /XYZ/ - …``."""
_NAME_BEHIND_DATE = expression(
    r"(?P<before>[^\W\d_a-z][^()\n/]{2,60}?)(?:,|\.| -)[ \t]{1,3}"
    r"(?P<code>(?P<name>[^\W\d_a-z][\w.'-]{1,20}?)(?:[ \t]?(?:-{1,3}|:)|\.|$))(?=[ \t]?[^\W\d_a-z]|[ \t]?\"|$)"
)
"""An agency's own name behind them: ``YEREVAN, MARCH 3, ARMENPRESS. The …``, ``BEOGRAD - TANJUG - …``."""
_BEHIND_DATE = (_CODE_BEHIND_DATE, _SLASHED_CODE, _NAME_BEHIND_DATE)
_DATE_IN_PLACE = expression(
    r"[,. ] ?(?:[0-3]?\d\b[^,]{0,3} ?[^\W\d_]{3}|[^\W\d_]{3,12}\.? [0-3]?\d\b|[0-3]?\d[./][01]?\d\b)"
)
"""A day behind a place: ``, 3 mar``, `` 3. marca``, ``, March 3``, ``, 03.03.26``."""
_WIRE_WORDS = ("电", "電", "讯", "訊")
_REPORTER = expression(r"[ \t]*\([^()\n]{2,30}\)")
_JOINTS = expression(r"[ \t]*(?:/|\+|=| via | - )[ \t]*")

AgencyNamed = Callable[[str], Organisation | None]
"""The agency or distributor that has a name, if one does."""


def leads(page: Page, candidates: Candidates, lines: int, agency: AgencyNamed) -> Iterator[Hit]:
    """Credits at the beginning of one of the first lines or behind a dateline there, and datelines alone."""
    if lines == LEAD_LINES:
        lines = max(lines, _first_paragraph(page) + 1)
        plain = True
    else:
        plain = False
    for number, line in enumerate(page.lines[: max(lines, LEAD_LINES_BEHIND_CHROME)]):
        if number >= lines and not candidates.at(number, "lead"):
            continue
        head = _flat(line.text)[:LEAD_CHARACTERS]
        best: tuple[int, int, Pattern, re.Match[str]] | None = None
        for pattern in candidates.at(number, "lead"):
            match = pattern.regex.search(head)
            if match is None or not is_allowed(pattern.entry, head):
                continue
            before = head[: match.start()]
            if match.start() and not like_dateline(before):
                continue
            if number >= lines and not (surely_dateline(before) and match.group().lstrip()[:1] in "(/"):
                continue
            if not _begins_a_text(head, match) or not _is_dated(match):
                continue
            if number and _closes(page, number, head[match.end() :]):
                continue
            candidate = (match.start(), -match.end(), pattern, match)
            if best is None or candidate[:2] < best[:2]:
                best = candidate
        if best is not None:
            start, end, pattern = best[0], -best[1], best[2]
            if start:
                yield from _dateline(page, line, start)
            date = _closing_date(head, best[3])
            end = _with_dash(head, end)
            close = end if date is None else date[0]
            reporter = _REPORTER_INSIDE.search(head, start, close) or _KOREAN_REPORTER.match(head, close)
            if reporter is not None:
                close = min(close, reporter.start())
                yield _reporter(page, pattern, line, reporter)
                end = max(end, reporter.end())
            yield hit_of(page, pattern, line.start + start, line.start + close)
            if date is not None:
                day = Line(line.start + date[0], line.end, line.text[date[0] :])
                yield from _dateline(page, day, date[1] - date[0])
            yield from _dateline_behind(page, line, end)
            yield from _again(page, candidates, number, pattern)
            return
        if number >= lines:
            continue
        if found := _bracket(agency, page, line, head):
            yield from found
            yield from _repeated(page, number, found)
            return
        if plain and (credited := _behind_date(agency, head)):
            credit, owner = credited
            yield from _dateline(page, line, credit.end("before"))
            span = page.span(line.start + credit.start("code"), line.start + credit.end("code"))
            if owner is not None:
                yield Hit(f"{owner.id}.name", "lead_credit", owner.id, Layer.OWN, "strong", span, 1.0)
            else:
                yield Hit("builtin.code", "lead_credit", None, Layer.OWN, "weak", span, 1.0)
            return
        if plain and (own := _OPENING_CODE.match(head)):
            span = page.span(line.start, line.start + len(own.group().rstrip()))
            yield Hit("builtin.code", "lead_credit", None, Layer.OWN, "weak", span, 1.0)
            return
        if plain and len(line.text) >= LEAST_CITY_PARAGRAPH and (site := _SITE.match(head)):
            if site["place"] is not None:
                yield from _dateline(page, line, site.end("place"))
            span = page.span(line.start + site.start("site"), line.start + len(site.group().rstrip()))
            yield Hit("builtin.site", "lead_credit", None, Layer.OWN, "weak", span, 1.0)
            return
        site = _SITE_AND_PLACE.match(head) if plain and len(line.text) >= LEAST_CITY_PARAGRAPH else None
        if site is not None and (is_city(site["place"]) or site["place"].isupper()):
            span = page.span(line.start, line.start + site.end("site"))
            yield Hit("builtin.site", "lead_credit", None, Layer.OWN, "weak", span, 1.0)
            place = page.span(line.start + site.start("place"), line.start + site.end("place"))
            yield Hit("builtin.dateline", "dateline", None, Layer.OWN, "strong", place, 1.0)
            return
        if plain and number and len(line.text) <= LONGEST_CITY and is_city(line.text):
            behind = page.lines[number + 1] if number + 1 < len(page.lines) else None
            if behind is not None and (len(behind.text) >= LEAST_CITY_PARAGRAPH or is_date(behind.text)):
                yield from _dateline(page, line, len(line.text))
                continue
        end = before_dash(head) if plain else 0
        if plain and not end and len(line.text) >= LEAST_CITY_PARAGRAPH:
            end = after_city(head)
        long_enough = len(line.text) >= LEAST_FIRST_PARAGRAPH or line.text.endswith(" /") or is_date(head[:end])
        owner = agency(head[:end]) if end else None
        if owner is not None and head[:end].strip() in owner.spellings:  # "ANTARA - …": no place, but who reports
            span = page.span(line.start, line.start + _with_dash(head, end))
            yield Hit(f"{owner.id}.name", "lead_credit", owner.id, Layer.OWN, "strong", span, 1.0)
            return
        if end and long_enough:
            yield from _dateline(page, line, end)
            if unknown := _UNKNOWN_CODE.match(line.text, end) or _calls_itself_agency(line.text, end):
                span = page.span(line.start + unknown.start("code"), line.start + unknown.end("code"))
                yield Hit("builtin.code", "lead_credit", None, Layer.OWN, "weak", span, 1.0)
            if issuer := _SLASHED_ISSUER.match(line.text, end):
                span = page.span(line.start + issuer.start("issuer"), line.start + issuer.end("issuer"))
                yield Hit("builtin.issuer", "lead_credit", None, Layer.ISSUER, "weak", span, 1.0)
            return


def _behind_date(agency: AgencyNamed, head: str) -> tuple[re.Match[str], Organisation | None] | None:
    """The credit behind a dateline that no template knows, and whose it is: in brackets, between slashes, bare.

    A bare one has to be an agency's name. What nobody knows counts in capitals behind place and day.
    """
    for shape in _BEHIND_DATE:
        found = shape.match(head)
        if found is None or not like_dateline(found["before"]):
            continue
        owner = agency(found["name"].removeprefix("Корр. "))
        dated = _DATE_IN_PLACE.search(found["before"]) is not None
        caseless = found["before"].lower() == found["before"].upper()
        if owner is not None and (dated or caseless or found["before"].isupper()):
            return found, owner
        surely = dated and (shape is _SLASHED_CODE or surely_dateline(found["before"]) or "," in found["before"])
        if owner is None and shape is not _NAME_BEHIND_DATE and surely and _like_code(found["name"]):
            return found, None
    return None


def _like_code(name: str) -> bool:
    """Whether a name that nobody knows may be an agency's: capitals, of one word or two."""
    return name.isupper() and 2 <= len(name.split()[0]) <= LONGEST_CODE and len(name.split()) <= 2


def _calls_itself_agency(text: str, start: int) -> re.Match[str] | None:
    """Brackets behind a dateline in which somebody calls himself an agency: ``(kst Nachrichtenagentur) -``."""
    found = _AGENCY_IN_BRACKETS.match(text, start)
    return found if found is not None and NAMED_AGENCY.search(found["name"]) else None


def _first_paragraph(page: Page) -> int:
    """The number of the first line that is a paragraph, should it be one of the first; else 0."""
    for number, line in enumerate(page.lines[:LONGEST_BEGINNING]):
        if len(line.text) + 2 * _syllabic(line.text[:LEAST_PARAGRAPH]) >= LEAST_PARAGRAPH:
            return number
    return 0


def _syllabic(text: str) -> int:
    """Characters of which one says as much as three letters."""
    return 0 if text.isascii() else sum("\u3040" <= c <= "\ud7af" for c in text)


def _reporter(page: Page, pattern: Pattern, line: Line, match: re.Match[str]) -> Hit:
    """The reporter whom an agency's credit names: ``(记者 …)``, ``… 기자 =``."""
    owner = pattern.organisation
    span = page.span(line.start + match.start(), line.start + match.end())
    return Hit(f"{owner.id}.reporter", "byline_credit", owner_of(owner), Layer.OWN, "strong", span, 1.0)


def _is_dated(match: re.Match[str]) -> bool:
    """Whether what stands for a date, if anything does, can be one."""
    date = match["date"] if "date" in match.re.groupindex else None
    return date is None or any(c.isdigit() for c in date)


def _closing_date(head: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the date stands that a credit ends with: ``/ ACCESS Newswire / March 4, 2026 /``; it is a dateline."""
    if "date" not in match.re.groupindex or match["date"] is None:
        return None
    start, end = match.span("date")
    if match.group()[end - match.start() :].strip(" \t/:.-"):
        return None  # fused, as in brackets: all of it is the credit
    inner = head[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def _flat(line: str) -> str:
    """A line with the addresses of its Markdown links blank, every character at its place: ``[AP](https://…) -``."""
    return (
        _LINK.sub(lambda m: f" {m.group(1)} ".ljust(len(m.group())), line) if "](" in line[:LEAD_CHARACTERS] else line
    )


def _dateline_behind(page: Page, line: Line, start: int) -> Iterator[Hit]:
    """``(NewMediaWire) - November 6, 2024 - DALLAS -``: a dateline between the credit and the text."""
    rest = line.text[start : start + LEAD_CHARACTERS]
    lead = len(rest) - len(rest.lstrip())
    end = before_dash(rest[lead:])
    if not end and is_date(rest):
        end = len(rest.strip())
    if not end and (dash := rest.find(" -", lead, LEAD_CHARACTERS)) > 0 and is_date(rest[lead:dash]):
        end = dash - lead
    if end:
        yield from _dateline(page, Line(line.start + start + lead, line.end, line.text[start + lead :]), end)


def _again(page: Page, candidates: Candidates, first: int, pattern: Pattern) -> Iterator[Hit]:
    """The same credit at the beginning of one of the next lines: a standfirst and the text have one each."""
    for number in range(first + 1, min(len(page.lines), first + 1 + LEAD_LINES)):
        line = page.lines[number]
        if pattern not in candidates.at(number, "lead"):
            continue
        match = pattern.regex.match(line.text[:LEAD_CHARACTERS])
        if match is not None and _begins_a_text(line.text[:LEAD_CHARACTERS], match):
            end = _with_dash(line.text[:LEAD_CHARACTERS], match.end())
            yield hit_of(page, pattern, line.start, line.start + end)


def _repeated(page: Page, first: int, hits: list[Hit]) -> Iterator[Hit]:
    """The same dateline and credits at the beginning of the next line that has them to the letter."""
    begins = page.normal.span(page.lines[first].start, page.lines[first].end).start
    end = max(hit.span.end for hit in hits)
    said = page.original[begins:end]
    for line in page.lines[first + 1 : first + 1 + LEAD_LINES]:
        start = page.span(line.start, line.end).start
        if page.original.startswith(said, start):
            for hit in hits:
                yield replace(hit, span=Span(start + hit.span.start - begins, start + hit.span.end - begins))
            return


def _begins_a_text(head: str, match: re.Match[str]) -> bool:
    """Whether the story can begin behind the match: after a dash it may, without one only with a capital letter."""
    rest = head[match.end() :].lstrip()
    if head[: match.end()].rstrip().endswith(("-", ":")) or rest.startswith(("-", ":", ".-")):
        return True
    return not rest or not rest[0].islower()


def _closes(page: Page, number: int, rest: str) -> bool:
    """Whether nothing stands behind a credit, on its line or below: the story has ended there."""
    return not rest.strip() and not any(len(line.text) >= LEAST_FIRST_PARAGRAPH for line in page.lines[number + 1 :])


def _with_dash(head: str, end: int) -> int:
    """A credit takes the dash that joins it to the text, should the template not name it, or the reporter's name."""
    if head[end - 1 : end] in _WIRE_WORDS and (reporter := _REPORTER.match(head, end)):
        return reporter.end()
    match = _JOINING_DASH.match(head, end)
    return match.end() if match and not head[match.end() : match.end() + 1].isalnum() else end


def _dateline(page: Page, line: Line, end: int) -> Iterator[Hit]:
    stripped = line.text[:end].rstrip(" ,-\t")
    if len(stripped) >= (LEAST_PLACE if stripped.isascii() else LEAST_CASELESS_PLACE):
        span = page.span(line.start, line.start + len(stripped))
        yield Hit("builtin.dateline", "dateline", None, Layer.OWN, "strong", span, 1.0)


def _bracket(agency: AgencyNamed, page: Page, line: Line, head: str) -> list[Hit]:
    """``(XINHUA/ITALPRESS) -``: each organisation its own part of the bracket, in order."""
    for match in _BRACKET.finditer(head):
        names = _JOINTS.split(match.group(1))
        owners = [agency(name) for name in names]
        if not any(owners) or (match.start() and not like_dateline(head[: match.start()])):
            continue
        known = [(name, owner) for name, owner in zip(names, owners, strict=True) if owner is not None]
        hits: list[Hit] = list(_dateline(page, line, match.start())) if match.start() else []
        edges = [match.start(), *(_edge(head, match, name) for name, _ in known[1:]), match.end()]
        for number, (_, owner) in enumerate(known):
            span = page.span(line.start + edges[number], line.start + edges[number + 1])
            layer = Layer.OWN if number == len(known) - 1 else Layer.CARRIED
            hits.append(Hit(f"{owner.id}.bracket", "lead_credit", owner.id, layer, "strong", span, 1.0))
        return hits
    return []


def _edge(head: str, match: re.Match[str], name: str) -> int:
    return head.index(name, match.start() + 1)
