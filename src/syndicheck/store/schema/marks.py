"""What is known of marks besides where they stand: learned blocks, numbers of releases, hidden characters."""

from __future__ import annotations

MARK_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE recurring_blocks (
        id TEXT PRIMARY KEY,             -- catalogue_id of the marks it makes: learned.…
        text TEXT NOT NULL,              -- as printed in one of the articles
        wording TEXT NOT NULL UNIQUE,    -- as compared: folded, numbers as 0
        edge TEXT NOT NULL,              -- head, tail: where it stands; page: on most pages of a site
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


HIDDEN_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE hidden_text (
        version_id INTEGER NOT NULL REFERENCES article_versions(id),
        kind TEXT NOT NULL,   -- zero-width, selector, invisible-letter, direction, control, lookalike, overlay
        characters INTEGER NOT NULL,
        places INTEGER NOT NULL,         -- runs of such characters; words with borrowed letters
        first INTEGER NOT NULL,          -- offset of the first one in the text
        excerpt TEXT NOT NULL,           -- the words around it, what cannot be seen written out
        PRIMARY KEY (version_id, kind)
    ) STRICT, WITHOUT ROWID
    """,
)
