"""A draft against the stored articles: who published what of it. Reads only, so it works while somebody writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC

from syndicheck.checking.draft import Compared, new_places, prepared_source
from syndicheck.checking.findings import MOST_OF_A_DRAFT, Held, Source
from syndicheck.checking.own import Own
from syndicheck.matching.reuse import Prepared, compare
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.sketches import Sketch
from syndicheck.model.times import Sighting
from syndicheck.provenance.credits import CREDITS
from syndicheck.report.times import full_moment
from syndicheck.store.candidates import candidates
from syndicheck.store.drafts import (
    bearers_of_body,
    outlet_and_address,
    rank_in_story,
    story_begun_by,
    story_id_of,
)
from syndicheck.store.sightings import load_sightings
from syndicheck.store.texts import StoredText, load_texts

MOST_COMPARED = 200
"""Candidates of a draft that are compared at most (design decision 8) …"""

PATIENCE = 30
"""… and so many in a row that share nothing end the search."""

MOST_SOURCES = 8
"""Sources that are kept at most, besides those that have something of the draft that no closer one has."""

LEAST_COPIED = 20
"""Words that must be copied of a brief: as many as of a draft that is long enough for the classes."""

ALIKE = 0.05
"""Part of the draft by which a source may hold less than the closest one and still be as good."""


def sources_of(
    connection: sqlite3.Connection, draft: Prepared, sketch: Sketch, own: Own
) -> tuple[tuple[Compared, ...], frozenset[int]]:
    """The stored articles that share text with a draft, the closest first; of equal ones the first published.

    Also the stories that a text of the newsroom's own began which has all that others share with the draft: their
    articles took it from the newsroom, not the draft from them.
    """
    found: list[Compared] = []
    begun: dict[int, float] = {}
    idle = 0
    for candidate in candidates(connection, sketch, limit=MOST_COMPARED):
        bearers = []
        for one in bearers_of_body(connection, candidate.sketch_id):
            if not own.holds(one):
                bearers.append(one.version_id)
            elif (story := story_begun_by(connection, one.article_id)) is not None:
                share = _own_share(connection, draft, one.version_id)
                begun[story] = max(share, begun.get(story, 0.0))
        if not bearers:
            continue
        text, sighting = earliest(connection, list(load_texts(connection, bearers).values()))
        match = compare(draft, prepared_source(text))
        if match.match_class is MatchClass.NONE or (
            match.match_class is MatchClass.TOO_SHORT and not _makes_a_brief(match, draft)
        ):
            idle += 1
            if idle >= PATIENCE:
                break
            continue
        idle = 0
        source = Source(held_article(connection, text, sighting), match, text.text)
        found.append(Compared(source, text, sighting, rank_in_story(connection, text.article_id)))
    told = [one for one in found if not _is_ours(connection, one, begun)]
    ours = frozenset(story for story, share in begun.items() if share)
    ours -= {story_id_of(connection, one.held.article_id) for one in told}
    found = told
    found.sort(key=lambda one: (-one.source.copied, -one.source.match.score, one.held.article_id))
    return tuple(_chosen(_first_publisher_first(found))), ours


def _makes_a_brief(match: Match, draft: Prepared) -> bool:
    """Whether most of a brief is copied. A stock sentence makes no story of two briefs, so the classes say nothing of
    such texts; but where the words of a draft are from is to be known all the same.
    """
    return match.share_a >= MOST_OF_A_DRAFT and match.share_a * draft.words >= LEAST_COPIED


def _own_share(connection: sqlite3.Connection, draft: Prepared, version_id: int) -> float:
    """The part of a draft that stands in a text of our own; none where we credit somebody else with it."""
    text = load_texts(connection, [version_id])[version_id]
    if any(mark.type in CREDITS and mark.organisation for mark in text.marks):
        return 0.0
    return compare(draft, prepared_source(text)).share_a


def _is_ours(connection: sqlite3.Connection, one: Compared, begun: Mapping[int, float]) -> bool:
    """Whether an article has no more of the draft than the text of our own that its story began with."""
    story = story_id_of(connection, one.held.article_id) if begun else None
    share = begun.get(story, 0.0) if story is not None else 0.0
    return share > 0 and share >= one.source.match.share_a


def _chosen(found: Sequence[Compared]) -> list[Compared]:
    """Of many the ones to keep, in their order: copies of one source must not take the place of another source."""
    fresh = new_places(found)
    others = [one for one in found if one not in fresh][: max(0, MOST_SOURCES - len(fresh))]
    return [one for one in found if one in fresh or one in others]


def _first_publisher_first(found: Sequence[Compared]) -> list[Compared]:
    """Of sources that hold about as much of the draft as the closest, the one that was first is the one to name."""
    most = max((one.source.match.share_a for one in found if one.source.copied), default=0.0)
    alike = [one for one in found if one.source.copied and one.source.match.share_a >= most - ALIKE]
    return sorted(alike, key=lambda one: one.rank) + [one for one in found if one not in alike]


def earliest(connection: sqlite3.Connection, texts: Sequence[StoredText]) -> tuple[StoredText, Sighting | None]:
    """The text that its story says was first; else the one whose time ends first; else the one that is held longest."""
    several = sorted(texts, key=lambda text: text.version_id)
    ranks = {text.version_id: rank_in_story(connection, text.article_id) for text in several}
    several = [text for text in several if ranks[text.version_id] == min(ranks.values())]
    sightings = load_sightings(connection, [text.article_id for text in several])
    best: tuple[Sighting, StoredText] | None = None
    for text in several:
        for sighting in _published(known for _, known in sightings[text.article_id]):
            if best is None or sighting.end < best[0].end:
                best = sighting, text
    return (best[1], best[0]) if best else (several[0], None)


def _published(sightings: Iterable[Sighting]) -> Iterable[Sighting]:
    return (one for one in sightings if one.usable and one.kind == "published")


def held_article(connection: sqlite3.Connection, text: StoredText, sighting: Sighting | None) -> Held:
    """An article as findings name it."""
    outlet, url = outlet_and_address(connection, text.article_id)
    published = full_moment(sighting, UTC) if sighting else ""
    return Held(text.article_id, text.key, outlet, text.title, text.lang, url, published)
