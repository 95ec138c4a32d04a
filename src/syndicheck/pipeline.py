"""Articles in, stories out: the one place that knows the order of the steps.

1. *Store*: each article with its marks, sketch and times, in batches, one transaction each.
2. *Compare*: every new version with the earlier ones; matches and progress in one transaction a batch.
3. *Group*: the stories that the new matches touch, with their origin.

Each step leaves in the database how far it has come (``sketches.state``). A run that is cut off at any point goes on
there when the same command is run again, and ends with the same result.
"""

from __future__ import annotations

import gc
import itertools
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from syndicheck import batches
from syndicheck.identity import article_key, outlet_name
from syndicheck.linking import Linked, Links, TextCache, link
from syndicheck.marks.catalogue import configured
from syndicheck.marks.dismissals import Dismissals
from syndicheck.marks.recurring import Recurring, RecurringBlock
from syndicheck.marks.recurring import learn as learn_blocks
from syndicheck.marks.sitelines import learn_site_lines
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.model.prepared import PreparedArticle
from syndicheck.prepare import prepare, prepare_or_tell, text_hash
from syndicheck.provenance.grouping import regroup
from syndicheck.store import articles as stored_articles
from syndicheck.store import rebuild, runs, sketches
from syndicheck.store.anchors import keep_packed
from syndicheck.store.database import Database, check_texts, check_versions
from syndicheck.store.marks import register_organisations
from syndicheck.store.matches import save_match
from syndicheck.store.recurring import load_recurring, replace_blocks, seen_articles, seen_pages
from syndicheck.store.reviews import load_dismissals
from syndicheck.store.said import Said
from syndicheck.store.schema.derivation import code_versions, write_versions
from syndicheck.store.stories import count_stories
from syndicheck.workers import COLLECT_AFTER, Workers, held, in_turn

CHUNK = 32
"""Articles handed to a worker process at a time."""


class Progress(Protocol):
    """What a run reports while it works. ``total`` is ``None`` as long as nobody knows it."""

    def step(self, name: str, total: int | None) -> None:
        """A new step begins."""

    def advance(self, count: int) -> None:
        """So many more articles are through the step."""

    def close(self) -> None:
        """The run is over."""


class IngestSummary(Struct):
    """What a run did: ``read`` counts articles, ``left_out`` unusable records, and comparisons and stories that break
    the program, ``notes`` lesser problems.
    """

    read: int = 0
    new_articles: int = 0
    new_versions: int = 0
    unchanged: int = 0
    left_out: int = 0
    notes: int = 0
    stories: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name, for JSON."""
        return asdict(self)


def ingest(
    database: Database,
    records: Iterable[RawArticle | Problem],
    *,
    inputs: Sequence[str] = (),
    command: str = "ingest",
    jobs: int | None = 1,
    now: datetime | None = None,
    progress: Progress | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    strict: bool = False,
) -> IngestSummary:
    """Store articles and bring matches and stories up to date.

    ``records`` come from :func:`syndicheck.readers.read`; ``inputs`` is what was asked for, and
    ``command`` by which command, for the run's row.
    ``jobs`` worker processes prepare and compare, where there is enough to do; ``None``: one for each processor.
    ``now`` decides what counts as the future; by default it is when a batch was read. ``on_problem`` hears of every
    record that could not be used, or only in part. An article that breaks the program is one of them; with ``strict``
    it raises what it raises, for who can tell which one that was. It hears as well of pairs of articles, and stories,
    that break the program.

    Raises:
        VersionMismatch: the database holds data of other versions; nothing was changed.
        StoreError: see :class:`syndicheck.store.database.Database`.
        WorkerLost: a worker process was killed or could not start; what was committed stays.
    """
    check_versions(database)
    summary = IngestSummary()

    def tell(problem: Problem) -> None:
        summary.left_out += problem.fatal
        summary.notes += not problem.fatal
        if on_problem is not None:
            on_problem(problem)

    with ExitStack() as stack:
        stack.enter_context(database.run())
        stack.enter_context(_seldom_collecting())
        workers = Workers(database.path, jobs, stack)
        if progress is not None:
            stack.callback(progress.close)
        # what a rebuild that was cut off has left comes first, as it would have come without these articles
        left_out = runs.LeftOut(tell)
        _derive_missing(database, workers, now or datetime.now(UTC), progress, left_out)
        one: Callable[..., PreparedArticle | Problem] = prepare if strict else prepare_or_tell
        _store(database, records, (command, inputs), workers, now, progress, tell, summary, one)
        summary.stories = _link_and_group(database, workers, progress, now, left_out)
    return summary


def reindex(
    database: Database,
    *,
    jobs: int | None = 1,
    now: datetime | None = None,
    progress: Progress | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> int:
    """Derive everything again from the stored texts with the present code and catalogue.

    Returns the number of stories. Cut off, it is finished by the next ``reindex`` or ``ingest``. ``on_problem`` hears
    of articles, pairs of them, and stories, that break the program and are left out.

    Raises:
        VersionMismatch: the file was published without its texts; nothing was changed.
        WorkerLost: see :func:`ingest`.
    """
    return _derive_again(database, None, jobs, now, progress, on_problem)


def _derive_again(
    database: Database,
    blocks: Sequence[RecurringBlock] | None,
    jobs: int | None,
    now: datetime | None,
    progress: Progress | None,
    on_problem: Callable[[Problem], None] | None,
) -> int:
    """``blocks``, unless ``None``, replace the learned ones in the transaction that throws away what knew the old."""
    check_texts(database)  # without them nothing could be derived again
    with ExitStack() as stack:
        stack.enter_context(database.run())
        stack.enter_context(_seldom_collecting())
        if progress is not None:
            stack.callback(progress.close)
        with database.transaction() as connection:
            rebuild.clear_derived(connection)
            write_versions(connection, code_versions())
            _register_organisations(connection)
            if blocks is not None:
                replace_blocks(connection, blocks, now or datetime.now(UTC))
        workers = Workers(database.path, jobs, stack)  # they read the blocks when they start
        return link_and_group(database, workers, progress, now=now, on_problem=on_problem)


def learn(
    database: Database,
    *,
    jobs: int | None = 1,
    keep: bool = True,
    now: datetime | None = None,
    progress: Progress | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> list[RecurringBlock]:
    """Find the blocks that come back in unrelated stories, store them, and derive everything again with them.

    With ``keep=False`` they are only found: nothing is stored. Blocks learned before are replaced, so that the same
    articles give the same blocks however often this is called. ``on_problem``: see :func:`reindex`.
    """
    if progress is not None:
        progress.step("learn", None)
    blocks = learn_blocks(lambda: seen_articles(database.connection))
    known = {block.key for block in blocks}  # what stands at both edges of bodies counts at both
    blocks += [block for block in learn_site_lines(seen_pages(database.connection)) if block.key not in known]
    if keep and Recurring(blocks).version != load_recurring(database.connection).version:
        _derive_again(database, blocks, jobs, now, progress, on_problem)
    elif progress is not None:
        progress.close()
    return blocks


def forget(
    database: Database,
    *,
    jobs: int | None = 1,
    now: datetime | None = None,
    progress: Progress | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> int:
    """Take back what was learned and derive everything again without it. Returns the number of blocks there were.
    ``on_problem``: see :func:`reindex`.
    """
    known = len(load_recurring(database.connection).blocks)
    if known:
        _derive_again(database, [], jobs, now, progress, on_problem)
    return known


def link_and_group(
    database: Database,
    workers: Workers | None = None,
    progress: Progress | None = None,
    *,
    now: datetime | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> int:
    """Bring everything derived up to date: sketches of a rebuild, matches, stories. Returns their number.
    ``on_problem``: see :func:`reindex`.
    """
    return _link_and_group(database, workers, progress, now, runs.LeftOut(on_problem))


def _link_and_group(
    database: Database,
    workers: Workers | None,
    progress: Progress | None,
    now: datetime | None,
    left_out: runs.LeftOut,
) -> int:
    with database.run():
        _derive_missing(database, workers, now or datetime.now(UTC), progress, left_out)
        cache = TextCache(database.connection)
        _compare(database, cache, workers, progress, left_out)
        pool = None if workers is None else workers.for_(sketches.count_waiting(database.connection, sketches.COMPARED))
        regroup(database, progress, cache, pool, left_out)
        return count_stories(database.connection)


def _derive_missing(
    database: Database, workers: Workers | None, now: datetime, progress: Progress | None, left_out: runs.LeftOut
) -> None:
    """Marks, times and sketches of versions that lost them to a rebuild. One that breaks the program stays without, and
    is tried again by every later run.
    """
    missing = rebuild.underived(database.connection)
    if not missing:
        return
    if progress is not None:
        progress.step("derive", len(missing))
    recurring = load_recurring(database.connection)
    pool = None if workers is None else workers.for_(len(missing))

    def pieces() -> Iterator[list[tuple[int, int, RawArticle]]]:
        start = 0
        while some := missing[start : start + _batch_size(database)]:
            yield rebuild.load_records(database.connection, some)
            start += len(some)

    def begin(batch: list[tuple[int, int, RawArticle]]) -> Iterable[PreparedArticle | Problem]:
        stored_as = rebuild.load_identities(database.connection, [version_id for version_id, _, _ in batch])
        dismissals = load_dismissals(database.connection)
        return _prepare_all(prepare_or_tell, [raw for _, _, raw in batch], now, pool, recurring, dismissals, stored_as)

    for batch, preparing in _one_ahead(pieces(), begin, parallel=pool is not None):
        prepared = list(preparing)
        derived = [
            (version_id, article_id, article)
            for (version_id, article_id, _), article in zip(batch, prepared, strict=True)
            if isinstance(article, PreparedArticle)
        ]
        with database.transaction() as connection:
            rebuild.save_derived(connection, derived)
            left_out.note(connection, [article for article in prepared if isinstance(article, Problem)])
        left_out.tell()
        if progress is not None:
            progress.advance(len(batch))


Work = TypeVar("Work")
Begun = TypeVar("Begun")


def _one_ahead(
    items: Iterable[Work], begin: Callable[[Work], Begun], *, parallel: bool
) -> Iterator[tuple[Work, Begun]]:
    """Items, each with what was begun for it. With workers the next one is begun before: while this process writes,
    they go on. What was begun is handed out even where reading on fails.
    """
    begun: deque[tuple[Work, Begun]] = deque()
    try:
        for item in items:
            begun.append((item, begin(item)))
            if not parallel or len(begun) > 1:
                yield begun.popleft()
    except GeneratorExit:
        raise
    except BaseException:  # Ctrl-C as well: pages that were fetched are not thrown away
        yield from begun
        raise
    yield from begun


# ── 1. store ──────────────────────────────────────────────────────────────────────────────────────────


def _store(
    database: Database,
    records: Iterable[RawArticle | Problem],
    asked: tuple[str, Sequence[str]],
    workers: Workers,
    now: datetime | None,
    progress: Progress | None,
    tell: Callable[[Problem], None],
    summary: IngestSummary,
    one: Callable[..., PreparedArticle | Problem],
) -> None:
    if progress is not None:
        progress.step("read", None)
    with database.transaction() as connection:
        run_id = runs.begin_run(connection, *asked)
        _register_organisations(connection)
    recurring = load_recurring(database.connection)
    saved = runs.Saved()
    problems = seen = 0

    def begin(batch: list[RawArticle | Problem]) -> tuple[int, Iterable[PreparedArticle | Problem]]:
        """How many are stored already, and the others prepared."""
        nonlocal seen
        seen += len(batch)
        articles = [r for r in batch if isinstance(r, RawArticle)]
        fresh = [r for r in articles if not _is_known(database, r)]
        pool = workers.for_(seen)
        moment = now or datetime.now(UTC)  # pages of a long list appear while it is read
        prepared = _prepare_all(one, fresh, moment, pool, recurring, load_dismissals(database.connection))
        return len(articles) - len(fresh), prepared

    pieces = batches.batches(records, lambda: _batch_size(database))
    for batch, (known, preparing) in _one_ahead(pieces, begin, parallel=workers.several):
        made = list(preparing)
        prepared = [article for article in made if isinstance(article, PreparedArticle)]
        found = [item for item in (*batch, *made) if isinstance(item, Problem)]
        found += [problem for article in prepared for problem in article.problems]
        with database.transaction() as connection:
            saved.add(stored_articles.save(connection, run_id, prepared))
            saved.unchanged += known
            problems += runs.save_problems(connection, run_id, found)
            runs.count_run(connection, run_id, saved, problems)
        for problem in found:
            tell(problem)
        if progress is not None:
            progress.advance(known + len(made))
    with database.transaction() as connection:
        runs.end_run(connection, run_id)
    summary.read = saved.new_versions + saved.unchanged
    summary.new_articles = saved.new_articles
    summary.new_versions = saved.new_versions
    summary.unchanged = saved.unchanged


def _register_organisations(connection: sqlite3.Connection) -> None:
    catalogue = configured()
    register_organisations(connection, ((o.id, o.name, o.kind) for o in catalogue.organisations.values()))


def _batch_size(database: Database) -> int:
    return batches.size(sketches.last(database.connection))


def _is_known(database: Database, raw: RawArticle) -> bool:
    """Whether this text of this article is stored, with all that its record says: nothing to derive again."""
    try:
        said = Said(raw.url, raw.canonical_url, raw.author, raw.source_id, outlet_name(raw))
        key, version = article_key(raw), text_hash(raw)
    except (OSError, MemoryError):
        raise
    except Exception:  # what breaks the program here breaks it again when it is prepared, and is told there
        return False
    times = [(time.kind, time.source, time.raw) for time in raw.times]
    return stored_articles.known_version(database.connection, key, version, times, said)


Made = TypeVar("Made")


def _prepare_all(
    one: Callable[..., Made],
    raws: Sequence[RawArticle],
    now: datetime,
    pool: Executor | None,
    recurring: Recurring,
    dismissals: Dismissals,
    stored_as: Sequence[tuple[str, str] | None] | None = None,
) -> Iterable[Made]:
    """What ``one`` (:func:`~syndicheck.prepare.prepare` or its kin) makes of each. ``stored_as``: key and text hash of
    each version that is prepared again. Workers begin at once.
    """
    identities = stored_as or [None] * len(raws)
    if pool is None or len(raws) <= CHUNK:
        return _prepare_chunk(one, raws, now, dismissals, identities, recurring)
    starts = range(0, len(raws), CHUNK)
    found = pool.map(
        _prepare_chunk,
        itertools.repeat(one),
        [raws[start : start + CHUNK] for start in starts],
        itertools.repeat(now),
        itertools.repeat(dismissals),
        [identities[start : start + CHUNK] for start in starts],
    )
    return itertools.chain.from_iterable(found)


def _prepare_chunk(
    one: Callable[..., Made],
    raws: Sequence[RawArticle],
    now: datetime,
    dismissals: Dismissals,
    identities: Sequence[tuple[str, str] | None],
    recurring: Recurring | None = None,
) -> list[Made]:
    """``recurring`` is left out in a worker process, which has read it from the database."""
    catalogue = configured()
    known = held["recurring"] if recurring is None else recurring
    return [
        one(raw, now=now, catalogue=catalogue, recurring=known, dismissals=dismissals, stored_as=identity)
        for raw, identity in zip(raws, identities, strict=True)
    ]


# ── 2. compare ────────────────────────────────────────────────────────────────────────────────────────


def _compare(
    database: Database, cache: TextCache, workers: Workers | None, progress: Progress | None, left_out: runs.LeftOut
) -> None:
    total = sketches.count_waiting(database.connection, sketches.STORED)
    if progress is not None:
        progress.step("compare", total)
    pool = None if workers is None else workers.for_(total)
    for chunk, links in _link_all(database, cache, pool):
        with database.transaction() as connection:
            for one in links.found:
                if isinstance(one, Linked):
                    save_match(connection, one.a, one.b, one.match)
            keep_packed(connection, links.anchors)
            left_out.note(connection, (one for one in links.found if isinstance(one, Problem)))
            sketches.advance(connection, chunk, sketches.COMPARED)
        left_out.tell()
        if progress is not None:
            progress.advance(len(chunk))


def _link_all(database: Database, cache: TextCache, pool: Executor | None) -> Iterator[tuple[Sequence[int], Links]]:
    """All that was stored and not compared yet, a chunk at a time, with its matches and what was left out."""
    if pool is None:
        for chunk in _waiting_chunks(database.connection):
            yield chunk, link(database.connection, cache, chunk)
        return
    yield from in_turn(pool, _link_chunk, _waiting_chunks(database.connection))


def _waiting_chunks(connection: sqlite3.Connection) -> Iterator[Sequence[int]]:
    last = 0
    while chunk := sketches.waiting(connection, sketches.STORED, CHUNK, after=last):
        yield chunk
        last = chunk[-1]


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let the garbage collector look for cycles less often; as before afterwards."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _link_chunk(sketch_ids: Sequence[int]) -> tuple[Sequence[int], Links]:
    """In a worker process."""
    return sketch_ids, link(held["database"].connection, held["cache"], sketch_ids)
