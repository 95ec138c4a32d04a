"""The packaged catalogue, read and prepared once: two hundred TOML files anew would cost each start half a second.

What was made of the files is kept, pickled, in the user's cache folder (``XDG_CACHE_HOME``, else ``~/.cache``), under a
name made of the files' contents and of the code that read them: a change of either is another name, so what is kept is
never stale, and nothing is lost when it cannot be written or was damaged. Only this package's own classes are read
from it.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

KEPT = 4
"""Caches of other versions that are left; older ones go when a new one is written."""

T = TypeVar("T")


def kept(contents: Mapping[str, bytes], code: Iterable[Path], kind: type[T], build: Callable[[], T]) -> T:
    """What ``build`` makes of files (by name), from the cache if it is there; ``code`` are the sources it depends on.

    Raises:
        whatever ``build`` raises.
    """
    digest = blake2b(f"{sys.version_info[:2]} {pickle.DEFAULT_PROTOCOL}".encode(), digest_size=12)
    with suppress(OSError):  # sources may be missing: then the version of the package must do
        for source in code:
            digest.update(source.read_bytes())
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode() + contents[name])
    path: Path | None = None
    with suppress(RuntimeError):  # a user without a home
        path = _folder() / f"catalogue-{digest.hexdigest()}.pickle"
        if (found := _read(path)) is not None and isinstance(found, kind):
            return found
    made = build()
    if path is not None:
        with suppress(OSError):
            _keep(path, pickle.dumps(made))
    return made


class _Own(pickle.Unpickler):
    """Reads our own classes and nothing else: a cache that somebody else wrote must not run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES and "." not in name:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} does not belong here")


_MODULES = frozenset(
    {"syndicheck.marks.catalogue", "syndicheck.marks.entries", "syndicheck.marks.templates", "syndicheck.model"}
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


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "syndicheck"


def _keep(path: Path, content: bytes) -> None:
    """Write whole or not at all: another process may be reading."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    others = sorted(path.parent.glob("catalogue-*"), key=lambda other: other.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        with suppress(OSError):
            old.unlink()
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    Path(name).replace(path)
