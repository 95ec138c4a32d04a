"""Which stored versions may share text with a given one: the candidate step.

Two indexes propose, neither decides:

* ``fingerprints``, an inverted index of winnowed shingle hashes (Schleimer, Wilkerson, Aiken 2003), sees any
  shared run of 15 words (20 characters in scripts without spaces) however short the copy is against the source;
* ``lsh_bands``, the banded MinHash signature (Broder 1997; Indyk and Motwani 1998), sees near-duplicates even
  where every single fingerprint has become common.

A fingerprint that many versions carry says little: each hit counts ``1 / df``. So a story that 200 outlets carry is
still found by its own words, while a notice on 4,000 releases ranks below them. Posting lists are read from their
beginning and at most :data:`POSTINGS` long (:data:`FAMILY_POSTINGS` for a text that is largely made of common ones),
which bounds the work and makes the result independent of what was added later.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from syndicheck.model.sketches import Sketch
from syndicheck.store import hash_rows
from syndicheck.store.encoding import in_chunks

POSTINGS = 256
"""How many versions of one posting list are looked at, oldest first."""

FAMILY_POSTINGS = 1_024
"""The same for a text of a large family, such as the notices of one form: what it shares with each of the others are
fingerprints that all of them have.
"""

FAMILY_SHARE = 0.1
"""Part of a text's fingerprints that is longer than :data:`POSTINGS` in such a family. Phrases of the language, which
are common as well, make up less.
"""

LIMIT = 1_024
"""How many candidates of one version are named at most. Naming is cheap; who compares them goes from the first on and
stops where nothing comes any more (:mod:`syndicheck.linking`).
"""

NEAR = 30
"""How many versions under one band of the signature are looked at."""

LEAST_SHARED = 2
"""Shared fingerprints that make a candidate. 60 copied words share about eight when they are one run, two or three
when every twelfth word was changed.
"""

LEAST_SHARED_SHORT = 1
"""The same where one body is short: a brief has few fingerprints to share."""

SHORT_TOKENS = 120

LEAST_SHARE = 0.04
"""Least part of the smaller body's fingerprints that must be shared; estimates containment."""

LEAST_WEIGHT = 0.015
"""Two shared phrases that more than 130 versions use are no reason to compare."""

LEAST_WEIGHT_ALONE = 0.1
"""Nor is a single one that more than ten use, not even to a brief. In a large collection those are nearly all that have
anything in common with a text: whether they are briefs is not looked up.
"""

FAINT = 2
"""So many faint candidates of one version are named. The larger a collection, the more texts have two stock phrases in
common with a given one: without a limit they would be most of what is compared.
"""

FAINT_SHARED = 4
FAINT_SHARE = 0.15
FAINT_WEIGHT = 1 / 3
"""A candidate is faint with at most so many shared fingerprints, less than this part of the smaller body's, and less
than this weight for each of them: each stands in two other texts as well. What was copied and changed in every twelfth
word may share as few, but they are its own. With these numbers no pair is missed among 13,000 real texts that is not
missed without them (11,600 share 60 words and more), but for one that has less than 15 % in common.
"""


class Candidate(Struct, frozen=True):
    """A version that may share text. ``shared`` counts common fingerprints, ``weight`` is their ``1 / df`` sum."""

    sketch_id: int
    shared: int
    weight: float


def candidates(
    connection: sqlite3.Connection, sketch: Sketch, *, before: int | None = None, limit: int = LIMIT
) -> list[Candidate]:
    """Stored versions that may share text with a sketched body, most promising first.

    With ``before`` only sketches with smaller ids are proposed: walking through all versions once then meets
    each pair once. Of versions with equal bodies only the first stands in the index and speaks for the others.
    """
    ceiling = (1 << 62) if before is None else before
    return _named(connection, [(ceiling, sketch)], limit)[0]


def earlier_candidates(
    connection: sqlite3.Connection, sketches: Mapping[int, Sketch], *, limit: int = LIMIT
) -> dict[int, list[Candidate]]:
    """What :func:`candidates` names for each of these stored sketches among those before it, by the sketch's id. Asked
    together they take a fraction of the time.
    """
    return dict(zip(sketches, _named(connection, list(sketches.items()), limit), strict=True))


def _named(connection: sqlite3.Connection, asked: Sequence[tuple[int, Sketch]], limit: int) -> list[list[Candidate]]:
    """The candidates of each sketch with an id below the one beside it."""
    bands = _Postings(connection, "lsh_bands", asked, NEAR)
    fingerprints = _Postings(connection, "fingerprints", asked, POSTINGS)
    named: list[list[Candidate]] = []
    for below, sketch in asked:
        if not sketch.tokens:
            named.append([])
            continue
        found = fingerprints.below(below, sketch.fingerprints)
        common = common_places(found)
        further = [sketch.fingerprints[place] for place in common]
        longer = hash_rows.read(connection, "fingerprints", further, below, FAMILY_POSTINGS)
        for place, postings in zip(common, longer, strict=True):
            found[place] = postings
        near = set(chain(*bands.below(below, sketch.bands)))
        named.append(ranked(sketch.tokens, found, near, lambda ids: _sizes(connection, ids), limit=limit))
    return named


class _Postings:
    """The posting lists of all hashes of some sketches, read at once."""

    def __init__(
        self, connection: sqlite3.Connection, table: str, asked: Sequence[tuple[int, Sketch]], most: int
    ) -> None:
        of_all = (sketch.bands if table == "lsh_bands" else sketch.fingerprints for _, sketch in asked if sketch.tokens)
        hashes = list(dict.fromkeys(chain.from_iterable(of_all)))
        ceiling = max((below for below, _ in asked), default=0)
        self._lists = dict(zip(hashes, hash_rows.read(connection, table, hashes, ceiling, most), strict=True))

    def below(self, ceiling: int, hashes: Iterable[int]) -> list[list[int]]:
        """The list of each of the hashes up to an id."""
        lists = [self._lists[value] for value in hashes]
        return [held[: bisect_left(held, ceiling)] if held and held[-1] >= ceiling else held for held in lists]


def common_places(found: Sequence[Sequence[int]]) -> list[int]:
    """The posting lists that have to be read further: the long ones of a text that is largely made of such."""
    common = [place for place, postings in enumerate(found) if len(postings) == POSTINGS]
    return common if len(common) >= FAMILY_SHARE * len(found) else []


def ranked(
    tokens: int,
    found: Sequence[Sequence[int]],
    near: set[int],
    sizes_of: Callable[[list[int]], Mapping[int, tuple[int, int]]],
    *,
    limit: int = LIMIT,
) -> list[Candidate]:
    """Candidates of a body of so many tokens, most promising first, however the indexes were read.

    ``found`` is a posting list for each of its fingerprints, in their order (it decides how weights are summed);
    ``near`` are its near-duplicates; ``sizes_of`` tells tokens and number of fingerprints of sketches.
    """
    shared: defaultdict[int, int] = defaultdict(int)
    weight: defaultdict[int, float] = defaultdict(float)
    for postings in filter(None, found):
        part = 1.0 / len(postings)
        for other in postings:
            shared[other] += 1
            weight[other] += part
    sizes = sizes_of(list(near | {other for other, whole in weight.items() if whole >= _least_weight(shared[other])}))
    candidates: list[Candidate] = []
    faint: list[Candidate] = []
    for other, size in sizes.items():
        if other in near or _promising(shared[other], tokens, len(found), *size):
            one = Candidate(other, shared[other], weight[other])
            (faint if other not in near and _is_faint(one, len(found), size[1]) else candidates).append(one)
    faint.sort(key=_most_promising_first)
    candidates += faint[:FAINT]
    candidates.sort(key=_most_promising_first)
    return candidates[:limit]


def _least_weight(shared: int) -> float:
    return LEAST_WEIGHT if shared > 1 else LEAST_WEIGHT_ALONE


def _most_promising_first(candidate: Candidate) -> tuple[float, int, int]:
    return -candidate.weight, -candidate.shared, candidate.sketch_id


def _promising(shared: int, own_tokens: int, own_fingerprints: int, tokens: int, fingerprints: int) -> bool:
    short = min(tokens, own_tokens) < SHORT_TOKENS
    if shared < (LEAST_SHARED_SHORT if short else LEAST_SHARED):
        return False
    return shared >= LEAST_SHARE * min(fingerprints, own_fingerprints)


def _is_faint(candidate: Candidate, own_fingerprints: int, fingerprints: int) -> bool:
    return (
        candidate.shared <= FAINT_SHARED
        and candidate.weight < FAINT_WEIGHT * candidate.shared
        and candidate.shared < FAINT_SHARE * min(fingerprints, own_fingerprints)
    )


def _sizes(connection: sqlite3.Connection, sketch_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Tokens and number of fingerprints by sketch id."""
    found: dict[int, tuple[int, int]] = {}
    for chunk in in_chunks(sketch_ids):
        for sketch_id, tokens, size in connection.execute(
            f"SELECT id, tokens, fingerprints FROM sketches WHERE id IN ({','.join('?' * len(chunk))})",
            chunk,
        ):
            found[sketch_id] = (tokens, size)
    return found
