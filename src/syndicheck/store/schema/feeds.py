"""Feeds that are watched, what was asked and what came of it."""

from __future__ import annotations

FEED_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE feeds (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,              -- the outlet it is said to be of, else its address
        url TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL,           -- feed, page, auto: where the articles' texts are taken from
        every INTEGER NOT NULL,          -- seconds between two requests
        host TEXT NOT NULL,
        added TEXT NOT NULL,
        removed TEXT,                    -- when it was no longer named; NULL: it is watched
        due TEXT NOT NULL,               -- not to be asked before
        failures INTEGER NOT NULL DEFAULT 0, -- in a row
        etag TEXT,
        last_modified TEXT               -- as the server wrote it
    ) STRICT
    """,
    """
    CREATE TABLE feed_requests (
        id INTEGER PRIMARY KEY,
        feed_id INTEGER NOT NULL REFERENCES feeds(id),
        asked TEXT NOT NULL,
        answered TEXT NOT NULL,
        outcome TEXT NOT NULL,           -- read, unchanged, failed
        status INTEGER,                  -- of HTTP; empty: no answer
        entries INTEGER NOT NULL,        -- in the answer
        new_entries INTEGER NOT NULL,    -- of those, not seen before; all of them: some may have been missed
        code TEXT NOT NULL,              -- of the problem, when it failed
        message TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX feed_requests_feed ON feed_requests(feed_id, id)",
    "CREATE INDEX feed_requests_loose ON feed_requests(id)"
    " WHERE outcome = 'read' AND entries > 0 AND new_entries = entries",
    """
    CREATE TABLE feed_entries (
        id INTEGER PRIMARY KEY,
        feed_id INTEGER NOT NULL REFERENCES feeds(id),
        title TEXT NOT NULL,
        url TEXT,
        key TEXT NOT NULL,               -- its canonical address, else the feed's own id for it
        digest TEXT NOT NULL,            -- of what the feed says of it; another one: it was changed
        seen TEXT NOT NULL,              -- when the feed was first found to list it, UTC
        state TEXT NOT NULL,             -- waiting (for its page), ready (to be stored), held, given-up, left-out
        host TEXT NOT NULL,              -- of its page
        attempts INTEGER NOT NULL DEFAULT 0,
        due TEXT NOT NULL,               -- its page is not to be asked for before
        code TEXT NOT NULL DEFAULT '',   -- of the last problem
        given TEXT NOT NULL DEFAULT '',  -- JSON: what the feed gives of it, until it is stored
        pending TEXT NOT NULL DEFAULT '', -- JSON: what is to be stored
        UNIQUE (feed_id, key)
    ) STRICT
    """,
    "CREATE INDEX feed_entries_key ON feed_entries(key)",
    "CREATE INDEX feed_entries_open ON feed_entries(state, host, due) WHERE state IN ('waiting', 'ready')",
    """
    CREATE TABLE robots (
        origin TEXT PRIMARY KEY,         -- https://host
        rules TEXT,                      -- robots.txt; NULL: it could not be had, nothing may be read
        until TEXT NOT NULL,             -- when it is asked for again
        failure TEXT NOT NULL            -- JSON: why it could not be had
    ) STRICT
    """,
)

FEED_COLUMNS: tuple[str, ...] = ("ALTER TABLE feeds ADD COLUMN least INTEGER NOT NULL DEFAULT 0",)
"""The seconds that a feed itself wants between two requests."""

FEED_VIEWS: dict[str, str] = {
    "feed_health": """
        SELECT f.name AS feed, f.url AS url, max(CASE WHEN r.outcome <> 'failed' THEN r.answered END) AS last_answer,
               f.due AS due, f.failures AS failures_in_a_row, count(r.id) AS requests,
               sum(r.outcome = 'failed') AS failed, sum(r.new_entries) AS new_entries,
               (SELECT count(*) FROM feed_entries e WHERE e.feed_id = f.id AND e.state = 'waiting') AS pages_waiting,
               f.removed AS removed, f.id AS feed_id
        FROM feeds f LEFT JOIN feed_requests r ON r.feed_id = f.id
        GROUP BY f.id
        ORDER BY f.failures DESC, f.name
    """,
}
