"""A story's articles with what is found of their labels: reads texts, and has each judged by the rules that hold.

That a text is a release is often seen only in another article of the story: the copy that lost its notices is the very
one that a rule speaks of.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from syndicheck.marks.catalogue import configured
from syndicheck.model.credits import CreditStatus
from syndicheck.model.labels import LabelFinding, LabelSign
from syndicheck.model.marks import Mark
from syndicheck.model.matches import MatchClass
from syndicheck.provenance.countries import country_of
from syndicheck.provenance.labels import Labelled, is_release, judge_labels, rules_for, signs_of
from syndicheck.store.texts import LabelText, load_label_texts
from syndicheck.view import MemberView

AT_A_TIME = 200
"""Articles whose texts are read together."""

HELD = 400
"""Up to so many articles of a story, their texts are held while all of them are judged."""

LEAST_NAME = 5
"""Letters of an outlet's name from which on it is looked for in a self-description."""


def labelled(
    connection: sqlite3.Connection, members: Sequence[MemberView], country: str | None = None
) -> dict[str, tuple[LabelFinding, ...]]:
    """The findings by article key, for the story's own articles (a round-up is no release).

    ``country`` is that of outlets whose address does not say it.
    """
    own = [member for member in members if member.role != "draws-on"]
    found: dict[str, tuple[LabelFinding, ...]] = {}
    signs: dict[str, tuple[LabelSign, ...]] = {}
    # two passes, for what makes a text a release may stand in the last copy; of a story of thousands the texts are
    # read twice, for all of them do not fit into memory
    held = list(_articles(connection, own, country)) if len(own) <= HELD else None
    known_by, shown = _release_of(held if held is not None else _articles(connection, own, country), signs)
    for member, article in held if held is not None else _articles(connection, own, country):
        if known_by and article.release is None and member.key not in shown:
            article = replace(article, release=True, known_by=known_by)
        found[member.key] = judge_labels(article, rules_for(article.country), signs[member.key])
    return found


def _release_of(
    articles: Iterable[tuple[MemberView, Labelled]], signs: dict[str, tuple[LabelSign, ...]]
) -> tuple[str, set[str]]:
    """By what a story is known to be a release, and the articles that show it themselves. The ``signs`` of each article
    are kept by its key.

    A distributor that puts its name in place of the source's makes a release of its own copy only: what an agency wrote
    and others printed before was none.
    """
    known_by, shown = "", set[str]()
    for member, article in articles:
        signs[member.key] = signs_of(article)
        by = is_release(article, signs[member.key])
        if by:
            shown.add(member.key)
            if member.credit is not None and member.credit.status is CreditStatus.SWAPPED:
                continue
            if not known_by or member.is_source:
                known_by = f"{by} in the text of {member.outlet}"
    return known_by, shown


def _articles(
    connection: sqlite3.Connection, members: Sequence[MemberView], country: str | None
) -> Iterator[tuple[MemberView, Labelled]]:
    organisations = configured().organisations
    senders = frozenset(ident for ident, one in organisations.items() if one.kind == "distributor")
    domains = {domain: ident for ident, one in organisations.items() for domain in one.domains if ident in senders}
    for start in range(0, len(members), AT_A_TIME):
        batch = members[start : start + AT_A_TIME]
        texts = load_label_texts(connection, [member.article_id for member in batch])
        for member in batch:
            stored = texts.get(member.article_id)
            if stored is not None:
                yield member, _article(member, stored, senders, domains, country)


def _article(
    member: MemberView,
    stored: LabelText,
    senders: frozenset[str],
    domains: Mapping[str, str],
    country: str | None,
) -> Labelled:
    from syndicheck.identity import outlet_domain

    domain = outlet_domain(member.url or "") or ""
    marks = [brief.mark for brief in member.marks if brief.dismissed is None]
    return Labelled(
        title=stored.title,
        text=stored.text,
        marks=marks,
        page_text=stored.page_text,
        declared=stored.extra,
        country=country_of(member.url, member.outlet) or country,
        pasted=_pasted(member),
        senders=senders,
        own=domain in domains or any(_speaks_of_itself(name, stored.text, marks) for name in (member.outlet, domain)),
        day=member.sighting.start.date() if member.sighting else None,
    )


def _pasted(member: MemberView) -> float | None:
    """What part of it stands in the story's source; unknown for the source itself and across languages."""
    match = member.match
    return None if match is None or match.match_class is MatchClass.TRANSLATION else match.share_b


def _speaks_of_itself(outlet: str, text: str, marks: Sequence[Mark]) -> bool:
    """Whether the publisher is the organisation that the release describes: it stands in the head of its “About”."""
    name = _letters(outlet.split(".")[0])
    if len(name) < LEAST_NAME:
        return False
    heads = (text[m.start : m.end].split("\n", 1)[0] for m in marks if m.type in ("about_block", "source_line"))
    return any(_letters(head).find(name) >= 0 or name.startswith(_letters(_named(head)) or "\0") for head in heads)


def _named(head: str) -> str:
    """Who is named: what follows the first word of “About Acme” or “SOURCE Acme”."""
    name = head.strip().rstrip(":").partition(" ")[2]
    return name if len(_letters(name)) >= LEAST_NAME else ""


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
