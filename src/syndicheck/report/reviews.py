"""People's decisions on the terminal and as JSON. Names and reasons are printed like article text: made safe first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from syndicheck.report import wording
from syndicheck.report.interface import Page
from syndicheck.report.json_ import review_note, written
from syndicheck.report.times import utc
from syndicheck.store.review_notes import note_of, signature
from syndicheck.store.reviews import Kind, Review
from syndicheck.store.standing import Standing, State

if TYPE_CHECKING:
    from syndicheck.report.terminal.canvas import Canvas
    from syndicheck.reviewing import Outcome

WORDS = 60
"""Characters of a mark's words that its decision repeats."""


def render_outcome(outcome: Outcome, fmt: str, out: TextIO) -> None:
    """Write what was decided or withdrawn, and the stories as they are now."""
    if fmt == "json":
        document = {
            "review": _document(outcome.review, outcome.standing),
            "stories": [{"id": public_id, "articles": members} for public_id, members in outcome.stories],
            "conflicts": [{"overruled": weaker, "by": stronger} for weaker, stronger in outcome.conflicts],
        }
        out.write(written("review", document))
        return
    from syndicheck.report.terminal.canvas import Canvas

    canvas = Canvas.on(Page(out))
    _draw(canvas, outcome.review, outcome.standing)
    for public_id, members in outcome.stories:
        canvas.put(canvas.text(f"story {public_id}: {wording.count(members, 'article')}"), 2)
    if not outcome.stories:
        canvas.put(canvas.text("in no story now"), 2)


def render_reviews(found: Sequence[tuple[Review, Standing]], fmt: str, out: TextIO) -> None:
    """Write decisions, oldest first, with what holds of them."""
    if fmt == "json":
        out.write(written("reviews", {"reviews": [_document(review, standing) for review, standing in found]}))
        return
    from syndicheck.report.terminal.canvas import Canvas

    canvas = Canvas.on(Page(out))
    for review, standing in found:
        _draw(canvas, review, standing)
    if not found:
        canvas.put(canvas.text("No review."))


def conflict(weaker: int, stronger: int) -> str:
    """Two decisions that cannot both hold."""
    return f"review {weaker} cannot hold beside review {stronger}, which keeps articles apart: a rejection wins."


def _draw(canvas: Canvas, review: Review, standing: Standing) -> None:
    said = f"{_about(review)}{signature(review)}" if review.decision.mark else note_of(review).text
    canvas.put_bullet(canvas.text(str(review.number), "bold"), canvas.text(said), 0)
    if standing.state is not State.IN_EFFECT:
        canvas.put(canvas.text(_limits(review, standing), "yellow"), 2)


def _about(review: Review) -> str:
    mark = review.decision.mark
    if mark is None:
        return ""
    (article,) = review.decision.articles
    whose = f"{article.outlet} ({article.article_id})" if article.article_id is not None else article.key
    words = " ".join(mark.wording.split())
    said = words if len(words) <= WORDS else f"{words[:WORDS].rstrip()} …"
    return f"{wording.mark_type(mark.type)} “{said}” of {whose}: "


def _limits(review: Review, standing: Standing) -> str:
    text = str(standing.state)
    if review.withdrawn is not None:
        gone = review.withdrawn
        return f"{text} by {gone.by} on {gone.when:%Y-%m-%d}" + (f": {gone.why}" if gone.why else "")
    if standing.by:
        text += f" because of {'review' if len(standing.by) == 1 else 'reviews'} {', '.join(map(str, standing.by))}"
    return text


def _document(review: Review, standing: Standing) -> dict[str, Any]:
    decision, mark, gone = review.decision, review.decision.mark, review.withdrawn
    return {
        **review_note(note_of(review)),
        "kind": decision.kind.value,
        "state": standing.state.value,
        "limited_by": list(standing.by),
        "conflicts": list(standing.conflicts),
        "stories": list(decision.stories),
        "together": decision.together if decision.kind is Kind.SPLIT else None,
        "articles": [
            {"key": a.key, "side": a.side, "article_id": a.article_id, "outlet": a.outlet, "title": a.title}
            for a in decision.articles
        ],
        "mark": None
        if mark is None
        else {
            "type": mark.type,
            "kind": mark.kind.value,
            "start": mark.start,
            "end": mark.end,
            "wording": mark.wording,
            "text_hash": mark.text_hash,
        },
        "withdrawn": None if gone is None else {"when": utc(gone.when), "by": gone.by, "why": gone.why},
    }
