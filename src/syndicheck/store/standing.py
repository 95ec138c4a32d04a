"""What still holds of people's decisions: later ones, conflicts and vanished articles leave some without effect."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from syndicheck.marks.dismissals import Dismissals
from syndicheck.provenance.rulings import Rulings, Units
from syndicheck.store.reviews import MARK_KINDS, Review, load_reviews, marked_versions


class State(StrEnum):
    """How much of a decision holds."""

    IN_EFFECT = "in effect"
    IN_PART = "in effect in part"
    SUPERSEDED = "superseded"
    """Later decisions say otherwise about everything in it."""
    CONFLICT = "overruled"
    """A rejection of another pair leaves it no room: both cannot hold, and the rejection wins."""
    NOT_APPLICABLE = "not applicable now"
    """Its articles or its mark are not in the database."""
    WITHDRAWN = "withdrawn"


class Standing(Struct, frozen=True):
    """``by``: the decisions that limit this one; ``conflicts`` those of them that speak of other articles. ``united``
    are the keys of the articles that this decision holds together.
    """

    state: State
    by: tuple[int, ...] = ()
    conflicts: tuple[int, ...] = ()
    united: frozenset[str] = frozenset()

    @property
    def holds(self) -> bool:
        """Whether it has any effect."""
        return self.state in (State.IN_EFFECT, State.IN_PART)


def standings(connection: sqlite3.Connection) -> list[tuple[Review, Standing]]:
    """Every decision, oldest first, with what holds of it now."""
    reviews = load_reviews(connection)
    active = [review for review in reviews if review.withdrawn is None]
    rulings = Rulings(review.ruling() for review in active if review.decision.kind not in MARK_KINDS)
    held = {a.key for review in active for a in review.decision.articles if a.article_id is not None}
    units = rulings.units(held)
    dismissals = Dismissals(found for review in active if (found := review.dismissal()) is not None)
    return [(review, _standing(connection, review, rulings, units, dismissals)) for review in reviews]


def _standing(
    connection: sqlite3.Connection, review: Review, rulings: Rulings, units: Units, dismissals: Dismissals
) -> Standing:
    if review.withdrawn is not None:
        return Standing(State.WITHDRAWN)
    if review.decision.kind in MARK_KINDS:
        return _of_mark(connection, review, dismissals)
    return _of_articles(review, rulings, units)


def _of_articles(review: Review, rulings: Rulings, units: Units) -> Standing:
    held = {article.key for article in review.decision.articles if article.article_id is not None}
    ruling = review.ruling()
    left, right = ruling.apart
    present = [key for key in ruling.joined if key in held]
    joined = max(0, len(present) - 1)
    apart = len(left & held) * len(right & held)
    if not joined and not apart:
        return Standing(State.NOT_APPLICABLE)
    against = [found for found in units.overruled if found.number == review.number]
    by = {found.by for found in against}
    conflicts = {found.by for found in against if found.conflict}
    holding = joined - len(against)
    if apart:
        standing, later = rulings.standing_rejections(review.number, held)
        holding += standing
        by |= later
    if holding == joined + apart:
        return Standing(State.IN_EFFECT, united=frozenset(present))
    state = State.IN_PART if holding else State.CONFLICT if conflicts else State.SUPERSEDED
    united = frozenset(present).difference(found.b for found in against)
    return Standing(state, tuple(sorted(by)), tuple(sorted(conflicts)), united)


def _of_mark(connection: sqlite3.Connection, review: Review, dismissals: Dismissals) -> Standing:
    decision = review.dismissal()
    if decision is None:
        return Standing(State.NOT_APPLICABLE)
    later: set[int] = set()
    for version in marked_versions(connection, decision.key):
        marks = [mark for _, mark in version.marks]
        decided = dismissals.decided(decision.key, version.text_hash, version.texts, marks)
        for position, mark in enumerate(marks):
            if decision.means(mark, version.text_hash, version.texts[mark.kind][mark.start : mark.end]):
                later.add(decided[position].number)
    if not later:
        return Standing(State.NOT_APPLICABLE)
    if later == {decision.number}:
        return Standing(State.IN_EFFECT)
    by = tuple(sorted(later - {decision.number}))
    return Standing(State.IN_PART if decision.number in later else State.SUPERSEDED, by)


def conflicts_in(found: Iterable[tuple[Review, Standing]]) -> set[tuple[int, int]]:
    """The conflicts among decisions: the number of what is overruled, then of the rejection."""
    return {(review.number, rejection) for review, standing in found for rejection in standing.conflicts}
