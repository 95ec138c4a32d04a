"""What a check says: findings with stable codes, each with its place in the draft, its source and a remedy."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.spans import Span


class Severity(StrEnum):
    """How much a finding weighs. ``OFF`` silences a code by policy."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
"""The severities that are shown, the gravest first."""


MOST_OF_A_DRAFT = 0.5
"""Part of a draft from which on a passage counts that makes no two articles one story."""

_MUCH_SHARED = frozenset({"scattered", "other-news"})
"""Reasons of matches that join nothing although much of both texts may be the same, word for word."""


class Held(Struct, frozen=True):
    """A stored article that a draft was compared with."""

    article_id: int
    key: str
    outlet: str
    title: str
    lang: str
    url: str | None
    published: str
    """When it was published as far as is known, in words; empty when no time is known."""


class Finding(Struct, frozen=True):
    """One thing to look at.

    ``span`` counts in the draft's text; ``source`` and ``source_span`` name the stored article and the place in its
    text, where there is one. ``data`` has the figures behind the sentence. ``suppressed`` is the reason for which it is
    silenced, ``suppressed_by`` where that is written: ``policy``, ``draft`` (a comment in it) or ``baseline``. Such
    findings are listed, and decide nothing.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    span: Span | None = None
    source: Held | None = None
    source_span: Span | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    suppressed: str = ""
    suppressed_by: str = ""


class Source(Struct, frozen=True):
    """A stored article that shares text with the draft, and their match: A is the draft, B the article."""

    held: Held
    match: Match
    text: str

    @property
    def copied(self) -> bool:
        """Whether the draft is taken from it: the two are one story, or most of the draft stands there word for word.

        A passage too short to make two articles one story may be most of a short draft, or all of a brief.
        """
        match = self.match
        short = match.match_class is MatchClass.TOO_SHORT or any(r.code in _MUCH_SHARED for r in match.reasons)
        return match.joins or (short and match.share_a >= MOST_OF_A_DRAFT)


class StoryOrigin(Struct, frozen=True):
    """Who published a source's story first, as the database has it.

    ``verdict`` is ``first``, ``tied`` or ``undetermined``; ``outlets`` are the first, the tied, or none. ``members``
    and ``carried_by`` count the articles and outlets of the story, ``reasons`` are the sentences behind the verdict.
    ``article_ids`` are the sources that belong to it.
    """

    story: str
    title: str
    verdict: str
    outlets: tuple[str, ...]
    members: int
    carried_by: int
    reasons: tuple[str, ...]
    article_ids: tuple[int, ...]


class CheckReport(Struct, frozen=True):
    """Everything a check of one draft found.

    ``copied`` is the part of the draft's body that is copied from any of the ``sources``, 0 … 1; ``compared`` the
    number of stored articles that it was compared among, ``None`` when there was no database. ``coverage`` says in a
    sentence what that means. ``origins`` are the stories of the sources, each with its verdict. ``first_line`` is the
    line of the draft's file in which ``text`` begins: a header may stand before it.
    """

    name: str
    title: str
    lang: str
    text: str
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    copied: float
    compared: int | None
    coverage: str
    origins: tuple[StoryOrigin, ...] = ()
    first_line: int = 1

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that no policy silences."""
        return tuple(finding for finding in self.findings if not finding.suppressed)

    def count(self, severity: Severity) -> int:
        """How many standing findings have this severity."""
        return sum(finding.severity is severity for finding in self.standing)

    def fails(self, at: Severity) -> bool:
        """Whether a standing finding weighs as much as ``at``, or more."""
        grave = ORDER[: ORDER.index(at) + 1]
        return any(finding.severity in grave for finding in self.standing)
