"""A story's page with what it says of credits, labels and corrections: reads marks and texts, and has them judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from syndicheck.identity import outlet_domain
from syndicheck.marks.catalogue import configured
from syndicheck.marks.layers import DELIVERY
from syndicheck.model.corrections import Correction, Notice
from syndicheck.model.credits import Credit
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.claiming import claimed
from syndicheck.provenance.corrections import Copy, find_corrections
from syndicheck.provenance.credits import CREDITS, Bearer, Organisations, judge_credits, prints_credit
from syndicheck.provenance.independence import independence
from syndicheck.provenance.labelling import labelled
from syndicheck.provenance.labels import RELEASE_MARKS
from syndicheck.provenance.notices import OPENING, notice_of
from syndicheck.store.articles import article_versions, load_feed_sources, load_texts
from syndicheck.store.encoding import in_chunks
from syndicheck.store.lineage import load_lineage
from syndicheck.store.members import marked_members, named_members
from syndicheck.store.reports import outlet_owners
from syndicheck.text import Tokens, tokenise
from syndicheck.view import MarkBrief, MemberView, StoryPart, StoryView

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
    """A page of a large story with the credit, labels and claims of its articles, judged by the whole story; and with
    the corrections among the articles of the page. Who carries the story in all is said with its first page.
    """
    known = configured().organisations
    view = part.view
    here = (*view.members, *part.beside)
    seen = {member.key for member in here}
    releases = marked_members(connection, part.row_id, sorted(RELEASE_MARKS))[:WITNESSES]
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
    voices = None
    if not part.start:
        everybody = named_members(connection, part.row_id)
        sources = load_feed_sources(connection, [member.article_id for member in everybody])
        tops = load_lineage(connection, part.row_id, roots=True)
        voices = independence(everybody, tops, outlet_owners(connection), known, sources)
    return replace(
        part,
        view=replace(view, members=members, corrections=corrections_of(connection, view.members), independence=voices),
    )


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
