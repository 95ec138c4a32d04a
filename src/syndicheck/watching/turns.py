"""Whose turn it is at a host: one request at a time, with a pause after each, whichever thread makes it.

A redirect leads a request to another host in the middle of its way. It gives up its turn at the one before it waits for
its turn at the other, so nobody ever holds two, and no two can wait for each other.
"""

from __future__ import annotations

import threading
import time
from typing import Final

AGAIN: Final = 1.0
"""Seconds after which it is asked again whether a host at which somebody else is has become free."""


class Turns:
    """The turns at all hosts. Hosts are named as in addresses, with the port where there is one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken: set[str] = set()
        self._free: dict[str, float] = {}

    def take(self, host: str) -> float:
        """Take the turn if it can be had now: 0. Else the seconds after which it is worth asking again."""
        with self._changed:
            wait = self._wait(host)
            if wait <= 0:
                self._taken.add(host)
            return max(0.0, wait)

    def leave(self, host: str, pause: float) -> None:
        """Give up the turn; the next one is ``pause`` seconds from now."""
        with self._changed:
            self._taken.discard(host)
            self._free[host] = time.monotonic() + pause
            self._changed.notify_all()

    def move(self, host: str, pause: float, to: str) -> float:
        """Give up the turn at one host and wait for that at another. Returns the seconds that were waited."""
        self.leave(host, pause)
        begun = time.monotonic()
        with self._changed:
            while (wait := self._wait(to)) > 0:
                self._changed.wait(wait)
            self._taken.add(to)
        return time.monotonic() - begun

    def _wait(self, host: str) -> float:
        return AGAIN if host in self._taken else self._free.get(host, 0.0) - time.monotonic()
