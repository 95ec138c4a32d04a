"""The tables and views of the first version: articles, their texts, marks and times, matches and stories."""

from __future__ import annotations

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
        hash INTEGER NOT NULL,           -- the first 32 bits of a band
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
        reasons TEXT NOT NULL,           -- JSON list: code, [code, value, …] or {code, data, text}
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

ARTICLE_INDEXES: tuple[str, ...] = (
    "CREATE INDEX IF NOT EXISTS articles_outlet ON articles(outlet_id)",
    "CREATE INDEX articles_current_version ON articles(current_version_id)",
)
"""By whom an article is, and which article a text is the present one of: what pages and views ask again and again."""

STORY_MATCHES = """
    CREATE TABLE story_matches (
        match_id INTEGER PRIMARY KEY REFERENCES matches(id) ON DELETE CASCADE
    ) STRICT
"""
"""Matches that only show what an article shares with its story's source: nothing follows from them, and they go when
the story has another source.
"""

ADDRESS_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE article_addresses (
        article_id INTEGER NOT NULL REFERENCES articles(id),
        url TEXT NOT NULL,               -- as given, and not that in articles.url
        PRIMARY KEY (article_id, url)
    ) STRICT, WITHOUT ROWID
    """,
)
"""Further addresses under which an article was read: with tracking parameters, of a mobile or an AMP host."""

VERSIONS_SINCE = "ALTER TABLE article_versions ADD COLUMN since TEXT"
"""Since when a text was there, where it was seen again later."""

DELETED_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE deleted_earlier (
        article_id INTEGER PRIMARY KEY REFERENCES articles(id), -- of which a story was left
        start TEXT NOT NULL,             -- UTC; one that was deleted can have appeared from then on
        end TEXT NOT NULL                -- UTC; … until then; of several deleted ones the earliest
    ) STRICT
    """,
)
"""All that is kept of deleted articles: when one that shared its text with an article can have appeared."""

REFERRING_INDEXES: tuple[str, ...] = (
    "CREATE INDEX IF NOT EXISTS stories_source ON stories(source_id)",
    "CREATE INDEX IF NOT EXISTS stories_medoid ON stories(medoid_id)",
    "CREATE INDEX IF NOT EXISTS story_articles_match ON story_articles(match_id) WHERE match_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS story_articles_sighting ON story_articles(sighting_id) WHERE sighting_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS anchor_postings_first ON anchor_postings(first)",
    "CREATE INDEX IF NOT EXISTS marks_dismissed ON marks(dismissed_by) WHERE dismissed_by IS NOT NULL",
)
"""What refers to a row that is deleted: without them SQLite looks through the whole table for each one."""

RUN_INDEXES: tuple[str, ...] = (
    "CREATE INDEX article_versions_run ON article_versions(run_id)",
    "CREATE INDEX runs_started ON runs(started)",
)
"""What a run brought, which a webhook asks after every one, and which run began when, which a merge asks of each."""

SEARCH_TRIGGER: tuple[str, ...] = (
    'DROP TRIGGER IF EXISTS "article_versions_au"',
    """
    CREATE TRIGGER "article_versions_au" AFTER UPDATE OF "title", "text" ON "article_versions" BEGIN
        INSERT INTO "article_versions_fts" ("article_versions_fts", rowid, "title", "text")
            VALUES ('delete', old.rowid, old."title", old."text");
        INSERT INTO "article_versions_fts" (rowid, "title", "text") VALUES (new.rowid, new."title", new."text");
    END
    """,
)
"""The search index follows headlines and texts alone: sqlite-utils' own trigger indexed a text anew, all of its words,
whenever its date or its place was noted.
"""

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
