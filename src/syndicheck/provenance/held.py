"""What the database covers, as the sentence that goes with every verdict."""

from __future__ import annotations

import sqlite3

from syndicheck.provenance.coverage import Answered, Coverage, FeedGap, feed_gaps
from syndicheck.store.encoding import read_iso
from syndicheck.store.feeds import FAILED, UNCHANGED, load_telling_requests
from syndicheck.store.held import held_figures
from syndicheck.store.runs import count_unfinished


def coverage_of(connection: sqlite3.Connection) -> Coverage:
    """Among what a story of this database was judged."""
    figures = held_figures(connection)
    gaps: list[FeedGap] = []
    silent: list[str] = []
    for name, watched, every, requests in load_telling_requests(connection):
        answers = [
            Answered(
                read_iso(one.answered),
                failed=one.outcome == FAILED,
                joined=one.outcome == UNCHANGED or not one.entries or one.new_entries < one.entries,
            )
            for one in requests
        ]
        gaps += (FeedGap(name, gap) for gap in feed_gaps(answers, every))
        if watched and all(one.failed for one in answers):
            silent.append(f"feed of {name} (never answered)")
    return Coverage(
        outlets=figures.outlets,
        articles=figures.articles,
        start=figures.start,
        end=figures.end,
        not_held=tuple(silent),
        feed_gaps=tuple(gaps),
        unfinished=count_unfinished(connection),
    )
