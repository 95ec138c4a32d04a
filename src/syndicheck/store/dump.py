"""The canonical dump: everything the database says, in one fixed order, without row ids, run ids and clocks.

Two databases that hold the same articles and draw the same conclusions give the same dump, byte for byte. Tests
compare dumps after kills, reruns and shuffles; people can ``diff`` them.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Container, Iterator
from typing import Any

from syndicheck.store import hash_rows, sketches
from syndicheck.store.encoding import compact_json

_ARTICLES = """
    SELECT a.key, o.name, a.title, a.lang, a.lang_source, a.url, a.canonical_url, a.author, a.source_id, v.text_hash
    FROM articles a JOIN outlets o ON o.id = a.outlet_id
    LEFT JOIN article_versions v ON v.id = a.current_version_id
    ORDER BY a.key
"""
_ADDRESSES = """
    SELECT a.key, k.url FROM (SELECT id, url FROM articles WHERE url IS NOT NULL
                              UNION SELECT article_id, url FROM article_addresses) k
    JOIN articles a ON a.id = k.id ORDER BY 1, 2
"""
_VERSIONS = """
    SELECT a.key, v.text_hash, v.dated, coalesce(v.since, v.dated), v.title, v.text, v.page_text, v.extractor, v.extra,
           lower(hex(s.body_hash)), s.tokens, s.shingles, s.fingerprints, s.representative_id
    FROM article_versions v JOIN articles a ON a.id = v.article_id JOIN sketches s ON s.version_id = v.id
    ORDER BY a.key, v.text_hash
"""
_MARKS = """
    SELECT a.key, v.text_hash, m.text_kind, m.start, m.end, m.type, m.organisation_id, m.catalogue_id, m.layer,
           m.strength, m.score, m.dismissed_by IS NOT NULL
    FROM marks m JOIN article_versions v ON v.id = m.version_id JOIN articles a ON a.id = v.article_id
    ORDER BY 1, 2, 3, 4, 5, 6
"""
_HIDDEN = """
    SELECT a.key, v.text_hash, h.kind, h.characters, h.places, h.first, h.excerpt
    FROM hidden_text h JOIN article_versions v ON v.id = h.version_id JOIN articles a ON a.id = v.article_id
    ORDER BY 1, 2, 3
"""
_SIGHTINGS = """
    SELECT a.key, t.kind, t.source, t.raw, t.start, t.end, t.precision, t.zone, t.zone_name, t.flags, t.usable
    FROM sightings t JOIN articles a ON a.id = t.article_id ORDER BY 1, 2, 3, 4
"""
_DELETED = """
    SELECT a.key, d.start, d.end FROM deleted_earlier d JOIN articles a ON a.id = d.article_id ORDER BY a.key
"""
_MATCHES = """
    SELECT m.id, a.key, va.text_hash, b.key, vb.text_hash, m.class, m.share_a, m.share_b, m.resemblance, m.score,
           m.reasons
    FROM matches m
    JOIN articles a ON a.id = m.a_id JOIN articles b ON b.id = m.b_id
    JOIN article_versions va ON va.id = m.a_version_id JOIN article_versions vb ON vb.id = m.b_version_id
"""
_STORIES = """
    SELECT s.id, s.title, s.verdict, src.key, med.key, s.languages, s.reasons, s.cohesion
    FROM stories s JOIN articles src ON src.id = s.source_id JOIN articles med ON med.id = s.medoid_id
"""
_MEMBERS = """
    SELECT a.key, sa.role, sa.place, t.kind, t.source, t.raw
    FROM story_articles sa JOIN articles a ON a.id = sa.article_id
    LEFT JOIN sightings t ON t.id = sa.sighting_id
    WHERE sa.story_id = ? ORDER BY a.key
"""

_LINEAGE = """
    SELECT a.key, l.version, l.rank, p.key, l.parent_version, l.probability, l.text_reasons, l.clock_reasons, l.conflict
    FROM lineage l JOIN articles a ON a.id = l.article_id LEFT JOIN articles p ON p.id = l.parent_id
    WHERE l.story_id = ? ORDER BY a.key, l.version, l.rank
"""

_REVIEWS = """
    SELECT r.id, r.kind, r.reviewer, r.why, r.together, r.mark_type, r.mark_kind, r.mark_start, r.mark_end,
           r.mark_wording, r.text_hash, r.withdrawn IS NOT NULL, r.withdrawn_by, r.withdrawn_why
    FROM reviews r ORDER BY r.id
"""
_REVIEWED = "SELECT side, article_key FROM review_articles WHERE review_id = ? ORDER BY position"


def canonical_dump(connection: sqlite3.Connection) -> Iterator[str]:
    """Lines of JSON, one fact each, in a fixed order."""
    for name, query in (
        ("article", _ARTICLES),
        ("address", _ADDRESSES),
    ):
        for row in connection.execute(query):
            yield compact_json([name, *row])
    yield from _versions(connection)
    for name, query in (
        ("mark", _MARKS),
        ("hidden", _HIDDEN),
        ("sighting", _SIGHTINGS),
        ("deleted", _DELETED),
    ):
        for row in connection.execute(query):
            yield compact_json([name, *row])
    yield from sorted(_matches(connection))
    yield from sorted(_stories(connection))
    for number, *facts in connection.execute(_REVIEWS).fetchall():  # in their order: the later one stands
        articles = [list(article) for article in connection.execute(_REVIEWED, (number,))]
        yield compact_json(["review", *facts, articles])


def _versions(connection: sqlite3.Connection) -> Iterator[str]:
    """Each with what the indexes hold of its body; then how many entries are nobody's, where there are any."""
    indexed = [_Held(connection, table) for table in hash_rows.TABLES]
    for *facts, representative in connection.execute(_VERSIONS):
        yield compact_json(["version", *facts, *(held.of(representative) for held in indexed)])
    known = {number for (number,) in connection.execute("SELECT id FROM sketches WHERE representative_id = id")}
    for table, held in zip(hash_rows.TABLES, indexed, strict=True):
        if nobodys := held.beside(known):
            yield compact_json(["nobody's", table, nobodys])


class _Held:
    """What an index over bodies holds, in little room: of each sketch the number of its hashes, and what these add up
    to, each mixed first, so that whatever was lost, added or exchanged shows.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        last = sketches.last(connection)
        self._counts, self._sums = array("I", [0]) * (last + 1), array("Q", [0]) * (last + 1)
        self._beyond = 0
        for value, sketch_id in hash_rows.every(connection, table):
            if sketch_id > last:
                self._beyond += 1
                continue
            self._counts[sketch_id] += 1
            self._sums[sketch_id] = (self._sums[sketch_id] + _mixed(value)) & _ALL

    def of(self, sketch_id: int) -> list[int | str]:
        """What it holds of a sketch."""
        return [self._counts[sketch_id], f"{self._sums[sketch_id]:016x}"]

    def beside(self, known: Container[int]) -> int:
        """How many entries belong to none of these sketches."""
        beside = (count for sketch_id, count in enumerate(self._counts) if count and sketch_id not in known)
        return sum(beside, self._beyond)


_ALL = (1 << 64) - 1


def _mixed(value: int) -> int:
    """64 bits that look random, the same for the same value (the last steps of SplitMix64)."""
    value = (value + 1) * 0x9E3779B97F4A7C15 & _ALL
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & _ALL
    value = (value ^ value >> 27) * 0x94D049BB133111EB & _ALL
    return value ^ value >> 31


def story_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    """Public id, title, verdict, and of each article in it key, role and place; in a fixed order."""
    yield from connection.execute(
        "SELECT s.public_id, s.title, s.verdict, a.key, sa.role, sa.place FROM stories s"
        " JOIN story_articles sa ON sa.story_id = s.id JOIN articles a ON a.id = sa.article_id"
        " ORDER BY s.public_id, a.key"
    )


def _matches(connection: sqlite3.Connection) -> Iterator[str]:
    """Sides are put in the order of the articles' keys: which was stored first is not a fact about them."""
    for row in connection.execute(_MATCHES):
        match_id, a, b = row[0], list(row[1:3]), list(row[3:5])
        shares = [row[6], row[7]]
        spans = [
            list(span)
            for span in connection.execute(
                "SELECT a_start, a_end, b_start, b_end FROM match_spans WHERE match_id = ?", (match_id,)
            )
        ]
        if b < a:
            a, b, shares = b, a, shares[::-1]
            spans = [[*span[2:], *span[:2]] for span in spans]
        yield compact_json(["match", *a, *b, row[5], *shares, row[8], row[9], sorted(spans)])


def _stories(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute(_STORIES):
        members: list[Any] = [list(member) for member in connection.execute(_MEMBERS, (row[0],))]
        facts = [*row[1:5], *(json.loads(text) for text in row[5:8])]
        yield compact_json(["story", members, *facts, [list(edge) for edge in connection.execute(_LINEAGE, (row[0],))]])
