"""A draft against the stored articles: who published what of it. Reads only, so it works while somebody writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from datetime import UTC

from syndicheck.checking.findings import Held, Source
from syndicheck.matching.reuse import Prepared, compare
from syndicheck.matching.reuse import prepare as prepare_text
from syndicheck.model import MatchClass, Sighting, Sketch, Span, TextKind
from syndicheck.report.times import full_moment
from syndicheck.store.articles import StoredText, load_sightings, load_texts
from syndicheck.store.candidates import candidates

MOST_COMPARED = 200
"""Candidates of a draft that are compared at most (design decision 8) …"""

PATIENCE = 30
"""… and so many in a row that share nothing end the search."""

BEARERS = 50
"""Articles with one body of which the earliest is looked for."""

MOST_SOURCES = 8


def sources_of(
    connection: sqlite3.Connection, draft: Prepared, sketch: Sketch, *, own: Collection[str], key: str
) -> tuple[tuple[Source, StoredText], ...]:
    """The stored articles that share text with a draft, the closest first; of articles with one text the earliest.

    ``own`` are outlets, and ``key`` an article, whose texts count as the draft's own: they are no sources.
    """
    found: list[tuple[Source, StoredText]] = []
    idle = 0
    for candidate in candidates(connection, sketch, limit=MOST_COMPARED):
        bearers = _bearers(connection, candidate.sketch_id, own, key)
        if not bearers:
            continue
        texts = load_texts(connection, bearers)
        stored = texts[bearers[0]]
        marks = [mark for mark in stored.marks if mark.kind is TextKind.BODY]
        match = compare(draft, prepare_text(stored.text, marks, stored.title, stored.lang))
        if match.match_class in (MatchClass.NONE, MatchClass.TOO_SHORT):
            idle += 1
            if idle >= PATIENCE:
                break
            continue
        idle = 0
        earliest, said = _earliest(connection, texts.values())
        found.append((Source(_held(connection, earliest, said), match, earliest.text), earliest))
    found.sort(key=lambda one: (-one[0].match.joins, -one[0].match.score, one[0].held.article_id))
    return tuple(found[:MOST_SOURCES])


def _bearers(connection: sqlite3.Connection, sketch_id: int, own: Collection[str], key: str) -> list[int]:
    """The versions with the body of a sketch, without those of the newsroom itself."""
    rows = connection.execute(
        "SELECT s.version_id, o.name, a.key FROM sketches s JOIN article_versions v ON v.id = s.version_id"
        " JOIN articles a ON a.id = v.article_id JOIN outlets o ON o.id = a.outlet_id"
        " WHERE s.body_hash = (SELECT body_hash FROM sketches WHERE id = ?) ORDER BY s.id LIMIT ?",
        (sketch_id, BEARERS),
    )
    names = {name.casefold() for name in own}
    return [version_id for version_id, outlet, other in rows if outlet.casefold() not in names and other != key]


def _earliest(connection: sqlite3.Connection, texts: Iterable[StoredText]) -> tuple[StoredText, str]:
    """The text that was published no later than any other can have been, as far as times are known; else the first."""
    several = sorted(texts, key=lambda text: text.version_id)
    sightings = load_sightings(connection, [text.article_id for text in several])
    best: tuple[Sighting, StoredText] | None = None
    for text in several:
        usable = [s for _, s in sightings[text.article_id] if s.usable and s.kind == "published"]
        for sighting in usable:
            if best is None or sighting.end < best[0].end:
                best = sighting, text
    return (best[1], full_moment(best[0], UTC)) if best else (several[0], "")


def _held(connection: sqlite3.Connection, text: StoredText, published: str) -> Held:
    outlet, url = connection.execute(
        "SELECT o.name, a.url FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE a.id = ?", (text.article_id,)
    ).fetchone()
    return Held(text.article_id, text.key, outlet, text.title, text.lang, url, published)


def covered(spans: Iterable[Span], prepared: Prepared) -> float:
    """The part of a body that lies in a union of spans."""
    from syndicheck.matching.passages import share

    return share(prepared.tokens, list(spans))
