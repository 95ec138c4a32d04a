"""Which stored versions may be translations of a text: an inverted index of its rarest anchors, per language.

Incremental: a version adds at most :data:`KEPT` rows and changes no other. A query reads per anchor and language at
most :data:`POSTINGS` rows from the beginning, so that its cost does not grow with the collection and its result does
not depend on what was added later. What is rare is told by frozen statistics (``matching.translation.Background``).
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from syndicheck.matching.translation import Background, primary

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


def anchor_hash(key: str) -> int:
    """A key as SQLite's integer; 63 bits make an accident unlikely in any collection."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def rarest(keys: Iterable[str], language: str, background: Background, count: int = KEPT) -> list[tuple[str, float]]:
    """The heaviest anchors of a text, each with its weight."""
    weighed = {key: background.weight(language, key) ** 2 * _FACTOR.get(key[0], 1.0) for key in keys}
    return sorted(weighed.items(), key=lambda one: (-one[1], one[0]))[:count]


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


def other_languages(connection: sqlite3.Connection, language: str | None) -> list[str]:
    """The languages of the index besides that of a text."""
    own = primary(language)
    return [row[0] for row in connection.execute(_LANGUAGES) if row[0] != own]


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
        targets = [row[0] for row in connection.execute(_LANGUAGES)]
    chosen = [(anchor_hash(key), weight) for key, weight in rarest(keys, own, background)]
    found: list[AnchorCandidate] = []
    for target in sorted({primary(one) for one in targets} - {own}):
        weights: defaultdict[int, float] = defaultdict(float)
        for value, weight in chosen:
            postings = connection.execute(
                "SELECT version_id FROM anchors WHERE language = ? AND hash = ? ORDER BY version_id LIMIT ?",
                (target, value, POSTINGS),
            ).fetchall()
            if postings:
                share = weight / math.sqrt(len(postings))
                for (version_id,) in postings:
                    weights[version_id] += share
        ranked = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:limit]
        found.extend(AnchorCandidate(version_id, target, weight) for version_id, weight in ranked)
    return found


_LANGUAGES = """
WITH RECURSIVE known (language) AS (
    SELECT min(language) FROM anchors
    UNION ALL
    SELECT (SELECT min(language) FROM anchors WHERE language > known.language) FROM known WHERE language IS NOT NULL
)
SELECT language FROM known WHERE language IS NOT NULL
"""
"""The languages of the index, one seek each."""
