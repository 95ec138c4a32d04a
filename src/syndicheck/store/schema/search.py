"""The full-text index over headlines and texts, as it is now: which words a text has, not where they stand."""

from __future__ import annotations

from syndicheck.store.index_words import TOKENIZER

SEARCH_INDEX: tuple[str, ...] = (
    'DROP TABLE IF EXISTS "article_versions_fts"',
    f"""
    CREATE VIRTUAL TABLE "article_versions_fts" USING FTS5 (
        "title", "text",
        tokenize='{TOKENIZER}',
        detail=none,
        content="article_versions"
    )
    """,
    "INSERT INTO article_versions_fts(article_versions_fts) VALUES ('rebuild')",
)
"""With places it would take another sixth of the file. Phrases are looked for in the texts (``store/searching.py``).
The triggers that fill the index name it, and outlast it.
"""
