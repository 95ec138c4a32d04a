"""How many voices a story really has: articles → outlets → owners → one origin.

A story is one text and its descendants, so that however many outlets carry it, it is one origin's word. Aggregators,
distributors and agencies' feeds carry texts to others: they are transport, and no further voice. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from syndicheck.identity import outlet_domain
from syndicheck.marks.entries import Organisation
from syndicheck.model.lineage import LineageEdge
from syndicheck.provenance.lineage import CLOSE
from syndicheck.readers.addresses import is_address
from syndicheck.view import Independence, MemberView, OutletPart

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
    found: dict[str, list[MemberView]] = {}
    for member in own:
        found.setdefault(member.outlet, []).append(member)
    parts = [
        OutletPart(
            outlet,
            len(articles),
            max((one.url for one in articles if one.url), default=None),
            sum(passed_on(one.outlet, one.url, (sources or {}).get(one.article_id)) for one in articles),
        )
        for outlet, articles in found.items()
    ]
    return voices_of(parts, own, lineage, owners, organisations)


def voices_of(
    parts: Sequence[OutletPart],
    tops: Sequence[MemberView],
    lineage: Iterable[LineageEdge],
    owners: Mapping[str, str],
    organisations: Mapping[str, Organisation],
) -> Independence:
    """The same for a story of which only the sums are at hand: the part of each outlet, and the articles at the top of
    the lineage (others may be among them), in the order of the timeline.
    """
    carrying = _carrying(organisations)
    transport = {
        part.outlet for part in parts if part.passed_on >= part.articles or _transports(part.outlet, part.url, carrying)
    }
    voices = [part.outlet for part in parts if part.outlet not in transport]
    origin, held = _origin(tops, lineage)
    return Independence(
        articles=sum(part.articles for part in parts),
        outlets=len(parts),
        transport=tuple(sorted(transport)),
        owners=len({owners.get(name, f"\0{name}") for name in voices}),
        owners_known=sum(name in owners for name in voices),
        origin=origin,
        origin_held=held,
    )


def passed_on(outlet: str, url: str | None, source: str | None) -> bool:
    """Whether the feed of an article says that it came from another house's channel (``source``), and not to whose site
    it leads (``url``).
    """
    whose = outlet_domain(source) if source and is_address(source) else None
    return whose is not None and whose not in (outlet_domain(url or ""), outlet_domain(outlet))


def is_transport(outlet: str, url: str | None, organisations: Mapping[str, Organisation]) -> bool:
    """Whether an outlet carries others' texts: an aggregator, a distributor, an agency's own pages."""
    return _transports(outlet, url, _carrying(organisations))


def _carrying(organisations: Mapping[str, Organisation]) -> tuple[frozenset[str], frozenset[str]]:
    """Domains and names of all that carry others' texts."""
    carriers = [one for one in organisations.values() if one.kind in CARRIERS]
    domains = frozenset(domain for one in carriers for domain in one.domains)
    return domains | _PORTALS, frozenset(name.casefold() for one in carriers for name in one.spellings)


def _transports(outlet: str, url: str | None, carrying: tuple[frozenset[str], frozenset[str]]) -> bool:
    if (outlet_domain(outlet) or outlet.casefold()) in carrying[0] or outlet.casefold() in carrying[1]:
        return True
    host = url.split("/", 3)[2:3] if url else []
    if not host or host[0] == outlet or host[0] == f"www.{outlet}":  # as most do, of the thousands in a large story
        return False
    return outlet_domain(url or "") in carrying[0]


def _origin(members: Sequence[MemberView], lineage: Iterable[LineageEdge]) -> tuple[str, bool]:
    """Whose word it is: whom the texts at the top of the lineage credit, whose text is not held; else whoever printed
    the first of them. Empty where nothing tells: where several outlets are tied, and more than one of these may have
    been the first by the lineage, too.
    """
    by_key = {member.key: member for member in members}
    order = {member.key: n for n, member in enumerate(members)}
    tops = sorted(
        (edge for edge in lineage if edge.parent.article is None and edge.version == 1 and edge.article in order),
        key=lambda edge: (-edge.parent.probability, order[edge.article]),
    )
    for edge in tops:
        for reason in edge.parent.text:
            if reason.code == "credits-not-held":
                return ", ".join(str(name) for name in reason.data.get("organisations", ())), False
    if not tops:
        return "", False
    first = by_key[tops[0].article]
    if first.place == "tied":
        rivals = {by_key[edge.article].outlet for edge in tops if by_key[edge.article].place == "tied"}
        if len(rivals) > 1 or tops[0].parent.probability <= 1 - CLOSE:
            return "", False
    return first.outlet, True
