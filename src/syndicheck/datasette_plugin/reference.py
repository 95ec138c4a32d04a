"""What the words on the pages mean: terms, findings of a check, and the catalogue of marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicheck.datasette_plugin.addresses import organisation_path, page_path
from syndicheck.datasette_plugin.frame import Asked, Drawn, drawn
from syndicheck.report import wording
from syndicheck.report.html_story import table
from syndicheck.report.markup import Content, Safe, tag

if TYPE_CHECKING:
    from syndicheck.marks.entries import Organisation
    from syndicheck.store.database import Database

PARTS = {"": "Terms", "findings": "Findings of a check", "catalogue": "Catalogue of marks"}


def reference(store: Database, asked: Asked) -> Drawn:
    """One of the three parts, chosen by the argument ``part``."""
    part = asked.argument("part")
    part = part if part in PARTS else ""
    links = [
        tag("li", asked.link(name, page_path(asked.database, "reference", **({"part": key} if key else {}))))
        if key != part
        else tag("li", tag("b", name))
        for key, name in PARTS.items()
    ]
    draw = {"": _terms, "findings": _findings, "catalogue": _catalogue}[part]
    return drawn(
        asked,
        PARTS[part],
        tag("header", tag("h1", PARTS[part]), tag("ul", links)),
        draw(store, asked),
        here="reference",
    )


def _terms(_store: Database, _asked: Asked) -> Content:
    from syndicheck.explain import GROUPS

    return [
        tag(
            "section",
            tag("h2", group),
            tag("dl", [[tag("dt", name, id=name), tag("dd", text)] for name, text in terms.items()], class_="terms"),
        )
        for group, terms in GROUPS.items()
    ]


def _findings(_store: Database, _asked: Asked) -> Content:
    from syndicheck.checking.rules import RULES

    return [
        tag(
            "section",
            tag("span", rule.code, class_="id"),
            tag("h2", rule.name.replace("-", " ")),
            tag("p", tag("span", rule.severity.value, class_=rule.severity.value), " · ", rule.summary),
            tag(
                "dl",
                [
                    [tag("dt", head), tag("dd", text)]
                    for head, text in (
                        ("Why it matters", rule.why),
                        ("Where it errs", rule.errs),
                        ("Example", rule.example),
                        ("What to do", rule.remedy),
                    )
                ],
                class_="terms",
            ),
            id=rule.code,
        )
        for rule in RULES.values()
    ]


def _catalogue(store: Database, asked: Asked) -> Content:
    from syndicheck.marks.catalogue import configured

    known = configured()
    here = {ident for (ident,) in store.connection.execute("SELECT DISTINCT organisation_id FROM marks")}
    owners = [known.organisations[ident] for ident in sorted(known.organisations)]
    entries = sum(len(owner.marks) for owner in owners)
    rows = (_owner(owner, owner.id in here, asked) for owner in owners if owner.kind != "generic")
    heads = ("Organisation", "Kind", "Entries:", "Types", "Languages")
    return [
        tag("p", f"{len(owners):,} files, {entries:,} entries; version {known.version}.", class_="quiet"),
        tag("p", "Names that are links have marks in this database.", class_="quiet"),
        table("Organisations of the catalogue", heads, rows),
    ]


def _owner(owner: Organisation, here: bool, asked: Asked) -> Safe:
    name = tag("bdi", owner.name)
    types = dict.fromkeys(entry.type for entry in owner.marks)
    return tag(
        "tr",
        tag("td", asked.link(name, organisation_path(asked.database, owner.id)) if here else name),
        tag("td", owner.kind.replace("_", " ")),
        tag("td", f"{len(owner.marks):,}", class_="number"),
        tag("td", ", ".join(wording.mark_type(one) for one in types)),
        tag("td", " ".join(sorted({entry.lang for entry in owner.marks}))),
        id=owner.id,
    )
