"""From stored matches to stored stories: what the clusters, the origin and the public ids need from the database.

Only the neighbourhood of articles with new matches is looked at. A neighbourhood is closed under "one took text
from the other", "is in one story with" and "a person says they are one story", so that its stories can be formed from
all edges there are, whatever the order in which articles came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from syndicheck.linking import Stored, TextCache
from syndicheck.matching.contrast import Contrasted
from syndicheck.matching.crosslanguage import comparable, match_of
from syndicheck.matching.notices import translation_notice
from syndicheck.matching.reuse import Prepared, compare
from syndicheck.model.articles import RawTime
from syndicheck.model.lineage import LineageEdge
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.origins import Verdict
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import TextKind
from syndicheck.model.times import Sighting
from syndicheck.provenance.admissions import embargo_lines
from syndicheck.provenance.beside import Beside
from syndicheck.provenance.clusters import Cluster, DrawsOn, cluster
from syndicheck.provenance.coverage import Coverage, FeedGap
from syndicheck.provenance.descent import Head, Pointers, Version, organisation_names, pointers, texts_of
from syndicheck.provenance.edges import DRAWING, Edge
from syndicheck.provenance.held import gaps_of
from syndicheck.provenance.intervals import END_OF_TIME
from syndicheck.provenance.lineage import trace
from syndicheck.provenance.origin import judge, place
from syndicheck.provenance.public_ids import assign_ids
from syndicheck.provenance.revisions import KEPT, Revision, is_revision, kept_of, revision_alarms, shared_runs
from syndicheck.provenance.timeline import read_time
from syndicheck.provenance.windows import Window, Witness, window
from syndicheck.store.articles import (
    ArticleHead,
    StoredText,
    VersionRow,
    article_versions,
    load_heads,
    load_sightings,
    versions_marked,
)
from syndicheck.store.matches import StoredMatch, matches_among, neighbours, save_match
from syndicheck.store.reviews import ids_of_keys, load_rulings
from syndicheck.store.sketches import COMPARED, GROUPED, advance, articles_of, count_waiting, waiting
from syndicheck.store.stories import (
    FormerPublicIds,
    StoryArticle,
    StoryRecord,
    replace_stories,
    stories_touching,
    story_members,
)

if TYPE_CHECKING:
    from syndicheck.pipeline import Progress
    from syndicheck.store.database import Database

AT_A_TIME = 500
"""New versions whose neighbourhoods are looked up together; bounds memory, not the result."""


def regroup(database: Database, progress: Progress | None = None, cache: TextCache | None = None) -> None:
    """Bring the stories up to date with the matches found since they were last formed.

    ``cache`` may hold texts that were just compared.
    """
    connection = database.connection
    if progress is not None:
        progress.step("group", count_waiting(connection, COMPARED))
    cache = TextCache(connection) if cache is None else cache
    done: set[int] = set()
    while sketch_ids := waiting(connection, COMPARED, AT_A_TIME):
        decided = _Decided(connection)
        for article_id in articles_of(connection, sketch_ids):
            if article_id not in done:
                done |= _regroup_around(database, cache, decided, article_id)
        with database.transaction():
            advance(connection, sketch_ids, GROUPED)
        if progress is not None:
            progress.advance(len(sketch_ids))


class _Decided:
    """What people have decided, and the articles that they joined by row id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.rulings = load_rulings(connection)
        self.gaps = gaps_of(connection)
        self._joined: dict[int, list[set[int]]] = {}
        for keys in self.rulings.groups():
            group = set(ids_of_keys(connection, keys).values())
            for article_id in group:
                self._joined.setdefault(article_id, []).append(group)

    def joined_with(self, article_ids: Iterable[int]) -> set[int]:
        """Articles that a person has joined with any of these."""
        return set().union(*(group for article_id in article_ids for group in self._joined.get(article_id, ())))


def _neighbourhood(
    connection: sqlite3.Connection, decided: _Decided, article_id: int
) -> tuple[set[int], dict[str, frozenset[int]]]:
    """The closed neighbourhood of an article, and the stories that lie in it."""
    found = {article_id}
    fresh = {article_id}
    stories: dict[str, frozenset[int]] = {}
    while fresh:
        touching = stories_touching(connection, fresh)
        stories.update(touching)
        reached = neighbours(connection, sorted(fresh), DRAWING).union(*touching.values(), decided.joined_with(fresh))
        fresh = reached - found
        found |= fresh
    return found, stories


def _regroup_around(database: Database, cache: TextCache, decided: _Decided, article_id: int) -> set[int]:
    """Form the stories around an article anew; returns the articles that were looked at."""
    connection = database.connection
    articles, old = _neighbourhood(connection, decided, article_id)
    if len(articles) == 1 and not old:
        return articles
    held = _Held(connection, cache, sorted(articles))
    clustering = cluster(held.key_of.values(), held.edges(), held.verify, decided.rulings)
    drawn: dict[str, list[DrawsOn]] = {}
    for attached in clustering.draws_on:
        drawn.setdefault(attached.medoid, []).append(attached)
    old_members = {
        public_id: frozenset(held.key_of[member] for member in members)
        for public_id, members in story_members(connection, old).items()
    }
    assigned = assign_ids(
        {public_id: members for public_id, members in old_members.items() if members},
        [frozenset(c.members) for c in clustering.clusters],
        taken=FormerPublicIds(connection, except_for=old),
    )
    with database.transaction():
        records = [
            _record(held, story, drawn.get(story.medoid, ()), public_id, decided.gaps)
            for story, public_id in zip(clustering.clusters, assigned.ids, strict=True)
        ]
        replace_stories(connection, old, records, {**dict.fromkeys(assigned.gone, ""), **assigned.redirects})
    return articles


class _Article(ArticleHead, frozen=True, dict=True):
    sightings: tuple[tuple[int, Sighting], ...]

    @cached_property
    def witness(self) -> Witness:
        """What the judge of the origin needs to know."""
        return Witness(self.key, self.outlet, tuple(sighting for _, sighting in self.sightings))

    @cached_property
    def window(self) -> Window:
        """When it can have appeared, by its own words."""
        return window(self.witness)

    def deciding_sighting(self) -> int | None:
        """The row of the sighting that decides about this article's place in time."""
        deciding = self.window.sighting
        return next((row_id for row_id, sighting in self.sightings if sighting is deciding), None)


def _version(stored: StoredText, prepared: Prepared, row: VersionRow) -> Version:
    return Version(prepared.tokens, row.dated, row.dated_not_before, stored.marks, stored.text)


class _Held:
    """The articles of one neighbourhood with their stored matches, and comparison on demand."""

    def __init__(self, connection: sqlite3.Connection, cache: TextCache, article_ids: Sequence[int]) -> None:
        self._connection = connection
        self._cache = cache
        self.by_key = {article.key: article for article in _load(connection, article_ids)}
        self.key_of = {article.article_id: article.key for article in self.by_key.values()}
        self._stored: dict[tuple[str, str], StoredMatch] = {}
        self._compared: dict[tuple[str, str], Match] = {}
        for stored in matches_among(connection, article_ids):
            pair = (self.key_of[stored.a_id], self.key_of[stored.b_id])
            for one, other in (pair, pair[::-1]):
                known = self._stored.get((one, other))
                if known is None or _rank(stored.match) > _rank(known.match):
                    self._stored[one, other] = stored
        translated = [
            pair for pair, stored in self._stored.items() if stored.match.match_class is MatchClass.TRANSLATION
        ]
        versions = {article.key: (article.version_id, article.lang) for article in self.by_key.values()}
        self._beside = Beside(Stored(connection, cache), versions, translated)
        for pair in translated:
            said = self._beside.says(*pair)
            if said is not None and said.verdict != "translation":
                stored = self._stored[pair]
                self._stored[pair] = replace(stored, match=replace(stored.match, match_class=MatchClass.RELATED))

    def edges(self) -> Iterable[Edge]:
        """Each stored match once, as clustering wants it."""
        for (a, b), stored in self._stored.items():
            if self.key_of[stored.a_id] == a:
                yield _edge(a, b, stored.match)

    def verify(self, a: str, b: str) -> Edge | None:
        """Compare two articles of which no match is stored."""
        return _edge(a, b, self.match(a, b))

    def match(self, a: str, b: str) -> Match:
        """The match of two articles, A's side first, stored or made now."""
        stored = self._stored.get((a, b))
        if stored is not None:
            return stored.match if self.key_of[stored.a_id] == a else stored.match.swapped()
        if (a, b) not in self._compared:
            one, other = self.by_key[a].version_id, self.by_key[b].version_id
            texts = self._cache.get([one, other])
            found = self._compared_now((one, texts[one][1]), (other, texts[other][1]), self._beside.says(a, b))
            self._compared[a, b] = found
            self._compared[b, a] = found.swapped()
        return self._compared[a, b]

    def _compared_now(self, a: tuple[int, Prepared], b: tuple[int, Prepared], among: Contrasted | None) -> Match:
        """A translation need not have been compared with the story's medoid: it was compared with one of its copies."""
        if not comparable(a[1], b[1]):
            return compare(a[1], b[1])
        return match_of(self._cache.anchored(*a), self._cache.anchored(*b), a[1], b[1], among)

    def version_rows(self, article_ids: Sequence[int]) -> dict[int, list[VersionRow]]:
        """What is known of the versions of each article without reading their texts, oldest first."""
        return article_versions(self._connection, article_ids)

    def versions(self, rows: Mapping[int, Sequence[VersionRow]]) -> dict[int, list[Version]]:
        """The same versions with their words."""
        texts = self._cache.get([row.version_id for found in rows.values() for row in found])
        return {
            article_id: [_version(*texts[row.version_id], row) for row in found] for article_id, found in rows.items()
        }

    def lineage(self, articles: Sequence[_Article], alarms: Mapping[str, Sequence[Reason]]) -> tuple[LineageEdge, ...]:
        """Who of these took it from whom."""
        versions = self.versions(self.version_rows([article.article_id for article in articles]))
        pointing = pointers(self._connection, {a.article_id: (a.key, a.outlet) for a in articles})
        heads = [
            Head(
                key=article.key,
                outlet=article.outlet,
                lang=article.lang,
                title=article.title,
                window=window(article.witness, alarms[article.key]) if article.key in alarms else article.window,
                versions=tuple(versions[article.article_id]),
                names=pointing.get(article.key, Pointers()).declared,
                links=pointing.get(article.key, Pointers()).linked,
                after=frozenset(str(one.data["after"]) for one in alarms.get(article.key, ()) if "after" in one.data),
            )
            for article in articles
        ]
        keys = {article.key for article in articles}
        kinship = {
            pair: stored.match.score
            for pair, stored in self._stored.items()
            if stored.match.match_class is MatchClass.TRANSLATION and keys.issuperset(pair)
        }
        return trace(texts_of(heads), kinship, names=organisation_names())

    def correcting(self, articles: Sequence[_Article]) -> set[int]:
        """Those of the articles whose current text says that it corrects something."""
        marked = versions_marked(self._connection, [article.version_id for article in articles], "editorial_note")
        return {article.article_id for article in articles if article.version_id in marked}

    def match_id(self, a: str, b: str) -> int:
        """The row of the match of two articles, saved now if it was only made on demand."""
        stored = self._stored.get((a, b))
        if stored is not None:
            return stored.id
        one, other = self.by_key[a], self.by_key[b]
        return save_match(
            self._connection,
            (one.article_id, one.version_id),
            (other.article_id, other.version_id),
            self._across_languages(a, b) or self.match(a, b),
        )

    def _across_languages(self, a: str, b: str) -> Match | None:
        """The match of two texts of different languages: which of them was kept is a matter of order, what they are to
        each other is not.
        """
        one, other = self.by_key[a].version_id, self.by_key[b].version_id
        texts = self._cache.get([one, other])
        (_, left), (_, right) = texts[one], texts[other]
        if not comparable(left, right):
            return None
        among = self._beside.says(a, b)
        return match_of(self._cache.anchored(one, left), self._cache.anchored(other, right), left, right, among)


def _alarms(held: _Held, articles: Sequence[_Article]) -> dict[str, tuple[Reason, ...]]:
    """Articles that carry words which another one of the story had only after it was revised."""
    rows = held.version_rows([article.article_id for article in articles])
    correcting = held.correcting(articles)
    if not correcting and all(len(found) < 2 for found in rows.values()):
        return {}  # as nearly always; the texts need not be read
    versions = held.versions(rows)
    revisions: list[Revision] = []
    by_outlet: dict[str, list[_Article]] = {}
    for article in articles:
        by_outlet.setdefault(article.outlet, []).append(article)
    for article in articles:
        known = versions[article.article_id]
        revisions += [
            Revision(article.key, old.tokens, new.tokens, new.after)
            for old, new in pairwise(known)
            if (old.dated or new.dated) and is_revision(old.tokens, new.tokens)
        ]
        revisions += [
            Revision(article.key, versions[first.article_id][0].tokens, known[0].tokens, known[0].after)
            for first in (by_outlet[article.outlet] if article.article_id in correcting else ())
            if first.article_id not in correcting and held.match(article.key, first.key).joins
        ]
    if not revisions:
        return {}
    copies = {article.key: tuple(v.tokens for v in versions[article.article_id]) for article in articles}
    corrected = {revision.key for revision in revisions}
    alarms = revision_alarms(revisions, copies)
    return {key: reasons for key, reasons in alarms.items() if key not in corrected}


def _outgrown(held: _Held, articles: Sequence[_Article], medoid: str) -> dict[str, Reason]:
    """Articles of which an older version lacks the greater part of what they share with the story: their address and
    its date are older than this text (a page for the latest news, a report that was extended).
    """
    rows = held.version_rows([article.article_id for article in articles])
    changed = [article for article in articles if len(rows[article.article_id]) > 1]
    if not changed:
        return {}
    beside = [article for article in articles if article.key == medoid] + list(articles[:COMPARED_WITH])
    versions = held.versions({one.article_id: rows[one.article_id] for one in (*changed, *beside)})
    found: dict[str, Reason] = {}
    for article in changed:
        own = versions[article.article_id]
        others = (versions[one.article_id][-1].tokens for one in beside if one.key != article.key)
        sharing = (max((shared_runs(v.tokens, other) for v in own), key=len) for other in others)
        shared = next((runs for runs in sharing if runs), None)
        if shared is None:
            continue
        has = [kept_of(shared, version.tokens) >= KEPT for version in own]
        first = next((number for number, version in enumerate(own) if version.dated), 0)
        if not all(has[: first + 1]):  # of those without a date nobody knows that they are younger
            found[article.key] = Reason("text-came-later", "An older version has not got this text.", {})
    return found


def _against_clock(leading: Sequence[_Article], lineage: Sequence[LineageEdge]) -> dict[str, Reason]:
    """Where the first by the clock says that its text comes from an article which, by the clock, is later: one of the
    two is wrong, and nobody is first by these times.
    """
    keys = {article.key for article in leading}
    return {
        edge.article: Reason("names-later-source", edge.conflict.text, {})
        for edge in lineage
        if edge.conflict is not None
        and not edge.conflict.data.get("linked")  # a first text may come to link to those who took it over
        and edge.article in keys
        and edge.version == 1
    }


def _under_embargo(held: _Held, leading: Sequence[_Article]) -> dict[str, Reason]:
    """Where the first by the clock prints an embargo that ends later: its time is that at which it was sent out."""
    versions = held.versions(held.version_rows([article.article_id for article in leading]))
    found: dict[str, Reason] = {}
    for article in leading:
        stated = article.window.possible
        first = versions[article.article_id][0]
        marked = [m for m in first.marks if m.type == "embargo_line" and m.kind is TextKind.BODY]
        for line in {*(first.text[m.start : m.end] for m in marked), *embargo_lines(first.text)}:
            lifted = read_time(RawTime("published", line, "embargo"), lang=article.lang, now=END_OF_TIME)
            if lifted is not None and lifted.usable and stated.end < lifted.start:
                found[article.key] = Reason("under-embargo", "It prints an embargo that ends later.", {})
    return found


def _translated(held: _Held, leading: Sequence[_Article], members: Sequence[_Article]) -> dict[str, Reason]:
    """Where the first by the clock says that it is a translation, and what it may be of is held: an article in another
    language, which by the clock is later.
    """
    versions = held.versions(held.version_rows([article.article_id for article in leading]))
    found: dict[str, Reason] = {}
    for article in leading:
        first = versions[article.article_id][0]
        if any(_language(one) != _language(article) for one in members) and translation_notice(
            first.text, [mark for mark in first.marks if mark.kind is TextKind.BODY]
        ):
            found[article.key] = Reason("says-translated", "It says that it is a translation.", {})
    return found


def _language(article: _Article) -> str:
    return article.lang.partition("-")[0].casefold()


def _rank(match: Match) -> tuple[bool, float, float, float]:
    return (match.joins, match.score, match.share_a, match.share_b)


def _edge(a: str, b: str, match: Match) -> Edge:
    return Edge(
        a=a,
        b=b,
        score=match.score,
        share_a=match.share_a,
        share_b=match.share_b,
        spans_a=tuple(p.a for p in match.passages),
        spans_b=tuple(p.b for p in match.passages),
        match_class=match.match_class,
    )


def _load(connection: sqlite3.Connection, article_ids: Sequence[int]) -> Iterable[_Article]:
    sightings = load_sightings(connection, article_ids)
    for head in load_heads(connection, article_ids):
        yield _Article(
            head.article_id,
            head.version_id,
            head.key,
            head.outlet,
            head.title,
            head.lang,
            tuple(sightings[head.article_id]),
        )


def _record(
    held: _Held, story: Cluster, drawn: Sequence[DrawsOn], public_id: str, gaps: Sequence[FeedGap]
) -> StoryRecord:
    """One story with its verdict, its source and every article's part in it.

    A round-up with a known time testifies too: it carries the text, so nobody is first who may have come after it.
    """
    members = [held.by_key[key] for key in story.members]
    round_ups = [held.by_key[key] for key in sorted({d.article for d in drawn})]
    concerned = [*members, *(r for r in round_ups if r.window.dated)]
    alarms = _alarms(held, concerned)
    outgrown = _outgrown(held, concerned, story.medoid)
    alarms = {**alarms, **{key: (*alarms.get(key, ()), reason) for key, reason in outgrown.items()}}
    witnesses = [article.witness for article in concerned]
    coverage = Coverage(len({m.outlet for m in members}), len(concerned), feed_gaps=tuple(gaps))
    origin = judge(witnesses, coverage=coverage, alarms=alarms)
    lineage = held.lineage(members, alarms)
    leading = [one for one in concerned if one.key in origin.articles] if origin.verdict is Verdict.FIRST else []
    said = {
        **_against_clock(leading, lineage),
        **_under_embargo(held, leading),
        **_translated(held, leading, members),
    }
    if said:
        alarms = {**alarms, **{key: (*alarms.get(key, ()), reason) for key, reason in said.items()}}
        origin = judge(witnesses, coverage=coverage, alarms=alarms)
        lineage = held.lineage(members, alarms)
    leads = origin.verdict is Verdict.FIRST and origin.articles[0] in story.members
    source = held.by_key[origin.articles[0] if leads else story.medoid]
    articles = [
        StoryArticle(
            article_id=article.article_id,
            role=role,
            place=place(article.key, origin),
            sighting_id=article.deciding_sighting(),
            match_id=None if article is source else held.match_id(source.key, article.key),
        )
        for role, group in (("member", members), ("draws-on", round_ups))
        for article in group
    ]
    return StoryRecord(
        public_id=public_id,
        title=source.title,
        outlets=len({m.outlet for m in members}),
        languages=tuple(sorted({m.lang for m in members})),
        verdict=origin.verdict,
        source_id=source.article_id,
        medoid_id=held.by_key[story.medoid].article_id,
        reasons=tuple(_named(held, _explained(reason, alarms)) for reason in origin.reasons),
        cohesion=tuple(_named(held, reason) for reason in story.reasons),
        articles=tuple(articles),
        lineage=lineage,
        keys={member.key: member.article_id for member in members},
    )


COMPARED_WITH = 5
"""Articles with which a changed one is compared, besides the one in the middle of the story."""

ABOUT_SOME = frozenset(
    {
        "later-by-text",
        "backdated",
        "published-after-seen",
        "published-after-modified",
        "claims-disagree",
        "future",
        "implausible-time",
        "updated-later",
    }
)
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
    "names-later-source": "the article names as its source one that, by the stated times, came later",
    "text-came-later": "an older version at this address has not got the text",
    "under-embargo": "the article prints an embargo that ends later",
    "says-translated": "the article says that it is a translation, and what it may be of came later",
}
"""What counts against a stated time, by the code of the alarm."""


def _named(held: _Held, reason: Reason) -> Reason:
    """A reason as people read it: it names outlets where it speaks of articles."""
    medoid = reason.data.get("medoid")
    if medoid is not None:
        outlet = held.by_key[str(medoid)].outlet
        return replace(reason, text=reason.text.replace(str(medoid), f"the text of {outlet}") + ".")
    if reason.code in ABOUT_SOME:
        outlets = list(dict.fromkeys(held.by_key[key].outlet for key in reason.data.get("articles", ())))
        if outlets:
            return replace(reason, text=f"{', '.join(outlets)}: {reason.text[0].lower()}{reason.text[1:]}")
    return reason
