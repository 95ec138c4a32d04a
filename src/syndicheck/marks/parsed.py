"""The packaged catalogue files, parsed once: reading two hundred TOML files anew would cost each start 0.2 seconds.

What was parsed is kept as JSON in the user's cache folder (``XDG_CACHE_HOME``, else ``~/.cache``), under a name made of
the files' contents: a changed file is another name, so the cache is never stale, and nothing is lost when it cannot be
written or was damaged.
"""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

KEPT = 4
"""Caches of other versions that are left; older ones go when a new one is written."""


def parsed(contents: Mapping[str, bytes]) -> Mapping[str, Mapping[str, Any]]:
    """The documents of TOML files by name.

    Raises:
        tomllib.TOMLDecodeError, UnicodeDecodeError: a file is broken.
    """
    digest = blake2b(digest_size=12)
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode() + contents[name])
    with suppress(OSError, ValueError, RuntimeError):  # RuntimeError: a user without a home
        documents = json.loads((_folder() / f"catalogue-{digest.hexdigest()}.json").read_bytes())
        if isinstance(documents, dict) and documents.keys() == contents.keys():
            return documents
    documents = {name: tomllib.loads(content.decode("utf-8")) for name, content in contents.items()}
    with suppress(OSError, TypeError, RuntimeError):
        _keep(_folder() / f"catalogue-{digest.hexdigest()}.json", json.dumps(documents, ensure_ascii=False))
    return documents


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "syndicheck"


def _keep(path: Path, text: str) -> None:
    """Write whole or not at all: another process may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    others = sorted(path.parent.glob("catalogue-*.json"), key=lambda other: other.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        with suppress(OSError):
            old.unlink()
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    Path(name).replace(path)
