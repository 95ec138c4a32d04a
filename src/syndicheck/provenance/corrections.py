"""Corrections and kills of a story, and which of its articles still carry the superseded text.

What a correction replaced are the runs of words that the earlier text has and the corrected one has not, around the
places where they differ (see :mod:`.revisions`, of which this is the reverse). A copy that carries such a run carries
the superseded text, as far as it is held: the outlet may have changed it since. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from syndicheck.matching.passages import RUN_CHARACTERS, RUN_WORDS
from syndicheck.model.corrections import Carried, Correction, Notice, NoticeKind, TextState
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span
from syndicheck.provenance.reasons import CORRECTION_REASONS
from syndicheck.provenance.revisions import Revision, new_words
from syndicheck.text import Tokens

REPEATED = 0.5
"""Part of the earlier text's runs that a correction must repeat: what a mere note or a cut version leaves out, it does
not correct."""


class Copy(Struct, frozen=True):
    """An article of a story as corrections see it.

    ``versions`` are its texts without marks, oldest first, the last one present; empty where they were not read.
    ``start`` and ``end`` bound its time (UTC). ``hands`` are the organisations named in its marks. ``passage`` is a
    place where it carries the story's text, ``carries`` whether it does at all: a round-up is compared, but not for a
    kill.
    """

    key: str
    outlet: str
    lang: str
    versions: tuple[Tokens, ...]
    notice: Notice | None = None
    start: datetime | None = None
    end: datetime | None = None
    hands: frozenset[str] = frozenset()
    passage: Span | None = None
    carries: bool = True

    @property
    def text(self) -> Tokens | None:
        """The present text; ``None`` where it was not read, because the story has too many."""
        return self.versions[-1] if self.versions else None


def find_corrections(copies: Sequence[Copy]) -> tuple[Correction, ...]:
    """Every article of a story that corrects, replaces or withdraws a text, with what the others carry."""
    return tuple(_judge(copy, copy.notice, copies) for copy in copies if copy.notice is not None)


def _judge(correcting: Copy, notice: Notice, copies: Sequence[Copy]) -> Correction:
    others = [copy for copy in copies if copy.key != correcting.key]
    if notice.kind is NoticeKind.KILL:
        carried = tuple(
            _carried(copy, TextState.SUPERSEDED, copy.passage, "carries-killed")
            for copy in others
            if copy.carries and (copy.notice is None or copy.notice.kind is not NoticeKind.KILL)
        )
        return Correction(correcting.key, notice, None, carried, _reason("text-killed"))
    earlier = _earlier(correcting, others)
    if earlier is None:
        return Correction(correcting.key, notice, None, (), _reason("correction-no-earlier-text"))
    supersedes, old = earlier
    new = correcting.versions[-1]
    if _repeated(old, new) < REPEATED:
        return Correction(correcting.key, notice, supersedes, (), _reason("correction-in-part"))
    replaced = Revision(correcting.key, new, old, None)
    brought = Revision(correcting.key, old, new, None)
    words: _Words = {}
    carried = tuple(_compared(copy, correcting, replaced, brought, words) for copy in others)
    return Correction(correcting.key, notice, supersedes, carried, _reason("correction-compared"))


def _earlier(correcting: Copy, others: Sequence[Copy]) -> tuple[str, Tokens] | None:
    """The text that was corrected: an earlier version; else the same outlet's article; else one of the same hands."""
    for version in reversed(correcting.versions[:-1]):
        if version.keys != correcting.versions[-1].keys:
            return correcting.key, version
    before = [
        copy
        for copy in others
        if copy.notice is None and copy.carries and copy.versions and _language(copy) == _language(correcting)
        and not (copy.start and correcting.end and copy.start > correcting.end)
    ]  # fmt: skip
    for fits in (
        lambda copy: copy.outlet == correcting.outlet,
        lambda copy: bool(copy.hands & correcting.hands),
    ):
        chosen = next((copy for copy in before if fits(copy)), None)
        if chosen is not None:
            return chosen.key, chosen.versions[0]
    return None


_Words = dict[int, tuple[Span | None, Span | None]]
"""Where texts have the replaced and the corrected words, by the identity of the text: thousands of articles may have
the same one."""


def _compared(copy: Copy, correcting: Copy, replaced: Revision, brought: Revision, words: _Words) -> Carried:
    if _language(copy) != _language(correcting):
        return _carried(copy, TextState.UNKNOWN, None, "carries-other-language")
    text = copy.text
    if text is None:
        return _carried(copy, TextState.UNKNOWN, None, "carries-not-compared")
    if id(text) not in words:
        words[id(text)] = new_words(replaced, text), new_words(brought, text)
    old, new = words[id(text)]
    if old and new:
        return _carried(copy, TextState.BOTH, old, "carries-both")
    if old:
        return _carried(copy, TextState.SUPERSEDED, old, "carries-superseded")
    if new:
        return _carried(copy, TextState.CORRECTED, new, "carries-corrected")
    return _carried(copy, TextState.UNKNOWN, None, "carries-untold")


def _repeated(old: Tokens, new: Tokens) -> float:
    """The part of the earlier text's runs that the corrected text has too."""
    size = RUN_CHARACTERS if old.unspaced else RUN_WORDS
    runs, kept = ({tuple(t.keys[i : i + size]) for i in range(len(t.keys) - size + 1)} for t in (old, new))
    return len(runs & kept) / len(runs) if runs else 0.0


def _language(copy: Copy) -> str:
    return copy.lang.partition("-")[0].lower()


def _carried(copy: Copy, state: TextState, span: Span | None, code: str) -> Carried:
    return Carried(copy.key, state, span, _reason(code))


def _reason(code: str) -> Reason:
    return Reason(code, CORRECTION_REASONS[code])
