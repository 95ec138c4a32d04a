"""Notices that correct, replace or withdraw a text, and who carries which wording."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span


class NoticeKind(StrEnum):
    """What a notice does to an earlier text."""

    CORRECTION = "correction"
    REPLACEMENT = "replacement"
    KILL = "kill"


class TextState(StrEnum):
    """Which wording an article carries, as far as it is held."""

    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    BOTH = "both"
    UNKNOWN = "unknown"


class Notice(Struct, frozen=True):
    """A notice found in an article: its opening ``words``, in the ``title`` or the ``text`` (then with a span)."""

    kind: NoticeKind
    place: str
    words: str
    span: Span | None


class Carried(Struct, frozen=True):
    """What one article carries of a corrected text; ``span`` shows the superseded words, else the corrected ones."""

    article: str
    state: TextState
    span: Span | None
    reason: Reason


class Correction(Struct, frozen=True):
    """An article (``article``, a key) that corrects, replaces or withdraws a text, and what the others carry.

    ``supersedes`` is the article with the earlier text (its own key: an earlier version), ``None`` when none is held.
    """

    article: str
    notice: Notice
    supersedes: str | None
    carried: tuple[Carried, ...]
    reason: Reason
