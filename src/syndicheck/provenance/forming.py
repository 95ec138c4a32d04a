"""The stories of one neighbourhood, formed from all that the database holds of it; only reads.

What is formed has no ids yet: who writes gives them (:mod:`syndicheck.provenance.grouping`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.linking import Linked, TextCache
from syndicheck.model.articles import Problem
from syndicheck.model.origins import Verdict
from syndicheck.model.reasons import Reason
from syndicheck.provenance.clusters import Cluster, DrawsOn, cluster
from syndicheck.provenance.coverage import Coverage, FeedGap
from syndicheck.provenance.intervals import earliest
from syndicheck.provenance.moved import moved
from syndicheck.provenance.neighbourhoods import Article, Neighbourhood
from syndicheck.provenance.objections import (
    against_clock,
    collecting,
    not_tied,
    outgrown,
    revised,
    translated,
    under_embargo,
)
from syndicheck.provenance.origin import ALARMS, judge, place
from syndicheck.provenance.piecemeal import compared_with, explained, extended
from syndicheck.provenance.rulings import Rulings
from syndicheck.store.stories import StoryArticle, StoryRecord, story_members

Around = tuple[Sequence[int], Mapping[str, frozenset[int]]]
"""Articles of a neighbourhood, and the stories among them that there are already."""


class Formed(Struct, frozen=True):
    """The stories of one neighbourhood before they have ids: the present ones, the new ones, and for each article of
    these the match that is still to be saved; and the pairs that could not be compared.
    """

    old: Mapping[str, frozenset[int]]
    old_members: Mapping[str, frozenset[str]]
    members: Sequence[frozenset[str]]
    records: Sequence[tuple[StoryRecord, Sequence[Linked | None]]]
    problems: Sequence[Problem]


def form(
    connection: sqlite3.Connection,
    cache: TextCache,
    neighbourhood: Around,
    rulings: Rulings,
    gaps: Sequence[FeedGap],
) -> Formed:
    """The stories of a neighbourhood; only reads."""
    article_ids, old = neighbourhood
    held = Neighbourhood(connection, cache, article_ids)
    clustering = cluster(held.key_of.values(), held.edges(), held.verify, rulings)
    drawn: dict[str, list[DrawsOn]] = {}
    for attached in clustering.draws_on:
        drawn.setdefault(attached.medoid, []).append(attached)
    old_members = {
        public_id: frozenset(held.key_of[member] for member in members)
        for public_id, members in story_members(connection, old).items()
    }
    return Formed(
        old=old,
        old_members={public_id: members for public_id, members in old_members.items() if members},
        members=[frozenset(story.members) for story in clustering.clusters],
        records=[_record(held, story, drawn.get(story.medoid, ()), gaps) for story in clustering.clusters],
        problems=held.problems,
    )


def _record(
    held: Neighbourhood, story: Cluster, drawn: Sequence[DrawsOn], gaps: Sequence[FeedGap]
) -> tuple[StoryRecord, list[Linked | None]]:
    """One story with its verdict, its source and every article's part in it, but without an id; and for each article
    its match with the source where that is not stored.

    A round-up with a known time testifies too: it carries the text, so nobody is first who may have come after it.
    """
    members = [held.by_key[key] for key in story.members]
    round_ups = [held.by_key[key] for key in sorted({d.article for d in drawn})]
    concerned = [*members, *(r for r in round_ups if r.window.dated)]
    alarms = _with(revised(held, concerned), outgrown(held, concerned, story.medoid))
    witnesses = [article.witness for article in concerned]
    coverage = Coverage(len({m.outlet for m in members}), len(concerned), feed_gaps=tuple(gaps))
    deleted = earliest((member.outlet, member.deleted) for member in members if member.deleted is not None)
    origin = judge(witnesses, coverage=coverage, alarms=alarms, deleted=deleted)
    lineage = held.lineage(members, alarms)
    leading = [one for one in concerned if one.key in origin.articles] if origin.verdict is Verdict.FIRST else []
    said = {
        **against_clock(leading, lineage),
        **under_embargo(held, leading),
        **translated(held, leading, members),
        **collecting(leading, members),
    }
    if origin.verdict is Verdict.TIED:
        said |= not_tied(held, [one for one in concerned if one.key in origin.articles], members, lineage)
    said |= {key: reason for key, reason in extended(held, leading, concerned, story.medoid).items() if key not in said}
    if said:
        alarms = _with(alarms, said)
        origin = judge(witnesses, coverage=coverage, alarms=alarms, deleted=deleted)
        lineage = held.lineage(members, alarms)
    leads = origin.verdict is Verdict.FIRST and origin.articles[0] in story.members
    # what only a person's word has put here matches none of those that match each other: their shares would all be 0
    apart = leads and bool(story.edges) and origin.articles[0] not in {story.medoid, *story.edges}
    first = held.by_key[origin.articles[0]] if leads and not apart else None
    source = compared_with(first, held.by_key[story.medoid], members)
    articles: list[StoryArticle] = []
    unsaved: list[Linked | None] = []
    for role, group in (("member", members), ("draws-on", round_ups)):
        for article in group:
            match_id = None if article is source else held.saved(source.key, article.key)
            articles.append(
                StoryArticle(
                    article_id=article.article_id,
                    role=role,
                    place=place(article.key, origin),
                    sighting_id=article.deciding_sighting(),
                    match_id=match_id,
                )
            )
            new = article is not source and match_id is None
            unsaved.append(held.unsaved(source.key, article.key) if new else None)
    record = StoryRecord(
        public_id="",
        title=source.title,
        outlets=len({m.outlet for m in members}),
        languages=tuple(sorted({m.lang for m in members})),
        verdict=origin.verdict,
        source_id=source.article_id,
        medoid_id=held.by_key[story.medoid].article_id,
        reasons=tuple(
            _named(held, explained(held, _explained(reason, alarms), story.medoid), members)
            for reason in origin.reasons
        ),
        cohesion=(*(_named(held, reason, members) for reason in story.reasons), *moved(held, members)),
        articles=tuple(articles),
        lineage=lineage,
        keys={member.key: member.article_id for member in members},
    )
    return record, unsaved


def _with(alarms: Mapping[str, tuple[Reason, ...]], further: Mapping[str, Reason]) -> dict[str, tuple[Reason, ...]]:
    """The alarms about each article with one more about some."""
    return {**alarms, **{key: (*alarms.get(key, ()), reason) for key, reason in further.items()}}


ABOUT_SOME = frozenset({*ALARMS, "extended-later", "later-by-text", "updated-later"})
"""Codes that speak of particular articles, which the sentence has to name."""


def _explained(reason: Reason, alarms: Mapping[str, Sequence[Reason]]) -> Reason:
    """A contradicted time with what contradicts it."""
    if reason.code != "backdated":
        return reason
    told = [alarm for key in reason.data.get("articles", ()) for alarm in alarms.get(str(key), ())]
    why = {alarm.code: _AGAINST_A_TIME[alarm.code] for alarm in told if alarm.code in _AGAINST_A_TIME}
    if not why:
        return reason
    text = f"The stated time is contradicted: {'; '.join(why[code] for code in sorted(why))}."
    return replace(reason, text=text, data={**reason.data, "why": sorted(why)})


_AGAINST_A_TIME = {
    "carries-revision": "the text has words that came with a revision of another article",
    "draws-on": "the article collects several texts, of which this is one",
    "names-equal-source": "the article says that it has the text from another one, which states the same time",
    "names-later-source": "the article names as its source one that, by the stated times, came later",
    "text-came-later": "an older version at this address has not got the text",
    "under-embargo": "the article bears an embargo that ends later",
    "says-translated": "the article says that it is a translation, and what it may be of came later",
}
"""What counts against a stated time, by the code of the alarm."""


def _named(held: Neighbourhood, reason: Reason, members: Sequence[Article]) -> Reason:
    """A reason as people read it: it names outlets where it speaks of articles. ``members`` are the story's."""
    medoid = reason.data.get("medoid")
    if medoid is not None:
        outlet = held.by_key[str(medoid)].outlet
        which = "the text" if sum(member.outlet == outlet for member in members) < 2 else "one text"
        return replace(reason, text=reason.text.replace(str(medoid), f"{which} of {outlet}") + ".")
    if reason.code in ABOUT_SOME and not reason.data.get("shapes"):
        outlets = list(dict.fromkeys(held.by_key[key].outlet for key in reason.data.get("articles", ())))
        if outlets:
            return replace(reason, text=f"{', '.join(outlets)}: {reason.text[0].lower()}{reason.text[1:]}")
    return reason
