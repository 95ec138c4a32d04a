"""Times of records that were copied off a page with the words beside them: "Updated 5 May 2026", "First published …".

What is said to be of a change is none of the publication; a date beside the name of another place is that of there.
"""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.model.articles import RawTime
from syndicheck.readers import page_dates

MAX_LENGTH = 300
"""Characters; in a longer string nobody finds a time."""

_AROUND = " \t([{|,;:–—-·•"


def labelled(raw: str, source: str) -> Iterator[RawTime]:
    """The time of publication in a field, and that of a change, as the words in it tell them apart."""
    changed = page_dates.CHANGED.search(raw) if len(raw) <= MAX_LENGTH else None
    if changed is None:
        yield RawTime("published", raw, page_dates.DATELINE if page_dates.names_where_it_stood(raw) else source)
        return
    before, after = raw[: changed.start()].rstrip(_AROUND), raw[_word_end(raw, changed.end()) :].lstrip(_AROUND)
    published = page_dates.PUBLISHED.search(after)
    if _has_a_date(before) and _has_a_date(after):
        yield RawTime("published", before, source)
        yield RawTime("modified", after, source)
        return
    if published is not None:
        then, first = after[: published.start()], after[_word_end(after, published.end()) :]
        if _has_a_date(first):
            yield RawTime("published", first.lstrip(_AROUND), source)
            if _has_a_date(then):
                yield RawTime("modified", then.rstrip(_AROUND), source)
            return
    said = list(page_dates.dates_in(before))
    if not _has_a_date(after) and len(said) == 2:  # the words stand behind what they are of
        at = before.rindex(said[1])
        yield RawTime("published", before[:at].rstrip(_AROUND), source)
        yield RawTime("modified", before[at:], source)
        return
    yield RawTime("modified", raw, source)


def _word_end(words: str, at: int) -> int:
    """Where the word ends of which the expressions know the beginning."""
    while at < len(words) and words[at].isalpha():
        at += 1
    return at


def _has_a_date(words: str) -> bool:
    return sum(map(str.isdecimal, words)) >= 3
