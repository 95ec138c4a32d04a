"""Whether a draft names whose text it is in words that no mark knows: newsrooms credit in more forms than are printed
anywhere ("(kos/dpa)", "Von dpa und Anna Kern", "*With material from AP*").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from syndicheck.checking.draft import Compared, Draft
from syndicheck.expressions import expression
from syndicheck.model.marks import Mark
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.credits import CREDITS

LONG = 7
"""Letters from which on a name may be inflected and in any case: "der Deutschen Presse-Agentur", not "ap"."""

FIELDS = frozenset({"agency", "copyright", "credit", "credits", "provider", "source", "sources"})
"""Fields that say whose text it is, besides those of the author and the outlet."""

LINES = frozenset({"byline_credit", "source_line"})
"""Marks of a page that are of its article; an agency in a teaser of another is none."""

_ADDRESS = expression(r"\w{2,10}://[^\s)>\]]+")
_PICTURE = expression(
    r"phot|fot[oóky]|bild|image|imagen|imagem|immagin|picture|beeld|kuva|zdj[eę]|sním|fénykép|valokuva|фото|снимк|снимок"
    r"|світлин|светлин|φωτο|gambar|ảnh|hình|写真|撮影|照片|[图圖]片|摄影|攝影|사진|صور|عکس|תמונ|צילו|ภาพ|फ़?ोटो|चित्र",
    re.IGNORECASE,
)
_OTHER_SCRIPTS = "\u0590"
"""From here on words bear their prepositions, or no blanks stand between them."""


def names_source(draft: Draft, one: Compared, organisations: Iterable[str | None]) -> bool:
    """Whether the draft names one of these organisations, which the source credits, in a field, or more often in its
    text than the source does besides its credits: "told The Associated Press", copied along, credits nobody.
    """
    spellings = _spellings(draft, {ident for ident in organisations if ident})
    if not spellings:
        return False
    if any(spelling.search(field) for field in _fields(draft) for spelling in spellings):
        return True
    here = _count(spellings, draft.raw.text, [mark.span for mark in draft.marks if of_a_picture(mark, draft.raw.text)])
    if not here:
        return False
    theirs, text = (mark for mark in one.stored.marks if mark.kind is TextKind.BODY), one.stored.text
    return here > _count(spellings, text, [m.span for m in theirs if m.type in CREDITS or of_a_picture(m, text)])


def of_a_picture(mark: Mark, text: str) -> bool:
    """Whether a mark of the body is the credit of a picture and says so: "lm/AFP" may stand below a text, too."""
    return mark.type == "photo_credit" and _PICTURE.search(text, mark.start, mark.end) is not None


def _fields(draft: Draft) -> Iterator[str]:
    """What the header or record, or the line of the author above the text of its page, says of whose text it is."""
    raw, page = draft.raw, draft.raw.page_text or ""
    yield from (raw.author or "", raw.outlet or "")
    for name, value in raw.extra.items():
        if name.casefold() in FIELDS:
            yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
    yield from (page[mark.start : mark.end] for mark in draft.page_marks if mark.type in LINES)


def _spellings(draft: Draft, organisations: Iterable[str]) -> list[re.Pattern[str]]:
    known = draft.catalogue.organisations
    return [
        _pattern(name) for ident in sorted(organisations) if ident in known for name in known[ident].spellings if name
    ]


def _pattern(name: str) -> re.Pattern[str]:
    if any(letter >= _OTHER_SCRIPTS for letter in name):
        return re.compile(re.escape(name))
    if sum(map(str.isalpha, name)) >= LONG:
        words = r"\w{0,2}[\s-]{1,3}".join(map(re.escape, re.split(r"[\s-]+", name)))
        return re.compile(rf"(?<![^\W_]){words}\w{{0,2}}(?![^\W_])", re.IGNORECASE)
    return re.compile(rf"(?<![^\W_])(?:{re.escape(name)}|{re.escape(name.upper())})(?![^\W_])")


def _count(spellings: Sequence[re.Pattern[str]], text: str, besides: Sequence[Span]) -> int:
    """How often one of the names stands in a text, in none of the places ``besides``, and in no address."""
    out = [*besides, *(Span(*found.span()) for found in _ADDRESS.finditer(text))]
    places: list[Span] = []
    for spelling in spellings:
        for found in spelling.finditer(text):
            place = Span(*found.span())
            if not any(place.overlaps(other) for other in (*out, *places)):
                places.append(place)
    return len(places)
