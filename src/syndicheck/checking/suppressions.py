"""Findings that people accept: written in the policy, in the draft itself, or in a baseline; never without a reason.

In a draft it is a comment, ``<!-- syndicheck: allow SYN102, SYN304: reprint by permission, until 2027-01-31 -->``, or a
field ``syndicheck_allow`` of its header or record with what stands behind ``allow``. It holds for the whole draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch

from msgspec import Struct

from syndicheck.checking.rules import RULES
from syndicheck.expressions import expression
from syndicheck.model.articles import RawArticle
from syndicheck.model.spans import Span
from syndicheck.readers.remarks import COMMENT, FIELD

_CODES = expression(r"\s*((?:[A-Za-z]{3}\d{3}[\s,]*)+)")
_UNTIL = expression(r"\buntil:?\s{1,20}(\d{4}-\d\d-\d\d)(?!\d)", re.IGNORECASE)
_DAY = expression(
    r"\b(?:until|till|expires?|bis)\b:?\s{1,20}(?:[^\s\d]{1,20}\s{1,20}){0,2}\d[\w./-]{0,20}", re.IGNORECASE
)
"""What may be meant for a day: a finding must not stay silenced for ever because it was written in another way."""
_LONGEST = 500
_LEAST_REASON = 3
"""Characters that a reason has."""


class Suppression(Struct, frozen=True):
    """A finding that people accept: a code, for drafts whose name fits ``path``, with the reason, until a day."""

    code: str
    reason: str
    path: str = "*"
    expires: date | None = None

    def holds(self, code: str, name: str, today: date) -> bool:
        """Whether it silences a finding of this code in this draft on this day (its last day included)."""
        return self.code == code and fnmatch(name, self.path) and (self.expires is None or today <= self.expires)


class Idle(Struct, frozen=True):
    """What was meant to silence something and does not, with the reason, and where it stands in the draft."""

    why: str
    span: Span | None


class Inline(Struct, frozen=True):
    """What a draft says itself. ``text`` is the draft's text with its comments blanked, so that all offsets stay."""

    text: str
    suppressions: tuple[Suppression, ...]
    idle: tuple[Idle, ...]


def inline(raw: RawArticle, today: date) -> Inline:
    """The suppressions of a draft; those that cannot hold on this day are named as idle."""
    text = raw.text
    found: list[Suppression] = []
    idle: list[Idle] = []
    for words, span in _written(raw):
        if span is not None:
            text = text[: span.start] + " " * len(span) + text[span.end :]
        read = _read(words, today)
        if isinstance(read, str):
            idle.append(Idle(read, span))
        else:
            found += read
    return Inline(text, tuple(found), tuple(idle))


def _written(raw: RawArticle) -> Iterator[tuple[str, Span | None]]:
    for comment in COMMENT.finditer(raw.text):
        yield comment.group(1), Span(*comment.span())
    field = raw.extra.get(FIELD)
    for words in field if isinstance(field, list) else [field]:
        if isinstance(words, str):
            yield words, None


def _read(words: str, today: date) -> list[Suppression] | str:
    """What a comment says; as a sentence, why it says nothing."""
    if len(words) > _LONGEST:
        return f"It has more than {_LONGEST} characters."
    codes = _CODES.match(words)
    if codes is None:
        return "It names no code."
    named = re.findall(r"[A-Za-z]{3}\d{3}", codes.group(1).upper())
    unknown = [code for code in named if code not in RULES]
    if unknown:
        return f"There is no finding {unknown[0]}."
    reason = words[codes.end() :].lstrip(" :–—-").strip()
    expires: date | None = None
    if until := _UNTIL.search(reason):
        try:
            expires = date.fromisoformat(until.group(1))
        except ValueError:
            return f"{until.group(1)} is no day."
        reason = f"{reason[: until.start()].rstrip(' ,;(')} {reason[until.end() :].strip(' ,;:).')}".strip()
    elif day := _DAY.search(reason):
        return f"“{day.group()}” names no day; write: until 2027-01-31."
    if len(reason) < _LEAST_REASON:
        return "It gives no reason."
    if expires is not None and expires < today:
        return f"It ended on {expires}."
    return [Suppression(code, reason, expires=expires) for code in named]
