"""Who is told of take-overs, and of which they were told."""

from __future__ import annotations

TELLING_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE webhooks (
        id TEXT PRIMARY KEY,             -- hash of its address, which nobody else needs to know
        outlets TEXT NOT NULL,           -- JSON: whose texts are looked for
        after_run INTEGER NOT NULL,      -- what this run and earlier ones brought has been looked at
        failures INTEGER NOT NULL,       -- messages in a row that were not taken
        due TEXT NOT NULL,               -- no message before
        code TEXT NOT NULL               -- of the last problem
    ) STRICT
    """,
    """
    CREATE TABLE told (
        webhook_id TEXT NOT NULL REFERENCES webhooks(id),
        article_id INTEGER NOT NULL REFERENCES articles(id), -- that took over a text
        source_id INTEGER NOT NULL REFERENCES articles(id), -- the text it took over
        told TEXT NOT NULL,              -- when the message was taken, UTC
        PRIMARY KEY (webhook_id, article_id, source_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX told_article ON told(article_id)",
    "CREATE INDEX told_source ON told(source_id)",
)
