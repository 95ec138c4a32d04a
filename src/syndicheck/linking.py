"""Comparing stored versions with the earlier ones: candidates in, verified matches out.

The same function runs in this process and in worker processes; it only reads the database. What it finds for a
version depends on that version and the earlier ones alone, so a run that was cut off and one that was not end
with the same matches.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Protocol

from msgspec import Struct

from syndicheck.broken import attempted, broken_pair, broken_search
from syndicheck.embedding.interface import configured
from syndicheck.embedding.nearest import nearest
from syndicheck.lexicon.compiled import configured as lexicon
from syndicheck.matching.contrast import judge_among, same_figures, worth_weighing
from syndicheck.matching.crosslanguage import anchored_body, body, comparable, match_of
from syndicheck.matching.looks import Look, first_look
from syndicheck.matching.packed import packed, unpacked
from syndicheck.matching.release import common_release, linked, raised, same_language
from syndicheck.matching.reuse import Prepared, compare
from syndicheck.matching.reuse import prepare as prepare_text
from syndicheck.matching.translation import AnchoredText, standing_background
from syndicheck.model.articles import Problem
from syndicheck.model.marks import ReleaseId
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.spans import Span, TextKind
from syndicheck.store.anchors import (
    AnchorCandidate,
    anchor_candidates,
    anchor_siblings,
    load_packed,
    other_languages,
    several_languages,
)
from syndicheck.store.candidates import Candidate, earlier_candidates
from syndicheck.store.release_ids import load_release_ids, same_release
from syndicheck.store.retold import retold
from syndicheck.store.sketches import load_sketch, representative_of, representatives, version_of
from syndicheck.store.texts import StoredText, load_texts

BEST = 5
"""Matches of one article that are always kept (design decision 3: the story's medoid and the few best others)."""

MOST = 16
"""Matches kept of an article that takes from many sources: each further one must cover something new."""

NEW_SHARE = 0.05
"""What "something new" is: this part of the article's copied text."""

EVIDENCE = 3
"""Matches kept that join nothing (template, boilerplate-only, related): they answer "why not?"."""

PATIENCE = 30
"""So many candidates in a row that are no source of anything new end the search: those behind promise less."""

ENOUGH = 0.95
PATIENCE_WITH_ENOUGH = 6
"""The same once :data:`BEST` matches are there, and one of them holds so much of the text: the rest are further copies
of what was found, and the story's medoid is compared when the story is formed."""

AT_A_TIME = 10
"""Candidates whose texts are loaded together."""

MOST_COMPARED = 200
"""Candidates of one version that are compared at most (design decision 8)."""

MOST_TRANSLATIONS = 12
"""Candidates of each other language that are compared."""

MOST_READ = 36
"""Candidates of each other language that are read, so that those compared are no copies of each other: two dozen
outlets with one wire story would otherwise be all that is looked at."""

COPIES = 0.8
"""Part of their anchors that two copies have in common."""

BEST_TRANSLATIONS = 2
"""Matches kept of each other language: further copies of a translation are found within their own language."""

NEAR_BEST = 0.8
"""Part of the best one's score that the second must reach: what one issuer writes about other things is like its
releases, but never as like as a translation is."""

RELATED_TRANSLATIONS = 1
"""Matches kept of another language in which no translation was found: what tells the same event in its own words. They
join nothing and are offered to the reader."""

LIKELY_RELATED = 0.45
"""Probability (as it is told, calibrated) from which they are kept. ``compare`` calls more related when asked, but that
of every article is noise: of 440 articles on health 16 had such a text in another language, 4 from this probability on.
"""

LEAST_FIGURES = 2
"""Numbers, dates and places that two such texts must have in common."""

CACHED_TEXTS = 4_000


class Linked(Struct, frozen=True):
    """A match between a version and an earlier one, A being the later; both with their article first. ``place`` is B's
    sketch, by which equal matches have an order.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    match: Match
    place: int = 0


class TextCache:
    """The most recently used texts, prepared for comparison; bounded, because a corpus is not."""

    def __init__(self, connection: sqlite3.Connection, size: int = CACHED_TEXTS) -> None:
        self._connection = connection
        self._size = size
        self._anchored: dict[int, AnchoredText] = {}
        self._found: dict[int, bytes] = {}
        self._held: OrderedDict[int, tuple[StoredText, Prepared]] = OrderedDict()

    def anchored(self, version_id: int, prepared: Prepared) -> AnchoredText:
        """The weighed anchors of a text that was got."""
        known = self._anchored.get(version_id)
        if known is not None and known.whole:
            return known
        found = anchored_body(prepared, standing_background())
        if known is None and lexicon() is None:  # words that it knows are not kept
            self._found[version_id] = packed(found, prepared.lang)
        self._keep(version_id, found)
        return found

    def weighed(self, version_ids: Sequence[int]) -> dict[int, AnchoredText]:
        """The weighed anchors of many texts, most of them as they are kept: without where they end."""
        found = {one: self._anchored[one] for one in version_ids if one in self._anchored}
        missing = [one for one in version_ids if one not in found]
        if missing and lexicon() is None:
            kept = load_packed(self._connection, missing)
            texts = {one: unpacked(*kept[one], standing_background()) for one in missing if one in kept}
            found |= {one: text for one, text in texts.items() if text is not None}
        for version_id, (_, prepared) in self.get([one for one in missing if one not in found]).items():
            found[version_id] = self.anchored(version_id, prepared)
        for version_id in missing:
            self._keep(version_id, found[version_id])
        return {one: found[one] for one in version_ids}

    def _keep(self, version_id: int, text: AnchoredText) -> None:
        for held in (self._anchored, self._found):
            if len(held) >= self._size:
                held.clear()
        self._anchored[version_id] = text

    def found(self) -> dict[int, bytes]:
        """The anchors that were looked for in texts since this was asked last, by version and packed: to be kept."""
        found, self._found = self._found, {}
        return found

    def get(self, version_ids: Iterable[int]) -> dict[int, tuple[StoredText, Prepared]]:
        """Stored and prepared texts by version id, in the order of the ids."""
        wanted = list(dict.fromkeys(version_ids))
        missing = [version_id for version_id in wanted if version_id not in self._held]
        found = {v: self._held[v] for v in wanted if v in self._held}
        for version_id, stored in load_texts(self._connection, missing).items():
            body_marks = tuple(m for m in stored.marks if m.kind is TextKind.BODY)
            found[version_id] = (stored, prepare_text(stored.text, body_marks, stored.title, stored.lang))
        for version_id, entry in found.items():
            self._held[version_id] = entry
            self._held.move_to_end(version_id)
        while len(self._held) > self._size:
            self._held.popitem(last=False)
        return {version_id: found[version_id] for version_id in wanted if version_id in found}


class Near(Struct, frozen=True):
    """Sketches of one other language that may be translations of a text, the most promising first. So many of them have
    enough in common with it; the others are what these are weighed against.
    """

    sketch_ids: list[int]
    promising: int


class Source(Protocol):
    """Where :func:`linked_from` gets what it compares. Sketches are numbered in the order of comparison."""

    def same_release(self, sketch_id: int) -> list[int]:
        """Earlier sketches that bear one of this one's release numbers."""

    def earlier(self, sketch_id: int) -> list[int]:
        """Earlier sketches that may share text, the most promising first.

        An equal body is compared with its first bearer only: what else there is to find was found from there.
        """

    def version_of(self, sketch_id: int) -> int:
        """The version that a sketch is of."""

    def texts(self, version_ids: Iterable[int]) -> dict[int, tuple[StoredText, Prepared]]:
        """Texts by version, as stored and prepared for comparison."""

    def releases(self, version_ids: Iterable[int]) -> dict[int, tuple[ReleaseId, ...]]:
        """Release numbers by version."""

    def anchored(self, version_id: int, prepared: Prepared) -> AnchoredText:
        """The weighed anchors of a text."""

    def weighed(self, version_ids: Sequence[int]) -> dict[int, AnchoredText]:
        """The weighed anchors of many texts, by version; where they end may be missing."""

    def retold(self, sketch_id: int) -> list[int]:
        """Earlier sketches of the same language that name the same names and figures, the most promising first."""

    def translations(self, sketch_id: int) -> list[Near]:
        """Earlier sketches that may be translations, language by language."""

    def siblings(self, sketch_id: int) -> list[int]:
        """Earlier sketches in the same language that share the rarest anchors, the most alike first."""


class Stored:
    """A database as source. ``ahead``: sketches whose candidates are going to be asked for."""

    def __init__(self, connection: sqlite3.Connection, cache: TextCache, ahead: Sequence[int] = ()) -> None:
        self._connection = connection
        self._ahead = ahead
        self._near: dict[int, list[Candidate]] = {}
        self._versions: dict[int, int] = {}
        self.texts = cache.get
        self.anchored = cache.anchored
        self.weighed = cache.weighed

    def same_release(self, sketch_id: int) -> list[int]:
        """See :class:`Source`."""
        return same_release(self._connection, sketch_id)

    def earlier(self, sketch_id: int) -> list[int]:
        """See :class:`Source`."""
        representative = representative_of(self._connection, sketch_id)
        if representative != sketch_id:
            return [representative]
        if sketch_id not in self._near:
            ahead = [one for one in self._ahead if representative_of(self._connection, one) == one]
            wanted = ahead if sketch_id in ahead else [sketch_id]
            sketches = {one: load_sketch(self._connection, one) for one in wanted}
            self._near = earlier_candidates(self._connection, sketches)
        return [candidate.sketch_id for candidate in self._near[sketch_id]]

    def version_of(self, sketch_id: int) -> int:
        """See :class:`Source`."""
        return self._versions.get(sketch_id) or version_of(self._connection, sketch_id)

    def releases(self, version_ids: Iterable[int]) -> dict[int, tuple[ReleaseId, ...]]:
        """See :class:`Source`."""
        return load_release_ids(self._connection, version_ids)

    def retold(self, sketch_id: int) -> list[int]:
        """See :class:`Source`."""
        if representative_of(self._connection, sketch_id) != sketch_id:
            return []
        return retold(self._connection, sketch_id)

    def translations(self, sketch_id: int) -> list[Near]:
        """See :class:`Source`."""
        if not several_languages(self._connection) or representative_of(self._connection, sketch_id) != sketch_id:
            return []
        version_id = self.version_of(sketch_id)
        _, prepared = self.texts([version_id])[version_id]
        targets = other_languages(self._connection, prepared.lang)
        if not targets:  # nothing to weigh anchors for
            return []
        own = self.anchored(version_id, prepared)
        near: dict[str, list[AnchorCandidate]] = {}
        named = anchor_candidates(
            self._connection,
            prepared.lang,
            own.first_places(),
            standing_background(),
            targets=targets,
            before=sketch_id,
        )
        self._versions = representatives(self._connection, [one.sketch_id for one in named])
        for candidate in named:
            if candidate.sketch_id in self._versions:
                near.setdefault(candidate.language, []).append(candidate)
        return [near_ones(some) for some in near.values()]

    def siblings(self, sketch_id: int) -> list[int]:
        """See :class:`Source`."""
        version_id = self.version_of(sketch_id)
        _, prepared = self.texts([version_id])[version_id]
        own = self.anchored(version_id, prepared)
        named = anchor_siblings(
            self._connection,
            prepared.lang,
            own.first_places(),
            standing_background(),
            before=sketch_id,
        )
        leading = representatives(self._connection, [one.sketch_id for one in named])
        return [one.sketch_id for one in named if one.sketch_id in leading]


def near_ones(candidates: Sequence[AnchorCandidate]) -> Near:
    """Candidates of one language, best first."""
    return Near([one.sketch_id for one in candidates], sum(one.promising for one in candidates))


class Links(Struct, frozen=True):
    """What was found of some versions, and the anchors of texts that were read for it (:meth:`TextCache.found`)."""

    found: list[Linked | Problem]
    anchors: dict[int, bytes]


def link(connection: sqlite3.Connection, cache: TextCache, sketch_ids: Sequence[int]) -> Links:
    """Compare the version of each sketch with its candidates among the earlier ones; see :func:`linked_from`."""
    source = Stored(connection, cache, ahead=sketch_ids)
    return Links([found for sketch_id in sketch_ids for found in linked_from(source, sketch_id)], cache.found())


def linked_from(source: Source, sketch_id: int) -> list[Linked | Problem]:
    """The matches worth keeping of one version with the earlier ones. A pair that breaks the program is left out as if
    it had nothing in common, and told.
    """
    same = source.same_release(sketch_id)
    near = [other for other in source.earlier(sketch_id) if other not in same]
    matches, broken = _parted(_compared(source, sketch_id, same))
    covered: list[Span] = []
    compared, idle, joining, patience = 0, 0, 0, PATIENCE
    for one in _compared(source, sketch_id, near[:MOST_COMPARED]):
        compared += 1
        idle += 1
        if isinstance(one, Problem):
            broken.append(one)
        elif one is not None:
            matches.append(one)
            joining += one.match.joins
            if one.match.joins and _fresh(one, covered):
                covered += (passage.a for passage in one.match.passages)
                idle = 0
        if joining >= BEST and any(m.match.joins and m.match.share_a >= ENOUGH for m in matches):
            patience = PATIENCE_WITH_ENOUGH
        if idle >= patience:
            break
    if not any(one.match.joins for one in matches):
        known = {*same, *near[:compared]}
        told = [other for other in source.retold(sketch_id) if other not in known]
        retold, further = _parted(_compared(source, sketch_id, told))
        matches += [one for one in retold if one.match.joins]
        broken += further
    taken = {one.b[1] for one in matches}
    translated, further = _parted(_translations_or_tell(source, sketch_id))
    return [*worth_keeping(matches), *(one for one in translated if one.b[1] not in taken), *broken, *further]


def _parted(found: Iterable[Linked | Problem | None]) -> tuple[list[Linked], list[Problem]]:
    """Matches, and what could not be compared."""
    told = list(found)
    return [one for one in told if isinstance(one, Linked)], [one for one in told if isinstance(one, Problem)]


def _translations_or_tell(source: Source, sketch_id: int) -> Sequence[Linked | Problem]:
    """The translations of a version among all its candidates. Where to look at these together breaks the program,
    those are left out with which it breaks alone; where these are all, or none, there is no search.
    """
    near = attempted(source.translations, sketch_id)
    if isinstance(near, Exception):
        return [broken_search(_key(source, sketch_id), near)]
    found = attempted(_translations, source, sketch_id, near)
    if not isinstance(found, Exception):
        return found
    own = _key(source, sketch_id)
    alone = {
        other: attempted(_translations, source, sketch_id, [Near([other], 1)])
        for some in near
        for other in some.sketch_ids
    }
    broken = {other: error for other, error in alone.items() if isinstance(error, Exception)}
    if len(broken) < len(alone) or len(alone) == 1:
        again = attempted(_translations, source, sketch_id, [_without(broken, some) for some in near])
        if not isinstance(again, Exception):
            return [*again, *(broken_pair(own, _key(source, other), error) for other, error in broken.items())]
        found = again
    return [broken_search(own, found)]


def _without(left_out: Container[int], near: Near) -> Near:
    kept = [one for one in near.sketch_ids if one not in left_out]
    return Near(kept, sum(one not in left_out for one in near.sketch_ids[: near.promising]))


def _key(source: Source, sketch_id: int) -> str:
    """The key of the article that a sketch is of."""
    version_id = source.version_of(sketch_id)
    return source.texts([version_id])[version_id][0].key


def _translations(source: Source, sketch_id: int, near: Sequence[Near]) -> list[Linked]:
    """The near-best matches of a version among earlier ones of each other language."""
    if not any(some.sketch_ids for some in near):
        return []
    version_id = source.version_of(sketch_id)
    stored, prepared = source.texts([version_id])[version_id]
    own = source.anchored(version_id, prepared)
    kept: list[Linked] = []

    @cache
    def siblings() -> list[AnchoredText]:
        chosen = different(source.weighed, [source.version_of(one) for one in source.siblings(sketch_id)])
        return list(source.weighed(chosen).values())

    places = {source.version_of(one): one for some in near for one in some.sketch_ids}
    for theirs, seen in _worth_weighing(source, own, prepared, near):
        judged = judge_among(own, list(theirs.values()), siblings, seen)
        found = {other_id: one for other_id, one in zip(theirs, judged, strict=True) if one.verdict in _TOLD}
        texts = source.texts(found)
        joining: list[tuple[float, int, int]] = []
        related: list[tuple[float, int, int]] = []
        for other_id, (other, text) in texts.items():
            one = found[other_id]
            if other.article_id != stored.article_id and comparable(prepared, text):
                if one.verdict == "translation":
                    joining.append((-one.score, places[other_id], other_id))
                elif (
                    one.verdict == "related"
                    and one.probability >= LIKELY_RELATED
                    and _figures(own, theirs[other_id]) >= LEAST_FIGURES
                ):
                    related.append((-one.score, places[other_id], other_id))
        joining.sort()
        least = NEAR_BEST * -joining[0][0] if joining else 0.0
        best = [one for one in joining if -one[0] >= least]
        chosen = best[:BEST_TRANSLATIONS] or sorted(related)[:RELATED_TRANSLATIONS]
        for _, place, other_id in chosen:
            other, text = texts[other_id]
            match = match_of(own, source.anchored(other_id, text), prepared, text, found[other_id])
            kept.append(Linked((stored.article_id, version_id), (other.article_id, other_id), match, place))
    return kept


_Seen = tuple[Mapping[int, AnchoredText], list[Look]]
"""The anchors of texts of one language by version, and what the first model says of them."""


def _worth_weighing(source: Source, own: AnchoredText, prepared: Prepared, near: Sequence[Near]) -> Iterator[_Seen]:
    """The texts of the languages in which one might be a translation. In most of them none is, nor so near that it is
    told of: to see that, the anchors of the promising ones are enough.
    """
    versions = [[source.version_of(sketch_id) for sketch_id in one.sketch_ids] for one in near]
    if configured() is None:
        first = [different(source.weighed, some[: one.promising]) for some, one in zip(versions, near, strict=True)]
        seen = _seen(source, own, first)
        versions = [some for some, (_, looks) in zip(versions, seen, strict=True) if worth_weighing(looks)]
    chosen = [_most_promising(source, prepared, some) for some in versions]
    yield from (one for one in _seen(source, own, chosen) if worth_weighing(one[1]))


def _seen(source: Source, own: AnchoredText, chosen: Sequence[Sequence[int]]) -> list[_Seen]:
    """The texts of each language, looked at all together."""
    texts = [source.weighed(version_ids) for version_ids in chosen]
    looks = iter(first_look(own, [one for some in texts for one in some.values()]))
    return [(some, list(islice(looks, len(some)))) for some in texts]


_TOLD = frozenset({"translation", "related"})


def _figures(a: AnchoredText, b: AnchoredText) -> int:
    """How many numbers, dates and places two texts have in common: names alone meet by chance."""
    return sum(key in b.numbers for key in a.numbers if key[0] in "NDG")


def _most_promising(source: Source, prepared: Prepared, version_ids: Sequence[int]) -> list[int]:
    """Those with the rarest anchors in common; where there is an embedder, the nearest of the others as well."""
    first = different(source.weighed, version_ids)
    last = version_ids.index(first[-1]) if first else -1
    rest = version_ids[last + 1 :]
    embedder = configured()
    if embedder is None or not rest:
        return first
    others = {version_id: (body(text), text.lang) for version_id, (_, text) in source.texts(rest).items()}
    return first + nearest(embedder, body(prepared), prepared.lang, others)


def different(weighed: Callable[[Sequence[int]], Mapping[int, AnchoredText]], version_ids: Sequence[int]) -> list[int]:
    """The first :data:`MOST_TRANSLATIONS` of them, copies of an earlier one left out. ``weighed`` gives the anchors of
    many, in their order (:meth:`Source.weighed`).
    """
    chosen: list[int] = []
    held: list[tuple[int, AnchoredText]] = []
    for start in range(0, min(len(version_ids), MOST_READ), MOST_TRANSLATIONS):
        some = version_ids[start : start + MOST_TRANSLATIONS]
        for version_id, text in weighed(some).items():
            if len(chosen) == MOST_TRANSLATIONS:
                break
            if not _copies_one(text, held):
                chosen.append(version_id)
                held.append((len(text.numbers), text))
        if len(chosen) == MOST_TRANSLATIONS:
            break
    return chosen


def _copies_one(text: AnchoredText, others: Iterable[tuple[int, AnchoredText]]) -> bool:
    """Whether a text says so nearly the same as one of several of its language that one of the two is enough. The
    others come with the number of their anchors: most are longer or shorter by too much.
    """
    keys = text.numbers.keys()
    size = len(keys)
    return size > 0 and any(
        same_figures(text, other) and len(keys & other.numbers.keys()) >= COPIES * max(size, others_size)
        for others_size, other in others
        if others_size >= COPIES * size and size >= COPIES * others_size
    )


def _compared(source: Source, sketch_id: int, others: Sequence[int]) -> Iterator[Linked | Problem | None]:
    """The match of a version with each of the others in turn; ``None`` where there is nothing to tell, a problem where
    the two break the program.
    """
    for start in range(0, len(others), AT_A_TIME):
        some = others[start : start + AT_A_TIME]
        version_id, *other_ids = (source.version_of(s) for s in (sketch_id, *some))
        texts = source.texts([version_id, *other_ids])
        releases = source.releases((version_id, *other_ids))
        stored, prepared = texts[version_id]
        for place, other_id in zip(some, other_ids, strict=True):
            other, other_prepared = texts[other_id]
            if other.article_id == stored.article_id:
                continue
            common = common_release(releases.get(version_id, ()), releases.get(other_id, ()))
            match = attempted(matched, prepared, other_prepared, common)
            if isinstance(match, Exception):
                yield broken_pair(stored.key, other.key, match)
            elif match.match_class in (MatchClass.NONE, MatchClass.TOO_SHORT):
                yield None
            else:
                yield Linked((stored.article_id, version_id), (other.article_id, other_id), match, place)


def matched(a: Prepared, b: Prepared, common: tuple[ReleaseId, ReleaseId] | None) -> Match:
    """The match of two texts that may share words or bear the number of one release."""
    if common is None:
        return compare(a, b)
    return raised(compare(a, b), common, a, b) if same_language(a, b) else linked(common, a, b)


def worth_keeping(matches: Sequence[Linked]) -> list[Linked]:
    """The best few matches of one article, more only where each shows the source of other text."""
    ranked = sorted(matches, key=lambda m: (-m.match.score, m.place))
    kept: list[Linked] = []
    evidence: list[Linked] = []
    covered: list[Span] = []
    for one in ranked:
        if not one.match.joins:
            if len(evidence) < EVIDENCE:
                evidence.append(one)
            continue
        if len(kept) < BEST or (len(kept) < MOST and _fresh(one, covered)):
            kept.append(one)
            covered += (passage.a for passage in one.match.passages)
    return kept + evidence


def _fresh(one: Linked, covered: Sequence[Span]) -> bool:
    """Whether a match shows the source of text that the spans ``covered`` so far do not hold."""
    spans = [passage.a for passage in one.match.passages]
    fresh = _union([*covered, *spans]) - _union(covered)
    return 0 < fresh >= NEW_SHARE * sum(map(len, spans))


def _union(spans: Iterable[Span]) -> int:
    """Characters in any of the spans."""
    count, seen = 0, 0
    for span in sorted(spans):
        count += max(0, span.end - max(span.start, seen))
        seen = max(seen, span.end)
    return count
