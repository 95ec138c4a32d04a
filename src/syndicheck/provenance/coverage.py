"""Among what was judged: the sentence that goes with every verdict on the origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from syndicheck.provenance.intervals import Interval


def moment_text(moment: datetime) -> str:
    """A moment for people, to the minute, to the second where it has seconds: ``2026-03-04 13:05 UTC``."""
    moment = moment.astimezone(UTC)
    pattern = "%H:%M:%S UTC" if moment.second not in (0, 59) else "%H:%M UTC"
    return f"{moment.date().isoformat()} {moment.strftime(pattern)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class Answered(Struct, frozen=True):
    """A request for a feed: when it was answered or given up, and whether the answer was ``joined`` to earlier ones:
    it listed something that was known already, or nothing at all, or was said to be unchanged.
    """

    moment: datetime
    failed: bool = False
    joined: bool = True


class FeedGap(Struct, frozen=True):
    """A stretch in which entries of a feed may have come and gone unseen."""

    feed: str
    interval: Interval


def feed_gaps(answers: Iterable[Answered], every: int) -> Iterator[Interval]:
    """The stretches in which entries of a feed may have been missed.

    ``answers`` are in the order of time, ``every`` is the feed's interval in seconds. Between two answers that have an
    entry in common nothing can have been missed, however long that took; two that have none leave a gap. So do failures
    at the end that go on for more than two intervals.
    """
    last: datetime | None = None
    failing: datetime | None = None
    for answer in answers:
        if answer.failed:
            failing = answer.moment
            continue
        if last is not None and not answer.joined:
            yield Interval(last, answer.moment)
        last, failing = answer.moment, None
    if last is not None and failing is not None and failing - last > timedelta(seconds=2 * every):
        yield Interval(last, failing)


class Coverage(Struct, frozen=True):
    """What we hold, and where we know to be blind.

    ``start`` and ``end`` are the earliest and latest times among the articles held (``None``: no usable
    time). ``gaps`` are stretches in which nothing was collected, ``not_held`` sources that are known to
    exist and are not held (``feed of wire.example``). ``feed_gaps`` are those of single feeds, ``unfinished`` the runs
    that were cut off and not repeated.
    """

    outlets: int
    articles: int
    start: datetime | None = None
    end: datetime | None = None
    gaps: tuple[Interval, ...] = ()
    not_held: tuple[str, ...] = ()
    feed_gaps: tuple[FeedGap, ...] = ()
    unfinished: int = 0

    def sentence(self) -> str:
        """The coverage statement, one line."""
        period = ""
        if self.start is not None and self.end is not None:
            period = f" (earliest {moment_text(self.start)}, latest {moment_text(self.end)})"
        parts = [f"Among the {_counted(self.articles, 'article')} of {_counted(self.outlets, 'outlet')} held{period}"]
        if self.not_held:
            parts.append(f"not held: {_listed(self.not_held)}")
        if self.gaps:
            gaps = [f"{moment_text(gap.start)} to {moment_text(gap.end)}" for gap in self.gaps]
            parts.append(f"nothing collected {_listed(gaps)}")
        if self.feed_gaps:
            latest = sorted(self.feed_gaps, key=lambda gap: (gap.interval.end, gap.feed), reverse=True)
            parts.append(f"may be missing: {_listed([_gap_text(gap) for gap in latest])}")
        if self.unfinished:
            parts.append(f"{_counted(self.unfinished, 'run')} cut off or still going on")
        parts.append("outlets not held cannot be judged.")
        return "; ".join(parts)


def _gap_text(gap: FeedGap) -> str:
    stretch = f"{moment_text(gap.interval.start)} to {moment_text(gap.interval.end)}"
    return f"entries of the feed of {gap.feed} from {stretch}"


def _listed(items: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(items[:most])
    return shown if len(items) <= most else f"{shown} and {len(items) - most} more"
