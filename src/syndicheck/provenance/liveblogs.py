"""Live blogs: texts that were published in pieces, known by the clock times that their entries begin with.

An entry begins with a line that opens with a time of day: ``10:30 Uhr``, ``10.30am: …``, ``+++ 10h30 +++``,
``오전 10시 30분``. Enough of them, one after the other or the last one first, with something told below each, are a
live blog. Programmes and listings are none: they name things. Nor are reports that tell the time in their sentences. A
chronicle written in one go looks the same; what is wrong to say of a live blog (that it was all there when it appeared)
is left unsaid of a chronicle, too. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.provenance.clock import clock_in
from syndicheck.provenance.dates import folded

FEWEST = 3
"""Entries of a live blog."""

MOST_LINES = 5_000
"""Lines with a time in them that are looked at: no live blog has more."""

ONE_WAY = 0.8
"""Part of the steps from entry to entry that must lead the same way: midnight turns one, and so does noon where hours
are counted by twelve."""

TELLING = 0.6
"""Part of the entries that must tell something."""

SHARE = 0.5
"""Part of the text that must be entries: a report may end in a chronicle."""

HEAD = 48
"""Characters of a line in which a time opens it; a line that has no more is a heading."""

WORDS_BEFORE, WORDS_BEHIND = 4, 3
"""Words that a heading may have beside its time: a day, a label, a zone."""

LONGEST_LABEL = 5
"""Letters of a word before a time that text follows on the line: *kl*, *klo*, *ore*."""

SENTENCE, LONG = 20, 80
"""Letters from which on a text with a full stop, and one without, tells something."""

_MAY_OPEN = expression(r"\d\s?(?:[:.：]\s?\d\d|[hH時时点點시]|[aApP]\.?\s?[mM]|[uU]hr)")
"""What there must be near the beginning of a line that opens with a time: most lines have not, and are not read on."""

_WORD = expression(r"[^\W\d_]+")
_SIGNS = expression(r"[^\w$€£¥₩₹%]*_*")
_BARE = expression(r"(\d{1,2})\.(\d{2})(?![\d.]|\s?[$€£¥₩₹%])")
"""Hours and minutes as they are written in half of Europe: and sums of money, which are no times."""

_RANGE = expression(r"\s?(?:uhr|h|[ap]\.?m\.?)?\s?(?:-|~|to\b|bis\b|à\b|a\b|al\b|até\b|до\b)\s?\d")
_SET_OFF = expression(r"\W{0,3}(?:[^\W\d_.]{1,4}\.?\W{1,2}){0,2}?[:|\-•·»)\]+>*]")
_STOP = expression(r"[.!?…。！？।؟۔](?:\W|$)")


class Entry(Struct, frozen=True):
    """One entry: where it stands, what it begins with (as written), and the minute of the day that this says."""

    start: int
    end: int
    label: str
    minute: int


def live_entries(text: str) -> tuple[Entry, ...]:
    """The entries of a live blog in the order of the text; empty where the text is none."""
    found: list[tuple[int, int, str, int]] = []
    position = looked_at = 0
    for line in text.split("\n"):
        if looked_at < MOST_LINES and _MAY_OPEN.search(line, 0, HEAD):
            looked_at += 1
            if opening := _opening(line):
                found.append((position, position + opening[0], opening[1], opening[2]))
        position += len(line) + 1
    if len(found) < FEWEST or not _runs_one_way([minute for _, _, _, minute in found]):
        return ()
    ends = [start for start, _, _, _ in found[1:]] + [len(text)]
    told = [text[begins:end] for (_, begins, _, _), end in zip(found, ends, strict=True)]
    letters = sum(map(_letters, told))
    if letters < SHARE * _letters(text) or sum(map(_tells, told)) < TELLING * len(told):
        return ()
    return tuple(Entry(start, end, label, minute) for (start, _, label, minute), end in zip(found, ends, strict=True))


def entry_at(entries: Sequence[Entry], position: int) -> Entry | None:
    """The entry in which a character of the text stands."""
    return next((entry for entry in entries if entry.start <= position < entry.end), None)


def _opening(line: str) -> tuple[int, str, int] | None:
    """Of a line that begins an entry: where its own text begins, the time as written, and the minute of the day."""
    short = line.strip()
    head = folded(line[: 2 * HEAD])[:HEAD]
    found = clock_in(head)
    bare = _BARE.match(head, _SIGNS.match(head).end())  # type: ignore[union-attr]  # matches anything
    if found is not None and (bare is None or found[1] <= bare.start()):
        time, start, end = found
        of_day = 60 * time.hours[0] + time.minute
    elif bare is not None and int(bare[1]) <= 24 and int(bare[2]) <= 59:
        start, end = bare.span()
        of_day = 60 * int(bare[1]) + int(bare[2])
    else:
        return None
    before, behind = head[:start], head[end:]
    if _RANGE.match(behind.casefold()):
        return None
    labels = _WORD.findall(before)
    heading = len(labels) <= WORDS_BEFORE and len(_WORD.findall(behind)) <= WORDS_BEHIND
    if heading and len(short) <= HEAD and not _STOP.search(behind.rstrip(" .")):
        return len(line), short, of_day
    if labels and (len(labels) > 1 or len(labels[0]) > LONGEST_LABEL or not _SET_OFF.match(behind)):
        return None
    return 0, head[start:end].strip(), of_day


def _runs_one_way(minutes: Sequence[int]) -> bool:
    steps = [other - one for one, other in pairwise(minutes) if other != one]
    if len(steps) < FEWEST - 1 or all(abs(step) == 1 for step in steps):  # 12.01, 12.02 …: sections are numbered so
        return False
    if minutes[0] == 0 and steps[0] > 0:  # 00:00, 02:06 …: places in a recording
        return False
    forward = sum(step > 0 for step in steps)
    return max(forward, len(steps) - forward) >= ONE_WAY * len(steps)


def _letters(text: str) -> int:
    return sum(map(len, _WORD.findall(text)))


def _tells(text: str) -> bool:
    letters = _letters(text)
    return letters >= LONG or (letters >= SENTENCE and _STOP.search(text) is not None)
