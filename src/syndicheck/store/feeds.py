"""Feeds that are watched: when each was asked, what came back, and which of its entries are stored.

An entry goes ``waiting`` (for its page) → ``ready`` (all that is to be stored lies in the row) → ``held``. Each step is
one transaction, and what is stored carries the times of the first attempt: a process that is killed between two steps
does the last one again, with the same result.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from msgspec import Struct

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.records import as_dict
from syndicheck.store.encoding import compact_json, iso, read_iso

WAITING, READY, HELD, GIVEN_UP, LEFT_OUT = "waiting", "ready", "held", "given-up", "left-out"
READ, UNCHANGED, FAILED = "read", "unchanged", "failed"


class FeedSettings(Struct, frozen=True):
    """One feed as a person names it; ``content`` is ``feed``, ``page`` or ``auto``, ``every`` in seconds."""

    url: str
    name: str
    host: str
    content: str
    every: int


class Feed(Struct, frozen=True):
    """One feed as it is stored."""

    id: int
    url: str
    name: str
    host: str
    content: str
    every: int
    due: datetime
    failures: int
    etag: str | None
    last_modified: str | None
    least: int = 0

    @property
    def interval(self) -> int:
        """Seconds between two requests: as the user wants, unless the feed itself asks for more (``least``)."""
        return max(self.every, self.least)


class Request(Struct, frozen=True):
    """A request for a feed and what came back; ``outcome`` is ``read``, ``unchanged`` or ``failed``."""

    asked: str
    answered: str
    outcome: str
    status: int | None = None
    entries: int = 0
    new_entries: int = 0
    code: str = ""
    message: str = ""


class Entry(Struct, frozen=True):
    """One entry of a feed. ``given`` is what the feed gives of it, ``pending`` what is to be stored next."""

    key: str
    digest: str
    title: str
    url: str | None
    host: str
    seen: datetime
    state: str
    given: tuple[RawArticle | Problem, ...] = ()
    pending: tuple[RawArticle | Problem, ...] = ()
    attempts: int = 0
    code: str = ""
    id: int = 0
    feed_id: int = 0


FORGOTTEN = "gone:"
"""How the key of an entry begins whose article was deleted; a hash follows."""


def forgotten(key: str) -> str:
    """What stands for the key of an entry, often an address, when it is to be forgotten. The entry is still known by
    it, so that a feed that goes on listing it does not bring its article back.
    """
    if key.startswith(FORGOTTEN):
        return key
    return FORGOTTEN + blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# ── feeds ─────────────────────────────────────────────────────────────────────────────────────────────


def register(connection: sqlite3.Connection, feeds: Iterable[FeedSettings], now: datetime) -> None:
    """Make the stored feeds those that are named: new ones are due at once, what is no longer named is removed (its
    history stays).
    """
    named = list(feeds)
    for feed in named:
        connection.execute(
            "INSERT INTO feeds (name, url, content, every, host, added, due) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (url) DO UPDATE SET name = excluded.name, content = excluded.content,"
            " every = excluded.every, host = excluded.host, removed = NULL,"
            # a shorter interval counts from now, and who waits after failures goes on waiting
            " due = CASE WHEN failures > 0 THEN due ELSE"
            " min(due, strftime('%Y-%m-%dT%H:%M:%SZ', ?, '+' || max(excluded.every, least) || ' seconds')) END",
            (
                feed.name,
                feed.url,
                feed.content,
                feed.every,
                feed.host,
                _second(now),
                _second(now),
                _second(now),
            ),
        )
    urls = {feed.url for feed in named}
    for feed_id, url in connection.execute("SELECT id, url FROM feeds WHERE removed IS NULL").fetchall():
        if url not in urls:
            connection.execute("UPDATE feeds SET removed = ? WHERE id = ?", (_second(now), feed_id))


def _second(moment: datetime) -> str:
    """A time in the one form that SQL can compare: to the second."""
    return iso(moment.replace(microsecond=0))


def load_feeds(connection: sqlite3.Connection) -> list[Feed]:
    """The feeds that are watched, the longest due first."""
    rows = connection.execute(
        "SELECT id, url, name, host, content, every, due, failures, etag, last_modified, least FROM feeds"
        " WHERE removed IS NULL ORDER BY due, id"
    )
    return [
        Feed(feed_id, url, name, host, content, every, read_iso(due), failures, etag, modified, least)
        for feed_id, url, name, host, content, every, due, failures, etag, modified, least in rows
    ]


def save_request(
    connection: sqlite3.Connection,
    feed_id: int,
    request: Request,
    *,
    due: datetime,
    etag: str | None = None,
    last_modified: str | None = None,
    least: int = 0,
) -> None:
    """Note what a request came to and when the feed is due again. Validators are those of the last answer read, and so
    is ``least``, the seconds that the feed wants between two requests.
    """
    connection.execute(
        "INSERT INTO feed_requests (feed_id, asked, answered, outcome, status, entries, new_entries, code, message)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            feed_id,
            _second(read_iso(request.asked)),
            _second(read_iso(request.answered)),
            request.outcome,
            request.status,
            request.entries,
            request.new_entries,
            request.code,
            request.message,
        ),
    )
    if request.outcome == FAILED:
        connection.execute("UPDATE feeds SET failures = failures + 1, due = ? WHERE id = ?", (_second(due), feed_id))
    elif request.outcome == UNCHANGED:
        connection.execute("UPDATE feeds SET failures = 0, due = ? WHERE id = ?", (_second(due), feed_id))
    else:
        connection.execute(
            "UPDATE feeds SET failures = 0, due = ?, etag = ?, last_modified = ?, least = ? WHERE id = ?",
            (_second(due), etag, last_modified, least, feed_id),
        )


def was_read(connection: sqlite3.Connection, feed_id: int) -> bool:
    """Whether a feed has ever given entries."""
    found = connection.execute(
        "SELECT 1 FROM feed_requests WHERE feed_id = ? AND outcome = 'read' LIMIT 1", (feed_id,)
    ).fetchone()
    return found is not None


# ── entries ───────────────────────────────────────────────────────────────────────────────────────────


def known_digests(connection: sqlite3.Connection, feed_id: int, keys: Sequence[str]) -> dict[str, str]:
    """Of these keys those that the feed has listed before, with the digest of what it said then."""
    found: dict[str, str] = {}
    for names in _names_of(keys):
        rows = connection.execute(
            f"SELECT key, digest FROM feed_entries WHERE feed_id = ? AND key IN ({','.join('?' * len(names))})"
            " ORDER BY key LIKE ? DESC",  # what came again later goes before what was forgotten
            (feed_id, *names, f"{FORGOTTEN}%"),
        )
        found.update((names[key], digest) for key, digest in rows)
    return found


def listed_elsewhere(connection: sqlite3.Connection, feed_id: int, keys: Sequence[str]) -> set[str]:
    """Of these keys those that another feed lists, and that are or will be stored from there."""
    found: set[str] = set()
    for names in _names_of(keys):
        found.update(
            names[key]
            for (key,) in connection.execute(
                # nobody asks for the pages of a feed that is no longer watched
                "SELECT DISTINCT e.key FROM feed_entries e JOIN feeds f ON f.id = e.feed_id WHERE e.feed_id <> ?"
                " AND (e.state IN ('ready', 'held') OR (e.state = 'waiting' AND f.removed IS NULL))"
                f" AND e.key IN ({','.join('?' * len(names))})",
                (feed_id, *names),
            )
        )
    return found


def _names_of(keys: Sequence[str]) -> Iterator[dict[str, str]]:
    """Under which names keys may stand in the table, chunk by chunk: as they are, or forgotten."""
    for start in range(0, len(keys), 400):
        chunk = keys[start : start + 400]
        yield {name: key for key in chunk for name in (key, forgotten(key))}


def save_entries(connection: sqlite3.Connection, feed_id: int, entries: Iterable[Entry], now: datetime) -> None:
    """Store entries that are new or changed; when one was first seen stays as it is."""
    connection.executemany(
        "INSERT INTO feed_entries (feed_id, title, url, key, digest, seen, state, host, due, code, given, pending)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (feed_id, key) DO UPDATE SET title = excluded.title, url = excluded.url,"
        " digest = excluded.digest, state = excluded.state, host = excluded.host, attempts = 0, due = excluded.due,"
        " code = excluded.code, given = excluded.given, pending = excluded.pending",
        (
            (
                feed_id,
                entry.title,
                entry.url,
                entry.key,
                entry.digest,
                _second(entry.seen),
                entry.state,
                entry.host,
                _second(now),
                entry.code,
                _packed(entry.given),
                _packed(entry.pending),
            )
            for entry in entries
        ),
    )


_OPEN = "state IN ('waiting', 'ready')"
"""Beside another condition on the state, in these words: from that alone SQLite does not see that the index of open
entries has all it looks for, and reads every entry there ever was."""

_ENTRY = "key, digest, title, url, host, seen, state, given, pending, attempts, code, id, feed_id"


def next_pages(connection: sqlite3.Connection, now: datetime) -> list[Entry]:
    """Of each host the entry whose page has waited longest, among those that are due."""
    rows = connection.execute(
        f"SELECT {_ENTRY} FROM feed_entries WHERE id IN (SELECT min(id) FROM feed_entries"
        f" WHERE state = 'waiting' AND {_OPEN} AND due <= ?"
        " AND +feed_id IN (SELECT id FROM feeds WHERE removed IS NULL) GROUP BY host) ORDER BY id",
        (_second(now),),
    )
    return [_entry(row) for row in rows]


def next_moment(connection: sqlite3.Connection, now: datetime) -> datetime | None:
    """When the next feed or page is due that is not due yet."""
    moments = [
        row[0]
        for query in (
            "SELECT min(due) FROM feeds WHERE removed IS NULL AND due > ?",
            f"SELECT min(due) FROM feed_entries WHERE state = 'waiting' AND {_OPEN} AND due > ?",
        )
        for row in connection.execute(query, (_second(now),))
        if row[0] is not None
    ]
    return read_iso(min(moments)) if moments else None


_AHEAD_FEED = "removed IS NULL AND due > strftime('%Y-%m-%dT%H:%M:%SZ', ?, '+' || max(every, least, ?) || ' seconds')"
_AHEAD_ENTRY = f"state = 'waiting' AND {_OPEN} AND due > strftime('%Y-%m-%dT%H:%M:%SZ', ?, '+' || ? || ' seconds')"


def far_ahead(connection: sqlite3.Connection, now: datetime, longest: int) -> bool:
    """Whether something is due later than anything can be: in more than ``longest`` seconds, and its interval. Then the
    clock was wrong when that was written, or is wrong now.
    """
    given = (_second(now), longest)
    (found,) = connection.execute(
        f"SELECT EXISTS (SELECT 1 FROM feeds WHERE {_AHEAD_FEED})"
        f" OR EXISTS (SELECT 1 FROM feed_entries WHERE {_AHEAD_ENTRY})",
        (*given, *given),
    ).fetchone()
    return bool(found)


def bring_back(connection: sqlite3.Connection, now: datetime, longest: int) -> None:
    """What is due later than anything can be (:func:`far_ahead`) is due now."""
    moment = _second(now)
    connection.execute(f"UPDATE feeds SET due = ? WHERE {_AHEAD_FEED}", (moment, moment, longest))
    connection.execute(f"UPDATE feed_entries SET due = ? WHERE {_AHEAD_ENTRY}", (moment, moment, longest))


def set_ready(
    connection: sqlite3.Connection, entry_id: int, pending: Sequence[RawArticle | Problem], code: str = ""
) -> None:
    """What is to be stored of an entry is known."""
    connection.execute(
        "UPDATE feed_entries SET state = 'ready', pending = ?, code = ? WHERE id = ?",
        (_packed(pending), code, entry_id),
    )


def put_off(connection: sqlite3.Connection, entry: Entry, due: datetime, code: str, *, host_too: bool) -> None:
    """A page could not be had and is asked for again later; with ``host_too`` so are all others of its host."""
    connection.execute(
        "UPDATE feed_entries SET attempts = attempts + 1, due = ?, code = ? WHERE id = ?",
        (_second(due), code, entry.id),
    )
    if host_too:
        connection.execute(
            f"UPDATE feed_entries SET due = ? WHERE state = 'waiting' AND {_OPEN} AND host = ? AND due < ?",
            (_second(due), entry.host, _second(due)),
        )


def load_ready(connection: sqlite3.Connection, limit: int) -> list[Entry]:
    """Entries that are to be stored, the oldest first."""
    rows = connection.execute(
        f"SELECT {_ENTRY} FROM feed_entries WHERE state = 'ready' AND {_OPEN} ORDER BY +id LIMIT ?", (limit,)
    )
    return [_entry(row) for row in rows]


def count_ready(connection: sqlite3.Connection) -> int:
    """How many entries are to be stored."""
    (found,) = connection.execute(f"SELECT count(*) FROM feed_entries WHERE state = 'ready' AND {_OPEN}").fetchone()
    return int(found)


def set_stored(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """These entries are stored as articles, or as the problem that kept them from becoming one."""
    for entry in entries:
        state = HELD if any(isinstance(item, RawArticle) for item in entry.pending) else GIVEN_UP
        connection.execute(
            "UPDATE feed_entries SET state = ?, given = '', pending = '' WHERE id = ?", (state, entry.id)
        )


def _entry(row: Sequence[Any]) -> Entry:
    key, digest, title, url, host, seen, state, given, pending, attempts, code, entry_id, feed_id = row
    return Entry(
        key,
        digest,
        title,
        url,
        host,
        read_iso(seen),
        state,
        _unpacked(given),
        _unpacked(pending),
        attempts,
        code,
        entry_id,
        feed_id,
    )


def _packed(items: Sequence[RawArticle | Problem]) -> str:
    return compact_json([[type(item) is RawArticle, as_dict(item)] for item in items]) if items else ""


def _unpacked(text: str) -> tuple[RawArticle | Problem, ...]:
    found: list[RawArticle | Problem] = []
    for is_article, fields in json.loads(text) if text else ():
        if is_article:
            times = tuple(RawTime(**time) for time in fields.pop("times"))
            found.append(RawArticle(**fields, times=times))
        else:
            found.append(Problem(**fields))
    return tuple(found)


# ── robots.txt ────────────────────────────────────────────────────────────────────────────────────────


def load_robots(connection: sqlite3.Connection) -> list[tuple[str, str | None, datetime, tuple[str, str, str] | None]]:
    """Origin, rules, until when they hold, and why they could not be had."""
    return [
        (origin, rules, read_iso(until), tuple(json.loads(failure)) if failure else None)
        for origin, rules, until, failure in connection.execute("SELECT origin, rules, until, failure FROM robots")
    ]


def save_robots(
    connection: sqlite3.Connection,
    learned: Iterable[tuple[str, str | None, datetime, tuple[str, str, str] | None]],
) -> None:
    """Keep what was learned of some origins."""
    connection.executemany(
        "INSERT INTO robots (origin, rules, until, failure) VALUES (?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE SET"
        " rules = excluded.rules, until = excluded.until, failure = excluded.failure",
        (
            (origin, rules, _second(until), compact_json(failure) if failure else "")
            for origin, rules, until, failure in learned
        ),
    )


# ── what was covered ──────────────────────────────────────────────────────────────────────────────────


class Health(Struct, frozen=True):
    """How many feeds are watched, how many of them failed three times in a row, how many pages wait."""

    watched: int
    failing: int
    waiting: int


def feed_health(connection: sqlite3.Connection) -> Health:
    """How the watched feeds are. Failing are those that failed three times in a row, or ever since they are watched."""
    row = connection.execute(
        "SELECT count(*), coalesce(sum(failures >= 3 OR (failures > 0 AND NOT EXISTS"
        " (SELECT 1 FROM feed_requests r WHERE r.feed_id = feeds.id AND r.outcome <> 'failed'))), 0),"
        " (SELECT count(*) FROM feed_entries WHERE state IN ('waiting', 'ready')) FROM feeds WHERE removed IS NULL"
    ).fetchone()
    return Health(*row)


_TELLING = """
    WITH loose AS (
        SELECT id, feed_id FROM feed_requests WHERE outcome = 'read' AND entries > 0 AND new_entries = entries
        ORDER BY id DESC LIMIT 1000
    ), kept AS (
        SELECT id FROM loose
        UNION SELECT (SELECT p.id FROM feed_requests p WHERE p.feed_id = loose.feed_id AND p.id < loose.id
                      AND p.outcome <> 'failed' ORDER BY p.id DESC LIMIT 1) FROM loose
        UNION SELECT (SELECT p.id FROM feed_requests p WHERE p.feed_id = f.id ORDER BY p.id DESC LIMIT 1) FROM feeds f
        UNION SELECT (SELECT p.id FROM feed_requests p WHERE p.feed_id = f.id AND p.outcome <> 'failed'
                      ORDER BY p.id DESC LIMIT 1) FROM feeds f
    )
    SELECT f.id, f.name, f.removed IS NULL, f.every, r.asked, r.answered, r.outcome, r.status, r.entries, r.new_entries,
           r.code, r.message
    FROM kept JOIN feed_requests r ON r.id = kept.id JOIN feeds f ON f.id = r.feed_id
    ORDER BY f.name, f.id, r.id
"""


def load_telling_requests(connection: sqlite3.Connection) -> list[tuple[str, bool, int, list[Request]]]:
    """For each feed that was ever asked its name, whether it is watched now, its interval in seconds, and those of its
    requests, in their order, that tell gaps: answers that brought only new entries (the last 1,000 of all feeds), the
    answer before each, the last answer, and the last request.
    """
    found: dict[int, tuple[str, bool, int, list[Request]]] = {}
    for feed_id, name, watched, every, *facts in connection.execute(_TELLING):
        found.setdefault(feed_id, (name, bool(watched), every, []))[3].append(Request(*facts))
    return list(found.values())
