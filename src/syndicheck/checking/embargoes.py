"""When an embargo ends, and whether that is over: a line in the text, or a field of the header or record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time

from syndicheck.model.articles import RawTime
from syndicheck.model.spans import Span
from syndicheck.model.times import Precision, Sighting
from syndicheck.provenance.admissions import embargo_lines
from syndicheck.provenance.embargoes import declared_embargoes
from syndicheck.provenance.intervals import END_OF_TIME
from syndicheck.provenance.timeline import EMBARGO, read_time
from syndicheck.report.times import full_moment

_VAGUE = (Precision.MONTH, Precision.YEAR)


def ending(line: str, lang: str, today: date) -> str:
    """A sentence on when the embargo of a line ends; empty where the line does not say it."""
    lifted = _lifted(line, lang)
    if lifted is None:
        return ""
    now = _now(today)
    said = "is over" if lifted.end < now else "is not over" if now < lifted.start else "ends about now"
    return f" It {said}: {full_moment(lifted, UTC)}."


def still_written(text: str, lang: str, today: date) -> Iterator[tuple[Span, str]]:
    """Lines at the ends of a text that keep it back until a day that is not over, with the sentence on that; in words
    that no mark knows, so that the day has to be one that is understood.
    """
    for line in dict.fromkeys(embargo_lines(text)):
        lifted = _lifted(line, lang)
        if lifted is not None and lifted.precision not in _VAGUE and lifted.end >= _now(today):
            start = text.index(line)
            yield Span(start, start + len(line)), ending(line, lang, today)


def still_declared(fields: Mapping[str, object], lang: str, today: date) -> Iterator[tuple[str, str]]:
    """What fields say of an embargo that may not be over, as written, with the sentence on its end."""
    for value in dict.fromkeys(declared_embargoes(fields)):
        lifted = _lifted(value, lang)
        if lifted is not None and lifted.end >= _now(today):
            yield value, ending(value, lang, today)


def _lifted(line: str, lang: str) -> Sighting | None:
    lifted = read_time(RawTime("published", line, EMBARGO), lang=lang, now=END_OF_TIME)
    return lifted if lifted is not None and lifted.usable else None


def _now(today: date) -> datetime:
    return datetime.now(UTC) if today == date.today() else datetime.combine(today, time(12), UTC)
