"""One raw article in, everything that can be derived from it alone out. Pure: no disk, no network, no clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from syndicheck.broken import attempted, broken_article
from syndicheck.fingerprint.bodies import body_anchors
from syndicheck.identity import article_key, outlet_name, version_hash
from syndicheck.language import Language, identify
from syndicheck.marks.articles import marks_of
from syndicheck.marks.catalogue import configured
from syndicheck.marks.dismissals import NO_DISMISSALS, Dismissals
from syndicheck.marks.releases import find_release_ids
from syndicheck.matching.bodies import body_sketch
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.model.prepared import PreparedArticle
from syndicheck.model.spans import TextKind
from syndicheck.model.times import LIVE_ENTRIES, NOTICE, OF_THE_TEXT, Sighting
from syndicheck.provenance.admissions import first_publication
from syndicheck.provenance.countries import country_of
from syndicheck.provenance.liveblogs import live_entries
from syndicheck.provenance.timeline import read_time
from syndicheck.provenance.windows import CARRIED_SOURCES
from syndicheck.text.hidden import hidden_text

if TYPE_CHECKING:
    from syndicheck.marks.catalogue import Catalogue
    from syndicheck.marks.recurring import Recurring

TITLE_CHARACTERS = 200
"""How much of a text without headline stands in for one."""


def text_hash(raw: RawArticle) -> str:
    """Identity of one version of an article: headline, text and page text, to the letter."""
    return version_hash(raw.title or "", raw.text, raw.page_text)


def prepare(
    raw: RawArticle,
    *,
    now: datetime,
    catalogue: Catalogue | None = None,
    recurring: Recurring | None = None,
    dismissals: Dismissals = NO_DISMISSALS,
    stored_as: tuple[str, str] | None = None,
) -> PreparedArticle:
    """Find language, marks, body sketch and times of an article.

    ``now`` is what counts as the future (an aware time). Marks are looked for in the body and, where a page was
    read, in the page's visible text too; a page mark that only repeats one of the body is left out. What ``dismissals``
    takes back stays a mark, but is part of the body; it looks for the article's key and text hash, which of a stored
    version that is prepared again are ``stored_as`` (its record has had a headline made up for it since).
    """
    catalogue = catalogue or configured()
    language = identify(raw.text, raw.lang)
    marks = marks_of(raw, language, catalogue, recurring)
    sightings, problems = _times(raw, language, now)
    key, version = stored_as or (article_key(raw), text_hash(raw))
    texts = {TextKind.BODY: raw.text, TextKind.PAGE: raw.page_text or ""}
    dismissed = dismissals.dismissed(key, version, texts, marks)
    return PreparedArticle(
        raw=raw,
        key=key,
        text_hash=version,
        outlet=outlet_name(raw),
        title=raw.title or _first_line(raw.text),
        lang=language.tag,
        lang_source=language.source,
        marks=marks,
        sketch=body_sketch(raw.text, (mark for position, mark in enumerate(marks) if position not in dismissed)),
        sightings=sightings,
        problems=problems,
        releases=find_release_ids(
            raw.text,
            [mark for mark in marks if mark.kind is TextKind.BODY],
            urls=[url for url in (raw.url, raw.canonical_url) if url],
            links=raw.links,
            catalogue=catalogue,
        ),
        hidden=hidden_text(raw.text),
        dismissed=dismissed,
        anchors=body_anchors(
            raw.text, language.tag, (mark for position, mark in enumerate(marks) if position not in dismissed)
        ),
    )


def prepare_or_tell(raw: RawArticle, **more: Any) -> PreparedArticle | Problem:
    """The same as :func:`prepare`, whose other arguments are ``more``. An article that breaks the program, a fault of
    ours, becomes a problem: it must not cost the others of the batch. What the system lacks is no fault of an article.
    """
    made = attempted(prepare, raw, **more)
    return broken_article(raw.where, made) if isinstance(made, Exception) else made


def _times(raw: RawArticle, language: Language, now: datetime) -> tuple[tuple[Sighting, ...], tuple[Problem, ...]]:
    sightings: list[Sighting] = []
    problems: list[Problem] = []
    country = country_of(raw.url, raw.canonical_url, raw.outlet)
    for time in raw.times:
        if time.source in OF_THE_TEXT:
            continue  # stored by an earlier run; the text is asked again
        sighting = read_time(time, lang=language.tag, zone_hint=None, country=country, now=now)
        if sighting is None:
            problems.append(
                Problem(
                    raw.where,
                    "bad-date",
                    f"The {time.kind} time {time.raw[:60]!r} cannot be read; the article is kept without it.",
                    "Give times as 2026-03-04T09:12:00+01:00, or a day as 2026-03-04.",
                    fatal=False,
                )
            )
        else:
            sightings.append(sighting)
    if line := first_publication(raw.text):
        noticed = read_time(RawTime("published", line, NOTICE), lang=language.tag, country=country, now=now)
        sightings += [noticed] if noticed is not None else []
    published = [one for one in sightings if one.kind == "published" and one.source not in CARRIED_SOURCES]
    if published and live_entries(raw.text):
        # the same times once more: where an article's beginning is known to be one, nothing else says when a part came;
        # those of a feed, too, which are no beginning, but show that the text is a live blog
        sightings += [replace(one, source=LIVE_ENTRIES) for one in published]
    return tuple(sightings), tuple(problems)


def _first_line(text: str) -> str:
    line = text.strip().partition("\n")[0].lstrip("#").strip()  # a Markdown heading is a headline
    return line if len(line) <= TITLE_CHARACTERS else line[:TITLE_CHARACTERS].rstrip() + "…"
