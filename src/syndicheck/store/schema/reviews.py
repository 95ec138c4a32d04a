"""People's decisions, and views that leave out what they dismissed."""

from __future__ import annotations

from syndicheck.store.schema.core import VIEWS
from syndicheck.store.schema.marks import MARK_VIEWS

_STANDING_MARKS = "(SELECT * FROM marks WHERE dismissed_by IS NULL) m"

REVIEW_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE reviews (
        id INTEGER PRIMARY KEY,          -- of two decisions on one thing the larger one stands
        kind TEXT NOT NULL,              -- confirm, reject, merge, split, dismiss, restore
        reviewer TEXT NOT NULL,
        why TEXT NOT NULL,
        decided TEXT NOT NULL,           -- when, UTC
        stories TEXT NOT NULL,           -- JSON list: public ids of the stories concerned, as they were then
        together INTEGER NOT NULL,       -- 1: what a split took out is one story, even if it does not match
        mark_type TEXT,                  -- dismiss and restore: which mark of the article
        mark_kind TEXT,                  -- body or page: which text the offsets count in
        mark_start INTEGER,
        mark_end INTEGER,
        mark_wording TEXT,
        text_hash TEXT,                  -- the version in which the mark was seen
        withdrawn TEXT,                  -- when, UTC; NULL: it stands. Nothing is ever deleted
        withdrawn_by TEXT,
        withdrawn_why TEXT
    ) STRICT
    """,
    """
    CREATE TABLE review_articles (
        review_id INTEGER NOT NULL REFERENCES reviews(id),
        position INTEGER NOT NULL,       -- merge: the article the others belong to, then by closeness to it
        article_key TEXT NOT NULL,       -- articles.key: row ids may change, keys do not
        side TEXT NOT NULL,              -- a, b; split: a left, b stayed
        PRIMARY KEY (review_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX review_articles_key ON review_articles(article_key)",
    "ALTER TABLE marks ADD COLUMN dismissed_by INTEGER REFERENCES reviews(id)",
)

REVIEW_VIEWS: dict[str, str] = {
    "reviewed_articles": """
        SELECT r.id AS review, r.kind AS kind, r.reviewer AS reviewer, r.decided AS decided, r.why AS why,
               r.withdrawn AS withdrawn, r.withdrawn_by AS withdrawn_by, ra.side AS side, o.name AS outlet,
               a.title AS title, ra.article_key AS article_key, a.id AS article_id
        FROM reviews r
        JOIN review_articles ra ON ra.review_id = r.id
        LEFT JOIN articles a ON a.key = ra.article_key
        LEFT JOIN outlets o ON o.id = a.outlet_id
        ORDER BY r.id, ra.position
    """,
    # marks that a person dismissed are not counted
    "mark_usage": VIEWS["mark_usage"].replace("marks m\n", f"{_STANDING_MARKS}\n"),
    "outlet_marks": MARK_VIEWS["outlet_marks"].replace("marks m\n", f"{_STANDING_MARKS}\n"),
    "mark_removal": MARK_VIEWS["mark_removal"].replace("marks m ON", f"{_STANDING_MARKS} ON"),
}

PRESENT_VIEWS: dict[str, str] = {
    # marks of a text that was replaced are printed no more
    "mark_usage": REVIEW_VIEWS["mark_usage"].replace(
        "JOIN articles a ON a.id = v.article_id", "JOIN articles a ON a.current_version_id = v.id"
    ),
    # as text Z sorts behind the point of a fraction
    "story_timeline": VIEWS["story_timeline"].replace(
        "t.start IS NULL, t.start", "t.start IS NULL, rtrim(t.start, 'Z')"
    ),
}
