"""People's decisions as reports name them: "confirmed by NAME on DATE: WHY"."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from msgspec import Struct

from syndicheck.model.reasons import Reason
from syndicheck.store.encoding import iso
from syndicheck.store.reviews import Kind, Review, ReviewedArticle, any_reviews, load_rulings
from syndicheck.store.standing import Standing, standings
from syndicheck.view import ReviewNote

CODES = {
    Kind.CONFIRM: "review-confirmed",
    Kind.REJECT: "review-rejected",
    Kind.MERGE: "review-merged",
    Kind.SPLIT: "review-split",
    Kind.DISMISS: "review-dismissed",
    Kind.RESTORE: "review-restored",
}

NAMED = 3
"""Articles of one side that a sentence names; of more it gives the number."""


def signature(review: Review) -> str:
    """``confirmed by NAME on DATE: WHY``."""
    decision = review.decision
    done = CODES[decision.kind].removeprefix("review-")
    signed = f"{done} by {decision.reviewer} on {decision.decided:%Y-%m-%d}"
    return f"{signed}: {decision.why}" if decision.why else f"{signed}."


def note_of(review: Review) -> ReviewNote:
    """A decision as a report shows it."""
    decision = review.decision
    return ReviewNote(
        number=review.number,
        code=CODES[decision.kind],
        by=decision.reviewer,
        when=decision.decided,
        why=decision.why,
        text=_sentence(review),
    )


def reason_of(review: Review) -> Reason:
    """A decision as a reason of a match."""
    decision = review.decision
    said = signature(review)
    data = {"review": review.number, "by": decision.reviewer, "when": iso(decision.decided), "why": decision.why}
    return Reason(CODES[decision.kind], said[0].upper() + said[1:], data)


def _sentence(review: Review) -> str:
    said = signature(review)
    articles = review.decision.articles
    left = [article for article in articles if article.side == "a"]
    right = [article for article in articles if article.side == "b"]
    match review.decision.kind:
        case Kind.CONFIRM:
            return f"{_named([*left, *right])} are one story: {said}"
        case Kind.MERGE:
            return f"{_named([*left, *right])} from {' and '.join(review.decision.stories)} are one story: {said}"
        case Kind.REJECT:
            return f"{_named([*left, *right])} are kept apart: {said}"
        case Kind.SPLIT:
            return f"{_named(left)} {'is' if len(left) == 1 else 'are'} kept apart from {_named(right)}: {said}"
    return said[0].upper() + said[1:]


def _named(articles: Sequence[ReviewedArticle]) -> str:
    if len(articles) > NAMED:
        return f"{len(articles):,} articles"
    return " and ".join(f"{a.outlet} ({a.article_id})" if a.article_id is not None else a.key for a in articles)


def decisions_on(connection: sqlite3.Connection, a: str, b: str) -> tuple[Reason, ...]:
    """What people decided about two articles, by their keys, as far as it holds; oldest first."""
    if not any_reviews(connection):
        return ()
    apart = load_rulings(connection).apart(a, b)
    return tuple(
        reason_of(review)
        for review, standing in standings(connection)
        if review.number == apart or (apart is None and standing.holds and {a, b} <= standing.united)
    )


class StoryReviews(Struct, frozen=True):
    """The decisions that bear on one story, and those that put each of its articles there, by article key."""

    notes: tuple[ReviewNote, ...]
    reasons: dict[str, tuple[Reason, ...]]


def reviews_of_story(found: Iterable[tuple[Review, Standing]], members: set[str]) -> StoryReviews:
    """What people decided about a story of these articles, as far as it holds."""
    notes: list[ReviewNote] = []
    reasons: dict[str, tuple[Reason, ...]] = {}
    for review, standing in found:
        if not standing.holds:
            continue
        ruling = review.ruling()
        together = members & standing.united
        if len(together) > 1:
            for key in together:
                reasons[key] = (*reasons.get(key, ()), reason_of(review))
        left, right = (members & side for side in ruling.apart)
        if len(together) > 1 or bool(left) != bool(right):
            notes.append(note_of(review))
    return StoryReviews(tuple(notes), reasons)
