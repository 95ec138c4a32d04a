"""What a story got in pieces: live blogs, and reports that were extended hours after they appeared.

When such an article appeared says little of when it got what it shares with others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from syndicheck.model.matches import MatchClass, Passage
from syndicheck.model.reasons import Reason
from syndicheck.model.times import PIECEMEAL_SOURCES
from syndicheck.provenance.intervals import moved
from syndicheck.provenance.liveblogs import Entry, entry_at, live_entries
from syndicheck.provenance.neighbourhoods import Article, Neighbourhood
from syndicheck.provenance.windows import EXTENDED_LATER, nominal, order_key

HOURS_LATER = timedelta(hours=2)
"""From this time between publication and change on an article may have become another one."""

BEYOND = 0.5
"""Part of an article that others must have for its own time to speak of that part."""

BY_WORDS = frozenset({MatchClass.VERBATIM, MatchClass.EDITED, MatchClass.EXCERPT})
"""Classes of matches whose shares say how much of an article the other has."""

COMPARED_WITH = 5
"""Articles of the story with which such an article is compared, besides the one in the middle."""

IN_PIECES = "in-pieces"

IN_ONE = 0.8
"""Part of what is shared that must stand in an entry for it to be told of."""


def extended(
    held: Neighbourhood, leading: Sequence[Article], members: Sequence[Article], medoid: str
) -> dict[str, Reason]:
    """Those first by the clock that were changed hours later and consist for the greater part of what nobody else has:
    the rest may have come with the change. Not where an earlier version shows that it was there.
    """
    found: dict[str, Reason] = {}
    for article in leading:
        if not _changed_later(article):
            continue
        others = [one.key for one in members if one.key == medoid] + [one.key for one in members][:COMPARED_WITH]
        matches = [held.match(article.key, other) for other in others if other != article.key]
        if any(match.joins and match.match_class not in BY_WORDS for match in matches):
            continue  # of what is told in other words no share says how much of it there is
        rows = held.version_rows([article.article_id])[article.article_id]
        if matches and max(match.share_a for match in matches) < BEYOND and len(rows) == 1:
            found[article.key] = Reason(EXTENDED_LATER, "It was extended after it appeared.", {})
    return found


def _changed_later(article: Article) -> bool:
    usable = [sighting for _, sighting in article.sightings if sighting.usable]
    published = [nominal(one).end for one in usable if one.kind == "published"]
    changed = [nominal(one).start for one in usable if one.kind == "modified"]
    return bool(published and changed) and max(changed) > moved(max(published), HOURS_LATER)


def compared_with(first: Article | None, medoid: Article, members: Sequence[Article]) -> Article:
    """The source that all others are compared with: the first, if somebody is, else the one in the middle. A live blog
    only where nothing fits closer: beside it whole copies of another text look like short excerpts.
    """
    if first is not None and not (_is_live(first) and not _is_live(medoid)):
        return first
    whole = [member for member in members if not _is_live(member)]
    return min(whole, key=lambda one: order_key(one.window)) if _is_live(medoid) and whole else medoid


def _is_live(article: Article) -> bool:
    return any(sighting.source in PIECEMEAL_SOURCES for _, sighting in article.sightings)


def explained(held: Neighbourhood, reason: Reason, medoid: str) -> Reason:
    """That an article is a live blog, with what shows it: its entries, and in which of them the story stands."""
    if reason.code != IN_PIECES:
        return reason
    told, shapes = [], []
    for key in map(str, reason.data.get("articles", ())):
        article = held.by_key[key]
        (version, *_) = reversed(held.versions(held.version_rows([article.article_id]))[article.article_id])
        entries = live_entries(version.text)
        shape: dict[str, object] = {"article": key, "entries": len(entries)}
        words = f"{article.outlet} is a live blog"
        if entries:
            shape |= {"from": entries[0].label, "to": entries[-1].label}
            words += f" of {len(entries)} entries, from “{entries[0].label}” to “{entries[-1].label}”"
            entry = _shared_entry(entries, held.match(key, medoid).passages if key != medoid else ())
            if entry is not None:
                shape["shared"] = entry.label
                words += f", and has text of the story in that of “{entry.label}”"
        told.append(words)
        shapes.append(shape)
    if not told:
        return reason
    text = f"{'; '.join(told)}: what is published in pieces may have got this text hours after it began."
    return replace(reason, text=text, data={**reason.data, "shapes": shapes})


def _shared_entry(entries: Sequence[Entry], passages: Sequence[Passage]) -> Entry | None:
    """The entry in which what is shared stands, if it is one."""
    longest = max((passage.a for passage in passages), key=len, default=None)
    entry = entry_at(entries, longest.start) if longest is not None else None
    if entry is None:
        return None
    inside = sum(max(0, min(one.a.end, entry.end) - max(one.a.start, entry.start)) for one in passages)
    return entry if inside >= IN_ONE * sum(len(one.a) for one in passages) else None
