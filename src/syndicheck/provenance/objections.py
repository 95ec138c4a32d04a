"""What texts say against the times that are stated for them: who is first by the clock need not have been.

Each function returns reasons by the key of the article whose time they speak against.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from msgspec.structs import replace

from syndicheck.matching.notices import translation_notice
from syndicheck.model.articles import RawTime
from syndicheck.model.lineage import LineageEdge
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import TextKind
from syndicheck.model.times import Precision
from syndicheck.provenance.admissions import embargo_lines
from syndicheck.provenance.descent import Version
from syndicheck.provenance.embargoes import declared_embargoes
from syndicheck.provenance.intervals import END_OF_TIME
from syndicheck.provenance.neighbourhoods import Article, Neighbourhood, language_of
from syndicheck.provenance.revisions import KEPT, Revision, is_revision, kept_of, revision_alarms, shared_runs
from syndicheck.provenance.timeline import EMBARGO, read_time
from syndicheck.provenance.windows import MAY_CARRY, before, possible

MOST_READ = 200
"""Articles at one time of which each is read for what it says of its origin; more appear at the end of an embargo."""

COMPARED_WITH = 5
"""Articles with which a changed one is compared, besides the one in the middle of the story."""


def revised(held: Neighbourhood, articles: Sequence[Article]) -> dict[str, tuple[Reason, ...]]:
    """Articles that carry words which another one of the story had only after it was revised.

    Either they are of the revised text, or they are what it was mended by: a copy that corrects its slip, or prints the
    rest later, gets words of its source. So what they are is asked of the clock: see :func:`_standing`.
    """
    rows = held.version_rows([article.article_id for article in articles])
    correcting = held.correcting(articles)
    if not correcting and all(len(found) < 2 for found in rows.values()):
        return {}  # as nearly always; the texts need not be read
    versions = held.versions(rows)
    revisions: list[Revision] = []
    by_outlet: dict[str, list[Article]] = {}
    for article in articles:
        by_outlet.setdefault(article.outlet, []).append(article)
    for article in articles:
        known = versions[article.article_id]
        revisions += [
            Revision(article.key, old.tokens, new.tokens, new.after)
            for old, new in pairwise(known)
            if (old.since or new.since) and is_revision(old.tokens, new.tokens)
        ]
        revisions += [
            Revision(article.key, versions[first.article_id][0].tokens, known[0].tokens, known[0].after, announced=True)
            for first in (by_outlet[article.outlet] if article.article_id in correcting else ())
            if first.article_id not in correcting and held.match(article.key, first.key).joins
        ]
    if not revisions:
        return {}
    copies = {article.key: tuple(v.tokens for v in versions[article.article_id]) for article in articles}
    corrected = {revision.key for revision in revisions}
    alarms = revision_alarms(revisions, copies)
    found: dict[str, tuple[Reason, ...]] = {}
    for key, reasons in alarms.items():
        copy = held.by_key[key]
        left = [] if key in corrected else [_standing(held, copy, versions[copy.article_id], one) for one in reasons]
        if kept := tuple(one for one in left if one is not None):
            found[key] = kept
    return found


def _standing(held: Neighbourhood, copy: Article, versions: Sequence[Version], alarm: Reason) -> Reason | None:
    """What is left of an alarm in the light of the times: nothing, where somebody saw the text before the revision. It
    proves an order only where the revised article was certainly there first, or the text tells of the revision. By the
    clock older than the revised article, it contradicts the clock, and which of the two is right nobody can tell; of
    times that overlap, or are not known, it contradicts none.
    """
    bound = alarm.data.get("not_before")
    if bound is not None and _seen_before(datetime.fromisoformat(str(bound)), copy, versions):
        return None
    revised_one = held.by_key[str(alarm.data["revised"])]
    earlier = before(revised_one.window, copy.window)
    if earlier or alarm.data.get("tells"):
        return alarm
    open_order = {name: alarm.data[name] for name in ("revised", "span")}
    return replace(alarm, code="carries-revision" if earlier is False else MAY_CARRY, data=open_order)


def _seen_before(moment: datetime, copy: Article, versions: Sequence[Version]) -> bool:
    """Whether somebody saw an article's first known text before a moment. A look before that text was there, or when
    the next one was, saw another.
    """
    first, *later = versions
    if first.since is None:
        return False
    until = min((one.since for one in later if one.since is not None), default=END_OF_TIME)
    return any(
        sighting.usable
        and sighting.kind in ("first_seen", "captured")
        and first.since <= sighting.start < until
        and possible(sighting).end < moment
        for _, sighting in copy.sightings
    )


def outgrown(held: Neighbourhood, articles: Sequence[Article], medoid: str) -> dict[str, Reason]:
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
        first = next((number for number, version in enumerate(own) if version.since), 0)
        if not all(has[: first + 1]):  # of those without a date nobody knows that they are younger
            found[article.key] = Reason("text-came-later", "An older version has not got this text.", {})
    return found


def against_clock(leading: Sequence[Article], lineage: Sequence[LineageEdge]) -> dict[str, Reason]:
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


def not_tied(
    held: Neighbourhood, tied: Sequence[Article], members: Sequence[Article], lineage: Sequence[LineageEdge]
) -> dict[str, Reason]:
    """Of those that tie by the clock, the articles that have the text from another one of them by their own words.
    While two outlets are left they are later than these; else it contradicts their time, and nobody is first by it.
    """
    sources = _sources_among(held, tied, members, lineage)
    left = {article.outlet for article in tied if article.key not in sources}
    found: dict[str, Reason] = {}
    earliest: dict[frozenset[str], str | None] = {}
    for key, named in sorted(sources.items()):
        if named not in earliest:  # those that collect texts share thousands
            earliest[named] = min(named - sources.keys(), default=None)
        after = earliest[named]
        data = {"after": after} if after is not None and len(left) > 1 else {}
        found[key] = Reason("names-equal-source", "It has the text from another one that states this time.", data)
    return found


def _sources_among(
    held: Neighbourhood, tied: Sequence[Article], members: Sequence[Article], lineage: Sequence[LineageEdge]
) -> dict[str, frozenset[str]]:
    """Which of the tied their page declares as the source (canonical link, data), or names and states its very second:
    a copy bears its source's time. For full minutes texts are scheduled, with their credits. What calls itself a
    translation may be of those in other languages; what collects texts has them from the story.
    """
    keys = {article.key: article for article in tied}
    found = {key: towards.declared.intersection(keys) for key, towards in held.pointing(tied).items()}
    for edge in lineage:
        own, parent = edge.article, edge.parent.article
        named = any(reason.code == "names-parent" for reason in edge.parent.text)
        if named and edge.version == 1 and own in keys and parent in keys and _same_second(keys[own], keys[parent]):
            found[own] = found.get(own, frozenset()) | {parent}
    if len(tied) <= MOST_READ and len({language_of(one) for one in tied}) > 1:
        for key in translated(held, tied, tied):
            others = frozenset(one.key for one in tied if language_of(one) != language_of(keys[key]))
            found[key] = found.get(key, frozenset()) | others
    members_tied = frozenset(one.key for one in members if one.key in keys)
    found |= dict.fromkeys(collecting(tied, members), members_tied)
    return {key: named for key, named in found.items() if named}


def _same_second(one: Article, other: Article) -> bool:
    a, b = one.window.sighting, other.window.sighting
    return (
        a is not None
        and b is not None
        and a.precision is Precision.SECOND
        and bool(a.start.second)
        and ((a.start, a.end) == (b.start, b.end))
    )


def collecting(leading: Sequence[Article], members: Sequence[Article]) -> dict[str, Reason]:
    """Where the first by the clock is a round-up: its text says that it took this one from the story."""
    own = {article.key for article in members}
    return {
        article.key: Reason("draws-on", "It collects several texts, of which this is one.", {})
        for article in leading
        if article.key not in own
    }


def under_embargo(held: Neighbourhood, leading: Sequence[Article]) -> dict[str, Reason]:
    """Where the first by the clock bears an embargo, in its text or its record, that ends later: its time is that at
    which it was sent out. What the first version bears counts, whatever later ones do.
    """
    rows = held.version_rows([article.article_id for article in leading])
    versions = held.versions(rows)
    found: dict[str, Reason] = {}
    for article in leading:
        stated = article.window.possible
        first = versions[article.article_id][0]
        marked = [m for m in first.marks if m.type == "embargo_line" and m.kind is TextKind.BODY]
        printed = {*(first.text[m.start : m.end] for m in marked), *embargo_lines(first.text)}
        for line in printed.union(declared_embargoes(held.fields(rows[article.article_id][0]))):
            lifted = read_time(RawTime("published", line, EMBARGO), lang=article.lang, now=END_OF_TIME)
            if lifted is not None and lifted.usable and stated.end < lifted.start:
                found[article.key] = Reason("under-embargo", "It bears an embargo that ends later.", {})
    return found


def translated(held: Neighbourhood, leading: Sequence[Article], members: Sequence[Article]) -> dict[str, Reason]:
    """Where the first by the clock says that it is a translation, and what it may be of is held: an article in another
    language, which by the clock is later.
    """
    versions = held.versions(held.version_rows([article.article_id for article in leading]))
    found: dict[str, Reason] = {}
    for article in leading:
        first = versions[article.article_id][0]
        if any(language_of(one) != language_of(article) for one in members) and translation_notice(
            first.text, [mark for mark in first.marks if mark.kind is TextKind.BODY]
        ):
            found[article.key] = Reason("says-translated", "It says that it is a translation.", {})
    return found
