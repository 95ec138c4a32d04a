"""Among what was judged: the sentence that goes with every verdict on the origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from syndicheck.provenance.intervals import Interval


def moment_text(moment: datetime) -> str:
    """A moment for people, to the minute, to the second where it has seconds: ``2026-03-04 13:05 UTC``."""
    moment = moment.astimezone(UTC)
    pattern = "%H:%M:%S UTC" if moment.second not in (0, 59) else "%H:%M UTC"
    return f"{moment.date().isoformat()} {moment.strftime(pattern)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What we hold, and where we know to be blind.

    ``start`` and ``end`` are the earliest and latest times among the articles held (``None``: no usable
    time). ``gaps`` are stretches in which nothing was collected, ``not_held`` sources that are known to
    exist and are not held (``feed of wire.example``).
    """

    outlets: int
    articles: int
    start: datetime | None = None
    end: datetime | None = None
    gaps: tuple[Interval, ...] = ()
    not_held: tuple[str, ...] = ()

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
        parts.append("outlets not held cannot be judged.")
        return "; ".join(parts)


def _listed(items: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(items[:most])
    return shown if len(items) <= most else f"{shown} and {len(items) - most} more"
