"""Frozen records that travel between the rooms.

Conventions, valid everywhere in the program:

* Offsets are half-open character ranges ``[start, end)`` into the *stored original* text, never into a
  normalised form. ``TextKind.BODY`` counts in ``RawArticle.text``, ``TextKind.PAGE`` in
  ``RawArticle.page_text``.
* Shares are fractions in ``0.0 … 1.0``; only reports turn them into per cent.
* Times are aware ``datetime`` objects in UTC; an interval ``[start, end]`` says "somewhere in here".
* Nothing here touches disk, network or clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct, field


class Span(Struct, frozen=True, order=True):
    """A half-open range of characters in a stored text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Share at least one character."""
        return self.start < other.end and other.start < self.end


class TextKind(StrEnum):
    """Which of an article's two texts a span counts in."""

    BODY = "body"
    """The article text as the reader extracted it (``RawArticle.text``)."""
    PAGE = "page"
    """All visible text of the page (``RawArticle.page_text``), HTML readers only."""


# ── what readers hand over ────────────────────────────────────────────────────────────────────────────


class RawTime(Struct, frozen=True):
    """A time as it was written, before anybody interpreted it.

    ``kind`` is what the time is said to be: ``published``, ``modified``, ``first_seen`` (our own or another
    collector's first sight of it), ``captured`` (archive). ``source`` is where it was written: ``record``
    (a field of the input), ``json-ld``, ``meta``, ``visible``, ``url``, ``feed`` …
    """

    kind: str
    raw: str
    source: str = "record"


class RawArticle(Struct, frozen=True):
    """One article as a reader found it: nothing normalised, nothing guessed.

    ``where`` names the record for messages (``news.jsonl:17``). ``url`` and ``canonical_url`` are as given.
    ``source_id`` is the record's own id. ``lang`` is the declared language (a BCP 47 tag or whatever the
    record says). ``extra`` keeps every unknown field, JSON-ready; its ``links``, if it is a list of addresses, are
    those that the article links to. ``extractor`` says which program and version made the text. ``first_line`` is the
    line of the file in which the text begins, where the text is the rest of its file (a header stands before it).
    """

    where: str
    text: str
    page_text: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    source_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    lang: str | None = None
    times: tuple[RawTime, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    extractor: str = "plain"
    first_line: int = 1

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses that the article links to, as far as its record says."""
        links = self.extra.get("links")
        return tuple(link for link in links if isinstance(link, str)) if isinstance(links, list) else ()


class Problem(Struct, frozen=True):
    """A record (or file) that could not be used, or only in part.

    ``code`` is stable (``undecodable``, ``empty``, ``no-text``, ``too-long``, ``bad-json``, ``bad-date``
    …); ``fatal`` says that the record was left out. ``where`` names the record, ``remedy`` tells a tired
    person what to do.
    """

    where: str
    code: str
    message: str
    remedy: str = ""
    fatal: bool = True


# ── marks ─────────────────────────────────────────────────────────────────────────────────────────────


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


# ── hidden text ───────────────────────────────────────────────────────────────────────────────────────


class HiddenKind(StrEnum):
    """What is hidden in a text."""

    ZERO_WIDTH = "zero-width"
    """Blanks and joiners without width."""
    SELECTOR = "selector"
    """Variation selectors and tags that select nothing: data written into the text."""
    INVISIBLE_LETTER = "invisible-letter"
    """Fillers and the like that count as letters and print nothing."""
    DIRECTION = "direction"
    """Signs that change the direction of writing where nothing is written from right to left."""
    CONTROL = "control"
    """Control characters other than tabs and line breaks."""
    LOOKALIKE = "lookalike"
    """Letters of another alphabet that look like those of the word."""


class HiddenText(Struct, frozen=True):
    """One kind of hidden signs in a text: how many ``characters`` in how many ``places`` (runs, or words with borrowed
    letters), the offset of the ``first``, and the words around that, with what cannot be seen written out.
    """

    kind: HiddenKind
    characters: int
    places: int
    first: int
    excerpt: str


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


# ── fingerprints ──────────────────────────────────────────────────────────────────────────────────────


class Sketch(Struct, frozen=True):
    """What the indexes know of one body.

    ``signature`` is the datasketch ``affine32`` MinHash (128 × uint32, little-endian bytes) of the body's
    distinct shingle hashes; ``shingles`` how many of those there are; ``fingerprints`` the winnowed shingle
    hashes, sorted and distinct (all of them for short bodies); ``tokens`` the length of the body in tokens;
    ``body_hash`` identifies equal normalised bodies.
    """

    signature: bytes
    shingles: int
    fingerprints: tuple[int, ...]
    tokens: int
    body_hash: str


# ── matches ───────────────────────────────────────────────────────────────────────────────────────────


class MatchClass(StrEnum):
    """What two texts are to each other. Only :data:`JOINING` classes put articles into one story."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    EXCERPT = "excerpt"
    COMPOSITE = "composite"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    TEMPLATE = "template"
    BOILERPLATE_ONLY = "boilerplate-only"
    RELATED = "related"
    NONE = "none"
    TOO_SHORT = "too-short"


JOINING: frozenset[MatchClass] = frozenset(
    {
        MatchClass.VERBATIM,
        MatchClass.EDITED,
        MatchClass.EXCERPT,
        MatchClass.REWRITE,
        MatchClass.TRANSLATION,
    }
)


class Passage(Struct, frozen=True):
    """One copied run: the same words on both sides, as spans of the two stored originals."""

    a: Span
    b: Span
    tokens: int


class Reason(Struct, frozen=True):
    """A named, scored signal that led to a verdict. ``code`` is stable, ``text`` is for people, ``data`` for
    machines.
    """

    code: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def swapped(self) -> Reason:
        """The same reason with the two articles exchanged: what its data call ``a`` is ``b``. Texts name no side."""
        swapped: Mapping[str, Any] = _exchanged(self.data)
        return self if swapped == self.data else Reason(self.code, self.text, swapped)


def _exchanged(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {_OTHER_SIDE.get(key, key): _exchanged(value) for key, value in data.items()}
    return [_exchanged(value) for value in data] if isinstance(data, list) else data


_OTHER_SIDE = {"a": "b", "b": "a"}


class Match(Struct, frozen=True):
    """Two articles compared: evidence, shares and class. Symmetric: swapping the articles swaps ``a`` and
    ``b``.

    ``share_a`` is the part of A's body (in characters) that is copied in B, ``share_b`` the part of B's
    body copied in A. When A is the source, ``share_a`` is "release used" and ``share_b`` "article pasted".
    ``resemblance`` is Broder's Jaccard of the two shingle sets. ``score`` in 0…1 orders matches by
    strength.
    """

    match_class: MatchClass
    share_a: float
    share_b: float
    resemblance: float
    score: float
    passages: tuple[Passage, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def joins(self) -> bool:
        """Whether this match may put the two articles into one story."""
        return self.match_class in JOINING

    def swapped(self) -> Match:
        """The same match seen from the other article."""
        return Match(
            match_class=self.match_class,
            share_a=self.share_b,
            share_b=self.share_a,
            resemblance=self.resemblance,
            score=self.score,
            passages=tuple(sorted((Passage(p.b, p.a, p.tokens) for p in self.passages), key=lambda p: p.a)),
            reasons=tuple(reason.swapped() for reason in self.reasons),
        )


class Derivation(StrEnum):
    """METER's coarse view of a text and its presumed source."""

    WHOLLY = "wholly-derived"
    PARTIALLY = "partially-derived"
    NON = "non-derived"


class MarkShare(Struct, frozen=True):
    """One type of mark in two texts: how many of them each has, and what part of their characters is in the other."""

    type: str
    marks_a: int
    copied_a: float
    marks_b: int
    copied_b: float


class Breakdown(Struct, frozen=True):
    """What a pair of bodies shares, quotations and narration apart. All are parts of a body's characters, 0…1.

    ``quoted`` is the part of the body that is quotation; ``quotes_copied`` and ``narration_copied`` are the parts of
    the body that are copied quotation and copied narration, and add up to the share that is copied.
    """

    quoted_a: float
    quoted_b: float
    quotes_copied_a: float
    quotes_copied_b: float
    narration_copied_a: float
    narration_copied_b: float


class ChangeKind(StrEnum):
    """What a difference touches."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    NAME = "name"
    UNIT = "unit"
    HEDGE = "hedge"
    DROPPED = "dropped"
    ADDED = "added"
    WORDING = "wording"


CHANGE_WEIGHTS = {
    ChangeKind.NUMBER: 100,
    ChangeKind.DATE: 95,
    ChangeKind.NEGATION: 90,
    ChangeKind.UNIT: 85,
    ChangeKind.NAME: 80,
    ChangeKind.HEDGE: 60,
    ChangeKind.DROPPED: 40,
    ChangeKind.ADDED: 40,
    ChangeKind.WORDING: 10,
}
"""How much a change of a kind may matter to somebody who vouches for the text, 0…100."""


class Change(Struct, frozen=True):
    """One difference: spans of the two originals (``None`` where a side has nothing there) and their words."""

    kind: ChangeKind
    a: Span | None
    b: Span | None
    was: str
    now: str

    @property
    def weight(self) -> int:
        """See :data:`CHANGE_WEIGHTS`."""
        return CHANGE_WEIGHTS[self.kind]


# ── time ──────────────────────────────────────────────────────────────────────────────────────────────


class Precision(StrEnum):
    """How finely a time was given."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Zone(StrEnum):
    """How we know the zone of a time."""

    GIVEN = "given"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


class Sighting(Struct, frozen=True):
    """A time at which an article is known, or said, to have existed.

    ``start`` and ``end`` bound it in UTC, both included: a day without a zone spans the day in every zone
    of the world. ``usable`` is false when the time must not decide anything (impossible, in the future,
    contradicted); ``flags`` say why and what was assumed (``zone-unknown``, ``day-month-ambiguous``,
    ``future``, ``fold`` …).
    """

    kind: str
    source: str
    raw: str
    start: datetime
    end: datetime
    precision: Precision
    zone: Zone
    zone_name: str = ""
    flags: tuple[str, ...] = ()
    usable: bool = True


class Verdict(StrEnum):
    """The three honest answers to "who was first?"."""

    FIRST = "first"
    TIED = "tied"
    UNDETERMINED = "undetermined"


class Origin(Struct, frozen=True):
    """Who published first, as far as can be known.

    ``articles`` are the keys (in the caller's terms) of the first, the tied, or the candidates that cannot
    be told apart; ``coverage`` the sentence that says among what this was judged.
    """

    verdict: Verdict
    articles: tuple[str, ...]
    reasons: tuple[Reason, ...]
    coverage: str


# ── credit and corrections ────────────────────────────────────────────────────────────────────────────


class CreditStatus(StrEnum):
    """What an article of a story does with the credit of those who delivered the text."""

    PRINTED = "printed"
    ABBREVIATED = "abbreviated"
    """Only initials, where another article of the story spells the name out."""
    SWAPPED = "swapped"
    """Somebody else is named than in the source."""
    MISSING = "missing"
    """No credit was found, and other articles of the story print one."""
    NONE = "none"
    """No credit was found, and none is expected."""


class CreditLine(Struct, frozen=True):
    """One printed credit: whose (a catalogue id), the type of its mark, and where it stands."""

    organisation: str
    type: str
    kind: TextKind
    span: Span


class Credit(Struct, frozen=True):
    """The credit of one article: the lines it prints, the ``expected`` organisations, and the keys of the articles
    (``carriers``, the first of them) that print these.
    """

    status: CreditStatus
    printed: tuple[CreditLine, ...]
    expected: tuple[str, ...]
    carriers: tuple[str, ...]
    reason: Reason


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


# ── labels ────────────────────────────────────────────────────────────────────────────────────────────


class LabelOutcome(StrEnum):
    """What came of looking for a label under one rule."""

    PRESENT = "present"
    INADEQUATE = "present but inadequate"
    ABSENT = "absent"
    NOT_APPLICABLE = "not applicable"


class LabelSign(Struct, frozen=True):
    """Something that may count as a label. ``about`` has ``release`` and ``paid``, as far as it says so; ``place`` is
    ``headline``, ``text``, ``page``, or ``elsewhere`` on the page; ``span`` counts in the text of that place. ``mark``
    is the type of the mark it is; ``weak-label`` for one that names a partner only.
    """

    words: str
    place: str
    span: Span
    about: frozenset[str] = frozenset()
    mark: str = ""


class LabelFinding(Struct, frozen=True):
    """The outcome under one ``rule`` (an id; its ``name``, ``version`` and ``source``), the sign that decided it
    (``None``: there is none), and why.
    """

    rule: str
    name: str
    version: str
    source: str
    outcome: LabelOutcome
    sign: LabelSign | None
    reason: Reason


# ── claims ────────────────────────────────────────────────────────────────────────────────────────────


class ClaimOutcome(StrEnum):
    """What became of a claim that was tested."""

    HOLDS = "holds"
    CONTRADICTED = "contradicted"
    UNKNOWN = "cannot be told"


class ClaimFinding(Struct, frozen=True):
    """A claim of an article about its own text (``kind``: ``unedited``, ``headline-only``, ``contributed``), its
    ``words`` and where they stand, and what the measured text says to it.
    """

    kind: str
    words: str
    span: Span
    outcome: ClaimOutcome
    reason: Reason


# ── lineage ───────────────────────────────────────────────────────────────────────────────────────────


class LineageParent(Struct, frozen=True):
    """A possible parent of a text: an ``article`` (its key) in one ``version`` (from 1); ``None`` stands for a text
    that is not held. ``probability`` is among all parents that were looked at; ``text`` and ``clock`` testify apart.
    """

    article: str | None
    version: int
    probability: float
    text: tuple[Reason, ...]
    clock: tuple[Reason, ...]


class LineageEdge(Struct, frozen=True):
    """Where one version of an article most probably comes from, other parents that are nearly as probable, and the
    ``conflict`` where its text and the clock contradict each other.
    """

    article: str
    version: int
    parent: LineageParent
    others: tuple[LineageParent, ...] = ()
    conflict: Reason | None = None


# ── what the pipeline hands to the store ──────────────────────────────────────────────────────────────


class PreparedArticle(Struct, frozen=True):
    """An article with everything that can be derived from it alone, ready to be stored in one transaction.

    ``key`` is its identity, ``text_hash`` that of this version (title, text and page text). ``problems`` are
    what was wrong without costing us the article (an unreadable date …). ``dismissed`` says which of the ``marks`` (by
    position) a person has dismissed, and the number of that review: they are part of the body.
    """

    raw: RawArticle
    key: str
    text_hash: str
    outlet: str
    title: str
    lang: str
    lang_source: str
    marks: tuple[Mark, ...]
    sketch: Sketch
    sightings: tuple[Sighting, ...]
    problems: tuple[Problem, ...] = ()
    releases: tuple[ReleaseId, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    dismissed: Mapping[int, int] = field(default_factory=dict)
    anchors: tuple[str, ...] = ()
