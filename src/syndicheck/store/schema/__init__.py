"""Tables, views and migrations of the database, and the versions that its derived data depends on.

Tables are written for people who open the file in Datasette: foreign keys throughout, a label column (``name``,
``title``) where one is wanted, times as ISO 8601 text in UTC. What a column means stands as a comment in the SQL that
makes it; :data:`ADDED_COLUMNS` says it of those that a migration added, because SQLite keeps no comment there.
"""

from __future__ import annotations

ADDED_COLUMNS = {
    "marks": {"dismissed_by": "the review that takes it back; empty: it stands"},
    "outlets": {"owner": "who owns it, as the newsroom or trust.txt says"},
    "article_versions": {
        "since": "earliest time that a record with this text gives (of each the latest one), UTC; empty: as dated"
    },
    "articles": {"outlet_as_read": "the outlet as its record has it, before names and domains were put together"},
    "anchored_versions": {
        "rarest": "its rarest anchors, the rarest first: 47 bits each, in six bytes, little-endian",
        "packed": "all its anchors (matching/packed.py); empty: not kept, and read from the text where they are needed",
    },
    "feeds": {"least": "seconds that the feed itself wants between two requests; 0: it does not say"},
}
"""Columns that migrations added to tables, in words."""
