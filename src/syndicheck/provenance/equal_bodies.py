"""What two articles have in common by texts that were never compared themselves.

Of equal bodies only the first is compared with others. So of an article that had the wire's text and changed it, only
the changed one may have been compared with a copy of the wire: that the two are unlike now is no sign that the copy
does not belong to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from syndicheck.model.matches import MatchClass
from syndicheck.store.matches import StoredMatch
from syndicheck.store.sketches import bodies_of
from syndicheck.store.version_order import article_versions

Pair = tuple[int, int]


def versions_in_common(
    connection: sqlite3.Connection, pairs: Iterable[Pair], stored: Sequence[StoredMatch], present: Mapping[int, int]
) -> dict[Pair, Pair]:
    """The versions by which two articles (row ids) are to be compared of which the stored matches say that they are
    unlike: those whose bodies are joined by a match of others, the best one, else the ``present`` ones where only older
    ones were compared. Pairs of which the stored matches say all are left out.
    """
    asked = sorted(set(pairs))
    rows = article_versions(connection, sorted({article_id for pair in asked for article_id in pair}))
    changed = [pair for pair in asked if any(len(rows[article_id]) > 1 for article_id in pair)]
    if not changed:
        return {}
    versions = {article_id: [row.version_id for row in rows[article_id]] for pair in changed for article_id in pair}
    joined = [one for one in stored if one.match.joins and one.match.match_class is not MatchClass.TRANSLATION]
    bodies = bodies_of(
        connection,
        [
            *(version_id for held in versions.values() for version_id in held),
            *(version_id for one in joined for version_id in (one.a_version_id, one.b_version_id)),
        ],
    )
    scores: dict[frozenset[int], float] = {}
    for one in joined:
        both = frozenset((bodies[one.a_version_id], bodies[one.b_version_id]))
        scores[both] = max(one.match.score, scores.get(both, 0.0))
    compared = {frozenset((one.a_version_id, one.b_version_id)) for one in stored}
    found: dict[Pair, Pair] = {}
    for a, b in changed:
        now = (present[a], present[b])
        likely = [
            (score, (left, right) == now, left, right)
            for left in versions[a]
            for right in versions[b]
            if (score := scores.get(frozenset((bodies.get(left, 0), bodies.get(right, 0))))) is not None
        ]
        if likely:
            *_, left, right = max(likely, key=lambda one: one[:2])  # of equal ones the oldest
            found[a, b] = (left, right)
        elif frozenset(now) not in compared:
            found[a, b] = now
    return found
