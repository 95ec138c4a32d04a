"""Who was first, in one line and the reasons behind it, for all formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from msgspec import Struct

from syndicheck.model.origins import Verdict
from syndicheck.model.reasons import Reason
from syndicheck.provenance.lengths import duration, lead
from syndicheck.report import wording
from syndicheck.report.times import fine, full_moment, localised
from syndicheck.view import MemberView, StoryView


class Finding(Struct, frozen=True):
    """The one line that answers "who was first?": ``label`` (First, Tied, Cannot tell), ``text`` the rest.

    ``reasons`` are the plain words behind it, without what ``text`` says already. The times in all of them,
    in ``coverage`` and ``notes`` too, are shown in one zone.
    """

    verdict: Verdict
    label: str
    text: str
    reasons: tuple[str, ...]
    coverage: str
    notes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.text else self.label


_UNTOLD: dict[str, tuple[str, str]] = {
    "day-only": ("gives only a day", "give only a day"),
    "coarse-date": ("gives only a month or a year", "give only a month or a year"),
    "zone-unknown": ("gives no zone with its time", "give no zones with their times"),
    "zone-assumed": ("gives a time whose zone is only assumed", "give times whose zones are only assumed"),
    "zone-ambiguous": ("names a zone with several meanings", "name zones with several meanings"),
    "date-ambiguous": ("gives a date that can be read in two ways", "give dates that can be read in two ways"),
    "missing-time": ("has no usable time", "have no usable times"),
    "only-first-seen": ("is only known to have been seen", "are only known to have been seen"),
    "only-modified": ("is only known to have been changed", "are only known to have been changed"),
    "weak-source": ("has its time from a weak source only", "have their times from weak sources only"),
    "only-onset": ("is only known not to be older than its text", "are only known not to be older than their texts"),
    "in-pieces": (
        "is a live blog that may have got this text later",
        "are live blogs that may have got this text later",
    ),
    "extended-later": (
        "was extended after it appeared and may have got this text then",
        "were extended after they appeared and may have got this text then",
    ),
    "claims-disagree": ("contradicts itself about its date", "contradict themselves about their dates"),
    "backdated": ("states a time that the evidence contradicts", "state times that the evidence contradicts"),
}
"""Why nobody can tell who was first: code of the reason → what one outlet does, what several do."""


LATER_TEXTS = ("in-pieces", "extended-later")
"""Codes of articles whose own time is not that of the text they share."""


def finding(story: StoryView, zone: tzinfo, unnamed: int = 0) -> Finding:
    """The verdict of the story in one line, with times in ``zone``. Of a story that is shown in part so many articles
    are first, or tied, and not among those shown (``unnamed``).
    """
    origin = story.origin
    told = [(reason, localised(reason.text, zone)) for reason in origin.reasons if reason.text]
    by_key = {member.key: member for member in story.members}
    named = [by_key[key] for key in origin.articles if key in by_key]
    match origin.verdict:
        case Verdict.FIRST:
            label, text = "First", _first(story, named, zone)
        case Verdict.TIED:
            label, text = "Tied", _tied(named, zone, unnamed)
        case _:
            label, text = "Cannot tell", ""
            if told:
                text = _untold(told[0][0], by_key, zone) or told[0][1]
    return Finding(
        origin.verdict,
        label,
        text,
        tuple(dict.fromkeys(sentence for _, sentence in told if sentence != text)),
        localised(origin.coverage, zone),
        (*(localised(note, zone) for note in story.notes), *(note.text for note in story.reviews)),
    )


def _untold(reason: Reason, by_key: Mapping[str, MemberView], zone: tzinfo) -> str:
    """``Le Phare gives only a day; earliest known: Nordkurier 2026-03-04 09:12 CET``, or nothing. Of a story that is
    shown in part nothing too, where it concerns articles of other parts: nobody shall count those shown for all.
    """
    phrases = _UNTOLD.get(reason.code)
    told = reason.data.get("articles")
    keys = told if isinstance(told, (list, tuple)) else ()
    concerned = [by_key[key] for key in keys if key in by_key]
    if not phrases or not concerned or len(concerned) < len(keys):
        return ""
    outlets = list(dict.fromkeys(member.outlet for member in concerned))
    text = f"{wording.listed(outlets, at_most=3)} {phrases[len(outlets) > 1]}"
    best = by_key.get(str(reason.data.get("best_known")))
    if best and best.sighting and best not in concerned:
        text += f"; earliest known: {best.outlet} {full_moment(best.sighting, zone)}"
    return text


def _first(story: StoryView, named: Sequence[MemberView], zone: tzinfo) -> str:
    outlets = wording.listed(member.outlet for member in named)
    dated = [member.sighting for member in named if member.sighting]
    if not dated:
        return outlets
    bounded = _no_later_than(story, zone)
    if bounded:
        return f"{outlets}, {bounded}"
    first = min(dated, key=lambda s: (s.start, s.end))
    text = f"{outlets} {full_moment(first, zone)}"
    keys = {member.key for member in named}
    later = [m.sighting for m in wording.members(story) if m.sighting and m.key not in keys]
    if not later:
        return text
    following = min(later, key=lambda s: (s.start, s.end))
    about = "" if fine(first) and fine(following) else "at least "
    before = lead(first.end, following.start, first.start if fine(first) else None)
    if before.total_seconds() < 1:
        return text
    return f"{text} — {about}{duration(before)} before the next"


def _no_later_than(story: StoryView, zone: tzinfo) -> str:
    """Of a first that got its text some time after it appeared: by when it had it, and how long before the next."""
    by_code = {reason.code: reason.data for reason in story.origin.reasons}
    told = by_code.get("first-before-all", {})
    if not any(told.get("article") in by_code.get(code, {}).get("articles", ()) for code in LATER_TEXTS):
        return ""
    moment, following = told.get("no_later_than"), told.get("not_earlier_than")
    if not isinstance(moment, str) or not isinstance(following, str):
        return ""
    before = lead(datetime.fromisoformat(moment), datetime.fromisoformat(following))
    by = localised(f"{datetime.fromisoformat(moment):%Y-%m-%d %H:%M} UTC", zone)
    return f"no later than {by} — at least {duration(before)} before the next"


def _tied(named: Sequence[MemberView], zone: tzinfo, unnamed: int = 0) -> str:
    outlets = wording.listed((member.outlet for member in named), unnamed=unnamed)
    dated = [member.sighting for member in named if member.sighting]
    if not dated:
        return outlets
    if unnamed:
        return f"{outlets}, whose times overlap"
    times = {full_moment(sighting, zone) for sighting in dated}
    if len(times) == 1:
        return f"{outlets}, {'both' if len(named) == 2 else 'all'} {times.pop()}"
    earliest, latest = min(dated, key=lambda s: s.start), max(dated, key=lambda s: s.start)
    if all(fine(sighting) for sighting in dated) and latest.start > earliest.end:
        return f"{outlets}, {duration(latest.start - earliest.start)} apart from {full_moment(earliest, zone)} on"
    return f"{outlets}, whose times overlap"
