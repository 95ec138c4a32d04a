"""Who took it from whom."""

from __future__ import annotations

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
        text_reasons TEXT NOT NULL,      -- JSON: what the words say: code, [code, value, …] or {code, data, text}
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
