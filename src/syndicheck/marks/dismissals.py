"""Marks that a person has dismissed: "this is part of the story". Pure; the store keeps the decisions.

A dismissal belongs to one article. In the very text that the person saw, it holds for the mark that stands there: same
type, and the same place or most of it, since a later catalogue may draw the edge a little differently. In another
version of the article, where places have moved, it holds for marks of this type with the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from syndicheck.model.decided import UNKNOWN
from syndicheck.model.marks import Mark
from syndicheck.model.spans import TextKind

SAME_PLACE = 0.5
"""Two spans are one place when more than this part of their union is common to both."""


class Dismissal(Struct, frozen=True):
    """One decision on one mark; the one ``decided`` later is the later one, of two made at once that with the larger
    ``number``. ``restored``: the mark stands again.

    ``text_hash`` names the version of the article that the person saw, ``start`` and ``end`` count in its text of
    ``kind``, ``wording`` is what stands there.
    """

    number: int
    key: str
    type: str
    kind: TextKind
    text_hash: str
    start: int
    end: int
    wording: str
    restored: bool = False
    decided: datetime = UNKNOWN

    def means(self, mark: Mark, text_hash: str, wording: str) -> bool:
        """Whether this decision is about a mark of a version of its article."""
        if (mark.type, mark.kind) != (self.type, self.kind):
            return False
        if text_hash != self.text_hash:
            return wording == self.wording
        common = min(mark.end, self.end) - max(mark.start, self.start)
        return common > SAME_PLACE * (max(mark.end, self.end) - min(mark.start, self.start))


class Dismissals:
    """The decisions on the marks of any number of articles; of two on one mark the later one stands."""

    def __init__(self, decisions: Iterable[Dismissal] = ()) -> None:
        self._of: dict[str, list[Dismissal]] = {}
        for decision in sorted(decisions, key=lambda decision: (decision.decided, decision.number)):
            self._of.setdefault(decision.key, []).append(decision)

    def __bool__(self) -> bool:
        return bool(self._of)

    def dismissed(
        self, key: str, text_hash: str, texts: Mapping[TextKind, str], marks: Sequence[Mark]
    ) -> dict[int, int]:
        """Which of an article's marks are dismissed (by position), and by the decision of which number."""
        return {
            position: decision.number
            for position, decision in self.decided(key, text_hash, texts, marks).items()
            if not decision.restored
        }

    def decided(
        self, key: str, text_hash: str, texts: Mapping[TextKind, str], marks: Sequence[Mark]
    ) -> dict[int, Dismissal]:
        """The decision that stands for each mark, by position; marks that nobody decided on are left out."""
        decisions = self._of.get(key)
        if not decisions:
            return {}
        found: dict[int, Dismissal] = {}
        for position, mark in enumerate(marks):
            wording = texts[mark.kind][mark.start : mark.end]
            for decision in decisions:
                if decision.means(mark, text_hash, wording):
                    found[position] = decision
        return found


NO_DISMISSALS = Dismissals()
