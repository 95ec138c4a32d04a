"""A copy of a database for others: one compact file, without traces of this machine, on request without the texts or
without what identifies the people in their contacts.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from syndicheck.expressions import expression
from syndicheck.records import as_dict
from syndicheck.store.blackened import derive_anew
from syndicheck.store.copies import copying
from syndicheck.store.database import Database
from syndicheck.store.encoding import compact_json, iso
from syndicheck.store.match_reasons import reason_code
from syndicheck.store.published import KEY, Choice
from syndicheck.store.replaceable import unless_published
from syndicheck.store.schema.file import PAGE_SIZE
from syndicheck.store.statistics import forget_small_tables

PUBLIC = frozenset(
    (
        *(
            "articles",
            "article_addresses",
            "article_versions",
            "deleted_earlier",
            "holdings",
            "outlets",
            "outlet_names",
            "outlet_ties",
            "organisations",
            "meta",
            "runs",
        ),
        *("stories", "story_articles", "story_redirects", "matches", "match_spans", "story_matches", "sightings"),
        *("marks", "hidden_text", "recurring_blocks", "release_ids", "reviews", "review_articles"),
        *(
            "sketches",
            "fingerprints",
            "lsh_bands",
            "anchor_postings",
            "anchor_languages",
            "anchored_versions",
            "lineage",
        ),
    )
)
"""Tables that may go along. Every other one is emptied, those that a later version adds too."""

PRIVATE = frozenset(
    {"problems", "feeds", "feed_requests", "feed_entries", "robots", "webhooks", "told", "waiting_hashes"}
)
"""Tables that stay at home: what was watched, what could not be read, what still waits to be stored or compared."""

BLACK = "█"
"""What stands for every redacted character, so that offsets still hold."""

AROUND = 64
"""Characters around a hidden one of which its excerpt may show some."""

# every repetition is bounded, so that no text takes long
_MAIL = expression(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_NUMBER = r"\(?\d[\d ()/.\u2010-\u2015-]{4,20}\d"
_TELEPHONE = expression(
    rf"(?<![\w.])\+{_NUMBER}|\b(?:tel(?:ef[oó]no?|ephone|éfono)?|t[ée]l|phone|fone?|fax|mobile?|cell)\b[.:\s]{{0,4}}{_NUMBER}",
    re.IGNORECASE,
)
_WRITTEN = expression(r"\S")


def publish(source: Database, target: Path, choice: Choice, when: datetime) -> int:
    """Write the copy; returns its size in bytes. Paths of this machine and complaints about its files never go along.

    Raises:
        InputError, StoreError: see :func:`syndicheck.store.copies.copying`.
    """
    with copying(source, target, unless_published) as copy:
        # what is overwritten must not stay in free pages or in the statistics of the query planner
        copy.execute("PRAGMA secure_delete = ON")
        triggers = copy.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        copy.execute("BEGIN")
        for name, _ in triggers:
            copy.execute(f'DROP TRIGGER "{name}"')
        _forget_the_machine(copy)
        if choice.redacted:
            _redact(copy)
            derive_anew(copy, source.connection)
        if not choice.texts:
            _drop_texts(copy)
        note = compact_json({**as_dict(choice), "when": iso(when)})
        copy.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (KEY, note))
        copy.execute("INSERT INTO article_versions_fts(article_versions_fts) VALUES ('rebuild')")
        for _, sql in triggers:
            copy.execute(sql)
        copy.execute("COMMIT")
        for (table,) in copy.execute("SELECT name FROM sqlite_master WHERE name GLOB 'sqlite_stat?'").fetchall():
            copy.execute(f"DELETE FROM {table}")
        copy.execute("INSERT INTO article_versions_fts(article_versions_fts) VALUES ('optimize')")
        copy.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        copy.execute("VACUUM")
        copy.execute("ANALYZE")
        forget_small_tables(copy)
    return target.stat().st_size


def _forget_the_machine(copy: sqlite3.Connection) -> None:
    """Where and how articles were collected is nobody's business; nor is what stands in a table unknown here."""
    for (table,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table not in PUBLIC and not table.startswith(("sqlite_", "_sqlite_", "article_versions_fts")):
            copy.execute(f'DELETE FROM "{table}"')
    copy.execute("UPDATE runs SET inputs = '[]'")
    copy.execute("UPDATE article_versions SET place = ''")


def _drop_texts(copy: sqlite3.Connection) -> None:
    """Nothing from which a text could be put together again: no words, no excerpts, no index of words."""
    _drop_openings(copy)
    copy.execute("UPDATE article_versions SET text = '', page_text = NULL, extra = '{}'")
    copy.execute("UPDATE marks SET excerpt = ''")
    copy.execute("UPDATE hidden_text SET excerpt = ''")
    copy.execute("UPDATE recurring_blocks SET text = '', wording = id")
    copy.execute("UPDATE reviews SET mark_wording = '' WHERE mark_wording IS NOT NULL")
    for table in ("fingerprints", "lsh_bands", "anchor_postings", "anchored_versions"):
        copy.execute(f"DELETE FROM {table}")
    _rewrite(copy, "matches", "reasons", _codes)
    for column in ("text_reasons", "clock_reasons", "conflict"):
        _rewrite(copy, "lineage", column, _codes)


def _drop_openings(copy: sqlite3.Connection) -> None:
    """What stands for the headline of a text that has none: the beginning of its words."""
    for version_id, title, text in copy.execute("SELECT id, title, text FROM article_versions").fetchall():
        opening = title.removesuffix("…")
        if opening and text.lstrip("# \t\n").startswith(opening) and (opening != title or text.strip() == title):
            copy.execute("UPDATE article_versions SET title = '' WHERE id = ?", (version_id,))
            copy.execute("UPDATE articles SET title = '' WHERE current_version_id = ?", (version_id,))
            copy.execute("UPDATE stories SET title = '' WHERE title = ?", (title,))


def _codes(reasons: str) -> str:
    """Reasons without their sentences and figures, which quote the texts."""
    return compact_json([{"code": reason_code(one), "text": "", "data": {}} for one in json.loads(reasons)])


def _redact(copy: sqlite3.Connection) -> None:
    """Contacts in the texts are blackened, letter by letter; authors, unknown fields and reviewers' names go."""
    learned = copy.execute("SELECT id, text FROM recurring_blocks").fetchall()
    _blacken_contact_blocks(copy)
    for table, column in (
        ("article_versions", "title"),
        ("article_versions", "text"),
        ("article_versions", "page_text"),
        ("articles", "title"),
        ("stories", "title"),
        ("marks", "excerpt"),
        ("hidden_text", "excerpt"),
        ("recurring_blocks", "text"),
        ("reviews", "mark_wording"),
        ("matches", "reasons"),
        ("lineage", "text_reasons"),
    ):
        _rewrite(copy, table, column, _without_contacts)
    _number_blocks(copy, dict(learned))
    copy.execute("UPDATE recurring_blocks SET wording = id")
    copy.execute("UPDATE articles SET author = NULL")
    copy.execute("UPDATE article_versions SET extra = '{}'")
    copy.execute("UPDATE reviews SET reviewer = 'a reviewer', why = ''")
    copy.execute("UPDATE reviews SET withdrawn_by = 'a reviewer', withdrawn_why = '' WHERE withdrawn IS NOT NULL")


def _number_blocks(copy: sqlite3.Connection, before: Mapping[str, str]) -> None:
    """Learned blocks in which anything was blackened get a number for an id, which is a hash of their wording."""
    blocks = copy.execute("SELECT id, text FROM recurring_blocks ORDER BY text, articles, lang").fetchall()
    for number, block_id in enumerate((block_id for block_id, text in blocks if text != before[block_id]), 1):
        new = f"learned.redacted-{number}"
        copy.execute("UPDATE recurring_blocks SET id = ? WHERE id = ?", (new, block_id))
        copy.execute("UPDATE marks SET catalogue_id = ? WHERE catalogue_id = ?", (new, block_id))


def _blacken_contact_blocks(copy: sqlite3.Connection) -> None:
    """Contact blocks in the texts, wherever else the same words stand in them, and in all that repeats the texts."""
    blocks: dict[int, list[tuple[str, int, int]]] = {}
    for version_id, kind, start, end in copy.execute(
        "SELECT version_id, text_kind, start, end FROM marks WHERE type = 'contact_block' ORDER BY version_id"
    ):
        blocks.setdefault(version_id, []).append((kind, start, end))
    for version_id, found in blocks.items():
        (text, page_text) = copy.execute(
            "SELECT text, page_text FROM article_versions WHERE id = ?", (version_id,)
        ).fetchone()
        texts = {"body": text, "page": page_text or ""}
        # a mark of the page is not stored where the body has the same one: its words are looked for
        for words in sorted({texts[kind][start:end] for kind, start, end in found}, key=len, reverse=True):
            if words.strip():
                texts = {kind: held.replace(words, _blackened(words)) for kind, held in texts.items()}
        for kind, start, end in found:
            texts[kind] = texts[kind][:start] + _blackened(texts[kind][start:end]) + texts[kind][end:]
        copy.execute(
            "UPDATE article_versions SET text = ?, page_text = ? WHERE id = ?",
            (texts["body"], None if page_text is None else texts["page"], version_id),
        )
        for kind, start, end in found:
            _blacken_excerpts(copy, version_id, texts[kind], kind, start, end)
    _rewrite(copy, "reviews", "mark_wording", _blackened, "WHERE mark_type = 'contact_block'")


def _blacken_excerpts(copy: sqlite3.Connection, version_id: int, text: str, kind: str, start: int, end: int) -> None:
    """What marks, learned blocks and hidden characters repeat of a contact block that lies in the text there."""
    for mark_id, begins, excerpt, catalogue_id in copy.execute(
        "SELECT id, start, excerpt, catalogue_id FROM marks"
        " WHERE version_id = ? AND text_kind = ? AND start < ? AND end > ?",
        (version_id, kind, end, start),
    ).fetchall():
        copy.execute("UPDATE marks SET excerpt = ? WHERE id = ?", (text[begins : begins + len(excerpt)], mark_id))
        copy.execute("UPDATE recurring_blocks SET text = '' WHERE id = ?", (catalogue_id,))
    if kind == "body":
        _rewrite(
            copy,
            "hidden_text",
            "excerpt",
            _blackened,
            f"WHERE version_id = {version_id:d} AND first BETWEEN {start - AROUND:d} AND {end + AROUND:d}",
        )


def _blackened(text: str) -> str:
    return _WRITTEN.sub(BLACK, text)


def _without_contacts(text: str) -> str:
    text = _MAIL.sub(lambda found: _blackened(found[0]), text)
    return _TELEPHONE.sub(lambda found: re.sub(r"\d", BLACK, found[0]), text)


def _rewrite(copy: sqlite3.Connection, table: str, column: str, change: object, where: str = "") -> None:
    copy.create_function("changed", 1, lambda value: change(value) if isinstance(value, str) else value)  # type: ignore[operator]
    condition = f"{where} AND" if where else "WHERE"
    copy.execute(f"UPDATE {table} SET {column} = changed({column}) {condition} {column} IS NOT NULL")
