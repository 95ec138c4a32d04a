"""The catalogue: every organisation's file, checked and ready to be used.

The packaged files lie beside this module; a user's folder of files of the same form adds organisations, replaces
those of the same id, or extends them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from syndicheck.digests import blake2b
from syndicheck.errors import CatalogueError, InputError
from syndicheck.marks.entries import IN_TEXT, Entry, Organisation, organisation
from syndicheck.marks.kept import Later, Shelf
from syndicheck.text import printable

if TYPE_CHECKING:
    from syndicheck.marks.templates import Needle

PACKAGED = Path(__file__).parent

VARIABLE = "SYNDICHECK_CATALOGUE"
"""The environment variable that names a user's folder of catalogue files."""


class Catalogue(Struct, frozen=True, eq=False, weakref=True):
    """All organisations by id. ``version`` identifies the content: equal catalogues find equal marks.

    ``needles`` and ``phrases`` say what its templates and wordings are looked for by; what is missing there is made
    when it is needed. What is made of the packaged catalogue besides may be kept on its ``shelf``, for each of its
    ``languages``.
    """

    version: str
    organisations: Mapping[str, Organisation]
    needles: Mapping[str, Needle] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shelf: Shelf | None = None
    languages: frozenset[str] = frozenset()

    def name(self, organisation_id: str) -> str:
        """The name of an organisation for people; an unknown id stands for itself."""
        known = self.organisations.get(organisation_id)
        return known.name if known else organisation_id

    def entries(self) -> Iterator[tuple[Organisation, Entry]]:
        """Every mark with its organisation, in a fixed order."""
        for ident in sorted(self.organisations):
            for entry in self.organisations[ident].marks:
                yield self.organisations[ident], entry


def configured() -> Catalogue:
    """The catalogue that this process works with: the packaged one, with the folder in SYNDICHECK_CATALOGUE over it.

    A broken file there is left out and complained of once (in the log, as a warning). The variable reaches worker
    processes, so that all of them find the same marks.

    Raises:
        InputError: the folder is not there.
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        return load()
    if not Path(folder).is_dir():
        raise InputError(f"There is no catalogue folder {folder}.", f"Check --catalogue, or the variable {VARIABLE}.")
    return load(Path(folder), _complain)


def _complain(error: CatalogueError) -> None:
    import logging
    import multiprocessing

    if multiprocessing.parent_process() is None:
        for line in error.message.splitlines():
            logging.getLogger("syndicheck").warning("left out: %s", printable(line))


@lru_cache(maxsize=8)
def load(extra: Path | None = None, on_error: Callable[[CatalogueError], None] | None = None) -> Catalogue:
    """The packaged catalogue, with a user's folder of files over it.

    ``on_error`` hears of broken files of that folder, which are then left out.

    Raises:
        CatalogueError: a file is broken and nobody wanted to hear of it; names file, entries and reasons.
    """
    if extra is None:
        return _packaged()
    return _extended(_packaged(), extra, on_error)


def _packaged() -> Catalogue:
    """The packaged catalogue; its contents are fetched from the shelf when they are needed, which in most texts of one
    language they are not.
    """
    shelf = Shelf((PACKAGED, PACKAGED.parent, PACKAGED.parents[1] / "text"), (".toml", ".txt", ".py"))
    contents = cache(lambda: shelf.kept("contents", _Contents, _built))
    known = shelf.kept("summary", _Summary, lambda: contents().summary)
    return Catalogue(
        known.version,
        Later(lambda: contents().organisations),
        Later(lambda: contents().needles),
        Later(lambda: contents().phrases),
        shelf,
        known.languages,
    )


class _Summary(Struct, frozen=True):
    version: str
    languages: frozenset[str]


class _Contents(Struct, frozen=True):
    summary: _Summary
    organisations: dict[str, Organisation]
    needles: dict[str, Needle]
    phrases: dict[str, tuple[str, ...]]


def _contents() -> dict[str, bytes]:
    try:
        return {path.name: path.read_bytes() for path in sorted(PACKAGED.glob("*.toml"))}
    except OSError as error:
        raise CatalogueError(
            f"{error.filename}: cannot be read: {error.strerror}.", "Check its permissions."
        ) from error


def _built() -> _Contents:
    contents = _contents()
    found: dict[str, Organisation] = {}
    for name, content in contents.items():
        path = PACKAGED / name
        known = read(content, path, found)
        _check_ids(known, found, retired_ids(), path)
        found[known.id] = known
    return _prepared(_version(contents), found)


def _version(*folders: Mapping[str, bytes]) -> str:
    digest = blake2b(digest_size=6)
    for contents in folders:
        for name, content in contents.items():
            digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _prepared(version: str, organisations: dict[str, Organisation]) -> _Contents:
    """The organisations with what its templates and phrases are looked for by."""
    from syndicheck.marks.phrases import phrase_words
    from syndicheck.marks.templates import needle_of, variants

    needles: dict[str, Needle] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    for owner in organisations.values():
        for entry in owner.marks:
            if entry.where in IN_TEXT:
                for text in variants(owner, entry):
                    if entry.how == "phrase":
                        phrases[text] = phrase_words(text)
                    else:
                        needles[text] = needle_of(text)
    languages = {entry.lang.partition("-")[0].casefold() for owner in organisations.values() for entry in owner.marks}
    return _Contents(_Summary(version, frozenset(languages - {"*"} | {""})), organisations, needles, phrases)


def _extended(
    packaged: Catalogue,
    folder: Path,
    on_error: Callable[[CatalogueError], None] | None,
) -> Catalogue:
    found = dict(packaged.organisations)
    taken: dict[str, bytes] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            content = path.read_bytes()
            known = read(content, path, found)
            _check_ids(known, found, retired_ids(), path)
        except OSError as error:
            broken = CatalogueError(f"{path.name}: cannot be read: {error.strerror}.", "Check its permissions.")
            if on_error is None:
                raise broken from error
            on_error(broken)
        except CatalogueError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            found[known.id] = known
            taken[path.name] = content
    return Catalogue(_version(_contents(), taken), found, packaged.needles, packaged.phrases)


def read(content: bytes, path: Path, known: Mapping[str, Organisation]) -> Organisation:
    """One file; ``known`` are the organisations that it may extend.

    Raises:
        CatalogueError: names the file, and every entry that is wrong with the reason.
    """
    import tomllib

    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: not valid TOML: {error}.", "Mend the file, or take it out.") from error
    ident = data.get("id")
    return organisation(data, path.name, known.get(ident) if isinstance(ident, str) else None)


@lru_cache(maxsize=1)
def retired_ids() -> frozenset[str]:
    """Ids of entries that are gone; no entry may take one again, since databases refer to it."""
    lines = (PACKAGED / "_retired.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _check_ids(new: Organisation, found: Mapping[str, Organisation], retired: frozenset[str], path: Path) -> None:
    """Ids are unique over the whole catalogue; a file that replaces another of its id may use that one's."""
    taken = {entry.id for other in found.values() if other.id != new.id for entry in other.marks}
    seen: set[str] = set()
    for ident in (*(entry.id for entry in new.marks), *(form.id for form in new.releases)):
        if ident in taken or ident in seen:
            raise CatalogueError(f"{path.name}: {ident}: the id is used twice.", "Give it another id.")
        if ident in retired:
            raise CatalogueError(f"{path.name}: {ident}: the id was used before and is retired.", "Give it another id.")
        seen.add(ident)


def unknown_references(catalogue: Catalogue) -> list[str]:
    """What is wrong between entries: a ``same_as`` that names no entry."""
    ids = {entry.id for _, entry in catalogue.entries()}
    # a mark in many languages may be named by an id that only stands for all of them: ``seaprwire.disclaimer``
    families = {ident.rpartition(".")[0] for ident in ids}
    return [
        f"{owner.id}.toml: {entry.id}: same_as names {entry.same_as!r}, which is no entry."
        for owner, entry in catalogue.entries()
        if entry.same_as and entry.same_as not in ids | families
    ]
