"""Which stored versions tell what a version of the same language tells, in whatever words.

A text that was written anew shares no run of words with its source, so the index of words does not name it; but names,
numbers, dates and places stay. The index that names translations (:mod:`syndicheck.store.anchors`) is asked for them,
in the text's own language.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from syndicheck.matching.translation import UNKNOWN
from syndicheck.store import postings
from syndicheck.store.anchors import POSTINGS, unpacked_hashes
from syndicheck.store.sketches import representatives_before, version_of

LEAST_COMMON = 8
COMMON_PART = 0.5
"""Of a version's rarest anchors so many, and this part, must another have. Of the rewrites among the development texts
each has 0.6 and more; of two texts on one subject one in ten has half."""

MOST = 2
"""Versions that are named."""


def retold(connection: sqlite3.Connection, sketch_id: int) -> list[int]:
    """Earlier sketches of the same language that have the most of a version's rarest anchors, best first."""
    row = connection.execute(
        "SELECT a.rarest, l.id, l.language FROM anchored_versions a JOIN anchor_languages l ON l.id = a.language_id"
        " WHERE a.version_id = ?",
        (version_of(connection, sketch_id),),
    ).fetchone()
    if row is None or row[2] == UNKNOWN:
        return []
    packed, language_id, _ = row
    rarest = unpacked_hashes(packed)
    lists = [row.versions for one in rarest for _, row in postings.read(connection, one, [language_id], POSTINGS)]
    counted = common(lists, len(rarest))
    earlier = representatives_before(connection, list(counted), sketch_id)
    return ranked({earlier[version_id]: count for version_id, count in counted.items() if version_id in earlier})


def common(lists: Iterable[Sequence[int]], anchors: int) -> dict[int, int]:
    """The versions that have enough of so many anchors, and how many; ``lists`` holds the bearers of each anchor."""
    counted: Counter[int] = Counter()
    for bearers in lists:
        counted.update(bearers)
    least = max(LEAST_COMMON, COMMON_PART * anchors)
    return {version_id: count for version_id, count in counted.items() if count >= least}


def ranked(counted: dict[int, int]) -> list[int]:
    """Those that have most in common, the earlier of equal ones first."""
    return sorted(counted, key=lambda one: (-counted[one], one))[:MOST]
