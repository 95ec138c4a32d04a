"""What a reader of a report sees: frozen rows that the store fills and the report formats render.

No format looks into the database, and no query knows how its rows will be printed. Texts in here are
untrusted article text: a format cleans them (:func:`syndicheck.text.printable`) and escapes them before
output.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct, field

from syndicheck.model.changes import Change
from syndicheck.model.claims import ClaimFinding
from syndicheck.model.corrections import Correction
from syndicheck.model.credits import Credit
from syndicheck.model.hidden import HiddenText
from syndicheck.model.labels import LabelFinding
from syndicheck.model.lineage import LineageEdge
from syndicheck.model.marks import Mark
from syndicheck.model.matches import Match
from syndicheck.model.origins import Origin
from syndicheck.model.reasons import Reason
from syndicheck.model.shares import Breakdown, MarkShare
from syndicheck.model.times import Sighting


class Spread(Struct, frozen=True):
    """Over how much a learned block was spread when it was learned; copies of a story count as one."""

    stories: int
    headlines: int
    days: int
    outlets: int


class OutletMark(Struct, frozen=True):
    """How often an outlet prints one type of mark of one organisation: in ``articles`` of its ``of_articles``."""

    outlet: str
    organisation: str | None
    type: str
    articles: int
    of_articles: int

    @property
    def share(self) -> float:
        """Part of the outlet's articles, 0 … 1."""
        return self.articles / self.of_articles


class MarkRemoval(Struct, frozen=True):
    """What an outlet does with the marks of an organisation, in stories where at least one article carries them.

    ``kept`` and ``removed`` count the outlet's articles in these ``stories`` with and without any such mark.
    """

    organisation: str
    outlet: str
    stories: int
    kept: int
    removed: int


class MarkStatistics(Struct, frozen=True):
    """How often which mark is printed, and how often it is removed."""

    by_outlet: tuple[OutletMark, ...]
    removals: tuple[MarkRemoval, ...]


class ReviewNote(Struct, frozen=True):
    """A person's decision that bears on what is shown: who, when and why, and a sentence with all of that.

    ``number`` is what ``syndicheck review undo`` takes; ``code`` one that ``syndicheck explain`` knows. Name and reason
    are as untrusted as article text.
    """

    number: int
    code: str
    by: str
    when: datetime
    why: str
    text: str


class MarkBrief(Struct, frozen=True):
    """One mark of one article, with the words it covers (shortened by the format, not here).

    ``spread`` is given for learned blocks only; ``dismissed`` when a person says that it is no mark: then its words are
    part of the body.
    """

    mark: Mark
    organisation_name: str | None
    excerpt: str
    spread: Spread | None = None
    dismissed: ReviewNote | None = None


class VersionBrief(Struct, frozen=True):
    """One version of an article that was changed: its place in their order (from 1), whether it is the present one, and
    its match with the story's source (side A), if one was kept.
    """

    number: int
    current: bool
    match: Match | None


class MemberView(Struct, frozen=True):
    """One article of a story.

    ``role`` is ``member`` or ``draws-on`` (a round-up that quotes the story among others). ``sighting`` is
    the interval that decided about this article's place in time, ``None`` when no usable time is known.
    ``place`` is ``first``, ``tied``, ``later`` or ``unknown``. ``match`` compares the story's source (side
    A) with this article (side B), ``None`` for the source itself: ``share_a`` is release used, ``share_b``
    article pasted. ``addresses`` are further ones under which it was read. ``hidden`` is what readers of this article
    do not see; ``versions`` are those of an article that was changed, empty for others; ``credit``, ``labels`` and
    ``claims`` are judged on a story's own page.
    """

    article_id: int
    key: str
    outlet: str
    title: str
    lang: str
    url: str | None
    role: str
    place: str
    sighting: Sighting | None
    match: Match | None
    marks: tuple[MarkBrief, ...] = ()
    is_source: bool = False
    hidden: tuple[HiddenText, ...] = ()
    versions: tuple[VersionBrief, ...] = ()
    credit: Credit | None = None
    labels: tuple[LabelFinding, ...] = ()
    claims: tuple[ClaimFinding, ...] = ()
    addresses: tuple[str, ...] = ()


class OutletPart(Struct, frozen=True, gc=False):
    """An outlet's part in a story: so many ``articles``, of which ``passed_on`` came from another house's channel; and
    an address (``url``) of one of them, if it has any.
    """

    outlet: str
    articles: int
    url: str | None
    passed_on: int = 0


class Independence(Struct, frozen=True):
    """The layers of a story: ``articles`` of ``outlets``, of which ``transport`` (names) only carry others' texts; the
    rest has so many ``owners`` (of ``owners_known`` outlets the owner is known, each other counts as its own); and
    whose word it all is (``origin``; empty: nothing tells), of whom a text is held or not.
    """

    articles: int
    outlets: int
    transport: tuple[str, ...]
    owners: int
    owners_known: int
    origin: str
    origin_held: bool


class StoryView(Struct, frozen=True):
    """One story: its members in time order, who was first and why, and why it holds together.

    ``notes`` are findings about the story as a whole in plain sentences (credits that differ, back-dating,
    a correction …); ``reviews`` are people's decisions that hold it together or keep articles out of it;
    ``corrections`` and ``lineage`` (an edge into each version of each article) are those of a story's own page.
    """

    public_id: str
    title: str
    languages: tuple[str, ...]
    members: tuple[MemberView, ...]
    origin: Origin
    notes: tuple[str, ...] = ()
    reviews: tuple[ReviewNote, ...] = ()
    corrections: tuple[Correction, ...] = ()
    lineage: tuple[LineageEdge, ...] = ()
    independence: Independence | None = None


class StoryPart(Struct, frozen=True):
    """A page of a story that has too many articles for one.

    ``view`` has the articles from number ``start`` (0: the earliest) on, and the lineage of these. ``beside`` are
    articles elsewhere in the story by which these are judged: the source, and those they were taken from. Of the whole
    story are ``row_id``, ``source_id`` (of the article that the others are compared with), ``total`` (of all articles),
    ``outlets``, ``round_ups``, and ``places``: how many of its own articles are first, tied, later or unknown;
    ``names`` are what its articles are called, by key, where corrections name them.
    """

    view: StoryView
    start: int
    row_id: int
    source_id: int
    total: int
    outlets: int
    round_ups: int
    places: dict[str, int]
    beside: tuple[MemberView, ...] = ()
    names: dict[str, str] = field(default_factory=dict)


class Taken(Struct, frozen=True):
    """An article of another outlet (``taker``) that comes from one of ours (``source``).

    ``how`` is ``directly``, ``through`` (others: ``via``, nearest to us first), ``perhaps`` (an alternative in the
    lineage) or ``round-up``; ``probability`` is that of coming from ours by whatever way. ``match`` has our text as
    side A. ``credited`` says whether the taker links to our article (``linked``), names our outlet in its text
    (``named``), or neither (``not found``).
    """

    story: str
    source: MemberView
    taker: MemberView
    how: str
    via: tuple[str, ...]
    probability: float
    match: Match | None
    credited: str


class CopyCredits(Struct, frozen=True):
    """What an outlet does with credits in the articles that, by the lineage, it took from others (``copies``).

    Of some nothing can be said, because nobody in their story prints a credit; the others are ``judged``, as in
    :class:`~syndicheck.model.credits.CreditStatus`.
    """

    copies: int = 0
    printed: int = 0
    abbreviated: int = 0
    swapped: int = 0
    missing: int = 0

    @property
    def judged(self) -> int:
        """Copies of which something can be said."""
        return self.printed + self.abbreviated + self.swapped + self.missing


NO_COPIES = CopyCredits()


class Scorecard(Struct, frozen=True):
    """One outlet over all that is held of it, every figure with what it was counted among.

    ``stories`` are those that it has a part in, ``first`` … ``unknown`` its place in them (an outlet with two articles
    in one story may have two). ``traced`` are its articles that have a place in a lineage: ``taken_from_others``,
    ``taken_from_no_text_held``, the rest follow articles of its own. ``taken_by_others`` are others' articles that have
    one of its own as their parent.
    """

    outlet: str
    owner: str | None
    articles: int
    stories: int
    first: int
    tied: int
    later: int
    unknown: int
    traced: int
    taken_from_others: int
    taken_from_no_text_held: int
    taken_by_others: int
    contradicts_clock: int
    credits: CopyCredits = NO_COPIES


class MarkUse(Struct, frozen=True):
    """How often one kind of mark of one organisation was found."""

    organisation: str | None
    organisation_name: str | None
    type: str
    articles: int
    outlets: int


class OutletLine(Struct, frozen=True):
    """One outlet's row in the per-outlet table: how many articles, and its place in the stories it takes
    part in.
    """

    outlet: str
    articles: int
    languages: tuple[str, ...]
    in_stories: int
    first: int
    tied: int
    later: int
    unknown: int
    owner: str | None = None


class Totals(Struct, frozen=True):
    """Counts of what the database holds."""

    articles: int
    versions: int
    outlets: int
    languages: int
    stories: int
    problems: int


class ReportView(Struct, frozen=True):
    """Everything `syndicheck report` prints. ``zone`` is the IANA zone in which times are to be shown."""

    database: str
    totals: Totals
    coverage: str
    stories: tuple[StoryView, ...]
    marks: tuple[MarkUse, ...]
    outlets: tuple[OutletLine, ...]
    zone: str = "UTC"
    filters: tuple[str, ...] = ()
    stories_left_out: int = 0


class TextView(Struct, frozen=True):
    """An article (or file) with its text and marks, for pages that show text with highlighted spans. ``key`` is that of
    a stored article, "" for a file.
    """

    label: str
    outlet: str
    title: str
    lang: str
    text: str
    marks: tuple[MarkBrief, ...] = ()
    page_text: str | None = None
    hidden: tuple[HiddenText, ...] = ()
    key: str = ""


class CompareView(Struct, frozen=True):
    """Two articles side by side. ``match`` has the passages to highlight, A's spans in ``a.text``, B's in
    ``b.text``. ``changes`` says how they differ, the weightiest first, where they have enough in common;
    ``breakdown`` tells copied quotations from copied narration; ``marks_in_common`` says how much of each type of mark
    they share. What people decided about the two is among the reasons of the match.
    """

    a: TextView
    b: TextView
    match: Match
    changes: tuple[Change, ...] = ()
    breakdown: Breakdown | None = None
    marks_in_common: tuple[MarkShare, ...] = ()

    @property
    def decided(self) -> tuple[Reason, ...]:
        """What people decided about the two, as far as it holds."""
        return tuple(reason for reason in self.match.reasons if reason.code.startswith("review-"))

    @property
    def joins(self) -> bool:
        """Whether the two may be in one story: a decision outranks the comparison."""
        codes = {reason.code for reason in self.decided}
        if codes & {"review-rejected", "review-split"}:
            return False
        return bool(codes) or self.match.joins
