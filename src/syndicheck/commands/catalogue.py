"""``syndicheck catalogue``: who prints which marks, and whether a folder of catalogue files is right."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndicheck.counted import counted
from syndicheck.errors import EXIT_FINDINGS, EXIT_UNUSABLE, InputError
from syndicheck.records import as_dict

if TYPE_CHECKING:
    from syndicheck.marks.entries import Entry, Organisation, ReleaseForm

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def catalogue() -> None:
    """Look into the catalogue of distributors, agencies and outlets: who prints which marks.

    A folder of your own files, named by --catalogue where marks are looked for or by SYNDICHECK_CATALOGUE, adds to it
    or overrides it. docs/catalogue.md says how to write one.
    """


@catalogue.command("list")
@click.option("--kind", help="Only organisations of this kind: distributor, agency, outlet …")
@click.option("--lang", help="Only those with an entry in this language.")
@click.option("--type", "mark_type", help="Only those with an entry of this type.")
@json_option
def list_(kind: str | None, lang: str | None, mark_type: str | None, as_json: bool) -> None:
    """List organisations with their number of entries."""
    from syndicheck.marks.catalogue import configured
    from syndicheck.marks.entries import KINDS
    from syndicheck.model.marks import MARK_TYPES

    _known("--kind", kind, KINDS)
    _known("--type", mark_type, MARK_TYPES)
    known = configured()
    chosen = [
        owner
        for ident in sorted(known.organisations)
        if _wanted(owner := known.organisations[ident], kind, lang, mark_type)
    ]
    if as_json:
        _print_json({"version": known.version, "organisations": [_summary(owner) for owner in chosen]})
        return
    rows = [
        (owner.id, owner.kind, owner.name, str(len(owner.marks)), " ".join(sorted({e.lang for e in owner.marks})))
        for owner in chosen
    ]
    _table(("Id", "Kind", "Name", "Entries", "Languages"), rows)
    entries = sum(len(owner.marks) for owner in chosen)
    found = f"{counted(len(chosen), 'organisation')}, {counted(entries, 'entry')}"
    click.echo(f"{found}; catalogue {known.version}", err=True)


@catalogue.command()
@click.argument("ident", metavar="ID")
@json_option
def show(ident: str, as_json: bool) -> None:
    """Show an organisation, or one entry, with its wordings and examples."""
    from syndicheck.marks.catalogue import configured

    known = configured()
    owner = known.organisations.get(ident)
    if owner is not None:
        if as_json:
            _print_json(as_dict(owner))
            return
        _say(f"{owner.name} ({owner.id}), {owner.kind}")
        for label, values in (("names", owner.spellings), ("domains", owner.domains), ("network", owner.network)):
            if values:
                _say(f"  {label}: {', '.join(values)}")
        for entry in owner.marks:
            _say_entry(entry)
        for form in owner.releases:
            _say_form(form)
        return
    number = next((f for o in known.organisations.values() for f in o.releases if f.id == ident), None)
    if number is not None:
        if as_json:
            _print_json(as_dict(number))
        else:
            _say_form(number)
        return
    found = next(((o, e) for o, e in known.entries() if e.id == ident), None)
    if found is None:
        raise InputError(f"The catalogue has no {ident}.", "Look for it with: syndicheck catalogue search WORDS")
    if as_json:
        _print_json(as_dict(found[1]))
    else:
        _say(f"{found[0].name} ({found[0].id}), {found[0].kind}")
        _say_entry(found[1])


@catalogue.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--line", is_flag=True, help="WORDS is a line of an article: say what it would be marked as.")
@json_option
def search(words: tuple[str, ...], line: bool, as_json: bool) -> None:
    """Search names, wordings, domains and ids, in any script.

    Case, accents and width do not matter. With --line, the words are looked at as a line of an article.
    """
    from syndicheck.marks.catalogue import configured

    known = configured()
    text = " ".join(words)
    if line:
        from syndicheck.marks.finder import find_marks

        marks = find_marks(text, catalogue=known)
        rows = [
            (mark.type, mark.catalogue_id, known.name(mark.organisation or ""), text[mark.start : mark.end])
            for mark in marks
        ]
        heads = ("Type", "Entry", "Organisation", "Words")
    else:
        from syndicheck.marks.search import search as run

        rows = [
            (hit.entry.type, hit.entry.id, hit.organisation.name, hit.why)
            if hit.entry
            else (hit.organisation.kind, hit.organisation.id, hit.organisation.name, hit.why)
            for hit in run(known, text)
        ]
        heads = ("Type", "Id", "Organisation", "Fits")
    if as_json:
        _print_json([dict(zip((head.lower() for head in heads), row, strict=True)) for row in rows])
    else:
        _table(heads, rows)
    if not rows:
        click.echo("Nothing fits." if not line else "No entry knows this line.", err=True)
        raise SystemExit(EXIT_FINDINGS)


@catalogue.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def validate(folder: Path | None) -> None:
    """Check catalogue files: every fault with file, entry and reason; every example is tried.

    Without FOLDER the packaged catalogue is checked.
    """
    from syndicheck.marks.validation import validate as run

    if folder is not None and not folder.is_dir():
        raise InputError(f"There is no folder {folder}.", "Name a folder of .toml files.")
    checked = run(folder)
    if not checked.files:
        click.echo(f"{folder}: no .toml file in it.", err=True)
        raise SystemExit(EXIT_UNUSABLE)
    for fault in checked.faults:
        _say(fault)
    faults = len(checked.faults)
    click.echo(
        f"{counted(checked.files, 'file')}, {counted(checked.entries, 'entry')},"
        f" {counted(checked.examples, 'example')}: {counted(faults, 'fault') if faults else 'no faults'}.",
        err=True,
    )
    if checked.faults:
        raise SystemExit(EXIT_FINDINGS)


def _wanted(owner: Organisation, kind: str | None, lang: str | None, mark_type: str | None) -> bool:
    if kind and owner.kind != kind:
        return False
    if not lang and not mark_type:
        return True
    return any((not lang or e.lang == lang) and (not mark_type or e.type == mark_type) for e in owner.marks)


def _known(option: str, value: str | None, values: Iterable[str]) -> None:
    if value is not None and value not in (listed := tuple(values)):
        raise click.BadParameter(f"{value!r} is none of {', '.join(listed)}.", param_hint=option)


def _summary(owner: Organisation) -> dict[str, Any]:
    return {
        "id": owner.id,
        "kind": owner.kind,
        "name": owner.name,
        "names": dict(owner.names),
        "aliases": list(owner.aliases),
        "domains": list(owner.domains),
        "entries": len(owner.marks),
        "seen": sum(entry.sure == "seen" for entry in owner.marks),
        "languages": sorted({entry.lang for entry in owner.marks}),
        "types": sorted({entry.type for entry in owner.marks}),
        "release_numbers": [form.id for form in owner.releases],
    }


def _say_entry(entry: Entry) -> None:
    _say(f"\n{entry.id}: {entry.type}, {entry.how} at {entry.where}, {entry.lang}, {entry.strength}, {entry.sure}")
    for label, values in (
        ("", entry.text),
        ("requires: ", entry.requires),
        ("unless: ", entry.unless),
        ("match: ", entry.match),
        ("no match: ", entry.no_match),
    ):
        for value in values:
            _say(f"  {label}{value}")


def _say_form(form: ReleaseForm) -> None:
    _say(f"\n{form.id}: release number, {form.length[0]} to {form.length[1]} {form.alphabet}, {form.sure}")
    _say(f"  where: {', '.join(form.where)}")
    for text in form.text:
        _say(f"  {text}")
    for text, value in form.match:
        _say(f"  match: {text} → {value}")


def _say(text: str) -> None:
    from syndicheck.text import printable

    click.echo("\n".join(printable(line) for line in text.split("\n")))


def _print_json(data: Any) -> None:
    from syndicheck.report.json_text import json_text

    click.echo(json_text(data, indent=2))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """A table on a terminal, tab-separated lines in a pipe."""
    from syndicheck.text import printable

    lines = [tuple(" ".join(printable(cell).split()) for cell in row) for row in rows]
    if not sys.stdout.isatty():
        for line in lines:
            click.echo("\t".join(line))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heads, box=None, header_style="bold")
    for line in lines:
        table.add_row(*(Text(cell) for cell in line))
    Console(highlight=False).print(table)
