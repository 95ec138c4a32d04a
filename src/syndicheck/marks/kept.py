"""What is made of the packaged catalogue, made once: two hundred TOML files anew would cost each start half a second.

It is kept, pickled, in the user's cache folder (``XDG_CACHE_HOME``, else ``~/.cache``), in a folder named after the
paths, sizes and times of change of the catalogue's files and of the code that reads them, which is what Python goes by
for its compiled modules: a change of any is another name. Nothing is lost when it cannot be written or was damaged.
Only this package's own classes are read from it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from syndicheck import __version__
from syndicheck.cache import cache_folder, keep
from syndicheck.digests import blake2b

try:  # reading needs none of what the module around it loads
    from _pickle import Unpickler, UnpicklingError
except ImportError:
    from pickle import Unpickler, UnpicklingError

PROTOCOL = 4

KEPT = 4
"""Caches of other versions that are left; older ones go when a new one is begun."""

T = TypeVar("T")
V = TypeVar("V")


class Shelf:
    """Things made of the files in some ``folders`` (those with ``suffixes``; their own folders are not looked into)."""

    def __init__(self, folders: Iterable[Path], suffixes: tuple[str, ...]) -> None:
        self._folder: Path | None = None
        with suppress(RuntimeError):  # a user without a home
            self._folder = cache_folder() / f"catalogue-{_state(folders, suffixes)}"

    def kept(self, name: str, kind: type[T], build: Callable[[], T]) -> T:
        """What ``build`` makes, from the cache if it is there; ``name`` tells one thing on the shelf from another.

        Raises:
            whatever ``build`` raises.
        """
        if self._folder is None:
            return build()
        path = self._folder / f"{name}.pickle"
        if (found := _read(path)) is not None and isinstance(found, kind):
            return found
        made = build()
        from pickle import dumps

        with suppress(OSError):
            _keep(path, dumps(made, PROTOCOL))
        return made


class Later(Mapping[str, V]):
    """A mapping that is fetched when somebody looks into it."""

    def __init__(self, fetch: Callable[[], Mapping[str, V]]) -> None:
        self._fetch = fetch
        self._found: Mapping[str, V] | None = None

    def _contents(self) -> Mapping[str, V]:
        if self._found is None:
            self._found = self._fetch()
        return self._found

    def __getitem__(self, key: str) -> V:
        return self._contents()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents())

    def __len__(self) -> int:
        return len(self._contents())


def _state(folders: Iterable[Path], suffixes: tuple[str, ...]) -> str:
    digest = blake2b(f"{__version__} {sys.version_info[:2]} {PROTOCOL}".encode(), digest_size=12)
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            files = sorted((entry.name, entry.stat()) for entry in entries if entry.name.endswith(suffixes))
            lines = (f"{name}\0{known.st_size} {known.st_mtime_ns}\n" for name, known in files)
            digest.update(f"{folder}\n{''.join(lines)}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


class _Own(Unpickler):
    """Reads our own classes and nothing else: a cache that somebody else wrote must not run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES and "." not in name:
            return super().find_class(module, name)
        raise UnpicklingError(f"{module}.{name} does not belong here")


_MODULES = frozenset(
    {
        "syndicheck.marks.catalogue",
        "syndicheck.marks.entries",
        "syndicheck.marks.finder",
        "syndicheck.marks.needles",
        "syndicheck.marks.phrases",
        "syndicheck.marks.templates",
        "syndicheck.model.marks",
    }
)


def _read(path: Path) -> Any:
    """What is kept at a path; ``None`` when there is nothing, or nothing that can be read."""
    try:
        with path.open("rb") as stream:
            return _Own(stream).load()
    except OSError:
        return None
    except Exception:  # a damaged pickle may raise anything
        return None


def _keep(path: Path, content: bytes) -> None:
    """Write it; where a folder is begun for it, old ones go."""
    import shutil

    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        others = sorted(path.parent.parent.glob("catalogue-*"), key=lambda other: other.stat().st_mtime, reverse=True)
        for old in others[KEPT + 1 :]:
            shutil.rmtree(old, ignore_errors=True)
    keep(path, content)
