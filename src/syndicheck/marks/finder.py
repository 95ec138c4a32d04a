"""Finding the marks of a text: credits by place, wordings by likeness, blocks by their heading.

A credit is a place, not a word: ``(AP)`` is a credit at the beginning of a story behind a dateline, and a party in the
middle of it. So every entry of the catalogue says where it counts, and is looked for only there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from syndicheck.marks.blocks import DECORATION, LEAST_PARAGRAPH, LONGEST_HEADING, closing_contacts, find_blocks
from syndicheck.marks.catalogue import Catalogue, configured
from syndicheck.marks.closingnotices import closing_notices
from syndicheck.marks.datelines import LONGEST, before_dash, is_date, like_dateline, surely_dateline
from syndicheck.marks.entries import IN_TEXT, Entry, Organisation
from syndicheck.marks.furniture import furniture
from syndicheck.marks.layers import layered
from syndicheck.marks.lines import Line, Page, fold
from syndicheck.marks.menus import menus
from syndicheck.marks.needles import Needles
from syndicheck.marks.phrases import PhraseIndex
from syndicheck.marks.recurring import Recurring, covered
from syndicheck.marks.selfdescriptions import closing_descriptions
from syndicheck.marks.templates import DASH, Pattern, compile_entry
from syndicheck.marks.trademarks import trademark_notices
from syndicheck.model import Layer, Mark, Span, TextKind

LEAD_LINES = 5
"""Lines at the beginning in which a lead credit may stand: headline, standfirst, byline, first paragraph."""

LEAD_LINES_BEHIND_CHROME = 40
"""Lines in which a dateline in capitals with a credit in brackets is still a lead: galleries, menus stand before it."""

LEAD_LINES_OF_A_PAGE = 300
"""The same for all visible text of a page, where navigation stands before the article."""

LEAD_CHARACTERS = LONGEST + 90
"""How far into its line a lead credit may reach."""

TAIL_LINES = 14
"""Lines at the end in which an end credit may stand; credits of single paragraphs come behind page chrome."""

TAIL_PARAGRAPHS = 1
"""Long lines among them: the one that ends with the credit, and a notice behind it."""

LEAST_FIRST_PARAGRAPH = 60
"""Characters of a line that can begin with a dateline without a credit; a shorter one is a heading."""

LONGEST_LINE = 400
"""Characters; a longer line is a paragraph of text and is never a template as a whole."""

GLUED_HEADING = 30
"""Characters of a heading's line that are looked at for words it must not have, when its text is glued to it."""

SPANS_IN_A_LINE = 20
"""Marks of one line that are looked at when it is asked whether they fill it."""

CLOSING_ROUNDS = 6
"""How often the end of a text is looked at: behind each thing found there another may come to light."""

LEAST_CARRIER = 4
"""Letters of a carrier's name that tells a heading "About …" to be about it; shorter ones begin other names too."""

_SENTENCE_ENDS = frozenset(".!?:;)]\"'-|/。！？」』）…")
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)(?:" + DASH + r")[ \t]*")
_LINK = re.compile(r"\[([^\[\]\n]{1,80})\]\([^()\s]{1,300}\)")
_JOINING_DASH = re.compile(DASH)
_KOREAN_REPORTER = re.compile(r"[ \t]*[가-힣 ·]{2,24} (?:기자|특파원|통신원) ?=")
_REPORTER_INSIDE = re.compile(r"(?<=[电電讯訊])[ \t]*\([^()\n]{2,30}\)")
_SLASHED_ISSUER = re.compile(r"[ \t]*(?P<issuer>/[ \t][^/\n]{2,60}[ \t]/)[ \t]*(?:$|\S)")
_BULLETS = "*•●○◦▪■-–·> \t"
_WIRE_WORDS = ("电", "電", "讯", "訊")
_REPORTER = re.compile(r"[ \t]*\([^()\n]{2,30}\)")
_NAMES_BEHIND = re.compile(r"[:：/,]|©| via | durch | by | on | from ")
_JOINTS = re.compile(r"[ \t]*(?:/|\+|=| via | - )[ \t]*")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A mark in the making; ``span`` counts in the original text."""

    entry_id: str
    type: str
    organisation: str | None
    layer: Layer
    strength: str
    span: Span
    score: float


class _Finder:
    """A catalogue compiled for one language (``""``: every language)."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        chosen = [
            (owner, entry)
            for owner, entry in catalogue.entries()
            if entry.strength != "hint" and entry.where in IN_TEXT and _speaks(entry, language)
        ]
        patterns = [p for owner, entry in chosen if entry.how != "phrase" for p in compile_entry(owner, entry)]
        self.needles = Needles(sorted(patterns, key=lambda p: p.organisation.kind == "generic"))
        self.phrases = PhraseIndex([(owner, entry) for owner, entry in chosen if entry.how == "phrase"])
        self.agencies = {
            spelling: owner
            for owner in catalogue.organisations.values()
            if owner.kind in ("agency", "distributor")
            for spelling in owner.spellings
        }
        self.carriers = tuple(
            (fold(spelling), owner)
            for owner in catalogue.organisations.values()
            if owner.kind in ("agency", "distributor", "content_feed")
            for spelling in owner.spellings
            if len(spelling) >= LEAST_CARRIER
        )


_finders: WeakKeyDictionary[Catalogue, dict[str, _Finder]] = WeakKeyDictionary()


def find_marks(
    text: str,
    *,
    kind: TextKind = TextKind.BODY,
    title: str | None = None,
    lang: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    catalogue: Catalogue | None = None,
    recurring: Recurring | None = None,
) -> tuple[Mark, ...]:
    """The marks of a text, in its order, without overlaps; spans are tight and count in ``text``.

    ``kind`` says which of an article's texts this is. With ``lang`` (BCP 47) entries of other languages are left out,
    except English ones, which outlets print everywhere; "und" or nothing means all languages. ``recurring`` are blocks
    learned from a collection: they count where nothing but marks lies between them and an edge of the text.
    """
    if not text.strip():
        return ()
    finder = _finder(catalogue or configured(), _primary(lang))
    page = Page(text)
    candidates = _Candidates(finder.needles.candidates(page))
    hits = [
        *_lead(finder, page, candidates, LEAD_LINES if kind is TextKind.BODY else LEAD_LINES_OF_A_PAGE),
        *_lines(page, candidates),
        *_tail(page, candidates),
        *_phrases(finder, page),
        *_furniture(page),
    ]
    chosen = _without_overlaps(hits)
    taken = _Taken(hit.span for hit in chosen)
    chosen += [hit for hit in _blocks(finder, page, candidates, _stops(page, chosen)) if not taken.overlaps(hit.span)]
    taken = _Taken(hit.span for hit in chosen)
    chosen += [hit for hit in _trademarks(page) if not taken.overlaps(hit.span)]
    for _ in range(CLOSING_ROUNDS):
        closing = _closing(page, chosen, kind)
        if not closing:
            break
        chosen += closing
    marks = layered([_mark(_named(finder, page, hit), kind) for hit in sorted(chosen, key=lambda h: h.span)])
    if recurring is not None and recurring.blocks:
        marks = sorted([*marks, *_learned(page, marks, recurring, title, kind)], key=lambda mark: mark.span)
    return tuple(marks)


def _mark(hit: _Hit, kind: TextKind) -> Mark:
    start, end = hit.span.start, hit.span.end
    return Mark(hit.type, start, end, kind, hit.organisation, hit.entry_id, hit.layer, hit.strength, hit.score)


def _learned(
    page: Page, marks: Sequence[Mark], recurring: Recurring, title: str | None, kind: TextKind
) -> Iterator[Mark]:
    spans = [page.span(line.start, line.end) for line in page.lines]
    accounted = covered(spans, [mark.span for mark in marks])
    for number, block in recurring.at_edges([line.text for line in page.lines], accounted.__getitem__, title):
        span = spans[number]
        if any(mark.span.overlaps(span) for mark in marks):
            continue
        yield Mark("recurring_block", span.start, span.end, kind, block.organisation, block.id, Layer.OWN, "weak", 1.0)


class _Candidates:
    """The patterns worth trying, by line and place."""

    def __init__(self, by_line: Mapping[int, Mapping[str, Sequence[Pattern]]]) -> None:
        self._by_line = by_line
        self.lines = tuple(by_line)

    def at(self, line: int, place: str) -> Sequence[Pattern]:
        """The patterns of one line that count at a place."""
        return self._by_line.get(line, {}).get(place, ())


def _finder(catalogue: Catalogue, language: str) -> _Finder:
    known = _finders.setdefault(catalogue, {})
    if language not in known:
        known[language] = _Finder(catalogue, language)
    return known[language]


def _primary(lang: str | None) -> str:
    primary = (lang or "").partition("-")[0].casefold()
    return "" if primary == "und" else primary


def _speaks(entry: Entry, language: str) -> bool:
    spoken = _primary(entry.lang)
    return not language or entry.lang == "*" or spoken in (language, "en")


# ── by place ──────────────────────────────────────────────────────────────────────────────────────────


def _lead(finder: _Finder, page: Page, candidates: _Candidates, lines: int) -> Iterator[_Hit]:
    """Credits at the beginning of one of the first lines or behind a dateline there, and datelines alone."""
    for number, line in enumerate(page.lines[: max(lines, LEAD_LINES_BEHIND_CHROME)]):
        if number >= lines and not candidates.at(number, "lead"):
            continue
        head = _flat(line.text)[:LEAD_CHARACTERS]
        best: tuple[int, int, Pattern, re.Match[str]] | None = None
        for pattern in candidates.at(number, "lead"):
            match = pattern.regex.search(head)
            if match is None or not _allowed(pattern.entry, head):
                continue
            before = head[: match.start()]
            if match.start() and not like_dateline(before):
                continue
            if number >= lines and not (surely_dateline(before) and match.group().lstrip()[:1] in "(/"):
                continue
            if not _begins_a_text(head, match) or not _is_dated(match):
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
            yield _hit(page, pattern, line.start + start, line.start + close)
            if date is not None:
                day = Line(line.start + date[0], line.end, line.text[date[0] :])
                yield from _dateline(page, day, date[1] - date[0])
            yield from _dateline_behind(page, line, end)
            yield from _again(page, candidates, number, pattern)
            return
        if number >= lines:
            continue
        if found := _bracket(finder, page, line, head):
            yield from found
            return
        long_enough = len(line.text) >= LEAST_FIRST_PARAGRAPH or line.text.endswith(" /")
        if lines == LEAD_LINES and long_enough and (end := before_dash(head)):
            yield from _dateline(page, line, end)
            if issuer := _SLASHED_ISSUER.match(line.text, end):
                span = page.span(line.start + issuer.start("issuer"), line.start + issuer.end("issuer"))
                yield _Hit("builtin.issuer", "lead_credit", None, Layer.ISSUER, "weak", span, 1.0)
            return


def _reporter(page: Page, pattern: Pattern, line: Line, match: re.Match[str]) -> _Hit:
    """The reporter whom an agency's credit names: ``(记者 …)``, ``… 기자 =``."""
    owner = pattern.organisation
    span = page.span(line.start + match.start(), line.start + match.end())
    return _Hit(f"{owner.id}.reporter", "byline_credit", _owner(owner), Layer.OWN, "strong", span, 1.0)


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


def _dateline_behind(page: Page, line: Line, start: int) -> Iterator[_Hit]:
    """``(NewMediaWire) - November 6, 2024 - DALLAS -``: a dateline between the credit and the text."""
    rest = line.text[start : start + LEAD_CHARACTERS]
    lead = len(rest) - len(rest.lstrip())
    end = before_dash(rest[lead:])
    if not end and is_date(rest):
        end = len(rest.strip())
    if end:
        yield from _dateline(page, Line(line.start + start + lead, line.end, line.text[start + lead :]), end)


def _again(page: Page, candidates: _Candidates, first: int, pattern: Pattern) -> Iterator[_Hit]:
    """The same credit at the beginning of one of the next lines: a standfirst and the text have one each."""
    for number in range(first + 1, min(len(page.lines), first + 1 + LEAD_LINES)):
        line = page.lines[number]
        if pattern not in candidates.at(number, "lead"):
            continue
        match = pattern.regex.match(line.text[:LEAD_CHARACTERS])
        if match is not None and _begins_a_text(line.text[:LEAD_CHARACTERS], match):
            end = _with_dash(line.text[:LEAD_CHARACTERS], match.end())
            yield _hit(page, pattern, line.start, line.start + end)


def _begins_a_text(head: str, match: re.Match[str]) -> bool:
    """Whether the story can begin behind the match: after a dash it may, without one only with a capital letter."""
    rest = head[match.end() :].lstrip()
    if head[: match.end()].rstrip().endswith(("-", ":")) or rest.startswith(("-", ":", ".-")):
        return True
    return not rest or not rest[0].islower()


def _with_dash(head: str, end: int) -> int:
    """A credit takes the dash that joins it to the text, should the template not name it, or the reporter's name."""
    if head[end - 1 : end] in _WIRE_WORDS and (reporter := _REPORTER.match(head, end)):
        return reporter.end()
    match = _JOINING_DASH.match(head, end)
    return match.end() if match and not head[match.end() : match.end() + 1].isalnum() else end


def _dateline(page: Page, line: Line, end: int) -> Iterator[_Hit]:
    stripped = line.text[:end].rstrip(" ,-\t")
    if len(stripped) >= 3:
        span = page.span(line.start, line.start + len(stripped))
        yield _Hit("builtin.dateline", "dateline", None, Layer.OWN, "strong", span, 1.0)


def _bracket(finder: _Finder, page: Page, line: Line, head: str) -> list[_Hit]:
    """``(XINHUA/ITALPRESS) -``: each organisation its own part of the bracket, in order."""
    for match in _BRACKET.finditer(head):
        names = _JOINTS.split(match.group(1))
        owners = [_agency(finder, name) for name in names]
        if not any(owners) or (match.start() and not like_dateline(head[: match.start()])):
            continue
        known = [(name, owner) for name, owner in zip(names, owners, strict=True) if owner is not None]
        hits: list[_Hit] = list(_dateline(page, line, match.start())) if match.start() else []
        edges = [match.start(), *(_edge(head, match, name) for name, _ in known[1:]), match.end()]
        for number, (_, owner) in enumerate(known):
            span = page.span(line.start + edges[number], line.start + edges[number + 1])
            layer = Layer.OWN if number == len(known) - 1 else Layer.CARRIED
            hits.append(_Hit(f"{owner.id}.bracket", "lead_credit", owner.id, layer, "strong", span, 1.0))
        return hits
    return []


def _edge(head: str, match: re.Match[str], name: str) -> int:
    return head.index(name, match.start() + 1)


def _agency(finder: _Finder, name: str) -> Organisation | None:
    return finder.agencies.get(name.strip()) or finder.agencies.get(name.strip().title())


def _lines(page: Page, candidates: _Candidates) -> Iterator[_Hit]:
    """Templates that are a whole line, that open or close the headline, or that stand anywhere."""
    tail = _first_of_tail(page)
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
                if _is_whole(pattern, line.text) and _allowed(pattern.entry, line.text):
                    yield _hit(page, pattern, line.start, line.end)
        for pattern in candidates.at(number, "anywhere"):
            if _allowed(pattern.entry, line.text):
                for match in pattern.regex.finditer(line.text):
                    yield _hit(page, pattern, line.start + match.start(), line.start + match.end())


def _is_bare_name(pattern: Pattern) -> bool:
    return pattern.entry.type == "byline_credit" and pattern.template in pattern.organisation.spellings


def _title(page: Page, line: Line, candidates: _Candidates) -> Iterator[_Hit]:
    for pattern in candidates.at(0, "title"):
        match = pattern.regex.match(line.text) or _at_end(pattern, line.text)
        if match and _allowed(pattern.entry, line.text):
            yield _hit(page, pattern, line.start + match.start(), line.start + match.end())


def _is_whole(pattern: Pattern, text: str) -> bool:
    """Whether a line is this template, with or without punctuation behind it, or as an item of a list."""
    begun = pattern.regex.match(text)
    if begun is None:
        item = text.lstrip(_BULLETS)
        return pattern.entry.type == "page_chrome" and item != text and pattern.regex.fullmatch(item) is not None
    return bool(pattern.regex.fullmatch(text) or pattern.regex.fullmatch(text.rstrip(" .,;")))


def _at_end(pattern: Pattern, text: str) -> re.Match[str] | None:
    return next((m for m in pattern.regex.finditer(text) if m.end() == len(text)), None)


def _tail(page: Page, candidates: _Candidates) -> Iterator[_Hit]:
    """Templates at the end of one of the last lines."""
    first = _first_of_tail(page)
    for number in (number for number in candidates.lines if number >= first):
        line = page.lines[number]
        text = line.text[: _before_notices(candidates, number, line)].rstrip()
        end = text[-LEAD_CHARACTERS:]
        offset = line.start + len(text) - len(end)
        for pattern in candidates.at(number, "tail"):
            for begun in pattern.regex.finditer(end):
                match = pattern.regex.fullmatch(end.rstrip(" .,;"), begun.start())
                if match is not None and _allowed(pattern.entry, end) and _stands_apart(end, match):
                    start, stop = offset + match.start(), offset + match.end()
                    yield _hit(page, pattern, start, stop)
                    break


def _before_notices(candidates: _Candidates, number: int, line: Line) -> int:
    """How much of a line stands before the notices that follow on it: ``… (END) <copyright>``."""
    starts = [
        match.start()
        for pattern in candidates.at(number, "anywhere")
        if _allowed(pattern.entry, line.text)
        for match in pattern.regex.finditer(line.text)
    ]
    return min(starts, default=len(line.text)) or len(line.text)


def _first_of_tail(page: Page) -> int:
    """The first of the last lines: behind an end credit stands little but page chrome."""
    long = 0
    for number in range(len(page.lines) - 1, max(-1, len(page.lines) - 1 - TAIL_LINES), -1):
        if long > TAIL_PARAGRAPHS:
            return number + 1
        long += len(page.lines[number].text) >= LEAST_PARAGRAPH
    return max(0, len(page.lines) - TAIL_LINES)


def _stands_apart(line: str, match: re.Match[str]) -> bool:
    """Whether an end credit is one: a bare name ("… PTI") only behind the end of a sentence, else it is its object."""
    if not match.group()[0].isalnum():
        return True
    before = line[: match.start()].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS


def _furniture(page: Page) -> Iterator[_Hit]:
    for kind, start, end in furniture(page):
        yield _Hit(f"builtin.{kind}", kind, None, Layer.OWN, "weak", page.span(start, end), 1.0)
    for start, end in menus(page):
        yield _Hit("builtin.menu", "page_chrome", None, Layer.OWN, "strong", page.span(start, end), 1.0)


def _trademarks(page: Page) -> Iterator[_Hit]:
    for start, end in trademark_notices(page):
        yield _closing_hit(page, "issuer_disclaimer", start, end)


# ── by wording ────────────────────────────────────────────────────────────────────────────────────────


def _phrases(finder: _Finder, page: Page) -> Iterator[_Hit]:
    paragraphs = page.paragraphs()
    for number in finder.phrases.worth_reading(line.text for line in paragraphs):
        line = paragraphs[number]
        paragraph = page.span(line.start, line.end)
        for found in finder.phrases.find(page.original[paragraph.start : paragraph.end]):
            entry, owner = found.phrase.entry, _owner(found.phrase.organisation)
            span = Span(paragraph.start + found.span.start, paragraph.start + found.span.end)
            yield _Hit(entry.id, entry.type, owner, entry.layer, entry.strength, span, round(found.score, 4))


# ── by heading ────────────────────────────────────────────────────────────────────────────────────────


def _blocks(finder: _Finder, page: Page, candidates: _Candidates, stops: Sequence[tuple[int, int]]) -> Iterator[_Hit]:
    headings = {number: candidates.at(number, "heading") for number in candidates.lines}
    for block in find_blocks(page, headings, stops):
        entry = block.pattern.entry
        first = page.text[block.start : block.end].partition("\n")[0]
        # a heading that is glued to its text is known by its name coming back, not by the words it lacks
        if not _allowed(entry, first if len(first) <= LONGEST_HEADING else first[:GLUED_HEADING]):
            continue
        hit = _hit(page, block.pattern, block.start, block.end)
        carrier = _carrier(finder, block.pattern, first) if entry.type == "about_block" else None
        if carrier is not None:
            hit = replace(hit, type="distributor_footer", organisation=carrier.id, layer=Layer.OWN)
        yield hit


def _carrier(finder: _Finder, pattern: Pattern, heading: str) -> Organisation | None:
    """The distributor, agency or feed that a block "About …" is about."""
    if not pattern.takes_name:
        return pattern.organisation if pattern.organisation.kind in ("agency", "distributor", "content_feed") else None
    literal = len(pattern.template.partition("{")[0])
    name = fold(heading.strip(DECORATION))[literal:].lstrip(" [(")
    found = [
        (len(spelling), owner)
        for spelling, owner in finder.carriers
        if name.startswith(spelling) and not name[len(spelling) : len(spelling) + 1].isalnum()
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _closing(page: Page, chosen: Sequence[_Hit], kind: TextKind) -> list[_Hit]:
    """What stands behind the story and before nothing but marks: contacts, then notices, then who the company is."""
    taken = _Taken(hit.span for hit in chosen)
    is_marked = _filled(page, chosen)
    hits = [_closing_hit(page, "contact_block", start, end) for start, end in closing_contacts(page, is_marked)]
    if kind is TextKind.BODY and not hits:
        hits = [_closing_hit(page, "issuer_disclaimer", *_ends(page, n)) for n in closing_notices(page, is_marked)]
        if not hits:
            hits = [_closing_hit(page, "about_block", *_ends(page, n)) for n in closing_descriptions(page, is_marked)]
    return [hit for hit in hits if not taken.overlaps(hit.span)]


def _ends(page: Page, number: int) -> tuple[int, int]:
    return page.lines[number].start, page.lines[number].end


def _closing_hit(page: Page, kind: str, start: int, end: int) -> _Hit:
    return _Hit(f"builtin.{kind.partition('_')[0]}", kind, None, Layer.ISSUER, "weak", page.span(start, end), 1.0)


# ── putting it together ───────────────────────────────────────────────────────────────────────────────


def _hit(page: Page, pattern: Pattern, start: int, end: int) -> _Hit:
    entry = pattern.entry
    owner = _owner(pattern.organisation)
    return _Hit(entry.id, entry.type, owner, entry.layer, entry.strength, page.span(start, end), 1.0)


def _named(finder: _Finder, page: Page, hit: _Hit) -> _Hit:
    """A photo credit or source line that names an organisation of the catalogue belongs to it: ``Foto: dpa``."""
    if hit.organisation is not None or hit.type not in ("photo_credit", "source_line"):
        return hit
    text = page.original[hit.span.start : hit.span.end].strip(" ()[]（）【】.")
    for name in _NAMES_BEHIND.split(text)[1:]:
        owner = _agency(finder, name.strip(" ()[]（）."))
        if owner is not None:
            return replace(hit, organisation=owner.id)
    return hit


def _owner(owner: Organisation) -> str | None:
    return None if owner.kind == "generic" else owner.id


@lru_cache(maxsize=4096)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


def _allowed(entry: Entry, line: str) -> bool:
    if not entry.requires and not entry.unless:
        return True
    folded = line.casefold()
    if entry.requires and not any(word in folded for word in _folded(entry.requires)):
        return False
    return not any(word in folded for word in _folded(entry.unless))


def _stops(page: Page, hits: Iterable[_Hit]) -> list[tuple[int, int]]:
    """The lines of the normalised text that the hits touch, as ranges in order, none twice.

    ``hits`` do not overlap; both they and the lines are walked once.
    """
    spans = sorted(hit.span for hit in hits)
    stops: list[tuple[int, int]] = []
    at = 0
    for line in page.lines:
        own = page.span(line.start, line.end)
        while at < len(spans) and spans[at].end <= own.start:
            at += 1
        if at == len(spans):
            break
        if spans[at].overlaps(own):
            stops.append((line.start, line.end))
    return stops


def _filled(page: Page, hits: Iterable[_Hit]) -> Callable[[int], bool]:
    """Tells which lines the hits fill nearly whole."""
    spans = sorted(hit.span for hit in hits)

    @cache
    def is_filled(number: int) -> bool:
        line = page.lines[number]
        own = page.span(line.start, line.end)
        first = bisect_left(spans, own)
        near = spans[max(0, first - 1) : first + SPANS_IN_A_LINE]
        return covered([own], [span for span in near if span.overlaps(own)])[0]

    return is_filled


class _Taken:
    """Spans that do not overlap, in order, to be asked by bisection."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def overlaps(self, span: Span) -> bool:
        """Whether any of them does; only the neighbours of its place can."""
        at = bisect_left(self._spans, span)
        return any(other.overlaps(span) for other in self._spans[max(0, at - 1) : at + 1])

    def add(self, span: Span) -> None:
        """Take one more, which must not overlap any."""
        insort(self._spans, span)


def _without_overlaps(hits: Iterable[_Hit]) -> list[_Hit]:
    """The strongest hits that do not overlap: named organisations first, then the longer, then the likelier."""
    chosen: list[_Hit] = []
    taken = _Taken()
    for hit in sorted(
        hits,
        key=lambda h: (h.strength != "strong", h.organisation is None, -len(h.span), -h.score, h.span, h.entry_id),
    ):
        if len(hit.span) and not taken.overlaps(hit.span):
            chosen.append(hit)
            taken.add(hit.span)
    return chosen
