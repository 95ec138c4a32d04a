"""Names, owners and ties of outlets."""

from __future__ import annotations

from syndicheck.store.schema.core import VIEWS

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
