"""Tables, views and migrations of the database, and the versions that its derived data depends on.

Migrations are small functions that are never edited once released; :func:`migrate` applies those that are
missing, each in one transaction (``sqlite_utils.Migrations``). Tables are written for people who open the file in
Datasette: foreign keys throughout, a label column (``name``, ``title``) where one is wanted, times as ISO 8601 text
in UTC.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID = 0x53594E44
"""``PRAGMA application_id`` of our files: "SYND" in ASCII. It tells our databases from others'."""

FORMAT = 1
"""``PRAGMA user_version``: raised when a program of an older release could no longer read the file."""

MIGRATION_SET = "syndicheck"

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        command TEXT NOT NULL,
        inputs TEXT NOT NULL,            -- JSON list of what was asked for
        started TEXT NOT NULL,
        finished TEXT,                   -- NULL: running, or cut off
        read INTEGER NOT NULL DEFAULT 0,
        new_articles INTEGER NOT NULL DEFAULT 0,
        new_versions INTEGER NOT NULL DEFAULT 0,
        unchanged INTEGER NOT NULL DEFAULT 0,
        problems INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE problems (
        id INTEGER PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES runs(id),
        place TEXT NOT NULL,             -- file and record: news.jsonl:17
        code TEXT NOT NULL,
        message TEXT NOT NULL,
        remedy TEXT NOT NULL,
        fatal INTEGER NOT NULL           -- 1: the record was left out
    ) STRICT
    """,
    """
    CREATE TABLE outlets (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE organisations (
        id TEXT PRIMARY KEY,             -- catalogue id
        name TEXT NOT NULL,
        kind TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        outlet_id INTEGER NOT NULL REFERENCES outlets(id),
        lang TEXT NOT NULL,              -- BCP 47; "und" when unknown
        lang_source TEXT NOT NULL,       -- declared, detected, unknown
        url TEXT,
        canonical_url TEXT,
        author TEXT,
        source_id TEXT,                  -- the record's own id
        current_version_id INTEGER REFERENCES article_versions(id),
        key TEXT NOT NULL UNIQUE         -- identity: url:…, id:outlet:…, text:outlet:…
    ) STRICT
    """,
    """
    CREATE TABLE article_versions (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES articles(id),
        text_hash TEXT NOT NULL,         -- of title, text and page_text
        dated TEXT NOT NULL,             -- latest time its record gives, UTC; "" when none
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        page_text TEXT,                  -- all visible text of the page, HTML only
        extractor TEXT NOT NULL,
        place TEXT NOT NULL,             -- where it was read
        extra TEXT NOT NULL,             -- JSON: fields of the record that we do not know
        run_id INTEGER NOT NULL REFERENCES runs(id),
        UNIQUE (article_id, text_hash)
    ) STRICT
    """,
    """
    CREATE TABLE marks (
        id INTEGER PRIMARY KEY,
        version_id INTEGER NOT NULL REFERENCES article_versions(id),
        type TEXT NOT NULL,
        organisation_id TEXT REFERENCES organisations(id),
        excerpt TEXT NOT NULL,
        text_kind TEXT NOT NULL,         -- body or page: which text the offsets count in
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        layer TEXT NOT NULL,             -- own, carried, issuer
        strength TEXT NOT NULL,
        score REAL NOT NULL,
        catalogue_id TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX marks_version ON marks(version_id)",
    "CREATE INDEX marks_organisation ON marks(organisation_id, type)",
    """
    CREATE TABLE sightings (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES articles(id),
        kind TEXT NOT NULL,              -- published, modified, first_seen, captured
        source TEXT NOT NULL,
        raw TEXT NOT NULL,               -- as written
        start TEXT NOT NULL,             -- UTC; the instant lies in [start, end]
        end TEXT NOT NULL,
        precision TEXT NOT NULL,
        zone TEXT NOT NULL,              -- given, assumed, unknown
        zone_name TEXT NOT NULL,
        flags TEXT NOT NULL,             -- JSON list
        usable INTEGER NOT NULL,         -- 0: must not decide anything
        UNIQUE (article_id, kind, source, raw)
    ) STRICT
    """,
    """
    CREATE TABLE sketches (
        id INTEGER PRIMARY KEY,          -- order of comparison; that of the articles' keys after a reindex
        version_id INTEGER NOT NULL UNIQUE REFERENCES article_versions(id),
        body_hash TEXT NOT NULL,
        representative_id INTEGER NOT NULL, -- the first sketch with this body; only that one is indexed
        tokens INTEGER NOT NULL,
        shingles INTEGER NOT NULL,
        fingerprints BLOB NOT NULL,      -- winnowed shingle hashes, uint32 little-endian, ascending
        signature BLOB NOT NULL,         -- datasketch MinHash, affine32, 128 x uint32 little-endian
        state INTEGER NOT NULL DEFAULT 0 -- 0: stored, 1: compared with every earlier version, 2: in its story
    ) STRICT
    """,
    "CREATE INDEX sketches_body ON sketches(body_hash, id)",
    "CREATE INDEX sketches_waiting ON sketches(state, id) WHERE state < 2",
    """
    CREATE TABLE fingerprints (
        hash INTEGER NOT NULL,
        sketch_id INTEGER NOT NULL,
        PRIMARY KEY (hash, sketch_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE lsh_bands (
        hash INTEGER NOT NULL,
        sketch_id INTEGER NOT NULL,
        PRIMARY KEY (hash, sketch_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE matches (
        id INTEGER PRIMARY KEY,
        a_id INTEGER NOT NULL REFERENCES articles(id),
        b_id INTEGER NOT NULL REFERENCES articles(id),
        a_version_id INTEGER NOT NULL REFERENCES article_versions(id),
        b_version_id INTEGER NOT NULL REFERENCES article_versions(id),
        class TEXT NOT NULL,
        share_a REAL NOT NULL,           -- part of A's body found in B, 0 … 1 of its characters
        share_b REAL NOT NULL,
        resemblance REAL NOT NULL,
        score REAL NOT NULL,
        reasons TEXT NOT NULL,           -- JSON list of {code, text, data}
        UNIQUE (a_version_id, b_version_id),
        CHECK (a_version_id < b_version_id)
    ) STRICT
    """,
    "CREATE INDEX matches_a ON matches(a_id)",
    "CREATE INDEX matches_b ON matches(b_id)",
    "CREATE INDEX matches_b_version ON matches(b_version_id)",
    """
    CREATE TABLE match_spans (
        match_id INTEGER NOT NULL REFERENCES matches(id) ON DELETE CASCADE,
        a_start INTEGER NOT NULL,
        a_end INTEGER NOT NULL,
        b_start INTEGER NOT NULL,
        b_end INTEGER NOT NULL,
        tokens INTEGER NOT NULL,
        PRIMARY KEY (match_id, a_start, b_start, a_end, b_end)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        public_id TEXT NOT NULL UNIQUE,  -- stable; see story_redirects
        members INTEGER NOT NULL,
        outlets INTEGER NOT NULL,
        languages TEXT NOT NULL,         -- JSON list
        verdict TEXT NOT NULL,           -- first, tied, undetermined
        source_id INTEGER NOT NULL REFERENCES articles(id), -- side A of every member's shares
        medoid_id INTEGER NOT NULL REFERENCES articles(id), -- every member matches this one
        reasons TEXT NOT NULL,           -- JSON: why this verdict
        cohesion TEXT NOT NULL           -- JSON: why these articles are one story
    ) STRICT
    """,
    """
    CREATE TABLE story_articles (
        story_id INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL REFERENCES articles(id),
        role TEXT NOT NULL,              -- member, draws-on
        place TEXT NOT NULL,             -- first, tied, later, unknown
        sighting_id INTEGER REFERENCES sightings(id),
        match_id INTEGER REFERENCES matches(id), -- with the story's source
        PRIMARY KEY (story_id, article_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX story_articles_article ON story_articles(article_id)",
    """
    CREATE TABLE story_redirects (
        old_public_id TEXT PRIMARY KEY,
        public_id TEXT NOT NULL
    ) STRICT
    """,
)

VIEWS: dict[str, str] = {
    "story_timeline": """
        SELECT s.public_id AS story, s.title AS story_title, o.name AS outlet, a.title AS title, a.lang AS lang,
               sa.role AS role, sa.place AS place, t.start AS not_before, t.end AS not_after,
               t.precision AS precision, t.zone AS zone, t.raw AS as_written, t.kind AS kind, t.source AS time_source,
               a.url AS url, a.id AS article_id, s.id AS story_id
        FROM story_articles sa
        JOIN stories s ON s.id = sa.story_id
        JOIN articles a ON a.id = sa.article_id
        JOIN outlets o ON o.id = a.outlet_id
        LEFT JOIN sightings t ON t.id = sa.sighting_id
        ORDER BY s.public_id, t.start IS NULL, t.start, a.key
    """,
    "first_publishers": """
        SELECT s.public_id AS story, s.title AS story_title, s.verdict AS verdict, o.name AS outlet,
               a.title AS title, t.start AS not_before, t.end AS not_after, t.raw AS as_written,
               s.members AS members, s.outlets AS outlets, a.id AS article_id, s.id AS story_id
        FROM stories s
        JOIN story_articles sa ON sa.story_id = s.id AND sa.place IN ('first', 'tied')
        JOIN articles a ON a.id = sa.article_id
        JOIN outlets o ON o.id = a.outlet_id
        LEFT JOIN sightings t ON t.id = sa.sighting_id
        ORDER BY s.members DESC, s.public_id, a.key
    """,
    "outlet_activity": """
        SELECT o.name AS outlet, count(DISTINCT a.id) AS articles,
               count(DISTINCT CASE WHEN sa.role = 'member' THEN sa.story_id END) AS stories,
               count(DISTINCT CASE WHEN sa.place = 'first' THEN sa.story_id END) AS first,
               count(DISTINCT CASE WHEN sa.place = 'tied' THEN sa.story_id END) AS tied,
               count(DISTINCT CASE WHEN sa.place = 'later' THEN sa.story_id END) AS later,
               count(DISTINCT CASE WHEN sa.place = 'unknown' THEN sa.story_id END) AS unknown,
               count(DISTINCT CASE WHEN sa.role = 'draws-on' THEN sa.article_id END) AS round_ups,
               o.id AS outlet_id
        FROM outlets o
        JOIN articles a ON a.outlet_id = o.id
        LEFT JOIN story_articles sa ON sa.article_id = a.id
        GROUP BY o.id
        ORDER BY articles DESC, o.name
    """,
    "mark_usage": """
        SELECT g.name AS organisation, m.type AS type, count(DISTINCT v.article_id) AS articles,
               count(DISTINCT a.outlet_id) AS outlets, m.organisation_id AS organisation_id
        FROM marks m
        JOIN article_versions v ON v.id = m.version_id
        JOIN articles a ON a.id = v.article_id
        LEFT JOIN organisations g ON g.id = m.organisation_id
        GROUP BY m.organisation_id, m.type
        ORDER BY articles DESC, organisation, type
    """,
}

MARK_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE recurring_blocks (
        id TEXT PRIMARY KEY,             -- catalogue_id of the marks it makes: learned.…
        text TEXT NOT NULL,              -- as printed in one of the articles
        wording TEXT NOT NULL UNIQUE,    -- as compared: folded, numbers as 0
        edge TEXT NOT NULL,              -- head, tail: where it stands
        articles INTEGER NOT NULL,
        stories INTEGER NOT NULL,        -- copies of one story count once
        headlines INTEGER NOT NULL,
        days INTEGER NOT NULL,
        outlets INTEGER NOT NULL,
        position REAL NOT NULL,          -- mean place of its line, 0 first … 1 last
        lang TEXT NOT NULL,
        outlet TEXT,                     -- whose it is, when nearly all of its articles are this outlet's
        organisation_id TEXT REFERENCES organisations(id), -- … or carry marks of this organisation
        learned TEXT NOT NULL            -- when, UTC
    ) STRICT
    """,
    """
    CREATE TABLE release_ids (
        version_id INTEGER NOT NULL REFERENCES article_versions(id),
        scheme TEXT NOT NULL,            -- catalogue id of the form: businesswire.release
        value TEXT NOT NULL,
        source TEXT NOT NULL,            -- url, link, text, meta: where it was read
        start INTEGER,                   -- in the body, when it stands there
        end INTEGER,
        PRIMARY KEY (version_id, scheme, value)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX release_ids_value ON release_ids(scheme, value)",
)

MARK_VIEWS: dict[str, str] = {
    "outlet_marks": """
        SELECT o.name AS outlet, g.name AS organisation, m.type AS type, count(DISTINCT a.id) AS articles,
               held.articles AS of_articles, round(1.0 * count(DISTINCT a.id) / held.articles, 4) AS share,
               o.id AS outlet_id, m.organisation_id AS organisation_id
        FROM marks m
        JOIN articles a ON a.current_version_id = m.version_id
        JOIN outlets o ON o.id = a.outlet_id
        JOIN (SELECT outlet_id, count(*) AS articles FROM articles GROUP BY outlet_id) held ON held.outlet_id = o.id
        LEFT JOIN organisations g ON g.id = m.organisation_id
        GROUP BY o.id, m.organisation_id, m.type
        ORDER BY outlet, articles DESC, organisation, type
    """,
    "mark_removal": """
        WITH carried AS (
            SELECT DISTINCT sa.story_id, m.organisation_id, a.id AS article_id
            FROM story_articles sa
            JOIN articles a ON a.id = sa.article_id
            JOIN marks m ON m.version_id = a.current_version_id
            WHERE sa.role = 'member' AND m.organisation_id IS NOT NULL AND m.type <> 'recurring_block'
        )
        SELECT g.name AS organisation, o.name AS outlet, count(DISTINCT sa.story_id) AS stories,
               count(DISTINCT CASE WHEN own.article_id IS NOT NULL THEN a.id END) AS kept,
               count(DISTINCT CASE WHEN own.article_id IS NULL THEN a.id END) AS removed,
               g.id AS organisation_id, o.id AS outlet_id
        FROM (SELECT story_id, organisation_id FROM carried GROUP BY 1, 2) c
        JOIN story_articles sa ON sa.story_id = c.story_id AND sa.role = 'member'
        JOIN articles a ON a.id = sa.article_id
        JOIN outlets o ON o.id = a.outlet_id
        JOIN organisations g ON g.id = c.organisation_id
        LEFT JOIN carried own ON own.story_id = c.story_id AND own.organisation_id = c.organisation_id
             AND own.article_id = a.id
        GROUP BY g.id, o.id
        ORDER BY organisation, removed DESC, outlet
    """,
}

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


HIDDEN_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE hidden_text (
        version_id INTEGER NOT NULL REFERENCES article_versions(id),
        kind TEXT NOT NULL,              -- zero-width, selector, invisible-letter, direction, control, lookalike
        characters INTEGER NOT NULL,
        places INTEGER NOT NULL,         -- runs of such characters; words with borrowed letters
        first INTEGER NOT NULL,          -- offset of the first one in the text
        excerpt TEXT NOT NULL,           -- the words around it, what cannot be seen written out
        PRIMARY KEY (version_id, kind)
    ) STRICT, WITHOUT ROWID
    """,
)


ANCHOR_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE anchor_languages (
        id INTEGER PRIMARY KEY,
        language TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE anchors (
        hash INTEGER NOT NULL,           -- of an anchor's key, 63 bits
        language_id INTEGER NOT NULL REFERENCES anchor_languages(id),
        version_id INTEGER NOT NULL REFERENCES article_versions(id),
        PRIMARY KEY (hash, language_id, version_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE anchored_versions (
        version_id INTEGER PRIMARY KEY REFERENCES article_versions(id),
        language_id INTEGER NOT NULL REFERENCES anchor_languages(id),
        hashes BLOB NOT NULL             -- its rows in anchors, int64 little-endian
    ) STRICT
    """,
)
"""Rows of an anchor lie together whatever their language: one scan finds a text's partners in all of them. What a
version has there is noted once more, because an index for it would be as large as the table."""


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


OUTLET_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE outlet_names (
        kind TEXT NOT NULL,              -- alias, domain (with all below it), hosting (each sub-domain is an outlet)
        value TEXT NOT NULL,
        outlet_id INTEGER REFERENCES outlets(id),
        PRIMARY KEY (kind, value)
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE outlets ADD COLUMN owner TEXT",
    "ALTER TABLE articles ADD COLUMN outlet_as_read TEXT NOT NULL DEFAULT ''",
    "UPDATE articles SET outlet_as_read = (SELECT name FROM outlets WHERE id = outlet_id)",
)

OUTLET_VIEWS: dict[str, str] = {
    "outlet_activity": VIEWS["outlet_activity"].replace("o.id AS outlet_id", "o.id AS outlet_id, o.owner AS owner"),
    "owner_activity": """
        SELECT o.owner AS owner, count(DISTINCT o.id) AS outlets, count(DISTINCT a.id) AS articles,
               count(DISTINCT CASE WHEN sa.role = 'member' THEN sa.story_id END) AS stories,
               count(DISTINCT CASE WHEN sa.place = 'first' THEN sa.story_id END) AS first
        FROM outlets o
        JOIN articles a ON a.outlet_id = o.id
        LEFT JOIN story_articles sa ON sa.article_id = a.id
        WHERE o.owner IS NOT NULL
        GROUP BY o.owner
        ORDER BY articles DESC, o.owner
    """,
    "stories_of_one_owner": """
        SELECT s.public_id AS story, s.title AS story_title, max(o.owner) AS owner, s.outlets AS outlets,
               s.members AS members, s.id AS story_id
        FROM stories s
        JOIN story_articles sa ON sa.story_id = s.id AND sa.role = 'member'
        JOIN articles a ON a.id = sa.article_id
        JOIN outlets o ON o.id = a.outlet_id
        GROUP BY s.id
        HAVING s.outlets > 1 AND count(DISTINCT o.owner) = 1 AND count(o.owner) = count(*)
        ORDER BY s.outlets DESC, s.public_id
    """,
}


LINEAGE_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE lineage (
        story_id INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL REFERENCES articles(id),
        version INTEGER NOT NULL,        -- of the article, from 1, in the order of their dates
        rank INTEGER NOT NULL,           -- 0: the parent; others are alternatives, the likeliest first
        parent_id INTEGER REFERENCES articles(id), -- NULL: a text that is not held
        parent_version INTEGER NOT NULL,
        probability REAL NOT NULL,       -- among all parents that were looked at
        text_reasons TEXT NOT NULL,      -- JSON: what the words say
        clock_reasons TEXT NOT NULL,     -- JSON: what the times say
        conflict TEXT NOT NULL,          -- JSON: where the two contradict each other
        PRIMARY KEY (story_id, article_id, version, rank)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX lineage_article ON lineage(article_id)",
    "CREATE INDEX lineage_parent ON lineage(parent_id)",
)

LINEAGE_VIEWS: dict[str, str] = {
    "story_lineage": """
        SELECT s.public_id AS story, o.name AS outlet, a.title AS title, l.version AS version,
               coalesce(po.name, 'no text held') AS taken_from, pa.title AS parent_title,
               l.parent_version AS parent_version, l.probability AS probability, l.conflict <> '[]' AS
               contradicts_clock, a.id AS article_id, pa.id AS parent_id, s.id AS story_id
        FROM lineage l
        JOIN stories s ON s.id = l.story_id
        JOIN articles a ON a.id = l.article_id
        JOIN outlets o ON o.id = a.outlet_id
        LEFT JOIN articles pa ON pa.id = l.parent_id
        LEFT JOIN outlets po ON po.id = pa.outlet_id
        WHERE l.rank = 0
        ORDER BY s.public_id, a.key, l.version
    """,
    "outlet_lineage": """
        SELECT o.name AS outlet, count(DISTINCT l.article_id) AS articles_in_stories,
               count(DISTINCT CASE WHEN pa.outlet_id <> o.id THEN l.article_id END) AS taken_from_others,
               count(DISTINCT CASE WHEN l.parent_id IS NULL THEN l.article_id END) AS taken_from_no_text_held,
               (SELECT count(DISTINCT c.article_id) FROM lineage c JOIN articles ca ON ca.id = c.article_id
                JOIN articles cp ON cp.id = c.parent_id
                WHERE c.rank = 0 AND cp.outlet_id = o.id AND ca.outlet_id <> o.id) AS taken_by_others,
               sum(l.conflict <> '[]') AS contradicts_clock, round(avg(l.probability), 3) AS mean_probability,
               o.owner AS owner, o.id AS outlet_id
        FROM lineage l
        JOIN articles a ON a.id = l.article_id
        JOIN outlets o ON o.id = a.outlet_id
        LEFT JOIN articles pa ON pa.id = l.parent_id
        WHERE l.rank = 0 AND l.version = 1
        GROUP BY o.id
        ORDER BY articles_in_stories DESC, o.name
    """,
}


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


TIE_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE outlet_ties (
        domain TEXT NOT NULL,            -- of an outlet, held here or not
        kind TEXT NOT NULL,              -- controlled-by, belongs-to
        other TEXT NOT NULL,             -- a domain
        said_by TEXT NOT NULL,           -- in trust.txt: both, itself, other
        PRIMARY KEY (domain, kind, other)
    ) STRICT, WITHOUT ROWID
    """,
)


def migrate(db: sqlite_utils.Database) -> None:
    """Bring a database to the present schema: creates what is missing, changes nothing that is there.

    Safe to call at every opening for writing. The caller holds no transaction.
    """
    from sqlite_utils import Migrations

    migrations = Migrations(MIGRATION_SET)

    @migrations()
    def m001_initial(db: sqlite_utils.Database) -> None:
        for statement in TABLES:
            db.execute(statement)
        for name, query in VIEWS.items():
            db.create_view(name, query)
        db.table("article_versions").enable_fts(
            ["title", "text"],
            fts_version="FTS5",
            tokenize="unicode61 remove_diacritics 2",
            create_triggers=True,
        )
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {FORMAT}")

    @migrations()
    def m002_learned_blocks_and_release_ids(db: sqlite_utils.Database) -> None:
        for statement in MARK_TABLES:
            db.execute(statement)
        for name, query in MARK_VIEWS.items():
            db.create_view(name, query)

    @migrations()
    def m003_reviews(db: sqlite_utils.Database) -> None:
        for statement in REVIEW_TABLES:
            db.execute(statement)
        for name, query in REVIEW_VIEWS.items():
            db.create_view(name, query, replace=True)

    @migrations()
    def m004_hidden_text(db: sqlite_utils.Database) -> None:
        for statement in HIDDEN_TABLES:
            db.execute(statement)

    @migrations()
    def m007_anchors(db: sqlite_utils.Database) -> None:
        """Superseded before the first release."""

    @migrations()
    def m010_anchors_of_all_languages_together(db: sqlite_utils.Database) -> None:
        db.execute("DROP TABLE IF EXISTS anchors")
        for statement in ANCHOR_TABLES:
            db.execute(statement)

    @migrations()
    def m008_feeds(db: sqlite_utils.Database) -> None:
        for statement in FEED_TABLES:
            db.execute(statement)
        for name, query in FEED_VIEWS.items():
            db.create_view(name, query)

    @migrations()
    def m009_outlets(db: sqlite_utils.Database) -> None:
        for statement in OUTLET_TABLES:
            db.execute(statement)
        for name, query in OUTLET_VIEWS.items():
            db.create_view(name, query, replace=True)

    @migrations()
    def m010_lineage(db: sqlite_utils.Database) -> None:
        for statement in LINEAGE_TABLES:
            db.execute(statement)
        for name, query in LINEAGE_VIEWS.items():
            db.create_view(name, query)

    @migrations()
    def m011_webhooks(db: sqlite_utils.Database) -> None:
        for statement in TELLING_TABLES:
            db.execute(statement)

    @migrations()
    def m012_outlet_ties(db: sqlite_utils.Database) -> None:
        for statement in TIE_TABLES:
            db.execute(statement)

    migrations.apply(db)


def code_versions() -> dict[str, str]:
    """The versions that stored signatures, marks and shares depend on; equal values mean comparable data."""
    from syndicheck.fingerprint import minhash, shingles
    from syndicheck.fingerprint.anchors import ANCHORS_VERSION
    from syndicheck.marks.catalogue import configured
    from syndicheck.text import NORMALISER_VERSION
    from syndicheck.text.hidden import HIDDEN_TEXT_VERSION

    return {
        "signature_scheme": f"datasketch-{minhash.SCHEME}",
        "signature_permutations": str(minhash.PERMUTATIONS),
        "signature_seed": str(minhash.SEED),
        "shingle_version": str(shingles.SHINGLE_VERSION),
        "shingle_words": str(shingles.WORDS),
        "shingle_characters": str(shingles.CHARACTERS),
        "normaliser_version": str(NORMALISER_VERSION),
        "hidden_text_version": str(HIDDEN_TEXT_VERSION),
        "anchors_version": str(ANCHORS_VERSION),
        "catalogue_version": configured().version,
    }


def read_versions(connection: sqlite3.Connection) -> dict[str, str]:
    """The versions written in the database's ``meta`` table."""
    return dict(connection.execute("SELECT key, value FROM meta"))


def write_versions(connection: sqlite3.Connection, versions: dict[str, str]) -> None:
    """Record the versions under which derived data is now stored."""
    connection.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        sorted(versions.items()),
    )
