"""Looking after a database: articles deleted, databases merged. Copies and room: :mod:`syndicheck.store.copies`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from syndicheck.model.articles import Problem
from syndicheck.pipeline import Progress, link_and_group
from syndicheck.store.database import Database, check_versions
from syndicheck.store.forgetting import forget_before
from syndicheck.store.merging import attached, check_sources, copy_given
from syndicheck.store.rebuild import clear_derived, underived
from syndicheck.store.removal import remove_articles
from syndicheck.store.schema.derivation import code_versions, write_versions
from syndicheck.store.sketches import all_waiting
from syndicheck.workers import Workers


def delete(
    database: Database,
    article_ids: Collection[int],
    *,
    before: str | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> int:
    """Delete articles with everything derived from them, and form the stories around them anew.

    With ``before`` (UTC, as stored) also what the watching of feeds noted earlier than that and nothing needs any more.
    Returns the number of stories. What an earlier run left to be compared is compared first: what of it is deleted may
    have been the first of a story. Cut off after the deletion, the stories are finished by the next run.

    ``on_problem`` hears of pairs of articles, and stories, that break the program and are left out.

    Raises:
        VersionMismatch: the database holds data of other versions; nothing was changed.
    """
    check_versions(database)
    with database.run():
        try:
            if article_ids and (all_waiting(database.connection) or underived(database.connection)):
                link_and_group(database, None, progress, now=now, on_problem=on_problem)
            with database.transaction() as connection:
                remove_articles(connection, article_ids)
                if before is not None:
                    forget_before(connection, before)
            return link_and_group(database, None, progress, now=now, on_problem=on_problem)
        finally:
            if progress is not None:
                progress.close()


class Merged(Struct, frozen=True):
    """What came in, and the stories there are now."""

    articles: int
    versions: int
    reviews: int
    stories: int


def merge(
    target: Database,
    sources: Sequence[Path],
    *,
    jobs: int | None = 1,
    now: datetime | None = None,
    progress: Progress | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Merged:
    """Bring the articles of other databases into ``target``, and match and group what came in.

    What was given is copied (articles by key, versions, times, decisions, learned blocks); what is derived is derived
    here, by ``jobs`` worker processes where there is enough to do (``None``: one for each processor). Merging the same
    again changes nothing. ``on_problem``: see :func:`delete`.

    Raises:
        InputError, StoreError: see :func:`~syndicheck.store.merging.check_sources`; nothing was changed.
        WorkerLost: a worker process was killed or could not start; what came in stays, and is matched by the next run.
    """
    check_sources(sources, target.path)
    check_versions(target)
    with ExitStack() as stack:
        stack.enter_context(target.run())
        if progress is not None:
            stack.callback(progress.close)
        with ExitStack() as reading:
            # closed without another look: what is written to a source afterwards is no concern of ours
            given = [reading.enter_context(closing(Database(source))) for source in sources]
            names = reading.enter_context(attached(target, sources))
            connection = reading.enter_context(target.transaction())
            came = copy_given(connection, names)
            for source in given:  # whoever may not lock a source out has to look
                source.check_undisturbed()
            if came.reviews or came.blocks:  # they may change the marks of what was here before
                clear_derived(connection)
                write_versions(connection, code_versions())
        workers = Workers(target.path, jobs, stack)  # they read learned blocks when they start
        stories = link_and_group(target, workers, progress, now=now, on_problem=on_problem)
    return Merged(came.articles, came.versions, came.reviews, stories)
