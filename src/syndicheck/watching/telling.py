"""Word to a webhook when somebody takes over a text of given outlets: each take-over once, also after a restart.

Only stories into which something new has come are looked at. What was told, and how far the database has been looked
at, stands in the database and moves on only when the server has taken the message; a process that is killed between
the two sends it again, with the same ids in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from syndicheck.errors import SyndicheckError
from syndicheck.model.articles import Problem
from syndicheck.provenance.ours import taken_in
from syndicheck.readers.replies import Limits
from syndicheck.readers.web import Web
from syndicheck.store import telling as stored
from syndicheck.store.database import Database
from syndicheck.view import MemberView, Taken
from syndicheck.watching.schedule import FARTHEST, feed_due
from syndicheck.watching.settings import Webhook

Message = Callable[[tuple[Taken, ...], tuple[str, ...]], str]
"""Writes what is sent: JSON, of take-overs and the outlets whose texts they are."""

SECONDS: Final = 15.0
"""How long a server may take for one message. ``watch`` waits for it."""
MOST: Final = 100
"""Take-overs in one message."""
RETRY: Final = 60
"""Seconds that double with each failure in a row, up to a day."""


class Told(Struct, frozen=True):
    """What came of it: take-overs that the webhook was told of, and whether it failed."""

    articles: int = 0
    failed: bool = False


class Teller:
    """Tells one webhook. ``write`` runs a change of the database in a transaction."""

    def __init__(
        self,
        database: Database,
        webhook: Webhook,
        message: Message,
        write: Callable[[Callable[..., None]], None],
        *,
        allow_private: bool = False,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._database = database
        self._webhook = webhook
        self._message = message
        self._write = write
        self._say = say
        self._web = Web(allow_private=allow_private, limits=Limits(seconds=SECONDS))
        self._id = blake2b(webhook.url.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._missing: set[str] | None = None

    def tell(self) -> Told:
        """Send word of what is new, unless the server is to be left alone for now. Raises nothing for the server, nor
        for a text that breaks the program.
        """
        connection = self._database.connection
        now = datetime.now(UTC)
        state = stored.load_state(connection, self._id, self._webhook.outlets)
        state = state or stored.WebhookState(0, 0, now)
        settled = stored.settled_run(connection)
        if state.after_run >= settled or (state.failures and now < state.due <= now + FARTHEST):
            return Told()
        told = 0
        try:
            for part in _portions(self._news(state.after_run)):
                body = self._message(part, self._webhook.outlets).encode()
                reply = self._web.post(self._webhook.url, body)
                if reply.problem is not None:
                    self._put_off(state, reply.problem, reply.retry_after)
                    return Told(told, failed=True)
                pairs = [(one.taker.article_id, one.source.article_id) for one in part]
                # the webhook's own row is there before what refers to it
                self._save(stored.WebhookState(state.after_run, 0, datetime.now(UTC)), told=pairs)
                told += len(part)
        except SyndicheckError:
            raise
        except Exception as error:  # a fault of ours, that must not stop all feeds until it is mended
            broken = f"A take-over breaks syndicheck ({type(error).__name__})."
            self._put_off(state, Problem("this machine", "internal-error", broken, "Please report it."))
            return Told(told, failed=True)
        self._save(stored.WebhookState(settled, 0, datetime.now(UTC)))
        if told:
            self._say(f"Webhook: told of {told:,} take-over{'s' if told > 1 else ''}.")
        return Told(told)

    def _put_off(self, state: stored.WebhookState, problem: Problem, retry_after: float | None = None) -> None:
        failures = state.failures + 1
        due = feed_due(datetime.now(UTC), RETRY, failures, retry_after)
        self._save(stored.WebhookState(state.after_run, failures, due), problem.code)
        self._say(
            f"Webhook at {problem.where}: {problem.message} {problem.remedy} Next time: {due:%Y-%m-%d %H:%M} UTC."
        )

    def _news(self, after_run: int) -> tuple[Taken, ...]:
        with self._database.one_look() as connection:
            return self._looked(connection, after_run)

    def _looked(self, connection: sqlite3.Connection, after_run: int) -> tuple[Taken, ...]:
        held = stored.outlets_held(connection, self._webhook.outlets)
        missing = {name for name in self._webhook.outlets if name.casefold() not in held}
        if missing and missing != self._missing:
            self._say(f"Webhook: no article of {', '.join(sorted(missing))} is held yet.")
        self._missing = missing
        ours = frozenset(held.values())
        return taken_in(connection, ours, stored.fresh_stories(connection, ours, after_run), self._known)

    def _known(self, source: MemberView, taker: MemberView) -> bool:
        own = source.article_id if taker.role == "draws-on" else None
        return stored.was_told(self._database.connection, self._id, taker.article_id, own)

    def _save(self, state: stored.WebhookState, code: str = "", told: list[tuple[int, int]] | None = None) -> None:
        def write(connection: object) -> None:
            held = self._database.connection
            stored.save_state(held, self._id, self._webhook.outlets, state, code)
            stored.save_told(held, self._id, told or (), state.due)

        self._write(write)


def _portions(news: tuple[Taken, ...]) -> Iterator[tuple[Taken, ...]]:
    return (news[start : start + MOST] for start in range(0, len(news), MOST))
