"""The catalogue: every organisation's file, checked and ready to be used.

The packaged files lie beside this module; a user's folder of files of the same form adds organisations, or
replaces those of the same id.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from syndicheck.errors import CatalogueError
from syndicheck.marks.entries import Entry, Organisation, organisation

PACKAGED = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All organisations by id. ``version`` identifies the content: equal catalogues find equal marks."""

    version: str
    organisations: Mapping[str, Organisation]

    def name(self, organisation_id: str) -> str:
        """The name of an organisation for people; an unknown id stands for itself."""
        known = self.organisations.get(organisation_id)
        return known.name if known else organisation_id

    def entries(self) -> Iterator[tuple[Organisation, Entry]]:
        """Every mark with its organisation, in a fixed order."""
        for ident in sorted(self.organisations):
            for entry in self.organisations[ident].marks:
                yield self.organisations[ident], entry


@lru_cache(maxsize=8)
def load(extra: Path | None = None, on_error: Callable[[CatalogueError], None] | None = None) -> Catalogue:
    """The packaged catalogue, with a user's folder of files over it.

    ``on_error`` hears of broken files of that folder, which are then left out.

    Raises:
        CatalogueError: a file is broken and nobody wanted to hear of it; names file, entry and reason.
    """
    digest = hashlib.blake2b(digest_size=6)
    found: dict[str, Organisation] = {}
    for folder in (PACKAGED, extra):
        if folder is None:
            continue
        for path in sorted(folder.glob("*.toml")):
            try:
                content = path.read_bytes()
                known = _read(content, path)
                _check_ids(known, found, path)
            except CatalogueError as error:
                if folder is PACKAGED or on_error is None:
                    raise
                on_error(error)
                continue
            found[known.id] = known
            digest.update(path.name.encode() + b"\0" + content)
    return Catalogue(version=digest.hexdigest(), organisations=found)


def _read(content: bytes, path: Path) -> Organisation:
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: not valid TOML: {error}.", "Mend the file, or take it out.") from error
    return organisation(data, path.name)


def _check_ids(new: Organisation, found: Mapping[str, Organisation], path: Path) -> None:
    """Ids are unique over the whole catalogue; a file that replaces another of its id may use that one's."""
    taken = {entry.id for other in found.values() if other.id != new.id for entry in other.marks}
    seen: set[str] = set()
    for entry in new.marks:
        if entry.id in taken or entry.id in seen:
            raise CatalogueError(f"{path.name}: {entry.id}: the id is used twice.", "Give it another id.")
        seen.add(entry.id)
