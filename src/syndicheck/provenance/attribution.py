"""A story's page with what it says of credits, labels and corrections: reads marks and texts, and has them judged."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from syndicheck.identity import outlet_domain
from syndicheck.marks.catalogue import configured
from syndicheck.marks.layers import DELIVERY
from syndicheck.model.corrections import Correction, Notice, NoticeKind
from syndicheck.model.credits import Credit
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.claiming import claimed
from syndicheck.provenance.corrections import Copy, find_corrections
from syndicheck.provenance.credits import CREDITS, Bearer, Organisations, judge_credits, prints_credit
from syndicheck.provenance.independence import independence, passed_on, voices_of
from syndicheck.provenance.labelling import labelled
from syndicheck.provenance.labels import RELEASE_MARKS
from syndicheck.provenance.notices import OPENING, may_open_notice, notice_of
from syndicheck.store.encoding import in_chunks, read_iso
from syndicheck.store.lineage import load_lineage
from syndicheck.store.members import (
    channels_named,
    hands_of,
    longest_passages,
    marked_members,
    openings_of,
    outlet_parts,
    placed_articles,
    top_members,
)
from syndicheck.store.record_fields import load_feed_sources
from syndicheck.store.reports import outlet_owners
from syndicheck.store.texts import load_texts
from syndicheck.store.version_order import article_versions
from syndicheck.text import Tokens, tokenise
from syndicheck.view import Independence, MarkBrief, MemberView, OutletPart, StoryPart, StoryView

COMPARED = 2_000
"""Different texts of a large story that are compared with a correction for a page: about a second's work."""

READ_TOGETHER = 500
"""Texts that are read from the database at a time."""

NOTES = frozenset({"editorial_note"})
"""Marks in which a notice may stand."""

WITNESSES = 20
"""Articles elsewhere in a large story that are asked whether it is a press release."""


def attributed(connection: sqlite3.Connection, story: StoryView, country: str | None = None) -> StoryView:
    """The story with the credit and the labels of each article, and with its corrections.

    ``country`` (ISO 3166) chooses the rules on labels for outlets whose address does not tell theirs.
    """
    credits = credits_of(story.members, configured().organisations)
    credited = [replace(member, credit=credits[member.key]) for member in story.members]
    labels = labelled(connection, credited, country)
    claims = claimed(connection, story)
    members = tuple(
        replace(member, labels=labels.get(member.key, ()), claims=claims.get(member.key, ())) for member in credited
    )
    return replace(
        story,
        members=members,
        corrections=corrections_of(connection, story.members),
        independence=independence(
            members,
            story.lineage,
            outlet_owners(connection),
            configured().organisations,
            load_feed_sources(connection, [member.article_id for member in members]),
        ),
    )


def attributed_part(connection: sqlite3.Connection, part: StoryPart, country: str | None = None) -> StoryPart:
    """A page of a large story with the credit, labels and claims of its articles, judged by the whole story. Who
    carries the story in all, and the corrections of all its articles, are said with its first page.
    """
    known = configured().organisations
    view = part.view
    here = (*view.members, *part.beside)
    seen = {member.key for member in here}
    telling = marked_members(connection, part.row_id, sorted(RELEASE_MARKS | NOTES))
    releases = [one for one in telling if any(brief.mark.type in RELEASE_MARKS for brief in one.marks)][:WITNESSES]
    elsewhere = {member.key: member for member in releases if member.key not in seen}
    asked = dict(elsewhere)
    if not any(member.is_source and prints_credit(_standing(member), known) for member in here):
        carrying = marked_members(connection, part.row_id, sorted(CREDITS))
        asked.update((member.key, member) for member in carrying if member.key not in seen)
    credits = credits_of([*here, *asked.values()], known)
    credited = [replace(member, credit=credits[member.key]) for member in (*here, *elsewhere.values())]
    labels = labelled(connection, credited, country)
    claims = claimed(connection, replace(view, members=here))
    members = tuple(
        replace(
            member,
            credit=credits[member.key],
            labels=labels.get(member.key, ()),
            claims=claims.get(member.key, ()),
        )
        for member in view.members
    )
    voices, corrections, names = None, tuple[Correction, ...](), dict[str, str]()
    if not part.start:
        corrections, names = _corrections_of_all(connection, part, telling)
        voices = _voices(connection, part.row_id, known)
    return replace(
        part,
        view=replace(view, members=members, corrections=corrections, independence=voices),
        names=names,
    )


def _voices(connection: sqlite3.Connection, story_id: int, known: Organisations) -> Independence:
    """The layers of a large story, from sums that the database makes."""
    passing = Counter(
        outlet for outlet, url, source in channels_named(connection, story_id) if passed_on(outlet, url, source)
    )
    parts = [OutletPart(*part, passing.get(part[0], 0)) for part in outlet_parts(connection, story_id)]
    roots = load_lineage(connection, story_id, roots=True)
    return voices_of(parts, top_members(connection, story_id), roots, outlet_owners(connection), known)


def corrections_of(
    connection: sqlite3.Connection, members: Sequence[MemberView], others: Sequence[Copy] = ()
) -> tuple[Correction, ...]:
    """The corrections and kills among some articles; ``others`` (a draft) are judged with them."""
    openings = _openings(connection, [member.article_id for member in members])
    notices = {
        member.key: notice
        for member in members
        if member.role != "draws-on"
        and (notice := notice_of(member.title, openings.get(member.article_id, ""), _standing(member))) is not None
    }
    return find_corrections([*_copies(connection, members, notices), *others]) if notices else ()


def _corrections_of_all(
    connection: sqlite3.Connection, part: StoryPart, telling: Sequence[MemberView]
) -> tuple[tuple[Correction, ...], dict[str, str]]:
    """The same for a large story: all its articles are asked for notices, and compared where there is one. With the
    names of all articles by key, where there is a correction.

    ``telling`` are its articles with editors' notes (others may be among them). Equal texts are compared once, and not
    more than so many different ones (:data:`COMPARED`); of an article whose text was not, it is said.
    """
    notes = {member.article_id: member.marks for member in telling}
    notices = {
        key: notice
        for article_id, key, title, text in openings_of(connection, part.row_id, 2 * OPENING)
        if (article_id in notes or may_open_notice(title) or may_open_notice(text))
        and (notice := notice_of(title, text, notes.get(article_id, ()))) is not None
    }
    if not notices:
        return (), {}
    placed = placed_articles(connection, part.row_id)
    noticed = article_versions(connection, [one.article_id for one in placed if one.key in notices])
    texts = _Texts(connection)
    for rows in noticed.values():
        texts.read([row.version_id for row in rows], whole=True)
    correcting = {one.outlet for one in placed if one.key in notices}
    texts.read([one.version_id for one in placed if one.outlet in correcting], whole=True)  # what they correct
    texts.read([one.version_id for one in placed])
    hands = hands_of(connection, part.row_id, sorted(CREDITS | DELIVERY))
    kills = any(notice.kind is NoticeKind.KILL for notice in notices.values())
    passages = longest_passages(connection, part.row_id) if kills else {}
    found = find_corrections(
        [
            Copy(
                key=one.key,
                outlet=one.outlet,
                lang=one.lang,
                versions=texts.known([row.version_id for row in noticed.get(one.article_id, ())] or [one.version_id]),
                notice=notices.get(one.key),
                start=read_iso(one.start) if one.start else None,
                end=read_iso(one.end) if one.end else None,
                hands=frozenset(hands.get(one.article_id, ())),
                passage=Span(*passages[one.article_id]) if one.article_id in passages else None,
                carries=one.role != "draws-on",
            )
            for one in placed
        ]
    )
    return found, {one.key: f"{one.outlet} ({one.article_id})" for one in placed}


class _Texts:
    """The words of versions without their marks: equal texts once, and not too many different ones."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._by_version: dict[int, Tokens] = {}
        self._made: dict[tuple[str, tuple[Span, ...]], Tokens] = {}

    def read(self, version_ids: Sequence[int], *, whole: bool = False) -> None:
        """Read these, as far as there is room; ``whole`` says that there must be."""
        for start in range(0, len(version_ids), READ_TOGETHER):
            for version_id, stored in load_texts(self._connection, version_ids[start : start + READ_TOGETHER]).items():
                spans = tuple(sorted(mark.span for mark in stored.marks if mark.kind is TextKind.BODY))
                known = self._made.get((stored.text, spans))
                if known is None and (whole or len(self._made) < COMPARED):
                    known = self._made[stored.text, spans] = tokenise(stored.text, spans)
                if known is not None:
                    self._by_version[version_id] = known

    def known(self, version_ids: Sequence[int]) -> tuple[Tokens, ...]:
        """Those of these that were read, in their order."""
        return tuple(self._by_version[one] for one in version_ids if one in self._by_version)


def credits_of(members: Sequence[MemberView], known: Organisations) -> Mapping[str, Credit]:
    """The credit of each article of a story, by key."""
    domains = {domain: ident for ident, one in known.items() for domain in one.domains}
    names = {name.casefold(): ident for ident, one in known.items() for name in one.spellings}
    bearers = []
    for member in members:
        own = {names.get(member.outlet.casefold()), domains.get(outlet_domain(member.url or "") or "")}
        bearers.append(
            Bearer(
                key=member.key,
                outlet=member.outlet,
                marks=_standing(member),
                source=member.is_source,
                draws=member.role == "draws-on",
                own=frozenset(ident for ident in own if ident),
            )
        )
    return judge_credits(bearers, known)


def _standing(member: MemberView) -> tuple[MarkBrief, ...]:
    return tuple(brief for brief in member.marks if brief.dismissed is None)


def _openings(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in in_chunks(article_ids):
        found.update(
            connection.execute(
                f"SELECT a.id, substr(v.text, 1, {2 * OPENING}) FROM articles a"
                " JOIN article_versions v ON v.id = a.current_version_id"
                f" WHERE a.id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
        )
    return found


def _copies(connection: sqlite3.Connection, members: Sequence[MemberView], notices: Mapping[str, Notice]) -> list[Copy]:
    versions = article_versions(connection, [member.article_id for member in members])
    texts: dict[int, Tokens] = {}
    for version_id, stored in load_texts(
        connection, [row.version_id for rows in versions.values() for row in rows]
    ).items():
        texts[version_id] = tokenise(
            stored.text, sorted(mark.span for mark in stored.marks if mark.kind is TextKind.BODY)
        )
    return [
        Copy(
            key=member.key,
            outlet=member.outlet,
            lang=member.lang,
            versions=tuple(texts[row.version_id] for row in versions[member.article_id]),
            notice=notices.get(member.key),
            start=member.sighting.start if member.sighting else None,
            end=member.sighting.end if member.sighting else None,
            hands=frozenset(
                brief.mark.organisation
                for brief in _standing(member)
                if brief.mark.organisation and brief.mark.type in CREDITS | DELIVERY
            ),
            passage=_passage(member),
            carries=member.role != "draws-on",
        )
        for member in members
    ]


def _passage(member: MemberView) -> Span | None:
    """The longest passage that an article has from the story's source."""
    passages = member.match.passages if member.match else ()
    return max((p.b for p in passages), key=lambda span: (len(span), -span.start), default=None)
