"""Full-text search over headlines and texts, and over the names of outlets and organisations. Reads only."""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass

from syndicheck.text import printable

LISTED = 50
"""Articles that one search lists."""

OPENS, CLOSES = "\x02", "\x03"
"""What surrounds the words found in an excerpt: characters that no output prints."""

_TERMS = 20
"""Words of a search that are looked at."""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts without blanks between words: the full-text index takes a whole clause for one word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that has the words. ``excerpt`` marks them by :data:`OPENS` and :data:`CLOSES`; ``stories`` are the
    public ids of the stories it is in.
    """

    article_id: int
    outlet: str
    title: str
    lang: str
    excerpt: str
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; ``more`` when not all articles are listed."""

    articles: tuple[Hit, ...]
    more: bool
    outlets: tuple[str, ...]
    organisations: tuple[tuple[str, str], ...]
    story: str | None = None


def search(connection: sqlite3.Connection, words: str, *, limit: int = LISTED) -> Found:
    """Articles whose headline or present text has all the words, the best first; names that contain them as a whole.

    ``words`` are plain text, never a query language: quotes, operators and brackets are looked for as they stand.
    """
    terms = printable(words).split()[:_TERMS]
    if not terms:
        return Found((), False, (), ())
    hits = _scanned(connection, terms, limit + 1) if _unspaced(words) else _indexed(connection, terms, limit + 1)
    whole = "%" + " ".join(terms).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    outlets = connection.execute(
        f"SELECT name FROM outlets WHERE name LIKE ? ESCAPE '\\' ORDER BY length(name), name LIMIT {LISTED}", (whole,)
    )
    organisations = connection.execute(
        "SELECT id, name FROM organisations WHERE name LIKE ?1 ESCAPE '\\' OR id LIKE ?1 ESCAPE '\\'"
        f" ORDER BY length(name), name LIMIT {LISTED}",
        (whole,),
    )
    story = connection.execute(
        "SELECT public_id FROM stories WHERE public_id = ?1"
        " UNION SELECT public_id FROM story_redirects WHERE old_public_id = ?1 LIMIT 1",
        (terms[0],),
    ).fetchone()
    return Found(
        tuple(hits[:limit]),
        len(hits) > limit,
        tuple(name for (name,) in outlets),
        tuple(organisations),
        story[0] if story else None,
    )


def _unspaced(words: str) -> bool:
    return any(unicodedata.name(char, "").startswith(_UNSPACED) for char in words)


def _indexed(connection: sqlite3.Connection, terms: list[str], limit: int) -> list[Hit]:
    query = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
    rows = connection.execute(
        "SELECT a.id, o.name, a.title, a.lang, x.excerpt FROM ("
        f"  SELECT rowid, rank, snippet(article_versions_fts, -1, '{OPENS}', '{CLOSES}', '…', 24) AS excerpt"
        "   FROM article_versions_fts WHERE article_versions_fts MATCH ?"
        "   AND rowid IN (SELECT current_version_id FROM articles) ORDER BY rank LIMIT ?) x"
        " JOIN article_versions v ON v.id = x.rowid JOIN articles a ON a.id = v.article_id"
        " JOIN outlets o ON o.id = a.outlet_id ORDER BY x.rank, a.id",
        (query, limit),
    )
    return [
        Hit(number, outlet, title, lang, excerpt, _stories(connection, number))
        for number, outlet, title, lang, excerpt in rows.fetchall()
    ]


def _scanned(connection: sqlite3.Connection, terms: list[str], limit: int) -> list[Hit]:
    """For scripts without blanks: the texts themselves, most recent articles first."""
    where = " AND ".join(["(instr(v.title, ?) OR instr(v.text, ?))"] * len(terms))
    rows = connection.execute(
        "SELECT a.id, o.name, a.title, a.lang, v.text FROM articles a JOIN article_versions v"
        f" ON v.id = a.current_version_id JOIN outlets o ON o.id = a.outlet_id WHERE {where}"
        " ORDER BY a.id DESC LIMIT ?",
        (*(term for term in terms for _ in range(2)), limit),
    )
    return [
        Hit(number, outlet, title, lang, _excerpt(text, terms[0]), _stories(connection, number))
        for number, outlet, title, lang, text in rows.fetchall()
    ]


def _excerpt(text: str, term: str) -> str:
    at = text.find(term)
    if at < 0:
        return text[:60]
    start = max(0, at - 30)
    after = at + len(term)
    return ("…" if start else "") + text[start:at] + OPENS + term + CLOSES + text[after : after + 30] + "…"


def _stories(connection: sqlite3.Connection, article_id: int) -> tuple[str, ...]:
    return tuple(
        public_id
        for (public_id,) in connection.execute(
            "SELECT s.public_id FROM story_articles sa JOIN stories s ON s.id = sa.story_id WHERE sa.article_id = ?"
            " ORDER BY 1",
            (article_id,),
        )
    )
