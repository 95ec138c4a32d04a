"""Typed spans of a text that are not the story."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from syndicheck.model.spans import Span, TextKind


class Layer(StrEnum):
    """Whose words a mark is, seen from the outlet that prints it."""

    OWN = "own"
    """The organisation that delivered or printed the text speaks of itself."""
    CARRIED = "carried"
    """An organisation whose text was carried on by the one that delivered it."""
    ISSUER = "issuer"
    """The organisation that speaks in the release."""


class Mark(Struct, frozen=True):
    """A typed span that is not the story.

    ``type`` is one of :data:`MARK_TYPES`. ``organisation`` is a catalogue id (``seaprwire``) or ``None``
    for generic marks; ``catalogue_id`` the entry that matched (``seaprwire.disclaimer.de``); ``score`` in
    0…1 how well the text fits the entry; ``strength`` is ``strong`` / ``weak`` / ``hint``. Spans are tight:
    no leading or trailing blanks.
    """

    type: str
    start: int
    end: int
    kind: TextKind
    organisation: str | None
    catalogue_id: str
    layer: Layer
    strength: str
    score: float

    @property
    def span(self) -> Span:
        """The characters the mark covers."""
        return Span(self.start, self.end)


class ReleaseId(Struct, frozen=True):
    """A number that names one release wherever it is printed.

    ``scheme`` is the id of the catalogue's form (``businesswire.release``), ``source`` says where it was read: ``url``,
    ``link`` or ``text``, the last with its span in the body.
    """

    scheme: str
    value: str
    source: str
    span: Span | None = None


MARK_TYPES: tuple[str, ...] = (
    "lead_credit",
    "dateline",
    "byline_credit",
    "end_credit",
    "photo_credit",
    "third_party_disclaimer",
    "outlet_disclaimer",
    "issuer_disclaimer",
    "translation_disclaimer",
    "distributor_footer",
    "category_line",
    "source_line",
    "about_block",
    "contact_block",
    "forward_looking_block",
    "ticker_line",
    "embargo_line",
    "end_mark",
    "label",
    "copyright",
    "editorial_note",
    "page_chrome",
    "recurring_block",
)
"""The one vocabulary of mark types, in the order in which reports list them."""
