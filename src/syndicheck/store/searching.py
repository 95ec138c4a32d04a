"""Full-text search over headlines and texts, and over the names of outlets and organisations. Reads only."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.text import printable

LISTED = 50
"""Articles that one page of a search lists, and names of each kind."""

MOST_RANKED = 20_000
"""Texts, older versions of articles among them, that are ranked and counted. Of words that more have, the articles read
last are listed first, and nothing is counted: that would take seconds.
"""

FACETS = 12
"""Outlets by which a search can be narrowed down: those with most of what was found."""

OPENS, CLOSES = "\x02", "\x03"
"""What surrounds the words found in an excerpt: characters that no output prints."""

_TERMS = 20
"""Words of a search that are looked at."""

_LANGUAGES = ("zh", "ja", "th", "lo", "km", "my", "ko", "un")
"""In which they are written, and "und", the unknown one."""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts without blanks between words: the full-text index takes a whole clause for one word."""

_TERM = expression(r'-?"[^"]*"|[^\s"]+')

_CURRENT = (
    " FROM article_versions_fts f JOIN article_versions v ON v.id = f.rowid"
    " JOIN articles a ON a.id = v.article_id AND a.current_version_id = v.id"
    " JOIN outlets o ON o.id = a.outlet_id WHERE article_versions_fts MATCH ?"
)


class Narrowed(Struct, frozen=True):
    """To what a search is narrowed down: the name of an outlet, a language, a year (``-`` for texts without a date);
    empty where it is not.
    """

    outlet: str = ""
    lang: str = ""
    year: str = ""

    def condition(self) -> tuple[str, tuple[str, ...]]:
        """The same for SQL: conditions that follow others, and their values."""
        year = "" if self.year == "-" else self.year
        said = (
            (self.outlet, "o.name = ?", self.outlet),
            (self.lang, "a.lang = ?", self.lang),
            (self.year, "substr(v.dated, 1, 4) = ?", year),
        )
        chosen = [(sql, value) for given, sql, value in said if given]
        return "".join(f" AND {sql}" for sql, _ in chosen), tuple(value for _, value in chosen)


class Hit(Struct, frozen=True):
    """One article that has the words. ``excerpt`` marks them by :data:`OPENS` and :data:`CLOSES`; ``stories`` are the
    public ids and headlines of the stories it is in.
    """

    article_id: int
    outlet: str
    title: str
    lang: str
    day: str
    excerpt: str
    stories: tuple[tuple[str, str], ...]


class Found(Struct, frozen=True):
    """What a search found: a page of articles of ``total`` (``None``: too many to be counted; ``more`` says whether
    others follow). ``facets`` count all that were found by ``lang``, ``outlet`` and ``year``, the largest first.
    ``alone`` says, where nothing has all the words, how many have each.
    """

    articles: tuple[Hit, ...] = ()
    total: int | None = 0
    more: bool = False
    facets: dict[str, tuple[tuple[str, int], ...]] = {}
    outlets: tuple[str, ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()
    story: str | None = None
    alone: tuple[tuple[str, int], ...] = ()


class _Words(Struct, frozen=True):
    """What is looked for: words and phrases that must all stand in a text, and those that must not."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    def query(self) -> str:
        """For the full-text index; every word is quoted, so that nothing in it is an operator."""
        return " ".join(map(_quoted, self.wanted)) + "".join(f" NOT {_quoted(term)}" for term in self.unwanted)

    def in_text(self, title: str, text: str) -> bool:
        """Whether a text has them, letter by letter."""
        return all(term in text or term in title for term in self.wanted) and not any(
            term in text or term in title for term in self.unwanted
        )


def search(
    connection: sqlite3.Connection, words: str, *, only: Narrowed | None = None, start: int = 0, limit: int = LISTED
) -> Found:
    """Articles whose headline or present text has all the words, the best first; names that contain them as a whole.

    Words in double quotes are a phrase; a word or phrase with a minus before it must not occur. Everything else is
    plain text: operators and brackets are looked for as they stand, and a quotation mark without its fellow is none.
    """
    asked = _read(words)
    if not asked.wanted:
        return Found()
    narrowed = only or Narrowed()
    outlets, organisations, story = _names(connection, words)
    (texts,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM article_versions_fts WHERE article_versions_fts MATCH ? LIMIT ?)",
        (asked.query(), MOST_RANKED + 1),
    ).fetchone()
    total: int | None
    if texts > MOST_RANKED:
        page = _latest(connection, asked, narrowed, start, limit + 1)
        total, facets, more = None, {}, len(page) > limit
    elif _unspaced(words):
        rows = [*_indexed(connection, asked, narrowed), *_scanned(connection, asked, narrowed)]
        every = {row[0]: row for row in reversed(rows)}
        kept = list(dict.fromkeys(row[0] for row in rows))
        total, more = len(kept), start + limit < len(kept)
        facets = _facets((every[one][1], every[one][2], every[one][3], 1) for one in kept)
        page = kept[start : start + limit]
    else:
        total, facets = _counted(connection, asked, narrowed)
        page = [row[0] for row in _indexed(connection, asked, narrowed, start, limit)]
        more = start + len(page) < total
    return Found(
        tuple(_hit(connection, version, asked) for version in page[:limit]),
        total,
        more,
        facets,
        outlets,
        organisations,
        story,
        _alone(connection, asked) if total == 0 and len(asked.wanted) > 1 else (),
    )


def index_query(words: str) -> str:
    """The same words for the full-text index itself, which knows every version of every article; empty for none."""
    asked = _read(words)
    return asked.query() if asked.wanted else ""


def _read(words: str) -> _Words:
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _TERM.findall(printable(words))[:_TERMS]:
        excluded = found.startswith("-") and len(found) > 1 and not found[1].isdecimal()
        term = " ".join((found[1:] if excluded else found).strip('"').split())
        if term:
            (unwanted if excluded else wanted).append(term)
    return _Words(tuple(wanted), tuple(unwanted))


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _names(
    connection: sqlite3.Connection, words: str
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], str | None]:
    """Outlets and organisations that have all of them in their names; a story's id."""
    terms = printable(words).replace('"', " ").split()[:_TERMS]
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
    return tuple(name for (name,) in outlets), tuple(organisations), story[0] if story else None


def _unspaced(words: str) -> bool:
    return any(unicodedata.name(char, "").startswith(_UNSPACED) for char in words)


def _counted(
    connection: sqlite3.Connection, asked: _Words, only: Narrowed
) -> tuple[int, dict[str, tuple[tuple[str, int], ...]]]:
    """How many articles have the words, and how many of them in which language, outlet and year."""
    conditions, values = only.condition()
    rows = connection.execute(
        f"SELECT a.lang, o.name, substr(v.dated, 1, 4), count(*){_CURRENT}{conditions} GROUP BY 1, 2, 3",
        (asked.query(), *values),
    ).fetchall()
    return sum(row[3] for row in rows), _facets(rows)


def _facets(rows: Iterable[tuple[str, str, str, int]]) -> dict[str, tuple[tuple[str, int], ...]]:
    langs, outlets, years = Counter[str](), Counter[str](), Counter[str]()
    for lang, outlet, year, count in rows:
        langs[lang] += count
        outlets[outlet] += count
        years[year or "-"] += count
    return {
        "lang": tuple(sorted(langs.items(), key=lambda one: (-one[1], one[0]))[:FACETS]),
        "outlet": tuple(sorted(outlets.items(), key=lambda one: (-one[1], one[0]))[:FACETS]),
        "year": tuple(sorted(years.items(), reverse=True)[:FACETS]),
    }


def _indexed(
    connection: sqlite3.Connection, asked: _Words, only: Narrowed, start: int = 0, limit: int = -1
) -> list[tuple[int, str, str, str]]:
    """Present versions of articles with the words, the best first: id, language, outlet, year."""
    conditions, values = only.condition()
    return connection.execute(
        f"SELECT v.id, a.lang, o.name, substr(v.dated, 1, 4){_CURRENT}{conditions} ORDER BY f.rank, v.id LIMIT ?"
        " OFFSET ?",
        (asked.query(), *values, limit, start),
    ).fetchall()


def _latest(connection: sqlite3.Connection, asked: _Words, only: Narrowed, start: int, limit: int) -> list[int]:
    """The same without a rank, those read last first."""
    conditions, values = only.condition()
    rows = connection.execute(
        f"SELECT v.id{_CURRENT}{conditions} ORDER BY f.rowid DESC LIMIT ? OFFSET ?",
        (asked.query(), *values, limit, start),
    )
    return [version for (version,) in rows]


def _scanned(connection: sqlite3.Connection, asked: _Words, only: Narrowed) -> list[tuple[int, str, str, str]]:
    """For scripts without blanks: the texts in languages written in them, those read last first."""
    conditions, values = only.condition()
    articles = connection.execute(
        "SELECT v.id, a.lang, o.name, substr(v.dated, 1, 4), a.title"
        " FROM articles a JOIN outlets o ON o.id = a.outlet_id JOIN article_versions v ON v.id = a.current_version_id"
        f" WHERE substr(a.lang, 1, 2) IN ({', '.join('?' * len(_LANGUAGES))}){conditions}"
        f" ORDER BY a.id DESC LIMIT {MOST_RANKED}",
        (*_LANGUAGES, *values),
    ).fetchall()
    found = []
    for *row, title in articles:
        # one by one: in a join SQLite reads every text first, those in other languages too
        held = connection.execute("SELECT text FROM article_versions WHERE id = ?", (row[0],)).fetchone()
        if asked.in_text(title, held[0] if held else ""):
            found.append((row[0], row[1], row[2], row[3]))
    return found


def _hit(connection: sqlite3.Connection, version_id: int, asked: _Words) -> Hit:
    # excerpts only of what is listed: they cost a reading of the text each
    number, outlet, title, lang, dated = connection.execute(
        "SELECT a.id, o.name, a.title, a.lang, v.dated FROM article_versions v JOIN articles a ON a.id = v.article_id"
        " JOIN outlets o ON o.id = a.outlet_id WHERE v.id = ?",
        (version_id,),
    ).fetchone()
    indexed = connection.execute(
        f"SELECT snippet(article_versions_fts, -1, '{OPENS}', '{CLOSES}', '…', 24) FROM article_versions_fts"
        " WHERE article_versions_fts MATCH ? AND rowid = ?",
        (asked.query(), version_id),
    ).fetchone()
    if indexed is None:
        (text,) = connection.execute("SELECT text FROM article_versions WHERE id = ?", (version_id,)).fetchone()
        excerpt = _excerpt(text, asked.wanted[0])
    else:
        (excerpt,) = indexed
    return Hit(number, outlet, title, lang, dated[:10], excerpt, _stories(connection, number))


def _excerpt(text: str, term: str) -> str:
    at = text.find(term)
    if at < 0:
        return text[:60]
    start = max(0, at - 30)
    after = at + len(term)
    return ("…" if start else "") + text[start:at] + OPENS + term + CLOSES + text[after : after + 30] + "…"


def _alone(connection: sqlite3.Connection, asked: _Words) -> tuple[tuple[str, int], ...]:
    return tuple(
        (
            term,
            connection.execute(
                "SELECT count(*) FROM (SELECT 1 FROM article_versions_fts WHERE article_versions_fts MATCH ? LIMIT ?)",
                (_quoted(term), MOST_RANKED),
            ).fetchone()[0],
        )
        for term in dict.fromkeys(asked.wanted)
    )


def _stories(connection: sqlite3.Connection, article_id: int) -> tuple[tuple[str, str], ...]:
    return tuple(
        connection.execute(
            "SELECT s.public_id, s.title FROM story_articles sa JOIN stories s ON s.id = sa.story_id"
            " WHERE sa.article_id = ? ORDER BY 1",
            (article_id,),
        )
    )
