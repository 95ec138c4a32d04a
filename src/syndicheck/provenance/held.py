"""What the database covers, as the sentence that goes with every verdict."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from msgspec import Struct

from syndicheck.provenance.coverage import Answered, Coverage, FeedGap, feed_gaps
from syndicheck.store.encoding import read_iso
from syndicheck.store.held import feeds_known, held_figures
from syndicheck.store.runs import count_unfinished


def coverage_of(connection: sqlite3.Connection) -> Coverage:
    """Among what a story of this database was judged."""
    figures = held_figures(connection)
    asked = _asked(connection)
    return Coverage(
        outlets=figures.outlets,
        articles=figures.articles,
        start=figures.start,
        end=figures.end,
        not_held=tuple(
            f"feed of {one.name} (never answered)"
            for one in asked
            if one.watched and all(a.failed for a in one.answers)
        ),
        feed_gaps=tuple(gap for one in asked for gap in one.gaps()),
        unfinished=count_unfinished(connection),
    )


def gaps_of(connection: sqlite3.Connection) -> tuple[FeedGap, ...]:
    """The stretches in which entries of watched feeds may have been missed."""
    return tuple(gap for one in _asked(connection) for gap in one.gaps())


class _Asked(Struct, frozen=True):
    name: str
    watched: bool
    every: int
    answers: tuple[Answered, ...]

    def gaps(self) -> Iterator[FeedGap]:
        return (FeedGap(self.name, gap) for gap in feed_gaps(self.answers, self.every))


def _asked(connection: sqlite3.Connection) -> list[_Asked]:
    """What the requests for each feed came to, as far as it tells gaps."""
    if not feeds_known(connection):
        return []
    from syndicheck.store.feeds import FAILED, UNCHANGED, load_telling_requests

    return [
        _Asked(
            name,
            watched,
            every,
            tuple(
                Answered(
                    read_iso(one.answered),
                    failed=one.outcome == FAILED,
                    joined=one.outcome == UNCHANGED or not one.entries or one.new_entries < one.entries,
                )
                for one in requests
            ),
        )
        for name, watched, every, requests in load_telling_requests(connection)
    ]
