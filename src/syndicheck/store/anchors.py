"""Which stored versions may be translations of a text: an inverted index of its rarest anchors, per language.

Incremental: a version adds at most :data:`KEPT` rows and changes no other. A query reads per anchor and language at
most :data:`POSTINGS` rows from the beginning, so that its cost does not grow with the collection and its result does
not depend on what was added later. What is rare is told by frozen statistics (``matching.translation.Background``).
"""

from __future__ import annotations

import math
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from syndicheck.matching.translation import UNKNOWN, Background, primary
from syndicheck.store.postings import Postings

KEPT = 128
"""Anchors of a version that stand in the index: 2 to 3 kB."""

POSTINGS = 200
"""Rows read of one anchor in one language."""

SCANNED = 400
"""Rows of one anchor that are read in one scan, whatever their language."""

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
    weights = background.weights(language, sorted(keys))
    names = list(weights)
    scores = [-(weight**2 * factor(name[0], 1.0)) for name, weight in weights.items()]
    chosen = sorted(range(len(names)), key=scores.__getitem__)[
        :count
    ]  # of equal ones the first by name: sorts are stable
    return [(names[place], -scores[place]) for place in chosen]


def add_anchors(
    connection: sqlite3.Connection,
    version_id: int,
    language: str | None,
    keys: Iterable[str],
    background: Background,
    *,
    postings: Postings | None = None,
) -> None:
    """Put a version into the index. With ``postings`` its rows are only added to those; whoever gathers them writes
    them.
    """
    code = primary(language)
    hashes = sorted({anchor_hash(key) for key, _ in rarest(keys, code, background)})
    connection.execute("INSERT OR IGNORE INTO anchor_languages (language) VALUES (?)", (code,))
    (language_id,) = connection.execute("SELECT id FROM anchor_languages WHERE language = ?", (code,)).fetchone()
    connection.execute(
        "INSERT INTO anchored_versions (version_id, language_id, hashes) VALUES (?, ?, ?)",
        (version_id, language_id, struct.pack(f"<{len(hashes)}q", *hashes)),
    )
    rows = Postings() if postings is None else postings
    rows.anchors += [(value, language_id, version_id) for value in hashes]
    if postings is None:
        rows.write(connection)


def remove_anchors(connection: sqlite3.Connection, version_id: int) -> None:
    """Take a version out of the index; one that is not in it is no error."""
    row = connection.execute(
        "DELETE FROM anchored_versions WHERE version_id = ? RETURNING language_id, hashes", (version_id,)
    ).fetchone()
    if row is not None:
        connection.executemany(
            "DELETE FROM anchors WHERE hash = ? AND language_id = ? AND version_id = ?",
            ((value, row[0], version_id) for (value,) in struct.iter_unpack("<q", row[1])),
        )


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
    wanted = {primary(one) for one in targets} - {own}
    numbers = {row[1]: row[0] for row in connection.execute("SELECT id, language FROM anchor_languages")}
    ids = {numbers[language]: language for language in sorted(wanted & numbers.keys())}
    lists: dict[int, list[tuple[float, Sequence[int]]]] = {language_id: [] for language_id in ids}
    for key, weight in rarest(keys, own, background):
        for language_id, postings in _postings(connection, anchor_hash(key), list(ids)):
            lists[language_id].append((weight, postings))
    return [one for language_id, language in ids.items() for one in ranked(language, lists[language_id], limit=limit)]


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


def _postings(
    connection: sqlite3.Connection, value: int, language_ids: Sequence[int]
) -> Iterable[tuple[int, Sequence[int]]]:
    """The first :data:`POSTINGS` versions of each language that hold an anchor.

    Most anchors are rare: one short scan finds their versions in all languages. Of the others each language is asked.
    """
    rows = connection.execute(
        "SELECT language_id, version_id FROM anchors WHERE hash = ? ORDER BY language_id, version_id LIMIT ?",
        (value, SCANNED),
    ).fetchall()
    if len(rows) < SCANNED:
        held: dict[int, list[int]] = {}
        for language_id, version_id in rows:
            held.setdefault(language_id, []).append(version_id)
        return [(language_id, held[language_id][:POSTINGS]) for language_id in language_ids if language_id in held]
    found = []
    for language_id in language_ids:
        postings = connection.execute(
            "SELECT version_id FROM anchors WHERE hash = ? AND language_id = ? ORDER BY version_id LIMIT ?",
            (value, language_id, POSTINGS),
        ).fetchall()
        if postings:
            found.append((language_id, [version_id for (version_id,) in postings]))
    return found


def other_languages(connection: sqlite3.Connection, language: str | None) -> list[str]:
    """The known languages of the index in which translations of a text in this one may be; none of an unknown one."""
    own = primary(language)
    if own == UNKNOWN:
        return []
    known = connection.execute("SELECT language FROM anchor_languages ORDER BY language")
    return [row[0] for row in known if row[0] not in (own, UNKNOWN)]


def several_languages(connection: sqlite3.Connection) -> bool:
    """Whether the index knows texts in more than one language; else nothing can be a translation."""
    (known,) = connection.execute("SELECT count(*) FROM anchor_languages WHERE language <> ?", (UNKNOWN,)).fetchone()
    return int(known) > 1
