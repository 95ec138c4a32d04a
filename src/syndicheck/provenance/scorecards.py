"""What each outlet publishes first, takes from others, and credits, over everything that is held of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from syndicheck.errors import InputError
from syndicheck.marks.catalogue import configured
from syndicheck.model.credits import CreditStatus
from syndicheck.provenance.attribution import credits_of
from syndicheck.store.reports import Filters, outlet_figures, whole_stories
from syndicheck.view import CopyCredits, Scorecard, StoryView


def scorecards(connection: sqlite3.Connection, outlets: Sequence[str] = ()) -> tuple[Scorecard, ...]:
    """The outlets, those with most articles first; ``outlets`` (names) narrow them down.

    Raises:
        InputError: no article of an outlet is held.
    """
    figures = list(outlet_figures(connection))
    known = {one.outlet.casefold(): one.outlet for one in figures}
    for outlet in outlets:
        if outlet.casefold() not in known:
            remedy = "List the outlets with: syndicheck outlets"
            raise InputError(f"No article of {outlet} is held.", remedy, asks_database=True)
    wanted = {known[outlet.casefold()] for outlet in outlets} or set(known.values())
    credits = _copy_credits(connection, wanted if outlets else None)
    return tuple(
        replace(one, credits=_counted(credits.get(one.outlet, Counter()))) for one in figures if one.outlet in wanted
    )


def _copy_credits(connection: sqlite3.Connection, wanted: set[str] | None) -> dict[str, Counter[CreditStatus]]:
    """Of each outlet how its copies of others' texts credit them."""
    filters = [Filters(outlet=name) for name in sorted(wanted)] if wanted is not None else [Filters()]
    found: dict[str, Counter[CreditStatus]] = {}
    seen: set[str] = set()
    for chosen in filters:
        for story in whole_stories(connection, chosen):
            if story.public_id not in seen:
                seen.add(story.public_id)
                _count(story, found)
    return found


def _count(story: StoryView, found: dict[str, Counter[CreditStatus]]) -> None:
    outlet_of = {member.key: member.outlet for member in story.members}
    copies = {
        edge.article
        for edge in story.lineage
        if edge.version == 1
        and edge.parent.article is not None
        and outlet_of.get(edge.parent.article) != outlet_of.get(edge.article)
    }
    credits = credits_of(story.members, configured().organisations)
    for key in sorted(copies & outlet_of.keys()):
        credit = credits[key]
        # a credit with which nothing could be compared says that somebody is named, and not whether rightly
        status = credit.status if credit.expected else CreditStatus.NONE
        found.setdefault(outlet_of[key], Counter())[status] += 1


def _counted(statuses: Counter[CreditStatus]) -> CopyCredits:
    return CopyCredits(
        copies=statuses.total(),
        printed=statuses[CreditStatus.PRINTED],
        abbreviated=statuses[CreditStatus.ABBREVIATED],
        swapped=statuses[CreditStatus.SWAPPED],
        missing=statuses[CreditStatus.MISSING],
    )
