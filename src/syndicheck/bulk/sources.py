"""What a bulk job reads: every file and object behind what was named, in the order of ``ingest``, looked for once.

Whether a file was named or found in a folder goes with it, because the readers treat the two differently; what was
wrong with a name stands at its place in the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from syndicheck.model.articles import Problem
from syndicheck.readers import read
from syndicheck.readers.addresses import is_address
from syndicheck.readers.paths import STDIN, expand, shown
from syndicheck.readers.sqlite import PREFIX, split


class Source(Struct, frozen=True):
    """A file by its absolute path, a database with its query, or an object; or why there is none.

    ``named`` says that the user named this very file. ``size`` in bytes and ``written`` are those of an object: what
    was written anew is other input.
    """

    name: str
    named: bool = True
    problem: Problem | None = None
    size: int = 0
    written: int = 0


class Ours:
    """Files and folders that the job makes itself: lying in its input, they are none."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._paths = [path.resolve() for path in paths]
        self._folder = lru_cache(1_000)(Path.resolve)  # of the files of one folder only the first asks the disk

    def __contains__(self, path: str) -> bool:
        whole = Path(path).absolute()
        found = whole.resolve() if whole.name == ".." else self._folder(whole.parent) / whole.name
        return any(found.is_relative_to(one) for one in self._paths)


def here(source: str, ours: Ours) -> Iterator[Source]:
    """What is behind a name that is no object's: the files of ``ingest``, or what it would say of the name."""
    database = database_of(source)
    if database is not None and database.is_file():
        _, mark, query = source.partition("?")
        yield Source(f"{PREFIX}{database.absolute()}{mark}{query}")
    elif database is not None or source == STDIN or is_address(source):
        for item in read([source], web=False):
            if isinstance(item, Problem):
                yield Source(item.where, problem=item)
    else:
        anything = False
        for found in expand([source]):
            if isinstance(found, Problem):
                yield Source(found.where, problem=found)
            elif found.named or found.path not in ours:
                yield Source(str(Path(found.path).absolute()), found.named)
            else:
                continue
            anything = True
        if not anything:
            yield nothing(source, "What can be read there is what this job makes itself.")


def database_of(name: str) -> Path | None:
    """The file of ``sqlite:FILE?QUERY``; ``None`` for other names."""
    found = split(name)
    return None if found is None else Path(found[0])


def nothing(source: str, message: str) -> Source:
    """A name behind which there is nothing to read."""
    where = shown(source)
    return Source(where, problem=Problem(where, "no-articles", message, "Name another folder."))


def without_own(sources: Sequence[str], ours: Ours) -> list[str]:
    """The names but for those of what the job makes: a shell's ``*`` names its work folder once it is there."""
    return [source for source in sources if "://" in source or source.startswith(PREFIX) or source not in ours]
