"""What hosts say about programs in their ``robots.txt`` (RFC 9309), remembered for a while.

Rules are kept for a day, the longest that the standard allows. That they could not be had is remembered too, for
:data:`FAILED_SECONDS`: a host in trouble is not asked again for each of its addresses. The memory may be used by
several threads.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct
from protego import Protego

KEPT_SECONDS: Final = 24 * 3600
FAILED_SECONDS: Final = 15 * 60
SLACK: Final = 60
"""Seconds by which clocks are put right all the time."""
LONGEST_DELAY: Final = 60.0
"""Seconds of ``Crawl-delay`` that are honoured; some hosts write days there."""


class Remembered(Struct, frozen=True):
    """The rules of one origin until a moment (seconds since 1970). ``text`` is ``None`` where nothing may be read;
    ``failure`` then says why the rules could not be had (code, message, remedy), if that was the reason.
    """

    origin: str
    text: str | None
    until: float
    failure: tuple[str, str, str] | None = None


class Robots:
    """The rules of many hosts."""

    def __init__(self, known: Iterable[Remembered] = (), clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._known = {one.origin: one for one in known}
        self._parsed: dict[str, Protego] = {}
        self._news: dict[str, Remembered] = {}
        self._lock = threading.Lock()

    def recall(self, origin: str) -> Remembered | None:
        """What is known of an origin (``https://host:port``), unless it is too old, or from a clock that was ahead."""
        with self._lock:
            found = self._known.get(origin)
            if found is None:
                return None
            left = found.until - self._clock()
            return found if 0 < left <= _seconds(found.text) + SLACK else None

    def keep(self, origin: str, text: str | None, failure: tuple[str, str, str] | None = None) -> Remembered:
        """Remember an origin's rules, or that they could not be had. Rules that cannot be understood forbid."""
        rules = _rules(text) if text is not None else None
        text = text if rules is not None else None
        found = Remembered(origin, text, self._clock() + _seconds(text), failure)
        with self._lock:
            self._known[origin] = self._news[origin] = found
            if rules is not None:
                self._parsed[origin] = rules
        return found

    def allow(self, found: Remembered, address: str, agent: str) -> bool:
        """Whether ``agent`` may read ``address``."""
        rules = self._of(found)
        return rules is not None and bool(rules.can_fetch(address, agent))

    def delay(self, origin: str, agent: str) -> float:
        """Seconds that the origin wants between two requests; 0 where it says nothing."""
        found = self.recall(origin)
        rules = self._of(found) if found is not None else None
        wanted = rules.crawl_delay(agent) if rules is not None else None
        return min(float(wanted), LONGEST_DELAY) if wanted is not None and wanted > 0 else 0.0

    def news(self) -> tuple[Remembered, ...]:
        """What was learned since the last call, to be stored."""
        with self._lock:
            learned, self._news = tuple(self._news.values()), {}
        return learned

    def _of(self, found: Remembered) -> Protego | None:
        if found.text is None:
            return None
        with self._lock:
            rules = self._parsed.get(found.origin)
        if rules is None:
            rules = _rules(found.text)
            if rules is not None:
                with self._lock:
                    self._parsed[found.origin] = rules
        return rules


def _seconds(text: str | None) -> int:
    """For how long rules are remembered, or that there are none."""
    return FAILED_SECONDS if text is None else KEPT_SECONDS


def _rules(text: str) -> Protego | None:
    try:
        return Protego.parse(text)
    except Exception:  # a foreign parser and hostile text
        return None
