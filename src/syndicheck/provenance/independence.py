"""How many voices a story really has: articles → outlets → owners → one origin.

A story is one text and its descendants, so that however many outlets carry it, it is one origin's word. Aggregators,
distributors and agencies' feeds carry texts to others: they are transport, and no further voice. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from syndicheck.identity import outlet_domain
from syndicheck.marks.entries import Organisation
from syndicheck.model.lineage import LineageEdge
from syndicheck.readers.addresses import is_address
from syndicheck.view import Independence, MemberView

CARRIERS = frozenset({"aggregator", "distributor", "content_feed", "agency"})
"""Kinds of organisations whose own pages are transport."""

_PORTALS = frozenset({"news.google.com", "google.com", "msn.com", "yahoo.com", "flipboard.com", "newsbreak.com"})
"""Hosts that show others' articles, whether the catalogue has marks of them or not."""


def independence(
    members: Sequence[MemberView],
    lineage: Iterable[LineageEdge],
    owners: Mapping[str, str],
    organisations: Mapping[str, Organisation],
    sources: Mapping[int, str] | None = None,
) -> Independence:
    """Count the layers of a story's own articles. ``owners`` are those of outlets by name, as far as they are known;
    ``sources`` the addresses of the channels that feeds name as the source of an article, by its row id.
    """
    own = [member for member in members if member.role != "draws-on"]
    outlets = {member.outlet: member for member in own}
    voiced = {member.outlet for member in own if not _passed_on(member, (sources or {}).get(member.article_id))}
    carrying = _carrying(organisations)
    transport = {
        name for name, member in outlets.items() if name not in voiced or _transports(name, member.url, carrying)
    }
    voices = [name for name in outlets if name not in transport]
    origin, held = _origin(own, lineage)
    return Independence(
        articles=len(own),
        outlets=len(outlets),
        transport=tuple(sorted(transport)),
        owners=len({owners.get(name, f"\0{name}") for name in voices}),
        owners_known=sum(name in owners for name in voices),
        origin=origin,
        origin_held=held,
    )


def _passed_on(member: MemberView, source: str | None) -> bool:
    """Whether the feed of an article says that it came from another house's channel, and not to whose site it leads."""
    whose = outlet_domain(source) if source and is_address(source) else None
    return whose is not None and whose not in (outlet_domain(member.url or ""), outlet_domain(member.outlet))


def is_transport(outlet: str, url: str | None, organisations: Mapping[str, Organisation]) -> bool:
    """Whether an outlet carries others' texts: an aggregator, a distributor, an agency's own pages."""
    return _transports(outlet, url, _carrying(organisations))


def _carrying(organisations: Mapping[str, Organisation]) -> tuple[frozenset[str], frozenset[str]]:
    """Domains and names of all that carry others' texts."""
    carriers = [one for one in organisations.values() if one.kind in CARRIERS]
    domains = frozenset(domain for one in carriers for domain in one.domains)
    return domains | _PORTALS, frozenset(name.casefold() for one in carriers for name in one.spellings)


def _transports(outlet: str, url: str | None, carrying: tuple[frozenset[str], frozenset[str]]) -> bool:
    domains = {outlet_domain(outlet) or outlet.casefold(), outlet_domain(url or "") or ""} - {""}
    return bool(domains & carrying[0]) or outlet.casefold() in carrying[1]


def _origin(members: Sequence[MemberView], lineage: Iterable[LineageEdge]) -> tuple[str, bool]:
    """Whose word it is: whom the texts at the top of the lineage credit, whose text is not held; else whoever printed
    the first of them. Empty where nothing tells.
    """
    outlet_of = {member.key: member.outlet for member in members}
    order = {member.key: n for n, member in enumerate(members)}
    tops = sorted(
        (edge for edge in lineage if edge.parent.article is None and edge.version == 1 and edge.article in order),
        key=lambda edge: (-edge.parent.probability, order[edge.article]),
    )
    for edge in tops:
        for reason in edge.parent.text:
            if reason.code == "credits-not-held":
                return ", ".join(str(name) for name in reason.data.get("organisations", ())), False
    return (outlet_of[tops[0].article], True) if tops else ("", False)
