"""The user's cache folder: what can be made again at any time, kept because making it takes longer than reading it."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Below ``XDG_CACHE_HOME``, else ``~/.cache``; it need not exist.

    Raises:
        RuntimeError: the user has no home.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "syndicheck"


def keep(path: Path, content: bytes) -> None:
    """Write whole or not at all: another process may be reading.

    Raises:
        OSError: it cannot be written.
    """
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    Path(name).replace(path)
