"""The articles of one neighbourhood, as the database holds them: their matches, and comparison on demand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from msgspec.structs import replace

from syndicheck.broken import attempted, broken_pair
from syndicheck.linking import Linked, Stored, TextCache, matched
from syndicheck.matching.crosslanguage import comparable, match_of
from syndicheck.matching.release import common_release
from syndicheck.model.articles import Problem
from syndicheck.model.lineage import LineageEdge
from syndicheck.model.marks import Mark, ReleaseId
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.reasons import Reason
from syndicheck.model.times import Sighting
from syndicheck.provenance.beside import Beside
from syndicheck.provenance.descent import Head, Pointers, Version, organisation_names, pointers, texts_of
from syndicheck.provenance.edges import Edge
from syndicheck.provenance.equal_bodies import EqualBodies
from syndicheck.provenance.intervals import Interval
from syndicheck.provenance.lineage import trace
from syndicheck.provenance.windows import WEAK_SOURCES, Window, Witness, window
from syndicheck.store.deleted import load_deleted
from syndicheck.store.encoding import in_chunks
from syndicheck.store.heads import ArticleHead, load_heads
from syndicheck.store.marks import versions_marked
from syndicheck.store.matches import StoredMatch, matches_among, story_matches
from syndicheck.store.record_fields import load_fields
from syndicheck.store.release_ids import load_release_ids
from syndicheck.store.sightings import load_sightings
from syndicheck.store.version_order import VersionRow, article_versions
from syndicheck.text import Tokens


class Article(ArticleHead, frozen=True, dict=True):
    """An article with its times, each with the row in which it is stored."""

    sightings: tuple[tuple[int, Sighting], ...]
    deleted: Interval | None = None
    """When one that shared its text and was deleted can have appeared."""

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


class Neighbourhood:
    """The articles of one neighbourhood with their stored matches, and comparison on demand."""

    def __init__(self, connection: sqlite3.Connection, cache: TextCache, article_ids: Sequence[int]) -> None:
        self._connection = connection
        self._cache = cache
        self.by_key = {article.key: article for article in _load(connection, article_ids)}
        self.key_of = {article.article_id: article.key for article in self.by_key.values()}
        self._stored: dict[tuple[str, str], StoredMatch] = {}
        self._compared: dict[tuple[str, str], Match] = {}
        self._made: dict[tuple[str, str], StoredMatch] = {}
        self.problems: list[Problem] = []
        among = list(matches_among(connection, article_ids))
        made = story_matches(connection, (stored.id for stored in among))
        given = [stored for stored in among if stored.id not in made]
        present = {article.article_id: article.version_id for article in self.by_key.values()}
        self._present = set(present.values())
        self._equal = EqualBodies(connection, present, given)
        self._instead = self._compared_instead(given)
        for stored in among:
            pair = (self.key_of[stored.a_id], self.key_of[stored.b_id])
            if stored.id in made:  # no edge: else what was a story once would decide what is one now
                if self._holds(stored):
                    self._made.update(dict.fromkeys((pair, pair[::-1]), stored))
                continue
            if pair in self._instead and not stored.match.joins:
                continue
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
            said = attempted(self._beside.says, *pair)
            if isinstance(said, Exception):  # then it stays what it was when it was compared
                self.problems.append(broken_pair(*pair, said))
            elif said is not None and said.verdict != "translation":
                stored = self._stored[pair]
                self._stored[pair] = replace(stored, match=replace(stored.match, match_class=MatchClass.RELATED))

    def _holds(self, made: StoredMatch) -> bool:
        """Whether a match that was made for a story is what would be made now; of two languages others decide."""
        a, b = (self.by_key[self.key_of[article_id]] for article_id in (made.a_id, made.b_id))
        versions = self._compared_versions(a.key, b.key)
        return versions == (made.a_version_id, made.b_version_id) and language_of(a) == language_of(b)

    def _compared_instead(self, stored: Sequence[StoredMatch]) -> dict[tuple[str, str], tuple[int, int]]:
        """Pairs of articles whose stored matches are not of those of their texts that have most in common: with the
        versions that are compared instead.
        """
        best: dict[tuple[str, str], StoredMatch] = {}
        for one in stored:
            a, b = sorted((self.key_of[one.a_id], self.key_of[one.b_id]))
            if (a, b) not in best or _rank(one.match) > _rank(best[a, b].match):
                best[a, b] = one
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for (a, b), one in best.items():
            if versions := self._most_in_common(a, b, one.match):
                found[a, b], found[b, a] = versions, versions[::-1]
        return found

    def _most_in_common(self, a: str, b: str, known: Match | None) -> tuple[int, int] | None:
        """See :meth:`EqualBodies.versions`; of two languages others decide."""
        one, other = self.by_key[a], self.by_key[b]
        if language_of(one) != language_of(other):
            return None
        return self._equal.versions(one.article_id, other.article_id, known)

    def edges(self) -> Iterable[Edge]:
        """Each stored match once, as clustering wants it."""
        for (a, b), stored in self._stored.items():
            if self.key_of[stored.a_id] == a:
                yield _edge(a, b, stored.match)
        yield from (_edge(a, b, self.match(a, b)) for a, b in self._instead if a < b and (a, b) not in self._stored)

    def verify(self, a: str, b: str) -> Edge | None:
        """Compare two articles of which no match is stored."""
        return _edge(a, b, self.match(a, b))

    def match(self, a: str, b: str) -> Match:
        """The match of two articles, A's side first, stored or made now."""
        stored = self._known(a, b)
        if stored is not None:
            return stored.match if self.key_of[stored.a_id] == a else stored.match.swapped()
        if (a, b) not in self._compared:
            found = self._compared_now(a, b)
            self._compared[a, b] = found
            self._compared[b, a] = found.swapped()
        return self._compared[a, b]

    def _known(self, a: str, b: str) -> StoredMatch | None:
        """The match of two articles as it is stored, where that is of the texts that are to be compared."""
        made = self._made.get((a, b))
        return made if (a, b) in self._instead else self._stored.get((a, b)) or made

    def _compared_now(self, a: str, b: str) -> Match:
        """The match of two articles; none where they break the program, which is noted among the problems."""
        found = attempted(self._matched, a, b)
        if isinstance(found, Exception):
            self.problems.append(broken_pair(a, b, found))
            return Match(MatchClass.NONE, 0.0, 0.0, 0.0, 0.0)
        return found

    def _matched(self, a: str, b: str) -> Match:
        """A translation need not have been compared with the story's medoid: it was compared with one of its copies."""
        one, other = self._compared_versions(a, b)
        texts = self._cache.get([one, other])
        (_, left), (_, right) = texts[one], texts[other]
        common = self._common_release(one, other)
        if common is not None or not comparable(left, right):
            return matched(left, right, common)
        anchored = self._cache.anchored
        return match_of(anchored(one, left), anchored(other, right), left, right, self._beside.says(a, b))

    def _compared_versions(self, a: str, b: str) -> tuple[int, int]:
        """The versions that are compared where no match says enough: mostly the present ones."""
        if (a, b) in self._instead:
            return self._instead[a, b]
        if a > b:
            return self._compared_versions(b, a)[::-1]
        return self._most_in_common(a, b, None) or (self.by_key[a].version_id, self.by_key[b].version_id)

    @cached_property
    def _releases(self) -> dict[int, tuple[ReleaseId, ...]]:
        """The release numbers of the articles' present versions."""
        return load_release_ids(self._connection, [article.version_id for article in self.by_key.values()])

    def _common_release(self, one: int, other: int) -> tuple[ReleaseId, ReleaseId] | None:
        present = {one, other} <= self._present
        releases = self._releases if present else load_release_ids(self._connection, (one, other))
        return common_release(releases.get(one, ()), releases.get(other, ()))

    def version_rows(self, article_ids: Sequence[int]) -> dict[int, list[VersionRow]]:
        """What is known of the versions of each article without reading their texts, oldest first."""
        return article_versions(self._connection, article_ids)

    def versions(self, rows: Mapping[int, Sequence[VersionRow]]) -> dict[int, list[Version]]:
        """The same versions with their words."""
        worded = self._worded([row.version_id for found in rows.values() for row in found])
        return {
            article_id: [
                Version(tokens, row.since, after, marks, text)
                for row, after in zip(found, self._bounds(article_id, found), strict=True)
                for tokens, marks, text in (worded[row.version_id],)
            ]
            for article_id, found in rows.items()
        }

    def _worded(self, version_ids: Sequence[int]) -> dict[int, tuple[Tokens, tuple[Mark, ...], str]]:
        """Tokens, marks and text of versions. Equal ones are held once: a story may be 100,000 copies."""
        found: dict[int, tuple[Tokens, tuple[Mark, ...], str]] = {}
        held: dict[tuple[str, tuple[Mark, ...]], tuple[Tokens, tuple[Mark, ...], str]] = {}
        for chunk in in_chunks(version_ids):
            for version_id, (stored, prepared) in self._cache.get(chunk).items():
                same = (stored.text, stored.marks)
                found[version_id] = held.setdefault(same, (prepared.tokens, stored.marks, stored.text))
        return found

    def _bounds(self, article_id: int, rows: Sequence[VersionRow]) -> Iterator[datetime | None]:
        """Of each version of an article the earliest time at which it can have been there, as far as that is known: as
        its record states it, else when the one before was there. That we came by then says nothing of the time before.
        """
        stated = sorted(
            sighting.start
            for _, sighting in self.by_key[self.key_of[article_id]].sightings
            if sighting.usable and sighting.kind in ("published", "modified") and sighting.source not in WEAK_SOURCES
        )
        bound: datetime | None = None
        for number, row in enumerate(rows):
            if row.since in stated:
                bound = row.since
            elif number:
                earlier = rows[number - 1].since or bound
                bound = max((moment for moment in stated if _between(earlier, moment, row.since)), default=earlier)
            elif row.since is not None:
                bound = max((moment for moment in stated if moment <= row.since), default=row.since)
            yield bound

    def fields(self, version: VersionRow) -> Mapping[str, object]:
        """What the record of a version has besides the fields that we know."""
        return load_fields(self._connection, version.version_id)

    def pointing(self, articles: Sequence[Article]) -> dict[str, Pointers]:
        """Those of the articles, by key, to which the page of another one points."""
        return pointers(self._connection, {a.article_id: (a.key, a.outlet) for a in articles})

    def lineage(self, articles: Sequence[Article], alarms: Mapping[str, Sequence[Reason]]) -> tuple[LineageEdge, ...]:
        """Who of these took it from whom."""
        versions = self.versions(self.version_rows([article.article_id for article in articles]))
        pointing = self.pointing(articles)
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
                after=frozenset(
                    str(one.data["revised"]) for one in alarms.get(article.key, ()) if "revised" in one.data
                ),
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

    def correcting(self, articles: Sequence[Article]) -> set[int]:
        """Those of the articles whose current text says that it corrects something."""
        marked = versions_marked(self._connection, [article.version_id for article in articles], "editorial_note")
        return {article.article_id for article in articles if article.version_id in marked}

    def saved(self, a: str, b: str) -> int | None:
        """The row of the match of two articles, if it is stored."""
        stored = self._known(a, b)
        return None if stored is None else stored.id

    def unsaved(self, a: str, b: str) -> Linked:
        """The match of two articles that is not stored, to be saved."""
        one, other = self.by_key[a], self.by_key[b]
        versions = self._compared_versions(a, b)
        return Linked(
            (one.article_id, versions[0]),
            (other.article_id, versions[1]),
            self._across_languages(a, b) or self.match(a, b),
        )

    def _across_languages(self, a: str, b: str) -> Match | None:
        """The match of two texts of different languages: which of them was kept is a matter of order, what they are to
        each other is not.
        """
        one, other = self._compared_versions(a, b)
        texts = self._cache.get([one, other])
        (_, left), (_, right) = texts[one], texts[other]
        if not comparable(left, right):
            return None
        return self._compared_now(a, b)


def _between(start: datetime | None, moment: datetime, end: datetime | None) -> bool:
    return (start is None or start < moment) and end is not None and moment <= end


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


def _load(connection: sqlite3.Connection, article_ids: Sequence[int]) -> Iterable[Article]:
    sightings = load_sightings(connection, article_ids)
    deleted = load_deleted(connection, article_ids)
    for head in load_heads(connection, article_ids):
        yield Article(
            head.article_id,
            head.version_id,
            head.key,
            head.outlet,
            head.title,
            head.lang,
            tuple(sightings[head.article_id]),
            Interval(*deleted[head.article_id]) if head.article_id in deleted else None,
        )


def language_of(article: Article) -> str:
    """The language of an article without script and country."""
    return article.lang.partition("-")[0].casefold()
