"""Which stored versions may be translations of a text: an inverted index of its rarest anchors, per language.

Incremental: a version is noted under at most :data:`KEPT` anchors and changes no other. A query reads per anchor and
language at most :data:`POSTINGS` versions from the beginning, so that its cost does not grow with the collection and
its result does not depend on what was added later. What is rare is told by frozen statistics
(``matching.translation.Background``).
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct

from syndicheck.matching.translation import UNKNOWN, Background, primary
from syndicheck.store import postings

KEPT = 128
"""Anchors of a version that stand in the index."""

RAREST = 32
"""Of these the ones that are kept with the version as well: they find who tells the same in the same language."""

POSTINGS = 200
"""Versions read of one anchor in one language."""

LIMIT = 50
"""Candidates named for each language."""

_HASH_BYTES = 6

_FACTOR = {"N": 1.6, "D": 1.2, "B": 1.5, "A": 1.3, "I": 2.0, "L": 0.7}
"""What an anchor of a kind counts for: a number says more than the beginning of a word."""


class AnchorCandidate(Struct, frozen=True):
    """A version in another language that may tell the same, with the weight of the anchors that both have."""

    version_id: int
    language: str
    weight: float


@lru_cache(maxsize=100_000)
def anchor_hash(key: str) -> int:
    """A key as an integer that SQLite keeps in six bytes; 47 bits make an accident unlikely in any collection."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> 17


def packed_hashes(hashes: Iterable[int]) -> bytes:
    """Hashes of anchors, six bytes each."""
    return b"".join(one.to_bytes(_HASH_BYTES, "little") for one in hashes)


def unpacked_hashes(packed: bytes) -> list[int]:
    """The inverse of :func:`packed_hashes`."""
    starts = range(0, len(packed), _HASH_BYTES)
    return [int.from_bytes(packed[start : start + _HASH_BYTES], "little") for start in starts]


def rarest(keys: Iterable[str], language: str, background: Background, count: int = KEPT) -> list[tuple[str, float]]:
    """The heaviest anchors of a text, each with its weight."""
    factor = _FACTOR.get
    weights = background.weights(language, sorted(keys))
    names = list(weights)
    scores = [-(weight**2 * factor(name[0], 1.0)) for name, weight in weights.items()]
    chosen = sorted(range(len(names)), key=scores.__getitem__)[:count]  # a stable sort: of equal ones the first by name
    return [(names[place], -scores[place]) for place in chosen]


class Anchored(Struct, frozen=True):
    """A version that goes into the index: its language and all its anchors."""

    version_id: int
    language: str | None
    keys: Collection[str]


def add_anchors(connection: sqlite3.Connection, versions: Iterable[Anchored], background: Background) -> None:
    """Put versions into the index; many at once, since what they have in common is written once."""
    pairs: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in versions:
        code = primary(one.language)
        ordered = [anchor_hash(key) for key, _ in rarest(one.keys, code, background)]
        hashes = set(ordered)
        connection.execute("INSERT OR IGNORE INTO anchor_languages (language) VALUES (?)", (code,))
        (language_id,) = connection.execute("SELECT id FROM anchor_languages WHERE language = ?", (code,)).fetchone()
        connection.execute(
            "INSERT INTO anchored_versions (version_id, language_id, anchors, rarest) VALUES (?, ?, ?, ?)",
            (one.version_id, language_id, len(hashes), packed_hashes(ordered[:RAREST])),
        )
        pairs[language_id] += ((value, one.version_id) for value in hashes)
    for language_id, found in pairs.items():
        postings.add(connection, language_id, found)


def remove_anchors(
    connection: sqlite3.Connection, version_id: int, keys: Callable[[str], Iterable[str]], background: Background
) -> str | None:
    """Take a version out of the index; returns the language it stood under, ``None`` when it was not there.

    ``keys`` gives the anchors that its text has, read in a language. Where they are not those with which it came into
    the index, the whole index is searched for it.
    """
    row = connection.execute(
        "DELETE FROM anchored_versions WHERE version_id = ?1"
        " RETURNING language_id, anchors, (SELECT language FROM anchor_languages WHERE id = language_id)",
        (version_id,),
    ).fetchone()
    if row is None:
        return None
    language_id, amount, code = row
    hashes = {anchor_hash(key) for key, _ in rarest(keys(code), code, background)}
    if sum(postings.remove(connection, language_id, value, version_id) for value in sorted(hashes)) < amount:
        postings.remove_everywhere(connection, language_id, version_id)
    return str(code)


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
        for language_id, bearers in postings.read(connection, anchor_hash(key), list(ids), POSTINGS):
            lists[language_id].append((weight, bearers))
    return [one for language_id, language in ids.items() for one in ranked(language, lists[language_id], limit=limit)]


def ranked(language: str, found: Iterable[tuple[float, Sequence[int]]], *, limit: int = LIMIT) -> list[AnchorCandidate]:
    """Candidates of one language, best first. ``found``: weight and posting list of each anchor, the heaviest first."""
    weights: defaultdict[int, float] = defaultdict(float)
    for weight, bearers in found:
        if bearers:
            share = weight / math.sqrt(len(bearers))
            for version_id in bearers:
                weights[version_id] += share
    best = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:limit]
    return [AnchorCandidate(version_id, language, weight) for version_id, weight in best]


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
