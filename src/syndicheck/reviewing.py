"""A person decides; the stories follow at once.

Each decision is stored in one transaction with a note of what it touches (``sketches.state``): that is then derived
again, as after an ingest. A process that is killed in between leaves the rest to the next run of any command that
writes. Only the articles named, the version of a marked article, and the neighbourhood of both are looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct

from syndicheck.errors import InputError
from syndicheck.expressions import expression
from syndicheck.fingerprint.bodies import body_anchors
from syndicheck.matching.bodies import body_sketch
from syndicheck.matching.translation import standing_background
from syndicheck.model.articles import Problem
from syndicheck.model.marks import Mark
from syndicheck.model.spans import TextKind
from syndicheck.pipeline import link_and_group
from syndicheck.store import reports, sketches
from syndicheck.store.anchors import Anchored, add_anchors, keep_none, remove_anchors
from syndicheck.store.candidates import candidates
from syndicheck.store.database import Database, check_versions
from syndicheck.store.matches import forget_matches, matches_among
from syndicheck.store.reviews import (
    MARK_KINDS,
    Decision,
    Kind,
    MarkedVersion,
    Review,
    ReviewedArticle,
    ReviewedMark,
    Withdrawal,
    flag_marks,
    ids_of_keys,
    load_dismissals,
    load_reviews,
    marked_versions,
    reviewed_articles,
    save_review,
    withdraw_review,
)
from syndicheck.store.standing import Standing, conflicts_in, standings
from syndicheck.store.stories import resolve_public_id, stories_touching, story_medoid, story_members
from syndicheck.store.texts import load_texts
from syndicheck.text import printable

MOST_WORDS = 2_000
"""Characters of a reason: more is an attachment, not a reason."""

MOST_NAME = 200

_PLACE = expression(r"([a-z_]+)[@:](\d{1,9})")
"""A mark by type and start: ``end_credit@1204``."""


class Signature(Struct, frozen=True):
    """Who decides, when (an aware time), and why."""

    by: str
    when: datetime
    why: str = ""


class Outcome(Struct, frozen=True):
    """A decision with what holds of it, where its articles are now, and the conflicts that it brought about, its own
    and those of older decisions.

    ``stories`` are public ids with the number of their members; a conflict gives the number of the decision that is
    overruled and that of the rejection which overrules it. ``problems`` are what broke the program when the stories
    were formed anew, and was left out.
    """

    review: Review
    standing: Standing
    stories: tuple[tuple[str, int], ...]
    conflicts: tuple[tuple[int, int], ...]
    problems: tuple[Problem, ...] = ()


def signature(by: str, why: str, when: datetime) -> Signature:
    """Name and reason made fit to be kept: printable, in one line, not too long.

    Raises:
        InputError: there is no name, or either is too long.
    """
    name, reason = (" ".join(printable(text).split()) for text in (by, why))
    if not name:
        raise InputError("It is not known who decides.", "Give a name with --by, or set SYNDICHECK_REVIEWER.")
    if len(name) > MOST_NAME or len(reason) > MOST_WORDS:
        raise InputError(
            f"A name has at most {MOST_NAME} characters, a reason {MOST_WORDS:,}.", "Say it in fewer words."
        )
    return Signature(name, when, reason)


def confirm(database: Database, a: str, b: str, signed: Signature) -> Outcome:
    """Two articles are one story, whatever the comparison says."""
    return _on_pair(database, Kind.CONFIRM, a, b, signed)


def reject(database: Database, a: str, b: str, signed: Signature) -> Outcome:
    """Two articles are in no story together; the one that matches the story less leaves it."""
    return _on_pair(database, Kind.REJECT, a, b, signed)


def merge(database: Database, public_ids: Sequence[str], signed: Signature) -> Outcome:
    """All members of these stories are one story.

    Raises:
        InputError: an id is unknown, or they are one story already.
    """
    connection = _ready(database)
    present = list(dict.fromkeys(_story(connection, public_id) for public_id in public_ids))
    if len(present) < 2:
        raise InputError(f"{' and '.join(public_ids)} are one story already.", "Name two different stories.")
    members = story_members(connection, present)
    sizes = {story_medoid(connection, public_id): len(members[public_id]) for public_id in present}
    keys = {article.article_id: article.key for article in reviewed_articles(connection, sizes, "a")}
    centre = min(sizes, key=lambda medoid: (-sizes[medoid], keys[medoid]))
    everybody = set().union(*members.values())
    closeness = _closeness(connection, centre, everybody)
    articles = reviewed_articles(connection, everybody - {centre}, "b")
    articles.sort(key=lambda article: (-closeness.get(article.article_id or 0, 0.0), article.key))
    decision = _decision(Kind.MERGE, signed, [*reviewed_articles(connection, [centre], "a"), *articles], tuple(present))
    return _decide_articles(database, decision)


def split(
    database: Database, public_id: str, references: Sequence[str], signed: Signature, *, together: bool = False
) -> Outcome:
    """These articles leave the story. They are one story of their own if they match, or are said to be (``together``).

    Raises:
        InputError: an article is unknown or not in the story, or nobody would stay.
    """
    connection = _ready(database)
    present = _story(connection, public_id)
    leaving = list(dict.fromkeys(_article(connection, reference) for reference in references))
    inside = stories_touching(connection, leaving).get(present, frozenset())
    for article_id in leaving:
        if article_id not in inside:
            confirm = " Articles outside of it become one story with: syndicheck review confirm A B"
            raise InputError(
                f"Article {article_id} is not in story {present}.",
                f"See who is: syndicheck story {present}{'.' + confirm if together else ''}",
                asks_database=True,
            )
    staying = story_members(connection, [present])[present].difference(leaving)
    if not staying:
        raise InputError(
            f"No article would stay in story {present}.",
            "Reject single matches instead: syndicheck review reject A B",
            asks_database=True,
        )
    articles = [
        *reviewed_articles(connection, leaving, "a"),
        *sorted(reviewed_articles(connection, staying, "b"), key=lambda article: article.key),
    ]
    return _decide_articles(database, _decision(Kind.SPLIT, signed, articles, (present,), together=together))


def dismiss(database: Database, reference: str, mark: str, signed: Signature, *, restore: bool = False) -> Outcome:
    """A mark is none: its words are part of the story. With ``restore`` a dismissed one stands again.

    ``mark`` is its number in the output of ``syndicheck marks``, or its type and start: ``end_credit@1204``.

    Raises:
        InputError: the article has no such mark, or it is dismissed (or standing) already.
    """
    connection = _ready(database)
    article_id = _article(connection, reference)
    view = reports.article_text(connection, article_id)
    brief = _chosen([brief.mark for brief in view.marks], mark, reference)
    found = view.marks[brief]
    kind = Kind.RESTORE if restore else Kind.DISMISS
    if restore and found.dismissed is None:
        raise InputError(f"Mark {mark} of {reference} is not dismissed.", "Nothing was changed.")
    if not restore and found.dismissed is not None:
        raise InputError(
            f"Mark {mark} of {reference} is dismissed already, by review {found.dismissed.number}.",
            "Take that back with --restore.",
        )
    (text_hash,) = connection.execute(
        "SELECT v.text_hash FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    text = view.text if found.mark.kind is TextKind.BODY else view.page_text or ""
    wording = text[found.mark.start : found.mark.end]
    named = ReviewedMark(found.mark.type, found.mark.kind, found.mark.start, found.mark.end, wording, str(text_hash))
    articles = reviewed_articles(connection, [article_id], "a")
    decision = _decision(kind, signed, articles, _stories_of(connection, [article_id]), mark=named)
    with database.transaction():
        before = conflicts_in(standings(connection))
        number = save_review(connection, decision)
        _touch_marks(connection, articles[0].key)
    return _outcome(database, number, before)


def undo(database: Database, number: int, signed: Signature) -> Outcome:
    """Take a decision back. It stays in the history, with who took it back, when and why.

    Raises:
        InputError: there is no such decision, or it is withdrawn already.
    """
    connection = _ready(database)
    found = load_reviews(connection, [number])
    if not found:
        raise InputError(f"There is no review {number}.", "List them with: syndicheck review list", asks_database=True)
    (review,) = found
    if review.withdrawn is not None:
        raise InputError(f"Review {number} was withdrawn already, by {review.withdrawn.by}.", "Nothing was changed.")
    with database.transaction():
        before = conflicts_in(standings(connection))
        withdraw_review(connection, number, Withdrawal(signed.when, signed.by, signed.why))
        keys = [article.key for article in review.decision.articles]
        if review.decision.kind in MARK_KINDS:
            _touch_marks(connection, keys[0])
        else:
            _touch_articles(connection, keys)
    return _outcome(database, number, before)


# ── what was meant ────────────────────────────────────────────────────────────────────────────────────


def _ready(database: Database) -> sqlite3.Connection:
    """The connection of a database whose derived data can be brought up to date by this program."""
    check_versions(database)
    return database.connection


def _article(connection: sqlite3.Connection, reference: str) -> int:
    # what a shell could not decode is in no database
    return reports.find_article(connection, reference.encode("utf-8", "replace").decode("utf-8"))


def _story(connection: sqlite3.Connection, public_id: str) -> str:
    present = resolve_public_id(connection, public_id.encode("utf-8", "replace").decode("utf-8"))
    if present is None:
        raise reports.no_story(public_id)
    return present


def _chosen(marks: Sequence[Mark], named: str, reference: str) -> int:
    """Position of the mark with this number, or this type and start."""
    if named.isascii() and named.isdecimal() and 0 < int(named[:9]) <= len(marks) and len(named) < 10:
        return int(named) - 1
    place = _PLACE.fullmatch(named)
    if place is not None:
        fits = [n for n, mark in enumerate(marks) if (mark.type, mark.start) == (place[1], int(place[2]))]
        if len(fits) == 1:
            return fits[0]
        if fits:
            numbers = " and ".join(str(n + 1) for n in fits)
            raise InputError(f"Several marks of {reference} are {named}: {numbers}.", "Name one by its number.")
    raise InputError(
        f"Article {reference} has no mark {named}.",
        f"See its marks with their numbers: syndicheck marks {reference}",
        asks_database=True,
    )


def _closeness(connection: sqlite3.Connection, centre: int, members: Iterable[int]) -> dict[int, float]:
    """Scores of the stored matches with one article."""
    scores: dict[int, float] = {}
    for stored in matches_among(connection, sorted(members)):
        if centre in (stored.a_id, stored.b_id) and stored.match.joins:
            other = stored.b_id if stored.a_id == centre else stored.a_id
            scores[other] = max(scores.get(other, 0.0), stored.match.score)
    return scores


def _decision(
    kind: Kind,
    signed: Signature,
    articles: Sequence[ReviewedArticle],
    stories: tuple[str, ...],
    *,
    together: bool = False,
    mark: ReviewedMark | None = None,
) -> Decision:
    return Decision(kind, signed.by, signed.why, signed.when, tuple(articles), stories, together, mark)


def _on_pair(database: Database, kind: Kind, a: str, b: str, signed: Signature) -> Outcome:
    connection = _ready(database)
    ids = [_article(connection, reference) for reference in (a, b)]
    if ids[0] == ids[1]:
        raise InputError(f"{a} and {b} are one article.", "Name two different ones.")
    articles = [
        *reviewed_articles(connection, ids[:1], "a"),
        *reviewed_articles(connection, ids[1:], "b"),
    ]
    return _decide_articles(database, _decision(kind, signed, articles, _stories_of(connection, ids)))


def _stories_of(connection: sqlite3.Connection, article_ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted(stories_touching(connection, article_ids)))


# ── what follows ──────────────────────────────────────────────────────────────────────────────────────


def _decide_articles(database: Database, decision: Decision) -> Outcome:
    with database.transaction() as connection:
        before = conflicts_in(standings(connection))
        number = save_review(connection, decision)
        _touch_articles(connection, [article.key for article in decision.articles])
    return _outcome(database, number, before)


def _touch_articles(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Have the stories around these articles formed again."""
    versions = [
        version_id
        for article_id in ids_of_keys(connection, keys).values()
        for (version_id,) in connection.execute("SELECT current_version_id FROM articles WHERE id = ?", (article_id,))
    ]
    sketches.look_again(connection, sketches.sketches_of(connection, versions), sketches.COMPARED)


def _touch_marks(connection: sqlite3.Connection, key: str) -> None:
    """Write which marks of an article stand, and have what lost or regained words compared again."""
    dismissals = load_dismissals(connection)
    for version in marked_versions(connection, key):
        marks = [mark for _, mark in version.marks]
        dismissed = dismissals.dismissed(key, version.text_hash, version.texts, marks)
        before = load_texts(connection, [version.version_id])[version.version_id].marks
        changed = flag_marks(connection, [(row_id, dismissed.get(n)) for n, (row_id, _) in enumerate(version.marks)])
        if any(mark.kind is TextKind.BODY for row_id, mark in version.marks if row_id in changed):
            standing = [mark for n, mark in enumerate(marks) if n not in dismissed]
            _body_changed(connection, version, before, standing)
            _anchors_changed(connection, version, before, standing)
    _touch_articles(connection, [key])


def _body_changed(
    connection: sqlite3.Connection, version: MarkedVersion, before: Sequence[Mark], marks: Sequence[Mark]
) -> None:
    """Compare a version again, and those later ones that were or would now be compared with it."""
    text = version.texts[TextKind.BODY]
    sketch = body_sketch(text, marks)
    own = sketches.sketches_of(connection, [version.version_id])
    again = own | sketches.replace_sketch(connection, version.version_id, sketch, partial(body_sketch, text, before))
    again |= sketches.sketches_of(connection, forget_matches(connection, version.version_id))
    for sketch_id in own:
        near = candidates(connection, sketch, limit=sketches.count(connection))
        again |= {other.sketch_id for other in near if other.sketch_id > sketch_id}
    first = min(own, default=0)
    sketches.look_again(connection, {one for one in again if one >= first}, sketches.STORED)


def _anchors_changed(
    connection: sqlite3.Connection, version: MarkedVersion, before: Sequence[Mark], marks: Sequence[Mark]
) -> None:
    """Name the possible translations of a version by what its body has now."""
    text = version.texts[TextKind.BODY]
    for sketch_id in sketches.sketches_of(connection, [version.version_id]):  # else a rebuild will note it
        places = partial(body_anchors, text, marks=before)
        language = remove_anchors(connection, version.version_id, sketch_id, places, standing_background())
        if language is not None:
            anchored = Anchored(version.version_id, sketch_id, language, body_anchors(text, language, marks))
            add_anchors(connection, [anchored], standing_background())
            keep_none(connection, version.version_id)


def _outcome(database: Database, number: int, before: set[tuple[int, int]]) -> Outcome:
    problems: list[Problem] = []
    link_and_group(database, on_problem=problems.append)
    connection = database.connection
    found = standings(connection)
    review, standing = next(one for one in found if one[0].number == number)
    ids = [article.article_id for article in review.decision.articles if article.article_id is not None]
    members = story_members(connection, _stories_of(connection, ids))
    stories = sorted(((public_id, len(held)) for public_id, held in members.items()), key=lambda s: (-s[1], s[0]))
    conflicts = tuple(sorted(conflicts_in(found) - before))
    return Outcome(review, standing, tuple(stories), conflicts, tuple(problems))


# ── what was decided ──────────────────────────────────────────────────────────────────────────────────


def listed(
    database: Database,
    *,
    kind: str | None = None,
    article: str | None = None,
    story: str | None = None,
    reviewer: str | None = None,
) -> list[tuple[Review, Standing]]:
    """Decisions with what holds of them, oldest first, those that pass every filter.

    Raises:
        InputError: the article or the story is unknown.
    """
    connection = database.connection
    keys: set[str] | None = None
    if article is not None:
        (named,) = reviewed_articles(connection, [_article(connection, article)], "a")
        keys = {named.key}
    public_ids: set[str] = set()
    inside: set[str] = set()
    if story is not None:
        present = _story(connection, story)
        public_ids = {story, present}
        inside = {a.key for a in reviewed_articles(connection, story_members(connection, [present])[present], "a")}
    return [
        (review, standing)
        for review, standing in standings(connection)
        if (kind is None or review.decision.kind == kind)
        and (reviewer is None or review.decision.reviewer.casefold() == reviewer.casefold())
        and (keys is None or not keys.isdisjoint(a.key for a in review.decision.articles))
        and (
            story is None
            or not public_ids.isdisjoint(review.decision.stories)
            or not inside.isdisjoint(a.key for a in review.decision.articles)
        )
    ]
