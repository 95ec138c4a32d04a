"""Full-text search over headlines and texts, and over the names of outlets and organisations. Reads only."""

from __future__ import annotations

import sqlite3
import unicodedata

from msgspec import Struct

from syndicheck.text import printable

LISTED = 50
"""Articles that one search lists."""

MOST_RANKED = 1_000
"""Texts that are ranked, older versions of articles among them."""

OPENS, CLOSES = "\x02", "\x03"
"""What surrounds the words found in an excerpt: characters that no output prints."""

_TERMS = 20
"""Words of a search that are looked at."""

_LANGUAGES = ("zh", "ja", "th", "lo", "km", "my", "ko", "un")
"""In which they are written, and "und", the unknown one."""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts without blanks between words: the full-text index takes a whole clause for one word."""


class Hit(Struct, frozen=True):
    """One article that has the words. ``excerpt`` marks them by :data:`OPENS` and :data:`CLOSES`; ``stories`` are the
    public ids of the stories it is in.
    """

    article_id: int
    outlet: str
    title: str
    lang: str
    excerpt: str
    stories: tuple[str, ...]


class Found(Struct, frozen=True):
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
    hits = _indexed(connection, terms, limit + 1)
    if _unspaced(words) and len(hits) <= limit:
        known = {hit.article_id for hit in hits}
        hits += [hit for hit in _scanned(connection, terms, limit + 1) if hit.article_id not in known]
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
    # ranked first, and excerpts only of what is listed: they cost a reading of the text each
    ranked = connection.execute(
        "SELECT rowid FROM article_versions_fts WHERE article_versions_fts MATCH ? ORDER BY rank LIMIT ?",
        (query, MOST_RANKED),
    )
    hits: list[Hit] = []
    for (version_id,) in ranked:
        row = connection.execute(
            "SELECT a.id, o.name, a.title, a.lang FROM article_versions v"
            " JOIN articles a ON a.id = v.article_id AND a.current_version_id = v.id"
            " JOIN outlets o ON o.id = a.outlet_id WHERE v.id = ?",
            (version_id,),
        ).fetchone()
        if row is None:
            continue  # an older version
        (excerpt,) = connection.execute(
            f"SELECT snippet(article_versions_fts, -1, '{OPENS}', '{CLOSES}', '…', 24) FROM article_versions_fts"
            " WHERE article_versions_fts MATCH ? AND rowid = ?",
            (query, version_id),
        ).fetchone()
        number, outlet, title, lang = row
        hits.append(Hit(number, outlet, title, lang, excerpt, _stories(connection, number)))
        if len(hits) == limit:
            break
    return hits


def _scanned(connection: sqlite3.Connection, terms: list[str], limit: int) -> list[Hit]:
    """For scripts without blanks: the texts in languages written in them, most recent articles first."""
    articles = connection.execute(
        "SELECT a.id, o.name, a.title, a.lang, a.current_version_id"
        " FROM articles a JOIN outlets o ON o.id = a.outlet_id"
        f" WHERE substr(a.lang, 1, 2) IN ({', '.join('?' * len(_LANGUAGES))}) ORDER BY a.id DESC",
        _LANGUAGES,
    )
    hits: list[Hit] = []
    for number, outlet, title, lang, version_id in articles:
        # one by one: in a join SQLite reads every text first, those in other languages too
        row = connection.execute("SELECT text FROM article_versions WHERE id = ?", (version_id,)).fetchone()
        text = row[0] if row else ""
        if all(term in text or term in title for term in terms):
            hits.append(Hit(number, outlet, title, lang, _excerpt(text, terms[0]), _stories(connection, number)))
            if len(hits) == limit:
                break
    return hits


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
