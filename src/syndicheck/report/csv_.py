"""Reports as CSV for spreadsheets: UTF-8, comma, one header line, one row an article (or passage and change, or mark).

Spreadsheets run cells as formulas. A text cell that begins like one (``=``, ``+``, ``-``, ``@``, also in full
width, also after blanks, tabs or carriage returns) gets a leading ``'``, as OWASP advises under "CSV
Injection". Numbers and times are written by us and stay bare.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from syndicheck.matching.derivation import derivations
from syndicheck.model.marks import Mark
from syndicheck.report import wording
from syndicheck.report.highlight import stripped, without
from syndicheck.report.interface import Format, Page
from syndicheck.report.times import full_moment, utc, zone_named
from syndicheck.text import printable
from syndicheck.view import CompareView, MarkBrief, MemberView, ReportView, StoryView, TextView

Cell = str | int | float | bool | None

_FORMULA = tuple("=+-@＝＋－＠")

MEMBER_COLUMNS = (
    "story_id", "story_title", "verdict", "role", "place", "is_source", "article_id", "key", "outlet",
    "title", "lang", "url", "time", "time_from", "time_to", "time_precision", "time_zone", "time_kind",
    "time_raw", "class", "release_used", "article_pasted", "resemblance", "mark_types", "mark_organisations",
)  # fmt: skip
PASSAGE_COLUMNS = (
    "class", "share_a", "share_b", "passage", "a_start", "a_end", "b_start", "b_end", "tokens", "a_text",
    "b_text", "change", "weight", "resemblance", "derivation_a", "derivation_b", "quotation_a", "quotation_b",
    "narration_a", "narration_b", "decided",
)  # fmt: skip
MARK_COLUMNS = (
    "type", "organisation", "organisation_name", "kind", "layer", "start", "end", "strength", "score",
    "catalogue_id", "excerpt", "number", "dismissed",
)  # fmt: skip


class Csv:
    """One table a view; see :class:`~syndicheck.report.interface.Format`."""

    def report(self, view: ReportView, page: Page) -> None:
        """Write one row for each article of each story."""
        _write(page, MEMBER_COLUMNS, (row for story in view.stories for row in _members(story, page)))

    def story(self, view: StoryView, page: Page) -> None:
        """Write one row for each article of the story."""
        _write(page, MEMBER_COLUMNS, _members(view, page))

    def compare(self, view: CompareView, page: Page) -> None:
        """Write one row for each copied passage, then one for each change; one row with neither when there is none."""
        _write(page, PASSAGE_COLUMNS, _compared(view))

    def marks(self, view: TextView, page: Page, *, strip: bool = False) -> None:
        """Write one row for each mark; stripped, one row for each line of the body."""
        if strip:
            lines = without(view.text, stripped(view.marks)).splitlines()
            _write(page, ["body"], ([line] for line in lines if line))
        else:
            _write(page, MARK_COLUMNS, map(_mark, enumerate(view.marks, 1)))


def _write(page: Page, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    writer = csv.writer(page.out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([cell(value) for value in row])


def cell(value: Cell) -> str:
    """A value as a spreadsheet may open it: no formula, no control characters."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.4f}"
        case int():
            return str(value)
    text = printable(value)
    # The first character of the raw text counts too: printable() may have removed it or made it a blank.
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or value[:1] in ("\t", "\r") else text


def _members(story: StoryView, page: Page) -> Iterator[list[Cell]]:
    zone = zone_named(page.zone)
    for member in story.members:
        sighting, match = member.sighting, member.match
        yield [
            story.public_id,
            story.title,
            story.origin.verdict.value,
            member.role,
            member.place,
            member.is_source,
            member.article_id,
            member.key,
            member.outlet,
            member.title,
            member.lang,
            member.url,
            full_moment(sighting, zone) if sighting else None,
            utc(sighting.start) if sighting else None,
            utc(sighting.end) if sighting else None,
            sighting.precision.value if sighting else None,
            sighting.zone.value if sighting else None,
            sighting.kind if sighting else None,
            sighting.raw if sighting else None,
            wording.relation(member) if match or member.is_source else None,
            match.share_a if match else None,
            match.share_b if match else None,
            match.resemblance if match else None,
            *_summed(member),
        ]


def _summed(member: MemberView) -> tuple[str, str]:
    standing = wording.standing(member.marks)
    types = dict.fromkeys(brief.mark.type for brief in standing)
    owners = dict.fromkeys(wording.organisation(brief) for brief in standing)
    return "; ".join(types), "; ".join(owner for owner in owners if owner)


def _compared(view: CompareView) -> Iterator[list[Cell]]:
    match = view.match
    start: list[Cell] = [match.match_class.value, match.share_a, match.share_b]
    end = _of_the_whole(view)
    if not match.passages and not view.changes:
        yield start + [None] * (len(PASSAGE_COLUMNS) - len(start) - len(end)) + end
    for number, passage in enumerate(match.passages, 1):
        a, b = passage.a, passage.b
        texts = [view.a.text[a.start : a.end], view.b.text[b.start : b.end]]
        yield [*start, number, a.start, a.end, b.start, b.end, passage.tokens, *texts, None, None, *end]
    for change in view.changes:
        spans = [place for span in (change.a, change.b) for place in ((span.start, span.end) if span else (None, None))]
        yield [*start, None, *spans, None, change.was, change.now, change.kind.value, change.weight, *end]


def _of_the_whole(view: CompareView) -> list[Cell]:
    """What is said of the two texts as a whole, in every row."""
    found = view.breakdown
    copied: list[Cell] = [None] * 4
    if found is not None:
        copied = [
            found.quotes_copied_a,
            found.quotes_copied_b,
            found.narration_copied_a,
            found.narration_copied_b,
        ]
    decided = " ".join(reason.text for reason in view.decided)
    return [view.match.resemblance, *derivations(view.match), *copied, decided or None]


def _mark(numbered: tuple[int, MarkBrief]) -> list[Cell]:
    number, brief = numbered
    mark: Mark = brief.mark
    return [
        mark.type,
        mark.organisation,
        brief.organisation_name,
        mark.kind.value,
        mark.layer.value,
        mark.start,
        mark.end,
        mark.strength,
        mark.score,
        mark.catalogue_id,
        brief.excerpt,
        number,
        brief.dismissed.text if brief.dismissed else None,
    ]


FORMAT: Format = Csv()
