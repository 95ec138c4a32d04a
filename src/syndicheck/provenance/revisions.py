"""What a text knows of later revisions: evidence against a stated time that no clock gives.

When an article was revised (two stored versions at one address, or a correction published beside the first text) the
revision has words that the first text did not have. Another article that carries those very words was written after
the revision. If it claims to be older, its date is wrong: "first" must not be said of it.

The reverse does not hold: an article without the new words may still be later (it was copied from the first text).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from syndicheck.matching.passages import RUN_CHARACTERS, RUN_WORDS
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span
from syndicheck.text import Tokens

KEPT = 0.5
"""Part of either text that the other must have for one to be a revision of the other."""


class Revision(Struct, frozen=True):
    """An article (``key``) whose text changed from ``old`` to ``new``; ``after`` is the earliest time at which the
    new text can have been there (UTC): not before the old one; ``None`` when no time of either is known. ``announced``:
    the new text itself says that it corrects the old one.
    """

    key: str
    old: Tokens
    new: Tokens
    after: datetime | None
    announced: bool = False


def new_words(revision: Revision, copy: Tokens) -> Span | None:
    """The longest stretch of ``copy`` made of runs that the revision brought: in ``new``, not in ``old``.

    Runs are of 8 words (20 characters in scripts without spaces), as everywhere; a run counts as new when any of
    its words is, so that one corrected figure with its surroundings suffices.
    """
    size = RUN_CHARACTERS if copy.unspaced else RUN_WORDS
    brought = _runs(revision.new.keys, size) - _runs(revision.old.keys, size)
    if not brought:
        return None
    hits = [i for i in range(len(copy.keys) - size + 1) if tuple(copy.keys[i : i + size]) in brought]
    if not hits:
        return None
    first = last = best_first = best_last = hits[0]
    for hit in hits[1:]:
        if hit > last + size:
            first = hit
        last = hit
        if last - first > best_last - best_first:
            best_first, best_last = first, last
    return Span(copy.starts[best_first], copy.ends[best_last + size - 1])


def tells_of(revision: Revision, copy: Tokens, told: Span) -> bool:
    """Whether a text tells of the revision itself, in the stretch ``told``: "1.59 crowns, not 1.95 as first stated". It
    has a new word and the one in whose place it came: who wrote before the revision could not know of both.
    """
    stretch = [
        key
        for key, start, end in zip(copy.keys, copy.starts, copy.ends, strict=True)
        if told.start <= start < end <= told.end
    ]
    has, old = set(stretch), set(revision.old.keys)
    followed: dict[tuple[str, str], set[str]] = {}
    for one, two, three in zip(revision.old.keys, revision.old.keys[1:], revision.old.keys[2:], strict=False):
        followed.setdefault((one, two), set()).add(three)
    return any(
        three not in old and bool(followed.get((one, two), frozenset()) & has)
        for one, two, three in zip(stretch, stretch[1:], stretch[2:], strict=False)
    )


def is_revision(old: Tokens, new: Tokens) -> bool:
    """Whether a text was revised, and not replaced or extended by another one: what an outlet takes over from somebody
    else is new to it, and no evidence against those who had it before.
    """
    before, after = _short_runs(old), _short_runs(new)
    common = len(before & after)
    return common >= KEPT * max(len(before), len(after), 1)


def comes_from(copy: Tokens, revision: Revision) -> bool:
    """Whether a text that has words of a revision has them from there: with them it has as much of what was there
    before. Who has the new words only may be the one from whom they were taken over.
    """
    old, new, own = _short_runs(revision.old), _short_runs(revision.new), _short_runs(copy)
    return len(own & new & old) >= len(own & new - old)


def shared_runs(one: Tokens, other: Tokens) -> set[tuple[str, ...]]:
    """The runs of words that two texts have in common; none between scripts with and without spaces."""
    if one.unspaced != other.unspaced:
        return set()
    size = RUN_CHARACTERS if one.unspaced else RUN_WORDS
    return _runs(one.keys, size) & _runs(other.keys, size)


def kept_of(runs: set[tuple[str, ...]], earlier: Tokens) -> float:
    """The part of some runs that an earlier text had, 0…1."""
    size = len(next(iter(runs)))
    return len(runs & _runs(earlier.keys, size)) / len(runs)


def revision_alarms(
    revisions: Iterable[Revision], copies: Mapping[str, tuple[Tokens, ...]]
) -> dict[str, tuple[Reason, ...]]:
    """For each article that carries a revision's new words: the evidence, as :func:`..origin.judge` takes it.

    It proves no direction: a copy that mends its slip has words of its source only after the revision. Whether the
    article was there later is for whoever knows the times (:func:`..objections.revised`), unless it ``tells`` of the
    revision.

    ``copies`` has the *earliest known* text first; an article that carries the new words only in a later version
    of its own is no witness against its own first date, so only the first text is looked at.
    """
    found: dict[str, list[Reason]] = {}
    for revision in sorted(revisions, key=lambda r: r.key):
        for key, versions in sorted(copies.items()):
            if key == revision.key or not versions:
                continue
            span = new_words(revision, versions[0])
            if span is not None and comes_from(versions[0], revision):
                tells = revision.announced and tells_of(revision, versions[0], span)
                found.setdefault(key, []).append(_alarm(revision, span, tells=tells))
    return {key: tuple(reasons) for key, reasons in found.items()}


def _alarm(revision: Revision, span: Span, *, tells: bool) -> Reason:
    data: dict[str, object] = {"after": revision.key, "revised": revision.key, "span": [span.start, span.end]}
    if tells:
        data["tells"] = True
    text = f"Carries words that {revision.key} had only after it was revised"
    if revision.after is not None:
        data["not_before"] = revision.after.isoformat()
        text += f", not before {revision.after:%Y-%m-%d %H:%M} UTC"
    return Reason("carries-revision", text + ".", data)


def _short_runs(text: Tokens) -> set[tuple[str, ...]]:
    """Runs so short that a few changed words do not make another text of a short one."""
    return _runs(text.keys, 6 if text.unspaced else 3)


def _runs(keys: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(keys[i : i + size]) for i in range(len(keys) - size + 1)}
