"""SYN4xx: embargoes, corrected and withdrawn sources, newer versions, and dates that cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from syndicheck.checking.draft import Compared, Draft, named, of_type, prepared_source, quoted
from syndicheck.checking.findings import Finding
from syndicheck.matching.reuse import compare
from syndicheck.model.matches import Match
from syndicheck.model.spans import Span
from syndicheck.model.times import Sighting, Zone
from syndicheck.report.times import full_moment
from syndicheck.store.drafts import current_version, members_of, openings, says_embargo, story_id_of
from syndicheck.store.texts import load_texts

EDGE = 1_000
"""Characters at either end of a text in which an embargo may stand."""

EMBARGO_WORDS = (
    *("embarg", "эмбарго", "ембарго", "sperrfrist", "julkaisuvapaa", "publiceras tidigast", "hold for", "hold until"),
    *("release", "not to be published", "not for publication", "ne pas publier", "ne pas diffuser", "no publicar"),
    *("no difundir", "nicht vor"),
)
"""One of them every line has that :func:`syndicheck.provenance.admissions.embargo_lines` finds; to ask that loads what
most drafts do not need."""


def findings(draft: Draft) -> Iterator[Finding]:
    """What the clock and later notices say of a draft and its sources."""
    yield from _embargoes(draft)
    if draft.connection is not None:
        yield from _corrections(draft, draft.connection)
        yield from _dates(draft)


def _embargoes(draft: Draft) -> Iterator[Finding]:
    """Lines of the draft and its sources, and fields of their headers and records as long as they hold."""
    marked = list(of_type(draft.marks, "embargo_line"))
    for span, end in () if marked else _unmarked(draft.raw.text, draft.lang, draft):
        line = quoted(draft.raw.text[span.start : span.end])
        yield draft.finding("SYN401", f"The draft bears an embargo line: “{line}”.{end}", span=span)
    for mark in marked:
        line = draft.raw.text[mark.start : mark.end]
        message = f"The draft bears an embargo line: “{quoted(line)}”."
        yield draft.finding("SYN401", message + _ending(line, draft.lang, draft), span=mark.span)
    if any(_speaks(name.casefold()) for name in draft.raw.extra):
        from syndicheck.checking.embargoes import still_declared

        for value, end in still_declared(draft.raw.extra, draft.lang, draft.today):
            yield draft.finding("SYN401", f"The draft's header or record has an embargo: “{quoted(value)}”.{end}")
    for one in draft.taken:
        embargo = next(of_type(one.stored.marks, "embargo_line"), None)
        if embargo is not None:
            line = one.stored.text[embargo.start : embargo.end]
            message = f"{named(one.held)} bears an embargo line: “{quoted(line)}”."
            message += _ending(line, one.stored.lang, draft)
            yield draft.finding("SYN401", message, source=one.held, source_span=embargo.span)
            continue
        text = one.stored.text
        for span, end in _unmarked(text, one.stored.lang, draft):
            message = f"{named(one.held)} bears an embargo line: “{quoted(text[span.start : span.end])}”.{end}"
            yield draft.finding("SYN401", message, source=one.held, source_span=span)
        if draft.connection is not None and says_embargo(draft.connection, one.stored.version_id):
            from syndicheck.checking.embargoes import still_declared
            from syndicheck.store.record_fields import load_fields

            fields = load_fields(draft.connection, one.stored.version_id)
            for value, end in still_declared(fields, one.stored.lang, draft.today):
                message = f"The record of {named(one.held)} has an embargo: “{quoted(value)}”.{end}"
                yield draft.finding("SYN401", message, source=one.held)


def _unmarked(text: str, lang: str, draft: Draft) -> Iterable[tuple[Span, str]]:
    """Embargo lines in words that no mark knows."""
    edges = f"{text[:EDGE]}\n{text[-EDGE:]}".casefold()
    if not any(word in edges for word in EMBARGO_WORDS):
        return ()
    from syndicheck.checking.embargoes import still_written

    return still_written(text, lang, draft.today)


def _speaks(name: str) -> bool:
    """Whether a field may say an embargo; ``declared`` holds what a page says of itself to machines."""
    return "embargo" in name or "sperrfrist" in name or name == "declared"


def _ending(line: str, lang: str, draft: Draft) -> str:
    from syndicheck.checking.embargoes import ending

    return ending(line, lang, draft.today)


def _corrections(draft: Draft, connection: sqlite3.Connection) -> Iterator[Finding]:
    """Withdrawn, corrected and changed sources; of a story each notice is told once."""
    told: set[str] = set()
    for one in draft.taken:
        story_id = story_id_of(connection, one.held.article_id)
        articles = members_of(connection, story_id) if story_id is not None else [one.held.article_id]
        warned = False
        if _any_notice(connection, articles):
            for finding in _carried(draft, connection, one, articles, told):
                warned = True
                yield finding
        version_id, _, _ = current_version(connection, one.held.article_id)
        if warned or one.translated or version_id == one.stored.version_id:
            continue
        if _has_earlier_words(draft, connection, one, version_id):
            message = f"{named(one.held)} has changed the text since; the draft has the earlier words."
            yield draft.finding("SYN404", message, source=one.held)


def _has_earlier_words(draft: Draft, connection: sqlite3.Connection, one: Compared, version_id: int) -> bool:
    """Whether the draft shares more with the version it was found in than with the present one.

    A new headline, or a change in what was not taken over, leaves the words of the draft as they were.
    """
    now = load_texts(connection, [version_id])[version_id]
    return _equal_words(compare(draft.prepared, prepared_source(now))) < _equal_words(one.source.match)


def _equal_words(match: Match) -> int:
    return sum(passage.tokens for passage in match.passages)


def _any_notice(connection: sqlite3.Connection, article_ids: list[int]) -> bool:
    from syndicheck.provenance.notices import opening_notice

    for title, opening, notes in openings(connection, article_ids).values():
        if any(opening_notice(words) is not None for words in (title, opening.lstrip(), *notes)):
            return True
    return False


def _carried(
    draft: Draft, connection: sqlite3.Connection, one: Compared, article_ids: list[int], told: set[str]
) -> Iterator[Finding]:
    """What the notices of a story say of the draft, judged as if it were an article of the story."""
    from syndicheck.model.corrections import TextState
    from syndicheck.provenance.attribution import corrections_of
    from syndicheck.provenance.corrections import Copy
    from syndicheck.store.members import plain_members

    passages = one.source.match.passages
    copy = Copy(
        key="draft",
        outlet="",
        lang=draft.lang,
        versions=(draft.prepared.tokens,),
        passage=max((p.a for p in passages), key=len, default=None),
    )
    members = plain_members(connection, article_ids)
    outlets = {member.key: member.outlet for member in members}
    for correction in corrections_of(connection, members, (copy,)):
        mine = next((carried for carried in correction.carried if carried.article == "draft"), None)
        if mine is None or mine.state is not TextState.SUPERSEDED or correction.article in told:
            continue
        told.add(correction.article)
        killed = correction.notice.kind.value == "kill"
        words = quoted(correction.notice.words)
        says = "withdrew the story" if killed else "corrected the text"
        held = "" if killed else "; the draft has the words from before"
        yield draft.finding(
            "SYN403" if killed else "SYN402",
            f"{outlets[correction.article]} {says} (“{words}”){held}.",
            span=mine.span,
            source=one.held,
            data={"notice": correction.notice.kind.value, "article": correction.article},
        )


def _dates(draft: Draft) -> Iterator[Finding]:
    own = _own_time(draft) if draft.taken else None
    if own is None:
        return
    for one in draft.taken:
        if one.sighting is None or Zone.ASSUMED in (one.sighting.zone, own.zone):
            continue
        if own.end < one.sighting.start:
            yield draft.finding(
                "SYN405",
                f"Dated {full_moment(own, UTC)}, before {named(one.held)} is known to have been published.",
                source=one.held,
                data={"draft": own.raw, "source": one.sighting.raw},
            )
            return


def _own_time(draft: Draft) -> Sighting | None:
    """The latest time that the draft states for its publication; the future is not dated back."""
    if not draft.raw.times:
        return None
    from syndicheck.provenance.countries import country_of
    from syndicheck.provenance.timeline import read_time

    now = datetime.now(UTC)
    country = country_of(draft.raw.url, draft.raw.canonical_url, draft.raw.outlet)
    read = (
        read_time(time, lang=draft.lang, country=country, now=now)
        for time in draft.raw.times
        if time.kind == "published"
    )
    usable = [sighting for sighting in read if sighting is not None and sighting.usable]
    return max(usable, key=lambda sighting: sighting.end, default=None)
