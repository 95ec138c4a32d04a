"""How much is held, counted as it changes: every verdict says among what it was given, and a check must not count."""

from __future__ import annotations

# NOT binds weaker than + and -, hence the brackets
HOLDING_TABLES: tuple[str, ...] = (
    """
    CREATE TABLE holdings (
        id INTEGER PRIMARY KEY CHECK (id = 1), -- there is one row
        articles INTEGER NOT NULL,
        outlets INTEGER NOT NULL         -- that have articles
    ) STRICT
    """,
    "INSERT INTO holdings SELECT 1, count(*), count(DISTINCT outlet_id) FROM articles",
    """
    CREATE TRIGGER articles_come AFTER INSERT ON articles BEGIN
        UPDATE holdings SET articles = articles + 1, outlets = outlets
            + (NOT EXISTS (SELECT 1 FROM articles WHERE outlet_id = NEW.outlet_id AND id <> NEW.id));
    END
    """,
    """
    CREATE TRIGGER articles_go AFTER DELETE ON articles BEGIN
        UPDATE holdings SET articles = articles - 1, outlets = outlets
            - (NOT EXISTS (SELECT 1 FROM articles WHERE outlet_id = OLD.outlet_id));
    END
    """,
    """
    CREATE TRIGGER articles_move AFTER UPDATE OF outlet_id ON articles WHEN NEW.outlet_id <> OLD.outlet_id BEGIN
        UPDATE holdings SET outlets = outlets
            + (NOT EXISTS (SELECT 1 FROM articles WHERE outlet_id = NEW.outlet_id AND id <> NEW.id))
            - (NOT EXISTS (SELECT 1 FROM articles WHERE outlet_id = OLD.outlet_id));
    END
    """,
    # the earliest and the latest of what is held, and runs that were cut off, found without looking through all
    "CREATE INDEX sightings_start ON sightings(start) WHERE usable AND kind = 'published'",
    "CREATE INDEX sightings_end ON sightings(end) WHERE usable AND kind = 'published'",
    "CREATE INDEX runs_open ON runs(id) WHERE finished IS NULL AND command <> 'watch'",
    "CREATE INDEX runs_done ON runs(command, inputs) WHERE finished IS NOT NULL AND command <> 'watch'",
)
