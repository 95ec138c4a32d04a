"""A draft that tells in other words what a stored text in its language tells. No run of words names that text as a
candidate; names and figures do.
"""

from __future__ import annotations

import sqlite3

from syndicheck.checking.compared import earliest, held_article
from syndicheck.checking.draft import Compared, Draft, prepared_source
from syndicheck.checking.findings import Source
from syndicheck.checking.own import Own
from syndicheck.matching.crosslanguage import anchored_body
from syndicheck.matching.reuse import compare
from syndicheck.matching.translation import primary, standing_background
from syndicheck.store.anchors import RAREST, anchor_hash, rarest
from syndicheck.store.drafts import bearer, rank_in_story, story_id_of
from syndicheck.store.retold import bearers, ranked
from syndicheck.store.sketches import versions_of
from syndicheck.store.texts import load_texts

MOST_COMPARED = 6
"""Candidates that are compared: copies of one source among them, of which the first is to be named."""


def retold_by(connection: sqlite3.Connection, draft: Draft, own: Own, ours: frozenset[int]) -> tuple[Compared, ...]:
    """The stored texts that the draft follows in other words, the first published first; none of a story that a text
    of our own began (``ours``).
    """
    background = standing_background()
    places = anchored_body(draft.prepared, background).first_places()
    hashes = [anchor_hash(one.key) for one in rarest(places, draft.lang, background, RAREST)]
    counted = bearers(connection, hashes, primary(draft.lang))
    known = {one.stored.version_id for one in draft.compared}
    best = versions_of(connection, ranked(counted, MOST_COMPARED)).values()
    named = [version_id for version_id in best if version_id not in known]
    found: list[Compared] = []
    for stored in load_texts(connection, named).values():
        whose = bearer(connection, stored.version_id)
        if whose is None or own.holds(whose) or (ours and story_id_of(connection, whose.article_id) in ours):
            continue
        match = compare(draft.prepared, prepared_source(stored))
        if match.joins:
            _, sighting = earliest(connection, [stored])
            source = Source(held_article(connection, stored, sighting), match, stored.text)
            found.append(Compared(source, stored, sighting, rank_in_story(connection, stored.article_id)))
    return tuple(sorted(found, key=lambda one: (one.rank, -one.source.match.score, one.stored.version_id)))
