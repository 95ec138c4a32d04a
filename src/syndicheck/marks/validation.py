"""Whether a folder of catalogue files is right: all that is wrong with it, not only the first fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from syndicheck.errors import CatalogueError
from syndicheck.marks.catalogue import PACKAGED, Catalogue, load, unknown_references
from syndicheck.marks.entries import IN_TEXT, Entry, Organisation
from syndicheck.marks.finder import find_marks
from syndicheck.marks.releases import values_in


class Checked(Struct, frozen=True):
    """What a check came to: faults in the order of the files, and how much was looked at."""

    faults: tuple[str, ...]
    files: int
    entries: int
    examples: int


def validate(folder: Path | None = None) -> Checked:
    """Check the packaged catalogue, or a user's folder over it, with all examples of its entries."""
    errors: list[CatalogueError] = []
    catalogue = load.__wrapped__(folder, errors.append) if folder else load()
    faults = [line for error in errors for line in error.message.splitlines()]
    where = folder or PACKAGED
    files = sorted(where.glob("*.toml"))
    own = [owner for owner in catalogue.organisations.values() if folder is None or _stands_in(owner, files)]
    faults += [fault for fault in unknown_references(catalogue) if folder is None or fault.split(".")[0] in _ids(own)]
    examples = 0
    for owner in sorted(own, key=lambda o: o.id):
        for entry in owner.marks:
            examples += len(entry.match) + len(entry.no_match)
            faults += [f"{owner.id}: {entry.id}: {fault}" for fault in _entry_faults(entry, catalogue)]
        for form in owner.releases:
            examples += len(form.match) + len(form.no_match)
            for text, value in form.match:
                if values_in(form, text) != [value.casefold()]:
                    faults.append(f"{owner.id}: {form.id}: {value!r} is not read from its example {text!r}.")
            faults += [
                f"{owner.id}: {form.id}: a number is read from {text!r}."
                for text in form.no_match
                if values_in(form, text)
            ]
    return Checked(tuple(faults), len(files), sum(len(owner.marks) for owner in own), examples)


def _entry_faults(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    if entry.strength == "hint" or entry.where not in IN_TEXT:
        return
    for example in entry.match:
        if not is_found(entry, example, catalogue):
            yield f"is not found in its example {example[:80]!r}."
    for example in entry.no_match:
        lang = None if entry.lang == "*" else entry.lang
        if any(mark.catalogue_id == entry.id for mark in find_marks(example, lang=lang, catalogue=catalogue)):
            yield f"is found where it must not be: {example[:80]!r}."


def is_found(entry: Entry, example: str, catalogue: Catalogue) -> bool:
    """Whether an entry is recognised in one of its examples, or another one of its type is."""
    marks = find_marks(example, lang=None if entry.lang == "*" else entry.lang, catalogue=catalogue)
    return any(mark.catalogue_id == entry.id or mark.type == entry.type for mark in marks)


def _stands_in(owner: Organisation, files: list[Path]) -> bool:
    return any(f'"{owner.id}"' in path.read_text(encoding="utf-8", errors="replace") for path in files)


def _ids(owners: list[Organisation]) -> set[str]:
    return {owner.id for owner in owners}
