"""SYN6xx: a draft that tells what a stored text in another language tells."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache

from syndicheck.checking.compared import earliest, held_article
from syndicheck.checking.draft import Compared, Draft, named, prepared_source
from syndicheck.checking.findings import Finding, Source
from syndicheck.checking.own import Own
from syndicheck.lexicon.compiled import configured as lexicon
from syndicheck.matching.contrast import judge_among
from syndicheck.matching.crosslanguage import anchored_body, comparable, match_of
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.packed import unpacked
from syndicheck.matching.translation import AnchoredText, standing_background
from syndicheck.store.anchors import (
    AnchorCandidate,
    anchor_candidates,
    anchor_siblings,
    load_packed,
    other_languages,
)
from syndicheck.store.drafts import bearer, rank_in_story, story_id_of
from syndicheck.store.sketches import versions_of
from syndicheck.store.texts import StoredText, load_texts

MOST_COMPARED = 12
"""Candidates that are compared, those first that share the rarest names and figures: to read the anchors of a text
takes longer than all the rest, and an editor waits …"""

MOST_OF_A_LANGUAGE = 4
"""… and so many of one language, so that its near misses do not take the places of others."""

MOST_FOUND = 3
"""Stories of which a translation is named."""

NUMBERS = 6
"""Numbers that a message lists."""


def translations_of(
    connection: sqlite3.Connection, draft: Draft, own: Own, ours: frozenset[int]
) -> tuple[Compared, ...]:
    """Stored texts in other languages that tell the same, the surest first; of one story only the first published, of
    those that a text of our own began (``ours``) none.
    """
    if not other_languages(connection, draft.lang):
        return ()
    background = standing_background()
    anchored = anchored_body(draft.prepared, background)
    near: dict[str, list[AnchorCandidate]] = {}
    for candidate in anchor_candidates(connection, draft.lang, anchored.first_places(), background):
        near.setdefault(candidate.language, []).append(candidate)
    best = sorted(
        (one for several in near.values() for one in several[:MOST_OF_A_LANGUAGE]),
        key=lambda one: (-one.weight, one.sketch_id),
    )
    compared: dict[str, list[tuple[StoredText, Prepared, AnchoredText]]] = {}
    for stored, prepared, other in _anchored_texts(connection, best[:MOST_COMPARED]):
        if comparable(draft.prepared, prepared):
            compared.setdefault(other.language, []).append((stored, prepared, other))

    @cache
    def siblings() -> list[AnchoredText]:
        named = anchor_siblings(connection, draft.lang, anchored.first_places(), background, limit=MOST_OF_A_LANGUAGE)
        return [other for _, _, other in _anchored_texts(connection, named)]

    found: list[Compared] = []
    for beside in compared.values():
        judged = judge_among(anchored, [other for _, _, other in beside], siblings)
        for (stored, prepared, other), said in zip(beside, judged, strict=True):
            whose = bearer(connection, stored.version_id)
            if said.verdict != "translation" or whose is None or own.holds(whose):
                continue
            if ours and story_id_of(connection, whose.article_id) in ours:
                continue
            whole = other if other.whole else anchored_body(prepared, background)
            match = match_of(anchored, whole, draft.prepared, prepared, said)
            _, sighting = earliest(connection, [stored])
            source = Source(held_article(connection, stored, sighting), match, stored.text)
            found.append(Compared(source, stored, sighting, rank_in_story(connection, stored.article_id)))
    found.sort(key=lambda one: (-one.source.match.score, one.stored.version_id))
    stories: dict[object, list[Compared]] = {}
    for one in found:
        story = story_id_of(connection, one.held.article_id)
        stories.setdefault(story if story is not None else one.held.key, []).append(one)
    return tuple(min(several, key=lambda one: one.rank) for several in stories.values())[:MOST_FOUND]


def _anchored_texts(
    connection: sqlite3.Connection, candidates: Sequence[AnchorCandidate]
) -> Iterator[tuple[StoredText, Prepared, AnchoredText]]:
    """The texts of candidates with their anchors, which are looked for where they are not kept."""
    background = standing_background()
    versions = list(versions_of(connection, [one.sketch_id for one in candidates]).values())
    kept = load_packed(connection, versions) if lexicon() is None else {}  # words that it knows are not kept
    for version_id, stored in load_texts(connection, versions).items():
        prepared = prepared_source(stored)
        known = unpacked(*kept[version_id], background) if version_id in kept else None
        yield stored, prepared, known or anchored_body(prepared, background)


def findings(draft: Draft) -> Iterator[Finding]:
    """Translations of what is held, and their numbers that the source does not have."""
    for one in draft.taken:
        if not one.translated:
            continue
        reasons = {reason.code: reason for reason in one.source.match.reasons}
        if not draft.may_print(one):
            agree = reasons["anchors-agree"].data if "anchors-agree" in reasons else {}
            sure = agree.get("probability", one.source.match.score)
            count = len(agree.get("anchors", ()))
            yield draft.finding(
                "SYN601",
                f"Tells what {named(one.held)} tells in another language ({one.held.lang}): {count} names, numbers,"
                f" dates and places agree, in their order; probability {sure:.2f}.",
                source=one.held,
                data=dict(agree),
            )
        if "numbers-differ" in reasons and (numbers := reasons["numbers-differ"].data.get("a")):
            listed = ", ".join(numbers[:NUMBERS])
            yield draft.finding(
                "SYN602",
                f"Numbers that {named(one.held)} does not have: {listed}.",
                source=one.held,
                data={"numbers": list(numbers), "missing": list(reasons["numbers-differ"].data.get("b", ()))},
            )
