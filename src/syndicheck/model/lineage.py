"""Who took a text from whom."""

from __future__ import annotations

from msgspec import Struct

from syndicheck.model.reasons import Reason


class LineageParent(Struct, frozen=True):
    """A possible parent of a text: an ``article`` (its key) in one ``version`` (from 1); ``None`` stands for a text
    that is not held. ``probability`` is among all parents that were looked at; ``text`` and ``clock`` testify apart.
    """

    article: str | None
    version: int
    probability: float
    text: tuple[Reason, ...]
    clock: tuple[Reason, ...]


class LineageEdge(Struct, frozen=True):
    """Where one version of an article most probably comes from, other parents that are nearly as probable, and the
    ``conflict`` where its text and the clock contradict each other.
    """

    article: str
    version: int
    parent: LineageParent
    others: tuple[LineageParent, ...] = ()
    conflict: Reason | None = None
