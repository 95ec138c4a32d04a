"""The marks of a whole article: those of its text, and those that only the visible text of its page has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicheck.identity import outlet_name, own_address
from syndicheck.marks.finder import find_marks
from syndicheck.model.articles import RawArticle
from syndicheck.model.marks import Mark
from syndicheck.model.spans import TextKind

if TYPE_CHECKING:
    from syndicheck.language import Language
    from syndicheck.marks.catalogue import Catalogue
    from syndicheck.marks.recurring import Recurring


def marks_of(
    raw: RawArticle, language: Language, catalogue: Catalogue | None = None, recurring: Recurring | None = None
) -> tuple[Mark, ...]:
    """The marks of an article's body, then those of its page's visible text that only stand there."""
    address = own_address(raw)

    def find(text: str, kind: TextKind) -> tuple[Mark, ...]:
        return find_marks(
            text,
            kind=kind,
            title=raw.title,
            lang=language.tag,
            outlet=outlet_name(raw),
            url=address,
            catalogue=catalogue,
            recurring=recurring if kind is TextKind.BODY else None,
        )

    body = find(raw.text, TextKind.BODY)
    page = raw.page_text
    if page is None:
        return body
    known = {(mark.catalogue_id, raw.text[mark.start : mark.end]) for mark in body}
    return (*body, *(m for m in find(page, TextKind.PAGE) if (m.catalogue_id, page[m.start : m.end]) not in known))
