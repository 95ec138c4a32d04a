"""Who published the sources of a draft first: the stored verdicts, with their reasons."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from syndicheck.checking.draft import Compared
from syndicheck.checking.findings import StoryOrigin
from syndicheck.store.drafts import story_id_of, story_row


def origins_of(connection: sqlite3.Connection, taken: Sequence[Compared]) -> tuple[StoryOrigin, ...]:
    """The stories of the sources that a draft is taken from, in their order."""
    stories: dict[int, list[int]] = {}
    for one in taken:
        story_id = story_id_of(connection, one.held.article_id)
        if story_id is not None:
            stories.setdefault(story_id, []).append(one.held.article_id)
    found = []
    for story_id, article_ids in stories.items():
        row = story_row(connection, story_id)
        found.append(
            StoryOrigin(
                row.public_id,
                row.title,
                row.verdict,
                row.outlets,
                row.members,
                row.carried_by,
                row.reasons,
                tuple(article_ids),
            )
        )
    return tuple(found)
