"""The work of ``watch``: ask what is due, note what came back, store what is new.

Requests run in threads, one host never has more than one of them; everything that touches the database happens in the
thread that calls :meth:`Watch.run`. A request is noted together with the entries it brought, a page together with the
article it gave: whatever moment the process is killed at, the next one goes on from there.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from syndicheck import pipeline
from syndicheck.errors import StoreLocked, SyndicheckError
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.prepare import prepare
from syndicheck.readers.interface import Item
from syndicheck.readers.replies import Answer, Reply, Validators
from syndicheck.readers.robots import Remembered, Robots
from syndicheck.readers.web import Web
from syndicheck.store import feeds as stored
from syndicheck.store.database import Database, check_versions
from syndicheck.store.encoding import read_iso
from syndicheck.store.feeds import Entry, Feed, Request
from syndicheck.watching import intake, schedule
from syndicheck.watching.settings import Settings
from syndicheck.watching.telling import Message, Teller
from syndicheck.watching.turns import Turns

WORKERS: Final = 8
"""Hosts that are asked at the same time."""
BATCH: Final = 256
"""Entries stored at a time, as many as the pipeline writes in one transaction."""
STORE_EVERY: Final = 30.0
"""Seconds after which what is ready is stored, even when more is on its way."""
LONGEST_SLEEP: Final = 300.0

T = TypeVar("T")


class WatchSummary(Struct):
    """What was done: requests for feeds, pages read, articles stored."""

    feeds_asked: int = 0
    feeds_unchanged: int = 0
    feeds_failed: int = 0
    pages_read: int = 0
    pages_failed: int = 0
    new_articles: int = 0
    new_versions: int = 0
    left_out: int = 0
    stories: int = 0
    take_overs_told: int = 0
    webhook_failed: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name, for JSON."""
        return asdict(self)


class _Done(Struct, frozen=True):
    job: Feed | Entry
    host: str
    reply: Reply


class Watch:
    """Watches the feeds of ``settings``. ``say`` hears one line for everything worth telling; ``message`` writes what
    a webhook is sent.

    Raises what :class:`~syndicheck.store.database.Database` raises, but waits for a database that is locked.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        *,
        allow_private: bool = False,
        say: Callable[[str], None] = lambda line: None,
        on_problem: Callable[[Problem], None] | None = None,
        message: Message | None = None,
    ) -> None:
        check_versions(database)
        self._database = database
        self._settings = settings
        self._say = say
        self._on_problem = on_problem
        self._robots = Robots(
            Remembered(origin, rules, until.timestamp(), failure)
            for origin, rules, until, failure in stored.load_robots(database.connection)
        )
        self._web = Web(allow_private=allow_private, robots=self._robots)
        self._results: queue.SimpleQueue[_Done | None] = queue.SimpleQueue()
        self._busy: set[str] = set()
        self._turns = Turns()
        self._stored_at = time.monotonic()
        self._stopping = False
        self.summary = WatchSummary()
        self._teller: Teller | None = None
        if settings.webhook is not None and message is not None:
            self._teller = Teller(
                database, settings.webhook, message, self._write, allow_private=allow_private, say=say
            )

    def stop(self) -> None:
        """End the work soon; may be called from a signal handler. What was asked and not answered is asked again."""
        self._stopping = True
        self._results.put(None)

    def run(self, *, once: bool = False) -> WatchSummary:
        """Work until :meth:`stop`; with ``once`` only until all that is due now has been asked and stored."""
        self._heed_the_clock()
        self._write(lambda c: stored.register(c, self._settings.feeds, _now()))
        horizon = _now() if once else None
        self._store()  # what a killed process left
        while not self._stopping:
            wait = self._start(horizon)
            if not self._busy and (wait is None or wait > STORE_EVERY):
                self._store()
                if wait is None:
                    break
            self._receive(wait)
            if time.monotonic() - self._stored_at > STORE_EVERY or self._waiting() >= BATCH:
                self._store()
        self._store()
        if once and not (self.summary.feeds_asked or self.summary.pages_read or self._stopping):
            moment = stored.next_moment(self._database.connection, _now())
            if moment is not None:
                self._say(f"Nothing is due before {moment:%Y-%m-%d %H:%M} UTC.")
        return self.summary

    # ── asking ────────────────────────────────────────────────────────────────────────────────────────

    def _start(self, horizon: datetime | None) -> float | None:
        """Start every request that may be made now. Returns the seconds until more may be; ``None``: nothing is left
        to do. Requests on their way do not count.
        """
        now = _now()
        waits: list[float] = []
        jobs: list[Feed | Entry] = [
            feed for feed in stored.load_feeds(self._database.connection) if feed.due <= (horizon or now)
        ]
        jobs += stored.next_pages(self._database.connection, now)
        for job in jobs:
            if job.host in self._busy or len(self._busy) >= WORKERS:
                continue
            if (wait := self._turns.take(job.host)) > 0:
                waits.append(wait)
                continue
            self._busy.add(job.host)
            threading.Thread(target=self._ask, args=(job,), daemon=True).start()
        if self._busy:
            return min(waits, default=LONGEST_SLEEP)
        if horizon is None:
            moment = stored.next_moment(self._database.connection, now)
            waits.append((moment - now).total_seconds() if moment is not None else LONGEST_SLEEP)
        return min(waits) if waits else None

    def _ask(self, job: Feed | Entry) -> None:
        at = job.host

        def moving(to: str) -> float:
            nonlocal at
            before, at = at, to
            return self._turns.move(before, self._pause(before), to)

        try:
            if isinstance(job, Feed):
                reply = self._web.ask(job.url, Validators(job.etag, job.last_modified), moving=moving)
            else:
                reply = self._web.ask(job.url or "", moving=moving)
        except Exception as error:  # a fault of ours; without an answer the host would count as busy for ever
            moment = _now().isoformat(timespec="seconds")
            problem = Problem(job.url or "", "internal-error", f"The request broke ({type(error).__name__}).")
            reply = Reply(moment, moment, problem=problem)
        self._turns.leave(at, self._pause(at))
        self._results.put(_Done(job, job.host, reply))

    def _pause(self, host: str) -> float:
        """Seconds between two requests to a host: as the user wants, unless it asks for more."""
        return max(self._settings.pause, self._web.delay(f"https://{host}/"), self._web.delay(f"http://{host}/"))

    def _receive(self, wait: float | None) -> None:
        """Note the answers that are there, after waiting for the first one no longer than ``wait`` seconds."""
        timeout = min(LONGEST_SLEEP, max(0.0, wait if wait is not None else LONGEST_SLEEP))
        try:
            done = self._results.get(timeout=timeout)
        except queue.Empty:
            return
        while done is not None:
            self._note(done)
            try:
                done = self._results.get_nowait()
            except queue.Empty:
                return

    def _note(self, done: _Done) -> None:
        self._busy.discard(done.host)
        if isinstance(done.job, Feed):
            self._note_feed(done.job, done.reply)
        else:
            self._note_page(done.job, done.reply)
        learned = [(r.origin, r.text, datetime.fromtimestamp(r.until, UTC), r.failure) for r in self._robots.news()]
        if learned:
            self._write(lambda c: stored.save_robots(c, learned))

    # ── feeds ─────────────────────────────────────────────────────────────────────────────────────────

    def _note_feed(self, feed: Feed, reply: Reply) -> None:
        self.summary.feeds_asked += 1
        answered = read_iso(reply.answered)
        request = Request(reply.asked, reply.answered, stored.UNCHANGED, reply.status)
        problem = reply.problem
        if reply.answer is not None:
            found = _leads(reply.answer, feed.url)
            problem = found.problem
            if found.leads or problem is None:
                self._note_entries(feed, reply, found)
                return
        if problem is None:
            self.summary.feeds_unchanged += 1
            due = schedule.feed_due(answered, max(feed.interval, schedule.least_wait(reply.fresh)), 0)
            self._write(lambda c: stored.save_request(c, feed.id, request, due=due))
            return
        self.summary.feeds_failed += 1
        request = replace(request, outcome=stored.FAILED, code=problem.code, message=problem.message)
        due = schedule.feed_due(answered, feed.interval, feed.failures + 1, reply.retry_after)
        self._write(lambda c: stored.save_request(c, feed.id, request, due=due))
        self._say(f"{feed.name}: {problem.message} {problem.remedy} Next time: {due:%Y-%m-%d %H:%M} UTC.")

    def _note_entries(self, feed: Feed, reply: Reply, found: intake.Intake) -> None:
        connection = self._database.connection
        answered = read_iso(reply.answered)
        keys = list(found.leads)
        known = stored.known_digests(connection, feed.id, keys)
        entries = intake.entries_of(
            feed,
            found.leads,
            known,
            stored.listed_elsewhere(connection, feed.id, keys),
            answered,
            None if stored.was_read(connection, feed.id) else self._settings.backlog,
        )
        request = Request(
            reply.asked,
            reply.answered,
            stored.READ,
            reply.status,
            entries=len(keys),
            new_entries=sum(key not in known for key in keys),
            code=found.problem.code if found.problem else "",
            message=found.problem.message if found.problem else "",
        )
        # a feed that could not be read to its end is asked again without saying what we know of it
        validators = reply.validators if found.problem is None else Validators()
        least = schedule.least_wait(reply.fresh, intake.ttl_of(reply.answer) if reply.answer else None)
        due = schedule.feed_due(answered, max(feed.every, least), 0)

        def write(c: object) -> None:
            stored.save_entries(connection, feed.id, entries, answered)
            stored.save_request(
                connection,
                feed.id,
                request,
                due=due,
                etag=validators.etag,
                last_modified=validators.modified,
                least=least,
            )

        self._write(write)
        if request.new_entries:
            self._say(f"{feed.name}: {request.new_entries:,} new of {request.entries:,} entries.")
        if least > max(feed.every, feed.least):
            self._say(f"{feed.name}: the feed wants {least:,} seconds between two requests, and gets them.")
        if reply.moved is not None:
            self._say(f"{feed.name}: the feed has moved for good; name {reply.moved} from now on.")

    # ── pages ─────────────────────────────────────────────────────────────────────────────────────────

    def _note_page(self, entry: Entry, reply: Reply) -> None:
        problem = reply.problem
        if reply.answer is not None:
            items = _page(reply.answer, entry)
            if any(isinstance(item, RawArticle) for item in items):
                self.summary.pages_read += 1
                self._write(lambda c: stored.set_ready(c, entry.id, items))
                return
            problem = next((item for item in items if isinstance(item, Problem)), None)
        problem = problem or Problem(entry.url or entry.key, "no-text", "No article was found on the page.")
        self.summary.pages_failed += 1
        due = None
        if reply.answer is None:
            answered = read_iso(reply.answered)
            due = schedule.page_due(
                answered,
                entry.attempts + 1,
                problem.code,
                reply.status,
                reply.retry_after,
                forbidden=reply.forbidden,
            )
        if due is None:
            items = intake.fallback(entry, problem)
            self._write(lambda c: stored.set_ready(c, entry.id, items, problem.code))
        else:
            busy = schedule.is_busy(reply.status)
            later = due
            self._write(lambda c: stored.put_off(c, entry, later, problem.code, host_too=busy))

    # ── storing ───────────────────────────────────────────────────────────────────────────────────────

    def _store(self) -> None:
        """Make articles of all entries that are ready."""
        self._stored_at = time.monotonic()
        self._heed_the_clock()
        connection = self._database.connection
        while entries := stored.load_ready(connection, BATCH):
            try:
                done = self._patiently(partial(self._ingest, entries))
            except SyndicheckError:
                raise
            except Exception:
                if not self._leave_out_broken(entries):
                    raise
                continue
            self._write(lambda c, entries=entries: stored.set_stored(c, entries))
            self.summary.new_articles += done.new_articles
            self.summary.new_versions += done.new_versions - done.new_articles
            self.summary.left_out += done.left_out
            self.summary.stories = done.stories
            if done.new_versions:
                self._say(f"stored: {done.new_articles:,} new articles, {done.stories:,} stories.")
        if self._teller is not None and not self._stopping:
            told = self._teller.tell()
            self.summary.take_overs_told += told.articles
            self.summary.webhook_failed += told.failed

    def _heed_the_clock(self) -> None:
        """A clock that was years ahead for a moment must not stop the watch for years."""
        now, farthest = _now(), int(schedule.FARTHEST.total_seconds())
        if stored.far_ahead(self._database.connection, now, farthest):
            self._write(lambda c: stored.bring_back(c, now, farthest))
            self._say("What was due in more than a week is asked now: the clock of this machine has been wrong.")

    def _leave_out_broken(self, entries: Sequence[Entry]) -> bool:
        """Whether some of these entries break the program: they are given up, so that the others can be stored."""
        now = _now()
        broken = False
        for entry in entries:
            try:
                for item in entry.pending:
                    if isinstance(item, RawArticle):
                        prepare(item, now=now)
            except Exception as error:  # a fault of ours, that must not stop all feeds until it is mended
                broken = True
                problem = Problem(
                    entry.url or entry.key,
                    "internal-error",
                    f"The article breaks syndicheck ({type(error).__name__}).",
                    "Please report it with its address.",
                )
                self._say(f"{problem.where}: {problem.message} {problem.remedy}")
                self._write(partial(_give_up, entry, problem))
        return broken

    def _ingest(self, entries: Sequence[Entry]) -> pipeline.IngestSummary:
        ids = {entry.feed_id for entry in entries}
        feeds = stored.load_feeds(self._database.connection)
        return pipeline.ingest(
            self._database,
            (item for entry in entries for item in entry.pending),
            inputs=sorted(feed.url for feed in feeds if feed.id in ids),
            command="watch",
            on_problem=self._on_problem,
            strict=True,  # an entry that brought nothing is not held, see :meth:`_leave_out_broken`
        )

    def _waiting(self) -> int:
        return stored.count_ready(self._database.connection)

    def _write(self, change: Callable[..., None]) -> None:
        def attempt() -> None:
            with self._database.transaction() as connection:
                change(connection)

        self._patiently(attempt)

    def _patiently(self, attempt: Callable[[], T]) -> T:
        """Do something with the database, however long another process holds it."""
        while True:
            try:
                return attempt()
            except StoreLocked as locked:
                if self._stopping:
                    raise
                self._say(f"{locked.message} Waiting.")
                time.sleep(2)


def _leads(answer: Answer, where: str) -> intake.Intake:
    """What an answer lists; one that breaks the program is a feed that fails, and stops no other."""
    try:
        return intake.leads_of(answer, where)
    except Exception as error:
        return intake.Intake({}, _broken(where, error))


def _page(answer: Answer, entry: Entry) -> tuple[Item, ...]:
    """The same for a page, which would be asked for again at every start."""
    where = entry.url or entry.key
    try:
        return intake.page_of(answer, entry)
    except Exception as error:
        return (_broken(where, error),)


def _broken(where: str, error: Exception) -> Problem:
    what = f"The answer breaks syndicheck ({type(error).__name__})."
    return Problem(where, "internal-error", what, "Please report it with its address.")


def _give_up(entry: Entry, problem: Problem, connection: sqlite3.Connection) -> None:
    stored.set_ready(connection, entry.id, [problem], problem.code)


def _now() -> datetime:
    return datetime.now(UTC)
