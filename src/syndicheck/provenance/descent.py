"""Stored articles as lineage sees them: what their marks and links say of where they come from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache

from msgspec import Struct

from syndicheck.identity import canonical_url, outlet_domain
from syndicheck.marks.catalogue import Catalogue, configured
from syndicheck.model.marks import Mark
from syndicheck.model.spans import TextKind
from syndicheck.provenance.admissions import Named, sources_in
from syndicheck.provenance.conversions import conversions
from syndicheck.provenance.credits import CREDITS, NOT_CREDITED
from syndicheck.provenance.intervals import END_OF_TIME, Interval, moved
from syndicheck.provenance.windows import Window
from syndicheck.provenance.wordings import Text
from syndicheck.store.encoding import in_chunks
from syndicheck.text import Tokens

MOST_OUTLETS = 2_000
"""In larger stories nobody is looked for by name: every text would be searched for every outlet."""


class Version(Struct, frozen=True):
    """One stored version: its body's tokens and its marks; by when its record has it (``since``), and the earliest time
    at which it can have been there (``after``).
    """

    tokens: Tokens
    since: datetime | None
    after: datetime | None
    marks: tuple[Mark, ...] = ()
    text: str = ""


class Head(Struct, frozen=True):
    """An article with its versions, oldest first; see :class:`~syndicheck.provenance.wordings.Text`."""

    key: str
    outlet: str
    lang: str
    title: str
    window: Window
    versions: tuple[Version, ...]
    names: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


def organisation_names() -> Mapping[str, str]:
    """The names of all known organisations by id."""
    return _names(configured().version)


@lru_cache(maxsize=2)
def _names(_version: str) -> Mapping[str, str]:
    """The same, once for each catalogue."""
    return {ident: one.name for ident, one in configured().organisations.items()}


def texts_of(heads: Sequence[Head]) -> Iterator[Text]:
    """Every version of every article, with what its marks say."""
    catalogue = configured()
    named = Named.of({head.key: head.outlet for head in heads})
    publishing = {outlet: _publishers(catalogue, outlet) for outlet in dict.fromkeys(named.articles.values())}
    pages: dict[str, list[str]] = {}  # of organisations that publish themselves
    for key, outlet in named.articles.items() if len(named.articles) <= MOST_OUTLETS else ():
        for organisation in publishing[outlet]:
            pages.setdefault(organisation, []).append(key)
    worded = cache(lambda text, marks: (conversions(text), _without(text, marks)))  # a story has many equal texts
    for head in heads:
        own = publishing[head.outlet]
        names = head.names.union(*(_named(version, head, named) for version in head.versions))
        credited = frozenset[str]().union(*(_credited(catalogue, _of_body(version)) for version in head.versions))
        names |= {key for organisation in credited - own for key in pages.get(organisation, ())}
        for number, version in enumerate(head.versions, 1):
            marks = _of_body(version)
            converted, body = worded(version.text, tuple(marks))
            yield Text(
                key=head.key,
                outlet=head.outlet,
                lang=head.lang,
                title=head.title,
                tokens=version.tokens,
                window=head.window if number == 1 else _later(head.window, version),
                version=number,
                credits=_credited(catalogue, marks),
                own=own,
                notices=frozenset(mark.type for mark in marks),
                names=names,
                links=head.links,
                after=head.after,
                conversions=converted,
                body=body,
            )


class Pointers(Struct, frozen=True):
    """Articles of the same story, by key, to which an article's page points: as its source, or by a mere link."""

    declared: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()


def pointers(connection: sqlite3.Connection, articles: Mapping[int, tuple[str, str]]) -> dict[str, Pointers]:
    """Where the pages of articles point, by key: declared is what the canonical link and the page's data say, linked
    where the text links to one article of the story only: teasers link to many.

    ``articles`` has key and outlet by row id.
    """
    keys = dict(articles.values())
    found: dict[str, Pointers] = {}
    for chunk in in_chunks(sorted(articles)):
        rows = connection.execute(
            "SELECT a.id, a.canonical_url, v.extra FROM articles a"
            " JOIN article_versions v ON v.id = a.current_version_id"
            f" WHERE a.id IN ({','.join('?' * len(chunk))})"
            " AND (a.canonical_url IS NOT NULL OR v.extra LIKE '%\"links\"%' OR v.extra LIKE '%\"declared\"%')",
            chunk,
        )
        for article_id, canonical, extra in rows:
            key, outlet = articles[article_id]
            page = json.loads(extra) if extra else {}
            said = page.get("declared")
            members = [said.get(name) for name in _DECLARING] if isinstance(said, dict) else []
            declared, linked = (
                frozenset(one for one in _articles_at(addresses) & keys.keys() if keys[one] != outlet)
                for addresses in ([canonical, *members], page.get("links"))
            )
            if declared or len(linked) == 1:
                found[key] = Pointers(declared, linked if len(linked) == 1 else frozenset())
    return found


_DECLARING = ("isBasedOn", "isBasedOnUrl", "original-source", "syndication-source")
"""What a page declares of its source; see :mod:`syndicheck.readers.page_claims`."""


def _articles_at(addresses: object) -> set[str]:
    """The keys of articles at some addresses, of whatever form they come in."""
    return {
        f"url:{address}"
        for one in (addresses if isinstance(addresses, list) else ())
        for link in (one if isinstance(one, list) else [one])
        if isinstance(link, str) and (address := canonical_url(link))
    }


def _without(text: str, marks: Sequence[Mark]) -> str:
    for mark in sorted(marks, key=lambda one: one.start, reverse=True):
        text = text[: mark.start] + text[mark.end :]
    return text


def _credited(catalogue: Catalogue, marks: Sequence[Mark]) -> frozenset[str]:
    return frozenset(
        mark.organisation
        for mark in marks
        if mark.organisation
        and mark.type in CREDITS
        and not (
            mark.organisation in catalogue.organisations
            and catalogue.organisations[mark.organisation].kind in NOT_CREDITED
        )
    )


def _named(version: Version, head: Head, named: Named) -> frozenset[str]:
    """Articles of other outlets that the credits and notices of a version name. What a later version says of where the
    text comes from holds for the earlier ones, too.
    """
    if len(named.articles) > MOST_OUTLETS:
        return frozenset()
    found = sources_in(version.text, _of_body(version), named)
    return frozenset(key for key in found if named.articles[key] != head.outlet)


def _of_body(version: Version) -> list[Mark]:
    return [mark for mark in version.marks if mark.kind is TextKind.BODY]


def _publishers(catalogue: Catalogue, outlet: str) -> frozenset[str]:
    by_name, by_domain = _publishing(catalogue.version)
    found = (by_name.get(outlet.casefold()), by_domain.get(outlet_domain(outlet) or ""))
    return frozenset(ident for ident in found if ident)


@lru_cache(maxsize=2)
def _publishing(_version: str) -> tuple[dict[str, str], dict[str, str]]:
    """Organisations by name and by domain, once for each catalogue."""
    known = configured().organisations
    names = {name.casefold(): ident for ident, one in known.items() for name in one.spellings}
    return names, {domain: ident for ident, one in known.items() for domain in one.domains}


def _later(first: Window, version: Version) -> Window:
    """The window of a later version: not before the article, nor before it can have been there."""
    start = max(first.possible.start, version.after) if version.after else first.possible.start
    near = max(first.nominal.start, version.after) if version.after else first.nominal.start
    return Window(
        key=first.key,
        outlet=first.outlet,
        possible=Interval(start, END_OF_TIME),
        nominal=Interval(near, moved(near, timedelta(hours=1))),
        sighting=first.sighting,
        date_only=first.date_only,
        doubts=first.doubts,
        notes=first.notes,
    )
