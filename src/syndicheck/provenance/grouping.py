"""From stored matches to stored stories: what the clusters, the origin and the public ids need from the database.

Only the neighbourhood of articles with new matches is looked at. A neighbourhood is closed under "one took text
from the other", "is in one story with" and "a person says they are one story", so that its stories can be formed from
all edges there are, whatever the order in which articles came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from syndicheck.broken import attempted, broken_story
from syndicheck.linking import TextCache
from syndicheck.model.articles import Problem
from syndicheck.provenance.coverage import FeedGap
from syndicheck.provenance.edges import DRAWING
from syndicheck.provenance.forming import Around, Formed, form
from syndicheck.provenance.held import gaps_of
from syndicheck.provenance.public_ids import assign_ids
from syndicheck.provenance.rulings import Rulings
from syndicheck.store.heads import load_heads
from syndicheck.store.matches import drop_story_matches, neighbours, save_story_match
from syndicheck.store.reviews import ids_of_keys, load_rulings, stories_parted_again
from syndicheck.store.runs import LeftOut
from syndicheck.store.sketches import COMPARED, GROUPED, advance, articles_of, count_waiting, waiting
from syndicheck.store.stories import FormerPublicIds, replace_stories, resolve_public_id, stories_touching
from syndicheck.workers import held as held_by_worker
from syndicheck.workers import in_turn

if TYPE_CHECKING:
    from syndicheck.pipeline import Progress
    from syndicheck.store.database import Database

AT_A_TIME = 500
"""New versions whose neighbourhoods are looked up together; bounds memory, not the result."""

CHUNK = 64
"""Articles, in whole neighbourhoods, handed to a worker process at a time."""


def regroup(
    database: Database,
    progress: Progress | None = None,
    cache: TextCache | None = None,
    pool: Executor | None = None,
    left_out: LeftOut | None = None,
) -> None:
    """Bring the stories up to date with the matches found since they were last formed.

    ``cache`` may hold texts that were just compared. With ``pool``, whose processes must be those of
    :mod:`syndicheck.workers`, these form the stories, and this one writes them. What breaks the program is left out
    and noted in ``left_out``: of a pair, what it has in common; of a neighbourhood, what is new.
    """
    connection = database.connection
    left_out = left_out or LeftOut()
    if progress is not None:
        progress.step("group", count_waiting(connection, COMPARED))
    cache = TextCache(connection) if cache is None else cache
    done: set[int] = set()
    while sketch_ids := waiting(connection, COMPARED, AT_A_TIME):
        decided = _Decided(connection)
        around: list[Around] = []
        for article_id in articles_of(connection, sketch_ids):
            if article_id not in done:
                articles, stories = _neighbourhood(connection, decided, article_id)
                done |= articles
                if len(articles) > 1 or stories:
                    around.append((sorted(articles), stories))
        for formed in _all_formed(connection, cache, around, decided, pool):
            with database.transaction():
                if isinstance(formed, Formed):
                    _store(connection, formed, decided.parted_again)
                left_out.note(connection, formed.problems if isinstance(formed, Formed) else [formed])
            left_out.tell()
        with database.transaction():
            advance(connection, sketch_ids, GROUPED)
        if progress is not None:
            progress.advance(len(sketch_ids))


class _Decided:
    """What people have decided, and the articles that they joined by row id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.rulings = load_rulings(connection)
        self.gaps = gaps_of(connection)
        self.parted_again = stories_parted_again(connection)
        self._joined: dict[int, list[set[int]]] = {}
        for keys in self.rulings.groups():
            group = set(ids_of_keys(connection, keys).values())
            for article_id in group:
                self._joined.setdefault(article_id, []).append(group)

    def joined_with(self, article_ids: Iterable[int]) -> set[int]:
        """Articles that a person has joined with any of these."""
        return set().union(*(group for article_id in article_ids for group in self._joined.get(article_id, ())))


def _neighbourhood(
    connection: sqlite3.Connection, decided: _Decided, article_id: int
) -> tuple[set[int], dict[str, frozenset[int]]]:
    """The closed neighbourhood of an article, and the stories that lie in it."""
    found = {article_id}
    fresh = {article_id}
    stories: dict[str, frozenset[int]] = {}
    while fresh:
        touching = stories_touching(connection, fresh)
        stories.update(touching)
        reached = neighbours(connection, sorted(fresh), DRAWING).union(*touching.values(), decided.joined_with(fresh))
        fresh = reached - found
        found |= fresh
    return found, stories


def _all_formed(
    connection: sqlite3.Connection,
    cache: TextCache,
    around: Sequence[Around],
    decided: _Decided,
    pool: Executor | None,
) -> Iterator[Formed | Problem]:
    """The stories of each neighbourhood, in their order. What one holds concerns no other."""
    if pool is None or sum(len(articles) for articles, _ in around) <= CHUNK:
        for one in around:
            yield _formed(connection, cache, one, decided.rulings, decided.gaps)
        return
    work = partial(_form_chunk, rulings=decided.rulings, gaps=decided.gaps)
    for found in in_turn(pool, work, _chunks(around)):
        yield from found


def _chunks(around: Iterable[Around]) -> Iterator[list[Around]]:
    chunk: list[Around] = []
    for one in around:
        chunk.append(one)
        if sum(len(articles) for articles, _ in chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _form_chunk(around: Sequence[Around], rulings: Rulings, gaps: Sequence[FeedGap]) -> list[Formed | Problem]:
    """In a worker process."""
    connection, cache = held_by_worker["database"].connection, held_by_worker["cache"]
    return [_formed(connection, cache, one, rulings, gaps) for one in around]


def _formed(
    connection: sqlite3.Connection, cache: TextCache, around: Around, rulings: Rulings, gaps: Sequence[FeedGap]
) -> Formed | Problem:
    """The stories of a neighbourhood; a problem where it breaks the program. Stories that it has already are left then:
    their ids would lead nowhere.
    """
    made = attempted(form, connection, cache, around, rulings, gaps)
    if isinstance(made, Exception):
        article_ids, _ = around
        first = min(head.key for head in load_heads(connection, article_ids))
        return broken_story(first, len(article_ids), made)
    return made


def _store(connection: sqlite3.Connection, formed: Formed, parted_again: Collection[str]) -> None:
    """Give stories their ids and put them in the place of the old ones; the caller holds the transaction."""
    assigned = assign_ids(
        formed.old_members,
        formed.members,
        taken=FormerPublicIds(connection, except_for=formed.old),
        undone={
            public_id: present
            for public_id in parted_again
            if (present := resolve_public_id(connection, public_id))
            and present != public_id
            and present in formed.old_members
        },
    )
    saved = {part.match_id for record, _ in formed.records for part in record.articles if part.match_id is not None}
    drop_story_matches(connection, formed.old, saved)
    records = [
        replace(
            record,
            public_id=public_id,
            articles=tuple(
                part if new is None else replace(part, match_id=save_story_match(connection, new.a, new.b, new.match))
                for part, new in zip(record.articles, unsaved, strict=True)
            ),
        )
        for (record, unsaved), public_id in zip(formed.records, assigned.ids, strict=True)
    ]
    replace_stories(connection, formed.old, records, {**dict.fromkeys(assigned.gone, ""), **assigned.redirects})
