"""Which stored versions tell what a version of the same language tells, in whatever words.

A text that was written anew shares no run of words with its source, so the index of words does not name it; but names,
numbers, dates and places stay. The index that names translations (:mod:`syndicheck.store.anchors`) is asked for them,
in the text's own language.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence, Sized

from syndicheck.matching.translation import UNKNOWN
from syndicheck.store import postings
from syndicheck.store.anchors import POSTINGS, unpacked_hashes
from syndicheck.store.sketches import representatives, version_of

LEAST_COMMON = 8
COMMON_PART = 0.5
"""Of a version's rarest anchors so many, and this part, must another have. Of the rewrites among the development texts
each has 0.6 and more; of two texts on one subject one in ten has half."""

MOST = 2
"""Versions that are named."""


def retold(connection: sqlite3.Connection, sketch_id: int) -> list[int]:
    """Earlier sketches of the same language that have the most of a version's rarest anchors, best first."""
    row = connection.execute(
        "SELECT a.rarest, l.language FROM anchored_versions a JOIN anchor_languages l ON l.id = a.language_id"
        " WHERE a.version_id = ?",
        (version_of(connection, sketch_id),),
    ).fetchone()
    if row is None:
        return []
    packed, language = row
    counted = bearers(connection, unpacked_hashes(packed), language)
    earlier = representatives(connection, [one for one in counted if one < sketch_id])
    return ranked({one: counted[one] for one in earlier})


def bearers(connection: sqlite3.Connection, rarest: Sequence[int], language: str) -> dict[int, int]:
    """The sketches of a language that have enough of a text's rarest anchors, and how many; none of an unknown one."""
    row = connection.execute("SELECT id FROM anchor_languages WHERE language = ?", (language,)).fetchone()
    if row is None or language == UNKNOWN:
        return {}
    return common([held.sketches for held in postings.read_many(connection, rarest, row[0], POSTINGS)], rarest)


def common(lists: Iterable[Sequence[int]], rarest: Sized) -> dict[int, int]:
    """The sketches that have enough of the anchors, and how many; ``lists`` holds the sketches that have each."""
    counted: Counter[int] = Counter()
    for sketch_ids in lists:
        counted.update(sketch_ids)
    least = max(LEAST_COMMON, COMMON_PART * len(rarest))
    return {sketch_id: count for sketch_id, count in counted.items() if count >= least}


def ranked(counted: dict[int, int], most: int = MOST) -> list[int]:
    """Those that have most in common, the earlier of equal ones first."""
    return sorted(counted, key=lambda one: (-counted[one], one))[:most]
