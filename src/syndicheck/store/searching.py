"""Full-text search over headlines and texts, and over the names of outlets and organisations. Reads only."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.store.index_words import in_line, place_of, words_asked_for, words_of
from syndicheck.text import printable

LISTED = 50
"""Articles that one page of a search lists, and names of each kind."""

MOST_RANKED = 5_000
"""Texts, older versions of articles among them, of which the best come first. To see how often they have the words,
each is read; of words that more have, the articles read last are listed first.
"""

MOST_COUNTED = 20_000
"""Texts that are counted. More are not: that would take seconds."""

MOST_READ = 5_000
"""Texts in which a phrase is looked for: the index only knows which ones have its words. Of more, those read last."""

MOST_CHARACTERS = 50_000_000
"""Characters of such texts: where they are very long, fewer of them are read. These take some three seconds."""

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

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
"""Quotation marks that telephones, word processors and other languages write."""

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
    others follow), the best first where they are ``ranked``, else those read last. ``facets`` count all that were found
    by ``lang``, ``outlet`` and ``year``, the largest first. ``looked_into``: a phrase was looked for in so many of the
    articles, not in all (``None``). ``alone`` says, where nothing has all the words, how many texts have each
    (``None``: too many have the words of a phrase to be read).
    """

    articles: tuple[Hit, ...] = ()
    total: int | None = 0
    more: bool = False
    ranked: bool = True
    looked_into: int | None = None
    facets: dict[str, tuple[tuple[str, int], ...]] = {}
    outlets: tuple[str, ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()
    story: str | None = None
    alone: tuple[tuple[str, int | None], ...] = ()


class _Words(Struct, frozen=True):
    """What is looked for: terms that must all stand in a text, and those that must not, as they were written; which of
    them are phrases, as :func:`~.index_words.in_line` writes them.
    """

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    unwanted_phrases: tuple[str, ...] = ()

    @classmethod
    def of(cls, wanted: Iterable[str], unwanted: Iterable[str] = ()) -> _Words:
        """Of terms as they were written; those of several words are phrases, quoted or not: "co-op"."""
        wanted, unwanted = tuple(wanted), tuple(unwanted)
        return cls(wanted, unwanted, _phrases(wanted), _phrases(unwanted))

    @property
    def has_phrases(self) -> bool:
        """Whether the index alone does not tell which texts have what is looked for."""
        return bool(self.phrases or self.unwanted_phrases)

    def query(self) -> str:
        """For the full-text index, as far as it knows texts."""
        unwanted = [words[0] for words in map(words_of, self.unwanted) if len(words) == 1]
        return words_asked_for(" ".join(self.wanted)) + "".join(f' NOT "{word}"' for word in unwanted)

    def in_text(self, title: str, text: str) -> bool:
        """Whether a text has them, letter by letter."""
        return all(term in text or term in title for term in self.wanted) and not any(
            term in text or term in title for term in self.unwanted
        )

    def as_phrases(self, title: str, text: str) -> bool:
        """Whether a text that the index has named has the phrases too."""
        read = f"{in_line(title)}\n{in_line(text)}"
        return all(phrase in read for phrase in self.phrases) and not any(
            phrase in read for phrase in self.unwanted_phrases
        )


def _phrases(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(in_line(term) for term in terms if len(words_of(term)) > 1)


def search(
    connection: sqlite3.Connection, words: str, *, only: Narrowed | None = None, start: int = 0, limit: int = LISTED
) -> Found:
    """Articles whose headline or present text has all the words, the best first; names that contain them as a whole.

    Words in double quotes, straight or not, are a phrase; a word or phrase with a minus before it must not occur.
    Everything else is plain text: operators and brackets are looked for as they stand, and a quotation mark without its
    fellow is none.
    """
    asked = _read(words)
    if not asked.wanted:
        return Found()
    narrowed = only or Narrowed()
    outlets, organisations, story = _names(connection, words)
    (texts,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM article_versions_fts WHERE article_versions_fts MATCH ? LIMIT ?)",
        (asked.query(), MOST_COUNTED + 1),
    ).fetchone()
    ranked = texts <= MOST_RANKED
    total: int | None = None
    looked_into: int | None = None
    facets: dict[str, tuple[tuple[str, int], ...]] = {}
    if asked.has_phrases or (_unspaced(words) and texts <= MOST_COUNTED):
        most = MOST_READ if asked.has_phrases else MOST_COUNTED
        rows = _indexed(connection, asked, narrowed, limit=most + 1, ranked=ranked)
        if asked.has_phrases:
            having, read = _with_phrases(connection, asked, [row[0] for row in rows[:most]])
            looked_into = read if read < len(rows) else None
            rows = [row for row in rows if row[0] in having]
        if _unspaced(words):
            rows += _scanned(connection, asked, narrowed)
        every = {row[0]: row for row in reversed(rows)}
        kept = list(dict.fromkeys(row[0] for row in rows))
        page, more = kept[start : start + limit], start + limit < len(kept)
        if looked_into is None:
            total, facets = len(kept), _facets((every[one][1], every[one][2], every[one][3], 1) for one in kept)
    elif texts > MOST_COUNTED:
        page = [row[0] for row in _indexed(connection, asked, narrowed, start, limit + 1, ranked=False)]
        more = len(page) > limit
    else:
        total, facets = _counted(connection, asked, narrowed)
        page = [row[0] for row in _indexed(connection, asked, narrowed, start, limit, ranked=ranked)]
        more = start + len(page) < total
    return Found(
        articles=tuple(_hit(connection, version, asked) for version in page[:limit]),
        total=total,
        more=more,
        ranked=ranked,
        looked_into=looked_into,
        facets=facets,
        outlets=outlets,
        organisations=organisations,
        story=story,
        alone=_alone(connection, asked) if total == 0 and len(asked.wanted) > 1 else (),
    )


def index_query(words: str) -> str:
    """The same words for the full-text index itself, which knows every version of every article, and nothing of
    phrases; empty for none.
    """
    asked = _read(words)
    return asked.query() if asked.wanted else ""


def has_phrases(words: str) -> bool:
    """Whether words are to stand side by side, which the index does not know."""
    return _read(words).has_phrases


def _read(words: str) -> _Words:
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _TERM.findall(printable(words).translate(_QUOTES))[:_TERMS]:
        excluded = found.startswith("-") and len(found) > 1 and not found[1].isdecimal()
        term = " ".join((found[1:] if excluded else found).strip('"').split())
        if term:
            (unwanted if excluded else wanted).append(term)
    return _Words.of(wanted, unwanted)


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
    connection: sqlite3.Connection, asked: _Words, only: Narrowed, start: int = 0, limit: int = -1, *, ranked: bool
) -> list[tuple[int, str, str, str]]:
    """Present versions of articles that the index knows under the words, the best first or those read last: id,
    language, outlet, year.
    """
    conditions, values = only.condition()
    order = "f.rank, v.id" if ranked else "f.rowid DESC"
    return connection.execute(
        f"SELECT v.id, a.lang, o.name, substr(v.dated, 1, 4){_CURRENT}{conditions} ORDER BY {order} LIMIT ? OFFSET ?",
        (asked.query(), *values, limit, start),
    ).fetchall()


def _with_phrases(connection: sqlite3.Connection, asked: _Words, versions: Sequence[int]) -> tuple[set[int], int]:
    """Those of the versions that have the phrases, and how many were read for it."""
    having: set[int] = set()
    characters = 0
    for read, version_id in enumerate(versions):
        if characters >= MOST_CHARACTERS:
            return having, read
        title, text = _text(connection, version_id)
        characters += len(text)
        if asked.as_phrases(title, text):
            having.add(version_id)
    return having, len(versions)


def _text(connection: sqlite3.Connection, version_id: int) -> tuple[str, str]:
    """Headline and text of a version."""
    row: tuple[str, str] = connection.execute(
        "SELECT title, text FROM article_versions WHERE id = ?", (version_id,)
    ).fetchone()
    return row


def _scanned(connection: sqlite3.Connection, asked: _Words, only: Narrowed) -> list[tuple[int, str, str, str]]:
    """For scripts without blanks: the texts in languages written in them, those read last first."""
    conditions, values = only.condition()
    articles = connection.execute(
        "SELECT v.id, a.lang, o.name, substr(v.dated, 1, 4), a.title"
        " FROM articles a JOIN outlets o ON o.id = a.outlet_id JOIN article_versions v ON v.id = a.current_version_id"
        f" WHERE substr(a.lang, 1, 2) IN ({', '.join('?' * len(_LANGUAGES))}){conditions}"
        f" ORDER BY a.id DESC LIMIT {MOST_COUNTED}",
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
    return Hit(
        number, outlet, title, lang, dated[:10], _excerpt(connection, version_id, asked), _stories(connection, number)
    )


def _excerpt(connection: sqlite3.Connection, version_id: int, asked: _Words) -> str:
    """What stands around the first phrase; else the best place of the words; else around the first word, where it has
    no blanks around it.
    """
    for phrase in asked.phrases:
        for text in reversed(_text(connection, version_id)):
            place = place_of(text, phrase)
            if place is not None:
                return _around(text, *place)
    indexed = connection.execute(
        f"SELECT snippet(article_versions_fts, -1, '{OPENS}', '{CLOSES}', '…', 24) FROM article_versions_fts"
        " WHERE article_versions_fts MATCH ? AND rowid = ?",
        (asked.query(), version_id),
    ).fetchone()
    if indexed is not None:
        return str(indexed[0])
    _, text = _text(connection, version_id)
    start = text.find(asked.wanted[0])
    return text[:60] if start < 0 else _around(text, start, start + len(asked.wanted[0]))


def _around(text: str, start: int, end: int) -> str:
    before, after = max(0, start - 60), end + 60
    return (
        ("…" if before else "")
        + text[before:start]
        + OPENS
        + text[start:end]
        + CLOSES
        + text[end:after]
        + ("…" if after < len(text) else "")
    )


def _alone(connection: sqlite3.Connection, asked: _Words) -> tuple[tuple[str, int | None], ...]:
    """How many texts have each word or phrase, up to :data:`MOST_COUNTED`; for all phrases together no more texts are
    read than for a search.
    """
    alone: list[tuple[str, int | None]] = []
    left = MOST_READ
    for term in dict.fromkeys(asked.wanted):
        one = _Words.of([term])
        rows = connection.execute(
            "SELECT rowid FROM article_versions_fts WHERE article_versions_fts MATCH ? LIMIT ?",
            (one.query(), left + 1 if one.has_phrases else MOST_COUNTED),
        )
        versions = [version_id for (version_id,) in rows]
        if not one.has_phrases:
            alone.append((term, len(versions)))
        elif len(versions) > left:
            alone.append((term, None))
        else:
            left -= len(versions)
            having, read = _with_phrases(connection, one, versions)
            alone.append((term, len(having) if read == len(versions) else None))
    return tuple(alone)


def _stories(connection: sqlite3.Connection, article_id: int) -> tuple[tuple[str, str], ...]:
    return tuple(
        connection.execute(
            "SELECT s.public_id, s.title FROM story_articles sa JOIN stories s ON s.id = sa.story_id"
            " WHERE sa.article_id = ? ORDER BY 1",
            (article_id,),
        )
    )
