"""Finding the marks of a text: credits by place, wordings by likeness, blocks by their heading.

A credit is a place, not a word: ``(AP)`` is a credit at the beginning of a story behind a dateline, and a party in the
middle of it. So every entry of the catalogue says where it counts, and is looked for only there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from msgspec.structs import replace

from syndicheck.expressions import expression
from syndicheck.identity import outlet_domain
from syndicheck.marks.aboutheadings import about_heading
from syndicheck.marks.agencylines import agency_lines
from syndicheck.marks.blocks import (
    DECORATION,
    LONGEST_HEADING,
    bare_heading,
    closing_contacts,
    find_blocks,
    is_long,
)
from syndicheck.marks.bylines import bylines
from syndicheck.marks.catalogue import Catalogue, configured
from syndicheck.marks.channels import channel_lines
from syndicheck.marks.closingnotices import closing_notices
from syndicheck.marks.contactheadings import contact_heading
from syndicheck.marks.coverage import covered
from syndicheck.marks.disclaimers import disclaimers
from syndicheck.marks.editorsnotes import correction_notes, developing_notes
from syndicheck.marks.entries import IN_TEXT, Entry, Organisation
from syndicheck.marks.forwardheadings import forward_heading
from syndicheck.marks.furniture import furniture
from syndicheck.marks.hits import Candidates, Hit, hit_of, is_allowed, owner_of
from syndicheck.marks.kin import NEIGHBOURS, catalogue_language, spoken
from syndicheck.marks.layers import layered
from syndicheck.marks.leads import LEAD_LINES, LEAD_LINES_OF_A_PAGE, leads
from syndicheck.marks.lines import Page, fold
from syndicheck.marks.menus import menus, social_lists
from syndicheck.marks.metadatalines import metadata_lines
from syndicheck.marks.needles import Needles
from syndicheck.marks.overlaps import NOTICES, Taken, ended, filled, lies_in, stops, whole_notices, without_overlaps
from syndicheck.marks.paywalls import paywall_lines
from syndicheck.marks.phrases import PhraseIndex
from syndicheck.marks.places import (
    LONGEST_LINE,
    SENTENCE_ENDS,
    TAIL_LINES,
    caption_credits,
    first_of_tail,
    tail_credits,
    whole_lines,
)
from syndicheck.marks.readerlines import reader_lines
from syndicheck.marks.republications import republications
from syndicheck.marks.selfdescriptions import closing_descriptions
from syndicheck.marks.sourcelabels import source_lines
from syndicheck.marks.teasers import teasers
from syndicheck.marks.templates import Needle, Pattern, compile_entry
from syndicheck.marks.trademarks import trademark_notices
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.spans import Span, TextKind

if TYPE_CHECKING:
    from syndicheck.marks.recurring import Recurring

GLUED_HEADING = 30
"""Characters of a heading's line that are looked at for words it must not have, when its text is glued to it."""

SEVERAL = 2
"""Facts in a line that are told apart."""

CLOSING_ROUNDS = 6
"""How often the end of a text is looked at: behind each thing found there another may come to light."""

LONGEST_PLACE = 24
"""Characters of the place behind it: ``Press Trust of India | Kolkata``."""

LONGEST_NAME = 40
"""Characters of a line that is an agency's name."""

LEAST_CARRIER = 4
"""Letters of a carrier's name that tells a heading "About …" to be about it; shorter ones begin other names too."""

_OPENING_QUOTES = frozenset("\"“„«「『‘'")
_AFTER_NAME = expression(r" {1,4}[|,·-] {1,4}")
_NAME_IN_BRACKETS = expression(r"\((?P<name>[^()\n]{2,36})\)(?=\.?$)")
_NAMES_BEHIND = expression(r"[:：/,|]|©| via | durch | by | on | from ")


class _Finder:
    """A catalogue compiled for one language (``""``: every language)."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        bare = {ident: _bare(owner) for ident, owner in catalogue.organisations.items()}
        chosen = [
            (bare[owner.id], entry)
            for owner, entry in catalogue.entries()
            if entry.strength != "hint" and entry.where in IN_TEXT and _speaks(entry, language)
        ]
        patterns = [
            p
            for owner, entry in chosen
            if entry.how != "phrase"
            for p in compile_entry(owner, entry, catalogue.needles)
        ]
        self.needles = Needles(sorted(patterns, key=lambda p: p.organisation.kind == "generic"))
        self.phrases = PhraseIndex([(o, e) for o, e in chosen if e.how == "phrase"], catalogue.phrases)
        self.agencies = {
            spelling: owner
            for owner in bare.values()
            if owner.kind in ("agency", "distributor")
            for spelling in owner.spellings
        }
        self.carriers = tuple(
            (fold(spelling), owner)
            for owner in bare.values()
            if owner.kind in ("agency", "distributor", "content_feed")
            for spelling in owner.spellings
            if len(spelling) >= LEAST_CARRIER
        )

    def agency_named(self, name: str) -> Organisation | None:
        """The agency or distributor with this name, in capitals or not."""
        return self.agencies.get(name.strip()) or self.agencies.get(name.strip().title())

    def carrier_named(self, name: str) -> Organisation | None:
        """The same for what a label says is the source, where case is no sign: ``forrás: mti``."""
        return self.agency_named(name) or self.agencies.get(name.strip().upper())


def _bare(owner: Organisation) -> Organisation:
    """Who an organisation is without what it prints: a finder is kept by itself, and need not bring the rest along."""
    return replace(owner, marks=(), releases=())


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
    candidates = Candidates(finder.needles.candidates(page))
    hits = [
        *leads(page, candidates, LEAD_LINES if kind is TextKind.BODY else LEAD_LINES_OF_A_PAGE, finder.agency_named),
        *whole_lines(page, candidates),
        *caption_credits(page, candidates),
        *tail_credits(page, candidates),
        *_closing_agencies(finder, page),
        *_phrases(finder, page),
        *_furniture(page),
        *_disclaimers(page, kind),
        *_bylines(finder, page),
        *_agency_lines(finder, page),
        *_bare_agencies(finder, page),
    ]
    if facts := list(_metadata(page)):  # what takes a line of several facts for one is left out
        spans = [hit.span for hit in facts]
        hits = [hit for hit in hits if sum(lies_in(span, hit.span) for span in spans) < SEVERAL] + facts
    denied = {hit.span for hit in hits if hit.type == "third_party_disclaimer"}
    # "Note to readers: … assumes no responsibility": what it says counts, not what it is headed
    hits = [hit for hit in hits if hit.entry_id != "builtin.correction" or hit.span not in denied]
    credits = [hit.span for hit in hits if hit.type == "photo_credit"]
    # "Foto: Jane Doe/TT" is one credit, and not the agency's at the end of the story
    hits = [hit for hit in hits if hit.type != "end_credit" or not any(lies_in(hit.span, span) for span in credits)]
    if credits:
        hits = ended(page, hits)
    chosen = without_overlaps(whole_notices(hits))
    headings = _headings(page, candidates)
    chosen = _with_blocks(finder, page, headings, chosen)
    chosen = _with_headings(page, headings, chosen)
    taken = Taken(hit.span for hit in chosen)
    chosen += [hit for hit in _trademarks(page) if not taken.overlaps(hit.span)]
    for _ in range(CLOSING_ROUNDS):
        closing = _closing(page, chosen, kind)
        if not closing:
            break
        chosen += closing
    for listed in _social_lists(page):
        items = [hit for hit in chosen if hit.span.overlaps(listed.span)]
        if all(hit.type == listed.type for hit in items):  # its items may have been found one by one
            chosen = [hit for hit in chosen if hit not in items] + [listed]
    marks = layered([_mark(_named(finder, page, hit), kind) for hit in sorted(chosen, key=lambda h: h.span)])
    if recurring is not None and recurring.blocks:
        marks = sorted([*marks, *_learned(page, marks, recurring, title, kind, url)], key=lambda mark: mark.span)
    return tuple(marks)


def _mark(hit: Hit, kind: TextKind) -> Mark:
    start, end = hit.span.start, hit.span.end
    return Mark(hit.type, start, end, kind, hit.organisation, hit.entry_id, hit.layer, hit.strength, hit.score)


def _learned(
    page: Page, marks: Sequence[Mark], recurring: Recurring, title: str | None, kind: TextKind, url: str | None
) -> Iterator[Mark]:
    spans = [page.span(line.start, line.end) for line in page.lines]
    accounted = covered(spans, [mark.span for mark in marks])
    site = outlet_domain(url) if url else None
    lines = [line.text for line in page.lines]
    for number, block in recurring.at_edges(lines, accounted.__getitem__, title, site):
        span = spans[number]
        if any(mark.span.overlaps(span) for mark in marks):
            continue
        yield Mark("recurring_block", span.start, span.end, kind, block.organisation, block.id, Layer.OWN, "weak", 1.0)


def _finder(catalogue: Catalogue, language: str) -> _Finder:
    known = _finders.setdefault(catalogue, {})
    if language and catalogue.languages and language not in catalogue.languages and language not in NEIGHBOURS:
        language = "en"  # in a language without entries of its own the same are looked for
    if language not in known:
        known[language] = _made(catalogue, language)
    return known[language]


def _made(catalogue: Catalogue, language: str) -> _Finder:
    # what articles declare to be a language is no name of a file, and not to be kept for as many as they like
    if catalogue.shelf is None or (language not in catalogue.languages and language not in NEIGHBOURS):
        return _Finder(catalogue, language)
    return catalogue.shelf.kept(f"finder-{language}", _Finder, lambda: _Finder(catalogue, language))


def _primary(lang: str | None) -> str:
    primary = (lang or "").partition("-")[0].casefold()
    return "" if primary == "und" else catalogue_language(primary)


def _speaks(entry: Entry, language: str) -> bool:
    return not language or entry.lang == "*" or _primary(entry.lang) in spoken(language)


# ── credits by name ────────────────────────────────────────────────────────────────────────────────────


def _closing_agencies(finder: _Finder, page: Page) -> Iterator[Hit]:
    """An agency's name in brackets behind the last sentence, in whatever language the story is: ``… said. (Belga)``."""
    last = len(page.lines) - 1
    for number in range(max(1, first_of_tail(page)), last + 1):
        line = page.lines[number]
        found = _NAME_IN_BRACKETS.search(line.text, max(0, len(line.text) - LONGEST_NAME))
        owner = finder.agency_named(found["name"]) if found is not None else None
        if found is None or owner is None or owner.kind != "agency":
            continue
        if found.start() and line.text[: found.start()].rstrip()[-1:] in SENTENCE_ENDS:
            span = page.span(line.start + found.start(), line.start + found.end())
            yield Hit(f"{owner.id}.bracket", "end_credit", owner.id, Layer.OWN, "weak", span, 0.9)


def _furniture(page: Page) -> Iterator[Hit]:
    for kind, start, end in furniture(page):
        yield Hit(f"builtin.{kind}", kind, None, Layer.OWN, "weak", page.span(start, end), 1.0)
    for start, end in reader_lines(page):
        yield Hit("builtin.reader", "page_chrome", None, Layer.OWN, "weak", page.span(start, end), 0.9)
    for start, end in paywall_lines(page):
        yield Hit("builtin.paywall", "page_chrome", None, Layer.OWN, "weak", page.span(start, end), 0.9)
    for start, end in channel_lines(page):
        yield Hit("builtin.channel", "page_chrome", None, Layer.OWN, "weak", page.span(start, end), 0.9)
    for start, end in source_lines(page):
        yield Hit("builtin.source", "source_line", None, Layer.OWN, "weak", page.span(start, end), 0.9)
    for start, end in republications(page):
        yield Hit("builtin.republication", "distributor_footer", None, Layer.OWN, "weak", page.span(start, end), 0.9)
    for start, end in developing_notes(page):
        yield Hit("builtin.developing", "editorial_note", None, Layer.OWN, "weak", page.span(start, end), 0.9)
    for start, end in correction_notes(page):
        yield Hit("builtin.correction", "editorial_note", None, Layer.OWN, "strong", page.span(start, end), 0.9)
    for start, end in teasers(page):
        yield Hit("builtin.teasers", "page_chrome", None, Layer.OWN, "strong", page.span(start, end), 1.0)
    for start, end in menus(page):
        yield Hit("builtin.menu", "page_chrome", None, Layer.OWN, "strong", page.span(start, end), 1.0)


def _metadata(page: Page) -> Iterator[Hit]:
    for kind, start, end in metadata_lines(page):
        yield Hit(f"builtin.{kind.partition('_')[0]}", kind, None, Layer.OWN, "strong", page.span(start, end), 1.0)


def _bare_agencies(finder: _Finder, page: Page) -> Iterator[Hit]:
    """Lines that are an agency's name and nothing else: between headline and text, or under the text."""
    last = len(page.lines) - 1
    for number, line in enumerate(page.lines):
        if not number or LEAD_LINES <= number < last - TAIL_LINES // 2 or len(line.text) > LONGEST_NAME:
            continue
        name, _, rest = _AFTER_NAME.sub("\0", line.text.strip(" .-/()"), count=1).partition("\0")
        owner = finder.agencies.get(name.strip())
        if owner is None and line.text[0] in "-/(":
            owner = finder.carrier_named(name)  # "-čtk-"
        if owner is None or not (
            line.text.isupper() or not line.text.isascii() or " " in line.text or line.text[0] in "-/("
        ):
            continue
        if rest and not (len(rest) <= LONGEST_PLACE and rest.strip()[:1].isupper() and " " not in rest.strip()):
            continue
        before = sum(is_long(other) for other in page.lines[:number])
        kind = "end_credit" if before else "byline_credit"
        if kind == "byline_credit" and number >= LEAD_LINES:
            continue
        if kind == "end_credit" and any(is_long(other) for other in page.lines[number + 1 :]):
            continue
        span = page.span(line.start, line.end)
        yield Hit(f"{owner.id}.name", kind, owner.id, Layer.OWN, "weak", span, 0.9)


def _bylines(finder: _Finder, page: Page) -> Iterator[Hit]:
    for kind, agency, start, end in bylines(page):
        owner = finder.agency_named(agency) if agency else None
        ident = owner.id if owner is not None else None
        yield Hit(f"builtin.{kind.partition('_')[0]}", kind, ident, Layer.OWN, "weak", page.span(start, end), 0.9)


def _agency_lines(finder: _Finder, page: Page) -> Iterator[Hit]:
    for kind, owner, start, end in agency_lines(page, finder.agency_named, finder.carrier_named):
        strength = "strong" if kind == "byline_credit" else "weak"  # all of "Anna Exempel/TT", not the agency's end
        yield Hit(f"builtin.{kind.partition('_')[0]}", kind, owner, Layer.OWN, strength, page.span(start, end), 0.9)


def _disclaimers(page: Page, kind: TextKind) -> Iterator[Hit]:
    for found, start, end in disclaimers(page) if kind is TextKind.BODY else ():
        layer = Layer.ISSUER if found in ("forward_looking_block", "translation_disclaimer") else Layer.OWN
        yield Hit(f"builtin.{found.partition('_')[0]}", found, None, layer, "weak", page.span(start, end), 0.9)


def _social_lists(page: Page) -> Iterator[Hit]:
    for start, end in social_lists(page):
        yield Hit("builtin.social", "page_chrome", None, Layer.OWN, "weak", page.span(start, end), 1.0)


def _trademarks(page: Page) -> Iterator[Hit]:
    for start, end in trademark_notices(page):
        yield _closing_hit(page, "issuer_disclaimer", start, end)


# ── by wording ────────────────────────────────────────────────────────────────────────────────────────


def _phrases(finder: _Finder, page: Page) -> Iterator[Hit]:
    paragraphs = page.paragraphs()
    for number in finder.phrases.worth_reading(line.text for line in paragraphs):
        line = paragraphs[number]
        paragraph = page.span(line.start, line.end)
        for found in finder.phrases.find(page.original[paragraph.start : paragraph.end]):
            entry, owner = found.phrase.entry, owner_of(found.phrase.organisation)
            span = Span(paragraph.start + found.span.start, paragraph.start + found.span.end)
            if found.span.start and _is_quoted(page.original, paragraph.start, span):
                continue  # a story about the notice
            yield Hit(entry.id, entry.type, owner, entry.layer, entry.strength, span, round(found.score, 4))


def _is_quoted(text: str, start: int, span: Span) -> bool:
    """Whether a wording in a paragraph (which begins at ``start``) stands in quotation marks that open before it."""
    before = text[start : span.start].rstrip()
    return text[span.start] in _OPENING_QUOTES or before[-1:] in _OPENING_QUOTES


# ── by heading ────────────────────────────────────────────────────────────────────────────────────────


Headings = dict[int, Sequence[Pattern]]
"""What lines may be headings of, by their number."""


def _headings(page: Page, candidates: Candidates) -> Headings:
    headings: Headings = {number: candidates.at(number, "heading") for number in candidates.lines}
    for number, line in enumerate(page.lines):
        if length := contact_heading(line.text) if len(line.text) <= LONGEST_LINE else 0:
            headings[number] = [*headings.get(number, ()), _heading_pattern("contact_block", line.text[:length])]
        elif len(line.text) <= LONGEST_HEADING:
            kind = "forward_looking_block" if forward_heading(line.text) else "about_block"
            if kind == "forward_looking_block" or about_heading(page.lines, number, len(page.text)):
                headings[number] = [*headings.get(number, ()), _heading_pattern(kind, line.text)]
    return headings


def _with_headings(page: Page, headings: Headings, chosen: list[Hit]) -> list[Hit]:
    """Notices that were found by their own words, with the headings over them."""
    at = {hit.span.start: hit for hit in chosen if hit.type in NOTICES}
    taken = Taken(hit.span for hit in chosen)
    for number in headings if at else ():
        if not 0 < number < len(page.lines) - 1:
            continue
        line, below = page.lines[number], page.lines[number + 1]
        own = page.span(line.start, line.end)
        hit = at.get(page.span(below.start, below.end).start)
        pattern = bare_heading(line, headings[number]) if hit is not None and not taken.overlaps(own) else None
        if hit is not None and pattern is not None and pattern.entry.type in NOTICES:
            chosen[chosen.index(hit)] = replace(hit, span=Span(own.start, hit.span.end))
    return chosen


def _blocks(finder: _Finder, page: Page, headings: Headings, stops: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    for block in find_blocks(page, headings, stops):
        entry = block.pattern.entry
        first = page.text[block.start : block.end].partition("\n")[0]
        # a heading that is glued to its text is known by its name coming back, not by the words it lacks
        if not is_allowed(entry, first if len(first) <= LONGEST_HEADING else first[:GLUED_HEADING]):
            continue
        hit = hit_of(page, block.pattern, block.start, block.end)
        carrier = _carrier(finder, block.pattern, first) if entry.type == "about_block" else None
        if carrier is not None:
            hit = replace(hit, type="distributor_footer", organisation=carrier.id, layer=Layer.OWN)
        yield hit


def _heading_pattern(kind: str, heading: str) -> Pattern:
    """A heading that the catalogue does not know, as if it did."""
    bare = heading.strip(DECORATION).rstrip(" :.-") if kind != "contact_block" else heading
    return Pattern(_HEADINGS[kind], _NOBODY, bare.replace("{", "(").replace("}", ")"), Needle(None, "", -1))


_NOBODY = Organisation("builtin", "generic", {})
_HEADINGS = {
    kind: Entry(
        f"builtin.{kind.partition('_')[0]}", kind, "heading", "line", "*", Layer.ISSUER, "weak", (":",), unless=()
    )
    for kind in ("contact_block", "forward_looking_block", "about_block")
}


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


def _closing(page: Page, chosen: Sequence[Hit], kind: TextKind) -> list[Hit]:
    """What stands behind the story and before nothing but marks: contacts, then notices, then who the company is."""
    taken = Taken(hit.span for hit in chosen)
    is_marked = filled(page, chosen)
    hits = [_closing_hit(page, "contact_block", start, end) for start, end in closing_contacts(page, is_marked)]
    if kind is TextKind.BODY and not hits:
        hits = [_closing_hit(page, "issuer_disclaimer", *_ends(page, n)) for n in closing_notices(page, is_marked)]
        if not hits:
            hits = [_closing_hit(page, "about_block", *_ends(page, n)) for n in closing_descriptions(page, is_marked)]
    return [hit for hit in hits if not taken.overlaps(hit.span)]


def _ends(page: Page, number: int) -> tuple[int, int]:
    return page.lines[number].start, page.lines[number].end


def _closing_hit(page: Page, kind: str, start: int, end: int) -> Hit:
    return Hit(f"builtin.{kind.partition('_')[0]}", kind, None, Layer.ISSUER, "weak", page.span(start, end), 1.0)


# ── putting it together ───────────────────────────────────────────────────────────────────────────────


def _named(finder: _Finder, page: Page, hit: Hit) -> Hit:
    """A photo credit or source line that names an organisation of the catalogue belongs to it: ``Foto: dpa``."""
    if hit.organisation is not None or hit.type not in ("photo_credit", "source_line", "byline_credit"):
        return hit
    text = page.original[hit.span.start : hit.span.end].strip(" ()[]（）【】.")
    first, *others = _NAMES_BEHIND.split(text)
    for name in (*others, first.partition(" ")[2] if hit.type == "photo_credit" else ""):
        owner = finder.carrier_named(name.partition(" (")[0].strip(" ()[]（）."))
        if owner is not None:
            return replace(hit, organisation=owner.id)
    return hit


def _with_blocks(
    finder: _Finder, page: Page, headings: dict[int, Sequence[Pattern]], chosen: Sequence[Hit]
) -> list[Hit]:
    """The marks chosen, with the blocks that do not overlap them. A line over teasers is one by its words, too; that
    must not take its block from it.
    """
    over = {
        page.span(page.lines[number].start, page.lines[number].end)
        for number, patterns in headings.items()
        if any(pattern.entry.type == "page_chrome" for pattern in patterns)
    }
    heads = [hit for hit in chosen if hit.type == "page_chrome" and hit.span in over]
    others = [hit for hit in chosen if hit not in heads]
    taken = Taken(hit.span for hit in others)
    found = [hit for hit in _blocks(finder, page, headings, stops(page, others)) if not taken.overlaps(hit.span)]
    inside = Taken(hit.span for hit in found)
    return [*others, *found, *(hit for hit in heads if not inside.overlaps(hit.span))]
