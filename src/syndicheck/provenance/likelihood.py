"""How likely one of two texts appeared before the other, where their intervals overlap. Pure."""

from __future__ import annotations

from datetime import timedelta

from syndicheck.provenance.intervals import Interval, moved
from syndicheck.provenance.windows import Window

LATER = 0.275
"""Likelihood that an article came first whose stated time was found to be too early."""

_BLUR = timedelta(seconds=30)
_SEEN_WITHIN = timedelta(hours=12)
"""An article of which it is only known when it was there appeared some time in these hours before."""
_ZONE_BLUR = timedelta(hours=3)


def likelihood(one: Window, other: Window) -> float:
    """How likely the one appeared before the other, were every moment of their intervals as likely as any other."""
    false = ["backdated" in w.doubts or "published-after-modified" in w.doubts for w in (one, other)]
    if false[0] != false[1]:
        return LATER if false[0] else 1 - LATER
    if false[0] or not (one.dated and other.dated):
        return 0.5
    a, b = _span(one), _span(other)
    if a is None or b is None:
        return 0.5
    low = min(a.start, b.start)
    a1, a2, b1, b2 = ((moment - low).total_seconds() for moment in (a.start, a.end, b.start, b.end))
    area = ((a2 - a1) * (b2 - b1)) or 1.0

    def half(x: float) -> float:
        return max(0.0, x) ** 2 / 2

    return min(1.0, max(0.0, (half(b2 - a1) - half(b2 - a2) - half(b1 - a1) + half(b1 - a2)) / area))


def _span(candidate: Window) -> Interval | None:
    """The interval where the time lies if assumptions hold, a little wider: clocks differ, and so do zones."""
    near = candidate.nominal
    if near.open_end:
        return None
    if near.open_start:
        return Interval(moved(near.end, -_SEEN_WITHIN), near.end)
    blur = _ZONE_BLUR if candidate.doubts & {"zone-unknown", "zone-ambiguous"} else _BLUR
    return Interval(moved(near.start, -blur), moved(near.end, blur))
