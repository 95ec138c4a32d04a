"""Which stored versions may be translations of a text: an inverted index of its rarest anchors, per language.

Translations keep the order of what they tell, and cuts mostly keep the beginning: where an anchor stands is in the
index too, and one at the same place counts for more. Versions stand in it by their sketches, that is in the order of
comparison. Incremental: a version is noted under at most :data:`KEPT` anchors and changes no other. A query reads per
anchor and language at most :data:`POSTINGS` sketches from the beginning, so that its cost does not grow with the
collection; asked for what comes before a sketch, its result does not depend on what was added later. What is rare is
told by frozen statistics (``matching.translation.Background``).
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from syndicheck.digests import blake2b
from syndicheck.fingerprint.anchors.written import caseless
from syndicheck.matching.translation import UNKNOWN, Background, density, primary
from syndicheck.store import postings
from syndicheck.store.encoding import in_chunks

KEPT = 96
"""Anchors of a version that stand in the index."""

RAREST = 32
"""Of these the ones that are kept with the version as well: they find who tells the same in the same language."""

POSTINGS = 200
"""Versions read of one anchor in one language."""

COUNTED = 2_000
"""Versions counted of one language, those under the rarest anchors first: what many have adds time and says little."""

LIMIT = 50
"""Candidates named for each language."""

PROMISING = 0.07
"""Part of the weight of all anchors of a text that a candidate has with it, places included, from which it may be a
translation. Of 2,944 pairs of translations, a third of them halves or beginnings, 10 had less, all of them cut; of the
dozen nearest texts in a language without one, three in four.
"""

_HASH_BYTES = 6

STEP = 40
"""Characters of English to a step in which places are counted."""

BEGINNING = 500
AT_BEGINNING = 1.4
"""A copy that was cut mostly keeps the first so many characters of English: anchors there are kept before others."""

NEAR = 250
AT_ITS_PLACE = 3.0
"""What an anchor counts more when it stands at the same place in both texts; so many characters of English apart the
surplus has fallen to a third."""

COMMON = 0.4
"""Power of the number of its bearers by which an anchor counts less."""

_STAYS = {"N": 3.0, "D": 3.0, "G": 3.0, "A": 3.0, "I": 3.0, "W": 2.0, "K": 1.5, "B": 1.5, "L": 0.7, "C": 1.0}
_STAYS_CASELESS = _STAYS | {"B": 0.6, "L": 0.2}
"""How often a translation has an anchor of a kind, about: what is to be kept for the index must be rare and stay. Where
nothing tells names from other words few pairs of them stay, and romanised words without vowels are like no others."""

_SAYS = {"N": 1.6, "D": 1.2, "B": 0.8, "A": 1.3, "I": 2.0, "L": 0.5, "K": 0.6, "C": 0.6}
"""What an anchor of a kind counts for when both have it: a number says more than the beginning of a word."""


class AnchorCandidate(Struct, frozen=True):
    """The sketch of a text in another language that may tell the same, with the weight of the anchors that both have,
    and whether that is enough for a translation (:data:`PROMISING`).
    """

    sketch_id: int
    language: str
    weight: float
    promising: bool


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


class Weighed(NamedTuple):
    """An anchor of a text, what it counts for, and at which step of the text it stands first."""

    key: str
    weight: float
    step: int


def rarest(places: Mapping[str, int], language: str | None, background: Background, count: int = KEPT) -> list[Weighed]:
    """The anchors of a text that name its translations best, the best first. ``places``: each with the character of
    the text at which it stands first.
    """
    code = primary(language)
    known, rest = background.known_weights(code)
    per_step = STEP * density(code)
    return [
        Weighed(key, known.get(key, rest) ** 2 * _SAYS.get(key[0], 1.0), min(255, int(places[key] / per_step)))
        for key in _rarest_keys(places, code, background, count)
    ]


def _rarest_keys(places: Mapping[str, int], code: str, background: Background, count: int) -> list[str]:
    stays = _STAYS_CASELESS if caseless(code) else _STAYS
    known, rest = background.known_weights(code)
    find = known.get
    begins = BEGINNING * density(code)
    worth = [
        (-find(key, rest) * stays.get(key[0], 1.0) * (AT_BEGINNING if place < begins else 1.0), key)
        for key, place in places.items()
    ]
    worth.sort()
    return [key for _, key in worth[:count]]


class Anchored(Struct, frozen=True):
    """A version that goes into the index: its sketch, its language and all its anchors, each with the character of the
    text at which it stands first.
    """

    version_id: int
    sketch_id: int
    language: str | None
    places: Mapping[str, int]


def add_anchors(connection: sqlite3.Connection, versions: Iterable[Anchored], background: Background) -> None:
    """Put versions into the index; many at once, since what they have in common is written once."""
    rows: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    ids: dict[str, int] = {}
    for one in versions:
        code = primary(one.language)
        per_step = STEP * density(code)
        steps = {
            anchor_hash(key): min(255, int(one.places[key] / per_step))
            for key in _rarest_keys(one.places, code, background, KEPT)
        }
        language_id = ids.get(code) or ids.setdefault(code, _language_id(connection, code))
        connection.execute(
            "INSERT INTO anchored_versions (version_id, language_id, anchors, rarest) VALUES (?, ?, ?, ?)",
            (one.version_id, language_id, len(steps), packed_hashes(islice(steps, RAREST))),
        )
        rows[language_id] += ((value, one.sketch_id, step) for value, step in steps.items())
    for language_id, found in rows.items():
        postings.add(connection, language_id, found)


def keep_packed(connection: sqlite3.Connection, packed: Mapping[int, bytes]) -> None:
    """Keep all anchors of versions (:mod:`syndicheck.matching.packed`) for as long as these are in the index. What is
    kept stays, and of a version of which none are to be kept (:func:`keep_none`) none are.
    """
    connection.executemany(
        "UPDATE anchored_versions SET packed = ? WHERE version_id = ? AND packed IS NULL",
        ((anchors, version_id) for version_id, anchors in packed.items()),
    )


def keep_none(connection: sqlite3.Connection, version_id: int) -> None:
    """Keep no anchors of a version that is in the index: who reads its text now may have read its marks before they
    were changed.
    """
    connection.execute("UPDATE anchored_versions SET packed = x'' WHERE version_id = ?", (version_id,))


def load_packed(connection: sqlite3.Connection, version_ids: Sequence[int]) -> dict[int, tuple[bytes, str]]:
    """All anchors of versions, of those of which they are kept, and the language in which these are read now. A file
    that is only read may be older, and keep none.
    """
    if all(name != "packed" for _, name, *_ in connection.execute("PRAGMA table_info(anchored_versions)")):
        return {}
    return {
        version_id: (packed, lang)
        for chunk in in_chunks(version_ids)
        for version_id, packed, lang in connection.execute(
            "SELECT v.id, k.packed, a.lang FROM anchored_versions k JOIN article_versions v ON v.id = k.version_id"
            " JOIN articles a ON a.id = v.article_id"
            f" WHERE k.version_id IN ({','.join('?' * len(chunk))}) AND k.packed <> x''",
            chunk,
        )
    }


def _language_id(connection: sqlite3.Connection, code: str) -> int:
    """The number of a language, which gets one if it has none."""
    connection.execute("INSERT OR IGNORE INTO anchor_languages (language) VALUES (?)", (code,))
    (found,) = connection.execute("SELECT id FROM anchor_languages WHERE language = ?", (code,)).fetchone()
    return int(found)


def remove_anchors(
    connection: sqlite3.Connection,
    version_id: int,
    sketch_id: int,
    places: Callable[[str], Mapping[str, int]],
    background: Background,
) -> str | None:
    """Take a version and its sketch out of the index; returns the language it stood under, ``None`` when it was not
    there.

    ``places`` gives the anchors that its text has, read in a language. Where they are not those with which it came into
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
    hashes = {anchor_hash(one.key) for one in rarest(places(code), code, background)}
    if sum(postings.remove(connection, language_id, value, sketch_id) for value in sorted(hashes)) < amount:
        postings.remove_everywhere(connection, language_id, sketch_id)
    return str(code)


def anchor_candidates(
    connection: sqlite3.Connection,
    language: str | None,
    places: Mapping[str, int],
    background: Background,
    *,
    targets: Iterable[str] | None = None,
    before: int | None = None,
    limit: int = LIMIT,
) -> list[AnchorCandidate]:
    """Texts in other languages that share rare anchors with a text (``places`` as for :func:`rarest`): per language
    at most ``limit``, best first; with ``before`` as if no sketch from this one on were stored.
    """
    own = primary(language)
    if targets is None:
        targets = other_languages(connection, language)
    wanted = {primary(one) for one in targets} - {own}
    numbers = {row[1]: row[0] for row in connection.execute("SELECT id, language FROM anchor_languages")}
    ids = {numbers[language]: language for language in sorted(wanted & numbers.keys())}
    lists: dict[int, list[tuple[float, int, postings.Row]]] = {language_id: [] for language_id in ids}
    asked = rarest(places, own, background)
    for key, weight, step in asked:
        for language_id, bearers in postings.read(connection, anchor_hash(key), list(ids), POSTINGS, before):
            lists[language_id].append((weight, step, bearers))
    whole = math.fsum(one.weight for one in asked)
    return [
        one for language_id, language in ids.items() for one in ranked(language, lists[language_id], whole, limit=limit)
    ]


def anchor_siblings(
    connection: sqlite3.Connection,
    language: str | None,
    places: Mapping[str, int],
    background: Background,
    *,
    before: int | None = None,
    limit: int = LIMIT,
) -> list[AnchorCandidate]:
    """Texts in a text's own language that share some of its :data:`RAREST` anchors, best first; itself among them,
    if it is stored. ``before`` as in :func:`anchor_candidates`.
    """
    own = primary(language)
    row = connection.execute("SELECT id FROM anchor_languages WHERE language = ?", (own,)).fetchone()
    if row is None or own == UNKNOWN:
        return []
    asked = rarest(places, own, background, RAREST)
    found = (
        (weight, step, bearers)
        for key, weight, step in asked
        for _, bearers in postings.read(connection, anchor_hash(key), [row[0]], POSTINGS, before)
    )
    return ranked(own, found, math.fsum(one.weight for one in asked), limit=limit)


_AHEAD = [1 + AT_ITS_PLACE * math.exp(-steps * STEP / NEAR) for steps in range(256)]
_SURPLUS = (*_AHEAD, *_AHEAD[:0:-1])
"""By the steps from one place to the other; those to the left of it count from the end."""


def ranked(
    language: str, found: Iterable[tuple[float, int, postings.Row]], whole: float, *, limit: int = LIMIT
) -> list[AnchorCandidate]:
    """Candidates of one language, best first. ``found``: of each anchor its weight and step in the text that asks, and
    its posting list; the best anchor first. ``whole`` is the weight of all anchors of that text.
    """
    weights: defaultdict[int, float] = defaultdict(float)
    surplus = _SURPLUS
    left = COUNTED
    for weight, step, (held, steps) in sorted(found, key=lambda one: len(one[2].steps)):
        if left <= 0:
            break
        left -= len(steps)
        if held:
            share = weight / len(held) ** COMMON
            for sketch_id, other in zip(held, steps, strict=True):
                weights[sketch_id] += share * surplus[step - other]
    least = sorted(weights.values(), reverse=True)[limit - 1] if len(weights) > limit else 0.0
    best = [one for one in weights.items() if one[1] >= least]  # few of many: to sort them all takes most of the time
    best = sorted(best, key=lambda one: (-one[1], one[0]))[:limit]
    enough = PROMISING * whole
    return [AnchorCandidate(sketch_id, language, weight, weight >= enough) for sketch_id, weight in best]


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
