"""People's decisions in the database: kept for ever, named by what does not change.

Articles are named by their keys, marks by article, type, place and words, stories by the articles they had. So a
decision outlives every rebuild; what it speaks of may come and go. Nothing is deleted: a decision that is taken back
gets a time of withdrawal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from syndicheck.marks.dismissals import Dismissal, Dismissals
from syndicheck.model.marks import Mark
from syndicheck.model.spans import TextKind
from syndicheck.provenance.rulings import Ruling, Rulings
from syndicheck.store.encoding import compact_json, iso, read_iso
from syndicheck.store.marks import read_mark


class Kind(StrEnum):
    """What a person can decide."""

    CONFIRM = "confirm"
    """Two articles are one story."""
    REJECT = "reject"
    """Two articles are in no story together."""
    MERGE = "merge"
    """All these articles are one story."""
    SPLIT = "split"
    """The articles of side *a* are in no story with those of side *b*."""
    DISMISS = "dismiss"
    """A mark is none: its words are part of the story."""
    RESTORE = "restore"
    """A dismissed mark stands again."""


MARK_KINDS = (Kind.DISMISS, Kind.RESTORE)


class ReviewedArticle(Struct, frozen=True):
    """An article as a decision names it; the other fields are empty when it is not held (any more)."""

    key: str
    side: str
    article_id: int | None = None
    outlet: str = ""
    title: str = ""


class ReviewedMark(Struct, frozen=True):
    """A mark as a decision names it; see :class:`syndicheck.marks.dismissals.Dismissal`."""

    type: str
    kind: TextKind
    start: int
    end: int
    wording: str
    text_hash: str


class Decision(Struct, frozen=True):
    """A decision that is to be stored: what, who, when, why, and about which articles or which mark of one."""

    kind: Kind
    reviewer: str
    why: str
    decided: datetime
    articles: tuple[ReviewedArticle, ...]
    stories: tuple[str, ...] = ()
    together: bool = False
    mark: ReviewedMark | None = None


class Withdrawal(Struct, frozen=True):
    """Who took a decision back, when and why."""

    when: datetime
    by: str
    why: str


class Review(Struct, frozen=True):
    """A stored decision."""

    number: int
    decision: Decision
    withdrawn: Withdrawal | None = None

    def side(self, name: str) -> tuple[str, ...]:
        """Keys of the articles on one side, in their order."""
        return tuple(article.key for article in self.decision.articles if article.side == name)

    def ruling(self) -> Ruling:
        """What this says about articles being one story."""
        left, right = self.side("a"), self.side("b")
        match self.decision.kind:
            case Kind.CONFIRM | Kind.MERGE:
                return Ruling(self.number, joined=(*left, *right), decided=self.decision.decided)
            case Kind.REJECT | Kind.SPLIT:
                joined = left if self.decision.together else ()
                sides = (frozenset(left), frozenset(right))
                return Ruling(self.number, joined=joined, apart=sides, decided=self.decision.decided)
        return Ruling(self.number)

    def dismissal(self) -> Dismissal | None:
        """What this says about a mark."""
        mark = self.decision.mark
        if mark is None:
            return None
        return Dismissal(
            number=self.number,
            key=self.decision.articles[0].key,
            type=mark.type,
            kind=mark.kind,
            text_hash=mark.text_hash,
            start=mark.start,
            end=mark.end,
            wording=mark.wording,
            restored=self.decision.kind is Kind.RESTORE,
            decided=self.decision.decided,
        )


def save_review(connection: sqlite3.Connection, decision: Decision) -> int:
    """Store a decision and return its number; the caller holds the transaction."""
    mark = decision.mark
    cursor = connection.execute(
        "INSERT INTO reviews (kind, reviewer, why, decided, stories, together, mark_type, mark_kind, mark_start,"
        " mark_end, mark_wording, text_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            decision.kind.value,
            decision.reviewer,
            decision.why,
            iso(decision.decided),
            compact_json(list(decision.stories)),
            int(decision.together),
            *((mark.type, mark.kind.value, mark.start, mark.end, mark.wording, mark.text_hash) if mark else [None] * 6),
        ),
    )
    number = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO review_articles (review_id, position, article_key, side) VALUES (?, ?, ?, ?)",
        ((number, position, article.key, article.side) for position, article in enumerate(decision.articles)),
    )
    return number


def withdraw_review(connection: sqlite3.Connection, number: int, withdrawal: Withdrawal) -> None:
    """Take a decision back; it stays in the history. The caller holds the transaction."""
    connection.execute(
        "UPDATE reviews SET withdrawn = ?, withdrawn_by = ?, withdrawn_why = ? WHERE id = ?",
        (iso(withdrawal.when), withdrawal.by, withdrawal.why, number),
    )


def load_reviews(connection: sqlite3.Connection, numbers: Iterable[int] | None = None) -> list[Review]:
    """All decisions, or those with these numbers, oldest first, withdrawn ones too."""
    if numbers is None:
        rows = _rows(connection, "", ())
    else:
        rows = [row for number in sorted(set(numbers)) for row in _rows(connection, "WHERE id = ?", (number,))]
    return [_review(connection, row) for row in rows]


def any_reviews(connection: sqlite3.Connection) -> bool:
    """Whether there is any decision at all: most databases have none."""
    return connection.execute("SELECT 1 FROM reviews LIMIT 1").fetchone() is not None


def load_rulings(connection: sqlite3.Connection) -> Rulings:
    """Every decision about articles that stands."""
    return Rulings(
        review.ruling()
        for review in load_reviews(connection)
        if review.withdrawn is None and review.decision.kind not in MARK_KINDS
    )


def stories_parted_again(connection: sqlite3.Connection) -> set[str]:
    """Ids of stories that a person had made one with others, and has taken that back."""
    rows = connection.execute(
        "SELECT stories FROM reviews WHERE withdrawn IS NOT NULL AND kind IN (?, ?)",
        (Kind.CONFIRM.value, Kind.MERGE.value),
    )
    return {public_id for (stories,) in rows for public_id in json.loads(stories)}


def load_dismissals(connection: sqlite3.Connection) -> Dismissals:
    """Every decision about marks that stands."""
    rows = connection.execute("SELECT id FROM reviews WHERE withdrawn IS NULL AND mark_type IS NOT NULL ORDER BY id")
    reviews = load_reviews(connection, [number for (number,) in rows])
    return Dismissals(found for review in reviews if (found := review.dismissal()) is not None)


def ids_of_keys(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, int]:
    """Row ids of articles by key; keys that are not held are left out."""
    found: dict[str, int] = {}
    for key in keys:
        row = connection.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
        if row is not None:
            found[key] = int(row[0])
    return found


def reviewed_articles(connection: sqlite3.Connection, article_ids: Iterable[int], side: str) -> list[ReviewedArticle]:
    """Articles by row id as a decision names them, in the given order."""
    return [
        ReviewedArticle(
            *connection.execute(
                "SELECT a.key, ?, a.id, o.name, a.title FROM articles a JOIN outlets o ON o.id = a.outlet_id"
                " WHERE a.id = ?",
                (side, article_id),
            ).fetchone()
        )
        for article_id in article_ids
    ]


class MarkedVersion(Struct, frozen=True):
    """One version of an article with its marks, each with its row id."""

    version_id: int
    text_hash: str
    texts: dict[TextKind, str]
    marks: tuple[tuple[int, Mark], ...]


def marked_versions(connection: sqlite3.Connection, key: str) -> list[MarkedVersion]:
    """All versions of an article, in the order in which they came."""
    versions = connection.execute(
        "SELECT v.id, v.text_hash, v.text, v.page_text FROM article_versions v"
        " JOIN articles a ON a.id = v.article_id WHERE a.key = ? ORDER BY v.id",
        (key,),
    ).fetchall()
    return [
        MarkedVersion(
            version_id,
            text_hash,
            {TextKind.BODY: text, TextKind.PAGE: page_text or ""},
            tuple(
                (row[0], read_mark(row[1:]))
                for row in connection.execute(
                    "SELECT id, type, start, end, text_kind, organisation_id, catalogue_id, layer, strength, score"
                    " FROM marks WHERE version_id = ? ORDER BY id",
                    (version_id,),
                )
            ),
        )
        for version_id, text_hash, text, page_text in versions
    ]


def flag_marks(connection: sqlite3.Connection, dismissed: Sequence[tuple[int, int | None]]) -> set[int]:
    """Write which marks (row ids) are dismissed by which review; the caller holds the transaction.

    Returns the marks that are dismissed now and were not, or the other way round.
    """
    changed: set[int] = set()
    for mark_id, number in dismissed:
        (before,) = connection.execute("SELECT dismissed_by FROM marks WHERE id = ?", (mark_id,)).fetchone()
        if (before is None) != (number is None):
            changed.add(mark_id)
        if before != number:
            connection.execute("UPDATE marks SET dismissed_by = ? WHERE id = ?", (number, mark_id))
    return changed


def _rows(connection: sqlite3.Connection, where: str, values: Sequence[int]) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT id, kind, reviewer, why, decided, stories, together, mark_type, mark_kind, mark_start, mark_end,"
        f" mark_wording, text_hash, withdrawn, withdrawn_by, withdrawn_why FROM reviews {where} ORDER BY id",
        values,
    ).fetchall()


def _review(connection: sqlite3.Connection, row: Sequence[object]) -> Review:
    number, kind, reviewer, why, decided, stories, together, *mark = row[:13]
    mark_type, mark_kind, start, end, wording, text_hash = mark
    articles = connection.execute(
        "SELECT ra.article_key, ra.side, a.id, coalesce(o.name, ''), coalesce(a.title, '') FROM review_articles ra"
        " LEFT JOIN articles a ON a.key = ra.article_key LEFT JOIN outlets o ON o.id = a.outlet_id"
        " WHERE ra.review_id = ? ORDER BY ra.position",
        (number,),
    )
    decision = Decision(
        kind=Kind(str(kind)),
        reviewer=str(reviewer),
        why=str(why),
        decided=read_iso(str(decided)),
        articles=tuple(ReviewedArticle(*article) for article in articles),
        stories=tuple(json.loads(str(stories))),
        together=bool(together),
        mark=None
        if mark_type is None
        else ReviewedMark(
            str(mark_type), TextKind(str(mark_kind)), int(str(start)), int(str(end)), str(wording), str(text_hash)
        ),
    )
    withdrawn = None if row[13] is None else Withdrawal(read_iso(str(row[13])), str(row[14]), str(row[15]))
    return Review(int(str(number)), decision, withdrawn)
