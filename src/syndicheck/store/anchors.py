"""Which stored versions may be translations of a text: an inverted index of its rarest anchors, per language.

Incremental: a version adds at most :data:`KEPT` rows and changes no other. A query reads per anchor and language at
most :data:`POSTINGS` rows from the beginning, so that its cost does not grow with the collection and its result does
not depend on what was added later. What is rare is told by frozen statistics (``matching.translation.Background``).
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from syndicheck.matching.translation import UNKNOWN, Background, primary

KEPT = 128
"""Anchors of a version that stand in the index: 1.5 to 3 kB."""

POSTINGS = 200
"""Rows read of one anchor in one language."""

LIMIT = 50
"""Candidates named for each language."""

_FACTOR = {"N": 1.6, "D": 1.2, "B": 1.5, "A": 1.3, "I": 2.0, "L": 0.7}
"""What an anchor of a kind counts for: a number says more than the beginning of a word."""


@dataclass(frozen=True, slots=True)
class AnchorCandidate:
    """A version in another language that may tell the same, with the weight of the anchors that both have."""

    version_id: int
    language: str
    weight: float


@lru_cache(maxsize=100_000)
def anchor_hash(key: str) -> int:
    """A key as SQLite's integer; 63 bits make an accident unlikely in any collection."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def rarest(keys: Iterable[str], language: str, background: Background, count: int = KEPT) -> list[tuple[str, float]]:
    """The heaviest anchors of a text, each with its weight."""
    factor = _FACTOR.get
    weighed = [(-(w**2 * factor(k[0], 1.0)), k) for k, w in background.weights(language, keys).items()]
    return [(key, -weight) for weight, key in heapq.nsmallest(count, weighed)]


def add_anchors(
    connection: sqlite3.Connection, version_id: int, language: str | None, keys: Iterable[str], background: Background
) -> None:
    """Put a version into the index."""
    code = primary(language)
    connection.executemany(
        "INSERT OR IGNORE INTO anchors (language, hash, version_id) VALUES (?, ?, ?)",
        ((code, anchor_hash(key), version_id) for key, _ in rarest(keys, code, background)),
    )


def remove_anchors(connection: sqlite3.Connection, version_id: int) -> None:
    """Take a version out of the index."""
    connection.execute("DELETE FROM anchors WHERE version_id = ?", (version_id,))


def anchor_candidates(
    connection: sqlite3.Connection,
    language: str | None,
    keys: Iterable[str],
    background: Background,
    *,
    targets: Iterable[str] | None = None,
    limit: int = LIMIT,
) -> list[AnchorCandidate]:
    """Versions in other languages that share rare anchors with a text: per language at most ``limit``, best first."""
    own = primary(language)
    if targets is None:
        targets = other_languages(connection, language)
    chosen = [(anchor_hash(key), weight) for key, weight in rarest(keys, own, background)]
    found: list[AnchorCandidate] = []
    for target in sorted({primary(one) for one in targets} - {own}):
        postings = (
            (weight, [version_id for (version_id,) in _postings(connection, target, value)]) for value, weight in chosen
        )
        found += ranked(target, postings, limit=limit)
    return found


def ranked(language: str, found: Iterable[tuple[float, Sequence[int]]], *, limit: int = LIMIT) -> list[AnchorCandidate]:
    """Candidates of one language, best first. ``found``: weight and posting list of each anchor, the heaviest first."""
    weights: defaultdict[int, float] = defaultdict(float)
    for weight, postings in found:
        if postings:
            share = weight / math.sqrt(len(postings))
            for version_id in postings:
                weights[version_id] += share
    best = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:limit]
    return [AnchorCandidate(version_id, language, weight) for version_id, weight in best]


def _postings(connection: sqlite3.Connection, language: str, value: int) -> sqlite3.Cursor:
    return connection.execute(
        "SELECT version_id FROM anchors WHERE language = ? AND hash = ? ORDER BY version_id LIMIT ?",
        (language, value, POSTINGS),
    )


def other_languages(connection: sqlite3.Connection, language: str | None) -> list[str]:
    """The known languages of the index in which translations of a text in this one may be; none of an unknown one."""
    own = primary(language)
    if own == UNKNOWN:
        return []
    return [row[0] for row in connection.execute(_LANGUAGES) if row[0] not in (own, UNKNOWN)]


_LANGUAGES = """
WITH RECURSIVE known (language) AS (
    SELECT min(language) FROM anchors
    UNION ALL
    SELECT (SELECT min(language) FROM anchors WHERE language > known.language) FROM known WHERE language IS NOT NULL
)
SELECT language FROM known WHERE language IS NOT NULL
"""
"""The languages of the index, one seek each."""
