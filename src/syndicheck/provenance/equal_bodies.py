"""What two articles have in common by texts that were never compared themselves.

Of equal bodies only the first is compared with others. So of an article that had the wire's text and changed it, only
the changed one may have been compared with a copy of the wire: that the two are unlike now is no sign that the copy
does not belong to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from syndicheck.model.matches import Match, MatchClass
from syndicheck.store.matches import StoredMatch
from syndicheck.store.sketches import bodies_of
from syndicheck.store.version_order import article_versions


class EqualBodies:
    """What the ``stored`` matches say of texts with the same bodies. Articles are named by their rows; ``present`` has
    the version that each has now.
    """

    def __init__(
        self, connection: sqlite3.Connection, present: Mapping[int, int], stored: Iterable[StoredMatch]
    ) -> None:
        self._present = present
        versions = {
            article_id: [row.version_id for row in rows]
            for article_id, rows in article_versions(connection, sorted(present)).items()
        }
        self._changed = {article_id for article_id, held in versions.items() if len(held) > 1}
        self._versions: Mapping[int, list[int]] = versions if self._changed else {}
        self._bodies = bodies_of(connection, (version for held in self._versions.values() for version in held))
        self._scores: dict[frozenset[int], float] = {}
        self._compared: set[frozenset[int]] = set()
        for one in stored if self._changed else ():
            pair = (one.a_version_id, one.b_version_id)
            self._compared.add(frozenset(pair))
            if one.match.joins and one.match.match_class is not MatchClass.TRANSLATION:
                both = self._bodies_of(*pair)
                self._scores[both] = max(one.match.score, self._scores.get(both, 0.0))

    def versions(self, a: int, b: int, known: Match | None) -> tuple[int, int] | None:
        """The versions by which two articles are to be compared, where that shows more in common than the best stored
        match ``known``: those whose bodies are joined by a match of others. Where they are unlike, and only older
        versions were compared, the present ones. ``None``: what is known says all.
        """
        if self._changed.isdisjoint((a, b)):
            return None
        now = (self._present[a], self._present[b])
        likely = [
            (score, (left, right) == now, left, right)
            for left in self._versions[a]
            for right in self._versions[b]
            if (score := self._scores.get(self._bodies_of(left, right))) is not None
            and (known is None or not known.joins or score > known.score)
        ]
        if likely:
            *_, left, right = max(likely, key=lambda one: one[:2])  # of equal ones the oldest
            return left, right
        return now if known is not None and not known.joins and frozenset(now) not in self._compared else None

    def _bodies_of(self, one: int, other: int) -> frozenset[int]:
        """The bodies of two versions; those that a rebuild has not derived yet have none."""
        return frozenset((self._bodies.get(one, -one), self._bodies.get(other, -other)))
